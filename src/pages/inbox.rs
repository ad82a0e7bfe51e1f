//! The inbox: jots that wait to be sorted, in the words they were written in.

use crate::components::said::labelled;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use notebook::{
    jot::Parsed,
    query::{JotRow, Listed, Page, Query},
};
use said::words::inbox as say;
use said::words::word;

use crate::{
    app::link::use_keeper,
    components::{
        empty::{clear, ghosts},
        head::head,
        icon::Glyph,
        keyed::keyed,
        more::{kept, more},
        when,
    },
};

/// More than anybody sorts in one go.
const STEP: usize = 100;

/// Lines of a jot that are shown at first, and the letters of one on a phone.
const LINES: usize = 4;
const A_LINE: usize = 36;

/// The list.
#[component]
pub fn Inbox() -> impl IntoView {
    let most = kept("inbox", STEP);
    let view = use_keeper().watch::<Listed<JotRow>>(move || Query::Inbox(Page::first(most.get())));
    let path = use_location().pathname;
    let total = Memo::new(move |_| view.with(|list| list.as_ref().map(|list| list.total)));
    let below = move || match total.get() {
        None => String::new(),
        Some(0) => say::EVERYTHING_IS_SORTED.text().to_owned(),
        Some(n) => say::to_sort(n).text(),
    };
    // Drawn anew when there is nothing any more, not when there is one more.
    let any = Memo::new(move |_| total.get().map(|n| n > 0));
    let rows = move || view.with(|list| list.as_ref().map(|list| list.rows.clone()).unwrap_or_default());
    let left =
        move || view.with(|list| list.as_ref().map_or(0, |list| list.total.saturating_sub(list.rows.len())));
    let list = move || match any.get() {
        Some(false) => clear(
            say::INBOX_IS_EMPTY.text(),
            say::WHAT_YOU_JOT_WAITS_HERE.text(),
            view! { <a class="act" href="/jot">{labelled(Glyph::Jot, say::JOT)}</a> }.into_any(),
        ),
        Some(true) => view! {
            <ul class="entries">{keyed(rows, |row: &JotRow| row.jot.id, move |row| line(&row, path))}</ul>
            {move || more(left(), most, STEP)}
        }
        .into_any(),
        None => ghosts(),
    };
    let class = move || if total.get() == Some(0) { "scroll col" } else { "scroll" };
    view! {
        <section class="pane list ruled" aria-labelledby="inbox">
            <div class=class>
                {head("inbox", word::INBOX.text(), view! { <p>{below}</p> }.into_any())}
                {list}
            </div>
        </section>
    }
}

fn line(row: &JotRow, path: Memo<String>) -> AnyView {
    let href = format!("/inbox/{}", row.jot.id);
    let at = row.jot.at;
    let date = at.map(|at| {
        let today = when::date_of(&at) == crate::browser::clock::now().today();
        // Narrow: the hour may stand above its half of the day.
        if today { when::time(&at).replace('\u{202f}', " ") } else { when::short_day(when::date_of(&at)) }
    });
    let here = href.clone();
    // Four lines, and the rest when it is asked for.
    let is_long = row.jot.text.lines().count() > LINES || row.jot.text.chars().count() > LINES * A_LINE;
    let whole = RwSignal::new(!is_long);
    let more = move || {
        (!whole.get()).then(|| {
            view! { <button class="link tap" on:click=move |_| whole.set(true)>"more"</button> }
        })
    };
    view! {
        <article class="entry">
            <div class="who"><time class="date">{date}</time></div>
            <div class="what">
                <p class="words" class:cut=move || !whole.get()>
                    <a class="go plain" href=href aria-current=move || (path.read() == here).then_some("page")>
                        {row.jot.text.clone()}
                    </a>
                </p>
                {more}
                <p class="why">{becomes(&row.parsed)}</p>
            </div>
        </article>
    }
    .into_any()
}

/// What it may become, in a few words.
fn becomes(parsed: &Parsed) -> String {
    let mut words: Vec<String> = Vec::new();
    if parsed.name().is_some() {
        words.push("person".into());
    }
    if parsed.is_lead() {
        words.push("lead".into());
    }
    if parsed.expects_call() {
        words.push(say::EXPECTS_CALL.text().into());
    }
    words.extend(parsed.due().map(|due| when::day(due.date)));
    if words.is_empty() { say::NOT_CLEAR_YET.text().into() } else { words.join(", ") }
}
