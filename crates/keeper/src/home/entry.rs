//! What a file of the second home is made of: entries, each with its checksum.
//!
//! | bytes | what |
//! | --- | --- |
//! | 0–3 | `F7`, `R`, `H`, `01` |
//! | 4 | kind: 1 a change, 2 a whole notebook, 3 a fact |
//! | 5–8 | length of what follows the checksum, bytes, little-endian |
//! | 9–24 | the first half of the SHA-256 of bytes 4–8 and of what follows |
//! | 25– | the change as it is stored in the first home; the number of heads (4 bytes), the heads (32 each) and the notebook; or the length of a name (1 byte), the name and the fact |
//!
//! A reader that finds something else looks for the next entry: damage costs what is damaged.

use notebook::command::ChangeId;
use sha2::{Digest, Sha256};

const SIGN: [u8; 4] = [0xf7, b'R', b'H', 1];
const HEADER: usize = 25;
const CHANGE: u8 = 1;
const WHOLE: u8 = 2;
const FACT: u8 = 3;

/// One entry, read and found whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Entry {
    Change(Vec<u8>),
    Whole { heads: Vec<ChangeId>, document: Vec<u8> },
    Fact { name: String, bytes: Vec<u8> },
}

fn seal(kind: u8, length: [u8; 4], parts: &[&[u8]]) -> [u8; 16] {
    let mut hasher = Sha256::new();
    hasher.update([kind]);
    hasher.update(length);
    parts.iter().for_each(|part| hasher.update(part));
    let mut half = [0; 16];
    half.copy_from_slice(&hasher.finalize()[..16]);
    half
}

fn write(kind: u8, parts: &[&[u8]], to: &mut Vec<u8>) {
    let length: usize = parts.iter().map(|part| part.len()).sum();
    // A notebook is far smaller: see `MOST_FILE_BYTES`.
    let length = u32::try_from(length).unwrap_or(u32::MAX).to_le_bytes();
    to.extend_from_slice(&SIGN);
    to.push(kind);
    to.extend_from_slice(&length);
    to.extend_from_slice(&seal(kind, length, parts));
    parts.iter().for_each(|part| to.extend_from_slice(part));
}

pub(super) fn write_change(change: &[u8], to: &mut Vec<u8>) {
    write(CHANGE, &[change], to);
}

pub(super) fn write_whole(heads: &[ChangeId], document: &[u8], to: &mut Vec<u8>) {
    let names: Vec<u8> = heads.iter().flat_map(|head| head.0).collect();
    let count = u32::try_from(heads.len()).unwrap_or(0).to_le_bytes();
    write(WHOLE, &[&count, &names, document], to);
}

/// Names are the app's own and short.
pub(super) fn write_fact(name: &str, bytes: &[u8], to: &mut Vec<u8>) {
    let length = u8::try_from(name.len()).unwrap_or(0);
    write(FACT, &[&[length], name.as_bytes(), bytes], to);
}

/// The entries of a file in their order, and whether there was anything else in it.
pub(super) fn read(bytes: &[u8]) -> (Vec<Entry>, bool) {
    let (mut entries, mut at, mut is_damaged) = (Vec::new(), 0, false);
    while at < bytes.len() {
        match first(&bytes[at..]) {
            Some((entry, length)) => {
                entries.push(entry);
                at += length;
            }
            None => {
                is_damaged = true;
                at += 1;
                while at < bytes.len() && !bytes[at..].starts_with(&SIGN) {
                    at += 1;
                }
            }
        }
    }
    (entries, is_damaged)
}

fn first(bytes: &[u8]) -> Option<(Entry, usize)> {
    let rest = bytes.strip_prefix(&SIGN)?;
    let (kind, rest) = rest.split_first()?;
    let (length, rest) = rest.split_first_chunk::<4>()?;
    let (sum, rest) = rest.split_first_chunk::<16>()?;
    let content = rest.get(..usize::try_from(u32::from_le_bytes(*length)).ok()?)?;
    if seal(*kind, *length, &[content]) != *sum {
        return None;
    }
    Some((entry(*kind, content)?, HEADER + content.len()))
}

fn entry(kind: u8, content: &[u8]) -> Option<Entry> {
    match kind {
        CHANGE => Some(Entry::Change(content.to_vec())),
        WHOLE => {
            let (count, rest) = content.split_first_chunk::<4>()?;
            let length = usize::try_from(u32::from_le_bytes(*count)).ok()?.checked_mul(32)?;
            let (names, document) = (rest.get(..length)?, rest.get(length..)?);
            let heads = names.chunks_exact(32).filter_map(|name| Some(ChangeId(name.try_into().ok()?)));
            Some(Entry::Whole { heads: heads.collect(), document: document.to_vec() })
        }
        FACT => {
            let (length, rest) = content.split_first()?;
            let length = usize::from(*length);
            let name = std::str::from_utf8(rest.get(..length)?).ok()?;
            Some(Entry::Fact { name: name.to_owned(), bytes: rest.get(length..)?.to_vec() })
        }
        // A later version's.
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(changes: &[Vec<u8>]) -> (Vec<u8>, Vec<usize>) {
        let (mut file, mut ends) = (Vec::new(), Vec::new());
        for change in changes {
            write_change(change, &mut file);
            ends.push(file.len());
        }
        (file, ends)
    }

    fn any_changes() -> impl Strategy<Value = Vec<Vec<u8>>> {
        prop::collection::vec(prop::collection::vec(any::<u8>(), 0..60), 1..12)
    }

    proptest! {
        #[test]
        fn entries_come_back_as_they_were_written(changes in any_changes(), name in "[a-z]{1,9}", head in any::<[u8; 32]>()) {
            let (mut file, _) = written(&changes);
            write_whole(&[ChangeId(head)], &changes.concat(), &mut file);
            write_fact(&name, &changes[0], &mut file);
            let (entries, is_damaged) = read(&file);
            prop_assert!(!is_damaged);
            let mut expected: Vec<Entry> = changes.iter().cloned().map(Entry::Change).collect();
            expected.push(Entry::Whole { heads: vec![ChangeId(head)], document: changes.concat() });
            expected.push(Entry::Fact { name, bytes: changes[0].clone() });
            prop_assert_eq!(entries, expected);
        }

        #[test]
        fn a_torn_end_costs_the_last_entry_only(changes in any_changes(), cut in any::<prop::sample::Index>()) {
            let (file, ends) = written(&changes);
            let cut = cut.index(file.len());
            let whole = ends.iter().filter(|end| **end <= cut).count();
            let (entries, is_damaged) = read(&file[..cut]);
            let expected: Vec<Entry> = changes[..whole].iter().cloned().map(Entry::Change).collect();
            prop_assert_eq!(entries, expected);
            prop_assert_eq!(is_damaged, cut != 0 && !ends.contains(&cut));
        }

        #[test]
        fn a_flipped_bit_costs_the_entry_that_it_is_in(changes in any_changes(), place in any::<prop::sample::Index>(), bit in 0..8u8) {
            let (mut file, ends) = written(&changes);
            let place = place.index(file.len());
            file[place] ^= 1 << bit;
            let hurt = ends.iter().filter(|end| **end <= place).count();
            let (entries, is_damaged) = read(&file);
            prop_assert!(is_damaged);
            let rest = changes.iter().enumerate().filter(|(nth, _)| *nth != hurt).map(|(_, change)| change.clone());
            prop_assert_eq!(entries, rest.map(Entry::Change).collect::<Vec<_>>());
        }

        #[test]
        fn what_follows_a_torn_entry_is_found(changes in any_changes(), cut in 1usize..24) {
            let (mut file, _) = written(&changes);
            let mut torn = Vec::new();
            write_change(b"torn while it was written", &mut torn);
            file.extend_from_slice(&torn[..cut]);
            write_change(b"later", &mut file);
            let (entries, is_damaged) = read(&file);
            prop_assert!(is_damaged);
            prop_assert_eq!(entries.last(), Some(&Entry::Change(b"later".to_vec())));
            prop_assert_eq!(entries.len(), changes.len() + 1);
        }
    }
}
