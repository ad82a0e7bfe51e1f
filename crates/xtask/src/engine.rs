//! The engines that stories are told in, and what each of them needs on the machine.

use crate::paths::{on_path, tools};
use crate::{browser, packages, setup};
use anyhow::{Context, Result};
use std::path::PathBuf;
use std::process::{Command, Stdio};

const GECKODRIVER: &str = "0.37.1";
const FIREFOXES: [&str; 2] = ["firefox-esr", "firefox"];
const WEBKIT_PACKAGES: [&str; 5] = ["webkit2gtk-driver", "gir1.2-webkit2-4.1", "python3-gi", "xvfb", "xauth"];
/// Says nothing and succeeds where Python can open a window with a page in it.
const HAS_WEBKIT: &str = "import gi; gi.require_version('WebKit2', '4.1'); from gi.repository import WebKit2";

/// What lays out the pages and runs the scripts. WebKit stands for Safari, on a phone and at a desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Chromium,
    WebKit,
    Firefox,
}

/// What a story needs on the machine for one engine.
#[derive(Clone, Debug)]
pub struct Parts {
    /// The browser; for WebKit the Python that starts one.
    pub program: PathBuf,
    pub driver: PathBuf,
    /// `axe.min.js`, which looks for accessibility violations.
    pub axe: PathBuf,
}

impl Engine {
    pub const ALL: [Self; 3] = [Self::Chromium, Self::WebKit, Self::Firefox];

    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "Chromium",
            Self::WebKit => "WebKit",
            Self::Firefox => "Firefox",
        }
    }

    /// The last name of a test that tells its story in this engine.
    pub fn word(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::WebKit => "webkit",
            Self::Firefox => "firefox",
        }
    }

    /// What is installed, without installing anything. `RAPPORT_FIREFOX` and `RAPPORT_GECKODRIVER` win, as their like do for
    /// Chromium.
    ///
    /// # Errors
    /// When a part is missing.
    pub fn find(self) -> Result<Parts> {
        let part = |path: Option<PathBuf>, missing: &str| {
            path.with_context(|| format!("{missing} is missing: run `cargo xtask setup --browser`"))
        };
        let (program, driver) = match self {
            Self::Chromium => {
                let found = browser::find()?;
                return Ok(Parts { program: found.chromium, driver: found.driver, axe: found.axe });
            }
            Self::WebKit => {
                part(on_path(&["Xvfb"]), "Xvfb")?;
                (
                    part(python(), "WebKitGTK 4.1 with its Python")?,
                    part(on_path(&["WebKitWebDriver"]), "WebKitWebDriver")?,
                )
            }
            Self::Firefox => (part(firefox(), "Firefox")?, part(geckodriver()?, "geckodriver")?),
        };
        Ok(Parts {
            program,
            driver,
            axe: part(Some(browser::axe()?).filter(|axe| axe.is_file()), "axe-core")?,
        })
    }

    /// Finds the parts, installing those that are missing where that is possible.
    ///
    /// # Errors
    /// Names what to install when we cannot.
    pub fn install(self) -> Result<Parts> {
        match self {
            Self::Chromium => drop(browser::install()?),
            Self::WebKit => {
                if python().is_none()
                    || on_path(&["WebKitWebDriver"]).is_none()
                    || on_path(&["Xvfb"]).is_none()
                {
                    packages::install(&WEBKIT_PACKAGES)
                        .context("the stories in WebKit need WebKitGTK, its driver and Xvfb")?;
                }
                browser::install_axe()?;
            }
            Self::Firefox => {
                if firefox().is_none() {
                    packages::install(&["firefox-esr"]).context("the stories in Firefox need Firefox")?;
                }
                if geckodriver()?.is_none() {
                    setup::geckodriver(&tools()?, GECKODRIVER)?;
                }
                browser::install_axe()?;
            }
        }
        self.find()
    }
}

/// Installs what can be installed for every engine.
///
/// # Errors
/// Names what is missing of the first engine that cannot be had.
pub fn install_all() -> Result<()> {
    Engine::ALL.iter().try_for_each(|engine| engine.install().map(drop))
}

/// The system's packages are known to its own Python alone, which need not be the first.
fn python() -> Option<PathBuf> {
    let has_webkit = |python: &PathBuf| {
        let mut asks = Command::new(python);
        asks.args(["-c", HAS_WEBKIT]).stdout(Stdio::null()).stderr(Stdio::null());
        asks.status().is_ok_and(|said| said.success())
    };
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join("python3"))
        .filter(|python| python.is_file())
        .find(has_webkit)
}

fn firefox() -> Option<PathBuf> {
    std::env::var_os("RAPPORT_FIREFOX").map(PathBuf::from).or_else(|| on_path(&FIREFOXES))
}

/// Ours, else whichever is on `PATH`.
fn geckodriver() -> Result<Option<PathBuf>> {
    if let Some(given) = std::env::var_os("RAPPORT_GECKODRIVER") {
        return Ok(Some(given.into()));
    }
    let ours = tools()?.join(format!("geckodriver-{GECKODRIVER}/bin/geckodriver"));
    Ok(Some(ours).filter(|ours| ours.is_file()).or_else(|| on_path(&["geckodriver"])))
}
