//! One thing after the other: what came in waits here while the desk is busy.

use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    rc::Rc,
};

use keeper::{home::Done, link::ToKeeper, sync::Answer};
use rapport::browser::locks::Held;
use wasm_bindgen::{JsCast, closure::Closure};
use wasm_bindgen_futures::spawn_local;
use web_sys::DedicatedWorkerGlobalScope;

use super::{desk::Desk, tabs::News};

/// What can happen to a worker.
pub(super) enum Event {
    /// The window said something.
    Said(ToKeeper),
    /// Another tab said something.
    Heard(News),
    /// This tab got its turn to drain the journal of a storage.
    Turn(String, Held),
    /// This tab is the one that talks to the server.
    Lead(String, Held),
    /// This tab is the one that writes the second home of a storage.
    AtHome(String, Held),
    /// What came of an errand to it.
    Home(String, Done),
    /// A server answered, or did not.
    Answered(u64, Option<Answer>),
    /// The time has come that the session asked for.
    Woke,
    /// Nothing has happened for a while.
    Idle,
}

/// The queue, and the desk while nobody works at it.
pub(super) struct Queue {
    events: RefCell<VecDeque<Event>>,
    desk: RefCell<Option<Desk>>,
    scope: DedicatedWorkerGlobalScope,
    timer: Cell<Option<i32>>,
    rang: RefCell<Option<Closure<dyn FnMut()>>>,
}

impl Queue {
    pub(super) fn new(scope: DedicatedWorkerGlobalScope) -> Rc<Self> {
        let (events, timer, rang) = Default::default();
        let desk = RefCell::new(None);
        let queue = Rc::new(Self { events, desk, scope: scope.clone(), timer, rang });
        let ring = {
            let queue = Rc::downgrade(&queue);
            Closure::<dyn FnMut()>::new(move || {
                if let Some(queue) = queue.upgrade() {
                    queue.timer.set(None);
                    queue.push(Event::Idle);
                }
            })
        };
        *queue.rang.borrow_mut() = Some(ring);
        *queue.desk.borrow_mut() = Some(Desk::new(scope, Rc::downgrade(&queue)));
        queue
    }

    /// Puts something at the end, and has it worked off.
    pub(super) fn push(self: &Rc<Self>, event: Event) {
        self.events.borrow_mut().push_back(event);
        let desk = self.desk.borrow_mut().take();
        if let Some(desk) = desk {
            spawn_local(Rc::clone(self).work_off(desk));
        }
    }

    async fn work_off(self: Rc<Self>, mut desk: Desk) {
        self.quiet(None);
        while let Some(event) = self.next() {
            desk.handle(event).await;
            desk.tend_home();
        }
        self.quiet(desk.idle_after());
        *self.desk.borrow_mut() = Some(desk);
    }

    fn next(&self) -> Option<Event> {
        let mut events = self.events.borrow_mut();
        loop {
            let event = events.pop_front()?;
            if !is_overtaken(&event, &events) {
                return Some(event);
            }
        }
    }

    /// Says [`Event::Idle`] when nothing happens for so many milliseconds.
    fn quiet(&self, after: Option<i32>) {
        if let Some(timer) = self.timer.take() {
            self.scope.clear_timeout_with_handle(timer);
        }
        let rang = self.rang.borrow();
        if let (Some(after), Some(ring)) = (after, &*rang) {
            let ring = ring.as_ref().unchecked_ref();
            let timer = self.scope.set_timeout_with_callback_and_timeout_and_arguments_0(ring, after);
            self.timer.set(timer.ok());
        }
    }
}

/// A question that was replaced while it waited: somebody types faster than answers come.
fn is_overtaken(event: &Event, later: &VecDeque<Event>) -> bool {
    let Event::Said(ToKeeper::Watch { watch, .. }) = event else { return false };
    later.iter().any(|event| match event {
        Event::Said(ToKeeper::Watch { watch: other, .. } | ToKeeper::Unwatch { watch: other }) => {
            other == watch
        }
        _ => false,
    })
}
