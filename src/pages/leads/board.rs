//! Leads state by state: columns where there is room, sections on a phone.

use leptos::prelude::*;
use notebook::{
    query::{Column, LeadRow},
    record::Progress,
};
use said::words::leads as say;

use super::entry::board_entry;
use crate::{
    app::link::Watched,
    components::{edit::label, keyed::keyed, numbers::counted, seek::Asked},
    pages::lead::fields::PROGRESS,
};

/// The columns: what is under way one by one, what is over together in the last.
pub(super) fn board(columns: Watched<Vec<Column>>, asked: Asked) -> AnyView {
    let part = move |is_over: bool| {
        let states = move || {
            columns.with(|columns| {
                let all = columns.iter().flat_map(|columns| columns.iter());
                let states = all.map(|column| column.progress.clone());
                states.filter(|state| state.is_end() == is_over).collect::<Vec<_>>()
            })
        };
        let draw = move |state: Progress| section(columns, state, asked);
        view! { <For each=states key=|state| state.word().to_owned() children=draw /> }
    };
    let over = move || {
        (asked.get("state") != "open").then(|| view! { <div class="over">{part(true)}</div> }.into_any())
    };
    view! { <div class="board">{part(false)} {over}</div> }.into_any()
}

fn section(columns: Watched<Vec<Column>>, state: Progress, asked: Asked) -> AnyView {
    let word = state.word().to_owned();
    let column = Memo::new(move |_| {
        columns.with(|columns| {
            columns.iter().flat_map(|all| all.iter()).find(|is| is.progress == state).cloned()
        })
    });
    let total = move || column.with(|column| column.as_ref().map_or(0, |column| column.total));
    let heading = label(PROGRESS, &word);
    let id = format!("state-{word}");
    let labelled = id.clone();
    let rows =
        move || column.with(|column| column.as_ref().map(|column| column.rows.clone()).unwrap_or_default());
    let more = move || {
        let left = column.with(|column| column.as_ref().map_or(0, |column| column.total - column.rows.len()));
        let way = asked.get("way");
        (left > 0).then(|| {
        let way = if way.is_empty() { String::new() } else { format!("&way={way}") };
        let words = say::all_n(total()).text();
        view! { <p class="inset"><a class="link" href=format!("/leads?state={word}{way}")>{words}</a></p> }
        })
    };
    view! {
        <section aria-labelledby=labelled class:none=move || total() == 0>
            <h2 class="section" id=id>{heading} " " <span class="count">{move || counted(total())}</span></h2>
            <ul class="entries">{keyed(rows, |row: &LeadRow| row.id, move |row| board_entry(row, asked))}</ul>
            {more}
        </section>
    }
    .into_any()
}
