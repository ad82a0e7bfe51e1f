//! Discreet mode: for a screen that others can see. Whoever told me something in confidence is not named on it.

use leptos::prelude::*;
use notebook::query::Query;
use said::words::shell as say;

use super::meeting::{Meeting, use_meeting};
use crate::{
    browser::memory::Memory,
    components::icon::{Glyph, icon},
};

const KEY: &str = "rapport.discreet";

/// Whether the screen is discreet; cheap to copy, in the context of every page.
#[derive(Clone, Copy)]
pub struct Discreet {
    on: RwSignal<bool>,
    meeting: Meeting,
}

/// The discreet mode of this device.
pub fn use_discreet() -> Discreet {
    expect_context()
}

impl Discreet {
    /// Puts it into the context as it was left: once, above every page. A page that is loaded again in company
    /// stays discreet.
    pub fn provide() {
        let on = RwSignal::new(Memory::Device.get(KEY).is_some());
        let discreet = Self { on, meeting: use_meeting() };
        Effect::new(move |_| {
            let root = document().document_element();
            Memory::Device.set(KEY, on.get().then_some("on"));
            let _ = root.map(|root| root.toggle_attribute_with_force("data-discreet", discreet.is_on()));
        });
        provide_context(discreet);
    }

    /// Whether it is on, tracked. A meeting is company.
    pub fn is_on(self) -> bool {
        self.on.get() || self.meeting.is_on()
    }

    /// On, or off; that ends a meeting too.
    pub fn toggle(self) {
        let on = !untrack(|| self.is_on());
        self.on.set(on);
        if !on {
            self.meeting.set(false);
        }
    }

    /// The question as it may be asked now.
    pub fn asked(self, query: Query) -> Query {
        if self.is_on() { Query::Discreet(Box::new(query)) } else { query }
    }
}

/// The button that turns it on and off.
pub fn discreet_button() -> AnyView {
    let discreet = use_discreet();
    view! {
        <button
            class="only"
            aria-label=say::DISCREET_MODE.text()
            aria-pressed=move || discreet.is_on().to_string()
            on:click=move |_| discreet.toggle()
        >
            {icon(Glyph::EyeOff)}
        </button>
    }
    .into_any()
}
