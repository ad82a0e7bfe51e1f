//! Links: a scheme, `www.`, or a host with an ending that is one, and no name of a technique, a file or two sentences.

use std::ops::Range;

use super::lex::{Word, is_word_char};
use super::types::Meaning;
use super::words::among;

/// Endings of more than two letters that are taken without `www.` or a scheme.
const TOP_LEVEL: &str = "com net org info biz app dev shop store online site website club agency \
    studio design tech cloud pro name coop edu gov cat xyz group company consulting law legal \
    academy photo eus gal";

/// Countries' endings (ISO 3166 and `eu`, `uk`), without those that are rather files: `py rs sh md ps`.
const COUNTRIES: &str = "ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt \
    bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu fi fj \
    fk fm fo fr ga gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is \
    it je jm jo jp ke kg kh ki km kn kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc me mg mh mk ml mm mn mo mp \
    mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr pt pw qa re \
    ro ru rw sa sb sc sd se sg si sk sl sm sn so sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv \
    tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw";

/// Endings that are English words: before another word they are two sentences without a space.
const WORDS: &str = "am as at be by do id in is it me my no so to us";

/// Techniques that look like hosts.
const TECHNIQUES: &str = "asp.net vb.net ado.net ml.net socket.io draw.io";

/// Without the punctuation and the brackets of the sentence at its end.
pub(super) fn trimmed(text: &str) -> &str {
    let mut text = text;
    while let Some(last) = text.chars().next_back() {
        let spare = match last {
            ')' => !balanced(text, '(', ')'),
            ']' => !balanced(text, '[', ']'),
            '}' => !balanced(text, '{', '}'),
            c => !is_word_char(c) && !"/=-_+&#~$%@*".contains(c) || matches!(c, '*' | '~' | '#' | '@'),
        };
        if !spare {
            break;
        }
        text = &text[..text.len() - last.len_utf8()];
    }
    text
}

/// As many are opened as are closed.
fn balanced(text: &str, open: char, close: char) -> bool {
    text.matches(open).count() >= text.matches(close).count()
}

/// Labels parted by dots, the last of at least two letters.
pub(super) fn is_host(host: &str) -> bool {
    host.len() <= 253
        && host.contains('.')
        && host.split('.').all(|label| {
            !label.is_empty() && label.chars().all(|c| is_word_char(c) || matches!(c, '-' | '_'))
        })
        && host.rsplit('.').next().is_some_and(|top| {
            top.chars().nth(1).is_some() && (top.starts_with("xn--") || top.chars().all(is_letter))
        })
}

fn is_letter(c: char) -> bool {
    is_word_char(c) && !c.is_numeric()
}

fn prefixed(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix))
}

/// The longest link, bytes.
const LONGEST: usize = 2000;

pub(super) fn link(text: &str, word: &Word) -> Option<(Meaning, Range<usize>)> {
    let scheme = ["https://", "http://"].into_iter().find(|scheme| prefixed(word.text, scheme));
    let skip = scheme.map_or(0, str::len);
    let pathed = word.text.contains('/') || text[word.end..].starts_with(['/', '?']);
    let written = if scheme.is_some() || pathed {
        // It goes on to the next white space, brackets included, and with a scheme also commas.
        let rest = &text[word.start..];
        let ends = |&(at, c): &(usize, char)| {
            c.is_whitespace()
                || "<>\"“”«»".contains(c)
                || at > LONGEST
                || scheme.is_none() && ",;|".contains(c)
        };
        let end = rest.char_indices().find(ends).map_or(rest.len(), |(at, _)| at);
        trimmed(&rest[..end])
    } else {
        trimmed(word.text)
    };
    let address = written.get(skip..)?;
    let host_end = address.find(['/', '?', '#', ':']).unwrap_or(address.len());
    let host = &address[..host_end];
    if !(is_host(host) || scheme.is_some() && host.chars().any(char::is_alphanumeric)) {
        return None;
    }
    if scheme.is_none() && !prefixed(host, "www.") && !is_known(host, address.len() > host_end, text, word) {
        return None;
    }
    let value = if scheme.is_some() { written.to_owned() } else { ["https://", written].concat() };
    Some((Meaning::Link(value), word.start..word.start + written.len()))
}

/// Whether a host without `www.` is one: its ending, and what it would be otherwise.
fn is_known(host: &str, has_path: bool, text: &str, word: &Word) -> bool {
    let Some((name, top)) = host.rsplit_once('.') else { return false };
    let label = name.rsplit('.').next().unwrap_or_default();
    let lettered = name.chars().any(is_letter);
    if !lettered || !top.chars().all(|c| c.is_ascii_lowercase()) || among(host, TECHNIQUES) {
        return false;
    }
    let country = among(top, COUNTRIES) && label.chars().nth(1).is_some();
    let spoken = !has_path && among(top, WORDS) && {
        let mut behind = text[word.end..].chars();
        behind.next() == Some(' ') && behind.next().is_some_and(char::is_lowercase)
    };
    (country && !spoken) || among(top, TOP_LEVEL)
}
