//! One lead's page.

use super::{
    leads::lead_row,
    person::{conflicts, moment},
};
use crate::{
    Id, Now, isolated,
    model::Model,
    notebook::Notebook,
    order,
    practice::{
        discretion::{Reader, Veil},
        happened,
        leads::{contact, offers, sheet, step, story, warning},
        timeline,
    },
    query::{LeadView, Moment},
    record::{Consent, Kind, Lead, Ref},
};

/// Moments and spin-offs that are sent at once.
const MOST: usize = 100;

pub(super) fn lead(notebook: &Notebook, id: Id, now: Now) -> Option<LeadView> {
    let model = &notebook.model;
    let lead = model.leads.get(&id)?;
    let recipients = lead.recipients.values();
    let groups = recipients.filter_map(|recipient| recipient.group).map(|id| Ref::new(Kind::Group, id));
    let others = lead.came_from.map(|id| Ref::new(Kind::Lead, id)).into_iter();
    let event = lead.event.map(|id| Ref::new(Kind::Event, id));
    let people = lead.people().map(|id| Ref::new(Kind::Person, id));
    let named = people.chain(groups).chain(others).chain(event).filter(|name| model.holds(*name));
    let contact = contact(model, lead, now);
    let gate = lead.recipients.iter().filter(|(_, recipient)| recipient.passed_at.is_none());
    let gate =
        gate.filter_map(|(id, recipient)| Some((*id, warning(model.people.get(&recipient.person?)?)?)));
    let veil = Veil::over(model, lead, Reader::Anybody);
    let came_of = model.timeline(id).filter(|(_, name)| name.kind == Kind::Lead);
    Some(LeadView {
        names: named.map(|name| (name.to_string(), model.title(name))).collect(),
        words: lead.jot.and_then(|jot| model.jots.get(&jot)).map(|jot| jot.text.clone()),
        step: step(model, lead),
        offers: offers(model, lead, contact.as_ref()),
        contact,
        tier: story::tier(model, lead),
        gate: gate.collect(),
        story: story::story(model, lead, false),
        spin_offs: came_of.take(MOST).filter_map(|(_, name)| lead_row(model, name.id, now)).collect(),
        moments: moments(model, lead, now),
        sheet: sheet(model, lead, &veil),
        conflicts: conflicts(notebook, Ref::new(Kind::Lead, id)),
        removed: lead.removed_at.is_some(),
        discreet: false,
        lead: lead.clone(),
    })
}

/// What happened about a lead, last first: its own dates, those of the recipients, and the touches.
fn moments(model: &Model, lead: &Lead, now: Now) -> Vec<Moment> {
    let record = Ref::new(Kind::Lead, lead.id);
    let state = lead.state();
    let own = [
        (lead.received_at, "received"),
        (lead.consent_at.filter(|_| lead.consent == Some(Consent::Yes)), "agreed"),
        (lead.contacted_at, "contacted"),
        (lead.met_at, "met"),
        (lead.proposal_at, "proposal"),
        (lead.closed_at.filter(|_| lead.is_closed()), state.word()),
        (lead.thanked_at, "thanked"),
        (lead.reported_at, "reported"),
    ];
    let own = own.into_iter().filter_map(|(at, what)| {
        Some(Moment { at: at?, what: what.to_owned(), words: String::new(), record })
    });
    let passed = lead.recipients.values().filter_map(|recipient| {
        let who = recipient
            .person
            .map_or_else(|| recipient.name.clone(), |person| model.title(Ref::new(Kind::Person, person)));
        Some(Moment { at: recipient.passed_at?, what: "passed".into(), words: who, record })
    });
    let touches = timeline(model, lead.id, now).filter(|(_, name)| name.kind == Kind::Touch).take(MOST);
    let touches = touches.filter_map(|(_, name)| {
        let mut moment = moment(model, name)?;
        let person = model.touches.get(&name.id).and_then(|touch| model.people.get(&touch.person?));
        if let Some(person) = person {
            let words = if moment.words.is_empty() { String::new() } else { [": ", &moment.words].concat() };
            moment.words = [&isolated(person.display_name()), &words[..]].concat();
        }
        Some(moment)
    });
    let mut all: Vec<Moment> = own.chain(passed).chain(touches).collect();
    order::by_key(&mut all, |moment| (!happened(moment.at, now), std::cmp::Reverse(moment.at)));
    all
}
