//! Which messages a lead calls for now, the most urgent first.

use said::words::offer as words;

use super::{
    About,
    letters::{To, addressee},
    standing::{prospect_of, source_of},
};
use crate::{
    model::Model,
    query::{Contact, Offer},
    record::{Consent, Direction, Lead, LeadKind, Level, NameUse, Progress, Recipient},
};

/// The messages that follow.
pub(crate) fn offers(model: &Model, lead: &Lead, contact: Option<&Contact>) -> Vec<Offer> {
    let source = source_of(model, lead).is_some();
    let (is_open, mine) = (!lead.is_closed(), lead.way() == Direction::ForMe);
    let level = lead.level_in_truth();
    let asked = lead.consent.is_some();
    let is_new = lead.state() == Progress::New && lead.contacted_at.is_none();
    let unasked = lead.name_use == Some(NameUse::AskFirst)
        || (lead.name_use.is_none() && lead.kind != Some(LeadKind::NoName));
    let mut all = Vec::new();
    let mut offer = |when: bool, about: About| {
        if when && let Some(To { name, .. }) = addressee(model, lead, about) {
            let words = match about {
                About::FirstContact => words::write(&name),
                About::Consent if source => words::ask_consent(&name),
                About::Consent => words::ask(&name),
                About::Naming => words::ask_name(&name),
                About::Recommending => words::ask_word(&name),
                About::Late => words::late(&name),
                About::Away => words::away(&name),
                About::Thanks => words::thank(&name),
                About::Report => words::report(&name),
                About::Pass(_) => words::pass(&name),
                About::Asking(_) => words::ask_how(&name),
            };
            all.push(Offer { about, words });
        }
    };
    offer(contact.is_some_and(|contact| contact.is_late) && source, About::Late);
    offer(contact.is_some_and(|contact| contact.away_until.is_some()) && source, About::Away);
    offer(
        is_open && mine && is_new && lead.consent != Some(Consent::No) && prospect_of(model, lead).is_some(),
        About::FirstContact,
    );
    offer(is_open && !asked && (source || !mine), About::Consent);
    offer(is_open && mine && level == Level::Referral && source, About::Recommending);
    offer(is_open && unasked && source, About::Naming);
    for (id, recipient) in &lead.recipients {
        let is_over = recipient.progress.as_ref().is_some_and(Progress::is_end);
        offer(recipient.passed_at.is_none() && !is_over, About::Pass(*id));
        offer(recipient.passed_at.is_some() && !is_over, About::Asking(*id));
    }
    let theirs = || lead.recipients.values();
    let went_on = |of: &Recipient| {
        of.closed.is_some() || of.progress.as_ref().is_some_and(|progress| *progress != Progress::New)
    };
    let has_quality = lead.quality_told().0.is_some();
    let has_news = !is_new || has_quality || theirs().any(went_on);
    let is_over = lead.is_closed() || theirs().any(|of| of.progress.as_ref().is_some_and(Progress::is_end));
    offer(source && lead.thanked_at.is_none() && has_news, About::Thanks);
    offer(source && lead.reported_at.is_none() && (has_quality || is_over), About::Report);
    all
}
