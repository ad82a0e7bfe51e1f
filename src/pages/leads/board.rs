//! Leads state by state: columns where there is room, sections on a phone.

use leptos::prelude::*;
use notebook::query::Column;

use super::entry::board_entry;
use crate::{
    components::{
        edit::label,
        numbers::{counted, several},
        seek::Asked,
    },
    pages::lead::fields::PROGRESS,
};

/// The columns: what is under way one by one, what is over together in the last.
pub(super) fn board(columns: &[Column], asked: Asked) -> AnyView {
    let (over, under_way): (Vec<&Column>, Vec<&Column>) =
        columns.iter().partition(|column| column.progress.is_end());
    let is_open = asked.get("state") == "open";
    let under_way = under_way.into_iter().map(|column| section(column, asked)).collect_view();
    let over = (!is_open).then(|| {
        let over = over.into_iter().map(|column| section(column, asked)).collect_view();
        view! { <div class="over">{over}</div> }
    });
    view! { <div class="board">{under_way} {over}</div> }.into_any()
}

fn section(column: &Column, asked: Asked) -> AnyView {
    let (word, tail) = (column.progress.word().to_owned(), asked.tail());
    let heading = label(PROGRESS, &word);
    let id = format!("state-{word}");
    let labelled = id.clone();
    let rows = column.rows.iter().map(|row| board_entry(row.clone(), &tail)).collect_view();
    let left = column.total - column.rows.len();
    let way = asked.get("way");
    let more = (left > 0).then(|| {
        let way = if way.is_empty() { String::new() } else { format!("&way={way}") };
        let words = format!("All {}", several(column.total, "lead", "leads"));
        view! { <p class="inset"><a class="link" href=format!("/leads?state={word}{way}")>{words}</a></p> }
    });
    view! {
        <section aria-labelledby=labelled class:none=column.total == 0>
            <h2 class="section" id=id>{heading} " " <span class="count">{counted(column.total)}</span></h2>
            <ul class="entries">{rows}</ul>
            {more}
        </section>
    }
    .into_any()
}
