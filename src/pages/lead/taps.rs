//! Facts of a few choices: one tap chooses, another takes it back.

use leptos::prelude::*;
use notebook::{command::Command, practice::leads::Deed, record::Progress};
use said::Word;
use said::words::lead as say;

use super::fields::meaning;
use crate::{
    app::link::use_keeper,
    components::{
        chip::filter_chip,
        edit::{Doc, Field, Input, label},
    },
};

/// A line for each fact.
pub(crate) fn taps(doc: Doc, fields: &'static [Field]) -> AnyView {
    taps_then(doc, fields, Callback::new(|_| ()))
}

/// The same; `then` hears the word that was chosen.
pub(crate) fn taps_then(doc: Doc, fields: &'static [Field], then: Callback<&'static str>) -> AnyView {
    let lines = fields.iter().map(|field| line(doc, field, then));
    view! { <dl class="facts">{lines.collect_view()}</dl> }.into_any()
}

/// What was chosen, in a line.
pub(crate) fn told(doc: Doc, fields: &'static [Field]) -> String {
    let one = |field: &'static Field| {
        let Some(Input::Choice(known)) = field.input_of(field.key) else { return None };
        Some([field.label.text(), ": ", &label(known, &word_of(doc, field.key)?)].concat())
    };
    fields.iter().filter_map(one).collect::<Vec<_>>().join(" · ")
}

/// The chosen word. A lead stands somewhere from the beginning.
fn word_of(doc: Doc, key: &str) -> Option<String> {
    let begins = || (key == "progress").then(|| Progress::New.word().to_owned());
    doc.get(key).map(|value| value.words()).or_else(begins)
}

fn line(doc: Doc, field: &'static Field, then: Callback<&'static str>) -> AnyView {
    let keeper = use_keeper();
    let Some(Input::Choice(known)) = field.input_of(field.key) else { return ().into_any() };
    let now = Memo::new(move |_| word_of(doc, field.key).unwrap_or_default());
    let chip = move |(word, shown): &'static (&'static str, Word)| {
        let on = Memo::new(move |_| now.with(|now| now == word));
        filter_chip(shown.text(), on, move || {
            let taken = on.get_untracked();
            let said = if taken {
                say::open_again(field.label).text()
            } else {
                say::chosen(*shown, field.label).text()
            };
            let deed = Deed::Chose(field.key.to_owned(), (!taken).then(|| (*word).to_owned()));
            keeper.act_said(Command::Lead { lead: doc.record.id, deed }, said);
            if !taken {
                then.run(word);
            }
        })
    };
    view! {
        <div class="fact">
            <dt>{field.label.text()}</dt>
            <dd>
                <div class="chips" role="group" aria-label=field.label.text()>{known.iter().map(chip).collect_view()}</div>
                {meaning(field.key).map(|words| explained(field.label, words))}
            </dd>
        </div>
    }
    .into_any()
}

/// What a word of the trade means, by a tap.
pub(crate) fn explained(label: Word, words: &'static str) -> AnyView {
    view! {
        <details class="mean">
            <summary class="link" aria-label=say::what_it_means_of(label).text()>{say::WHAT_IT_MEANS.text()}</summary>
            <p class="hint">{words}</p>
        </details>
    }
    .into_any()
}
