//! One entry of Today: who, when, why now; one tap or a swipe does it, opened it offers the rest.

use crate::components::said::{hint, labelled};
use chrono::NaiveDate;
use leptos::prelude::*;
use notebook::{
    query::{Due, Signal as Loud},
    record::{Kind, TouchKind},
};
use said::Word;
use said::words::today as say;
use web_sys::KeyboardEvent;

use super::act::{self, Act};
use crate::{
    app::link::{Keeper, use_keeper},
    browser::clock,
    components::{
        face::face,
        icon::{Glyph, icon},
        swipe::{Swipe, Swiped},
        when,
    },
    pages::lead::address_of,
};

/// Touches that can be logged with one tap.
const TOUCHES: [(TouchKind, Word); 5] = [
    (TouchKind::Call, say::CALL),
    (TouchKind::Message, say::MESSAGE),
    (TouchKind::Note, say::NOTE),
    (TouchKind::Met, say::MET),
    (TouchKind::OneToOne, say::ONE_TO_ONE),
];

/// What is open in the list, by what it is decided about.
pub(super) type Open = RwSignal<Option<String>>;

/// `next_week` is the day on which it begins for this person. In the picture of another day (`stale`) nothing is dated anew
/// beside words that were written then.
pub(super) fn entry(due: &Due, open: Open, next_week: Memo<Option<NaiveDate>>, stale: Memo<bool>) -> AnyView {
    let tone = match due.signal {
        Loud::Overdue => "overdue",
        Loud::Promise => "promise",
        Loud::Plain => "",
    };
    let keeper = use_keeper();
    let shown = StoredValue::new(due.clone());
    let is_open = Memo::new(move |_| shown.with_value(|due| open.read().as_deref() == Some(&due.about)));
    let toggle = move |_| {
        let about = shown.with_value(|due| due.about.clone());
        open.set((!is_open.get_untracked()).then_some(about));
    };
    let swipe = Swipe::new();
    // Each in one gesture: a swipe, a long one, a key on the entry, or a button under the mouse.
    let quick = move |what: Swiped| {
        shown.with_value(|due| match what {
            Swiped::Forth => carry_out(keeper, act::done(due)),
            Swiped::FarForth => {
                let (kind, word) = &TOUCHES[0];
                act::log(due, kind, word.text()).into_iter().for_each(|act| carry_out(keeper, act));
            }
            Swiped::Back => {
                let (word, day) = act::days(next_week.get_untracked().unwrap_or_default())[0];
                carry_out(keeper, act::later(due, day, word));
            }
            Swiped::FarBack => carry_out(keeper, act::leave(due)),
        });
    };
    // Where nobody can be called, a long swipe is no other than a short one.
    let calls = due.person.is_some();
    let meant = move |what| if what == Swiped::FarForth && !calls { Swiped::Forth } else { what };
    let ended = move |_| {
        if let Some(swiped) = swipe.ended() {
            quick(meant(swiped));
        }
    };
    let keys = move |event: KeyboardEvent| {
        let what = match event.key().as_str() {
            _ if event.ctrl_key() || event.meta_key() || event.alt_key() => return,
            "d" => Swiped::Forth,
            "g" => Swiped::FarForth,
            "s" => Swiped::Back,
            "x" => Swiped::FarBack,
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        quick(what);
    };
    let means = move || swipe.means().map(|what| shown.with_value(|due| said_of(meant(what), due)));
    let class = move || format!("entry swipes {tone}{}", if is_open.get() { " is-open" } else { "" });
    let acts = move || is_open.get().then(|| shown.with_value(|due| acts(keeper, due, next_week, open)));
    let done = move |_| shown.with_value(|due| carry_out(keeper, act::done(due)));
    let word = due.done.text();
    // Made when a mouse comes: a phone never draws them.
    let is_over = RwSignal::new(false);
    let at_mouse = move || is_over.get().then(|| shown.with_value(|due| at_mouse(due, quick)));
    view! {
        <article
            class=class
            on:pointerenter=move |event| is_over.set(event.pointer_type() == "mouse")
            on:pointerleave=move |_| is_over.set(false)
            style=("--dx", move || swipe.moved_by())
            on:pointerdown=move |event| swipe.began(&event)
            on:pointermove=move |event| swipe.moved(&event)
            on:pointerup=ended
            on:keydown=keys
            data-means=means
            on:pointercancel=move |_| swipe.dropped()
        >
            <div class="who">{face(&due.title)}</div>
            <div class="what">
                <h3 class="top">
                    <button
                        class="go name"
                        aria-expanded=move || if is_open.get() { "true" } else { "false" }
                        on:click=toggle
                    >
                        <bdi>{due.title.clone()}</bdi>
                    </button>
                    " "
                    <span class="when">{move || (!stale.get()).then(|| shown.with_value(said))}</span>
                </h3>
                <p class="why" dir="auto">{due.why.text()}</p>
                {(!due.said.is_nothing()).then(|| view! { <p class="said" dir="auto">{due.said.text()}</p> })}
                {tell(due)}
                {acts}
            </div>
            {at_mouse}
            <button class="only tick tap" aria-label=[word, ": ", &due.title].concat() title=word on:click=done>
                {icon(Glyph::Check)}
            </button>
        </article>
    }
    .into_any()
}

/// What a finger swipes for, while a mouse is over the entry. Keys do the same, so Tab passes these by.
fn at_mouse(due: &Due, quick: impl Fn(Swiped) + Copy + 'static) -> AnyView {
    let all =
        [(Swiped::Back, Glyph::Clock), (Swiped::FarBack, Glyph::Close), (Swiped::FarForth, Glyph::Phone)];
    let calls = due.person.is_some();
    let shown = all.into_iter().filter(|(what, _)| calls || *what != Swiped::FarForth);
    let buttons = shown.map(|(what, glyph)| {
        let word = said_of(what, due);
        let name = [word, ": ", &due.title].concat();
        view! {
            <button class="only" tabindex="-1" aria-label=name title=word on:click=move |_| quick(what)>
                {icon(glyph)}
            </button>
        }
    });
    view! { <div class="at-mouse">{buttons.collect_view()}</div> }.into_any()
}

/// The draft that comes next, one tap away.
fn tell(due: &Due) -> Option<AnyView> {
    let offer = due.tell.as_ref()?;
    let href = format!("/{}?write={}", due.record, address_of(offer.about));
    Some(view! { <p><a class="link tap" href=href dir="auto">{offer.words.text()}</a></p> }.into_any())
}

/// What a swipe does, in the word that shows beside the finger.
fn said_of(what: Swiped, due: &Due) -> &'static str {
    match what {
        Swiped::Forth => due.done.text(),
        Swiped::FarForth => say::LOG_CALL.text(),
        Swiped::Back => say::TOMORROW.text(),
        Swiped::FarBack => due.leave.text(),
    }
}

fn carry_out(keeper: Keeper, (command, said): Act) {
    keeper.act_said(command, said);
}

/// When, in the words of the margin.
fn said(due: &Due) -> String {
    let today = clock::now().today();
    let day = match (due.signal, due.record.kind) {
        (Loud::Promise, Kind::Promise) if due.on == today => say::PROMISED_TODAY.text().to_owned(),
        (Loud::Overdue, _) if due.on < today => say::since(&when::day(due.on)).text(),
        // What has no deadline has no date that was missed.
        (Loud::Plain, _) if due.on < today => return String::new(),
        _ => when::day(due.on),
    };
    match due.at {
        Some(at) => say::at(&day, &when::clock_time(at)).text(),
        None => day,
    }
}

fn acts(keeper: Keeper, due: &Due, next_week: Memo<Option<NaiveDate>>, open: Open) -> AnyView {
    let due = StoredValue::new(due.clone());
    let act = move |act: &dyn Fn(&Due) -> Act| {
        carry_out(keeper, due.with_value(act));
        open.set(None);
    };
    let (record, person) = due.with_value(|due| (due.record, due.person));
    let (done, leave) = due.with_value(|due| (due.done.text(), due.leave.text()));
    let later = act::days(next_week.get().unwrap_or_default()).map(|(word, day)| {
        let put_off = move |_| act(&|due| act::later(due, day, word));
        view! { <button class="chip plain" on:click=put_off>{word}</button> }
    });
    let touches = person.map(|_| {
        let chips = TOUCHES.map(|(kind, word)| {
            let word = word.text();
            let log = move |_| {
                if let Some(act) = due.with_value(|due| act::log(due, &kind, word)) {
                    carry_out(keeper, act);
                    open.set(None);
                }
            };
            view! { <button class="chip plain" on:click=log>{word}</button> }
        });
        view! { {hint(say::LOG)} <div class="chips" role="group" aria-label=say::LOG.text()>{chips.collect_view()}</div> }
    });
    let href = match (record.kind, person) {
        (Kind::Lead, _) => Some(format!("/{record}")),
        (_, Some(person)) => Some(format!("/people/{person}")),
        _ => None,
    };
    let page = href.map(|href| view! { <a class="act quiet" href=href>{say::OPEN_PAGE.text()}</a> });
    view! {
        <div class="acts">
            <button class="act main" on:click=move |_| act(&act::done)>{icon(Glyph::Check)} " " {done}</button>
            <button class="act" on:click=move |_| act(&act::leave)>{leave}</button>
            {page}
        </div>
        <div class="acts stack">
            <p class="hint">{labelled(Glyph::Clock, say::LATER)}</p>
            <div class="chips" role="group" aria-label=say::LATER.text()>{later.collect_view()}</div>
            {touches}
        </div>
    }
    .into_any()
}
