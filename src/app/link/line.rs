//! The line: what was said to the worker and waits for an answer, and what happens when it dies.

use said::words::shell as say;
use std::{
    cell::{Cell, RefCell},
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
    time::Duration,
};

use keeper::link::{FromKeeper, Status, Stuck, ToKeeper};
use leptos::prelude::*;
use notebook::query::Query;

use super::{Phase, call::Call, left, mark, worker::Running};
use crate::{
    app::{
        press,
        session::{self, Session},
    },
    browser::{clock, life::Life},
};

/// A worker that dies is started again after these pauses, milliseconds; then the person is told.
const PAUSES: [u64; 5] = [100, 500, 2_000, 8_000, 20_000];

/// A worker that has not opened the notebook after so long is taken for dead, seconds: a browser that ends a worker
/// tells nobody. After each fall it is given as much more, because a slow device may really need it.
const OPENS_WITHIN: u64 = 25;

/// Takes in an answer as it travels.
pub(super) type Heard = Rc<dyn Fn(&[u8])>;

pub(super) struct Line {
    pub(super) session: Session,
    pub(super) phase: RwSignal<Phase>,
    pub(super) status: RwSignal<Status>,
    pub(super) waiting: RwSignal<usize>,
    pub(super) calls: RefCell<BTreeMap<u32, Call>>,
    /// On the disk and not yet in the notebook, by journal key.
    pub(super) journaled: RefCell<BTreeSet<String>>,
    pub(super) stuck: RwSignal<Vec<Stuck>>,
    /// Somebody else holds what is waited for.
    pub(super) waits: RwSignal<bool>,
    /// Under which name this page leaves what nobody has answered.
    pub(super) left: String,
    /// The page was left, perhaps into the browser's memory of pages.
    is_left: Cell<bool>,
    watches: RefCell<BTreeMap<u32, (Query, Heard)>>,
    worker: RefCell<Option<Running>>,
    last: Cell<u32>,
    falls: Cell<usize>,
    /// The worker that said last that it lives.
    pub(super) lives: Cell<u32>,
}

impl Line {
    pub(super) fn new(
        session: Session,
        phase: RwSignal<Phase>,
        status: RwSignal<Status>,
        waiting: RwSignal<usize>,
        stuck: RwSignal<Vec<Stuck>>,
        waits: RwSignal<bool>,
    ) -> Rc<Self> {
        let (calls, journaled, watches) = Default::default();
        let (worker, last, falls, is_left, lives) = Default::default();
        let left = left::name(session.storage());
        Rc::new(Self {
            session,
            phase,
            status,
            waiting,
            stuck,
            waits,
            left,
            is_left,
            calls,
            journaled,
            watches,
            worker,
            last,
            falls,
            lives,
        })
    }

    pub(super) fn start(self: &Rc<Self>) {
        self.waits.set(false);
        // A page that was left starts nothing: it would hold what the next one needs.
        if self.is_left.get() {
            return;
        }
        match Running::start(self) {
            Some(running) => {
                self.expect_to_open(running.generation);
                *self.worker.borrow_mut() = Some(running);
            }
            None => self.phase.set(Phase::Unavailable(say::THIS_BROWSER_CANNOT_START.text().into())),
        }
    }

    fn expect_to_open(self: &Rc<Self>, generation: u32) {
        let line = Rc::downgrade(self);
        let within = OPENS_WITHIN * (self.falls.get() as u64 + 1);
        let look = move || {
            let Some(line) = line.upgrade() else { return };
            // One that waits for somebody else lives.
            let waits = line.waits.get_untracked() && generation == line.generation();
            if waits {
                line.expect_to_open(generation);
            } else if line.phase.with_untracked(|phase| *phase == Phase::Loading) {
                line.fell(generation);
            }
        };
        Life::WINDOW.after(Duration::from_secs(within), look);
    }

    pub(super) fn next(&self) -> u32 {
        self.last.set(self.last.get() + 1);
        self.last.get()
    }

    pub(super) fn is_ready(&self) -> bool {
        self.phase.with_untracked(|phase| *phase == Phase::Ready)
    }

    pub(super) fn generation(&self) -> u32 {
        self.worker.borrow().as_ref().map_or(0, |worker| worker.generation)
    }

    pub(super) fn send(&self, message: &ToKeeper) {
        if let Some(worker) = &*self.worker.borrow() {
            worker.send(message);
        }
    }

    pub(super) fn watch(&self, watch: u32, query: &Query, heard: Heard) {
        self.watches.borrow_mut().insert(watch, (query.clone(), heard));
        if self.is_ready() {
            self.send(&ToKeeper::Watch { watch, query: query.clone(), now: clock::now() });
        }
    }

    pub(super) fn unwatch(&self, watch: u32) {
        let was = self.watches.borrow_mut().remove(&watch);
        if was.is_some() && self.is_ready() {
            self.send(&ToKeeper::Unwatch { watch });
        }
    }

    /// Time has passed, or the page became visible.
    pub(super) fn tick(self: &Rc<Self>) {
        if self.is_ready() {
            self.send(&ToKeeper::Tick { now: clock::now() });
            self.recount();
        }
    }

    /// The page is shown again or the connection came back, or the page is being hidden.
    pub(super) fn shown(&self, shown: bool) {
        if self.is_ready() {
            self.send(&ToKeeper::Shown { shown, now: clock::now() });
        }
    }

    pub(super) fn heard(self: &Rc<Self>, message: FromKeeper) {
        match message {
            FromKeeper::Up { build } => self.up(&build),
            FromKeeper::Ready(status) => self.ready(status),
            FromKeeper::Status(status) => self.said(status),
            FromKeeper::Waits(waits) => self.waits.set(waits),
            FromKeeper::Lives => self.lives.set(self.generation()),
            FromKeeper::Unavailable(why) => self.phase.set(Phase::Unavailable(why)),
            FromKeeper::Drained { keys } => self.drained(&keys),
            FromKeeper::Stuck { entries } => self.stuck(entries),
            FromKeeper::View { call, view } => {
                let watched = self.watches.borrow().get(&call).map(|(_, heard)| Rc::clone(heard));
                match watched {
                    Some(heard) => press::when_released(move || heard(&view)),
                    None => self.answer(call, FromKeeper::View { call, view }),
                }
            }
            FromKeeper::Saved { call, .. }
            | FromKeeper::Refused { call, .. }
            | FromKeeper::Backup { call, .. }
            | FromKeeper::Preview { call, .. }
            | FromKeeper::Words { call, .. } => {
                self.falls.set(0);
                self.answer(call, message);
            }
        }
    }

    fn up(&self, build: &str) {
        if session::is_other_build(build) && session::may_reload_for(build) {
            let _ = window().location().reload();
            return;
        }
        self.send(&ToKeeper::Open {
            storage: self.session.storage().into(),
            example: self.session.example(),
            now: clock::now(),
            mark: mark::read(self.session),
        });
    }

    /// What is on the disk is noted at once; what it says to the person waits for whoever presses something just now.
    fn said(self: &Rc<Self>, status: Status) {
        mark::note(self.session, &status);
        let line = Rc::clone(self);
        press::when_released(move || line.status.set(status));
    }

    fn ready(self: &Rc<Self>, status: Status) {
        self.waits.set(false);
        mark::note(self.session, &status);
        self.status.set(status);
        self.phase.set(Phase::Ready);
        for (watch, (query, _)) in &*self.watches.borrow() {
            self.send(&ToKeeper::Watch { watch: *watch, query: query.clone(), now: clock::now() });
        }
        self.send_again();
        self.drain();
    }

    /// The page is left. A browser may keep it in its memory of pages, with the worker in the middle of something and with whatever it
    /// holds: so the worker ends, and what was commanded is noted.
    pub(super) fn leave(&self) {
        if self.is_left.replace(true) {
            return;
        }
        self.note_left();
        self.let_go_of_long();
        self.worker.borrow_mut().take();
        self.phase.set(Phase::Loading);
    }

    /// The page is shown again as it was.
    pub(super) fn come_back(self: &Rc<Self>) {
        if !self.is_left.replace(false) {
            return;
        }
        if Session::of_this_tab() != self.session {
            let _ = window().location().reload();
            return;
        }
        self.forget_left();
        self.begin_again();
        self.expect_answers();
    }

    /// Another worker from the beginning: the person wants it, or the page is back.
    pub(super) fn begin_again(self: &Rc<Self>) {
        self.worker.borrow_mut().take();
        self.phase.set(Phase::Loading);
        self.falls.set(0);
        self.start();
    }

    /// The worker died or does not answer: what was commanded goes into the journal, the window
    /// goes on, and a new worker is started after a pause.
    pub(super) fn fell(self: &Rc<Self>, generation: u32) {
        if generation != self.generation() {
            return;
        }
        let old = self.worker.borrow_mut().take();
        self.phase.set(Phase::Loading);
        self.let_go();
        let falls = self.falls.get();
        self.falls.set(falls + 1);
        let line = Rc::clone(self);
        let again = move || {
            drop(old);
            line.start();
        };
        match PAUSES.get(falls) {
            Some(pause) => Life::WINDOW.after(Duration::from_millis(*pause), again),
            None => self.phase.set(Phase::Unavailable(say::NOTEBOOK_STOPPED_SEVERAL_TIMES.text().into())),
        }
    }
}
