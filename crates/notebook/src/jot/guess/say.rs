//! Facts of the lead that are said in plain words: name use, whether a call is expected, how warm it is.

use std::ops::Range;

use super::cue::Cues;
use super::list::words;
use super::token::Token;
use crate::record::NameUse;

static ASK: Cues = Cues::new(&[
    "check/ask/confirm with/w/? */her/him/them? first? before/b4 using/mentioning/naming/you/u/we/i/saying",
    "check/ask before/b4 using/mentioning/naming/saying/i/we/you",
    "ask/check first? before/b4 use/using/mention/mentioning",
    "not sure/certain if/whether * can/could use/mention",
    "ask/check if/whether * can/could use/mention",
    "need to ask/check about/re name/names",
]);
static NO: Cues = Cues::new(&[
    "dont/don't/do/not name *",
    "rather i/you/we didn't/didnt use/mention/say",
    "keep it quiet/hush/private/schtum",
    "telling noone/nobody/no-one",
    "do not name/mention/use/quote *",
    "don't/dont be using/mentioning/saying my/his/her/their/*",
    "say nothing to",
    "not * name",
    "dont/don't/do/never/not/wont/won't/pls/no not? mention/name/use/quote/say/mentioning me/him/her/them/us/my/his/their/that",
    "keep my/his/her/their/*/the name/names out",
    "keep me/him/her/them/* out of",
    "leave my/his/her/their/* name? out/off",
    "leave me/him/her/them out of",
    "keep it/this/that quiet/confidential/anonymous/private/hush",
    "rather/prefer not be named",
    "rather/prefer/prefers not/to to? not? be named/mentioned",
    "rather stay/remain anonymous/unnamed",
    "not to be named/mentioned",
    "stay/stays/remain/staying anonymous/unnamed/nameless",
    "want/wants/wanted to stay/remain out",
    "doesn't/doesnt/don't/dont/didn't/didnt want it/this getting/to get",
    "doesn't/doesnt/don't/dont want/wants his/her/their/my/* name/to name? mentioned/used/be/known/named/in/on",
    "doesn't/doesnt/don't/dont want/wants to be named/mentioned",
    "didn't/didnt hear/get it/this from me/him/her",
    "no names",
    "no name pls/please/though/thanks/from/to",
    "without using/mentioning/saying/naming my/his/her/their/me/him/who",
    "without my/his/her/their name",
    "not from me",
    "don't/dont/not/never say/tell/let who/it/them/him/her/on who?/it?/where?",
    "between us/you",
    "strictly/totally/completely confidential/anonymous",
    "name not to? be?",
    "nothing with his/her/their/my name",
    "anonymous/anonymously/anon",
]);
static YES: Cues = Cues::new(&[
    "say */he/she/i was/were on/asking/in/it",
    "tell/told him/her/them/em */i/he/she gave/told/sent/knows",
    "content/glad/pleased/quite? to be named/mentioned",
    "say it/that came from",
    "said tell/say them/him/her i",
    "take/give/with ref/reference of/from",
    "can/could tell folks/people/them/him/her he/she/i sent",
    "can say he/she/i told/sent/gave/said/asked",
    "say/tell/said u/you/i/we know/knows *",
    "ok/fine/happy/okay/good/free/can/cool/welcome to? mention/name/quote *",
    "us saying he/she/* sent",
    "said/says use/mention his/her/the/their/my name/him/her/me",
    "tell/told him/her/them/em * mentioned/said/sent/told",
    "tell/told him/her/them/em i said",
    "give/giving my/his/her/their name",
    "say/said * mentioned",
    "use my/his/her/their/*/our name/names",
    "using my/his/her/their/* name/names",
    "mention me/my/him/her/them/his",
    "can/could/to/should/may/just/u say/tell/mention i/me/that/*/it sent/referred/asked/recommended/said/told/passed/suggested",
    "say/tell/said/saying i/he/she/*/we sent/referred/asked/recommended/told/passed/suggested/said",
    "tell/told/telling him/her/them/* i/he/she/*/we/it/it's sent/referred/recommended",
    "say it's/its/it/hi/hello/hey from/came/comes/was from/me/*",
    "can/could/happy/fine/ok/free/glad/welcome to? say/mention/use/name/quote/drop/namedrop me/i/my/his/her/their/that/*",
    "ok/fine/happy/good/cool to use/say/mention/name/quote",
    "happy/fine/ok/okay/good/cool to be named/mentioned/quoted",
    "happy/fine/ok/good for/with you/u/us/me to? use/mention/say/using/saying",
    "drop my/his/her/their name",
    "name drop/dropping",
    "namedrop/namedropping",
    "name can/may be used",
    "name is/are? fine/ok/okay/good to? use?",
    "mention/mentioning my/his/her/their name",
    "quote me/him/her/my/his/her/their",
    "with my/his/her/their blessing",
    "say * sent/asked/referred/told/recommended/suggested/passed",
    "name him/her/me freely/openly",
    "under my name",
    "tell em/them/him/her i/we sent",
    "via me is? ok/fine",
]);

/// Whether a name may be used, and the tokens that say so.
pub(super) fn name_use(all: &[Token]) -> Option<(NameUse, Range<usize>)> {
    let at = |cues: &Cues| (0..all.len()).find_map(|i| cues.at(all, i).map(|used| i..i + used));
    if let Some(said) = at(&ASK) {
        return Some((NameUse::AskFirst, said));
    }
    if let Some(said) = at(&NO) {
        return Some((NameUse::No, said));
    }
    const NOT: &str = "not don't dont never doesn't doesnt didn't didnt without can't cant cannot no";
    let is_denied = |i: usize| (i.saturating_sub(3)..i).any(|before| all[before].one_of(words!(NOT)));
    let yes =
        (0..all.len()).find_map(|i| YES.at(all, i).filter(|_| !is_denied(i)).map(|used| i..i + used))?;
    Some((NameUse::Yes, yes))
}

static CALL_YES: Cues = Cues::new(&[
    "you'd/youd/you'll/youll/you're/ur gonna/going? to? call/phone/ring/message/text",
    "you'd/youd/you'll/youll be calling/ringing/phoning/in/out/round/touch",
    "you'd/youd/you'll be in touch",
    "happy/fine/ok/okay/good/glad/keen for a? call/ring/chat",
    "would/he'd/she'd/they'd/wd welcome/like/love/appreciate a/your call/ring/phone",
    "happy/fine/ok/okay/glad/willing to be rung/called/phoned/contacted",
    "can/could call/ring/phone my/his/her/me/on/him/them/anytime",
    "waiting for/on */the/madam/madam's call",
    "he's/she's told her/him/them",
    "knows * will/'ll be calling/ringing/phoning/in/call/ring",
    "knows you'll be",
    "knows he's/hes/she's/shes coming/calling/ringing",
    "* would/will/'ll call/ring/phone/message him/her/them",
    "* would/will/'ll give him/her/them a call/ring/bell/shout",
    "you're/youre expected",
    "good/fine/ok with/w a? call/ring",
    "they/you/he/she/u can ring/call/phone me/her/him/on/them/anytime/after/any",
    "you'd/youd/you'll/i'd/we'd be in touch",
    "told him/her/them you'd/youd/you'll/he'd/she'd reach/call/ring/be/phone",
    "expecting/expects * to ring/call/phone",
    "expecting *'s call",
    "told him/her/them * will/would/wd/'ll call/ring/phone/be/give",
    "told him/her/them * */madam/ji/bhai will/would/wd call/ring/phone/give",
    "get * to ring/call/phone",
    "knows you're/ur/youre/i'm/im calling/ringing/phoning/passing",
    "agreed to it/be/a/the/talk/speak/take/call/being",
    "happy out for you to call/ring",
    "has said/agreed yes/ok",
    "will only call you",
    "waiting on the phone",
    "expecting/expects/expect/expectin a/ur/your/the/my/our/his/her/some? call/ring/phone/phonecall/bell/text/contact",
    "expecting/expects/expect you/u/me/us/him/her/them/someone/somebody/it/*",
    "waiting for/on a/ur/your/the/my/our call/ring/phone",
    "waiting on/for you/u/me/us/*",
    "have/get him/her/them/* call/ring/phone",
    "happy/glad/fine/ok/okay/keen/good/up to/for be/a/take/get/have/hear/the/talk/chat/speak/an/receive rung/called/contacted/phoned/call/ring/chat/a/from/intro/to/with",
    "happy for/with you/u/me/us/him/her/them/a/* to call/ring/phone/contact/get/text",
    "yes to a? phone? call/chat/quick",
    "said/says yes to",
    "knows you'll/youll/you/u/i'll/ill/someone/somebody/we'll/he'll/she'll be/are/r/will/to/*? call/ring/calling/ringing/phone/in/going/be",
    "knows to expect",
    "knows/told to? expect",
    "told him/her/them to expect",
    "told him/her/them you'd/you'll/youd/youll/u'd/you/someone'd/* would/will/be? call/ring/be/phone",
    "will take/answer your/ur/the/a/our call",
    "talk to the one",
    "wants/wanted/want a/you/u/someone/somebody/him/her call/to call/ring/phone/back?",
    "looking forward to your/the/a/hearing call/from",
    "call is/call expected",
    "is/are expecting",
    "awaiting your/ur/the/a call",
    "can't wait to hear/talk/speak",
    "said/says call/ring her/him/me/them anytime/any/whenever",
    "said/says ring/call/give/gimme anytime/any/whenever/her/him/a",
    "ready for your/ur/the/a call",
    "warmed/warm up for",
]);
static CALL_NO: Cues = Cues::new(&[
    "no calls/calling/call",
    "not calls/phone",
    "don't/dont/do/pls/please not? call/ring/phone her/him/them/yet/until/till/before",
    "doesn't/doesnt/don't/dont want calls/calling/phone/a/to call/calls?/be? rung/called?",
    "not expecting/expect a? call",
    "isn't/isnt/not/aren't/arent/won't/wont expecting/expect",
    "nobody needs/need/should to? be? call/calling/ring/ringing",
    "mail/email/text/message only",
    "dont/don't ring/call/phone",
    "not to be called/rung/phoned",
    "emails/texts/mail only/please/pls",
    "hates/hate phone/calls/the",
    "no need to call/ring",
    "hasn't/hasnt been told",
]);

/// Whether they expect a call, and the tokens that say so.
pub(super) fn expects_call(all: &[Token]) -> Option<(bool, Range<usize>)> {
    let at = |cues: &Cues| {
        (0..all.len()).find_map(|i| cues.at(all, i).filter(|_| !is_baby(all, i)).map(|used| i..i + used))
    };
    at(&CALL_NO).map(|said| (false, said)).or_else(|| Some((true, at(&CALL_YES)?)))
}

/// `expecting a baby`, `expecting rain`.
fn is_baby(all: &[Token], at: usize) -> bool {
    (at..all.len().min(at + 5)).any(|i| {
        all[i].one_of(words!(
            "baby twins rain delivery parcel snow visitors quote invoice answer money refund first second"
        ))
    })
}

static PRESOLD: Cues = Cues::new(&[
    "presold/pre-sold",
    "already sold",
    "he's/she's/is/are/they're/hes/shes/theyre honestly? sold on?",
    "he/she sold on?",
    "pretty much sold",
    "ready to sign/buy/go/book/commit/pay/order",
    "already decided/agreed/chosen/picked/said",
    "just bring the paperwork",
    "wants to go ahead",
    "made up her/his/their mind/minds",
    "all but signed",
    "sold on you/u/the/him/her/*",
]);

/// The tokens that say that they have decided already.
pub(super) fn presold(all: &[Token]) -> Option<Range<usize>> {
    const NOT: &str = "not isn't isnt aren't arent never yet wasn't house flat car";
    (0..all.len()).find_map(|i| {
        let used = PRESOLD.at(all, i)?;
        let is_denied = (i.saturating_sub(3)..i).any(|before| all[before].one_of(words!(NOT)));
        // `already sold the house`.
        let is_thing = all[i].low == "already"
            && all.get(i + 2).is_some_and(|n| n.one_of(words!("the his her their it out a my")));
        (!is_denied && !is_thing).then_some(i..i + used)
    })
}
