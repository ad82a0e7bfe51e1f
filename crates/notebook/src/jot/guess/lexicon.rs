//! The words that the reader knows without having read a sentence.
//!
//! The lists are kept as filters (`build.rs`): a word that is not in one is taken for one of its words once in 256 times.

use std::sync::OnceLock;

use super::list::words;

include!("filter.rs");

/// What kind of word it is by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Known {
    /// A first name and nothing else.
    First,
    /// A first name that is a word as well: `will`, `grace`.
    Either,
    /// An English word.
    Common,
    /// None of these: `papadopoulos`.
    Unknown,
}

/// A list of words, unpacked when it is first asked.
struct Filter {
    packed: &'static [u8],
    places: OnceLock<Vec<u32>>,
}

static FIRST: Filter = Filter::new(include_bytes!(concat!(env!("OUT_DIR"), "/first.filter")));
static COMMON: Filter = Filter::new(include_bytes!(concat!(env!("OUT_DIR"), "/common.filter")));
static SURNAMES: Filter = Filter::new(include_bytes!(concat!(env!("OUT_DIR"), "/surnames.filter")));

impl Filter {
    const fn new(packed: &'static [u8]) -> Self {
        Self { packed, places: OnceLock::new() }
    }

    fn has(&self, word: &str) -> bool {
        let places = self.places.get_or_init(|| unpacked(self.packed));
        places.binary_search(&place(word.as_bytes(), places.len())).is_ok()
    }
}

fn unpacked(packed: &[u8]) -> Vec<u32> {
    let Some((head, bytes)) = packed.split_at_checked(4) else { return Vec::new() };
    let count = head.iter().rev().fold(0usize, |sum, byte| sum << 8 | usize::from(*byte));
    let mut bits = bytes.iter().flat_map(|byte| (0..8).map(move |i| byte >> i & 1 == 1));
    let mut last = 0;
    let mut next = || {
        let many = bits.by_ref().take_while(|bit| *bit).count();
        let few = bits.by_ref().take(8).fold(0, |sum, bit| sum << 1 | u32::from(bit));
        last += (u32::try_from(many).unwrap_or(0) << 8) + few;
        last
    };
    (0..count).map(|_| next()).collect()
}

/// Words that in a jot are names all the same.
const STRONG: &str = "hank abbey bob sue nick rob jack mike pat ray don harry peter pete carol martin robin maria heather hazel daisy ruby lily \
    poppy jean jade iris ivy holly sally kitty rosemary derrick cooper glen gail brooks patty peg violet viola sherry sandy paddy ken jay \
    lee dolly buddy reed olive ginger marina hugh dean brandy mo jo al ed oz bev pep tam con lex jin liz lizzy deb victor jan phoenix trinity \
    crystal amber alpha gay ebony terry rod fern myrtle gene chuck";

/// Words that are names as well: what stands around them decides.
const EITHER: &str = "reg may june april august will mark bill art dawn hope joy faith grace guy frank penny rich rose rusty summer drew grant \
    miles van sunny lucky max sol merry honey chance chase christian page ash melody harmony charity destiny angel mercy wade ward earl duke \
    king prince heath hunter mason tanner basil barb clay candy cherry coral eve gale herb ivory jewel lance laurel misty nova opal pansy pearl \
    pierce raven tan tara willow winter autumn star storm sterling stone brook forest cliff job norm cary bud sonny happy lane dale lo bo ola \
    major pip mat tad bay kay long song sun wing ling min an in so do man skip rocky ace chip dot miss bea nat gig rory jordan florence georgia \
    dallas austin chelsea chester lincoln preston israel devon sydney savannah virginia carolina paris london houston";

/// `low` is in lower case and without marks.
pub(super) fn known(low: &str, sign: u8) -> Known {
    let is_word = |c: char| c.is_alphabetic() || matches!(c, '\'' | '-');
    let is_short = low.chars().nth(1).is_none();
    if is_short || !low.chars().all(is_word) {
        return Known::Common;
    }
    if ["'m", "'ve", "'d", "'ll", "'re", "n't"].iter().any(|end| low.ends_with(end)) {
        return Known::Common;
    }
    if words!(EITHER).have(low, sign) {
        return Known::Either;
    }
    // `anne-marie`.
    if let Some((before, _)) = low.split_once('-')
        && before.len() > 2
        && FIRST.has(before)
        && !COMMON.has(before)
    {
        return Known::First;
    }
    match (FIRST.has(low), COMMON.has(low)) {
        (true, false) => Known::First,
        _ if words!(STRONG).have(low, sign) => Known::First,
        (_, true) => Known::Common,
        (false, false) if is_inflected(low) => Known::Common,
        (false, false) => Known::Unknown,
    }
}

/// A common word with an ending, or several joined: `plumbers`, `sis-in-law`.
fn is_inflected(low: &str) -> bool {
    if low.contains('-') {
        let is_common = |part: &str| part.len() < 2 || COMMON.has(part) || is_inflected(part);
        return low.split('-').all(is_common);
    }
    if low.len() < 5 {
        return low.strip_suffix('s').is_some_and(|stem| COMMON.has(stem));
    }
    let has_stem = |end: &str| {
        let Some(stem) = low.strip_suffix(end).filter(|stem| stem.len() >= 2) else { return false };
        let silent = || end != "s" && stem.len() > 3 && COMMON.has(&[stem, "e"].concat());
        let doubled = || {
            let bytes = stem.as_bytes();
            bytes.len() > 3
                && bytes[bytes.len() - 1] == bytes[bytes.len() - 2]
                && COMMON.has(&stem[..stem.len() - 1])
        };
        COMMON.has(stem) || silent() || stem.is_char_boundary(stem.len() - 1) && doubled()
    };
    ["s", "es", "ed", "d", "ing", "er", "ers", "ly"].into_iter().any(has_stem)
}

/// A word that is a surname as well: `price`, `hill`.
pub(super) fn is_surname_word(low: &str) -> bool {
    SURNAMES.has(low)
}
