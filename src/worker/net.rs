//! The network and the alarm clock of a session: requests go out one by one, answers come back through the queue.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    rc::{Rc, Weak},
};

use js_sys::{Function, Object, Promise, Reflect, Uint8Array, global};
use keeper::sync::{Answer, Call};
use rapport::browser::locks;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, DedicatedWorkerGlobalScope, Headers, Response};

use super::queue::{Event, Queue};

/// A browser counts the milliseconds of a timer with 32 bits.
const LONGEST: f64 = 2_147_000_000.0;

/// One session's. What is under way is given up when this is dropped.
pub(super) struct Net {
    storage: String,
    queue: Weak<Queue>,
    open: Rc<RefCell<BTreeMap<u64, AbortController>>>,
    timer: Cell<Option<i32>>,
    rang: Closure<dyn FnMut()>,
    seeks_lead: Cell<bool>,
}

impl Net {
    pub(super) fn new(storage: &str, queue: &Rc<Queue>) -> Self {
        let queue = Rc::downgrade(queue);
        let rang = {
            let queue = Weak::clone(&queue);
            Closure::<dyn FnMut()>::new(move || push(&queue, Event::Woke))
        };
        let (open, timer, seeks_lead) = Default::default();
        Self { storage: storage.to_owned(), queue, open, timer, rang, seeks_lead }
    }

    /// Waits for the lock of the one tab that talks to the server; once.
    pub(super) fn seek_lead(&self) {
        if self.seeks_lead.replace(true) {
            return;
        }
        let (queue, storage) = (Weak::clone(&self.queue), self.storage.clone());
        wasm_bindgen_futures::spawn_local(async move {
            let held = locks::wait(&format!("rapport-sync-{storage}")).await;
            push(&queue, Event::Lead(storage, held));
        });
    }

    pub(super) fn call(&self, call: Call) {
        let queue = Weak::clone(&self.queue);
        let Ok(controller) = AbortController::new() else {
            return push(&queue, Event::Answered(call.call, None));
        };
        self.open.borrow_mut().insert(call.call, controller.clone());
        let open = Rc::clone(&self.open);
        wasm_bindgen_futures::spawn_local(async move {
            let answer = fetch(&call, &controller).await.ok();
            // One that was cancelled is not waited for any more.
            if open.borrow_mut().remove(&call.call).is_some() {
                push(&queue, Event::Answered(call.call, answer));
            }
        });
    }

    pub(super) fn cancel(&self, call: u64) {
        if let Some(controller) = self.open.borrow_mut().remove(&call) {
            controller.abort();
        }
    }

    /// One alarm: a later one replaces it.
    pub(super) fn wake(&self, at: u64) {
        let Ok(scope) = global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
        if let Some(timer) = self.timer.take() {
            scope.clear_timeout_with_handle(timer);
        }
        let pause = (at as f64 - js_sys::Date::now()).clamp(0.0, LONGEST).ceil() as i32;
        let ring = self.rang.as_ref().unchecked_ref();
        self.timer.set(scope.set_timeout_with_callback_and_timeout_and_arguments_0(ring, pause).ok());
    }
}

impl Drop for Net {
    fn drop(&mut self) {
        std::mem::take(&mut *self.open.borrow_mut()).values().for_each(AbortController::abort);
        if let (Some(timer), Ok(scope)) =
            (self.timer.take(), global().dyn_into::<DedicatedWorkerGlobalScope>())
        {
            scope.clear_timeout_with_handle(timer);
        }
    }
}

fn push(queue: &Weak<Queue>, event: Event) {
    if let Some(queue) = queue.upgrade() {
        queue.push(event);
    }
}

async fn fetch(call: &Call, controller: &AbortController) -> Result<Answer, JsValue> {
    let scope: DedicatedWorkerGlobalScope = global().dyn_into()?;
    let set =
        |object: &Object, key: &str, value: &JsValue| Reflect::set(object, &key.into(), value).map(drop);
    let (options, headers) = (Object::new(), Headers::new()?);
    for (name, value) in call.headers() {
        headers.set(name, &value)?;
    }
    set(&options, "method", &call.method().into())?;
    set(&options, "headers", &headers)?;
    set(&options, "cache", &"no-store".into())?;
    set(&options, "credentials", &"omit".into())?;
    set(&options, "redirect", &"error".into())?;
    set(&options, "referrerPolicy", &"no-referrer".into())?;
    set(&options, "signal", &controller.signal())?;
    if !call.request.body.is_empty() {
        set(&options, "body", &Uint8Array::from(call.request.body.as_slice()))?;
    }
    if call.keepalive {
        set(&options, "keepalive", &JsValue::TRUE)?;
    }
    let give_up = {
        let controller = controller.clone();
        Closure::<dyn FnMut()>::new(move || controller.abort())
    };
    let timeout = i32::try_from(call.timeout).unwrap_or(i32::MAX);
    let timer = scope
        .set_timeout_with_callback_and_timeout_and_arguments_0(give_up.as_ref().unchecked_ref(), timeout)?;
    let answer = answer(&scope, &call.url(), &options).await;
    scope.clear_timeout_with_handle(timer);
    answer
}

async fn answer(scope: &DedicatedWorkerGlobalScope, url: &str, options: &Object) -> Result<Answer, JsValue> {
    let fetch: Function = Reflect::get(scope, &"fetch".into())?.dyn_into()?;
    let asked: Promise = fetch.call2(scope, &url.into(), options)?.dyn_into()?;
    let response: Response = JsFuture::from(asked).await?.dyn_into()?;
    let retry_after = response.headers().get("retry-after")?.and_then(|seconds| seconds.trim().parse().ok());
    let body = JsFuture::from(response.array_buffer()?).await?;
    Ok(Answer { status: response.status(), retry_after, body: Uint8Array::new(&body).to_vec() })
}
