//! My own profile: what others need to refer me, and what the notebook should know about me.

use crate::components::edit::{
    Beside, Choices, Hint, Input, Items, Section, common, items, one, part, words,
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
        title: "Practical",
        fields: &[
            items("away", "Away", "Days away", &AWAY),
            one("currency", "Currency", "Currency", Input::Text(Hint::Code)),
            one("week_starts", "The week begins on", "First day of the week", Input::Choice(WEEK)),
        ],
    },
];
