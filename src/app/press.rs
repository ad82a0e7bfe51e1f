//! Pressing: what is pressed stays where it is until it is let go. What would move it waits that long.

use std::{
    cell::{Cell, RefCell},
    time::Duration,
};

use js_sys::Date;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, Event, HtmlElement, KeyboardEvent};

use crate::browser::life::Life;

/// Whoever presses for longer than this drags, or a browser has swallowed the end of it.
const LONGEST: Duration = Duration::from_secs(3);

/// Where words are written: the places at the bottom make room for them while they have the focus.
const FIELDS: &str = "textarea, select, input:not([type=checkbox], [type=radio], [type=file])";
const CONTROLS: &str = "a[href], button, summary, label, [role=option]";
/// What belongs to a field: pressing it there does not end the writing.
const PARTS: &str = "form, search, dialog";

/// Rows of a list, each about a record of its own, and toasts, which come into each other's place.
const ROWS: &str = "li, article, .entry, .toast";
/// Nobody means somebody else so soon after, milliseconds, and so near, pixels.
const SECOND: f64 = 1_000.0;
const NEAR: f64 = 24.0;

thread_local! {
    static LAST: RefCell<Option<Last>> = const { RefCell::new(None) };
    static PRESSES: Cell<u32> = const { Cell::new(0) };
    static IS_DOWN: Cell<bool> = const { Cell::new(false) };
    static WAITING: RefCell<Vec<Box<dyn FnOnce()>>> = RefCell::default();
}

/// Does what may move something on the page: at once, or when nothing is pressed any more.
pub fn when_released(act: impl FnOnce() + 'static) {
    if IS_DOWN.get() {
        WAITING.with_borrow_mut(|waiting| waiting.push(Box::new(act)));
    } else {
        act();
    }
}

/// For as long as the window.
pub(super) fn follow() {
    listen("pointerdown", |_| began());
    listen("pointerup", |_| ended());
    listen("pointercancel", |_| ended());
    listen("mousedown", hold_focus);
    listen("keydown", once_a_key);
    listen("click", |event| {
        if !is_second(event) {
            hand_focus_on(event);
        }
    });
}

fn began() {
    IS_DOWN.set(true);
    let press = PRESSES.get() + 1;
    PRESSES.set(press);
    Life::WINDOW.after(LONGEST, move || {
        if PRESSES.get() == press {
            release();
        }
    });
}

/// The click comes after this.
fn ended() {
    let press = PRESSES.get();
    Life::WINDOW.after(Duration::ZERO, move || {
        if PRESSES.get() == press {
            release();
        }
    });
}

fn release() {
    IS_DOWN.set(false);
    for act in WAITING.take() {
        act();
    }
}

/// A field that loses the focus at the beginning of a press may save, close, and bring the places at the bottom back:
/// all of that under the finger. It keeps the focus until the end.
fn hold_focus(event: &Event) {
    if let (Some(_), Some(_)) = (pressed(event), writing()) {
        event.prevent_default();
    }
}

/// The press is over: what was pressed takes the focus, unless it belongs to what is being written.
fn hand_focus_on(event: &Event) {
    let (Some(control), Some(field)) = (pressed(event), writing()) else { return };
    let part = field.closest(PARTS).ok().flatten();
    let belongs = part.is_some_and(|part| part.contains(Some(&control)));
    let stays = control.closest(".toasts").ok().flatten().is_some();
    if belongs || stays {
        return;
    }
    let focused = control.dyn_into::<HtmlElement>().is_ok_and(|control| {
        let _ = control.focus();
        document().active_element().as_ref() == Some(control.as_ref())
    });
    if !focused && let Ok(field) = field.dyn_into::<HtmlElement>() {
        let _ = field.blur();
    }
}

/// A key that is held down acts once: only what scrolls, moves or writes goes on. Whoever presses another key between two
/// presses moved on purpose, and has seen whereto.
fn once_a_key(event: &Event) {
    let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
    if !matches!(key.key().as_str(), "Enter" | " ") {
        LAST.take();
    }
    if !key.repeat() {
        return;
    }
    let writes = writing().is_some_and(|field| key.key() != "Enter" || field.tag_name() == "TEXTAREA");
    if !writes && matches!(key.key().as_str(), "Enter" | " " | "d" | "s" | "x" | "g") {
        event.prevent_default();
        event.stop_immediate_propagation();
    }
}

/// What was pressed last in a row of a list.
struct Last {
    at: f64,
    x: f64,
    y: f64,
    control: Element,
    record: String,
    act: String,
}

/// A second press at the same place is about what stood there: another record or another act has come into its place
/// since, and nobody has read that yet. So has whatever else lies now where the one pressed before is gone.
fn is_second(event: &Event) -> bool {
    let Some(control) = pressed(event) else { return false };
    let (at, place) = (Date::now(), control.get_bounding_client_rect());
    let (x, y) = (place.x() + place.width() / 2.0, place.y() + place.height() / 2.0);
    let now = control.closest(ROWS).ok().flatten().map(|row| (record_of(&row), act_of(&control)));
    let is_second = LAST.with_borrow(|last| {
        last.as_ref().is_some_and(|last| {
            at - last.at < SECOND
                && (x - last.x).abs() < NEAR
                && (y - last.y).abs() < NEAR
                && match &now {
                    Some((record, act)) => last.record != *record || last.act != *act,
                    None => !last.control.is_connected(),
                }
        })
    });
    if is_second {
        event.prevent_default();
        event.stop_immediate_propagation();
    } else if let Some((record, act)) = now {
        LAST.set(Some(Last { at, x, y, control, record, act }));
    }
    is_second
}

/// What a row is about: where it leads to, or else what it says.
fn record_of(row: &Element) -> String {
    let link = row.query_selector("a[href]").ok().flatten().and_then(|link| link.get_attribute("href"));
    link.or_else(|| row.text_content()).unwrap_or_default()
}

fn act_of(control: &Element) -> String {
    control.get_attribute("aria-label").or_else(|| control.text_content()).unwrap_or_default()
}

fn pressed(event: &Event) -> Option<Element> {
    let on: Element = event.target()?.dyn_into().ok()?;
    let is_field = on.closest(FIELDS).ok()?.is_some();
    if is_field { None } else { on.closest(CONTROLS).ok()? }
}

fn writing() -> Option<Element> {
    document().active_element().filter(|element| element.matches(FIELDS).unwrap_or(false))
}

/// Before anything on the page hears of it.
fn listen(name: &str, act: impl Fn(&Event) + 'static) {
    let heard = Closure::<dyn FnMut(Event)>::new(move |event: Event| act(&event));
    let _ = window().add_event_listener_with_callback_and_bool(name, heard.as_ref().unchecked_ref(), true);
    heard.forget();
}
