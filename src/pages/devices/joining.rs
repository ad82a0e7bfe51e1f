//! Joining a vault: at once on an empty device at this site, else after a question that says what will be merged, and where.

use crate::components::said::joined;
use keeper::link::ToVault;
use leptos::{prelude::*, task::spawn_local};
use notebook::{
    query::{Counts, Query},
    record::Kind,
};
use said::Said;
use said::words::devices as say;

use super::Asking;
use crate::components::ask::Ask;

/// One way to join.
#[derive(Clone, Copy)]
pub(super) struct Joining {
    pub(super) asking: Asking,
    /// Said when it has joined.
    said: &'static str,
    wanted: RwSignal<Option<ToVault>>,
    open: RwSignal<bool>,
    words: RwSignal<String>,
    /// There is nothing here to merge.
    is_empty: RwSignal<bool>,
}

impl Joining {
    pub(super) fn new(said: &'static str) -> Self {
        Self {
            asking: Asking::new(),
            said,
            wanted: RwSignal::new(None),
            open: RwSignal::new(false),
            words: RwSignal::new(String::new()),
            is_empty: RwSignal::new(false),
        }
    }

    /// Joins; asks before that, if there is anything here to merge, or if it is to be at `host`, of which nobody knows yet that
    /// the person wants it.
    pub(super) fn join(self, ask: ToVault, host: Option<String>) {
        let keeper = self.asking.keeper;
        spawn_local(async move {
            let Some(counts) = keeper.ask::<Counts>(Query::Counts).await else { return };
            let is_empty = counts.records.values().all(|count| *count == 0);
            if is_empty && host.is_none() {
                return self.asking.ask(ask, self.said);
            }
            let replaces = keeper.status().with_untracked(|status| status.copy.is_some());
            // Where it goes, and who should not go on.
            let goes = host.map(|host| say::put_on(&host));
            let words = match (is_empty, replaces) {
                (true, _) => Said::from(goes),
                (false, true) => say::held_replaces(goes, &holds(&counts)),
                (false, false) => say::held(goes, &holds(&counts)),
            };
            let words = words.text();
            self.words.try_set(words);
            self.is_empty.try_set(is_empty);
            self.wanted.try_set(Some(ask));
            self.open.try_set(true);
        });
    }

    /// The question, while it is asked.
    pub(super) fn question(self) -> AnyView {
        let merge = move |()| {
            if let Some(ask) = self.wanted.get_untracked() {
                self.asking.ask(ask, self.said);
            }
        };
        let words = move || match self.is_empty.get() {
            true => (say::JOIN_ANOTHER_DEVICE_ASK.text(), say::JOIN_THIS_ONE.text()),
            false => (say::MERGE_WHAT_IS_HERE_ASK.text(), say::MERGE_AND_JOIN.text()),
        };
        view! {
            <Ask
                open=self.open
                title=Signal::derive(move || words().0.to_owned())
                words=self.words
                back=say::NOT_NOW.text()
                act=Signal::derive(move || words().1)
                on_act=Callback::new(merge)
            />
        }
        .into_any()
    }
}

/// What this device would bring along, in words.
fn holds(counts: &Counts) -> String {
    let named =
        [(Kind::Person, say::person as fn(usize) -> Said), (Kind::Lead, say::lead), (Kind::Jot, say::jot)];
    let count = |kind: Kind| counts.records.get(&kind).copied().unwrap_or(0);
    let mut parts: Vec<Said> = Vec::new();
    let mut rest = counts.records.values().sum::<usize>();
    for (kind, said) in named {
        let n = count(kind);
        rest -= n;
        if n > 0 {
            parts.push(said(n));
        }
    }
    if rest > 0 {
        parts.push(say::other(rest));
    }
    joined(&parts, ", ")
}
