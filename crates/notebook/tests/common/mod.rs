//! What the tests of the notebook share.

#![allow(
    dead_code,
    clippy::needless_pass_by_value,
    unused_imports,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::expect_used
)]

pub mod chance;
pub mod seeds;

use std::collections::{BTreeMap, BTreeSet};

use said::Said;

use notebook::{
    Id, Notebook, Now, Value, Written,
    command::{Command, Edit, Refusal, Sorting, Who},
    practice::leads::{About, Deed},
    query::{
        Column, Counts, Due, HistoryEntry, Hit, Insight, JotRow, JotView, LeadFilter, LeadView, LeadsView,
        LetterView, Listed, Page, PeopleFilter, PeopleView, PersonView, Query, Rule, TodayView, View,
    },
    record::{Kind, Ref},
    time::instant_text,
};

pub const ALL: Page = Page { offset: 0, limit: 100_000 };

/// A Sunday at noon in Berlin, plus minutes.
pub fn at(minutes: i64) -> Now {
    Now::from_millis(1_795_345_200_000 + minutes * 60_000, 60).unwrap()
}

pub fn id(n: u64) -> Id {
    Id([7; 16]).derive(n)
}

pub fn person(n: u64) -> Ref {
    Ref::new(Kind::Person, id(n))
}

pub fn lead(n: u64) -> Ref {
    Ref::new(Kind::Lead, id(n))
}

pub fn device(n: u8) -> Notebook {
    Notebook::new([n; 16]).unwrap()
}

/// The same notebook, saved and loaded as another device.
pub fn reloaded(notebook: &Notebook, n: u8) -> Notebook {
    Notebook::load(&notebook.save(), [n; 16]).unwrap()
}

pub fn merge(into: &mut Notebook, from: &Notebook) {
    let other = notebook::Loading::snapshot(&from.save(), [250; 16]).unwrap();
    into.merge(&other).unwrap();
}

/// Both get what the other has.
pub fn meet(one: &mut Notebook, two: &mut Notebook) {
    merge(one, two);
    merge(two, one);
}

pub fn must(notebook: &mut Notebook, command: Command, now: Now) -> Written {
    notebook.apply(&command, now).unwrap().expect("something changes")
}

pub fn nothing(notebook: &mut Notebook, command: Command, now: Now) {
    assert_eq!(notebook.apply(&command, now), Ok(None), "{command:?}");
}

pub fn refused(notebook: &mut Notebook, command: Command) -> Refusal {
    let heads = notebook.heads();
    let refusal = notebook.apply(&command, at(0)).expect_err("refused");
    assert_eq!(notebook.heads(), heads, "a refused command changes nothing");
    refusal
}

pub fn add(record: Ref, edits: &[(&str, &str)]) -> Command {
    let edits = edits.iter().map(|(key, value)| Edit::set(*key, Value::str(*value))).collect();
    Command::Add { record, edits }
}

pub fn edit(record: Ref, key: &str, value: Value) -> Command {
    Command::Edit { record, edits: vec![Edit::set(key, value)] }
}

/// A touch with a person.
pub fn touch(n: u64, with: Ref, kind: &str, when: Now) -> Command {
    let (with, when) = (with.id.to_string(), instant_text(&when.0));
    add(Ref::new(Kind::Touch, id(n)), &[("person", &with), ("kind", kind), ("at", &when)])
}

/// A decision about an entry of Today; a snooze has the day until which it rests.
pub fn decide(n: u64, about: &str, kind: &str, until: Option<Now>, now: Now) -> Command {
    let (when, until) = (instant_text(&now.0), until.map(|until| instant_text(&until.0)));
    let mut edits = vec![("about", about), ("kind", kind), ("at", &when)];
    edits.extend(until.as_ref().map(|until| ("until", until.as_str())));
    add(Ref::new(Kind::Decision, id(n)), &edits)
}

/// The rules by which something is due, in order, each with the title of its entry.
pub fn due(notebook: &mut Notebook, now: Now) -> Vec<(Rule, String)> {
    today(notebook, now).due.into_iter().map(|due| (due.rule, due.title)).collect()
}

/// The one entry that is due.
pub fn only(notebook: &mut Notebook, now: Now) -> Due {
    let mut due = today(notebook, now).due;
    assert_eq!(due.len(), 1, "{due:#?}");
    due.remove(0)
}

pub fn name(record: Ref, name: &str) -> Command {
    edit(record, "name", Value::str(name))
}

pub fn jot(n: u64, text: &str, now: Now) -> Command {
    Command::Jot {
        id: id(n),
        text: text.into(),
        at: now.0,
        event: None,
        dismissed: BTreeSet::new(),
        month_first: false,
    }
}

pub fn sort(n: u64, into: Sorting) -> Command {
    Command::Sort { jot: id(n), into }
}

pub fn new(n: u64, name: &str) -> Option<Who> {
    Some(Who::New { id: id(n), name: name.into() })
}

macro_rules! ask {
    ($name:ident($($arg:ident: $type:ty),*) -> $result:ty, $variant:ident, $query:expr) => {
        pub fn $name(notebook: &mut Notebook, $($arg: $type,)* now: Now) -> $result {
            match notebook.query(&$query, now) {
                View::$variant(view) => view,
                other => panic!("{other:?}"),
            }
        }
    };
}

ask!(today() -> TodayView, Today, Query::Today(usize::MAX));
ask!(inbox() -> Listed<JotRow>, Inbox, Query::Inbox(ALL));
ask!(jot_view(id: Id) -> Option<Box<JotView>>, Jot, Query::Jot(id));
ask!(people(filter: &PeopleFilter) -> PeopleView, People, Query::People(filter.clone(), ALL));
ask!(person_view(id: Id) -> Option<Box<PersonView>>, Person, Query::Person(id));
ask!(insight_view(id: Id) -> Option<Box<Insight>>, Insight, Query::Insight(id));
ask!(leads(filter: &LeadFilter) -> LeadsView, Leads, Query::Leads(filter.clone(), ALL));
ask!(lead_view(id: Id) -> Option<Box<LeadView>>, Lead, Query::Lead(id));
ask!(board(filter: &LeadFilter, most: usize) -> Vec<Column>, Board, Query::Board(filter.clone(), most));
ask!(hits(text: &str) -> Listed<Hit>, Search, Query::Search { text: text.into(), limit: 50 });
ask!(counts() -> Counts, Counts, Query::Counts);
ask!(history(of: Option<Ref>) -> Listed<HistoryEntry>, History, Query::History { of, page: ALL });
ask!(bin() -> Listed<notebook::query::BinRow>, Bin, Query::Bin(ALL));

/// The draft of a message, or what may leave of these words.
pub fn letter(
    notebook: &mut Notebook,
    lead: Ref,
    about: About,
    words: Option<&str>,
    now: Now,
) -> Option<LetterView> {
    let words = words.map(str::to_owned);
    match notebook.query(&Query::Letter { lead: lead.id, about, words }, now) {
        View::Letter(letter) => letter.map(|letter| *letter),
        other => panic!("{other:?}"),
    }
}

/// A lead's page.
pub fn lead_page(notebook: &mut Notebook, n: u64, now: Now) -> LeadView {
    *lead_view(notebook, id(n), now).expect("there is such a lead")
}

/// Does something with a lead.
pub fn deed(notebook: &mut Notebook, n: u64, deed: Deed, now: Now) -> Written {
    must(notebook, Command::Lead { lead: id(n), deed }, now)
}

pub fn page(notebook: &mut Notebook, record: Ref) -> PersonView {
    *person_view(notebook, record.id, at(0)).expect("there is such a person")
}

/// What a person sees on every screen, as text by screen. With `marks`, also when something was
/// edited or put into the bin; without, only what it says.
pub fn seen(notebook: &mut Notebook, now: Now, marks: bool) -> BTreeMap<String, String> {
    let mut queries = vec![
        Query::Today(usize::MAX),
        Query::Inbox(ALL),
        Query::Bin(ALL),
        Query::Me,
        Query::Events,
        Query::Counts,
        Query::Leads(LeadFilter::default(), ALL),
        Query::Board(LeadFilter::default(), 100),
    ];
    for order in ["name", "last_touch", "quiet"] {
        let filter = serde_json::from_str(&format!(r#"{{"order":"{order}"}}"#)).unwrap();
        queries.push(Query::People(filter, ALL));
    }
    for text in ["a", "ana", "plumber", "call", "mixer", "600", "sailing", "needs", "lead"] {
        queries.push(Query::Search { text: text.into(), limit: 500 });
        queries.push(Query::People(PeopleFilter { text: text.into(), ..PeopleFilter::default() }, ALL));
        queries.push(Query::Leads(LeadFilter { text: text.into(), ..LeadFilter::default() }, ALL));
    }
    let known = |notebook: &mut Notebook| {
        let mut ids: Vec<Query> = Vec::new();
        let everybody = people(notebook, &PeopleFilter::default(), now).list.rows;
        ids.extend(everybody.iter().map(|row| Query::Person(row.id)));
        ids.extend(everybody.iter().map(|row| Query::Insight(row.id)));
        ids.extend(
            leads(notebook, &LeadFilter::default(), now).list.rows.iter().map(|row| Query::Lead(row.id)),
        );
        ids.extend(inbox(notebook, now).rows.iter().map(|row| Query::Jot(row.jot.id)));
        ids.extend(bin(notebook, now).rows.iter().filter_map(|row| match row.record.kind {
            Kind::Person => Some(Query::Person(row.record.id)),
            Kind::Lead => Some(Query::Lead(row.record.id)),
            Kind::Jot => Some(Query::Jot(row.record.id)),
            _ => None,
        }));
        ids
    };
    queries.extend(known(notebook));
    let mut out = BTreeMap::new();
    for query in queries {
        let mut view = serde_json::to_value(notebook.query(&query, now)).unwrap();
        if !marks {
            forget(&mut view);
        }
        out.insert(format!("{query:?}"), view.to_string());
    }
    out
}

/// What a person sees, apart from what is in the bin, when something was edited, and the rank of hits.
pub fn shown(notebook: &mut Notebook) -> BTreeMap<String, String> {
    let mut seen = seen(notebook, at(500), false);
    seen.retain(|query, _| !query.starts_with("Bin"));
    for (query, view) in &mut seen {
        let mut value: serde_json::Value = serde_json::from_str(view).unwrap();
        if query.starts_with("Search") || query.contains("text: \"") {
            sorted(&mut value);
        }
        if let Some(counts) = value.get_mut("Counts") {
            counts.as_object_mut().unwrap().remove("bin");
        }
        *view = value.to_string();
    }
    seen
}

fn sorted(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(map) => map.values_mut().for_each(sorted),
        serde_json::Value::Array(list) => list.sort_by_key(ToString::to_string),
        _ => {}
    }
}

/// Takes out when something was edited or removed.
fn forget(view: &mut serde_json::Value) {
    match view {
        serde_json::Value::Object(map) => {
            map.remove("edited_at");
            if let Some(at) = map.get_mut("removed_at").filter(|at| !at.is_null()) {
                *at = "removed".into();
            }
            map.values_mut().for_each(forget);
        }
        serde_json::Value::Array(list) => {
            // The flat pairs of a record.
            list.retain(|pair| pair.get(0).is_none_or(|key| key != "edited_at"));
            for pair in list.iter_mut().filter(|pair| pair.get(0).is_some_and(|key| key == "removed_at")) {
                pair[1] = "removed".into();
            }
            list.iter_mut().for_each(forget);
        }
        _ => {}
    }
}

/// Says where two views differ, in a few words.
pub fn same(one: &BTreeMap<String, String>, two: &BTreeMap<String, String>, what: &str) {
    for key in one.keys().chain(two.keys()) {
        assert_eq!(one.get(key), two.get(key), "{what}: {key}");
    }
}

/// Each sentence in words.
pub fn texts(all: &[Said]) -> Vec<String> {
    all.iter().map(Said::text).collect()
}

/// Several sentences in a line.
pub fn line(all: &[Said]) -> String {
    texts(all).join(" ")
}
