//! A swipe over a line of a list: a shortcut for a finger. Whatever a swipe does, a button does too.

use leptos::prelude::*;
use web_sys::PointerEvent;

/// A finger that went so far, pixels, means it.
const FAR: i32 = 88;
/// … and one that went so far means the other thing.
const FARTHER: i32 = 208;

/// Which way it went.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Swiped {
    /// To the right.
    Forth,
    /// Far to the right.
    FarForth,
    /// To the left.
    Back,
    /// Far to the left.
    FarBack,
}

/// The swipe over one line.
#[derive(Clone, Copy)]
pub(crate) struct Swipe {
    from: StoredValue<Option<i32>>,
    by: RwSignal<i32>,
}

impl Swipe {
    /// Nothing moves yet.
    pub(crate) fn new() -> Self {
        Self { from: StoredValue::new(None), by: RwSignal::new(0) }
    }

    /// A finger is down. A mouse selects words instead.
    pub(crate) fn began(self, event: &PointerEvent) {
        self.from.set_value((event.pointer_type() == "touch").then(|| event.client_x()));
    }

    /// It moves. The browser scrolls up and down by itself and then drops the swipe.
    pub(crate) fn moved(self, event: &PointerEvent) {
        if let Some(from) = self.from.get_value() {
            self.by.set(event.client_x() - from);
        }
    }

    /// It was lifted: whether and which way it went.
    pub(crate) fn ended(self) -> Option<Swiped> {
        let went = went(self.by.get_untracked());
        self.dropped();
        went
    }

    /// It was something else.
    pub(crate) fn dropped(self) {
        self.from.set_value(None);
        if self.by.get_untracked() != 0 {
            self.by.set(0);
        }
    }

    /// What it would mean if the finger were lifted now, tracked.
    pub(crate) fn means(self) -> Option<Swiped> {
        went(self.by.get())
    }

    /// How far the line has moved with the finger, as CSS says it.
    pub(crate) fn moved_by(self) -> String {
        let by = self.by.get();
        // The first few pixels are an unsteady hand.
        if by.abs() < 12 { "0px".to_owned() } else { [&by.to_string(), "px"].concat() }
    }
}

fn went(by: i32) -> Option<Swiped> {
    match (by > 0, by.abs()) {
        (_, ..FAR) => None,
        (true, ..FARTHER) => Some(Swiped::Forth),
        (true, _) => Some(Swiped::FarForth),
        (false, ..FARTHER) => Some(Swiped::Back),
        (false, _) => Some(Swiped::FarBack),
    }
}
