//! The form in which the parts of one fact are edited. Enter or leaving it saves, Escape leaves everything as it
//! was. What is being typed is never overwritten by what arrives from elsewhere.

use leptos::{ev, prelude::*};
use notebook::{Value, command::Edit};
use said::words::edit as say;
use said::words::word;
use wasm_bindgen::JsCast;
use web_sys::{FocusEvent, HtmlElement, KeyboardEvent, Node};

use super::{control::control, doc::Doc, table::Part};
use crate::components::{keys::composes, words};

/// What the form is about.
pub(crate) struct Asked {
    /// The record.
    pub(crate) doc: Doc,
    /// Where its words are kept while they are typed.
    pub(crate) place: String,
    /// What stands before the parts' keys: nothing, or `phones/<id>/`.
    pub(crate) prefix: String,
    /// What is asked for.
    pub(crate) parts: Vec<Part>,
    /// Values that go with every save: the letter of a new item.
    pub(crate) with: Vec<Edit>,
    /// The fact's label.
    pub(crate) label: String,
    /// What stands in the inputs at first although it is not saved yet: today's date.
    pub(crate) given: Vec<(&'static str, String)>,
    /// Takes the edits instead of the record: a new record is made of them. Then leaving the form saves nothing.
    pub(crate) keep: Option<Callback<Vec<Edit>>>,
    /// More buttons.
    pub(crate) more: Option<AnyView>,
    /// Called when it is over.
    pub(crate) done: Callback<Ended>,
}

/// How editing ended.
#[derive(Clone, Copy)]
pub(crate) struct Ended {
    /// The focus was in the form and has to go somewhere.
    pub(crate) focus: bool,
    /// Something was saved.
    pub(crate) saved: bool,
}

/// One input of the form.
#[derive(Clone)]
pub(crate) struct Slot {
    /// What is asked for.
    pub(crate) part: Part,
    /// Its key in the record.
    pub(crate) key: String,
    /// The element's id.
    pub(crate) id: String,
    /// What stood there when editing began.
    pub(crate) first: String,
    /// What is saved of it.
    pub(crate) before: RwSignal<String>,
    /// What stands there now.
    pub(crate) draft: RwSignal<String>,
    /// What is wrong with it.
    pub(crate) fault: RwSignal<Option<&'static str>>,
}

/// The form.
pub(crate) fn form(asked: Asked) -> AnyView {
    let Asked { doc, place, prefix, parts, with, label, given, keep, more, done } = asked;
    let several = parts.len() > 1;
    let is_restored = words::are_kept(&place);
    let slots: Vec<Slot> = parts
        .into_iter()
        .map(|part| {
            let key = format!("{prefix}{}", part.key);
            let before = untrack(|| part.input.draft(doc.get(&key).as_ref()));
            let begun = given.iter().find(|(key, _)| *key == part.key).map(|(_, draft)| draft.clone());
            let draft = RwSignal::new(begun.unwrap_or_else(|| before.clone()));
            words::keep([&place, part.key].concat(), draft);
            Slot {
                part,
                id: format!("edit-{key}"),
                key,
                first: before.clone(),
                before: RwSignal::new(before),
                draft,
                fault: RwSignal::new(None),
            }
        })
        .collect();
    let input = |slot: &Slot| {
        let control = control(doc, slot, several);
        let Some((key, word)) = slot.part.only_with else { return control };
        let other = slots.iter().find(|slot| slot.part.key == key).map(|slot| slot.draft);
        let is_out = move || other.is_none_or(|other| other.with(|other| other != word));
        view! { <div class="stack" hidden=is_out>{control}</div> }.into_any()
    };
    let inputs = slots.iter().map(input).collect_view();
    let slots = StoredValue::new(slots);
    let over = StoredValue::new(false);
    let end = Callback::new(move |(focus, saved): (bool, bool)| {
        if !over.try_get_value().unwrap_or(true) {
            over.set_value(true);
            words::forget(&place);
            done.run(Ended { focus, saved });
        }
    });
    let save = move |focus: bool| {
        if over.try_get_value().unwrap_or(true) {
            return;
        }
        let Some(edits) = slots.with_value(|slots| edits(slots, &doc.currency())) else { return };
        if edits.is_empty() {
            return end.run((focus, false));
        }
        let edits: Vec<Edit> = edits.into_iter().chain(with.clone()).collect();
        match keep {
            Some(keep) => keep.run(edits),
            None => doc.save(edits, say::saved_what(&label).text()),
        }
        end.run((focus, true));
    };
    let save = StoredValue::new(save);
    // The form may be gone when the focus leaves it: taking an element out of the page takes the focus too.
    let save = move |focus: bool| {
        save.try_with_value(|save| save(focus));
    };
    let left = move |event: FocusEvent| {
        let form = event.current_target().and_then(|target| target.dyn_into::<Node>().ok());
        let to = event.related_target().and_then(|target| target.dyn_into::<Node>().ok());
        if keep.is_some() || form.is_some_and(|form| form.contains(to.as_ref())) {
            return;
        }
        if document().has_focus().unwrap_or(true) {
            save(false);
        } else {
            // Another window came to the front: the person will be back, the words are safe meanwhile.
            keep_words(doc, slots);
        }
    };
    let keys = move |event: KeyboardEvent| match event.key().as_str() {
        _ if composes(&event) => event.stop_propagation(),
        "Escape" => {
            event.prevent_default();
            event.stop_propagation();
            end.run((true, false));
        }
        "Enter" if event.ctrl_key() || event.meta_key() => {
            event.prevent_default();
            save(true);
        }
        _ => event.stop_propagation(),
    };
    let root = NodeRef::<leptos::html::Form>::new();
    Effect::new(move |_| {
        let first = root.get().and_then(|form| form.query_selector("input,textarea,select").ok().flatten());
        // Nobody asked for it just now when it only goes on.
        if let Some(first) =
            first.and_then(|first| first.dyn_into::<HtmlElement>().ok()).filter(|_| !is_restored)
        {
            let _ = first.focus();
        }
    });
    view! {
        <form
            class="stack"
            node_ref=root
            on:submit=move |event: ev::SubmitEvent| {
                event.prevent_default();
                save(true);
            }
            on:focusout=left
            on:keydown=keys
        >
            {inputs}
            // The buttons do not take the focus: leaving the input would save first.
            <div class="acts" on:mousedown=|event| event.prevent_default()>
                <button class="act main">{word::KEEP.text()}</button>
                <button type="button" class="act quiet" on:click=move |_| end.run((true, false))>{say::UNDO_CHANGES.text()}</button>
                {more}
            </div>
        </form>
    }
    .into_any()
}

/// Saves what can be read and goes on editing.
fn keep_words(doc: Doc, slots: StoredValue<Vec<Slot>>) {
    slots.try_with_value(|slots| {
        if let Some(edits) = edits(slots, &doc.currency()).filter(|edits| !edits.is_empty()) {
            doc.save(edits, say::SAVED.text().to_owned());
            slots.iter().for_each(|slot| slot.before.set(slot.draft.get_untracked()));
        }
    });
}

/// What was changed; `None` when something cannot be read.
fn edits(slots: &[Slot], currency: &str) -> Option<Vec<Edit>> {
    let mut edits = Some(Vec::new());
    for slot in slots {
        let draft = slot.draft.get_untracked();
        match slot.part.input.read(&draft, currency) {
            _ if slot.before.with_untracked(|before| draft == *before) => slot.fault.set(None),
            // A flag that is taken back is gone, not denied.
            Ok(Some(Value::Bool(false))) if matches!(slot.part.input, super::input::Input::Flag) => {
                push(&mut edits, Edit::clear(&slot.key));
            }
            Ok(value) => {
                slot.fault.set(None);
                push(&mut edits, Edit { key: slot.key.clone(), value });
            }
            Err(why) => {
                slot.fault.set(Some(why));
                edits = None;
            }
        }
    }
    edits
}

fn push(edits: &mut Option<Vec<Edit>>, edit: Edit) {
    if let Some(edits) = edits {
        edits.push(edit);
    }
}
