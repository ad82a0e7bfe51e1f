//! Somebody who may have been entered twice: looked at, united, or told apart.

use leptos::prelude::*;
use notebook::{Id, command::Command, query::Proposed};
use said::words::person as say;
use said::words::word;

use crate::{
    app::link::Keeper,
    components::icon::{Glyph, icon},
    pages::today::act::skip,
};

/// A notice for each who may be the same person.
pub(crate) fn notices(keeper: Keeper, id: Id, all: &[Proposed]) -> AnyView {
    let one = |other: &Proposed| {
        let href = format!("/people/{}", other.who.id);
        let about = if other.about.is_nothing() { String::new() } else { format!(" ({})", other.about) };
        view! {
            <div class="notice" role="note">
                {icon(Glyph::People)}
                <h3>{word::ENTERED_TWICE_ASK.text()}</h3>
                <p><a class="link" href=href><bdi>{other.name.clone()}</bdi></a> {about} " " {other.why.text()} "."</p>
                {acts(keeper, id, other.who.id, &other.name)}
            </div>
        }
    };
    all.iter().map(one).collect_view().into_any()
}

/// Unite them, the first stays; or say that they are two.
pub(crate) fn acts(keeper: Keeper, keep: Id, double: Id, name: &str) -> AnyView {
    let unite =
        move |_| keeper.act_said(Command::Unite { keep, double }, say::UNITED_INTO_ONE_ENTRY_NOTHING.text());
    let about = format!("people/{}/double/{}", keep.min(double), keep.max(double));
    let title = name.to_owned();
    let apart = move |_| keeper.act_said(skip(&about, &title), say::KEPT_APART.text());
    view! {
        <div class="acts">
            <button class="act" aria-label=say::unite_with(name).text() on:click=unite>{say::UNITE.text()}</button>
            <button class="act quiet" on:click=apart>{say::THEY_ARE_TWO.text()}</button>
        </div>
    }
    .into_any()
}
