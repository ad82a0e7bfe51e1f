//! The day that it is, where the person is: one signal, and whatever says anything of today is drawn anew when it changes.

use std::time::Duration;

use chrono::{NaiveDate, NaiveTime};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, closure::Closure};

use super::link::Keeper;
use crate::browser::{clock, life::Life};

/// The day, and the minutes by which the clock is ahead of Greenwich.
type Here = (NaiveDate, i32);

/// The day of this window; cheap to copy, in the context of every page.
#[derive(Clone, Copy)]
pub struct Day(RwSignal<Here>);

/// The day of this window.
pub fn use_day() -> Day {
    expect_context()
}

impl Day {
    /// Puts it into the context: once, above everything.
    pub fn provide() -> Self {
        let day = Self(RwSignal::new(here()));
        provide_context(day);
        day
    }

    /// Whatever reads this is made anew on another day, and in another zone.
    pub fn track(self) {
        self.0.track();
    }

    /// Midnight, coming back, and a journey change it.
    pub(super) fn follow(self, keeper: Keeper) {
        self.wait_for_midnight(keeper);
        let look = Closure::<dyn FnMut()>::new(move || self.look(keeper));
        let of = look.as_ref().unchecked_ref();
        let _ = document().add_event_listener_with_callback("visibilitychange", of);
        for name in ["pageshow", "focus", "focusout"] {
            let _ = window().add_event_listener_with_callback(name, of);
        }
        // For as long as the window.
        look.forget();
    }

    /// Looks at the clock.
    pub(super) fn look(self, keeper: Keeper) {
        let now = here();
        // Whoever edits is not interrupted: it is looked again when the field is left.
        if now != self.0.get_untracked() && !is_editing() {
            keeper.tick();
            self.0.set(now);
        }
    }

    fn wait_for_midnight(self, keeper: Keeper) {
        let now = clock::now().local();
        let gone = now.time().signed_duration_since(NaiveTime::MIN).num_seconds();
        let left = u64::try_from(24 * 3600 - gone + 1).unwrap_or(60);
        Life::WINDOW.after(Duration::from_secs(left), move || {
            self.look(keeper);
            self.wait_for_midnight(keeper);
        });
    }
}

fn here() -> Here {
    let now = clock::now();
    (now.today(), now.offset().local_minus_utc() / 60)
}

fn is_editing() -> bool {
    document().active_element().is_some_and(|field| field.matches(".input").unwrap_or(false))
}
