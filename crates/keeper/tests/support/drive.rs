//! Runs futures step by step, in an order the seed decides.

use std::{
    future::Future,
    pin::pin,
    task::{Context, Poll, Waker},
};

use super::rng::Rng;

/// Runs a future to its end.
pub(crate) fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
    }
}

/// Runs a future; may pull the plug at any of its steps.
pub(crate) fn until_killed<F: Future>(future: F, rng: &mut Rng, kill: usize) -> Option<F::Output> {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return Some(output);
        }
        if rng.chance(kill) {
            return None;
        }
    }
}

/// Runs two futures, interleaved; may pull the plug of either at any of its steps.
pub(crate) fn both<A: Future, B: Future>(
    a: A,
    b: B,
    rng: &mut Rng,
    kill: usize,
) -> (Option<A::Output>, Option<B::Output>) {
    let (mut a, mut b) = (Box::pin(a), Box::pin(b));
    let (mut of_a, mut of_b) = (None, None);
    let (mut a_runs, mut b_runs) = (true, true);
    let mut context = Context::from_waker(Waker::noop());
    while a_runs || b_runs {
        if a_runs && (!b_runs || rng.chance(500)) {
            match a.as_mut().poll(&mut context) {
                Poll::Ready(output) => (of_a, a_runs) = (Some(output), false),
                Poll::Pending => a_runs = !rng.chance(kill),
            }
        } else if b_runs {
            match b.as_mut().poll(&mut context) {
                Poll::Ready(output) => (of_b, b_runs) = (Some(output), false),
                Poll::Pending => b_runs = !rng.chance(kill),
            }
        }
    }
    (of_a, of_b)
}
