//! GAINS are kept fresh a few times a year (domain §1): what is stale, letter by letter.

use chrono::NaiveDate;
use said::{Said, words::gains as words};

use super::happened;
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
pub(crate) fn stale(person: &Person, now: Now) -> Option<(NaiveDate, Said)> {
    let list = |letters: &[Letter]| letters.iter().map(Letter::said).collect::<Vec<_>>();
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
        months @ 0..=24 => Some(words::months(list(&old), months)),
        _ => Some(words::years(list(&old))),
    };
    let missing_words = (!missing.is_empty()).then(|| words::missing(list(&missing)));
    let why = match (old_words, missing_words) {
        (None, None) => return None,
        (Some(old), missing) => words::ask(missing, old),
        (None, Some(missing)) => words::ask(Said::nothing(), missing),
    };
    let on = if old.is_empty() {
        now.today()
    } else {
        crate::time::add_days(now.today(), FRESH_DAYS + 1 - longest)
    };
    Some((on, why))
}

impl Letter {
    /// What the list holds, in words.
    #[must_use]
    pub fn said(&self) -> Said {
        match self {
            Self::Goals => words::GOALS.into(),
            Self::Accomplishments => words::ACCOMPLISHMENTS.into(),
            Self::Interests => words::INTERESTS.into(),
            Self::Networks => words::NETWORKS.into(),
            Self::Skills => words::SKILLS.into(),
            Self::Other(word) => Said::told(word),
        }
    }
}
