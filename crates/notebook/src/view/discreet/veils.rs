//! What must not be said beside a record, and whether it may be found at all.

use crate::{
    Id, Now, Value,
    act::understood,
    model::Model,
    practice::{
        discretion::{Reader, Veil},
        leads::story::came_out_of,
    },
    record::{FieldSpec, Jot, Kind, Lead, Ref, Shape, spec_of},
    search::has_all,
};

/// What must not be said beside a record: of the lead that it is, is about, or became.
pub(super) fn veil_of(model: &Model, record: Ref, now: Now) -> Veil {
    let lead = match record.kind {
        Kind::Lead => Some(record.id),
        Kind::Touch => model.touches.get(&record.id).and_then(|touch| touch.lead),
        Kind::Promise => model.promises.get(&record.id).and_then(|promise| promise.lead),
        Kind::Jot => return model.jots.get(&record.id).map(|jot| over(model, jot, now)).unwrap_or_default(),
        _ => None,
    };
    let lead = lead.and_then(|id| model.leads.get(&id));
    let mut veil = lead.map(|lead| Veil::over(model, lead, Reader::Anybody)).unwrap_or_default();
    // A touch or promise that came out of a jot repeats its words.
    let jot = match record.kind {
        Kind::Touch => model.touches.get(&record.id).and_then(|touch| touch.jot),
        Kind::Promise => model.promises.get(&record.id).and_then(|promise| promise.jot),
        _ => None,
    };
    if let Some(jot) = jot.and_then(|id| model.jots.get(&id)) {
        veil.join(over(model, jot, now));
    }
    veil
}

fn over(model: &Model, jot: &Jot, now: Now) -> Veil {
    Veil::over_jot(model, jot, &understood(model, jot, now))
}

/// Whether the words asked for are found in what a record may tell: not only because of somebody hidden. What
/// is not, is not counted either, or the number would tell.
pub(super) fn may_be_found(model: &Model, record: Ref, asked: &str, now: Now) -> bool {
    if !is_confided(model, record) {
        return true;
    }
    let veil = veil_of(model, record, now);
    let (texts, _) = model.texts(record);
    let texts: Vec<String> = texts.iter().map(|(_, text)| veil.hide(text)).collect();
    !veil.hides_any(asked) && has_all(&texts.join("\n"), asked)
}

/// Whether anybody may have to stay hidden beside a record: sooner said than who.
fn is_confided(model: &Model, record: Ref) -> bool {
    let lead = |id: Option<Id>| {
        let lead = id.and_then(|id| model.leads.get(&id));
        lead.is_some_and(|lead| came_out_of(model, lead).any(Lead::hides_source))
    };
    let jot = |id: Option<Id>| {
        id.and_then(|id| model.jots.get(&id)).is_some_and(|jot| {
            let mut became = jot.became.iter().filter_map(|name| name.parse::<Ref>().ok());
            jot.text.contains('<') || became.any(|name| lead(Some(name.id)))
        })
    };
    match record.kind {
        Kind::Lead => lead(Some(record.id)),
        Kind::Jot => jot(Some(record.id)),
        Kind::Touch => model.touches.get(&record.id).is_some_and(|touch| lead(touch.lead) || jot(touch.jot)),
        Kind::Promise => {
            model.promises.get(&record.id).is_some_and(|promise| lead(promise.lead) || jot(promise.jot))
        }
        _ => false,
    }
}

/// Whether somebody is the source of a lead and stays hidden.
pub(super) fn has_confided(lead: &Lead, person: Id) -> bool {
    lead.source == Some(person) && lead.hides_source()
}

/// Whether a record is, or is about, a lead of which somebody told in confidence: on their own page it would tell.
pub(super) fn was_confided_by(model: &Model, person: Id, record: Ref) -> bool {
    let lead = match record.kind {
        Kind::Lead => Some(record.id),
        Kind::Touch => model.touches.get(&record.id).and_then(|touch| touch.lead),
        Kind::Promise => model.promises.get(&record.id).and_then(|promise| promise.lead),
        Kind::Jot => {
            let became = model.jots.get(&record.id).map(|jot| &jot.became).into_iter().flatten();
            let mut leads = became.filter_map(|name| model.leads.get(&name.parse::<Ref>().ok()?.id));
            return leads.any(|lead| has_confided(lead, person));
        }
        _ => None,
    };
    lead.and_then(|id| model.leads.get(&id)).is_some_and(|lead| has_confided(lead, person))
}

/// Whether a key holds words, and not a date, an id or one of several choices.
pub(super) fn is_words(specs: &'static [FieldSpec], key: &str) -> bool {
    matches!(spec_of(specs, key), Some(Shape::Str | Shape::Text) | None)
}

pub(super) fn hide_value(value: &mut Value, veil: &Veil) {
    match value {
        Value::Str(text) | Value::Text(text) | Value::Unknown(text) => *text = veil.hide(text),
        Value::Map(map) => map.values_mut().for_each(|value| hide_value(value, veil)),
        Value::Bool(_) | Value::Int(_) | Value::Float(_) => {}
    }
}
