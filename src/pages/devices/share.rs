//! A device with a vault: add others, keep words on paper, move, leave, delete.

use crate::components::said::{labelled, section};
use keeper::link::ToVault;
use leptos::{ev::SubmitEvent, prelude::*};
use said::words::devices as say;

use super::{Asking, field, invitation, paper, written};
use crate::components::{ask::Ask, icon::Glyph};

/// The panels.
pub(super) fn share() -> AnyView {
    let asking = Asking::new();
    view! {
        <section class="panel">
            <div class="setting">
                <p>{say::ANOTHER_PHONE_OR_COMPUTER.text()} <small>{say::IT_SHOWS_CODE_BOTH_SHOW.text()}</small></p>
                <button class="act main" aria-disabled=move || asking.is_busy() on:click=move |_| asking.ask(ToVault::Show, "")>
                    {labelled(Glyph::Plus, say::ADD_DEVICE)}
                </button>
            </div>
            {asking.fault()}
        </section>
        {section(say::WORDS_ON_PAPER)}
        {paper::show()}
        {section(say::CHANGES)}
        {changes()}
    }
    .into_any()
}

/// A grave act with its button, and the question before it.
pub(super) fn grave(
    asking: Asking,
    what: &'static str,
    small: &'static str,
    button: &'static str,
    words: impl Into<Signal<String>>,
    ask: impl Fn() -> ToVault + Send + Sync + 'static,
    said: &'static str,
) -> AnyView {
    let (words, ask) = (words.into(), Callback::new(move |()| asking.ask(ask(), said)));
    let open = RwSignal::new(false);
    view! {
        <div class="setting">
            <p>{what} <small>{small}</small></p>
            <button class="act" aria-label=what aria-disabled=move || asking.is_busy() on:click=move |_| open.set(true)>
                {button}
            </button>
            <Ask
                open=open
                title=[what, "?"].concat()
                words=words
                back=say::KEEP_IT_AS_IT_IS.text()
                act=button
                grave=true
                on_act=ask
            />
        </div>
    }
    .into_any()
}

fn changes() -> AnyView {
    let asking = Asking::new();
    let code = RwSignal::new(String::new());
    let status = asking.keeper.status();
    let unread =
        Memo::new(move |_| status.with(|status| status.sync.as_ref().map_or(0, |sync| sync.unread.len())));
    let deleted = Signal::derive(move || say::deleted_words(unread.get()).text());
    view! {
        <section class="panel">
            {grave(
                asking,
                say::MOVE_TO_NEW_VAULT.text(),
                say::WHEN_DEVICE_WAS_LOST_OR.text(),
                say::MOVE_.text(),
                say::EVERYTHING_GOES_INTO_NEW_VAULT.text(),
                move || ToVault::Move { invitation: written(code) },
                say::MOVED_PAIR_YOUR_OTHER_DEVICES.text(),
            )}
            {invitation("move-invitation", code)}
            {relocate(asking)}
            {leaves(asking)}
            {grave(
                asking,
                say::DELETE_VAULT_FROM_SERVER.text(),
                say::NOTEBOOKS_ON_YOUR_DEVICES_STAY.text(),
                say::DELETE.text(),
                deleted,
                move || ToVault::Delete { regardless: unread.get_untracked() > 0 },
                say::VAULT_IS_DELETED_EACH_DEVICE.text(),
            )}
            {asking.fault()}
        </section>
    }
    .into_any()
}

fn leaves(asking: Asking) -> AnyView {
    grave(
        asking,
        say::DISCONNECT_THIS_DEVICE_FROM.text(),
        say::NOTEBOOK_STAYS_HERE_OTHER.text(),
        say::DISCONNECT.text(),
        say::FROM_THEN_ON_THIS_DEVICE.text(),
        || ToVault::Leave,
        say::THIS_DEVICE_IS_DISCONNECTED.text(),
    )
}

/// For a device whose vault is gone.
pub(super) fn leave() -> AnyView {
    let asking = Asking::new();
    view! { <section class="panel">{leaves(asking)} {asking.fault()}</section> }.into_any()
}

fn relocate(asking: Asking) -> AnyView {
    let (endpoint, code) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        asking.ask(
            ToVault::Relocate { endpoint: endpoint.get_untracked(), invitation: written(code) },
            say::VAULT_IS_AT_NEW_ADDRESS.text(),
        );
    };
    view! {
        <details class="setting">
            <summary>{say::SERVER_HAS_NEW_ADDRESS.text()}</summary>
            <form class="stack" on:submit=submit>
                {field("new-endpoint", say::SERVER.text(), say::WHATEVER_IT_LACKS_IS_SENT.text(), endpoint)}
                {invitation("new-invitation", code)}
                <div class="acts"><button class="act" aria-disabled=move || asking.is_busy()>{say::USE_IT.text()}</button></div>
            </form>
        </details>
    }
    .into_any()
}
