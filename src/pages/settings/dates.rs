//! How dates in jots are read.

use leptos::prelude::*;
use said::Word;
use said::words::settings as say;

use crate::browser::dates::DateOrder;

const ORDERS: [(DateOrder, Word); 3] = [
    (DateOrder::Browser, say::AS_BROWSER),
    (DateOrder::Day, say::DAY_FIRST),
    (DateOrder::Month, say::MONTH_FIRST),
];

/// The panel.
pub(super) fn dates() -> AnyView {
    let now = RwSignal::new(DateOrder::remembered());
    let choices = ORDERS.map(|(order, name)| {
        let name = name.text();
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
            say::N_12_1_IN_JOT_IS.text()
        } else {
            say::N_12_1_IN_JOT_IS_SAID.text()
        }
    };
    view! {
        <section class="panel">
            <fieldset class="field">
                <legend>{say::DATES_TWO_NUMBERS.text()}</legend>
                <div class="seg">{choices.collect_view()}</div>
            </fieldset>
            <p class="hint">{example}</p>
        </section>
    }
    .into_any()
}
