//! The words the grammar knows, and phrases made of them.
//!
//! English only, compared without regard to ASCII case, a curly apostrophe counting as a straight
//! one. The lists err on the side of leaving text plain: a missed chip costs nothing, a wrong one
//! costs a tap.

use super::lex::{Gap, Word};

/// Words that say "this is a sentence": never part of a name, a trade, a company or a place.
const SENTENCE: &str = "i me my we us our you your he him his she her it its they them their \
    this these those who whom whose which what when why how that there here \
    am is are was were be been being isn't aren't has had have having does did do done doesn't \
    don't didn't won't would could should must might shall \
    says say told tells asks asked asking knows knew thinks thought likes liked loves loved \
    works working runs owns lives lived moved moving bought sold sells comes came goes went going \
    met meet meets saw see seen got gets get gave gives give make makes made take takes took \
    needs need wants want looking expects expect expecting remember forget buy send ask check \
    find pay write read call called calls talk talked spoke speak bring \
    invite visit try let lets let's please thank thanks hello hi hey dear great good nice lovely \
    wow yes no not never maybe about after before because but if then than so also just very too \
    some somebody someone any anybody anyone everybody everyone guy man woman friend \
    monday tuesday wednesday thursday friday saturday sunday today yesterday tonight tomorrow \
    next last now soon again presold agreed note idea todo re fwd \
    and or & + = the a an of for with from at to in on by as";

/// Not a name by themselves, but at home in a place or a trade: `Rotary lunch`, `book editor`.
const OCCASIONS: &str = "lunch dinner breakfast coffee drinks beer meeting party evening morning \
    book order email text people client customer";

/// Small words that may stand inside a place, a company or a trade, but not at its end.
const LINKS: &str = "and or & + the a an of for with from at to in on by as";

/// Capitalised and with a capitalised name behind them they are given names.
const GIVEN: &str = "guy man";

/// Capitalised and at the end of a name they are surnames.
const SURNAMES: &str = "guy man friend good great best dear read tell see love call pay bring buy send ask note wow so do \
    to an in no by work order beer book visit lets bond makes takes must will may said mark";

/// Behind a name, with or without a comma, they belong to it.
const GENERATIONS: &str = "jr jr. sr sr. ii iii iv jnr jnr. snr snr.";

/// Behind a name they say what somebody may call themselves.
const TITLES: &str = "phd ph.d. ph.d md m.d. m.d mba m.b.a. msc m.sc. bsc b.sc. ma ba bs ms jd j.d. llb llm ll.m. esq esq. \
    cpa c.p.a. cfa cfp dds d.d.s. dmd dvm rn r.n. np pa-c pe p.e. pmp obe mbe cbe frcs acca aca fca riba rics mp qc kc";

/// What contacts are called.
const LABELS: &str = "mobile mob cell phone telephone tel fax office home work direct private landline whatsapp email \
    e-mail mail web website site url linkedin instagram www contact address main other m t p e w f";

/// What the columns of a table are called.
const COLUMNS: &str = "name names contact contacts client clients member members person people who";

/// As written they are verbs; capitalised they are also names.
const LOWER_ONLY: &str = "will may can said mark";

/// Small words inside a name; they count only with a name behind them.
const PARTICLES: &str = "van von der den de del della di da do dos das du la le el al bin ibn ben y \
    zu zum zur ter ten af av st";

/// `text` is one of the words in `list`.
pub(super) fn among(text: &str, list: &str) -> bool {
    text.len() < 24 && list.split_ascii_whitespace().any(|word| same(text, word))
}

fn same(text: &str, word: &str) -> bool {
    let mut expected = word.chars();
    text.chars().all(|c| {
        let c = if c == '’' { '\'' } else { c.to_ascii_lowercase() };
        expected.next() == Some(c)
    }) && expected.next().is_none()
}

/// A word that belongs to a sentence, not to a value.
pub(super) fn is_sentence(word: &Word) -> bool {
    among(word.text, SENTENCE)
        || among(word.text, OCCASIONS)
        || (word.small() && among(word.text, LOWER_ONLY))
}

/// Opens a name although it is a word as well.
pub(super) fn is_given(word: &Word) -> bool {
    word.capital() && among(word.text, GIVEN)
}

/// Closes a name although it is a word as well.
pub(super) fn is_surname(word: &Word) -> bool {
    word.capital() && among(word.text, SURNAMES)
}

/// `Jr.`
pub(super) fn is_generation(word: &Word) -> bool {
    among(word.text, GENERATIONS)
}

/// `Jr.`, `PhD`.
pub(super) fn is_title(word: &Word) -> bool {
    is_generation(word) || among(word.text, TITLES)
}

/// `mobile`, `email`.
pub(super) fn is_label(text: &str) -> bool {
    among(text, LABELS)
}

/// The head of a column, no name.
pub(super) fn is_column(word: &Word) -> bool {
    among(word.text, COLUMNS)
}

/// A word that may name a thing.
pub(super) fn is_plain_word(text: &str) -> bool {
    !among(text, SENTENCE) && !among(text, LOWER_ONLY)
}

/// `of`, `the`, `and`: fine inside a value.
pub(super) fn is_link(word: &Word) -> bool {
    among(word.text, LINKS)
}

/// Ends a place, a company or a trade.
pub(super) fn is_foreign(word: &Word) -> bool {
    is_sentence(word) && !is_link(word) && !among(word.text, OCCASIONS)
}

/// `van`, `de`, `la`.
pub(super) fn is_particle(word: &Word) -> bool {
    !word.capital() && among(word.text, PARTICLES)
}

/// How many words from `at` on match `pattern`: words parted by spaces, `/` between alternatives,
/// `?` after an optional word. All but the first must follow softly.
pub(super) fn phrase(words: &[Word], at: usize, pattern: &str) -> Option<usize> {
    let mut next = at;
    for part in pattern.split(' ') {
        let (alternatives, optional) = match part.strip_suffix('?') {
            Some(alternatives) => (alternatives, true),
            None => (part, false),
        };
        let fits = words.get(next).is_some_and(|word| {
            word.sigil.is_none()
                && (next == at || word.gap == Gap::Soft)
                && alternatives.split('/').any(|alternative| same(word.text, alternative))
        });
        if fits {
            next += 1;
        } else if !optional {
            return None;
        }
    }
    Some(next - at)
}

/// One of the two words before `at` (not before `from`, not across punctuation) denies what
/// follows, or makes it the writer's own: `not presold`, `I need`.
pub(super) fn denied(words: &[Word], at: usize, from: usize) -> bool {
    let mut before = at;
    while before > from && before + 2 > at && words[before].gap == Gap::Soft {
        before -= 1;
        let text = words[before].text;
        if among(text, "no not never without nor dont doesnt cannot i we i'm we're i've we've")
            || text.ends_with("n't")
            || text.ends_with("n’t")
        {
            return true;
        }
    }
    false
}
