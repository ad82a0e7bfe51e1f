//! The draft: what is being written, kept on every keystroke, cleared only when it is safe. Each tab has one of its own; that of
//! a tab that ended goes on in the next one that starts.

use std::collections::BTreeSet;

use leptos::{prelude::*, task::spawn_local};
use notebook::{
    Id,
    command::Command,
    jot::{Habits, Parsed, signs},
    query::{EventRow, Query},
    record::{Kind, Ref},
};

use super::stale::Found;
use crate::{
    app::{
        day::use_day,
        link::{Keeper, Kept, Phase, use_keeper},
        session::use_session,
    },
    browser::{
        clock,
        dates::DateOrder,
        locks::{self, Held},
        memory::Memory,
        persist, random, tab,
    },
    components::words,
};

/// One draft for the whole window: on Today and alone on the page it is the same.
#[derive(Clone, Copy)]
pub struct Draft {
    /// The words.
    pub text: RwSignal<String>,
    /// Interpretations that were taken back, by key.
    pub dismissed: RwSignal<BTreeSet<String>>,
    /// The event that the person said is on.
    pub event: RwSignal<Option<Id>>,
    /// Why the last attempt to keep it failed.
    pub fault: RwSignal<Option<String>>,
    /// Whether the browser keeps the words as they are now.
    pub is_kept: RwSignal<bool>,
    /// What the keeper understood last: it has read the whole sentence and knows who is in the notebook.
    heard: RwSignal<Option<Parsed>>,
    /// On which day weeks begin and what amounts are in, also before the notebook is there.
    counts: Memo<[String; 2]>,
    /// The last attempt: the same words again can only repeat it.
    attempt: StoredValue<Option<(Id, String)>>,
    is_busy: StoredValue<bool>,
    /// Entries that could not be filed and were put back, by their key in the journal: each goes when its words were kept.
    returned: StoredValue<Vec<(String, String)>>,
    /// Enter was pressed again meanwhile.
    is_next: StoredValue<bool>,
    key: StoredValue<String>,
    /// The lock of the name, as long as the page is there.
    held: StoredValue<Option<Held>, LocalStorage>,
    pub(super) keeper: Keeper,
}

/// The draft of this window.
pub fn use_draft() -> Draft {
    expect_context()
}

impl Draft {
    /// Puts the draft of this storage into the context, with the words it had before.
    pub fn provide() {
        let all = [use_session().storage(), ".draft"].concat();
        let tab = tab::this();
        let key = [&all, ".", &tab.name].concat();
        words::belong_to(use_session().storage(), &tab.name);
        let text = RwSignal::new(Memory::Device.get(&key).unwrap_or_default());
        let dismissed = RwSignal::new(BTreeSet::new());
        let day = use_day();
        let keeper = use_keeper();
        let counts = counts(keeper);
        let draft = Self {
            text,
            dismissed,
            heard: RwSignal::new(None),
            counts,
            event: RwSignal::new(None),
            fault: RwSignal::new(None),
            is_kept: RwSignal::new(true),
            attempt: StoredValue::new(None),
            is_busy: StoredValue::new(false),
            returned: StoredValue::new(Vec::new()),
            is_next: StoredValue::new(false),
            key: StoredValue::new(key),
            held: StoredValue::new_local(None),
            keeper,
        };
        provide_context(draft);
        draft.listen(day);
        spawn_local(draft.settle(use_session().storage(), all, tab.is_reloaded));
        draft.follow_page();
    }

    /// These words are this tab's as long as it lives: it holds the lock of their name. Drafts that nobody holds go on here.
    async fn settle(self, storage: &'static str, all: String, is_reloaded: bool) {
        let own = self.key.get_value();
        let mut found = vec![Found { words: self.text.get_untracked(), at: typed_at(&own) }];
        self.hold().await;
        if !is_reloaded {
            for other in Memory::Device.names(&all) {
                if other == own {
                    continue;
                }
                let Some(_held) = locks::if_free(&other).await else { continue };
                let words = Memory::Device.get(&other).unwrap_or_default();
                let at = typed_at(&other);
                if self.take_over(&words) {
                    keep(&other, None);
                    found.push(Found { words, at });
                }
            }
            // What was typed anywhere else goes on here too.
            for tab in words::tabs(storage) {
                let of = [&all, ".", &tab].concat();
                if of != own
                    && let Some(_held) = locks::if_free(&of).await
                {
                    words::take_over(storage, &tab);
                }
            }
        }
        self.drop_kept(found).await;
    }

    /// As long as the page is there.
    async fn hold(self) {
        let held = locks::wait(&self.key.get_value()).await;
        self.held.set_value(Some(held));
    }

    /// A page that was left holds nothing; one that comes back goes on with what its tab wrote meanwhile.
    fn follow_page(self) {
        let is_left = StoredValue::new(false);
        tab::on_leave(move || {
            is_left.set_value(true);
            self.held.set_value(None);
        });
        tab::on_return(move || {
            if is_left.get_value() {
                is_left.set_value(false);
                self.text.set(self.key.with_value(|key| Memory::Device.get(key)).unwrap_or_default());
                spawn_local(self.hold());
            }
        });
    }

    /// Words of before: above what is being written. Whether they are kept here now.
    fn take_over(self, words: &str) -> bool {
        let text = self.text.get_untracked();
        // A browser that was ended in the middle of this has them in both.
        if text.strip_prefix(words).is_some_and(|rest| rest.is_empty() || rest.starts_with('\n')) {
            return true;
        }
        let below = if text.trim().is_empty() { String::new() } else { ["\n", &text].concat() };
        self.write([words, &below].concat());
        self.is_kept.get_untracked()
    }

    /// Asks the keeper what the words say, again with each of them.
    fn listen(self, day: crate::app::day::Day) {
        let asked = StoredValue::new(0u32);
        Effect::new(move || {
            day.track();
            let text = self.text.get();
            let now = asked.get_value().wrapping_add(1);
            asked.set_value(now);
            let is_ready = self.keeper.phase().with(|phase| *phase == Phase::Ready);
            if !is_ready || text.trim().is_empty() {
                self.heard.set(None);
                return;
            }
            let query = Query::Read { text, month_first: DateOrder::remembered().is_month_first() };
            spawn_local(async move {
                let read = self.keeper.ask::<Box<Parsed>>(query).await;
                if asked.try_get_value() == Some(now) {
                    self.heard.try_set(read.map(|read| *read));
                }
            });
        });
    }

    /// What is understood from it, without what was taken back.
    pub fn parsed(self) -> Parsed {
        self.dismissed.with(|taken| self.read().without(taken))
    }

    /// What is understood from it, also what was taken back: as the keeper heard it a moment ago, and until there is one by
    /// its signs.
    pub fn read(self) -> Parsed {
        let counts = self.counts.get();
        let by_signs = || self.text.with(|text| signs(text, clock::now(), habits(&counts)));
        self.heard.get().unwrap_or_else(by_signs)
    }

    /// Nothing is written.
    pub fn is_blank(self) -> bool {
        self.text.with(|text| text.trim().is_empty())
    }

    /// The words as they are now: into the draft at once.
    pub fn write(self, text: String) {
        self.flush(&text);
        self.text.set(text);
        if self.fault.with_untracked(Option::is_some) {
            self.fault.set(None);
        }
    }

    /// Words from outside (a share, a file): on a line of their own below what is there.
    pub fn append(self, words: &str) {
        let mut text = self.text.get_untracked();
        if !text.trim().is_empty() {
            text.push('\n');
        }
        text.push_str(words);
        self.write(text);
    }

    /// The words of an entry that could not be filed, which waits in the journal under this key.
    pub fn put_back(self, key: String, words: &str) {
        // A second press on the same: they stand there already.
        let is_there = self.returned.with_value(|back| back.iter().any(|(of, _)| *of == key));
        if is_there && self.text.with_untracked(|text| text.contains(words)) {
            return;
        }
        self.append(words);
        self.returned.update_value(|back| back.push((key, words.to_owned())));
    }

    /// Takes an interpretation back, or lets it stand again.
    pub fn toggle(self, key: String) {
        self.dismissed.update(|taken| {
            if !taken.remove(&key) {
                taken.insert(key);
            }
        });
    }

    /// The event that is on now, if there is one.
    pub fn event_on(self) -> Memo<Option<(Id, String)>> {
        let events = self.keeper.watch::<Vec<EventRow>>(|| Query::Events);
        Memo::new(move |_| {
            let now = clock::now().0;
            events.with(|events| {
                let on = |event: &&EventRow| {
                    event.starts.is_some_and(|starts| starts <= now)
                        && event.ends.is_none_or(|ends| now <= ends)
                };
                let on = events.as_ref()?.iter().find(on)?;
                Some((on.id, on.name.clone()))
            })
        })
    }

    /// Keeps the jot. The field is cleared only when the words are on the disk.
    pub fn keep(self) {
        let text = self.text.get_untracked();
        if text.trim().is_empty() {
            return;
        }
        if self.is_busy.get_value() {
            return self.is_next.set_value(true);
        }
        self.is_busy.set_value(true);
        let again = self.attempt.get_value().filter(|(_, before)| *before == text);
        let id = again.map_or_else(random::id, |(id, _)| id);
        self.attempt.set_value(Some((id, text.clone())));
        let command = Command::Jot {
            id,
            text: text.trim().to_owned(),
            at: clock::now().0,
            event: self.event.get_untracked(),
            dismissed: self.dismissed.get_untracked(),
            month_first: DateOrder::remembered().is_month_first(),
        };
        spawn_local(async move {
            let kept = self.keeper.keep(command).await;
            self.is_busy.set_value(false);
            match kept {
                Ok(kept) => self.kept(id, &text, &kept),
                Err(why) => {
                    self.is_next.set_value(false);
                    self.fault.set(Some(why));
                }
            }
        });
    }

    fn kept(self, id: Id, text: &str, kept: &Kept) {
        self.attempt.set_value(None);
        self.dismissed.set(BTreeSet::new());
        // What was typed on meanwhile stays; so does everything if its beginning was changed.
        let rest =
            self.text.with_untracked(|now| now.strip_prefix(text).map(|rest| rest.trim_start().to_owned()));
        if let Some(rest) = rest {
            self.write(rest);
        }
        // Only what was put back: another entry may well have some of the same words.
        let is_kept = |(_, words): &(String, String)| text.contains(words.trim());
        let mut back = self.returned.get_value();
        back.extract_if(.., |entry| is_kept(entry)).for_each(|(key, _)| self.keeper.unstick(key));
        self.returned.set_value(back);
        persist::ask_once();
        self.say(id, text.trim().to_owned(), kept);
        if self.is_next.get_value() {
            self.is_next.set_value(false);
            self.keep();
        }
    }

    fn say(self, id: Id, text: String, kept: &Kept) {
        let start: String = text.chars().take(40).collect();
        let dots = if start.len() < text.len() { "…" } else { "" };
        let (said, undo) = match kept {
            Kept::Saved(Some(change)) => (format!("Kept: {start}{dots}"), Command::Undo { change: *change }),
            _ => (
                format!("Kept on this device: {start}{dots}"),
                Command::Remove { record: Ref::new(Kind::Jot, id) },
            ),
        };
        let toasts = self.keeper.toasts();
        toasts.offer(said, "Undo", move || {
            let (undo, text) = (undo.clone(), text.clone());
            spawn_local(async move {
                match self.keeper.keep(undo).await {
                    Ok(_) => {
                        self.append(&text);
                        toasts.say("Taken back: the words are in the field again");
                    }
                    Err(why) => toasts.trouble(why),
                }
            });
        });
    }

    fn flush(self, text: &str) {
        let words = (!text.is_empty()).then_some(text);
        let is_kept = self.key.with_value(|key| keep(key, words));
        if self.is_kept.get_untracked() != is_kept {
            self.is_kept.set(is_kept);
        }
    }
}

/// Keeps a draft and when it was typed, or forgets both; whether the browser did so.
fn keep(name: &str, words: Option<&str>) -> bool {
    // One after the other reaches the disk: words without their time would be a draft for good, however often they were kept.
    if words.is_none() {
        let done = Memory::Device.set(name, None);
        Memory::Device.set(&typed(name), None);
        return done;
    }
    Memory::Device.set(&typed(name), Some(&clock::now().millis().to_string()));
    Memory::Device.set(name, words)
}

fn typed_at(name: &str) -> Option<i64> {
    Memory::Device.get(&typed(name))?.parse().ok()
}

/// Where it stands when a draft was typed.
fn typed(name: &str) -> String {
    ["typed.", name].concat()
}

fn habits([week_starts, currency]: &[String; 2]) -> Habits<'_> {
    Habits { month_first: DateOrder::remembered().is_month_first(), week_starts, currency }
}

/// On which day weeks begin and what amounts are in: as the notebook says, and until it is there as it said last.
fn counts(keeper: Keeper) -> Memo<[String; 2]> {
    let keys = [".week", ".currency"].map(|of| [use_session().storage(), of].concat());
    let last = [0, 1].map(|n| Memory::Device.get(&keys[n]).unwrap_or_default());
    let counts = Memo::new(move |_| {
        let is_there = keeper.phase().with(|phase| *phase == Phase::Ready);
        let said = || keeper.status().with(|status| [status.week_starts.clone(), status.currency.clone()]);
        if is_there { said() } else { last.clone() }
    });
    Effect::new(move || {
        for (key, value) in keys.iter().zip(counts.get()) {
            Memory::Device.set(key, Some(value.as_str()).filter(|value| !value.is_empty()));
        }
    });
    counts
}
