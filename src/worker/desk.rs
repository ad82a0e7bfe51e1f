//! Where one thing after the other is done: opening a storage, and carrying messages to its session.

use std::rc::{Rc, Weak};

use keeper::{
    Mark, Session,
    link::{FromKeeper, Stuck, ToKeeper, ToVault},
};
use notebook::{Now, command::ChangeId};
use rapport::browser::{
    clock, journal,
    locks::{self, Held},
};
use web_sys::DedicatedWorkerGlobalScope;

use super::{
    device::DeviceStore,
    example,
    net::Net,
    opening,
    post::{Post, to_window},
    queue::{Event, Queue},
    second::SecondHome,
    slow::Slow,
    store::IndexedDbStore,
    tabs::{News, Tabs},
};

/// Storages whose name begins so can be filled with an example and deleted.
const EXAMPLE: &str = "rapport-example";

const NOT_OPEN: &str = "The notebook is not open yet.";

const NO_VAULT: &str =
    "This waits until the browser\u{2019}s storage can be opened again: close Rapport and open it once more.";

const NOT_ALONE: &str =
    "Rapport is open in another tab or window of this device. Close it there, then try again.";

/// The worker's one place of work.
pub(super) struct Desk {
    pub(super) scope: DedicatedWorkerGlobalScope,
    pub(super) queue: Weak<Queue>,
    pub(super) open: Option<Open>,
    /// Why nothing is open.
    closed: String,
}

/// An open storage.
pub(super) struct Open {
    pub(super) storage: String,
    pub(super) session: Session<DeviceStore>,
    pub(super) tabs: Tabs,
    pub(super) net: Net,
    /// Held in common by all tabs that have this storage open.
    present: Option<Held>,
    /// The second home, where this browser has a place for one.
    pub(super) home: Option<Rc<SecondHome>>,
    /// Held while this tab is the one that writes it.
    pub(super) home_lock: Option<Held>,
    /// Since when it lacks something, Unix milliseconds.
    pub(super) behind_since: Option<i64>,
    /// Held while this tab is the one that talks to the server.
    pub(super) lead: Option<Held>,
    /// The window is shown.
    pub(super) is_shown: bool,
    /// The time the window said last.
    pub(super) now: Now,
    /// Journal entries that cannot be taken in, as last said.
    pub(super) stuck: Vec<Stuck>,
    /// This tab waits for its turn at the journal.
    pub(super) waits_for_turn: bool,
    pub(super) is_warm: bool,
    /// Tidying was tried and has to wait.
    pub(super) is_tidied: bool,
}

impl Desk {
    pub(super) fn new(scope: DedicatedWorkerGlobalScope, queue: Weak<Queue>) -> Self {
        Self { scope, queue, open: None, closed: NOT_OPEN.to_owned() }
    }

    pub(super) async fn handle(&mut self, event: Event) {
        match event {
            Event::Said(ToKeeper::Open { storage, example, now, mark }) => {
                self.open(storage, example, now, mark).await;
            }
            Event::Said(ToKeeper::Discard { call }) => self.discard(call).await,
            Event::Said(message) => self.said(message).await,
            Event::Heard(News::Stored(changes)) => self.heard(&changes).await,
            Event::Heard(
                news @ (News::Sealed(_) | News::Sync(_) | News::Vault | News::Away | News::Here),
            ) => {
                self.heard_of_sync(news).await;
            }
            Event::Lead(storage, held) => self.lead(&storage, held).await,
            Event::AtHome(storage, held) => self.come_home(&storage, held),
            Event::Home(storage, done) => {
                let Some(open) = self.open.as_mut().filter(|open| open.storage == storage) else { return };
                let post = Post { scope: &self.scope, tabs: &open.tabs, net: &open.net };
                open.session.second_done(done, &mut |out| post.carry(out)).await;
            }
            Event::Answered(call, answer) => {
                let Some(open) = &mut self.open else { return };
                let post = Post { scope: &self.scope, tabs: &open.tabs, net: &open.net };
                open.session.answered(call, answer, clock::now(), &mut |out| post.carry(out)).await;
            }
            Event::Woke => {
                let Some(open) = &mut self.open else { return };
                let post = Post { scope: &self.scope, tabs: &open.tabs, net: &open.net };
                open.session.woke(clock::now(), &mut |out| post.carry(out)).await;
            }
            Event::Heard(News::Gone) => self.close("This notebook was deleted in another tab."),
            Event::Turn(storage, held) => self.turn(&storage, held).await,
            Event::Idle => self.idle().await,
        }
    }

    /// Whatever was open is left: the window starts anew.
    async fn open(&mut self, storage: String, example: Option<u64>, now: Now, mark: Option<String>) {
        self.open = None;
        let Some(queue) = self.queue.upgrade() else { return };
        let slow = Slow::begin(&self.scope);
        let present = Some(locks::share(&presence(&storage)).await);
        // Listening before reading: what another tab stores meanwhile is heard afterwards.
        let tabs = Tabs::join(&storage, &queue);
        let example = example.filter(|_| storage.starts_with(EXAMPLE));
        // Two tabs must not fill the same storage.
        let alone = match example {
            Some(_) => Some(locks::wait(&format!("rapport-fill-{storage}")).await),
            None => None,
        };
        drop(slow);
        let mark = mark.as_deref().and_then(Mark::from_text);
        // An example that is lost is made again.
        let opened = opening::open(&self.scope, &storage, example.is_none(), mark).await;
        let opening::Opening { mut keeper, home } = match opened {
            Ok(opened) => opened,
            Err(error) => return self.close(&error.to_string()),
        };
        if let Some(seed) = example
            && let Err(why) = example::fill(&mut keeper, seed, now).await
        {
            return self.close(&why);
        }
        drop(alone);
        let net = Net::new(&storage, &queue);
        let post = Post { scope: &self.scope, tabs: &tabs, net: &net };
        let session = Session::start(keeper, now, &mut |out| post.carry(out));
        if session.has_vault() {
            net.seek_lead();
            tabs.tell(&News::Here);
        }
        if home.is_some() {
            let lock = ["rapport-home-", &storage].concat();
            let storage = storage.clone();
            later(&self.queue, async move { Event::AtHome(storage, locks::wait(&lock).await) });
        }
        self.open = Some(Open {
            storage,
            session,
            tabs,
            net,
            present,
            home,
            home_lock: None,
            behind_since: None,
            lead: None,
            is_shown: true,
            now,
            stuck: Vec::new(),
            waits_for_turn: false,
            is_warm: false,
            is_tidied: false,
        });
        self.drain().await;
    }

    fn close(&mut self, why: &str) {
        self.open = None;
        why.clone_into(&mut self.closed);
        to_window(&self.scope, &FromKeeper::Unavailable(why.to_owned()));
    }

    async fn said(&mut self, message: ToKeeper) {
        let Some(open) = &mut self.open else { return self.refuse(&message) };
        open.now = time_of(&message).unwrap_or(open.now);
        if let ToKeeper::Shown { shown, now } = message {
            open.shown(&self.scope, shown, now).await;
            if !shown {
                // Nobody knows whether there is a later.
                self.send_home();
            }
            return;
        }
        let is_alone = open.session.keeper().is_alone();
        if let ToKeeper::Vault { call, .. } = message
            && is_alone
        {
            // What belongs to a vault lies in the first home.
            let why = NO_VAULT.to_owned();
            return to_window(&self.scope, &FromKeeper::Refused { call, why, keep: false });
        }
        if is_alone && matches!(message, ToKeeper::Tick { .. }) && self.come_back().await {
            return;
        }
        let Some(open) = &mut self.open else { return };
        if let ToKeeper::Vault { call, ask: ToVault::GoBack, .. } = message {
            return self.alone(call, message).await;
        }
        let is_tick = matches!(message, ToKeeper::Tick { .. });
        let may_pass = matches!(message, ToKeeper::Tick { .. } | ToKeeper::Drain { .. });
        let post = Post { scope: &self.scope, tabs: &open.tabs, net: &open.net };
        if may_pass && open.session.has_unsaved() {
            open.session.retry(&mut |out| post.carry(out)).await;
        }
        open.session.handle(message, &mut |out| post.carry(out)).await;
        if is_tick {
            self.look_home();
        }
        if may_pass {
            self.drain().await;
        }
    }

    /// The first home may have come back, for which the second one stood in: then everything begins anew. Says whether it did.
    async fn come_back(&mut self) -> bool {
        let Some(open) = &mut self.open else { return false };
        // What nothing has taken yet is in memory alone.
        if open.session.has_unsaved() || !opening::is_first_back(&open.storage).await {
            return false;
        }
        let (storage, now, mark) = (open.storage.clone(), open.now, open.session.keeper().status().mark);
        self.open(storage, None, now, mark).await;
        true
    }

    /// Does what another tab would undo that still holds the notebook in memory: only when there is none.
    async fn alone(&mut self, call: u32, message: ToKeeper) {
        let Some(open) = &mut self.open else { return };
        let presence = presence(&open.storage);
        if let Some(present) = open.present.take() {
            present.release().await;
        }
        if let Some(_held) = locks::if_free(&presence).await {
            let post = Post { scope: &self.scope, tabs: &open.tabs, net: &open.net };
            open.session.handle(message, &mut |out| post.carry(out)).await;
        } else {
            to_window(&self.scope, &FromKeeper::Refused { call, why: NOT_ALONE.into(), keep: false });
        }
        open.present = Some(locks::share(&presence).await);
    }

    /// Questions wait for the window to ask again after `Ready`.
    fn refuse(&self, message: &ToKeeper) {
        let (ToKeeper::Do { call, .. }
        | ToKeeper::Backup { call, .. }
        | ToKeeper::Preview { call, .. }
        | ToKeeper::Vault { call, .. }
        | ToKeeper::Merge { call, .. }) = message
        else {
            return;
        };
        let keep = matches!(message, ToKeeper::Do { .. });
        to_window(&self.scope, &FromKeeper::Refused { call: *call, why: self.closed.clone(), keep });
    }

    async fn heard(&mut self, changes: &[ChangeId]) {
        let Some(open) = &mut self.open else { return };
        let post = Post { scope: &self.scope, tabs: &open.tabs, net: &open.net };
        // Storage that cannot be read now is read at the next news, or at the next start.
        let _ = open.session.heard(changes, &mut |out| post.carry(out)).await;
    }

    async fn discard(&mut self, call: u32) {
        let why = match self.open.take() {
            Some(open) if open.storage.starts_with(EXAMPLE) => {
                let Open { storage, session, tabs, .. } = open;
                // Closes the connection: a database is deleted when nobody has it open.
                drop(session);
                tabs.tell(&News::Gone);
                let deleted = IndexedDbStore::new(&storage).delete().await;
                let forgotten = journal::forget(&storage).await;
                deleted.and(forgotten).err().map(|error| error.to_string())
            }
            open => {
                self.open = open;
                Some("Only an example notebook can be deleted as a whole.".to_owned())
            }
        };
        let answer = match why {
            Some(why) => FromKeeper::Refused { call, why, keep: false },
            None => FromKeeper::Saved { call, change: None, left: Vec::new() },
        };
        to_window(&self.scope, &answer);
    }
}

/// The lock that says who has a storage open.
fn presence(storage: &str) -> String {
    ["rapport-open-", storage].concat()
}

fn time_of(message: &ToKeeper) -> Option<Now> {
    match message {
        ToKeeper::Do { now, .. }
        | ToKeeper::Ask { now, .. }
        | ToKeeper::Watch { now, .. }
        | ToKeeper::Tick { now }
        | ToKeeper::Drain { now }
        | ToKeeper::Backup { now, .. }
        | ToKeeper::Merge { now, .. }
        | ToKeeper::Vault { now, .. }
        | ToKeeper::Shown { now, .. }
        | ToKeeper::Open { now, .. } => Some(*now),
        ToKeeper::Unwatch { .. }
        | ToKeeper::Preview { .. }
        | ToKeeper::Accept
        | ToKeeper::Lives
        | ToKeeper::Discard { .. } => None,
    }
}

/// For what has to happen after this desk's work.
pub(super) fn later(queue: &Weak<Queue>, event: impl Future<Output = Event> + 'static) {
    let queue = Weak::clone(queue);
    wasm_bindgen_futures::spawn_local(async move {
        let event = event.await;
        if let Some(queue) = Weak::upgrade(&queue) {
            Rc::clone(&queue).push(event);
        }
    });
}
