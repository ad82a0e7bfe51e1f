//! The cloak: one tap blurs every name and word on the screen, another shows them again. It is for eyes nearby; the
//! discreet mode leaves out what others must not read at all.

use leptos::prelude::*;
use said::words::shell as say;

use super::arrive;
use crate::{
    browser::memory::Memory,
    components::icon::{Glyph, icon},
};

const KEY: &str = "rapport.cloak";

/// Whether the screen is cloaked; cheap to copy, in the context of every page.
#[derive(Clone, Copy)]
pub struct Cloak(RwSignal<bool>);

/// The cloak of this window.
pub fn use_cloak() -> Cloak {
    expect_context()
}

impl Cloak {
    /// Puts it into the context as it was left: a page that is loaded again in company stays cloaked.
    pub fn provide() {
        let on = RwSignal::new(Memory::Tab.get(KEY).is_some());
        Effect::new(move |_| {
            let root = document().document_element();
            let _ = root.map(|root| root.toggle_attribute_with_force("data-cloak", on.get()));
            arrive::name_window();
        });
        provide_context(Self(on));
    }

    /// Whether it is on, tracked.
    pub fn is_on(self) -> bool {
        self.0.get()
    }

    /// On, or off.
    pub fn toggle(self) {
        let on = !self.0.get_untracked();
        Memory::Tab.set(KEY, on.then_some("1"));
        self.0.set(on);
    }
}

/// The button that puts it on and takes it off.
pub fn cloak_button() -> AnyView {
    let cloak = use_cloak();
    view! {
        <button
            class="only cloak"
            aria-label=say::BLUR_NAMES.text()
            title=say::BLUR_NAMES.text()
            aria-pressed=move || cloak.is_on().to_string()
            on:click=move |_| cloak.toggle()
        >
            {icon(Glyph::Cloak)}
        </button>
    }
    .into_any()
}
