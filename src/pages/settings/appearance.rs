//! Light or dark.

use leptos::prelude::*;

use crate::{
    browser::appearance as theme,
    components::icon::{Glyph, icon_as},
};

const THEMES: [(&str, Glyph, &str); 3] =
    [("", Glyph::Device, "As the device"), ("light", Glyph::Sun, "Light"), ("dark", Glyph::Moon, "Dark")];

/// The panel.
pub(super) fn appearance() -> AnyView {
    let now = theme::theme();
    let choices = THEMES.map(|(word, glyph, name)| {
        view! {
            <label>
                <input type="radio" name="theme" checked=word == now on:change=move |_| theme::choose(word) />
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
