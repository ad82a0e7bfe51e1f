//! Quiet pages: nothing is there, or not yet.

use crate::components::said::{SLOTS, labelled, paragraph, woven};
use leptos::prelude::*;
use said::words::empty as say;
use said::words::word;

use super::icon::{Glyph, icon};

/// A page with nothing on it: what that means, and what one can do. Put it into a `.scroll.col`.
pub fn clear(headline: &'static str, words: impl Into<String>, acts: AnyView) -> AnyView {
    let words = words.into();
    view! {
        <div class="clear"><p>{headline}</p><p>{words}</p>{acts}</div>
        <div class="lines" aria-hidden="true"></div>
    }
    .into_any()
}

/// Grey shapes while the first answer is on its way.
pub fn ghosts() -> AnyView {
    let ghost = || {
        view! {
            <div class="entry ghost">
                <div class="who"><span class="face"></span></div>
                <div class="what"><i class="name"></i><i></i><i></i></div>
            </div>
        }
        .into_any()
    };
    view! { <div class="ghosts" aria-hidden="true">{ghost()}{ghost()}{ghost()}</div> }.into_any()
}

/// Something to know about; `tone` is `promise`, `overdue` or nothing.
pub fn notice(tone: &'static str, glyph: Glyph, headline: String, words: String, acts: AnyView) -> AnyView {
    view! {
        <div class=format!("notice {tone}") role="alert">
            {icon(glyph)}<p>{headline}</p><p>{words}</p>{acts}
        </div>
    }
    .into_any()
}

/// Beside a list, while no entry is open.
pub fn beside() -> AnyView {
    let key = |letter: &'static str| view! { <kbd>{letter}</kbd> }.into_any();
    let keys = say::keys(SLOTS[2], SLOTS[1], SLOTS[0]);
    view! {
        <section class="pane page ruled" aria-label=say::PAGE.text()>
            <div class="scroll">
                <div class="clear">
                    {paragraph(say::OPEN_ENTRY_TO_READ_ITS)}
                    <p>{woven(&keys, ["/", "c", "?"].map(key).into())}</p>
                </div>
            </div>
        </section>
    }
    .into_any()
}

/// A page that is not there.
pub fn missing(what: &'static str) -> AnyView {
    view! {
        <div class="scroll col">
            <header class="head"><h1 tabindex="-1">{say::NOTHING_HERE.text()}</h1></header>
            {clear(
                what,
                say::IT_MAY_HAVE_BEEN_DELETED.text(),
                view! { <a class="act" href="/">{labelled(Glyph::Today, word::TODAY)}</a> }.into_any(),
            )}
        </div>
    }
    .into_any()
}
