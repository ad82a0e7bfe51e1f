//! Several tabs of one browser, and the workers in them.

use crate::browser::Browser;
use anyhow::{Context, Result, ensure};
use thirtyfour::WindowHandle;

/// One tab, to come back to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab(WindowHandle);

impl Browser {
    /// The tab that the story looks at.
    ///
    /// # Errors
    /// When the browser has gone; so for all of these.
    pub async fn tab(&self) -> Result<Tab> {
        Ok(Tab(self.web.window().await?))
    }

    /// Opens another tab, still empty, and looks at it.
    pub async fn new_tab(&mut self) -> Result<Tab> {
        let tab = Tab(self.web.new_tab().await?);
        self.look_at(&tab).await?;
        Ok(tab)
    }

    /// Opens the same page in another tab, which gets a copy of all that this one remembers, and looks at it.
    pub async fn duplicate_tab(&mut self) -> Result<Tab> {
        let before = self.web.windows().await?;
        self.js("open(location.href)").await?;
        let new = self
            .wait("another tab", async || {
                Ok(self.web.windows().await?.into_iter().find(|window| !before.contains(window)))
            })
            .await?;
        let tab = Tab(new);
        self.look_at(&tab).await?;
        Ok(tab)
    }

    /// Looks at another tab. The device's settings hold there too.
    pub async fn look_at(&mut self, tab: &Tab) -> Result<()> {
        self.web.switch_to_window(tab.0.clone()).await?;
        self.saw(false);
        self.apply_settings().await
    }

    /// Closes the tab that the story looks at, and looks at one that is left.
    pub async fn close_tab(&mut self) -> Result<()> {
        self.note_troubles().await?;
        self.web.close_window().await?;
        let left = self.web.windows().await?.into_iter().next().context("that was the last tab")?;
        self.look_at(&Tab(left)).await
    }

    /// Ends every dedicated worker of the page between two of its instructions. Nobody tells the page.
    pub async fn kill_workers(&self) -> Result<()> {
        let ended = self
            .js("heldWorkers.forEach((worker) => worker.terminate()); return heldWorkers.splice(0).length");
        ensure!(ended.await?.as_u64() > Some(0), "there was no worker to kill");
        Ok(())
    }
}
