//! Two devices meet: the code, the six digits, and what came of it.

use keeper::link::{Pairing, ToVault};
use leptos::prelude::*;

use super::{Asking, code};
use crate::components::{
    icon::{Glyph, icon},
    qr::qr,
};

/// The panel of the meeting under way.
pub(super) fn meeting() -> AnyView {
    let asking = Asking::new();
    let status = asking.keeper.status();
    let pairing = Memo::new(move |_| status.with(|status| status.pairing.clone()));
    let stop = move |_| asking.ask(ToVault::Stop, "");
    let end = move |words: &'static str| {
        view! { <div class="acts"><button class="act" on:click=stop>{words}</button></div> }.into_any()
    };
    let body = move || {
        let body = match pairing.get()? {
            Pairing::Shows { code, endpoint } => view! { {shown(&code, &endpoint)} {end("Stop")} }.into_any(),
            Pairing::Knocks => view! {
                <h3>{icon(Glyph::Clock)} " Waiting for the other device"</h3>
                <p>"Keep its code open. Six digits appear on both in a moment."</p>
                {end("Stop")}
            }
            .into_any(),
            Pairing::Compare { digits, is_confirmed: false } => {
                let confirm = move |_| asking.ask(ToVault::Confirm, "");
                let same = view! {
                    <p>"Does your other device show the same six digits?"</p>
                    <div class="acts">
                        <button class="act main" aria-disabled=move || asking.is_busy() on:click=confirm>"They are the same"</button>
                        <button class="act" on:click=stop>"They differ"</button>
                    </div>
                };
                compare(digits, same.into_any())
            }
            Pairing::Compare { digits, is_confirmed: true } => {
                let wait = view! { <p>"Now confirm on the other device, too."</p> {end("Stop")} };
                compare(digits, wait.into_any())
            }
            Pairing::Sends => {
                view! { <h3>{icon(Glyph::Send)} " Handing over the key"</h3> {end("Stop")} }.into_any()
            }
            Pairing::Sent => met(
                " The key is handed over",
                "Once you have confirmed on the other device as well, both share one notebook: what is written on one appears on the other whenever both have a connection.",
                end("Done"),
            ),
            Pairing::Done => met(
                " The devices share one notebook",
                "What is written on one appears on the other whenever both have a connection.",
                end("Done"),
            ),
            Pairing::Failed(why) => view! {
                <h3>{icon(Glyph::Warning)} " The devices did not meet"</h3>
                <p>{why}</p>
                {end("Back")}
            }
            .into_any(),
        };
        Some(body)
    };
    view! { <section class="panel accent" aria-live="polite">{body} {asking.fault()}</section> }.into_any()
}

fn shown(pairing: &str, endpoint: &str) -> AnyView {
    let link = code::link(pairing, endpoint);
    view! {
        <h3>{icon(Glyph::Device)} " Add a device"</h3>
        <p>"Open Rapport on the other device, go to Devices and scan this, or type the code. On an iPhone, scan it inside the installed app."</p>
        {qr(&link, "QR code")}
        <p class="code"><bdi id="shown-code">{pairing.to_owned()}</bdi></p>
        <p class="hint">"Server: " <bdi>{endpoint.to_owned()}</bdi></p>
        <p class="hint">"The code is good for ten minutes and for one device."</p>
    }
    .into_any()
}

fn met(title: &'static str, words: &'static str, acts: AnyView) -> AnyView {
    view! { <h3>{icon(Glyph::Check)} {title}</h3> <p>{words}</p> {acts} }.into_any()
}

fn compare(digits: String, acts: AnyView) -> AnyView {
    view! {
        <h3>{icon(Glyph::Shield)} " Six digits on both"</h3>
        <p class="code digits"><b id="digits">{digits}</b></p>
        {acts}
    }
    .into_any()
}
