//! The inbox: jots that wait, and what triage proposes for one.

use std::collections::BTreeSet;

use said::{Said, words::double as words};

use super::{page_of, people::named};
use crate::{
    Id, Now,
    act::understood,
    jot::Parsed,
    model::Model,
    order,
    query::{JotRow, JotView, Listed, Page, Proposed},
    record::{Kind, Person, Ref},
    search::name_key,
};

/// Known people proposed for one name.
const MOST_PROPOSED: usize = 6;

pub(super) fn inbox(model: &Model, page: Page, now: Now) -> Listed<JotRow> {
    page_of(model.inbox.iter(), page, |(_, id)| {
        let jot = model.jots.get(id).cloned().unwrap_or_default();
        let parsed = understood(model, &jot, now);
        JotRow { jot, parsed }
    })
}

pub(super) fn jot(model: &mut Model, id: Id, now: Now) -> Option<JotView> {
    let jot = model.jots.get(&id)?.clone();
    let parsed = understood(model, &jot, now);
    let people = about(model, &parsed);
    let names: BTreeSet<&str> = parsed.recipients().into_iter().chain(parsed.source()).collect();
    let named = names.into_iter().map(|name| (name.to_owned(), stands_for(model, name))).collect();
    let here = (jot.millis(), id);
    let next = model.inbox.range((std::ops::Bound::Excluded(here), std::ops::Bound::Unbounded)).next();
    let next = next.or_else(|| model.inbox.iter().find(|entry| **entry != here));
    let became = jot.became.iter().filter_map(|name| name.parse::<Ref>().ok());
    Some(JotView {
        people,
        named,
        became: became.filter(|name| model.holds(*name)).map(|name| (name, model.title(name))).collect(),
        next: next.map(|(_, id)| *id),
        waiting: model.inbox.len(),
        jot,
        parsed,
    })
}

/// Known people whom a jot may be about: same number or address first, then the same name, then
/// names that look alike.
fn about(model: &mut Model, parsed: &Parsed) -> Vec<Proposed> {
    let contacts: Vec<&str> = parsed.phones().into_iter().chain(parsed.emails()).collect();
    let mut found: Vec<(Id, Said, bool)> = Vec::new();
    model.contacts();
    for contact in contacts {
        found.extend(model.people_at(contact).into_iter().map(|id| (id, words::has(contact), true)));
    }
    if let Some(name) = parsed.name() {
        found.extend(model.called(name).map(|id| (id, words::THE_SAME_NAME.into(), true)));
        let hits = model.search().search(name, MOST_PROPOSED, |name| name.kind == Kind::Person);
        for hit in hits.hits {
            let by_name = hit.matched.iter().all(|matched| matched.field.number() == 0);
            if by_name {
                found.push((hit.key.id, words::LIKE_THIS.into(), false));
            }
        }
    }
    let mut seen = BTreeSet::new();
    found.retain(|(id, ..)| seen.insert(*id));
    found.truncate(MOST_PROPOSED);
    found.into_iter().filter_map(|(id, why, is_same)| proposed(model, id, why, is_same)).collect()
}

/// Whom the name of a recipient or source may stand for: people and groups.
fn stands_for(model: &Model, name: &str) -> Vec<Proposed> {
    let key = name_key(name);
    let mut found: Vec<Proposed> = model
        .groups
        .values()
        .filter(|group| group.removed_at.is_none() && name_key(&group.name).contains(&key))
        .map(|group| Proposed {
            who: Ref::new(Kind::Group, group.id),
            name: group.name.clone(),
            about: words::GROUP.into(),
            why: words::SAME_GROUP.into(),
            is_same: name_key(&group.name) == key,
        })
        .collect();
    order::by(&mut found, |a, b| (&a.name, a.who).cmp(&(&b.name, b.who)));
    let same: Vec<Id> = model.called(name).collect();
    let alike = named(model, name).map(|name| name.id).filter(|id| !same.contains(id));
    let people = same
        .iter()
        .map(|id| (*id, words::THE_SAME_NAME, true))
        .chain(alike.map(|id| (id, words::BEGINS_SO, false)));
    found.extend(
        people
            .take(MOST_PROPOSED)
            .collect::<Vec<_>>()
            .into_iter()
            .filter_map(|(id, why, is_same)| proposed(model, id, why.into(), is_same)),
    );
    found.truncate(MOST_PROPOSED);
    found
}

fn proposed(model: &Model, id: Id, why: Said, is_same: bool) -> Option<Proposed> {
    let person: &Person = model.people.get(&id)?;
    Some(Proposed {
        who: Ref::new(Kind::Person, id),
        name: person.display_name().to_owned(),
        about: Said::told(&person.about()),
        why,
        is_same,
    })
}
