//! The camera: frames in grey, for reading QR codes. Where there is none, nothing offers it.

use said::words::browser as say;
use std::{cell::Cell, rc::Rc};

use js_sys::Reflect;
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    CanvasRenderingContext2d, HtmlCanvasElement, HtmlVideoElement, MediaStream, MediaStreamConstraints,
    MediaStreamTrack,
};

/// Longer side of the frames that are looked at, pixels: a code that fills a third of it can be read.
const LONGEST: f64 = 640.0;

/// Whether this browser can show a camera to this page.
pub fn is_there() -> bool {
    let devices = Reflect::get(&window().navigator(), &"mediaDevices".into());
    devices.is_ok_and(|devices| Reflect::has(&devices, &"getUserMedia".into()).unwrap_or(false))
}

/// A running camera; off when this is dropped.
pub struct Camera {
    stream: MediaStream,
    video: HtmlVideoElement,
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
}

/// A frame, one byte a pixel.
pub struct Frame {
    /// Pixels a row.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// Row by row.
    pub grey: Vec<u8>,
}

impl Camera {
    /// Asks for the camera that looks away from the person and shows it in a video element. `is_wanted` tells, when the answer
    /// is here, whether anybody still looks.
    ///
    /// # Errors
    /// A sentence.
    pub async fn start(video: HtmlVideoElement, is_wanted: Rc<Cell<bool>>) -> Result<Self, &'static str> {
        let stream = Self::stream().await.map_err(|_| say::CAMERA.text())?;
        let canvas = document().create_element("canvas").ok().and_then(|canvas| canvas.dyn_into().ok());
        let canvas: HtmlCanvasElement = canvas.ok_or(say::CAMERA.text())?;
        let options = js_sys::Object::new();
        let _ = Reflect::set(&options, &"willReadFrequently".into(), &JsValue::TRUE);
        let context = canvas.get_context_with_context_options("2d", &options).ok().flatten();
        let context = context.and_then(|context| context.dyn_into().ok()).ok_or(say::CAMERA.text())?;
        let camera = Self { stream, video, canvas, context };
        if !is_wanted.get() {
            return Err("");
        }
        camera.video.set_src_object(Some(&camera.stream));
        if let Ok(plays) = camera.video.play() {
            let _ = JsFuture::from(plays).await;
        }
        Ok(camera)
    }

    async fn stream() -> Result<MediaStream, JsValue> {
        let (constraints, away) = (MediaStreamConstraints::new(), js_sys::Object::new());
        Reflect::set(&away, &"facingMode".into(), &"environment".into())?;
        constraints.set_video(&away);
        let asked = window().navigator().media_devices()?.get_user_media_with_constraints(&constraints)?;
        JsFuture::from(asked).await?.dyn_into()
    }

    /// What the camera sees; `None` before the first picture.
    pub fn frame(&self) -> Option<Frame> {
        let (width, height) = (f64::from(self.video.video_width()), f64::from(self.video.video_height()));
        if width < 1.0 || height < 1.0 {
            return None;
        }
        let scale = (LONGEST / width.max(height)).min(1.0);
        let (width, height) = ((width * scale).floor(), (height * scale).floor());
        self.canvas.set_width(width as u32);
        self.canvas.set_height(height as u32);
        let drawn = self.context.draw_image_with_html_video_element_and_dw_and_dh(
            &self.video,
            0.0,
            0.0,
            width,
            height,
        );
        drawn.ok()?;
        let pixels = self.context.get_image_data(0.0, 0.0, width, height).ok()?.data();
        let grey = |pixel: &[u8]| {
            let [red, green, blue] = [pixel[0], pixel[1], pixel[2]].map(u32::from);
            ((red * 77 + green * 150 + blue * 29) >> 8) as u8
        };
        let grey = pixels.chunks_exact(4).map(grey).collect();
        Some(Frame { width: width as usize, height: height as usize, grey })
    }
}

impl Drop for Camera {
    fn drop(&mut self) {
        for track in self.stream.get_tracks().iter() {
            track.unchecked_into::<MediaStreamTrack>().stop();
        }
        self.video.set_src_object(None);
    }
}
