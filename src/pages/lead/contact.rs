//! What is pressing about a lead: the first contact, and the step that would raise it.

use leptos::prelude::*;
use notebook::{
    Id,
    command::Command,
    practice::leads::{About, Deed},
    record::Progress,
};

use super::Seen;
use crate::{
    app::link::use_keeper,
    components::{
        empty::notice,
        icon::{Glyph, icon},
        when,
    },
};

/// The notice about the first contact.
pub(crate) fn contact(seen: Seen, id: Id, writing: RwSignal<Option<About>>) -> AnyView {
    let keeper = use_keeper();
    let state = Memo::new(move |_| seen.with(|view| view.contact.clone()));
    // Offered where there is a source to tell.
    let tells = Memo::new(move |_| seen.with(|view| view.offers.first().map(|offer| offer.about)));
    let body = move || {
        let contact = state.get()?;
        let (tone, headline) = if contact.is_late {
            ("overdue", format!("First contact was wanted by {}", when::civil(contact.by)))
        } else {
            ("promise", format!("First contact by {}", when::civil(contact.by)))
        };
        let words = match (&contact.told_at, contact.away_until) {
            (Some(at), _) => format!("You wrote to the source about it: {}.", when::moment(at)),
            (None, Some(until)) => {
                format!(
                    "You are away until {}. A word to the source before then keeps everybody calm.",
                    when::day(until)
                )
            }
            (None, None) if contact.is_late => {
                "A late call is better than none, and a word to the source helps them too.".to_owned()
            }
            (None, None) => {
                "Within 24 hours of receipt or of their yes, or sooner when a call is expected.".to_owned()
            }
        };
        let done = move |_| {
            keeper.act_said(
                Command::Lead { lead: id, deed: Deed::Moved(Progress::Contacted) },
                "First contact made",
            );
        };
        let tell = tells.get().filter(|about| matches!(about, About::Late | About::Away)).map(|about| {
            let says = if about == About::Late { "Tell the source why" } else { "Tell the source" };
            view! { <button class="act" on:click=move |_| writing.set(Some(about))>{says}</button> }
        });
        let acts = view! {
            <div class="acts"><button class="act" on:click=done>{icon(Glyph::Check)} " I was in touch"</button> {tell}</div>
        };
        Some(notice(tone, Glyph::Clock, headline, words, acts.into_any()))
    };
    view! { {body} }.into_any()
}

/// The single step that raises it by one level, and its tap.
pub(crate) fn step(seen: Seen, id: Id) -> AnyView {
    let keeper = use_keeper();
    let step = Memo::new(move |_| seen.with(|view| view.step.clone()));
    let body = move || {
        step.get().map(|step| {
            let (deed, says) = (step.deed, step.does.text());
            view! {
                <div class="inset">
                    <p class="hint" dir="auto"><b>"Next step: "</b> {step.words.text()}</p>
                    <div class="acts">
                        <button
                            class="act"
                            on:click=move |_| keeper.act_said(Command::Lead { lead: id, deed: deed.clone() }, says)
                        >
                            {icon(Glyph::Check)} " " {says}
                        </button>
                    </div>
                </div>
            }
        })
    };
    view! { {body} }.into_any()
}
