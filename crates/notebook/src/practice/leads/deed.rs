//! What is done with a lead in one tap: the facts that follow from it, with their dates.

use serde::{Deserialize, Serialize};

use super::{
    cycle::moved,
    ladder::{NAMING, may_stand_on},
};
use crate::{
    Id, Value,
    command::{Edit, Refusal},
    record::{Consent, Direction, Fields, Lead, LeadKind, Level, NameUse, Progress, Shape, spec_of},
    time::{Now, instant_text},
};

/// Something done with a lead.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    /// The prospect agreed to be contacted: what was a lead is a referral.
    Agreed,
    /// They know what I can do: it is presold.
    Presold,
    /// It is this far now.
    Moved(Progress),
    /// One recipient is this far now.
    MovedFor(Id, Progress),
    /// A step of the ladder, 1 to 10, is done, or is not.
    Stands(u8, bool),
    /// One of a fact's few words was chosen, or it is open again: by its key, with what follows from it.
    Chose(String, Option<String>),
    /// Whether the source may be named; `None` when that is open again.
    NameUse(Option<NameUse>),
    /// It was passed on to this recipient.
    Passed(Id),
    /// This recipient said thank you.
    ThankedBy(Id),
    /// I thanked the source.
    Thanked,
    /// I told the source how good it was.
    Reported,
}

/// The edits of a deed.
///
/// # Errors
/// [`Refusal::NoSuchField`] for a recipient who is not there, [`Refusal::WrongValue`] for a step that the
/// ladder does not have or this lead cannot stand on.
pub(crate) fn edits(lead: &Lead, deed: &Deed, now: Now) -> Result<Vec<Edit>, Refusal> {
    let at = || Value::Str(instant_text(&now.0));
    let of = |id: &Id, part: &str| {
        let key = format!("recipients/{id}/{part}");
        if lead.recipients.contains_key(id) { Ok(key) } else { Err(Refusal::NoSuchField { key }) }
    };
    Ok(match deed {
        Deed::Agreed => {
            let mut edits = agreed(lead, now);
            if matches!(lead.level, None | Some(Level::Lead)) {
                edits.push(Edit::set("level", Value::str(Level::Referral.word())));
            }
            edits
        }
        Deed::Presold => {
            let mut edits = agreed(lead, now);
            edits.push(Edit::set("level", Value::str(Level::Presold.word())));
            edits
        }
        Deed::Moved(to) => moved(lead, to, now),
        Deed::MovedFor(id, to) => vec![
            Edit::set(of(id, "progress")?, Value::str(to.word())),
            Edit::set(of(id, "progress_at")?, at()),
        ],
        Deed::Stands(step, done) => {
            let key = format!("ladder/{step}");
            if !may_stand_on(lead, *step) && *done {
                return Err(Refusal::WrongValue { key });
            }
            let mut edits = vec![Edit { key, value: done.then_some(Value::Bool(true)) }];
            // The third step is that fact.
            if *step == NAMING && *done && lead.name_use.is_none() {
                edits.extend(naming(lead, Some(&NameUse::Yes)));
            }
            edits
        }
        Deed::Chose(key, word) => return chose(lead, key, word.as_deref(), now),
        Deed::NameUse(name_use) => naming(lead, name_use.as_ref()),
        Deed::Passed(id) => passed(lead, of(id, "passed_at")?, of(id, "progress")?, id, now),
        Deed::ThankedBy(id) => vec![Edit::set(of(id, "thanked_at")?, at())],
        Deed::Thanked => vec![Edit::set("thanked_at", at())],
        Deed::Reported => vec![Edit::set("reported_at", at())],
    })
}

/// What a chosen word writes: some facts bring others with them.
fn chose(lead: &Lead, key: &str, word: Option<&str>, now: Now) -> Result<Vec<Edit>, Refusal> {
    let deed = match (key, word) {
        ("consent", Some("yes")) => Deed::Agreed,
        ("name_use", word) => Deed::NameUse(word.map(NameUse::of)),
        ("progress", word) => Deed::Moved(word.map_or(Progress::New, Progress::of)),
        _ => {
            let wrong = || Refusal::WrongValue { key: key.to_owned() };
            let value = word.map(|word| match spec_of(Lead::SPECS, key) {
                Some(Shape::Bool) => Ok(Value::Bool(word == "yes")),
                Some(Shape::Int) => word.parse().map(Value::Int).map_err(|_| wrong()),
                _ => Ok(Value::str(word)),
            });
            let edits = vec![Edit { key: key.to_owned(), value: value.transpose()? }];
            return Ok(in_step(Some(lead), &edits));
        }
    };
    edits(lead, &deed, now)
}

/// Consent, and when it made a referral of what was a lead: from then on the prospect waits.
fn agreed(lead: &Lead, now: Now) -> Vec<Edit> {
    let mut edits = vec![Edit::set("consent", Value::str(Consent::Yes.word()))];
    if lead.level_in_truth() == Level::Lead {
        edits.push(Edit::set("consent_at", Value::Str(instant_text(&now.0))));
    }
    edits
}

/// Name use, and of the two kinds for one member the one that says the same.
fn naming(lead: &Lead, name_use: Option<&NameUse>) -> Vec<Edit> {
    let mut edits = vec![Edit { key: "name_use".into(), value: name_use.map(|to| Value::str(to.word())) }];
    let kind = match (&lead.kind, name_use) {
        (Some(LeadKind::NoName), Some(NameUse::Yes)) => Some(LeadKind::UseMyName),
        (Some(LeadKind::UseMyName), Some(NameUse::No)) => Some(LeadKind::NoName),
        _ => None,
    };
    edits.extend(kind.map(|kind| Edit::set("kind", Value::str(kind.word()))));
    // While it is open whether the name may be used, the kind does not say so.
    if lead.kind == Some(LeadKind::UseMyName) && matches!(name_use, None | Some(NameUse::AskFirst)) {
        edits.push(Edit::clear("kind"));
    }
    // What the ladder says about it is the same fact.
    if name_use == Some(&NameUse::No) && lead.stands_on(NAMING) {
        edits.push(Edit::clear(format!("ladder/{NAMING}")));
    }
    edits
}

/// Kind and name use say the same, whichever of the two is edited: the edits, and what follows from them for the
/// other one. What brings both stays as it is.
pub(crate) fn in_step(lead: Option<&Lead>, edits: &[Edit]) -> Vec<Edit> {
    let mut all = edits.to_vec();
    let word = |key: &str| {
        edits.iter().find(|edit| edit.key == key).map(|edit| edit.value.as_ref().map(Value::words))
    };
    let blank = Lead::default();
    let lead = lead.unwrap_or(&blank);
    match (word("kind"), word("name_use")) {
        (Some(kind), None) => {
            let name_use = match kind.as_deref().map(LeadKind::of) {
                Some(LeadKind::UseMyName) => NameUse::Yes,
                Some(LeadKind::NoName) => NameUse::No,
                _ => return all,
            };
            // The kind is the one that was just said.
            let said = naming(lead, Some(&name_use)).into_iter().filter(|edit| edit.key != "kind");
            all.extend(said);
        }
        (None, Some(name_use)) => {
            let name_use = name_use.as_deref().map(NameUse::of);
            all.extend(naming(lead, name_use.as_ref()).into_iter().filter(|edit| edit.key != "name_use"));
        }
        _ => {}
    }
    all
}

/// Passing it on: from then on it went through me, or was given by me, as the facts say.
fn passed(lead: &Lead, passed_at: String, progress: String, id: &Id, now: Now) -> Vec<Edit> {
    let mut edits = vec![Edit::set(passed_at, Value::Str(instant_text(&now.0)))];
    if lead.recipients.get(id).is_some_and(|recipient| recipient.progress.is_none()) {
        edits.push(Edit::set(progress, Value::str(Progress::New.word())));
    }
    if lead.direction == Some(Direction::ForMe) {
        edits.push(Edit::clear("direction"));
    }
    edits
}
