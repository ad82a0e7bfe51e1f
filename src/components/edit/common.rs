//! Parts of tables that several records share.

use super::{
    input::{Hint, Input},
    table::{Beside, Field, Items, Part, items, part},
};

/// What a phone number, address or link is; a word of the person's own stays as it is.
const fn contact(label: &'static str, hint: Hint) -> [Part; 3] {
    [
        part("value", label, "", Input::Text(hint)),
        part("label", "What it is: mobile, office, shop", "", Input::Text(Hint::Words)),
        part("main", "Use this one first", "", Input::Flag),
    ]
}

const PHONE: Items = Items { parts: &contact("Phone", Hint::Tel), only: None, beside: Beside::Phone };
const EMAIL: Items = Items { parts: &contact("Email", Hint::Email), only: None, beside: Beside::Email };
const LINK: Items = Items { parts: &contact("Link", Hint::Url), only: None, beside: Beside::Link };

/// Phone numbers.
pub(crate) const PHONES: Field = items("phones", "Phones", "Phone", &PHONE);
/// Email addresses.
pub(crate) const EMAILS: Field = items("emails", "Email", "Email", &EMAIL);
/// Links.
pub(crate) const LINKS: Field = items("links", "Links", "Link", &LINK);

const WORDS: Items = Items {
    parts: &[
        part("words", "Who, or what", "", Input::Text(Hint::Words)),
        part("on", "Since", "since ", Input::Date),
    ],
    only: None,
    beside: Beside::Nothing,
};

/// Best customers.
pub(crate) const CUSTOMERS: Field = items("best_customers", "Best customers", "Best customer", &WORDS);

const GAIN: &[Part] = &[
    part("words", "In words", "", Input::Text(Hint::Words)),
    part("reached_on", "Reached on", "reached ", Input::Date),
    part("note", "Remark", "", Input::Note),
    part("private", "Private, not professional", "", Input::Flag),
];
const PLAIN_GAIN: &[Part] = &[
    part("words", "In words", "", Input::Text(Hint::Words)),
    part("note", "Remark", "", Input::Note),
    part("private", "Private, not professional", "", Input::Flag),
];

const fn letter(word: &'static str, parts: &'static [Part], beside: Beside) -> Items {
    Items { parts, only: Some(("letter", word)), beside }
}

/// GAINS, letter by letter.
pub(crate) const GAINS: &[Field] = &[
    items("gains", "Goals", "Goal", &const { letter("goals", PLAIN_GAIN, Beside::Reached) }),
    items(
        "gains",
        "Accomplishments",
        "Accomplishment",
        &const { letter("accomplishments", GAIN, Beside::Nothing) },
    ),
    items("gains", "Interests", "Interest", &const { letter("interests", PLAIN_GAIN, Beside::Nothing) }),
    items("gains", "Networks", "Network", &const { letter("networks", PLAIN_GAIN, Beside::Nothing) }),
    items("gains", "Skills", "Skill", &const { letter("skills", PLAIN_GAIN, Beside::Nothing) }),
];
