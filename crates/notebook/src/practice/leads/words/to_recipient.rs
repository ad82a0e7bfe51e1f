//! To one of those it is for.

use super::{
    Told,
    days::moment,
    need::{Need, looking, quoted},
};
use crate::{
    practice::discretion::Letter,
    record::{Consent, Direction, LeadKind, Level, NameUse},
};

/// What somebody needs to know who gets the lead. How to reach the prospect leaves only with their consent.
pub(super) fn pass<'a>(letter: Letter<'a>, told: &Told<'_>) -> Letter<'a> {
    let (lead, model) = (told.lead, told.model);
    let agreed = lead.consent == Some(Consent::Yes);
    let letter = match (told.prospect.as_deref(), Need::of(&lead.need)) {
        (who, Some(Need::Thing(thing))) => {
            looking(letter.told_first(who.unwrap_or("Somebody")).own(" "), "is", &thing).own(".")
        }
        (Some(name), Some(Need::Words(words))) => {
            quoted(letter.told_first(name).own(" may be somebody for you. This is what I noted: "), &words)
        }
        (None, Some(Need::Words(words))) => quoted(letter.own("This may be something for you: "), &words),
        (Some(name), None) => letter.told_first(name).own(" may be somebody for you."),
        (None, None) => letter.own("I may have somebody for you."),
    };
    let person = lead.prospect.and_then(|id| model.people.get(&id)).filter(|_| agreed);
    let contacts = person.into_iter().flat_map(|person| person.phones.values().chain(person.emails.values()));
    let letter = contacts.fold(letter, |letter, contact| letter.own("\n").told(&contact.value));
    let letter = letter.own("\n\n").own(match (lead.level_in_truth(), &lead.consent) {
        (_, Some(Consent::No)) => {
            "They do not want to be contacted for now, so please wait until I tell you more."
        }
        (Level::Presold, _) => "They agreed to be contacted, and they know about you.",
        (_, Some(Consent::Yes)) => "They agreed to be contacted.",
        _ => "Nobody has asked them yet whether they want to be contacted.",
    });
    let letter = match lead.expects_by.filter(|_| lead.awaits_call()) {
        Some(by) => {
            let by = by.here(told.now);
            let verb =
                if by.is_over(told.now) { " They expected a call by " } else { " They expect a call by " };
            letter.own(verb).told(&moment(by)).own(".")
        }
        None => letter.own_if(lead.awaits_call(), " They expect a call."),
    };
    let letter =
        letter.own_if(agreed, " Please get in touch with them within 24 hours, and tell me how it went.");
    if lead.consent == Some(Consent::No) { letter } else { naming(letter, told, agreed) }
}

/// Who may be named: the source; me, when I am the one who knows them.
fn naming<'a>(letter: Letter<'a>, told: &Told<'_>, agreed: bool) -> Letter<'a> {
    let lead = told.lead;
    if told.source.is_none() {
        let mine = lead.way() == Direction::Given;
        return match &lead.name_use {
            Some(NameUse::Yes) if mine => letter.own(" You may say that it came from me."),
            Some(NameUse::No) if mine => letter.own(" Please do not mention me."),
            Some(NameUse::AskFirst) if mine => letter.own(" Please ask me before you mention me."),
            _ => letter,
        };
    }
    match told.source.as_deref().filter(|_| lead.may_name_source()) {
        Some(source) => letter.own(" You may say that it came from ").told(source).own("."),
        // Whoever must not be named is not to be guessed at.
        None if lead.name_use == Some(NameUse::No) || lead.kind == Some(LeadKind::NoName) => {
            letter.own(if agreed {
                " Please do not say how you heard of it."
            } else {
                " Please find a way in of your own, and do not say how you heard of it."
            })
        }
        None => letter,
    }
}

/// How did it go.
pub(super) fn asking<'a>(letter: Letter<'a>, told: &Told<'_>) -> Letter<'a> {
    letter
        .own("How did it go with ")
        .told(told.prospect.as_deref().unwrap_or("the lead that I passed on to you"))
        .own("? I would like to know, whatever came of it.")
}
