//! What this is, and how it comes to the home screen.

use leptos::prelude::*;

use crate::{
    browser::{
        build,
        install::{self, Way},
    },
    components::{
        icon::{Glyph, icon},
        install::install_hint,
    },
};

/// The version and the build.
pub(super) fn about() -> AnyView {
    let build: String = build::of_page().chars().take(12).collect();
    view! {
        <section class="panel">
            <p>"Rapport " {env!("CARGO_PKG_VERSION")} " · build " <bdi>{build}</bdi></p>
            <p class="hint">"No account. Nothing leaves this device unless you send it, or share the notebook with your other devices: sealed, so that no server can read it."</p>
        </section>
    }
    .into_any()
}

/// How to install, where there is a way; nothing once it is installed.
pub(super) fn install() -> AnyView {
    let way = install::way();
    let body = move || {
        let by_menu = match way.get() {
            Way::None => return None,
            Way::Menu => "The browser’s menu has it: “Install Rapport”, or “Add to home screen”.",
            Way::Dock => {
                "Choose “Add to Dock” in the menu “File”. It begins empty there: take the notebook along with a backup."
            }
            Way::Nowhere => {
                "This browser installs no apps. Rapport works in its tab just as well, with or without a connection."
            }
            Way::Prompt | Way::HomeScreen => "",
        };
        let by_menu = (!by_menu.is_empty()).then(|| view! { <p class="hint">{by_menu}</p> });
        Some(view! {
            <h2 class="section">"On the home screen"</h2>
            <section class="panel">
                <h3>{icon(Glyph::Device)} " Install on this device"</h3>
                {by_menu}
                {install_hint()}
            </section>
        })
    };
    view! { {body} }.into_any()
}
