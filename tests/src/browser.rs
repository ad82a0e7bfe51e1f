//! One real Chromium with a profile of its own: started, killed, started again.

use crate::chromedriver::Chromedriver;
use crate::device::Settings;
use crate::{process, trouble};
use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::path::Path;
use std::time::Duration;
use tempfile::TempDir;
use thirtyfour::prelude::*;

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

/// The device that the browser plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// 360×740 at two pixels each, with touch.
    Phone,
    /// 1280×800 with a mouse.
    Desk,
}

impl Shape {
    /// Its window, in CSS pixels.
    pub(crate) const fn size(self) -> (u32, u32) {
        match self {
            Self::Phone => (360, 740),
            Self::Desk => (1280, 800),
        }
    }
}

/// A browser and the tab that the story looks at.
#[derive(Debug)]
pub struct Browser {
    pub(crate) web: WebDriver,
    pub(crate) settings: Settings,
    pub(crate) troubles: Vec<String>,
    /// How long a verb waits for what it looks for.
    pub patience: Duration,
    shape: Shape,
    options: Value,
    driver: Chromedriver,
    profile: TempDir,
    _home: TempDir,
    found: xtask::browser::Browser,
}

impl Browser {
    /// A fresh profile. `extra` goes to Chromium's command line.
    ///
    /// # Errors
    /// When there is no browser, or it does not start.
    pub async fn start(shape: Shape, extra: &[&str]) -> Result<Self> {
        Self::start_as(shape, extra, true).await
    }

    /// The same, told in its settings to keep no data of any site.
    pub async fn start_forgetful(shape: Shape) -> Result<Self> {
        Self::start_as(shape, &[], false).await
    }

    async fn start_as(shape: Shape, extra: &[&str], keeps_site_data: bool) -> Result<Self> {
        let found = xtask::browser::find().context("run `cargo xtask setup --browser` first")?;
        let folder = |name: &str| tempfile::Builder::new().prefix(&format!("rapport-{name}-")).tempdir();
        let (home, profile) = (folder("home")?, folder("profile")?);
        let driver = Chromedriver::start(&found.driver, home.path()).await?;
        let mut options = options(&found.chromium, profile.path(), shape, extra);
        if !keeps_site_data {
            options["prefs"] = json!({ "profile.default_content_setting_values.cookies": 2 });
        }
        let web = connect(&driver, &options).await?;
        let mut browser = Self {
            web,
            settings: Settings::default(),
            troubles: Vec::new(),
            patience: Duration::from_secs(30),
            shape,
            options,
            driver,
            profile,
            _home: home,
            found,
        };
        browser.apply_settings().await?;
        Ok(browser)
    }

    pub fn shape(&self) -> Shape {
        self.shape
    }

    /// SIGKILL to every process of the browser, as a phone does to an app that it needs the memory of.
    ///
    /// # Errors
    /// When the console could not be read before.
    pub async fn kill(&mut self) -> Result<()> {
        // What the page complained about until now would be lost with it.
        self.note_troubles().await?;
        self.kill_now();
        Ok(())
    }

    /// [`Browser::kill`] without asking the page anything before.
    pub fn kill_now(&mut self) {
        process::kill(&process::by_marker(&self.profile.path().to_string_lossy()));
    }

    /// The same profile in a new process; the settings of the device are as before.
    ///
    /// # Errors
    /// When the browser does not start.
    pub async fn restart(&mut self) -> Result<()> {
        self.kill_now();
        let new = connect(&self.driver, &self.options).await?;
        // The killed session answers with an error, which says nothing new.
        let _ = std::mem::replace(&mut self.web, new).quit().await;
        self.apply_settings().await
    }

    /// Closes the browser and complains about everything the pages complained about.
    ///
    /// # Errors
    /// When there was an error on the console.
    pub async fn end(mut self) -> Result<()> {
        let noted = self.note_troubles().await;
        let _ = self.web.clone().quit().await;
        self.kill_now();
        noted?;
        trouble::none(&self.troubles)
    }

    /// Waits until the browser has written these words, of plain letters, where it keeps what pages remember: it takes its time.
    ///
    /// # Errors
    /// When it does not.
    pub async fn until_remembered(&self, words: &str) -> Result<()> {
        let folder = self.profile.path().join("Default/Local Storage/leveldb");
        self.wait(&format!("“{words}” on the disk"), async || {
            let files = std::fs::read_dir(&folder)?.flatten();
            let mut pages = files.filter_map(|file| std::fs::read(file.path()).ok());
            Ok(pages.any(|page| page.windows(words.len()).any(|at| at == words.as_bytes())).then_some(()))
        })
        .await
    }

    pub(crate) fn axe_script(&self) -> &Path {
        &self.found.axe
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        self.kill_now();
    }
}

/// What the driver is told about the browser that it starts.
fn options(chromium: &Path, profile: &Path, shape: Shape, extra: &[&str]) -> Value {
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
    arguments.extend(extra.iter().map(|&argument| argument.to_owned()));
    let mut options = json!({ "binary": chromium, "args": arguments });
    if shape == Shape::Phone {
        options["mobileEmulation"] = json!({
            "deviceMetrics": { "width": 360, "height": 740, "pixelRatio": 2.0, "touch": true, "mobile": true },
            "clientHints": { "platform": "Android", "mobile": true },
        });
    }
    options
}

async fn connect(driver: &Chromedriver, options: &Value) -> Result<WebDriver> {
    let mut wanted = Capabilities::new();
    wanted.set("browserName", "chrome")?;
    wanted.set("goog:chromeOptions", options)?;
    wanted.set("goog:loggingPrefs", json!({ "browser": "ALL" }))?;
    let web = WebDriver::new(&driver.url, wanted).await?;
    web.set_script_timeout(Duration::from_secs(60)).await?;
    Ok(web)
}

#[cfg(unix)]
fn owner(meta: &std::fs::Metadata) -> u32 {
    std::os::unix::fs::MetadataExt::uid(meta)
}

#[cfg(not(unix))]
fn owner(_: &std::fs::Metadata) -> u32 {
    1
}
