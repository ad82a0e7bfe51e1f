//! Reality check: two weeks after a referral was passed on or received, one quiet question: was the prospect called, was it
//! real? What was real is evidence for the trust gate (domain §1) of whoever was good for it.

use said::words::{offer, reality as words};

use super::{
    Case, Particulars, Rule, USUAL,
    entry::{Entry, about_lead, need, of_lead},
};
use crate::{
    Id, Instant, Now, Value,
    command::{Command, Edit},
    model::Model,
    practice::{happened, leads::About, verdict::Verdicts, when::when},
    query::{Due, Offer},
    record::{Direction, Kind, Lead, Level, Recipient, Ref},
    time::{add_days, date_text},
};

/// Days after which it is asked, and for how many it may be answered.
const AFTER: i64 = 14;
const ASKED_FOR: i64 = 14;

/// A quiet question: a day has room for two, as a meeting has.
pub(super) const REALITY: Particulars = Particulars {
    rank: |_| 5,
    most: 2,
    words: (words::REAL, words::UNREAL, words::UNREAL),
    done: |case| evidence(case).into_iter().chain([case.decide("done", None)]).collect(),
    ..USUAL
};

pub(super) fn find(model: &Model, lead: &Lead, verdicts: &Verdicts<'_>, now: Now) -> Option<Entry> {
    if lead.level_in_truth() == Level::Lead {
        return None;
    }
    let (since, passed) = since(lead, now)?;
    let about = about_lead(lead, "reality");
    let verdict = verdicts.about(&about);
    let on = add_days(since.day(now), AFTER);
    if now.today() >= add_days(on, ASKED_FOR) && verdict.snoozed(now).is_none() {
        return None;
    }
    let blank = of_lead(model, lead, Rule::Reality, about, now);
    let (when, need) = (when(since.day(now), now), need(lead));
    let why = match &passed {
        Some((_, of)) => {
            let person = of.person.and_then(|id| model.people.get(&id));
            words::passed(&need, when, person.map_or(of.name.as_str(), |to| to.display_name()))
        }
        None => words::received(&need, when),
    };
    let tell = passed.map(|(id, _)| Offer { about: About::Asking(id), words: offer::ASK_HOW_IT_WENT.into() });
    Entry::on_its_day(Due { on, why, tell, ..blank }).decided(verdict, now)
}

/// When it went to whoever has it first, or came to me.
fn since(lead: &Lead, now: Now) -> Option<(Instant, Option<(Id, &Recipient)>)> {
    let has_it = |of: &Recipient| of.passed_at.filter(|at| happened(*at, now));
    let passed = lead.recipients.iter().filter_map(|(id, of)| Some((has_it(of)?, Some((*id, of)))));
    let received = || {
        let at = lead.received_at.filter(|at| happened(*at, now))?;
        (lead.way() == Direction::ForMe).then_some((at, None))
    };
    passed.min_by_key(|(at, _)| *at).or_else(received)
}

/// It speaks for whoever has it, or for whoever told me. That a source who wants to stay unnamed told me anything is written
/// on no page of theirs.
fn evidence(case: &Case<'_>) -> Option<Command> {
    let lead = case.model.leads.get(&case.entry.record.id)?;
    let (_, passed) = since(lead, case.now)?;
    let (person, words) = match passed {
        Some((_, of)) => (of.person?, "They took a referral that I passed on, and it was real"),
        None if lead.may_name_source() => (lead.source?, "A referral from them was real"),
        None => return None,
    };
    let key = |part: &str| format!("evidence/{}/{part}", case.id.derive(2));
    let edits = vec![
        Edit::set(key("words"), Value::str(words)),
        Edit::set(key("on"), Value::Str(date_text(case.now.today()))),
    ];
    Some(Command::Edit { record: Ref::new(Kind::Person, person), edits })
}
