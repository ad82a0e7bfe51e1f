//! Handing the vault's secret from the device that has the notebook (the host) to a new one (the guest).
//!
//! The host shows a code of 25 characters, as a QR code and in writing. The code is a hash of the host's one-time public key, so
//! it is a secret that opens the mailbox and at the same time a commitment: nobody can put another key in the host's place, not even
//! who photographed the code and runs the server. The messages:
//!
//! 1. guest → host: the guest's public key, sealed with a key from the code.
//! 2. host → guest: the host's public key, sealed likewise, and only after the guest's has arrived.
//! 3. Both show six digits that follow from the code and both keys; the person compares them and confirms **on the host**.
//! 4. host → guest: the vault's secret, sealed with a key that follows from both keys' shared secret.
//!
//! Who knows the code can take the guest's place, but must choose a key before seeing the host's, and is found out by the digits
//! in all but one of a million attempts; each attempt needs a new code and a person who confirms.

use crate::record::VERSION;
use crate::wire::PairingId;
use crate::{Entropy, VaultSecret};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use sha2::{Digest, Sha256};
use std::fmt;
use subtle::ConstantTimeEq;
use x25519_dalek::{PublicKey, StaticSecret};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

const CODE: &[u8] = b"rapport/v1/pairing";
/// No I, L, O, U: they are read as 1, 1, 0, V.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CODE_BYTES: usize = 15;

/// What the host shows: 120 bits and a check character.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Code([u8; CODE_BYTES]);

impl Code {
    fn of(public: &PublicKey) -> Self {
        let digest = Sha256::new().chain_update(CODE).chain_update(public.as_bytes()).finalize();
        let mut code = [0; CODE_BYTES];
        code.copy_from_slice(&digest[..CODE_BYTES]);
        Self(code)
    }

    /// Five groups of five characters.
    pub fn text(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(29));
        let values = self.0.chunks(5).flat_map(|chunk| {
            let bits = chunk.iter().fold(0u64, |bits, byte| bits << 8 | u64::from(*byte));
            (0..8).map(move |place| (bits >> (35 - 5 * place) & 31) as usize)
        });
        for (place, value) in values.chain([self.check()]).enumerate() {
            if place > 0 && place % 5 == 0 {
                text.push('-');
            }
            text.push(ALPHABET[value] as char);
        }
        text
    }

    /// Reads what a person typed: any case, with or without the hyphens, and O for 0, I and L for 1, U for V.
    /// `None` when a character is missing or wrong.
    pub fn from_text(text: &str) -> Option<Self> {
        let mut values = Zeroizing::new(Vec::with_capacity(25));
        for letter in text.chars().filter(|letter| !letter.is_whitespace() && *letter != '-') {
            let letter = match letter.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                'U' => 'V',
                other => other,
            };
            values.push(ALPHABET.iter().position(|known| *known as char == letter)?);
        }
        let (check, values) = values.split_last()?;
        if values.len() != 24 {
            return None;
        }
        let mut code = [0; CODE_BYTES];
        for (chunk, values) in code.chunks_mut(5).zip(values.chunks(8)) {
            let bits = values.iter().fold(0u64, |bits, value| bits << 5 | *value as u64);
            chunk.copy_from_slice(&bits.to_be_bytes()[3..]);
        }
        let code = Self(code);
        (code.check() == *check).then_some(code)
    }

    fn check(&self) -> usize {
        usize::from(
            Sha256::new().chain_update(b"rapport/v1/pairing/check").chain_update(self.0).finalize()[0] & 31,
        )
    }

    fn derive<const N: usize>(&self, info: &str) -> [u8; N] {
        let mut out = [0; N];
        // At most 32 bytes.
        let _ = Hkdf::<Sha256>::new(Some(CODE), &self.0).expand(info.as_bytes(), &mut out);
        out
    }

    /// The mailbox of one message.
    pub fn mailbox(&self, letter: Letter) -> PairingId {
        PairingId(self.derive(match letter {
            Letter::Guest => "mailbox/guest",
            Letter::Host => "mailbox/host",
            Letter::Secret => "mailbox/secret",
        }))
    }

    fn seal(&self, letter: Letter, public: &PublicKey, entropy: Entropy<'_>) -> Vec<u8> {
        let key = Zeroizing::new(self.derive("letters"));
        seal(&key, &letter.tag(), public.as_bytes(), entropy)
    }

    fn open(&self, letter: Letter, bytes: &[u8]) -> Result<PublicKey, PairingError> {
        let key = Zeroizing::new(self.derive("letters"));
        let inside = open(&key, &letter.tag(), bytes)?;
        let public: [u8; 32] = inside.as_slice().try_into().map_err(|_| PairingError)?;
        Ok(PublicKey::from(public))
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

/// The three messages; each has a mailbox of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Letter {
    /// The guest's public key.
    Guest = 1,
    /// The host's public key.
    Host = 2,
    /// The vault's secret.
    Secret = 3,
}

impl Letter {
    fn tag(self) -> [u8; 2] {
        [VERSION, self as u8]
    }
}

/// A message that is not from the other device, or an offer that is not the one whose code was given. Start with a new code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PairingError;

impl fmt::Display for PairingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("The other device answered something unexpected. Please start again with a new code.")
    }
}

impl std::error::Error for PairingError {}

/// The device that has the notebook.
pub struct Host {
    secret: StaticSecret,
    public: PublicKey,
    code: Code,
}

impl Host {
    /// With a key from fresh randomness.
    pub fn new(entropy: Entropy<'_>) -> Self {
        let secret = one_time_key(entropy);
        let public = PublicKey::from(&secret);
        Self { code: Code::of(&public), secret, public }
    }

    /// To show.
    pub fn code(&self) -> &Code {
        &self.code
    }

    /// Takes [`Letter::Guest`]. Post the answer's letter into [`Letter::Host`] and show its digits.
    ///
    /// # Errors
    /// [`PairingError`].
    pub fn meet(self, letter: &[u8], entropy: Entropy<'_>) -> Result<(HostMet, Vec<u8>), PairingError> {
        let guest = self.code.open(Letter::Guest, letter)?;
        let shared = shared(&self.secret, &guest, &self.code, &self.public, &guest)?;
        let answer = self.code.seal(Letter::Host, &self.public, entropy);
        Ok((HostMet { shared }, answer))
    }
}

/// A host that knows the guest.
pub struct HostMet {
    shared: Shared,
}

impl HostMet {
    /// Six digits to compare.
    pub fn digits(&self) -> &str {
        &self.shared.digits
    }

    /// Call it **only** when the person confirmed on this device that both show the same digits. Post it into [`Letter::Secret`].
    pub fn confirm(self, secret: &VaultSecret, entropy: Entropy<'_>) -> Vec<u8> {
        seal(&self.shared.key, &Letter::Secret.tag(), secret.bytes(), entropy)
    }
}

/// The new device.
pub struct Guest {
    secret: StaticSecret,
    public: PublicKey,
    code: Code,
}

impl Guest {
    /// From the code that the host shows. Post the letter into [`Letter::Guest`].
    pub fn new(code: Code, entropy: Entropy<'_>) -> (Self, Vec<u8>) {
        let secret = one_time_key(entropy);
        let public = PublicKey::from(&secret);
        let letter = code.seal(Letter::Guest, &public, entropy);
        (Self { secret, public, code }, letter)
    }

    /// Takes [`Letter::Host`]; show the digits.
    ///
    /// # Errors
    /// [`PairingError`], also when it is not the host whose code was given.
    pub fn meet(self, letter: &[u8]) -> Result<GuestMet, PairingError> {
        let host = self.code.open(Letter::Host, letter)?;
        if !bool::from(Code::of(&host).0.ct_eq(&self.code.0)) {
            return Err(PairingError);
        }
        Ok(GuestMet { shared: shared(&self.secret, &host, &self.code, &host, &self.public)? })
    }
}

/// A guest that knows the host.
pub struct GuestMet {
    shared: Shared,
}

impl GuestMet {
    /// Six digits to compare.
    pub fn digits(&self) -> &str {
        &self.shared.digits
    }

    /// Takes [`Letter::Secret`].
    ///
    /// # Errors
    /// [`PairingError`].
    pub fn receive(&self, letter: &[u8]) -> Result<VaultSecret, PairingError> {
        let inside = open(&self.shared.key, &Letter::Secret.tag(), letter)?;
        let bytes = Zeroizing::new(inside.as_slice().try_into().map_err(|_| PairingError)?);
        Ok(VaultSecret::new(*bytes))
    }
}

struct Shared {
    key: Zeroizing<[u8; 32]>,
    digits: String,
}

fn shared(
    secret: &StaticSecret,
    theirs: &PublicKey,
    code: &Code,
    host: &PublicKey,
    guest: &PublicKey,
) -> Result<Shared, PairingError> {
    let common = secret.diffie_hellman(theirs);
    if !common.was_contributory() {
        return Err(PairingError);
    }
    let both = |info: &[u8]| [info, host.as_bytes(), guest.as_bytes()].concat();
    let mut key = Zeroizing::new([0; 32]);
    let _ = Hkdf::<Sha256>::new(Some(&code.0), common.as_bytes()).expand(&both(b"secret"), &mut *key);
    let mut number = [0; 8];
    let _ = Hkdf::<Sha256>::new(Some(CODE), &code.0).expand(&both(b"digits"), &mut number);
    Ok(Shared { key, digits: format!("{:06}", u64::from_be_bytes(number) % 1_000_000) })
}

fn one_time_key(entropy: Entropy<'_>) -> StaticSecret {
    let mut bytes = Zeroizing::new([0; 32]);
    entropy(&mut *bytes);
    StaticSecret::from(*bytes)
}

/// `version u8 ‖ letter u8 ‖ nonce 24 ‖ XChaCha20-Poly1305`, with the first two bytes as associated data.
fn seal(key: &[u8; 32], tag: &[u8; 2], inside: &[u8], entropy: Entropy<'_>) -> Vec<u8> {
    let mut nonce = XNonce::default();
    entropy(&mut nonce);
    let payload = Payload { msg: inside, aad: tag };
    // It fails for 256 GiB and more only.
    let sealed = XChaCha20Poly1305::new(key.into()).encrypt(&nonce, payload).unwrap_or_default();
    [&tag[..], &nonce, &sealed].concat()
}

fn open(key: &[u8; 32], tag: &[u8; 2], bytes: &[u8]) -> Result<Zeroizing<Vec<u8>>, PairingError> {
    let rest = bytes.strip_prefix(tag).ok_or(PairingError)?;
    let (nonce, sealed) = rest.split_first_chunk::<24>().ok_or(PairingError)?;
    let payload = Payload { msg: sealed, aad: tag };
    let opened = XChaCha20Poly1305::new(key.into()).decrypt(&XNonce::from(*nonce), payload);
    opened.map(Zeroizing::new).map_err(|_| PairingError)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(mut seed: u8) -> impl FnMut(&mut [u8]) {
        move |bytes: &mut [u8]| {
            for byte in bytes {
                seed = seed.wrapping_mul(181).wrapping_add(97);
                *byte = seed;
            }
        }
    }

    #[test]
    fn the_secret_reaches_the_guest_and_both_show_the_same_digits() {
        let (mut one, mut other) = (from(1), from(2));
        let host = Host::new(&mut one);
        let code = Code::from_text(&host.code().text()).unwrap();
        let (guest, letter) = Guest::new(code, &mut other);
        let (host, answer) = host.meet(&letter, &mut one).unwrap();
        let guest = guest.meet(&answer).unwrap();
        assert_eq!(host.digits(), guest.digits());
        assert!(host.digits().len() == 6 && host.digits().bytes().all(|digit| digit.is_ascii_digit()));
        let secret = VaultSecret::new([9; 32]);
        assert_eq!(guest.receive(&host.confirm(&secret, &mut one)).unwrap(), secret);
    }

    #[test]
    fn who_photographed_the_code_is_given_away_by_the_digits_and_cannot_open_the_secret() {
        let (mut one, mut other, mut third) = (from(1), from(2), from(3));
        let host = Host::new(&mut one);
        let text = host.code().text();
        let (guest, _) = Guest::new(Code::from_text(&text).unwrap(), &mut other);
        // The thief posts first; the server drops the guest's letter.
        let (_, thief) = Guest::new(Code::from_text(&text).unwrap(), &mut third);
        let (host, answer) = host.meet(&thief, &mut one).unwrap();
        let guest = guest.meet(&answer).unwrap();
        assert_ne!(host.digits(), guest.digits());
        assert!(guest.receive(&host.confirm(&VaultSecret::new([9; 32]), &mut one)).is_err());
    }

    #[test]
    fn nobody_can_stand_in_for_the_host() {
        let (mut one, mut other, mut third) = (from(1), from(2), from(3));
        let host = Host::new(&mut one);
        let (guest, _) = Guest::new(host.code().clone(), &mut other);
        let false_host = PublicKey::from(&one_time_key(&mut third));
        let letter = host.code().seal(Letter::Host, &false_host, &mut third);
        assert!(guest.meet(&letter).is_err());
    }

    #[test]
    fn a_key_that_makes_no_secret_is_refused() {
        let mut one = from(1);
        let host = Host::new(&mut one);
        let letter = host.code().seal(Letter::Guest, &PublicKey::from([0; 32]), &mut one);
        assert!(host.meet(&letter, &mut one).is_err());
    }

    #[test]
    fn codes_are_read_as_people_type_them_and_slips_are_noticed() {
        let code = Host::new(&mut from(5)).code().clone();
        let text = code.text();
        assert_eq!(text.len(), 29);
        let typed = text.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
        assert_eq!(Code::from_text(&typed).unwrap().0, code.0);
        let wrong = text.char_indices().filter(|(_, letter)| *letter != '-').filter(|(place, letter)| {
            let other = if *letter == '7' { "8" } else { "7" };
            let mut slip = text.to_string();
            slip.replace_range(*place..place + 1, other);
            Code::from_text(&slip).is_some()
        });
        assert!(wrong.count() <= 3, "one slip in 32 goes unnoticed here, and then finds no mailbox");
        assert!(Code::from_text(&text[1..]).is_none());
    }

    #[test]
    fn mailboxes_differ_and_say_nothing_of_the_code() {
        let code = Host::new(&mut from(5)).code().clone();
        assert_ne!(code.mailbox(Letter::Guest), code.mailbox(Letter::Host));
        assert_ne!(code.mailbox(Letter::Host), code.mailbox(Letter::Secret));
        assert_eq!(format!("{code:?}"), "…");
    }
}
