//! Files that leave and enter: saving one, reading one, the one the app was opened with.

use super::life::Life;
use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use leptos::prelude::*;
use said::Word;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, FileReader, HtmlAnchorElement, Url};

/// The type of a notebook's file.
pub const NOTEBOOK: &str = "application/x-rapport";
/// When a file could not be saved.
pub const NOT_TAKEN: Word = said::words::browser::NOT_TAKEN;

/// Gives the person a file to keep.
pub fn save(name: &str, bytes: &[u8], kind: &str) -> Option<()> {
    let (parts, bag) = (Array::of1(&Uint8Array::from(bytes)), BlobPropertyBag::new());
    bag.set_type(kind);
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &bag).ok()?;
    let url = Url::create_object_url_with_blob(&blob).ok()?;
    let link: HtmlAnchorElement = document().create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The browser has taken it by then.
    Life::WINDOW.after(std::time::Duration::from_secs(60), move || {
        let _ = Url::revoke_object_url(&url);
    });
    Some(())
}

/// The bytes of a file, base64.
pub async fn read(file: &File) -> Option<String> {
    let reader = FileReader::new().ok()?;
    let done = Promise::new(&mut |resolve: Function, _| {
        reader.set_onloadend(Some(&resolve));
    });
    reader.read_as_data_url(file).ok()?;
    JsFuture::from(done).await.ok()?;
    let url = reader.result().ok()?.as_string()?;
    // An empty file has no comma in some browsers.
    Some(url.split_once(',').map_or_else(String::new, |(_, data)| data.to_owned()))
}

/// Hears of the files that the installed app is opened with, where the browser hands them over.
pub fn on_launch(heard: impl Fn(File) + Clone + 'static) {
    let Ok(queue) = Reflect::get(&window(), &"launchQueue".into()) else { return };
    let Some(set) = method(&queue, "setConsumer") else { return };
    let consumer = Closure::<dyn FnMut(JsValue)>::new(move |launch: JsValue| {
        let heard = heard.clone();
        leptos::task::spawn_local(async move {
            if let Some(file) = launched(&launch).await {
                heard(file);
            }
        });
    });
    let _ = set.call1(&queue, consumer.as_ref());
    consumer.forget();
}

async fn launched(launch: &JsValue) -> Option<File> {
    let files: Array = Reflect::get(launch, &"files".into()).ok()?.dyn_into().ok()?;
    let handle = files.get(0);
    let file: Promise = method(&handle, "getFile")?.call0(&handle).ok()?.dyn_into().ok()?;
    JsFuture::from(file).await.ok()?.dyn_into().ok()
}

fn method(of: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(of, &name.into()).ok()?.dyn_into().ok()
}
