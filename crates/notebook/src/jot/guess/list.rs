//! Lists of words that are asked for again and again.

/// Words parted by spaces, with a mask of their signs: whoever is not in the mask is not in the list.
pub(super) struct Words {
    words: &'static str,
    mask: u64,
}

/// A list written where it is looked into; its mask is made when the program is built.
macro_rules! words {
    ($words:expr) => {
        const { &$crate::jot::guess::list::Words::new($words) }
    };
}
pub(super) use words;

/// A word's sign: one of 256.
pub(super) const fn sign(word: &[u8]) -> u8 {
    let mut hash: u32 = 0x811c_9dc5;
    let mut at = 0;
    while at < word.len() {
        hash = (hash ^ word[at] as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    (hash ^ (hash >> 8) ^ (hash >> 16) ^ (hash >> 24)) as u8
}

impl Words {
    pub(super) const fn new(words: &'static str) -> Self {
        let bytes = words.as_bytes();
        let mut mask = 0u64;
        let mut at = 0;
        while at < bytes.len() {
            let mut end = at;
            while end < bytes.len() && bytes[end] != b' ' {
                end += 1;
            }
            if end > at {
                let (_, rest) = bytes.split_at(at);
                let (word, _) = rest.split_at(end - at);
                let sign = sign(word);
                mask |= 1 << (sign & 63);
            }
            at = end + 1;
        }
        Self { words, mask }
    }

    /// Whether `word`, whose sign is known, is in the list.
    #[inline(never)]
    pub(super) fn have(&self, word: &str, sign: u8) -> bool {
        self.mask >> (sign & 63) & 1 == 1 && self.words.split_ascii_whitespace().any(|known| known == word)
    }
}
