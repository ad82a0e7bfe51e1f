//! One fact that is no list: shown as a button, edited by a tap on it.

use leptos::prelude::*;
use notebook::record::{Kind, Ref};
use said::words::edit as say;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{
    doc::Doc,
    form::{Asked, Ended, form},
    input::{Input, page_of},
    table::Field,
};
use crate::{
    browser::life::Life,
    components::{
        icon::{Glyph, icon},
        words,
    },
};

/// A line of facts. `open` begins with editing: it was just asked for.
pub(crate) fn fact(doc: Doc, field: &'static Field, open: bool, closed: Callback<bool>) -> AnyView {
    let place = place(doc, field, field.key);
    let editing = RwSignal::new(open || words::are_kept(&place));
    let button = NodeRef::<leptos::html::Button>::new();
    let done = Callback::new(move |ended: Ended| {
        editing.set(false);
        if !ended.saved {
            closed.run(ended.focus);
        }
        if ended.focus {
            focus_soon(button);
        }
    });
    let body = move || {
        if editing.get() {
            let asked = Asked {
                doc,
                place: place.clone(),
                prefix: String::new(),
                parts: field.parts(),
                with: Vec::new(),
                label: field.label.text().to_owned(),
                given: Vec::new(),
                keep: None,
                more: None,
                done,
            };
            form(asked)
        } else {
            let shown = move || {
                if doc.has(field) { doc.shown("", &field.parts()) } else { field.add.text().to_owned() }
            };
            let linked = matches!(field.shape, super::table::Shape::One(Input::Person | Input::Lead));
            let beside = linked.then_some(move || link_of(doc, field));
            view! {
                <button
                    class="edit"
                    class:bare=move || !doc.has(field)
                    node_ref=button
                    aria-describedby=label_id(doc, field)
                    on:click=move |_| editing.set(true)
                >
                    <span dir="auto">{shown}</span>
                    {icon(Glyph::Edit)}
                </button>
                {beside}
            }
            .into_any()
        }
    };
    let linked = matches!(field.shape, super::table::Shape::One(Input::Person | Input::Lead));
    view! {
        <div class="fact" class:is-editing=editing>
            <dt id=label_id(doc, field)>{field.label.text()}</dt>
            <dd class:reach=move || linked && !editing.get()>{body}</dd>
        </div>
    }
    .into_any()
}

/// Where the words of a fact are kept while they are typed; `key` tells its items apart.
pub(super) fn place(doc: Doc, field: &Field, key: &str) -> String {
    format!("{}/{key}/{}/", doc.record, field.label.text())
}

/// Whether somebody was typing what this fact does not say yet.
pub(super) fn is_begun(doc: Doc, field: &Field) -> bool {
    untrack(|| !doc.has(field)) && words::are_kept(&place(doc, field, field.key))
        || words::are_kept(&place(doc, field, &fresh(field)))
}

/// The key of the words of an item that is not there yet.
pub(super) fn fresh(field: &Field) -> String {
    [field.key, "/new"].concat()
}

/// The id of a fact's label.
pub(crate) fn label_id(doc: Doc, field: &Field) -> String {
    format!("fact-{}-{}-{}", doc.record.id, field.key, field.label.text().len())
}

/// The way to the page of the somebody a fact names.
fn link_of(doc: Doc, field: &Field) -> Option<AnyView> {
    let id = doc.get(field.key)?.words().parse().ok()?;
    let kind = if field.key == "came_from" { Kind::Lead } else { Kind::Person };
    let record = Ref::new(kind, id);
    let name = doc.names().get(&record.to_string())?.clone();
    let href = page_of(record)?;
    Some(
        view! { <a class="only" href=href aria-label=say::open_what(&name).text()>{icon(Glyph::Chevron)}</a> }
            .into_any(),
    )
}

/// Gives the focus to whatever will have this id.
pub(super) fn focus_id_soon(id: String) {
    Life::WINDOW.frame(move || {
        let found = document().get_element_by_id(&id).and_then(|found| found.dyn_into::<HtmlElement>().ok());
        if let Some(found) = found {
            let _ = found.focus();
        }
    });
}

/// Gives the focus to an element as soon as it is in the page.
pub(crate) fn focus_soon<E>(node: NodeRef<E>)
where
    E: leptos::html::ElementType + 'static,
    E::Output: AsRef<HtmlElement> + JsCast + Clone + 'static,
{
    Life::WINDOW.frame(move || {
        if let Some(element) = node.try_get_untracked().flatten() {
            let _ = AsRef::<HtmlElement>::as_ref(&element).focus();
        }
    });
}
