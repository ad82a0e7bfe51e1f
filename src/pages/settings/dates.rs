//! How dates in jots are read.

use leptos::prelude::*;

use crate::browser::dates::DateOrder;

const ORDERS: [(DateOrder, &str); 3] = [
    (DateOrder::Browser, "As the browser"),
    (DateOrder::Day, "Day first"),
    (DateOrder::Month, "Month first"),
];

/// The panel.
pub(super) fn dates() -> AnyView {
    let now = RwSignal::new(DateOrder::remembered());
    let choices = ORDERS.map(|(order, name)| {
        let choose = move |_| {
            order.choose();
            now.set(order);
        };
        view! {
            <label>
                <input type="radio" name="dates" checked=order == now.get_untracked() on:change=choose />
                {name}
            </label>
        }
    });
    let example = move || {
        if now.get().is_month_first() {
            "!12/1 in a jot is 1 December."
        } else {
            "!12/1 in a jot is 12 January."
        }
    };
    view! {
        <section class="panel">
            <fieldset class="field">
                <legend>"Dates of two numbers"</legend>
                <div class="seg">{choices.collect_view()}</div>
            </fieldset>
            <p class="hint">{example}</p>
        </section>
    }
    .into_any()
}
