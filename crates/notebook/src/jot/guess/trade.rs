//! What each of the people does, and where.

use std::ops::Range;

use super::lexicon::Known;
use super::list::words;
use super::people::Mention;
use super::token::{Gap, Token};
use super::work::{is_company_word, is_trade};

const STOPS: &str = "after before by until till monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds thu thur thurs fri \
    tomorrow tmrw today tonight next this works work working needs need nds wants want said says is has was had he she they i who and but so that for re about looking wanting told asked to at in on from with of if \
    his her their hes shes via called when because near needing got gets get reckons thinks would could will who's which where moving moved opening just now went came owns runs does did are";

/// The tokens of the trade and of the company of the `i`-th person.
pub(super) fn work(
    all: &[Token],
    people: &[Mention],
    i: usize,
) -> (Option<Range<usize>>, Option<Range<usize>>) {
    let m = &people[i];
    let end = m.tokens.end;
    let limit = people.get(i + 1).map_or(all.len(), |n| n.tokens.start).max(end);
    let mut trade = None;
    let mut company = None;
    // `from whitlock dental`, `at the wharf gym`.
    let mut at = end;
    // `Philippa, from …` or `- HVAC guy`.
    if let Some(t) = all.get(at).filter(|_| at < limit) {
        if t.one_of(words!("from at with @ of")) && t.gap <= Gap::Comma {
            company = company_at(all, at + 1);
        } else if matches!(t.gap, Gap::Comma | Gap::Colon | Gap::Dash | Gap::Open | Gap::Soft) && !t.taken {
            if let Some(span) = trade_at(all, at, limit) {
                trade = Some(span.clone());
                at = span.end;
                if all.get(at).is_some_and(|t| t.one_of(words!("at from with @")) || t.gap == Gap::Comma)
                    && at < limit
                {
                    let skip = usize::from(all[at].one_of(words!("at from with @")));
                    if skip == 1 || all[at].capital() {
                        company = company_at(all, at + skip);
                    }
                }
            } else if t.gap != Gap::Soft && t.capital() {
                let c = company_at(all, at);
                company = c.filter(|c| all[c.clone()].iter().any(|t| is_company_word(&t.low)));
            }
        }
    }
    // `the foreman there a polish lad called …`: before the name.
    if trade.is_none() && m.tokens.start > 0 && all[m.tokens.start].gap <= Gap::Slash {
        let p = m.tokens.start - 1;
        if is_trade(&all[p].low) && !all[p].taken {
            trade = Some(p..p + 1);
        }
    }
    // `he's a retired fire captain`, `she does dog grooming`, `he's got the timber yard`.
    if trade.is_none() {
        for k in end..limit.min(end + 24) {
            if all[k].gap >= Gap::Stop && k > end + 12 {
                break;
            }
            let led = if all[k].one_of(words!("he she who"))
                && all[k].owns
                && all.get(k + 1).is_some_and(|t| t.one_of(words!("a an the")))
            {
                Some((k + 2, true))
            } else if all[k].one_of(words!("does do runs owns has teaches sells makes"))
                && k + 1 < all.len()
                && (k == end || all[k - 1].one_of(words!("he she who they")))
                || all[k].low == "got" && k > 0 && all[k - 1].owns
                || all[k].low == "into"
            {
                Some((k + 1, false))
            } else {
                None
            };
            let Some((mut from, needs_trade)) = led else { continue };
            while all.get(from).is_some_and(|t| {
                t.one_of(words!("the a an her his own that this their three two four little wee"))
            }) {
                from += 1;
            }
            let mut to = from;
            while to < all.len()
                && to < from + 4
                && (to == from || all[to].gap <= Gap::Slash)
                && !all[to].taken
                && !all[to].one_of(words!(STOPS))
                && !all[to].one_of(words!("and"))
                && all[to].known != Known::First
            {
                to += 1;
            }
            if to == from {
                continue;
            }
            let known = all[from..to].iter().any(|t| is_trade(&t.low) || is_company_word(&t.low));
            if !known && (needs_trade || all[k].one_of(words!("has got"))) {
                continue;
            }
            trade = Some(from..to);
            break;
        }
    }
    (trade, company)
}

/// `joiner at Wood Works Ltd`: a trade and a company at the beginning, and nobody's name.
pub(super) fn alone(all: &[Token]) -> Option<(Range<usize>, Range<usize>)> {
    let trade = trade_at(all, 0, all.len())?;
    let at = all.get(trade.end).filter(|t| t.one_of(words!("at from with @")) && t.gap <= Gap::Slash)?;
    let company = company_at(all, trade.end + 1)?;
    (!at.taken).then_some((trade, company))
}

/// A trade that stands right at `at`.
fn trade_at(all: &[Token], at: usize, limit: usize) -> Option<Range<usize>> {
    let mut from = at;
    if all.get(from).is_some_and(|t| t.one_of(words!("the a an our my"))) {
        from += 1;
    }
    let end = (from..limit.min(from + 5))
        .take_while(|i| *i == from || all[*i].gap <= Gap::Slash)
        .take_while(|i| !all[*i].taken && !all[*i].one_of(words!(STOPS)))
        .last()?
        + 1;
    let head = (from..end).rev().find(|i| {
        is_trade(&all[*i].low)
            || is_company_word(&all[*i].low) && all[*i].known == Known::Common && !all[*i].capital()
    })?;
    (head >= from).then_some(from..head + 1)
}

/// A company that begins at `at`.
fn company_at(all: &[Token], at: usize) -> Option<Range<usize>> {
    let mut from = at;
    while all.get(from).is_some_and(|t| t.one_of(words!("the a an his her their"))) {
        from += 1;
    }
    let goes_on = |i: usize| {
        let t = &all[i];
        let soft = i == from || t.gap <= Gap::Slash;
        soft && !t.taken
            && !t.is_number()
            && (!t.one_of(words!(STOPS))
                || i > from && t.capital() && all[i - 1].capital()
                || t.one_of(words!("& and")) && all.get(i + 1).is_some_and(Token::capital))
    };
    let to = (from..all.len().min(from + 5)).take_while(|i| goes_on(*i)).last()? + 1;
    let occasion = to == from + 1 && all[from].one_of(words!(super::part::EVENTS));
    let none = occasion
        || all[from].one_of(words!("our my work town here there last today group rotary lunch chapter"));
    (!none).then_some(from..to)
}
