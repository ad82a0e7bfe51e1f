//! How long this browser keeps what a site stores, as far as it lets a page know.

use js_sys::{Function, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::{files, install, persist};

/// What is known against it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shelter {
    /// Nothing.
    Usual,
    /// Safari, and whatever else is made of it, deletes what a site stored when it was not visited for seven days of use;
    /// an app on the home screen is spared.
    SevenDays,
    /// It looks like a private window: everything goes with it.
    Window,
}

/// Asks the browser. No browser says that a window is private: this goes by what private windows refuse or limit.
pub async fn of_this_window() -> Shelter {
    if looks_private().await {
        Shelter::Window
    } else if is_webkit() && !install::is_installed() {
        Shelter::SevenDays
    } else {
        Shelter::Usual
    }
}

fn agent() -> String {
    window().navigator().user_agent().unwrap_or_default()
}

/// Safari, and every browser on an iPhone.
fn is_webkit() -> bool {
    let agent = agent();
    agent.contains("AppleWebKit/") && !["Chrome/", "Chromium/", "Edg/"].iter().any(|of| agent.contains(of))
}

async fn looks_private() -> bool {
    // Firefox would tell, and have a list of files from then on: see there.
    let refuses = !files::fall_with_the_database() && refuses_files().await;
    refuses || has_little_room().await
}

/// Safari has no file system for a page in its private windows.
async fn refuses_files() -> bool {
    let storage = Reflect::get(&window().navigator(), &"storage".into()).unwrap_or(JsValue::UNDEFINED);
    let open = Reflect::get(&storage, &"getDirectory".into());
    let Some(open) = open.ok().and_then(|open| open.dyn_into::<Function>().ok()) else { return false };
    let Some(asked) = open.call0(&storage).ok().and_then(|asked| asked.dyn_into::<Promise>().ok()) else {
        return true;
    };
    JsFuture::from(asked).await.is_err()
}

/// Chromium keeps a private window in memory, and allows it no more than a part of that.
async fn has_little_room() -> bool {
    let memory = Reflect::get(&window(), &"performance".into())
        .and_then(|performance| Reflect::get(&performance, &"memory".into()))
        .and_then(|memory| Reflect::get(&memory, &"jsHeapSizeLimit".into()));
    let Some(heap) = memory.ok().and_then(|heap| heap.as_f64()) else { return false };
    persist::estimate().await.is_some_and(|(_, room)| room < 2.0 * heap)
}
