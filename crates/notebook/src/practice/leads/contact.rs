//! First contact: a received referral wants it within 24 hours of receipt, sooner if a call is expected
//! (domain §2). What became a referral later is received as one at that moment.

use chrono::{NaiveDate, TimeDelta};

use super::About;
use crate::{
    Instant, Now,
    model::Model,
    query::Contact,
    record::{Away, Consent, Direction, Lead, Level, Me, Progress},
};

/// How long a received referral waits for the first contact at most.
const FIRST_CONTACT: TimeDelta = TimeDelta::hours(24);

impl Lead {
    /// Since when I have it as a referral: since receipt, or since the prospect agreed when that was later.
    #[must_use]
    pub fn referral_since(&self) -> Option<Instant> {
        self.received_at.max(self.consent_at)
    }

    /// By when I have to be in contact with the prospect for the first time: 24 hours after
    /// [`Self::referral_since`], or when a call is expected if that is sooner. `None` when it is done or over, when it is for somebody else,
    /// and for a mere lead: nobody has asked the prospect yet.
    #[must_use]
    pub fn first_contact_by(&self) -> Option<Instant> {
        let is_open = self.contacted_at.is_none() && self.state() == Progress::New;
        let expects = self.expects_call == Some(true);
        let is_wanted = expects || self.level_in_truth() != Level::Lead;
        if !is_open || !is_wanted || self.way() != Direction::ForMe || self.consent == Some(Consent::No) {
            return None;
        }
        let within = self.referral_since().and_then(|at| at.checked_add_signed(FIRST_CONTACT));
        let expected = self.expects_by.filter(|_| expects);
        within.into_iter().chain(expected).min()
    }
}

/// How it stands with the first contact, while it is not made.
pub(crate) fn contact(model: &Model, lead: &Lead, now: Now) -> Option<Contact> {
    let by = lead.first_contact_by()?;
    let told_at = told_at(model, lead);
    let is_late = by < now.0;
    // Before the deadline, not after; and once is enough.
    let away = away(&model.me, by, now).filter(|_| !is_late && told_at.is_none());
    Some(Contact { by, is_late, told_at, away_until: away.and_then(|away| away.to) })
}

/// The time away that today or the deadline falls into.
pub(super) fn away(me: &Me, by: Instant, now: Now) -> Option<&Away> {
    let deadline = by.with_timezone(now.0.offset()).date_naive();
    let covers = |away: &&Away, day: NaiveDate| {
        away.from.is_some_and(|from| from <= day) && away.to.is_some_and(|to| day <= to)
    };
    let all = || me.away.values();
    all().find(|away| covers(away, deadline)).or_else(|| all().find(|away| covers(away, now.today())))
}

/// When I last told the source that I am late or away, since I have the lead: no other message says so, and
/// the source may be known by name only.
fn told_at(model: &Model, lead: &Lead) -> Option<Instant> {
    let told = [About::Late, About::Away].map(About::word);
    let touches = model.touches_with(lead.id).filter(|touch| told.contains(&touch.about.as_str()));
    touches.filter_map(|touch| touch.at).find(|at| lead.received_at.is_none_or(|received| *at > received))
}
