//! Leads by state, with what they may be called in truth.

mod add;

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use notebook::{
    query::{LeadFilter, LeadRow, LeadsView, Page, Query},
    record::Progress,
};

use crate::{
    app::link::use_keeper,
    browser::clock::now,
    components::{
        chip::filter_chip,
        edit::label,
        empty::{clear, ghosts},
        face::face,
        head::head_with,
        icon::{Glyph, icon},
        numbers::{counted, several},
        seek::{Asked, find, use_asked},
        when,
    },
    pages::lead::fields::{LEVELS, PROGRESS},
};
use add::add_lead;

/// Leads asked for at once.
const STEP: usize = 100;

/// The list of leads.
#[component]
pub(crate) fn Leads() -> impl IntoView {
    let asked = use_asked();
    let adding = RwSignal::new(false);
    let most = RwSignal::new(STEP);
    let answer =
        use_keeper().watch::<LeadsView>(move || Query::Leads(filter_of(asked), Page::first(most.get())));
    let total = Memo::new(move |_| answer.with(|leads| leads.as_ref().map(|leads| leads.list.total)));
    let rows = Memo::new(move |_| {
        answer.with(|leads| leads.as_ref().map(|leads| leads.list.rows.clone()).unwrap_or_default())
    });
    let states = Memo::new(move |_| {
        answer.with(|leads| leads.as_ref().map(|leads| leads.states.clone()).unwrap_or_default())
    });
    let body = move || match total.get() {
        None => ghosts(),
        Some(0) => none(asked, adding),
        Some(_) => by_state(rows.get(), asked),
    };
    let more = move || {
        let left = total.get().unwrap_or(0).saturating_sub(rows.with(Vec::len));
        (left > 0).then(|| {
            let words = format!("Show {} more", counted(left.min(STEP)));
            view! {
                <div class="inset">
                    <button class="act" on:click=move |_| most.update(|most| *most += STEP)>{words}</button>
                </div>
            }
        })
    };
    let said = move || total.get().filter(|n| *n > 0).map(|n| several(n, "lead", "leads"));
    let button = view! {
        <button class="act" on:click=move |_| adding.set(true)>{icon(Glyph::Plus)} " Add"</button>
    };
    view! {
        <section class="pane list ruled" aria-labelledby="leads">
            <div class="scroll col">
                {head_with("leads", "Leads", button.into_any())}
                <search class="seek">
                    {find(asked, "Search leads", "Need, name, words", false)}
                    <div class="chips roll" role="group" aria-label="State">{move || chips(asked, &states.get())}</div>
                </search>
                <p class="hint day" role="status" hidden=move || total.get() == Some(0)>{said}</p>
                {body}
                {more}
            </div>
        </section>
        {add_lead(adding)}
    }
}

fn filter_of(asked: Asked) -> LeadFilter {
    let state = asked.get("state");
    LeadFilter {
        text: asked.text.get().trim().to_owned(),
        progress: (!state.is_empty() && state != "open").then(|| Progress::of(&state)),
        open: state == "open",
    }
}

/// All, open, and each state that is in use.
fn chips(asked: Asked, states: &[(Progress, usize)]) -> Vec<AnyView> {
    let now = asked.get("state");
    let used = states.iter().map(|(state, n)| (state.word().to_owned(), label(PROGRESS, state.word()), *n));
    let mut all = vec![(String::new(), "All".to_owned(), 0), ("open".to_owned(), "Open".to_owned(), 0)];
    all.extend(used);
    let chip = |(word, shown, n): (String, String, usize)| {
        let on = word == now;
        let shown = if n > 0 { format!("{shown} {}", counted(n)) } else { shown };
        filter_chip(shown, Signal::stored(on), move || asked.set("state", &word))
    };
    all.into_iter().map(chip).collect()
}

/// One heading a state; a search keeps its order by rank.
fn by_state(rows: Vec<LeadRow>, asked: Asked) -> AnyView {
    let tail = asked.tail();
    let list = |rows: Vec<LeadRow>| {
        let entries = rows.into_iter().map(|row| lead_entry(row, &tail)).collect_view();
        view! { <ul class="entries">{entries}</ul> }
    };
    if asked.text.with(|text| !text.trim().is_empty()) {
        return list(rows).into_any();
    }
    let mut states: Vec<(Progress, Vec<LeadRow>)> = Vec::new();
    for row in rows {
        match states.iter_mut().find(|(state, _)| *state == row.progress) {
            Some((_, rows)) => rows.push(row),
            None => states.push((row.progress.clone(), vec![row])),
        }
    }
    states.sort_by(|a, b| a.0.cmp(&b.0));
    let sections = states.into_iter().map(|(state, rows)| {
        let heading = label(PROGRESS, state.word());
        let n = counted(rows.len());
        view! { <h2 class="section">{heading} " " <span class="count">{n}</span></h2> {list(rows)} }
    });
    sections.collect_view().into_any()
}

/// A lead as an entry of a list.
pub(crate) fn lead_entry(row: LeadRow, tail: &str) -> AnyView {
    let path = format!("/leads/{}", row.id);
    let here = use_location().pathname;
    let current = {
        let path = path.clone();
        move || here.with(|here| here.starts_with(&path)).then_some("page")
    };
    let today = now().today();
    let is_open = !matches!(row.progress, Progress::Won | Progress::Lost | Progress::NotAFit);
    let is_late = is_open && row.due.is_some_and(|due| due < today);
    let tone = match (is_open, is_late, row.expects_call) {
        (true, true, _) => "overdue",
        (true, _, true) => "promise",
        _ => "",
    };
    let title = if row.need.is_empty() { "A need not yet told".to_owned() } else { row.need };
    let mut why: Vec<String> = Vec::new();
    if !row.prospect.is_empty() {
        why.push(row.prospect.clone());
    }
    if !row.recipients.is_empty() {
        why.push(format!("for {}", row.recipients));
    }
    if row.expects_call && is_open {
        why.push("expects a call".to_owned());
    }
    if let Some(due) = row.due.filter(|_| is_open) {
        why.push(if is_late {
            format!("was due {}", when::day(due))
        } else {
            format!("due {}", when::day(due))
        });
    }
    let face = if row.prospect.is_empty() {
        view! { <span class="face" aria-hidden="true">{icon(Glyph::Leads)}</span> }.into_any()
    } else {
        face(&row.prospect)
    };
    view! {
        <li>
            <article class=format!("entry {tone}")>
                <div class="who">{face}</div>
                <div class="what">
                    <h3 class="top">
                        <a class="go name" href=format!("{path}{tail}") aria-current=current dir="auto">{title}</a>
                        " "
                        <span class="when">{label(LEVELS, &row.level)}</span>
                    </h3>
                    <p class="why">{why.join(" · ")}</p>
                </div>
            </article>
        </li>
    }
    .into_any()
}

fn none(asked: Asked, adding: RwSignal<bool>) -> AnyView {
    if asked.any() {
        let act = view! { <button class="act" on:click=move |_| asked.clear()>"Show all leads"</button> };
        return clear("No such lead.", "Fewer letters or another state finds more.", act.into_any());
    }
    let act = view! { <button class="act" on:click=move |_| adding.set(true)>{icon(Glyph::Plus)} " Add a lead"</button> };
    clear(
        "No leads yet.",
        "A need that you jot becomes one. “Ana needs a bookkeeper” is enough.",
        act.into_any(),
    )
}
