//! The places and their addresses.

use leptos::prelude::*;
use leptos_router::{
    components::{Outlet, ParentRoute, Route, Routes},
    path,
};

use crate::{
    components::empty::{beside, missing},
    pages::{
        bin::Bin, brief::Brief, history::History, inbox::Inbox, jot::Jot, lead::Lead, leads::Leads, me::Me,
        more::More, people::People, person::Person, search::Search, settings::Settings, sort::Sort,
        today::Today, twice::Twice,
    },
};

/// The panes of the place that the address names. A list stays while the pages beside it change.
#[component]
pub fn Places() -> impl IntoView {
    view! {
        <Routes fallback=lost>
            <Route path=path!("/") view=|| view! { <Today /> {beside()} }.into_any() />
            <Route path=path!("/jot") view=|| view! { <Jot /> }.into_any() />
            <ParentRoute path=path!("/inbox") view=|| view! { <Inbox /> <Outlet /> }.into_any()>
                <Route path=path!("") view=beside />
                <Route path=path!(":id") view=|| view! { <Sort /> }.into_any() />
            </ParentRoute>
            <ParentRoute path=path!("/people") view=|| view! { <People /> <Outlet /> }.into_any()>
                <Route path=path!("") view=beside />
                <Route path=path!(":id") view=|| view! { <Person /> }.into_any() />
                <Route path=path!(":id/history") view=|| view! { <History /> }.into_any() />
                <Route path=path!(":id/brief") view=|| view! { <Brief /> }.into_any() />
            </ParentRoute>
            <Route path=path!("/twice") view=|| view! { <Twice /> }.into_any() />
            <ParentRoute path=path!("/leads") view=|| view! { <Leads /> <Outlet /> }.into_any()>
                <Route path=path!("") view=beside />
                <Route path=path!(":id") view=|| view! { <Lead /> }.into_any() />
                <Route path=path!(":id/history") view=|| view! { <History /> }.into_any() />
            </ParentRoute>
            <Route path=path!("/search") view=|| view! { <Search /> }.into_any() />
            <Route path=path!("/history") view=|| view! { <History /> }.into_any() />
            <Route path=path!("/bin") view=|| view! { <Bin /> }.into_any() />
            <Route path=path!("/more") view=|| view! { <More /> }.into_any() />
            <Route path=path!("/me") view=|| view! { <Me /> }.into_any() />
            <Route path=path!("/settings") view=|| view! { <Settings /> }.into_any() />
        </Routes>
    }
}

fn lost() -> AnyView {
    view! { <section class="pane page ruled">{missing("There is no such page in Rapport.")}</section> }
        .into_any()
}

/// What a phone shows of two panes; `None` where there is only one.
pub fn shows(path: &str) -> Option<&'static str> {
    let mut parts = path.split('/').filter(|part| !part.is_empty());
    match (parts.next(), parts.next()) {
        (None, _) => Some("list"),
        (Some("inbox" | "people" | "leads"), None) => Some("list"),
        (Some("inbox" | "people" | "leads"), Some(_)) => Some("page"),
        _ => None,
    }
}

/// Places that need the whole height of a phone: no bar.
pub fn hides_bar(path: &str) -> bool {
    path == "/jot" || path.starts_with("/inbox/")
}
