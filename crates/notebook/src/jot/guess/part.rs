//! Which part everybody has: who told me, for whom it is, where we met.

use std::ops::Range;

use super::cue::{Cues, cues, phrase};
use super::lexicon::Known;
use super::list::words;
use super::people::{Mention, RELATIONS};
use super::token::{Gap, Token};

static SOURCE_BEFORE: Cues = Cues::new(&[
    "via/thru/through",
    "referred/recommended/passed/sent/introduced/intro'd/given/suggested on? to? me? by",
    "referral/ref/intro/tip/lead/recommendation/heard/came/comes/come/got/name/word this/it/one? from",
    "comes/came to me? via/through/thru/from",
    "courtesy of",
    "source/src/from/via",
    "tip off? from",
    "received via/from",
    "thanks to",
    "heard/hear/got it/this/about/of it? from",
    "lead/referral/intro/tip/one/this from",
    "according to",
]);
/// `good one for me`, `2 for Steph`: it is passed on, whatever it is.
pub(super) fn is_passed(all: &[Token]) -> bool {
    static PASSED: Cues = Cues::new(&[
        "good/great/perfect/right/ideal one for",
        "one/this/that's/thats/lead/quick for me/you",
        "2/two/3/three leads?",
        "pass/passing it? on? to",
    ]);
    (0..all.len()).any(|at| PASSED.at(all, at).is_some())
}

pub(super) fn recipients(all: &[Token], people: &[Mention], is_lead: bool) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    for (i, m) in people.iter().enumerate() {
        let at = m.tokens.start;
        // `for Denise`, `for ben and also steph`.
        let led_for = led(all, at, cues!["for/4", "one/good/right/job/thats/that's/perfect/great for/4"])
            && is_beneficiary(all, m);
        let told = led(all, at, cues!["tell/let"])
            && !all.get(m.tokens.end).is_some_and(|t| t.one_of(words!("about re that's")));
        let passed = led(
            all,
            at,
            cues![
                "pass/passing/passed/give/giving/hand/send/sending/forward/fwd/refer/referring it/this/on/her/him/them/details/lead/one/that? on? details? to/2",
                "pass to",
                "pass/give/send on to",
                "over to",
                "one to pass to",
                "fao/attn/cc"
            ],
        );
        let sold = led(
            all,
            at,
            cues![
                "sold on u/you?",
                "told him/her/them about you?",
                "told him/her/them about our",
                "suggested/recommended",
                "thought of",
                "mentioned",
                "put him/her/them onto/on/in to? touch? with?",
                "promised/promise/share/send/give advocate/lawyer"
            ],
        );
        let listed = found.last().is_some_and(|last| {
            let before = &people[*last];
            let between = before.tokens.end..at;
            *last + 1 == i
                && (between.len() == 1 && all[between.start].one_of(words!("& and + or"))
                    || between.len() == 2
                        && all[between.start].one_of(words!("and or & +"))
                        && all[between.start + 1].one_of(words!("also maybe possibly")))
        });
        let opening = at <= 9 && at > 0 && all[at - 1].one_of(words!("for")) && (at == 1 || all[at - 2].one_of(words!("so is okay one it's its this really right lead it quick hi hey good solid yeah alright ok note and referral actually be")) || all[at - 1].gap >= Gap::Comma || all[at - 2].owns);
        let told_you = led(all, at, cues!["so", "so then", "and"])
            && phrase(
                all,
                m.tokens.end,
                "that's/you're/youre/he's/she's/if/you/your you/waiting/expected/expecting/yours/hear/up/on",
            )
            .is_some();
        let calls = opening
            || told_you
            || led(
                all,
                at,
                cues![
                    "told him/her/them that?",
                    "get",
                    "knows",
                    "said",
                    "gave him/her/them your number",
                    "expecting",
                    "call from",
                    "pass to",
                    "so"
                ],
            ) && (phrase(
                all,
                m.tokens.end,
                "madam/sir/ji/bhai? will/would/wd/'ll call/ring/phone/be/give/get/message/pop",
            )
            .is_some()
                || phrase(
                    all,
                    m.tokens.end,
                    "to ring/call/phone/get/pop/come/email/send/go/visit/message/look/have",
                )
                .is_some()
                || all[m.tokens.end - 1].owns
                    && all.get(m.tokens.end).is_some_and(|t| t.one_of(words!("call")))
                || led(all, at, cues!["your number", "call from", "pass to"])
                || phrase(all, m.tokens.end, "that's you/yours/one").is_some());
        let signal = calls
            || all.get(m.tokens.end).is_some_and(|t| t.one_of(words!("from")))
                && phrase(all, m.tokens.end, "from our/the group/chapter/table/team").is_some();
        if is_lead && (led_for || told || passed || sold || listed || signal) {
            found.push(i);
        }
    }
    found
}

/// `for Ben` and not `need a van for Ben's mum`, `works for Ben`.
fn is_beneficiary(all: &[Token], m: &Mention) -> bool {
    let at = m.tokens.start;
    let for_at = at - 1;
    let after = all.get(m.tokens.end);
    let opens = cues!["one/this/that's/thats/that/good/quick/lead/leads/is/referral/job for", "for"]
        .before(all, at)
        .is_some_and(|from| from + 1 < at || all[from].gap >= Gap::Comma || from == 0);
    let ends = opens || after.is_none_or(|t| t.gap >= Gap::Comma || t.one_of(words!("and & + or really please pls i to if he she they who so as from thinks the maybe prob probably tell obvs")));
    let works = for_at > 0 && all[for_at - 1].one_of(words!("works work working worked card present birthday party looking quote cooks cooking asked asking banner thanks waiting dinner driver van car runs search role"));
    let owned = all[m.tokens.end - 1].owns;
    ends && !works && !owned
}

fn led(all: &[Token], at: usize, cues: &Cues) -> bool {
    // A title or a kinship may stand between: `tell advocate meenakshi`.
    let mut at = at;
    while at > 0
        && all[at].gap == Gap::Soft
        && all[at - 1].one_of(words!("dr mr mrs ms our my old advocate lawyer young"))
    {
        at -= 1;
    }
    cues.before(all, at).is_some()
}

/// Who told me.
pub(super) fn source(
    all: &[Token],
    people: &[Mention],
    recipients: &[usize],
    needs: &[Range<usize>],
    pasted: bool,
) -> Option<usize> {
    let free = |i: &usize| !recipients.contains(i);
    for (i, m) in people.iter().enumerate().filter(|(i, _)| free(i)) {
        let at = m.tokens.start;
        if led(all, at, &SOURCE_BEFORE) && !led(all, at, cues!["from"]) {
            return Some(i);
        }
        if led(
            all,
            at,
            cues![
                "referred by",
                "came from",
                "received via",
                "referral/ref/intro/tip/lead/recommendation/heard/came/comes/come/got/name/introduction/one from",
                "source",
                "via"
            ],
        ) {
            return Some(i);
        }
        // `Steph's referral`, `sent by`.
        if all[m.tokens.end - 1].owns
            && all.get(m.tokens.end).is_some_and(|t| t.one_of(words!("referral lead intro tip contact")))
        {
            return Some(i);
        }
        if phrase(
            all,
            m.tokens.end,
            "sent/referred/introduced/recommended/passed/gave/tipped me/us/him/her/them/this/on",
        )
        .is_some()
        {
            return Some(i);
        }
        // `from clara`, closing a jot.
        if led(all, at, cues!["from"])
            && at >= 2
            && all[at - 1].gap >= Gap::Comma
            && needs.iter().any(|n| n.end < at)
        {
            return Some(i);
        }
    }
    // `say Piya asked`, `mention Dilys`, `tell her Bartosz mentioned it`.
    for (i, m) in people.iter().enumerate() {
        for at in 1..all.len() {
            let named = super::token::plain(m.name.split(' ').next().unwrap_or_default()) == all[at].low;
            if named
                && free(&i)
                && (cues!["say/mention/saying", "use", "tell/told him/her/them/em", "say u/you/i know"]
                    .before(all, at)
                    .is_some()
                    && (phrase(all, at + 1, "sent/asked/mentioned/referred/recommended/said/told/passed")
                        .is_some()
                        || all[at - 1].one_of(words!("mention"))
                        || all[at].owns && all.get(at + 1).is_some_and(|t| t.one_of(words!("name")))
                        || all[at - 1].one_of(words!("know")))
                    || phrase(all, at + 1, "says/said use/mention his/her/my/him").is_some())
            {
                return Some(i);
            }
        }
    }
    if needs.is_empty() {
        return None;
    }
    // Who asks in a chat for somebody else.
    if pasted && let Some(m) = people.first() {
        let asks = (0..all.len()).any(|at| {
            cues![
                "anyone/anybody/someone know/have/recommend",
                "my client/uncle/aunt/mum/dad/neighbour/friend/sister/brother/cousin/mate/boss"
            ]
            .at(all, at)
            .is_some()
        });
        if asks && m.tokens.start < needs[0].start && free(&0) && people.len() > 1 {
            return Some(0);
        }
    }
    // A relative needs it: `deirdre says her da is selling`, `clara - her neighbour mike`.
    for (i, m) in people.iter().enumerate().filter(|(i, _)| free(i)) {
        let end = m.tokens.end;
        let first_need = needs[0].start;
        if end > first_need {
            break;
        }
        let relation = |t: &Token| {
            t.one_of(words!(RELATIONS)) && !t.one_of(words!("man woman lady guy lad girl boy partner law"))
                || t.one_of(words!("wife"))
        };
        if m.tokens.start > 0
            && led(all, m.tokens.start, cues!["ask"])
            && (end..first_need).any(|k| all[k].one_of(words!("about")))
        {
            return Some(i);
        }
        let others_subject = (end..first_need.min(end + 22)).any(|k| {
            k + 1 < all.len()
                && all[k].one_of(words!("her his their"))
                && relation(&all[k + 1])
                && !all.get(k + 2).is_some_and(|t| t.one_of(words!("number")))
        });
        let says = (end..first_need.min(end + 14)).any(|k| {
            all[k].one_of(words!("says said told telling mentioned reckons saying was")) && k < end + 10
        });
        let owned = all[end - 1].owns
            && all.get(end).is_some_and(|t| relation(t) || t.one_of(words!("client clients customer guy")));
        if owned
            || others_subject && says
            || others_subject
                && all.get(end).is_some_and(|t| t.gap == Gap::Dash || t.gap == Gap::Comma)
                && all.get(end).is_some_and(|t| t.one_of(words!("her his")))
        {
            return Some(i);
        }
    }
    None
}

pub(super) const EVENTS: &str = "gala lunch dinner breakfast mixer meeting awards do expo conference fair show event mart lounge launch cutting drinks networking site thing party club \
    course seminar workshop chapter chamber rotary meetup festival market wedding funeral gala ball golf day brunch bbq conf convention summit \
    forum social webinar training gig match exhibition open fundraiser quiz reception AGM agm retreat bar pub hub coffee church school gate gym bunnings sauna pool airport train \
    station stand booth hall museum gallery hotel cafe supper evening night morning fete fest parade school-gate table session talk panel dance race regatta auction";

/// Where we met: its tokens.
pub(super) fn met_at(all: &[Token]) -> Option<Range<usize>> {
    for at in 0..all.len() {
        let t = &all[at];
        if !t.one_of(words!("at in from leaving @ to during after")) || t.taken {
            continue;
        }
        let mut first = at + 1;
        while all.get(first).is_some_and(|t| {
            t.one_of(words!("the a an this our my today's tonight's that weds tues last yesterday's"))
                && t.soft()
        }) {
            first += 1;
        }
        let head = (first..all.len().min(first + 6))
            .take_while(|i| *i == first || all[*i].gap <= Gap::Slash)
            .take_while(|i| {
                !all[*i].taken
                    && !all[*i]
                        .one_of(words!("he she they i and who said we it's it is was so needs wants met"))
            })
            .filter(|i| all[*i].one_of(words!(EVENTS)))
            .last();
        let Some(head) = head else { continue };
        let cue = (at.saturating_sub(9)..at).any(|i| all[i].one_of(words!("met meet spoke talking talked chatting chatted bumped ran sat saw chatting introduced was leaving been left")) ) && (at.saturating_sub(9)..at).all(|i| i + 1 >= at || all[i + 1].gap < Gap::Stop)
            || cues!["met/i/one/chatting/talked/spoke/we * met/talked/spoke?"].at(all, head + 1).is_some()
            || (0..at).any(|i| all[i].one_of(words!("today tonight this so out was"))) && at < 9
            || at == 0;
        if !cue || first > head {
            continue;
        }
        if all[at].one_of(words!("to after in from")) && !all[head].one_of(words!("lunch dinner breakfast mixer meeting awards expo conference fair do event launch drinks networking")) {
            continue;
        }
        let mut end = head + 1;
        if all.get(end).is_some_and(|t| t.soft() && t.one_of(words!("in for")))
            && all
                .get(end + 1)
                .is_some_and(|n| n.soft() && (n.known == Known::Unknown || n.one_of(words!("the"))))
        {
            end += 2;
            while all.get(end).is_some_and(|t| {
                t.soft() && t.known == Known::Common && !t.one_of(words!("i and he she they met we is was"))
            }) && end < head + 6
                && all[end - 1].one_of(words!("the new urgent"))
            {
                end += 1;
            }
        }
        return Some(first..end);
    }
    None
}
