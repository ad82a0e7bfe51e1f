//! Makes the filters of the jot's lexicon from its word lists: a third of the bytes of the packed words.

use std::{env, fs, path::Path};

include!("src/jot/guess/filter.rs");

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let out = env::var("OUT_DIR")?;
    for list in ["first", "common", "surnames"] {
        let from = format!("src/jot/guess/words/{list}.txt");
        println!("cargo:rerun-if-changed={from}");
        let text = fs::read_to_string(&from)?;
        let words: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
        fs::write(Path::new(&out).join(format!("{list}.filter")), filter(&words))?;
    }
    println!("cargo:rerun-if-changed=src/jot/guess/filter.rs");
    Ok(())
}

/// How many there are, in four bytes, then the distances of their places, each as a unary multiple of 256 and eight
/// signs (Golomb's code).
fn filter(words: &[&str]) -> Vec<u8> {
    let mut places: Vec<u32> = words.iter().map(|word| place(word.as_bytes(), words.len())).collect();
    places.sort_unstable();
    let mut out = (words.len() as u32).to_le_bytes().to_vec();
    let (mut bits, mut last) = (Vec::new(), 0);
    for place in places {
        let distance = place - last;
        last = place;
        bits.extend((0..distance >> 8).map(|_| true));
        bits.push(false);
        bits.extend((0..8).rev().map(|bit| distance >> bit & 1 == 1));
    }
    out.extend(
        bits.chunks(8).map(|byte| byte.iter().enumerate().fold(0, |sum, (i, bit)| sum | u8::from(*bit) << i)),
    );
    out
}
