//! Everybody who may have been entered twice: pair by pair, to be united or told apart.

use crate::components::said::paragraph;
use leptos::prelude::*;
use notebook::query::{Listed, Page, PersonRow, Query};
use said::words::twice as say;
use said::words::word;

use super::person::twice::acts;
use crate::{
    app::link::use_keeper,
    components::{
        empty::{clear, ghosts},
        face::face,
        head::head,
        icon::{Glyph, icon},
        keyed::keyed,
        more::{kept, more},
    },
};

/// Pairs looked at in one go.
const STEP: usize = 20;

/// The pane of this place.
#[component]
pub(crate) fn Twice() -> impl IntoView {
    let most = kept("twice", STEP);
    let answer =
        use_keeper().watch::<Listed<(PersonRow, PersonRow)>>(move || Query::Doubles(Page::first(most.get())));
    let any = Memo::new(move |_| answer.with(|list| list.as_ref().map(|list| !list.rows.is_empty())));
    let rows = move || answer.with(|list| list.as_ref().map(|list| list.rows.clone()).unwrap_or_default());
    let left = move || {
        answer.with(|list| list.as_ref().map_or(0, |list| list.total.saturating_sub(list.rows.len())))
    };
    let body = move || {
        match any.get() {
        None => ghosts(),
        Some(false) => clear(
                say::NOBODY_IS_HERE_TWICE.text(),
                say::SAME_NAMES_NUMBERS_AND.text(),
                ().into_any(),
            ),
        Some(true) => view! {
            <ul class="entries">{keyed(rows, |(one, two): &(PersonRow, PersonRow)| (one.id, two.id), pair)}</ul>
            {move || more(left(), most, STEP)}
        }
        .into_any(),
    }
    };
    let words = view! { {paragraph(say::UNITING_KEEPS_EVERYTHING_THAT)} };
    view! {
        <section class="pane page ruled" aria-labelledby="twice">
            <div class="scroll col">
                <div class="tools"><a class="only back" href="/people" aria-label=say::BACK_TO_PEOPLE.text()>{icon(Glyph::Back)}</a></div>
                {head("twice", word::ENTERED_TWICE_ASK.text(), words.into_any())}
                {body}
            </div>
        </section>
    }
}

fn pair((one, two): (PersonRow, PersonRow)) -> AnyView {
    let line = |row: &PersonRow| {
        let about = [row.about.as_str(), row.city.as_str()];
        let about: Vec<&str> = about.into_iter().filter(|part| !part.is_empty()).collect();
        view! {
            <p>
                <a class="link" href=format!("/people/{}", row.id)><bdi>{row.name.clone()}</bdi></a>
                " "
                <small dir="auto">{about.join(" · ")}</small>
            </p>
        }
    };
    view! {
        <div class="entry">
            <div class="who">{face(&one.name)}</div>
            <div class="what">{line(&one)} {line(&two)} {acts(use_keeper(), one.id, two.id, &two.name)}</div>
        </div>
    }
    .into_any()
}
