//! Search over everything, and completion of known names.

use super::{asked::Asked, people::named};
use crate::{
    Id, Now,
    jot::CompletingKind,
    model::{FIELD_WORDS, Model},
    order,
    query::{Completion, Hit, Listed, Matched},
    record::{Kind, Person, Ref},
    search::{self, highlight, name_key, snippet, sort_key},
};

/// Characters shown around a match.
const SNIPPET_CHARS: usize = 90;

/// Only what `may` be found is listed and counted.
pub(super) fn search(
    model: &mut Model,
    text: &str,
    limit: usize,
    may: &dyn Fn(&Model, Ref) -> bool,
    now: Now,
) -> Listed<Hit> {
    model.search();
    let model = &*model;
    let asked = Asked::of(text, now);
    let text = asked.words.as_str();
    if text.is_empty() && asked.quiet_since.is_some() {
        return quiet(model, &asked, limit, may, now);
    }
    let accept = |name: &Ref| may(model, *name) && asked.may(model, *name, now);
    let found = model.built_index().map(|index| index.search(text, limit, accept));
    let (hits, total) = found.map_or((Vec::new(), 0), |found| (found.hits, found.total));
    let rows = hits.iter().map(|hit| {
        let title = model.title(hit.key);
        Hit {
            record: hit.key,
            opens: opens(model, hit.key),
            marks: highlight(&title, text).into_iter().map(|range| (range.start, range.end)).collect(),
            matched: matched(model, hit, text, &title),
            title,
        }
    });
    Listed { rows: rows.collect(), offset: 0, total }
}

/// Everybody with whom there was no word, by name.
fn quiet(
    model: &Model,
    asked: &Asked,
    limit: usize,
    may: &dyn Fn(&Model, Ref) -> bool,
    now: Now,
) -> Listed<Hit> {
    let people = model.names.iter().map(|(_, id)| Ref::new(Kind::Person, *id));
    let found: Vec<Ref> =
        people.filter(|name| may(model, *name) && asked.is_quiet(model, name.id, now)).collect();
    let row = |name: &Ref| Hit {
        record: *name,
        opens: *name,
        marks: Vec::new(),
        matched: None,
        title: model.title(*name),
    };
    Listed { rows: found.iter().take(limit).map(row).collect(), offset: 0, total: found.len() }
}

/// The record whose page shows this one.
fn opens(model: &Model, name: Ref) -> Ref {
    let person = match name.kind {
        Kind::Touch => model.touches.get(&name.id).and_then(|touch| touch.person),
        Kind::Promise => model.promises.get(&name.id).and_then(|promise| promise.person),
        _ => None,
    };
    person.map_or(name, |person| Ref::new(Kind::Person, person))
}

/// Where a hit matched beside its title. A name counts only when it is another one: that of a lead's prospect.
pub(super) fn matched(model: &Model, hit: &search::Hit<Ref>, text: &str, title: &str) -> Option<Matched> {
    let (texts, _) = model.texts(hit.key);
    let fields = hit.matched.iter().map(|matched| matched.field);
    let (names, others): (Vec<_>, Vec<_>) = fields.partition(|field| field.number() == 0);
    others.into_iter().chain(names).find_map(|field| {
        let mut cuts = texts
            .iter()
            .filter(|(of, words)| *of == field && *words != title)
            .map(|(_, words)| snippet(words, text, SNIPPET_CHARS))
            .filter(|cut| !cut.marks.is_empty());
        let words = FIELD_WORDS.get(usize::from(field.number())).copied().unwrap_or("words");
        Some(Matched { field: words.to_owned(), snippet: cuts.next()? })
    })
}

pub(super) fn complete(model: &Model, kind: CompletingKind, prefix: &str, limit: usize) -> Vec<Completion> {
    let typed = name_key(prefix);
    let begins = |name: &str| search::begins(&name_key(name), &typed);
    let people = || named(model, prefix).take(limit).map(|name| person(model, name.id)).collect::<Vec<_>>();
    let mut groups: Vec<Completion> = model
        .groups
        .values()
        .filter(|group| group.removed_at.is_none() && begins(&group.name))
        .map(|group| Completion { name: group.name.clone(), about: "group".into() })
        .collect();
    order::by_key(&mut groups, |group| (sort_key(&group.name), group.name.clone()));
    let mut found = match kind {
        CompletingKind::Name | CompletingKind::Source => people(),
        CompletingKind::For => groups.into_iter().chain(people()).collect(),
        CompletingKind::Place => {
            let mut events: Vec<_> = model
                .events
                .values()
                .filter(|event| event.removed_at.is_none() && begins(&event.name))
                .collect();
            order::by_key(&mut events, |event| (std::cmp::Reverse(event.starts), event.id));
            let events = events
                .into_iter()
                .map(|event| Completion { name: event.name.clone(), about: event.place.clone() });
            events.chain(groups).collect()
        }
        CompletingKind::Tag => model
            .facets
            .tags
            .all()
            .filter(|(tag, _)| begins(tag))
            .map(|(tag, count)| Completion { name: tag.to_owned(), about: count.to_string() })
            .collect(),
    };
    found.dedup_by(|a, b| a.name == b.name);
    found.truncate(limit);
    found
}

fn person(model: &Model, id: Id) -> Completion {
    let person = model.people.get(&id);
    Completion {
        name: person.map_or("", |person| person.display_name()).to_owned(),
        about: person.map(Person::about).unwrap_or_default(),
    }
}
