//! Light or dark.

use leptos::prelude::*;

use crate::{
    browser::theme::Theme,
    components::icon::{Glyph, icon_as},
};

const THEMES: [(Theme, Glyph, &str); 3] = [
    (Theme::Device, Glyph::Device, "As the device"),
    (Theme::Light, Glyph::Sun, "Light"),
    (Theme::Dark, Glyph::Moon, "Dark"),
];

/// The panel.
pub(super) fn appearance() -> AnyView {
    let now = Theme::remembered();
    let choices = THEMES.map(|(theme, glyph, name)| {
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
            <fieldset class="field"><legend>"Theme"</legend><div class="seg">{choices.collect_view()}</div></fieldset>
        </section>
    }
    .into_any()
}
