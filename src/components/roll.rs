//! A row of chips that is one line on a phone and says how many more there are. A tap shows them all.

use leptos::{ev, html, prelude::*};
use said::words::list as say;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::browser::life::Life;

/// The row. `changes` is tracked: whatever it reads changes what lies in the row.
pub(crate) fn roll(
    label: &'static str,
    chips: AnyView,
    changes: impl Fn() + Send + Sync + 'static,
) -> AnyView {
    row_of(label, chips, Signal::derive(changes))
}

fn row_of(label: &'static str, chips: AnyView, changes: Signal<()>) -> AnyView {
    let row = NodeRef::<html::Div>::new();
    let (whole, more) = (RwSignal::new(false), RwSignal::new(0));
    let count = move || {
        let now = beyond(row).len();
        if more.try_get_untracked().is_some_and(|more| more != now) {
            more.set(now);
        }
    };
    // Again when the button has come: it takes room too.
    Effect::new(move |_| {
        changes.track();
        more.track();
        row.track();
        Life::here().frame(count);
    });
    let resized = window_event_listener(ev::resize, move |_| count());
    on_cleanup(move || resized.remove());
    let show = move |_| {
        let first = beyond(row).into_iter().next();
        whole.set(true);
        // The button goes: whoever pressed it goes on with the first of what it showed.
        if let Some(first) = first {
            let _ = first.focus();
        }
    };
    view! {
        <div class="rolls" class:whole=whole>
            <div class="chips roll" role="group" aria-label=label node_ref=row on:scroll=move |_| count()>{chips}</div>
            <button
                type="button"
                class="chip plain"
                aria-label=move || say::more_of(label, more.get()).text()
                hidden=move || whole.get() || more.get() == 0
                on:click=show
            >
                "+" {more}
            </button>
        </div>
    }
    .into_any()
}

/// The chips that are not in sight, or not whole.
fn beyond(row: NodeRef<html::Div>) -> Vec<HtmlElement> {
    let Some(row) = row.try_get_untracked().flatten() else { return Vec::new() };
    let Ok(found) = row.query_selector_all(":scope > *") else { return Vec::new() };
    let place = row.get_bounding_client_rect();
    let all = (0..found.length()).filter_map(|at| found.get(at)?.dyn_into::<HtmlElement>().ok());
    let is_out = |chip: &HtmlElement| {
        let chip = chip.get_bounding_client_rect();
        chip.width() > 0.0 && (chip.right() > place.right() + 1.0 || chip.left() < place.left() - 1.0)
    };
    all.filter(is_out).collect()
}
