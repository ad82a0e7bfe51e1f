//! What is wrong with the storage, and what to do about it: above everything else.

use keeper::link::Stuck;
use leptos::prelude::*;

use crate::{
    app::link::{Keeper, Phase, use_keeper},
    components::{composer::use_draft, empty::notice, icon::Glyph},
};

pub(super) fn notices() -> AnyView {
    let keeper = use_keeper();
    let (phase, status) = (keeper.phase(), keeper.status());
    let closed = move || match phase.get() {
        Phase::Unavailable(why) => {
            let acts = view! {
                <div class="acts">
                    <button class="act" on:click=|_| { let _ = window().location().reload(); }>"Try again"</button>
                </div>
            };
            Some(notice(
                "overdue",
                Glyph::Warning,
                "The notebook cannot be opened.".into(),
                why,
                acts.into_any(),
            ))
        }
        _ => None,
    };
    let refuses = Memo::new(move |_| status.with(|status| status.refuses.clone()));
    let refused = move || {
        let acts = view! {
            <div class="acts"><a class="act" href="/settings">"Storage and backup"</a></div>
        };
        refuses.get().map(|why| {
            notice("overdue", Glyph::Warning, "New entries cannot be stored.".into(), why, acts.into_any())
        })
    };
    let damaged = Memo::new(move |_| status.with(|status| status.quarantined.len()));
    let quarantined = move || {
        let headline = match damaged.get() {
            0 => return None,
            1 => "1\u{a0}piece could not be read.".to_owned(),
            n => format!("{n}\u{a0}pieces could not be read."),
        };
        let words = "They are set aside and nothing was deleted. Everything else is here.".to_owned();
        let acts = view! { <div class="acts"><a class="act" href="/settings">"Look at them"</a></div> };
        Some(notice("promise", Glyph::Warning, headline, words, acts.into_any()))
    };
    let stuck = move || keeper.stuck().get().into_iter().map(|entry| stuck(keeper, entry)).collect_view();
    view! { {closed} {refused} {quarantined} {stuck} }.into_any()
}

/// A jot that could not be taken in: back into the field, from where it can be kept again.
fn stuck(keeper: Keeper, entry: Stuck) -> AnyView {
    let draft = use_draft();
    let words = entry.words.clone();
    let back = move |_| {
        draft.append(&words);
        keeper.unstick(entry.key.clone());
    };
    let acts =
        view! { <div class="acts"><button class="act" on:click=back>"Put it into the field"</button></div> };
    let words = format!("“{}” {}", entry.words, entry.why);
    notice("promise", Glyph::Warning, "One entry could not be filed.".into(), words, acts.into_any())
}
