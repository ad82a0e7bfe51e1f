//! A small form that makes a new record: a touch, a promise, a lead.

use leptos::prelude::*;
use notebook::{
    command::{Command, Edit},
    record::{Kind, Ref},
};

use super::{
    doc::Doc,
    form::{Asked, form},
    table::Part,
};
use crate::{app::link::use_keeper, browser::random};

/// What a new record is made of.
pub(crate) struct Adding {
    /// Its kind.
    pub(crate) kind: Kind,
    /// What is asked for.
    pub(crate) parts: &'static [Part],
    /// What stands in the inputs at first.
    pub(crate) given: Vec<(&'static str, String)>,
    /// Values that are not asked for: whom it is about.
    pub(crate) with: Vec<Edit>,
    /// What the toast says.
    pub(crate) said: String,
    /// Takes the edits instead of adding the record.
    pub(crate) keep: Option<Callback<Vec<Edit>>>,
    /// Called with the new record.
    pub(crate) made: Option<Callback<Ref>>,
}

/// The form, while `open` says so. `doc` is the page it stands on.
pub(crate) fn adding(
    doc: Doc,
    open: RwSignal<bool>,
    make: impl Fn() -> Adding + Send + Sync + 'static,
) -> AnyView {
    let keeper = use_keeper();
    let body = move || {
        open.get().then(|| {
            let Adding { kind, parts, given, with, said, keep: instead, made } = make();
            let prefix = "new/";
            let keep = Callback::new(move |edits: Vec<Edit>| {
                let record = Ref::new(kind, random::id());
                let bare = |edit: Edit| match edit.key.strip_prefix(prefix) {
                    Some(key) => Edit { key: key.to_owned(), value: edit.value },
                    None => edit,
                };
                let edits = edits.into_iter().map(bare).collect();
                if let Some(instead) = instead {
                    return instead.run(edits);
                }
                keeper.act_said(Command::Add { record, edits }, said.clone());
                if let Some(made) = made {
                    made.run(record);
                }
            });
            let asked = Asked {
                doc,
                place: format!("{}/new/{}/", doc.record, kind.root()),
                prefix: prefix.to_owned(),
                parts: parts.to_vec(),
                with,
                label: String::new(),
                given,
                keep: Some(keep),
                more: None,
                done: Callback::new(move |_| open.set(false)),
            };
            view! { <div class="inset is-editing">{form(asked)}</div> }
        })
    };
    view! { {body} }.into_any()
}
