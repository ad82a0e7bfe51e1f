//! On which day to come back to it.

use std::ops::Range;

use super::day::Said;
use super::list::words;
use super::promise::Promised;
use super::token::{Gap, Token};
use crate::jot::Due;

/// What one does on such a day.
const DEEDS: &str = "coming holler reach picking seen return round walk take let know lift viewing ask ring call phone text bell buzz shout meet meeting coffee lunch breakfast brunch dinner drinks catch visit see chase \
    follow back 1-2-1 121 appointment appt book chat speak remind free available diary zoom teams pop swing come best arvo calls rung contact \
    touch try viewing tea pint beer bring drop check nudge ping email mail message collect pick there home ready knock";

/// What else a day may be.
const DEADLINES: &str = "by before until till ends end ending deadline expires expiring due completing complete starting starts start from since \
    closes closing opening opens launching launch moving moves xmas retires finishes finish leaving leaves submit wedding birthday renewal expiry \
    op exam move";

/// The day on which to come back, and its tokens.
pub(super) fn up(
    all: &[Token],
    days: &[Said],
    promised: &[Promised],
    needs: &[Range<usize>],
) -> Option<(Range<usize>, Due)> {
    let is_promised = |day: &Said, p: &Promised| {
        let at = day.tokens.start;
        p.due == Some(day.due) && at + 1 >= p.tokens.start && at <= p.tokens.end + 3
    };
    // To go there or to call was promised.
    let meets = days.iter().find(|day| promised.iter().any(|p| p.is_meeting && is_promised(day, p)));
    if let Some(day) = meets {
        return Some((day.tokens.clone(), day.due));
    }
    let mut best: Option<(u8, &Said)> = None;
    for day in days {
        // `Lex to ring thurs` is none of mine, and it is when to look again.
        let is_call = |p: &Promised| {
            let words = &all[p.tokens.clone()];
            !p.by_me
                && words[0].one_of(words!("ring call phone text message visit pop"))
                && !words.iter().any(|t| t.one_of(words!("me us")))
        };
        if promised.iter().any(|p| is_promised(day, p) && !is_call(p)) {
            continue;
        }
        let weight = weight(all, day, needs);
        if weight >= 2 && best.is_none_or(|(most, _)| weight > most) {
            best = Some((weight, day));
        }
    }
    best.map(|(_, day)| (day.tokens.clone(), day.due))
}

/// What speaks for the day being one to come back.
fn weight(all: &[Token], day: &Said, needs: &[Range<usize>]) -> u8 {
    let (at, end) = (day.tokens.start, day.tokens.end);
    let behind = all.get(end);
    let clause = (0..at).rev().take_while(|i| all[i + 1].gap < Gap::Comma).count();
    let before = &all[at - clause..at];
    let last = |n: usize| before.iter().rev().take(n);
    let is_led = before.iter().any(|t| t.one_of(words!(DEEDS)));
    let stop = (at + 1..all.len()).find(|i| all[*i].gap >= Gap::Stop).unwrap_or(all.len()).min(end + 6);
    let is_followed = all.get(end..stop).is_some_and(|behind| behind.iter().any(|t| t.one_of(words!(DEEDS))));
    let in_sentence =
        (0..at).rev().take_while(|i| all[i + 1].gap < Gap::Stop).any(|i| all[i].one_of(words!(DEEDS)));
    let is_not_before =
        last(3).any(|t| t.low == "not") && last(2).any(|t| t.one_of(words!("for until till before a")));

    // `at weds lunch`, `he'd swap tomorrow if`, the head of a message: none is a plan.
    let occasion = last(1).any(|t| t.low == "at")
        && behind.is_some_and(|t| t.one_of(words!("lunch meeting dinner breakfast mixer")));
    let supposed = behind.is_some_and(|t| t.low == "if") && before.iter().any(|t| t.low.ends_with("'d"));
    let is_not =
        last(3).any(|t| t.one_of(words!("not isn't isnt never cant can't except"))) && !is_not_before;
    let past = before.iter().any(|t| t.one_of(words!("met saw was spoke went had last were"))) && !is_led;
    // `Lunch with Ana today`: it has been, as likely as not.
    let today = all[at].one_of(words!("today tonight this"));
    let asked = before
        .iter()
        .chain(behind)
        .any(|t| t.one_of(words!("ring call phone text bell asap urgent urgently possible if before by")));
    let unclear = today && !asked && day.due.time.is_none();
    if occasion || supposed || past || is_not || unclear || is_head(all, day) {
        return 0;
    }
    let at_deadline = last(1).any(|t| t.one_of(words!(DEADLINES)))
        || last(2).any(|t| t.one_of(words!(DEADLINES))) && last(1).any(|t| t.one_of(words!("on the of in")))
        || last(3).any(|t| t.one_of(words!("ends end by before until deadline expires due starting starts completing since closes retires")));
    let by = is_led && last(1).any(|t| t.one_of(words!("by before")));
    if at_deadline && !is_not_before && !by {
        return 0;
    }
    let alone = clause == 0 && behind.is_none_or(|t| t.gap >= Gap::Comma);
    let in_need = needs.iter().any(|need| need.start <= at && at <= need.end + 2);
    3 * u8::from(is_led)
        + 2 * (u8::from(is_followed)
            + u8::from(alone)
            + u8::from(day.due.time.is_some())
            + u8::from(in_sentence))
        + u8::from(in_need) * if behind.is_none_or(|t| t.gap >= Gap::Comma) { 2 } else { 1 }
        + 3 * u8::from(is_not_before)
}

/// The date of a message that was pasted.
fn is_head(all: &[Token], day: &Said) -> bool {
    let at = day.tokens.start;
    let dated = (at.saturating_sub(3)..at).any(|i| all[i].one_of(words!("sent date")));
    all[at].gap == Gap::Open && all[at].text.contains('/') || dated && all[at].gap != Gap::Soft
}
