//! The composer: the next line of the notebook. It works before the notebook has loaded, and
//! whether or not it ever loads.

mod draft;
mod field;
mod offers;
mod stale;

pub use draft::{Draft, use_draft};

use leptos::prelude::*;

use super::{
    face::face_as,
    icon::{Glyph, icon},
    understood::shown,
};
use crate::app::day::use_day;
use field::Field;

/// The composer at the bottom of the first screen.
#[component]
pub fn Composer() -> impl IntoView {
    let draft = use_draft();
    let field = Field::new(draft);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        draft.keep();
    };
    view! {
        <form class="composer" aria-label="Jot" on:submit=submit>
            {field.offers.list()}
            {chips(draft, "chips roll")}
            {fault(draft)}
            <div class="line">
                {mark(draft)}
                <label class="sr" for="jot">"Jot"</label>
                {field.textarea("1")}
                {keep_button(draft, ().into_any(), Some("Keep"))}
            </div>
        </form>
    }
}

/// Whether there is a keyboard of keys, as far as a browser can tell.
fn has_keys() -> bool {
    window().match_media("(hover: hover)").ok().flatten().is_some_and(|media| media.matches())
}

/// The composer alone on the page.
#[component]
pub fn WholeComposer() -> impl IntoView {
    let draft = use_draft();
    let field = Field::new(draft);
    field.focus_when_there();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        draft.keep();
    };
    let lines = move || match draft.text.with(|text| text.lines().count()) {
        // Whoever types on glass has no such keys.
        0 if has_keys() => "Enter keeps, Shift and Enter begin a new line".to_owned(),
        0 => String::new(),
        1 => "1\u{a0}line".to_owned(),
        n => format!("{n}\u{a0}lines"),
    };
    let kept = move || match (draft.is_blank(), draft.is_kept.get()) {
        (true, _) => "",
        (_, true) => "Draft kept",
        (_, false) => "Not kept yet",
    };
    view! {
        <form class="composer whole" aria-labelledby="jot-title" on:submit=submit>
            <div class="tools">
                <a class="only" href="/" aria-label="Close; the draft is kept">{icon(Glyph::Close)}</a>
                <h1 id="jot-title" class="sr">"Jot"</h1>
                <span class="safe push">{kept}</span>
            </div>
            <div class="page-lines">
                {mark(draft)}
                <label class="sr" for="jot">"Jot"</label>
                {field.textarea("3")}
            </div>
            <div class="dock">
                {field.offers.list()}
                {chips(draft, "chips")}
                {fault(draft)}
                <div class="line">
                    <p class="hint">{lines}</p>
                    {keep_button(draft, "Keep ".into_any(), None)}
                </div>
            </div>
        </form>
    }
}

/// The face of whom the jot is about, in the margin; a pen until that is known.
fn mark(draft: Draft) -> AnyView {
    let name = Memo::new(move |_| draft.parsed().name().map(str::to_owned));
    let face = move || match name.get() {
        Some(name) => face_as(&name, "accent"),
        None => icon(Glyph::Jot),
    };
    view! { <span class="mark" aria-hidden="true">{face}</span> }.into_any()
}

fn keep_button(draft: Draft, words: AnyView, label: Option<&'static str>) -> AnyView {
    let is_blank = Memo::new(move |_| draft.is_blank());
    view! {
        <button
            class="keep"
            type="submit"
            aria-label=label
            aria-disabled=move || is_blank.get().then_some("true")
            on:mousedown=|event| event.prevent_default()
        >
            {words}
            {icon(Glyph::Send)}
        </button>
    }
    .into_any()
}

/// Why the words are still in the field.
fn fault(draft: Draft) -> AnyView {
    let why = move || draft.fault.get().map(|why| view! { <p class="fault" id="jot-fault">{why}</p> });
    view! { <div role="alert">{why}</div> }.into_any()
}

/// What is understood; a tap takes it back, another one gives it again.
fn chips(draft: Draft, class: &'static str) -> AnyView {
    let day = use_day();
    let chips = Memo::new(move |_| {
        day.track();
        let dismissed = draft.dismissed.get();
        let parsed = draft.read();
        let chip = |(meaning, is_guess): (&notebook::jot::Meaning, bool)| {
            let key = meaning.key();
            let is_taken = dismissed.contains(&key);
            let (tone, glyph, words) = shown(meaning);
            let class = match (is_taken, is_guess) {
                (true, _) => "chip taken".to_owned(),
                (false, true) => [tone.class(), " guess"].concat(),
                (false, false) => tone.class().to_owned(),
            };
            (key, is_taken, class, glyph, words)
        };
        parsed.understood().map(chip).collect::<Vec<_>>()
    });
    let understood = move || {
        let chip = |(key, is_taken, class, glyph, words): (String, bool, String, Option<Glyph>, String)| {
            let toggle = move |_| draft.toggle(key.clone());
            view! {
                <button type="button" class=class on:mousedown=|event| event.prevent_default() on:click=toggle>
                    {is_taken.then(|| view! { <span class="sr">"not: "</span> })}
                    {glyph.filter(|_| !is_taken).map(icon)}
                    " "
                    {words}
                </button>
            }
        };
        chips.get().into_iter().map(chip).collect_view()
    };
    let event = draft.event_on();
    let offered = move || {
        let (id, name) = event.get()?;
        let is_chosen = draft.event.get() == Some(id);
        let toggle = move |_| draft.event.set(if is_chosen { None } else { Some(id) });
        let name = if is_chosen { name } else { [&name, "?"].concat() };
        Some(view! {
            <button
                type="button"
                class="chip plain"
                aria-pressed=if is_chosen { "true" } else { "false" }
                on:mousedown=|event| event.prevent_default()
                on:click=toggle
            >
                {icon(Glyph::Event)}
                " "
                {name}
            </button>
        })
    };
    let any = Memo::new(move |_| chips.with(|chips| !chips.is_empty()) || event.with(Option::is_some));
    let group = move || {
        any.get().then(|| {
            view! { <div class=class role="group" aria-label="Understood; tap to take back">{understood} {offered}</div> }
        })
    };
    group.into_any()
}
