//! The life cycle: new, contacted, met, proposal, then won, lost or not a fit, each with its date.

use crate::{
    Value,
    command::Edit,
    record::{Lead, Progress},
    time::{Now, instant_text},
};

/// The states on the way and the dates that they have, in order.
const DATES: [(Progress, &str); 3] =
    [(Progress::Contacted, "contacted_at"), (Progress::Met, "met_at"), (Progress::Proposal, "proposal_at")];

/// The edits that bring a lead into a state: its date is now unless it has one, and dates of states that lie
/// after it are gone. First contact counts as made from then on, whatever was skipped; that somebody who
/// found no fit was in contact nobody knows.
pub(super) fn moved(lead: &Lead, to: &Progress, now: Now) -> Vec<Edit> {
    let mut edits = vec![Edit::set("progress", Value::str(to.word()))];
    let at = || Value::Str(instant_text(&now.0));
    let is_there = |key: &str| match key {
        "contacted_at" => lead.contacted_at.is_some(),
        "met_at" => lead.met_at.is_some(),
        "proposal_at" => lead.proposal_at.is_some(),
        _ => lead.closed_at.is_some(),
    };
    let mut set = |key: &str, wanted: bool| {
        if wanted && !is_there(key) {
            edits.push(Edit::set(key, at()));
        } else if !wanted && is_there(key) {
            edits.push(Edit::clear(key));
        }
    };
    let place = DATES.iter().position(|(state, _)| state == to);
    match (place, to) {
        (Some(place), _) => {
            for (nth, (_, key)) in DATES.iter().enumerate() {
                if nth >= place || nth == 0 {
                    set(key, nth <= place);
                }
            }
            set("closed_at", false);
        }
        (None, Progress::New) => {
            DATES.iter().for_each(|(_, key)| set(key, false));
            set("closed_at", false);
        }
        (None, to) if to.is_end() => {
            if *to == Progress::Won {
                set("contacted_at", true);
            }
            set("closed_at", true);
        }
        (None, _) => {}
    }
    edits
}
