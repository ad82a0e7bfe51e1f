//! Small changes are packed early: a damaged one can hold back only those that came after it and were not packed.

#![allow(clippy::expect_used, reason = "a test")]

mod support;

use keeper::Keeper;
use support::{disk::SimStore, drive::block_on, rng::Rng, words};

#[test]
fn packing_comes_early_enough_that_a_damaged_change_holds_back_few_others() {
    let mut rng = Rng::new(4);
    let store = SimStore::new(rng.fork());
    let opening = Keeper::open(store, [1; 16], support::entropy(1));
    let (mut keeper, _) = block_on(opening).expect("a disk that does not fail");
    for _ in 0..100 {
        let now = words::now(&mut rng, 0);
        block_on(keeper.act(&words::jot_again(&mut rng, now), now)).expect("it is saved");
        if keeper.needs_tidy() {
            block_on(keeper.tidy()).expect("it is tidied");
        }
        assert!(keeper.status().loose < 30, "{}", keeper.status().loose);
    }
}
