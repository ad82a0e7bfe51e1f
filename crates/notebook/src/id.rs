//! Record identity: 128 random bits that come from outside, written as 22 characters.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Length of an id in text, characters.
pub const TEXT_LEN: usize = 22;

/// The identity of a record or of an item inside one: 128 random bits.
///
/// Its text form is base64url (RFC 4648 §5) without padding, so that it can stand in an address.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(pub [u8; 16]);

impl Id {
    /// The `n`th id that follows from this one: for the parts of a record that a command makes, so
    /// that carrying the command out twice makes the same parts.
    #[must_use]
    pub fn derive(&self, n: u64) -> Self {
        // The finaliser of SplitMix64, twice over: mixes, and is reversible, so ids stay distinct.
        let mix = |mut z: u64| {
            z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
            z ^ z >> 31
        };
        let bits = u128::from_be_bytes(self.0);
        let (high, low) = ((bits >> 64) as u64, bits as u64);
        let low = mix(low ^ mix(n.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15)));
        let high = mix(high ^ low);
        Self((u128::from(high) << 64 | u128::from(low)).to_be_bytes())
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut bits = u128::from_be_bytes(self.0);
        let mut text = [0u8; TEXT_LEN];
        // 22 characters carry 132 bits: the last one holds 2 bits and four zeros.
        text[TEXT_LEN - 1] = ALPHABET[((bits & 0b11) << 4) as usize];
        bits >>= 2;
        for slot in text[..TEXT_LEN - 1].iter_mut().rev() {
            *slot = ALPHABET[(bits & 63) as usize];
            bits >>= 6;
        }
        f.write_str(std::str::from_utf8(&text).map_err(|_| fmt::Error)?)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The text is not an id: it is not 22 base64url characters of 128 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAnId;

impl fmt::Display for NotAnId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("this is not the id of a record")
    }
}

impl std::error::Error for NotAnId {}

impl FromStr for Id {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let bytes = text.as_bytes();
        if bytes.len() != TEXT_LEN {
            return Err(NotAnId);
        }
        let mut bits = 0u128;
        for (n, byte) in bytes.iter().enumerate() {
            let digit = match byte {
                b'A'..=b'Z' => byte - b'A',
                b'a'..=b'z' => byte - b'a' + 26,
                b'0'..=b'9' => byte - b'0' + 52,
                b'-' => 62,
                b'_' => 63,
                _ => return Err(NotAnId),
            };
            if n == TEXT_LEN - 1 {
                if digit & 0b1111 != 0 {
                    return Err(NotAnId);
                }
                bits = bits << 2 | u128::from(digit >> 4);
            } else {
                bits = bits << 6 | u128::from(digit);
            }
        }
        Ok(Self(bits.to_be_bytes()))
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn an_id_reads_back_from_its_text(bytes: [u8; 16]) {
            let id = Id(bytes);
            prop_assert_eq!(id.to_string().len(), TEXT_LEN);
            prop_assert_eq!(id.to_string().parse::<Id>(), Ok(id));
        }

        #[test]
        fn no_other_text_is_an_id(text in "\\PC{0,40}") {
            if let Ok(id) = text.parse::<Id>() {
                prop_assert_eq!(id.to_string(), text);
            }
        }
    }
}
