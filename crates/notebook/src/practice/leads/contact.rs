//! First contact: a received referral wants it within 24 hours of receipt, sooner if a call is expected
//! (domain §2). What became a referral later is received as one at that moment.

use chrono::{NaiveDate, TimeDelta};

use super::About;
use crate::{
    Civil, Instant, Now,
    model::Model,
    practice::happened,
    query::Contact,
    record::{Away, Consent, Direction, Lead, Level, Me, Progress},
};

/// How long a received referral waits for the first contact at most.
const FIRST_CONTACT: TimeDelta = TimeDelta::hours(24);

impl Lead {
    /// Since when I have it as a referral: since receipt, or since the prospect agreed when that was later.
    /// What a wrong clock dated has not happened yet.
    #[must_use]
    pub fn referral_since(&self, now: Now) -> Option<Instant> {
        [self.received_at, self.consent_at].into_iter().flatten().filter(|at| happened(*at, now)).max()
    }

    /// Whether the prospect waits for a call: they were told of one, nobody was in contact yet, and they did
    /// not say no.
    #[must_use]
    pub fn awaits_call(&self) -> bool {
        self.expects_call == Some(true) && self.is_untouched() && self.consent != Some(Consent::No)
    }

    /// Whether nobody was in contact with the prospect yet.
    pub(super) fn is_untouched(&self) -> bool {
        self.contacted_at.is_none() && self.state() == Progress::New
    }

    /// By when I have to be in contact with the prospect for the first time: 24 hours after
    /// [`Self::referral_since`], or when a call is expected if that is sooner. `None` when it is done or over, when it is for somebody else,
    /// and for a mere lead: nobody has asked the prospect yet.
    #[must_use]
    pub fn first_contact_by(&self, now: Now) -> Option<Civil> {
        let is_wanted = self.awaits_call() || self.level_in_truth() != Level::Lead;
        if !self.is_untouched()
            || !is_wanted
            || self.way() != Direction::ForMe
            || self.consent == Some(Consent::No)
        {
            return None;
        }
        let within = match self.referral_since(now) {
            Some(at) => at.checked_add(FIRST_CONTACT).map(|by| by.here(now)),
            // Nobody knows how old it is: it must not wait until the clock that dated it was right.
            None => self.received_at.or(self.consent_at).map(|_| Civil::new(now.today(), Some(0))),
        };
        let expected = self.expects_by.filter(|_| self.awaits_call()).map(|by| by.here(now));
        within.into_iter().chain(expected).min()
    }
}

/// How it stands with the first contact, while it is not made.
pub(crate) fn contact(model: &Model, lead: &Lead, now: Now) -> Option<Contact> {
    let by = lead.first_contact_by(now)?;
    let told_at = told_at(model, lead, now);
    let is_late = by.is_over(now);
    // Before the deadline, not after; and once is enough.
    let away = away(&model.me, by, now).filter(|_| !is_late && told_at.is_none());
    Some(Contact { by, is_late, told_at, away_until: away.and_then(|away| away.to) })
}

/// The time away that today or the deadline falls into.
pub(super) fn away(me: &Me, by: Civil, now: Now) -> Option<&Away> {
    let covers = |away: &&Away, day: NaiveDate| {
        away.from.is_some_and(|from| from <= day) && away.to.is_some_and(|to| day <= to)
    };
    let all = || me.away.values();
    all().find(|away| covers(away, by.day)).or_else(|| all().find(|away| covers(away, now.today())))
}

/// When I last told the source that I am late or away, since I have the lead: no other message says so, and
/// the source may be known by name only.
fn told_at(model: &Model, lead: &Lead, now: Now) -> Option<Instant> {
    let told = [About::Late, About::Away].map(About::word);
    let touches = model.touches_with(lead.id).filter(|touch| told.contains(&touch.about.as_str()));
    let mut told_at = touches.filter_map(|touch| touch.at).filter(|at| happened(*at, now));
    told_at.find(|at| lead.received_at.is_none_or(|received| *at > received || !happened(received, now)))
}
