//! An entry of the notebook: who in the margin, then name, when and why.

use leptos::prelude::*;

use super::face::face;

/// An entry that opens a page; `tone` is `accent`, `promise`, `overdue` or nothing.
pub fn entry_link(
    tone: &'static str,
    href: String,
    name: String,
    when: String,
    why: impl Into<String>,
) -> AnyView {
    let why = why.into();
    view! {
        <article class=format!("entry {tone}")>
            <div class="who">{face(&name)}</div>
            <div class="what">
                <h3 class="top">
                    <a class="go name" href=href><bdi>{name}</bdi></a>
                    " "
                    <span class="when">{when}</span>
                </h3>
                <p class="why">{why}</p>
            </div>
        </article>
    }
    .into_any()
}

/// A line of a long list: what goes into a row of [`super::long_list`].
pub fn entry_line(href: String, name: String, when: String, why: impl Into<String>) -> AnyView {
    let why = why.into();
    view! {
        <div class="who">{face(&name)}</div>
        <div class="what">
            <a class="go name" href=href><bdi>{name}</bdi></a>
            " "
            <span class="when">{when}</span>
            <p class="why">{why}</p>
        </div>
    }
    .into_any()
}
