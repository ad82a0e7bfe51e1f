//! What somebody needs: asked for in so many words, or else told as a trouble, a plan or a bare thing (`hint`).

mod hint;
mod span;

use std::ops::Range;

use super::cue::{Cues, cues, phrase};
use super::lexicon::Known;
use super::list::words;
use super::token::{Gap, Token};
use hint::{after, bare, broken, change, quoted, running_out, wanted};
use span::{phrase_end, split};

static OPENS: Cues = Cues::new(&[
    "shopping/asking around for",
    "asking for/about",
    "cd/could use",
    "looking 4",
    "hunting for",
    "enquired/enquiring/inquired about/re/for",
    "wondering about",
    "could/cd do w",
    "help with/w",
    "shopping for",
    "love/like to hear from",
    "stuck for",
    "needs/need/nds/nd/needing/wants/want/wanting/wnts/requires/require/requiring/seeking/seeks",
    "looking/looks/lookin/hunting/searching/desperate/crying for",
    "looking/lookin out for",
    "on the look/lookout out? for",
    "on the hunt for",
    "in need of",
    "in the market for",
    "could/cd do with",
    "crying out for",
    "would/she'd/he'd/they'd/wd love/like/appreciate",
    "could really? use",
    "murder/kill for",
    "dying for",
    "keen on",
    "keen/eager to hear from",
    "open to hearing from",
    "short of/on",
    "hiring",
    "interested in",
    "have need of",
    "asked/asking/asks for",
    "asked/asking/asks if i/we/you knew/know",
    "asked/asking/asks me? about",
    "pricing up",
    "recruiting",
    "getting quotes for/on",
]);

/// Questions to everybody.
static ASKS: Cues = Cues::new(&[
    "any1/anyone/anybody/someone who/that/got/in",
    "if i/we/anyone/anybody knew/know/knows anyone/of?",
    "has anyone/anybody got",
    "grateful for an? introduction/intro to",
    "anyone/anybody/someone/does local? do/does/doing/does",
    "does anyone/anybody local? do/have/know/sell/make/run",
    "asking who can? do/does",
    "could/can anyone/anybody/someone do her/him/them?",
    "does anyone/anybody know of?",
    "anyone/anybody/who/someone know/knows/knw of?",
    "anyone/anybody know/have/got of?",
    "do you know of?",
    "know of? any/anyone",
    "can anyone/anybody/you recommend",
    "any recommendations/recs for",
    "recommend me?",
]);

/// Troubles: weaker, when nothing is asked for.
static TROUBLES: Cues = Cues::new(&[
    "struggling/struggles w",
    "fed up w",
    "struggling/struggles with",
    "fed up with/of",
    "sick/tired of",
    "sick and tired of",
    "unhappy/unimpressed/annoyed/frustrated/fuming/livid with",
    "not happy with",
    "has/have/having/got/had? a/an problem/problems/issue/issues/nightmare/trouble with",
    "problems/trouble/issues/bother with",
    "let down by",
    "had enough of",
    "hates/hate her/his/their/the",
    "drowning in",
]);

/// A need as its tokens.
pub(super) type Span = Range<usize>;

/// Somebody else writes: a mail, a chat, a notice.
pub(super) fn is_pasted(text: &str) -> bool {
    let low = text.to_lowercase();
    ["from:", "subject:", "sent from", "wrote:", "forwarded", "fwd:", "sent:", "dm:"]
        .iter()
        .any(|s| low.contains(s))
        || text.starts_with('[')
        || text.lines().any(|l| l.starts_with('>') && l.len() > 12)
        || text.starts_with('*')
}

/// `not a lead`, `nothing to pass`: the writer says so.
pub(super) fn is_none(all: &[Token]) -> bool {
    (0..all.len()).any(|at| {
        cues![
            "used to need/want",
            "had been looking",
            "bought/found/got one now?",
            "had it done/fixed/sorted",
            "doesn't/doesnt/don't/dont want anyone/anybody/anything",
            "not passing it",
            "nothing/nowt pending/needed/for",
            "don't/dont need a/any thing",
            "not a/really? lead",
            "no lead/leads",
            "nothing to do with leads",
            "not for leads",
            "nothing to pass",
            "no business/referral/lead/leads yet/here/in",
            "nothing doing",
            "joke for",
            "not a? referral"
        ]
        .at(all, at)
        .is_some()
    })
}

pub(super) fn needs(all: &[Token], pasted: bool) -> Vec<Span> {
    if is_none(all) {
        return Vec::new();
    }
    let mut strong: Vec<Span> = Vec::new();
    let mut weak: Vec<Span> = Vec::new();
    let mut at = 0;
    while at < all.len() {
        if let Some((first, used)) = opened(all, at, pasted)
            && let Some(spans) = value(all, first, used)
        {
            at = spans.last().map_or(at + 1, |s: &Span| s.end.max(at + 1));
            strong.extend(spans);
            continue;
        }
        if let Some(used) = TROUBLES.at(all, at).filter(|_| !is_denied(all, at, pasted)) {
            let first = at + used;
            if let Some(end) = phrase_end(all, first).filter(|end| *end > first) {
                let start = (at..first)
                    .find(|i| all[*i].one_of(words!("problem problems issue issues trouble")))
                    .map_or(first, |i| if i > at && all[i - 1].one_of(words!("a an")) { i - 1 } else { i });
                weak.push(start..end);
            }
        }
        if let Some(used) = phrase(all, at, "quote/quotes/price/prices/estimate/estimates for/on").filter(|_| cues!["send/sent/give/do/drop/bring/email/has/had/got/getting/sending/have him/her/them/over? a/the/my?", "has/had/have two/three/a/some/2/3"].before(all, at).is_none())
            && let Some(end) = phrase_end(all, at + used).filter(|end| *end > at + used) {
                weak.push(at..end);
            }
        if let Some(span) = wanted(all, at) {
            strong.push(span);
            at += 1;
            continue;
        }
        if let Some(span) = after(all, at) {
            at = span.end;
            strong.push(span);
            continue;
        }
        if let Some(span) = running_out(all, at)
            .or_else(|| change(all, at))
            .or_else(|| broken(all, at))
            .or_else(|| quoted(all, at))
            && weak.last().is_none_or(|last| last.end <= span.start)
        {
            weak.push(span);
        }
        at += 1;
    }
    if !strong.is_empty() {
        return strong;
    }
    if weak.is_empty() {
        weak = bare(all);
    }
    weak.truncate(2);
    weak
}

fn one(span: Span) -> Vec<Span> {
    std::iter::once(span).collect()
}

/// A word of need at `at` that counts: how many tokens it takes.
fn opened(all: &[Token], at: usize, pasted: bool) -> Option<(usize, usize)> {
    if all[at].taken {
        return None;
    }
    if let Some(used) = ASKS.at(all, at) {
        let first = at + used;
        if all.get(first).is_some_and(|t| {
            t.soft()
                && !t.one_of(words!("me him her them us it how what who where when why if about that the"))
        }) && cues!["i", "let me", "don't", "dont", "we"].before(all, at).is_none()
        {
            return Some((at, used));
        }
    }
    let used = OPENS.at(all, at)?;
    if is_denied(all, at, pasted) {
        return None;
    }
    let t = &all[at];
    if t.one_of(words!("need needs want wants")) && at > 0 && t.soft() {
        let p = &all[at - 1];
        // `their needs`, `special needs`, `in need`.
        if p.one_of(words!("his her their our my your special any all the no business in urgent of people's these those other everyone's most")) && !p.one_of(words!("people")) {
            return None;
        }
        if p.one_of(words!("nobody noone everyone everybody people fish who you"))
            && !(p.low == "who"
                && at > 1
                && all[at - 2].one_of(words!(
                    "someone somebody woman man lady guy bloke lad fella couple chap girl person one people"
                )))
        {
            return None;
        }
    }
    // `will need the projector`: nobody else is named.
    if !pasted
        && t.one_of(words!("need"))
        && (at == 0 || at == 1 && all[0].one_of(words!("will might to gonna still i'll")))
    {
        return None;
    }
    if phrase(all, at, "keen/interested").is_some()
        && cues!["not so? very? that?", "isn't", "isnt"].before(all, at).is_some()
    {
        return None;
    }
    Some((at, used))
}

fn is_denied(all: &[Token], at: usize, pasted: bool) -> bool {
    let mut i = at;
    let mut steps = 0;
    while i > 0 && steps < 4 && all[i].gap <= Gap::Slash {
        i -= 1;
        steps += 1;
        let t = &all[i];
        if t.one_of(words!("not never doesn't doesnt don't dont didn't didnt isn't isnt no nobody noone without won't wont wasn't wasnt nor hardly cannot aren't arent longer nothing neither")) {
            return true;
        }
        if steps <= 3 && !pasted && t.one_of(words!("i we i'm we're im i'd i've we've i'll you you're")) {
            // `I met somebody who needs`: a word of the others stands between.
            return true;
        }
        if t.one_of(words!("if")) && steps <= 2 {
            return true;
        }
        if t.one_of(words!("and but so who he she they that because cos it")) || t.known != Known::Common {
            break;
        }
    }
    false
}

/// What is needed from `at + used` on: one or several spans.
fn value(all: &[Token], at: usize, used: usize) -> Option<Vec<Span>> {
    let mut first = at + used;
    let t = all.get(first)?;
    let dashed = all[at].one_of(words!("hiring needs need wants want")) && t.gap == Gap::Dash;
    if t.taken || t.gap > Gap::Colon && !dashed {
        return None;
    }
    while all.get(first).is_some_and(|t| {
        t.one_of(words!("still also really urgently just badly desperately maybe either")) && t.soft()
    }) {
        first += 1;
    }
    if phrase(all, first, "to").is_some() {
        let verb = all.get(first + 1)?;
        // `to talk to a broker` is a broker.
        if let Some(talk) = cues!["talk/speak/chat to/with"].at(all, first + 1)
            && all
                .get(first + 1 + talk)
                .is_some_and(|n| n.soft() && n.one_of(words!("a an some someone somebody")))
        {
            let start = first + 1 + talk;
            return phrase_end(all, start).map(|end| one(start..end));
        }
        const VERBS: &str = "redo buy build renovate extend replace rent lease hire install fix refurbish refurb update upgrade rebrand \
            outsource insulate convert remortgage insure paint decorate landscape move relocate automate design print book commission sort rewire switch \
            get find have do set open start sell source";
        const WEAK: &str = "get find have do set open start sell sort book move switch buy";
        if !verb.soft() || !verb.one_of(words!(VERBS)) {
            return None;
        }
        if verb.one_of(words!(WEAK)) {
            // `to find a florist` is a florist.
            let next = all.get(first + 2).filter(|n| n.soft())?;
            if verb.one_of(words!("get find hire source"))
                && next.one_of(words!("a an some someone somebody new"))
            {
                first += 2;
            } else if verb.one_of(words!("get find have do set open start sell")) {
                let end = phrase_end(all, first + 1)?;
                // Only when nothing else is asked for; left to the weak ones.
                let more = (end..all.len()).any(|i| OPENS.at(all, i).is_some());
                if more || next.one_of(words!("it that this to married back in on out off up there home one"))
                {
                    return None;
                }
                return Some(one(first + 1..end));
            } else {
                first += 1;
            }
        } else {
            first += 1;
        }
    } else if phrase(all, at, "hiring").is_some() && all.get(first).is_some_and(|t| t.gap > Gap::Soft) {
    }
    let t = all.get(first)?;
    if t.gap > Gap::Colon && first == at + used && !dashed
        || t.one_of(words!("me us him them it that this what how you one's nothing no and none a/"))
        || t.one_of(words!("her")) && all.get(first + 1).is_none_or(|n| !n.soft() || n.known != Known::Common)
    {
        return None;
    }
    // `his ductwork needs cleaning`: what needs it belongs to it.
    if first == at + used
        && t.low.ends_with("ing")
        && t.low.len() > 5
        && all[at].one_of(words!("need needs want wants"))
        && all.get(first + 1).is_none_or(|n| {
            !n.soft()
                || n.known == Known::Common
                    && n.one_of(words!("for by before asap and in from to on at now urgently badly"))
        })
    {
        let mut start = at;
        while start > 0
            && all[start].gap == Gap::Soft
            && at - start < 4
            && !all[start - 1].taken
            && !all[start - 1].one_of(words!("and but so because he she they i who which"))
        {
            start -= 1;
            if all[start].one_of(words!("his her their the my our all")) {
                break;
            }
        }
        if start < at && all[start].known != Known::First {
            return Some(one(start..first + 1));
        }
    }
    let mut spans = Vec::new();
    let mut start = first;
    loop {
        let end = phrase_end(all, start)?;
        if end == start {
            break;
        }
        let (cut, next) = split(all, start, end);
        spans.push(start..cut);
        match next {
            Some(next) if next < all.len() => start = next,
            _ => break,
        }
        if spans.len() > 5 {
            break;
        }
    }
    // `wants a roofer, a painter and a plumber`.
    (!spans.is_empty()).then_some(spans)
}
