//! What a key leaves behind on the heap once it is dropped: nothing. All of it is read for that.
//!
//! The stack is left out: a value that is moved leaves its old place as it was, until the next call writes over it.

#![cfg(target_os = "linux")]
#![allow(clippy::expect_used, reason = "a test")]

use std::fs::{File, read_to_string};
use std::hint::black_box;
use std::io::{Read, Seek, SeekFrom};
use vault::pairing::{Code, Guest, Host};
use vault::{Keys, VaultSecret};

/// Sought bytes, so written that they are not in memory themselves.
struct Masked(Vec<u8>);

const MASK: u8 = 0x5a;

impl Masked {
    fn of(bytes: &[u8]) -> Self {
        Self(bytes.iter().map(|byte| byte ^ MASK).collect())
    }

    /// How often they are in writable memory, and in which parts of it.
    fn places(&self) -> Vec<String> {
        let maps = read_to_string("/proc/self/maps").expect("the maps");
        let mut memory = File::open("/proc/self/mem").expect("the memory");
        let mut found: Vec<String> = Vec::new();
        let mut page = vec![0; 1 << 20];
        let own = page.as_ptr() as u64..page.as_ptr() as u64 + page.len() as u64;
        let stack = &raw const found as u64;
        for line in maps.lines().filter(|line| line.contains(" rw")) {
            let (range, _) = line.split_once(' ').expect("a range");
            let (from, to) = range.split_once('-').expect("two ends");
            let [mut at, end] = [from, to].map(|end| u64::from_str_radix(end, 16).expect("a number"));
            if (at..end).contains(&stack) || line.ends_with("[stack]") {
                continue;
            }
            while at < end {
                let many = (end - at).min(page.len() as u64) as usize;
                memory.seek(SeekFrom::Start(at)).expect("to seek");
                if memory.read_exact(&mut page[..many]).is_err() {
                    break;
                }
                let hits = page[..many].windows(self.0.len()).enumerate().filter(|(_, window)| {
                    window.iter().zip(&self.0).all(|(byte, masked)| byte ^ MASK == *masked)
                });
                found.extend(
                    hits.map(|(nth, _)| at + nth as u64)
                        .filter(|place| !own.contains(place))
                        .map(|place| format!("{place:x} {line}")),
                );
                // What lies across the border of two parts is found in the second.
                if at + many as u64 == end {
                    break;
                }
                at += many as u64 - self.0.len() as u64;
            }
        }
        found
    }
}

#[inline(never)]
fn secret(seed: u8) -> VaultSecret {
    let mut bytes = [0; 32];
    for (nth, byte) in bytes.iter_mut().enumerate() {
        *byte = (nth as u8).wrapping_mul(37).wrapping_add(seed).rotate_left(3);
    }
    VaultSecret::new(bytes)
}

/// Words and their secret.
#[inline(never)]
fn words_and_back() -> Vec<Masked> {
    let secret = Box::new(secret(9));
    let words = secret.words();
    let again = Box::new(VaultSecret::from_words(&words).expect("the same words"));
    assert_eq!(again, secret);
    sought(secret.bytes())
        .into_iter()
        .chain(words.as_bytes().windows(14).step_by(7).map(Masked::of))
        .collect()
}

/// A device that shows a code, one that reads it, and the secret that goes from one to the other.
#[inline(never)]
fn pairing() -> Vec<Masked> {
    let mut chance = 7u8;
    let mut random = |bytes: &mut [u8]| {
        bytes.iter_mut().for_each(|byte| {
            chance = chance.wrapping_mul(181).wrapping_add(97);
            *byte = chance;
        });
    };
    let host = Box::new(Host::new(&mut random));
    let code = host.code().text();
    let (guest, letter) = Guest::new(Code::from_text(&code).expect("the code"), &mut random);
    let guest = Box::new(guest);
    let (host, answer) = host.meet(&letter, &mut random).expect("a letter");
    let (host, guest) = (Box::new(host), Box::new(guest.meet(&answer).expect("a letter")));
    let secret = Box::new(secret(77));
    let got = Box::new(guest.receive(&host.confirm(&secret, &mut random)).expect("the secret"));
    assert_eq!(got, secret);
    sought(got.bytes()).into_iter().chain([Masked::of(&code.as_bytes()[16..])]).collect()
}

/// The token, and what is sealed with the keys.
#[inline(never)]
fn keys() -> Vec<Masked> {
    let keys = Box::new(Keys::new(&secret(123)));
    let copy = keys.clone();
    sought(copy.access.bytes())
}

/// Both halves: what is freed begins with what the heap wrote there.
fn sought(bytes: &[u8; 32]) -> Vec<Masked> {
    bytes.chunks(16).map(Masked::of).collect()
}

/// One test, because the other thread would read what this one is looking for.
#[test]
fn secrets_words_codes_and_tokens_leave_nothing_on_the_heap() {
    what_is_still_held_or_was_freed_as_it_was_is_found();
    for (what, leave) in
        [("words", words_and_back as fn() -> Vec<Masked>), ("pairing", pairing), ("keys", keys)]
    {
        for (nth, masked) in leave().iter().enumerate() {
            let places = masked.places();
            assert!(places.is_empty(), "{what}, {nth}: {}", places.join("\n"));
        }
    }
}

/// Or else the test shows nothing.
fn what_is_still_held_or_was_freed_as_it_was_is_found() {
    let kept = Box::new(secret(200));
    let (sought, mut plain) = (sought(kept.bytes()), vec![0; 1_000]);
    plain[500..532].copy_from_slice(kept.bytes());
    assert_eq!(sought[1].places().len(), 2);
    drop(kept);
    assert_eq!(sought[1].places().len(), 1, "the key is wiped");
    black_box(&plain);
    drop(plain);
    assert_eq!(sought[1].places().len(), 1, "an array is not");
}
