//! Something of which there is only so much, and of which nobody may hold more than a share.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex};

/// Cheap to clone: all clones are one.
#[derive(Clone)]
pub(crate) struct Shares<K>(Arc<Inner<K>>);

struct Inner<K> {
    share: usize,
    state: Mutex<State<K>>,
}

struct State<K> {
    free: usize,
    held: HashMap<K, usize>,
}

/// What somebody holds, until it is dropped.
pub(crate) struct Taken<K: Copy + Eq + Hash> {
    from: Shares<K>,
    /// It counts for all of them; for nobody where there is nobody to blame.
    by: [Option<K>; 2],
    amount: usize,
}

impl<K: Copy + Eq + Hash> Shares<K> {
    pub(crate) fn new(whole: usize, share: usize) -> Self {
        let state = Mutex::new(State { free: whole, held: HashMap::new() });
        Self(Arc::new(Inner { share, state }))
    }

    /// Nothing yet.
    pub(crate) fn nothing(&self, by: [Option<K>; 2]) -> Taken<K> {
        Taken { from: self.clone(), by, amount: 0 }
    }
}

impl<K: Copy + Eq + Hash> Taken<K> {
    /// Takes so much more; `false` when there is not so much left, or when it would be more than a share.
    pub(crate) fn grow(&mut self, amount: usize) -> bool {
        let Inner { share, state } = &*self.from.0;
        let Ok(mut state) = state.lock() else { return false };
        let has_room = |key: &K| state.held.get(key).copied().unwrap_or(0) + amount <= *share;
        if amount > state.free || !self.by.iter().flatten().all(has_room) {
            return false;
        }
        state.free -= amount;
        for key in self.by.iter().flatten() {
            *state.held.entry(*key).or_insert(0) += amount;
        }
        self.amount += amount;
        true
    }
}

impl<K: Copy + Eq + Hash> Drop for Taken<K> {
    fn drop(&mut self) {
        let Ok(mut state) = self.from.0.state.lock() else { return };
        state.free += self.amount;
        for key in self.by.iter().flatten() {
            if let Some(held) = state.held.get_mut(key) {
                *held -= self.amount;
                if *held == 0 {
                    state.held.remove(key);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_holds_more_than_a_share_and_all_together_no_more_than_there_is() {
        let shares = Shares::new(100, 40);
        let take = |by: [Option<u8>; 2], amount| {
            let mut taken = shares.nothing(by);
            taken.grow(amount).then_some(taken)
        };
        let first = take([Some(1), Some(2)], 30).unwrap();
        assert!(take([Some(1), None], 20).is_none());
        assert!(take([Some(3), Some(2)], 20).is_none(), "it counts for each of them");
        let second = take([Some(3), Some(4)], 40).unwrap();
        assert!(take([Some(5), Some(6)], 31).is_none(), "there is not so much left");
        let mut third = take([Some(5), Some(6)], 20).unwrap();
        assert!(third.grow(10) && !third.grow(1));
        drop((first, second, third));
        let state = shares.0.state.lock().unwrap();
        assert_eq!((state.free, state.held.len()), (100, 0), "nothing is remembered of who holds nothing");
    }
}
