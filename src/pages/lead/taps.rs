//! Facts of a few choices: one tap chooses, another takes it back.

use leptos::prelude::*;
use notebook::{
    Value,
    command::{Command, Edit},
    practice::leads::Deed,
    record::{NameUse, Progress, Ref},
};

use crate::{
    app::link::use_keeper,
    components::{
        chip::filter_chip,
        edit::{Doc, Field, Input},
    },
};

/// A line for each fact.
pub(crate) fn taps(doc: Doc, fields: &'static [Field]) -> AnyView {
    let lines = fields.iter().map(|field| line(doc, field));
    view! { <dl class="facts">{lines.collect_view()}</dl> }.into_any()
}

fn line(doc: Doc, field: &'static Field) -> AnyView {
    let keeper = use_keeper();
    let Some(Input::Choice(known)) = field.input_of(field.key) else { return ().into_any() };
    let now = Memo::new(move |_| doc.get(field.key).map(|value| value.words()).unwrap_or_default());
    let chip = move |(word, shown): &'static (&'static str, &'static str)| {
        let on = Memo::new(move |_| now.with(|now| now == word));
        filter_chip(*shown, on, move || {
            let taken = on.get_untracked();
            let said = if taken {
                format!("{}: open again", field.label)
            } else {
                format!("{}: {shown}", field.label)
            };
            keeper.act_said(chosen(doc.record, field.key, (!taken).then_some(*word)), said);
        })
    };
    view! {
        <div class="fact">
            <dt>{field.label}</dt>
            <dd><div class="chips" role="group" aria-label=field.label>{known.iter().map(chip).collect_view()}</div></dd>
        </div>
    }
    .into_any()
}

/// What a tap does: some facts bring others with them.
fn chosen(record: Ref, key: &'static str, word: Option<&'static str>) -> Command {
    let deed = |deed| Command::Lead { lead: record.id, deed };
    match (key, word) {
        ("consent", Some("yes")) => deed(Deed::Agreed),
        ("name_use", word) => deed(Deed::NameUse(word.map(NameUse::of))),
        ("progress", word) => deed(Deed::Moved(word.map_or(Progress::New, Progress::of))),
        (_, word) => {
            let value = word.map(|word| match (key, word) {
                ("expects_call" | "new_customer", word) => Value::Bool(word == "yes"),
                ("heat" | "tier", word) => word.parse().map_or_else(|_| Value::str(word), Value::Int),
                _ => Value::str(word),
            });
            Command::Edit { record, edits: vec![Edit { key: key.to_owned(), value }] }
        }
    }
}
