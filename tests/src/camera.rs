//! What a camera sees that looks at the screen.

use crate::browser::{Browser, Shape};
use crate::engine::{self, Engine};
use anyhow::{Context, Result};
use base64::prelude::{BASE64_STANDARD, Engine as _};
use std::io::Cursor;

/// A picture of a QR code on the screen, as light and dark.
#[derive(Debug)]
pub struct Seen {
    width: usize,
    height: usize,
    light: Vec<u8>,
}

const WIDTH: usize = 640;
const HEIGHT: usize = 480;
/// Of the code in the picture.
const SIDE: usize = 440;

/// A camera for engines that have none to offer: what it sees is drawn, ten times a second. What becomes of the pictures is the app's.
const CAMERA: &str = "if (navigator.mediaDevices) navigator.mediaDevices.getUserMedia = async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: WIDTH, height: HEIGHT });
    const context = canvas.getContext('2d');
    const light = Uint8Array.from(atob('FRAME'), (letter) => letter.charCodeAt(0));
    const picture = context.createImageData(WIDTH, HEIGHT);
    light.forEach((grey, at) => picture.data.set([grey, grey, grey, 255], at * 4));
    setInterval(() => context.putImageData(picture, 0, 0), 100);
    return canvas.captureStream(10);
};";

impl Browser {
    /// A fresh browser on a device whose camera sees this, and whose person lets the app use it.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn start_with_camera(shape: Shape, seen: &Seen) -> Result<Self> {
        if engine::current() != Engine::Chromium {
            let mut browser = Self::start(shape, &[]).await?;
            let (width, height) = (WIDTH.to_string(), HEIGHT.to_string());
            let script = CAMERA.replace("WIDTH", &width).replace("HEIGHT", &height);
            let frame = BASE64_STANDARD.encode(seen.frame().collect::<Vec<u8>>());
            browser.run_before_pages(script.replace("FRAME", &frame)).await?;
            return Ok(browser);
        }
        let folder = tempfile::tempdir()?;
        let film = folder.path().join("seen.y4m");
        std::fs::write(&film, seen.film())?;
        let film = format!("--use-file-for-fake-video-capture={}", film.display());
        let arguments =
            ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", film.as_str()];
        let mut browser = Self::start(shape, &arguments).await?;
        browser.keep(folder);
        Ok(browser)
    }

    /// Looks at the QR code on the page.
    ///
    /// # Errors
    /// When there is none.
    pub async fn look_at_code(&self) -> Result<Seen> {
        self.until_js("document.querySelector('svg.qr')?.checkVisibility()").await?;
        let place = "const code = document.querySelector('svg.qr'); code.scrollIntoView({ block: 'center', behavior: 'instant' });
            await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
            const of = code.getBoundingClientRect();
            return [of.left, of.top, of.width, of.height].map((it) => Math.round(it * devicePixelRatio));";
        let place: [usize; 4] = serde_json::from_value(self.js(place).await?)?;
        let screen = self.web.screenshot_as_png().await?;
        let mut decoder = png::Decoder::new(Cursor::new(screen));
        decoder.set_transformations(png::Transformations::normalize_to_color8());
        let mut reader = decoder.read_info()?;
        let mut pixels = vec![0; reader.output_buffer_size().context("a picture without end")?];
        let frame = reader.next_frame(&mut pixels)?;
        let (of, [left, top, width, height]) = (frame.color_type.samples(), place);
        let green = |x: usize, y: usize| pixels.get((y * frame.width as usize + x) * of + of / 2).copied();
        let light = (top..top + height).flat_map(|y| (left..left + width).map(move |x| (x, y)));
        let light: Option<Vec<u8>> = light.map(|(x, y)| green(x, y)).collect();
        Ok(Seen { width, height, light: light.context("the code is not all on the screen")? })
    }
}

impl Seen {
    /// What the code says.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn read(&self) -> Result<String> {
        let light = |x: usize, y: usize| self.light[y * self.width + x];
        let mut picture = rqrr::PreparedImage::prepare_from_greyscale(self.width, self.height, light);
        let codes = picture.detect_grids();
        Ok(codes.first().context("no code in the picture")?.decode()?.1)
    }

    /// What a camera of 640×480 sees that is held before it: rows of brightness.
    fn frame(&self) -> impl Iterator<Item = u8> + '_ {
        let (left, top) = ((WIDTH - SIDE) / 2, (HEIGHT - SIDE) / 2);
        let light = move |x: usize, y: usize| {
            let (Some(x), Some(y)) = (x.checked_sub(left), y.checked_sub(top)) else { return 230 };
            if x >= SIDE || y >= SIDE {
                return 230;
            }
            let pixel = self.light[y * self.height / SIDE * self.width + x * self.width / SIDE];
            20 + (u16::from(pixel) * 210 / 255) as u8
        };
        (0..WIDTH * HEIGHT).map(move |at| light(at % WIDTH, at / WIDTH))
    }

    /// A film of it for a camera: one second, uncompressed (YUV4MPEG2).
    pub(crate) fn film(&self) -> Vec<u8> {
        let mut film = format!("YUV4MPEG2 W{WIDTH} H{HEIGHT} F10:1 Ip A1:1 C420jpeg\n").into_bytes();
        for _ in 0..10 {
            film.extend(b"FRAME\n");
            film.extend(self.frame());
            film.extend(std::iter::repeat_n(128, WIDTH * HEIGHT / 2));
        }
        film
    }
}
