//! Every change, last first, each with a way back: of all, or of one person or lead.

mod words;

use chrono::NaiveDate;
use said::words::history as say;
use said::words::word;
use std::collections::BTreeSet;

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use notebook::{
    Instant, Now,
    query::{HistoryEntry, Listed, Page, Query},
    record::Ref,
};

use crate::{
    app::link::{TakeBack, use_keeper},
    components::{
        empty::{clear, ghosts},
        head::head,
        icon::{Glyph, icon},
        keyed::keyed,
        more::{kept, more},
        when,
    },
};

const STEP: usize = 60;

/// The pane of this place: `/history`, `/people/{id}/history`, `/leads/{id}/history`.
#[component]
pub(crate) fn History() -> impl IntoView {
    let path = use_location().pathname;
    let of = Memo::new(move |_| {
        path.with(|path| {
            path.trim_matches('/').strip_suffix("/history").and_then(|name| name.parse::<Ref>().ok())
        })
    });
    let most = kept("history", STEP);
    let answer = use_keeper().watch::<Listed<HistoryEntry>>(move || Query::History {
        of: of.get(),
        page: Page { offset: 0, limit: most.get() },
    });
    let list = Memo::new(move |_| answer.with(|list| list.as_deref().cloned()));
    let any = Memo::new(move |_| list.with(|list| list.as_ref().map(|list| !list.rows.is_empty())));
    let left =
        move || list.with(|list| list.as_ref().map_or(0, |list| list.total.saturating_sub(list.rows.len())));
    let body = move || match any.get() {
        None => ghosts(),
        Some(false) => clear(
            say::NOTHING_WAS_CHANGED_YET.text(),
            say::EVERY_CHANGE_WILL_STAND_HERE.text(),
            ().into_any(),
        ),
        Some(true) => view! { {days(list, of)} {move || more(left(), most, STEP)} }.into_any(),
    };
    let back = move || of.get().map_or_else(|| "/more".to_owned(), |record| format!("/{record}"));
    let title = move || {
        let of = of.get()?;
        list.with(|list| {
            let records = list.iter().flat_map(|list| &list.rows).flat_map(|entry| &entry.records);
            records.into_iter().find(|(record, _)| *record == of).map(|(_, title)| say::of(title).text())
        })
    };
    let below = view! { <p>{title} " " {say::EVERY_CHANGE_CAN_BE_TAKEN.text()}</p> };
    view! {
        <section class="pane page ruled" aria-labelledby="history">
            <div class="scroll col">
                <div class="tools">
                    <a class="only back" href=back aria-label=word::BACK.text()>{icon(Glyph::Back)}</a>
                </div>
                {head("history", word::HISTORY.text(), below.into_any())}
                {body}
            </div>
        </section>
    }
}

/// The entries under the headings of their days.
fn days(list: Memo<Option<Listed<HistoryEntry>>>, of: Memo<Option<Ref>>) -> AnyView {
    let rows = move || list.with(|list| list.as_ref().map(|list| list.rows.clone()).unwrap_or_default());
    let days = move || {
        // A wrong clock's entries stand under the day that it showed.
        let mut seen = BTreeSet::new();
        rows().iter().map(day_of).filter(|day| seen.insert(*day)).collect::<Vec<_>>()
    };
    let section = move |day: Option<NaiveDate>| {
        let heading = day.map(|day| when::capital(&when::day(day)));
        let of_day = move || rows().into_iter().filter(|entry| day_of(entry) == day).collect();
        let draw = move |entry: HistoryEntry| line(&entry, moment_of(&entry), of.get_untracked());
        let lines = keyed(of_day, |entry: &HistoryEntry| entry.change, draw);
        view! { <h2 class="day">{heading}</h2> <ol class="entries">{lines}</ol> }
    };
    view! { <For each=days key=|day| *day children=section /> }.into_any()
}

fn moment_of(entry: &HistoryEntry) -> Option<Instant> {
    Now::from_millis(entry.at.saturating_mul(1000), 0).map(|now| now.0)
}

fn day_of(entry: &HistoryEntry) -> Option<NaiveDate> {
    moment_of(entry).as_ref().map(when::date_of)
}

fn line(entry: &HistoryEntry, at: Option<Instant>, of: Option<Ref>) -> AnyView {
    let keeper = use_keeper();
    let change = entry.change;
    let words = words::of_entry(entry, of);
    let button = match entry.name.as_str() {
        "empty_bin" => view! { <span class="hint">{say::FOR_GOOD.text()}</span> }.into_any(),
        name => {
            let (glyph, how) =
                if name == "undo" { (Glyph::Restore, TakeBack::Redo) } else { (Glyph::Undo, TakeBack::Undo) };
            // Of a change that took one back it is said that it was done again.
            let undo = move |_| keeper.take_back(change, how);
            let label = say::takes_back(how.word(), &words.what).text();
            view! { <button class="act quiet" aria-label=label on:click=undo>{icon(glyph)} " " {how.word().text()}</button> }
                .into_any()
        }
    };
    let details =
        words.details.into_iter().map(|words| view! { <br /> <span class="why" dir="auto">{words}</span> });
    // The space before “AM” may break: the margin is narrow.
    let time = at.map(|at| when::time(&at).replace('\u{202f}', " "));
    view! {
        <article class="entry">
            <div class="who"><time class="date">{time}</time></div>
            <div class="what split">
                <p>{words.what} {details.collect_view()}</p>
                {button}
            </div>
        </article>
    }
    .into_any()
}
