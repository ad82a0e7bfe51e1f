//! A page without an app, for stories about the worker alone: what the page's own script says to it is what the app says.

use crate::browser::{Browser, Shape};
use crate::site::Site;
use crate::story::Story;
use anyhow::{Context, Result};
use base64::prelude::{BASE64_STANDARD, Engine};
use notebook::query::{JotRow, Listed};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The built app's worker, beside the workbench's own page.
#[derive(Debug)]
pub struct Workbench {
    pub story: Story,
    /// The address of the worker's script.
    pub keeper: String,
    _dir: TempDir,
}

impl Workbench {
    /// A fresh browser, looking at the workbench.
    ///
    /// # Errors
    /// When there is no built app or no browser.
    pub async fn start() -> Result<Self> {
        let given = std::env::var_os("RAPPORT_DIST").map(PathBuf::from);
        let dist = given.unwrap_or_else(xtask::paths::dist);
        let dir = tempfile::tempdir()?;
        let keeper =
            lay_out(&dist, dir.path()).with_context(|| format!("no worker in {}", dist.display()))?;
        let site = Site::serving(dir.path())?;
        let story = Story { site, browser: Browser::start(Shape::Desk, &[]).await? };
        story.open("/").await?;
        Ok(Self { story, keeper: format!("/{keeper}"), _dir: dir })
    }

    /// The address of the real worker in a browser that fails: see `tests/workbench/faulty.js`.
    #[must_use]
    pub fn faulty(&self, faults: &str, delay: u32) -> String {
        format!("/workbench/faulty.js?keeper={}&delay={delay}&faults={faults}", self.keeper)
    }

    /// Starts a worker as the page's `k` and opens a storage; says how that went.
    ///
    /// # Errors
    /// When it does not answer.
    pub async fn open(&self, script: &str, storage: &str) -> Result<serde_json::Value> {
        self.story.js(&format!("globalThis.k = new Keeper('{script}'); return k.open('{storage}')")).await
    }

    /// The words of the jots in the inbox of the storage that is open, oldest first.
    ///
    /// # Errors
    /// When the worker does not answer.
    pub async fn jots(&self) -> Result<Vec<String>> {
        let answer = self.story.js("return k.inbox()").await?;
        let bytes = BASE64_STANDARD.decode(answer.as_str().context("no inbox")?)?;
        let inbox = keeper::link::answer::<Listed<JotRow>>(&bytes).context("another answer")?;
        Ok(inbox.rows.into_iter().map(|row| row.jot.text).collect())
    }

    /// Ends the story.
    ///
    /// # Errors
    /// When there was an error on the console.
    pub async fn end(self) -> Result<()> {
        self.story.end().await
    }
}

/// Copies the worker's files and the workbench; says what the worker's script is called.
fn lay_out(dist: &Path, dir: &Path) -> Result<String> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("workbench");
    std::fs::create_dir(dir.join("workbench"))?;
    for name in ["window.js", "faulty.js"] {
        std::fs::copy(own.join(name), dir.join("workbench").join(name))?;
    }
    std::fs::copy(own.join("index.html"), dir.join("index.html"))?;
    let mut script = None;
    for entry in std::fs::read_dir(dist)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let is_plain = !name.ends_with(".br") && !name.ends_with(".gz");
        if name.starts_with("keeper") && is_plain {
            std::fs::copy(dist.join(&name), dir.join(&name))?;
            if name.ends_with("_loader.js") {
                script = Some(name);
            }
        } else if name == "snippets" {
            copy_folder(&dist.join(&name), &dir.join(&name))?;
        }
    }
    script.context("there is no keeper_loader.js")
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    std::fs::create_dir_all(to)?;
    for file in xtask::paths::files_below(from)? {
        let target = to.join(&file);
        std::fs::create_dir_all(target.parent().unwrap_or(to))?;
        std::fs::copy(from.join(&file), target)?;
    }
    Ok(())
}
