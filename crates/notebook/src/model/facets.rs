//! By what people can be filtered, counted.

use crate::order;
use std::collections::BTreeMap;

use crate::record::Person;

/// How many people there are for each tag, role, trade and city.
#[derive(Debug, Default)]
pub(crate) struct Facets {
    pub(crate) tags: BTreeMap<String, usize>,
    pub(crate) roles: BTreeMap<String, usize>,
    pub(crate) trades: BTreeMap<String, usize>,
    pub(crate) cities: BTreeMap<String, usize>,
}

impl Facets {
    /// Counts a person in, or out.
    pub(super) fn count(&mut self, person: &Person, into: bool) {
        for tag in &person.tags {
            step(&mut self.tags, tag, into);
        }
        for role in &person.roles {
            step(&mut self.roles, role, into);
        }
        for (counts, word) in [(&mut self.trades, &person.trade), (&mut self.cities, &person.city)] {
            if !word.is_empty() {
                step(counts, word, into);
            }
        }
    }

    /// The most frequent words, most frequent first.
    pub(crate) fn top(counts: &BTreeMap<String, usize>, most: usize) -> Vec<(String, usize)> {
        let mut all: Vec<_> = counts.iter().map(|(word, count)| (word.clone(), *count)).collect();
        order::by(&mut all, |a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        all.truncate(most);
        all
    }
}

fn step(counts: &mut BTreeMap<String, usize>, word: &str, into: bool) {
    if into {
        *counts.entry(word.to_owned()).or_default() += 1;
    } else if let Some(count) = counts.get_mut(word) {
        *count -= 1;
        if *count == 0 {
            counts.remove(word);
        }
    }
}
