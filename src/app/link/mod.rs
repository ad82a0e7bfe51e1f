//! The typed link to the keeper: questions that stay answered, commands that are kept.

mod call;
mod keep;
mod last;
mod left;
mod line;
mod mark;
mod worker;

use said::Word;
use said::words::shell as say;
use said::words::word;
use std::{rc::Rc, sync::Arc};

use keeper::link::{self, Brings, FromKeeper, Status, Stuck, ToKeeper, ToVault};
use leptos::{prelude::*, task::spawn_local};
use notebook::{
    Now,
    command::{ChangeId, Command},
    query::{Answer, Query},
};

use crate::{
    app::{discreet::use_discreet, session::Session},
    browser::{clock, journal, random, tab},
    components::toast::{Toasts, use_toasts},
};
use line::{Heard, Line};

/// Whether the notebook can be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    /// It is being read; what is jotted goes into the journal meanwhile.
    Loading,
    /// It answers.
    Ready,
    /// It cannot be opened; the sentence says what to do. What is jotted goes into the journal.
    Unavailable(String),
}

/// Where a command is safe now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kept {
    /// In the notebook, on the disk; with the change to undo, if anything had to change.
    Saved(Option<ChangeId>),
    /// The same, of an undo that had to leave these as they are: they were changed since.
    InPart(Option<ChangeId>, Vec<String>),
    /// In the journal, on the disk: the keeper takes it in as soon as it can.
    Journaled,
}

/// What a change is to whoever takes it back: their own act, or that they took one back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakeBack {
    /// An act.
    Undo,
    /// An act that was taken back.
    Redo,
}

impl TakeBack {
    /// The word on the button.
    pub const fn word(self) -> Word {
        match self {
            Self::Undo => word::UNDO,
            Self::Redo => say::REDO,
        }
    }
}

/// What [`Keeper::watch_from_last`] keeps of Today.
pub const TODAY: &str = "today";

/// The last answer to a watched question; `None` before the first.
pub type Watched<T> = ReadSignal<Option<Arc<T>>>;

/// The window's end of the link; cheap to copy, in the context of every page.
#[derive(Clone, Copy)]
pub struct Keeper {
    line: StoredValue<Rc<Line>, LocalStorage>,
    phase: RwSignal<Phase>,
    status: RwSignal<Status>,
    waiting: RwSignal<usize>,
    stuck: RwSignal<Vec<Stuck>>,
    waits: RwSignal<bool>,
    toasts: Toasts,
}

/// The keeper of this window's notebook.
pub fn use_keeper() -> Keeper {
    expect_context()
}

impl Keeper {
    /// Starts the keeper in its worker.
    pub fn start(session: Session) -> Self {
        let (phase, status) = (RwSignal::new(Phase::Loading), RwSignal::new(Status::default()));
        let waiting = RwSignal::new(0);
        let stuck = RwSignal::new(Vec::new());
        let waits = RwSignal::new(false);
        let line = Line::new(session, phase, status, waiting, stuck, waits);
        line.start();
        line.take_in_left();
        let (left, back) = (Rc::clone(&line), Rc::clone(&line));
        tab::on_leave(move || left.leave());
        tab::on_return(move || back.come_back());
        let line = StoredValue::new_local(line);
        Self { line, phase, status, waiting, stuck, waits, toasts: use_toasts() }
    }

    fn line(self) -> Rc<Line> {
        self.line.get_value()
    }

    /// The answer to a question, now and whenever it changes. While the answer to a changed
    /// question is on its way the last answer stays, so that lists do not flash.
    pub fn watch<T: Answer>(self, query: impl Fn() -> Query + 'static) -> Watched<T> {
        let answer = RwSignal::new(None);
        let heard = move |view: &[u8]| {
            if let Some(view) = link::answer::<T>(view) {
                answer.try_set(Some(Arc::new(view)));
            }
        };
        self.follow(query, Rc::new(heard));
        answer.read_only()
    }

    /// The same; until the notebook is open, the answer as it was the last time, and from when.
    pub fn watch_from_last<T: Answer>(
        self,
        name: &'static str,
        query: impl Fn() -> Query + 'static,
    ) -> (Watched<T>, ReadSignal<Option<Now>>) {
        let (storage, discreet) = (self.line().session.storage(), use_discreet());
        let is_open = untrack(|| !discreet.is_on());
        let kept = is_open.then(|| last::read::<T>(storage, name)).flatten();
        let (kept, at) = kept.map_or((None, None), |(view, at)| (Some(Arc::new(view)), Some(at)));
        let (answer, since) = (RwSignal::new(kept), RwSignal::new(at));
        let heard = move |view: &[u8]| {
            let Some(read) = link::answer::<T>(view) else { return };
            if untrack(|| !discreet.is_on()) {
                last::write(storage, name, view);
            }
            since.try_set(None);
            answer.try_set(Some(Arc::new(read)));
        };
        self.follow(query, Rc::new(heard));
        (answer.read_only(), since.read_only())
    }

    fn follow(self, query: impl Fn() -> Query + 'static, heard: Heard) {
        let line = self.line();
        let watch = line.next();
        let discreet = use_discreet();
        Effect::new(move |before: Option<Query>| {
            let query = discreet.asked(query());
            if before.as_ref() != Some(&query) {
                line.watch(watch, &query, Rc::clone(&heard));
            }
            query
        });
        // The line lives as long as the window: leaving a page only ends the question.
        on_cleanup(move || {
            if let Some(line) = self.line.try_get_value() {
                line.unwatch(watch);
            }
        });
    }

    /// The answer to a question, once. Waits until the notebook is loaded.
    pub async fn ask<T: Answer>(self, query: Query) -> Option<T> {
        let line = self.line();
        loop {
            let answer =
                line.call(|call| ToKeeper::Ask { call, query: query.clone(), now: clock::now() }).await;
            if let Some(FromKeeper::View { view, .. }) = answer {
                return link::answer(&view);
            }
        }
    }

    /// Carries out a command and says where it is safe, or in a sentence why it is not.
    pub async fn keep(self, command: Command) -> Result<Kept, String> {
        self.line().keep(command).await
    }

    /// Carries out a command; gives the change, for undo.
    pub async fn act(self, command: Command) -> Result<Option<ChangeId>, String> {
        match self.keep(command).await? {
            Kept::Saved(change) | Kept::InPart(change, _) => Ok(change),
            Kept::Journaled => Ok(None),
        }
    }

    /// Carries out a command and says so in a toast that can take it back.
    pub fn act_said(self, command: Command, said: impl Into<String>) {
        let said = said.into();
        spawn_local(async move {
            match self.keep(command).await {
                Ok(Kept::Saved(change) | Kept::InPart(change, _)) => {
                    self.said(said, change, TakeBack::Undo);
                }
                Ok(Kept::Journaled) => self.toasts.say(say::journaled(&said).text()),
                Err(why) => self.toasts.trouble(why),
            }
        });
    }

    /// A toast about a change, with the button that takes it back.
    pub fn said(self, said: String, change: Option<ChangeId>, button: TakeBack) {
        let Some(change) = change else {
            return self.toasts.say(said);
        };
        self.toasts.offer(said, button.word().text(), move || self.take_back(change, button));
    }

    /// Takes a change back and says what became of that: all of it, a part, or nothing.
    pub fn take_back(self, change: ChangeId, how: TakeBack) {
        let (said, next) = match how {
            TakeBack::Undo => (say::TAKEN_BACK.text(), TakeBack::Redo),
            TakeBack::Redo => (say::DONE_AGAIN.text(), TakeBack::Undo),
        };
        spawn_local(async move {
            match self.keep(Command::Undo { change }).await {
                Ok(Kept::Saved(None)) => self.toasts.say(say::THAT_WAS_DONE_BEFORE_NOTHING.text()),
                Ok(Kept::Saved(change)) => self.said(said.into(), change, next),
                Ok(Kept::InPart(change, left)) => {
                    self.said(say::done_in_part(&left.join(", "), said).text(), change, next);
                }
                Ok(Kept::Journaled) => self.toasts.say(say::TO_BE_TAKEN_BACK_AS.text()),
                Err(why) => self.toasts.trouble(why),
            }
        });
    }

    /// The state of the storage.
    pub fn status(self) -> Signal<Status> {
        self.status.into()
    }

    /// Whether the notebook can be asked.
    pub fn phase(self) -> Signal<Phase> {
        self.phase.into()
    }

    /// Whether another tab or window has held for some seconds what this one needs.
    pub fn waits(self) -> Signal<bool> {
        self.waits.into()
    }

    /// Opens the notebook from the beginning.
    pub fn open_again(self) {
        self.line().begin_again();
    }

    /// Commands that are on the disk and not yet in the notebook.
    pub fn waiting(self) -> Signal<usize> {
        self.waiting.into()
    }

    /// What waits and cannot be taken into the notebook: its words are the person's to put elsewhere.
    pub fn stuck(self) -> Signal<Vec<Stuck>> {
        self.stuck.into()
    }

    /// The words of a stuck entry are in safety elsewhere, or wanted no more.
    pub fn unstick(self, key: String) {
        self.stuck.update(|stuck| stuck.retain(|entry| entry.key != key));
        spawn_local(async move {
            let _ = journal::delete(&[key]).await;
        });
    }

    /// Time has passed, or the page became visible: watched questions are answered anew.
    pub fn tick(self) {
        self.line().tick();
    }

    /// The page is shown again or the connection came back, or the page is being hidden.
    pub fn shown(self, shown: bool) {
        self.line().shown(shown);
    }

    /// Asks something of the vault.
    pub async fn vault(self, ask: ToVault) -> Result<(), String> {
        if ask == ToVault::GoBack {
            // What was kept of Today is another notebook's.
            last::forget(self.line().session.storage(), TODAY);
        }
        match self.ask_vault(ask).await {
            Some(FromKeeper::Saved { .. }) => Ok(()),
            other => Err(refusal(other)),
        }
    }

    /// The vault's secret as words for paper.
    pub async fn words(self) -> Result<String, String> {
        match self.ask_vault(ToVault::Words).await {
            Some(FromKeeper::Words { words, .. }) => Ok(words.to_string()),
            other => Err(refusal(other)),
        }
    }

    /// The kept copy of an earlier notebook, as a file.
    pub async fn copy(self) -> Result<Vec<u8>, String> {
        match self.ask_vault(ToVault::Copy).await {
            Some(FromKeeper::Backup { file, .. }) => Ok(file),
            other => Err(refusal(other)),
        }
    }

    async fn ask_vault(self, ask: ToVault) -> Option<FromKeeper> {
        self.line().call(|call| ToKeeper::Vault { call, ask, now: clock::now() }).await
    }

    /// The toasts beside the pages.
    pub fn toasts(self) -> Toasts {
        self.toasts
    }

    /// What time it is for the person.
    pub fn now(self) -> Now {
        clock::now()
    }

    /// A fresh identity for a record.
    pub fn id(self) -> notebook::Id {
        random::id()
    }

    /// The whole notebook as one file.
    pub async fn backup(self) -> Result<Vec<u8>, String> {
        match self.line().call(|call| ToKeeper::Backup { call, now: clock::now() }).await {
            Some(FromKeeper::Backup { file, .. }) => Ok(file),
            other => Err(refusal(other)),
        }
    }

    /// What a backup (base64) would bring.
    pub async fn preview(self, file: String) -> Result<Brings, String> {
        match self.line().call(|call| ToKeeper::Preview { call, file: file.clone() }).await {
            Some(FromKeeper::Preview { brings, .. }) => Ok(brings),
            other => Err(refusal(other)),
        }
    }

    /// Merges a backup (base64) into the notebook.
    pub async fn merge(self, file: String) -> Result<Option<ChangeId>, String> {
        let merge = |call| ToKeeper::Merge { call, file: file.clone(), now: clock::now() };
        match self.line().call(merge).await {
            Some(FromKeeper::Saved { change, .. }) => Ok(change),
            other => Err(refusal(other)),
        }
    }

    /// The person knows what is missing and what was brought back.
    pub fn accept(self) {
        mark::forget(self.line().session);
        self.line().send(&ToKeeper::Accept);
    }

    /// Deletes this storage: only for the example notebook.
    pub async fn discard(self) -> Result<(), String> {
        last::forget(self.line().session.storage(), TODAY);
        match self.line().call(|call| ToKeeper::Discard { call }).await {
            Some(FromKeeper::Saved { .. }) => Ok(()),
            other => Err(refusal(other)),
        }
    }
}

fn refusal(answer: Option<FromKeeper>) -> String {
    match answer {
        Some(FromKeeper::Refused { why, .. }) => why,
        _ => say::NOTEBOOK_HAD_TO_BE_OPENED.text().into(),
    }
}
