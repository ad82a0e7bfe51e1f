//! Reminders: asked for here and nowhere else.

use leptos::{prelude::*, task::spawn_local};

use crate::{app::link::use_keeper, browser::remind};

/// The panel; nothing where the browser has none.
pub(crate) fn reminders() -> Option<AnyView> {
    if !remind::is_possible() {
        return None;
    }
    let toasts = use_keeper().toasts();
    let on = RwSignal::new(remind::is_on());
    let change = move |event| {
        if !event_target_checked(&event) {
            remind::switch_off();
            return on.set(false);
        }
        spawn_local(async move {
            let is_on = remind::switch_on().await;
            // The switch is where the person put it, until the browser has decided.
            on.set(true);
            on.set(is_on);
            if !is_on {
                toasts.say("The browser does not allow it. Its settings for this site can change that.");
            }
        });
    };
    Some(
        view! {
            <h2 class="section">"Reminders"</h2>
            <section class="panel">
                <label class="setting">
                    <span>
                        "Remind me when something becomes due"
                        <small>"While Rapport is open in the background. It says how many entries wait, and no names."</small>
                    </span>
                    <input type="checkbox" role="switch" class="switch" prop:checked=on on:change=change />
                </label>
            </section>
        }
        .into_any(),
    )
}
