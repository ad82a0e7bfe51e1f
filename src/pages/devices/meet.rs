//! Two devices meet: the code, the six digits, and what came of it.

use crate::components::said::{hint, labelled, paragraph};
use keeper::link::{Pairing, ToVault};
use leptos::prelude::*;
use said::words::devices as say;
use said::words::word;

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
            Pairing::Shows { code, endpoint } => {
                view! { {shown(&code, &endpoint)} {end(say::STOP.text())} }.into_any()
            }
            Pairing::Knocks => view! {
                <h3>{labelled(Glyph::Clock, say::WAITING_FOR_OTHER_DEVICE)}</h3>
                {paragraph(say::KEEP_ITS_CODE_OPEN_SIX)}
                {end(say::STOP.text())}
            }
            .into_any(),
            Pairing::Compare { digits, is_confirmed: false } => {
                let confirm = move |_| asking.ask(ToVault::Confirm, "");
                let same = view! {
                    {paragraph(say::DOES_YOUR_OTHER_DEVICE_SHOW_ASK)}
                    <div class="acts">
                        <button class="act main" aria-disabled=move || asking.is_busy() on:click=confirm>{say::THEY_ARE_SAME.text()}</button>
                        <button class="act" on:click=stop>{say::THEY_DIFFER.text()}</button>
                    </div>
                };
                compare(digits, same.into_any())
            }
            Pairing::Compare { digits, is_confirmed: true } => {
                let wait = view! { {paragraph(say::NOW_CONFIRM_ON_OTHER_DEVICE)} {end(say::STOP.text())} };
                compare(digits, wait.into_any())
            }
            Pairing::Sends => {
                view! { <h3>{labelled(Glyph::Send, say::HANDING_OVER_KEY)}</h3> {end(say::STOP.text())} }
                    .into_any()
            }
            Pairing::Sent => {
                met(say::HANDED_OVER.text(), say::ONCE_YOU_HAVE_CONFIRMED_ON.text(), end(say::DONE.text()))
            }
            Pairing::Done => {
                met(say::SHARE_ONE.text(), say::WHAT_IS_WRITTEN_ON_ONE.text(), end(say::DONE.text()))
            }
            Pairing::Failed(why) => view! {
                <h3>{labelled(Glyph::Warning, say::DEVICES_DID_NOT_MEET)}</h3>
                <p>{why}</p>
                {end(word::BACK.text())}
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
        <h3>{labelled(Glyph::Device, say::ADD_DEVICE)}</h3>
        {paragraph(say::OPEN_RAPPORT_ON_OTHER_DEVICE)}
        {qr(&link, say::QR_CODE.text())}
        <p class="code"><bdi id="shown-code">{pairing.to_owned()}</bdi></p>
        <p class="hint">{say::server_is(endpoint).text()}</p>
        {hint(say::CODE_IS_GOOD_FOR_TEN)}
    }
    .into_any()
}

fn met(title: &'static str, words: &'static str, acts: AnyView) -> AnyView {
    view! { <h3>{icon(Glyph::Check)} " " {title}</h3> <p>{words}</p> {acts} }.into_any()
}

fn compare(digits: String, acts: AnyView) -> AnyView {
    view! {
        <h3>{labelled(Glyph::Shield, say::SIX_DIGITS_ON_BOTH)}</h3>
        <p class="code digits"><b id="digits">{digits}</b></p>
        {acts}
    }
    .into_any()
}
