//! The composer alone: where the home screen's shortcut and shares arrive.

use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use crate::components::{
    composer::{WholeComposer, use_draft},
    seek::use_questions,
};

/// The page.
#[component]
pub fn Jot() -> impl IntoView {
    take_in_share();
    view! { <section class="pane jot ruled" aria-labelledby="jot-title"><WholeComposer /></section> }
}

/// `?title=…&text=…&url=…`: what another app shared goes into the field, below what is there. The
/// address forgets it then, so that loading the page again does not double it.
fn take_in_share() {
    let (draft, query, navigate) = (use_draft(), use_questions(), use_navigate());
    Effect::new(move |_| {
        let query = query.get();
        let mut words: Vec<String> = Vec::new();
        for key in ["title", "text", "url"] {
            let part = query.get(key).trim().to_owned();
            if !part.is_empty() && !words.contains(&part) {
                words.push(part);
            }
        }
        if !words.is_empty() {
            draft.append(&words.join("\n"));
            navigate("/jot", NavigateOptions { replace: true, scroll: false, ..Default::default() });
        }
    });
}
