//! What this is, and how it comes to the home screen.

use leptos::prelude::*;

use crate::{
    app::session::meta,
    components::icon::{Glyph, icon, icon_as},
};

/// The version and the build.
pub(super) fn about() -> AnyView {
    let build = meta("rapport-build").unwrap_or_default();
    let build: String = build.chars().take(12).collect();
    view! {
        <section class="panel">
            <p>"Rapport " {env!("CARGO_PKG_VERSION")} " · build " <bdi>{build}</bdi></p>
            <p class="hint">"No account, no server; nothing leaves this device unless you send it."</p>
        </section>
    }
    .into_any()
}

/// How to install, in the words of the browser at hand; nothing once it is installed.
pub(super) fn install() -> Option<AnyView> {
    let installed = window()
        .match_media("(display-mode: standalone)")
        .ok()
        .flatten()
        .is_some_and(|query| query.matches());
    if installed {
        return None;
    }
    let agent = window().navigator().user_agent().unwrap_or_default();
    let is_apple_phone = agent.contains("iPhone") || agent.contains("iPad");
    let is_mac_safari = agent.contains("Macintosh") && agent.contains("Safari") && !agent.contains("Chrome");
    let is_firefox = agent.contains("Firefox") && !agent.contains("Android");
    let steps: Vec<AnyView> = if is_apple_phone {
        vec![
            view! { "Tap " {icon_as(Glyph::Share, "tiny")} " at the bottom of Safari." }.into_any(),
            view! { "Choose “Add to Home Screen”." }.into_any(),
            view! { "Open Rapport from there; it works without a connection." }.into_any(),
        ]
    } else if is_mac_safari {
        vec![view! { "In Safari’s File menu choose “Add to Dock”." }.into_any()]
    } else if is_firefox {
        vec![view! { "Firefox on a computer does not install apps; a bookmark does as well. It works without a connection." }.into_any()]
    } else {
        vec![
            view! { "Open the browser’s menu " {icon_as(Glyph::More, "tiny dots")} "." }.into_any(),
            view! { "Choose “Install Rapport”, or “Add to home screen”." }.into_any(),
        ]
    };
    let steps = steps.into_iter().map(|step| view! { <li><span>{step}</span></li> });
    Some(
        view! {
            <h2 class="section">"On the home screen"</h2>
            <section class="panel">
                <h3>{icon(Glyph::Device)} " Install on this device"</h3>
                <ol class="steps">{steps.collect_view()}</ol>
            </section>
        }
        .into_any(),
    )
}
