//! Everybody: search, filters and order in the address, any number of people in the list.

mod add;
mod filters;

use crate::components::said::labelled;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use notebook::query::{PeopleFilter, PeopleOrder, PeopleView, PersonRow, Query};
use said::words::people as say;
use said::words::word;

use crate::components::{
    empty::clear,
    face::face,
    head::head_with,
    icon::Glyph,
    long_list::long_list,
    marked::marked,
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
        word::PEOPLE.text(),
        query,
        |people: &PeopleView| &people.list,
        move |row| line(row, asked, here),
    );
    let total = list.total;
    let nobody = Memo::new(move |_| total.get() == Some(0));
    let said = move || {
        let n = total.get()?;
        Some(match (asked.any(), filter_of(asked).order) {
            (true, _) => say::found(n).text(),
            (_, PeopleOrder::Name) => say::by_name_n(n).text(),
            (_, PeopleOrder::LastTouch) => say::last_touched(n).text(),
            (_, PeopleOrder::Quiet) => say::quiet(n).text(),
        })
    };
    let empty = move || nobody.get().then(|| none(asked, adding));
    let button = view! {
        <button class="act" on:click=move |_| adding.set(Some(String::new()))>{labelled(Glyph::PersonAdd, word::ADD)}</button>
    };
    view! {
        <section class="pane list ruled" aria-labelledby="people">
            <div class="scroll col">
                {head_with("people", word::PEOPLE.text(), button.into_any())}
                <search class="seek">
                    {find(asked, say::SEARCH_PEOPLE.text(), say::NAME_TRADE_WORDS.text(), false)}
                    {filters(asked, list.answer)}
                </search>
                <p class="hint day" role="status" hidden=nobody>{said}</p>
                <p class="inset hint" hidden=move || total.get().is_none_or(|n| n < 2)><a href="/twice" class="link">{word::ENTERED_TWICE_ASK.text()}</a></p>
                {empty}
                <div hidden=nobody>{list.view}</div>
            </div>
        </section>
        {add_person(adding)}
    }
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
    let when = row.last_touch.as_ref().map_or_else(|| say::NO_WORD_YET.text().to_owned(), when::ago);
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
                {labelled(Glyph::PersonAdd, say::ADD_PERSON)}
            </button>
        };
        return clear(say::NOBODY_HERE_YET.text(), say::PEOPLE_COME_OUT_WHAT_YOU.text(), act.into_any());
    }
    let words = move || asked.text.get().trim().to_owned();
    let act = view! {
        <div class="acts">
            <button class="act main" hidden=move || words().is_empty() on:click=move |_| adding.set(Some(words()))>
                {labelled(Glyph::PersonAdd, say::ADD)} {words} "”"
            </button>
            <button class="act" on:click=move |_| asked.clear()>{say::SHOW_EVERYBODY.text()}</button>
        </div>
    };
    clear(say::NOBODY_FOUND.text(), say::FEWER_LETTERS_OR_FEWER_FILTERS.text(), act.into_any())
}
