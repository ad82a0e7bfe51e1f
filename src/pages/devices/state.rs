//! What this device knows of its vault.

use crate::components::said::paragraph;
use keeper::link::{Sync, ToVault};
use leptos::{ev::SubmitEvent, prelude::*};
use notebook::Now;
use said::words::devices as say;

use super::{Asking, field, written};

use crate::{
    app::link::use_keeper,
    components::{
        icon::{Glyph, icon},
        numbers::{bytes, counted},
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
            (None, true) => say::SERVER_DOES_NOT_ANSWER_JUST.text().to_owned(),
            (None, false) => say::SEALED_ON_THIS_DEVICE_SERVER.text().to_owned(),
        })
    };
    let title = move || match sync.with(|sync| sync.trouble.is_some()) {
        true => view! { <span class="safe trouble">{say::SYNC_NEEDS_YOU.text()}</span> }.into_any(),
        false => safety(),
    };
    let asks = Memo::new(move |_| sync.with(|sync| sync.wants_invitation));
    view! {
        <section class="panel" aria-labelledby="vault">
            <h3 id="vault">{icon(Glyph::Shield)} " " {title}</h3>
            <p aria-live="polite">{words}</p>
            <p hidden=move || held.get() == 0>
                {move || held_up(held.get())} {say::THEY_SHOW_HERE_AS_SOON.text()}
            </p>
            <dl class="figures" hidden=move || sync.with(|sync| sync.is_gone)>
                {figure(say::LAST_SYNCED.text(), last)}
                {figure(say::STILL_TO_BE_SENT.text(), |sync| counted(sync.waiting as usize))}
                {figure(say::VAULT.text(), |sync| sync.bytes.map_or_else(|| say::NOT_KNOWN_YET.text().to_owned(), |n| bytes(n as f64)))}
                {figure(say::UNREADABLE.text(), |sync| counted(sync.unread.len()))}
            </dl>
            <p class="hint">{move || sync.with(|sync| say::at_server(&sync.endpoint).text())}</p>
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
            asking.ask(ToVault::Invite { code }, say::SERVER_IS_ASKED_WITH_THIS.text());
        }
    };
    view! {
        <form class="stack" on:submit=submit>
            {field("invitation", say::INVITATION_CODE.text(), say::FROM_WHOEVER_RUNS_SERVER_UNTIL.text(), code)}
            {asking.fault()}
            <div class="acts"><button class="act main" aria-disabled=move || asking.is_busy()>{say::USE_CODE.text()}</button></div>
        </form>
    }
    .into_any()
}

fn last(sync: &Sync) -> String {
    let at = sync.synced.and_then(|millis| Now::from_millis(millis, 0));
    at.map_or_else(|| say::NOT_YET.text().to_owned(), |at| when::capital(&when::near(&at.0)))
}

fn unread(sync: &Sync) -> Option<AnyView> {
    if sync.unread.is_empty() {
        return None;
    }
    let head = say::unread_head(sync.unread.len()).text();
    let lines = sync.unread.iter().map(|record| {
        view! { <li>{record.why.clone()} " (" {bytes(record.bytes as f64)} ")"</li> }
    });
    Some(
        view! {
            <section class="panel promise">
                <h3>{icon(Glyph::Lock)} " " {head}</h3>
                {paragraph(say::KEPT_AS_IT_CAME_AND)}
                <ul>{lines.collect_view()}</ul>
            </section>
        }
        .into_any(),
    )
}
