//! The messages that follow from a lead: to the prospect, to the source, to those it is for. Each is a draft
//! in which nobody is named who wants to stay hidden.

use serde::{Deserialize, Serialize};

use super::{
    Deed, passing,
    standing::{named, prospect_of, source_of},
    ways::{Addressee, ways},
    words::{Draft, draft},
};
use crate::{
    Id, Now, isolated,
    model::Model,
    practice::{
        called::called,
        discretion::{Reader, Veil},
    },
    query::LetterView,
    record::{Channel, Lead, Level, Me, Person, Progress, Style, TouchKind},
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
    words: Option<&str>,
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
    let said = words.map_or(drafted, |words| veil.hide(words));
    let ways = ways(&Addressee { person, subject: &subject, words: &said });
    Some(LetterView {
        to: to.name,
        person: person.map(|person| person.id),
        manner: person.map(|person| manner(person, &model.me)).unwrap_or_default(),
        warning: warning(model, lead, about, person).unwrap_or_default(),
        hides: words.is_some_and(|words| words != said),
        asked: words.map(str::to_owned),
        ways,
        shares_first: person.is_some_and(|person| person.channel == Some(Channel::Messenger)),
        subject,
        words: said,
    })
}

/// How somebody likes to be treated, in a line (domain §1: the platinum rule).
fn manner(person: &Person, me: &Me) -> String {
    let channel = match &person.channel {
        Some(Channel::Call) => "Likes a call best".to_owned(),
        Some(Channel::Text) => "Likes a text best".to_owned(),
        Some(Channel::Email) => "Likes an email best".to_owned(),
        Some(Channel::InPerson) => "Likes to be told in person".to_owned(),
        Some(Channel::Messenger) if !person.messenger.is_empty() => {
            ["Likes ", &person.messenger, " best"].concat()
        }
        Some(Channel::Messenger) => "Likes a messenger best".to_owned(),
        Some(Channel::Other(word)) => ["Likes ", word, " best"].concat(),
        None => String::new(),
    };
    let style = match &person.style {
        Some(Style::GoGetter) => "be brief, bring results",
        Some(Style::Promoter) => "be warm, leave room for stories",
        Some(Style::Nurturer) => "be gentle, do not press",
        Some(Style::Examiner) => "bring facts, allow time",
        _ => "",
    };
    let parts = [channel.as_str(), person.best_times.trim(), style, unlike(&me.style, &person.style)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// What is different from how I like it myself (domain §1: three people are in a referral, and I am one).
fn unlike(mine: &Option<Style>, theirs: &Option<Style>) -> &'static str {
    let is_fast = |style: &Style| matches!(style, Style::GoGetter | Style::Promoter);
    let is_of_tasks = |style: &Style| matches!(style, Style::GoGetter | Style::Examiner);
    let (Some(mine), Some(theirs)) = (mine, theirs) else { return "" };
    if matches!(mine, Style::Other(_)) || matches!(theirs, Style::Other(_)) {
        return "";
    }
    match (is_fast(mine), is_fast(theirs), is_of_tasks(mine), is_of_tasks(theirs)) {
        (true, false, true, false) => "slower and warmer than you would",
        (true, false, false, true) => "slower and more to the point than you would",
        (true, false, ..) => "slower than you would",
        (false, true, true, false) => "quicker and warmer than you would",
        (false, true, false, true) => "quicker and more to the point than you would",
        (false, true, ..) => "quicker than you would",
        (_, _, true, false) => "warmer than you would",
        (_, _, false, true) => "more to the point than you would",
        _ => "",
    }
}

/// What to think of before it goes out.
fn warning(model: &Model, lead: &Lead, about: About, person: Option<&Person>) -> Option<String> {
    match about {
        About::Pass(id) => {
            let gate = match person {
                Some(person) => passing::warning(person),
                None if lead.recipients.get(&id)?.group.is_some() => None,
                None => Some("They are not in your notebook: nothing about their quality is noted. You can pass it on all the same.".to_owned()),
            };
            let all = [gate, unreachable(model, lead)].into_iter().flatten().collect::<Vec<_>>();
            (!all.is_empty()).then(|| all.join(" "))
        }
        About::Late => Some("A word about the reason helps: it is better heard from you.".into()),
        About::FirstContact if lead.consent == Some(crate::record::Consent::No) => {
            Some("They said no for now. Leaving it to them keeps the door open.".into())
        }
        About::FirstContact if lead.level_in_truth() == Level::Lead => source_of(model, lead).map(|source| {
            ["Nobody has asked them yet. A word from ", &isolated(&source), " first makes it a referral."]
                .concat()
        }),
        _ => None,
    }
}

/// Somebody who agreed to be contacted, and nobody could say how.
fn unreachable(model: &Model, lead: &Lead) -> Option<String> {
    let prospect = lead.prospect.and_then(|id| model.people.get(&id));
    let is_known = prospect.is_some_and(|person| !(person.phones.is_empty() && person.emails.is_empty()));
    let agreed = lead.consent == Some(crate::record::Consent::Yes);
    (agreed && !is_known).then(|| "How to reach them is not noted: add it before it goes out.".to_owned())
}
