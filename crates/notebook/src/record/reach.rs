//! The ways to reach somebody as addresses that a device opens, and what makes two of them the same.
//!
//! Every `tel:`, `sms:`, `mailto:` and web address that is made of something written down is made here.

use super::phone::Phone;

/// A number that can be called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// `tel:+442079460018;ext=12` (RFC 3966).
    pub call: String,
    /// `sms:+442079460018` (RFC 5724).
    pub text: String,
    /// The number as it is written.
    pub shown: String,
}

/// One for each number that a field holds.
#[must_use]
pub fn calls(written: &str) -> Vec<Call> {
    let call = |phone: Phone| {
        let number = phone.dialled().replace('#', "%23");
        let desk = if phone.extension.is_empty() { "" } else { ";ext=" };
        Call {
            call: ["tel:", &number, desk, &phone.extension].concat(),
            text: ["sms:", &number].concat(),
            shown: written.get(phone.range).unwrap_or(written).to_owned(),
        }
    };
    Phone::all(written).into_iter().map(call).collect()
}

/// The addresses in a field, without what is written around them: `Ana <ana@acme.example>`.
#[must_use]
pub fn addresses(written: &str) -> Vec<&str> {
    let parts = written
        .split(|c: char| c.is_whitespace() || is_mark(c) || matches!(c, ',' | ';' | '<' | '>' | '(' | ')'));
    let bare = |part: &'_ str| part.len() - without_scheme(part, "mailto:").len();
    let parts = parts.map(|part| &part[bare(part)..]);
    parts.filter(|part| part.find('@').is_some_and(|at| at > 0 && at + 1 < part.len())).collect()
}

/// `mailto:` for each address that a field holds.
#[must_use]
pub fn mails(written: &str) -> Vec<String> {
    addresses(written).into_iter().map(mail).collect()
}

/// `mailto:ana@acme.example` (RFC 6068).
#[must_use]
pub fn mail(address: &str) -> String {
    let parts: Vec<String> = address.split('@').map(encoded).collect();
    ["mailto:", &parts.join("@")].concat()
}

/// The address of a link. Never anything but the web: a link may come from somebody else's hands.
#[must_use]
pub fn web(link: &str) -> String {
    let link = link.trim().trim_matches(is_mark);
    let is_web = ["https://", "http://"].iter().any(|scheme| without_scheme(link, scheme).len() < link.len());
    if is_web { link.to_owned() } else { ["https://", link].concat() }
}

/// Percent-encoded (RFC 3986), lines ended as in mail.
#[must_use]
pub fn encoded(text: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut out = String::with_capacity(text.len() * 2);
    for byte in text.replace("\r\n", "\n").replace('\n', "\r\n").bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
    out
}

/// Equal only for the same mailbox: capitals count before the @ (RFC 5321 §2.4), not behind it.
#[must_use]
pub fn address_key(written: &str) -> String {
    let key = |address: &str| {
        let (name, host) = address.rsplit_once('@').unwrap_or((address, ""));
        [name, "@", &host.trim_end_matches('.').to_lowercase()].concat()
    };
    match addresses(written)[..] {
        [] => written.trim().to_owned(),
        ref all => all.iter().map(|address| key(address)).collect::<Vec<_>>().join(","),
    }
}

/// Equal only for the same page: scheme and host in any capitals, everything behind them exact (RFC 3986 §6.2.2.1). What is
/// written without a scheme is the secure web.
#[must_use]
pub fn link_key(written: &str) -> String {
    let link = web(written);
    let Some((scheme, rest)) = link.split_once("://") else { return link };
    let scheme = scheme.to_ascii_lowercase();
    let (authority, page) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let (user, host) = authority.rsplit_once('@').map_or(("", authority), |(user, host)| (user, host));
    let host = host.to_lowercase();
    let port = if scheme == "https" { ":443" } else { ":80" };
    let host = host.strip_suffix(port).unwrap_or(&host);
    [
        scheme.as_str(),
        "://",
        user,
        if user.is_empty() { "" } else { "@" },
        host,
        if page == "/" { "" } else { page },
    ]
    .concat()
}

/// Marks of direction and joiners, as they are pasted along.
const fn is_mark(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

fn without_scheme<'a>(text: &'a str, scheme: &str) -> &'a str {
    let head = text.get(..scheme.len()).filter(|head| head.eq_ignore_ascii_case(scheme));
    head.map_or(text, |head| &text[head.len()..])
}
