//! A set of words as chips: a tap takes one out, “add” brings another.

use leptos::prelude::*;
use notebook::{Value, command::Edit};
use said::words::edit as say;
use web_sys::{KeyboardEvent, SubmitEvent};

use super::{
    doc::Doc,
    fact::{focus_id_soon, focus_soon, label_id, place},
    group::group,
    input::label,
    person::person,
    table::{Choices, Field, Shape},
};
use crate::components::{
    icon::{Glyph, icon},
    keys::leaves,
    words,
};

/// A line of chips.
pub(crate) fn set(doc: Doc, field: &'static Field, open: bool, closed: Callback<bool>) -> AnyView {
    let (known, can_add): (Choices, bool) = match field.shape {
        Shape::Words(known) => (known, true),
        Shape::Records(can_add) => (&[], can_add),
        _ => (&[], false),
    };
    let adding = RwSignal::new(open || words::are_kept(&place(doc, field, field.key)));
    let members = Memo::new(move |_| doc.members(field.key));
    let button = NodeRef::<leptos::html::Button>::new();
    let saved = StoredValue::new(false);
    let end = Callback::new(move |focus: bool| {
        adding.set(false);
        if !saved.get_value() && members.with_untracked(Vec::is_empty) {
            closed.run(focus);
        }
        if focus {
            focus_soon(button);
        }
    });
    let chip = move |word: String| {
        let shown = name_of(doc, field, &word).unwrap_or_else(|| label(known, &word));
        let said = say::take_away_what(&shown).text();
        let out = {
            let shown = shown.clone();
            move |_| {
                let edit = Edit::clear(format!("{}/{word}", field.key));
                doc.save(vec![edit], say::name_taken_away(&shown).text());
            }
        };
        view! {
            <button class="chip plain" aria-label=said on:click=out>
                <bdi>{shown}</bdi>
                {icon(Glyph::Close)}
            </button>
        }
        .into_any()
    };
    let add = move || {
        if adding.get() {
            adder(doc, field, known, members, saved, end)
        } else if !can_add {
            ().into_any()
        } else {
            view! {
                <button
                    class="chip plain"
                    node_ref=button
                    aria-label=field.add.text()
                    on:click=move |_| adding.set(true)
                >
                    {icon(Glyph::Plus)}
                </button>
            }
            .into_any()
        }
    };
    view! {
        <div class="fact">
            <dt id=label_id(doc, field)>{field.label.text()}</dt>
            <dd>
                <div class="chips" role="group" aria-labelledby=label_id(doc, field)>
                    <For each=move || members.get() key=Clone::clone children=chip />
                    {add}
                </div>
            </dd>
        </div>
    }
    .into_any()
}

/// The name of the record that a member of a set stands for.
fn name_of(doc: Doc, field: &Field, word: &str) -> Option<String> {
    let Shape::Records(_) = field.shape else { return None };
    let names = doc.names();
    ["people", "groups"].iter().find_map(|root| names.get(&format!("{root}/{word}")).cloned())
}

/// Whether two words are one in a set, as the notebook sees them: `VIP` and `vip`, an accent composed or not.
fn is_same(one: &str, other: &str) -> bool {
    let plain = |word: &str| js_sys::JsString::from(word).normalize("NFKC").to_lower_case();
    plain(one) == plain(other)
}

/// The words that are known and not there yet, or a field for a new one.
fn adder(
    doc: Doc,
    field: &'static Field,
    known: Choices,
    members: Memo<Vec<String>>,
    saved: StoredValue<bool>,
    end: Callback<bool>,
) -> AnyView {
    let put = move |word: String, shown: &str| {
        let word = word.trim().to_owned();
        if !word.is_empty() && !members.with_untracked(|all| all.iter().any(|known| is_same(known, &word))) {
            saved.set_value(true);
            doc.save(
                vec![Edit::set(format!("{}/{word}", field.key), Value::Bool(true))],
                say::added_what(shown).text(),
            );
        }
    };
    // Escape ends the choosing, not the page.
    let keys = move |event: KeyboardEvent| {
        event.stop_propagation();
        if leaves(&event) {
            end.run(true);
        }
    };
    if !known.is_empty() {
        let rest = known
            .iter()
            .filter(|(word, _)| members.with_untracked(|all| all.iter().all(|member| member != word)));
        let chips = rest.map(|(word, shown)| {
            view! {
                <button class="chip" on:click=move |_| { put((*word).to_owned(), shown.text()); end.run(true); }>
                    {icon(Glyph::Plus)}
                    {shown.text()}
                </button>
            }
        });
        let none = NodeRef::<leptos::html::Button>::new();
        focus_soon(none);
        return view! {
            <div class="chips" on:keydown=keys>
                {chips.collect_view()}
                <button class="only" node_ref=none aria-label=say::ADD_NONE.text() on:click=move |_| end.run(true)>{icon(Glyph::Close)}</button>
            </div>
        }
        .into_any();
    }
    if field.key == "groups" {
        return group(doc, members, saved, end);
    }
    if matches!(field.shape, Shape::Records(_)) {
        let chosen = RwSignal::new(String::new());
        Effect::new(move |_| {
            let id = chosen.get();
            if !id.is_empty() {
                put(id, say::ONE_MORE.text());
                end.run(true);
            }
        });
        let id = format!("add-{}", field.key);
        let picker = person(doc, id.clone(), chosen);
        focus_id_soon(id);
        return view! {
            <div class="stack" aria-labelledby=label_id(doc, field) on:keydown=keys>{picker}</div>
            <button type="button" class="only" aria-label=say::ADD_NONE.text() on:click=move |_| end.run(true)>{icon(Glyph::Close)}</button>
        }
        .into_any();
    }
    let input = NodeRef::<leptos::html::Input>::new();
    focus_soon(input);
    let draft = RwSignal::new(String::new());
    let place = place(doc, field, field.key);
    words::keep([&place, "word"].concat(), draft);
    let end = Callback::new(move |focus: bool| {
        words::forget(&place);
        end.run(focus);
    });
    let keep = move || {
        // The field may be gone already when the focus leaves it.
        let word = draft.try_get_untracked().unwrap_or_default();
        draft.try_set(String::new());
        put(word.clone(), word.trim());
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        // Enter goes on with the next word; an empty line ends it.
        if draft.with_untracked(|word| word.trim().is_empty()) {
            end.run(true);
        } else {
            keep();
        }
    };
    let keys = move |event: KeyboardEvent| {
        event.stop_propagation();
        if leaves(&event) {
            draft.set(String::new());
            end.run(true);
        }
    };
    let left = move |_| {
        if draft.try_get_untracked().is_some() {
            keep();
            end.run(false);
        }
    };
    view! {
        <form on:submit=submit>
            <input
                class="input"
                node_ref=input
                aria-labelledby=label_id(doc, field)
                placeholder=field.add.text()
                autocomplete="off"
                autocapitalize="off"
                enterkeyhint="done"
                prop:value=draft
                on:input=move |event| draft.set(event_target_value(&event))
                on:keydown=keys
                on:blur=left
            />
        </form>
    }
    .into_any()
}
