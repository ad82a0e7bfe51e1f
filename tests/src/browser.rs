//! One real browser with a profile of its own: started, killed, started again.

use crate::device::Settings;
use crate::driver::Driver;
use crate::engine::{self, Engine, Seat, chromium, firefox, webkit};
use crate::{process, trouble};
use anyhow::{Result, ensure};
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::time::Duration;
use tempfile::TempDir;
use thirtyfour::prelude::*;
use xtask::engine::Parts;

/// The device that the browser plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// 360×740, with touch, at two pixels each where the engine has them; while a field has the focus its keyboard leaves 360×420.
    Phone,
    /// 1280×800 with a mouse.
    Desk,
}

impl Shape {
    /// Of the page, in CSS pixels.
    #[must_use]
    pub const fn size(self) -> (u32, u32) {
        match self {
            Self::Phone => (360, 740),
            Self::Desk => (1280, 800),
        }
    }
}

/// What a browser keeps for a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keeps {
    Everything,
    /// Its settings forbid it.
    Nothing,
    /// Until its private windows are closed.
    ForTheWindow,
}

/// A browser and the tab that the story looks at.
#[derive(Debug)]
pub struct Browser {
    pub(crate) web: WebDriver,
    pub(crate) engine: Engine,
    pub(crate) seat: Seat,
    pub(crate) settings: Settings,
    pub(crate) troubles: Vec<String>,
    /// Whether the phone's keyboard covers the lower part of the screen.
    pub(crate) keyboard_is_up: AtomicBool,
    /// Whether anything was seen since the page was opened: before, nothing can be said to be absent.
    pub(crate) has_seen: AtomicBool,
    /// How long a verb waits for what it looks for.
    pub patience: Duration,
    pub(crate) driver: Driver,
    pub(crate) profile: TempDir,
    shape: Shape,
    extra: Vec<String>,
    keeps: Keeps,
    home: TempDir,
    /// What it was started with has to stay.
    kept: Vec<TempDir>,
    parts: Parts,
}

impl Browser {
    /// A fresh profile, in the engine in which the story is told. `extra` goes to Chromium's command line.
    ///
    /// # Errors
    /// When there is no such browser, it does not start, or it is to have Chromium's arguments and is another one.
    pub async fn start(shape: Shape, extra: &[&str]) -> Result<Self> {
        Self::start_in(engine::current(), tempfile_for("profile")?, shape, extra, Keeps::Everything).await
    }

    /// The same, told in its settings to keep no data of any site.
    ///
    /// # Errors
    /// As [`Browser::start`].
    pub async fn start_forgetful(shape: Shape) -> Result<Self> {
        Self::start_in(engine::current(), tempfile_for("profile")?, shape, &[], Keeps::Nothing).await
    }

    /// The same with private windows.
    ///
    /// # Errors
    /// As [`Browser::start`]; and in WebKit.
    pub async fn start_private(shape: Shape) -> Result<Self> {
        Self::start_in(engine::current(), tempfile_for("profile")?, shape, &[], Keeps::ForTheWindow).await
    }

    /// The same with its profile in a folder of the caller's.
    ///
    /// # Errors
    /// As [`Browser::start`].
    pub async fn start_with(profile: TempDir, shape: Shape) -> Result<Self> {
        Self::start_in(engine::current(), profile, shape, &[], Keeps::Everything).await
    }

    async fn start_in(
        engine: Engine,
        profile: TempDir,
        shape: Shape,
        extra: &[&str],
        keeps: Keeps,
    ) -> Result<Self> {
        ensure!(
            engine == Engine::Chromium || extra.is_empty(),
            "{} does not know Chromium's arguments {extra:?}",
            engine.name()
        );
        ensure!(
            engine != Engine::WebKit || keeps == Keeps::Everything,
            "WebKit has no setting by which a site may keep nothing, and opens no private window for a driver"
        );
        let (parts, home) = (engine.find()?, tempfile_for("home")?);
        let mut seat = match engine {
            Engine::Chromium => Seat::Chromium,
            Engine::WebKit => Seat::WebKit(webkit::Seat::take()?),
            Engine::Firefox => Seat::Firefox(firefox::Seat::default()),
        };
        let extra: Vec<String> = extra.iter().map(|&argument| argument.to_owned()).collect();
        let driver = drive(&parts, &seat, home.path()).await?;
        let wanted = wanted(&parts, &seat, profile.path(), shape, &extra, keeps, None)?;
        let web = connect(&driver, wanted).await?;
        seat.begin(&web).await?;
        let mut browser = Self {
            web,
            engine,
            seat,
            settings: Settings::default(),
            troubles: Vec::new(),
            keyboard_is_up: AtomicBool::new(false),
            has_seen: AtomicBool::new(false),
            patience: Duration::from_secs(30),
            driver,
            profile,
            shape,
            extra,
            keeps,
            home,
            kept: Vec::new(),
            parts,
        };
        browser.apply_settings().await?;
        Ok(browser)
    }

    pub fn shape(&self) -> Shape {
        self.shape
    }

    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// Where it keeps everything.
    pub fn profile(&self) -> &Path {
        self.profile.path()
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
        self.saw(false);
        if let Seat::WebKit(seat) = &mut self.seat {
            seat.renew()?;
        }
        if self.engine != Engine::Chromium {
            // These drivers have one session, and mourn the one that was killed.
            self.driver = drive(&self.parts, &self.seat, self.home.path()).await?;
        }
        let (time_zone, profile) = (self.settings.time_zone.as_deref(), self.profile.path());
        let wanted =
            wanted(&self.parts, &self.seat, profile, self.shape, &self.extra, self.keeps, time_zone)?;
        let new = connect(&self.driver, wanted).await?;
        // The killed session answers with an error, which says nothing new.
        let _ = std::mem::replace(&mut self.web, new).quit().await;
        self.seat.begin(&self.web).await?;
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
        let wide: Vec<u8> = words.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let holds = |page: &[u8], words: &[u8]| page.windows(words.len()).any(|at| at == words);
        let folder = self.profile.path().join(match self.engine {
            Engine::Chromium => "Default/Local Storage/leveldb",
            Engine::WebKit => "data",
            Engine::Firefox => "storage/default",
        });
        self.wait(&format!("“{words}” on the disk"), async || {
            let files = xtask::paths::files_below(&folder)?;
            let mut pages = files.iter().filter_map(|file| std::fs::read(folder.join(file)).ok());
            Ok(pages.any(|page| holds(&page, words.as_bytes()) || holds(&page, &wide)).then_some(()))
        })
        .await
    }

    pub(crate) fn keep(&mut self, folder: TempDir) {
        self.kept.push(folder);
    }

    pub(crate) fn axe_script(&self) -> &Path {
        &self.parts.axe
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        self.kill_now();
    }
}

fn tempfile_for(name: &str) -> Result<TempDir> {
    Ok(tempfile::Builder::new().prefix(&format!("rapport-{name}-")).tempdir()?)
}

async fn drive(parts: &Parts, seat: &Seat, home: &Path) -> Result<Driver> {
    match seat {
        Seat::Chromium => Driver::start(&parts.driver, &[], &[], home).await,
        Seat::WebKit(seat) => Driver::start(&parts.driver, &[], &seat.environment(), home).await,
        Seat::Firefox(_) => Driver::start(&parts.driver, &firefox::Seat::arguments()?, &[], home).await,
    }
}

/// What the driver is told about the browser that it starts.
fn wanted(
    parts: &Parts,
    seat: &Seat,
    profile: &Path,
    shape: Shape,
    extra: &[String],
    keeps: Keeps,
    time_zone: Option<&str>,
) -> Result<Capabilities> {
    match seat {
        Seat::Chromium => chromium::wanted(parts, profile, shape, extra, keeps),
        Seat::WebKit(seat) => seat.wanted(parts, profile, shape, time_zone),
        Seat::Firefox(_) => firefox::Seat::wanted(parts, profile, shape, keeps),
    }
}

async fn connect(driver: &Driver, wanted: Capabilities) -> Result<WebDriver> {
    let web = WebDriver::new(&driver.url, wanted).await?;
    web.set_script_timeout(Duration::from_secs(60)).await?;
    Ok(web)
}
