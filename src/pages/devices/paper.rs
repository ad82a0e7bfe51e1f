//! The vault's secret as 24 words: shown, printed, entered.

use keeper::link::ToVault;
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};

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
                    "24 words bring back what the vault holds when every device is lost"
                    <small>"Whoever has them can read your notebook: keep them like a key."</small>
                </p>
                <button class="act" on:click=show>{icon(Glyph::Lock)} " Show the words"</button>
            </div>
        }
        .into_any(),
        Some(shown) => {
            let lines =
                shown.split(' ').map(|word| view! { <li><bdi>{word.to_owned()}</bdi></li> }).collect_view();
            view! {
                <h3>{icon(Glyph::Lock)} " Your 24 words"</h3>
                <p>"When every device is lost: open Rapport on a new one, go to Devices, and enter them with the server’s address."</p>
                <ol class="words" aria-label="Your 24 words">{lines}</ol>
                <p class="hint">"Server: " <bdi>{move || keeper.status().with(|status| status.sync.as_ref().map(|sync| sync.endpoint.clone()))}</bdi></p>
                <div class="acts">
                    <button class="act" on:click=print>"Print"</button>
                    <button class="act quiet" on:click=move |_| words.set(None)>"Hide them"</button>
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
    let joining = Joining::new("The vault is open. Your notebook is on its way.");
    let asking = joining.asking;
    let (words, endpoint) = (RwSignal::new(String::new()), RwSignal::new(here()));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let (endpoint, words) = (endpoint.get_untracked(), words.get_untracked().into());
        joining.join(ToVault::Restore { endpoint, words }, None);
    };
    view! {
        <h2 class="section">"All devices are lost"</h2>
        <section class="panel">
            <form class="stack" on:submit=submit>
                <div class="field">
                    <label for="paper-words">"The 24 words on paper"</label>
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
                {field("paper-endpoint", "Server", "It is printed with the words.", endpoint)}
                {asking.fault()}
                <div class="acts">
                    <button class="act" aria-disabled=move || asking.is_busy()>{icon(Glyph::Restore)} " Bring it back"</button>
                </div>
            </form>
        </section>
        {joining.question()}
    }
    .into_any()
}
