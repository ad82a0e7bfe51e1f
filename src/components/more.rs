//! The rest of a list, a step at a time.

use said::words::list as say;
use std::{cell::RefCell, collections::BTreeMap};

use leptos::prelude::*;

thread_local! {
    /// How much of a list was shown when it was left.
    static SHOWN: RefCell<BTreeMap<String, usize>> = const { RefCell::new(BTreeMap::new()) };
}

/// How much of a list is shown: a step at first, and as much as before when the person comes back to it.
pub(crate) fn kept(name: impl Into<String>, step: usize) -> RwSignal<usize> {
    let name = name.into();
    let most = RwSignal::new(SHOWN.with_borrow(|shown| shown.get(&name).copied().unwrap_or(step)));
    Effect::new(move |_| {
        let most = most.get();
        SHOWN.with_borrow_mut(|shown| shown.insert(name.clone(), most));
    });
    most
}

/// A button that asks for one step more; nothing when nothing is left.
pub(crate) fn more(left: usize, most: RwSignal<usize>, step: usize) -> Option<AnyView> {
    let ask = move |_| most.update(|most| *most += step);
    (left > 0).then(|| {
        let words = say::show_more(left.min(step)).text();
        view! { <div class="inset"><button class="act" on:click=ask>{words}</button></div> }.into_any()
    })
}
