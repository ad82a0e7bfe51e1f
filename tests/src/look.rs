//! Pictures of the open page, at every size and in every theme that counts.

use crate::browser::{Browser, Shape};
use crate::device::Theme;
use crate::engine::Engine;
use anyhow::{Context, Result, ensure};

/// Two frames: one for the media query, one for what follows from it.
const FRAMES: &str = "await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))";

/// What sticks out of the screen, unless it lies in a row of chips or a board, which scroll sideways on purpose.
const TOO_WIDE: &str = "
    const scrolls = (e) => e && e !== document.body && (e.matches('.chips, .board') && ['auto', 'scroll'].includes(getComputedStyle(e).overflowX)
        || scrolls(e.parentElement));
    const out = [...document.querySelectorAll('main *, nav *, dialog[open] *')].filter((e) => e.checkVisibility() && !e.closest('.sr, svg')
        && e.getBoundingClientRect().width > 1 && e.getBoundingClientRect().right > innerWidth + 1 && !scrolls(e.parentElement));
    return out.slice(0, 3).map((e) => e.outerHTML.slice(0, 160)).join(' | ');";

impl Browser {
    /// The open page at both sizes in both themes: each without serious accessibility violations, and each written to
    /// `target/screenshots/<name>-{phone,desk}-{light,dark}.png`. Then on the phone with text twice as large, where nothing may
    /// stick out: `<name>-phone-large.png`. At a desk, every control is reached with Tab as well. None of them moves while it is
    /// pressed, at a desk and on a phone with its keyboard up.
    ///
    /// # Errors
    /// When there is a violation, something sticks out, or a control is not reached.
    pub async fn look(&mut self, name: &str) -> Result<()> {
        if self.engine != Engine::Chromium {
            // Sizes and themes are tried in one engine; barriers are looked for in all.
            self.shot(&format!("{name}-{}", self.engine.word())).await?;
            return self.accessible().await.with_context(|| name.to_owned());
        }
        for (device, width, height) in [("desk", 1280, 800), ("phone", 360, 740)] {
            self.size(width, height).await?;
            for (word, theme) in [("dark", Theme::Dark), ("light", Theme::Light)] {
                self.theme(theme).await?;
                self.js(FRAMES).await?;
                let picture = format!("{name}-{device}-{word}");
                self.shot(&picture).await?;
                self.accessible().await.with_context(|| picture)?;
            }
        }
        self.text_size(200).await?;
        self.js(FRAMES).await?;
        self.shot(&format!("{name}-phone-large")).await?;
        let wide = self.js(TOO_WIDE).await?;
        ensure!(wide == "", "{name} at 200 % text is wider than the screen: {wide}");
        self.text_size(100).await?;
        if self.shape() == Shape::Desk {
            self.size(1280, 800).await?;
            self.reach_all().await.with_context(|| name.to_owned())?;
            self.steady().await.with_context(|| name.to_owned())?;
        }
        // A phone with its keyboard up.
        let (width, height) = self.shape().size();
        self.size(360, 420).await?;
        self.steady().await.with_context(|| format!("{name}, low"))?;
        self.size(width, height).await?;
        Ok(())
    }
}
