//! From questions to views: each file composes the views of one place.

mod asked;
mod calendar;
mod discreet;
mod history;
mod inbox;
mod insight;
mod lead;
mod leads;
mod people;
mod person;
mod search;
mod today;

use std::collections::BTreeSet;

use crate::{
    Now,
    jot::{Habits, parse},
    model::Model,
    notebook::Notebook,
    order,
    practice::{happened, leads::letter},
    query::{BinRow, Counts, EventRow, Listed, Page, Query, View},
    record::{Event, Group, Kind, Ref},
    search::sort_key,
};

pub(crate) use history::HistoryIndex;

/// Answers a question.
pub(crate) fn answer(notebook: &mut Notebook, query: &Query, now: Now) -> View {
    // What may leave the device hides somebody under every name that they ever had.
    if matches!(query, Query::Lead(_) | Query::Letter { .. } | Query::Discreet(_)) {
        notebook.model.recall(&notebook.document);
    }
    match query {
        Query::Today(most) => View::Today(today::today(&notebook.model, *most, now)),
        Query::Calendar => View::Calendar(calendar::calendar(&notebook.model, now)),
        Query::Inbox(page) => View::Inbox(inbox::inbox(&notebook.model, *page, now)),
        Query::Jot(id) => View::Jot(inbox::jot(&mut notebook.model, *id, now).map(Box::new)),
        Query::People(filter, page) => View::People(people::people(&mut notebook.model, filter, *page, now)),
        Query::Person(id) => {
            View::Person(person::person(notebook, notebook.model.united.of(*id), now).map(Box::new))
        }
        Query::Insight(id) => {
            let id = notebook.model.united.of(*id);
            View::Insight(insight::insight(&mut notebook.model, id, now).map(Box::new))
        }
        Query::Doubles(page) => View::Doubles(insight::doubles(&mut notebook.model, *page, now)),
        Query::Leads(filter, page) => {
            View::Leads(leads::leads(&mut notebook.model, filter, *page, &anything, now))
        }
        Query::Board(filter, most) => View::Board(leads::board(&notebook.model, filter, *most, now)),
        Query::Lead(id) => View::Lead(lead::lead(notebook, *id, now).map(Box::new)),
        Query::Letter { lead, about, words } => {
            let known = notebook.model.leads.get(lead);
            let letter = known.and_then(|lead| letter(&notebook.model, lead, *about, words.as_deref(), now));
            View::Letter(letter.map(Box::new))
        }
        Query::Discreet(query) => discreet::answer(notebook, query, now),
        Query::Search { text, limit } => {
            View::Search(search::search(&mut notebook.model, text, *limit, &anything, now))
        }
        Query::Read { text, month_first } => {
            let me = &notebook.model.me;
            let habits =
                Habits { month_first: *month_first, week_starts: &me.week_starts, currency: &me.currency };
            View::Read(Box::new(parse(text, now, habits, &BTreeSet::new())))
        }
        Query::Complete { kind, prefix, limit } => {
            View::Complete(search::complete(&notebook.model, *kind, prefix, *limit))
        }
        Query::History { of, page } => View::History(history::history(notebook, *of, *page)),
        Query::Bin(page) => View::Bin(bin(&notebook.model, *page, now)),
        Query::Me => View::Me(Box::new(notebook.model.me.clone())),
        Query::Groups => View::Groups(groups(&notebook.model)),
        Query::Events => View::Events(events(&notebook.model, now)),
        Query::Counts => View::Counts(counts(&notebook.model, now)),
    }
}

/// For a search in which everything may be found.
fn anything(_: &Model, _: Ref) -> bool {
    true
}

/// One page of a list.
fn page_of<T, U>(all: impl ExactSizeIterator<Item = T>, page: Page, row: impl FnMut(T) -> U) -> Listed<U> {
    let total = all.len();
    Listed { rows: all.skip(page.offset).take(page.limit).map(row).collect(), offset: page.offset, total }
}

fn bin(model: &Model, page: Page, now: Now) -> Listed<BinRow> {
    let gone = binned(model).rev().filter_map(|name| Some((name, model.removed_at(name)?)));
    // What a wrong clock dated stands behind the rest.
    let (mut gone, ahead): (Vec<_>, Vec<_>) = gone.partition(|(_, at)| happened(*at, now));
    gone.extend(ahead);
    page_of(gone.into_iter(), page, |(record, removed_at)| BinRow {
        record,
        title: model.title(record),
        removed_at,
    })
}

/// What a person would look for in the bin: decisions that were taken back are not among it.
fn binned(model: &Model) -> impl DoubleEndedIterator<Item = Ref> {
    model.bin.iter().map(|(_, name)| *name).filter(|name| name.kind != Kind::Decision)
}

/// Events that are on now or start today, as far as the person wrote them down.
fn events(model: &Model, now: Now) -> Vec<EventRow> {
    let on = |event: &&Event| {
        event.removed_at.is_none()
            && event.starts.is_some_and(|starts| {
                starts.day(now) == now.today()
                    || (starts <= now.0 && event.ends.is_some_and(|ends| now.0 <= ends))
            })
    };
    let row = |event: &Event| EventRow {
        id: event.id,
        name: event.name.clone(),
        starts: event.starts,
        ends: event.ends,
    };
    let mut events: Vec<EventRow> = model.events.values().filter(on).map(row).collect();
    order::by_key(&mut events, |event| (event.starts, event.id));
    events
}

fn groups(model: &Model) -> Vec<Group> {
    let there = model.groups.values().filter(|group| group.removed_at.is_none());
    let mut groups: Vec<Group> = there.cloned().collect();
    groups.sort_by_cached_key(|group| (sort_key(&group.name), group.id));
    groups
}

/// How many there are of everything.
pub(crate) fn counts(model: &Model, now: Now) -> Counts {
    Counts {
        records: model.counts(),
        inbox: model.inbox.len(),
        due: today::due(model, now),
        bin: binned(model).count(),
    }
}
