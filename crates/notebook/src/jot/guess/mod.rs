//! What a jot says without signs: how people really scribble.
//!
//! Rules over a lexicon. The jot is cut into tokens (`token`), each of which knows whether it is a first name, a word, or
//! neither (`lexicon`); what announced itself by a sign is taken out before. Then each kind of fact is looked for: who is
//! named (`people`), what is needed (`need`), what was promised (`promise`), when (`day`), what was dictated (`spoken`),
//! how much (`money`), which part everybody has (`part`), what they do and where (`trade`), and what was agreed (`say`).
//!
//! A guess is only ever shown: nothing of it is stored before somebody keeps it.

mod contact;
mod cue;
mod day;
mod follow;
mod lexicon;
mod list;
mod money;
mod need;
mod part;
mod people;
mod promise;
mod say;
mod spoken;
mod token;
mod trade;
mod work;

use std::ops::Range;

use super::{Habits, Meaning, scan::squeeze, types::Promised};
use crate::Now;
use list::words;

/// Something read, and the bytes of the jot that say it.
pub(super) type Guess = (Range<usize>, Meaning);

/// What was pasted is read so far: a jot is some hundred signs long.
const MOST: usize = 6_000;

/// Reads a jot around what was `said` by signs. The guesses may lie within each other.
pub(super) fn read(text: &str, now: Now, habits: Habits, said: &[Guess]) -> Vec<Guess> {
    let end = (0..=MOST.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let text = &text[..end];
    let mut out: Vec<Guess> = Vec::new();
    let all = contact::contacts(text, said, habits, &mut out);
    let bytes = |range: &Range<usize>| all[range.start].range.start..all[range.end - 1].range.end;
    let words = |range: &Range<usize>| squeeze(&text[bytes(range)]);

    let pasted = need::is_pasted(text);
    let days = day::Days { all: &all, habits, now }.all();
    let mut needs = need::needs(&all, pasted);
    let promised = promise::promises(&all, &days, pasted);
    let named = people::mentions(&all);
    let mut people = people::joined(&all, &named);
    // A name within a need belongs to it, unless a part leads to it.
    let within = |m: &people::Mention| {
        let led = m.tokens.start > 0 && all[m.tokens.start - 1].one_of(words!("for via from tell to"));
        !led && needs.iter().any(|need| need.start < m.tokens.start && m.tokens.end <= need.end)
    };
    people.retain(|m| !within(m));
    let (trades, companies): (Vec<_>, Vec<_>) =
        (0..people.len()).map(|i| trade::work(&all, &people, i)).unzip();
    let is_in = |of: &[Option<Range<usize>>], part: &Range<usize>| {
        of.iter().flatten().any(|whole| whole.start <= part.start && part.end <= whole.end)
    };
    // `plumber with Acme and Sons`: whoever a company is called after is not here. `Ana - plumber`: what she is, nobody needs.
    people.retain(|m| !is_in(&companies, &m.tokens) && !is_in(&trades, &m.tokens));
    needs.retain(|need| !is_in(&trades, need) && !is_in(&companies, need));
    people::named_by_mail(&mut people, &out, said);

    let presold = say::presold(&all);
    let call = say::expects_call(&all);
    let is_call = call.as_ref().is_some_and(|(yes, _)| *yes);
    let is_lead = !needs.is_empty()
        || !people.is_empty()
            && !need::is_none(&all)
            && (presold.is_some() || is_call || part::is_passed(&all));
    let recipients = part::recipients(&all, &people, is_lead);
    let source = part::source(&all, &people, &recipients, &needs, pasted);

    for (i, person) in people.iter().enumerate() {
        let name = person.name.clone();
        let meaning = if recipients.contains(&i) {
            Meaning::For(name)
        } else if source == Some(i) {
            Meaning::Source(name)
        } else {
            Meaning::Name(name)
        };
        out.push((bytes(&person.tokens), meaning));
        let (trade, company) = trade::work(&all, &people, i);
        out.extend(trade.map(|range| (bytes(&range), Meaning::Trade(words(&range)))));
        out.extend(company.map(|range| {
            let parts: Vec<&str> = all[range.clone()].iter().map(|t| &text[t.range.clone()]).collect();
            (bytes(&range), Meaning::Company(people::cased(&parts)))
        }));
    }
    if people.is_empty()
        && let Some((trade, company)) = trade::alone(&all)
    {
        out.push((bytes(&trade), Meaning::Trade(words(&trade))));
        out.push((bytes(&company), Meaning::Company(words(&company))));
    }
    out.extend(needs.iter().map(|range| (bytes(range), Meaning::Need(words(range)))));
    let followed = follow::up(&all, &days, &promised, &needs);
    for p in &promised {
        let promise = Promised { by_me: p.by_me, words: words(&p.tokens), due: p.due };
        out.push((bytes(&p.tokens), Meaning::Promise(promise)));
    }
    out.extend(followed.map(|(range, due)| (bytes(&range), Meaning::Due(due))));
    out.extend(part::met_at(&all).map(|range| (bytes(&range), Meaning::Place(words(&range)))));
    out.extend(
        money::money(&all, habits.currency).map(|(amount, range)| (bytes(&range), Meaning::Money(amount))),
    );
    out.extend(say::name_use(&all).map(|(use_of, range)| (bytes(&range), Meaning::NameUse(use_of))));
    if is_lead {
        out.extend(presold.map(|range| (bytes(&range), Meaning::Presold)));
        out.extend(call.filter(|(yes, _)| *yes).map(|(_, range)| (bytes(&range), Meaning::ExpectsCall)));
    }
    out
}
