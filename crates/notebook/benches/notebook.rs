//! The notebook with 1,000 and with 10,000 people: what the keeper and the screens wait for.
//!
//! Prints one JSON line a figure, for `cargo xtask bench`. Times are medians. Budgets are those of
//! `docs`' table, which are meant for a browser: natively they are only a first warning.

#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::expect_used)]

use std::hint::black_box;
use std::time::Instant;

use notebook::{
    Id, Loading, Notebook, Now, Value,
    command::{Command, Edit},
    example::{Plan, fill},
    query::{LeadFilter, Page, PeopleFilter, PeopleOrder, Query, View},
    record::{Kind, Ref},
};

struct Bench {
    size: &'static str,
}

impl Bench {
    fn figure(&self, bench: &str, value: f64, unit: &str) {
        println!(
            r#"{{"bench":"notebook: {bench}","size":"{}","value":{value:.3},"unit":"{unit}"}}"#,
            self.size
        );
    }

    /// The median time of several runs, milliseconds. What a run returns is dropped after it is timed.
    fn time<T>(&self, bench: &str, runs: usize, mut run: impl FnMut() -> T) {
        let mut times: Vec<f64> = (0..runs)
            .map(|_| {
                let start = Instant::now();
                let made = black_box(run());
                let time = start.elapsed();
                drop(made);
                time.as_secs_f64() * 1_000.0
            })
            .collect();
        times.sort_unstable_by(f64::total_cmp);
        self.figure(bench, times[runs / 2], "ms");
    }
}

fn main() {
    let now = Now::from_millis(1_795_345_200_000, 60).unwrap();
    if let Ok(plan) = std::env::var("NOTEBOOK_FILL") {
        // A notebook as a file, for looking at it elsewhere.
        let mut notebook = Notebook::new([1; 16]).unwrap();
        fill(&mut notebook, &Plan::example(), now).unwrap();
        std::fs::write(plan, notebook.save()).unwrap();
    }
    example(now);
    sizes(now);
    all(&Bench { size: "1k" }, &Plan::scaled(1_000, 5_000, 1_000), now);
    all(&Bench { size: "10k" }, &Plan::scaled(10_000, 50_000, 10_000), now);
}

fn example(now: Now) {
    let bench = Bench { size: "example" };
    bench.time("fill", 5, || fill(&mut Notebook::new([1; 16]).unwrap(), &Plan::example(), now).unwrap());
    let mut notebook = Notebook::new([1; 16]).unwrap();
    let written = fill(&mut notebook, &Plan::example(), now).unwrap();
    bench.figure("file", notebook.save().len() as f64 / 1024.0, "KB");
    let bytes: usize = written.iter().map(|written| written.bytes.len()).sum();
    bench.figure("changes as stored one by one", bytes as f64 / 1024.0, "KB");
    bench.figure("changes", written.len() as f64, "");
}

/// What a session and a jot cost in the file.
fn sizes(now: Now) {
    let bench = Bench { size: "1k jots" };
    let jot = |n: u64| Command::Jot {
        id: Id([5; 16]).derive(n),
        text: format!("Somebody at the buffet, number {n}, needs a bookkeeper for a café"),
        at: now.0,
        event: None,
        dismissed: Default::default(),
        month_first: false,
    };
    let write = |actors: u64| {
        let mut notebook = Notebook::new([1; 16]).unwrap();
        for n in 0..1_000 {
            if n % (1_000 / actors) == 0 {
                let actor = Id([9; 16]).derive(n).0;
                notebook = Notebook::load(&notebook.save(), actor).unwrap();
            }
            notebook.apply(&jot(n), now).unwrap();
        }
        notebook.save().len()
    };
    let (one, many) = (write(1), write(500));
    bench.figure("bytes a jot", one as f64 / 1_000.0, "bytes");
    bench.figure("bytes a session", (many - one) as f64 / 499.0, "bytes");
}

fn all(bench: &Bench, plan: &Plan, now: Now) {
    let mut notebook = Notebook::new([1; 16]).unwrap();
    let start = Instant::now();
    let written = fill(&mut notebook, plan, now).unwrap();
    bench.figure("fill", start.elapsed().as_secs_f64() * 1_000.0, "ms");
    bench.figure("changes", written.len() as f64, "");
    drop(written);
    let file = notebook.save();
    bench.figure("file", file.len() as f64 / 1024.0, "KB");
    bench.time("save", 5, || notebook.save());
    bench.time("load", 5, || Loading::snapshot(&file, [2; 16]).unwrap());
    let mut loaded: Vec<Loading> = (0..5).map(|_| Loading::snapshot(&file, [2; 16]).unwrap()).collect();
    bench.time("model read", 5, || loaded.pop().unwrap().finish());
    let first = || {
        let mut notebook = Notebook::load(&file, [2; 16]).unwrap();
        notebook.query(&Query::Today(40), now)
    };
    bench.time("load until Today is there", 3, first);
    drop(notebook);
    let mut notebook = Notebook::load(&file, [3; 16]).unwrap();
    screens(bench, &mut notebook, now);
    edits(bench, &mut notebook, now, "");
    let start = Instant::now();
    notebook.query(&Query::Search { text: "bookkeeper".into(), limit: 50 }, now);
    bench.figure("search first", start.elapsed().as_secs_f64() * 1_000.0, "ms");
    for text in ["b", "bo", "book", "bookkeeper", "maria", "café before", "7700 900", "zzyzx"] {
        let query = Query::Search { text: text.into(), limit: 50 };
        bench.time(&format!("search next: {text}"), 51, || notebook.query(&query, now));
    }
    let people =
        Query::People(PeopleFilter { text: "sail".into(), ..PeopleFilter::default() }, Page::first(50));
    bench.time("people by words", 51, || notebook.query(&people, now));
    edits(bench, &mut notebook, now, ", search built");
    let person = a_person(&mut notebook, now);
    let of = Some(Ref::new(Kind::Person, person));
    let start = Instant::now();
    notebook.query(&Query::History { of, page: Page::first(20) }, now);
    bench.figure("history first", start.elapsed().as_secs_f64() * 1_000.0, "ms");
    bench.time("history next", 11, || notebook.query(&Query::History { of, page: Page::first(20) }, now));
    bench.time("history of all", 5, || {
        notebook.query(&Query::History { of: None, page: Page::first(20) }, now)
    });
    edits(bench, &mut notebook, now, ", history built");
    merges(bench, &file, now);
}

fn a_person(notebook: &mut Notebook, now: Now) -> Id {
    let filter = PeopleFilter { order: PeopleOrder::LastTouch, ..PeopleFilter::default() };
    match notebook.query(&Query::People(filter, Page::first(1)), now) {
        View::People(view) => view.list.rows[0].id,
        _ => unreachable!(),
    }
}

fn screens(bench: &Bench, notebook: &mut Notebook, now: Now) {
    let person = a_person(notebook, now);
    let touched = PeopleFilter { order: PeopleOrder::LastTouch, ..PeopleFilter::default() };
    let tagged = PeopleFilter { tag: "sailing".into(), ..PeopleFilter::default() };
    for (name, query) in [
        ("today", Query::Today(40)),
        ("people page", Query::People(PeopleFilter::default(), Page::first(50))),
        ("people, page 100", Query::People(PeopleFilter::default(), Page { offset: 5_000, limit: 50 })),
        ("people by last touch", Query::People(touched, Page::first(50))),
        ("people of a tag", Query::People(tagged, Page::first(50))),
        ("person page", Query::Person(person)),
        ("what follows about a person", Query::Insight(person)),
        ("entered twice", Query::Doubles(Page::first(50))),
        ("leads", Query::Leads(LeadFilter::default(), Page::first(50))),
        ("board of leads", Query::Board(LeadFilter::default(), 12)),
        ("board of leads, discreet", Query::Discreet(Box::new(Query::Board(LeadFilter::default(), 12)))),
        ("inbox", Query::Inbox(Page::first(50))),
        ("counts", Query::Counts),
        ("bin", Query::Bin(Page::first(50))),
    ] {
        bench.time(name, 31, || notebook.query(&query, now));
    }
}

fn edits(bench: &Bench, notebook: &mut Notebook, now: Now, how: &str) {
    let person = Ref::new(Kind::Person, a_person(notebook, now));
    let mut n = notebook.changes() as u64;
    bench.time(&format!("one edit{how}"), 51, || {
        n += 1;
        let edits = vec![Edit::set("city", Value::Str(format!("City {n}")))];
        notebook.apply(&Command::Edit { record: person, edits }, now).unwrap().unwrap()
    });
    bench.time(&format!("one jot{how}"), 51, || {
        n += 1;
        let (id, text) = (Id([6; 16]).derive(n), "Ana, plumber, needs a bookkeeper".to_owned());
        let jot = Command::Jot {
            id,
            text,
            at: now.0,
            event: None,
            dismissed: Default::default(),
            month_first: false,
        };
        notebook.apply(&jot, now).unwrap().unwrap()
    });
    let written = notebook.apply(&Command::Remove { record: person }, now).unwrap().unwrap();
    let mut last = written.change;
    bench.time(&format!("one undo{how}"), 20, || {
        let written = notebook.apply(&Command::Undo { change: last }, now).unwrap().unwrap();
        last = written.change;
    });
}

/// A day's work of another device, and a whole backup.
fn merges(bench: &Bench, file: &[u8], now: Now) {
    let mut other = Notebook::load(file, [7; 16]).unwrap();
    let mut changes = Vec::new();
    for n in 0..100 {
        let (id, text) = (Id([8; 16]).derive(n), "Ben at the mixer".to_owned());
        let jot = Command::Jot {
            id,
            text,
            at: now.0,
            event: None,
            dismissed: Default::default(),
            month_first: false,
        };
        changes.push(other.apply(&jot, now).unwrap().unwrap().bytes);
    }
    let mut here = Notebook::load(file, [9; 16]).unwrap();
    let mut next = changes.iter();
    bench.time("a change of another device", 51, || here.absorb(next.next().unwrap()).unwrap());
    let theirs = Loading::snapshot(&other.save(), [4; 16]).unwrap();
    let mut copies: Vec<Notebook> = (0..3).map(|_| Notebook::load(file, [9; 16]).unwrap()).collect();
    bench.time("merge of a backup with a day's work", 3, || copies.pop().unwrap().merge(&theirs).unwrap());
    drop(here);
    let start = Instant::now();
    let mut empty = Notebook::new([5; 16]).unwrap();
    empty.merge(&theirs).unwrap();
    bench.figure(
        "merge of a whole backup into an empty notebook",
        start.elapsed().as_secs_f64() * 1_000.0,
        "ms",
    );
}
