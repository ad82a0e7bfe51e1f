//! What the search promises.

mod finding;
mod properties;
mod showing;
mod size;

use super::{Field, SearchIndex, Weights};

pub(super) const NAME: Field = Field::new(0);
pub(super) const COMPANY: Field = Field::new(1);
pub(super) const PHONE: Field = Field::new(2);
pub(super) const NOTE: Field = Field::new(3);

pub(super) fn index() -> SearchIndex<u32> {
    SearchIndex::new(Weights::new(&[(NAME, 10), (COMPANY, 6), (PHONE, 5), (NOTE, 2)]))
}

/// An index of these names, with their places as keys.
pub(super) fn names(names: &[&str]) -> SearchIndex<u32> {
    let mut index = index();
    for (key, name) in names.iter().enumerate() {
        index.put(key as u32, 0, &[(NAME, name)]);
    }
    index
}

/// The keys found, best first.
pub(super) fn keys(index: &SearchIndex<u32>, query: &str) -> Vec<u32> {
    index.search(query, usize::MAX, |_| true).hits.into_iter().map(|hit| hit.key).collect()
}
