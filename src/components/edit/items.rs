//! A many-valued fact: phones, links, customers, goals. Each item is edited in place, taken away, and added to.

use leptos::prelude::*;
use notebook::{
    Id, Value,
    command::Edit,
    record::reach::{Call, calls, mails, web},
    time::{date_text, instant_text},
};
use said::words::edit as say;

use super::{
    doc::Doc,
    fact::{self, focus_soon, label_id, place},
    form::{Asked, Ended, form},
    table::{Beside, Field, Items},
};
use crate::{
    browser::{clock::now, random},
    components::{
        icon::{Glyph, icon},
        words,
    },
};

/// The lines of an item fact, and the one that is being added.
pub(crate) fn items(
    doc: Doc,
    field: &'static Field,
    of: &'static Items,
    asked: Signal<bool>,
    closed: Callback<bool>,
) -> AnyView {
    let ids = Memo::new(move |_| doc.items(field.key, of));
    // A new item has its id before it has a value, and is in the list as soon as it is saved.
    let adding = Memo::new(move |_| asked.get().then(random::id));
    let fresh = move || adding.get().filter(|id| ids.with(|ids| !ids.contains(id)));
    let focus = StoredValue::new(false);
    Effect::new(move |_| {
        if adding.get().is_some_and(|id| ids.with(|ids| ids.contains(&id))) {
            closed.run(focus.get_value());
        }
    });
    let ended = Callback::new(move |ended: Ended| {
        focus.set_value(ended.focus);
        if !ended.saved {
            closed.run(ended.focus);
        }
    });
    let line = move |id: Id| item(doc, field, of, id, move || ids.with(|ids| ids.first() == Some(&id)));
    let form_of_new = move || {
        let id = fresh()?;
        Some(view! {
            <div class="fact is-editing">
                <dt>{field.label.text()}</dt>
                <dd>{editor(doc, field, of, id, true, ended)}</dd>
            </div>
        })
    };
    view! {
        <For each=move || ids.get() key=|id| *id children=line />
        {form_of_new}
    }
    .into_any()
}

fn item(
    doc: Doc,
    field: &'static Field,
    of: &'static Items,
    id: Id,
    first: impl Fn() -> bool + Copy + Send + Sync + 'static,
) -> AnyView {
    let editing = RwSignal::new(words::are_kept(&place(doc, field, &format!("{}/{id}", field.key))));
    let button = NodeRef::<leptos::html::Button>::new();
    let done = Callback::new(move |ended: Ended| {
        editing.set(false);
        if ended.focus {
            focus_soon(button);
        }
    });
    let prefix = format!("{}/{id}/", field.key);
    let body = move || {
        if editing.get() {
            return editor(doc, field, of, id, false, done);
        }
        let told = {
            let prefix = prefix.clone();
            Memo::new(move |_| doc.told(&prefix, of.parts))
        };
        let value = move || told.with(|told| told.first().cloned());
        let rest = move || told.with(|told| told.get(1..).map(|rest| rest.join(" · ")));
        let (prefix, said_prefix) = (prefix.clone(), prefix.clone());
        view! {
            <button class="edit" node_ref=button aria-describedby=label_id(doc, field) on:click=move |_| editing.set(true)>
                <span><bdi>{value}</bdi></span>
                <small>{rest}</small>
                {icon(Glyph::Edit)}
            </button>
            {move || ways(of.beside, doc, &prefix)}
            {move || (of.beside == Beside::Reached).then(|| reached(doc, &said_prefix))}
        }
        .into_any()
    };
    view! {
        <div class="fact" class:is-editing=editing>
            <dt id=move || first().then(|| label_id(doc, field)) class:sr=move || !first()>{field.label.text()}</dt>
            <dd class:reach=move || !editing.get()>{body}</dd>
        </div>
    }
    .into_any()
}

/// What can be done with an item beside editing it.
fn ways(beside: Beside, doc: Doc, prefix: &str) -> Option<AnyView> {
    let value = doc.get(&format!("{prefix}value"))?.words();
    let what = doc.get(&format!("{prefix}label")).map_or_else(|| value.clone(), |label| label.words());
    let way = |href: String, glyph: Glyph, said: String| {
        view! { <a class="only" href=href rel="external" aria-label=said>{icon(glyph)}</a> }.into_any()
    };
    Some(match beside {
        Beside::Phone => {
            let numbers = calls(&value);
            let is_one = numbers.len() == 1;
            let both = |number: Call| {
                let what = if is_one { what.clone() } else { number.shown };
                view! {
                    {way(number.text, Glyph::Message, say::text_what(&what).text())}
                    {way(number.call, Glyph::Phone, say::call_what(&what).text())}
                }
            };
            numbers.into_iter().map(both).collect_view().into_any()
        }
        Beside::Email => {
            let mails = mails(&value).into_iter();
            mails.map(|href| way(href, Glyph::Email, say::write_to(&what).text())).collect_view().into_any()
        }
        Beside::Link => {
            let href = web(&value);
            view! {
                <a class="only" href=href target="_blank" rel="external noopener noreferrer" aria-label=say::open_what(&what).text()>
                    {icon(Glyph::Link)}
                </a>
            }
            .into_any()
        }
        Beside::Nothing | Beside::Reached => return None,
    })
}

/// One tap: a goal that was reached becomes an accomplishment, with its day.
fn reached(doc: Doc, prefix: &str) -> AnyView {
    let goal = doc.get(&format!("{prefix}words")).map(|words| words.words()).unwrap_or_default();
    let prefix = prefix.to_owned();
    let reach = move |_| {
        let set = |part: &str, value| Edit::set(format!("{prefix}{part}"), Value::Str(value));
        let edits = vec![
            set("letter", "accomplishments".to_owned()),
            set("reached_on", date_text(now().today())),
            set("at", instant_text(&now().0)),
        ];
        doc.save(edits, say::REACHED_NOW_ACCOMPLISHMENT.text().to_owned());
    };
    view! {
        <button class="only" aria-label=say::reached_what(&goal).text() title=say::REACHED.text() on:click=reach>{icon(Glyph::Check)}</button>
    }
    .into_any()
}

/// The form of one item: its parts, taking it away, and what else there is.
fn editor(
    doc: Doc,
    field: &'static Field,
    of: &'static Items,
    id: Id,
    fresh: bool,
    done: Callback<Ended>,
) -> AnyView {
    let prefix = format!("{}/{id}/", field.key);
    let mut with = Vec::new();
    if fresh {
        with.extend(of.only.map(|(part, word)| Edit::set(format!("{prefix}{part}"), Value::str(word))));
    }
    if field.key == "gains" {
        with.push(Edit::set(format!("{prefix}at"), Value::Str(instant_text(&now().0))));
    }
    let away = {
        let prefix = prefix.clone();
        move |_| {
            doc.save(doc.without(&prefix), say::taken_away(field.label.text()).text());
            done.run(Ended { focus: false, saved: true });
        }
    };
    let more = (!fresh).then(|| {
        view! {
            <button type="button" class="act quiet" on:click=away>{icon(Glyph::Trash)} {say::TAKE_AWAY.text()}</button>
        }
        .into_any()
    });
    let key = if fresh { fact::fresh(field) } else { format!("{}/{id}", field.key) };
    form(Asked {
        doc,
        place: place(doc, field, &key),
        prefix,
        parts: of.parts.to_vec(),
        with,
        label: field.label.text().to_owned(),
        given: Vec::new(),
        keep: None,
        more,
        done,
    })
}
