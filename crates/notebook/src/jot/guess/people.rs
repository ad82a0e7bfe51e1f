//! Who is named in a jot.

use std::ops::Range;

use super::super::Meaning;
use super::Guess;
use super::cue::{Cues, cues};
use super::lexicon::{Known, is_surname_word};
use super::list::words;
use super::token::{Gap, Token};
use super::work::{is_company_word, is_trade};

/// Somebody named.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    /// The tokens of the name, titles included.
    pub(super) tokens: Range<usize>,
    /// As it is written down: `Sarah Whitlock`, `Mr Ashworth`.
    pub(super) name: String,
}

const TITLES: &str = "smt shri sri mr mrs ms miss dr doctor prof professor rev reverend cllr councillor capt captain mister sgt col advocate adv";
const UNCLES: &str = "uncle aunt auntie aunty brother sister cousin son daughter wife husband missus hubby nephew niece oom tannie";
const KEPT_TITLES: &str = "mr mrs miss ms mister";
const PARTICLES: &str =
    "van von der den de del della di da dos la le el al bin ibn ben mac mc ni nic o ui st ter ten al- zu";
const HONORIFICS: &str = "bhai ji bhaiya sahib saab sir madam didi uncle aunty anna akka";
/// A relation, a kind of person: a name may stand behind it.
pub(super) const RELATIONS: &str = "brother sister wife husband son daughter mum dad mother father mom uncle aunt auntie cousin nephew niece \
    neighbour neighbor mate friend buddy pal colleague coworker boss partner missus hubby fiance fiancee girlfriend boyfriend \
    client customer landlord landlady tenant lad lady woman man guy gal bloke fella chap girl boy law assistant wife's grandson \
    granddaughter grandad nan gran da ma mam sis bro stepson stepdaughter ex in-law";
static BEFORE_STRONG: Cues = Cues::new(&[
    "msg/frm/met/meet/meeting/saw/see/ask/asked/tell/told/thank/text/texted/email/emailed/ring/rang/phone/phoned/call/called/chase/dm/message/msg/remind/introduce/introduced/invite/pay/owe/owes/promised/bell/nudge/ping/buzz/visit/visited/poke/phoning/ringing/calling",
    "spoke/speak/talk/talked/chatted/chat/speaking/talking/chatting/spoken to/with/w",
    "met up with/w",
    "lunch/coffee/dinner/breakfast/drinks/drink/chat/call/meeting/catchup/catch-up/pint/beer/brunch/zoom/tea/121/session/tour/viewing with/w",
    "bumped/ran/run/bumping/running into",
    "sat/stood/sitting/standing/was next to",
    "sat/stood/sitting/standing/was beside/with/by",
    "thanks/ta/thank-you/cheers/intro/introduction/introduced/introduce/connect/connected/referred/congrats me? to",
    "name is",
    "name of",
    "as in",
    "expecting/expects/promised/promise/owed",
    "called/named",
    "this is",
    "catch/follow/followed/catching up with/w",
    "caught up with",
]);
const AFTER_VERBS: &str = "frm there's wants' needs need nds nd wants want says said is has does works runs owns got get called lives moved was had told asked reckons thinks \
    knows wd would could should can will might may mentioned rang emailed texted phoned from at who he she his her hes shes \
    looking after hiring buying selling moving opening starting setting expanding doing wanting requiring needing struggling getting hates loves likes \
    sent asks came introduced referred promised gave owes runs keen retiring thinking planning expecting says went sold can't doesn't didn't isn't wasn't won't doesnt didnt wont cant \
    over out back again just also still really actually currently recently finally finally wld sez sed nds wnts";
const NOT_AFTER: &str = "next beside down there here up";
/// What stands before a thing, not before a person.
const ARTICLES: &str = "a an the some any my his her their our your its this that these those no each every another new local good";
const PLACES: &str = "in at near on around outside of into beyond";

/// What speaks for `at` beginning somebody's name.
fn score(all: &[Token], at: usize) -> f32 {
    let t = &all[at];
    if t.taken || !t.is_word() || t.low.len() < 2 && !t.capital() {
        return -9.0;
    }
    if t.one_of(words!(TITLES)) || t.owns && t.one_of(words!("it that there what he she who let here")) {
        return -9.0;
    }
    if t.one_of(words!("guy man lad"))
        && all.get(at + 1).is_some_and(|n| n.one_of(words!("who from with at in that")))
    {
        return -9.0;
    }
    if is_trade(&t.low) && !t.capital() {
        return -9.0;
    }
    let first_of_sentence = t.gap >= Gap::Stop || at == 0;
    let capital = t.capital() && !t.shouted();
    let next = all.get(at + 1).filter(|n| !n.taken);
    let soft_next = next.filter(|n| n.gap == Gap::Soft);
    let mut s: f32 = match (t.known, capital) {
        (Known::First, true) => 2.0,
        (Known::First, false) => 1.4,
        (Known::Either, true) if !first_of_sentence => 0.9,
        (Known::Either, true) => 0.2,
        (Known::Either, false) => -0.9,
        (Known::Unknown, true) if !first_of_sentence => 0.3,
        (Known::Unknown, true) => 0.2,
        (Known::Unknown, false) => -0.4,
        (Known::Common, true) if !first_of_sentence && is_surname_word(&t.low) => -0.9,
        _ => return -9.0,
    };
    // `FAO Jools`: an abbreviation begins no name.
    if t.shouted() && t.known == Known::Unknown && t.low.len() < 5 {
        return -9.0;
    }
    if t.low.len() < 3 && t.known == Known::Unknown {
        s -= 1.0;
    }
    if t.low.contains('-') && !capital && t.known != Known::First {
        s -= 1.0;
    }
    // Before it.
    let strong = BEFORE_STRONG.before(all, at).is_some()
        || at > 0 && t.gap <= Gap::Slash && all[at - 1].owns && all[at - 1].one_of(words!("name"));
    let prev = at.checked_sub(1).map(|p| &all[p]).filter(|_| t.gap <= Gap::Slash);
    let naming = cues!["name is", "name of", "called/named", "name's", "as in"].before(all, at).is_some();
    if naming {
        s += 2.3;
    } else if strong {
        s += if t.known == Known::Unknown { 1.8 } else { 1.5 };
        if t.known == Known::Either
            && !capital
            && next.is_none_or(|n| {
                n.gap > Gap::Soft || n.one_of(words!("about re for if to at from he she w with and & +"))
            })
        {
            s += 1.0;
        }
    } else if let Some(prev) = prev {
        if prev.one_of(words!(UNCLES)) {
            s += 1.8;
        } else if prev.one_of(words!(RELATIONS)) {
            s += 1.3;
        } else if prev.one_of(words!("for via re w/ w with tell from by cc attn to through thru")) {
            s += if t.known == Known::Unknown && !capital { 0.3 } else { 0.6 };
        } else if prev.one_of(words!("& and + plus")) {
            let named = at > 1
                && (matches!(all[at - 2].known, Known::First)
                    || all[at - 2].capital() && all[at - 2].known != Known::Common);
            s += if named { 0.9 } else { 0.2 };
        } else if prev.one_of(words!(ARTICLES)) && !prev.owns {
            s -= if prev.one_of(words!("the a an")) && capital { 0.8 } else { 1.6 };
        } else if prev.one_of(words!(PLACES))
            || prev.one_of(words!("towards from outside near below beyond nr above"))
                && t.known == Known::Unknown
        {
            s -= 1.2;
        } else if prev.one_of(words!("that so when because if")) && t.known == Known::Unknown {
            s += 0.6;
        } else if is_trade(&prev.low) || prev.one_of(words!("old big young wee little poor")) {
            s += 0.5;
        } else if prev.owns
            && !prev.one_of(words!("it that there what he she who let"))
            && t.known != Known::First
        {
            s -= 1.2;
        }
    }
    if t.gap >= Gap::Open && t.gap != Gap::Close || matches!(t.gap, Gap::Comma | Gap::Dash | Gap::Colon) {
        s += if first_of_sentence { 0.5 } else { 0.3 };
    }
    if at == 0 {
        s += 0.3;
        if t.known == Known::Unknown && !capital {
            match next {
                Some(n) if n.gap == Gap::Soft && n.known == Known::Unknown && n.low.len() > 2 => s += 1.2,
                Some(n)
                    if n.gap == Gap::Soft
                        && (n.known == Known::First
                            || n.one_of(words!(
                                "from at @ who & + and needs wants says said has is nds need want"
                            ))
                            || is_surname_word(&n.low)) =>
                {
                    s += 0.8;
                }
                Some(n) if matches!(n.gap, Gap::Comma | Gap::Dash | Gap::Open) => s += 0.8,
                _ => {}
            }
        }
    }
    // Behind it.
    if t.owns {
        let kin = next.is_some_and(|n| n.soft() && n.one_of(words!(RELATIONS)));
        s += if kin && t.known == Known::Unknown {
            1.6
        } else if capital || t.known == Known::First {
            0.4
        } else {
            -0.3
        };
    }
    match next {
        None => s += if at > 0 && strong { 0.2 } else { 0.0 },
        Some(n) if n.gap == Gap::Soft => {
            if n.one_of(words!("he she hes shes who says said rang asked")) {
                s += 1.1;
            } else if n.one_of(words!(AFTER_VERBS)) && !(n.one_of(words!(NOT_AFTER))) {
                s += 0.8;
            } else if n.capital() && capital && !n.shouted() && n.known != Known::Common {
                s += 0.9;
            } else if n.capital() && capital && is_surname_word(&n.low) && !is_company_word(&n.low) {
                s += 0.7;
            } else if !n.capital() && matches!(n.known, Known::Unknown) && n.low.len() > 2 {
                s += if t.known == Known::Either { 1.3 } else { 0.4 };
            } else if n.one_of(words!("& + and")) {
                s += 0.2;
            }
            if is_company_word(&n.low) && !strong {
                s -= if t.known == Known::First { 0.8 } else { 1.6 };
            }
        }
        Some(n) if matches!(n.gap, Gap::Comma | Gap::Dash | Gap::Open | Gap::Colon) => s += 0.5,
        Some(_) => s += 0.1,
    }
    if t.known == Known::Either && !capital {
        // `will call`, `may be`, `mark it`, `a bill`.
        if let Some(n) = soft_next.filter(|n| n.known == Known::Common && !n.one_of(words!(AFTER_VERBS)))
            && (!strong || n.one_of(words!("it them that this the a be")))
        {
            s -= 0.8;
        }
        if t.one_of(words!("may will can")) && !strong {
            s -= 1.0;
        }
        if t.one_of(words!("may april june august"))
            && prev.is_some_and(|p| {
                p.is_number()
                    || p.one_of(words!(
                        "in by of from since until till end early late mid next last bank this"
                    ))
            })
        {
            s -= 2.0;
        }
    }
    if t.one_of(words!("may april june august jan")) && (prev.is_some_and(|p| p.is_number() || p.one_of(words!("in by of from since until till end ends early late mid next last this before starting feb dec"))) || soft_next.is_some_and(Token::is_number)) {
        s -= 3.0;
    }
    if t.known == Known::Unknown && prev.is_some_and(|p| p.one_of(words!("at in near the"))) {
        s -= 0.6;
    }
    if capital && t.known != Known::First && !strong && !naming {
        // `noodle bar Salford`, `Quarry Lane`, `Joseph D'Souza, Vasco`: a place or a company.
        if let Some(p) = prev {
            let cue = p.one_of(words!("for via re w/ w with tell from by cc attn to & + and"))
                || p.one_of(words!(RELATIONS))
                || p.one_of(words!(UNCLES));
            if !cue && (p.capital() || p.known == Known::Common && !first_of_sentence) {
                s -= 0.8;
            }
            if p.low == "to"
                && at > 1
                && all[at - 2].one_of(words!(
                    "moved moving move going gone over back up down relocating flying off round"
                ))
            {
                s -= 1.5;
            }
        } else if t.gap == Gap::Comma
            && at > 0
            && all[at - 1].capital()
            && !next.is_some_and(|n| n.one_of(words!(AFTER_VERBS)) || n.capital() && n.gap == Gap::Soft)
        {
            s -= 0.9;
        }
    }
    s
}

fn surname_at(all: &[Token], at: usize, first: &Token, words: usize) -> bool {
    let Some(t) = all.get(at).filter(|t| !t.taken && t.gap == Gap::Soft && t.is_word()) else { return false };
    if t.one_of(words!(HONORIFICS)) {
        return false;
    }
    let cap = t.capital();
    let caseless = |t: &Token| t.text.chars().next().is_some_and(|c| !c.is_uppercase() && !c.is_lowercase());
    if caseless(first) && (cap || caseless(t)) && t.known != Known::Common {
        return words < 3;
    }
    if t.text.chars().count() == 1 && t.is_word() {
        return words == 0
            && t.text != "I"
            && !t.one_of(words!("x w @ n u r"))
            && (cap && first.capital()
                || !t.one_of(words!("a i"))
                    && (t.owns || all.get(at + 1).is_none_or(|n| n.gap > Gap::Soft)));
    }
    if cap && first.capital() {
        if t.shouted() && !first.shouted() {
            return false;
        }
        if is_company_word(&t.low) || is_trade(&t.low) && t.known == Known::Common && !is_surname_word(&t.low)
        {
            return false;
        }
        return match t.known {
            Known::Common => is_surname_word(&t.low) || t.low.contains('-'),
            _ => true,
        };
    }
    if cap && !first.capital() {
        return t.known == Known::Unknown && !t.shouted() && words == 0;
    }
    if first.capital() {
        // `Ana ruiz`.
        let ends = all.get(at + 1).is_none_or(|n| n.gap > Gap::Soft || n.one_of(words!(AFTER_VERBS)));
        return words == 0
            && ends
            && matches!(t.known, Known::Unknown | Known::First)
            && !t.owns
            && t.low.len() > 2;
    }
    if is_company_word(&t.low) || is_trade(&t.low) {
        return false;
    }
    match t.known {
        Known::Unknown => t.low.chars().count() > 2,
        Known::First => words <= 1,
        Known::Common | Known::Either => {
            words <= 1
                && is_surname_word(&t.low)
                && !t.one_of(words!(AFTER_VERBS))
                && !t.one_of(words!("to so in on this as of do for no not well said"))
                && all.get(at + 1).is_none_or(|n| {
                    n.gap > Gap::Soft
                    || n.one_of(words!(
                        "needs wants he she says said is has from at who called he's she's and & knows the"
                    ))
                })
        }
    }
}

/// Reads the name that begins at `at`: where it ends.
fn extent(all: &[Token], at: usize) -> usize {
    let mut end = at + 1;
    let mut words = 0;
    while end < all.len() && words < 3 && !all[end - 1].owns {
        // A particle counts with a name behind it.
        let mut skip = 0;
        while all
            .get(end + skip)
            .is_some_and(|t| t.gap == Gap::Soft && !t.taken && t.one_of(words!(PARTICLES)))
            && skip < 3
        {
            skip += 1;
        }
        let particle_led = skip > 0
            && all.get(end + skip).is_some_and(|t| {
                t.gap == Gap::Soft
                    && !t.taken
                    && t.is_word()
                    && (t.capital() || t.known != Known::Common)
                    && t.low.len() > 1
            });
        if particle_led {
            end += skip + 1;
            words += 1;
            continue;
        }
        if !surname_at(all, end, &all[at], words) {
            break;
        }
        end += 1;
        words += 1;
    }
    end
}

/// Written with capitals: `mcgrath` → `McGrath`, `o'brien` → `O'Brien`, `van der berg` stays.
pub(super) fn cased(words: &[&str]) -> String {
    let mut out = String::new();
    let several = words.len() > 1;
    for (i, word) in words.iter().enumerate() {
        if i > 0 {
            out.push(' ');
        }
        let particle = several
            && i + 1 < words.len()
            && i > 0
            && "van von der den de del della di da dos la le bin ibn ter ten zu and of the for"
                .split(' ')
                .any(|p| p == *word);
        if particle || word.chars().any(char::is_uppercase) {
            out.push_str(word);
        } else {
            out.push_str(&capital(word));
        }
    }
    out
}

fn capital(word: &str) -> String {
    let mut out = String::new();
    let mut up = true;
    for (i, c) in word.chars().enumerate() {
        if up {
            out.extend(c.to_uppercase());
        } else {
            out.push(c);
        }
        up = c == '-' || matches!(c, '\'' | '’') && i <= 1;
        if i == 1 && out == "Mc" && word.len() > 4 {
            up = true;
        }
    }
    out
}

pub(super) fn mentions(all: &[Token]) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    let mut at = 0;
    while at < all.len() {
        if let Some(mention) = titled(all, at).or_else(|| family(all, at)).or_else(|| plain(all, at)) {
            at = mention.tokens.end;
            found.push(mention);
        } else {
            at += 1;
        }
    }
    found
}

fn make(all: &[Token], tokens: Range<usize>, words: Range<usize>, prefix: &str) -> Mention {
    let mut parts: Vec<&str> = Vec::new();
    if !prefix.is_empty() {
        parts.push(prefix);
    }
    parts.extend(all[words].iter().map(|t| t.text));
    Mention { tokens, name: cased(&parts) }
}

fn titled(all: &[Token], at: usize) -> Option<Mention> {
    let t = &all[at];
    if t.taken || !t.one_of(words!(TITLES)) || t.owns {
        return None;
    }
    let n = all.get(at + 1).filter(|n| n.gap == Gap::Soft && !n.taken && n.is_word())?;
    let article = at > 0 && all[at - 1].one_of(words!("a an the my his her your")) && t.gap == Gap::Soft;
    let fine = n.capital() || matches!(n.known, Known::First | Known::Unknown | Known::Either) && !article;
    if !fine || n.low.len() < 2 && !n.capital() || n.one_of(words!(AFTER_VERBS)) {
        return None;
    }
    let mut end = extent(all, at + 1);
    if end == at + 2
        && !n.owns
        && n.capital()
        && all.get(end).is_some_and(|t| {
            t.gap == Gap::Soft && !t.taken && t.capital() && !t.shouted() && t.is_word() && t.text != "I"
        })
    {
        end += 1;
    }
    if n.text.chars().count() == 1
        && end == at + 2
        && all.get(end).is_some_and(|t| t.gap == Gap::Soft && t.capital())
    {
        end = extent(all, at + 2);
    }
    let kept = t.one_of(words!(KEPT_TITLES)) && end == at + 2;
    let prefix = if kept { if t.low == "mister" { "Mr" } else { t.text } } else { "" };
    Some(make(all, at..end, at + 1..end, prefix))
}

/// `the Hassans`.
fn family(all: &[Token], at: usize) -> Option<Mention> {
    let t = all.get(at + 1)?;
    let n = all.get(at + 2);
    if !all[at].one_of(words!("the"))
        || t.taken
        || !t.soft()
        || !t.capital()
        || t.shouted()
        || t.known != Known::Unknown
    {
        return None;
    }
    let stem = t.text.strip_suffix('s').filter(|s| s.chars().count() > 3)?;
    if n.is_some_and(|n| n.gap == Gap::Soft && n.capital()) {
        return None;
    }
    Some(Mention { tokens: at + 1..at + 2, name: stem.to_owned() })
}

fn plain(all: &[Token], at: usize) -> Option<Mention> {
    // `B. Hanumantha Rao`.
    if all[at].capital()
        && all[at].text.chars().count() == 1
        && !all[at].taken
        && all.get(at + 1).is_some_and(|n| {
            n.gap == Gap::Soft
                && n.capital()
                && !n.taken
                && n.low.len() > 2
                && matches!(n.known, Known::Unknown | Known::First)
        })
        && !(all[at].text == "I" || all[at].text == "A" && all[at].gap >= Gap::Stop)
    {
        let end = extent(all, at + 1);
        return Some(make(all, at..end, at..end, ""));
    }
    let s = score(all, at);
    if s < 1.0 {
        return None;
    }
    let end = extent(all, at);
    // `Sterling Plumbing`, `Dale St`.
    let cue = BEFORE_STRONG.before(all, at).is_some();
    if let Some(n) = all.get(end).filter(|n| n.gap == Gap::Soft && !n.taken && !all[end - 1].owns) {
        let formed = n.one_of(words!("ltd llc inc limited plc gmbh co corp st street road rd ave avenue lane ln close drive park hall square high&"));
        if formed
            || is_company_word(&n.low)
                && !cue
                && (n.capital() || all[at].known != Known::First)
                && end - at == 1
                && s < 3.0
        {
            return None;
        }
    }
    Some(make(all, at..end, at..end, ""))
}

/// Joins what is said of one person twice, and gives couples their name.
pub(super) fn joined(all: &[Token], found: &[Mention]) -> Vec<Mention> {
    let mut out: Vec<Mention> = Vec::new();
    for (i, m) in found.iter().enumerate() {
        let mut m = m.clone();
        let start = m.tokens.start;
        // `Harpreet & Manjit Gill`.
        if let Some(next) = found.get(i + 1) {
            let joins =
                next.tokens.start == m.tokens.end + 1 && all[m.tokens.end].one_of(words!("& and + n"));
            let words: Vec<&str> = next.name.split(' ').collect();
            if joins
                && !m.name.contains(' ')
                && words.len() >= 2
                && !words[0].ends_with('.')
                && m.name.chars().count() > 1
                && !matches!(words[0], "Mr" | "Mrs" | "Dr")
            {
                m.name = format!("{} {}", m.name, words[1..].join(" "));
            }
        }
        // `dazza (darren kowalski)`, `his real name's stephen papadopoulos`.
        if let Some(last) = out.last_mut() {
            let near = start == last.tokens.end
                || start == last.tokens.end + 1 && all[last.tokens.end].one_of(words!("aka"));
            let bracket = near
                && all[start].gap == Gap::Open
                && m.name.contains(' ')
                && all.get(m.tokens.end).is_none_or(|t| t.gap >= Gap::Close);
            let real =
                cues!["real/proper/full name is?", "real/proper/full name's"].before(all, start).is_some();
            let longer = near
                && all[start].gap == Gap::Open
                && m.name.chars().zip(last.name.chars()).take_while(|(a, b)| a == b).count() >= 2
                && m.name.chars().count() > last.name.chars().count();
            let meant = cues!["as in", "short for"].before(all, start).is_some();
            if bracket || real || longer || meant {
                last.name = m.name;
                last.tokens.end = m.tokens.end;
                continue;
            }
            // `everyone calls him ziggy`.
            if cues![
                "calls/call/called him/her/them",
                "known as",
                "aka",
                "goes by",
                "calls/call/called himself/herself",
                "or just",
                "likes? to be called"
            ]
            .before(all, start)
            .is_some()
            {
                last.tokens.end = last.tokens.end.max(m.tokens.end);
                continue;
            }
            if cues!["first name is?"].before(all, start).is_some() {
                let surname = last.name.rsplit(' ').next().unwrap_or_default().to_owned();
                last.name = format!("{} {surname}", m.name);
                continue;
            }
        }
        let low = super::token::plain(&m.name);
        let same = out.iter().position(|known| {
            let k = super::token::plain(&known.name);
            k == low
                || k.split(' ').next() == Some(low.as_str())
                || low.split(' ').next() == Some(k.as_str())
                || k.split(' ').count() > 1
                    && low.starts_with("m")
                    && low.split(' ').count() == 2
                    && low.split(' ').next().is_some_and(|t| t.len() < 5)
                    && k.split(' ').next_back() == low.split(' ').next_back()
        });
        match same {
            Some(i) => {
                if m.name.split(' ').count() > out[i].name.split(' ').count() {
                    out[i].name = m.name;
                }
            }
            None => out.push(m),
        }
    }
    out
}

/// `karen … karen.doyle@`: the address tells the surname.
pub(super) fn named_by_mail(people: &mut [Mention], found: &[Guess], said: &[Guess]) {
    let mails = said.iter().chain(found).filter_map(|(_, meaning)| match meaning {
        Meaning::Email(address) => address.split('@').next()?.split_once('.'),
        _ => None,
    });
    for (first, last) in mails {
        let is_surname = last.len() > 2 && last.chars().all(char::is_alphabetic);
        for person in
            people.iter_mut().filter(|person| is_surname && super::token::plain(&person.name) == first)
        {
            person.name = format!("{} {}", person.name, cased(&[last]));
        }
    }
}
