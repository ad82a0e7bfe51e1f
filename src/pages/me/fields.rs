//! My own profile: what others need to refer me, and what the notebook should know about me.

use crate::{
    components::edit::{
        Beside, Choices, Hint, Input, Items, Section, common, items, one, part, parts, words,
    },
    pages::person::fields::STYLES,
};
use said::words::me as say;
use said::words::word;

const WEEK: Choices = &[("monday", say::MONDAY), ("sunday", say::SUNDAY), ("saturday", say::SATURDAY)];

const AWAY: Items = Items {
    parts: &[
        part("from", say::FIRST_DAY, None, Input::Date),
        part("to", say::LAST_DAY, Some(say::to_day), Input::Date),
        part("words", say::WHERE_OR_WHO_STANDS_IN, None, Input::Text(Hint::Words)),
    ],
    only: None,
    beside: Beside::Nothing,
};

const PRESENTATION: Items = Items {
    parts: &[
        part("title", say::WHAT_IT_IS_ABOUT, None, Input::Text(Hint::Words)),
        part("objective", say::WHAT_LISTENERS_LEARN_TO, None, Input::Note),
        part("words", say::WORDS, None, Input::Note),
        part("seconds", say::HOW_LONG_IN_SECONDS, None, Input::Number(1, 7_200, Some(say::seconds))),
        part("given_on", say::GIVEN_ON, Some(say::given), Input::Date),
        part("review", say::WHAT_WORKED_WHAT_TO_IMPROVE, None, Input::Note),
    ],
    only: None,
    beside: Beside::Nothing,
};

const COMMITMENT: Items = Items {
    parts: &[part("words", say::WHAT_YOU_HOLD_YOURSELF_TO, None, Input::Text(Hint::Words))],
    only: None,
    beside: Beside::Nothing,
};

const CADENCE: Items = Items {
    parts: &[
        part("tag", say::TAG, None, Input::Text(Hint::Words)),
        part("ideal", say::IDEALLY_EVERY_DAYS, Some(say::every), Input::Number(1, 3_650, Some(say::days))),
        part(
            "longest",
            say::AT_LONGEST_EVERY_DAYS,
            Some(say::at_most_every),
            Input::Number(1, 3_650, Some(say::days)),
        ),
    ],
    only: None,
    beside: Beside::Nothing,
};

/// What is asked of a group here: how often to be in touch with its members.
pub(crate) const GROUP: &[Section] = &[Section {
    title: None,
    fields: &[
        one("name", say::GROUP, word::NAME, Input::Text(Hint::Name)),
        parts(
            "cadence_ideal",
            say::IN_TOUCH_EVERY,
            say::HOW_OFTEN_TO_BE_IN,
            &[
                part(
                    "cadence_ideal",
                    say::IDEALLY_EVERY_DAYS,
                    None,
                    Input::Number(1, 3_650, Some(say::days)),
                ),
                part(
                    "cadence_longest",
                    say::AT_LONGEST_EVERY_DAYS,
                    Some(say::at_most_every),
                    Input::Number(1, 3_650, Some(say::days)),
                ),
            ],
        ),
        one("meets", say::MEETS, say::WHEN_IT_MEETS, Input::Text(Hint::Words)),
        one("place", say::PLACE, say::WHERE_IT_MEETS, Input::Text(Hint::Words)),
    ],
}];

/// The sections up to my GAINS: how fresh these are stands behind them.
pub(super) const GAINS: usize = 3;

/// Every section of the page about me.
pub(crate) const SECTIONS: &[Section] = &[
    Section {
        title: None,
        fields: &[
            one("name", word::NAME, say::YOUR_NAME, Input::Text(Hint::Name)),
            one("trade", say::TRADE, say::TRADE, Input::Text(Hint::Words)),
            one("company", say::COMPANY, say::COMPANY, Input::Text(Hint::Name)),
            common::PHONES,
            common::EMAILS,
            common::LINKS,
            one("city", say::CITY, say::CITY, Input::Text(Hint::Name)),
            one("style", say::STYLE, say::STYLE, Input::Choice(STYLES)),
            words("languages", say::LANGUAGES, say::LANGUAGE, &[]),
        ],
    },
    Section {
        title: Some(say::HOW_TO_REFER_ME),
        fields: &[
            one("target_market", say::TARGET_MARKET, say::TARGET_MARKET, Input::Note),
            one("listen_for", say::LISTEN_FOR, say::WHAT_TO_LISTEN_FOR, Input::Note),
            one("introduction", say::INTRODUCTION, say::HOW_TO_INTRODUCE_ME, Input::Note),
            common::CUSTOMERS,
            one("story", say::STORY, say::STORY_THAT_SELLS_ME, Input::Note),
        ],
    },
    Section { title: Some(say::MY_GAINS), fields: common::GAINS },
    Section {
        title: Some(say::PRESENTATIONS_AND_COMMITMENTS),
        fields: &[
            items("presentations", say::PRESENTATIONS, say::PRESENTATION, &PRESENTATION),
            items("commitments", say::COMMITMENTS, say::COMMITMENT, &COMMITMENT),
        ],
    },
    Section {
        title: Some(say::PRACTICAL),
        fields: &[
            items("away", say::AWAY, say::DAYS_AWAY, &AWAY),
            items("cadences", say::IN_TOUCH_BY_TAG, say::HOW_OFTEN_FOR_TAG, &CADENCE),
            one("currency", say::CURRENCY, say::CURRENCY, Input::Text(Hint::Code)),
            one("week_starts", say::WEEK_BEGINS_ON, say::FIRST_DAY_WEEK, Input::Choice(WEEK)),
        ],
    },
];
