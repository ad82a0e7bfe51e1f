//! What is known about a person, in calm sections: the table from which the page is made.

use crate::components::edit::{
    Beside, Choices, Field, Hint, Input, Items, Section, common, items, one, part, parts, records, words,
};
use said::words::person as say;
use said::words::word;

/// How somebody prefers to be reached.
pub(crate) const CHANNELS: Choices = &[
    ("call", say::CALL),
    ("text", say::TEXT_MESSAGE),
    ("email", say::EMAIL),
    ("in_person", say::IN_PERSON),
    ("messenger", say::MESSENGER),
];

/// Behavioural styles, each with how to treat them.
pub(crate) const STYLES: Choices = &[
    ("go_getter", say::GO_GETTER_BE_BRIEF_BRING),
    ("promoter", say::PROMOTER_BE_WARM_LEAVE_ROOM),
    ("nurturer", say::NURTURER_BE_GENTLE_DO_NOT),
    ("examiner", say::EXAMINER_BRING_FACTS_ALLOW),
];

/// Stages of a relationship.
pub(crate) const STAGES: Choices = &[
    ("visibility", say::VISIBILITY),
    ("credibility", say::CREDIBILITY),
    ("profitability", say::PROFITABILITY),
];

/// Roles, several at once.
pub(crate) const ROLES: Choices = &[
    ("prospect", say::PROSPECT),
    ("client", say::CLIENT),
    ("member", say::GROUP_MEMBER),
    ("referral_partner", say::REFERRAL_PARTNER),
    ("strategic_partner", say::STRATEGIC_PARTNER),
    ("vouched", say::VOUCHED_PROFESSIONAL),
    ("supplier", say::SUPPLIER),
    ("friend", say::FRIEND),
    ("family", say::FAMILY),
];

const EVIDENCE: Items = Items {
    parts: &[
        part("words", say::WHAT_SPEAKS_FOR_THEIR_QUALITY, None, Input::Text(Hint::Words)),
        part("by", say::WHO_SAID_SO, Some(say::by), Input::Person),
        part("on", say::WHEN, None, Input::Date),
    ],
    only: None,
    beside: Beside::Nothing,
};

/// Every section of a person's page.
pub(crate) const SECTIONS: &[Section] = &[
    Section {
        title: None,
        fields: &[
            one("trade", say::TRADE, say::TRADE, Input::Text(Hint::Words)),
            one("company", say::COMPANY, say::COMPANY, Input::Text(Hint::Name)),
            common::PHONES,
            common::EMAILS,
            one("city", say::CITY, say::CITY, Input::Text(Hint::Name)),
            parts(
                "met_at",
                say::MET,
                say::WHERE_WE_MET,
                &[
                    part("met_at", say::WHERE_, None, Input::Text(Hint::Words)),
                    part("met_on", say::WHEN, None, Input::Date),
                ],
            ),
            common::LINKS,
            one("introduced_by", say::INTRODUCED_BY, say::WHO_INTRODUCED_THEM, Input::Person),
            words("nicknames", say::ALSO_CALLED, say::WHAT_ELSE_THEY_ARE_CALLED, &[]),
            words("tags", say::TAGS, say::TAG, &[]),
            words("roles", say::ROLES, say::ROLE, ROLES),
            one("note", say::NOTE, say::NOTE, Input::Note),
            one("name", word::NAME, word::NAME, Input::Text(Hint::Name)),
        ],
    },
    Section {
        title: Some(say::HOW_THEY_LIKE_TO_BE),
        fields: &[
            parts(
                "channel",
                say::REACHED_BEST_BY,
                say::HOW_TO_REACH_THEM,
                &[
                    part("channel", say::CHANNEL, None, Input::Choice(CHANNELS)),
                    part("messenger", say::WHICH_MESSENGER, None, Input::Text(Hint::Name)),
                    part("best_times", say::BEST_TIMES, None, Input::Text(Hint::Words)),
                ],
            ),
            one("style", say::STYLE, say::STYLE, Input::Choice(STYLES)),
            words("languages", say::LANGUAGES, say::LANGUAGE, &[]),
            parts(
                "cadence_ideal",
                say::IN_TOUCH_EVERY,
                say::HOW_OFTEN_TO_BE_IN,
                &[
                    part(
                        "cadence_ideal",
                        say::IDEALLY_EVERY_DAYS,
                        None,
                        Input::Number(1, 3650, Some(say::days)),
                    ),
                    part(
                        "cadence_longest",
                        say::AT_LONGEST_EVERY_DAYS,
                        Some(say::at_most_every),
                        Input::Number(1, 3650, Some(say::days)),
                    ),
                ],
            ),
        ],
    },
    Section {
        title: Some(say::TRUST),
        fields: &[
            one("stage", say::STAGE, say::STAGE, Input::Choice(STAGES)),
            parts(
                "know",
                say::KNOW_LIKE_TRUST,
                say::KNOW_LIKE_TRUST,
                &[
                    part("know", say::I_KNOW_THEM, Some(say::know_is), Input::YesNo),
                    part("like", say::I_LIKE_THEM, Some(say::like_is), Input::YesNo),
                    part("trust", say::I_TRUST_THEM, Some(say::trust_is), Input::YesNo),
                ],
            ),
            items("evidence", say::EVIDENCE, say::EVIDENCE_QUALITY, &EVIDENCE),
        ],
    },
    Section {
        title: Some(say::HOW_TO_REFER_THEM),
        fields: &[
            one("good_prospect", say::GOOD_PROSPECT, say::GOOD_PROSPECT_FOR_THEM, Input::Note),
            one("listen_for", say::LISTEN_FOR, say::WHAT_TO_LISTEN_FOR, Input::Note),
            one("introduction", say::INTRODUCTION, say::HOW_TO_INTRODUCE_THEM, Input::Note),
            common::CUSTOMERS,
            one("story", say::STORY, say::STORY_THAT_SELLS_THEM, Input::Note),
        ],
    },
    Section { title: Some(say::GAINS), fields: common::GAINS },
    Section {
        title: Some(say::CIRCLES),
        fields: &[
            words("circles", say::CIRCLES, say::CIRCLE, &[]),
            records("knows", say::KNOWS, say::WHOM_THEY_KNOW, true),
            records("groups", say::GROUPS, say::GROUP, true),
        ],
    },
];

/// The label of a key, for the history and for fields changed on two devices.
pub(crate) fn field_of(sections: &'static [Section], key: &str) -> Option<&'static Field> {
    let name = key.split('/').next().unwrap_or(key);
    let fields = sections.iter().flat_map(|section| section.fields.iter());
    fields.into_iter().find(|field| field.key == name || field.parts().iter().any(|part| part.key == name))
}
