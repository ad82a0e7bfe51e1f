//! The facts of a lead. Level, consent, name use and expectation are four, never folded into one (domain §2).

use crate::components::edit::{
    Beside, Choices, Field, Hint, Hour, Input, Items, Part, Section, items, one, part, parts, words,
};
use said::words::lead as say;
use said::words::word;

/// How far a lead is.
pub(crate) const PROGRESS: Choices = &[
    ("new", say::NEW),
    ("contacted", say::CONTACTED),
    ("met", say::MET),
    ("proposal", say::PROPOSAL),
    ("won", say::WON),
    ("lost", say::LOST),
    ("not_a_fit", say::NOT_FIT),
];

const KINDS: Choices = &[
    ("general", say::FOR_SEVERAL_MEMBERS),
    ("use_my_name", say::FOR_ONE_USE_MY_NAME),
    ("no_name", say::FOR_ONE_DONT_USE_MY),
];

/// What a lead may be called.
pub(crate) const LEVELS: Choices =
    &[("lead", say::LEAD), ("referral", say::REFERRAL), ("presold", say::PRESOLD)];

const YES_NO: Choices = &[("yes", say::YES), ("no", say::NO)];

const NAME_USE: Choices = &[("yes", say::YES), ("no", say::NO_NEVER), ("ask_first", say::ASK_FIRST)];

/// Which way a lead went.
pub(crate) const DIRECTIONS: Choices =
    &[("for_me", say::CAME_TO_ME), ("given", say::I_GAVE_IT), ("passed_through", say::I_PASSED_IT_ON)];

const TIERS: Choices = &[("1", say::INSIDE), ("2", say::OUTSIDE), ("3", say::SPIN_OFF)];

const HEAT: Choices =
    &[("1", say::HEAT_1), ("2", say::HEAT_2), ("3", say::HEAT_3), ("4", say::HEAT_4), ("5", say::HEAT_5)];

pub(crate) const QUALITY: Choices = &[
    ("good_fit", say::IT_WAS_GOOD_FIT),
    ("no_fit", say::IT_WAS_NO_FIT),
    ("surprised", say::PROSPECT_WAS_SURPRISED_BY_CALL),
];

/// What is known about one of those it is for.
pub(crate) const RECIPIENT: &[Part] = &[
    part("person", say::WHO_WHEN_THEY_ARE_IN, None, Input::Person),
    part("group", say::GROUP, None, Input::Group),
    part("name", say::OR_THEIR_NAME, None, Input::Text(Hint::Name)),
    part("progress", say::HOW_FAR_THEY_ARE, None, Input::Choice(PROGRESS)),
    part("passed_at", say::PASSED_ON, Some(say::passed_on_day), Input::Time),
    part("closed", say::VALUE_CLOSED, None, Input::Money),
    part("thanked_at", say::THEY_THANKED, Some(say::thanked), Input::Time),
    part("quality", say::THEIR_REPORT, None, Input::Choice(QUALITY)),
    part("quality_words", say::IN_THEIR_WORDS, None, Input::Text(Hint::Words)),
];

/// Whoever gets it, at first: the rest is asked when there is something to say.
pub(crate) const WHO: &[Part] = &[part("person", say::WHO_GETS_IT, None, Input::Somebody)];

/// What a lead that was won brought.
pub(crate) const WON: &[Part] = &[part("value_closed", say::WHAT_IS_IT_WORTH, None, Input::Money)];

const RECIPIENTS: Items = Items { parts: RECIPIENT, only: None, beside: Beside::Nothing };

/// Facts that are chosen with one tap: how far it is.
pub(crate) const FAR: &[Field] =
    &[one("progress", say::HOW_FAR_IT_IS, say::HOW_FAR_IT_IS, Input::Choice(PROGRESS))];

/// The four facts.
pub(crate) const FOUR: &[Field] = &[
    one("consent", say::AGREED_TO_BE_CONTACTED, say::AGREED_TO_BE_CONTACTED, Input::Choice(YES_NO)),
    one("level", say::LEVEL_AS_NOTED, say::LEVEL_AS_NOTED, Input::Choice(LEVELS)),
    one("name_use", say::MAY_SOURCE_BE_NAMED, say::MAY_SOURCE_BE_NAMED, Input::Choice(NAME_USE)),
    one("expects_call", say::EXPECTS_CALL, say::EXPECTS_CALL, Input::Choice(YES_NO)),
];

/// What it is, as groups count it.
pub(crate) const KIND: &[Field] = &[
    one("kind", say::KIND, say::KIND, Input::Choice(KINDS)),
    one("direction", say::WHICH_WAY, say::WHICH_WAY, Input::Choice(DIRECTIONS)),
    one("tier", say::TIER, say::TIER, Input::Choice(TIERS)),
];

/// How warm it is, and whose customer it brought.
pub(crate) const WARM: &[Field] = &[
    one("heat", say::HEAT, say::HEAT, Input::Choice(HEAT)),
    one("new_customer", say::NEW_CUSTOMER, say::NEW_CUSTOMER, Input::Choice(YES_NO)),
];

/// Sections of facts that are edited in place, before and after the people.
pub(crate) const SHOWN: usize = 3;

/// Every section of a lead's page; those after [`SHOWN`] are chosen by taps, and named in its history.
pub(crate) const SECTIONS: &[Section] = &[
    Section {
        title: None,
        fields: &[
            one("need", say::WHAT_IS_NEEDED, say::WHAT_IS_NEEDED, Input::Text(Hint::Words)),
            one("prospect", say::NEEDED_BY, say::WHO_NEEDS_IT, Input::Person),
            one("prospect_name", say::NAME_AS_HEARD, say::NAME_FOR_NOW, Input::Text(Hint::Name)),
            one(
                "expects_by",
                say::CALL_IS_EXPECTED_BY,
                say::WHEN_CALL_IS_EXPECTED,
                Input::Planned(Hour::Always),
            ),
            one("due", say::FOLLOW_UP_ON, say::FOLLOW_UP_DATE, Input::Planned(Hour::Maybe)),
        ],
    },
    Section {
        title: Some(say::WHERE_IT_COMES_FROM),
        fields: &[
            one("source", say::WHO_TOLD_ME, say::WHO_TOLD_ME, Input::Person),
            one("source_name", say::SOURCE_AS_HEARD, say::NAME_FOR_SOURCE, Input::Text(Hint::Name)),
            one("received_at", say::RECEIVED, say::WHEN_IT_WAS_RECEIVED, Input::Time),
            one("consent_at", say::AGREED, say::WHEN_THEY_AGREED_TO_BE, Input::Time),
            one("came_from", say::CAME_OUT, say::EARLIER_LEAD_IT_CAME_OUT, Input::Lead),
        ],
    },
    Section {
        title: Some(say::WHAT_CAME_IT),
        fields: &[
            one("value_expected", say::VALUE_EXPECTED, say::VALUE_EXPECTED, Input::Money),
            one("value_closed", say::VALUE_CLOSED, say::VALUE_CLOSED, Input::Money),
            one("contacted_at", say::FIRST_CONTACT, say::FIRST_CONTACT, Input::Time),
            one("met_at", say::MET, say::WHEN_THEY_MET, Input::Time),
            one("proposal_at", say::PROPOSAL, say::WHEN_PROPOSAL_WENT_OUT, Input::Time),
            one("closed_at", say::CLOSED, say::WHEN_IT_WAS_CLOSED, Input::Time),
            one("thanked_at", say::SOURCE_THANKED, say::WHEN_SOURCE_WAS_THANKED, Input::Time),
            parts(
                "quality",
                say::REPORT_TO_SOURCE,
                say::REPORT_TO_SOURCE,
                &[
                    part("quality", say::HOW_GOOD_IT_WAS, None, Input::Choice(QUALITY)),
                    part("quality_words", word::IN_WORDS, None, Input::Text(Hint::Words)),
                    part("reported_at", say::REPORTED, Some(say::reported_day), Input::Time),
                ],
            ),
            words("tags", say::TAGS, say::TAG, &[]),
            one("note", say::NOTE, say::NOTE, Input::Note),
        ],
    },
    Section { title: None, fields: FAR },
    Section { title: None, fields: FOUR },
    Section { title: None, fields: KIND },
    Section { title: None, fields: WARM },
    Section {
        title: None,
        fields: &[
            items("recipients", say::PASSED_TO, say::PASSED_TO, &RECIPIENTS),
            words("ladder", say::LADDER, say::LADDER, &[]),
        ],
    },
];

/// What a fact means, in a line or two; `None` where its words say it.
pub(crate) fn meaning(key: &str) -> Option<&'static str> {
    Some(match key {
        "level" => say::LEAD_NEED_IS_KNOWN_BEFORE.text(),
        "name_use" => say::WHETHER_THOSE_WHO_GET_IT.text(),
        "kind" => say::HOW_GROUPS_COUNT_IT_FOR.text(),
        "direction" => say::CAME_TO_ME_I_GET.text(),
        "tier" => say::INSIDE_ONE_WHO_TOLD_YOU.text(),
        "heat" => say::FROM_1_MAY_COME_TO.text(),
        _ => return None,
    })
}
