//! Today: what wants attention and why now. The composer stands below it.

pub(crate) mod act;
mod due;
mod first;
pub(crate) mod hints;
mod shelter;
mod state;

use crate::components::said::{labelled, paragraph, section};
use leptos::{prelude::*, task::spawn_local};
use notebook::{
    command::Command,
    query::{CalendarView, Due, Query, TodayView},
    record::{Kind, Ref},
};
use said::words::today as say;
use said::words::word;

use crate::{
    app::{
        cloak::cloak_button,
        link::{Phase, TODAY, Watched, use_keeper},
    },
    browser::{clock, file},
    components::{
        drip::drip,
        empty::{self, clear, ghosts},
        fold::has_room,
        icon::{Glyph, icon},
        more::{kept, more},
        safety::safety,
        when,
    },
};

use super::{lead, person};
use due::Open;

/// Entries asked for at once: more than anybody works off in one go.
const STEP: usize = 40;

/// What the page is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Day {
    Unknown,
    /// There is nothing in the notebook at all yet.
    First,
    /// Nothing is due, and nothing comes soon.
    Clear,
    /// Nothing is due now.
    Quiet,
    Due,
}

impl Day {
    fn of(today: Option<&TodayView>) -> Self {
        match today {
            None => Self::Unknown,
            Some(today) if today.empty => Self::First,
            Some(today) if !today.due.is_empty() => Self::Due,
            Some(today) if !today.soon.is_empty() => Self::Quiet,
            Some(_) => Self::Clear,
        }
    }
}

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct Shown {
    today: Watched<TodayView>,
    open: Open,
    most: RwSignal<usize>,
    /// It is the picture of another day: it says no *nothing*, and dates nothing by today.
    stale: Memo<bool>,
}

/// Whose page stands beside the list of the day; in the context of every page.
#[derive(Clone, Copy)]
pub(crate) struct Beside(pub(crate) RwSignal<Option<Ref>>);

/// The page of the entry that is open: of the lead, or of whom it is about.
pub(crate) fn beside() -> AnyView {
    let Beside(record) = expect_context();
    let kind = Memo::new(move |_| record.get().map(|record| record.kind));
    let id = Memo::new(move |_| record.get().map(|record| record.id));
    let page = move || match kind.get() {
        Some(Kind::Lead) => lead::pane(id),
        Some(_) => person::pane(id),
        None => empty::beside(),
    };
    view! { {page} }.into_any()
}

/// The list of the day.
pub(crate) fn today() -> AnyView {
    let most = kept("today", STEP);
    let (today, since) = use_keeper().watch_from_last::<TodayView>(TODAY, move || Query::Today(most.get()));
    // One line: no entry moves under a finger when the notebook is open.
    let (phase, waiting) = (use_keeper().phase(), use_keeper().waiting());
    let status = use_keeper().status();
    let is_missing = Memo::new(move |_| status.with(|status| status.missing > 0));
    let state = move || {
        let stood = since.get().map(|at| say::as_it_stood(&when::moment(&at.0)).text());
        match stood {
            Some(stood) if phase.get() == Phase::Loading && waiting.get() == 0 => stood.into_any(),
            Some(stood) => view! { {safety()} " · " {stood} }.into_any(),
            None => safety(),
        }
    };
    let day = Memo::new(move |_| today.with(|today| Day::of(today.as_deref())));
    let stale = Memo::new(move |_| since.get().is_some_and(|at| at.today() != clock::now().today()));
    let Beside(beside) = expect_context();
    let open: Open = RwSignal::new(None);
    Effect::new(move |_| {
        let about = open.get();
        let of = |today: &TodayView| {
            let mut all = today.due.iter().chain(&today.soon);
            let due = all.find(|due| Some(&due.about) == about.as_ref())?;
            let is_person = !matches!(due.record.kind, Kind::Person | Kind::Lead);
            if is_person { due.person.map(|id| Ref::new(Kind::Person, id)) } else { Some(due.record) }
        };
        if has_room() {
            beside.set(today.with_untracked(|today| today.as_deref().and_then(of)));
        }
    });
    let shown = Shown { today, open, most, stale };
    let list = move || match day.get() {
        Day::Unknown => ghosts(),
        // Whose notebook is gone is no newcomer.
        Day::First if is_missing.get() => ().into_any(),
        Day::First if !stale.get() => first::first_page(),
        day => shown.day(day),
    };
    view! {
        <div
            class=move || if matches!(day.get(), Day::Clear | Day::Quiet | Day::First) { "scroll col" } else { "scroll" }
            aria-busy=move || (day.get() == Day::Unknown).then_some("true")
        >
            <header class="head">
                <h1 id="today" tabindex="-1">{word::TODAY.text()}</h1>
                <p>{when::full_day(clock::now().today())}</p>
                <p>{state}</p>
                {cloak_button()}
            </header>
            {state::notices()}
            {shelter::warning()}
            {list}
        </div>
    }
    .into_any()
}

impl Shown {
    /// A part of the answer, and anew when that part changes.
    fn part<T: PartialEq + Clone + Send + Sync + 'static>(
        self,
        read: fn(&TodayView) -> T,
    ) -> Memo<Option<T>> {
        Memo::new(move |_| self.today.with(|today| today.as_deref().map(read)))
    }

    fn day(self, day: Day) -> AnyView {
        let waiting = self.part(|today| today.inbox);
        let hinted = self.part(|today| today.hints.clone());
        let inbox = move || waiting.get().filter(|waiting| *waiting > 0).map(inbox);
        let hints = move || hinted.get().map(|hinted| hints::hints(&hinted));
        match day {
            Day::Due => view! { {self.due()} {inbox} {hints} {self.soon()} {calendar()} }.into_any(),
            // What is due today nobody knows yet.
            _ if self.stale.get() && day != Day::Due => view! { {inbox} {ghosts()} {self.soon()} }.into_any(),
            Day::Quiet => view! {
                {inbox}
                <div class="clear">
                    {paragraph(say::NOTHING_IS_DUE)}
                    {paragraph(say::NOBODY_WAITS_FOR_YOU_TODAY)}
                </div>
                {hints}
                {self.soon()}
                {calendar()}
            }
            .into_any(),
            _ => {
                let words = move || match waiting.get() {
                    Some(0) => say::GOOD_MOMENT_TO_WRITE_DOWN.text(),
                    _ => say::NOBODY_WAITS_FOR_YOU_TODAY_SAID.text(),
                };
                view! { {inbox} {hints} {move || clear(say::NOTHING_IS_DUE.text(), words(), ().into_any())} }
                    .into_any()
            }
        }
    }

    /// What is due, and how to see what does not fit.
    fn due(self) -> AnyView {
        let waiting = self.part(|today| today.waiting);
        let waiting = move || {
            waiting.get().filter(|waiting| *waiting > 0).map(|waiting| {
                view! { <p class="inset hint">{say::others(waiting).text()}</p> }
            })
        };
        view! { {self.list(|today| &today.due)} {self.more(|today| today.more_due)} {waiting} }.into_any()
    }

    fn soon(self) -> AnyView {
        let comes = self.part(|today| !today.soon.is_empty());
        let section = move || {
            comes.get().filter(|comes| *comes).map(|_| {
                view! {
                    {section(say::THIS_WEEK)}
                    {self.list(|today| &today.soon)}
                    {self.more(|today| today.more_soon)}
                }
            })
        };
        section.into_any()
    }

    fn list(self, of: fn(&TodayView) -> &Vec<Due>) -> AnyView {
        let all = move || self.today.with(|today| today.as_deref().map(of).cloned().unwrap_or_default());
        // Not a part of the entries: those that are drawn already follow it too.
        let next_week = self.part(|today| today.next_week);
        drip(all, move |entry: Due| due::entry(&entry, self.open, next_week, self.stale))
    }

    fn more(self, left: fn(&TodayView) -> usize) -> AnyView {
        let left = self.part(left);
        (move || more(left.get().unwrap_or(0), self.most, STEP)).into_any()
    }
}

/// What is due and what comes, as a file for a calendar. Calendars are shared: nobody is named in it who wants
/// to stay hidden.
fn calendar() -> AnyView {
    let keeper = use_keeper();
    let save = move |_| {
        spawn_local(async move {
            let Some(view) = keeper.ask::<CalendarView>(Query::Calendar).await else { return };
            let calendar = exchange::calendar::of(&view, clock::now(), clock::offset_at);
            match file::save("rapport.ics", calendar.as_bytes(), exchange::calendar::KIND) {
                Some(()) => {
                    let gone = view.gone.len();
                    let gone = if gone == 0 { String::new() } else { gone.to_string() };
                    let said = say::for_calendar(&gone, view.entries.len()).text();
                    if !view.given.is_empty() {
                        let given = Command::Edit { record: Ref::ME, edits: view.given };
                        if let Err(why) = keeper.act(given).await {
                            keeper.toasts().trouble(why);
                            return;
                        }
                    }
                    keeper.toasts().say(said);
                }
                None => {
                    keeper.toasts().trouble(file::NOT_TAKEN.text());
                }
            }
        });
    };
    view! {
        <div class="inset acts">
            <button class="act quiet" on:click=save>{labelled(Glyph::Calendar, say::INTO_CALENDAR)}</button>
        </div>
    }
    .into_any()
}

fn inbox(waiting: usize) -> AnyView {
    let words = say::jots(waiting).text();
    view! {
        <article class="entry">
            <div class="who"><span class="face" aria-hidden="true">{icon(Glyph::Inbox)}</span></div>
            <div class="what">
                <h3 class="top"><a class="go name" href="/inbox">{words}</a></h3>
                <p class="why">{say::EVERY_WORD_IS_KEPT_SORTING.text()}</p>
            </div>
        </article>
    }
    .into_any()
}
