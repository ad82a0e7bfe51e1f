//! Known names that go on from what is being typed: a list box that belongs to the field.

use std::time::Duration;

use leptos::{html, prelude::*, task::spawn_local};
use notebook::{
    jot::{Completing, CompletingKind, complete, completing},
    query::{Completion, Query},
};

use super::draft::Draft;
use crate::{
    app::link::{Keeper, Phase, use_keeper},
    browser::life::Life,
    components::face::face,
};

/// After the last key.
const PAUSE: Duration = Duration::from_millis(90);
const MOST: usize = 5;

#[derive(Clone, Copy)]
pub(super) struct Offers {
    draft: Draft,
    keeper: Keeper,
    field: NodeRef<html::Textarea>,
    names: RwSignal<Vec<Completion>>,
    current: RwSignal<Option<usize>>,
    /// Counts what was asked: a late answer to an old question is dropped.
    asked: StoredValue<u32>,
    place: StoredValue<Option<Completing>>,
    life: Life,
}

impl Offers {
    pub(super) fn new(draft: Draft, field: NodeRef<html::Textarea>) -> Self {
        Self {
            draft,
            field,
            keeper: use_keeper(),
            names: RwSignal::new(Vec::new()),
            current: RwSignal::new(None),
            asked: StoredValue::new(0),
            place: StoredValue::new(None),
            life: Life::here(),
        }
    }

    /// The words or the cursor changed.
    pub(super) fn look(self) {
        let asked = self.asked.with_value(|asked| asked + 1);
        self.asked.set_value(asked);
        let text = self.draft.text.get_untracked();
        let place = self.cursor(&text).and_then(|cursor| completing(&text, cursor));
        let place =
            place.filter(|place| place.kind != CompletingKind::Name || place.prefix.chars().count() > 1);
        let is_ready = self.keeper.phase().with_untracked(|phase| *phase == Phase::Ready);
        let Some(place) = place.filter(|_| is_ready) else {
            self.close();
            return;
        };
        self.life.after(PAUSE, move || {
            if self.asked.try_get_value() != Some(asked) {
                return;
            }
            let query = Query::Complete { kind: place.kind, prefix: place.prefix.clone(), limit: MOST };
            spawn_local(async move {
                let Some(mut names) = self.keeper.ask::<Vec<Completion>>(query).await else { return };
                if self.asked.try_get_value() == Some(asked) {
                    names.retain(|known| known.name != place.prefix);
                    self.place.set_value(Some(place));
                    self.current.set(None);
                    self.names.set(names);
                }
            });
        });
    }

    /// The cursor as a byte offset; nothing is offered over a selection.
    fn cursor(self, text: &str) -> Option<usize> {
        let field = self.field.get_untracked()?;
        let (start, end) = (field.selection_start().ok()??, field.selection_end().ok()??);
        if start != end {
            return None;
        }
        let mut units = 0;
        let mut bytes = 0;
        for sign in text.chars() {
            if units >= start {
                break;
            }
            units += sign.len_utf16() as u32;
            bytes += sign.len_utf8();
        }
        Some(bytes)
    }

    pub(super) fn is_open(self) -> bool {
        self.names.with(|names| !names.is_empty())
    }

    pub(super) fn current_id(self) -> Option<String> {
        self.current.get().map(|n| format!("jot-offer-{n}"))
    }

    /// Closes the list; whether it was open.
    pub(super) fn close(self) -> bool {
        // A field that is taken out of the page is left by the focus too, when nothing of it is there any more.
        let was_open = self.names.try_with_untracked(|names| !names.is_empty()).unwrap_or(false);
        self.asked.try_update_value(|asked| *asked += 1);
        if was_open {
            self.names.set(Vec::new());
            self.current.set(None);
        }
        was_open
    }

    /// Moves the choice; whether there is anything to choose from.
    pub(super) fn step(self, by: isize) -> bool {
        let count = self.names.with_untracked(Vec::len) as isize;
        if count == 0 {
            return false;
        }
        let next = match self.current.get_untracked() {
            None if by > 0 => 0,
            None => count - 1,
            Some(n) => (n as isize + by).rem_euclid(count),
        };
        self.current.set(Some(next as usize));
        true
    }

    /// Puts the chosen name into the jot; whether one was chosen.
    pub(super) fn choose_current(self) -> bool {
        match self.current.get_untracked() {
            Some(n) => {
                self.choose(n);
                true
            }
            None => false,
        }
    }

    fn choose(self, n: usize) {
        let name = self.names.with_untracked(|names| names.get(n).map(|known| known.name.clone()));
        let (Some(name), Some(place)) = (name, self.place.get_value()) else { return };
        let (text, cursor) = complete(&self.draft.text.get_untracked(), &place, &name);
        let units = text[..cursor].encode_utf16().count() as u32;
        self.draft.write(text);
        self.close();
        let field = self.field;
        self.life.frame(move || {
            if let Some(field) = field.get_untracked() {
                let _ = field.focus();
                let _ = field.set_selection_range(units, units);
            }
        });
    }

    pub(super) fn list(self) -> AnyView {
        let said = move || match self.names.with(Vec::len) {
            0 => String::new(),
            1 => "1 name known; arrow down chooses it".into(),
            n => format!("{n} names known; arrow down chooses"),
        };
        let option = move |(n, known): (usize, Completion)| {
            let is_current = move || if self.current.get() == Some(n) { "true" } else { "false" };
            view! {
                <li
                    class="offer"
                    role="option"
                    id=format!("jot-offer-{n}")
                    aria-selected=is_current
                    on:mousedown=|event| event.prevent_default()
                    on:click=move |_| self.choose(n)
                >
                    <span class="who">{face(&known.name)}</span>
                    <span class="what"><span class="name">{known.name.clone()}</span> " " <small>{known.about}</small></span>
                </li>
            }
        };
        let list = move || {
            self.is_open().then(|| {
                view! {
                    <ul class="offers" role="listbox" id="jot-offers" aria-label="Known names">
                        {self.names.get().into_iter().enumerate().map(option).collect_view()}
                    </ul>
                }
            })
        };
        view! { <span class="sr" role="status">{said}</span> {list} }.into_any()
    }
}
