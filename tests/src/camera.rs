//! What a camera sees that looks at the screen.

use crate::browser::Browser;
use anyhow::{Context, Result};
use std::io::Cursor;

/// A picture of a QR code on the screen, as light and dark.
#[derive(Debug)]
pub struct Seen {
    width: usize,
    height: usize,
    light: Vec<u8>,
}

impl Browser {
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

    /// A film of it for a camera: one second, uncompressed (YUV4MPEG2).
    #[must_use]
    pub fn film(&self) -> Vec<u8> {
        const WIDTH: usize = 640;
        const HEIGHT: usize = 480;
        const SIDE: usize = 440;
        let (left, top) = ((WIDTH - SIDE) / 2, (HEIGHT - SIDE) / 2);
        let light = |x: usize, y: usize| {
            let (Some(x), Some(y)) = (x.checked_sub(left), y.checked_sub(top)) else { return 230 };
            if x >= SIDE || y >= SIDE {
                return 230;
            }
            let pixel = self.light[y * self.height / SIDE * self.width + x * self.width / SIDE];
            20 + (u16::from(pixel) * 210 / 255) as u8
        };
        let mut film = format!("YUV4MPEG2 W{WIDTH} H{HEIGHT} F10:1 Ip A1:1 C420jpeg\n").into_bytes();
        for _ in 0..10 {
            film.extend(b"FRAME\n");
            film.extend((0..WIDTH * HEIGHT).map(|at| light(at % WIDTH, at / WIDTH)));
            film.extend(std::iter::repeat_n(128, WIDTH * HEIGHT / 2));
        }
        film
    }
}
