//! What can be done about an entry of Today: one act, one change, one undo. What it means the notebook knows.

use chrono::NaiveDate;
use notebook::{
    command::Command,
    isolated,
    query::{Due, Settling},
    record::{DecisionKind, TouchKind},
    time::add_days,
};
use said::words::today as say;

use crate::browser::{clock, random};

/// A command and what the toast says of it.
pub(super) type Act = (Command, String);

/// Done, with the touch that it was.
pub(super) fn done(due: &Due) -> Act {
    (settle(due, Settling::Done), [due.done.text(), ": ", &*isolated(&due.title)].concat())
}

/// Not for me: gone for good, or until it comes round again. A promise is not skipped, it is not kept.
pub(super) fn leave(due: &Due) -> Act {
    (settle(due, Settling::Left), [due.left.text(), ": ", &*isolated(&due.title)].concat())
}

/// Not before that day.
pub(super) fn later(due: &Due, until: NaiveDate, word: &str) -> Act {
    (settle(due, Settling::Later(until)), [&*isolated(&due.title), ": ", &word.to_lowercase()].concat())
}

/// A touch of that kind, now. `None` when nobody is known by name.
pub(super) fn log(due: &Due, kind: &TouchKind, word: &str) -> Option<Act> {
    let command = settle(due, Settling::Logged(kind.clone()));
    due.person.map(|_| (command, [word, ": ", &*isolated(&due.title)].concat()))
}

/// The days to which an entry can be put off, in words.
pub(super) fn days(next_week: NaiveDate) -> [(&'static str, NaiveDate); 4] {
    let today = clock::now().today();
    [
        (say::TOMORROW.text(), add_days(today, 1)),
        (say::IN_THREE_DAYS.text(), add_days(today, 3)),
        (say::NEXT_WEEK.text(), next_week),
        (say::IN_MONTH.text(), add_days(today, 30)),
    ]
}

fn settle(due: &Due, how: Settling) -> Command {
    Command::Settle { entry: due.into(), how, id: random::id() }
}

/// Something that is computed is not for me; `title` is what history calls it.
pub(crate) fn skip(about: &str, title: &str) -> Command {
    let (about, title) = (about.to_owned(), title.to_owned());
    Command::Decide { id: random::id(), about, title, kind: DecisionKind::Skipped }
}
