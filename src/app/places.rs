//! Everything beside the composer is a part of the window's code of its own: it is fetched once the composer works.

use leptos::{
    prelude::*,
    task::spawn_local,
    wasm_split::{SplitLoaderError, wasm_split},
};
use leptos_router::hooks::use_location;
use said::words::shell as say;
use said::words::word;

use super::{day::use_day, routes};
use crate::{
    components::{
        composer::Composer,
        empty::{beside, ghosts, notice},
        icon::Glyph,
    },
    pages::jot::Jot,
};

/// What can be drawn once the places are there.
#[derive(Clone, Copy)]
pub enum Place {
    /// The list of the day, above the composer.
    Today,
    /// The page of the entry that is open in it.
    Beside,
    /// The panes of whatever other place the address names.
    Addressed,
    /// What can open over every page.
    Over,
}

/// Draws a place.
type Draw = fn(Place) -> AnyView;

#[wasm_split(places, wasm_split_path = leptos::wasm_split, fallible)]
fn places() -> Result<Draw, SplitLoaderError> {
    Ok(routes::draw)
}

/// How far the places have come.
#[derive(Clone, Copy)]
enum State {
    OnTheirWay,
    Here(Draw),
    Missing,
}

/// The places of this window.
#[derive(Clone, Copy)]
pub struct Places(RwSignal<State>);

impl Places {
    /// Fetches them.
    pub fn fetch() -> Self {
        let places = Self(RwSignal::new(State::OnTheirWay));
        places.try_again();
        places
    }

    fn try_again(self) {
        self.0.set(State::OnTheirWay);
        spawn_local(async move {
            self.0.set(places().await.map_or(State::Missing, State::Here));
        });
    }

    /// Whether they can be drawn, tracked.
    pub fn are_here(self) -> bool {
        matches!(self.0.get(), State::Here(_))
    }

    /// The panes of the place that the address names. The composer is there before anything else.
    pub fn panes(self) -> AnyView {
        let path = use_location().pathname;
        let root = Memo::new(move |_| path.with(|path| Root::of(path)));
        let panes = move || match root.get() {
            Root::Today => view! {
                <section class="pane list ruled" aria-labelledby="today">
                    {move || self.draw(Place::Today, word::TODAY.text())}
                    <Composer />
                </section>
                {move || self.beside()}
            }
            .into_any(),
            Root::Jot => view! { <Jot /> }.into_any(),
            Root::Other => (move || self.draw(Place::Addressed, "")).into_any(),
        };
        panes.into_any()
    }

    /// What can open over every page.
    pub fn over(self) -> AnyView {
        let over = move || match self.0.get() {
            State::Here(draw) => Some(draw(Place::Over)),
            _ => None,
        };
        over.into_any()
    }

    fn draw(self, place: Place, title: &'static str) -> AnyView {
        // Whatever says today, yesterday, late is said anew on another day.
        use_day().track();
        let pane = |body: AnyView| {
            let body = view! {
                <div class="scroll" aria-busy="true">
                    <header class="head"><h1 id="today" tabindex="-1">{title}</h1></header>
                    {body}
                </div>
            };
            match place {
                Place::Today => body.into_any(),
                _ => view! { <section class="pane page ruled">{body}</section> }.into_any(),
            }
        };
        match self.0.get() {
            State::Here(draw) => draw(place),
            State::OnTheirWay => pane(ghosts()),
            State::Missing => pane(self.missing()),
        }
    }

    /// Beside the list of the day.
    fn beside(self) -> AnyView {
        match self.0.get() {
            State::Here(draw) => draw(Place::Beside),
            _ => beside(),
        }
    }

    fn missing(self) -> AnyView {
        let again = view! {
            <div class="acts"><button class="act" on:click=move |_| self.try_again()>{say::TRY_AGAIN.text()}</button></div>
        };
        notice(
            "overdue",
            Glyph::Warning,
            say::REST_RAPPORT_HAS_NOT_ARRIVED.text().to_owned(),
            say::WHATEVER_YOU_JOT_IS_KEPT.text().to_owned(),
            again.into_any(),
        )
    }
}

/// What the first part of the window can tell from an address.
#[derive(Clone, Copy, PartialEq)]
enum Root {
    Today,
    Jot,
    Other,
}

impl Root {
    fn of(path: &str) -> Self {
        match path {
            "/" => Self::Today,
            "/jot" => Self::Jot,
            _ => Self::Other,
        }
    }
}
