//! How far a need goes, and where one ends and the next begins.

use super::super::lexicon::Known;
use super::super::list::words;
use super::super::token::{Gap, Token};
use super::super::work::is_trade;
use super::hint::THINGS;

/// Words that end a need, whatever stands behind them.
const ENDS: &str = "expects expecting presold agreed no wait not quietly onwards which they're they've we're we've i'm i've she'll he'll they'll you there's because cos coz cause since but so before after until till when while if who which that's he she they we i he'd she'd they'd \
    hes shes theyre i'll i'd ill asap urgently pronto tomorrow tmrw today tonight via then though tho please pls starting starts budget \
    ring call text phone tell ask cheers thanks ta also too as currently and/or although unless whereas hence theyd hed shed it'd it'll it's \
    number mobile mob tel ph email from:";

const DAYS_OR_TIME: &str = "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds thu thur thurs fri sat sun \
    today tomorrow tmrw tonight end early late mid next jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august \
    september october november december xmas christmas easter spring summer autumn winter new then the this a";

/// Where a thing that begins at `start` ends.
pub(super) fn phrase_end(all: &[Token], start: usize) -> Option<usize> {
    let mut i = start;
    while i < all.len() {
        let t = &all[i];
        if t.taken || i > start && t.gap > Gap::Slash {
            break;
        }
        if i > start {
            if t.one_of(words!(ENDS))
                && !(t.one_of(words!("who that"))
                    || t.one_of(words!("call text phone ring budget email number mobile"))
                        && all[i - 1].one_of(words!("a an the new for mobile")))
            {
                break;
            }
            if t.one_of(words!("who that who'll who'd that'll that'd"))
                && !all[start..i].iter().any(|t| {
                    t.one_of(words!("someone somebody anyone anybody person people firm company one guy"))
                })
            {
                break;
            }
            let next = all.get(i + 1).filter(|n| n.soft());
            if t.one_of(words!("by in for from on at around this next before"))
                && next.is_some_and(|n| n.one_of(words!(DAYS_OR_TIME)) && (!n.one_of(words!("the a this"))))
            {
                break;
            }
            if t.one_of(words!("by")) && next.is_some_and(|n| n.one_of(words!("the end"))) {
                break;
            }
            if t.one_of(words!(
                "monday tuesday wednesday thursday friday saturday sunday mon tues weds thurs fri"
            )) {
                break;
            }
            if t.one_of(words!("and")) && next.is_none_or(|n| n.one_of(words!("wants needs want need looking you you're they're i'm he she they i we he's she's it its his her hes shes their said says he'd she'd asked told also i'll ill maybe then the")) || n.owns && n.one_of(words!("he she it that"))) && !next.is_some_and(|n| n.one_of(words!("also")) && all.get(i + 2).is_some_and(Token::soft)) {
                break;
            }
            if (t.one_of(words!("is are was has")) || t.owns && t.one_of(words!("it that there")))
                && i > start
            {
                break;
            }
            // `a structural engineer to write a letter`: the thing is enough, of a person what for is.
            let vague = all[start..i].iter().any(|t| t.one_of(words!("someone somebody anyone anybody person people firm company one guy lad man woman place somewhere")));
            if t.low == "to"
                && (next.is_some_and(|n| n.one_of(words!("ring call speak talk")))
                    || !vague && next.is_some_and(|n| n.known == Known::Common && !n.one_of(words!("the a"))))
                && i > start + 1
                && !all[start].one_of(words!("her his their redo replace"))
                && !all[start].low.is_empty()
                && !all[start].low.ends_with("ing")
            {
                break;
            }
            if t.one_of(words!("near nr around outside up costing worth wk")) {
                break;
            }
            if t.one_of(words!("for in on at from with under"))
                && all[start + 1..i].iter().any(|t| t.one_of(words!("for in on at from with under")))
                && !vague
            {
                break;
            }
            if (t.text.starts_with(['£', '$', '€', '₹']))
                && !all[i - 1].one_of(words!("under over for around of up to about than"))
            {
                break;
            }
        }
        i += 1;
    }
    while i > start && all[i - 1].one_of(words!("and or & + but the a an for by in on at with of to his her their my also from like maybe um uh er so then up-to around is")) && i - 1 > start {
        i -= 1;
    }
    (i > start).then_some(i)
}

/// A list is several needs: where the first ends and the next begins.
pub(super) fn split(all: &[Token], start: usize, end: usize) -> (usize, Option<usize>) {
    for i in start + 1..end {
        let t = &all[i];
        if t.one_of(words!("& + plus")) && i + 1 < end {
            return (i, Some(i + 1));
        }
        if t.one_of(words!("and")) && i + 1 < end {
            let n = &all[i + 1];
            let mut next = i + 1;
            if n.one_of(words!("also maybe possibly probably ideally")) {
                next += 1;
            }
            let right = (next..end).take_while(|k| !all[*k].one_of(words!("for in on at with to"))).count();
            let led = all.get(next).is_some_and(|n| {
                n.one_of(words!("a an some someone somebody one two three maybe possibly new their his her"))
                    || n.is_number()
            });
            let left_led =
                all[start].one_of(words!("a an some someone somebody one new")) || all[start].is_number();
            if n.one_of(words!("also")) || led || left_led && right >= 2 {
                return (i, Some(next));
            }
        }
    }
    // `a cleaner, a painter and …`: behind a comma another with an article.
    if let Some(n) = all.get(end).filter(|n| n.gap == Gap::Comma && !n.taken) {
        let mut next = end;
        if n.one_of(words!("and plus also maybe possibly")) {
            next += 1;
        }
        if all
            .get(next)
            .is_some_and(|n| n.one_of(words!("a an some someone somebody")) && (next == end || n.soft()))
            && all.get(next + 1).is_some_and(|n| n.soft() && n.known == Known::Common)
            && all[start].one_of(words!("a an some someone somebody new"))
        {
            return (end, Some(next));
        }
    }
    // `requires linen supplier, housekeeping trainer`.
    if let Some(n) =
        all.get(end).filter(|n| n.gap == Gap::Comma && !n.taken && n.known == Known::Common && !n.is_number())
    {
        let last = (end..all.len())
            .take_while(|i| *i == end || all[*i].gap <= Gap::Slash)
            .take_while(|i| !all[*i].taken)
            .last()
            .map_or(end, |i| i + 1);
        let words = &all[end..last];
        let thing = words
            .last()
            .is_some_and(|t| t.one_of(words!(THINGS)) || is_trade(&t.low) || t.low.ends_with("ment"));
        let joined = words.iter().any(|t| t.one_of(words!("and & +")))
            || all.get(last).is_some_and(|t| t.one_of(words!("and & +")));
        let clean = !words.iter().any(|t| t.known != Known::Common || t.one_of(words!("he she they i we is are was were has have had do does did call ring text email ask tell via from at by asap pls please not no but so because when if who he's she's they're can will would says said then tomorrow today")));
        let led = all[start].one_of(words!("a an some someone somebody one"));
        if clean && words.len() <= 7 && (thing && !led || joined) && !n.one_of(words!("for to in on with")) {
            return (end, Some(end));
        }
    }
    if let Some(n) = all.get(end).filter(|n| n.soft() && n.one_of(words!("+ & plus")))
        && n.one_of(words!("plus"))
    {
        return (end, Some(end + 1));
    }
    (end, None)
}
