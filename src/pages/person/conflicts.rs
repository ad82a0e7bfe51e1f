//! Fields that were changed on two devices at once: both values, until one is chosen.

use crate::components::said::hint;
use leptos::prelude::*;
use notebook::{Now, command::Edit, query::Conflict};
use said::words::person as say;
use said::words::word;

use super::fields::field_of;
use crate::components::{
    edit::{Doc, Section},
    icon::{Glyph, icon},
    when,
};

/// A box for each such field.
pub(crate) fn conflicts(doc: Doc, sections: &'static [Section], all: Memo<Vec<Conflict>>) -> AnyView {
    let boxes = move || all.get().into_iter().map(|conflict| one(doc, sections, conflict)).collect_view();
    view! { <div class="inset" hidden=move || all.with(Vec::is_empty)>{boxes}</div> }.into_any()
}

fn one(doc: Doc, sections: &'static [Section], conflict: Conflict) -> AnyView {
    let key = conflict.key;
    let field = field_of(sections, &key);
    let label = field.map_or_else(|| key.clone(), |field| field.label.text().to_owned());
    let input = field.and_then(|field| field.input_of(&key));
    let names = doc.names();
    let said = label.clone();
    let choices = conflict.values.into_iter().enumerate().map(move |(place, choice)| {
        let words = input.map_or_else(|| choice.value.words(), |input| input.shown(&choice.value, &names));
        let at = Now::from_millis(choice.at.saturating_mul(1000), 0).map(|now| when::capital(&when::moment(&now.0)));
        let (key, said, value) = (key.clone(), said.clone(), choice.value);
        let keep = move |_| doc.save(vec![Edit::set(key.clone(), value.clone())], say::chosen(&said).text());
        view! {
            <div class="choice">
                {icon(Glyph::Device)}
                <span><bdi>{words.clone()}</bdi><small>{at} {(place == 0).then(|| [" · ", say::SHOWN_NOW.text()].concat())}</small></span>
                <button class="act" aria-label=say::keep_this(&words).text() on:click=keep>{word::KEEP.text()}</button>
            </div>
        }
    });
    let apart = if conflict.entries { say::DIFFERS } else { say::WAS_CHANGED };
    view! {
        <fieldset class="conflict">
            <legend>{icon(Glyph::Device)} " " {label} " " {apart.text()}</legend>
            {hint(say::BOTH_ARE_KEPT_UNTIL_YOU)}
            <div class="choices">{choices.collect_view()}</div>
        </fieldset>
    }
    .into_any()
}
