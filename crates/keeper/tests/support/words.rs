//! Commands as a person might give them, in any order.

use chrono::TimeDelta;
use notebook::{
    Id, Now, Value,
    command::{ChangeId, Command, Edit, Sorting, Who},
    practice::leads::{About, Deed},
    record::{Kind, Progress, Ref, TouchKind},
};

use super::rng::Rng;

/// What a run knows of: ids to speak about.
#[derive(Default, Clone)]
pub(crate) struct Known {
    pub(crate) jots: Vec<Id>,
    pub(crate) people: Vec<Id>,
    pub(crate) leads: Vec<Id>,
    pub(crate) changes: Vec<ChangeId>,
    pub(crate) last: Option<Command>,
}

const NAMES: [&str; 8] =
    ["Chlö Müller", "Ravi", "Søren Ø", "Dana Plumb", "J. R. Smith", "李雷", "Zoë", "Bob"];
const JOTS: [&str; 6] = [
    "Chlö, leaking boiler, for Ravi !friday #plumbing",
    "Dana +1 555 0100 — new office, expects call",
    "I will send Bob the contract tomorrow",
    "no name",
    "met Zoë at the mixer",
    "🙂",
];

pub(crate) fn now(rng: &mut Rng, skew_days: i64) -> Now {
    let base = Now::from_millis(1_795_000_000_000, 60).expect("a time");
    let moved = base.0 + TimeDelta::days(skew_days) + TimeDelta::seconds(rng.below(1_000_000) as i64);
    Now(moved)
}

pub(crate) fn command(rng: &mut Rng, known: &mut Known, now: Now) -> Command {
    let command = match rng.below(100) {
        0..31 => jot(rng, known, now),
        31..35 => of_lead(rng, known).unwrap_or_else(|| jot(rng, known, now)),
        35..50 => person(rng, known),
        50..70 => edit(rng, known).unwrap_or_else(|| jot(rng, known, now)),
        70..78 => sort(rng, known).unwrap_or_else(|| jot(rng, known, now)),
        78..81 => match rng.pick(&known.jots) {
            Some(jot) => Command::PutAway { jot: *jot },
            None => jot(rng, known, now),
        },
        81..85 => match rng.pick(&known.people) {
            Some(id) => Command::Remove { record: Ref::new(Kind::Person, *id) },
            None => person(rng, known),
        },
        85..87 => match rng.pick(&known.people) {
            Some(id) => Command::Restore { record: Ref::new(Kind::Person, *id) },
            None => person(rng, known),
        },
        87..88 => Command::EmptyBin,
        88..95 => match rng.pick(&known.changes) {
            Some(change) => Command::Undo { change: *change },
            None => jot(rng, known, now),
        },
        _ => known.last.clone().unwrap_or(Command::EmptyBin),
    };
    known.last = Some(command.clone());
    command
}

fn jot(rng: &mut Rng, known: &mut Known, now: Now) -> Command {
    let id = Id(rng.bytes());
    known.jots.push(id);
    let text = (*rng.pick(&JOTS).expect("some")).to_owned();
    Command::Jot {
        id,
        text,
        at: now.0,
        event: None,
        dismissed: std::collections::BTreeSet::new(),
        month_first: false,
    }
}

fn person(rng: &mut Rng, known: &mut Known) -> Command {
    let id = Id(rng.bytes());
    known.people.push(id);
    let name = rng.pick(&NAMES).expect("some");
    Command::Add { record: Ref::new(Kind::Person, id), edits: vec![Edit::text("name", name)] }
}

fn edit(rng: &mut Rng, known: &Known) -> Option<Command> {
    let record = Ref::new(Kind::Person, *rng.pick(&known.people)?);
    let edit = match rng.below(4) {
        0 => Edit::text("name", rng.pick(&NAMES)?),
        1 => Edit::set(format!("tags/t{}", rng.below(5)), Value::Bool(true)),
        2 => Edit::set("note", Value::Text(format!("note {}", rng.below(100)))),
        _ => Edit::clear("trade"),
    };
    Some(Command::Edit { record, edits: vec![edit] })
}

fn sort(rng: &mut Rng, known: &mut Known) -> Option<Command> {
    let jot = *rng.pick(&known.jots)?;
    let person = match rng.pick(&known.people) {
        Some(id) if rng.chance(500) => Who::Known { id: *id },
        _ => {
            let id = Id(rng.bytes());
            known.people.push(id);
            Who::New { id, name: (*rng.pick(&NAMES)?).to_owned() }
        }
    };
    let lead = rng.chance(500).then(|| (Id(rng.bytes()), "a need".to_owned()));
    known.leads.extend(lead.iter().map(|(id, _)| *id));
    let into = Sorting {
        person: Some(person),
        lead,
        touch: rng.chance(500).then(|| (Id(rng.bytes()), TouchKind::Met)),
        ..Sorting::default()
    };
    Some(Command::Sort { jot, into })
}

/// A deed, or a message about a lead.
fn of_lead(rng: &mut Rng, known: &Known) -> Option<Command> {
    let lead = *rng.pick(&known.leads)?;
    let deed = |deed| Command::Lead { lead, deed };
    let sent =
        |touch: Id, about| Command::Sent { touch, lead, about, kind: None, words: "a word".to_owned() };
    Some(match rng.below(5) {
        0 => deed(Deed::Agreed),
        1 => deed(Deed::Moved(Progress::Won)),
        2 => deed(Deed::Stands(4, true)),
        3 => sent(Id(rng.bytes()), About::FirstContact),
        _ => sent(Id(rng.bytes()), About::Consent),
    })
}

/// One more jot.
pub(crate) fn jot_again(rng: &mut Rng, now: Now) -> Command {
    jot(rng, &mut Known::default(), now)
}
