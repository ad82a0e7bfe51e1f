//! A source who wants to stay unnamed stays so, whatever happened to their entries: over random histories, and over
//! every text that can leave the device (domain §2).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, reason = "a test prints its seed")]

mod common;

use std::collections::BTreeSet;

use common::{chance::Chance, *};
use notebook::{
    Notebook, Value,
    command::{ChangeId, Command, Edit},
    practice::leads::About,
    query::{LeadFilter, Query},
    record::{Kind, Ref},
};

const SEEDS: u64 = 150;

/// The nth name that is typed: letters only, and no part of another.
fn word(n: u64) -> String {
    let digits = [n / 26 / 26, n / 26, n].map(|digit| char::from(b'a' + (digit % 26) as u8));
    format!("Zq{}w", digits.iter().collect::<String>())
}

struct World {
    devices: [Notebook; 2],
    chance: Chance,
    /// Every name of the source's entries, and the entries.
    secrets: BTreeSet<String>,
    entries: BTreeSet<u64>,
    /// The name and the entry that a command would add: one that is refused adds none.
    said: (Option<String>, Option<u64>),
    changes: Vec<ChangeId>,
    words: u64,
}

impl World {
    fn new(seed: u64) -> Self {
        let mut one = device(1);
        must(&mut one, add(person(1), &[("name", "Zqaaaw")]), at(0));
        must(&mut one, add(person(3), &[("name", "Ben Okafor")]), at(0));
        let edits = [
            ("need", "a new roof"),
            ("prospect", &id(3).to_string()),
            ("source", &id(1).to_string()),
            ("name_use", "no"),
        ];
        must(&mut one, add(lead(5), &edits), at(0));
        let two = reloaded(&one, 2);
        let secrets = BTreeSet::from(["Zqaaaw".to_owned()]);
        let (entries, changes) = (BTreeSet::from([1]), Vec::new());
        let (chance, said) = (Chance(seed), (None, None));
        Self { devices: [one, two], chance, secrets, entries, said, changes, words: 0 }
    }

    fn secret(&mut self) -> String {
        self.words += 1;
        let word = word(self.words);
        self.said.0 = Some(word.clone());
        word
    }

    fn step(&mut self, step: i64) {
        let which = self.chance.below(2);
        let entry = self.chance.of(&self.entries.iter().copied().collect::<Vec<_>>());
        let record = person(entry);
        let item = id(200 + self.words);
        let command = match self.chance.below(13) {
            0 | 1 => name(record, &self.secret()),
            2 => edit(record, "company", Value::Str(self.secret())),
            3 => edit(record, &format!("nicknames/{}", self.secret()), Value::Bool(true)),
            4 => edit(
                record,
                &format!("links/{item}/value"),
                Value::Str(format!("https://instagram.com/{}/", self.secret())),
            ),
            5 => edit(
                record,
                &format!("emails/{item}/value"),
                Value::Str(format!("{}@gmail.com", self.secret())),
            ),
            6 => edit(
                record,
                &format!("emails/{item}/value"),
                Value::Str(format!("info@{}.example", self.secret())),
            ),
            7 => {
                self.words += 1;
                let entry = 1000 + self.words;
                let words = self.secret();
                must(&mut self.devices[which], add(person(entry), &[("name", &words)]), at(step));
                self.said.1 = Some(entry);
                Command::Unite { keep: id(entry), double: record.id }
            }
            8 => Command::Remove { record },
            9 => Command::EmptyBin,
            10 if !self.changes.is_empty() => Command::Undo { change: self.chance.of(&self.changes) },
            11 => Command::Edit { record: lead(5), edits: vec![Edit::text("source_name", &self.secret())] },
            _ => {
                let bytes = self.devices[1 - which].save();
                let other = notebook::Loading::snapshot(&bytes, [99; 16]).unwrap();
                self.devices[which].merge(&other).unwrap();
                return;
            }
        };
        let (name, entry) = std::mem::take(&mut self.said);
        if let Ok(Some(written)) = self.devices[which].apply(&command, at(step)) {
            self.changes.push(written.change);
            self.secrets.extend(name);
            self.entries.extend(entry);
        }
    }

    fn check(&mut self) {
        let [one, two] = &mut self.devices;
        meet(one, two);
        let mut anew = reloaded(one, 50);
        for device in [one, &mut anew] {
            let all: Vec<String> = self.secrets.iter().cloned().collect();
            let mut told = Vec::new();
            for about in [About::FirstContact, About::Pass(id(9))] {
                for words in [None, Some(format!("So says {}.", all.join(" and ")))] {
                    let letter = letter(device, lead(5), about, words.as_deref(), at(900));
                    told.extend(letter.map(|letter| serde_json::to_string(&letter).unwrap()).map(|text| {
                        // What was asked comes back to the person who asked, and what to think of before it is sent is
                        // for them alone: on a screen that others can see neither is there.
                        let mut value: serde_json::Value = serde_json::from_str(&text).unwrap();
                        for own in ["asked", "warning"] {
                            value.as_object_mut().unwrap().remove(own);
                        }
                        value.to_string()
                    }));
                }
            }
            let page = lead_view(device, id(5), at(900)).unwrap();
            told.push(format!("{:?}", page.sheet));
            let mut queries = vec![
                Query::Lead(id(5)),
                Query::Leads(LeadFilter::default(), ALL),
                Query::Board(LeadFilter::default(), 100),
                Query::Today(100),
                Query::Letter { lead: id(5), about: About::FirstContact, words: None },
            ];
            queries.extend(
                all.iter().map(|word| {
                    Query::Leads(LeadFilter { text: word.clone(), ..LeadFilter::default() }, ALL)
                }),
            );
            for query in queries {
                let view = device.query(&Query::Discreet(Box::new(query)), at(900));
                told.push(serde_json::to_string(&view).unwrap());
            }
            let told = told.join("\n").to_lowercase();
            for secret in &self.secrets {
                assert!(!told.contains(&secret.to_lowercase()), "{secret} stands in {told}");
            }
            assert!(
                told.contains("a new roof") || told.contains("told in confidence"),
                "and the rest is told"
            );
        }
    }
}

#[test]
fn no_text_that_can_leave_names_a_hidden_source_under_any_name_that_they_ever_had() {
    for seed in 0..SEEDS {
        println!("seed {seed}");
        let mut world = World::new(seed);
        for step in 1..20 {
            world.step(step);
        }
        world.check();
    }
}

#[test]
fn the_history_and_the_bin_of_a_lead_do_not_name_them_either() {
    let mut world = World::new(7);
    for step in 1..30 {
        world.step(step);
    }
    let [one, two] = &mut world.devices;
    meet(one, two);
    must(one, Command::Remove { record: lead(5) }, at(90));
    let of = Query::History { of: Some(Ref::new(Kind::Lead, id(5))), page: ALL };
    for query in [of, Query::Bin(ALL)] {
        let view = serde_json::to_string(&one.query(&Query::Discreet(Box::new(query)), at(900))).unwrap();
        for secret in world.secrets.iter().filter(|secret| view.contains(secret.as_str())) {
            // People lie in the bin under their own name: without a lead they are as they are.
            let named = bin(one, at(900))
                .rows
                .iter()
                .any(|row| row.record.kind == Kind::Person && row.title.contains(secret));
            assert!(named, "{secret} in {view}");
        }
    }
}
