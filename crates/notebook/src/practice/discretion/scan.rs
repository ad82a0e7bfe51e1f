//! A text as its letters: folded, with where each stands and where words begin.

use crate::search::fold;

/// One folded letter or digit.
pub(super) struct Sign {
    pub(super) letter: char,
    /// The bytes of the character it comes from, with the marks behind it.
    pub(super) start: usize,
    pub(super) end: usize,
    /// Something else than a letter or digit stands before it, or nothing.
    pub(super) begins: bool,
}

/// A text without capitals, accents and everything between its letters.
pub(super) struct Scan(pub(super) Vec<Sign>);

/// The letter that another one cannot be told from by looking: letters of other alphabets that pass for Latin ones
/// (Unicode Technical Standard 39, as far as names are written in them).
const fn skeleton(letter: char) -> char {
    match letter {
        'а' | 'ɑ' | 'α' | 'ᴀ' => 'a',
        'ь' | 'ƅ' | 'ʙ' | 'в' | 'β' => 'b',
        'с' | 'ϲ' | 'ᴄ' | 'ⅽ' => 'c',
        'ԁ' | 'ᴅ' | 'ⅾ' => 'd',
        'е' | 'ҽ' | 'ᴇ' | '℮' | 'ε' => 'e',
        'ɡ' | 'ɢ' => 'g',
        'һ' | 'н' | 'ʜ' | 'հ' | 'η' => 'h',
        'і' | 'ι' | 'ɩ' | 'ɪ' | 'ⅰ' | 'ӏ' | 'ꙇ' => 'i',
        'ј' | 'ϳ' | 'ᴊ' => 'j',
        'к' | 'κ' | 'ᴋ' => 'k',
        'ⅼ' | 'ʟ' | 'ǀ' => 'l',
        'м' | 'μ' | 'ᴍ' | 'ⅿ' => 'm',
        'п' | 'ո' | 'ν' | 'ɴ' => 'n',
        'о' | 'ο' | 'օ' | 'ᴏ' | 'σ' => 'o',
        'р' | 'ρ' | 'ᴘ' => 'p',
        'ԛ' | 'զ' => 'q',
        'г' | 'ʀ' => 'r',
        'ѕ' | 'ꜱ' => 's',
        'т' | 'τ' | 'ᴛ' => 't',
        'υ' | 'ս' | 'ᴜ' => 'u',
        'ѵ' | 'ᴠ' | 'ⅴ' => 'v',
        'ԝ' | 'ш' | 'ω' | 'ᴡ' => 'w',
        'х' | 'χ' | 'ⅹ' => 'x',
        'у' | 'γ' | 'ү' | 'ʏ' => 'y',
        'ᴢ' | 'ζ' => 'z',
        other => other,
    }
}

impl Scan {
    pub(super) fn of(text: &str) -> Self {
        let mut signs: Vec<Sign> = Vec::with_capacity(text.len());
        let mut begins = true;
        let mut buffer = [0; 4];
        for (start, c) in text.char_indices() {
            let end = start + c.len_utf8();
            let folded = fold(c.encode_utf8(&mut buffer));
            if folded.is_empty() {
                // A mark, or a sign without shape: part of the letter before.
                if let Some(last) = signs.last_mut().filter(|_| !begins) {
                    last.end = end;
                }
                continue;
            }
            for letter in folded.chars() {
                if letter.is_alphanumeric() {
                    signs.push(Sign { letter: skeleton(letter), start, end, begins });
                    begins = false;
                } else {
                    begins = true;
                }
            }
        }
        Self(signs)
    }

    /// Whether a word ends before this sign.
    pub(super) fn is_edge(&self, at: usize) -> bool {
        self.0.get(at).is_none_or(|sign| sign.begins)
    }
}
