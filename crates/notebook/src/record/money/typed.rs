//! Amounts as people write them. A grammar: what is not in it is no amount, however close it comes.
//!
//! ```text
//! amount   = [sign] [currency] [sign] number [scale] [currency]     (one currency, before or behind)
//! number   = digits [point fraction] | grouped [other point fraction]
//! scale    = k | thousand | m | mn | mio | million | lakh | crore
//! ```
//!
//! Groups are of three digits, or as in India of two and at last three, with one sign between all of them. The fraction
//! has at most the digits of the currency; behind a scale, at most two.

use super::Money;
use crate::search::digit;

/// Signs of currencies that only one has.
const SIGNS: &[(&str, &str)] = &[
    ("€", "EUR"),
    ("₹", "INR"),
    ("₺", "TRY"),
    ("₪", "ILS"),
    ("₴", "UAH"),
    ("₩", "KRW"),
    ("₽", "RUB"),
    ("₫", "VND"),
    ("฿", "THB"),
    ("₱", "PHP"),
    ("₦", "NGN"),
    ("₵", "GHS"),
    ("₡", "CRC"),
    ("₲", "PYG"),
    ("₸", "KZT"),
    ("₾", "GEL"),
    ("₼", "AZN"),
    ("₮", "MNT"),
    ("₭", "LAK"),
    ("৳", "BDT"),
    ("zł", "PLN"),
    ("kč", "CZK"),
    ("円", "JPY"),
    ("元", "CNY"),
    ("us$", "USD"),
    ("ca$", "CAD"),
    ("c$", "CAD"),
    ("au$", "AUD"),
    ("a$", "AUD"),
    ("nz$", "NZD"),
    ("hk$", "HKD"),
    ("nt$", "TWD"),
    ("s$", "SGD"),
    ("r$", "BRL"),
    ("mx$", "MXN"),
];

/// Signs that several countries have: the first of the list unless my own currency is another one of it.
const SHARED: &[(&str, &str)] = &[
    (
        "$",
        "USD CAD AUD NZD SGD HKD TWD MXN CLP COP ARS UYU DOP CUP BBD BSD BZD BMD BND FJD GYD JMD KYD LRD NAD SBD SRD \
         TTD XCD CVE NIO BRL",
    ),
    ("£", "GBP EGP LBP SYP GIP FKP SHP SDG SSP"),
    ("¥", "JPY CNY"),
    ("￥", "JPY CNY"),
];

/// Signs that mean nothing unless my own currency is one of these.
const OWN: &[(&str, &str)] =
    &[("kr", "SEK NOK DKK ISK"), ("rs", "INR PKR LKR NPR MUR"), ("r", "ZAR"), ("fr", "CHF")];

/// ISO 4217, what is in use.
const CODES: &str = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD \
    CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD \
    HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD \
    MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG \
    QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD \
    TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG";

fn is_code(code: &str) -> bool {
    code.len() == 3 && CODES.split_ascii_whitespace().any(|known| known == code)
}

/// Reads an amount; `own` is the currency of one without any.
pub(super) fn typed(text: &str, own: &str) -> Option<Money> {
    let plain: String = text.trim().chars().filter_map(plain).collect();
    let own = own.to_ascii_uppercase();
    let own = Some(own.as_str()).filter(|code| is_code(code));
    let start = plain.find(|c: char| c.is_ascii_digit())?;
    let end = plain.rfind(|c: char| c.is_ascii_digit())? + 1;
    let (before, number, behind) = (&plain[..start], &plain[start..end], &plain[end..]);
    let (negative, before) = signed(before)?;
    let (scale, behind) = scaled(behind)?;
    let code = match (before.trim(), behind.trim()) {
        ("", "") => own?.to_owned(),
        (word, "") | ("", word) => currency(word, own)?,
        // `$500 CAD` names one currency twice.
        (sign, code) => {
            let named = currency(code, own)?;
            (currency(sign, Some(&named)).as_ref() == Some(&named)).then_some(named)?
        }
    };
    let currency: [u8; 3] = code.as_bytes().try_into().ok()?;
    let decimals = Money::decimals(currency) as usize;
    let (whole, fraction) = digits(number, if scale == 1 { decimals } else { 2 })?;
    // `1.250k` may be either.
    if scale != 1 && fraction.is_empty() && number.contains(|c: char| !c.is_ascii_digit()) {
        return None;
    }
    let unit = 10i64.checked_pow(u32::try_from(decimals).ok()?)?;
    let part = |digits: &str, unit: i64| {
        let size = 10i64.checked_pow(u32::try_from(digits.len()).ok()?)?;
        let value = digits.parse::<i64>().unwrap_or(0).checked_mul(unit)?;
        (value % size == 0).then_some(value / size)
    };
    let unit = unit.checked_mul(scale)?;
    let minor = whole.parse::<i64>().ok()?.checked_mul(unit)?.checked_add(part(&fraction, unit)?)?;
    Some(Money { minor: if negative { -minor } else { minor }, currency })
}

/// Digits and signs of other scripts as plain ones, without marks that cannot be seen.
fn plain(c: char) -> Option<char> {
    match c {
        '٫' => Some('.'),
        '٬' => Some('’'),
        '−' => Some('-'),
        '\'' => Some('’'),
        '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => None,
        c if c.is_whitespace() => Some(' '),
        c => digit(c).or(Some(c)),
    }
}

/// What stands before the number, without a minus.
fn signed(before: &str) -> Option<(bool, String)> {
    match before.matches('-').count() {
        0 => Some((false, before.to_owned())),
        1 if before.trim().starts_with('-') || before.trim().ends_with('-') => {
            Some((true, before.replacen('-', "", 1)))
        }
        _ => None,
    }
}

/// What stands behind the number, without the word that multiplies it.
fn scaled(behind: &str) -> Option<(i64, &str)> {
    let trimmed = behind.trim_start();
    let letters = trimmed.find(|c: char| !c.is_alphabetic()).unwrap_or(trimmed.len());
    let word = trimmed[..letters].to_lowercase();
    let scale = match word.as_str() {
        "k" | "thousand" => 1_000,
        "m" | "mn" | "mio" | "million" => 1_000_000,
        "lakh" | "lakhs" | "lac" | "lacs" => 100_000,
        "crore" | "crores" | "cr" => 10_000_000,
        _ => return Some((1, behind)),
    };
    let rest = trimmed[letters..].trim_start_matches('.');
    (rest.len() == trimmed.len() - letters || word == "mio").then_some((scale, rest))
}

/// The code of a currency written as a code or as a sign.
fn currency(word: &str, own: Option<&str>) -> Option<String> {
    let code = word.to_ascii_uppercase();
    if word.is_ascii() && is_code(&code) {
        return Some(code);
    }
    let sign = word.to_lowercase();
    let sign = sign.strip_suffix('.').unwrap_or(&sign);
    let one = SIGNS.iter().find(|(known, _)| *known == sign).map(|(_, code)| *code);
    let among = |list: &[(&str, &'static str)]| {
        list.iter().find(|(known, _)| *known == sign).map(|(_, codes)| *codes)
    };
    let mine = |codes: &'static str| codes.split_ascii_whitespace().find(|code| Some(*code) == own);
    one.or_else(|| {
        among(SHARED).and_then(|codes| mine(codes).or_else(|| codes.split_ascii_whitespace().next()))
    })
    .or_else(|| among(OWN).and_then(mine))
    .map(str::to_owned)
}

/// The digits before and behind the point; `most` may stand behind it.
fn digits(number: &str, most: usize) -> Option<(String, String)> {
    let mut signs: Vec<char> = number.chars().filter(|c| !c.is_ascii_digit()).collect();
    if signs.iter().any(|sign| !matches!(sign, '.' | ',' | ' ' | '’')) {
        return None;
    }
    signs.dedup();
    let (whole, fraction, group) = match signs[..] {
        [] => (number, "", None),
        [sign] => {
            let (before, behind) = number.rsplit_once(sign)?;
            let several = before.contains(sign);
            let is_point = !several && matches!(sign, '.' | ',') && (1..=most).contains(&behind.len());
            if is_point { (before, behind, None) } else { (number, "", Some(sign)) }
        }
        [group, point @ ('.' | ',')] => {
            let (before, behind) = number.rsplit_once(point)?;
            if !(1..=most).contains(&behind.len()) {
                return None;
            }
            (before, behind, Some(group))
        }
        _ => return None,
    };
    let is_plain = |digits: &str| digits.bytes().all(|digit| digit.is_ascii_digit());
    let is_grouped =
        group.map_or(is_plain(whole), |sign| grouped(whole, sign) && whole.split(sign).all(is_plain));
    (is_grouped && !whole.is_empty() && whole.len() < 25)
        .then(|| (whole.chars().filter(char::is_ascii_digit).collect(), fraction.to_owned()))
}

/// Groups of three, or of two and at last three; the first not empty and no zero.
fn grouped(whole: &str, sign: char) -> bool {
    let groups: Vec<&str> = whole.split(sign).collect();
    let [first, between @ .., last] = &groups[..] else { return false };
    let threes = (1..=3).contains(&first.len()) && between.iter().all(|group| group.len() == 3);
    let twos =
        (1..=2).contains(&first.len()) && !between.is_empty() && between.iter().all(|group| group.len() == 2);
    last.len() == 3 && !first.starts_with('0') && (threes || twos)
}
