//! How long a window waits with 10,000 people: `cargo test -p rapport-keeper --test large -- --ignored --nocapture`.

#![allow(clippy::expect_used, clippy::print_stdout, reason = "a test that measures")]

mod support;

use std::time::{Duration, Instant};

use keeper::{Keeper, Session, link::ToKeeper};
use notebook::{
    Id, Notebook, Now,
    command::{Command, Edit},
    example::{self, Plan},
    query::{LeadFilter, Page, PeopleFilter, Query},
    record::{Kind, Ref},
};
use support::{disk::SimStore, drive::block_on, rng::Rng};

fn timed<T>(what: &str, act: impl FnOnce() -> T) -> T {
    let started = Instant::now();
    let outcome = act();
    println!("{what}: {:.1?}", started.elapsed());
    outcome
}

#[test]
#[ignore = "it measures, and takes its time"]
fn ten_thousand_people() {
    let now = Now::from_millis(1_795_000_000_000, 60).expect("a time");
    let mut made = Notebook::new([1; 16]).expect("an empty notebook");
    timed("made", || example::fill(&mut made, &Plan::scaled(10_000, 50_000, 10_000).together(10), now))
        .expect("an example");
    let store = SimStore::new(Rng::new(1));
    let (mut keeper, _) = block_on(Keeper::open(store.clone(), [2; 16])).expect("it opens");
    timed("taken in", || block_on(keeper.take_in(&made.save()))).expect("it fits");
    drop(keeper);
    let (keeper, _) =
        timed("opened, twins", || block_on(Keeper::open(store.clone(), [3; 16]))).expect("it opens");
    println!("{} bytes", store.0.borrow().bytes());

    let mut session = Session::start(keeper, now, &mut |_| {});
    let page = Page::first(50);
    for (watch, query) in [
        Query::Today,
        Query::Inbox(page),
        Query::Counts,
        Query::People(PeopleFilter::default(), page),
        Query::People(PeopleFilter { text: "anna".into(), ..PeopleFilter::default() }, page),
        Query::Leads(LeadFilter::default(), page),
        Query::Search { text: "boiler".into(), limit: 20 },
        Query::History { of: None, page },
        Query::Bin(page),
    ]
    .into_iter()
    .enumerate()
    {
        let what = format!("{query:?}").chars().take(30).collect::<String>();
        let message = || ToKeeper::Watch { watch: watch as u32, query: query.clone(), now };
        block_on(session.handle(message(), &mut |_| {}));
        timed(&what, || block_on(session.handle(message(), &mut |_| {})));
    }
    let (mut answered, mut all) = (Duration::ZERO, Duration::ZERO);
    for n in 0..250u8 {
        let record = Ref::new(Kind::Person, Id([n; 16]));
        let command = Command::Add { record, edits: vec![Edit::text("name", "Anna Example")] };
        let started = Instant::now();
        let mut first = None;
        block_on(session.handle(ToKeeper::Do { call: n.into(), command, now }, &mut |_| {
            first.get_or_insert_with(|| started.elapsed());
        }));
        answered += first.unwrap_or_default();
        all += started.elapsed();
    }
    println!("a command: answered after {:.2?}, nine watches after {:.2?}", answered / 250, all / 250);
    assert!(session.needs_tidy());
    timed("tidied", || block_on(session.tidy(&mut |_| {}))).expect("tidied");
    timed("opened, tidied", || block_on(Keeper::open(store.clone(), [4; 16]))).expect("it opens");
}
