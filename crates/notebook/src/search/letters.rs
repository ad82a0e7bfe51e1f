//! Letters that Unicode's canonical decomposition leaves alone and people type otherwise, and which
//! characters make words.

use super::digit;

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
        // Half-width kana and jamo.
        0xff65..=0xff9f => HALF_KANA.chars().nth((code - 0xff65) as usize).unwrap_or(c),
        0xffa1..=0xffbe => plain_code(code - 0xffa1 + 0x3131, c),
        0xffc2..=0xffc7 => plain_code(code - 0xffc2 + 0x314f, c),
        0xffca..=0xffcf => plain_code(code - 0xffca + 0x3155, c),
        0xffd2..=0xffd7 => plain_code(code - 0xffd2 + 0x315b, c),
        0xffda..=0xffdc => plain_code(code - 0xffda + 0x3161, c),
        0x3131..=0x314e => leading_jamo(code - 0x3131).unwrap_or(c),
        0x314f..=0x3163 => char::from_u32(code - 0x314f + 0x1161).unwrap_or(c),
        _ if c.is_numeric() => digit(c).unwrap_or(c),
        _ => c,
    }
}

fn plain_code(code: u32, c: char) -> char {
    char::from_u32(code).map_or(c, plain)
}

/// The full-width kana of U+FF65 to U+FF9F.
const HALF_KANA: &str = "・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン\u{3099}\u{309a}";

/// Katakana for hiragana: one sound, written while its word is not converted yet.
pub(super) fn kana(c: char) -> char {
    match c as u32 {
        code @ (0x3041..=0x3096 | 0x309d..=0x309e) => char::from_u32(code + 0x60).unwrap_or(c),
        _ => c,
    }
}

/// The consonants that end a syllable as those that begin one: whoever types `지민` has `짐` on the way.
pub(super) fn ending_jamo(c: char) -> Option<&'static str> {
    const LETTERS: [&str; 27] = [
        "\u{1100}",
        "\u{1101}",
        "\u{1100}\u{1109}",
        "\u{1102}",
        "\u{1102}\u{110c}",
        "\u{1102}\u{1112}",
        "\u{1103}",
        "\u{1105}",
        "\u{1105}\u{1100}",
        "\u{1105}\u{1106}",
        "\u{1105}\u{1107}",
        "\u{1105}\u{1109}",
        "\u{1105}\u{1110}",
        "\u{1105}\u{1111}",
        "\u{1105}\u{1112}",
        "\u{1106}",
        "\u{1107}",
        "\u{1107}\u{1109}",
        "\u{1109}",
        "\u{110a}",
        "\u{110b}",
        "\u{110c}",
        "\u{110e}",
        "\u{110f}",
        "\u{1110}",
        "\u{1111}",
        "\u{1112}",
    ];
    let place = (c as u32).checked_sub(0x11a8)?;
    LETTERS.get(place as usize).copied()
}

/// A vowel of a Korean syllable, as [`fold`](super::fold()) leaves it.
pub(super) const fn is_vowel_jamo(c: char) -> bool {
    matches!(c, '\u{1161}'..='\u{1175}')
}

/// Small letters with the marks that make them letters of their own in a dictionary, and Korean syllables in one piece; other
/// marks stay where they are.
pub(super) fn composed(signs: impl Iterator<Item = char>) -> Vec<char> {
    let mut all: Vec<char> = Vec::new();
    for c in signs {
        match all.last().and_then(|last| together(*last, c)) {
            Some(one) => {
                all.pop();
                all.push(one);
            }
            None => all.push(c),
        }
    }
    all
}

fn together(letter: char, mark: char) -> Option<char> {
    const FIRST: u32 = 0xac00;
    let (before, after) = (letter as u32, mark as u32);
    let syllable = match (before, after) {
        (0x1100..=0x1112, 0x1161..=0x1175) => FIRST + ((before - 0x1100) * 21 + (after - 0x1161)) * 28,
        (FIRST..=0xd7a3, 0x11a8..=0x11c2) if (before - FIRST).is_multiple_of(28) => before + after - 0x11a7,
        _ => return lettered(letter, mark),
    };
    char::from_u32(syllable)
}

const fn lettered(letter: char, mark: char) -> Option<char> {
    Some(match (letter, mark) {
        ('и', '\u{306}') => 'й',
        ('у', '\u{306}') => 'ў',
        ('і', '\u{308}') => 'ї',
        ('е', '\u{308}') => 'ё',
        ('г', '\u{301}') => 'ѓ',
        ('к', '\u{301}') => 'ќ',
        ('ا', '\u{653}') => 'آ',
        ('ا', '\u{654}') => 'أ',
        ('ا', '\u{655}') => 'إ',
        ('و', '\u{654}') => 'ؤ',
        ('ي', '\u{654}') => 'ئ',
        _ => return None,
    })
}

/// Pictures and symbols that are words by themselves.
pub(super) const fn is_sign(c: char) -> bool {
    matches!(c, '\u{2300}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}

/// Dashes of all kinds.
pub(super) const fn dash(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{58a}' | '\u{5be}' | '\u{2010}'
            ..='\u{2015}' | '\u{2043}' | '\u{2212}' | '\u{301c}' | '\u{3030}' | '\u{fe58}' | '\u{fe63}'
    )
}

/// The leading consonant for the n-th compatibility jamo, if it can lead a syllable.
fn leading_jamo(n: u32) -> Option<char> {
    const LEADING: [u32; 19] = [0, 1, 3, 6, 7, 8, 16, 17, 18, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29];
    let place = LEADING.iter().position(|leading| *leading == n)?;
    char::from_u32(0x1100 + place as u32)
}

/// Characters without any sound or shape of their own: joiners, direction marks, variation selectors, skin tones, frames,
/// soft hyphens, the Arabic stretcher, the Thai marks that have no combining class.
pub(super) const fn silent(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' | '\u{20dd}'..='\u{20e4}' | '\u{640}' | '\u{e47}'..='\u{e4e}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}

/// Marks that stand inside a word without ending it: O'Brien, L’Oréal.
pub(super) const fn apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '’'
            | '‘'
            | '‛'
            | 'ʼ'
            | 'ʻ'
            | 'ʽ'
            | 'ʹ'
            | 'ˈ'
            | '′'
            | '‵'
            | '´'
            | '`'
            | '׳'
            | '՚'
            | 'ꞌ'
            | 'Ꞌ'
    )
}

/// Scripts written without spaces between words: Han, kana, Thai, Lao, Burmese, Khmer.
pub(super) const fn unspaced(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{ff66}'..='\u{ff9f}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn letters_of_a_dictionary_and_korean_syllables_are_composed_as_unicode_has_them() {
        for c in "йўїёѓќآأإؤئ".chars().chain('가'..='힣') {
            let composed = super::composed(c.nfd());
            assert_eq!(composed, [c]);
        }
    }
}
