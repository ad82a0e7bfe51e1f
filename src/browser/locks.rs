//! Web Locks: one tab at a time.

use std::{cell::RefCell, rc::Rc};

use js_sys::{Function, Object, Promise, Reflect, global};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;

/// A lock that is held until this is dropped, or its tab ends.
#[must_use]
#[derive(Default)]
pub struct Held {
    release: Option<Function>,
    /// Settled once it was given back.
    over: Option<Promise>,
}

impl Held {
    /// Gives it back, and waits until others can have it.
    pub async fn release(mut self) {
        let over = self.over.take();
        drop(self);
        if let Some(over) = over {
            let _ = JsFuture::from(over).await;
        }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        if let Some(release) = self.release.take() {
            let _ = release.call0(&JsValue::UNDEFINED);
        }
    }
}

/// Waits for a lock.
pub async fn wait(name: &str) -> Held {
    request(name, "exclusive", false).await.unwrap_or_default()
}

/// Waits for a lock that others may share.
pub async fn share(name: &str) -> Held {
    request(name, "shared", false).await.unwrap_or_default()
}

/// A lock if nobody has it.
pub async fn if_free(name: &str) -> Option<Held> {
    request(name, "exclusive", true).await
}

/// A browser without Web Locks grants everything: it only loses the order between its tabs.
async fn request(name: &str, mode: &str, if_available: bool) -> Option<Held> {
    match ask(name, mode, if_available) {
        Ok((answer, release, over)) => match JsFuture::from(answer).await {
            Ok(lock) if lock.is_null() => None,
            Ok(_) => Some(Held { release: release.take(), over: Some(over) }),
            Err(_) => Some(Held::default()),
        },
        Err(_) => Some(Held::default()),
    }
}

type Release = Rc<RefCell<Option<Function>>>;

/// The browser calls back with the lock and keeps it until the promise that it gets then is settled.
fn ask(name: &str, mode: &str, if_available: bool) -> Result<(Promise, Release, Promise), JsValue> {
    let get = |from: &JsValue, key: &str| Reflect::get(from, &JsValue::from_str(key));
    let locks = get(&get(&global(), "navigator")?, "locks")?;
    let request: Function = get(&locks, "request")?.dyn_into()?;
    let options = Object::new();
    Reflect::set(&options, &"mode".into(), &mode.into())?;
    Reflect::set(&options, &"ifAvailable".into(), &JsValue::from_bool(if_available))?;

    let release = Release::default();
    let mut granted = None;
    let mut refused = None;
    let answer = Promise::new(&mut |resolve: Function, reject: Function| {
        granted = Some(resolve);
        refused = Some(reject);
    });
    let holding = {
        let (release, granted) = (Rc::clone(&release), granted);
        Closure::once_into_js(move |lock: JsValue| {
            let held = Promise::new(&mut |resolve: Function, _| *release.borrow_mut() = Some(resolve));
            if let Some(granted) = &granted {
                let _ = granted.call1(&JsValue::UNDEFINED, &lock);
            }
            if lock.is_null() { JsValue::NULL } else { held.into() }
        })
    };
    let over: Promise = request.call3(&locks, &name.into(), &options, &holding)?.dyn_into()?;
    // A request that fails never calls back.
    if let Some(refused) = refused {
        let catch: Function = get(&over, "catch")?.dyn_into()?;
        catch.call1(&over, &refused)?;
    }
    Ok((answer, release, over))
}
