//! What this is, and how it comes to the home screen.

use crate::components::said::{hint, labelled, section};
use leptos::prelude::*;
use said::words::settings as say;

use crate::{
    browser::{
        build,
        install::{self, Way},
    },
    components::{icon::Glyph, install::install_hint},
};

/// The version and the build.
pub(super) fn about() -> AnyView {
    let build: String = build::of_page().chars().take(12).collect();
    view! {
        <section class="panel">
            <p>{say::version(&build, env!("CARGO_PKG_VERSION")).text()}</p>
            {hint(say::NO_ACCOUNT_NOTHING_LEAVES_THIS)}
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
            Way::Menu => say::BROWSERS_MENU_HAS_IT_INSTALL.text(),
            Way::Dock => say::CHOOSE_ADD_TO_DOCK_IN.text(),
            Way::Nowhere => say::THIS_BROWSER_INSTALLS_NO_APPS.text(),
            Way::Prompt | Way::HomeScreen => "",
        };
        let by_menu = (!by_menu.is_empty()).then(|| view! { <p class="hint">{by_menu}</p> });
        Some(view! {
            {section(say::ON_HOME_SCREEN)}
            <section class="panel">
                <h3>{labelled(Glyph::Device, say::INSTALL_ON_THIS_DEVICE)}</h3>
                {by_menu}
                {install_hint()}
            </section>
        })
    };
    view! { {body} }.into_any()
}
