//! Lists are drawn a few entries a frame, so that a key is never answered late because of them.

use leptos::prelude::*;

use crate::browser::life::Life;

/// Entries drawn in one frame: some 30 ms on a slow phone.
const STEP: usize = 6;

/// The first entries, then more of them frame by frame until all are drawn. What changes later is drawn at once: entries that stay the same stay in the
/// page, with the focus, and nothing that is being read moves.
pub(crate) fn drip<T: Clone + Eq + std::hash::Hash + Send + Sync + 'static>(
    all: impl Fn() -> Vec<T> + Send + Sync + 'static,
    draw: impl Fn(T) -> AnyView + Clone + Send + Sync + 'static,
) -> AnyView {
    let drawn = RwSignal::new(STEP);
    let all = Memo::new(move |_| all());
    let some = move || all.with(|all| all.iter().take(drawn.get()).cloned().collect::<Vec<T>>());
    Effect::new(move |_| {
        if drawn.get() < all.with(Vec::len) {
            Life::here().frame(move || {
                // The list may be gone by now.
                drawn.try_update(|drawn| *drawn += STEP);
            });
        }
    });
    view! { <ul class="entries"><For each=some key=T::clone children=move |entry| view! { <li>{draw(entry)}</li> } /></ul> }
        .into_any()
}
