//! A window's conversation with its keeper.

#![allow(clippy::expect_used, clippy::print_stdout, reason = "a test")]

mod support;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use keeper::{
    Out, Session,
    link::{FromKeeper, ToKeeper, answer},
};
use notebook::{
    Id, Now,
    command::{ChangeId, Command, Edit},
    query::{Hit, JotRow, JotView, Listed, Page, Query, View},
    record::{Kind, Ref},
};
use support::{disk::SimStore, drive::block_on, rng::Rng};

fn noon() -> Now {
    Now::from_millis(1_795_000_000_000, 60).expect("a time")
}

fn opened(store: &SimStore, actor: u8) -> Session<SimStore> {
    block_on(Session::open(store.clone(), [actor; 16], support::entropy(actor.into()), noon(), &mut |_| {}))
        .expect("it opens")
        .0
}

fn says(session: &mut Session<SimStore>, message: ToKeeper) -> (Vec<FromKeeper>, Vec<ChangeId>) {
    let (mut window, mut tabs) = (Vec::new(), Vec::new());
    block_on(session.handle(message, &mut |out| match out {
        Out::Window(said) => window.push(said),
        Out::Tabs(changes) => tabs.extend(changes),
        other => panic!("without a vault: {other:?}"),
    }));
    (window, tabs)
}

fn jot(id: u8, text: &str) -> Command {
    Command::Jot {
        id: Id([id; 16]),
        text: text.into(),
        at: noon().0,
        event: None,
        dismissed: std::collections::BTreeSet::new(),
        month_first: false,
    }
}

fn inbox() -> Query {
    Query::Inbox(Page::first(10))
}

fn total(said: &FromKeeper) -> Option<usize> {
    match said {
        FromKeeper::View { view, .. } => answer::<Listed<JotRow>>(view).map(|listed| listed.total),
        _ => None,
    }
}

#[test]
fn a_watched_question_is_answered_again_when_its_answer_changes_in_any_tab() {
    let store = SimStore::new(Rng::new(1));
    let (mut one, mut two) = (opened(&store, 1), opened(&store, 2));
    for session in [&mut one, &mut two] {
        let (said, _) = says(session, ToKeeper::Watch { watch: 7, query: inbox(), now: noon() });
        assert_eq!(said.iter().map(total).collect::<Vec<_>>(), [Some(0)]);
    }
    let (said, told) = says(&mut one, ToKeeper::Do { call: 1, command: jot(1, "Dana"), now: noon() });
    assert!(matches!(said[0], FromKeeper::Saved { call: 1, change: Some(_), .. }), "saved comes first");
    assert_eq!(said.iter().skip(1).map(total).collect::<Vec<_>>(), [Some(1)]);
    assert_eq!(told.len(), 1);

    let mut heard = Vec::new();
    block_on(two.heard(&told, &mut |out| heard.push(out))).expect("it is read");
    assert!(matches!(&heard[..], [Out::Window(said)] if total(said) == Some(1)));

    let add =
        Command::Add { record: Ref::new(Kind::Person, Id([9; 16])), edits: vec![Edit::text("name", "Bob")] };
    let (said, _) = says(&mut one, ToKeeper::Do { call: 2, command: add, now: noon() });
    assert_eq!(said.len(), 1, "the inbox is as it was: {said:?}");
    says(&mut one, ToKeeper::Unwatch { watch: 7 });
    let (said, _) = says(&mut one, ToKeeper::Do { call: 3, command: jot(2, "Ravi"), now: noon() });
    assert_eq!(said.len(), 1);
}

#[test]
fn how_storage_stands_is_said_in_a_quiet_moment_after_news_from_any_tab() {
    let store = SimStore::new(Rng::new(1));
    let (mut one, mut two) = (opened(&store, 1), opened(&store, 2));
    assert!(!one.has_news());
    let (said, told) = says(&mut one, ToKeeper::Do { call: 1, command: jot(1, "Dana"), now: noon() });
    assert!(
        said.iter().all(|said| !matches!(said, FromKeeper::Status(_))),
        "the answer does not wait for it"
    );
    block_on(two.heard(&told, &mut |_| {})).expect("it is read");
    for session in [&mut one, &mut two] {
        assert!(session.has_news());
        let mut said = Vec::new();
        session.tell_news(&mut |out| said.push(out));
        assert!(matches!(&said[..], [Out::Window(FromKeeper::Status(status))] if status.changes == 1));
        assert!(!session.has_news());
    }
}

#[test]
fn storage_that_is_full_is_said_in_words_and_the_same_command_again_saves_it_once() {
    let store = SimStore::new(Rng::new(1));
    let mut session = opened(&store, 1);
    store.0.borrow_mut().quota = Some(10);
    let (said, told) = says(&mut session, ToKeeper::Do { call: 1, command: jot(1, "Dana"), now: noon() });
    assert!(matches!(&said[0], FromKeeper::Refused { call: 1, keep: true, why } if why.contains("no room")));
    assert!(matches!(&said[1], FromKeeper::Status(status) if status.refuses.is_some()));
    assert!(told.is_empty() && session.has_unsaved());
    let (said, _) = says(&mut session, ToKeeper::Do { call: 2, command: jot(1, "Dana"), now: noon() });
    assert!(matches!(said[0], FromKeeper::Refused { call: 2, keep: true, .. }), "not saved, so not said");

    store.0.borrow_mut().quota = None;
    let (said, told) = says(&mut session, ToKeeper::Do { call: 3, command: jot(1, "Dana"), now: noon() });
    assert!(matches!(said[0], FromKeeper::Saved { call: 3, change: Some(change), .. } if told == [change]));
    assert!(matches!(&said[1], FromKeeper::Status(status) if status.refuses.is_none()));
    let (said, told) = says(&mut session, ToKeeper::Do { call: 4, command: jot(1, "Dana"), now: noon() });
    assert!(matches!(said[..], [FromKeeper::Saved { call: 4, change: None, .. }]) && told.is_empty());
    assert_eq!(support::counts(opened(&store, 2).keeper(), noon()).inbox, 1);
}

#[test]
fn a_command_the_notebook_refuses_need_not_be_kept() {
    let store = SimStore::new(Rng::new(1));
    let mut session = opened(&store, 1);
    let (said, _) = says(&mut session, ToKeeper::Do { call: 1, command: jot(1, "  "), now: noon() });
    assert!(
        matches!(&said[..], [FromKeeper::Refused { call: 1, keep: false, why }] if why.contains("write something"))
    );
}

#[test]
fn a_backup_travels_from_one_window_to_another() {
    let (here, there) = (SimStore::new(Rng::new(1)), SimStore::new(Rng::new(2)));
    let (mut one, mut two) = (opened(&here, 1), opened(&there, 2));
    says(&mut one, ToKeeper::Do { call: 1, command: jot(1, "Dana"), now: noon() });
    let (said, _) = says(&mut one, ToKeeper::Backup { call: 2, now: noon() });
    let FromKeeper::Backup { file, .. } = &said[0] else { panic!("{said:?}") };
    let file = STANDARD.encode(file);
    assert!(matches!(&said[1], FromKeeper::Status(status) if status.last_backup == Some(noon().millis())));

    says(&mut two, ToKeeper::Watch { watch: 1, query: inbox(), now: noon() });
    let (said, _) = says(&mut two, ToKeeper::Preview { call: 3, file: file.clone() });
    assert!(matches!(&said[..], [FromKeeper::Preview { call: 3, brings }] if brings.changes == 1));
    let (said, told) = says(&mut two, ToKeeper::Merge { call: 4, file: file.clone(), now: noon() });
    assert!(matches!(said[0], FromKeeper::Saved { call: 4, .. }));
    assert_eq!((total(&said[1]), told.len()), (Some(1), 1));
    let (said, _) = says(&mut two, ToKeeper::Merge { call: 5, file: "no base64!".into(), now: noon() });
    assert!(matches!(&said[..], [FromKeeper::Refused { call: 5, keep: false, .. }]));
}

#[test]
fn every_message_and_every_answer_arrives_as_it_was_sent() {
    let store = SimStore::new(Rng::new(1));
    let mut session = opened(&store, 1);
    says(&mut session, ToKeeper::Do { call: 1, command: jot(1, "Dana, plumber, needs a van"), now: noon() });
    let asked = ToKeeper::Ask { call: 2, query: Query::Jot(Id([1; 16])), now: noon() };
    let (said, _) = says(&mut session, asked);
    let (backup, _) = says(&mut session, ToKeeper::Backup { call: 3, now: noon() });
    for message in said.iter().chain(&backup) {
        assert_eq!(FromKeeper::from_bytes(&message.to_bytes()).as_ref(), Some(message));
    }
    let FromKeeper::View { view, .. } = &said[0] else { panic!("{said:?}") };
    let jot = answer::<Option<Box<JotView>>>(view).flatten().expect("the jot");
    let there = View::Jot(Some(jot));
    assert_eq!(there, session.keeper().query(&Query::Jot(Id([1; 16])), noon()));
}

#[test]
fn the_answer_to_another_question_is_no_answer() {
    let store = SimStore::new(Rng::new(1));
    let mut session = opened(&store, 1);
    let (said, _) = says(&mut session, ToKeeper::Ask { call: 1, query: inbox(), now: noon() });
    let FromKeeper::View { view, .. } = &said[0] else { panic!("{said:?}") };
    assert!(answer::<Listed<JotRow>>(view).is_some());
    assert!(answer::<Listed<Hit>>(view).is_none());
    assert!(
        answer::<Listed<JotRow>>(&view[..view.len() - 1]).is_none(),
        "a part of an answer is none either"
    );
}
