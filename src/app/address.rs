//! The address bar follows the links. The router changes it only when its own table of places has drawn one; here
//! the places are drawn from the path.

use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_navigate};

/// Puts what the router went to into the address bar.
pub(super) fn follow() {
    let (here, navigate) = (use_location(), use_navigate());
    Effect::new(move |_| {
        let search = here.search.get();
        let mark = if search.is_empty() { "" } else { "?" };
        let wanted = [&here.pathname.get(), mark, &search, &here.hash.get()].concat();
        let bar = window().location();
        let shown = [bar.pathname(), bar.search(), bar.hash()].map(Result::unwrap_or_default).concat();
        if wanted != shown {
            navigate(&wanted, Default::default());
        }
    });
}
