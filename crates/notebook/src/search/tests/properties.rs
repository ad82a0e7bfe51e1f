//! What holds for whatever is written.

use proptest::prelude::*;

use super::super::{Field, SearchIndex, Weights, fold, highlight, snippet, tokens};
use super::{NAME, NOTE, index, keys};

type Entries = Vec<(u32, Vec<(u8, String)>)>;

/// Words that often meet: few letters, some with accents.
fn words() -> impl Strategy<Value = String> {
    prop::collection::vec("[abcéñøß田中]{1,7}|[0-9]{3,9}|[a-e]{5,12}", 0..5).prop_map(|words| words.join(" "))
}

fn entry() -> impl Strategy<Value = Vec<(u8, String)>> {
    prop::collection::vec((0..4_u8, words()), 0..4)
}

fn entries() -> impl Strategy<Value = Entries> {
    prop::collection::vec((0..12_u32, entry()), 0..12)
}

fn put(index: &mut SearchIndex<u32>, key: u32, entry: &[(u8, String)]) {
    let entry: Vec<_> = entry.iter().map(|(field, text)| (Field::new(*field), text.as_str())).collect();
    index.put(key, key % 3, &entry);
}

fn all(entries: &Entries) -> SearchIndex<u32> {
    let mut index = index();
    for (key, entry) in entries {
        put(&mut index, *key, entry);
    }
    index
}

/// The word with one edit at a place: a letter left out, put in, replaced, or swapped with the next.
fn misspelled(word: &str, edit: u8, place: usize, letter: char) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let place = place % letters.len();
    match edit {
        0 => drop(letters.remove(place)),
        1 => letters.insert(place, letter),
        2 => letters[place] = letter,
        _ => letters.swap(place, (place + 1).min(word.chars().count() - 1)),
    }
    letters.into_iter().collect()
}

proptest! {
    #[test]
    fn each_beginning_of_each_token_finds_its_entry(text in "\\PC{0,30}") {
        let mut index = index();
        index.put(7, 0, &[(NOTE, &text)]);
        for token in tokens(&text) {
            let ends = token.text.char_indices().map(|(at, c)| at + c.len_utf8());
            for end in ends {
                prop_assert_eq!(keys(&index, &token.text[..end]), [7], "{} of {}", &token.text[..end], text);
            }
        }
    }

    #[test]
    fn one_typo_in_a_longer_word_still_finds_it(
        word in "[a-zéñ]{5,14}", edit in 0_u8..4, place in 0_usize..14, letter in "[a-z]", others in words(),
    ) {
        let mut index = index();
        index.put(1, 0, &[(NAME, &format!("{others} {word}"))]);
        let letter = letter.chars().next().unwrap_or('x');
        let typed = misspelled(&word, edit, place, letter);
        prop_assert_eq!(keys(&index, &typed), [1], "{} for {}", typed, word);
    }

    #[test]
    fn a_removed_entry_was_never_there(entries in entries(), gone in entry(), query in words()) {
        let kept = all(&entries);
        let mut changed = all(&entries);
        put(&mut changed, 99, &gone);
        changed.remove(&99);
        prop_assert_eq!(kept.search(&query, 9, |_| true), changed.search(&query, 9, |_| true));
        let size = |index: &SearchIndex<u32>| {
            let stats = index.stats();
            (stats.entries, stats.tokens, stats.postings, stats.numbers)
        };
        prop_assert_eq!(size(&kept), size(&changed));
    }

    #[test]
    fn updating_is_removing_and_putting(entries in entries(), new in entry(), query in words()) {
        let (mut updated, mut replaced) = (all(&entries), all(&entries));
        put(&mut updated, 3, &new);
        replaced.remove(&3);
        put(&mut replaced, 3, &new);
        prop_assert_eq!(updated.search(&query, 9, |_| true), replaced.search(&query, 9, |_| true));
        prop_assert_eq!(updated.len(), replaced.len());
    }

    #[test]
    fn the_order_of_putting_makes_no_difference(entries in entries(), query in words()) {
        let last: std::collections::BTreeMap<_, _> = entries.iter().cloned().collect();
        let there: Entries = last.into_iter().collect();
        let back: Entries = there.iter().rev().cloned().collect();
        prop_assert_eq!(all(&there).search(&query, 5, |_| true), all(&back).search(&query, 5, |_| true));
        prop_assert_eq!(all(&entries).search(&query, 5, |_| true), all(&there).search(&query, 5, |_| true));
    }

    #[test]
    fn a_limit_only_cuts(entries in entries(), query in words(), limit in 0_usize..5) {
        let index = all(&entries);
        let (few, many) = (index.search(&query, limit, |_| true), index.search(&query, 99, |_| true));
        prop_assert_eq!(&few.hits[..], &many.hits[..limit.min(many.hits.len())]);
        prop_assert_eq!((few.total, few.literal), (many.total, many.literal));
        prop_assert_eq!(many.total, many.hits.len());
    }

    #[test]
    fn every_hit_says_where_and_is_marked_there(entries in entries(), query in words()) {
        let index = all(&entries);
        for hit in index.search(&query, 99, |_| true).hits {
            prop_assert!(!hit.matched.is_empty());
            let last = entries.iter().rev().find(|(key, _)| *key == hit.key);
            let entry = last.map(|(_, entry)| entry.as_slice()).unwrap_or_default();
            for found in hit.matched {
                let marked = entry.iter()
                    .filter(|(field, _)| *field == found.field.number())
                    .any(|(_, text)| !highlight(text, &query).is_empty());
                prop_assert!(marked, "{:?} of {:?} by {}", found, entry, query);
            }
        }
    }

    #[test]
    fn accents_make_no_difference(entries in entries(), query in words()) {
        let bare: Entries = entries.iter()
            .map(|(key, entry)| (*key, entry.iter().map(|(field, text)| (*field, fold(text))).collect()))
            .collect();
        let found = all(&entries).search(&query, 9, |_| true);
        prop_assert_eq!(&found, &all(&entries).search(&fold(&query), 9, |_| true));
        prop_assert_eq!(&found, &all(&bare).search(&query, 9, |_| true));
    }

    #[test]
    fn folding_twice_changes_nothing(text in any::<String>()) {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once);
    }

    #[test]
    fn highlights_are_pieces_of_the_text(text in any::<String>(), query in any::<String>()) {
        let parts: String = text.chars().step_by(2).take(6).collect();
        for query in [query.as_str(), text.as_str(), parts.as_str()] {
            let mut end = 0;
            for mark in highlight(&text, query) {
                prop_assert!(mark.start >= end && mark.start < mark.end && text.get(mark.clone()).is_some());
                end = mark.end;
            }
        }
    }

    #[test]
    fn snippets_fit_and_their_marks_are_pieces_of_them(
        text in "\\PC{0,60}", query in "\\PC{0,6}", most in 0_usize..40,
    ) {
        let shown = snippet(&text, &query, most);
        prop_assert!(shown.text.chars().count() <= most.max(2), "{:?}", shown);
        for mark in shown.marks {
            prop_assert!(mark.start < mark.end && shown.text.get(mark).is_some());
        }
    }

    #[test]
    fn nothing_written_or_asked_breaks_the_index(
        texts in prop::collection::vec(any::<String>(), 0..6), query in any::<String>(),
    ) {
        let mut index = SearchIndex::new(Weights::default());
        for (key, text) in texts.iter().enumerate() {
            index.put(key % 4, 0, &[(NAME, text), (NOTE, &query)]);
        }
        index.search(&query, 3, |_| true);
        for key in 0..4 {
            index.remove(&key);
        }
        let left = index.stats();
        prop_assert_eq!((left.entries, left.tokens, left.postings, left.numbers), (0, 0, 0, 0));
    }
}

#[test]
fn every_character_folds_to_what_stays_as_it_is() {
    for c in '\0'..=char::MAX {
        let once = fold(c.encode_utf8(&mut [0; 4]));
        assert_eq!(fold(&once), once, "{c:?}");
    }
}
