//! Discreet mode: for a screen that others can see. Whoever told me something in confidence is not named on it.

use gloo_storage::{LocalStorage, Storage};
use leptos::prelude::*;
use notebook::query::Query;

use crate::components::icon::{Glyph, icon};

const KEY: &str = "rapport.discreet";

/// Whether the screen is discreet; cheap to copy, in the context of every page.
#[derive(Clone, Copy)]
pub struct Discreet(RwSignal<bool>);

/// The discreet mode of this device.
pub fn use_discreet() -> Discreet {
    expect_context()
}

impl Discreet {
    /// Puts it into the context as it was left: once, above every page. A page that is loaded again in company
    /// stays discreet.
    pub fn provide() {
        let on = RwSignal::new(LocalStorage::raw().get_item(KEY).ok().flatten().is_some());
        Effect::new(move |_| {
            let (storage, root) = (LocalStorage::raw(), document().document_element());
            let _ = if on.get() { storage.set_item(KEY, "on") } else { storage.remove_item(KEY) };
            let _ = root.map(|root| root.toggle_attribute_with_force("data-discreet", on.get()));
        });
        provide_context(Self(on));
    }

    /// Whether it is on, tracked.
    pub fn is_on(self) -> bool {
        self.0.get()
    }

    /// On, or off.
    pub fn toggle(self) {
        self.0.update(|on| *on = !*on);
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
            aria-label="Discreet mode"
            aria-pressed=move || discreet.is_on().to_string()
            on:click=move |_| discreet.toggle()
        >
            {icon(Glyph::EyeOff)}
        </button>
    }
    .into_any()
}
