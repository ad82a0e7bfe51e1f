//! The facts of a lead. Level, consent, name use and expectation are four, never folded into one (domain §2).

use crate::components::edit::{Beside, Choices, Hint, Input, Items, Section, items, one, part, parts, words};

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
    ("use_my_name", "For one member, “use my name”"),
    ("no_name", "For one member, “don’t use my name”"),
];

/// What a lead may be called.
pub(crate) const LEVELS: Choices = &[("lead", "Lead"), ("referral", "Referral"), ("presold", "Presold")];

const CONSENT: Choices = &[("yes", "Yes"), ("no", "No")];

const NAME_USE: Choices = &[("yes", "Yes"), ("no", "No: keep the source hidden"), ("ask_first", "Ask first")];

const DIRECTIONS: Choices =
    &[("for_me", "For me"), ("given", "Given by me"), ("passed_through", "Passed on through me")];

const QUALITY: Choices = &[
    ("good_fit", "It was a good fit"),
    ("no_fit", "It was no fit"),
    ("surprised", "The prospect was surprised by the call"),
];

const RECIPIENT: Items = Items {
    parts: &[
        part("person", "Who, when they are in the notebook", "", Input::Person),
        part("group", "Group", "", Input::Group),
        part("name", "Or their name", "", Input::Text(Hint::Name)),
        part("progress", "How far they are", "", Input::Choice(PROGRESS)),
        part("passed_at", "Passed on", "passed on ", Input::Time),
        part("closed", "Value closed", "", Input::Money),
        part("thanked_at", "They thanked", "thanked ", Input::Time),
        part("quality", "Their report", "", Input::Choice(QUALITY)),
        part("quality_words", "In their words", "", Input::Text(Hint::Words)),
    ],
    only: None,
    beside: Beside::Nothing,
};

/// Every section of a lead's page.
pub(crate) const SECTIONS: &[Section] = &[
    Section {
        title: "",
        fields: &[
            one("need", "What is needed", "What is needed", Input::Text(Hint::Words)),
            one("prospect", "Who needs it", "Who needs it", Input::Person),
            one("prospect_name", "Name as heard", "A name for now", Input::Text(Hint::Name)),
            one("progress", "How far it is", "How far it is", Input::Choice(PROGRESS)),
            one("due", "Follow up on", "Follow-up date", Input::Date),
            parts(
                "expects_call",
                "Expects a call",
                "Whether a call is expected",
                &[
                    part("expects_call", "Does the prospect expect a call", "", Input::YesNo),
                    part("expects_by", "By when", "by ", Input::Time),
                ],
            ),
        ],
    },
    Section {
        title: "What it is",
        fields: &[
            one("consent", "Agreed to be contacted", "Whether they agreed", Input::Choice(CONSENT)),
            one("level", "Level as noted", "Level", Input::Choice(LEVELS)),
            one("kind", "Kind", "Kind of lead", Input::Choice(KINDS)),
            one("direction", "Which way", "Which way it went", Input::Choice(DIRECTIONS)),
        ],
    },
    Section {
        title: "Where it comes from",
        fields: &[
            one("source", "Who told me", "Who told me", Input::Person),
            one("source_name", "Source as heard", "A name for the source", Input::Text(Hint::Name)),
            one("name_use", "Use their name", "Whether to use their name", Input::Choice(NAME_USE)),
            one("received_at", "Received", "When it was received", Input::Time),
        ],
    },
    Section { title: "For whom", fields: &[items("recipients", "For", "Somebody it is for", &RECIPIENT)] },
    Section {
        title: "What came of it",
        fields: &[
            one("value_expected", "Value expected", "Value expected", Input::Money),
            one("value_closed", "Value closed", "Value closed", Input::Money),
            one("new_customer", "A new customer", "New or returning customer", Input::YesNo),
            one("heat", "Heat, 1 to 5", "Heat", Input::Number(1, 5, "")),
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
];
