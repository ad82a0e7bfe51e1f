//! Answers for a screen that others can see: whoever wants to stay hidden as the source of a lead is not
//! named wherever that lead is spoken of. Pages about people, without a lead, are as they are.

use super::{asked::Asked, leads, search};
use crate::{
    Id, Now, Value,
    act::understood,
    model::Model,
    notebook::Notebook,
    practice::{
        discretion::{Reader, Veil},
        leads::story::{came_out_of, story},
        ledger::ledger,
    },
    query::{Due, HistoryEntry, Hit, Insight, JotRow, LeadRow, LeadView, Moment, PersonView, Query, View},
    record::{FieldSpec, Fields, Jot, Kind, Lead, Record, Ref, Shape, spec_of},
    search::has_all,
};

/// Answers a question so.
pub(super) fn answer(notebook: &mut Notebook, query: &Query, now: Now) -> View {
    let mut view = match query {
        Query::Leads(filter, page) => {
            let words = Asked::of(&filter.text, now).words;
            let may = |model: &Model, name: Ref| may_be_found(model, name, &words, now);
            View::Leads(leads::leads(&mut notebook.model, filter, *page, &may, now))
        }
        Query::Search { text, limit } => {
            let words = Asked::of(text, now).words;
            let may = |model: &Model, name: Ref| may_be_found(model, name, &words, now);
            View::Search(search::search(&mut notebook.model, text, *limit, &may, now))
        }
        query => super::answer(notebook, query, now),
    };
    let model = &notebook.model;
    match &mut view {
        View::Today(today) => {
            today.due.iter_mut().chain(&mut today.soon).for_each(|due| of_due(model, due, now));
        }
        View::Leads(leads) => {
            leads.list.rows.iter_mut().for_each(|row| of_row(model, row));
        }
        View::Board(columns) => {
            columns.iter_mut().flat_map(|column| &mut column.rows).for_each(|row| of_row(model, row));
        }
        View::Lead(Some(lead)) => of_lead(model, lead),
        View::Person(Some(person)) => of_person(model, person, now),
        View::Insight(Some(insight)) => {
            if let Query::Insight(id) = query {
                of_insight(model, *id, insight, now);
            }
        }
        View::Search(hits) => hits.rows.iter_mut().for_each(|hit| of_hit(model, hit, now)),
        View::Inbox(list) => list.rows.iter_mut().for_each(|row| of_jot(model, row, now)),
        // Sorting and writing show words in order to keep or send them: both wait until nobody looks on.
        View::Jot(jot) => *jot = None,
        View::Letter(letter) => *letter = None,
        View::History(list) => list.rows.iter_mut().for_each(|entry| of_entry(model, entry, now)),
        View::Bin(list) => list.rows.iter_mut().for_each(|row| {
            row.title = veil_of(model, row.record, now).hide(&row.title);
        }),
        // Made for others to see: every entry has gone through the veil already.
        View::Calendar(_) => {}
        // Who is in the notebook, and what I wrote about myself, is no secret: who told me of a lead is.
        View::People(_)
        | View::Doubles(_)
        | View::Complete(_)
        | View::Me(_)
        | View::Groups(_)
        | View::Events(_)
        | View::Counts(_) => {}
        View::Lead(None) | View::Person(None) | View::Insight(None) => {}
    }
    view
}

/// What must not be said beside a record: of the lead that it is, is about, or became.
fn veil_of(model: &Model, record: Ref, now: Now) -> Veil {
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
fn may_be_found(model: &Model, record: Ref, asked: &str, now: Now) -> bool {
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

pub(super) fn of_due(model: &Model, due: &mut Due, now: Now) {
    let veil = veil_of(model, due.record, now);
    due.title = veil.hide(&due.title);
    due.why = veil.hide(&due.why);
    due.said.clear();
    // Writing waits until nobody looks on.
    due.tell = None;
}

fn of_row(model: &Model, row: &mut LeadRow) {
    let Some(lead) = model.leads.get(&row.id) else { return };
    let veil = Veil::over(model, lead, Reader::Anybody);
    for text in [&mut row.need, &mut row.prospect, &mut row.recipients] {
        *text = veil.hide(text);
    }
}

fn of_lead(model: &Model, view: &mut LeadView) {
    let Some(lead) = model.leads.get(&view.lead.id) else { return };
    let veil = Veil::over(model, lead, Reader::Anybody);
    let source = lead.source.filter(|_| lead.hides_source()).map(|id| Ref::new(Kind::Person, id));
    view.discreet = true;
    view.lead = veiled(lead, &veil);
    view.names.retain(|name, _| source.is_none_or(|source| *name != source.to_string()));
    view.names.values_mut().chain(&mut view.words).for_each(|name| *name = veil.hide(name));
    view.gate.values_mut().for_each(|words| *words = veil.hide(words));
    if lead.hides_source() {
        view.offers.retain(|offer| !offer.about.is_to_source());
    }
    view.offers.iter_mut().for_each(|offer| offer.words = veil.hide(&offer.words));
    if let Some(step) = &mut view.step {
        step.words = veil.hide(&step.words);
    }
    view.story = story(model, lead, true);
    for link in &mut view.story {
        let words = veil.hide(&link.words);
        // The way to somebody's page names them as well.
        link.opens = link.opens.filter(|_| words == link.words);
        link.words = words;
    }
    of_moments(&mut view.moments, &veil);
    view.spin_offs.iter_mut().for_each(|row| of_row(model, row));
    view.conflicts.retain(|conflict| conflict.key != "source" && conflict.key != "source_name");
    let values = view.conflicts.iter_mut().flat_map(|conflict| &mut conflict.values);
    values.for_each(|value| hide_value(&mut value.value, &veil));
}

/// A lead as others may see it.
fn veiled(lead: &Lead, veil: &Veil) -> Lead {
    let mut out = Lead::blank(lead.id);
    for (key, mut value) in lead.pairs() {
        if lead.hides_source() && (key == "source" || key == "source_name") {
            continue;
        }
        if key.strip_prefix("tags/").is_some_and(|tag| veil.hides_any(tag)) {
            continue;
        }
        if is_words(Lead::SPECS, &key) {
            hide_value(&mut value, veil);
        }
        // What the table gave, it takes.
        let _ = out.take(&key, value);
    }
    out
}

/// Whether a key holds words, and not a date, an id or one of several choices.
fn is_words(specs: &'static [FieldSpec], key: &str) -> bool {
    matches!(spec_of(specs, key), Some(Shape::Str | Shape::Text) | None)
}

fn hide_value(value: &mut Value, veil: &Veil) {
    match value {
        Value::Str(text) | Value::Text(text) | Value::Unknown(text) => *text = veil.hide(text),
        Value::Map(map) => map.values_mut().for_each(|value| hide_value(value, veil)),
        Value::Bool(_) | Value::Int(_) | Value::Float(_) => {}
    }
}

fn of_moments(moments: &mut [Moment], veil: &Veil) {
    moments.iter_mut().for_each(|moment| moment.words = veil.hide(&moment.words));
}

/// Whether somebody is the source of a lead and stays hidden.
fn has_confided(lead: &Lead, person: Id) -> bool {
    lead.source == Some(person) && lead.hides_source()
}

/// On the page of a hidden source nothing is left of the leads that they gave.
fn of_person(model: &Model, view: &mut PersonView, now: Now) {
    let id = view.person.id;
    let is_gone = |record: Ref| {
        let lead = match record.kind {
            Kind::Lead => Some(record.id),
            Kind::Touch => model.touches.get(&record.id).and_then(|touch| touch.lead),
            _ => None,
        };
        lead.and_then(|id| model.leads.get(&id)).is_some_and(|lead| has_confided(lead, id))
    };
    view.leads.retain(|(_, row)| !is_gone(Ref::new(Kind::Lead, row.id)));
    view.leads.iter_mut().for_each(|(_, row)| of_row(model, row));
    view.timeline.retain(|moment| !is_gone(moment.record));
    view.moments = model.timeline(id).filter(|(_, name)| !is_gone(*name)).count();
    for moment in &mut view.timeline {
        moment.words = veil_of(model, moment.record, now).hide(&moment.words);
    }
    for promise in &mut view.promises {
        promise.words = veil_of(model, Ref::new(Kind::Promise, promise.id), now).hide(&promise.words);
    }
}

/// That they told me something in confidence is not for others, and what was said last may name somebody.
fn of_insight(model: &Model, id: Id, insight: &mut Insight, now: Now) {
    insight.ledger = ledger(model, id, |lead| !has_confided(lead, id), now);
    insight.stage.evidence.retain(|words| !words.ends_with("from them"));
    if let Some(moment) = &mut insight.last_talk {
        moment.words = veil_of(model, moment.record, now).hide(&moment.words);
    }
}

fn of_hit(model: &Model, hit: &mut Hit, now: Now) {
    if hit.record.kind == Kind::Person {
        return;
    }
    let veil = veil_of(model, hit.record, now);
    let title = veil.hide(&hit.title);
    if title != hit.title {
        (hit.title, hit.marks) = (title, Vec::new());
    }
    hit.matched = hit.matched.take().filter(|matched| !veil.hides_any(&matched.snippet.text));
}

fn of_jot(model: &Model, row: &mut JotRow, now: Now) {
    let veil = Veil::over_jot(model, &row.jot, &row.parsed);
    let words = veil.hide(&row.jot.text);
    if words != row.jot.text {
        row.jot.text = words;
        row.parsed = understood(model, &row.jot, now);
    }
}

fn of_entry(model: &Model, entry: &mut HistoryEntry, now: Now) {
    let mut veil = Veil::default();
    let of: Vec<Ref> = entry.records.iter().map(|(record, _)| *record).collect();
    of.iter().filter(|record| record.kind != Kind::Person).for_each(|record| {
        veil.join(veil_of(model, *record, now));
    });
    entry.records.iter_mut().filter(|(record, _)| record.kind != Kind::Person).for_each(|(_, title)| {
        *title = veil.hide(title);
    });
    // A change that touches the person as well would name them beside their lead.
    entry.records.retain(|(record, title)| record.kind != Kind::Person || !veil.hides_any(title));
    entry.fields.retain(|change| change.key.strip_prefix("tags/").is_none_or(|tag| !veil.hides_any(tag)));
    for change in entry.fields.iter_mut().filter(|change| change.record.kind != Kind::Person) {
        if change.key != "source" && change.record.kind == Kind::Lead && !is_words(Lead::SPECS, &change.key) {
            continue;
        }
        [&mut change.before, &mut change.after]
            .into_iter()
            .flatten()
            .for_each(|value| hide_value(value, &veil));
    }
}
