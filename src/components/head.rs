//! The head of a page. Its `h1` takes the focus on navigation: the shell sees to that.

use leptos::prelude::*;

use crate::app::cloak::cloak_button;

/// The title of a page, the line below it, and what can be done with the whole page.
pub fn head(id: &'static str, title: impl Into<String>, below: AnyView) -> AnyView {
    let title = title.into();
    view! { <header class="head"><h1 id=id tabindex="-1">{title}</h1>{below}{cloak_button()}</header> }
        .into_any()
}

/// The same with a button beside the title.
pub fn head_with(id: &'static str, title: impl Into<String>, act: AnyView) -> AnyView {
    let title = title.into();
    view! { <header class="head spread"><h1 id=id tabindex="-1">{title}</h1><span class="cluster">{cloak_button()}{act}</span></header> }.into_any()
}
