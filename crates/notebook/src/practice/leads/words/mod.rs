//! The words of the drafts. Short, in the first person, without any selling, and such that each can go out as it
//! stands: `tests/letters.txt` holds them all, to be read by a person.

mod days;
mod need;
mod to_prospect;
mod to_recipient;
mod to_source;

use super::{
    About,
    letters::To,
    standing::{named, prospect_of, source_of},
};
use crate::{
    Now,
    model::Model,
    practice::discretion::{Letter, Veil},
    record::{Direction, Lead, Person, Style},
};

/// A draft.
pub(super) struct Draft {
    pub(super) subject: String,
    pub(super) words: String,
}

/// What a draft is about.
struct Told<'a> {
    model: &'a Model,
    lead: &'a Lead,
    now: Now,
    /// What the prospect is called, if that is known.
    prospect: Option<String>,
    /// Who told me, if anybody did.
    source: Option<String>,
    /// The only one it is for, by name.
    recipient: Option<String>,
    /// It is for me.
    mine: bool,
}

impl<'a> Told<'a> {
    fn of(model: &'a Model, lead: &'a Lead, now: Now) -> Self {
        let mut recipients = lead.recipients.values();
        let recipient = recipients.next().filter(|_| recipients.next().is_none());
        Self {
            model,
            lead,
            now,
            prospect: prospect_of(model, lead),
            source: source_of(model, lead),
            recipient: recipient.and_then(|of| named(model, of.person, &of.name)),
            mine: lead.way() == Direction::ForMe,
        }
    }

    /// The prospect, to somebody who told me of them.
    fn whom(&self) -> &str {
        self.prospect.as_deref().unwrap_or("the person you told me about")
    }
}

/// The draft of a message to somebody.
pub(super) fn draft(model: &Model, lead: &Lead, about: About, to: &To<'_>, veil: &Veil, now: Now) -> Draft {
    let told = Told::of(model, lead, now);
    let letter = greeting(Letter::new(veil), to);
    let letter = match about {
        About::FirstContact => to_prospect::first_contact(letter, &told),
        About::Consent if told.source.is_none() => to_prospect::consent(letter, &told),
        About::Consent => to_source::consent(letter, &told),
        About::Naming => to_source::naming(letter, &told),
        About::Recommending => to_source::recommending(letter, &told),
        About::Late => to_source::late(letter, &told),
        About::Away => to_source::away(letter, &told),
        About::Thanks => to_source::thanks(letter, &told),
        About::Report => to_source::report(letter, &told),
        About::Pass(_) => to_recipient::pass(letter, &told),
        About::Asking(_) => to_recipient::asking(letter, &told),
    };
    let signed = model.me.name.trim();
    let letter = if signed.is_empty() { letter } else { letter.own("\n\n").told(signed) };
    Draft { subject: subject(about, &told, veil), words: letter.finish() }
}

/// By the name that they are called, and warm to those who like it so.
fn greeting<'a>(letter: Letter<'a>, to: &To<'_>) -> Letter<'a> {
    let letter = match (&to.called, to.is_group) {
        (_, true) => letter.own("Hello everybody,\n\n"),
        (Some(called), _) => letter.own("Hello ").told(called).own(",\n\n"),
        (None, _) => letter.own("Hello,\n\n"),
    };
    let likes_it = |person: &Person| matches!(person.style, Some(Style::Promoter | Style::Nurturer));
    letter.own_if(to.person.is_some_and(likes_it), "I hope you are well. ")
}

fn subject(about: About, told: &Told<'_>, veil: &Veil) -> String {
    let (alone, with) = match about {
        About::FirstContact => return "May I call you?".to_owned(),
        About::Thanks => return "Thank you".to_owned(),
        About::Away => return "I am away".to_owned(),
        About::Report | About::Asking(_) => ("How it went", "How it went: "),
        About::Pass(_) => ("Somebody for you", "Somebody for you: "),
        // To the prospect themselves.
        About::Consent if told.source.is_none() => return "A question".to_owned(),
        About::Consent | About::Naming | About::Recommending => ("A question", "About "),
        About::Late => ("Where I am with it", "About "),
    };
    match told.prospect.as_deref() {
        Some(name) => Letter::new(veil).own(with).told(name).finish(),
        None => alone.to_owned(),
    }
}
