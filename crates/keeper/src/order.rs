//! An order in which stored changes apply: each after those it builds on.

use std::collections::HashMap;

use notebook::{ChangeHead, command::ChangeId};

/// Sorts changes so that each comes after those it builds on, as far as they are here. What builds
/// on something that is not here keeps its place behind what it builds on.
pub(crate) fn in_order<T>(changes: Vec<(ChangeHead, T)>) -> Vec<(ChangeHead, T)> {
    let places: HashMap<ChangeId, usize> =
        changes.iter().enumerate().map(|(place, (head, _))| (head.change, place)).collect();
    let mut open: Vec<usize> = Vec::with_capacity(changes.len());
    let mut builds_on_it: Vec<Vec<usize>> = vec![Vec::new(); changes.len()];
    for (place, (head, _)) in changes.iter().enumerate() {
        let here: Vec<usize> = head.after.iter().filter_map(|change| places.get(change).copied()).collect();
        here.iter().for_each(|before| builds_on_it[*before].push(place));
        open.push(here.len());
    }
    let mut ready: Vec<usize> = (0..changes.len()).rev().filter(|place| open[*place] == 0).collect();
    let mut slots: Vec<Option<(ChangeHead, T)>> = changes.into_iter().map(Some).collect();
    let mut sorted = Vec::with_capacity(slots.len());
    while let Some(place) = ready.pop() {
        sorted.extend(slots[place].take());
        for next in std::mem::take(&mut builds_on_it[place]) {
            open[next] -= 1;
            if open[next] == 0 {
                ready.push(next);
            }
        }
    }
    // Hashes cannot form a ring; were there one all the same, nothing would be dropped.
    sorted.extend(slots.into_iter().flatten());
    sorted
}
