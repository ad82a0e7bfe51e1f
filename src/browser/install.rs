//! Installing the app, as far as this browser lets a page do it.

use std::cell::RefCell;

use js_sys::{Function, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

/// How the app can be installed here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// The browser asks when it is told to.
    Prompt,
    /// By hand, from the share sheet of an iPhone or iPad.
    HomeScreen,
    /// By hand, from Safari's menu on a Mac.
    Dock,
    /// By hand, from the browser's own menu.
    Menu,
    /// This browser installs no apps.
    Nowhere,
    /// It is installed, or was offered just now.
    None,
}

thread_local! {
    static PROMPT: RefCell<Option<JsValue>> = const { RefCell::new(None) };
    static WAY: RefCell<Option<ArcRwSignal<Way>>> = const { RefCell::new(None) };
}

/// The way, now and when it changes.
pub fn way() -> ArcRwSignal<Way> {
    WAY.with_borrow_mut(|way| way.get_or_insert_with(|| ArcRwSignal::new(at_start())).clone())
}

fn at_start() -> Way {
    let agent = window().navigator().user_agent().unwrap_or_default();
    let has = |word: &str| agent.contains(word);
    let is_apple_touch = || {
        let has_touch = Reflect::get(&window().navigator(), &"maxTouchPoints".into());
        let has_touch = has_touch.ok().and_then(|points| points.as_f64()).unwrap_or(0.0) > 1.0;
        has("iPhone") || has("iPad") || (has("Macintosh") && has_touch)
    };
    let is_chromium = has("Chrome/") || has("Chromium/");
    if is_installed() {
        Way::None
    } else if is_apple_touch() {
        Way::HomeScreen
    } else if is_chromium || has("Android") {
        Way::Menu
    } else if has("Macintosh") && has("Safari/") {
        Way::Dock
    } else {
        Way::Nowhere
    }
}

/// Whether it runs from the home screen.
pub fn is_installed() -> bool {
    let by_media = window().match_media("(display-mode: standalone)").ok().flatten();
    let by_safari = Reflect::get(&window().navigator(), &"standalone".into());
    by_media.is_some_and(|media| media.matches()) || by_safari.is_ok_and(|is| is.is_truthy())
}

/// Listens for the browser's offer: as early as possible.
pub fn listen() {
    let offered = Closure::<dyn FnMut(web_sys::Event)>::new(|event: web_sys::Event| {
        event.prevent_default();
        PROMPT.set(Some(event.into()));
        way().set(Way::Prompt);
    });
    let installed = Closure::<dyn FnMut()>::new(|| {
        PROMPT.set(None);
        way().set(Way::None);
    });
    let window = window();
    let _ = window.add_event_listener_with_callback("beforeinstallprompt", offered.as_ref().unchecked_ref());
    let _ = window.add_event_listener_with_callback("appinstalled", installed.as_ref().unchecked_ref());
    // For as long as the window.
    offered.forget();
    installed.forget();
}

/// Shows the browser's question; it can be shown once.
pub fn prompt() {
    let Some(event) = PROMPT.take() else { return };
    way().set(Way::Menu);
    let show = Reflect::get(&event, &"prompt".into()).ok().and_then(|show| show.dyn_into::<Function>().ok());
    if let Some(show) = show {
        let _ = show.call0(&event);
    }
}
