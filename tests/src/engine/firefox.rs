//! Firefox: how it is started. What WebDriver has no words for goes over WebDriver BiDi.

use crate::browser::{Keeps, Shape};
use crate::driver::free_port;
use anyhow::{Context, Result, bail};
use serde_json::{Map, Value, json};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use thirtyfour::{Capabilities, WebDriver};
use tokio::time::timeout;
use tokio_stream::StreamExt;
use xtask::engine::Parts;

/// What it is set to, whatever the story.
const SETTINGS: [(&str, i64); 6] = [
    // Never the mode without extensions, however often it was killed.
    ("toolkit.startup.max_resumed_crashes", -1),
    ("ui.prefersReducedMotion", 1),
    ("ui.systemUsesDarkTheme", 0),
    ("layout.css.prefers-color-scheme.content-override", 1),
    // Tabs in the background are as quick as the others.
    ("dom.min_background_timeout_value", 4),
    ("dom.min_background_timeout_value_without_budget_throttling", 4),
];
const SWITCHES: [(&str, bool); 6] = [
    ("browser.sessionstore.resume_from_crash", false),
    // A page may open another tab.
    ("dom.disable_open_during_load", false),
    // Whoever is asked says yes: to the camera, which shows a picture made up, and to keeping data for good.
    ("media.navigator.permission.disabled", true),
    ("media.navigator.streams.fake", true),
    ("dom.storageManager.prompt.testing", true),
    ("dom.storageManager.prompt.testing.allow", true),
];

/// As long as WebDriver waits for a script.
const PATIENCE: Duration = Duration::from_secs(60);

#[derive(Debug, Default)]
pub(crate) struct Seat {
    complaints: Arc<Mutex<Vec<String>>>,
    /// The script that runs before each page's own, and how it is taken back.
    script: Option<(String, String)>,
}

impl Seat {
    /// What the driver's process is told.
    pub(crate) fn arguments() -> Result<Vec<String>> {
        Ok(vec![format!("--websocket-port={}", free_port()?)])
    }

    pub(crate) fn wanted(parts: &Parts, profile: &Path, shape: Shape, keeps: Keeps) -> Result<Capabilities> {
        let mut settings: Map<String, Value> = Map::new();
        settings.extend(SETTINGS.map(|(name, value)| (name.to_owned(), json!(value))));
        settings.extend(SWITCHES.map(|(name, value)| (name.to_owned(), json!(value))));
        if shape == Shape::Phone {
            // A finger: coarse, and nothing hovers.
            for name in
                ["ui.primaryPointerCapabilities", "ui.allPointerCapabilities", "dom.w3c_touch_events.enabled"]
            {
                settings.insert(name.to_owned(), json!(1));
            }
        }
        match keeps {
            Keeps::Everything => {}
            Keeps::Nothing => drop(settings.insert("network.cookie.cookieBehavior".to_owned(), json!(2))),
            Keeps::ForTheWindow => {
                settings.insert("browser.privatebrowsing.autostart".to_owned(), json!(true));
            }
        }
        let options =
            json!({ "binary": parts.program, "args": ["-headless", "-profile", profile], "prefs": settings });
        let mut wanted = Capabilities::new();
        wanted.set("browserName", "firefox")?;
        wanted.set("acceptInsecureCerts", true)?;
        wanted.set("webSocketUrl", true)?;
        wanted.set("moz:firefoxOptions", options)?;
        Ok(wanted)
    }

    pub(crate) async fn begin(&mut self, web: &WebDriver) -> Result<()> {
        self.script = None;
        // The connection is a plain one, and its library wants to know all the same who would encrypt. Somebody may have said so.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let bidi = web.bidi().await?;
        let mut said = bidi.subscribe_raw();
        bidi.send_raw("session.subscribe", json!({ "events": ["log.entryAdded"] })).await?;
        let complaints = Arc::clone(&self.complaints);
        tokio::spawn(async move {
            while let Some(event) = said.next().await {
                if event.method == "log.entryAdded" && event.params["level"] == "error" {
                    let words = event.params["text"].as_str().unwrap_or("an error without words").to_owned();
                    if let Ok(mut complaints) = complaints.lock() {
                        complaints.push(words);
                    }
                }
            }
        });
        Ok(())
    }

    /// What pages complained about since the last time.
    pub(crate) fn complaints(&self) -> Vec<String> {
        self.complaints.lock().map(|mut noted| std::mem::take(&mut *noted)).unwrap_or_default()
    }

    /// From the next load on this runs in every page before its own scripts, instead of what did so far.
    pub(crate) async fn run_first(&mut self, web: &WebDriver, source: &str) -> Result<()> {
        let bidi = web.bidi().await?;
        if let Some((was, id)) = self.script.take() {
            if was == source {
                self.script = Some((was, id));
                return Ok(());
            }
            bidi.send_raw("script.removePreloadScript", json!({ "script": id })).await?;
        }
        let function = format!("() => {{ {source} }}");
        let answer =
            bidi.send_raw("script.addPreloadScript", json!({ "functionDeclaration": function })).await?;
        let id = answer["script"].as_str().context("a script without a name")?;
        self.script = Some((source.to_owned(), id.to_owned()));
        Ok(())
    }

    /// Runs the body of an async function as the page's own: what WebDriver runs has a global object beside the page's.
    pub(crate) async fn run(&self, web: &WebDriver, body: &str) -> Result<Value> {
        let function = format!("async () => JSON.stringify(await (async () => {{ {body}\n }})() ?? null)");
        let target = json!({ "context": web.window().await?.to_string() });
        let call = json!({ "functionDeclaration": function, "awaitPromise": true, "target": target });
        let bidi = web.bidi().await?;
        let answer = timeout(PATIENCE, bidi.send_raw("script.callFunction", call)).await??;
        match answer["result"]["value"].as_str() {
            Some(value) => Ok(serde_json::from_str(value)?),
            None => bail!("in the page: {}", answer["exceptionDetails"]["text"]),
        }
    }

    /// A command of BiDi to the tab that the story looks at.
    pub(crate) async fn tell(
        &self,
        web: &WebDriver,
        method: &str,
        mut parameters: Value,
        many: bool,
    ) -> Result<()> {
        let tab = web.window().await?.to_string();
        match many {
            true => parameters["contexts"] = json!([tab]),
            false => parameters["context"] = json!(tab),
        }
        web.bidi().await?.send_raw(method, parameters).await?;
        Ok(())
    }
}
