//! One entry of Today: who, when, why now; opened, what can be done about it.

use leptos::prelude::*;
use notebook::{
    command::{Command, Edit},
    query::{Due, Signal as Loud},
    record::{Kind, Ref},
    time::{add_days, date_text, instant_text},
    value::Value,
};

use crate::{
    app::link::use_keeper,
    browser::clock,
    components::{
        face::face,
        icon::{Glyph, icon},
        when,
    },
};

pub(super) fn entry(due: Due, open: RwSignal<Option<Ref>>) -> AnyView {
    let tone = match due.signal {
        Loud::Overdue => "overdue",
        Loud::Promise => "promise",
        Loud::Plain => "",
    };
    let record = due.record;
    let is_open = Memo::new(move |_| open.get() == Some(record));
    let toggle = move |_| open.set(if is_open.get_untracked() { None } else { Some(record) });
    let class = move || format!("entry {tone}{}", if is_open.get() { " is-open" } else { "" });
    let shown = StoredValue::new(due.clone());
    let acts = move || is_open.get().then(|| shown.with_value(acts));
    view! {
        <article class=class>
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
                    <span class="when">{said(&due)}</span>
                </h3>
                <p class="why">{due.why.clone()}</p>
                {acts}
            </div>
        </article>
    }
    .into_any()
}

/// When, in the words of the margin.
fn said(due: &Due) -> String {
    let day = match (due.signal, due.record.kind) {
        (Loud::Promise, Kind::Promise) if due.on == clock::now().today() => "promised today".to_owned(),
        (Loud::Overdue, _) if due.on < clock::now().today() => ["since ", &when::day(due.on)].concat(),
        _ => when::day(due.on),
    };
    match due.at {
        Some(at) => [&day, ", ", &when::clock_time(at)].concat(),
        None => day,
    }
}

fn acts(due: &Due) -> AnyView {
    let keeper = use_keeper();
    let (record, title) = (due.record, due.title.clone());
    let expects_call = due.at.is_some() || due.why.starts_with("A call");
    let (done, done_said) = match record.kind {
        Kind::Promise => ("Kept", format!("Promise to {title} kept")),
        _ if expects_call => ("Called", format!("Called {title}")),
        _ => ("Done", format!("Done: {title}")),
    };
    let finish = move |_| {
        keeper.act_said(Command::Edit { record, edits: finishing(record, expects_call) }, done_said.clone());
    };
    let later_said = format!("{title}: tomorrow");
    let later = move |_| {
        keeper.act_said(Command::Edit { record, edits: delaying(record, expects_call) }, later_said.clone());
    };
    let href = match (record.kind, due.person) {
        (Kind::Lead, _) => Some(format!("/leads/{}", record.id)),
        (_, Some(person)) => Some(format!("/people/{person}")),
        _ => None,
    };
    let page = href.map(|href| view! { <a class="act quiet" href=href>"Open the page"</a> });
    view! {
        <div class="acts">
            <button class="act main" on:click=finish>{icon(Glyph::Check)} " " {done}</button>
            <button class="act" on:click=later>"Tomorrow"</button>
            {page}
        </div>
    }
    .into_any()
}

fn finishing(record: Ref, expects_call: bool) -> Vec<Edit> {
    let now = instant_text(&clock::now().0);
    match record.kind {
        Kind::Promise => {
            vec![Edit::set("state", Value::str("kept")), Edit::set("settled_at", Value::str(now))]
        }
        _ if expects_call => {
            vec![Edit::set("contacted_at", Value::str(now)), Edit::set("progress", Value::str("contacted"))]
        }
        _ => vec![Edit::clear("due")],
    }
}

fn delaying(record: Ref, expects_call: bool) -> Vec<Edit> {
    let now = clock::now();
    if record.kind == Kind::Lead && expects_call {
        let by = now.plus_days(1);
        return vec![Edit::set("expects_by", Value::str(instant_text(&by.0)))];
    }
    vec![Edit::set("due", Value::str(date_text(add_days(now.today(), 1))))]
}
