//! What a jot can mean, and how to ask a parsed jot for it.

use std::collections::BTreeSet;

use chrono::{NaiveDate, Timelike};
use serde::{Deserialize, Serialize};

use crate::record::{Money, NameUse};

/// A jot cut into pieces; their texts joined give back the jot.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parsed {
    /// In the order of the text, none empty, no two plain ones in a row.
    pub pieces: Vec<Piece>,
    /// What was guessed from words within a piece that says something else: the member named in a promise.
    pub nested: Vec<Meaning>,
}

/// A stretch of the jot: plain text, or a chip.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// The text exactly as written, sigil and keyword included.
    pub text: String,
    /// What it was understood to say; `None` for plain text.
    pub meaning: Option<Meaning>,
    /// It was understood from plain words, not said by a sign: shown as a guess.
    pub guessed: bool,
}

/// What one piece says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Meaning {
    /// Whom the jot is about.
    Name(String),
    /// What they do: `plumber`.
    Trade(String),
    /// Where they do it: `Acme Ltd`.
    Company(String),
    /// A phone number as written, trimmed.
    Phone(String),
    /// An e-mail address as written.
    Email(String),
    /// A web address, with its scheme.
    Link(String),
    /// Where we met: `@chamber mixer`.
    Place(String),
    /// What is needed, as written, without the keyword or the quotes: `a bookkeeper`.
    Need(String),
    /// A member this is for, or `chapter` for the whole group.
    For(String),
    /// Who told me.
    Source(String),
    /// They expect a call.
    ExpectsCall,
    /// When to follow up.
    Due(Due),
    /// Whether a name may be used.
    NameUse(NameUse),
    /// What somebody will do for somebody.
    Promise(Promised),
    /// An amount.
    Money(Money),
    /// The lead is presold.
    Presold,
    /// They agreed to be contacted.
    Agreed,
    /// A tag without its `#`.
    Tag(String),
}

/// A promise as it was written down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promised {
    /// Mine, or theirs.
    pub by_me: bool,
    /// What: `send her two names`.
    pub words: String,
    /// By when.
    pub due: Option<Due>,
}

/// A civil date where the person is, and a time of day if one was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// The day.
    pub date: NaiveDate,
    /// Hour (0–23) and minute (0–59).
    pub time: Option<(u8, u8)>,
}

impl Meaning {
    /// The kind as one word, the first half of a key.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Name(_) => "name",
            Self::Trade(_) => "trade",
            Self::Company(_) => "company",
            Self::Phone(_) => "phone",
            Self::Email(_) => "email",
            Self::Link(_) => "link",
            Self::Place(_) => "place",
            Self::Need(_) => "need",
            Self::For(_) => "for",
            Self::Source(_) => "source",
            Self::ExpectsCall => "expects_call",
            Self::Due(_) => "due",
            Self::NameUse(_) => "name_use",
            Self::Promise(_) => "promise",
            Self::Money(_) => "money",
            Self::Presold => "presold",
            Self::Agreed => "agreed",
            Self::Tag(_) => "tag",
        }
    }

    /// A stable name of this interpretation, kept while the person types on: `name:Ana Ruiz`,
    /// `due:2026-12-24T09:00`, `name_use:no`, `presold`.
    #[must_use]
    pub fn key(&self) -> String {
        let kind = self.kind();
        match self {
            Self::Name(v)
            | Self::Trade(v)
            | Self::Company(v)
            | Self::Phone(v)
            | Self::Email(v)
            | Self::Link(v)
            | Self::Place(v)
            | Self::Need(v)
            | Self::For(v)
            | Self::Source(v)
            | Self::Tag(v) => [kind, ":", v].concat(),
            Self::Due(due) => {
                let date = crate::time::date_text(due.date);
                match due.time {
                    Some((hour, minute)) => format!("{kind}:{date}T{hour:02}:{minute:02}"),
                    None => [kind, ":", &date].concat(),
                }
            }
            Self::NameUse(named) => [kind, ":", named.word()].concat(),
            Self::Promise(promised) => [kind, ":", &promised.words].concat(),
            Self::Money(amount) => format!("{kind}:{amount}"),
            Self::ExpectsCall | Self::Presold | Self::Agreed => kind.to_owned(),
        }
    }
}

impl Due {
    /// A moment on the person's clock, to the minute.
    pub(crate) fn at(local: chrono::NaiveDateTime) -> Self {
        let time = |n: u32| u8::try_from(n).unwrap_or(0);
        Self { date: local.date(), time: Some((time(local.hour()), time(local.minute()))) }
    }

    /// As it is kept.
    #[must_use]
    pub fn planned(self) -> crate::Planned {
        crate::Planned::new(self.date, self.minutes())
    }

    /// Minutes since midnight, if a time was written.
    #[must_use]
    pub fn minutes(&self) -> Option<u16> {
        self.time.map(|(hour, minute)| u16::from(hour) * 60 + u16::from(minute))
    }

    /// The hour and minute `now` where the person is, to compare with a written time.
    pub(crate) fn clock(now: crate::Now) -> (u8, u8) {
        let time = now.local();
        (u8::try_from(time.hour()).unwrap_or(0), u8::try_from(time.minute()).unwrap_or(0))
    }
}

/// One accessor for a meaning that is said once (the first counts), one for those said several times.
macro_rules! ask {
    ($(#[$doc:meta])* $name:ident, first $variant:ident) => {
        $(#[$doc])*
        #[must_use]
        pub fn $name(&self) -> Option<&str> {
            self.meanings().find_map(|m| match m { Meaning::$variant(v) => Some(v.as_str()), _ => None })
        }
    };
    ($(#[$doc:meta])* $name:ident, all $variant:ident) => {
        $(#[$doc])*
        #[must_use]
        pub fn $name(&self) -> Vec<&str> {
            self.meanings()
                .filter_map(|m| match m { Meaning::$variant(v) => Some(v.as_str()), _ => None })
                .collect()
        }
    };
}

impl Parsed {
    /// Without the interpretations that were taken back, by their keys: their words are plain again.
    #[must_use]
    pub fn without(mut self, dismissed: &BTreeSet<String>) -> Self {
        if dismissed.is_empty() {
            return self;
        }
        let is_kept = |meaning: &Meaning| !dismissed.contains(&meaning.key());
        self.nested.retain(is_kept);
        let mut pieces: Vec<Piece> = Vec::with_capacity(self.pieces.len());
        for piece in self.pieces {
            let meaning = piece.meaning.filter(is_kept);
            match pieces.last_mut().filter(|last| last.meaning.is_none() && meaning.is_none()) {
                Some(last) => last.text.push_str(&piece.text),
                None => pieces.push(Piece {
                    guessed: piece.guessed && meaning.is_some(),
                    meaning,
                    text: piece.text,
                }),
            }
        }
        Self { pieces, ..self }
    }

    /// Everything understood: in the order of the text, then what was guessed within another piece.
    pub fn meanings(&self) -> impl Iterator<Item = &Meaning> {
        self.pieces.iter().filter_map(|piece| piece.meaning.as_ref()).chain(&self.nested)
    }

    /// Everything understood, and whether it is only a guess.
    pub fn understood(&self) -> impl Iterator<Item = (&Meaning, bool)> {
        let pieces = self.pieces.iter().filter_map(|piece| Some((piece.meaning.as_ref()?, piece.guessed)));
        pieces.chain(self.nested.iter().map(|meaning| (meaning, true)))
    }

    ask!(/** Whom the jot is about. */ name, first Name);
    ask!(/** Everybody whom the jot is about. */ names, all Name);
    ask!(/** What they do. */ trade, first Trade);
    ask!(/** The company they do it at. */ company, first Company);
    ask!(/** Where we met. */ place, first Place);
    ask!(/** Who told me. */ source, first Source);
    ask!(/** Phone numbers as written. */ phones, all Phone);
    ask!(/** E-mail addresses. */ emails, all Email);
    ask!(/** Web addresses with their scheme. */ links, all Link);
    ask!(/** What is needed. */ needs, all Need);
    ask!(/** For whom: members' names, or `chapter` for the whole group. */ recipients, all For);
    ask!(/** Tags without `#`. */ tags, all Tag);

    /// The first follow-up date.
    #[must_use]
    pub fn due(&self) -> Option<Due> {
        self.meanings().find_map(|m| if let Meaning::Due(due) = m { Some(*due) } else { None })
    }

    /// Whether a name may be used, if that was said.
    #[must_use]
    pub fn name_use(&self) -> Option<NameUse> {
        self.meanings().find_map(|m| if let Meaning::NameUse(named) = m { Some(named.clone()) } else { None })
    }

    /// The first amount.
    #[must_use]
    pub fn money(&self) -> Option<Money> {
        self.meanings().find_map(|m| if let Meaning::Money(amount) = m { Some(*amount) } else { None })
    }

    /// What was promised, by me and by them.
    pub fn promises(&self) -> impl Iterator<Item = &Promised> {
        self.meanings().filter_map(|m| if let Meaning::Promise(promised) = m { Some(promised) } else { None })
    }

    fn says(&self, meaning: &Meaning) -> bool {
        self.meanings().any(|m| m == meaning)
    }

    /// They expect a call.
    #[must_use]
    pub fn expects_call(&self) -> bool {
        self.says(&Meaning::ExpectsCall)
    }

    /// The lead is presold.
    #[must_use]
    pub fn presold(&self) -> bool {
        self.says(&Meaning::Presold)
    }

    /// They agreed to be contacted.
    #[must_use]
    pub fn agreed(&self) -> bool {
        self.says(&Meaning::Agreed)
    }

    /// Somebody needs something, it is for somebody, or somebody waits for a call: this is a lead.
    #[must_use]
    pub fn is_lead(&self) -> bool {
        let says = |m: &Meaning| {
            matches!(m, Meaning::Need(_) | Meaning::For(_) | Meaning::ExpectsCall | Meaning::Presold)
        };
        self.meanings().any(says)
    }
}
