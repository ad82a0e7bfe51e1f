//! What went each way between me and somebody: facts beside each other, over the years; nobody owes anything.

use leptos::prelude::*;
use notebook::query::{Flow, Ledger, Ways};
use said::Said;
use said::words::person as say;

use super::insight::fact;
use crate::components::money::amount;

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
                <thead><tr><th scope="col">{say::YEAR.text()}</th><th scope="col">{say::FROM_THEM.text()}</th><th scope="col">{say::TO_THEM.text()}</th></tr></thead>
                <tbody>{all.years.iter().map(row).collect_view()}</tbody>
            </table>
        }
    });
    let words = view! { <p>{say::FROM_THEM_2.text()} " " {said(from)} " " {say::TO_THEM_2.text()} " " {said(to)}</p> {years} };
    Some(fact(say::EACH_WAY.text(), words.into_any()))
}

/// 3 referrals, 1 lead, 1 won, 1 new customer, €2,500.00, €800.00 expected.
fn said(flow: &Flow) -> String {
    let count = |n: usize, said: fn(usize) -> Said| (n > 0).then(|| said(n).text());
    let counts = [
        count(flow.referrals, say::referrals),
        count(flow.leads, say::leads_n),
        count(flow.spin_offs, say::spin_offs),
        count(flow.won, say::won_n),
        count(flow.new_customers, say::customers),
    ];
    let expected = flow.expected.iter().map(|money| say::expected(&amount(money)).text());
    let sums = flow.closed.iter().map(amount).chain(expected);
    let all: Vec<String> = counts.into_iter().flatten().chain(sums).collect();
    if all.is_empty() { say::NOTHING_YET.text().to_owned() } else { all.join(", ") }
}
