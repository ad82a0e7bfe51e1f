//! A device with a vault: add others, keep words on paper, move, leave, delete.

use keeper::link::ToVault;
use leptos::{ev::SubmitEvent, prelude::*};

use super::{Asking, field, invitation, paper, written};
use crate::components::{
    ask::Ask,
    icon::{Glyph, icon},
};

/// The panels.
pub(super) fn share() -> AnyView {
    let asking = Asking::new();
    view! {
        <section class="panel">
            <div class="setting">
                <p>"Another phone or computer of yours" <small>"It shows a code; both show six digits to compare."</small></p>
                <button class="act main" aria-disabled=move || asking.is_busy() on:click=move |_| asking.ask(ToVault::Show, "")>
                    {icon(Glyph::Plus)} " Add a device"
                </button>
            </div>
            {asking.fault()}
        </section>
        <h2 class="section">"Words on paper"</h2>
        {paper::show()}
        <h2 class="section">"Changes"</h2>
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
                back="Keep it as it is"
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
    let deleted = Signal::derive(move || {
        let lost = match unread.get() {
            0 => "",
            1 => " 1 record in it cannot be read here; it is lost unless another device has read it.",
            _ => {
                " Some records in it cannot be read here; they are lost unless another device has read them."
            }
        };
        [
            "What your other devices have sent is read first. Then everything at the server is deleted at once, for all of your devices. Each device keeps its notebook as it is.",
            lost,
        ]
        .concat()
    });
    view! {
        <section class="panel">
            {grave(
                asking,
                "Move to a new vault",
                "When a device was lost or stolen.",
                "Move",
                "Everything goes into a new vault with a new key. What your other devices have sent to the old one is read first, then that is deleted. Your other devices have to be paired again; what they wrote meanwhile is merged then. New words for paper come with it.",
                move || ToVault::Move { invitation: written(code) },
                "Moved. Pair your other devices again, and write down the new words.",
            )}
            {invitation("move-invitation", code)}
            {relocate(asking)}
            {leaves(asking)}
            {grave(
                asking,
                "Delete the vault from the server",
                "The notebooks on your devices stay.",
                "Delete",
                deleted,
                move || ToVault::Delete { regardless: unread.get_untracked() > 0 },
                "The vault is deleted. Each device keeps the notebook for itself.",
            )}
            {asking.fault()}
        </section>
    }
    .into_any()
}

fn leaves(asking: Asking) -> AnyView {
    grave(
        asking,
        "Disconnect this device from the vault",
        "The notebook stays here; the other devices go on.",
        "Disconnect",
        "From then on this device keeps its notebook to itself. To come back, pair it again.",
        || ToVault::Leave,
        "This device is disconnected. Its notebook is here as before.",
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
            "The vault is at the new address. Tell your other devices the same.",
        );
    };
    view! {
        <details class="setting">
            <summary>"The server has a new address"</summary>
            <form class="stack" on:submit=submit>
                {field("new-endpoint", "Server", "Whatever it lacks is sent there. Do the same on your other devices.", endpoint)}
                {invitation("new-invitation", code)}
                <div class="acts"><button class="act" aria-disabled=move || asking.is_busy()>"Use it"</button></div>
            </form>
        </details>
    }
    .into_any()
}
