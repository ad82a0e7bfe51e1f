//! Joining a vault: at once on an empty device at this site, else after a question that says what will be merged, and where.

use keeper::link::ToVault;
use leptos::{prelude::*, task::spawn_local};
use notebook::{
    query::{Counts, Query},
    record::Kind,
};

use super::Asking;
use crate::components::{ask::Ask, numbers::several};

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
            let mut words = host.map(|host| put_on(&host)).unwrap_or_default();
            if !is_empty {
                words.push_str(&held(&counts, replaces));
            }
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
            true => ("Join another device?", "Join this one"),
            false => ("Merge what is here?", "Merge and join"),
        };
        view! {
            <Ask
                open=self.open
                title=Signal::derive(move || words().0.to_owned())
                words=self.words
                back="Not now"
                act=Signal::derive(move || words().1)
                on_act=Callback::new(merge)
            />
        }
        .into_any()
    }
}

/// Where it goes, and who should not go on.
fn put_on(host: &str) -> String {
    ["This puts your notebook on ", host, ". Go on only if you are holding the other device. "].concat()
}

/// What this device would bring along.
fn held(counts: &Counts, replaces: bool) -> String {
    let named =
        [(Kind::Person, "person", "people"), (Kind::Lead, "lead", "leads"), (Kind::Jot, "jot", "jots")];
    let count = |kind: Kind| counts.records.get(&kind).copied().unwrap_or(0);
    let mut parts: Vec<String> = Vec::new();
    let mut rest = counts.records.values().sum::<usize>();
    for (kind, one, many) in named {
        let n = count(kind);
        rest -= n;
        if n > 0 {
            parts.push(several(n, one, many));
        }
    }
    if rest > 0 {
        parts.push(several(rest, "other entry", "other entries"));
    }
    [
        "This device holds a notebook of its own: ",
        &parts.join(", "),
        ". It is merged with the other device’s, and shows on both. A copy of how it is now is kept here first, so that you can go back",
        if replaces { "; it takes the place of the copy that is kept now." } else { "." },
    ]
    .concat()
}
