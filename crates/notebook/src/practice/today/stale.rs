//! GAINS that are stale are asked for at the next one-to-one (domain §1).

use said::words::{
    follow_up::ASKED,
    gains as words,
    today::{SKIP, SKIPPED},
};

use super::{
    Particulars, Rule, USUAL,
    entry::{Entry, of_person},
};
use crate::{
    Now,
    practice::{gains, verdict::Verdicts},
    record::Person,
    time::add_days,
};

/// One-to-ones are few.
pub(super) const GAINS: Particulars = Particulars {
    rank: |_| 9,
    most: 3,
    is_word: true,
    calendar: Some(words::ASK_IN_CALENDAR),
    words: (ASKED, SKIP, SKIPPED),
    ..USUAL
};

pub(super) fn find(person: &Person, verdicts: &Verdicts<'_>, now: Now) -> Option<Entry> {
    if !gains::exchanges(person) {
        return None;
    }
    let (on, why) = gains::stale(person, now)?;
    let about = format!("people/{}/gains", person.id);
    let verdict = verdicts.about(&about);
    // They are kept fresh a few times a year: once asked, they rest.
    let rests = verdict.settled_by(now).map(|at| add_days(at.day(now), gains::FRESH_DAYS));
    let from = rests.max(verdict.snoozed(now)).unwrap_or(on);
    Some(Entry::on_its_day(of_person(person, on.max(from), Rule::Gains, about, why)))
}
