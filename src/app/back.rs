//! Back closes what lies on top first: a sheet or a menu. The page below it stays, and so do the words in it.

use std::{
    cell::{Cell, RefCell},
    time::Duration,
};

use js_sys::{Function, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, Event};

use crate::browser::life::Life;

/// A browser that goes forward again does so sooner.
const SOON: Duration = Duration::from_millis(700);

thread_local! {
    /// The sheets that are open, the one on top last.
    static OPEN: RefCell<Vec<RwSignal<bool>>> = const { RefCell::new(Vec::new()) };
    /// The way forward to the page that was not left is under way.
    static RETURNS: Cell<bool> = const { Cell::new(false) };
}

/// A sheet was opened or closed.
pub fn follow_sheet(sheet: RwSignal<bool>, is_open: bool) {
    OPEN.with_borrow_mut(|open| {
        open.retain(|other| *other != sheet);
        if is_open {
            open.push(sheet);
        }
    });
}

/// Hears of Back before the router does: above every page, once.
pub(super) fn follow() {
    let went = Closure::<dyn FnMut(Event)>::new(|event: Event| {
        if RETURNS.take() {
            return event.stop_immediate_propagation();
        }
        if !close_top() {
            return;
        }
        event.stop_immediate_propagation();
        RETURNS.set(true);
        let _ = window().history().and_then(|history| history.forward());
        Life::WINDOW.after(SOON, || RETURNS.set(false));
    });
    let heard = went.as_ref().unchecked_ref();
    let _ = window().add_event_listener_with_callback_and_bool("popstate", heard, true);
    // For as long as the window.
    went.forget();
}

fn close_top() -> bool {
    if let Ok(Some(menu)) = document().query_selector(":popover-open") {
        return hide(&menu);
    }
    let top = OPEN.with_borrow(|open| open.last().copied());
    top.is_some_and(|sheet| sheet.try_set(false).is_none())
}

fn hide(menu: &Element) -> bool {
    let hide = Reflect::get(menu, &"hidePopover".into()).ok().and_then(|it| it.dyn_into::<Function>().ok());
    hide.is_some_and(|hide| hide.call0(menu).is_ok())
}
