//! A lead as an entry of a list or of the board.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use notebook::{command::Command, practice::leads::Deed, query::LeadRow, record::Progress};
use said::words::leads as say;

use crate::{
    app::link::use_keeper,
    browser::clock::now,
    components::{
        edit::label,
        face::face,
        icon::{Glyph, icon},
        money::amount,
        seek::Asked,
        when,
    },
    pages::lead::fields::{LEVELS, PROGRESS},
};

/// The state after this one, on the way.
pub(crate) fn next_state(state: &Progress) -> Option<Progress> {
    Some(match state {
        Progress::New => Progress::Contacted,
        Progress::Contacted => Progress::Met,
        Progress::Met => Progress::Proposal,
        Progress::Proposal => Progress::Won,
        _ => return None,
    })
}

/// An entry of a list.
pub(crate) fn lead_entry(row: LeadRow, tail: impl Fn() -> String + Send + 'static) -> AnyView {
    entry(row, tail, None)
}

/// An entry of the board: one tap takes it to the next state.
pub(super) fn board_entry(row: LeadRow, asked: Asked) -> AnyView {
    let keeper = use_keeper();
    let (lead, need) = (row.id, row.need.clone());
    let acts = next_state(&row.progress).map(|next| {
        let shown = label(PROGRESS, next.word());
        let said = say::moved(&need, &shown).text();
        let act = move |_| {
            keeper.act_said(Command::Lead { lead, deed: Deed::Moved(next.clone()) }, said.clone());
        };
        view! {
            <div class="acts">
                <button class="act quiet" aria-label=say::moved(&need, &shown).text() on:click=act>{icon(Glyph::Leads)} " " {shown.clone()}</button>
            </div>
        }
        .into_any()
    });
    entry(row, move || asked.tail(), acts)
}

fn entry(row: LeadRow, tail: impl Fn() -> String + Send + 'static, acts: Option<AnyView>) -> AnyView {
    let path = format!("/leads/{}", row.id);
    let here = use_location().pathname;
    let current = {
        let path = path.clone();
        move || here.with(|here| here.starts_with(&path)).then_some("page")
    };
    let now = now();
    let is_open = !row.progress.is_end();
    let due = row.due.filter(|_| is_open);
    let is_late = due.into_iter().chain(row.contact_by).any(|by| by.is_over(now));
    let tone = match (is_late, is_open && row.expects_call || row.contact_by.is_some()) {
        (true, _) => "overdue",
        (_, true) => "promise",
        _ => "",
    };
    let title = if row.need.is_empty() { say::NEED_NOT_YET_TOLD.text().to_owned() } else { row.need };
    let mut names = Vec::new();
    let prospect = (!row.prospect.is_empty()).then(|| notebook::isolated(&row.prospect).into_owned());
    let recipients = (!row.recipients.is_empty()).then(|| say::for_whom(&row.recipients).text());
    for name in [prospect, recipients].into_iter().flatten() {
        let between = if names.is_empty() { "" } else { " · " };
        names.push(view! { {between} <bdi>{name}</bdi> });
    }
    let rest = [
        (row.expects_call && is_open).then(|| say::EXPECTS_CALL.text().to_owned()),
        row.contact_by.map(|by| {
            let said = if by.is_over(now) { say::contact_was_wanted } else { say::contact_wanted };
            said(&when::civil(by)).text()
        }),
        due.filter(|_| row.contact_by.is_none()).map(|due| {
            let said = if due.is_over(now) { say::was_due_on } else { say::due_on };
            said(&when::civil(due)).text()
        }),
        row.value.as_ref().map(amount),
        row.heat.map(|heat| say::heat(heat).text()),
    ];
    let rest = rest.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let between = if names.is_empty() || rest.is_empty() { "" } else { " · " };
    let face = if row.prospect.is_empty() {
        view! { <span class="face" aria-hidden="true">{icon(Glyph::Leads)}</span> }.into_any()
    } else {
        face(&row.prospect)
    };
    view! {
        <article class=format!("entry {tone}")>
            <div class="who">{face}</div>
            <div class="what">
                <h3 class="top">
                    <a class="go name" href=move || format!("{path}{}", tail()) aria-current=current dir="auto">{title}</a>
                    " "
                    <span class="when">{label(LEVELS, &row.level)}</span>
                </h3>
                <p class="why">{names} {between} {rest}</p>
                {acts}
            </div>
        </article>
    }
    .into_any()
}
