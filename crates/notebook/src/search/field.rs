//! Fields: which part of an entry a text belongs to, and how much a match there counts.

use serde::{Deserialize, Serialize};

/// A part of an entry, by number: below [`Field::COUNT`], so that a set of fields is 16 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Field(u8);

impl Field {
    /// How many fields there can be.
    pub const COUNT: u8 = 16;

    /// The field of this number. Numbers from [`Field::COUNT`] on share the last place.
    pub const fn new(number: u8) -> Self {
        Self(if number < Self::COUNT { number } else { Self::COUNT - 1 })
    }

    /// Its number.
    pub const fn number(self) -> u8 {
        // Fields also come in through serde, where nobody checked.
        Self::new(self.0).0
    }

    pub(super) const fn bit(self) -> u16 {
        1 << self.number()
    }
}

/// The fields of a set, lowest number first.
pub(super) fn fields(mut set: u16) -> impl Iterator<Item = Field> {
    std::iter::from_fn(move || {
        let number = set.trailing_zeros() as u8;
        set &= set.wrapping_sub(1);
        (number < Field::COUNT).then_some(Field(number))
    })
}

/// How much a match in each field counts. A field that is not named counts 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weights([u8; Field::COUNT as usize]);

impl Weights {
    /// The weights of these fields. A weight of 0 is taken for 1: what is indexed can be found.
    pub fn new(weights: &[(Field, u8)]) -> Self {
        let mut table = Self::default();
        for (field, weight) in weights {
            table.0[usize::from(field.number())] = (*weight).max(1);
        }
        table
    }

    /// Four times the weight of the weightiest field of a set, and a quarter more for a field that
    /// begins with what was found: `Ana` means Ana Ruiz rather than Maria Ana.
    pub(super) fn best(&self, set: u16, first: u16) -> u32 {
        let weigh = |field: Field| {
            u32::from(self.0[usize::from(field.0)]) * if first & field.bit() == 0 { 4 } else { 5 }
        };
        fields(set).map(weigh).max().unwrap_or(4)
    }
}

impl Default for Weights {
    fn default() -> Self {
        Self([1; Field::COUNT as usize])
    }
}
