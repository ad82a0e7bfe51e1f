//! The rest of a list, a step at a time.

use leptos::prelude::*;

use super::numbers::counted;

/// A button that asks for one step more; nothing when nothing is left.
pub(crate) fn more(left: usize, most: RwSignal<usize>, step: usize) -> Option<AnyView> {
    let ask = move |_| most.update(|most| *most += step);
    (left > 0).then(|| {
        let words = format!("Show {} more", counted(left.min(step)));
        view! { <div class="inset"><button class="act" on:click=ask>{words}</button></div> }.into_any()
    })
}
