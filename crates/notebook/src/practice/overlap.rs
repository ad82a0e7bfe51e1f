//! What two people share is the way into the relationship (domain §1): between me and a person, and between
//! two whom I could introduce to each other.

use std::collections::BTreeMap;

use crate::{
    Id,
    model::Model,
    order,
    query::{Introduction, Overlap, Shared},
    record::{Gain, Items, Kind, Letter, Me, Person, Ref},
    search::{fold, name_key},
};

/// People proposed for an introduction.
const MOST_INTRODUCTIONS: usize = 3;

/// Words that say nothing by themselves, folded.
const EMPTY: [&str; 30] = [
    "about", "after", "again", "also", "because", "best", "business", "club", "could", "each", "every",
    "from", "good", "group", "have", "into", "more", "most", "other", "people", "some", "that", "their",
    "them", "they", "this", "very", "what", "with", "work",
];

/// What is compared of somebody, me or a person: folded words, each with how it was written.
#[derive(Default)]
struct Traits {
    city: String,
    /// Networks, circles and groups.
    networks: Words,
    interests: Words,
    skills: Words,
    goals: Words,
    accomplishments: Words,
    /// Whom they want to meet: good prospects, target market.
    market: Words,
    /// What they are: trade, and what they have done.
    is: Words,
}

/// Significant words, folded, with the phrase they come from.
type Words = BTreeMap<String, String>;

fn add(words: &mut Words, phrase: &str) {
    for word in fold(phrase).split(|c: char| !c.is_alphanumeric()) {
        if word.chars().count() >= 4 && !EMPTY.contains(&word) {
            words.insert(word.to_owned(), phrase.trim().to_owned());
        }
    }
}

/// A whole phrase as one, however short: a group, a circle.
fn add_whole(words: &mut Words, phrase: &str) {
    if !phrase.trim().is_empty() {
        words.insert(name_key(phrase), phrase.trim().to_owned());
    }
}

impl Traits {
    /// What is private stays between the two of us: `others` are not told of it.
    fn gains(&mut self, gains: &Items<Gain>, others: bool) {
        for gain in gains.values().filter(|gain| !(others && gain.private == Some(true))) {
            match gain.letter {
                Some(Letter::Goals) => add(&mut self.goals, &gain.words),
                Some(Letter::Accomplishments) => {
                    add(&mut self.accomplishments, &gain.words);
                    add(&mut self.is, &gain.words);
                }
                Some(Letter::Interests) => add(&mut self.interests, &gain.words),
                Some(Letter::Networks) => add_whole(&mut self.networks, &gain.words),
                Some(Letter::Skills) => add(&mut self.skills, &gain.words),
                _ => {}
            }
        }
    }

    /// Every group in the notebook is one of mine.
    fn of_me(model: &Model) -> Self {
        let me: &Me = &model.me;
        let mut traits = Self { city: me.city.trim().to_owned(), ..Self::default() };
        traits.gains(&me.gains, false);
        for group in model.groups.values().filter(|group| group.removed_at.is_none()) {
            add_whole(&mut traits.networks, &group.name);
        }
        add(&mut traits.market, &me.target_market.0);
        add(&mut traits.is, &me.trade);
        traits
    }

    fn of(model: &Model, person: &Person, others: bool) -> Self {
        let mut traits = Self { city: person.city.trim().to_owned(), ..Self::default() };
        traits.gains(&person.gains, others);
        person.circles.iter().for_each(|circle| add_whole(&mut traits.networks, circle));
        for group in person.groups.iter().filter_map(|id| model.groups.get(&id.parse().ok()?)) {
            add_whole(&mut traits.networks, &group.name);
        }
        add(&mut traits.market, &person.good_prospect.0);
        add(&mut traits.is, &person.trade);
        traits
    }

    /// What two share, or have for each other; `self` is spoken of as the first.
    fn shared(&self, other: &Self) -> Vec<Overlap> {
        let mut found = Vec::new();
        let mut both = |shared: Shared, one: &Words, two: &Words| {
            let mut phrases: Vec<String> = one
                .iter()
                .filter(|(word, _)| two.contains_key(*word))
                .map(|(_, phrase)| phrase.clone())
                .collect();
            phrases.sort();
            phrases.dedup();
            found.extend(phrases.into_iter().map(|words| Overlap { shared, words }));
        };
        both(Shared::Interest, &self.interests, &other.interests);
        both(Shared::Network, &self.networks, &other.networks);
        both(Shared::Accomplishment, &self.accomplishments, &other.accomplishments);
        both(Shared::Goal, &self.goals, &other.goals);
        both(Shared::Skill, &self.skills, &other.skills);
        both(Shared::Market, &self.market, &other.market);
        both(Shared::HelpsFirst, &self.goals, &other.skills);
        both(Shared::HelpsSecond, &other.goals, &self.skills);
        both(Shared::WantedByFirst, &self.market, &other.is);
        both(Shared::WantedBySecond, &other.market, &self.is);
        if !self.city.is_empty() && name_key(&self.city) == name_key(&other.city) {
            found.push(Overlap { shared: Shared::City, words: other.city.clone() });
        }
        found
    }
}

/// What I share with a person.
pub(crate) fn with_me(model: &Model, person: &Person) -> Vec<Overlap> {
    Traits::of_me(model).shared(&Traits::of(model, person, false))
}

/// People to whom this one could be introduced, the most in common first. A city alone is no reason.
pub(crate) fn introductions(model: &Model, person: &Person) -> Vec<Introduction> {
    let traits = Traits::of(model, person, true);
    let says_something = |other: &Person| {
        !(other.gains.is_empty() && other.circles.is_empty() && other.good_prospect.0.is_empty())
    };
    if !says_something(person) {
        return Vec::new();
    }
    let (own, mut found) = (person.id.to_string(), Vec::new());
    for other in model.people.values() {
        let is_one = other.id == person.id || other.removed_at.is_some() || !says_something(other);
        let are_known = person.knows.contains(&other.id.to_string()) || other.knows.contains(&own);
        if is_one || are_known || introduced(person, other) || same_group(person, other) {
            continue;
        }
        let shared: Vec<Overlap> = traits.shared(&Traits::of(model, other, true));
        let score: usize = shared.iter().map(|overlap| weight(overlap.shared)).sum();
        if shared.iter().any(|overlap| overlap.shared != Shared::City) {
            found.push((score, other.id, shared));
        }
    }
    order::by_key(&mut found, |(score, id, _)| (std::cmp::Reverse(*score), *id));
    let named = |(_, id, shared): (usize, Id, Vec<Overlap>)| Introduction {
        person: id,
        name: model.title(Ref::new(Kind::Person, id)),
        shared,
    };
    found.into_iter().take(MOST_INTRODUCTIONS).map(named).collect()
}

/// Who can help the other is worth more than what both like.
fn weight(shared: Shared) -> usize {
    match shared {
        Shared::HelpsFirst | Shared::HelpsSecond | Shared::WantedByFirst | Shared::WantedBySecond => 4,
        Shared::Interest | Shared::Accomplishment | Shared::Goal | Shared::Market => 3,
        Shared::Network | Shared::Skill => 2,
        Shared::City => 1,
    }
}

fn introduced(one: &Person, two: &Person) -> bool {
    one.introduced_by == Some(two.id) || two.introduced_by == Some(one.id)
}

/// Who sits in one group knows each other.
fn same_group(one: &Person, two: &Person) -> bool {
    !one.groups.is_disjoint(&two.groups)
}

/// Words for everybody: a target market that holds them is nobody's (domain §1).
const EVERYBODY: [&str; 9] =
    ["anybody", "anyone", "everybody", "everyone", "anything", "everything", "whoever", "all", "any"];

/// Whether a target market or a good prospect is too wide for anybody to think of somebody: “anybody” means
/// nobody.
#[must_use]
pub fn is_too_wide(words: &str) -> bool {
    // Without folding: the window asks this, and would carry its tables for nine plain words.
    let among = |word: &str, some: &[&str]| some.iter().any(|other| word.eq_ignore_ascii_case(other));
    let mut parts = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let first = parts.next().unwrap_or_default();
    among(first, &EVERYBODY) || parts.any(|word| among(word, &EVERYBODY[..7]))
}
