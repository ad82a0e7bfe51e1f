//! Keys: `c` jots, `/` searches, `?` lists them all. Never while somebody is writing.

use leptos::{ev, prelude::*};
use leptos_router::hooks::{use_location, use_navigate};
use said::Word;
use said::words::shell as say;
use said::words::word;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{
    cloak::use_cloak,
    meeting::{self, use_meeting},
    palette::Palette,
};
use crate::components::ask::sheet;

const KEYS: [(&str, Word); 13] = [
    ("Ctrl K", say::FIND_PEOPLE_LEADS_AND_WHAT),
    ("c", say::JOT),
    ("/", word::SEARCH),
    ("t", word::TODAY),
    ("i", word::INBOX),
    ("p", word::PEOPLE),
    ("l", word::LEADS),
    ("j k", say::NEXT_ENTRY_AND_ONE_BEFORE),
    ("m", word::MEETING_MODE),
    ("b", say::BLUR_NAMES_OR_SHOW_THEM),
    ("d s x g", say::ON_ENTRY_TODAY_DONE_TOMORROW),
    ("Esc", say::CLOSE_OR_BACK_TO_LIST),
    ("?", say::THESE_KEYS),
];

/// Listens to the keys; the dialog that lists them.
#[component]
pub fn Keys() -> impl IntoView {
    let help = RwSignal::new(false);
    let (navigate, path) = (use_navigate(), use_location().pathname);
    let Palette(palette) = expect_context();
    let cloak = use_cloak();
    let (meeting, begin_meeting) = (use_meeting(), meeting::begin());
    let go = move |to: &str| navigate(to, Default::default());
    let heard = window_event_listener(ev::keydown, move |event| {
        let has_dialog = document().query_selector("dialog[open], :popover-open").ok().flatten().is_some();
        let is_chord = event.ctrl_key() || event.meta_key();
        if is_chord && event.key() == "k" && !event.alt_key() && !event.shift_key() {
            event.prevent_default();
            // The same keys close it.
            if !has_dialog || palette.get_untracked() {
                palette.update(|is_open| *is_open = !*is_open);
            }
            return;
        }
        if is_chord || event.alt_key() || event.default_prevented() || has_dialog {
            return;
        }
        if is_writing() {
            return;
        }
        match event.key().as_str() {
            "c" if focus("#jot") => {}
            "c" => go("/jot"),
            "/" if focus("main input[type=search]") => {}
            "/" => go("/search"),
            "t" => go("/"),
            "i" => go("/inbox"),
            "p" => go("/people"),
            "l" => go("/leads"),
            "m" if untrack(|| meeting.is_on()) => meeting.set(false),
            "m" => begin_meeting(),
            "j" if step(true, false) => {}
            "k" if step(false, false) => {}
            "ArrowDown" if step(true, true) => {}
            "ArrowUp" if step(false, true) => {}
            "b" => cloak.toggle(),
            "?" => help.set(true),
            "Escape" => match up(&path.read_untracked()) {
                Some(to) => go(to),
                None => return,
            },
            _ => return,
        }
        event.prevent_default();
    });
    on_cleanup(move || heard.remove());
    sheet(help, "ask", "keys-title", move || {
        let lines =
            KEYS.map(|(key, does)| view! { <div><dt><kbd>{key}</kbd></dt><dd>{does.text()}</dd></div> });
        view! {
            <h2 id="keys-title">{say::KEYS.text()}</h2>
            <dl class="keys">{lines.collect_view()}</dl>
            <div class="acts">
                <button class="act main" autofocus on:click=move |_| help.set(false)>{word::CLOSE.text()}</button>
            </div>
        }
        .into_any()
    })
}

/// From a page back to its list.
fn up(path: &str) -> Option<&'static str> {
    match path.split('/').nth(1)? {
        "jot" => Some("/"),
        root if path.matches('/').count() > 1 => {
            ["/inbox", "/people", "/leads"].into_iter().find(|list| list[1..] == *root)
        }
        _ => None,
    }
}

/// What opens an entry of a list.
const ENTRIES: &str = ".entry .go";

/// Goes to the next entry, or back to the one before; whether there was one. With `on_one` only from an entry.
fn step(on: bool, on_one: bool) -> bool {
    let Ok(found) = document().query_selector_all(ENTRIES) else { return false };
    let all: Vec<HtmlElement> = (0..found.length())
        .filter_map(|at| found.get(at)?.dyn_into::<HtmlElement>().ok())
        .filter(|element| element.get_client_rects().length() > 0)
        .collect();
    let focused = document().active_element();
    let row = focused.and_then(|focused| focused.closest(".entry").ok().flatten());
    let here = row.and_then(|row| all.iter().position(|element| row.contains(Some(element))));
    let to = match (here, on) {
        (None, _) if on_one => return false,
        (None, _) => 0,
        (Some(here), true) => here + 1,
        (Some(0), false) => return true,
        (Some(here), false) => here - 1,
    };
    all.get(to).is_some_and(|element| element.focus().is_ok()) || here.is_some()
}

fn is_writing() -> bool {
    let Some(element) = document().active_element() else { return false };
    let is_field = element.matches("input:not([type=checkbox], [type=radio]), textarea, select");
    let is_editable = element.dyn_into::<HtmlElement>().is_ok_and(|element| element.is_content_editable());
    is_field.unwrap_or(false) || is_editable
}

/// Focuses the first that is shown; whether there was one.
pub(super) fn focus(selector: &str) -> bool {
    let Ok(found) = document().query_selector_all(selector) else { return false };
    let mut elements = (0..found.length()).filter_map(|at| found.get(at)?.dyn_into::<HtmlElement>().ok());
    // What is not shown has no box.
    let shown = elements.find(|element| element.get_client_rects().length() > 0);
    shown.is_some_and(|element| element.focus().is_ok())
}
