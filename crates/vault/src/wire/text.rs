//! base64url without padding, as it stands in addresses and headers.

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// 32 bytes become 43 characters.
pub fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let group =
            chunk.iter().fold(0u32, |group, byte| group << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..=chunk.len() {
            text.push(LETTERS[(group >> (18 - 6 * place) & 63) as usize] as char);
        }
    }
    text
}

/// `None` unless the text is exactly what [`encode`] makes of `N` bytes.
pub fn decode<const N: usize>(text: &str) -> Option<[u8; N]> {
    if text.len() != (N * 4).div_ceil(3) {
        return None;
    }
    let (mut bytes, mut filled) = ([0; N], 0);
    let (mut group, mut bits) = (0u32, 0);
    for letter in text.bytes() {
        group = group << 6 | value(letter)?;
        bits += 6;
        if bits >= 8 && filled < N {
            bits -= 8;
            bytes[filled] = (group >> bits) as u8;
            filled += 1;
            group &= (1 << bits) - 1;
        }
    }
    (group == 0).then_some(bytes)
}

fn value(letter: u8) -> Option<u32> {
    Some(u32::from(match letter {
        b'A'..=b'Z' => letter - b'A',
        b'a'..=b'z' => letter - b'a' + 26,
        b'0'..=b'9' => letter - b'0' + 52,
        b'-' => 62,
        b'_' => 63,
        _ => return None,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn bytes_come_back(bytes: [u8; 32], short: [u8; 16]) {
            prop_assert_eq!(decode(&encode(&bytes)), Some(bytes));
            prop_assert_eq!(decode(&encode(&short)), Some(short));
        }

        #[test]
        fn junk_never_panics(text in "\\PC*") {
            if let Some(bytes) = decode::<16>(&text) {
                prop_assert_eq!(encode(&bytes), text);
            }
        }
    }

    #[test]
    fn it_is_base64url() {
        assert_eq!(encode(b"\xfb\xff\xfe"), "-__-");
        assert_eq!(encode(b"a"), "YQ");
        assert_eq!(decode::<1>("YR"), None, "bits that say nothing are zero");
    }
}
