//! Random histories from a seed.

use std::collections::BTreeSet;

use notebook::{
    Id, Notebook, Now, Value,
    command::{Command, Edit, Named, Sorting, Who},
    practice::leads::{About, Deed},
    record::{Kind, NameUse, Progress, Ref, TouchKind},
    time::{date_text, instant_text},
};

/// SplitMix64.
pub struct Chance(pub u64);

impl Chance {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ z >> 31
    }

    pub fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }

    pub fn of<T: Copy>(&mut self, choice: &[T]) -> T {
        choice[self.below(choice.len())]
    }

    pub fn id(&mut self) -> Id {
        Id((u128::from(self.next()) << 64 | u128::from(self.next())).to_be_bytes())
    }
}

const WORDS: [&str; 12] = [
    "Ana Ruiz",
    "plumber",
    "a",
    "sailing on Sundays",
    "Łukasz",
    "ليلى",
    "call",
    "mixer at the harbour",
    "🪗",
    "needs a bookkeeper",
    "+34 600 123 456",
    "lead",
];
const JOTS: [&str; 8] = [
    "Ana Ruiz, plumber at Acme +34 600 123 456 #sailing",
    "Ben needs a bookkeeper >Clara expects call !fri",
    "two copiers, ring road >chapter no name",
    "ana@acme.es agreed !3d <Sally",
    "just a thought\nover two lines",
    "נועה, lawyer needs a site",
    "Zoë presold needs a photographer !tomorrow 9am",
    "call the mixer",
];

/// Records and changes that the devices of a history made so far.
#[derive(Default)]
pub struct Known {
    pub records: Vec<Ref>,
    pub changes: Vec<notebook::command::ChangeId>,
}

impl Known {
    fn some(&self, chance: &mut Chance, kind: Kind) -> Option<Id> {
        let all: Vec<Id> = self.records.iter().filter(|r| r.kind == kind).map(|r| r.id).collect();
        if all.is_empty() { None } else { Some(chance.of(&all)) }
    }

    fn any(&self, chance: &mut Chance) -> Option<Ref> {
        if self.records.is_empty() { None } else { Some(chance.of(&self.records)) }
    }

    fn made(&mut self, kind: Kind, id: Id) -> Ref {
        let name = Ref::new(kind, id);
        self.records.push(name);
        name
    }

    /// Carries out a random command; says which change it was, if it was one.
    pub fn act(
        &mut self,
        notebook: &mut Notebook,
        chance: &mut Chance,
        now: Now,
    ) -> Option<(Command, notebook::Written)> {
        let command = self.command(chance, now);
        let written = notebook.apply(&command, now).ok()??;
        self.changes.push(written.change);
        Some((command, written))
    }

    pub fn command(&mut self, chance: &mut Chance, now: Now) -> Command {
        let any = self.any(chance);
        match (chance.below(22), any) {
            (0..=2, _) | (_, None) => {
                let id = self.made(Kind::Jot, chance.id()).id;
                let event = self.some(chance, Kind::Event);
                Command::Jot {
                    id,
                    text: chance.of(&JOTS).into(),
                    at: now.0,
                    event,
                    dismissed: BTreeSet::new(),
                    month_first: false,
                }
            }
            (3..=5, _) => self.sort(chance, now),
            (6, _) => match self.some(chance, Kind::Jot) {
                Some(jot) => Command::PutAway { jot },
                None => Command::EmptyBin,
            },
            (7..=9, _) => self.add(chance, now),
            (10..=13, Some(record)) => {
                let mut edits = self.edits(record.kind, chance, now);
                for edit in &mut edits {
                    if chance.below(4) == 0 {
                        edit.value = None;
                    }
                }
                Command::Edit { record, edits }
            }
            (14, _) => Command::Edit { record: Ref::ME, edits: self.edits(Kind::Me, chance, now) },
            (15 | 16, Some(record)) => Command::Remove { record },
            (17, Some(record)) => Command::Restore { record },
            (18, _) if chance.below(2) == 0 => {
                match (self.some(chance, Kind::Person), self.some(chance, Kind::Person)) {
                    (Some(keep), Some(double)) => Command::Unite { keep, double },
                    _ => Command::EmptyBin,
                }
            }
            (18, _) if chance.below(3) == 0 => Command::EmptyBin,
            (19, _) if chance.below(3) == 0 => {
                let acts = vec![self.add(chance, now), self.add(chance, now)];
                Command::Together { acts }
            }
            (20 | 21, _) => self.of_lead(chance),
            _ if self.changes.is_empty() => Command::EmptyBin,
            _ => Command::Undo { change: chance.of(&self.changes) },
        }
    }

    fn sort(&mut self, chance: &mut Chance, now: Now) -> Command {
        let Some(jot) = self.some(chance, Kind::Jot) else { return Command::EmptyBin };
        let mut into = Sorting::default();
        into.person = match (chance.below(3), self.some(chance, Kind::Person)) {
            (0, _) => None,
            (1, Some(id)) => Some(Who::Known { id }),
            _ => {
                Some(Who::New { id: self.made(Kind::Person, chance.id()).id, name: chance.of(&WORDS).into() })
            }
        };
        if chance.below(2) == 0 {
            into.lead = Some((self.made(Kind::Lead, chance.id()).id, chance.of(&WORDS).into()));
            for _ in 0..chance.below(3) {
                let who = self.some(chance, Kind::Person).map(|id| Ref::new(Kind::Person, id));
                into.recipients.push(Named { name: chance.of(&WORDS).into(), who });
            }
        }
        if chance.below(3) == 0 {
            let due = Some(now.plus_days(chance.below(9) as i64 - 3).today());
            into.promise = Some((
                self.made(Kind::Promise, chance.id()).id,
                chance.of(&WORDS).into(),
                due.map(Into::into),
            ));
        }
        if chance.below(3) == 0 {
            into.touch = Some((self.made(Kind::Touch, chance.id()).id, TouchKind::Call));
        }
        Command::Sort { jot, into }
    }

    /// A deed, or a message about a lead.
    fn of_lead(&mut self, chance: &mut Chance) -> Command {
        let Some(lead) = self.some(chance, Kind::Lead) else { return Command::EmptyBin };
        let recipient = Id([chance.below(3) as u8; 16]);
        let progress = chance.of(&["new", "contacted", "won", "lost"]);
        if chance.below(2) == 0 {
            let deed = match chance.below(8) {
                0 => Deed::Agreed,
                1 => Deed::Presold,
                2 => Deed::Moved(Progress::of(progress)),
                3 => Deed::MovedFor(recipient, Progress::of(progress)),
                4 => Deed::Stands(1 + chance.below(10) as u8, chance.below(2) == 0),
                5 => Deed::NameUse([None, Some(NameUse::Yes), Some(NameUse::No)][chance.below(3)].clone()),
                6 => Deed::Passed(recipient),
                _ => Deed::Thanked,
            };
            return Command::Lead { lead, deed };
        }
        let all = [About::FirstContact, About::Consent, About::Late, About::Thanks, About::Pass(recipient)];
        Command::Sent {
            touch: self.made(Kind::Touch, chance.id()).id,
            lead,
            about: chance.of(&all),
            kind: (chance.below(2) == 0).then_some(TouchKind::Call),
            words: chance.of(&WORDS).into(),
        }
    }

    fn add(&mut self, chance: &mut Chance, now: Now) -> Command {
        let kinds = [
            Kind::Person,
            Kind::Person,
            Kind::Lead,
            Kind::Touch,
            Kind::Touch,
            Kind::Promise,
            Kind::Event,
            Kind::Group,
        ];
        let kind = chance.of(&kinds);
        let record = self.made(kind, chance.id());
        let mut edits = self.edits(kind, chance, now);
        edits.extend(self.edits(kind, chance, now));
        Command::Add { record, edits }
    }

    fn edits(&self, kind: Kind, chance: &mut Chance, now: Now) -> Vec<Edit> {
        let word = Value::str(chance.of(&WORDS));
        let when = Value::Str(instant_text(&now.plus_days(chance.below(20) as i64 - 10).0));
        let day = Value::Str(date_text(now.plus_days(chance.below(20) as i64 - 10).today()));
        let item = Id([chance.below(3) as u8; 16]);
        let person = self.some(chance, Kind::Person).map(|id| Value::Str(id.to_string()));
        let of_person = |key: &str| Edit { key: key.into(), value: person.clone() };
        let yes = Value::Bool(true);
        let some = chance.below(8);
        vec![match (kind, some) {
            (Kind::Person | Kind::Me, 0 | 1) => Edit::set("name", word),
            (Kind::Person | Kind::Me, 2) => Edit::set("trade", word),
            (Kind::Person | Kind::Me, 3) => Edit::set(format!("phones/{item}/value"), word),
            (Kind::Person, 4) => Edit::set(format!("tags/{}", chance.of(&["sailing", "warm", "a"])), yes),
            (Kind::Person, 5) => {
                Edit::set("note", Value::Text(chance.of(&WORDS).repeat(1 + chance.below(3))))
            }
            (Kind::Person, 6) => Edit::set("stage", Value::str(chance.of(&["visibility", "later_word"]))),
            (Kind::Person, _) => of_person("introduced_by"),
            (Kind::Me, _) => Edit::set("city", word),
            (Kind::Lead, 0 | 1) => Edit::set("need", word),
            (Kind::Lead, 2) => Edit::set("progress", Value::str(chance.of(&["won", "new", "contacted"]))),
            (Kind::Lead, 3) => Edit::set("expects_call", yes),
            (Kind::Lead, 4) => Edit::set("expects_by", when),
            (Kind::Lead, 5) => Edit::set(format!("recipients/{item}/name"), word),
            (Kind::Lead, 6) => Edit::set("due", day),
            (Kind::Lead, _) => of_person("prospect"),
            (Kind::Touch, 0..=2) => of_person("person"),
            (Kind::Touch, 3 | 4) => Edit::set("at", when),
            (Kind::Promise, 0..=2) => of_person("person"),
            (Kind::Promise, 3) => Edit::set("due", day),
            (Kind::Promise, 4) => Edit::set("state", Value::str("kept")),
            (Kind::Promise, 5) => Edit::set("made_at", when),
            (Kind::Event, 0..=2) => Edit::set("starts", when),
            (Kind::Event | Kind::Group, _) => Edit::set("name", word),
            (Kind::Jot, _) => Edit::set(format!("dismissed/{}", chance.of(&["presold", "agreed"])), yes),
            (_, _) => Edit::set("words", word),
        }]
    }
}
