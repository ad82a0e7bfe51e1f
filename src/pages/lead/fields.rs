//! The facts of a lead. Level, consent, name use and expectation are four, never folded into one (domain §2).

use crate::components::edit::{
    Beside, Choices, Field, Hint, Hour, Input, Items, Part, Section, items, one, part, parts, words,
};

/// How far a lead is.
pub(crate) const PROGRESS: Choices = &[
    ("new", "New"),
    ("contacted", "Contacted"),
    ("met", "Met"),
    ("proposal", "Proposal"),
    ("won", "Won"),
    ("lost", "Lost"),
    ("not_a_fit", "Not a fit"),
];

const KINDS: Choices = &[
    ("general", "For several members"),
    ("use_my_name", "For one, “use my name”"),
    ("no_name", "For one, “don’t use my name”"),
];

/// What a lead may be called.
pub(crate) const LEVELS: Choices = &[("lead", "Lead"), ("referral", "Referral"), ("presold", "Presold")];

const YES_NO: Choices = &[("yes", "Yes"), ("no", "No")];

const NAME_USE: Choices = &[("yes", "Yes"), ("no", "No, never"), ("ask_first", "Ask first")];

/// Which way a lead went.
pub(crate) const DIRECTIONS: Choices =
    &[("for_me", "Came to me"), ("given", "I gave it"), ("passed_through", "I passed it on")];

const TIERS: Choices = &[("1", "Inside"), ("2", "Outside"), ("3", "Spin-off")];

const HEAT: Choices = &[("1", "1"), ("2", "2"), ("3", "3"), ("4", "4"), ("5", "5")];

pub(crate) const QUALITY: Choices = &[
    ("good_fit", "It was a good fit"),
    ("no_fit", "It was no fit"),
    ("surprised", "The prospect was surprised by the call"),
];

/// What is known about one of those it is for.
pub(crate) const RECIPIENT: &[Part] = &[
    part("person", "Who, when they are in the notebook", "", Input::Person),
    part("group", "Group", "", Input::Group),
    part("name", "Or their name", "", Input::Text(Hint::Name)),
    part("progress", "How far they are", "", Input::Choice(PROGRESS)),
    part("passed_at", "Passed on", "passed on ", Input::Time),
    part("closed", "Value closed", "", Input::Money),
    part("thanked_at", "They thanked", "thanked ", Input::Time),
    part("quality", "Their report", "", Input::Choice(QUALITY)),
    part("quality_words", "In their words", "", Input::Text(Hint::Words)),
];

/// Whoever gets it, at first: the rest is asked when there is something to say.
pub(crate) const WHO: &[Part] = &[part("person", "Who gets it", "", Input::Somebody)];

/// What a lead that was won brought.
pub(crate) const WON: &[Part] = &[part("value_closed", "What is it worth?", "", Input::Money)];

const RECIPIENTS: Items = Items { parts: RECIPIENT, only: None, beside: Beside::Nothing };

/// Facts that are chosen with one tap: how far it is.
pub(crate) const FAR: &[Field] = &[one("progress", "How far it is", "", Input::Choice(PROGRESS))];

/// The four facts.
pub(crate) const FOUR: &[Field] = &[
    one("consent", "Agreed to be contacted", "", Input::Choice(YES_NO)),
    one("level", "Level as noted", "", Input::Choice(LEVELS)),
    one("name_use", "May the source be named", "", Input::Choice(NAME_USE)),
    one("expects_call", "Expects a call", "", Input::Choice(YES_NO)),
];

/// What it is, as groups count it.
pub(crate) const KIND: &[Field] = &[
    one("kind", "Kind", "", Input::Choice(KINDS)),
    one("direction", "Which way", "", Input::Choice(DIRECTIONS)),
    one("tier", "Tier", "", Input::Choice(TIERS)),
];

/// How warm it is, and whose customer it brought.
pub(crate) const WARM: &[Field] = &[
    one("heat", "Heat", "", Input::Choice(HEAT)),
    one("new_customer", "A new customer", "", Input::Choice(YES_NO)),
];

/// Sections of facts that are edited in place, before and after the people.
pub(crate) const SHOWN: usize = 3;

/// Every section of a lead's page; those after [`SHOWN`] are chosen by taps, and named in its history.
pub(crate) const SECTIONS: &[Section] = &[
    Section {
        title: "",
        fields: &[
            one("need", "What is needed", "What is needed", Input::Text(Hint::Words)),
            one("prospect", "Needed by", "Who needs it", Input::Person),
            one("prospect_name", "Name as heard", "A name for now", Input::Text(Hint::Name)),
            one(
                "expects_by",
                "A call is expected by",
                "When a call is expected",
                Input::Planned(Hour::Always),
            ),
            one("due", "Follow up on", "Follow-up date", Input::Planned(Hour::Maybe)),
        ],
    },
    Section {
        title: "Where it comes from",
        fields: &[
            one("source", "Who told me", "Who told me", Input::Person),
            one("source_name", "Source as heard", "A name for the source", Input::Text(Hint::Name)),
            one("received_at", "Received", "When it was received", Input::Time),
            one("consent_at", "Agreed", "When they agreed to be contacted", Input::Time),
            one("came_from", "Came out of", "An earlier lead it came out of", Input::Lead),
        ],
    },
    Section {
        title: "What came of it",
        fields: &[
            one("value_expected", "Value expected", "Value expected", Input::Money),
            one("value_closed", "Value closed", "Value closed", Input::Money),
            one("contacted_at", "First contact", "First contact", Input::Time),
            one("met_at", "Met", "When they met", Input::Time),
            one("proposal_at", "Proposal", "When the proposal went out", Input::Time),
            one("closed_at", "Closed", "When it was closed", Input::Time),
            one("thanked_at", "Source thanked", "When the source was thanked", Input::Time),
            parts(
                "quality",
                "Report to the source",
                "Report to the source",
                &[
                    part("quality", "How good it was", "", Input::Choice(QUALITY)),
                    part("quality_words", "In words", "", Input::Text(Hint::Words)),
                    part("reported_at", "Reported", "reported ", Input::Time),
                ],
            ),
            words("tags", "Tags", "Tag", &[]),
            one("note", "Note", "Note", Input::Note),
        ],
    },
    Section { title: "", fields: FAR },
    Section { title: "", fields: FOUR },
    Section { title: "", fields: KIND },
    Section { title: "", fields: WARM },
    Section {
        title: "",
        fields: &[items("recipients", "Passed to", "", &RECIPIENTS), words("ladder", "Ladder", "", &[])],
    },
];

/// What a fact means, in a line or two; `None` where its words say it.
pub(crate) fn meaning(key: &str) -> Option<&'static str> {
    Some(match key {
        "level" => {
            "A lead: a need is known, before any word with them. A referral: they agreed to be contacted. Presold: \
             they know about you and wait for you. The top of the page says what it may be called in truth."
        }
        "name_use" => {
            "Whether those who get it may say who it came from. Until somebody says yes, nobody is named."
        }
        "kind" => {
            "How groups count it: for several members, or for one, with the name of the source or without it."
        }
        "direction" => {
            "Came to me: I get the work. I gave it: I heard of it and passed it to somebody. I passed it on: somebody gave it to me for somebody else."
        }
        "tier" => {
            "Inside: the one who told you buys. Outside: somebody they know. Spin-off: it came out of an earlier lead."
        }
        "heat" => {
            "From 1, may come to something one day, to 5, waits for a call. The warmer it is, the sooner Today speaks of it."
        }
        _ => return None,
    })
}
