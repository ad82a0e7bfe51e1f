//! Everybody: search, filters and order in the address, any number of people in the list.

mod add;
mod filters;

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use notebook::query::{PeopleFilter, PeopleOrder, PeopleView, PersonRow, Query};

use crate::components::{
    empty::clear,
    face::face,
    head::head_with,
    icon::{Glyph, icon},
    long_list::long_list,
    marked::marked,
    numbers::counted,
    seek::{Asked, find, use_asked},
    when,
};
use add::add_person;
use filters::filters;

/// The list of people.
#[component]
pub(crate) fn People() -> impl IntoView {
    let asked = use_asked();
    let adding = RwSignal::new(None::<String>);
    let query = move |page| Query::People(filter_of(asked), page);
    let here = use_location().pathname;
    let list = long_list(
        "people",
        "People",
        query,
        |people: &PeopleView| &people.list,
        move |row| line(row, asked, here),
    );
    let total = list.total;
    let nobody = Memo::new(move |_| total.get() == Some(0));
    let said = move || {
        let n = total.get()?;
        Some(match (asked.any(), filter_of(asked).order) {
            (true, _) => format!("{} found", counted(n)),
            (_, PeopleOrder::Name) => format!("{} by name", people(n)),
            (_, PeopleOrder::LastTouch) => format!("{}, last touched first", people(n)),
            (_, PeopleOrder::Quiet) => format!("{}, longest quiet first", people(n)),
        })
    };
    let empty = move || nobody.get().then(|| none(asked, adding));
    let button = view! {
        <button class="act" on:click=move |_| adding.set(Some(String::new()))>{icon(Glyph::PersonAdd)} " Add"</button>
    };
    view! {
        <section class="pane list ruled" aria-labelledby="people">
            <div class="scroll col">
                {head_with("people", "People", button.into_any())}
                <search class="seek">
                    {find(asked, "Search people", "Name, trade, words", false)}
                    {filters(asked, list.answer)}
                </search>
                <p class="hint day" role="status" hidden=nobody>{said}</p>
                <p class="inset hint" hidden=move || total.get().is_none_or(|n| n < 2)><a href="/twice" class="link">"Entered twice?"</a></p>
                {empty}
                <div hidden=nobody>{list.view}</div>
            </div>
        </section>
        {add_person(adding)}
    }
}

fn people(n: usize) -> String {
    if n == 1 { "1\u{a0}person".to_owned() } else { format!("{}\u{a0}people", counted(n)) }
}

/// The questions in the address as the notebook is asked them.
fn filter_of(asked: Asked) -> PeopleFilter {
    PeopleFilter {
        text: asked.text.get().trim().to_owned(),
        tag: asked.get("tag"),
        role: asked.get("role"),
        city: asked.get("city"),
        trade: asked.get("trade"),
        order: match asked.get("order").as_str() {
            "touch" => PeopleOrder::LastTouch,
            "quiet" => PeopleOrder::Quiet,
            _ => PeopleOrder::Name,
        },
    }
}

fn line(row: PersonRow, asked: Asked, here: Memo<String>) -> AnyView {
    let path = format!("/people/{}", row.id);
    let current = {
        let path = path.clone();
        move || here.with(|here| here.starts_with(&path)).then_some("page")
    };
    let href = move || format!("{path}{}", asked.tail());
    let when = row.last_touch.as_ref().map_or_else(|| "no word yet".to_owned(), when::ago);
    let why = match row.matched {
        Some(found) => view! {
            <p class="why">{found.field} ": " {marked(&found.snippet.text, found.snippet.marks.clone())}</p>
        }
        .into_any(),
        None => {
            let parts = [row.about, row.city];
            let about = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
            view! { <p class="why">{about}</p> }.into_any()
        }
    };
    view! {
        <div class="who">{face(&row.name)}</div>
        <div class="what">
            <a class="go name" href=href aria-current=current><bdi>{row.name}</bdi></a>
            " "
            <span class="when">{when}</span>
            {why}
        </div>
    }
    .into_any()
}

/// Nobody yet, or nobody like that.
fn none(asked: Asked, adding: RwSignal<Option<String>>) -> AnyView {
    if !asked.any() {
        let act = view! {
            <button class="act" on:click=move |_| adding.set(Some(String::new()))>
                {icon(Glyph::PersonAdd)} " Add a person"
            </button>
        };
        return clear(
            "Nobody here yet.",
            "People come out of what you jot, or you add them here.",
            act.into_any(),
        );
    }
    let words = move || asked.text.get().trim().to_owned();
    let act = view! {
        <div class="acts">
            <button class="act main" hidden=move || words().is_empty() on:click=move |_| adding.set(Some(words()))>
                {icon(Glyph::PersonAdd)} " Add “" {words} "”"
            </button>
            <button class="act" on:click=move |_| asked.clear()>"Show everybody"</button>
        </div>
    };
    clear("Nobody found.", "Fewer letters or fewer filters find more.", act.into_any())
}
