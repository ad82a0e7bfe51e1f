//! Light or dark.

use leptos::prelude::*;
use said::Word;
use said::words::settings as say;

use crate::{
    browser::theme::Theme,
    components::icon::{Glyph, icon_as},
};

const THEMES: [(Theme, Glyph, Word); 3] = [
    (Theme::Device, Glyph::Device, say::AS_DEVICE),
    (Theme::Light, Glyph::Sun, say::LIGHT),
    (Theme::Dark, Glyph::Moon, say::DARK),
];

/// The panel.
pub(super) fn appearance() -> AnyView {
    let now = Theme::remembered();
    let choices = THEMES.map(|(theme, glyph, name)| {
        let name = name.text();
        view! {
            <label>
                <input type="radio" name="theme" checked=theme == now on:change=move |_| theme.choose() />
                {icon_as(glyph, "tiny")}
                " "
                {name}
            </label>
        }
    });
    view! {
        <section class="panel">
            <fieldset class="field"><legend>{say::THEME.text()}</legend><div class="seg">{choices.collect_view()}</div></fieldset>
        </section>
    }
    .into_any()
}
