//! What was understood from a jot, as chips and as marked words.

use leptos::prelude::*;
use notebook::{
    jot::{Meaning, Parsed},
    record::NameUse,
};

use super::{chip::Tone, icon::Glyph, money, when};

/// How one meaning is shown: its tone, its icon, its words.
pub fn shown(meaning: &Meaning) -> (Tone, Option<Glyph>, String) {
    match meaning {
        Meaning::Name(name) => (Tone::Accent, Some(Glyph::Person), name.clone()),
        Meaning::Trade(words) | Meaning::Company(words) => (Tone::Accent, None, words.clone()),
        Meaning::Phone(number) => (Tone::Accent, Some(Glyph::Phone), number.clone()),
        Meaning::Email(address) => (Tone::Accent, Some(Glyph::Email), address.clone()),
        Meaning::Link(address) => (Tone::Accent, Some(Glyph::Link), address.clone()),
        Meaning::Place(place) => (Tone::Plain, Some(Glyph::Place), place.clone()),
        Meaning::Need(need) => (Tone::Promise, Some(Glyph::Leads), ["needs ", need].concat()),
        Meaning::For(name) => (Tone::Accent, None, ["for ", name].concat()),
        Meaning::Source(name) => (Tone::Accent, None, ["told by ", name].concat()),
        Meaning::ExpectsCall => (Tone::Overdue, Some(Glyph::Phone), "expects a call".into()),
        Meaning::Due(due) => {
            let time = due.minutes().map(|minutes| [" ", &when::clock_time(minutes)].concat());
            let words = [when::day(due.date), time.unwrap_or_default()].concat();
            (Tone::Overdue, Some(Glyph::Calendar), words)
        }
        Meaning::Promise(promised) => {
            let due = promised.due.map(|due| [", ", &when::day(due.date)].concat()).unwrap_or_default();
            let who = if promised.by_me { "promised: " } else { "promised me: " };
            (Tone::Promise, Some(Glyph::Promise), [who, &promised.words, &due].concat())
        }
        Meaning::Money(amount) => (Tone::Plain, None, money::amount(amount)),
        Meaning::NameUse(NameUse::Yes) => (Tone::Plain, None, "may use the name".into()),
        Meaning::NameUse(NameUse::AskFirst | NameUse::Other(_)) => {
            (Tone::Plain, None, "ask before naming".into())
        }
        Meaning::NameUse(NameUse::No) => (Tone::Plain, Some(Glyph::EyeOff), "no name".into()),
        Meaning::Presold => (Tone::Plain, None, "presold".into()),
        Meaning::Agreed => (Tone::Plain, None, "agreed to a call".into()),
        Meaning::Tag(tag) => (Tone::Plain, Some(Glyph::Tag), tag.clone()),
    }
}

/// The jot as it was written, with what was understood marked in it.
pub fn marked(parsed: &Parsed) -> AnyView {
    let piece = |piece: &notebook::jot::Piece| {
        let text = piece.text.clone();
        match &piece.meaning {
            None => text.into_any(),
            Some(meaning) => {
                let class = match shown(meaning).0 {
                    Tone::Accent => "part accent",
                    Tone::Promise => "part promise",
                    Tone::Overdue => "part overdue",
                    Tone::Plain => "part",
                };
                let class = if piece.guessed { [class, " guess"].concat() } else { class.to_owned() };
                view! { <span class=class>{text}</span> }.into_any()
            }
        }
    };
    parsed.pieces.iter().map(piece).collect_view().into_any()
}
