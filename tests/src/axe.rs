//! Accessibility, as far as a program can judge it.

use crate::browser::Browser;
use anyhow::{Result, bail};
use serde::Deserialize;

/// A broken rule.
#[derive(Clone, Debug, Deserialize)]
pub struct Violation {
    pub id: String,
    pub impact: String,
    pub help: String,
    /// The elements, as HTML.
    pub nodes: Vec<String>,
}

const RUN: &str = "
    const { violations } = await axe.run(document, { resultTypes: ['violations'] });
    return violations.map((v) => ({ id: v.id, impact: v.impact ?? '', help: v.help,
        nodes: v.nodes.map((n) => n.html + ' — ' + (n.failureSummary ?? '').replace(/\\s+/g, ' ')) }));";

impl Browser {
    /// The serious and critical violations of the page as it is.
    ///
    /// # Errors
    /// When the page cannot be examined.
    pub async fn axe(&self) -> Result<Vec<Violation>> {
        if self.js("return typeof axe === 'undefined'").await? == true {
            self.web.execute(std::fs::read_to_string(self.axe_script())?, vec![]).await?;
        }
        let all: Vec<Violation> = serde_json::from_value(self.js(RUN).await?)?;
        Ok(all.into_iter().filter(|one| matches!(one.impact.as_str(), "serious" | "critical")).collect())
    }

    /// Complains about serious and critical violations.
    ///
    /// # Errors
    /// When there is one.
    pub async fn accessible(&self) -> Result<()> {
        let found = self.axe().await?;
        if found.is_empty() {
            return Ok(());
        }
        let tell =
            |v: &Violation| format!("{} ({}): {}\n    {}", v.id, v.impact, v.help, v.nodes.join("\n    "));
        let list: Vec<String> = found.iter().map(tell).collect();
        bail!("accessibility of {}:\n  {}", self.path().await?, list.join("\n  "))
    }
}
