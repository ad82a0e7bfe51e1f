//! The ladder of preparation: where it stands, the next step, and all ten.

use crate::components::said::hint;
use leptos::prelude::*;
use notebook::{
    Id,
    command::Command,
    practice::leads::{Deed, LADDER, may_stand_on},
};
use said::words::lead as say;

use super::Seen;
use crate::{
    app::link::use_keeper,
    components::{
        chip::filter_chip,
        fold::{fold, opens},
        icon::{Glyph, icon},
    },
};

/// The section.
pub(crate) fn ladder(seen: Seen, id: Id) -> AnyView {
    let keeper = use_keeper();
    let done = Memo::new(move |_| {
        seen.with(|view| (1..=10).map(|step| view.lead.stands_on(step)).collect::<Vec<_>>())
    });
    let next = Memo::new(move |_| seen.with(|view| view.lead.next_step()));
    let may_name = Memo::new(move |_| seen.with(|view| may_stand_on(&view.lead, 3)));
    let set = move |step: u8, on: bool| {
        let of = LADDER[usize::from(step) - 1];
        let said = if on { say::step_is(of) } else { say::step_is_not(of) }.text();
        keeper.act_said(Command::Lead { lead: id, deed: Deed::Stands(step, on) }, said);
    };
    let bars = move || {
        let bar = |(nth, on): (usize, bool)| {
            let is_next = next.get() == Some(nth as u8 + 1);
            view! { <i class=if on { "on" } else if is_next { "next" } else { "" }></i> }
        };
        done.get().into_iter().enumerate().map(bar).collect_view()
    };
    let told = move || {
        let highest = done.with(|done| done.iter().rposition(|on| *on).map_or(0, |nth| nth + 1));
        say::step_of(highest).text()
    };
    let step = move || {
        next.get().map(|step| {
            view! {
                <p class="hint"><b>{say::NEXT.text()} " "</b> {LADDER[usize::from(step) - 1].text()}</p>
                <div class="acts">
                    <button class="act" on:click=move |_| set(step, true)>{icon(Glyph::Check)} " " {say::done_step(i64::from(step)).text()}</button>
                </div>
            }
        })
    };
    let chip = move |step: u8| {
        let on = Memo::new(move |_| done.with(|done| done.get(usize::from(step) - 1) == Some(&true)));
        let words = format!("{step} {}", LADDER[usize::from(step) - 1].text());
        filter_chip(words, on, move || set(step, !on.get_untracked()))
    };
    let rungs = move || (1..=10).filter(|step| *step != 3 || may_name.get()).map(chip).collect_view();
    let body = view! {
        <div class="inset">
            <div class="ladder" role="img" aria-label=told>{bars}</div>
            {step}
            {hint(say::TEN_STEPS_PREPARATION_HIGHER)}
            <details class="rungs">
                <summary class="link">{say::ALL_TEN_STEPS.text()}</summary>
                <div class="chips" role="group" aria-label=say::ALL_TEN_STEPS.text()>{rungs}</div>
                <p class="hint" hidden=may_name>{say::THIRD_STEP_IS_NOT_FOR.text()}</p>
            </details>
        </div>
    };
    fold(say::HOW_WELL_IT_IS_PREPARED.text(), opens(false), told, body.into_any())
}
