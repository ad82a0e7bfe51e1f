//! Letters that Unicode's canonical decomposition leaves alone and people type otherwise, and which
//! characters make words.

/// What a (lowercase, undecorated) letter is written as when it is searched, if not as itself.
pub(super) const fn spelled(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' | 'ɖ' => "d",
        'ħ' => "h",
        'ı' => "i",
        'ŧ' => "t",
        'þ' => "th",
        'ŋ' => "n",
        'ə' => "e",
        'ſ' => "s",
        'ĳ' => "ij",
        'ŀ' => "l",
        'ŉ' => "n",
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        'ª' => "a",
        'º' => "o",
        // Final forms: a word being typed is not at its end yet.
        'ς' => "σ",
        'ך' => "כ",
        'ם' => "מ",
        'ן' => "נ",
        'ף' => "פ",
        'ץ' => "צ",
        // One letter, several keyboards.
        'ٱ' => "ا",
        'ى' | 'ی' => "ي",
        'ک' => "ك",
        'ة' | 'ە' => "ه",
        'є' => "е",
        'ґ' => "г",
        'ё' => "е",
        _ => return None,
    })
}

/// The plain character behind a typographical variant: full-width forms, mathematical alphabets (as in
/// fancy profile names), other scripts' digits, and the loose jamo of a Korean keyboard.
pub(super) fn plain(c: char) -> char {
    let code = c as u32;
    let ascii = |first: u8, n: u32| char::from(first + n as u8);
    match code {
        0xff01..=0xff5e => ascii(b'!', code - 0xff01),
        0x3000 | 0x00a0 => ' ',
        0x1d400..=0x1d6a3 => match (code - 0x1d400) % 52 {
            n @ 0..26 => ascii(b'a', n),
            n => ascii(b'a', n - 26),
        },
        0x1d7ce..=0x1d7ff => ascii(b'0', (code - 0x1d7ce) % 10),
        // Arabic, Persian, Devanagari, Bengali, Thai.
        0x660..=0x669 => ascii(b'0', code - 0x660),
        0x6f0..=0x6f9 => ascii(b'0', code - 0x6f0),
        0x966..=0x96f => ascii(b'0', code - 0x966),
        0x9e6..=0x9ef => ascii(b'0', code - 0x9e6),
        0xe50..=0xe59 => ascii(b'0', code - 0xe50),
        0x3131..=0x314e => leading_jamo(code - 0x3131).unwrap_or(c),
        0x314f..=0x3163 => char::from_u32(code - 0x314f + 0x1161).unwrap_or(c),
        _ => c,
    }
}

/// The leading consonant for the n-th compatibility jamo, if it can lead a syllable.
fn leading_jamo(n: u32) -> Option<char> {
    const LEADING: [u32; 19] = [0, 1, 3, 6, 7, 8, 16, 17, 18, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29];
    let place = LEADING.iter().position(|leading| *leading == n)?;
    char::from_u32(0x1100 + place as u32)
}

/// Characters without any sound or shape of their own: joiners, direction marks, variation selectors,
/// soft hyphens, the Arabic stretcher, the Thai marks that have no combining class.
pub(super) const fn silent(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{640}' | '\u{e47}'..='\u{e4e}' | '\u{180b}'..='\u{180f}'
        | '\u{200c}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}

/// Marks that stand inside a word without ending it: O'Brien, L’Oréal.
pub(super) const fn apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | 'ʹ' | '′' | '´' | '`' | '׳')
}

/// Scripts written without spaces between words: Han, kana, Thai, Lao, Burmese, Khmer.
pub(super) const fn unspaced(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{ff66}'..='\u{ff9f}' | '\u{20000}'..='\u{3ffff}')
}
