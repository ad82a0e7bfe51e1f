//! What a field can be, and the macro that lays a record out: one table a record, from which its
//! struct, its reading, its writing and the check of edits all follow.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::Money;
use crate::{
    id::Id,
    time::{self, Instant, Planned},
    value::Value,
};

/// The shape of a field's values in the document.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Shape {
    /// A short text.
    Str,
    /// A long note: an Automerge text, merged character by character.
    Text,
    /// Yes or no; absent means unknown.
    Bool,
    /// A whole number.
    Int,
    /// A civil date, `2026-11-22`.
    Date,
    /// An RFC 3339 instant with offset.
    Instant,
    /// A day that lies ahead, or a day with a time, where the person is: `2027-03-28T09:00`.
    Planned,
    /// The id of a record.
    Id,
    /// An amount with its currency, `1250.00 EUR`.
    Money,
    /// One of a list of stable snake_case words; others are kept.
    Choice,
    /// A set: `field/member` is `true`.
    Set,
    /// Items with identity: `field/<item id>/part`.
    Items(&'static [FieldSpec]),
}

/// One field of a record or item.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FieldSpec {
    /// Its key in the document.
    pub name: &'static str,
    /// The shape of its values.
    pub shape: Shape,
}

/// The shape of what a flat key holds: for items the shape of the *part*; [`Shape::Set`] for a
/// member of a set, whose only value is `true`.
#[must_use]
pub fn spec_of(specs: &'static [FieldSpec], key: &str) -> Option<Shape> {
    let (name, rest) = match key.split_once('/') {
        Some((name, rest)) => (name, Some(rest)),
        None => (key, None),
    };
    let spec = specs.iter().find(|spec| spec.name == name)?;
    match (spec.shape, rest) {
        (Shape::Set, Some(member)) if !member.is_empty() => Some(Shape::Set),
        (Shape::Items(parts), Some(rest)) => {
            let (id, part) = rest.split_once('/')?;
            id.parse::<Id>().ok()?;
            spec_of(parts, part)
        }
        (Shape::Set | Shape::Items(_), _) | (_, Some(_)) => None,
        (shape, None) => Some(shape),
    }
}

/// A group of fields that can be read from and written to flat keys.
pub trait Fields: Default {
    /// The table of fields.
    const SPECS: &'static [FieldSpec];

    /// Takes the value of one key; gives it back when it fits no field.
    ///
    /// # Errors
    /// The value, when the key is unknown or the value has another shape.
    fn take(&mut self, key: &str, value: Value) -> Result<(), Value>;

    /// Appends every field that is not blank, as flat keys behind `prefix`.
    fn give(&self, prefix: &str, out: &mut Vec<(String, Value)>);
}

/// A record: fields, an id, and what is kept although this version does not know it.
pub trait Record: Fields {
    /// Its kind.
    const KIND: super::Kind;

    /// The record's id.
    fn id(&self) -> Id;

    /// A record with this id and no fields yet.
    fn blank(id: Id) -> Self;

    /// Every field that is not blank, as flat keys.
    fn pairs(&self) -> Vec<(String, Value)> {
        let mut out = Vec::new();
        self.give("", &mut out);
        out
    }
}

/// A record from its id and flat pairs.
pub(super) fn of_pairs<R: Record>(id: Id, pairs: Vec<(String, Value)>) -> R {
    let mut record = R::blank(id);
    for (key, value) in pairs {
        // A record keeps what it does not know: nothing comes back.
        let _ = record.take(&key, value);
    }
    record
}

/// The type of one field.
pub trait Field: Default {
    /// Its shape in the document.
    const SHAPE: Shape;

    /// Takes the value at `field` or `field/rest`; gives it back when it does not fit.
    ///
    /// # Errors
    /// The value, when it has another shape.
    fn take(&mut self, rest: Option<&str>, value: Value) -> Result<(), Value>;

    /// Appends the field's pairs unless it is blank.
    fn give(&self, key: String, out: &mut Vec<(String, Value)>);
}

impl Field for String {
    const SHAPE: Shape = Shape::Str;

    fn take(&mut self, rest: Option<&str>, value: Value) -> Result<(), Value> {
        match (rest, value) {
            (None, Value::Str(text) | Value::Text(text)) => *self = text,
            (_, value) => return Err(value),
        }
        Ok(())
    }

    fn give(&self, key: String, out: &mut Vec<(String, Value)>) {
        if !self.is_empty() {
            out.push((key, Value::Str(self.clone())));
        }
    }
}

/// A long note.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Note(pub String);

impl Field for Note {
    const SHAPE: Shape = Shape::Text;

    fn take(&mut self, rest: Option<&str>, value: Value) -> Result<(), Value> {
        self.0.take(rest, value)
    }

    fn give(&self, key: String, out: &mut Vec<(String, Value)>) {
        if !self.0.is_empty() {
            out.push((key, Value::Text(self.0.clone())));
        }
    }
}

/// A field whose value is one scalar that may be absent.
macro_rules! scalar_field {
    ($type:ty, $shape:expr, |$value:ident| $read:expr, |$inner:ident| $write:expr) => {
        impl Field for Option<$type> {
            const SHAPE: Shape = $shape;

            fn take(&mut self, rest: Option<&str>, $value: Value) -> Result<(), Value> {
                if rest.is_some() {
                    return Err($value);
                }
                match $read {
                    Some(inner) => *self = Some(inner),
                    None => return Err($value),
                }
                Ok(())
            }

            fn give(&self, key: String, out: &mut Vec<(String, Value)>) {
                if let Some($inner) = self {
                    out.push((key, $write));
                }
            }
        }
    };
}

fn text_of(value: &Value) -> Option<&str> {
    if let Value::Str(text) = value { Some(text) } else { None }
}

scalar_field!(
    bool,
    Shape::Bool,
    |value| if let Value::Bool(yes) = value { Some(yes) } else { None },
    |yes| { Value::Bool(*yes) }
);
scalar_field!(i64, Shape::Int, |value| if let Value::Int(n) = value { Some(n) } else { None }, |n| {
    Value::Int(*n)
});
scalar_field!(Id, Shape::Id, |value| text_of(&value).and_then(|text| text.parse().ok()), |id| {
    Value::Str(id.to_string())
});
scalar_field!(NaiveDate, Shape::Date, |value| text_of(&value).and_then(time::parse_date), |date| {
    Value::Str(time::date_text(*date))
});
scalar_field!(Instant, Shape::Instant, |value| text_of(&value).and_then(time::parse_instant), |at| {
    Value::Str(time::instant_text(at))
});
scalar_field!(Planned, Shape::Planned, |value| text_of(&value).and_then(Planned::parse), |planned| {
    Value::Str(planned.text())
});
scalar_field!(Money, Shape::Money, |value| text_of(&value).and_then(|text| text.parse().ok()), |money| {
    Value::Str(money.to_string())
});

impl Field for BTreeSet<String> {
    const SHAPE: Shape = Shape::Set;

    fn take(&mut self, rest: Option<&str>, value: Value) -> Result<(), Value> {
        match (rest, value) {
            (Some(member), Value::Bool(true)) => {
                self.insert(member.to_owned());
                Ok(())
            }
            (_, value) => Err(value),
        }
    }

    fn give(&self, key: String, out: &mut Vec<(String, Value)>) {
        out.extend(self.iter().map(|member| (format!("{key}/{member}"), Value::Bool(true))));
    }
}

/// Items with identity, by id: a handful each, and a tree for each type of them would be a tenth of the worker.
pub type Items<T> = litemap::LiteMap<Id, T>;

impl<T: Fields> Field for Items<T> {
    const SHAPE: Shape = Shape::Items(T::SPECS);

    fn take(&mut self, rest: Option<&str>, value: Value) -> Result<(), Value> {
        let Some((id, part)) = rest.and_then(|rest| rest.split_once('/')) else {
            return Err(value);
        };
        let Ok(id) = id.parse::<Id>() else { return Err(value) };
        if let Some(item) = self.get_mut(&id) {
            return item.take(part, value);
        }
        // Parts that this version does not know make no item of their own.
        let mut item = T::default();
        item.take(part, value)?;
        self.insert(id, item);
        Ok(())
    }

    fn give(&self, key: String, out: &mut Vec<(String, Value)>) {
        for (id, item) in self {
            item.give(&format!("{key}/{id}/"), out);
        }
    }
}

/// Lays out a group of fields; with `in Kind` behind the name, a whole record.
macro_rules! fields {
    ($(#[$doc:meta])* $name:ident in $kind:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq)]
        pub struct $name {
            /// The record's identity.
            pub id: $crate::id::Id,
            $(
                $(#[$field_doc])*
                pub $field: $type,
            )*
            /// When it was last edited on any device; absent until the first edit.
            pub edited_at: Option<$crate::time::Instant>,
            /// When it was put into the bin; absent when it is not there.
            pub removed_at: Option<$crate::time::Instant>,
            /// When it was deleted for good; what was written into it elsewhere meanwhile brings it back.
            pub erased_at: Option<$crate::time::Instant>,
            /// What another version wrote and this one does not know: shown as it stands.
            pub other: std::collections::BTreeMap<String, $crate::value::Value>,
        }

        impl Default for $name {
            fn default() -> Self {
                super::Record::blank($crate::id::Id([0; 16]))
            }
        }

        // Between worker and window a record travels as it stands in the document: its id and its flat
        // pairs. A reader and a writer of their own for every field would double the window's bytes.
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serde::Serialize::serialize(&(self.id, super::Record::pairs(self)), serializer)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let (id, pairs): ($crate::id::Id, Vec<(String, $crate::value::Value)>) =
                    serde::Deserialize::deserialize(deserializer)?;
                Ok(super::fields::of_pairs(id, pairs))
            }
        }

        impl super::Record for $name {
            const KIND: super::Kind = super::Kind::$kind;

            fn id(&self) -> $crate::id::Id {
                self.id
            }

            fn blank(id: $crate::id::Id) -> Self {
                Self {
                    id,
                    $($field: <$type>::default(),)*
                    edited_at: None,
                    removed_at: None,
                    erased_at: None,
                    other: std::collections::BTreeMap::new(),
                }
            }
        }

        impl super::Fields for $name {
            const SPECS: &'static [super::FieldSpec] = &[
                $(super::FieldSpec { name: stringify!($field), shape: <$type as super::Field>::SHAPE },)*
                super::FieldSpec { name: "edited_at", shape: super::Shape::Instant },
                super::FieldSpec { name: "removed_at", shape: super::Shape::Instant },
                super::FieldSpec { name: "erased_at", shape: super::Shape::Instant },
            ];

            fn take(&mut self, key: &str, value: $crate::value::Value) -> Result<(), $crate::value::Value> {
                let (name, rest) = match key.split_once('/') {
                    Some((name, rest)) => (name, Some(rest)),
                    None => (key, None),
                };
                let taken = match name {
                    $(stringify!($field) => super::Field::take(&mut self.$field, rest, value),)*
                    "edited_at" => super::Field::take(&mut self.edited_at, rest, value),
                    "removed_at" => super::Field::take(&mut self.removed_at, rest, value),
                    "erased_at" => super::Field::take(&mut self.erased_at, rest, value),
                    _ => Err(value),
                };
                if let Err(value) = taken {
                    self.other.insert(key.to_owned(), value);
                }
                Ok(())
            }

            fn give(&self, prefix: &str, out: &mut Vec<(String, $crate::value::Value)>) {
                $(super::Field::give(&self.$field, format!("{prefix}{}", stringify!($field)), out);)*
                super::Field::give(&self.edited_at, format!("{prefix}edited_at"), out);
                super::Field::give(&self.removed_at, format!("{prefix}removed_at"), out);
                super::Field::give(&self.erased_at, format!("{prefix}erased_at"), out);
                out.extend(self.other.iter().map(|(key, value)| (format!("{prefix}{key}"), value.clone())));
            }
        }
    };
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Default, PartialEq)]
        pub struct $name {
            $(
                $(#[$field_doc])*
                pub $field: $type,
            )*
        }

        impl super::Fields for $name {
            const SPECS: &'static [super::FieldSpec] = &[
                $(super::FieldSpec { name: stringify!($field), shape: <$type as super::Field>::SHAPE },)*
            ];

            fn take(&mut self, key: &str, value: $crate::value::Value) -> Result<(), $crate::value::Value> {
                let (name, rest) = match key.split_once('/') {
                    Some((name, rest)) => (name, Some(rest)),
                    None => (key, None),
                };
                match name {
                    $(stringify!($field) => super::Field::take(&mut self.$field, rest, value),)*
                    _ => Err(value),
                }
            }

            fn give(&self, prefix: &str, out: &mut Vec<(String, $crate::value::Value)>) {
                $(super::Field::give(&self.$field, format!("{prefix}{}", stringify!($field)), out);)*
            }
        }
    };
}

/// An enumeration stored as a stable snake_case word; a word of a later version is kept.
macro_rules! choice {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)*
            /// A word that this version does not know, as it stands.
            Other(String),
        }

        impl $name {
            /// Every choice this version offers.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The stable word that is stored.
            #[must_use]
            pub fn word(&self) -> &str {
                match self {
                    $(Self::$variant => $word,)*
                    Self::Other(word) => word,
                }
            }

            /// The choice that a stored word stands for.
            #[must_use]
            pub fn of(word: &str) -> Self {
                match word {
                    $($word => Self::$variant,)*
                    other => Self::Other(other.to_owned()),
                }
            }
        }

        impl super::Field for Option<$name> {
            const SHAPE: super::Shape = super::Shape::Choice;

            fn take(&mut self, rest: Option<&str>, value: $crate::value::Value) -> Result<(), $crate::value::Value> {
                match (rest, value) {
                    (None, $crate::value::Value::Str(word)) => *self = Some($name::of(&word)),
                    (_, value) => return Err(value),
                }
                Ok(())
            }

            fn give(&self, key: String, out: &mut Vec<(String, $crate::value::Value)>) {
                if let Some(choice) = self {
                    out.push((key, $crate::value::Value::str(choice.word())));
                }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.word())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Ok(Self::of(&std::borrow::Cow::<'de, str>::deserialize(deserializer)?))
            }
        }
    };
}
