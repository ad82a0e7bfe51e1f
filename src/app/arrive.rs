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
        let of = path.clone();
        if is_new {
            request_animation_frame(move || look(of, true, LOOKS));
        } else if before.is_none() {
            request_animation_frame(move || look(of, false, 0));
        }
        path
    });
}

fn look(path: String, takes_focus: bool, looks: u32) {
    if window().location().pathname().ok().as_deref() != Some(path.as_str()) {
        return;
    }
    let mut next_takes_focus = takes_focus;
    if let Some(title) = title().filter(|title| !title.inner_text().trim().is_empty()) {
        document().set_title(&[title.inner_text().trim(), " · Rapport"].concat());
        if takes_focus && !is_writing() {
            let _ = title.focus();
        }
        next_takes_focus = false;
    }
    if looks > 0 {
        // A title that was drawn anew has dropped the focus.
        let again = move || look(path, next_takes_focus || has_no_focus(), looks - 1);
        set_timeout(again, PAUSE);
    }
}

fn is_writing() -> bool {
    document().active_element().is_some_and(|focused| focused.matches("#jot, .find > input").unwrap_or(false))
}

fn has_no_focus() -> bool {
    document().active_element().is_none_or(|focused| focused.tag_name() == "BODY")
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
