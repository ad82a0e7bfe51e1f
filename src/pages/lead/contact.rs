//! What is pressing about a lead: the first contact, and the step that would raise it.

use crate::components::said::labelled;
use leptos::prelude::*;
use notebook::{
    Id,
    command::Command,
    practice::leads::{About, Deed},
    record::Progress,
};
use said::words::lead as say;

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
            ("overdue", say::contact_late(&when::civil(contact.by)).text())
        } else {
            ("promise", say::contact_by(&when::civil(contact.by)).text())
        };
        let words = match (&contact.told_at, contact.away_until) {
            (Some(at), _) => say::wrote_to_source(&when::moment(at)).text(),
            (None, Some(until)) => say::away(&when::day(until)).text(),
            (None, None) if contact.is_late => say::LATE_CALL_IS_BETTER_THAN.text().to_owned(),
            (None, None) => say::WITHIN_24_HOURS_RECEIPT_OR.text().to_owned(),
        };
        let done = move |_| {
            keeper.act_said(
                Command::Lead { lead: id, deed: Deed::Moved(Progress::Contacted) },
                say::FIRST_CONTACT_MADE.text(),
            );
        };
        let tell = tells.get().filter(|about| matches!(about, About::Late | About::Away)).map(|about| {
            let says =
                if about == About::Late { say::TELL_SOURCE_WHY.text() } else { say::TELL_SOURCE.text() };
            view! { <button class="act" on:click=move |_| writing.set(Some(about))>{says}</button> }
        });
        let acts = view! {
            <div class="acts"><button class="act" on:click=done>{labelled(Glyph::Check, say::I_WAS_IN_TOUCH)}</button> {tell}</div>
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
                    <p class="hint" dir="auto"><b>{say::NEXT_STEP.text()} " "</b> {step.words.text()}</p>
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
