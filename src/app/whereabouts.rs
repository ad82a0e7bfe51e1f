//! Where one was in a list: kept while one is elsewhere, and found again, however the list is drawn.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
};

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, Event};

use crate::browser::life::Life;

/// Frames that a list gets to be as long as it was: some two seconds.
const LOOKS: u32 = 120;

thread_local! {
    /// By the name of the list or page.
    static PLACES: RefCell<BTreeMap<String, i32>> = const { RefCell::new(BTreeMap::new()) };
    /// Which search for a place goes on; none when the person scrolls.
    static SEARCH: Cell<u32> = const { Cell::new(0) };
    static IS_SEARCHING: Cell<bool> = const { Cell::new(false) };
    static IS_BACK: Cell<bool> = const { Cell::new(false) };
}

/// Listens to what scrolls, and brings it back: above every page, once.
pub(super) fn follow() {
    // A scroll event does not bubble, but it comes down.
    listen("scroll", |event| {
        let scrolled = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if let Some(scrolled) = scrolled.filter(|_| !IS_SEARCHING.get()) {
            note(&scrolled);
        }
    });
    for name in ["wheel", "touchmove", "keydown", "pointerdown"] {
        listen(name, |_| IS_SEARCHING.set(false));
    }
    listen("popstate", |_| IS_BACK.set(true));
    let here = use_location();
    Effect::new(move |_| {
        here.pathname.track();
        here.search.track();
        let is_back = IS_BACK.take();
        let search = SEARCH.get() + 1;
        SEARCH.set(search);
        IS_SEARCHING.set(true);
        Life::WINDOW.frame(move || look(search, is_back, LOOKS));
    });
}

fn note(scrolled: &Element) {
    if scrolled.client_height() > 0
        && let Some((name, _)) = name_of(scrolled)
    {
        PLACES.with_borrow_mut(|places| places.insert(name, scrolled.scroll_top()));
    }
}

/// Until every pane is where it was, or the person has scrolled.
fn look(search: u32, is_back: bool, looks: u32) {
    if SEARCH.get() != search || !IS_SEARCHING.get() {
        return;
    }
    let found = document().query_selector_all("#main .pane .scroll").ok();
    let all = found.iter().flat_map(|found| (0..found.length()).filter_map(|at| found.get(at)));
    let mut is_over = true;
    for pane in all.filter_map(|pane| pane.dyn_into::<Element>().ok()) {
        let Some((name, is_list)) = name_of(&pane).filter(|_| pane.client_height() > 0) else { continue };
        let place = PLACES.with_borrow(|places| places.get(&name).copied()).filter(|_| is_list || is_back);
        if let Some(place) = place.filter(|place| *place != pane.scroll_top()) {
            pane.set_scroll_top(place);
            is_over &= pane.scroll_top() == place;
        }
    }
    // A list that is not there yet comes within a few looks.
    if looks > 0 && (!is_over || looks > LOOKS - 20) {
        Life::WINDOW.frame(move || look(search, is_back, looks - 1));
    } else {
        IS_SEARCHING.set(false);
    }
}

/// What a pane is called, and whether it is a list, in which one is where one was whatever way one comes.
fn name_of(pane: &Element) -> Option<(String, bool)> {
    // Very long lists see to it themselves.
    if pane.query_selector(".virtual").ok()?.is_some() {
        return None;
    }
    let bar = window().location();
    let path = bar.pathname().ok()?;
    let is_list = pane.closest(".pane.list").ok()?.is_some();
    let root = path.split('/').nth(1).unwrap_or_default();
    match is_list {
        true => Some((["list ", root].concat(), true)),
        false => Some((["page ", &path, &bar.search().ok()?].concat(), path.matches('/').count() == 1)),
    }
}

fn listen(name: &str, act: impl Fn(&Event) + 'static) {
    let heard = Closure::<dyn FnMut(Event)>::new(move |event: Event| act(&event));
    let _ = window().add_event_listener_with_callback_and_bool(name, heard.as_ref().unchecked_ref(), true);
    heard.forget();
}
