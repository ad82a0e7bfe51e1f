//! Content lines of iCalendar (RFC 5545 §3.1): `NAME:value`, folded, ended by CRLF.

/// Octets of a line without its line break.
const MOST_OCTETS: usize = 75;

/// Appends one content line. The value stands as it is: text comes through [`text`].
pub(crate) fn line(out: &mut String, name: &str, value: &str) {
    let mut room = MOST_OCTETS;
    let signs = name.chars().chain([':']).chain(value.chars());
    for sign in signs {
        // Never in the middle of a letter of several octets.
        if sign.len_utf8() > room {
            out.push_str("\r\n ");
            room = MOST_OCTETS - 1;
        }
        room -= sign.len_utf8();
        out.push(sign);
    }
    out.push_str("\r\n");
}

/// A text as a value (RFC 5545 §3.3.11): backslash, semicolon and comma escaped, line breaks as `\n`,
/// control characters left out.
pub(crate) fn text(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let words = words.replace("\r\n", "\n");
    for sign in words.chars() {
        match sign {
            '\\' | ';' | ',' => out.extend(['\\', sign]),
            '\n' | '\r' => out.push_str("\\n"),
            '\t' => out.push(' '),
            sign if sign.is_control() => {}
            sign => out.push(sign),
        }
    }
    out
}
