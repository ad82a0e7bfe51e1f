//! Needs that nobody asks for in so many words: what runs out, breaks, is planned, or stands there alone.

use super::super::cue::{Cues, cues};
use super::super::lexicon::Known;
use super::super::list::words;
use super::super::token::{Gap, Token};
use super::super::work::is_trade;
use super::Span;
use super::span::{phrase_end, split};

/// Things that one asks for, the last word of a bare clause.
pub(super) const THINGS: &str = "assessor pump signs sign vinyls broker attorney atty lawyer solicitor accountant accountants bookkeeper realtor agent electrician sparky sparkies plumber \
    joiner builder roofer plasterer tiler decorator painter cleaner cleaners gardener landscaper caterer caterers photographer videographer florist baker chef nanny childminder \
    physio surveyor architect engineer valuer auctioneer appraiser recruiter consultant designer developer printer copywriter translator tutor trainer coach consultant adviser advisor \
    clearance probate insurance mortgage loan finance survey servicing service repair repairs removal removals storage signage racking broadband website websites seo printing labels printed \
    extension conversion conv loft kitchen bathroom flooring carpet carpets fencing decking paving driveway scaffolding skip hire lease licence license certificate cert survey inspection \
    audit payroll bookkeeping tax vat will wills trademark patent contract contracts visa batteries solar boiler heating aircon ac hvac cctv alarm alarms locks doors windows blinds curtains \
    uniforms workwear hoodies tshirts brochures leaflets flyers business-cards cards wraps van vans minibus trailer forklift pallets packaging boxes liability cover policy quote quotes quotation \
    equipment machine till epos reader software app crm hosting domain photos video headshots branding logo rebrand catering cake flowers marquee tent band dj venue hall space office unit warehouse workshop \
    desk furniture chairs fit-out fitout refit refurb rewiring rewire replumb damp pest mice guy man person woman lad crew firm company supplier vendor contractor installer fitter";

/// `he's after a van`.
pub(super) fn after(all: &[Token], at: usize) -> Option<Span> {
    let t = &all[at];
    if !t.one_of(words!("after")) || at == 0 || t.gap >= Gap::Stop {
        return None;
    }
    let prev = &all[at - 1];
    let apart = matches!(t.gap, Gap::Comma | Gap::Dash);
    let subject = apart
        || prev.owns
        || prev.one_of(words!("is are was's hes shes theyre they're they im who"))
        || prev.one_of(words!("he's she's"));
    let n = all.get(at + 1).filter(|n| n.soft())?;
    let thing = apart && n.known == Known::Common && !n.is_number() && !n.one_of(words!("mass work lunch that this the dinner school hours tea he she i we they dark hrs mon tue wed thu fri sat sun xmas christmas"));
    if !subject
        || !(thing
            || n.one_of(words!("a an some someone somebody new one his her their two three"))
            || n.is_number())
        || n.one_of(words!("me"))
    {
        return None;
    }
    let end = phrase_end(all, at + 1)?;
    Some(at + 1..end)
}

/// `lease on the copier is up`, `phone contract ends`.
pub(super) fn running_out(all: &[Token], at: usize) -> Option<Span> {
    if !all[at]
        .one_of(words!("lease contract tenancy policy insurance mortgage fix deal liability cover warranty"))
    {
        return None;
    }
    let end = (at + 1..all.len().min(at + 7)).take_while(|i| all[*i].gap <= Gap::Slash).find(|i| {
        all[*i].one_of(words!("up ends end expires expiring expire ending renewal due finishes finished"))
    })?;
    let mut start = at;
    while start > 0
        && all[start].soft()
        && all[start - 1].known == Known::Common
        && !all[start - 1].taken
        && !all[start - 1].one_of(words!(
            "the their his her my our a an and of is with on says said so but that cos because has"
        ))
        && start + 3 > at
    {
        start -= 1;
    }
    Some(start..end + 1)
}

/// What somebody is about to do, and could do with help for.
pub(super) fn change(all: &[Token], at: usize) -> Option<Span> {
    let t = &all[at];
    let plan = cues![
        "about to",
        "thinking about/of",
        "planning to/on",
        "looking at",
        "looking to",
        "ready to",
        "wants/want/hoping/trying to",
        "going to"
    ]
    .at(all, at);
    const DO: &str = "redo redoing replace replacing rewire rewiring refit refitting renovate renovating repave repaving extend extending refurbish refurbishing \
        rebrand rebranding sell selling remortgage remortgaging upgrade upgrading switch switching convert converting relocate relocating rebuild rebuilding remodel remodeling remodelling \
        insulate renewing renew repaint repainting landscape landscaping sort outsource outsourcing change changing fix fixing";
    let (first, weak_ok) = match plan {
        Some(used) => (at + used, true),
        None => (at, false),
    };
    let v = all.get(first).filter(|v| !v.taken && (first == at || v.soft()))?;
    if !v.one_of(words!(DO))
        || v.one_of(words!("sort change fix changing fixing sell selling switch")) && !weak_ok
    {
        return None;
    }
    if !weak_ok && !v.low.ends_with("ing") {
        return None;
    }
    if at > 0 && t.soft() && all[at - 1].one_of(words!("i i'm we we're im my not")) {
        return None;
    }
    let end = phrase_end(all, first + 1).unwrap_or(first + 1);
    Some(first..end)
}

/// `the boiler's packed up`, `septic tank inspection failed`.
pub(super) fn broken(all: &[Token], at: usize) -> Option<Span> {
    static BROKEN: Cues = Cues::new(&[
        "packed/packing up/in",
        "came/come/fell/blew/blown down",
        "failed/failing/fails",
        "broke/broken/broken down?",
        "conked out",
        "carked it",
        "leaking/leaks/leaked",
        "flooded/flooding",
        "left/leaving him/her/them in the? lurch",
        "let him/her/them down",
        "is/are rubbish/useless/hopeless/knackered/broken/finished/dead/leaking/terrible/awful",
        "'s rubbish",
        "rubbish/useless/knackered",
        "keeps/keep falling/crashing/breaking/going/tripping/leaking over/down/off/out?",
        "ghosted them/him/her",
        "out of cert/action/date",
        "died/dying",
        "has/have retired/quit/left/closed/gone",
        "retired on him/her/them",
        "going under/bust",
        "on its/the/their last legs",
        "on the way out",
        "bust/jammed/cactus/knackered/kaput/hacked/flooded/burst/stuck/fried/dead",
        "is bust/jammed/cactus/kaput/split/fried/ancient/dead",
        "has/have split/cracked/burst/emigrated/resigned/died",
        "dropped/bailed on? them/him/her",
        "bailed/emigrated/quit",
        "walked out",
        "'s walked/gone/packed out/bust/up/off",
        "won't/wont/refuses to? renew/insure/cover/start/work",
        "letting in",
        "dying",
        "slow/useless/hopeless as",
        "not working",
        "gone bust/up",
        "fallen out with * * *?",
        "beyond her/him/them",
        "'s a mess",
        "through the roof",
        "killing him/her/them",
        "done a runner",
        "want/need/needs doing/reupholstering/replacing/repainting/repairing/fixing/servicing",
        "overdue",
    ]);
    let used = BROKEN.at(all, at)?;
    let mut start = at;
    while start > 0
        && all[start].gap == Gap::Soft
        && at - start < 5
        && !all[start - 1].taken
        && !all[start - 1].one_of(words!(
            "and but so because cos that says said he she they i then when if is has reckons as with"
        ))
    {
        start -= 1;
        if all[start].one_of(words!("the their his her my our a an")) {
            break;
        }
    }
    let subject = all.get(start)?;
    if start == at
        || subject.one_of(words!("he she they i it who which what all"))
        || all[start..at].iter().any(|t| matches!(t.known, Known::First)) && at - start < 2
    {
        return None;
    }
    Some(start..at + used)
}

/// `notary needed`, `hall on rent reqd`.
pub(super) fn wanted(all: &[Token], at: usize) -> Option<Span> {
    if !all[at].one_of(words!("needed reqd required wanted"))
        || at == 0
        || !all[at].soft()
        || all.get(at + 1).is_some_and(|n| n.soft() && n.one_of(words!("to a an the by urgently:")))
            && !all.get(at + 1).is_some_and(|n| n.one_of(words!("by")))
    {
        return None;
    }
    let start =
        (0..at).rev().take_while(|i| at - i < 6 && !all[*i].taken && all[*i + 1].gap <= Gap::Slash).last()?;
    let said = all[start..at]
        .iter()
        .any(|t| t.one_of(words!("he she they i we who is was has had nothing no not what else all nobody")));
    (!said).then_some(start..at)
}

/// `floodlights quote`.
pub(super) fn quoted(all: &[Token], at: usize) -> Option<Span> {
    if !all[at].one_of(words!("quote quotes"))
        || at == 0
        || !all[at].soft()
        || all
            .get(at + 1)
            .is_some_and(|n| n.gap <= Gap::Slash && !n.one_of(words!("pls please asap for ta by")))
    {
        return None;
    }
    let start =
        (0..at).rev().take_while(|i| at - i < 6 && !all[*i].taken && all[*i + 1].gap <= Gap::Slash).last()?;
    let verb = all[start..at].iter().any(|t| {
        t.one_of(words!(
            "send sent a the my our get got her him them me chase bring with wants want needs need after"
        ))
    });
    (!verb).then_some(start..at + 1)
}

/// A clause of a scribble that names nothing but a thing: `house clearance + probate`.
pub(super) fn bare(all: &[Token]) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = 1;
    while at < all.len() {
        if !matches!(all[at].gap, Gap::Dash | Gap::Colon | Gap::Stop) || all[at].taken {
            at += 1;
            continue;
        }
        let end = (at..all.len())
            .take_while(|i| *i == at || all[*i].gap <= Gap::Slash)
            .take_while(|i| !all[*i].taken)
            .last()
            .map_or(at, |i| i + 1);
        let mut stop = end;
        while stop > at && all[stop - 1].one_of(words!("pls please asap urgently ta thx now")) {
            stop -= 1;
        }
        let words = &all[at..stop];
        let head = words.last().is_some_and(|t| t.one_of(words!(THINGS)) || is_trade(&t.low));
        let verbs = words.iter().any(|t| t.one_of(words!("is are was were be been he she they i we has have had does do did said says told will would can could met saw call ring text email send bring ask tell thanks ta moved lives works he's she's it's not no never just got gets lovely nice great")) || t.known == Known::First);
        if head && !verbs && (1..=8).contains(&words.len()) {
            let mut start = at;
            while let (cut, Some(next)) = split(all, start, stop) {
                found.push(start..cut);
                start = next;
                if next >= stop {
                    break;
                }
            }
            if start < stop {
                found.push(start..stop);
            }
        }
        at = end.max(at + 1);
    }
    found
}
