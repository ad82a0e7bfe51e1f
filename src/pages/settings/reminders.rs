//! Reminders: asked for here and nowhere else.

use crate::components::said::section;
use leptos::{prelude::*, task::spawn_local};
use said::words::settings as say;

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
                toasts.say(say::BROWSER_DOES_NOT_ALLOW_IT.text());
            }
        });
    };
    Some(
        view! {
            {section(say::REMINDERS)}
            <section class="panel">
                <label class="setting">
                    <span>
                        {say::REMIND_ME_WHEN_SOMETHING.text()}
                        <small>{say::WHILE_RAPPORT_IS_OPEN_IN.text()}</small>
                    </span>
                    <input type="checkbox" role="switch" class="switch" prop:checked=on on:change=change />
                </label>
            </section>
        }
        .into_any(),
    )
}
