//! Parts of tables that several records share.

use super::{
    input::{Hint, Input},
    table::{Beside, Field, Items, Part, items, part},
};
use said::words::word;
use said::{Word, words::edit as say};

/// What a phone number, address or link is; a word of the person's own stays as it is.
const fn contact(label: Word, hint: Hint) -> [Part; 3] {
    [
        part("value", label, None, Input::Text(hint)),
        part("label", say::WHAT_IT_IS_MOBILE_OFFICE, None, Input::Text(Hint::Words)),
        part("main", say::USE_THIS_ONE_FIRST, None, Input::Flag),
    ]
}

const PHONE: Items = Items { parts: &contact(say::PHONE, Hint::Tel), only: None, beside: Beside::Phone };
const EMAIL: Items = Items { parts: &contact(say::EMAIL, Hint::Email), only: None, beside: Beside::Email };
const LINK: Items = Items { parts: &contact(say::LINK, Hint::Url), only: None, beside: Beside::Link };

/// Phone numbers.
pub(crate) const PHONES: Field = items("phones", say::PHONES, say::PHONE, &PHONE);
/// Email addresses.
pub(crate) const EMAILS: Field = items("emails", say::EMAIL, say::EMAIL, &EMAIL);
/// Links.
pub(crate) const LINKS: Field = items("links", say::LINKS, say::LINK, &LINK);

const WORDS: Items = Items {
    parts: &[
        part("words", say::WHO_OR_WHAT, None, Input::Text(Hint::Words)),
        part("on", say::SINCE, Some(say::since_day), Input::Date),
    ],
    only: None,
    beside: Beside::Nothing,
};

/// Best customers.
pub(crate) const CUSTOMERS: Field = items("best_customers", say::BEST_CUSTOMERS, say::BEST_CUSTOMER, &WORDS);

const GAIN: &[Part] = &[
    part("words", word::IN_WORDS, None, Input::Text(Hint::Words)),
    part("reached_on", say::REACHED_ON, Some(say::reached_on_day), Input::Date),
    part("note", say::REMARK, None, Input::Note),
    part("private", say::PRIVATE_NOT_PROFESSIONAL, None, Input::Flag),
];
const PLAIN_GAIN: &[Part] = &[
    part("words", word::IN_WORDS, None, Input::Text(Hint::Words)),
    part("note", say::REMARK, None, Input::Note),
    part("private", say::PRIVATE_NOT_PROFESSIONAL, None, Input::Flag),
];

const fn letter(word: &'static str, parts: &'static [Part], beside: Beside) -> Items {
    Items { parts, only: Some(("letter", word)), beside }
}

/// GAINS, letter by letter.
pub(crate) const GAINS: &[Field] = &[
    items("gains", say::GOALS, say::GOAL, &const { letter("goals", PLAIN_GAIN, Beside::Reached) }),
    items(
        "gains",
        say::ACCOMPLISHMENTS,
        say::ACCOMPLISHMENT,
        &const { letter("accomplishments", GAIN, Beside::Nothing) },
    ),
    items(
        "gains",
        say::INTERESTS,
        say::INTEREST,
        &const { letter("interests", PLAIN_GAIN, Beside::Nothing) },
    ),
    items("gains", say::NETWORKS, say::NETWORK, &const { letter("networks", PLAIN_GAIN, Beside::Nothing) }),
    items("gains", say::SKILLS, say::SKILL, &const { letter("skills", PLAIN_GAIN, Beside::Nothing) }),
];
