//! A list of any length: only the lines in sight are in the page, and asked for.

use std::{cell::RefCell, collections::BTreeMap};

use leptos::{ev, html, prelude::*};
use leptos_router::hooks::use_location;
use notebook::query::{Answer, Listed, Page, Query};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::{
    app::link::{Watched, use_keeper},
    browser::life::Life,
};

/// Lines asked for at once, in steps of a third of it.
const PAGE: usize = 90;
const STEP: usize = PAGE / 3;
/// Lines kept in the page above and below those in sight.
const SPARE: usize = 8;

thread_local! {
    static PLACES: RefCell<BTreeMap<&'static str, i32>> = const { RefCell::new(BTreeMap::new()) };
}

/// A long list inside a `.scroll`. It asks for the part in sight, follows its changes, and is where
/// it was when the person comes back.
///
/// `name` is the list's own, for its place; `query` asks for one part and may read signals (a change
/// of anything but the part scrolls up); `rows` finds the list in the answer; `line` draws what is in
/// a row: a `.who` and a `.what`.
pub fn long_list<V: Answer, T: Clone + PartialEq + Send + Sync + 'static>(
    name: &'static str,
    label: &'static str,
    query: impl Fn(Page) -> Query + Copy + Send + Sync + 'static,
    rows: fn(&V) -> &Listed<T>,
    line: impl Fn(T) -> AnyView + Copy + Send + Sync + 'static,
) -> LongList<V> {
    let list = NodeRef::<html::Ul>::new();
    let sight = RwSignal::new((0usize, 24usize));
    let focused = RwSignal::new(None::<usize>);
    let height = RwSignal::new(68.0f64);

    let offset = Memo::new(move |_| sight.get().0.saturating_sub(STEP) / STEP * STEP);
    let answer = use_keeper().watch::<V>(move || query(Page { offset: offset.get(), limit: PAGE }));
    let total = Memo::new(move |_| answer.with(|view| view.as_deref().map(|view| rows(view).total)));
    let shown = Memo::new(move |_| {
        let (first, count) = sight.get();
        let end = (first + count + SPARE).min(total.get().unwrap_or(0));
        let mut lines: Vec<usize> = (first.saturating_sub(SPARE)..end).collect();
        if let Some(line) = focused.get().filter(|line| !lines.contains(line) && Some(*line) < total.get()) {
            lines.push(line);
        }
        lines
    });

    let look = move || {
        let Some(list) = list.try_get_untracked().flatten() else { return };
        let Some(scroll) = scroll_of(&list) else { return };
        if scroll.client_height() == 0 {
            return;
        }
        if let Some(row) = list.first_element_child().and_then(|row| row.dyn_into::<HtmlElement>().ok()) {
            let measured = f64::from(row.offset_height());
            if measured > 0.0 && (measured - height.get_untracked()).abs() > 0.5 {
                height.set(measured);
            }
        }
        let above = scroll.get_bounding_client_rect().top() - list.get_bounding_client_rect().top();
        let row = height.get_untracked();
        let first = (above.max(0.0) / row) as usize;
        let count = (f64::from(scroll.client_height()) / row) as usize + 2;
        if sight.get_untracked() != (first, count) {
            sight.set((first, count));
        }
        PLACES.with_borrow_mut(|places| places.insert(name, scroll.scroll_top()));
    };

    // The scroll event does not bubble: it is listened to where it happens.
    Effect::new(move |_| {
        let Some(scroll) = list.get().as_ref().and_then(|list| scroll_of(list)) else { return };
        let heard = wasm_bindgen::closure::Closure::<dyn FnMut()>::new(look);
        let _ = scroll.add_event_listener_with_callback("scroll", heard.as_ref().unchecked_ref());
        let heard = StoredValue::new_local((scroll, heard));
        on_cleanup(move || {
            heard.try_with_value(|(scroll, heard)| {
                let _ = scroll.remove_event_listener_with_callback("scroll", heard.as_ref().unchecked_ref());
            });
        });
    });
    let resized = window_event_listener(ev::resize, move |_| look());
    on_cleanup(move || resized.remove());

    // Back where the person was: when the list is first there, and when it comes into sight again.
    let path = use_location().pathname;
    let is_there = Memo::new(move |_| total.get().is_some());
    Effect::new(move |_| {
        path.track();
        if !is_there.get() {
            return;
        }
        Life::here().frame(move || {
            let place = PLACES.with_borrow(|places| places.get(name).copied().unwrap_or(0));
            // The page may have been left before this frame.
            if let Some(scroll) = list.try_get_untracked().flatten().as_ref().and_then(|list| scroll_of(list))
                && scroll.client_height() > 0
            {
                if scroll.scroll_top() != place {
                    scroll.set_scroll_top(place);
                }
                look();
            }
        });
    });
    // Another question starts at its first line.
    Effect::new(move |before: Option<Query>| {
        let query = query(Page::first(0));
        if before.is_some_and(|before| before != query) {
            PLACES.with_borrow_mut(|places| places.remove(name));
            if let Some(scroll) = list.get_untracked().as_ref().and_then(|list| scroll_of(list)) {
                scroll.set_scroll_top(0);
            }
            sight.set((0, sight.get_untracked().1));
        }
        query
    });

    let row = move |index: usize| {
        let value = Memo::new(move |_| {
            answer.with(|view| {
                let list = rows(view.as_deref()?);
                list.rows.get(index.checked_sub(list.offset)?).cloned()
            })
        });
        view! {
            <li
                class="entry row"
                style=("--y", index.to_string())
                aria-posinset=index + 1
                aria-setsize=move || total.get().unwrap_or(0)
                on:focusin=move |_| focused.set(Some(index))
            >
                {move || value.get().map_or_else(ghost, line)}
            </li>
        }
    };
    let view = view! {
        <ul
            node_ref=list
            class="virtual"
            aria-label=label
            aria-busy=move || (!is_there.get()).then_some("true")
            style=("--lines", move || total.get().unwrap_or(0).to_string())
        >
            <For each=move || shown.get() key=|index| *index children=row />
        </ul>
    }
    .into_any();
    LongList { view, answer, total: total.into() }
}

/// A long list, and what its answers say beside the rows.
pub struct LongList<V: 'static> {
    /// The list itself.
    pub view: AnyView,
    /// The last answer.
    pub answer: Watched<V>,
    /// How many rows there are; `None` before the first answer.
    pub total: Signal<Option<usize>>,
}

fn scroll_of(list: &Element) -> Option<Element> {
    list.closest(".scroll").ok().flatten()
}

fn ghost() -> AnyView {
    view! {
        <div class="who"><span class="face"></span></div>
        <div class="what" aria-hidden="true"></div>
    }
    .into_any()
}
