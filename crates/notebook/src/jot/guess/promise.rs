//! What was promised, by me or by them.

use std::ops::Range;

use super::cue::{cues, phrase};
use super::day::Said;
use super::lexicon::Known;
use super::list::{Words, words};
use super::token::{Gap, Token};
use crate::jot::Due;

#[derive(Debug, Clone)]
pub(super) struct Promised {
    pub(super) by_me: bool,
    pub(super) tokens: Range<usize>,
    pub(super) due: Option<Due>,
    /// To go or to call on that day.
    pub(super) is_meeting: bool,
}

/// What one promises to do.
const VERBS: &str = "comp settle buy lend leave water supply dm'd loan refer send mail email ring call phone text message whatsapp dm introduce intro share bring pay drop get give pop swing come forward confirm book sort \
    chase check look put connect make let speak talk ask find lend show return post write pass recommend invite mention mark meet see visit help do \
    fwd ping buzz quote measure fix fetch collect pick deliver order print sign review read buy hook link try have take tell dig draw draft knock nip follow set \
    transfer refund reply update sponsor cover run host keep save bell shoot arrange organise organize compare price scan upload donate cook bake test teach swap";
/// To be there oneself.
const MEETINGS: &str =
    "bring take collect email sit walk pick ring call phone pop swing come visit meet see nip drop bell";

pub(super) fn promises(all: &[Token], days: &[Said], pasted: bool) -> Vec<Promised> {
    let mut found: Vec<Promised> = Vec::new();
    let mut at = 0;
    while at < all.len() {
        if let Some(promised) = opened(all, at, days, pasted) {
            at = promised.tokens.end.max(at + 1);
            found.push(promised);
        } else {
            at += 1;
        }
    }
    found
}

fn opened(all: &[Token], at: usize, days: &[Said], pasted: bool) -> Option<Promised> {
    let (by_me, first, noun) = who(all, at, pasted)?;
    let verb = all.get(first)?;
    if verb.taken {
        return None;
    }
    let mut first = first;
    while all[first].one_of(words!("also just then definitely prob probably try"))
        && all.get(first + 1).is_some_and(|t| t.soft() && t.one_of(words!(VERBS)))
    {
        first += 1;
    }
    if phrase(all, first, "try and/to").is_some() {
        first += 2;
    }
    let verb = all.get(first)?;
    let doing = verb.low.ends_with("ing") && !by_me;
    // What they will do for me.
    let for_me = !by_me
        && all
            .get(first + 1..(first + 4).min(all.len()))
            .is_some_and(|w| w.iter().any(|t| t.one_of(words!("me us my our em"))))
        && !verb.one_of(words!("be have need want like know love think see take let probably tell"));
    if verb.one_of(words!("not never")) || !noun && !doing && !for_me && !verb.one_of(words!(VERBS)) {
        return None;
    }
    if verb.one_of(words!("let")) && phrase(all, first, "let me/him/her/them/us/you know").is_none() {
        return None;
    }
    if verb.one_of(words!("have see take do talk try")) && !by_me {
        return None;
    }
    let end = words_end(all, first, days);
    if end <= first
        || end == first + 1 && !noun && !verb.one_of(words!("call ring phone text email mail visit help"))
    {
        return None;
    }
    let due = days.iter().find(|d| {
        d.tokens.start >= first && d.tokens.start <= end + 2 && near(all, end, d.tokens.start)
            || d.tokens.start >= first && d.tokens.end <= end
    });
    // `by tomorrow noon` before: `told her by friday I'd send it`.
    let by = all[end.min(all.len())..].first().is_some_and(|t| t.one_of(words!("by before")));
    let gets = verb.one_of(words!("get send")) && all[first..end].iter().any(|t| t.low == "to");
    let is_meeting = by_me && !by && (verb.one_of(words!(MEETINGS)) || gets);
    Some(Promised { by_me, tokens: first..end, due: due.map(|d| d.due), is_meeting })
}

fn near(all: &[Token], end: usize, day: usize) -> bool {
    (end..day).all(|i| {
        all[i].one_of(words!("by on before for the until till over back this")) && all[i].gap <= Gap::Slash
    }) && all.get(day).is_none_or(|t| t.gap <= Gap::Slash)
}

/// Whether a promise is spoken at `at`: by me, where its words begin, and whether they may begin with a thing.
fn who(all: &[Token], at: usize, pasted: bool) -> Option<(bool, usize, bool)> {
    let t = &all[at];
    if t.taken {
        return None;
    }
    let start = at == 0 || t.gap >= Gap::Comma || all[at - 1].one_of(words!("and so but & + also then he's"));
    let told = cues![
        "said/told/says/telling/promised/agreed/offered/sed him/her/them/* that? i'd/id/i'll/ill",
        "said/says/promised/agreed/sed that? i'd/id/i'll/ill/we'd/wed/we'll",
        "said/told/promised/agreed him/her/them/* that? i would/will/wud",
        "said/told/promised/agreed that? i would/will/wud",
        "said/told i would/will",
        "i i'd/id/i'll",
        "i've/ive to",
    ]
    .at(all, at);
    if let Some(used) = told {
        return Some((true, at + used, false));
    }
    // `I told marisol over at the credit union that I'd send her …`.
    let told_before = |list: &Words| {
        (at.saturating_sub(14)..at)
            .rev()
            .take_while(|i| all[i + 1].gap < Gap::Stop)
            .any(|i| all[i].one_of(list))
    };
    if t.one_of(words!("i'd id")) && told_before(words!("said told promised agreed saying offered")) {
        return Some((true, at + 1, false));
    }
    if t.one_of(words!("she'd he'd they'd"))
        && told_before(words!("said says told promised agreed saying offered"))
    {
        return Some((false, at + 1, false));
    }
    if let Some(used) = cues!["he's/she's/they're going/gonna to?", "he's/she's/they're to"].at(all, at) {
        return Some((false, at + used, false));
    }
    // `he's dropping it back on saturday`.
    if (t.one_of(words!("he she they")) && t.owns
        || t.one_of(words!("hes shes they're"))
        || t.known != Known::Common && all.get(at + 1).is_some_and(|n| n.low == "is"))
        && !pasted
    {
        let first =
            at + 1 + usize::from(t.known != Known::Common && !t.one_of(words!("hes shes they're he she")));
        const DOING: &str = "dropping bringing paying sending baking lending sorting emailing mailing posting donating giving passing supplying making sharing";
        let mine = all
            .get(first + 1..(first + 5).min(all.len()))
            .is_some_and(|w| w.iter().any(|t| t.one_of(words!("me my us it em back"))));
        if all.get(first).is_some_and(|v| v.soft() && v.one_of(words!(DOING))) && mine {
            return Some((false, first, false));
        }
    }
    if t.low == "will"
        && at > 0
        && all[at - 1].low == "and"
        && (at.saturating_sub(14)..at)
            .rev()
            .take_while(|i| all[i + 1].gap < Gap::Stop)
            .any(|i| all[i].one_of(words!("he she they")))
    {
        return Some((false, at + 1, false));
    }
    if let Some(used) =
        cues!["i'll", "i will/shall", "i'm/im going/gonna to?", "im/i'm to", "i'm/im gonna"].at(all, at)
    {
        if pasted {
            return Some((false, at + used, false));
        }
        if t.low == "i"
            && at > 0
            && all[at - 1].one_of(words!("so when if"))
            && t.soft()
            && !all[at - 1].one_of(words!("so"))
        {
            return None;
        }
        return Some((true, at + used, false));
    }
    if t.low == "ill" && t.soft() | start {
        return all
            .get(at + 1)
            .filter(|n| n.soft() && n.one_of(words!(VERBS)))
            .map(|_| (true, at + 1, false));
    }
    if let Some(used) = cues!["said/says/saying/told/promised/agreed/offered/reckons me/us? that? she'd/he'd/they'd/shed/hed/theyd/she'll/he'll/they'll", "said/says/promised me/us? that? she/he/they would/will/wud"].at(all, at) {
        return Some((false, at + used, false));
    }
    if let Some(used) = cues![
        "she'll/he'll/they'll/shell/hell/theyll",
        "she/he/they will/wil",
        "she'd/he'd",
        "he/she/they is/are going/gonna to?",
        "he's/she's to",
        "hes/shes gonna/going to?"
    ]
    .at(all, at)
    {
        if t.one_of(words!("she'd he'd")) && !(at > 0 && all[at - 1].one_of(words!("said says promised"))) {
            return None;
        }
        return Some((false, at + used, false));
    }
    // `Ben will send`, `ben'll send`.
    if t.known != Known::Common
        && phrase(all, at, "* will/to/is").is_some()
        && all.get(at + 1).is_some_and(|n| n.low == "will" || n.low == "to" && start)
        && all
            .get(at + 2)
            .is_some_and(|n| n.soft() && n.one_of(words!(VERBS)) && !n.one_of(words!("need be")))
        && !t.one_of(words!("will"))
    {
        return Some((false, at + 2, false));
    }
    if t.low.ends_with("'ll")
        && !t.one_of(words!("i'll we'll you'll it'll that'll"))
        && all.get(at + 1).is_some_and(|n| n.one_of(words!(VERBS)))
    {
        return Some((false, at + 1, false));
    }
    if let Some(used) = cues!["promised/offered/agreed me/us to?", "promises me/us? to"].at(all, at) {
        return Some((false, at + used, true));
    }
    let them = at > 0
        && t.soft()
        && (all[at - 1].one_of(words!("he she they who"))
            || all[at - 1].known == Known::First
            || all[at - 1].known == Known::Unknown && all[at - 1].capital());
    if let Some(used) = cues!["promised/promise to", "agreed/offered to"].at(all, at) {
        return Some((!them, at + used, false));
    }
    if t.low == "promised" || t.low == "promise" {
        // `promised Dave the number`, `I promised her to send it`.
        let mut first = at + 1;
        let n = all.get(first).filter(|n| n.soft() && !n.taken)?;
        if n.one_of(words!("him her them")) || n.known != Known::Common {
            first += 1;
            while all.get(first).is_some_and(|n| n.soft() && n.known == Known::Unknown) {
                first += 1;
            }
            if all.get(first).is_some_and(|n| n.low == "to" && n.soft()) {
                return Some((!them, first + 1, false));
            }
            let n = all.get(first).filter(|n| n.soft())?;
            if n.one_of(words!("that i'd i'll id")) {
                return Some((!them, first + 1, false));
            }
            return Some((!them, at, true)).filter(|_| n.is_word() || n.is_number());
        }
        return Some((!them, at, true));
    }
    if t.one_of(words!("owe")) && !pasted || t.one_of(words!("owed")) && start {
        let n = all.get(at + 1).filter(|n| n.soft())?;
        if n.one_of(words!("me us")) {
            return Some((false, at, true));
        }
        let they = at > 0 && all[at - 1].one_of(words!("they you"));
        return (!they).then_some((true, at, true));
    }
    if t.low == "owes" && all.get(at + 1).is_some_and(|n| n.one_of(words!("me us"))) {
        return Some((false, at, true));
    }
    if start && t.low == "will" && all.get(at + 1).is_some_and(|n| n.soft() && n.one_of(words!(VERBS))) {
        return Some((true, at + 1, false));
    }
    None
}

const ENDS: &str = "because cos since so but when if while he she they i he's she's they're we i'm it's though tho once then which unless asap please \
    hes shes theyre i'll i'd he'd she'd they'd ill cheers thanks he'll she'll";

fn words_end(all: &[Token], first: usize, days: &[Said]) -> usize {
    let mut i = first + 1;
    let mut last_day = None;
    while i < all.len() {
        let t = &all[i];
        if t.taken || t.gap > Gap::Slash || t.one_of(words!(ENDS)) {
            break;
        }
        let next = all.get(i + 1).filter(|n| n.soft());
        if t.one_of(words!("and & +"))
            && next.is_none_or(|n| {
                n.one_of(words!(
                    "he she they i i'll i'd said told asked he's she's said nobody tell the also her his"
                )) || n.owns
            })
        {
            break;
        }
        if let Some(day) = days.iter().find(|d| d.tokens.start == i) {
            // A day in the middle belongs to the words, one at the end does not.
            last_day = Some((i, day.tokens.end));
            i = day.tokens.end;
            continue;
        }
        i += 1;
    }
    let mut end = i;
    if let Some((from, to)) = last_day
        && to >= end
    {
        end = from;
    }
    while end > first + 1
        && all[end - 1]
            .one_of(words!("by on before for and or until till the over at um uh er this so to of in with"))
    {
        end -= 1;
    }
    end
}
