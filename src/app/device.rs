//! What the device does around the app: the badge, coming back to the page, an iPhone's keyboard.

use std::time::Duration;

use leptos::prelude::*;
use notebook::query::Counts;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::HtmlElement;

use super::{
    day::Day,
    link::{Keeper, Watched},
};
use crate::browser::{badge, life::Life, remind};

/// Watched questions are answered anew this often: a day ends, an hour is reached.
const TICK: Duration = Duration::from_secs(60);

pub(super) fn follow(keeper: Keeper, counts: Watched<Counts>, day: Day) {
    let due = Memo::new(move |_| counts.with(|counts| counts.as_ref().map(|counts| counts.due)));
    Effect::new(move |before: Option<Option<usize>>| {
        let due = due.get();
        let Some(now) = due else { return due };
        badge::show(now);
        // Whoever looks at the app sees it there.
        if before.flatten().is_some_and(|before| now > before) && document().hidden() {
            remind::remind(now);
        }
        due
    });

    let tick = move || {
        let is_away = document().hidden();
        // The pictures of an app switcher are of what is shown at this moment, where the platform waits for it.
        if let Some(root) = document().document_element() {
            let _ = root.toggle_attribute_with_force("data-away", is_away);
        }
        if !is_away || remind::is_on() {
            day.look(keeper);
            keeper.tick();
        }
    };
    Life::WINDOW.every(TICK, tick);
    let turned = Closure::<dyn FnMut()>::new(move || {
        keeper.shown(!document().hidden());
        tick();
    });
    let _ = document().add_event_listener_with_callback("visibilitychange", turned.as_ref().unchecked_ref());
    turned.forget();
    let online = Closure::<dyn FnMut()>::new(move || keeper.shown(!document().hidden()));
    let _ = window().add_event_listener_with_callback("online", online.as_ref().unchecked_ref());
    online.forget();
    follow_keyboard();
}

/// Safari lays its keyboard over the page: the frame ends above it.
fn follow_keyboard() {
    let Some(seen) = window().visual_viewport() else { return };
    let of = seen.clone();
    let moved = Closure::<dyn FnMut()>::new(move || {
        let all = window().inner_height().ok().and_then(|all| all.as_f64()).unwrap_or(0.0);
        // Pinched pages are smaller too.
        let hidden = if of.scale() > 1.01 { 0.0 } else { (all - of.height()).max(0.0) };
        if let Some(root) = document().document_element().and_then(|root| root.dyn_into::<HtmlElement>().ok())
        {
            let _ = root.style().set_property("--keyboard", &format!("{}px", hidden.round() as i32));
        }
    });
    seen.set_onresize(Some(moved.as_ref().unchecked_ref()));
    moved.forget();
}
