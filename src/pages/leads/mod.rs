//! Leads by state and by the way they went: a board where there is room, lists on a phone.

mod add;
mod board;
mod entry;

use crate::components::said::labelled;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use notebook::{
    query::{Column, LeadFilter, LeadRow, LeadsView, Page, Query},
    record::{Direction, Progress},
};
use said::words::leads as say;
use said::words::word;

use crate::{
    app::{
        discreet::discreet_button,
        link::{Watched, use_keeper},
    },
    components::{
        chip::filter_chip,
        edit::Choices,
        empty::{clear, ghosts},
        head::head_with,
        icon::Glyph,
        keyed::keyed,
        more::{kept, more},
        roll::roll,
        seek::{Asked, find, use_asked},
    },
    pages::lead::fields::{DIRECTIONS, PROGRESS},
};
use add::add_lead;
use board::board;
pub(crate) use entry::{lead_entry, next_state};

/// Leads asked for at once.
const STEP: usize = 100;
/// Leads of each state on the board.
const FEW: usize = 12;

/// The list of leads.
#[component]
pub(crate) fn Leads() -> impl IntoView {
    let asked = use_asked();
    let adding = RwSignal::new(false);
    let most = kept("leads", STEP);
    let is_board = Memo::new(move |_| {
        asked.text.with(|text| text.trim().is_empty()) && matches!(asked.get("state").as_str(), "" | "open")
    });
    let keeper = use_keeper();
    // One of the two is shown; the other asks for nothing.
    let columns = keeper
        .watch::<Vec<Column>>(move || Query::Board(filter_of(asked), if is_board.get() { FEW } else { 0 }));
    let found = keeper.watch::<LeadsView>(move || {
        Query::Leads(filter_of(asked), Page::first(if is_board.get() { 0 } else { most.get() }))
    });
    let total = Memo::new(move |_| {
        if is_board.get() {
            columns.with(|columns| {
                columns.as_ref().map(|all| all.iter().map(|column| column.total).sum::<usize>())
            })
        } else {
            found.with(|found| found.as_ref().map(|found| found.list.total))
        }
    });
    // Drawn anew when there is nothing any more, not when there is one more.
    let state = Memo::new(move |_| total.get().map(|n| n.min(1)));
    let body = move || match state.get() {
        None => ghosts(),
        Some(0) => none(asked, adding),
        Some(_) if is_board.get() => board(columns, asked),
        Some(_) => listed(found, asked, most),
    };
    let said = move || total.get().filter(|n| *n > 0).map(|n| say::leads(n).text());
    let path = use_location().pathname;
    // Without a page beside it the board has all the room.
    let class = move || {
        let is_wide = is_board.get() && path.with(|path| path.trim_end_matches('/') == "/leads");
        if is_wide { "pane list ruled wide" } else { "pane list ruled" }
    };
    let acts = view! {
        {discreet_button()}
        <button class="act" on:click=move |_| adding.set(true)>{labelled(Glyph::Plus, word::ADD)}</button>
    };
    let states =
        view! { {move || chips(asked, "state", say::ALL.text(), Some(("open", say::OPEN.text())), PROGRESS)} }.into_any();
    let ways = view! { {move || chips(asked, "way", say::EVERY_WAY.text(), None, DIRECTIONS)} }.into_any();
    view! {
        <section class=class aria-labelledby="leads">
            <div class="scroll col">
                {head_with("leads", word::LEADS.text(), acts.into_any())}
                <search class="seek">
                    {find(asked, say::SEARCH_LEADS.text(), say::NEED_NAME_WORDS.text(), false)}
                    {roll(say::STATE.text(), states, move || drop(asked.get("state")))}
                    {roll(say::WHICH_WAY.text(), ways, move || drop(asked.get("way")))}
                </search>
                <p class="hint day" role="status" hidden=move || total.get() == Some(0)>{said}</p>
                {body}
            </div>
        </section>
        {add_lead(adding)}
    }
}

/// The questions in the address as the notebook is asked them.
fn filter_of(asked: Asked) -> LeadFilter {
    let (state, way) = (asked.get("state"), asked.get("way"));
    LeadFilter {
        text: asked.text.get().trim().to_owned(),
        progress: (!state.is_empty() && state != "open").then(|| Progress::of(&state)),
        open: state == "open",
        direction: (!way.is_empty()).then(|| Direction::of(&way)),
    }
}

/// Filters of one question: all, perhaps one of their own, and each word.
fn chips(
    asked: Asked,
    key: &'static str,
    all: &'static str,
    more: Option<(&'static str, &'static str)>,
    known: Choices,
) -> Vec<AnyView> {
    let now = asked.get(key);
    let chip = |(word, shown): (&'static str, &'static str)| {
        filter_chip(shown, Signal::stored(word == now), move || asked.set(key, word))
    };
    std::iter::once(("", all))
        .chain(more)
        .chain(known.iter().map(|(word, shown)| (*word, shown.text())))
        .map(chip)
        .collect()
}

/// One list; a search keeps its order by rank.
fn listed(found: Watched<LeadsView>, asked: Asked, most: RwSignal<usize>) -> AnyView {
    let rows =
        move || found.with(|found| found.as_ref().map(|found| found.list.rows.clone()).unwrap_or_default());
    let left = move || {
        found.with(|found| {
            found.as_ref().map_or(0, |found| found.list.total.saturating_sub(found.list.rows.len()))
        })
    };
    view! {
        <ul class="entries">{keyed(rows, |row: &LeadRow| row.id, move |row| lead_entry(row, move || asked.tail()))}</ul>
        {move || more(left(), most, STEP)}
    }
    .into_any()
}

fn none(asked: Asked, adding: RwSignal<bool>) -> AnyView {
    if asked.any() {
        let act = view! { <button class="act" on:click=move |_| asked.clear()>{say::SHOW_ALL_LEADS.text()}</button> };
        return clear(say::NO_SUCH_LEAD.text(), say::FEWER_LETTERS_OR_ANOTHER_STATE.text(), act.into_any());
    }
    let act = view! { <button class="act" on:click=move |_| adding.set(true)>{labelled(Glyph::Plus, say::ADD_LEAD)}</button> };
    clear(say::NO_LEADS_YET.text(), say::NEED_THAT_YOU_JOT_BECOMES.text(), act.into_any())
}
