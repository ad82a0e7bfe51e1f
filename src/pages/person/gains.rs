//! How fresh GAINS are, letter by letter: of a person, or my own.

use leptos::prelude::*;
use notebook::{
    Value,
    command::{Command, Edit},
    query::Freshness,
    record::{Gain, Items, Letter, Ref},
    time::instant_text,
};
use said::words::person as say;

use super::insight::fact;
use crate::{
    app::link::Keeper,
    browser::clock::now,
    components::icon::{Glyph, icon},
};

/// What has gone stale, each with the tap that says it still holds, and what is missing; the latter once
/// anything was written down at all. `missing` is how that is called. Nothing when all is fresh.
pub(crate) fn freshness(
    keeper: Keeper,
    record: Ref,
    gains: Memo<Items<Gain>>,
    states: &[(Letter, Freshness)],
    missing: &'static str,
) -> Vec<AnyView> {
    let still = |letter: &Letter| {
        let at = Value::Str(instant_text(&now().0));
        let edits = gains.with_untracked(|gains| {
            let of = gains.iter().filter(|(_, gain)| gain.letter.as_ref() == Some(letter));
            of.map(|(id, _)| Edit::set(format!("gains/{id}/at"), at.clone())).collect()
        });
        Command::Edit { record, edits }
    };
    let stale = states.iter().filter_map(|(letter, state)| match state {
        Freshness::Stale(days) => Some(confirm(keeper, letter, *days, still(letter))),
        _ => None,
    });
    let stale: Vec<AnyView> = stale.collect();
    let lacks = states.iter().filter(|(_, state)| *state == Freshness::Missing);
    let lacks: Vec<String> = lacks.map(|(letter, _)| letter.said().text()).collect();
    let is_begun = lacks.len() < Letter::ALL.len();
    let stale = (!stale.is_empty())
        .then(|| fact(say::GONE_STALE.text(), view! { <div class="chips">{stale}</div> }.into_any()));
    let lacks = (is_begun && !lacks.is_empty()).then(|| fact(missing, lacks.join(", ").into_any()));
    [stale, lacks].into_iter().flatten().collect()
}

/// A list that is old, and the tap that says it still holds.
fn confirm(keeper: Keeper, letter: &Letter, days: i64, command: Command) -> AnyView {
    let name = letter.said().text();
    let age = if days > 1_000 { say::LONG_AGO.text().to_owned() } else { say::months_old(days / 30).text() };
    let said = say::still_true_of(&name).text();
    let label = said.clone();
    let hold = move |_| keeper.act_said(command.clone(), said.clone());
    view! {
        <button class="chip plain" title=say::STILL_TRUE.text() aria-label=label on:click=hold>
            {icon(Glyph::Check)} " " {name} ", " {age}
        </button>
    }
    .into_any()
}
