//! Rows with an identity: what is pressed in a row is about the record that stood there, whatever comes or goes meanwhile.

use std::hash::Hash;

use leptos::prelude::*;

/// The lines of a list, each drawn anew when what it says changes, and the same element as long as its record is in the list.
pub(crate) fn keyed<T, K>(
    all: impl Fn() -> Vec<T> + Send + Sync + 'static,
    key: fn(&T) -> K,
    draw: impl Fn(T) -> AnyView + Clone + Send + Sync + 'static,
) -> AnyView
where
    T: Clone + PartialEq + Send + Sync + 'static,
    K: Clone + Eq + Hash + Send + Sync + 'static,
{
    let all = Memo::new(move |_| all());
    let keys = move || all.with(|all| all.iter().map(key).collect::<Vec<K>>());
    let row = move |of: K| {
        let draw = draw.clone();
        let now = Memo::new(move |before: Option<&Option<T>>| {
            let found = all.with(|all| all.iter().find(|row| key(row) == of).cloned());
            // One that goes is drawn until it is gone.
            found.or_else(|| before.cloned().flatten())
        });
        view! { <li>{move || now.get().map(&draw)}</li> }
    };
    view! { <For each=keys key=K::clone children=row /> }.into_any()
}
