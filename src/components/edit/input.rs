//! How a value is asked for, read from what was typed, and shown.

use said::Said;
use said::words::edit as say;
use std::collections::BTreeMap;

use notebook::{
    Civil, Planned, Value,
    record::{Money, Ref},
    time::{date_text, instant_text, parse_date, parse_instant},
};

use super::{moment, table::Choices};
use crate::{
    browser::clock,
    components::{money::amount, when},
};

/// How a value is asked for.
#[derive(Clone, Copy)]
pub(crate) enum Input {
    /// A short text.
    Text(Hint),
    /// A long note.
    Note,
    /// A civil date.
    Date,
    /// A date with a time of day: a moment that has passed.
    Time,
    /// A day that lies ahead, where the person is; with a time of day when it has one already, or always.
    Planned(Hour),
    /// A whole number between these, with its unit.
    Number(i64, i64, Option<fn(i64) -> Said>),
    /// An amount with its currency.
    Money,
    /// One of several words.
    Choice(Choices),
    /// Yes, no, or unknown.
    YesNo,
    /// Yes, or nothing.
    Flag,
    /// Somebody in the notebook.
    Person,
    /// Somebody in the notebook, or a name as it is typed.
    Somebody,
    /// A group in the notebook: shown, and chosen elsewhere.
    Group,
    /// Another lead.
    Lead,
}

/// Whether a planned day has a time of day.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hour {
    /// Always.
    Always,
    /// When one was said.
    Maybe,
}

/// What the keyboard should know about a short text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hint {
    /// A name: every word has a capital.
    Name,
    /// Words.
    Words,
    /// A telephone number.
    Tel,
    /// An email address.
    Email,
    /// An address on the web.
    Url,
    /// Capital letters: a currency.
    Code,
}

impl Input {
    /// What stands in the input before anything is typed.
    pub(crate) fn draft(self, value: Option<&Value>) -> String {
        match (self, value) {
            (_, None) => String::new(),
            (Self::Time, Some(value)) => {
                parse_instant(&value.words()).map(|at| moment::typed(&at)).unwrap_or_default()
            }
            (Self::Planned(_), Some(value)) => {
                let words = value.words();
                planned(&words).map_or(words, |at| Planned::new(at.day, at.minutes).text())
            }
            (_, Some(value)) => value.words(),
        }
    }

    /// The value of what was typed; `None` clears it. `own` is the currency of amounts without one.
    ///
    /// # Errors
    /// A sentence about what would be understood.
    pub(crate) fn read(self, typed: &str, own: &str) -> Result<Option<Value>, &'static str> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Ok(None);
        }
        let value = match self {
            Self::Note => Value::Text(typed.to_owned()),
            Self::Date => {
                Value::Str(date_text(parse_date(typed).ok_or(say::WRITE_DATE_LIKE_2026_11.text())?))
            }
            Self::Time => {
                let at = moment::read(typed).ok_or(say::CHOOSE_DAY_AND_TIME.text())?;
                Value::Str(instant_text(&at))
            }
            Self::Planned(_) => Value::Str(moment::wall(typed).ok_or(say::CHOOSE_DAY.text())?.text()),
            Self::Number(least, most, _) => match typed.parse() {
                Ok(n) if (least..=most).contains(&n) => Value::Int(n),
                Ok(_) if most < 10 => return Err(say::WRITE_NUMBER_FROM_1_TO.text()),
                _ => return Err(say::WRITE_WHOLE_NUMBER_ONE_OR.text()),
            },
            Self::Money => {
                Value::Str(Money::typed(typed, own).ok_or(say::WRITE_NUMBER_LIKE_1250_OR.text())?.to_string())
            }
            Self::YesNo | Self::Flag => match typed {
                "yes" => Value::Bool(true),
                _ => Value::Bool(false),
            },
            Self::Text(Hint::Code) => Value::Str(typed.to_uppercase()),
            Self::Text(_) | Self::Choice(_) | Self::Person | Self::Somebody | Self::Group | Self::Lead => {
                Value::str(typed)
            }
        };
        Ok(Some(value))
    }

    /// The value in words.
    pub(crate) fn shown(self, value: &Value, names: &BTreeMap<String, String>) -> String {
        let words = value.words();
        match self {
            Self::Date => parse_date(&words).map_or(words, when::day),
            Self::Time => parse_instant(&words).map_or(words, |at| when::moment(&at)),
            Self::Planned(_) => planned(&words).map_or(words, when::civil),
            Self::Number(_, _, Some(unit)) => words.parse().map_or(words, |n| unit(n).text()),
            Self::Choice(known) => label(known, &words),
            Self::Money => words.parse().map_or(words, |money: Money| amount(&money)),
            Self::Person | Self::Group | Self::Lead => ["people", "groups", "leads"]
                .iter()
                .find_map(|root| names.get(&format!("{root}/{words}")).cloned())
                .unwrap_or_else(|| say::SOMEBODY_WHO_IS_NOT_HERE.text().to_owned()),
            _ => words,
        }
    }
}

/// A stored day that lies ahead, where the person is.
fn planned(words: &str) -> Option<Civil> {
    Planned::parse(words).map(|planned| planned.here(clock::now()))
}

/// The shown word of a stored one; an unknown word stands as it is.
pub(crate) fn label(known: Choices, word: &str) -> String {
    known.iter().find(|(stored, _)| *stored == word).map_or(word, |(_, shown)| shown.text()).to_owned()
}

/// The address of a record's page, if it has one.
pub(crate) fn page_of(record: Ref) -> Option<String> {
    use notebook::record::Kind;
    match record.kind {
        Kind::Person | Kind::Lead => Some(format!("/{record}")),
        Kind::Jot => Some(format!("/inbox/{}", record.id)),
        Kind::Me => Some("/me".to_owned()),
        _ => None,
    }
}
