//! What this device knows of its vault.

use keeper::link::{Sync, ToVault};
use leptos::{ev::SubmitEvent, prelude::*};
use notebook::Now;

use super::{Asking, field, written};

use crate::{
    app::link::use_keeper,
    components::{
        icon::{Glyph, icon},
        numbers::{bytes, counted, several},
        safety::{held_up, safety},
        when,
    },
};

/// The panels.
pub(super) fn state() -> AnyView {
    let status = use_keeper().status();
    let sync = Memo::new(move |_| status.with(|status| status.sync.clone()).unwrap_or_default());
    let held = Memo::new(move |_| status.with(|status| status.waiting));
    let figure = |term: &'static str, read: fn(&Sync) -> String| {
        view! { <div><dt>{term}</dt><dd>{move || sync.with(read)}</dd></div> }
    };
    let words = move || {
        sync.with(|sync| match (&sync.trouble, sync.is_offline) {
            (Some(why), _) => why.clone(),
            (None, true) => {
                "The server does not answer just now. Everything is kept here and sent when it does."
                    .to_owned()
            }
            (None, false) => "Sealed on this device: the server cannot read a word of it.".to_owned(),
        })
    };
    let title = move || match sync.with(|sync| sync.trouble.is_some()) {
        true => view! { <span class="safe trouble">"Sync needs you"</span> }.into_any(),
        false => safety(),
    };
    let asks = Memo::new(move |_| sync.with(|sync| sync.wants_invitation));
    view! {
        <section class="panel" aria-labelledby="vault">
            <h3 id="vault">{icon(Glyph::Shield)} " " {title}</h3>
            <p aria-live="polite">{words}</p>
            <p hidden=move || held.get() == 0>
                {move || held_up(held.get())} ": they show here as soon as it comes. The device that wrote it may be off, or may not \
                get it past its server."
            </p>
            <dl class="figures" hidden=move || sync.with(|sync| sync.is_gone)>
                {figure("last synced", last)}
                {figure("still to be sent", |sync| counted(sync.waiting as usize))}
                {figure("vault", |sync| sync.bytes.map_or_else(|| "not known yet".to_owned(), |n| bytes(n as f64)))}
                {figure("unreadable", |sync| counted(sync.unread.len()))}
            </dl>
            <p class="hint">"At " <bdi>{move || sync.with(|sync| sync.endpoint.clone())}</bdi></p>
            {move || asks.get().then(invite)}
        </section>
        {move || sync.with(unread)}
    }
    .into_any()
}

/// For a server that has lost the vault, and makes it again only for a code.
fn invite() -> AnyView {
    let asking = Asking::new();
    let code = RwSignal::new(String::new());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(code) = written(code) {
            asking.ask(ToVault::Invite { code }, "The server is asked with this code.");
        }
    };
    view! {
        <form class="stack" on:submit=submit>
            {field("invitation", "Invitation code", "From whoever runs the server. Until then everything stays on this device.", code)}
            {asking.fault()}
            <div class="acts"><button class="act main" aria-disabled=move || asking.is_busy()>"Use the code"</button></div>
        </form>
    }
    .into_any()
}

fn last(sync: &Sync) -> String {
    let at = sync.synced.and_then(|millis| Now::from_millis(millis, 0));
    at.map_or_else(|| "not yet".to_owned(), |at| when::capital(&when::near(&at.0)))
}

fn unread(sync: &Sync) -> Option<AnyView> {
    if sync.unread.is_empty() {
        return None;
    }
    let head = format!(" {} of the vault could not be read", several(sync.unread.len(), "record", "records"));
    let lines = sync.unread.iter().map(|record| {
        view! { <li>{record.why.clone()} " (" {bytes(record.bytes as f64)} ")"</li> }
    });
    Some(
        view! {
            <section class="panel promise">
                <h3>{icon(Glyph::Lock)} {head}</h3>
                <p>"Kept as it came, and tried again from time to time. What was written after it may build on it, and shows when it can be read."</p>
                <ul>{lines.collect_view()}</ul>
            </section>
        }
        .into_any(),
    )
}
