//! My card: a vCard as a QR code that any phone's camera reads, without a network; and what others need to refer me, to share.

use crate::components::said::{hint, labelled, section};
use exchange::card::{KIND, how_to_refer, of_me};
use leptos::{prelude::*, task::spawn_local};
use notebook::record::{Me, phone::Phone};
use said::words::me as say;

use crate::{
    app::link::use_keeper,
    browser::{file, share},
    components::{icon::Glyph, qr::qr},
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
        toasts.say(if saved.is_some() {
            say::YOUR_CARD_FOR_ADDRESS_BOOK.text()
        } else {
            file::NOT_TAKEN.text()
        });
    };
    let words = move || me.with_untracked(|(_, words, _)| words.clone());
    let send = move |_| {
        spawn_local(async move {
            let _ = share::share(say::HOW_TO_REFER_ME.text(), &words()).await;
        });
    };
    let copy = move |_| {
        spawn_local(async move {
            let said = if share::copy(&words()).await {
                say::COPIED.text()
            } else {
                say::IT_COULD_NOT_BE_COPIED.text()
            };
            toasts.say(said);
        });
    };
    let picture = move || match me.with(|(card, ..)| card.clone()) {
        None => view! { {hint(say::WRITE_DOWN_YOUR_NAME_AND)} }.into_any(),
        Some(card) => match qr(&card, say::MY_CARD_AS_QR_CODE.text()) {
            Some(picture) => view! {
                <div class="stack">
                    {picture}
                    {hint(say::LET_THEM_POINT_THEIR_CAMERA)}
                </div>
            }
            .into_any(),
            None => view! { {hint(say::IT_IS_TOO_LONG_FOR)} }.into_any(),
        },
    };
    let is_card = move || me.with(|(card, ..)| card.is_some());
    let sheet = share::can_share()
        .then(|| view! { <button class="act" on:click=send>{labelled(Glyph::Share, say::SHARE)}</button> });
    let board =
        share::can_copy().then(|| view! { <button class="act" on:click=copy>{say::COPY.text()}</button> });
    view! {
        {section(say::MY_CARD)}
        <div class="inset card">
            {picture}
            <p class="hint" hidden=move || !me.with(|(card, _, is_local)| card.is_some() && *is_local)>
                {say::WRITE_YOUR_NUMBER_WITH_AND.text()}
            </p>
            <div class="acts" hidden=move || !is_card()>
                <button class="act" on:click=save>{labelled(Glyph::Download, say::SAVE_AS_FILE)}</button>
            </div>
        </div>
        <div class="inset" hidden=move || me.with(|(_, words, _)| words.is_empty())>
            <details class="rungs">
                <summary class="link">{say::HOW_TO_REFER_ME_IN.text()}</summary>
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
