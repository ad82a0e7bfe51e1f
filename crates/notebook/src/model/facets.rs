//! By what people can be filtered, counted.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use crate::{order, record::Person, search::word_key};

/// How many people there are for each tag, role, trade and city.
#[derive(Debug, Default)]
pub(crate) struct Facets {
    pub(crate) tags: Counted,
    pub(crate) roles: Counted,
    pub(crate) trades: Counted,
    pub(crate) cities: Counted,
}

/// Words that are the same by [`word_key`] are counted as one, in whatever forms they are stored.
#[derive(Debug, Default)]
pub(crate) struct Counted(BTreeMap<String, BTreeMap<String, usize>>);

impl Facets {
    /// Counts a person in, or out.
    pub(super) fn count(&mut self, person: &Person, into: bool) {
        self.tags.count(person.tags.iter(), into);
        self.roles.count(person.roles.iter(), into);
        self.trades.count([&person.trade].into_iter(), into);
        self.cities.count([&person.city].into_iter(), into);
    }
}

impl Counted {
    /// Each person counts once for a word.
    fn count<'a>(&mut self, words: impl Iterator<Item = &'a String>, into: bool) {
        let mut seen = BTreeSet::new();
        for word in words {
            let key = word_key(word);
            if !key.is_empty() && seen.insert(key.clone()) {
                self.step(key, word, into);
            }
        }
    }

    fn step(&mut self, key: String, word: &str, into: bool) {
        if into {
            *self.0.entry(key).or_default().entry(word.to_owned()).or_default() += 1;
        } else if let Some(forms) = self.0.get_mut(&key) {
            if let Some(count) = forms.get_mut(word) {
                *count -= 1;
            }
            forms.retain(|_, count| *count > 0);
            if forms.is_empty() {
                self.0.remove(&key);
            }
        }
    }

    /// The form in which a word is known already: the most frequent one.
    pub(crate) fn known(&self, word: &str) -> Option<&str> {
        self.0.get(&word_key(word)).and_then(most)
    }

    /// Every word in its most frequent form, with its number of people.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&str, usize)> {
        self.0.values().filter_map(|forms| Some((most(forms)?, forms.values().sum())))
    }

    /// The most frequent words, most frequent first.
    pub(crate) fn top(&self, limit: usize) -> Vec<(String, usize)> {
        let mut all: Vec<_> = self.all().map(|(word, count)| (word.to_owned(), count)).collect();
        order::by(&mut all, |a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        all.truncate(limit);
        all
    }
}

fn most(forms: &BTreeMap<String, usize>) -> Option<&str> {
    let most = forms.iter().min_by_key(|(word, count)| (Reverse(**count), *word));
    most.map(|(word, _)| word.as_str())
}
