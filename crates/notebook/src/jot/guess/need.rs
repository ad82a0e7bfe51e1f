//! What somebody needs.

use std::ops::Range;

use super::cue::{Cues, cues, phrase};
use super::lexicon::Known;
use super::list::words;
use super::token::{Gap, Token};

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
/// Words that end a need, whatever stands behind them.
const ENDS: &str = "no wait not quietly onwards which they're they've we're we've i'm i've she'll he'll they'll you there's because cos coz cause since but so before after until till when while if who which that's he she they we i he'd she'd they'd \
    hes shes theyre i'll i'd ill asap urgently pronto tomorrow tmrw today tonight via then though tho please pls starting starts budget \
    ring call text phone tell ask cheers thanks ta also too as currently and/or although unless whereas hence theyd hed shed it'd it'll it's \
    number mobile mob tel ph email from:";
const DAYS_OR_TIME: &str = "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds thu thur thurs fri sat sun \
    today tomorrow tmrw tonight end early late mid next jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august \
    september october november december xmas christmas easter spring summer autumn winter new then the this a";

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
        if let Some((first, used)) = opened(all, at, pasted) {
            if let Some(spans) = value(all, first, used) {
                at = spans.last().map_or(at + 1, |s: &Span| s.end.max(at + 1));
                strong.extend(spans);
                continue;
            }
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
        if let Some(used) = phrase(all, at, "quote/quotes/price/prices/estimate/estimates for/on").filter(|_| !cues!["send/sent/give/do/drop/bring/email/has/had/got/getting/sending/have him/her/them/over? a/the/my?", "has/had/have two/three/a/some/2/3"].before(all, at).is_some()) {
            if let Some(end) = phrase_end(all, at + used).filter(|end| *end > at + used) {
                weak.push(at..end);
            }
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
        {
            if weak.last().is_none_or(|last| last.end <= span.start) {
                weak.push(span);
            }
        }
        at += 1;
    }
    let afters: Vec<Span> = Vec::new();
    let _ = afters;
    if !strong.is_empty() {
        return strong;
    }
    if weak.is_empty() {
        weak = bare(all);
    }
    weak.truncate(2);
    weak
}

/// `he's after a van`.
fn after(all: &[Token], at: usize) -> Option<Span> {
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
fn running_out(all: &[Token], at: usize) -> Option<Span> {
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

/// `the boiler's packed up`, `septic tank inspection failed`.
fn broken(all: &[Token], at: usize) -> Option<Span> {
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

/// Things that one asks for, the last word of a bare clause.
const THINGS: &str = "assessor pump signs sign vinyls broker attorney atty lawyer solicitor accountant accountants bookkeeper realtor agent electrician sparky sparkies plumber \
    joiner builder roofer plasterer tiler decorator painter cleaner cleaners gardener landscaper caterer caterers photographer videographer florist baker chef nanny childminder \
    physio surveyor architect engineer valuer auctioneer appraiser recruiter consultant designer developer printer copywriter translator tutor trainer coach consultant adviser advisor \
    clearance probate insurance mortgage loan finance survey servicing service repair repairs removal removals storage signage racking broadband website websites seo printing labels printed \
    extension conversion conv loft kitchen bathroom flooring carpet carpets fencing decking paving driveway scaffolding skip hire lease licence license certificate cert survey inspection \
    audit payroll bookkeeping tax vat will wills trademark patent contract contracts visa batteries solar boiler heating aircon ac hvac cctv alarm alarms locks doors windows blinds curtains \
    uniforms workwear hoodies tshirts brochures leaflets flyers business-cards cards wraps van vans minibus trailer forklift pallets packaging boxes liability cover policy quote quotes quotation \
    equipment machine till epos reader software app crm hosting domain photos video headshots branding logo rebrand catering cake flowers marquee tent band dj venue hall space office unit warehouse workshop \
    desk furniture chairs fit-out fitout refit refurb rewiring rewire replumb damp pest mice guy man person woman lad crew firm company supplier vendor contractor installer fitter";

/// A clause of a scribble that names nothing but a thing: `house clearance + probate`.
fn bare(all: &[Token]) -> Vec<Span> {
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
        let head = words.last().is_some_and(|t| t.one_of(words!(THINGS)) || super::work::is_trade(&t.low));
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

/// `notary needed`, `hall on rent reqd`.
fn wanted(all: &[Token], at: usize) -> Option<Span> {
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
fn quoted(all: &[Token], at: usize) -> Option<Span> {
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

/// What somebody is about to do, and could do with help for.
fn change(all: &[Token], at: usize) -> Option<Span> {
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
        }) && !cues!["i", "let me", "don't", "dont", "we"].before(all, at).is_some()
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
    if let Some(skip) = phrase(all, first, "help with/on/in").filter(|_| false) {
        first += skip;
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
            return phrase_end(all, start).map(|end| vec![start..end]);
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
                return Some(vec![first + 1..end]);
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
            return Some(vec![start..first + 1]);
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

/// Where a thing that begins at `start` ends.
pub(super) fn phrase_end(all: &[Token], start: usize) -> Option<usize> {
    let mut i = start;
    while i < all.len() {
        let t = &all[i];
        if t.taken || i > start && t.gap > Gap::Slash {
            break;
        }
        if i > start && t.gap == Gap::Slash && false {
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
            if t.one_of(words!("and")) && next.is_none_or(|n| n.one_of(words!("wants needs want need looking you you're they're i'm he she they i we he's she's it its his her hes shes their said says he'd she'd asked told also i'll ill maybe then the")) || n.owns && n.one_of(words!("he she it that"))) && !next.is_some_and(|n| n.one_of(words!("also")) && all.get(i + 2).is_some_and(|m| m.soft())) {
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
                && all[start].low.as_bytes().first().is_some()
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
fn split(all: &[Token], start: usize, end: usize) -> (usize, Option<usize>) {
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
        let thing = words.last().is_some_and(|t| {
            t.one_of(words!(THINGS)) || super::work::is_trade(&t.low) || t.low.ends_with("ment")
        });
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
