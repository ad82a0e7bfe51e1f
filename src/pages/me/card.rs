//! My card: a vCard as a QR code that any phone's camera reads, without a network; and what others need to refer me, to share.

use exchange::card::{KIND, how_to_refer, of_me};
use leptos::{prelude::*, task::spawn_local};
use notebook::record::{Me, phone::Phone};

use crate::{
    app::link::use_keeper,
    browser::{file, share},
    components::{
        icon::{Glyph, icon},
        qr::qr,
    },
};

/// The section; it asks for a name while there is none.
pub(super) fn card(me: impl Fn() -> Me + Send + Sync + 'static) -> AnyView {
    let toasts = use_keeper().toasts();
    let me = Memo::new(move |_| {
        let me = me();
        (of_me(&me), how_to_refer(&me), is_local(&me))
    });
    let save = move |_| {
        let saved = me.with_untracked(|(card, ..)| {
            card.as_ref().and_then(|card| file::save("my-card.vcf", card.as_bytes(), KIND))
        });
        toasts.say(if saved.is_some() { "Your card, for an address book" } else { file::NOT_TAKEN });
    };
    let words = move || me.with_untracked(|(_, words, _)| words.clone());
    let send = move |_| {
        spawn_local(async move {
            let _ = share::share("How to refer me", &words()).await;
        });
    };
    let copy = move |_| {
        spawn_local(async move {
            let said = if share::copy(&words()).await {
                "Copied"
            } else {
                "It could not be copied. Mark the words and copy them by hand."
            };
            toasts.say(said);
        });
    };
    let picture = move || {
        match me.with(|(card, ..)| card.clone()) {
        None => view! { <p class="hint">"Write down your name, and your card is here for any camera to read."</p> }
            .into_any(),
        Some(card) => match qr(&card, "My card as a QR code") {
            Some(picture) => view! {
                <div class="stack">
                    {picture}
                    <p class="hint">"Let them point their camera at it: name and ways to reach you, without any network."</p>
                </div>
            }
            .into_any(),
            None => view! { <p class="hint">"It is too long for a QR code. Save it as a file."</p> }.into_any(),
        },
    }
    };
    let is_card = move || me.with(|(card, ..)| card.is_some());
    let sheet = share::can_share()
        .then(|| view! { <button class="act" on:click=send>{icon(Glyph::Share)} " Share"</button> });
    let board = share::can_copy().then(|| view! { <button class="act" on:click=copy>"Copy"</button> });
    view! {
        <h2 class="section">"My card"</h2>
        <div class="inset card">
            {picture}
            <p class="hint" hidden=move || !me.with(|(card, _, is_local)| card.is_some() && *is_local)>
                "Write your number with + and the country, like +44: then it can be dialled from anywhere."
            </p>
            <div class="acts" hidden=move || !is_card()>
                <button class="act" on:click=save>{icon(Glyph::Download)} " Save as a file"</button>
            </div>
        </div>
        <div class="inset" hidden=move || me.with(|(_, words, _)| words.is_empty())>
            <details class="rungs">
                <summary class="link">"How to refer me, in words to send"</summary>
                <p class="words" dir="auto">{move || me.with(|(_, words, _)| words.clone())}</p>
                <div class="acts">{sheet} {board}</div>
            </details>
        </div>
    }
    .into_any()
}

/// Whether a number on it can be dialled only in its own country.
fn is_local(me: &Me) -> bool {
    let mut numbers = me.phones.values().flat_map(|phone| Phone::all(&phone.value));
    numbers.any(|number| !number.is_international)
}
