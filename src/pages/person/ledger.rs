//! What went each way between me and somebody: facts beside each other, over the years; nobody owes anything.

use leptos::prelude::*;
use notebook::query::{Flow, Ledger, Ways};

use super::insight::fact;
use crate::components::{money::amount, numbers::several};

/// In all, and year by year when there is more than one; nothing while nothing went either way.
pub(super) fn ledger(all: &Ledger) -> Option<AnyView> {
    if all.years.is_empty() {
        return None;
    }
    let Ways { from, to } = &all.all;
    let row = |(year, ways): &(i32, Ways)| {
        view! { <tr><th scope="row">{*year}</th><td>{said(&ways.from)}</td><td>{said(&ways.to)}</td></tr> }
    };
    let years = (all.years.len() > 1).then(|| {
        view! {
            <table class="years">
                <thead><tr><th scope="col">"Year"</th><th scope="col">"From them"</th><th scope="col">"To them"</th></tr></thead>
                <tbody>{all.years.iter().map(row).collect_view()}</tbody>
            </table>
        }
    });
    let words = view! { <p>"From them: " {said(from)} " · To them: " {said(to)}</p> {years} };
    Some(fact("Each way", words.into_any()))
}

/// 3 referrals, 1 lead, 1 won, 1 new customer, €2,500.00, €800.00 expected.
fn said(flow: &Flow) -> String {
    let count = |n: usize, one, many| (n > 0).then(|| several(n, one, many));
    let counts = [
        count(flow.referrals, "referral", "referrals"),
        count(flow.leads, "lead", "leads"),
        count(flow.spin_offs, "of them a spin-off", "of them spin-offs"),
        count(flow.won, "won", "won"),
        count(flow.new_customers, "new customer", "new customers"),
    ];
    let expected = flow.expected.iter().map(|money| [&amount(money), " expected"].concat());
    let sums = flow.closed.iter().map(amount).chain(expected);
    let all: Vec<String> = counts.into_iter().flatten().chain(sums).collect();
    if all.is_empty() { "nothing yet".to_owned() } else { all.join(", ") }
}
