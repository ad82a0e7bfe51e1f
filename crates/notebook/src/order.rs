//! Order, in one place: the library's sort is compiled anew for every type and every key, some 5 KB in the worker each; this
//! one sorts positions, once. For lists that somebody looks at, not for hot loops.

use std::{cmp::Ordering, mem};

/// Sorts by a comparison; what compares equal stays in its order.
pub(crate) fn by<T>(rows: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    let order = positions(rows.len(), &|a, b| compare(&rows[a], &rows[b]));
    let mut taken: Vec<Option<T>> = mem::take(rows).into_iter().map(Some).collect();
    rows.extend(order.into_iter().filter_map(|at| taken[at].take()));
}

/// Sorts by a key; what has the same key stays in its order.
pub(crate) fn by_key<T, K: Ord>(rows: &mut Vec<T>, key: impl Fn(&T) -> K) {
    by(rows, |a, b| key(a).cmp(&key(b)));
}

fn positions(len: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut positions: Vec<usize> = (0..len).collect();
    positions.sort_by(|a, b| compare(*a, *b));
    positions
}

#[cfg(test)]
mod tests {
    use super::by_key;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sorts_as_the_library_does(mut rows: Vec<(u8, u32)>) {
            let mut expected = rows.clone();
            expected.sort_by_key(|row| row.0);
            by_key(&mut rows, |row| row.0);
            prop_assert_eq!(rows, expected);
        }
    }
}
