//! Cutting a jot into words, and noting what separates them.
//!
//! A word is what stands between white space, commas and brackets, without the quotes and
//! punctuation around it. A sigil (`@ < > ! #`) counts only where a word begins and only if it
//! touches it, so `a > b`, `mixer!` and `C#` are plain.

/// What lies between a word and the one before it, from weak to strong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// White space only.
    Soft,
    /// A colon.
    Colon,
    /// A comma in any script, a dash or slash between spaces, a bracket.
    Comma,
    /// The end of a sentence or of a line; also before the first word.
    End,
}

/// A word. `start..end` are the bytes of `text` in the jot; `outer` is where its sigil or its
/// opening quote stands, or `start`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'a> {
    pub(super) text: &'a str,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) outer: usize,
    pub(super) sigil: Option<char>,
    pub(super) quote: Option<(usize, char)>,
    pub(super) gap: Gap,
}

impl Word<'_> {
    /// Continues what the word before it began.
    pub(super) fn soft(&self) -> bool {
        self.gap == Gap::Soft && self.sigil.is_none()
    }

    /// Begins with a capital letter.
    pub(super) fn capital(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }

    /// Begins with a letter that could have been a capital and is not.
    pub(super) fn small(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_lowercase)
    }
}

/// Letters and digits of any script, and the marks that belong to them but do not count as
/// letters by themselves (accents, vowel points, viramas, joiners).
pub(super) fn is_word_char(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}' | '\u{591}'..='\u{5c7}'
            | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{e31}'..='\u{e4e}' | '\u{200c}' | '\u{200d}')
        || matches!(c, '\u{900}'..='\u{dff}') && !matches!(c, '\u{964}' | '\u{965}')
}

/// Marks that cannot be seen: directions, joints, the beginning of a file. They come with what is pasted.
pub(super) fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

fn separator(c: char) -> Option<Gap> {
    match c {
        // A cell of a table.
        '\t' => Some(Gap::Comma),
        '\n' | '\r' | '。' | '！' | '？' => Some(Gap::End),
        ',' | ';' | '،' | '؛' | '、' | '，' | '；' | '|' | '·' | '(' | ')' | '[' | ']' | '{' | '}' => {
            Some(Gap::Comma)
        }
        c if c.is_whitespace() => Some(Gap::Soft),
        _ => None,
    }
}

/// What the punctuation at the end of a word separates; `None` if `c` is part of the word.
fn closing(c: char) -> Option<Gap> {
    match c {
        '.' | '!' | '?' | '…' | '؟' | '۔' | '।' => Some(Gap::End),
        ':' => Some(Gap::Colon),
        '"' | '”' | '“' | '»' | '\'' | '’' | '*' | '_' | '~' | '>' => Some(Gap::Soft),
        c if is_unseen(c) => Some(Gap::Soft),
        _ => None,
    }
}

/// Before a figure or a small letter their full stop ends nothing: `approx. 20 chairs`.
const SHORT: &str = "approx appr ca circa incl excl max min resp est estd vs viz asst dept mgr dir temp perm \
    gen admin intl natl govt univ apt misc std qty pcs avg orig poss prob ref tel ph mob fax ext";

/// Only before a figure: otherwise they are words that end a sentence.
const BEFORE_FIGURES: &str = "no nos nr num vol fig pp pg sec ch art mo wk yr jan feb mar apr jun jul aug sep sept oct \
    nov dec mon tue tues wed thu thur thurs fri sat sun";

/// Only before a capital: titles, streets, saints.
const BEFORE_NAMES: &str =
    "mx rev hon capt col sgt lt mt ft st messrs mme mlle fr ing lic arq sra srta ave blvd";

/// A word whose full stop belongs to it: `J.`, `e.g.`, `S.L.`, `Dr.`, `approx.`; `behind` is what follows.
fn is_abbreviation(dotted: &str, behind: &str) -> bool {
    let Some(body) = dotted.strip_suffix('.') else { return false };
    let short = |part: &str, most| {
        !part.is_empty() && part.chars().all(char::is_alphabetic) && part.chars().count() <= most
    };
    if short(body, 1)
        || (body.contains('.') && body.split('.').all(|part| short(part, 2)))
        || super::words::among(body, "dr mr mrs ms st jr sr prof phd esq ltd inc co corp")
    {
        return true;
    }
    let next = behind.trim_start_matches([' ', '\u{a0}']);
    match next.chars().next() {
        Some(c) if next.len() < behind.len() && c.is_numeric() => {
            super::words::among(body, SHORT) || super::words::among(body, BEFORE_FIGURES)
        }
        Some(c) if next.len() < behind.len() && c.is_lowercase() => super::words::among(body, SHORT),
        Some(c) if next.len() < behind.len() && c.is_uppercase() => super::words::among(body, BEFORE_NAMES),
        _ => false,
    }
}

/// The words of a jot.
pub(super) fn lex(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut gap = Gap::End;
    let mut pos = 0;
    // The French way: a space inside the quotes.
    let mut apart: Option<(usize, char)> = None;
    while let Some(c) = text[pos..].chars().next() {
        if let Some(kind) = separator(c) {
            // An empty cell: what stands behind it is in another column.
            let kind = if c == '\t' && text[..pos].ends_with('\t') { Gap::End } else { kind };
            gap = gap.max(kind);
            pos += c.len_utf8();
            continue;
        }
        let sigil = matches!(c, '<' | '>' | '@');
        let end = text[pos..]
            .char_indices()
            .skip(1)
            .find(|&(_, c)| separator(c).is_some() || (sigil && matches!(c, '<' | '>')))
            .map_or(text.len(), |(at, _)| pos + at);
        let (word, after) = peel(text, pos, end, gap);
        match word {
            Some(mut word) => {
                if let (Some(quote), None, None) = (apart.take(), word.quote, word.sigil) {
                    (word.quote, word.outer) = (Some(quote), quote.0);
                }
                words.push(word);
                gap = after;
            }
            None => {
                apart = text[pos..end].starts_with('«').then_some((pos, '«'));
                gap = gap.max(after);
            }
        }
        pos = end;
    }
    words
}

/// Takes the punctuation off the chunk `start..end`; also gives the gap it leaves behind it.
fn peel(text: &str, mut start: usize, mut end: usize, gap: Gap) -> (Option<Word<'_>>, Gap) {
    let (mut sigil, mut quote, mut outer) = (None, None, None);
    while let Some(c) = text[start..end].chars().next() {
        match c {
            '"' | '“' | '„' | '«' => quote = Some((start, c)),
            '@' | '<' | '>' | '!' | '#' if sigil.is_none() && quote.is_none() => {
                sigil = Some(c);
                outer = Some(start);
            }
            c if is_unseen(c) => {}
            '¿' | '¡' | '*' | '~' | '\'' | '‘' | '’' if sigil.is_none() => {}
            _ => break,
        }
        start += c.len_utf8();
    }
    let mut after = Gap::Soft;
    while let Some(c) = text[start..end].chars().next_back() {
        let Some(kind) = closing(c) else { break };
        if c == '.' && is_abbreviation(&text[start..end], &text[end..]) {
            break;
        }
        after = after.max(kind);
        end -= c.len_utf8();
    }
    let core = &text[start..end];
    if core.chars().all(|c| matches!(c, '-' | '–' | '—' | '/' | '•')) && sigil.is_none() {
        return (None, if core.is_empty() { after } else { Gap::Comma });
    }
    let outer = outer.or(quote.map(|(at, _)| at)).unwrap_or(start);
    (Some(Word { text: core, start, end, outer, sigil, quote, gap }), after)
}

/// The quotation opened by `quote`: what is inside, and where it ends behind the closing quote.
/// Within a line, at most 200 bytes, closed where a word ends.
pub(super) fn quoted(text: &str, quote: (usize, char)) -> Option<(&str, usize)> {
    let (at, open) = quote;
    let from = at + open.len_utf8();
    for (i, c) in text.get(from..)?.char_indices().take_while(|&(i, c)| i < 200 && c != '\n') {
        let closes = match open {
            '"' => c == '"',
            '“' => c == '”',
            '„' => matches!(c, '“' | '”' | '"'),
            _ => c == '»',
        };
        let end = from + i + c.len_utf8();
        if closes && !text[end..].chars().next().is_some_and(is_word_char) {
            let inner = text[from..from + i].trim();
            return inner.chars().any(char::is_alphanumeric).then_some((inner, end));
        }
    }
    None
}
