//! My own profile: what others need to refer me, and what the notebook should know about me.

use crate::{
    components::edit::{
        Beside, Choices, Hint, Input, Items, Section, common, items, one, part, parts, words,
    },
    pages::person::fields::STYLES,
};

const WEEK: Choices = &[("monday", "Monday"), ("sunday", "Sunday"), ("saturday", "Saturday")];

const AWAY: Items = Items {
    parts: &[
        part("from", "First day", "", Input::Date),
        part("to", "Last day", "to ", Input::Date),
        part("words", "Where, or who stands in", "", Input::Text(Hint::Words)),
    ],
    only: None,
    beside: Beside::Nothing,
};

const PRESENTATION: Items = Items {
    parts: &[
        part("title", "What it is about", "", Input::Text(Hint::Words)),
        part("objective", "What listeners learn to recognise", "", Input::Note),
        part("words", "The words", "", Input::Note),
        part("seconds", "How long, in seconds", "", Input::Number(1, 7_200, "seconds")),
        part("given_on", "Given on", "given ", Input::Date),
        part("review", "What worked, what to improve", "", Input::Note),
    ],
    only: None,
    beside: Beside::Nothing,
};

const COMMITMENT: Items = Items {
    parts: &[part("words", "What you hold yourself to", "", Input::Text(Hint::Words))],
    only: None,
    beside: Beside::Nothing,
};

const CADENCE: Items = Items {
    parts: &[
        part("tag", "Tag", "", Input::Text(Hint::Words)),
        part("ideal", "Ideally every … days", "every ", Input::Number(1, 3_650, "days")),
        part("longest", "At the longest every … days", "at most ", Input::Number(1, 3_650, "days")),
    ],
    only: None,
    beside: Beside::Nothing,
};

/// What is asked of a group here: how often to be in touch with its members.
pub(crate) const GROUP: &[Section] = &[Section {
    title: "",
    fields: &[
        one("name", "Group", "Name", Input::Text(Hint::Name)),
        parts(
            "cadence_ideal",
            "In touch every",
            "How often to be in touch with its members",
            &[
                part("cadence_ideal", "Ideally every … days", "", Input::Number(1, 3_650, "days")),
                part(
                    "cadence_longest",
                    "At the longest every … days",
                    "at most ",
                    Input::Number(1, 3_650, "days"),
                ),
            ],
        ),
        one("meets", "Meets", "When it meets", Input::Text(Hint::Words)),
        one("place", "Place", "Where it meets", Input::Text(Hint::Words)),
    ],
}];

/// The sections up to my GAINS: how fresh these are stands behind them.
pub(super) const GAINS: usize = 3;

/// Every section of the page about me.
pub(crate) const SECTIONS: &[Section] = &[
    Section {
        title: "",
        fields: &[
            one("name", "Name", "Your name", Input::Text(Hint::Name)),
            one("trade", "Trade", "Trade", Input::Text(Hint::Words)),
            one("company", "Company", "Company", Input::Text(Hint::Name)),
            common::PHONES,
            common::EMAILS,
            common::LINKS,
            one("city", "City", "City", Input::Text(Hint::Name)),
            one("style", "Style", "Style", Input::Choice(STYLES)),
            words("languages", "Languages", "Language", &[]),
        ],
    },
    Section {
        title: "How to refer me",
        fields: &[
            one("target_market", "Target market", "Target market", Input::Note),
            one("listen_for", "Listen for", "What to listen for", Input::Note),
            one("introduction", "Introduction", "How to introduce me", Input::Note),
            common::CUSTOMERS,
            one("story", "Story", "A story that sells me", Input::Note),
        ],
    },
    Section { title: "My GAINS", fields: common::GAINS },
    Section {
        title: "Presentations and commitments",
        fields: &[
            items("presentations", "Presentations", "Presentation", &PRESENTATION),
            items("commitments", "Commitments", "Commitment", &COMMITMENT),
        ],
    },
    Section {
        title: "Practical",
        fields: &[
            items("away", "Away", "Days away", &AWAY),
            items("cadences", "In touch, by tag", "How often, for a tag", &CADENCE),
            one("currency", "Currency", "Currency", Input::Text(Hint::Code)),
            one("week_starts", "The week begins on", "First day of the week", Input::Choice(WEEK)),
        ],
    },
];
