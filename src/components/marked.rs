//! Words with what a search found in them.

use std::ops::Range;

use leptos::prelude::*;

/// The words, with these byte ranges marked. Ranges that do not fit are left out.
pub(crate) fn marked(text: &str, marks: impl IntoIterator<Item = Range<usize>>) -> AnyView {
    let mut parts = Vec::new();
    let mut at = 0;
    for mark in marks {
        let (Some(before), Some(found)) = (text.get(at..mark.start), text.get(mark.clone())) else {
            continue;
        };
        parts.push(view! { {before.to_owned()} <mark>{found.to_owned()}</mark> }.into_any());
        at = mark.end;
    }
    let rest = text.get(at..).unwrap_or_default().to_owned();
    view! { {parts} {rest} }.into_any()
}
