//! What a person or the world does to the device: theme, size, reception, clock, speed.

use crate::browser::Browser;
use anyhow::Result;
use serde_json::{Value, json};

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
    size: Option<(u32, u32)>,
    text_size: Option<u32>,
    offline: bool,
    slowdown: Option<f64>,
    clock_offset: Option<i64>,
    time_zone: Option<String>,
}

impl Browser {
    /// The system's colour scheme; motion is reduced with it, so that screenshots do not depend on the moment.
    ///
    /// # Errors
    /// When the browser has gone; so for all of these.
    pub async fn theme(&mut self, theme: Theme) -> Result<()> {
        self.settings.theme = Some(theme);
        let scheme = if theme == Theme::Dark { "dark" } else { "light" };
        let features = json!([
            { "name": "prefers-color-scheme", "value": scheme },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ]);
        self.cdp("Emulation.setEmulatedMedia", json!({ "features": features })).await.map(drop)
    }

    /// The viewport in CSS pixels.
    pub async fn size(&mut self, width: u32, height: u32) -> Result<()> {
        self.settings.size = Some((width, height));
        let phone = width < 600;
        let metrics = json!({
            "width": width, "height": height, "mobile": phone,
            "deviceScaleFactor": if phone { 2 } else { 1 },
        });
        self.cdp("Emulation.setDeviceMetricsOverride", metrics).await?;
        self.cdp("Emulation.setTouchEmulationEnabled", json!({ "enabled": phone })).await.map(drop)
    }

    /// The size of text that the person has chosen, in percent of the usual one.
    pub async fn text_size(&mut self, percent: u32) -> Result<()> {
        self.settings.text_size = Some(percent);
        let sizes = json!({ "fontSizes": { "standard": 16 * percent / 100, "fixed": 13 * percent / 100 } });
        self.cdp("Page.setFontSizes", sizes).await.map(drop)
    }

    /// Cuts the page's connection. `Story::offline` stops the server as well.
    pub async fn cut(&mut self, offline: bool) -> Result<()> {
        self.settings.offline = offline;
        let conditions =
            json!({ "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        self.cdp("Network.enable", json!({})).await?;
        self.cdp("Network.emulateNetworkConditions", conditions).await.map(drop)
    }

    /// Slows the window down by this factor. Workers keep their speed.
    pub async fn cpu_throttle(&mut self, factor: f64) -> Result<()> {
        self.settings.slowdown = Some(factor);
        self.cdp("Emulation.setCPUThrottlingRate", json!({ "rate": factor })).await.map(drop)
    }

    /// Shifts the page's clock by milliseconds, from its next load on. Workers keep the true time.
    pub async fn set_clock_offset(&mut self, milliseconds: i64) -> Result<()> {
        self.settings.clock_offset = Some(milliseconds);
        let source = shifted_clock(milliseconds);
        self.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source })).await.map(drop)
    }

    /// Such as `Europe/Madrid`.
    pub async fn time_zone(&mut self, name: &str) -> Result<()> {
        self.settings.time_zone = Some(name.to_owned());
        self.cdp("Emulation.setTimezoneOverride", json!({ "timezoneId": name })).await.map(drop)
    }

    /// The person agrees to something that the open page's site asks for, such as `notifications`.
    pub async fn allow(&self, what: &str) -> Result<()> {
        let origin = self.js("return location.origin").await?;
        let permission = json!({ "permission": { "name": what }, "setting": "granted", "origin": origin });
        self.cdp("Browser.setPermission", permission).await.map(drop)
    }

    /// Any command of the DevTools protocol, to the current tab.
    pub async fn cdp(&self, method: &str, parameters: Value) -> Result<Value> {
        Ok(self.web.cdp().send_raw(method, parameters).await?)
    }

    /// Emulation belongs to a tab: a new one starts without.
    pub(crate) async fn apply_settings(&mut self) -> Result<()> {
        let Settings { theme, size, text_size, offline, slowdown, clock_offset, time_zone } =
            std::mem::take(&mut self.settings);
        self.theme(theme.unwrap_or(Theme::Light)).await?;
        if let Some((width, height)) = size {
            self.size(width, height).await?;
        }
        if let Some(percent) = text_size {
            self.text_size(percent).await?;
        }
        if offline {
            self.cut(true).await?;
        }
        if let Some(factor) = slowdown {
            self.cpu_throttle(factor).await?;
        }
        if let Some(milliseconds) = clock_offset {
            self.set_clock_offset(milliseconds).await?;
        }
        if let Some(name) = time_zone {
            self.time_zone(&name).await?;
        }
        Ok(())
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
