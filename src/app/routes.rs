//! The places and their addresses.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use said::words::shell as say;

use super::{palette::palette, places::Place};
use crate::{
    components::empty::{beside, missing},
    pages::{
        bin::Bin, brief::Brief, devices::Devices, history::History, inbox::Inbox, lead::Lead, leads::Leads,
        me::Me, more::More, people::People, person::Person, search::Search, settings::Settings, sort::Sort,
        today, twice::Twice,
    },
};

/// Draws a place, and follows the address within it.
pub fn draw(place: Place) -> AnyView {
    said::tongue::bring_places();
    match place {
        Place::Today => today::today(),
        Place::Beside => today::beside(),
        Place::Addressed => addressed(),
        Place::Over => palette(),
    }
}

/// The list of the place, which stays while the pages beside it change, and the page.
fn addressed() -> AnyView {
    let path = use_location().pathname;
    let list = Memo::new(move |_| path.with(|path| List::of(path)));
    let page = Memo::new(move |_| path.with(|path| Page::of(path)));
    view! { {move || list.get().map(List::draw)} {move || page.get().draw()} }.into_any()
}

/// A list with a page beside it.
#[derive(Clone, Copy, PartialEq)]
enum List {
    Inbox,
    People,
    Leads,
}

impl List {
    fn of(path: &str) -> Option<Self> {
        match parts(path)[0] {
            "inbox" => Some(Self::Inbox),
            "people" => Some(Self::People),
            "leads" => Some(Self::Leads),
            _ => None,
        }
    }

    fn draw(self) -> AnyView {
        match self {
            Self::Inbox => view! { <Inbox /> }.into_any(),
            Self::People => view! { <People /> }.into_any(),
            Self::Leads => view! { <Leads /> }.into_any(),
        }
    }
}

/// A page beside a list, or a place of one pane.
#[derive(Clone, Copy, PartialEq)]
enum Page {
    Beside,
    Sort,
    Person,
    Brief,
    Twice,
    Lead,
    History,
    Search,
    Bin,
    More,
    Me,
    Settings,
    Devices,
    Lost,
}

impl Page {
    fn of(path: &str) -> Self {
        match parts(path) {
            ["inbox" | "people" | "leads", "", ""] => Self::Beside,
            ["inbox", _, ""] => Self::Sort,
            ["people", _, ""] => Self::Person,
            ["people", _, "brief"] => Self::Brief,
            ["twice", "", ""] => Self::Twice,
            ["leads", _, ""] => Self::Lead,
            ["people" | "leads", _, "history"] | ["history", "", ""] => Self::History,
            ["search", "", ""] => Self::Search,
            ["bin", "", ""] => Self::Bin,
            ["more", "", ""] => Self::More,
            ["me", "", ""] => Self::Me,
            ["settings", "", ""] => Self::Settings,
            ["settings", "devices", ""] => Self::Devices,
            _ => Self::Lost,
        }
    }

    fn draw(self) -> AnyView {
        match self {
            Self::Beside => beside(),
            Self::Sort => view! { <Sort /> }.into_any(),
            Self::Person => view! { <Person /> }.into_any(),
            Self::Brief => view! { <Brief /> }.into_any(),
            Self::Twice => view! { <Twice /> }.into_any(),
            Self::Lead => view! { <Lead /> }.into_any(),
            Self::History => view! { <History /> }.into_any(),
            Self::Search => view! { <Search /> }.into_any(),
            Self::Bin => view! { <Bin /> }.into_any(),
            Self::More => view! { <More /> }.into_any(),
            Self::Me => view! { <Me /> }.into_any(),
            Self::Settings => view! { <Settings /> }.into_any(),
            Self::Devices => view! { <Devices /> }.into_any(),
            Self::Lost => {
                let lost = missing(say::THERE_IS_NO_SUCH_PAGE.text());
                view! { <section class="pane page ruled">{lost}</section> }.into_any()
            }
        }
    }
}

/// The first three parts of a path, and `more` for what is longer.
fn parts(path: &str) -> [&str; 3] {
    let mut parts = path.split('/').filter(|part| !part.is_empty());
    let mut next = || parts.next().unwrap_or_default();
    let first = [next(), next(), next()];
    if parts.next().is_some() { ["more than a place", "", ""] } else { first }
}

/// The id in the address of a page, tracked; `None` when it is none.
pub fn use_id() -> Memo<Option<notebook::Id>> {
    let path = use_location().pathname;
    Memo::new(move |_| path.with(|path| parts(path)[1].parse().ok()))
}

/// What a phone shows of two panes; `None` where there is only one.
pub fn shows(path: &str) -> Option<&'static str> {
    match parts(path) {
        ["", ..] | ["inbox" | "people" | "leads", "", _] => Some("list"),
        ["inbox" | "people" | "leads", ..] => Some("page"),
        _ => None,
    }
}

/// Places that need the whole height of a phone: no bar.
pub fn hides_bar(path: &str) -> bool {
    path == "/jot" || path.starts_with("/inbox/")
}
