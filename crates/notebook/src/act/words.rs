//! Words of sets: `VIP` and `vip` are one tag, however many forms of it are stored.

use std::collections::BTreeSet;

use crate::{command::Edit, document::Write, model::Model, record::Ref, search::word_key, value::Value};

/// Sets of free words; the others hold ids, and words of a list.
const SETS: [&str; 3] = ["tags", "circles", "languages"];

/// A free word of a set by its key in a record.
fn of_set(key: &str) -> Option<(&str, &str)> {
    key.split_once('/').filter(|(set, _)| SETS.contains(set))
}

/// The same writes with every word in one form: one that the record has is not added in another, a new one takes the form
/// in which the notebook knows it, and taking one away takes all its forms.
pub(super) fn in_one_form(writes: Vec<Write>, model: &Model) -> Vec<Write> {
    let mut out = Vec::with_capacity(writes.len());
    let mut added: BTreeSet<(Ref, String, String)> = BTreeSet::new();
    for write in writes {
        let Write::Put(record, key, value) = &write else {
            out.push(write);
            continue;
        };
        let Some((set, word)) = of_set(key) else {
            out.push(write);
            continue;
        };
        let same: Vec<String> = stored(model, *record, set, word);
        match value {
            // Nobody adds it, or the same form again.
            Some(Value::Bool(true)) if !same.is_empty() => {
                if same.contains(key) {
                    out.push(write);
                }
            }
            Some(Value::Bool(true)) => {
                let known = if set == "tags" { model.facets.tags.known(word) } else { None };
                let word = known.unwrap_or(word.trim());
                if added.insert((*record, set.to_owned(), word_key(word))) {
                    out.push(Write::Put(*record, [set, "/", word].concat(), value.clone()));
                }
            }
            None if !same.is_empty() => {
                out.extend(same.into_iter().map(|key| Write::Put(*record, key, None)));
            }
            _ => out.push(write),
        }
    }
    out
}

/// The same for edits of what is shown as this record.
pub(super) fn of_edits(shown: Ref, edits: &[Edit], model: &Model) -> Vec<Edit> {
    let writes = edits.iter().map(|edit| Write::Put(shown, edit.key.clone(), edit.value.clone()));
    let writes = in_one_form(writes.collect(), model).into_iter();
    writes
        .filter_map(
            |write| if let Write::Put(_, key, value) = write { Some(Edit { key, value }) } else { None },
        )
        .collect()
}

/// The keys under which a record has this word, in every form.
fn stored(model: &Model, record: Ref, set: &str, word: &str) -> Vec<String> {
    let same = word_key(word);
    let pairs = model.pairs(model.shown(record)).into_iter().map(|(key, _)| key);
    pairs.filter(|key| of_set(key).is_some_and(|(of, word)| of == set && word_key(word) == same)).collect()
}
