//! To the one who told me.

use super::{Told, days::day, need::ended};
use crate::{
    practice::{discretion::Letter, leads::contact::away as away_at},
    record::{Progress, Quality},
    time::add_days,
};

/// Does the prospect agree to be contacted.
pub(super) fn consent<'a>(letter: Letter<'a>, told: &Told<'_>) -> Letter<'a> {
    let letter = match (told.mine, told.recipient.as_deref()) {
        (true, _) => {
            letter.own("Before I get in touch with ").told(told.whom()).own(": do they know that I may call")
        }
        (false, who) => letter
            .own("Before I ask ")
            .told(who.unwrap_or("anybody"))
            .own(" to get in touch with ")
            .told(told.whom())
            .own(": do they know about it"),
    };
    letter.own(", and is it all right with them? I would rather wait for a yes.")
}

/// May they be named.
pub(super) fn naming<'a>(letter: Letter<'a>, told: &Told<'_>) -> Letter<'a> {
    if told.mine {
        return letter
            .own("When I speak with ")
            .told(told.whom())
            .own(": may I say that it was you who thought of me? If you would rather not, I will leave you out of it.");
    }
    letter
        .own("When ")
        .told(told.recipient.as_deref().unwrap_or("somebody"))
        .own(" gets in touch with ")
        .told(told.whom())
        .own(": may it be said that it came from you? If you would rather not, nobody will hear of it.")
}

/// A word for me before I call.
pub(super) fn recommending<'a>(letter: Letter<'a>, told: &Told<'_>) -> Letter<'a> {
    letter
        .own("Before I call ")
        .told(told.whom())
        .own(": would you say a word about how you know my work? It helps them more than anything that I can say about it.")
}

/// The first contact is late.
pub(super) fn late<'a>(letter: Letter<'a>, told: &Told<'_>) -> Letter<'a> {
    letter
        .own("I have not reached ")
        .told(told.whom())
        .own(" yet, and I want you to hear it from me. I will be in touch with them by tomorrow and tell you how it went.")
}

fn thank<'a>(letter: Letter<'a>, told: &Told<'_>) -> Letter<'a> {
    match told.prospect.as_deref() {
        Some(name) => letter.own("Thank you for telling me about ").told(name).own("."),
        None => letter.own("Thank you for what you told me."),
    }
}

/// I am away.
pub(super) fn away<'a>(letter: Letter<'a>, told: &Told<'_>) -> Letter<'a> {
    let by = told.lead.first_contact_by(told.now);
    let until = by.and_then(|by| away_at(&told.model.me, by, told.now)).and_then(|away| away.to);
    let letter = thank(letter, told).own(" I am away");
    let letter = match until {
        Some(last) => letter
            .own(" until ")
            .told(&day(last))
            .own(", and will be in touch with them when I am back, on ")
            .told(&day(add_days(last, 1))),
        None => letter.own(", and will be in touch with them as soon as I am back"),
    };
    letter.own(". Would you let them know, so that they do not wait?")
}

/// Thanks, without any amount.
pub(super) fn thanks<'a>(letter: Letter<'a>, told: &Told<'_>) -> Letter<'a> {
    let letter = thank(letter, told);
    if told.mine {
        return letter
            .own_if(told.lead.state() == Progress::Won, " We are working together now.")
            .own(" It means a lot to me that you thought of me.");
    }
    let has_it = told.lead.recipients.values().any(|of| of.passed_at.is_some());
    let letter = match (told.recipient.as_deref(), state(told) == Progress::Won) {
        (Some(name), true) => letter.own(" ").told(name).own(" is working with them now."),
        (Some(name), false) if has_it => letter.own(" I passed it on to ").told(name).own("."),
        (None, true) => letter.own(" It has found the right one."),
        _ => letter,
    };
    letter.own(" It means a lot to me that you came to me with it.")
}

/// How far it is with whoever has it.
fn state(told: &Told<'_>) -> Progress {
    let theirs = told.lead.recipients.values().filter_map(|of| of.progress.clone());
    let all: Vec<Progress> = std::iter::once(told.lead.state()).chain(theirs).collect();
    let won = all.iter().find(|state| **state == Progress::Won);
    won.or_else(|| all.iter().find(|state| **state != Progress::New)).cloned().unwrap_or(Progress::New)
}

/// The quality report: what was good, what would help next time.
pub(super) fn report<'a>(letter: Letter<'a>, told: &Told<'_>) -> Letter<'a> {
    let lead = told.lead;
    let letter = letter.own("Here is how it went with ").told(told.whom()).own(": ");
    let (quality, words) = lead.quality_told();
    let (letter, is_good) = match quality {
        Some(Quality::GoodFit) => (letter.own("it was a good fit."), true),
        Some(Quality::NoFit) => (letter.own("it was no fit this time."), false),
        Some(Quality::Surprised) if told.mine => (
            letter.own("they were surprised by my call. A word to them beforehand would help next time."),
            true,
        ),
        Some(Quality::Surprised) => (
            letter.own("they were surprised by the call. A word to them beforehand would help next time."),
            true,
        ),
        Some(Quality::Other(words)) => (ended(letter, words), true),
        None => stands(letter, told),
    };
    let letter = if words.is_empty() { letter } else { ended(letter.own(" "), words) };
    match (is_good, told.mine) {
        (true, true) => letter.own(" Thank you for thinking of me."),
        (true, false) => letter.own(" Thank you for coming to me with it."),
        (false, true) => letter.own(" I am glad that you thought of me all the same."),
        (false, false) => letter.own(" I am glad that you came to me with it all the same."),
    }
}

/// While nobody has said how good it was: how far it is, and whether that is good.
fn stands<'a>(letter: Letter<'a>, told: &Told<'_>) -> (Letter<'a>, bool) {
    match (state(told), told.mine) {
        (Progress::Won, true) => (letter.own("we are working together now."), true),
        (Progress::Won, false) => match told.recipient.as_deref() {
            Some(name) => (letter.told(name).own(" is working with them now."), true),
            None => (letter.own("it has found the right one."), true),
        },
        (Progress::Lost, _) => (letter.own("nothing came of it this time."), false),
        (Progress::NotAFit, _) => (letter.own("it was no fit this time."), false),
        (Progress::Proposal, true) => {
            (letter.own("they have my proposal, and I will tell you what comes of it."), true)
        }
        (Progress::Met, true) => (letter.own("we have met, and I will tell you what comes of it."), true),
        (Progress::Contacted, true) => {
            (letter.own("we are in touch, and I will tell you what comes of it."), true)
        }
        _ => (letter.own("it is too early to say, and I will tell you what comes of it."), true),
    }
}
