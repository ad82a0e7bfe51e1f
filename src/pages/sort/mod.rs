//! Triage: one jot at a time, with one thumb. Its words, what they may mean, what it becomes.

mod form;
mod parts;

use std::{sync::Arc, time::Duration};

use leptos::{prelude::*, task::spawn_local};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use notebook::{
    Id,
    command::Command,
    query::{JotView, Query},
};

use crate::{
    app::{
        cloak::cloak_button,
        discreet::{Discreet, use_discreet},
        link::{Kept, TakeBack, use_keeper},
        routes::use_id,
    },
    browser::life::Life,
    components::{
        empty::{clear, ghosts, missing},
        icon::{Glyph, icon},
        understood::marked,
        when, words,
    },
};
use form::Form;

/// For so long a form that has just come takes no tap.
const MOMENT: Duration = Duration::from_millis(500);

/// The page of one jot.
#[component]
pub fn Sort() -> impl IntoView {
    let (id, discreet) = (use_id(), use_discreet());
    let keeper = use_keeper();
    let view = keeper.watch::<Option<Box<JotView>>>(move || Query::Jot(id.get().unwrap_or(Id([0; 16]))));
    // The answer to the jot before is no answer.
    let jot = Memo::new(move |_| {
        view.with(|view| match view.as_deref() {
            Some(Some(jot)) if Some(jot.jot.id) == id.get() => Some(Some(Arc::new((**jot).clone()))),
            Some(None) => Some(None),
            _ => None,
        })
    });
    // Drawn anew for another jot, never while one is being filled in.
    let shown = Memo::new(move |_| match jot.get() {
        None => Shown::Waiting,
        Some(None) => Shown::Missing,
        Some(Some(jot)) if jot.jot.state.is_some() => Shown::Sorted(jot.jot.id),
        Some(Some(jot)) => Shown::Open(jot.jot.id),
    });
    let page = move || match shown.get() {
        Shown::Waiting => {
            view! { <div class="scroll"><h1 class="sr" tabindex="-1">"Sort a jot"</h1>{ghosts()}</div> }
                .into_any()
        }
        Shown::Missing if discreet.is_on() => waits(discreet),
        Shown::Missing => missing("There is no such jot in this notebook."),
        Shown::Sorted(_) => jot.get_untracked().flatten().map(|jot| sorted(&jot)).into_any(),
        Shown::Open(_) => jot.get_untracked().flatten().map(|jot| open(&jot)).into_any(),
    };
    view! { <section class="pane page ruled" aria-label="Sort a jot">{page}</section> }
}

/// Sorting shows every word, so it waits until nobody looks on.
fn waits(discreet: Discreet) -> AnyView {
    let end = view! {
        <button class="act" on:click=move |_| discreet.toggle()>{icon(Glyph::EyeOff)} " End discreet mode"</button>
    };
    let words = "A jot may name who told you. End discreet mode when nobody looks on.";
    view! {
        <div class="scroll col">
            <header class="head"><h1 tabindex="-1">"Sort a jot"</h1></header>
            {clear("Sorting waits.", words, end.into_any())}
        </div>
    }
    .into_any()
}

#[derive(Clone, Copy, PartialEq)]
enum Shown {
    Waiting,
    Missing,
    Sorted(Id),
    Open(Id),
}

fn open(view: &JotView) -> AnyView {
    let form = Form::new(view);
    let (keeper, navigate) = (use_keeper(), use_navigate());
    let (jot, next) = (view.jot.id, view.next);
    let is_busy = StoredValue::new(false);
    let go = move |command: Command, said: String| {
        if is_busy.get_value() {
            return;
        }
        is_busy.set_value(true);
        let navigate = navigate.clone();
        spawn_local(async move {
            let kept = keeper.keep(command).await;
            is_busy.try_set_value(false);
            match kept {
                Ok(kept) => {
                    words::forget(&form::place(jot));
                    let change = if let Kept::Saved(change) = kept { change } else { None };
                    keeper.said(said, change, TakeBack::Undo);
                    let to = next.map_or_else(|| "/inbox".to_owned(), |next| format!("/inbox/{next}"));
                    navigate(&to, NavigateOptions { replace: true, ..Default::default() });
                }
                Err(why) => keeper.toasts().trouble(why),
            }
        });
    };
    let put = go.clone();
    let put_away = move |_| put(Command::PutAway { jot }, "Put away; the words stay".into());
    let keep = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if form.is_whole() {
            go(Command::Sort { jot, into: form.sorting() }, form.said());
        }
    };
    let waiting = match view.waiting {
        1 => "The last one".to_owned(),
        n => format!("{n}\u{a0}to sort"),
    };
    // The form comes where that of the jot before was pressed: the second tap of two is not for it.
    let is_fresh = RwSignal::new(true);
    Life::WINDOW.after(MOMENT, move || {
        is_fresh.try_set(false);
    });
    let nothing = move || (!form.is_whole()).then_some("true");
    view! {
        <div class="scroll">
            <div class="tools">
                <a class="only back" href="/inbox" aria-label="Back to the inbox">{icon(Glyph::Back)}</a>
                <p class="hint push">{waiting}</p>
                {cloak_button()}
            </div>
            <h1 class="sr" tabindex="-1">"Sort a jot"</h1>
            {raw(view)}
            <div class="inset stack">{parts::fields(form, view)}</div>
        </div>
        <form class="dock sort" inert=is_fresh on:submit=keep>
            {parts::kinds(form)}
            <p aria-live="polite">{move || form.says()}</p>
            <div class="acts">
                <button type="button" class="act" on:click=put_away>{icon(Glyph::Inbox)} " Put away"</button>
                <button class="act main" aria-disabled=nothing>{icon(Glyph::Check)} " Keep"</button>
            </div>
        </form>
    }
    .into_any()
}

fn raw(view: &JotView) -> AnyView {
    let place = view.parsed.place().map(|place| [" · ", place].concat());
    let at = view.jot.at.map(|at| when::capital(&when::moment(&at)));
    view! { <blockquote class="raw">{icon(Glyph::Quote)}{marked(&view.parsed)}<small>{at}{place}</small></blockquote> }
        .into_any()
}

fn sorted(view: &JotView) -> AnyView {
    let became = view.became.iter().map(|(record, title)| {
        let root = record.kind.root();
        let title = title.clone();
        match root {
            "people" | "leads" => {
                view! { <li><a href=format!("/{record}")>{icon(Glyph::Chevron)} " " <span>{title}</span></a></li> }.into_any()
            }
            _ => view! { <li><span class="inset">{title}</span></li> }.into_any(),
        }
    });
    let words = if view.became.is_empty() { "Put away; its words stay." } else { "Sorted. It became:" };
    view! {
        <div class="scroll">
            <div class="tools"><a class="only back" href="/inbox" aria-label="Back to the inbox">{icon(Glyph::Back)}</a></div>
            <h1 class="sr" tabindex="-1">"A sorted jot"</h1>
            {raw(view)}
            <p class="inset">{words}</p>
            <ul class="menu">{became.collect_view()}</ul>
        </div>
    }
    .into_any()
}
