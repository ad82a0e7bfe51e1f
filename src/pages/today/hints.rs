//! Restraint: gentle hints about how I go about it, each to be understood once.

use leptos::prelude::*;
use notebook::query::Hint;
use said::words::today as say;

use super::act::skip;
use crate::{
    app::link::use_keeper,
    components::icon::{Glyph, icon},
};

/// The hints, if there are any.
pub(crate) fn hints(all: &[Hint]) -> AnyView {
    all.iter().map(one).collect_view().into_any()
}

fn one(hint: &Hint) -> AnyView {
    let keeper = use_keeper();
    let (about, title) = (hint.about.clone(), hint.title.text());
    let understood =
        move |_| keeper.act_said(skip(&about, &title), say::UNDERSTOOD_IT_RESTS_FOR_MONTH.text());
    let title = match hint.person {
        Some(person) => {
            view! { <a class="link" href=format!("/people/{person}")><bdi>{hint.title.text()}</bdi></a> }
                .into_any()
        }
        None => hint.title.text().into_any(),
    };
    view! {
        <div class="notice" role="note">
            {icon(Glyph::Info)}
            <h3>{title}</h3>
            <p>{hint.why.text()}</p>
            <div class="acts"><button class="act" on:click=understood>{say::UNDERSTOOD.text()}</button></div>
        </div>
    }
    .into_any()
}
