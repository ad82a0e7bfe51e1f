//! My groups, as far as following up needs them: how often to be in touch with their members.

use said::words::me as say;
use std::sync::Arc;

use leptos::prelude::*;
use notebook::{
    query::Query,
    record::{Group, Kind, Ref},
};

use super::fields::GROUP;
use crate::{
    app::link::use_keeper,
    components::edit::{Doc, Names, sections},
};

/// Each group with its facts; nothing while there is none.
pub(super) fn groups() -> AnyView {
    let all = use_keeper().watch::<Vec<Group>>(|| Query::Groups);
    let ids = Memo::new(move |_| {
        all.with(|all| all.iter().flat_map(|all| all.iter()).map(|group| group.id).collect::<Vec<_>>())
    });
    let one = move |id| {
        let of = move || {
            let found = |all: &Arc<Vec<Group>>| all.iter().find(|group| group.id == id).map(Doc::flat);
            all.with(|all| all.as_ref().and_then(found).unwrap_or_default())
        };
        let doc = Doc::new(Ref::new(Kind::Group, id), of, Names::new);
        sections(doc, GROUP)
    };
    view! {
        <h2 class="section" hidden=move || ids.with(Vec::is_empty)>{say::MY_GROUPS.text()}</h2>
        <For each=move || ids.get() key=|id| *id children=one />
    }
    .into_any()
}
