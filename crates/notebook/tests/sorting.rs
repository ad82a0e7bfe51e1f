//! Random histories of sorting, uniting and undoing: what a jot says of somebody stays with them, however its records are joined and
//! parted, as long as it is sorted onto them. Nothing that is nearly the same as something else is dropped for it.
//!
//! A failing seed names itself: `RAPPORT_SEED=n` runs exactly that one, `RAPPORT_SEEDS=n` sets how many are run.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, reason = "a test prints its seed")]

mod common;

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
};

use common::{
    chance::Chance,
    seeds::{caught, number},
    *,
};
use notebook::{
    Id, Notebook,
    command::{ChangeId, Command, Sorting, Who},
    query::PersonView,
    record::{JotState, Kind, TouchKind},
};

const SEEDS: u64 = 1_000;
const STEPS: usize = 24;

/// A bug that is planted in what the test reads, to see that it is found.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Plant {
    /// Of two numbers with the same last nine digits one is dropped, and is not in the note.
    NearNumbers,
    /// Of two links that differ in the capitals of their path one is dropped.
    NearLinks,
}

/// What a jot says beside a name: near each other, and each a thing of its own.
const NUMBERS: [&str; 6] = [
    "+1 212 555 0143",
    "+1 312 555 0143",
    "+55 11 98765 4321",
    "+55 21 98765 4321",
    "+44 20 7946 0018",
    "+44 20 7946 0019",
];
const MAILS: [&str; 4] = ["ana.ruiz@acme.com", "anaruiz@acme.com", "ana.ruiz@acme.co", "ana_ruiz@acme.com"];
const LINKS: [&str; 4] =
    ["example.org/Ana", "example.org/ana", "example.org/ana?of=Acme", "example.org/ana?of=acme"];
const TAGS: [&str; 4] = ["warm", "war", "sailing", "sail"];
const NAMES: [&str; 4] = ["Ana Ruiz", "Ana Ruíz", "Nora Vance", "Ana Ruiz Vega"];

/// A jot, as it was written.
struct Written {
    text: String,
    /// What it says beside the name.
    says: BTreeSet<String>,
}

struct World {
    notebook: Notebook,
    chance: Chance,
    jots: BTreeMap<Id, Written>,
    people: Vec<Id>,
    changes: Vec<ChangeId>,
    plant: Option<Plant>,
    minutes: i64,
    words: u64,
}

/// How the test tells two of these apart: by every letter and digit that counts.
fn of_number(text: &str) -> String {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    ["tel ", &digits].concat()
}

fn of_link(text: &str) -> String {
    let text = text.trim_start_matches("https://").trim_start_matches("http://");
    ["at ", text.trim_end_matches('/')].concat()
}

fn of_mail(text: &str) -> String {
    ["mail ", &text.to_lowercase()].concat()
}

impl World {
    fn new(seed: u64, plant: Option<Plant>) -> Self {
        Self {
            notebook: device(1),
            chance: Chance(seed),
            jots: BTreeMap::new(),
            people: Vec::new(),
            changes: Vec::new(),
            plant,
            minutes: 0,
            words: 0,
        }
    }

    fn does(&mut self, command: &Command) -> bool {
        self.minutes += 1;
        if env::var("RAPPORT_SEED").is_ok() {
            println!("{} {command:?}", self.minutes);
        }
        match self.notebook.apply(command, at(self.minutes)) {
            Ok(written) => {
                if env::var("RAPPORT_SEED").is_ok() {
                    println!(
                        "{} = {:?}",
                        self.minutes,
                        written.as_ref().map(|written| (written.change, &written.left))
                    );
                }
                self.changes.extend(written.map(|written| written.change));
                true
            }
            Err(_) => false,
        }
    }

    fn jot(&mut self) {
        self.words += 1;
        let chance = &mut self.chance;
        let (id, word) = (chance.id(), format!("word{:03}x", self.words));
        let mut parts = vec![chance.of(&NAMES).to_owned()];
        let mut says = BTreeSet::new();
        for _ in 0..chance.below(4) + 1 {
            match chance.below(4) {
                0 => {
                    let number = chance.of(&NUMBERS);
                    says.insert(of_number(number));
                    parts.push(number.to_owned());
                }
                1 => {
                    let mail = chance.of(&MAILS);
                    says.insert(of_mail(mail));
                    parts.push(mail.to_owned());
                }
                2 => {
                    let link = chance.of(&LINKS);
                    says.insert(of_link(link));
                    parts.push(link.to_owned());
                }
                _ => {
                    let tag = chance.of(&TAGS);
                    says.insert(["tag ", tag].concat());
                    parts.push(["#", tag].concat());
                }
            }
        }
        let text = [parts.join(", "), word].join(", ");
        let at = at(self.minutes + 1).0;
        let (event, dismissed, month_first) = Default::default();
        assert!(self.does(&Command::Jot { id, text: text.clone(), at, event, dismissed, month_first }));
        self.jots.insert(id, Written { text, says });
    }

    fn sort(&mut self) {
        let all: Vec<Id> = self.jots.keys().copied().collect();
        if all.is_empty() {
            return self.jot();
        }
        let jot = self.chance.of(&all);
        let is_known = !self.people.is_empty() && self.chance.below(3) > 0;
        let who = if is_known {
            Who::Known { id: self.chance.of(&self.people) }
        } else {
            Who::New { id: self.chance.id(), name: self.chance.of(&NAMES).to_owned() }
        };
        let person = who.id();
        let mut into = Sorting { person: Some(who), ..Sorting::default() };
        match self.chance.below(4) {
            0 => into.lead = Some((self.chance.id(), "a bookkeeper".to_owned())),
            1 => into.promise = Some((self.chance.id(), "to call".to_owned(), None)),
            2 => into.touch = Some((self.chance.id(), TouchKind::Call)),
            _ => {}
        }
        if self.does(&Command::Sort { jot, into }) {
            self.people.push(person);
            self.people.dedup();
        }
    }

    fn unite(&mut self) {
        if self.people.len() > 1 {
            let (keep, double) = (self.chance.of(&self.people), self.chance.of(&self.people));
            self.does(&Command::Unite { keep, double });
        }
    }

    fn undo(&mut self) {
        if !self.changes.is_empty() {
            let last = self.changes.len().saturating_sub(6);
            let change = self.chance.of(&self.changes[last..]);
            self.does(&Command::Undo { change });
        }
    }

    fn run(mut self) {
        self.jot();
        for _ in 0..STEPS {
            match self.chance.below(10) {
                0..=2 => self.jot(),
                3..=5 => self.sort(),
                6 | 7 => self.unite(),
                _ => self.undo(),
            }
            self.check();
        }
        let anew = reloaded(&self.notebook, 77);
        self.notebook = anew;
        self.check();
    }

    fn check(&mut self) {
        let now = at(self.minutes + 1);
        let all: Vec<Id> = self.jots.keys().copied().collect();
        for id in all {
            let Some(view) = jot_view(&mut self.notebook, id, now) else {
                // Written by a change that was undone: in the bin.
                let is_there = bin(&mut self.notebook, now).rows.iter().any(|row| row.record.id == id);
                assert!(is_there, "the words of a jot are gone");
                continue;
            };
            let jot = &self.jots[&id];
            assert_eq!(view.jot.text, jot.text, "the words of a jot are others");
            if view.jot.removed_at.is_some() || view.jot.state != Some(JotState::Sorted) {
                continue;
            }
            let onto =
                view.became.iter().filter(|(name, _)| name.kind == Kind::Person).map(|(name, _)| name.id);
            let onto: Vec<Id> = onto.collect();
            for person in onto {
                self.says_what_was_said(id, person, now);
            }
        }
    }

    /// Everything that the jot says of a person is on the page of whoever is shown.
    fn says_what_was_said(&mut self, id: Id, person: Id, now: notebook::Now) {
        let Some(page) = person_view(&mut self.notebook, person, now) else { return };
        if page.person.removed_at.is_some() {
            return;
        }
        let jot = &self.jots[&id];
        let there = self.on_page(&page);
        let lost: Vec<_> = jot.says.iter().filter(|said| !there.contains(*said)).collect();
        assert!(lost.is_empty(), "{lost:?} of “{}” is not with {}: {there:?}", jot.text, page.person.name);
        let is_there = page.timeline.iter().any(|moment| moment.words.contains(&jot.text));
        assert!(is_there, "the words “{}” are not on the page of {}", jot.text, page.person.name);
    }

    fn on_page(&self, page: &PersonView) -> BTreeSet<String> {
        let person = &page.person;
        let mut there: BTreeSet<String> = BTreeSet::new();
        there.extend(person.phones.values().map(|contact| of_number(&contact.value)));
        there.extend(person.emails.values().map(|contact| of_mail(&contact.value)));
        there.extend(person.links.values().map(|contact| of_link(&contact.value)));
        there.extend(person.tags.iter().map(|tag| ["tag ", tag].concat()));
        let drop_second = |there: &mut BTreeSet<String>, near: fn(&str) -> String| {
            let mut seen = BTreeSet::new();
            there.retain(|one| seen.insert(near(one)));
        };
        match self.plant {
            Some(Plant::NearNumbers) => drop_second(&mut there, |one| match one.strip_prefix("tel ") {
                Some(digits) => digits[digits.len().saturating_sub(9)..].to_owned(),
                None => one.to_owned(),
            }),
            Some(Plant::NearLinks) => drop_second(&mut there, |one| match one.strip_prefix("at ") {
                Some(link) => link.to_lowercase(),
                None => one.to_owned(),
            }),
            _ => {}
        }
        there
    }
}

fn run(seed: u64, plant: Option<Plant>) -> Result<(), String> {
    caught(|| World::new(seed, plant).run())
}

#[test]
fn what_was_sorted_onto_somebody_stays_with_them_however_entries_are_united_and_changes_undone() {
    if let Some(seed) = number("RAPPORT_SEED") {
        return World::new(seed, None).run();
    }
    let seeds = number("RAPPORT_SEEDS").unwrap_or(SEEDS);
    let failed: Vec<_> =
        (0..seeds).filter_map(|seed| run(seed, None).err().map(|why| (seed, why))).take(5).collect();
    for (seed, why) in &failed {
        println!("RAPPORT_SEED={seed}: {}", why.chars().take(600).collect::<String>());
    }
    assert!(failed.is_empty(), "seed {:?} failed", failed[0].0);
}

/// A planted bug is found, and for what it does.
fn finds(plant: Plant, harm: &str) {
    let found = (0..500).find_map(|seed| {
        run(seed, Some(plant)).err().filter(|why| why.contains(harm)).map(|why| (seed, why))
    });
    let (seed, why) = found.unwrap_or_else(|| panic!("500 seeds did not find {plant:?}"));
    println!("{plant:?} was found by seed {seed}: {}", why.chars().take(200).collect::<String>());
}

#[test]
fn a_number_that_is_dropped_for_one_with_the_same_last_digits_is_found() {
    finds(Plant::NearNumbers, "is not with");
}

#[test]
fn a_link_that_is_dropped_for_one_with_other_capitals_is_found() {
    finds(Plant::NearLinks, "is not with");
}
