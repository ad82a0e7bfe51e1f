//! Arriving at a page: its title takes the focus and names the window.

use std::time::Duration;

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// A page that waits for its first answer gets this many looks.
const LOOKS: u32 = 12;
const PAUSE: Duration = Duration::from_millis(60);

/// On every navigation, not at the start and not when only the query changes.
pub(super) fn follow() {
    let path = use_location().pathname;
    Effect::new(move |before: Option<String>| {
        let path = path.get();
        let is_new = before.as_ref().is_some_and(|before| *before != path);
        if is_new || before.is_none() {
            let of = path.clone();
            request_animation_frame(move || look(of, is_new, LOOKS));
        }
        path
    });
}

fn look(path: String, takes_focus: bool, looks: u32) {
    if window().location().pathname().ok().as_deref() != Some(path.as_str()) {
        return;
    }
    let title = title().filter(|title| !title.inner_text().trim().is_empty());
    match title {
        Some(title) => {
            document().set_title(&[title.inner_text().trim(), " · Rapport"].concat());
            let is_writing =
                document().active_element().is_some_and(|focused| focused.matches("#jot, .find > input").unwrap_or(false));
            if takes_focus && !is_writing {
                let _ = title.focus();
            }
        }
        None if looks > 0 => set_timeout(move || look(path, takes_focus, looks - 1), PAUSE),
        None => {}
    }
}

/// Of the page where there are a list and a page, else the only one.
fn title() -> Option<HtmlElement> {
    let main = document().get_element_by_id("main")?;
    let of_page = if main.get_attribute("data-show").as_deref() == Some("list") {
        ".list h1"
    } else {
        ".page h1, .jot h1"
    };
    main.query_selector(of_page).ok()??.dyn_into().ok()
}
