//! Arriving at a page: its title takes the focus and names the window.

use said::words::word;
use std::time::Duration;

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use wasm_bindgen::JsCast;
use web_sys::{FocusOptions, HtmlElement};

use super::places::Places;
use crate::browser::life::Life;

/// A page that waits for its first answer gets this many looks.
const LOOKS: u32 = 12;
const PAUSE: Duration = Duration::from_millis(60);

/// On every navigation, not when only the query changes. At the start the focus stays where it is.
pub(super) fn follow(places: Places) {
    let path = use_location().pathname;
    Effect::new(move |before: Option<String>| {
        if !places.are_here() {
            return before.unwrap_or_default();
        }
        let path = path.get();
        let (of, takes_focus) = (path.clone(), before.is_some_and(|before| !before.is_empty()));
        Life::WINDOW.frame(move || look(of, takes_focus, LOOKS));
        path
    });
}

fn look(path: String, takes_focus: bool, looks: u32) {
    if window().location().pathname().ok().as_deref() != Some(path.as_str()) {
        return;
    }
    let mut next_takes_focus = takes_focus;
    // Not the inner text: asking for that would have the page laid out at every look.
    let words = |title: &HtmlElement| title.text_content().unwrap_or_default();
    if let Some(title) = title().filter(|title| !words(title).trim().is_empty()) {
        name_window();
        if takes_focus && !is_writing() {
            // Without a jump: one may be in the middle of the list below it.
            let quiet = FocusOptions::new();
            quiet.set_prevent_scroll(true);
            let _ = title.focus_with_options(&quiet);
        }
        next_takes_focus = false;
    }
    if looks > 0 {
        // A title that was drawn anew has dropped the focus.
        let again = move || look(path, next_takes_focus || has_no_focus(), looks - 1);
        Life::WINDOW.after(PAUSE, again);
    }
}

/// The window's title is the page's; under the cloak it names nobody.
pub(super) fn name_window() {
    let root = document().document_element();
    let is_cloaked = root.is_some_and(|root| root.has_attribute("data-cloak"));
    let words = title().filter(|_| !is_cloaked).and_then(|title| title.text_content()).unwrap_or_default();
    let name = match words.trim() {
        "" => word::RAPPORT.text().to_owned(),
        words => [words, " · Rapport"].concat(),
    };
    document().set_title(&name);
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
