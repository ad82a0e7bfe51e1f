//! Meeting mode: quiet and dim, for the one note that cannot wait. The phone stays away otherwise.

use crate::components::said::paragraph;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use said::words::shell as say;
use said::words::word;

use crate::{
    browser::memory::Memory,
    components::icon::{Glyph, icon},
};

const KEY: &str = "rapport.meeting";

/// Whether this window is in meeting mode; cheap to copy, in the context of every page.
#[derive(Clone, Copy)]
pub struct Meeting(RwSignal<bool>);

/// The meeting mode of this window.
pub fn use_meeting() -> Meeting {
    expect_context()
}

impl Meeting {
    /// Puts it into the context. It outlives a reload, not the window: nobody wonders on the next day why it is dark.
    pub fn provide() {
        let on = RwSignal::new(Memory::Tab.get(KEY).is_some());
        Effect::new(move |_| {
            let root = document().document_element();
            let _ = root.map(|root| root.toggle_attribute_with_force("data-dim", on.get()));
        });
        provide_context(Self(on));
    }

    /// Whether it is on, tracked.
    pub fn is_on(self) -> bool {
        self.0.get()
    }

    /// Switches it.
    pub fn set(self, on: bool) {
        Memory::Tab.set(KEY, on.then_some("1"));
        self.0.set(on);
    }
}

/// What begins it: the composer alone, dimmed.
pub fn begin() -> impl Fn() + Clone + 'static {
    let (meeting, navigate) = (use_meeting(), use_navigate());
    move || {
        meeting.set(true);
        navigate("/jot", Default::default());
    }
}

/// Above everything while it lasts: the way out.
pub(super) fn banner() -> AnyView {
    let meeting = use_meeting();
    let banner = move || {
        meeting.is_on().then(|| {
            view! {
                <aside class="banner" aria-label=word::MEETING_MODE.text()>
                    {icon(Glyph::Moon)}
                    {paragraph(word::MEETING_MODE)}
                    <button class="act" on:click=move |_| meeting.set(false)>{say::END_IT.text()}</button>
                </aside>
            }
        })
    };
    view! { {banner} }.into_any()
}
