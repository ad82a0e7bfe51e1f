//! What a list is filtered by, kept in the address: back and forward work, and a link shows the same list.

use said::words::seek as say;
use std::time::Duration;

use leptos::{html, prelude::*};
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate},
};

use super::icon::{Glyph, icon};
use crate::browser::{life::Life, query::Questions};

/// The questions in the address of a list.
#[derive(Clone, Copy)]
pub(crate) struct Asked {
    map: Memo<Questions>,
    go: StoredValue<Box<dyn Fn(String) + Send + Sync>>,
    /// What is being typed: ahead of the address by a moment.
    pub(crate) text: RwSignal<String>,
    /// Counts the keys: an address that was put off is dropped at the next one.
    typed: StoredValue<u32>,
    life: Life,
}

/// The address follows the last key after so long: a new address costs more than an answer does.
const PAUSE: Duration = Duration::from_millis(350);

/// The questions in the address of this place.
pub(crate) fn use_asked() -> Asked {
    let (map, path, navigate) = (use_questions(), use_location().pathname, use_navigate());
    let go = move |query: String| {
        let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
        navigate(&format!("{}{query}", path.get_untracked()), options);
    };
    let text = RwSignal::new(untrack(|| map.with(|map| map.get("q"))));
    let (go, typed) = (StoredValue::new(Box::new(go) as Box<_>), StoredValue::new(0));
    let asked = Asked { map, go, text, typed, life: Life::here() };
    // Back and forward, or a link: what stands in the field follows the address. While somebody types in it,
    // the field leads.
    Effect::new(move |before: Option<String>| {
        let q = asked.get("q");
        let is_typing = document()
            .active_element()
            .is_some_and(|element| element.matches(".find > input").unwrap_or(false));
        if before.is_some_and(|before| before != q) && !is_typing && text.get_untracked() != q {
            text.set(q.clone());
        }
        q
    });
    asked
}

impl Asked {
    /// The answer to one question; empty when it is not asked.
    pub(crate) fn get(self, key: &str) -> String {
        self.map.with(|map| map.get(key))
    }

    /// Asks one question; an empty answer takes it out of the address.
    pub(crate) fn set(self, key: &'static str, value: &str) {
        let mut map = self.map.get_untracked();
        map.set(key, value);
        self.go_to(&map);
    }

    /// Asks for what is being typed, and puts it into the address a moment later.
    fn write(self, words: String) {
        self.text.set(words);
        let typed = self.typed.with_value(|typed| typed + 1);
        self.typed.set_value(typed);
        self.life.after(PAUSE, move || {
            if self.typed.try_get_value() == Some(typed) {
                self.settle();
            }
        });
    }

    /// Puts what was typed into the address now.
    fn settle(self) {
        // A field that is taken out of the page is left by the focus too, when nothing of it is there any more.
        let Some(words) = self.text.try_with_untracked(|text| text.trim().to_owned()) else { return };
        if untrack(|| self.get("q")) != words {
            self.set("q", &words);
        }
    }

    /// Asks nothing any more.
    pub(crate) fn clear(self) {
        self.text.set(String::new());
        self.go_to(&Questions::default());
    }

    fn go_to(self, map: &Questions) {
        let query = map.tail();
        self.go.with_value(|go| go(query));
    }

    /// The questions as they stand behind a path, with the question mark; empty when there are none.
    pub(crate) fn tail(self) -> String {
        self.map.with(Questions::tail)
    }

    /// Whether anything is asked.
    pub(crate) fn any(self) -> bool {
        !self.tail().is_empty() || self.text.with(|text| !text.trim().is_empty())
    }
}

/// The questions in the address of this place, tracked. (The router's own map decodes them twice.)
pub(crate) fn use_questions() -> Memo<Questions> {
    let search = use_location().search;
    Memo::new(move |_| search.with(|search| Questions::read(search)))
}

/// The questions in the address as they stand behind a path: for the way back to a list.
pub(crate) fn use_tail() -> Memo<String> {
    let map = use_questions();
    Memo::new(move |_| map.with(Questions::tail))
}

/// The search field of a list: `?q=`.
pub(crate) fn find(asked: Asked, label: &'static str, placeholder: &'static str, focus: bool) -> AnyView {
    let input = NodeRef::<html::Input>::new();
    if focus {
        Effect::new(move |_| {
            if let Some(input) = input.get() {
                let _ = input.focus();
            }
        });
    }
    let clear = move |_| {
        asked.text.set(String::new());
        asked.settle();
        if let Some(input) = input.get_untracked() {
            let _ = input.focus();
        }
    };
    let beside = move || {
        if asked.text.with(String::is_empty) {
            view! { <kbd>"/"</kbd> }.into_any()
        } else {
            view! { <button type="button" class="only" aria-label=say::CLEAR.text() on:click=clear>{icon(Glyph::Close)}</button> }
                .into_any()
        }
    };
    view! {
        <div class="find">
            {icon(Glyph::Search)}
            <input
                node_ref=input
                type="search"
                aria-label=label
                placeholder=placeholder
                enterkeyhint="search"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                prop:value=asked.text
                on:input=move |event| asked.write(event_target_value(&event))
                on:blur=move |_| asked.settle()
            />
            {beside}
        </div>
    }
    .into_any()
}
