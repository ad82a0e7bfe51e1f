//! The app's own files: ready to work offline, and a new version when there is one.

use said::words::shell as say;
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use js_sys::{Object, Reflect};
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    MessageEvent, ServiceWorker, ServiceWorkerContainer, ServiceWorkerRegistration, ServiceWorkerState,
};

use crate::{browser::memory::Memory, components::toast::Toasts};

const SAID: &str = "rapport.offline-said";

thread_local! {
    /// The person wants the new version: the page may be loaded again.
    static IS_WANTED: Cell<bool> = const { Cell::new(false) };
}

/// Registers the service worker of a release build and speaks for it.
pub(super) fn follow(toasts: Toasts) {
    let has = Reflect::has(&window().navigator(), &"serviceWorker".into()).unwrap_or(false);
    if cfg!(debug_assertions) || !has {
        return;
    }
    let container = window().navigator().service_worker();
    let was_controlled = container.controller().is_some();
    hear(&container, toasts, was_controlled);
    spawn_local(async move {
        // Before anything can have been installed by this page: afterwards a first visit looks like an update.
        let was_here = was_controlled || is_here(&container).await;
        let Ok(registered) = JsFuture::from(container.register("/sw.js")).await else { return };
        let registration: ServiceWorkerRegistration = registered.unchecked_into();
        if let Some(waiting) = registration.waiting().filter(|_| was_here) {
            offer(toasts, waiting);
        }
        watch(&registration, toasts, was_here);
        look_again(registration);
        if JsFuture::from(container.ready().unwrap_or_else(|_| js_sys::Promise::resolve(&JsValue::NULL)))
            .await
            .is_ok()
            && let Some(active) = container.controller()
        {
            post(&active, "version");
        }
    });
}

fn hear(container: &ServiceWorkerContainer, toasts: Toasts, was_controlled: bool) {
    let controlled = container.clone();
    let changed = Closure::<dyn FnMut()>::new(move || {
        // Cleared away by the browser, perhaps with all storage: what is in memory may be all that there is.
        let Some(active) = controlled.controller() else { return };
        if was_controlled || IS_WANTED.get() {
            // Drafts are on every keystroke; another tab may have asked for this.
            let _ = window().location().reload();
        } else {
            post(&active, "version");
        }
    });
    let answered = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let part = |key: &str| Reflect::get(&event.data(), &key.into()).ok();
        let is_version = part("type").and_then(|kind| kind.as_string()).as_deref() == Some("version");
        let is_complete = part("complete").is_some_and(|complete| complete.is_truthy());
        if is_version && is_complete && Memory::Device.get(SAID).is_none() {
            Memory::Device.set(SAID, Some("1"));
            toasts.say(say::READY_TO_WORK_OFFLINE.text());
        }
    });
    container.set_oncontrollerchange(Some(changed.as_ref().unchecked_ref()));
    container.set_onmessage(Some(answered.as_ref().unchecked_ref()));
    // For as long as the window.
    changed.forget();
    answered.forget();
}

/// Whether a version is at work on this device.
async fn is_here(container: &ServiceWorkerContainer) -> bool {
    let found = JsFuture::from(container.get_registration()).await.ok();
    let registration = found.and_then(|found| found.dyn_into::<ServiceWorkerRegistration>().ok());
    registration.is_some_and(|registration| registration.active().is_some())
}

/// A new version that arrives while the app is open. The first one that ever arrives is none.
fn watch(registration: &ServiceWorkerRegistration, toasts: Toasts, was_here: bool) {
    let first = Rc::new(RefCell::new(None::<ServiceWorker>));
    let is_open = Rc::new(Cell::new(!was_here && registration.active().or(registration.waiting()).is_none()));
    let follow = move |worker: ServiceWorker| {
        if is_open.take() {
            *first.borrow_mut() = Some(worker.clone());
        }
        let (first, is_open, of) = (Rc::clone(&first), Rc::clone(&is_open), worker.clone());
        let moved = Closure::<dyn FnMut()>::new(move || {
            use ServiceWorkerState::{Installed, Redundant};
            match of.state() {
                // However late a browser tells of its steps.
                Redundant if first.borrow().as_ref() == Some(&of) => is_open.set(true),
                Installed if first.borrow().as_ref() != Some(&of) => offer(toasts, of.clone()),
                _ => {}
            }
        });
        worker.set_onstatechange(Some(moved.as_ref().unchecked_ref()));
        moved.forget();
    };
    // The first may have come before anybody listened.
    if let Some(installing) = registration.installing() {
        follow(installing);
    }
    let of = registration.clone();
    let found = Closure::<dyn FnMut()>::new(move || {
        if let Some(installing) = of.installing() {
            follow(installing);
        }
    });
    registration.set_onupdatefound(Some(found.as_ref().unchecked_ref()));
    found.forget();
}
/// Browsers look for a new version when a page is loaded; an installed app stays open for days.
fn look_again(registration: ServiceWorkerRegistration) {
    let look = Closure::<dyn FnMut()>::new(move || {
        if !document().hidden() {
            let _ = registration.update();
        }
    });
    let _ = document().add_event_listener_with_callback("visibilitychange", look.as_ref().unchecked_ref());
    look.forget();
}

fn offer(toasts: Toasts, waiting: ServiceWorker) {
    let waiting = StoredValue::new_local(waiting);
    toasts.ask(say::NEW_VERSION_IS_READY_YOUR.text(), say::LATER.text(), say::START_IT.text(), move || {
        IS_WANTED.set(true);
        waiting.with_value(|waiting| post(waiting, "skip-waiting"));
    });
}

fn post(worker: &ServiceWorker, kind: &str) {
    let message = Object::new();
    let _ = Reflect::set(&message, &"type".into(), &kind.into());
    let _ = worker.post_message(&message);
}
