//! Waiting for the browser, but not for ever: the same in windows and workers.

use std::{
    future::Future,
    pin::{Pin, pin},
    task::Poll,
};

use futures_channel::oneshot;
use js_sys::{Function, Reflect, global};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::spawn_local;
use web_sys::Window;

/// A timer; one that nobody waits for any more does not ring.
struct Timer {
    number: JsValue,
    rang: oneshot::Receiver<()>,
    _ring: Closure<dyn FnMut()>,
}

impl Timer {
    fn set(millis: i32) -> Self {
        let (ring, rang) = oneshot::channel();
        let mut ring = Some(ring);
        let ring = Closure::<dyn FnMut()>::new(move || drop(ring.take()));
        let number = call("setTimeout", ring.as_ref(), &millis.into());
        Self { number, rang, _ring: ring }
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        call("clearTimeout", &self.number, &JsValue::UNDEFINED);
    }
}

fn call(name: &str, one: &JsValue, two: &JsValue) -> JsValue {
    let function = Reflect::get(&global(), &name.into()).ok();
    let function = function.and_then(|function| function.dyn_into::<Function>().ok());
    function.and_then(|function| function.call2(&global(), one, two).ok()).unwrap_or_default()
}

/// What comes of some work, if it comes within so many milliseconds. After that the work is given up, and must not mind.
pub async fn within<T>(millis: i32, work: impl Future<Output = T>) -> Option<T> {
    let (mut work, mut timer) = (pin!(work), Timer::set(millis));
    std::future::poll_fn(|context| match work.as_mut().poll(context) {
        Poll::Ready(done) => Poll::Ready(Some(done)),
        Poll::Pending => Pin::new(&mut timer.rang).poll(context).map(|_| None),
    })
    .await
}

/// Begins some work at once, and gives what comes of it. It goes on when nobody waits for it any more.
pub fn begin<T: 'static, W: Future<Output = T> + 'static>(
    work: W,
) -> impl Future<Output = Option<T>> + use<T, W> {
    let (answer, answered) = oneshot::channel();
    spawn_local(async move {
        let _ = answer.send(work.await);
    });
    async move { answered.await.ok() }
}

/// Whether this is a window, where a person sees what is waited for.
#[must_use]
pub fn is_window() -> bool {
    global().is_instance_of::<Window>()
}
