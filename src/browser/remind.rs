//! Reminders where the person agreed: asked for only from a switch, shown while the app is open in the
//! background or wakes. They say how many entries wait and nothing else: a lock screen has many readers.

use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::{prelude::window, task::spawn_local};
use said::words::browser as say;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::memory::Memory;

const WANTED: &str = "rapport.reminders";

/// Whether this browser can show them.
pub fn is_possible() -> bool {
    notification().is_some() && !window().navigator().service_worker().is_undefined()
}

/// Whether they were switched on here and the browser still allows them.
pub fn is_on() -> bool {
    Memory::Device.get(WANTED).is_some() && permission() == "granted"
}

/// Switches them on, asking where the browser has to; says whether they are on now.
pub async fn switch_on() -> bool {
    let asked = notification().and_then(|notification| {
        let ask: Function = Reflect::get(&notification, &"requestPermission".into()).ok()?.dyn_into().ok()?;
        ask.call0(&notification).ok()?.dyn_into::<Promise>().ok()
    });
    if let Some(asked) = asked {
        let _ = JsFuture::from(asked).await;
    }
    let is_allowed = permission() == "granted";
    if is_allowed {
        Memory::Device.set(WANTED, Some("1"));
    }
    is_allowed
}

/// Switches them off.
pub fn switch_off() {
    Memory::Device.set(WANTED, None);
}

/// Says how many entries are due, in place of what was said before.
pub fn remind(due: usize) {
    if !is_on() {
        return;
    }
    spawn_local(async move {
        // Through the service worker: a phone knows no other way.
        let ready = window().navigator().service_worker().ready();
        let Some(registration) = (match ready {
            Ok(ready) => JsFuture::from(ready).await.ok(),
            Err(_) => None,
        }) else {
            return;
        };
        let words = say::reminder(due).text();
        let options = Object::new();
        for (key, value) in
            [("tag", "today"), ("icon", "/icons/icon-192.png"), ("badge", "/icons/monochrome-512.png")]
        {
            let _ = Reflect::set(&options, &key.into(), &value.into());
        }
        let _ = Reflect::set(&options, &"silent".into(), &JsValue::TRUE);
        let show = Reflect::get(&registration, &"showNotification".into()).ok();
        if let Some(show) = show.and_then(|show| show.dyn_into::<Function>().ok()) {
            let _ = show.apply(&registration, &Array::of2(&words.into(), &options));
        }
    });
}

fn notification() -> Option<JsValue> {
    Reflect::get(&window(), &"Notification".into()).ok().filter(JsValue::is_function)
}

fn permission() -> String {
    let said = notification().and_then(|notification| Reflect::get(&notification, &"permission".into()).ok());
    said.and_then(|said| said.as_string()).unwrap_or_default()
}
