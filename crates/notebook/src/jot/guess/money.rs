//! Amounts: `12k`, `£1.5m`, `2 lakh`, `thirty grand`.

use std::ops::Range;

use super::list::words;
use super::token::{Gap, Token};
use crate::record::Money;

const SMALL: &str = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen";
const TENS: &str = "twenty thirty forty fifty sixty seventy eighty ninety";

/// The first amount and its tokens; `home` is the currency of one without a sign.
pub(super) fn money(all: &[Token], home: &str) -> Option<(Money, Range<usize>)> {
    from(all, 0, home)
}

fn from(all: &[Token], first: usize, home: &str) -> Option<(Money, Range<usize>)> {
    for at in first..all.len() {
        let t = &all[at];
        if t.taken {
            continue;
        }
        let sign = t.text.chars().next().and_then(|c| match c {
            '£' => Some("GBP"),
            '€' => Some("EUR"),
            '₹' => Some("INR"),
            '$' if matches!(home, "AUD" | "CAD" | "NZD") => Some(home),
            '$' => Some("USD"),
            _ => None,
        });
        let body = t.low.trim_start_matches(['£', '$', '€', '₹']);
        let rand = sign.is_none()
            && home == "ZAR"
            && t.low.starts_with('r')
            && t.low[1..].starts_with(|c: char| c.is_ascii_digit());
        let (sign, body) = if rand { (Some("ZAR"), &t.low[1..]) } else { (sign, body) };
        let body =
            if sign.is_none() && t.low.starts_with("rs") && t.low.len() > 2 { &t.low[2..] } else { body };
        let digits: String = body
            .chars()
            .take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
            .filter(|c| *c != ',')
            .collect();
        let (number, used, unit) = if let Ok(n) = digits.parse::<f64>() {
            let cut =
                body.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ','))).unwrap_or(body.len());
            (n, 1, &body[cut..])
        } else if let Some((n, used)) = spoken(all, at) {
            (n, used, "")
        } else {
            continue;
        };
        let next = |i: usize| all.get(i).filter(|t| t.gap == Gap::Soft).map_or("", |t| t.low.as_str());
        let mut after = at + used;
        let unit = if unit.is_empty() {
            let u = next(after);
            if scale(u) > 0.0 {
                after += 1;
            }
            u
        } else {
            unit
        };
        let scale = scale(unit);
        let follow = next(after);
        if matches!(
            follow,
            "sq" | "ft"
                | "people"
                | "miles"
                | "km"
                | "followers"
                | "run"
                | "units"
                | "users"
                | "square"
                | "kg"
                | "steps"
                | "words"
        ) {
            continue;
        }
        let cued = matches!(
            follow,
            "pcm" | "quid" | "pounds" | "euro" | "euros" | "dollars" | "rupees" | "bucks" | "budget" | "rand"
        ) || matches!(
            unit,
            "pcm" | "quid" | "pounds" | "euro" | "euros" | "dollars" | "rupees" | "bucks" | "rand" | "grand"
        ) || at > 0 && all[at - 1].one_of(words!("rs inr budget worth owes"));
        if sign.is_none() && !(scale > 0.0 && (scale != 1e6 || unit != "m") || cued) {
            // `up to twelve thousand`.
            let thousand = used > 1
                && spoken(all, at).is_some_and(|(n, _)| n >= 1000.0)
                && at > 0
                && all[at - 1].one_of(words!("to about around under maybe of budget mad"));
            if !thousand {
                continue;
            }
        }
        if t.text.starts_with('0') && sign.is_none() {
            continue;
        }
        let value = number * if scale > 0.0 { scale } else { 1.0 };
        let code = sign.unwrap_or(match follow {
            "euro" | "euros" => "EUR",
            "dollars" if home != "USD" && !matches!(home, "AUD" | "CAD" | "NZD") => "USD",
            _ => home,
        });
        // `98 lac?? no 9.8 lac`: the last word counts.
        if let Some(no) =
            (after..all.len().min(after + 3)).find(|i| all[*i].one_of(words!("no sorry actually")))
            && let Some(later) = from(all, no + 1, home)
        {
            return Some(later);
        }
        let currency: [u8; 3] = code.as_bytes().try_into().ok()?;
        let minor = value * 10f64.powi(Money::decimals(currency).try_into().unwrap_or(2));
        if !(0.5..1e15).contains(&minor) {
            continue;
        }
        return Some((Money { minor: minor.round() as i64, currency }, at..after));
    }
    None
}

fn scale(unit: &str) -> f64 {
    match unit {
        "k" | "grand" | "thousand" => 1e3,
        "m" | "mil" | "mill" | "million" => 1e6,
        "bn" => 1e9,
        "lakh" | "lac" | "lakhs" | "lacs" | "l" => 1e5,
        "cr" | "crore" | "crores" => 1e7,
        _ => 0.0,
    }
}

fn spoken(all: &[Token], at: usize) -> Option<(f64, usize)> {
    let small = |t: &Token| SMALL.split_ascii_whitespace().position(|w| w == t.low).map(|n| n as f64 + 1.0);
    let tens =
        |t: &Token| TENS.split_ascii_whitespace().position(|w| w == t.low).map(|n| (n as f64 + 2.0) * 10.0);
    let t = all.get(at)?;
    let soft = |i: usize| all.get(i).filter(|t| t.gap == Gap::Soft);
    let (mut n, mut used) = if let Some(n) = tens(t) {
        match soft(at + 1).and_then(small).filter(|n| *n < 10.0) {
            Some(one) => (n + one, 2),
            None => (n, 1),
        }
    } else {
        (small(t)?, 1)
    };
    if soft(at + used).is_some_and(|t| t.low == "hundred") {
        n *= 100.0;
        used += 1;
    }
    if soft(at + used).is_some_and(|t| t.low == "thousand") {
        n *= 1000.0;
        used += 1;
    }
    Some((n, used))
}
