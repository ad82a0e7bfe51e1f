//! Today: what wants attention and why now. The composer stands below it.

pub(crate) mod act;
mod due;
mod first;
pub(crate) mod hints;
mod state;

use chrono::NaiveDate;
use leptos::{prelude::*, task::spawn_local};
use notebook::query::{Due, Query, TodayView};

use crate::{
    app::link::{TODAY, use_keeper},
    browser::{clock, file},
    components::{
        empty::{clear, ghosts},
        icon::{Glyph, icon},
        numbers::{counted, several},
        safety::safety,
        when,
    },
};

use due::Open;

/// Entries drawn at once: more than anybody works off in one go.
const STEP: usize = 40;

/// The list of the day.
pub(crate) fn today() -> AnyView {
    let (today, since) = use_keeper().watch_from_last::<TodayView>(TODAY, || Query::Today);
    let as_it_stood = move || {
        since.get().map(|at| view! { <p class="hint">{format!("As it stood: {}", when::moment(&at.0))}</p> })
    };
    let is_quiet =
        Memo::new(move |_| today.with(|today| today.as_ref().is_some_and(|today| today.due.is_empty())));
    let open: Open = RwSignal::new(None);
    let most = RwSignal::new(STEP);
    let list = move || match today.get() {
        None => ghosts(),
        Some(today) if today.empty => first::first_page(),
        Some(today) => entries(&today, open, most),
    };
    view! {
        <div
            class=move || if is_quiet.get() { "scroll col" } else { "scroll" }
            aria-busy=move || today.with(Option::is_none).then_some("true")
        >
            <header class="head">
                <h1 id="today" tabindex="-1">"Today"</h1>
                <p>{when::full_day(clock::now().today())}</p>
                <p>{safety()}</p>
                {as_it_stood}
            </header>
            {state::notices()}
            {list}
        </div>
    }
    .into_any()
}

fn entries(today: &TodayView, open: Open, most: RwSignal<usize>) -> AnyView {
    let inbox = (today.inbox > 0).then(|| inbox(today.inbox));
    let list = |entries: &[Due]| list(entries, open, today.next_week);
    let soon = (!today.soon.is_empty()).then(|| {
        view! { <h2 class="section">"This week"</h2> {list(&today.soon)} }
    });
    let below = (today.due.len() + today.soon.len() > 0).then(calendar);
    let hints = hints::hints(&today.hints);
    if today.due.is_empty() {
        let words = match (today.soon.is_empty(), today.inbox) {
            (true, 0) => {
                "A good moment to write down whom you met. Whatever you jot is kept on this device, with or without a \
                 connection."
            }
            (true, _) => "Nobody waits for you today. A quiet minute is enough to sort what you jotted.",
            (false, _) => "Nobody waits for you today. What comes next is below.",
        };
        return if today.soon.is_empty() {
            view! { {inbox} {hints} {clear("Nothing is due.", words, ().into_any())} }.into_any()
        } else {
            view! {
                {inbox}
                <div class="clear"><p>"Nothing is due."</p><p>{words}</p></div>
                {hints}
                {soon}
                {below}
            }
            .into_any()
        };
    }
    let first = &today.due[..today.due.len().min(most.get())];
    let left = today.due.len() - first.len();
    let more = (left > 0).then(|| {
        let words = format!("Show {} more", counted(left.min(STEP)));
        view! {
            <div class="inset">
                <button class="act" on:click=move |_| most.update(|most| *most += STEP)>{words}</button>
            </div>
        }
    });
    let waiting = (today.waiting > 0).then(|| {
        let words = several(today.waiting, "other would be glad", "others would be glad");
        view! { <p class="inset hint">{words} " of a word too; they move up as you go."</p> }
    });
    view! { {list(first)} {more} {waiting} {inbox} {hints} {soon} {below} }.into_any()
}

fn list(entries: &[Due], open: Open, next_week: NaiveDate) -> AnyView {
    let entries = entries.iter().map(|entry| view! { <li>{due::entry(entry, open, next_week)}</li> });
    view! { <ul class="entries">{entries.collect_view()}</ul> }.into_any()
}

/// What is due and what comes, as a file for a calendar. Calendars are shared: nobody is named in it who wants
/// to stay hidden.
fn calendar() -> AnyView {
    let keeper = use_keeper();
    let save = move |_| {
        spawn_local(async move {
            let Some(today) = keeper.ask::<TodayView>(Query::Discreet(Box::new(Query::Today))).await else {
                return;
            };
            let all: Vec<Due> = today.due.into_iter().chain(today.soon).collect();
            let calendar = exchange::calendar::of_due(&all, clock::now());
            match file::save("rapport.ics", calendar.as_bytes(), exchange::calendar::KIND) {
                Some(()) => {
                    let entries = several(all.len(), "entry", "entries");
                    keeper.toasts().say(format!("{entries} for your calendar: rapport.ics"));
                }
                None => {
                    keeper
                        .toasts()
                        .trouble("This browser did not take the file. Try again, or in another browser.");
                }
            }
        });
    };
    view! {
        <div class="inset acts">
            <button class="act quiet" on:click=save>{icon(Glyph::Calendar)} " Into a calendar"</button>
        </div>
    }
    .into_any()
}

fn inbox(waiting: usize) -> AnyView {
    let words = match waiting {
        1 => "1\u{a0}jot to sort".to_owned(),
        n => format!("{n}\u{a0}jots to sort"),
    };
    view! {
        <article class="entry">
            <div class="who"><span class="face" aria-hidden="true">{icon(Glyph::Inbox)}</span></div>
            <div class="what">
                <h3 class="top"><a class="go name" href="/inbox">{words}</a></h3>
                <p class="why">"Every word is kept; sorting makes people and leads of them."</p>
            </div>
        </article>
    }
    .into_any()
}
