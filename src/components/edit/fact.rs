//! One fact that is no list: shown as a button, edited by a tap on it.

use leptos::prelude::*;
use notebook::record::{Kind, Ref};
use web_sys::HtmlElement;

use super::{
    doc::Doc,
    form::{Asked, Ended, form},
    input::{Input, page_of},
    table::Field,
};
use crate::components::icon::{Glyph, icon};

/// A line of facts. `open` begins with editing: it was just asked for.
pub(crate) fn fact(doc: Doc, field: &'static Field, open: bool, closed: Callback<()>) -> AnyView {
    let editing = RwSignal::new(open);
    let button = NodeRef::<leptos::html::Button>::new();
    let done = Callback::new(move |ended: Ended| {
        editing.set(false);
        if !ended.saved {
            closed.run(());
        }
        if ended.focus {
            focus_soon(button);
        }
    });
    let body = move || {
        if editing.get() {
            let asked = Asked {
                doc,
                prefix: String::new(),
                parts: field.parts(),
                with: Vec::new(),
                label: field.label.to_owned(),
                given: Vec::new(),
                keep: None,
                more: None,
                done,
            };
            form(asked)
        } else {
            let shown =
                move || if doc.has(field) { doc.shown("", &field.parts()) } else { field.add.to_owned() };
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
            <dt id=label_id(doc, field)>{field.label}</dt>
            <dd class:reach=move || linked && !editing.get()>{body}</dd>
        </div>
    }
    .into_any()
}

/// The id of a fact's label.
pub(crate) fn label_id(doc: Doc, field: &Field) -> String {
    format!("fact-{}-{}-{}", doc.record.id, field.key, field.label.len())
}

/// The way to the page of the somebody a fact names.
fn link_of(doc: Doc, field: &Field) -> Option<AnyView> {
    let id = doc.get(field.key)?.words().parse().ok()?;
    let kind = if field.key == "came_from" { Kind::Lead } else { Kind::Person };
    let record = Ref::new(kind, id);
    let name = doc.names().get(&record.to_string())?.clone();
    let href = page_of(record)?;
    Some(
        view! { <a class="only" href=href aria-label=format!("Open {name}")>{icon(Glyph::Chevron)}</a> }
            .into_any(),
    )
}

/// Gives the focus to an element as soon as it is in the page.
pub(crate) fn focus_soon<E>(node: NodeRef<E>)
where
    E: leptos::html::ElementType + 'static,
    E::Output: AsRef<HtmlElement> + wasm_bindgen::JsCast + Clone + 'static,
{
    request_animation_frame(move || {
        if let Some(element) = node.get_untracked() {
            let _ = AsRef::<HtmlElement>::as_ref(&element).focus();
        }
    });
}
