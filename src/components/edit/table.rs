//! The tables from which editing in place is made: which facts a record has, and how each is asked for.

use said::{Said, Word};

use super::input::Input;

/// Facts that belong together.
pub(crate) struct Section {
    /// Its heading; the first section of a page has none.
    pub(crate) title: Option<Word>,
    /// What it holds, in order.
    pub(crate) fields: &'static [Field],
}

/// One line of facts.
pub(crate) struct Field {
    /// Its key in the record. Facts made of several parts have the key of the first.
    pub(crate) key: &'static str,
    /// The words before the value.
    pub(crate) label: Word,
    /// The words that offer to fill it: “Add a city”.
    pub(crate) add: Word,
    /// What it is made of.
    pub(crate) shape: Shape,
}

/// What a fact is made of.
pub(crate) enum Shape {
    /// One value.
    One(Input),
    /// Several values that are edited together.
    Parts(&'static [Part]),
    /// A set of words, with the stored and shown words of those that are known.
    Words(Choices),
    /// A set of records of the notebook, by id, and whether one can be added here.
    Records(bool),
    /// Items with an identity of their own.
    Items(&'static Items),
}

/// Stored words and how they are shown.
pub(crate) type Choices = &'static [(&'static str, Word)];

/// One value of a fact.
#[derive(Clone, Copy)]
pub(crate) struct Part {
    /// Its key in the record or item.
    pub(crate) key: &'static str,
    /// Its label while it is edited.
    pub(crate) label: Word,
    /// What is said with the value when it is shown; nothing for the value alone.
    pub(crate) lead: Option<fn(&str) -> Said>,
    /// How it is asked for.
    pub(crate) input: Input,
    /// It is asked for only while another part has this word.
    pub(crate) only_with: Option<(&'static str, &'static str)>,
}

impl Part {
    /// The same, asked for only while another part has this word.
    pub(crate) const fn only_with(self, key: &'static str, word: &'static str) -> Self {
        Self { only_with: Some((key, word)), ..self }
    }
}

/// The items of a many-valued fact.
pub(crate) struct Items {
    /// What one item is made of.
    pub(crate) parts: &'static [Part],
    /// Only items whose part has this word, and new ones get it.
    pub(crate) only: Option<(&'static str, &'static str)>,
    /// What can be done with one beside editing it.
    pub(crate) beside: Beside,
}

/// What can be done with an item beside editing it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Beside {
    /// Nothing.
    Nothing,
    /// Text and call a number.
    Phone,
    /// Write to an address.
    Email,
    /// Open a link.
    Link,
    /// A goal that was reached becomes an accomplishment.
    Reached,
}

/// A value that is edited together with others.
pub(crate) const fn part(
    key: &'static str,
    label: Word,
    lead: Option<fn(&str) -> Said>,
    input: Input,
) -> Part {
    Part { key, label, lead, input, only_with: None }
}

/// A fact of one value.
pub(crate) const fn one(key: &'static str, label: Word, add: Word, input: Input) -> Field {
    Field { key, label, add, shape: Shape::One(input) }
}

/// A fact of several values.
pub(crate) const fn parts(key: &'static str, label: Word, add: Word, parts: &'static [Part]) -> Field {
    Field { key, label, add, shape: Shape::Parts(parts) }
}

/// A set of words.
pub(crate) const fn words(key: &'static str, label: Word, add: Word, known: Choices) -> Field {
    Field { key, label, add, shape: Shape::Words(known) }
}

/// A set of records of the notebook.
pub(crate) const fn records(key: &'static str, label: Word, add: Word, can_add: bool) -> Field {
    Field { key, label, add, shape: Shape::Records(can_add) }
}

/// A many-valued fact.
pub(crate) const fn items(key: &'static str, label: Word, add: Word, items: &'static Items) -> Field {
    Field { key, label, add, shape: Shape::Items(items) }
}

impl Field {
    /// How the value of a flat key of this fact is asked for and shown.
    pub(crate) fn input_of(&self, key: &str) -> Option<Input> {
        let last = key.rsplit('/').next().unwrap_or(key);
        let in_items = match self.shape {
            Shape::Items(items) => items.parts,
            _ => &[],
        };
        let own = self.parts();
        own.iter().chain(in_items).find(|part| part.key == last).map(|part| part.input)
    }

    /// The values that are edited together, when it is no list.
    pub(crate) fn parts(&self) -> Vec<Part> {
        match self.shape {
            Shape::One(input) => vec![part(self.key, self.label, None, input)],
            Shape::Parts(parts) => parts.to_vec(),
            Shape::Words(_) | Shape::Records(_) | Shape::Items(_) => Vec::new(),
        }
    }
}
