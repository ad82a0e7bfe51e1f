//! My groups, as far as following up needs them: how often to be in touch with their members.

use leptos::prelude::*;
use notebook::{
    query::{Query, View},
    record::{Kind, Ref},
};

use super::fields::GROUP;
use crate::{
    app::link::use_keeper,
    components::edit::{Doc, Names, sections},
};

/// Each group with its facts; nothing while there is none.
pub(super) fn groups() -> AnyView {
    let answer = use_keeper().watch(|| Query::Groups);
    let all = Memo::new(move |_| {
        answer.with(|view| match view.as_deref() {
            Some(View::Groups(groups)) => groups.clone(),
            _ => Vec::new(),
        })
    });
    let ids = Memo::new(move |_| all.with(|all| all.iter().map(|group| group.id).collect::<Vec<_>>()));
    let one = move |id| {
        let of = move || {
            all.with(|all| all.iter().find(|group| group.id == id).map(Doc::flat).unwrap_or_default())
        };
        let doc = Doc::new(Ref::new(Kind::Group, id), of, Names::new);
        sections(doc, GROUP)
    };
    view! {
        <h2 class="section" hidden=move || ids.with(Vec::is_empty)>"My groups"</h2>
        <For each=move || ids.get() key=|id| *id children=one />
    }
    .into_any()
}
