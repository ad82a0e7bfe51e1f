//! No vault yet: make one, or join the one of another device.

use crate::components::said::{hint, labelled, paragraph, section};
use keeper::link::ToVault;
use leptos::{ev::SubmitEvent, prelude::*};
use said::words::devices as say;

use super::{Asking, code, field, here, invitation, joining::Joining, paper, scan, written};
use crate::{app::link::use_keeper, components::icon::Glyph};

/// The panels. A device that holds something is more likely the first one than a device that holds nothing.
pub(super) fn first() -> AnyView {
    let is_empty = use_keeper().status().with_untracked(|status| status.changes == 0);
    let ways = match is_empty || opened_code().is_some() {
        true => view! { {join()} {create()} },
        false => view! { {create()} {join()} },
    };
    view! {
        <section class="panel">
            {paragraph(say::SHARE_THIS_NOTEBOOK_WITH_YOUR)}
            {hint(say::IT_IS_OPTIONAL_ON_ITS)}
        </section>
        {ways}
        {paper::enter()}
    }
    .into_any()
}

/// The code that a link brought along.
fn opened_code() -> Option<String> {
    window().location().hash().ok().filter(|hash| !hash.is_empty())
}

/// The same for a device whose vault was moved.
pub(super) fn again() -> AnyView {
    view! { {join()} {paper::enter()} }.into_any()
}

fn join() -> AnyView {
    let joining = Joining::new("");
    let asking = joining.asking;
    let opened = code::read(&opened_code().unwrap_or_default());
    let linked = StoredValue::new(opened.code.clone());
    let typed = RwSignal::new(opened.code);
    let endpoint = RwSignal::new(opened.endpoint.unwrap_or_else(here));
    let meet = move || {
        let read = code::read(&typed.get_untracked());
        let endpoint = read.endpoint.unwrap_or_else(|| endpoint.get_untracked());
        // Anybody can send a link: who follows one says that it is their own.
        let is_strange = linked.with_value(|linked| !linked.is_empty() && *linked == read.code)
            || host(&endpoint) != host(&here());
        let host = is_strange.then(|| host(&endpoint).to_owned());
        joining.join(ToVault::Meet { endpoint, code: read.code }, host);
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        meet();
    };
    let found = move |text: String| {
        typed.set(text);
        meet();
    };
    view! {
        {section(say::JOIN_ANOTHER_DEVICE)}
        <section class="panel">
            <form class="stack" on:submit=submit>
                {paragraph(say::ON_DEVICE_THAT_HAS_YOUR)}
                {scan::scan(found)}
                {field("pair-code", say::CODE.text(), say::N_25_CHARACTERS_OR_WHOLE_LINK.text(), typed)}
                {field("pair-endpoint", say::SERVER.text(), say::AS_OTHER_DEVICE_SHOWS_IT.text(), endpoint)}
                {asking.fault()}
                <div class="acts">
                    <button class="act main" aria-disabled=move || asking.is_busy()>{labelled(Glyph::Link, say::JOIN)}</button>
                </div>
            </form>
        </section>
        {joining.question()}
    }
    .into_any()
}

/// The part of an address by which people know a server.
fn host(endpoint: &str) -> &str {
    endpoint.trim().split_once("://").map_or(endpoint.trim(), |(_, host)| host).trim_end_matches('/')
}

fn create() -> AnyView {
    let asking = Asking::new();
    let (endpoint, code) = (RwSignal::new(here()), RwSignal::new(String::new()));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        asking.ask(
            ToVault::Create { endpoint: endpoint.get_untracked(), invitation: written(code) },
            say::YOUR_VAULT_IS_READY_ADD.text(),
        );
    };
    view! {
        {section(say::THIS_IS_FIRST_DEVICE)}
        <section class="panel">
            <form class="stack" on:submit=submit>
                {field("vault-endpoint", say::SERVER.text(), say::THIS_SITES_OR_ANOTHER_ONE.text(), endpoint)}
                {invitation("vault-invitation", code)}
                {asking.fault()}
                <div class="acts">
                    <button class="act main" aria-disabled=move || asking.is_busy()>{labelled(Glyph::Shield, say::MAKE_VAULT)}</button>
                </div>
            </form>
        </section>
    }
    .into_any()
}
