//! Records: what the server stores. Sealed, padded, and named by their hash.
//!
//! `version u8 ‖ kind u8 ‖ nonce 24 ‖ XChaCha20-Poly1305(seal key, padded plaintext)`

use crate::bytes::{Reader, put_number, put_string};
use crate::wire::{MAX_UNPACKED, Rid};
use crate::{Entropy, Keys};
use chacha20poly1305::aead::{AeadInOut, KeyInit};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use flate2::{Compression, Decompress, FlushDecompress, Status, bufread::DeflateEncoder};
use std::fmt;
use std::io::Read;

/// The version of every format in this crate.
pub(crate) const VERSION: u8 = 1;
const HEADER: usize = 2;
const NONCE: usize = 24;
/// Room is made for so many bytes at a time.
const STEP: usize = 64 << 10;
const STORED: u8 = 0;
const DEFLATED: u8 = 1;
/// Bytes.
const WORTH_PACKING: usize = 256;

/// What a record holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One or more changes.
    Changes = 1,
    /// A whole document, which stands for everything up to some place in the log.
    Document = 2,
}

/// The inside of a record.
#[derive(Clone, PartialEq, Eq)]
pub enum Content {
    /// Changes in the order in which they were made.
    Changes(Vec<Vec<u8>>),
    /// A document as it was saved.
    Document(Vec<u8>),
}

impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Changes(changes) => write!(f, "{} changes", changes.len()),
            Self::Document(document) => write!(f, "a document of {} bytes", document.len()),
        }
    }
}

/// Why a record does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpenError {
    /// Written by a later version of the app.
    Version,
    /// Too short, of an unknown kind, or wrongly framed inside.
    Shape,
    /// Sealed with another key, or damaged.
    Seal,
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Version => "It was written by a newer version of the app. Please update this device.",
            Self::Shape => "It is not a record that this version knows.",
            Self::Seal => "It is damaged, or it was sealed with another key.",
        })
    }
}

impl std::error::Error for OpenError {}

/// Seals changes into one record. The same changes sealed twice are two different records: seal once, send as often as needed.
pub fn seal_changes(keys: &Keys, changes: &[impl AsRef<[u8]>], entropy: Entropy<'_>) -> Vec<u8> {
    let mut framed = Vec::with_capacity(changes.iter().map(|change| change.as_ref().len() + 3).sum());
    changes.iter().for_each(|change| put_string(&mut framed, change.as_ref()));
    // A single short change does not get smaller by enough to be worth the time; a very long one would not be unpacked.
    let is_worth = (WORTH_PACKING + 1..=MAX_UNPACKED).contains(&framed.len());
    let packed = is_worth.then(|| pack(&framed)).flatten();
    let smaller = match packed.filter(|packed| packed.len() < framed.len()) {
        Some(packed) => (DEFLATED, packed),
        None => (STORED, framed),
    };
    seal(keys, Kind::Changes, None, smaller, entropy)
}

/// Packs and unpacks with what Automerge packs its columns with: the program carries one of it.
fn pack(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut packed = Vec::new();
    DeflateEncoder::new(bytes, Compression::default()).read_to_end(&mut packed).ok()?;
    Some(packed)
}

/// Nothing when it is cut off, no deflated bytes, or more than [`MAX_UNPACKED`].
fn unpack(bytes: &[u8]) -> Option<Vec<u8>> {
    let (mut unpacked, mut stream) = (Vec::new(), Decompress::new(false));
    loop {
        let known = (stream.total_in(), unpacked.len());
        let rest = bytes.get(usize::try_from(known.0).ok()?..)?;
        unpacked.reserve(STEP);
        let status = stream.decompress_vec(rest, &mut unpacked, FlushDecompress::None).ok()?;
        if unpacked.len() > MAX_UNPACKED {
            return None;
        }
        if status == Status::StreamEnd {
            return Some(unpacked);
        }
        if known == (stream.total_in(), unpacked.len()) {
            return None;
        }
    }
}

/// Seals a whole document that holds everything up to `covers`.
pub fn seal_snapshot(keys: &Keys, covers: u64, document: Vec<u8>, entropy: Entropy<'_>) -> Vec<u8> {
    seal(keys, Kind::Document, Some(covers), (STORED, document), entropy)
}

fn seal(
    keys: &Keys,
    kind: Kind,
    covers: Option<u64>,
    (packing, body): (u8, Vec<u8>),
    entropy: Entropy<'_>,
) -> Vec<u8> {
    let mut inside = Vec::with_capacity(body.len() + body.len() / 8 + 16);
    inside.push(packing);
    put_string(&mut inside, &body);
    inside.resize(padded(inside.len()), 0);
    let mut nonce = XNonce::default();
    entropy(&mut nonce);
    let cipher = XChaCha20Poly1305::new(keys.seal().into());
    // It fails for 256 GiB and more only.
    let _ = cipher.encrypt_in_place(&nonce, &associated(keys, kind, covers), &mut inside);
    let mut record = Vec::with_capacity(HEADER + NONCE + inside.len());
    record.extend([VERSION, kind as u8]);
    record.extend_from_slice(&nonce);
    record.extend_from_slice(&inside);
    record
}

/// Opens a record of the log.
///
/// # Errors
/// [`OpenError`]: the record goes to quarantine.
pub fn open(keys: &Keys, record: &[u8]) -> Result<Content, OpenError> {
    let (packing, body) = unseal(keys, record, Kind::Changes, None)?;
    let framed = match packing {
        STORED => body,
        DEFLATED => unpack(&body).ok_or(OpenError::Shape)?,
        _ => return Err(OpenError::Version),
    };
    let (mut reader, mut changes) = (Reader(&framed), Vec::new());
    while !reader.is_empty() {
        changes.push(reader.string().ok_or(OpenError::Shape)?.to_vec());
    }
    Ok(Content::Changes(changes))
}

/// Opens a snapshot that the server says covers the log up to `covers`.
///
/// # Errors
/// [`OpenError`], also when the server names a wrong place.
pub fn open_snapshot(keys: &Keys, covers: u64, record: &[u8]) -> Result<Content, OpenError> {
    match unseal(keys, record, Kind::Document, Some(covers))? {
        (STORED, document) => Ok(Content::Document(document)),
        _ => Err(OpenError::Version),
    }
}

fn unseal(keys: &Keys, record: &[u8], kind: Kind, covers: Option<u64>) -> Result<(u8, Vec<u8>), OpenError> {
    let mut reader = Reader(record);
    if reader.byte().ok_or(OpenError::Shape)? != VERSION {
        return Err(OpenError::Version);
    }
    if reader.byte() != Some(kind as u8) {
        return Err(OpenError::Shape);
    }
    let nonce: [u8; NONCE] = reader.array().ok_or(OpenError::Shape)?;
    let mut inside = reader.0.to_vec();
    XChaCha20Poly1305::new(keys.seal().into())
        .decrypt_in_place(&XNonce::from(nonce), &associated(keys, kind, covers), &mut inside)
        .map_err(|_| OpenError::Seal)?;
    let mut reader = Reader(&inside);
    let packing = reader.byte().ok_or(OpenError::Shape)?;
    let body = reader.string().ok_or(OpenError::Shape)?.to_vec();
    Ok((packing, body))
}

/// `version ‖ kind ‖ vault id 32 ‖ covers u64, big-endian, for a snapshot`.
fn associated(keys: &Keys, kind: Kind, covers: Option<u64>) -> Vec<u8> {
    let mut data = vec![VERSION, kind as u8];
    data.extend_from_slice(&keys.vault.0);
    if let Some(covers) = covers {
        data.extend_from_slice(&covers.to_be_bytes());
    }
    data
}

/// The length to which PADMÉ pads: at most 12 % more, and lengths tell only their order of magnitude.
pub fn padded(length: usize) -> usize {
    if length < 2 {
        return length;
    }
    let exponent = length.ilog2();
    let mask = (1usize << (exponent - exponent.ilog2() - 1)) - 1;
    (length + mask) & !mask
}

impl Rid {
    /// SHA-256 of a record.
    pub fn of(record: &[u8]) -> Self {
        use sha2::{Digest, Sha256};
        Self(Sha256::digest(record).into())
    }
}

/// The number of bytes that a list of changes takes when framed and not packed.
pub(crate) fn framed_length<'a>(changes: impl IntoIterator<Item = &'a Vec<u8>>) -> usize {
    let mut length = Vec::new();
    changes
        .into_iter()
        .map(|change| {
            length.clear();
            put_number(&mut length, change.len() as u64);
            length.len() + change.len()
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::VaultSecret;
    use crate::wire::MIN_RECORD;
    use proptest::prelude::*;

    fn keys(byte: u8) -> Keys {
        Keys::new(&VaultSecret::new([byte; 32]))
    }

    fn zeros() -> impl FnMut(&mut [u8]) {
        |bytes: &mut [u8]| bytes.fill(9)
    }

    proptest! {
        #[test]
        fn changes_come_back(changes in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..200), 0..20)) {
            let record = seal_changes(&keys(1), &changes, &mut zeros());
            prop_assert_eq!(open(&keys(1), &record), Ok(Content::Changes(changes)));
        }

        #[test]
        fn padding_is_small_and_never_shorter(length in 0usize..10_000_000) {
            let padded = padded(length);
            prop_assert!(padded >= length && padded - length <= length / 8 + 1);
        }

        #[test]
        fn no_flipped_bit_goes_unnoticed(place in 0usize..200, bit in 0u8..8) {
            let mut record = seal_changes(&keys(1), &[vec![5; 100]], &mut zeros());
            let place = place % record.len();
            record[place] ^= 1 << bit;
            prop_assert!(open(&keys(1), &record).is_err());
        }

        #[test]
        fn junk_never_panics(junk: Vec<u8>) {
            prop_assert!(open(&keys(1), &junk).is_err());
            prop_assert!(open_snapshot(&keys(1), 1, &junk).is_err());
        }
    }

    #[test]
    fn padding_is_that_of_the_padme_paper() {
        for (length, expected) in
            [(0, 0), (1, 1), (2, 2), (8, 8), (9, 10), (100, 104), (1000, 1024), (65_537, 67_584)]
        {
            assert_eq!(padded(length), expected, "{length}");
        }
    }

    #[test]
    fn no_record_is_shorter_than_one_that_holds_nothing() {
        let nothing: [Vec<u8>; 0] = [];
        assert_eq!(seal_changes(&keys(1), &nothing, &mut zeros()).len(), MIN_RECORD);
        assert_eq!(seal_snapshot(&keys(1), 7, Vec::new(), &mut zeros()).len(), MIN_RECORD);
    }

    #[test]
    fn a_snapshot_opens_only_as_what_it_covers() {
        let record = seal_snapshot(&keys(1), 7, b"document".to_vec(), &mut zeros());
        assert_eq!(open_snapshot(&keys(1), 7, &record), Ok(Content::Document(b"document".to_vec())));
        assert_eq!(open_snapshot(&keys(1), 8, &record), Err(OpenError::Seal));
        assert_eq!(open(&keys(1), &record), Err(OpenError::Shape));
        assert_eq!(open_snapshot(&keys(2), 7, &record), Err(OpenError::Seal));
    }

    #[test]
    fn a_change_longer_than_what_is_unpacked_comes_back() {
        let long = vec![vec![7; MAX_UNPACKED], vec![8]];
        let record = seal_changes(&keys(1), &long, &mut zeros());
        assert!(open(&keys(1), &record) == Ok(Content::Changes(long)));
    }

    #[test]
    fn a_later_version_is_told_from_damage() {
        let mut record = seal_changes(&keys(1), &[b"a"], &mut zeros());
        record[0] = 2;
        assert_eq!(open(&keys(1), &record), Err(OpenError::Version));
    }

    #[test]
    fn what_is_cut_off_does_not_unpack_to_its_beginning() {
        let long: Vec<u8> =
            (0..400_000_u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
        let packed = pack(&long).unwrap_or_default();
        assert_eq!(unpack(&packed).as_ref(), Some(&long));
        for part in [0, 1, packed.len() / 2, packed.len() - 1] {
            assert_eq!(unpack(&packed[..part]), None, "{part} of {}", packed.len());
        }
    }

    #[test]
    fn a_record_that_unpacks_without_end_is_refused() {
        let bomb = pack(&vec![0; MAX_UNPACKED + 1]).unwrap_or_default();
        let record = seal(&keys(1), Kind::Changes, None, (DEFLATED, bomb), &mut zeros());
        assert_eq!(open(&keys(1), &record), Err(OpenError::Shape));
    }
}
