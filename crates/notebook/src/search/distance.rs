//! Edit distance between a word being typed and a token, or the part of the token typed so far.
//!
//! Counts insertions, deletions, substitutions, and swaps of neighbours (optimal string alignment), a
//! whole column of the matrix at a time: H. Hyyrö, "A Bit-Vector Algorithm for Computing Levenshtein
//! and Damerau Edit Distances", 2003.

/// A word prepared for comparison with many tokens. At most 64 characters count.
pub(super) struct Pattern {
    ascii: [u64; 128],
    others: Vec<(char, u64)>,
    length: u32,
    most: u32,
}

/// How near a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Nearness {
    pub(super) edits: u32,
    /// How many characters of the token were compared; the rest is still to be typed.
    pub(super) end: u32,
    /// Whether that is the whole token.
    pub(super) whole: bool,
}

impl Pattern {
    /// Prepares a word which may be `most` edits away.
    pub(super) fn new(word: &str, most: u32) -> Self {
        let mut pattern = Self { ascii: [0; 128], others: Vec::new(), length: 0, most };
        for (at, c) in word.chars().take(64).enumerate() {
            pattern.length = at as u32 + 1;
            *pattern.places_mut(c) |= 1 << at;
        }
        pattern
    }

    fn places_mut(&mut self, c: char) -> &mut u64 {
        if c.is_ascii() {
            return &mut self.ascii[c as usize];
        }
        let at = self.others.iter().position(|(other, _)| *other == c).unwrap_or_else(|| {
            self.others.push((c, 0));
            self.others.len() - 1
        });
        &mut self.others[at].1
    }

    fn places(&self, c: char) -> u64 {
        if c.is_ascii() {
            return self.ascii[c as usize];
        }
        self.others.iter().find(|(other, _)| *other == c).map_or(0, |(_, places)| *places)
    }

    /// How near the token, or its nearest beginning, is; nothing if that is too far. The whole token
    /// wins over a beginning that is as near.
    pub(super) fn nearness(&self, token: &str) -> Option<Nearness> {
        let last = 1_u64.checked_shl(self.length.checked_sub(1)?)?;
        let (mut plus, mut minus, mut diagonal, mut before) = (!0_u64, 0_u64, 0_u64, 0_u64);
        let mut edits = self.length;
        let mut best = Nearness { edits, end: 0, whole: token.is_empty() };
        let mut rest = token.chars();
        for end in 1..=self.length + self.most {
            let Some(c) = rest.next() else { break };
            let places = self.places(c);
            let swapped = ((!diagonal & places) << 1) & before;
            diagonal = ((places & plus).wrapping_add(plus) ^ plus) | places | minus | swapped;
            let up = minus | !(diagonal | plus);
            let down = diagonal & plus;
            edits += u32::from(up & last != 0);
            edits -= u32::from(down & last != 0);
            let up = (up << 1) | 1;
            plus = (down << 1) | !(diagonal | up);
            minus = up & diagonal;
            before = places;
            let whole = rest.as_str().is_empty();
            if edits < best.edits || (whole && edits == best.edits) {
                best = Nearness { edits, end, whole };
            }
        }
        (best.edits <= self.most).then_some(best)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The textbook matrix, for comparison: distances of the whole `a` to each beginning of `b`.
    fn plain(a: &str, b: &str) -> Vec<u32> {
        let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
        let mut d = vec![vec![0_u32; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                d[i][j] = if i == 0 || j == 0 {
                    (i + j) as u32
                } else {
                    let same = u32::from(a[i - 1] != b[j - 1]);
                    let mut least = (d[i - 1][j] + 1).min(d[i][j - 1] + 1).min(d[i - 1][j - 1] + same);
                    if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                        least = least.min(d[i - 2][j - 2] + 1);
                    }
                    least
                };
            }
        }
        d[a.len()].clone()
    }

    proptest! {
        #[test]
        fn agrees_with_the_textbook(word in "[abcñ]{1,12}", token in "[abcñ]{0,14}", most in 0_u32..4) {
            let distances = plain(&word, &token);
            let least = distances.iter().copied().min().unwrap_or(u32::MAX);
            match Pattern::new(&word, most).nearness(&token) {
                None => prop_assert!(least > most),
                Some(near) => {
                    prop_assert_eq!(near.edits, least);
                    prop_assert_eq!(distances[near.end as usize], least);
                    prop_assert_eq!(near.whole, distances[distances.len() - 1] == least);
                }
            }
        }
    }
}
