//! The keys of a vault. All of them follow from one secret of 32 bytes.

use bip39::{Language, Mnemonic};
use hkdf::Hkdf;
use sha2::{Digest, Sha256};
use std::fmt;
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

const SEAL: &[u8] = b"rapport/v1/seal";
const ACCESS: &[u8] = b"rapport/v1/access";
const VAULT: &[u8] = b"rapport/v1/vault";

/// What a person has to keep: whoever knows it reads everything.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct VaultSecret([u8; 32]);

impl VaultSecret {
    /// From 32 random bytes, or from where a device stored them.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// For storing on the device that holds the notebook, and for nothing else.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// As 24 English words (BIP 39) for paper, with a space between them.
    pub fn words(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(24 * 9));
        // 32 bytes always make 24 words.
        if let Ok(words) = Mnemonic::from_entropy(&self.0) {
            for word in words.words() {
                if !text.is_empty() {
                    text.push(' ');
                }
                text.push_str(word);
            }
        }
        text
    }

    /// Reads 24 words as a person types them: any case, any white space, with or without numbers before the words.
    ///
    /// # Errors
    /// [`WordsError`]: how many words there are, or that one of them is wrong.
    pub fn from_words(text: &str) -> Result<Self, WordsError> {
        let is_word = |part: &&str| part.chars().any(char::is_alphabetic);
        // As long as it can get: growing would leave a copy behind. A letter has at most two small ones of its own length.
        let mut words = Zeroizing::new(String::with_capacity(2 * text.len()));
        let mut count = 0;
        for word in text.split_whitespace().filter(is_word) {
            count += 1;
            words.push_str(if count > 1 { " " } else { "" });
            let letters = word.trim_matches(|c: char| !c.is_alphabetic());
            words.extend(letters.chars().flat_map(char::to_lowercase));
        }
        if count != 24 {
            return Err(WordsError::Count(count));
        }
        let read = Mnemonic::parse_in_normalized(Language::English, &words).map_err(|why| match why {
            bip39::Error::UnknownWord(place) => WordsError::Unknown(place + 1),
            _ => WordsError::Checksum,
        })?;
        let (mut entropy, _) = read.to_entropy_array();
        let mut bytes = [0; 32];
        bytes.copy_from_slice(&entropy[..32]);
        entropy.zeroize();
        Ok(Self(bytes))
    }
}

impl PartialEq for VaultSecret {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl fmt::Debug for VaultSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

/// Why words on paper are not a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordsError {
    /// How many words were given.
    Count(usize),
    /// The word at this place, counted from 1, is not in the list.
    Unknown(usize),
    /// All words are in the list, but they do not belong together.
    Checksum,
}

impl fmt::Display for WordsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count(count) => write!(f, "These are {count} words; all 24 are needed."),
            Self::Unknown(place) => write!(f, "Please check word {place}: it is not one of the list."),
            Self::Checksum => {
                f.write_str("One of the words is not as on the paper. Please compare them once more.")
            }
        }
    }
}

impl std::error::Error for WordsError {}

/// Lets a device in at the server. It never stands in an address or a log.
///
/// Two tokens have no `==`, which would stop at the first difference: [`VaultId::admits`] compares, in constant time.
///
/// ```compile_fail,E0369
/// # use vault::Access;
/// Access::new([1; 32]) == Access::new([1; 32]);
/// ```
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Access([u8; 32]);

impl Access {
    /// From the bytes that a request carries.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// For the `authorization` header.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The id is the check: only who has the token can name a token that hashes to it.
    pub fn vault(&self) -> VaultId {
        VaultId(Sha256::new().chain_update(VAULT).chain_update(self.0).finalize().into())
    }
}

impl fmt::Debug for Access {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

/// Names a vault at a server: the hash of its access token.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct VaultId(pub [u8; 32]);

impl VaultId {
    /// Whether a token belongs to this vault, in constant time.
    pub fn admits(&self, access: &Access) -> bool {
        access.vault().0.ct_eq(&self.0).into()
    }
}

impl fmt::Debug for VaultId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&crate::wire::text::encode(&self.0))
    }
}

/// Everything that follows from a secret.
#[derive(Clone)]
pub struct Keys {
    seal: Zeroizing<[u8; 32]>,
    /// For the server.
    pub access: Access,
    /// The vault's name.
    pub vault: VaultId,
}

impl Keys {
    /// Derives them.
    pub fn new(secret: &VaultSecret) -> Self {
        let hkdf = Hkdf::<Sha256>::new(None, &secret.0);
        let (mut seal, mut access) = (Zeroizing::new([0; 32]), Zeroizing::new([0; 32]));
        // 32 bytes are far below what HKDF can give.
        let _ = hkdf.expand(SEAL, &mut *seal);
        let _ = hkdf.expand(ACCESS, &mut *access);
        let access = Access::new(*access);
        Self { seal, vault: access.vault(), access }
    }

    pub(crate) fn seal(&self) -> &[u8; 32] {
        &self.seal
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Keys({:?})", self.vault)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_as_people_type_them() {
        let secret = VaultSecret::new([7; 32]);
        let words = secret.words();
        assert_eq!(words.split(' ').count(), 24);
        let typed: String = words
            .split(' ')
            .enumerate()
            .map(|(place, word)| format!("{}. {}\n ", place + 1, word.to_uppercase()))
            .collect();
        assert_eq!(VaultSecret::from_words(&typed).unwrap(), secret);
    }

    #[test]
    fn wrong_words_are_told_apart() {
        let words = VaultSecret::new([7; 32]).words();
        let (last, first) = (words.rfind(' ').unwrap(), words.find(' ').unwrap());
        assert_eq!(VaultSecret::from_words(&words[..last]).unwrap_err(), WordsError::Count(23));
        assert_eq!(
            VaultSecret::from_words(&format!("rapport{}", &words[first..])).unwrap_err(),
            WordsError::Unknown(1)
        );
        assert_eq!(
            VaultSecret::from_words(&format!("zoo{}", &words[first..])).unwrap_err(),
            WordsError::Checksum
        );
    }

    #[test]
    fn nothing_secret_is_printed() {
        let secret = VaultSecret::new([0xab; 32]);
        let keys = Keys::new(&secret);
        assert_eq!(format!("{secret:?} {:?}", keys.access), "… …");
        assert_eq!(format!("{keys:?}"), format!("Keys({})", crate::wire::text::encode(&keys.vault.0)));
    }

    #[test]
    fn only_the_vaults_own_token_is_admitted() {
        let (one, other) = (Keys::new(&VaultSecret::new([1; 32])), Keys::new(&VaultSecret::new([2; 32])));
        assert!(one.vault.admits(&one.access));
        assert!(!one.vault.admits(&other.access));
    }
}
