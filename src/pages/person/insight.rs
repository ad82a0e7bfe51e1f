//! What follows from what is known about a person: where we stand and why, what we share, whom to introduce.
//! Everything here is proposed with its reasons, and the person decides.

use leptos::prelude::*;
use notebook::{
    Id, Value,
    command::{Command, Edit},
    isolated,
    query::{Gate, Insight, Introduction, Overlap, Shared},
    record::{Kind, Ref, Stage, TouchKind},
    time::instant_text,
};
use said::words::person as say;

use super::{Seen, fields::STAGES, gains::freshness, ledger::ledger, touch::TOUCHES, twice};
use crate::{
    app::link::{Keeper, Watched, use_keeper},
    browser::{clock::now, random},
    components::{
        edit::label,
        fold::{fold, opens},
        icon::{Glyph, icon},
        keyed::keyed,
        said::joined,
        when,
    },
    pages::today::hints::hints,
};

/// The last answer about what follows.
pub(crate) type Follows = Watched<Option<Box<Insight>>>;

/// What wants an answer: two entries of one person, and hints.
pub(crate) fn pressing(all: Follows, id: Id) -> AnyView {
    let keeper = use_keeper();
    let body = move || {
        let all = all.get()?;
        let all = all.as_deref()?;
        Some(view! { {twice::notices(keeper, id, &all.doubles)} {hints(&all.hints)} })
    };
    view! { <div class="col">{body}</div> }.into_any()
}

/// What was said last, and when.
pub(crate) fn last_talk(all: Follows) -> AnyView {
    let body = move || {
        let all = all.get()?;
        let talk = all.as_deref()?.last_talk.clone().filter(|talk| !talk.words.is_empty())?;
        let when = [&label(TOUCHES, &talk.what), ", ", &when::day(when::date_of(&talk.at))].concat();
        Some(view! { <p class="inset said"><b>{when}</b> " " <span dir="auto">{talk.words}</span></p> })
    };
    view! { <div class="col">{body}</div> }.into_any()
}

/// Where we stand, what we share, whom to introduce.
pub(crate) fn insight(follows: Follows, seen: Seen, id: Id) -> AnyView {
    let stage = Memo::new(move |_| seen.with(|view| view.person.stage.clone()));
    let gains = Memo::new(move |_| seen.with(|view| view.person.gains.clone()));
    let keeper = use_keeper();
    let body = move || {
        let all = follows.get()?;
        let all = all.as_deref()?;
        let fresh =
            freshness(keeper, Ref::new(Kind::Person, id), gains, &all.gains, say::TO_ASK_ABOUT.text());
        Some(view! {
            <dl class="facts">
                {fact(say::STAGE.text(), stage_of(all, stage.get().as_ref()))}
                {fact(say::TRUST_GATE.text(), gate(&all.gate).into_any())}
                {all.next_touch.map(|(on, every)| fact(say::NEXT_TOUCH_LABEL.text(), next(on, every).into_any()))}
                {ledger(&all.ledger)}
                {fresh}
                {(!all.overlaps.is_empty()).then(|| fact(say::IN_COMMON.text(), overlaps(&all.overlaps, "you")))}
                {(!all.introduced.is_empty()).then(|| fact(say::INTRODUCED.text(), people(&all.introduced)))}
            </dl>
        })
    };
    // Apart from what is said above: a row stays the row of whom it names.
    let all = Memo::new(move |_| {
        follows.with(|all| {
            let all = all.as_deref().and_then(|all| all.as_deref());
            all.map(|all| all.introductions.clone()).unwrap_or_default()
        })
    });
    let told = move || {
        follows.with(|all| {
            let all = all.as_deref().and_then(|all| all.as_deref());
            all.map(|all| {
                let own = stage.get();
                label(STAGES, own.as_ref().unwrap_or(&all.stage.proposed).word())
            })
            .unwrap_or_default()
        })
    };
    let body = view! { <div class="col">{body} {introduce(keeper, id, seen, all)}</div> };
    fold(say::WHERE_YOU_STAND.text(), opens(false), told, body.into_any())
}

/// A fact with its label.
pub(super) fn fact(label: &'static str, value: AnyView) -> AnyView {
    view! { <div class="fact"><dt>{label}</dt><dd>{value}</dd></div> }.into_any()
}

/// The stage with its evidence: as proposed, or by the person's own judgement.
fn stage_of(all: &Insight, own: Option<&Stage>) -> AnyView {
    let proposed = label(STAGES, all.stage.proposed.word());
    let headline = match own {
        Some(own) if *own != all.stage.proposed => {
            say::own_judgement(&label(STAGES, own.word()), &proposed.to_lowercase()).text()
        }
        Some(_) => say::as_you_see(&proposed).text(),
        None => proposed,
    };
    let because = if all.stage.evidence.is_empty() {
        say::NOTHING_IS_WRITTEN_DOWN_YET.text().to_owned()
    } else {
        joined(&all.stage.evidence, ", ")
    };
    let missing = (!all.stage.missing.is_empty()).then(|| say::for_next(&joined(&all.stage.missing, ", ")));
    view! { <p>{headline}</p> <p class="hint">{say::because_of(missing, &because).text()}</p> }.into_any()
}

/// What is still closed of the trust gate, in words.
pub(crate) fn gate(closed: &[Gate]) -> String {
    if closed.is_empty() {
        return say::OPEN_YOU_KNOW_LIKE_AND.text().to_owned();
    }
    let word = |gate: &Gate| match gate {
        Gate::Know => say::KNOW_THEM.text(),
        Gate::Like => say::LIKE_THEM.text(),
        Gate::Trust => say::TRUST_THEM.text(),
        Gate::Evidence => say::EVIDENCE_QUALITY_2.text(),
    };
    say::gate_open(&closed.iter().map(word).collect::<Vec<_>>().join(", ")).text()
}

fn next(on: chrono::NaiveDate, every: i64) -> String {
    say::next_touch(&when::capital(&when::day(on.max(now().today()))), every).text()
}

/// What two have in common; `first` is how the first of them is called.
pub(crate) fn overlaps(all: &[Overlap], first: &'static str) -> AnyView {
    let lines = all.iter().map(|overlap| view! { <li dir="auto">{said(overlap, first)}</li> });
    view! { <ul>{lines.collect_view()}</ul> }.into_any()
}

fn said(overlap: &Overlap, first: &str) -> String {
    let words = &overlap.words;
    let said = match (overlap.shared, first) {
        (Shared::Interest, _) => say::both_like(words),
        (Shared::Network, _) => say::both_belong(words),
        (Shared::Accomplishment, _) => say::both_have_done(words),
        (Shared::Goal, _) => say::both_want(words),
        (Shared::Skill, _) => say::both_can(words),
        (Shared::Market, _) => say::both_look(words),
        (Shared::City, _) => say::both_in(words),
        (Shared::HelpsFirst, "you") => say::they_help(words),
        (Shared::HelpsSecond, "you") => say::you_help(words),
        (Shared::WantedByFirst, "you") => say::they_are_wanted(words),
        (Shared::WantedBySecond, "you") => say::you_are_wanted(words),
        (Shared::HelpsFirst, first) => say::can_help(first, words),
        (Shared::HelpsSecond, first) => say::first_can_help(first, words),
        (Shared::WantedByFirst, first) => say::first_looks(first, words),
        (Shared::WantedBySecond, first) => say::looks_for_first(first, words),
    };
    said.text()
}

fn people(all: &[(Id, String)]) -> AnyView {
    let links = all.iter().map(|(id, name)| {
        view! { <li><a class="link" href=format!("/people/{id}")><bdi>{name.clone()}</bdi></a></li> }
    });
    view! { <ul>{links.collect_view()}</ul> }.into_any()
}

/// Two who could help each other: one tap says that they were introduced.
fn introduce(keeper: Keeper, id: Id, seen: Seen, all: Memo<Vec<Introduction>>) -> AnyView {
    let line = move |offered: Introduction| {
        let own = untrack(|| seen.with(|view| view.person.display_name().to_owned()));
        let (other, name) = (offered.person, offered.name.clone());
        let why: Vec<String> = offered.shared.iter().take(2).map(|overlap| said(overlap, &own)).collect();
        let done = {
            let (name, own) = (name.clone(), own.clone());
            move |_| {
                let acts = introduction((id, &own), (other, &name));
                keeper.act_said(Command::Together { acts }, introduced_to(&isolated(&name)));
            }
        };
        view! {
            <div class="entry">
                <div class="who">{icon(Glyph::People)}</div>
                <div class="what split">
                    <div>
                        <p><a class="link" href=format!("/people/{other}")><bdi>{name.clone()}</bdi></a></p>
                        <p class="why">{why.join(" · ")}</p>
                    </div>
                    <button class="act tap" aria-label=introduced_to(&name) on:click=done>{say::INTRODUCED.text()}</button>
                </div>
            </div>
        }
        .into_any()
    };
    let none = move || all.with(Vec::is_empty);
    view! {
        <h2 class="section" hidden=none>{say::INTRODUCE_THEM_ASK.text()}</h2>
        <ul class="entries" hidden=none>{keyed(move || all.get(), |row| row.person, line)}</ul>
    }
    .into_any()
}

/// That one was introduced to the other: a touch with each, and they know each other.
pub(super) fn introduction((one, own): (Id, &str), (other, name): (Id, &str)) -> Vec<Command> {
    let knows = Edit::set(format!("knows/{other}"), Value::Bool(true));
    vec![
        introduced(one, name),
        introduced(other, own),
        Command::Edit { record: Ref::new(Kind::Person, one), edits: vec![knows] },
    ]
}

/// In words.
pub(super) fn introduced_to(name: &str) -> String {
    say::introduced_to(name).text()
}

fn introduced(person: Id, to: &str) -> Command {
    let edits = vec![
        Edit::set("person", Value::str(person.to_string())),
        Edit::set("kind", Value::str(TouchKind::Introduced.word())),
        Edit::set("at", Value::Str(instant_text(&now().0))),
        Edit::set("by", Value::str("me")),
        Edit::text("words", &introduced_to(to)),
    ];
    Command::Add { record: Ref::new(Kind::Touch, random::id()), edits }
}
