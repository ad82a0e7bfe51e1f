//! Today: one ranked list of what wants attention, with one line of why now (domain §3).

use crate::{
    Now,
    model::Model,
    practice::today::{Found, find, soon_until},
    query::TodayView,
    time::next_week,
};

/// Hints are to be understood, not worked off.
const MOST_HINTS: usize = 3;

/// `most` limits what is due and what is due soon, each.
pub(super) fn today(model: &Model, most: usize, now: Now) -> TodayView {
    let Found { mut due, mut soon, mut hints, waiting } =
        find(model, soon_until(now), now).once_each().kept();
    let [more_due, more_soon] = [&mut due, &mut soon].map(|list| {
        let more = list.len().saturating_sub(most);
        list.truncate(most);
        more
    });
    hints.truncate(MOST_HINTS);
    let empty = model.people.is_empty() && model.jots.is_empty() && model.leads.is_empty();
    let next_week = next_week(now.today(), &model.me.week_starts);
    TodayView { due, more_due, soon, more_soon, waiting, hints, next_week, inbox: model.inbox.len(), empty }
}

/// How many entries are due now: the number on the app's badge.
pub(crate) fn due(model: &Model, now: Now) -> usize {
    find(model, soon_until(now), now).once_each().kept().due.len()
}
