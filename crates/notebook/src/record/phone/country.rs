//! Calling codes (ITU-T E.164) and what is dialled before a number within a country only (E.123 writes it in brackets).

/// Calling codes of one digit and of two; all others have three.
const SHORT: &[&str] = &[
    "1", "7", "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47",
    "48", "49", "51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63", "64", "65", "66",
    "81", "82", "84", "86", "90", "91", "92", "93", "94", "95", "98",
];

/// Countries whose numbers may begin with a zero that is dialled from abroad too: Italy, San Marino, Ivory Coast, Burkina
/// Faso, Niger, Benin, Congo, and the five digits of Norway.
const ZERO_BELONGS: &[&str] = &["39", "378", "225", "226", "227", "229", "242", "47"];

/// What is dialled at home where it is not a zero.
const TRUNKS: &[(&str, &[&str])] = &[
    ("7", &["8"]),
    ("370", &["8"]),
    ("375", &["80", "8"]),
    ("993", &["8"]),
    ("36", &["06"]),
    ("52", &["01"]),
    ("1", &["1"]),
];

/// The calling code with which these digits begin.
pub(super) fn code(digits: &str) -> Option<&str> {
    if digits.starts_with('0') {
        return None;
    }
    let short = SHORT.iter().find(|code| digits.starts_with(**code)).map(|code| code.len());
    digits.get(..short.unwrap_or(3))
}

/// Whether `written`, in brackets behind a calling code, is only dialled within that country.
pub(super) fn is_trunk(code: &str, written: &str) -> bool {
    let own = TRUNKS.iter().find(|(of, _)| *of == code).is_some_and(|(_, trunks)| trunks.contains(&written));
    own || (written == "0" && !ZERO_BELONGS.contains(&code))
}

/// A number behind its calling code without the zero of those who dial at home.
pub(super) fn without_zero<'a>(code: &str, rest: &'a str) -> &'a str {
    if ZERO_BELONGS.contains(&code) { rest } else { rest.trim_start_matches('0') }
}

/// Whether `whole`, written without a plus, is `number` with what is dialled before it: a calling code, or Russia's eight.
pub(super) fn is_prefixed(whole: &str, number: &str) -> bool {
    let Some(before) = whole.strip_suffix(number).filter(|_| number.len() >= 7) else { return false };
    code(whole) == Some(before) || (before == "8" && number.len() == 10)
}
