//! What is known about a person, in calm sections: the table from which the page is made.

use crate::components::edit::{
    Beside, Choices, Field, Hint, Input, Items, Section, common, items, one, part, parts, records, words,
};

/// How somebody prefers to be reached.
pub(crate) const CHANNELS: Choices = &[
    ("call", "Call"),
    ("text", "Text message"),
    ("email", "Email"),
    ("in_person", "In person"),
    ("messenger", "Messenger"),
];

/// Behavioural styles, each with how to treat them.
pub(crate) const STYLES: Choices = &[
    ("go_getter", "Go-Getter: be brief, bring results"),
    ("promoter", "Promoter: be warm, leave room for stories"),
    ("nurturer", "Nurturer: be gentle, do not press"),
    ("examiner", "Examiner: bring facts, allow time"),
];

/// Stages of a relationship.
pub(crate) const STAGES: Choices =
    &[("visibility", "Visibility"), ("credibility", "Credibility"), ("profitability", "Profitability")];

/// Roles, several at once.
pub(crate) const ROLES: Choices = &[
    ("prospect", "Prospect"),
    ("client", "Client"),
    ("member", "Group member"),
    ("referral_partner", "Referral partner"),
    ("strategic_partner", "Strategic partner"),
    ("vouched", "Vouched professional"),
    ("supplier", "Supplier"),
    ("friend", "Friend"),
    ("family", "Family"),
];

const EVIDENCE: Items = Items {
    parts: &[
        part("words", "What speaks for their quality", "", Input::Text(Hint::Words)),
        part("by", "Who said so", "by ", Input::Person),
        part("on", "When", "", Input::Date),
    ],
    only: None,
    beside: Beside::Nothing,
};

/// Every section of a person's page.
pub(crate) const SECTIONS: &[Section] = &[
    Section {
        title: "",
        fields: &[
            one("trade", "Trade", "Trade", Input::Text(Hint::Words)),
            one("company", "Company", "Company", Input::Text(Hint::Name)),
            common::PHONES,
            common::EMAILS,
            one("city", "City", "City", Input::Text(Hint::Name)),
            parts(
                "met_at",
                "Met",
                "Where we met",
                &[
                    part("met_at", "Where", "", Input::Text(Hint::Words)),
                    part("met_on", "When", "", Input::Date),
                ],
            ),
            common::LINKS,
            one("introduced_by", "Introduced by", "Who introduced them", Input::Person),
            words("nicknames", "Also called", "What else they are called", &[]),
            words("tags", "Tags", "Tag", &[]),
            words("roles", "Roles", "Role", ROLES),
            one("note", "Note", "Note", Input::Note),
            one("name", "Name", "Name", Input::Text(Hint::Name)),
        ],
    },
    Section {
        title: "How they like to be treated",
        fields: &[
            parts(
                "channel",
                "Reached best by",
                "How to reach them",
                &[
                    part("channel", "Channel", "", Input::Choice(CHANNELS)),
                    part("messenger", "Which messenger", "", Input::Text(Hint::Name)),
                    part("best_times", "Best times", "", Input::Text(Hint::Words)),
                ],
            ),
            one("style", "Style", "Style", Input::Choice(STYLES)),
            words("languages", "Languages", "Language", &[]),
            parts(
                "cadence_ideal",
                "In touch every",
                "How often to be in touch",
                &[
                    part("cadence_ideal", "Ideally every … days", "", Input::Number(1, 3650, "days")),
                    part(
                        "cadence_longest",
                        "At the longest every … days",
                        "at most ",
                        Input::Number(1, 3650, "days"),
                    ),
                ],
            ),
        ],
    },
    Section {
        title: "Trust",
        fields: &[
            one("stage", "Stage", "Stage", Input::Choice(STAGES)),
            parts(
                "know",
                "Know, like, trust",
                "Know, like, trust",
                &[
                    part("know", "I know them", "know: ", Input::YesNo),
                    part("like", "I like them", "like: ", Input::YesNo),
                    part("trust", "I trust them", "trust: ", Input::YesNo),
                ],
            ),
            items("evidence", "Evidence", "Evidence of quality", &EVIDENCE),
        ],
    },
    Section {
        title: "How to refer them",
        fields: &[
            one("good_prospect", "A good prospect", "A good prospect for them", Input::Note),
            one("listen_for", "Listen for", "What to listen for", Input::Note),
            one("introduction", "Introduction", "How to introduce them", Input::Note),
            common::CUSTOMERS,
            one("story", "Story", "A story that sells them", Input::Note),
        ],
    },
    Section { title: "GAINS", fields: common::GAINS },
    Section {
        title: "Circles",
        fields: &[
            words("circles", "Circles", "Circle", &[]),
            records("knows", "Knows", "Whom they know", true),
            records("groups", "Groups", "Group", true),
        ],
    },
];

/// The label of a key, for the history and for fields changed on two devices.
pub(crate) fn field_of(sections: &'static [Section], key: &str) -> Option<&'static Field> {
    let name = key.split('/').next().unwrap_or(key);
    let fields = sections.iter().flat_map(|section| section.fields.iter());
    fields.into_iter().find(|field| field.key == name || field.parts().iter().any(|part| part.key == name))
}
