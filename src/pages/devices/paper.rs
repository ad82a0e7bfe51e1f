//! The vault's secret as 24 words: shown, printed, entered.

use crate::components::said::{labelled, paragraph, section};
use keeper::link::ToVault;
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};
use said::words::devices as say;

use super::{field, here, joining::Joining};
use crate::{
    app::link::use_keeper,
    components::icon::{Glyph, icon},
};

/// Shows them when asked, and only as long as the page is open.
pub(super) fn show() -> AnyView {
    let keeper = use_keeper();
    let words = RwSignal::new(None::<String>);
    let show = move |_| {
        spawn_local(async move {
            match keeper.words().await {
                Ok(shown) => drop(words.try_set(Some(shown))),
                Err(why) => keeper.toasts().trouble(why),
            }
        });
    };
    let print = move |_| drop(window().print());
    let body = move || match words.get() {
        None => view! {
            <div class="setting">
                <p>
                    {say::N_24_WORDS_BRING_BACK_WHAT.text()}
                    <small>{say::WHOEVER_HAS_THEM_CAN_READ.text()}</small>
                </p>
                <button class="act" on:click=show>{labelled(Glyph::Lock, say::SHOW_WORDS)}</button>
            </div>
        }
        .into_any(),
        Some(shown) => {
            let lines =
                shown.split(' ').map(|word| view! { <li><bdi>{word.to_owned()}</bdi></li> }).collect_view();
            view! {
                <h3>{icon(Glyph::Lock)} " " {say::YOUR_24_WORDS.text()}</h3>
                {paragraph(say::WHEN_EVERY_DEVICE_IS_LOST)}
                <ol class="words" aria-label=say::YOUR_24_WORDS.text()>{lines}</ol>
                <p class="hint">{move || keeper.status().with(|status| status.sync.as_ref().map(|sync| say::server_is(&sync.endpoint).text()))}</p>
                <div class="acts">
                    <button class="act" on:click=print>{say::PRINT.text()}</button>
                    <button class="act quiet" on:click=move |_| words.set(None)>{say::HIDE_THEM.text()}</button>
                </div>
            }
            .into_any()
        }
    };
    // Shown, they are all that is printed of this page.
    view! { <section class="panel" class:sheet=move || words.with(Option::is_some)>{body}</section> }
        .into_any()
}

/// Enters them on a new device.
pub(super) fn enter() -> AnyView {
    let joining = Joining::new(say::VAULT_IS_OPEN_YOUR_NOTEBOOK.text());
    let asking = joining.asking;
    let (words, endpoint) = (RwSignal::new(String::new()), RwSignal::new(here()));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let (endpoint, words) = (endpoint.get_untracked(), words.get_untracked().into());
        joining.join(ToVault::Restore { endpoint, words }, None);
    };
    view! {
        {section(say::ALL_DEVICES_ARE_LOST)}
        <section class="panel">
            <form class="stack" on:submit=submit>
                <div class="field">
                    <label for="paper-words">{say::N_24_WORDS_ON_PAPER.text()}</label>
                    <textarea
                        class="input"
                        id="paper-words"
                        autocomplete="off"
                        autocapitalize="none"
                        spellcheck="false"
                        prop:value=move || words.get()
                        on:input=move |event| words.set(event_target_value(&event))
                    ></textarea>
                </div>
                {field("paper-endpoint", say::SERVER.text(), say::IT_IS_PRINTED_WITH_WORDS.text(), endpoint)}
                {asking.fault()}
                <div class="acts">
                    <button class="act" aria-disabled=move || asking.is_busy()>{labelled(Glyph::Restore, say::BRING_IT_BACK)}</button>
                </div>
            </form>
        </section>
        {joining.question()}
    }
    .into_any()
}
