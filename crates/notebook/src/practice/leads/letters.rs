//! The messages that follow from a lead: to the prospect, to the source, to those it is for. Each is a draft
//! in which nobody is named who wants to stay hidden.

use said::{Said, Word, words::letter as words};
use serde::{Deserialize, Serialize};

use super::{
    Deed, passing,
    standing::{named, prospect_of, source_of},
    ways::{Addressee, ways},
    words::{Draft, draft},
};
use crate::{
    Id, Now,
    model::Model,
    practice::{
        called::called,
        discretion::{Reader, Veil},
    },
    query::LetterView,
    record::{Channel, Consent, Lead, Level, Me, Person, Progress, Style, TouchKind},
};

/// What a message is about, which also says to whom it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// To the prospect: the first contact.
    FirstContact,
    /// To the source, or to the prospect when nobody told me: do they agree to be contacted.
    Consent,
    /// To the source: may they be named.
    Naming,
    /// To the source: a word for me before I call.
    Recommending,
    /// To the source: why the first contact is late.
    Late,
    /// To the source: I am away.
    Away,
    /// To the source: thanks, without any amount.
    Thanks,
    /// To the source: how good it was.
    Report,
    /// To one of those it is for: here it is.
    Pass(Id),
    /// To one of those it is for: how did it go.
    Asking(Id),
}

impl About {
    /// Its stable word, which a touch remembers.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::FirstContact => "first_contact",
            Self::Consent => "consent",
            Self::Naming => "naming",
            Self::Recommending => "recommending",
            Self::Late => "late",
            Self::Away => "away",
            Self::Thanks => "thanks",
            Self::Report => "report",
            Self::Pass(_) => "pass",
            Self::Asking(_) => "asking",
        }
    }

    /// What is done with the lead when it went out.
    pub(crate) fn deed(self) -> Option<Deed> {
        match self {
            Self::FirstContact => Some(Deed::Moved(Progress::Contacted)),
            Self::Thanks => Some(Deed::Thanked),
            Self::Report => Some(Deed::Reported),
            Self::Pass(id) => Some(Deed::Passed(id)),
            Self::Consent | Self::Naming | Self::Recommending | Self::Late | Self::Away | Self::Asking(_) => {
                None
            }
        }
    }

    /// Whether it goes to the source of a lead that has one.
    pub(crate) fn is_to_source(self) -> bool {
        !matches!(self, Self::FirstContact | Self::Pass(_) | Self::Asking(_))
    }

    /// What kind of touch it is when it went out in writing.
    #[must_use]
    pub fn touch(self) -> TouchKind {
        if self == Self::Thanks { TouchKind::Thanked } else { TouchKind::Message }
    }
}

/// Whom a message goes to.
pub(crate) struct To<'a> {
    /// The person, if they are in the notebook.
    pub(crate) person: Option<&'a Person>,
    /// Their name, or that of a group.
    pub(crate) name: String,
    /// What they are called when one speaks to them.
    pub(crate) called: Option<String>,
    /// Several get it at once.
    pub(crate) is_group: bool,
}

/// Whom a message goes to; `None` when that is not known.
pub(crate) fn addressee<'a>(model: &'a Model, lead: &Lead, about: About) -> Option<To<'a>> {
    let mut group = None;
    let (id, name) = match about {
        About::FirstContact => (lead.prospect, prospect_of(model, lead)),
        About::Consent if source_of(model, lead).is_none() => (lead.prospect, prospect_of(model, lead)),
        About::Pass(id) | About::Asking(id) => {
            let recipient = lead.recipients.get(&id)?;
            group = recipient.group.and_then(|id| model.groups.get(&id)).map(|group| group.name.clone());
            (recipient.person, named(model, recipient.person, &recipient.name))
        }
        _ => (lead.source, source_of(model, lead)),
    };
    let person = id.and_then(|id| model.people.get(&id));
    let is_group = name.is_none();
    let name = name.or(group)?;
    let called = person.map_or_else(|| called(&name), Person::called);
    Some(To { person, name, called, is_group })
}

/// The draft of a message, or the words that the person made of it: in both what must not leave is left
/// out, and the ways of sending carry exactly these words. `None` when there is nobody to write to.
pub(crate) fn letter(
    model: &Model,
    lead: &Lead,
    about: About,
    asked: Option<&str>,
    now: Now,
) -> Option<LetterView> {
    let to = addressee(model, lead, about)?;
    let person = to.person;
    let reader = match person {
        _ if about.is_to_source() && source_of(model, lead).is_some() => Reader::Source,
        Some(person) => Reader::Person(person.id),
        None => Reader::Anybody,
    };
    let mut veil = Veil::over(model, lead, reader);
    veil.spare(&to.name);
    to.called.iter().for_each(|called| veil.spare(called));
    let veil = match about {
        About::Thanks | About::Report => veil.and_amounts(lead),
        _ => veil,
    };
    let Draft { subject, words: drafted } = draft(model, lead, about, &to, &veil, now);
    let said = asked.map_or(drafted, |words| veil.hide(words));
    let ways = ways(&Addressee { person, subject: &subject, words: &said });
    Some(LetterView {
        to: to.name,
        person: person.map(|person| person.id),
        manner: person.map(|person| manner(person, &model.me)).unwrap_or_default(),
        warning: warning(model, lead, about, person),
        hides: asked.is_some_and(|words| words != said),
        asked: asked.map(str::to_owned),
        ways,
        shares_first: person.is_some_and(|person| person.channel == Some(Channel::Messenger)),
        subject,
        words: said,
    })
}

/// How somebody likes to be treated (domain §1: the platinum rule).
fn manner(person: &Person, me: &Me) -> Vec<Said> {
    let channel = match &person.channel {
        Some(Channel::Call) => Some(words::LIKES_CALL.into()),
        Some(Channel::Text) => Some(words::LIKES_TEXT.into()),
        Some(Channel::Email) => Some(words::LIKES_EMAIL.into()),
        Some(Channel::InPerson) => Some(words::LIKES_IN_PERSON.into()),
        Some(Channel::Messenger) if !person.messenger.is_empty() => Some(words::likes(&person.messenger)),
        Some(Channel::Messenger) => Some(words::LIKES_MESSENGER.into()),
        Some(Channel::Other(word)) => Some(words::likes(word)),
        None => None,
    };
    let style = match &person.style {
        Some(Style::GoGetter) => Some(words::GO_GETTER),
        Some(Style::Promoter) => Some(words::PROMOTER),
        Some(Style::Nurturer) => Some(words::NURTURER),
        Some(Style::Examiner) => Some(words::EXAMINER),
        _ => None,
    };
    let times = Some(person.best_times.trim()).filter(|times| !times.is_empty()).map(Said::told);
    let unlike = unlike(&me.style, &person.style).map(Said::from);
    [channel, times, style.map(Said::from), unlike].into_iter().flatten().collect()
}

/// What is different from how I like it myself (domain §1: three people are in a referral, and I am one).
fn unlike(mine: &Option<Style>, theirs: &Option<Style>) -> Option<Word> {
    let is_fast = |style: &Style| matches!(style, Style::GoGetter | Style::Promoter);
    let is_of_tasks = |style: &Style| matches!(style, Style::GoGetter | Style::Examiner);
    let (mine, theirs) = (mine.as_ref()?, theirs.as_ref()?);
    if matches!(mine, Style::Other(_)) || matches!(theirs, Style::Other(_)) {
        return None;
    }
    Some(match (is_fast(mine), is_fast(theirs), is_of_tasks(mine), is_of_tasks(theirs)) {
        (true, false, true, false) => words::SLOWER_WARMER,
        (true, false, false, true) => words::SLOWER_PLAINER,
        (true, false, ..) => words::SLOWER,
        (false, true, true, false) => words::QUICKER_WARMER,
        (false, true, false, true) => words::QUICKER_PLAINER,
        (false, true, ..) => words::QUICKER,
        (_, _, true, false) => words::WARMER,
        (_, _, false, true) => words::PLAINER,
        _ => return None,
    })
}

/// What to think of before it goes out.
fn warning(model: &Model, lead: &Lead, about: About, person: Option<&Person>) -> Vec<Said> {
    let warning = match about {
        About::Pass(id) => {
            let is_group = lead.recipients.get(&id).is_none_or(|recipient| recipient.group.is_some());
            let gate = match person {
                Some(person) => passing::warning(person),
                None if is_group => None,
                None => Some(words::WARN_UNKNOWN.into()),
            };
            return [gate, unreachable(model, lead)].into_iter().flatten().collect();
        }
        About::Late => Some(words::WARN_LATE.into()),
        About::FirstContact if lead.consent == Some(Consent::No) => Some(words::WARN_SAID_NO.into()),
        About::FirstContact if lead.level_in_truth() == Level::Lead => {
            source_of(model, lead).map(|source| words::warn_unasked(&source))
        }
        _ => None,
    };
    warning.into_iter().collect()
}

/// Somebody who agreed to be contacted, and nobody could say how.
fn unreachable(model: &Model, lead: &Lead) -> Option<Said> {
    let prospect = lead.prospect.and_then(|id| model.people.get(&id));
    let is_known = prospect.is_some_and(|person| !(person.phones.is_empty() && person.emails.is_empty()));
    let agreed = lead.consent == Some(Consent::Yes);
    (agreed && !is_known).then(|| words::WARN_UNREACHABLE.into())
}
