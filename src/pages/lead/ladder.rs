//! The ladder of preparation: where it stands, the next step, and all ten.

use leptos::prelude::*;
use notebook::{
    Id,
    command::Command,
    practice::leads::{Deed, LADDER, may_stand_on},
};

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
        let said =
            format!("{}: {}", LADDER[usize::from(step) - 1].text(), if on { "done" } else { "not yet" });
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
        format!("Step {highest} of 10")
    };
    let step = move || {
        next.get().map(|step| {
            view! {
                <p class="hint"><b>"Next: "</b> {LADDER[usize::from(step) - 1].text()}</p>
                <div class="acts">
                    <button class="act" on:click=move |_| set(step, true)>{icon(Glyph::Check)} " Done: step " {step}</button>
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
            <p class="hint">"Ten steps of preparation: the higher it stands, the more of the work is done before anybody calls."</p>
            <details class="rungs">
                <summary class="link">"All ten steps"</summary>
                <div class="chips" role="group" aria-label="All ten steps">{rungs}</div>
                <p class="hint" hidden=may_name>"The third step is not for this lead: its source stays hidden."</p>
            </details>
        </div>
    };
    fold("How well it is prepared", opens(false), told, body.into_any())
}
