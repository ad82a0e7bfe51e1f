//! My own profile, edited in place.

mod card;
pub(crate) mod fields;
mod groups;

use crate::components::said::paragraph;
use leptos::prelude::*;
use notebook::{
    query::Query,
    record::{self, Ref},
};
use said::words::me as say;
use said::words::word;

use super::person::{gains, other};
use crate::{
    app::link::use_keeper,
    browser::clock::now,
    components::{
        edit::{Doc, Names, sections},
        empty::ghosts,
        head::head,
        icon::{Glyph, icon},
    },
};

/// The pane of this place.
#[component]
pub(crate) fn Me() -> impl IntoView {
    let me = use_keeper().watch::<Box<record::Me>>(|| Query::Me);
    let is_wide = Memo::new(move |_| {
        me.with(|me| me.as_ref().is_some_and(|me| notebook::query::is_too_wide(&me.target_market.0)))
    });
    let hint = move || {
        is_wide.get().then(|| {
            view! {
                <div class="notice" role="note">
                    {icon(Glyph::Info)}
                    <h3>{say::ANYBODY_IS_HARD_TO_THINK.text()}</h3>
                    {paragraph(say::NAME_ONE_KIND_PEOPLE_AS)}
                </div>
            }
        })
    };
    let lists = Memo::new(move |_| me.with(|me| me.as_ref().map(|me| me.gains.clone()).unwrap_or_default()));
    let keeper = use_keeper();
    let fresh = move || {
        let states = lists.with(|lists| notebook::query::freshness(lists, now()));
        let facts = gains::freshness(keeper, Ref::ME, lists, &states, say::NOTHING_YET_ABOUT.text());
        (!facts.is_empty()).then(|| view! { <dl class="facts">{facts}</dl> })
    };
    let is_there = Memo::new(move |_| me.with(Option::is_some));
    let doc = Doc::new(
        Ref::ME,
        move || me.with(|me| me.as_ref().map(|me| Doc::flat(&***me)).unwrap_or_default()),
        Names::new,
    );
    let body = move || {
        if !is_there.get() {
            return ghosts();
        }
        view! {
            {hint}
            {card::card(move || me.with(|me| me.as_ref().map(|me| (***me).clone()).unwrap_or_default()))}
            {sections(doc, &fields::SECTIONS[..fields::GAINS])}
            {fresh}
            {sections(doc, &fields::SECTIONS[fields::GAINS..])}
            {groups::groups()}
            {other(Memo::new(move |_| me.with(|me| me.as_ref().map(|me| me.other.clone()).unwrap_or_default())))}
        }
        .into_any()
    };
    let words = view! { {paragraph(say::WHAT_OTHERS_NEED_TO_KNOW)} };
    view! {
        <section class="pane page ruled" aria-labelledby="me">
            <div class="scroll">
                <div class="tools"><a class="only back" href="/more" aria-label=word::BACK.text()>{icon(Glyph::Back)}</a></div>
                {head("me", word::ME.text(), words.into_any())}
                {body}
            </div>
        </section>
    }
}
