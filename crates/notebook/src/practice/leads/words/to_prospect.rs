//! To the one who needs something.

use super::{
    Told,
    need::{Need, looking, quoted},
};
use crate::{practice::discretion::Letter, record::Person};

/// The first contact. A source who did not say that they may be named is not to be guessed at either: then nothing tells
/// that anybody talked, not even that I know of a need (domain §10).
pub(super) fn first_contact<'a>(letter: Letter<'a>, told: &Told<'_>) -> Letter<'a> {
    if told.lead.hides_source() {
        return another_way_in(letter, told);
    }
    let need = Need::of(&told.lead.need);
    let letter = match (told.source.as_deref(), &need) {
        (Some(source), Some(Need::Thing(thing))) => {
            looking(letter.told_first(source).own(" told me that you "), "are", thing).own(".")
        }
        (Some(source), Some(Need::Words(words))) => {
            quoted(letter.told_first(source).own(" told me what you need: "), words)
        }
        (Some(source), None) => letter.told_first(source).own(" thought that the two of us should talk."),
        (None, Some(Need::Thing(thing))) => {
            looking(letter.own("I have not forgotten that you "), "are", thing).own(".")
        }
        (None, Some(Need::Words(words))) => quoted(letter.own("I have not forgotten what you need: "), words),
        (None, None) => {
            letter.own("I would like to hear what you are working on, and whether I can be of help.")
        }
    };
    letter
        .own_if(need.is_some(), " I would like to hear more about it.")
        .own(" When would be a good time for a call?")
}

fn another_way_in<'a>(letter: Letter<'a>, told: &Told<'_>) -> Letter<'a> {
    let (model, me) = (told.model, &told.model.me);
    let person = told.lead.prospect.and_then(|id| model.people.get(&id));
    let has_met = |person: &Person| person.met_on.is_some() || model.touches_with(person.id).next().is_some();
    if person.is_some_and(has_met) {
        return letter.own(
            "You came to my mind, and I would like to hear how things are going for you. When would be a good time for a call?",
        );
    }
    let letter = letter.own("We have not been in touch yet, and I would like to change that.");
    let letter = match (me.name.trim(), me.trade.trim(), me.company.trim()) {
        ("", "", "") => letter,
        ("", trade, "") | ("", "", trade) => letter.own(" What I do: ").told(trade).own("."),
        ("", trade, company) => letter.own(" What I do: ").told(trade).own(" (").told(company).own(")."),
        (name, "", "") => letter.own(" My name is ").told(name).own("."),
        (name, trade, "") | (name, "", trade) => {
            letter.own(" My name is ").told(name).own(" (").told(trade).own(").")
        }
        (name, trade, company) => {
            letter.own(" My name is ").told(name).own(" (").told(trade).own(", ").told(company).own(").")
        }
    };
    letter
        .own(" I would like to hear about you and your work. May I call you, and when would be a good time?")
}

/// Do they agree to be contacted: I heard of it from themselves.
pub(super) fn consent<'a>(letter: Letter<'a>, told: &Told<'_>) -> Letter<'a> {
    let letter = match Need::of(&told.lead.need) {
        Some(Need::Thing(thing)) => {
            looking(letter.own("I have not forgotten that you "), "are", &thing).own(".")
        }
        Some(Need::Words(words)) => quoted(letter.own("I have not forgotten what you need: "), &words),
        None => letter.own("I have been thinking about how to be of help to you."),
    };
    match (told.mine, told.recipient.as_deref()) {
        (true, _) => letter.own(" I may be able to help. Is it all right if I call you about it?"),
        (false, Some(name)) => {
            letter.own(" I thought of ").told(name).own(". Is it all right if they get in touch with you?")
        }
        (false, None) => letter.own(
            " I know of somebody who may be able to help. Is it all right if they get in touch with you?",
        ),
    }
}
