//! The scanner: a QR code through the camera, where there is one.

use crate::components::said::labelled;
use said::words::devices as say;
use std::{cell::Cell, rc::Rc, time::Duration};

use leptos::{html, prelude::*, task::spawn_local};
use rqrr::PreparedImage;

use crate::{
    browser::{
        camera::{self, Camera, Frame},
        life::Life,
    },
    components::icon::Glyph,
};

/// Between two looks.
const PAUSE: Duration = Duration::from_millis(150);

/// The button, and the camera's picture while it looks.
pub(super) fn scan(found: impl Fn(String) + Copy + Send + Sync + 'static) -> AnyView {
    if !camera::is_there() {
        return ().into_any();
    }
    let is_on = RwSignal::new(false);
    let fault = RwSignal::new(None::<&'static str>);
    let body = move || {
        match is_on.get() {
        false => view! {
            <button type="button" class="act" on:click=move |_| is_on.set(true)>{labelled(Glyph::Search, say::SCAN_CODE)}</button>
        }
        .into_any(),
        true => {
            fault.set(None);
            looking(found, is_on, fault)
        }
    }
    };
    view! {
        <div class="acts">{body}</div>
        <p class="fault" role="alert" hidden=move || fault.with(Option::is_none)>{move || fault.get()}</p>
    }
    .into_any()
}

fn looking(
    found: impl Fn(String) + Copy + Send + Sync + 'static,
    is_on: RwSignal<bool>,
    fault: RwSignal<Option<&'static str>>,
) -> AnyView {
    let video = NodeRef::<html::Video>::new();
    let is_wanted = Rc::new(Cell::new(true));
    let over = StoredValue::new_local(Rc::clone(&is_wanted));
    on_cleanup(move || {
        over.try_with_value(|wanted| wanted.set(false));
    });
    Effect::new(move |_| {
        let Some(video) = video.get() else { return };
        let is_wanted = Rc::clone(&is_wanted);
        spawn_local(async move {
            match Camera::start(video, Rc::clone(&is_wanted)).await {
                Ok(camera) => look(Rc::new(camera), is_wanted, found, is_on),
                Err(why) if is_wanted.get() => {
                    fault.try_set(Some(why));
                    is_on.try_set(false);
                }
                Err(_) => {}
            }
        });
    });
    view! {
        <video class="scan" node_ref=video playsinline muted aria-label=say::WHAT_CAMERA_SEES.text()></video>
        <button type="button" class="act quiet" on:click=move |_| is_on.set(false)>{say::STOP_CAMERA.text()}</button>
    }
    .into_any()
}

/// Looks again and again, until something is found or nobody wants it any more: then the camera is dropped.
fn look(
    camera: Rc<Camera>,
    is_wanted: Rc<Cell<bool>>,
    found: impl Fn(String) + Copy + Send + Sync + 'static,
    is_on: RwSignal<bool>,
) {
    if !is_wanted.get() {
        return;
    }
    if let Some(text) = camera.frame().and_then(|frame| read(&frame)) {
        is_on.try_set(false);
        return found(text);
    }
    Life::WINDOW.after(PAUSE, move || look(camera, is_wanted, found, is_on));
}

fn read(frame: &Frame) -> Option<String> {
    let grey = |x: usize, y: usize| frame.grey[y * frame.width + x];
    let mut image = PreparedImage::prepare_from_greyscale(frame.width, frame.height, grey);
    image.detect_grids().iter().find_map(|grid| grid.decode().ok()).map(|(_, text)| text)
}
