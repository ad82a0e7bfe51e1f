//! Reading numbers out of a text: what belongs to one, what parts two, what is no number at all.

use super::{Phone, country};
use crate::search::digit;

/// What stands before an extension, in small letters.
const EXTENSION: &[&str] = &[
    "ext",
    "extn",
    "extension",
    "x",
    "xt",
    "xtn",
    "int",
    "interno",
    "anexo",
    "ramal",
    "poste",
    "toestel",
    "durchwahl",
    "dw",
    "nst",
    "klapka",
    "linka",
    "wew",
    "dahili",
    "доб",
    "добавочный",
    "вн",
    "εσωτ",
    "内線",
    "分机",
    "分機",
    "转",
    "轉",
    "내선",
    "שלוחה",
    "تحويلة",
    "داخلی",
    "ต่อ",
];

/// Digits of an extension.
const LONGEST_EXTENSION: usize = 7;
/// Digits of an international number (E.164).
const LONGEST: usize = 15;
/// So many digits are a number by themselves: on the left of a slash, or beside another one.
const WHOLE: usize = 7;
const WHOLE_INTERNATIONAL: usize = 9;
/// Fewer are a house, a day or a remark when there is a longer one.
const LEAST: usize = 5;

/// A run of digits and what stands before it.
struct Run {
    digits: String,
    after_slash: bool,
    start: usize,
    end: usize,
}

#[derive(Default)]
struct Reader {
    found: Vec<Phone>,
    runs: Vec<Run>,
    is_international: bool,
    /// Where the plus stands.
    plus: Option<usize>,
    slash: bool,
    /// The next digits are an extension of the number before.
    extends: bool,
}

pub(super) fn all(text: &str) -> Vec<Phone> {
    let words = text.trim();
    let is_code = words.starts_with(['*', '#']) && words.contains(|c| digit(c).is_some());
    if is_code && words.chars().all(|c| matches!(c, '*' | '#') || digit(c).is_some()) {
        return vec![service(words, text.len() - text.trim_start().len())];
    }
    let mut reader = Reader::default();
    reader.read(text);
    let mut found = reader.found;
    if found.iter().any(|phone| phone.digits.len() >= LEAST) {
        found.retain(|phone| phone.digits.len() >= LEAST);
    } else if let Some(longest) = found.iter().map(|phone| phone.digits.len()).max() {
        found.retain(|phone| phone.digits.len() == longest);
        found.truncate(1);
    }
    found
}

/// `*100#`: a code of the network, dialled with its signs.
fn service(words: &str, start: usize) -> Phone {
    let digits = words.chars().map(|c| digit(c).unwrap_or(c)).collect();
    Phone { digits, is_international: false, extension: String::new(), range: start..start + words.len() }
}

/// Signs between the digits of one number, marks of direction among them.
fn is_joint(c: char) -> bool {
    c != '\n' && c != '\r' && c.is_whitespace()
        || matches!(c, '-' | '.' | '_' | '~' | '\'' | '’' | '·' | '•' | '*' | '\u{ad}' | '\u{58a}' | '\u{2010}'..='\u{2015}'
            | '\u{2212}' | '\u{30fc}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' | '\u{ff0e}' | '\u{ff70}' | '\u{61c}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

impl Reader {
    fn read(&mut self, text: &str) {
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            let next = at + c.len_utf8();
            at = match c {
                _ if digit(c).is_some() => self.digits(text, at),
                '+' | '＋' | '﹢' => {
                    self.flush();
                    (self.is_international, self.plus) = (true, Some(at));
                    next
                }
                '(' | '[' | '（' => self.bracket(text, next),
                ')' | ']' | '）' => next,
                '/' | '\\' | '／' => {
                    self.slash = true;
                    next
                }
                '#' if self.count() >= WHOLE => {
                    self.extends = true;
                    next
                }
                // A pause, and then the desk.
                ',' | ';' if self.count() >= WHOLE && pauses(&text[next..]) => {
                    self.extends = true;
                    next
                }
                // The long vowel of kana serves as a dash.
                _ if c.is_alphabetic() && !is_joint(c) => self.word(text, at),
                _ if is_joint(c) || (self.extends && matches!(c, '=' | ':')) => next,
                _ => {
                    self.flush();
                    next
                }
            };
        }
        self.flush();
    }

    fn count(&self) -> usize {
        self.runs.iter().map(|run| run.digits.len()).sum()
    }

    fn so_far(&self) -> String {
        self.runs.iter().map(|run| run.digits.as_str()).collect()
    }

    fn digits(&mut self, text: &str, start: usize) -> usize {
        let signs = text[start..].char_indices().map_while(|(at, c)| Some((at, c.len_utf8(), digit(c)?)));
        let (mut digits, mut end) = (String::new(), start);
        for (at, length, digit) in signs {
            digits.push(digit);
            end = start + at + length;
        }
        if self.extends {
            self.flush();
            let last = self.found.last_mut().filter(|last| last.extension.is_empty());
            if let Some(last) = last.filter(|_| digits.len() <= LONGEST_EXTENSION) {
                last.extension = digits;
                last.range.end = end;
                return end;
            }
        }
        let start = self.plus.take().unwrap_or(start);
        self.runs.push(Run { digits, after_slash: std::mem::take(&mut self.slash), start, end });
        end
    }

    /// `(0)` is dialled at home only; words in brackets are a remark.
    fn bracket(&mut self, text: &str, from: usize) -> usize {
        let Some(inner) = text[from..].split([')', ']', '）']).next() else { return from };
        let has_words = inner.chars().any(|c| c.is_alphabetic() || c == ':');
        if has_words && !is_extension(first_word(inner.trim_start())) {
            self.flush();
            return from + inner.len();
        }
        let so_far = self.so_far();
        let abroad = so_far.strip_prefix("00").unwrap_or(&so_far);
        let code = country::code(abroad).filter(|code| *code == abroad && !has_words);
        let Some(code) = code else { return from };
        let written: String = inner.chars().filter_map(digit).collect();
        let is_known =
            self.is_international || so_far.starts_with("00") || (written == "0" && so_far.len() > 1);
        if is_known && (written == "0" || country::is_trunk(code, &written)) {
            self.is_international |= !so_far.starts_with("00");
            if country::is_trunk(code, &written) {
                return from + inner.len();
            }
        }
        from
    }

    fn word(&mut self, text: &str, at: usize) -> usize {
        let word = first_word(&text[at..]);
        let end = at + word.len();
        let is_glued = text[end..].chars().next().is_some_and(|c| digit(c).is_some());
        if is_extension(word) || (matches!(word, "p" | "w" | "P" | "W") && is_glued && self.count() >= WHOLE)
        {
            self.extends = self.count() > 0 || !self.found.is_empty();
            let dot = text[end..].starts_with('.');
            return end + usize::from(dot);
        }
        // 1-800-FLOWERS: letters stand for the keys that they are printed on.
        let is_upper = word.len() > 1
            && !self.so_far().starts_with("00")
            && word.bytes().all(|b| b.is_ascii_uppercase());
        if is_upper
            && (3..WHOLE).contains(&self.count())
            && self.count() + letters_ahead(&text[at..]) >= WHOLE
        {
            let digits = word.bytes().map(key_of).collect();
            self.runs.push(Run { digits, after_slash: false, start: at, end });
            return end;
        }
        self.flush();
        end
    }

    /// Ends what was being read: one number, or several in a row.
    fn flush(&mut self) {
        let runs = std::mem::take(&mut self.runs);
        let mut is_international = std::mem::take(&mut self.is_international);
        (self.slash, self.extends, self.plus) = (false, false, None);
        let mut rest = runs.as_slice();
        while !rest.is_empty() {
            let (one, others) = rest.split_at(first_number(rest, is_international));
            self.found.extend(phone(one, is_international));
            let is_ending = others.first().is_some_and(|run| run.after_slash) && count(others) < LEAST + 1;
            rest = if is_ending { &[] } else { others };
            is_international = false;
        }
    }
}

fn first_word(text: &str) -> &str {
    let mark = |c: char| matches!(c, '\u{e31}'..='\u{e4e}' | '\u{300}'..='\u{36f}');
    text.find(|c: char| !c.is_alphabetic() && !mark(c)).map_or(text, |end| &text[..end])
}

fn is_extension(word: &str) -> bool {
    let small = word.to_lowercase();
    EXTENSION.contains(&small.as_str())
}

/// A few digits follow and nothing else that is dialled: `,,12` and `; 12`.
fn pauses(text: &str) -> bool {
    let text = text.trim_start_matches([',', ';', ' ']);
    if is_extension(first_word(text)) {
        return true;
    }
    let run = text.chars().take_while(|c| digit(*c).is_some()).count();
    let after: String = text.chars().skip(run).filter_map(digit).collect();
    (1..LEAST).contains(&run) && after.is_empty()
}

/// Capital letters that follow, with dashes between them.
fn letters_ahead(text: &str) -> usize {
    let ahead =
        text.bytes().take_while(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || matches!(b, b'-' | b'.'));
    ahead.filter(u8::is_ascii_alphanumeric).count()
}

/// The key of a telephone that a letter is printed on.
fn key_of(letter: u8) -> char {
    const KEYS: &[u8; 26] = b"22233344455566677778889999";
    char::from(KEYS[usize::from(letter.saturating_sub(b'A')).min(25)])
}

fn count(runs: &[Run]) -> usize {
    runs.iter().map(|run| run.digits.len()).sum()
}

/// How many of the runs are the first number.
fn first_number(runs: &[Run], is_international: bool) -> usize {
    let is_international = is_international || runs[0].digits.starts_with("00");
    let whole = if is_international { WHOLE_INTERNATIONAL } else { WHOLE };
    for at in 1..runs.len() {
        let (left, run) = (count(&runs[..at]), &runs[at]);
        let begins = run.digits.starts_with("00") && count(&runs[at..]) >= WHOLE_INTERNATIONAL;
        let is_next = run.digits.len() >= WHOLE || begins;
        if left >= whole && (run.after_slash || is_next) {
            return at;
        }
    }
    if count(runs) <= LONGEST + if runs[0].digits.starts_with("00") { 2 } else { 0 } {
        return runs.len();
    }
    // Too much for one: several of the same length, or as much as one can be.
    let whole = count(runs);
    let even = (2..=4).filter(|n| whole.is_multiple_of(*n) && (WHOLE..=LONGEST).contains(&(whole / n)));
    let even = even.filter_map(|n| (1..runs.len()).find(|at| count(&runs[..*at]) == whole / n)).next();
    let most = (1..=runs.len()).rev().find(|at| count(&runs[..*at]) <= LONGEST);
    even.or(most).unwrap_or(1)
}

fn phone(runs: &[Run], is_international: bool) -> Option<Phone> {
    let written: String = runs.iter().map(|run| run.digits.as_str()).collect();
    let range = runs.first()?.start..runs.last()?.end;
    // 00, and 0011 in Australia, are dialled for the plus.
    let abroad = written.strip_prefix("0011").or_else(|| written.strip_prefix("00"));
    let abroad = abroad.filter(|rest| rest.len() >= WHOLE);
    let digits = match abroad {
        Some(rest) => rest,
        None => written.as_str(),
    };
    let code = country::code(digits).filter(|_| is_international || abroad.is_some());
    let Some(code) = code else {
        return Some(Phone { digits: written, is_international: false, extension: String::new(), range });
    };
    let digits = [code, country::without_zero(code, &digits[code.len()..])].concat();
    Some(Phone { digits, is_international: true, extension: String::new(), range })
}
