//! What a person or the world does to the device: theme, size, reception, clock, speed.

use crate::browser::Browser;
use crate::engine::{Engine, Seat, chromium};
use anyhow::{Result, bail};
use serde_json::{Value, json};
use std::sync::atomic::Ordering;

/// What the system prefers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    Light,
    Dark,
}

/// Kept here so that a restarted browser or another window gets the same ones.
#[derive(Debug, Default)]
pub(crate) struct Settings {
    theme: Option<Theme>,
    pub(crate) size: Option<(u32, u32)>,
    text_size: Option<u32>,
    offline: bool,
    slowdown: Option<f64>,
    clock_offset: Option<i64>,
    pub(crate) time_zone: Option<String>,
    holds_workers: bool,
    script: Option<String>,
}

/// Lets the harness find every worker that a page starts.
const HOLD: &str = "(() => {
    const True = Worker;
    globalThis.heldWorkers = [];
    globalThis.Worker = class Worker extends True {
        constructor(...parts) { super(...parts); heldWorkers.push(this); }
    };
})();";

impl Browser {
    /// The system's colour scheme; motion is reduced with it, so that screenshots do not depend on the moment.
    ///
    /// # Errors
    /// When the browser has gone, or its engine cannot do this; so for all of these.
    pub async fn theme(&mut self, theme: Theme) -> Result<()> {
        self.settings.theme = Some(theme);
        match &self.seat {
            Seat::Chromium => {
                let scheme = if theme == Theme::Dark { "dark" } else { "light" };
                let features = json!([
                    { "name": "prefers-color-scheme", "value": scheme },
                    { "name": "prefers-reduced-motion", "value": "reduce" },
                ]);
                self.cdp("Emulation.setEmulatedMedia", json!({ "features": features })).await.map(drop)
            }
            Seat::WebKit(seat) => seat.order(&json!({ "dark": theme == Theme::Dark })).await,
            // It was started with this one.
            Seat::Firefox(_) if theme == Theme::Light => Ok(()),
            Seat::Firefox(_) => bail!("Firefox changes its colours only with its settings"),
        }
    }

    /// The viewport in CSS pixels.
    pub async fn size(&mut self, width: u32, height: u32) -> Result<()> {
        self.settings.size = Some((width, height));
        self.keyboard_is_up.store(false, Ordering::Relaxed);
        self.resize(width, height).await
    }

    pub(crate) async fn resize(&self, width: u32, height: u32) -> Result<()> {
        match &self.seat {
            Seat::Chromium => {
                self.cdp("Emulation.setDeviceMetricsOverride", chromium::metrics(width, height)).await?;
                self.cdp("Emulation.setTouchEmulationEnabled", json!({ "enabled": width < 600 }))
                    .await
                    .map(drop)
            }
            Seat::WebKit(seat) => seat.order(&json!({ "size": [width, height] })).await,
            Seat::Firefox(seat) => {
                let density = if width < 600 { 2.0 } else { 1.0 };
                let viewport =
                    json!({ "viewport": { "width": width, "height": height }, "devicePixelRatio": density });
                seat.tell(&self.web, "browsingContext.setViewport", viewport, false).await
            }
        }?;
        // Chromium measures a page without a viewport of its own in other units.
        if self.engine == Engine::Chromium {
            return Ok(());
        }
        let measured = "return innerHeight";
        self.wait("the new size", async || Ok((self.js(measured).await? == height).then_some(()))).await
    }

    /// The size of text that the person has chosen, in percent of the usual one.
    pub async fn text_size(&mut self, percent: u32) -> Result<()> {
        self.settings.text_size = Some(percent);
        match &self.seat {
            Seat::Chromium => {
                let sizes =
                    json!({ "fontSizes": { "standard": 16 * percent / 100, "fixed": 13 * percent / 100 } });
                self.cdp("Page.setFontSizes", sizes).await.map(drop)
            }
            Seat::WebKit(seat) => seat.order(&json!({ "text": percent })).await,
            Seat::Firefox(_) => bail!("Firefox changes its letters only with its settings"),
        }
    }

    /// Cuts the page's connection. `Story::offline` stops the server as well. WebKit believes in its connection all the same, and
    /// finds nobody.
    pub async fn cut(&mut self, offline: bool) -> Result<()> {
        self.settings.offline = offline;
        match &self.seat {
            Seat::Chromium => {
                let conditions = json!({ "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
                self.cdp("Network.enable", json!({})).await?;
                self.cdp("Network.emulateNetworkConditions", conditions).await.map(drop)
            }
            Seat::WebKit(_) => Ok(()),
            Seat::Firefox(seat) => {
                let conditions = if offline { json!({ "type": "offline" }) } else { Value::Null };
                let conditions = json!({ "networkConditions": conditions });
                seat.tell(&self.web, "emulation.setNetworkConditions", conditions, true).await
            }
        }
    }

    /// Slows the window down by this factor. Workers keep their speed.
    pub async fn cpu_throttle(&mut self, factor: f64) -> Result<()> {
        self.settings.slowdown = Some(factor);
        self.cdp("Emulation.setCPUThrottlingRate", json!({ "rate": factor })).await.map(drop)
    }

    /// Shifts the page's clock by milliseconds, from its next load on. Workers keep the true time.
    pub async fn set_clock_offset(&mut self, milliseconds: i64) -> Result<()> {
        self.settings.clock_offset = Some(milliseconds);
        self.run_first().await
    }

    /// From the next page load on, [`Browser::kill_workers`] works in this tab.
    pub async fn hold_workers(&mut self) -> Result<()> {
        self.settings.holds_workers = true;
        self.run_first().await
    }

    /// From the next page load on this runs in every page before its own scripts, instead of what was given before.
    pub async fn run_before_pages(&mut self, script: String) -> Result<()> {
        self.settings.script = Some(script);
        self.run_first().await
    }

    /// Such as `Europe/Madrid`. In WebKit the browser is started again for it, on an empty tab.
    pub async fn time_zone(&mut self, name: &str) -> Result<()> {
        let is_new = self.settings.time_zone.as_deref() != Some(name);
        self.settings.time_zone = Some(name.to_owned());
        match &self.seat {
            Seat::Chromium => {
                self.cdp("Emulation.setTimezoneOverride", json!({ "timezoneId": name })).await.map(drop)
            }
            Seat::WebKit(_) if is_new => Box::pin(self.restart()).await,
            Seat::WebKit(_) => Ok(()),
            Seat::Firefox(seat) => {
                let zone = json!({ "timezone": name });
                seat.tell(&self.web, "emulation.setTimezoneOverride", zone, true).await
            }
        }
    }

    /// The person agrees to something that the open page's site asks for, such as `notifications`.
    pub async fn allow(&self, what: &str) -> Result<()> {
        let origin = self.js("return location.origin").await?;
        match &self.seat {
            Seat::Chromium => {
                let permission =
                    json!({ "permission": { "name": what }, "setting": "granted", "origin": origin });
                self.cdp("Browser.setPermission", permission).await.map(drop)
            }
            // Its launcher says yes to everything.
            Seat::WebKit(_) => Ok(()),
            Seat::Firefox(_) => {
                let permission =
                    json!({ "descriptor": { "name": what }, "state": "granted", "origin": origin });
                self.web.bidi().await?.send_raw("permissions.setPermission", permission).await?;
                Ok(())
            }
        }
    }

    /// Any command of the DevTools protocol, to the current tab.
    pub async fn cdp(&self, method: &str, parameters: Value) -> Result<Value> {
        if self.engine != Engine::Chromium {
            bail!("{} has no {method}", self.engine.name());
        }
        Ok(self.web.cdp().send_raw(method, parameters).await?)
    }

    /// Emulation belongs to a tab: a new one starts without.
    pub(crate) async fn apply_settings(&mut self) -> Result<()> {
        self.keyboard_is_up.store(false, Ordering::Relaxed);
        self.theme(self.settings.theme.unwrap_or(Theme::Light)).await?;
        match (self.settings.size, self.engine) {
            (Some((width, height)), _) => self.size(width, height).await?,
            (None, Engine::Firefox) => {
                let (width, height) = self.shape().size();
                self.resize(width, height).await?;
            }
            (None, _) => {}
        }
        if let Some(percent) = self.settings.text_size {
            self.text_size(percent).await?;
        }
        if self.settings.offline {
            self.cut(true).await?;
        }
        if let Some(factor) = self.settings.slowdown {
            self.cpu_throttle(factor).await?;
        }
        self.run_first().await?;
        if let Some(name) = self.settings.time_zone.clone() {
            self.time_zone(&name).await?;
        }
        Ok(())
    }

    /// What the settings want to run in every page before its own scripts.
    async fn run_first(&mut self) -> Result<()> {
        let clock = self.settings.clock_offset.map(shifted_clock);
        let hold = self.settings.holds_workers.then(|| HOLD.to_owned());
        let source: Vec<String> = clock.into_iter().chain(hold).chain(self.settings.script.clone()).collect();
        if source.is_empty() {
            return Ok(());
        }
        match &mut self.seat {
            Seat::Chromium => {
                let script = json!({ "source": source.join("\n") });
                self.cdp("Page.addScriptToEvaluateOnNewDocument", script).await.map(drop)
            }
            Seat::WebKit(seat) => seat.order(&json!({ "scripts": source })).await,
            Seat::Firefox(seat) => seat.run_first(&self.web, &source.join("\n")).await,
        }
    }
}

/// `Date` as it would be on a device whose clock is off. The last shift wins.
fn shifted_clock(milliseconds: i64) -> String {
    format!(
        "(() => {{
            const True = globalThis.TrueDate ?? Date;
            globalThis.TrueDate = True;
            const now = () => True.now() + {milliseconds};
            globalThis.Date = class Date extends True {{
                constructor(...parts) {{ if (parts.length) super(...parts); else super(now()); }}
                static now() {{ return now(); }}
            }};
        }})();"
    )
}
