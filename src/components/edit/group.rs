//! Choosing a group of mine, or writing down a new one.

use leptos::prelude::*;
use notebook::{
    Value,
    command::{Command, Edit},
    query::Query,
    record::{Group, Kind, Ref},
};
use said::words::edit as say;
use said::words::word;
use web_sys::{KeyboardEvent, SubmitEvent};

use super::{doc::Doc, fact::focus_soon};
use crate::{
    app::link::use_keeper,
    browser::random,
    components::{
        icon::{Glyph, icon},
        keys::leaves,
        words,
    },
};

/// The groups that somebody is not in yet, and a field for a new one.
pub(super) fn group(
    doc: Doc,
    members: Memo<Vec<String>>,
    saved: StoredValue<bool>,
    end: Callback<bool>,
) -> AnyView {
    let keeper = use_keeper();
    let groups = keeper.watch::<Vec<Group>>(|| Query::Groups);
    let join = move |id: &str| Edit::set(format!("groups/{id}"), Value::Bool(true));
    let offers = move || {
        let groups = groups.get()?;
        let rest = groups.iter().filter(|group| !members.with(|all| all.contains(&group.id.to_string())));
        let chips = rest.map(|group| {
            let (id, name) = (group.id.to_string(), group.name.clone());
            let pick = move |_| {
                saved.set_value(true);
                doc.save(vec![join(&id)], say::in_group(&name).text());
                end.run(true);
            };
            view! { <button type="button" class="chip" on:click=pick>{icon(Glyph::Plus)} <bdi>{group.name.clone()}</bdi></button> }
        });
        Some(chips.collect_view())
    };
    let draft = RwSignal::new(String::new());
    let place = format!("{}/groups/Groups/", doc.record);
    words::keep([&place, "word"].concat(), draft);
    let end = Callback::new(move |focus: bool| {
        words::forget(&place);
        end.run(focus);
    });
    let add = move |event: SubmitEvent| {
        event.prevent_default();
        let name = draft.get_untracked().trim().to_owned();
        if name.is_empty() {
            return end.run(true);
        }
        saved.set_value(true);
        let record = Ref::new(Kind::Group, random::id());
        let acts = vec![
            Command::Add { record, edits: vec![Edit::set("name", Value::str(&name))] },
            Command::Edit { record: doc.record, edits: vec![join(&record.id.to_string())] },
        ];
        keeper.act_said(Command::Together { acts }, say::in_group(&name).text());
        end.run(true);
    };
    let input = NodeRef::<leptos::html::Input>::new();
    focus_soon(input);
    // Also from the groups that are offered: Escape ends the choosing, not the page.
    let keys = move |event: KeyboardEvent| {
        event.stop_propagation();
        if leaves(&event) {
            end.run(true);
        }
    };
    view! {
        <form class="stack" on:submit=add on:keydown=keys>
            <div class="chips" role="group" aria-label=say::GROUPS.text()>{offers}</div>
            <input
                class="input"
                node_ref=input
                aria-label=say::NEW_GROUP.text()
                placeholder=say::NEW_GROUP.text()
                autocomplete="off"
                autocapitalize="words"
                enterkeyhint="done"
                prop:value=draft
                on:input=move |event| draft.set(event_target_value(&event))
            />
            <div class="acts">
                <button class="act main">{word::KEEP.text()}</button>
                <button type="button" class="act quiet" on:click=move |_| end.run(true)>{word::CANCEL.text()}</button>
            </div>
        </form>
    }
    .into_any()
}
