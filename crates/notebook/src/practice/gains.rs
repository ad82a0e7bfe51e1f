//! GAINS are kept fresh a few times a year (domain §1): what is stale, letter by letter.

use chrono::NaiveDate;

use super::{happened, said};
use crate::{
    Now,
    query::Freshness,
    record::{Gain, Items, Letter, Person},
};

/// A list of which nothing was written down or confirmed for longer than this is stale, days.
pub(crate) const FRESH_DAYS: i64 = 120;

/// The five lists in their order, each with its state: of a person, or my own.
#[must_use]
pub fn letters(gains: &Items<Gain>, now: Now) -> Vec<(Letter, Freshness)> {
    let state = |letter: &Letter| {
        let of = gains.values().filter(|gain| gain.letter.as_ref() == Some(letter));
        // What was never dated, or by a wrong clock, is as old as can be.
        let days =
            |gain: &Gain| gain.at.filter(|at| happened(*at, now)).map_or(NaiveDate::MIN, |at| at.day(now));
        match of.map(days).max() {
            None => Freshness::Missing,
            Some(last) => match (now.today() - last).num_days() {
                ..=FRESH_DAYS => Freshness::Fresh,
                days => Freshness::Stale(days),
            },
        }
    };
    Letter::ALL.iter().map(|letter| (letter.clone(), state(letter))).collect()
}

/// Whether GAINS are exchanged with this person: they work with me, or we began already.
pub(crate) fn exchanges(person: &Person) -> bool {
    !person.gains.is_empty()
        || ["referral_partner", "strategic_partner"].iter().any(|role| person.roles.contains(*role))
}

/// The day from which something is stale, and a sentence about it; `None` while all five are fresh.
pub(crate) fn stale(person: &Person, now: Now) -> Option<(NaiveDate, String)> {
    let list = |letters: &[Letter]| said::list(&letters.iter().map(Letter::word).collect::<Vec<_>>());
    let (mut missing, mut old, mut longest) = (Vec::new(), Vec::new(), 0);
    for (letter, state) in letters(&person.gains, now) {
        match state {
            Freshness::Missing => missing.push(letter),
            Freshness::Stale(days) => {
                old.push(letter);
                longest = longest.max(days.min(3_650));
            }
            Freshness::Fresh => {}
        }
    }
    let old_words = match longest / 30 {
        _ if old.is_empty() => None,
        months @ 0..=24 => Some(format!("{} from {months} months ago", list(&old))),
        _ => Some(format!("{} from years ago", list(&old))),
    };
    let missing_words = (!missing.is_empty()).then(|| format!("nothing yet about {}", list(&missing)));
    let words = match (old_words, missing_words) {
        (None, None) => return None,
        (Some(old), Some(missing)) => format!("{old}, and {missing}"),
        (Some(one), None) | (None, Some(one)) => one,
    };
    let on = if old.is_empty() {
        now.today()
    } else {
        crate::time::add_days(now.today(), FRESH_DAYS + 1 - longest)
    };
    Some((on, format!("To ask at the next one-to-one: {words}.")))
}
