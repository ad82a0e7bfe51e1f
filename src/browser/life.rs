//! Frames and timers that end with the part of the page that asked for them.
#![allow(clippy::disallowed_methods, reason = "here they are given an end")]

use std::time::Duration;

use leptos::prelude::*;

/// How long a part of the page lives. What is put off through it happens only while that part is there.
#[derive(Debug, Clone, Copy)]
pub struct Life(Option<StoredValue<()>>);

impl Life {
    /// As long as the window.
    pub const WINDOW: Self = Self(None);

    /// That of the part of the page which is being made, or of the effect that runs: an effect that runs again begins a
    /// new one.
    #[must_use]
    pub fn here() -> Self {
        Self(Some(StoredValue::new(())))
    }

    /// Whether that part is still there.
    #[must_use]
    pub fn goes_on(self) -> bool {
        self.0.is_none_or(|part| part.try_get_value().is_some())
    }

    /// Before the next picture is drawn.
    pub fn frame(self, act: impl FnOnce() + 'static) {
        request_animation_frame(move || {
            if self.goes_on() {
                act();
            }
        });
    }

    /// After a while.
    pub fn after(self, pause: Duration, act: impl FnOnce() + 'static) {
        let act = move || {
            if self.goes_on() {
                act();
            }
        };
        set_timeout(act, pause);
    }

    /// Again and again.
    pub fn every(self, pause: Duration, act: impl Fn() + 'static) {
        let handle = set_interval_with_handle(
            move || {
                if self.goes_on() {
                    act();
                }
            },
            pause,
        );
        if let (Some(_), Ok(handle)) = (self.0, handle) {
            on_cleanup(move || handle.clear());
        }
    }
}
