//! The words of the drafts. Short, in the first person, without any selling; the person changes them before
//! they go anywhere.

use chrono::{Datelike, NaiveDate};

use super::{
    About,
    contact::away,
    standing::{prospect_of, source_of},
};
use crate::{
    Civil, Now,
    model::Model,
    practice::discretion::{Letter, Veil},
    record::{Consent, Direction, Lead, Level, Me, NameUse, Person, Progress, Quality, Style},
    time::add_days,
};

/// A draft.
pub(super) struct Draft {
    pub(super) subject: String,
    pub(super) words: String,
}

/// The draft of a message to `name`.
pub(super) fn draft(
    model: &Model,
    lead: &Lead,
    about: About,
    person: Option<&Person>,
    name: &str,
    veil: &Veil,
    now: Now,
) -> Draft {
    let prospect = prospect_of(model, lead);
    let whom = prospect.as_deref().unwrap_or("the person you told me about");
    let source = source_of(model, lead).filter(|_| lead.may_name_source());
    let letter = Letter::new(veil).own("Hello ").told(name).own(",\n\n");
    let is_warm =
        person.is_some_and(|person| matches!(person.style, Some(Style::Promoter | Style::Nurturer)));
    let letter = letter.own_if(is_warm, "I hope you are well. ");
    let letter = match about {
        About::FirstContact => {
            let letter = match (&source, lead.need.is_empty()) {
                (Some(source), false) => {
                    letter.told(source).own(" told me what you are looking for: ").told(&lead.need).own(".")
                }
                (Some(source), true) => letter.told(source).own(" thought that we should talk."),
                // Somebody told me, and nothing may say so: not even that I know of a need.
                _ if lead.hides_source() => introduction(letter, &model.me),
                (None, false) => letter.own("I thought of what you need: ").told(&lead.need).own("."),
                (None, true) => letter.own("I may be of help to you."),
            };
            letter.own(if lead.hides_source() {
                " May I call you to introduce myself? When would be a good time?"
            } else {
                " I would like to hear more about it. When would be a good time for a call?"
            })
        }
        About::Consent if source_of(model, lead).is_none() => letter
            .own("you told me what you need: ")
            .told(&lead.need)
            .own(". I know somebody who does this well. May they get in touch with you?"),
        About::Consent => letter
            .own("before I get in touch with ")
            .told(whom)
            .own(": do they know that I may call, and is it all right with them? I would rather wait for a yes."),
        About::Naming => letter
            .own("when I speak with ")
            .told(whom)
            .own(": may I say that it was you who thought of me? If you would rather not, I will leave you out of it."),
        About::Recommending => letter
            .own("before I call ")
            .told(whom)
            .own(": would you say a word about how you know my work? It helps them more than anything that I can say about it."),
        About::Late => letter
            .own("I have not reached ")
            .told(whom)
            .own(" yet, and I want you to hear it from me. The reason: …\n\nI will be in touch with them by tomorrow and tell you how it went."),
        About::Away => {
            let until = lead.first_contact_by(now).and_then(|by| away(&model.me, by, now)).and_then(|away| away.to);
            let letter = letter.own("thank you for ").told(whom).own(". I am away");
            let letter = match until {
                Some(last) => letter
                    .own(" until ")
                    .told(&day(last))
                    .own(" and will be in touch with them on ")
                    .told(&day(add_days(last, 1))),
                None => letter.own(" and will be in touch with them as soon as I am back"),
            };
            letter.own(". Would you let them know, so that they do not wait?")
        }
        About::Thanks => {
            let letter = letter.own("thank you for telling me about ").told(whom).own(".");
            let letter = letter.own_if(lead.progress == Some(Progress::Won), " We are working together now.");
            letter.own(" It means a lot to me that you thought of me.")
        }
        About::Report => report(letter, lead, whom),
        About::Pass(_) => passed(letter, model, lead, prospect.as_deref(), now),
        About::Asking(_) => letter
            .own("how did it go with ")
            .told(prospect.as_deref().unwrap_or("the lead that I passed on to you"))
            .own("? I would like to tell those who thought of it, whatever came of it."),
    };
    let signed = model.me.name.trim();
    let letter = if signed.is_empty() { letter } else { letter.own("\n\n").told(signed) };
    Draft { subject: subject(about, prospect.as_deref(), veil), words: letter.finish() }
}

/// Another way in than through whoever told me: what I do, and where.
fn introduction<'a>(letter: Letter<'a>, me: &Me) -> Letter<'a> {
    let part = |letter: Letter<'a>, before: &'static str, words: &str| match words.trim() {
        "" => letter,
        words => letter.own(before).told(words),
    };
    let letter = letter.own("I am getting to know people around here");
    let letter = part(letter, " in ", &me.city);
    let letter = part(letter.own("."), " What I do: ", &me.trade);
    let letter = part(letter, if me.trade.trim().is_empty() { " I am with " } else { ", " }, &me.company);
    letter.own_if(!(me.trade.trim().is_empty() && me.company.trim().is_empty()), ".")
}

fn subject(about: About, prospect: Option<&str>, veil: &Veil) -> String {
    let subject = Letter::new(veil).own(match about {
        About::FirstContact => return "May I call you?".to_owned(),
        About::Thanks => "Thank you",
        About::Report | About::Asking(_) => "How it went",
        About::Away => "I am away",
        About::Pass(_) => "Somebody for you",
        About::Consent | About::Naming | About::Recommending | About::Late => "About",
    });
    match (about, prospect) {
        (About::Thanks | About::Away, _) | (_, None) => subject.finish(),
        (About::Consent | About::Naming | About::Recommending | About::Late, Some(name)) => {
            subject.own(" ").told(name).finish()
        }
        (_, Some(name)) => subject.own(": ").told(name).finish(),
    }
}

/// The quality report: what was good, what would help next time.
fn report<'a>(letter: Letter<'a>, lead: &Lead, whom: &str) -> Letter<'a> {
    let letter = letter.own("here is how it went with ").told(whom).own(": ");
    let (quality, words) = lead.quality_told();
    let letter = match quality {
        Some(Quality::GoodFit) => letter.own("it was a good fit."),
        Some(Quality::NoFit) => {
            letter.own("it was no fit this time, and I am glad that you thought of me all the same.")
        }
        Some(Quality::Surprised) => {
            letter.own("they were surprised by my call. Next time a word to them beforehand would help.")
        }
        Some(Quality::Other(words)) => letter.told(words).own("."),
        None => letter,
    };
    let letter = if words.is_empty() { letter } else { letter.own(" ").told(words) };
    letter.own_if(quality != Some(&Quality::NoFit), " Thank you for it.")
}

/// What somebody needs to know who gets the lead. How to reach the prospect leaves only with their consent.
fn passed<'a>(
    letter: Letter<'a>,
    model: &Model,
    lead: &Lead,
    prospect: Option<&str>,
    now: Now,
) -> Letter<'a> {
    let agreed = lead.consent == Some(Consent::Yes);
    let letter = letter.own("here is somebody for you: ");
    let letter = match (prospect, lead.need.is_empty()) {
        (Some(name), false) => letter.told(name).own(", ").told(&lead.need).own("."),
        (Some(name), true) => letter.told(name).own("."),
        (None, _) => letter.told(&lead.need).own("."),
    };
    let person = lead.prospect.and_then(|id| model.people.get(&id)).filter(|_| agreed);
    let contacts = person.into_iter().flat_map(|person| person.phones.values().chain(person.emails.values()));
    let letter = contacts.fold(letter, |letter, contact| letter.own("\n").told(&contact.value));
    let letter = letter.own("\n\n").own(match (lead.level_in_truth(), &lead.consent) {
        (_, Some(Consent::No)) => "They do not want to be contacted for now.",
        (Level::Presold, _) => "They agreed to be contacted and know about you.",
        (Level::Referral, _) => "They agreed to be contacted.",
        (_, Some(Consent::Yes)) => "They agreed to be contacted.",
        _ => "Nobody has asked them yet, so please take it as a lead.",
    });
    let letter = match lead.expects_by.filter(|_| lead.awaits_call()) {
        Some(by) => letter.own(" They expect a call by ").told(&moment(by.here(now))).own("."),
        None => letter.own_if(lead.awaits_call(), " They expect a call."),
    };
    let letter = letter.own_if(agreed, " Please get in touch within 24 hours and tell me how it went.");
    // Who may be named: the source; me, when I am the one who knows them.
    let mine = lead.way() == Direction::Given && source_of(model, lead).is_none();
    match (&lead.name_use, mine) {
        (Some(NameUse::Yes), true) => letter.own(" You may say that it came from me."),
        (Some(NameUse::No), true) => letter.own(" Please do not mention me."),
        (Some(NameUse::Yes), false) if lead.may_name_source() => match source_of(model, lead) {
            Some(source) => letter.own(" You may say that ").told(&source).own(" thought of it."),
            None => letter,
        },
        _ => letter,
    }
}

const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A day in full, in the words of the drafts: Friday, 27 November.
fn day(date: NaiveDate) -> String {
    let weekday = DAYS[date.weekday().num_days_from_monday() as usize];
    [weekday, ", ", &date.day().to_string(), " ", MONTHS[date.month0() as usize]].concat()
}

/// A day, with its time when there is one.
fn moment(at: Civil) -> String {
    match at.minutes {
        Some(minutes) => format!("{}, {:02}:{:02}", day(at.day), minutes / 60, minutes % 60),
        None => day(at.day),
    }
}
