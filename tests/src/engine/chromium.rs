//! Chromium: how it is started. What WebDriver has no words for goes over the DevTools protocol.

use crate::browser::{Keeps, Shape};
use anyhow::Result;
use serde_json::{Value, json};
use std::path::Path;
use thirtyfour::Capabilities;
use xtask::engine::Parts;

const ARGUMENTS: [&str; 12] = [
    "--headless=new",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-features=OptimizationHints,MediaRouter,Translate",
    "--disable-quic",
    "--disable-sync",
    // Installing an app is only offered over this pipe.
    "--remote-debugging-pipe",
    // Elements are found by the names that a screen reader would say.
    "--enable-blink-features=ComputedAccessibilityInfo",
    "--force-color-profile=srgb",
];

/// What the driver is told about the browser that it starts.
pub(crate) fn wanted(
    parts: &Parts,
    profile: &Path,
    shape: Shape,
    extra: &[String],
    keeps: Keeps,
) -> Result<Capabilities> {
    let mut arguments: Vec<String> = ARGUMENTS.iter().map(|&argument| argument.to_owned()).collect();
    arguments.push(format!("--user-data-dir={}", profile.display()));
    // Root (in a container) has no use of Chromium's own sandbox.
    if std::fs::metadata("/proc/self").is_ok_and(|meta| owner(&meta) == 0) {
        arguments.push("--no-sandbox".to_owned());
    }
    if shape == Shape::Desk {
        arguments.push("--window-size=1280,800".to_owned());
        // A mouse lies beside it, whatever the machine has.
        arguments.push(
            "--blink-settings=primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4".to_owned(),
        );
    }
    arguments.extend(extra.iter().cloned());
    if keeps == Keeps::ForTheWindow {
        arguments.push("--incognito".to_owned());
    }
    let mut options = json!({ "binary": parts.program, "args": arguments });
    if shape == Shape::Phone {
        options["mobileEmulation"] = json!({
            "deviceMetrics": { "width": 360, "height": 740, "pixelRatio": 2.0, "touch": true, "mobile": true },
            "clientHints": { "platform": "Android", "mobile": true },
        });
    }
    if keeps == Keeps::Nothing {
        options["prefs"] = json!({ "profile.default_content_setting_values.cookies": 2 });
    }
    let mut wanted = Capabilities::new();
    wanted.set("browserName", "chrome")?;
    wanted.set("goog:chromeOptions", options)?;
    wanted.set("goog:loggingPrefs", json!({ "browser": "ALL" }))?;
    Ok(wanted)
}

/// Parameters of `Emulation.setDeviceMetricsOverride`.
pub(crate) fn metrics(width: u32, height: u32) -> Value {
    let phone = width < 600;
    json!({ "width": width, "height": height, "mobile": phone, "deviceScaleFactor": if phone { 2 } else { 1 } })
}

#[cfg(unix)]
fn owner(meta: &std::fs::Metadata) -> u32 {
    std::os::unix::fs::MetadataExt::uid(meta)
}

#[cfg(not(unix))]
fn owner(_: &std::fs::Metadata) -> u32 {
    1
}
