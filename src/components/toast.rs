//! Toasts: what the app says by itself, in a live region; several at once, most with a way back.

use said::words::word;
use std::{sync::Arc, time::Duration};

use leptos::prelude::*;

use super::icon::{Glyph, icon};
use crate::{app::press, browser::life::Life};

/// How long a toast with a button stays; one without goes sooner.
const STAY: Duration = Duration::from_secs(9);
const STAY_PLAIN: Duration = Duration::from_secs(5);
const MOST: usize = 3;

type Act = Arc<dyn Fn() + Send + Sync>;

#[derive(Clone)]
struct Toast {
    number: u32,
    glyph: Option<Glyph>,
    words: String,
    acts: Vec<(&'static str, Act)>,
    can_close: bool,
}

/// The toasts of this window.
#[derive(Clone, Copy)]
pub struct Toasts {
    shown: RwSignal<Vec<Toast>>,
    last: StoredValue<u32>,
}

/// The toasts of this window.
pub fn use_toasts() -> Toasts {
    expect_context()
}

impl Toasts {
    /// Puts the toasts into the context: once, above every page.
    pub fn provide() {
        provide_context(Self { shown: RwSignal::new(Vec::new()), last: StoredValue::new(0) });
    }

    /// Says something that needs no answer.
    pub fn say(self, words: impl Into<String>) {
        self.add(None, words.into(), Vec::new(), Some(STAY_PLAIN));
    }

    /// Says what went wrong and what to do; stays until it is closed.
    pub fn trouble(self, words: impl Into<String>) {
        self.add(Some(Glyph::Warning), words.into(), Vec::new(), None);
    }

    /// Says something that can be taken back, or gone on with.
    pub fn offer(
        self,
        words: impl Into<String>,
        button: &'static str,
        act: impl Fn() + Send + Sync + 'static,
    ) {
        self.add(None, words.into(), vec![(button, Arc::new(act))], Some(STAY));
    }

    /// Asks between two; stays until one is chosen.
    pub fn ask(
        self,
        words: impl Into<String>,
        later: &'static str,
        button: &'static str,
        act: impl Fn() + Send + Sync + 'static,
    ) {
        self.add(None, words.into(), vec![(later, Arc::new(|| ())), (button, Arc::new(act))], None);
    }

    fn add(
        self,
        glyph: Option<Glyph>,
        words: String,
        acts: Vec<(&'static str, Act)>,
        stay: Option<Duration>,
    ) {
        let number = self.last.with_value(|last| last + 1);
        self.last.set_value(number);
        let can_close = acts.is_empty();
        let act = move || {
            self.shown.update(|shown| {
                // A later way back takes the place of the earlier one (history has them all), and so do
                // the same words.
                let is_replaced = |old: &Toast| match (&old.acts[..], &acts[..]) {
                    ([(old, _)], [(new, _)]) => old == new,
                    _ => old.words == words,
                };
                shown.retain(|old| !is_replaced(old));
                shown.push(Toast { number, glyph, words, acts, can_close });
                let extra = shown.len().saturating_sub(MOST);
                shown.drain(..extra);
            });
        };
        // One that comes moves those that are there: not from under a finger.
        press::when_released(act);
        if let Some(stay) = stay {
            Life::WINDOW.after(stay, move || self.fade(number));
        }
    }

    /// Never from under a finger or the keyboard's focus.
    fn fade(self, number: u32) {
        let holds = document().query_selector(".toasts:is(:hover, :focus-within)").ok().flatten().is_some();
        if holds {
            Life::WINDOW.after(STAY_PLAIN, move || self.fade(number));
        } else {
            press::when_released(move || self.close(number));
        }
    }

    fn close(self, number: u32) {
        self.shown.update(|shown| shown.retain(|toast| toast.number != number));
    }
}

/// Where toasts appear: beside the app, always in the page, so that they are read out.
#[component]
pub fn ToastStack() -> impl IntoView {
    let toasts = use_toasts();
    view! {
        <div class="toasts" role="status" aria-live="polite">
            <For each=move || toasts.shown.get() key=|toast| toast.number children=move |toast| one(toasts, toast) />
        </div>
    }
}

fn one(toasts: Toasts, toast: Toast) -> AnyView {
    let number = toast.number;
    let acts = toast.acts.into_iter().map(|(button, act)| {
        let done = move |_| {
            toasts.close(number);
            act();
        };
        view! { <button class="act" on:click=done>{button}</button> }
    });
    let close = toast.can_close.then(|| {
        view! {
            <button class="only" aria-label=word::CLOSE.text() on:click=move |_| toasts.close(number)>{icon(Glyph::Close)}</button>
        }
    });
    view! { <div class="toast">{toast.glyph.map(icon)}<p>{toast.words}</p>{acts.collect_view()}{close}</div> }
        .into_any()
}
