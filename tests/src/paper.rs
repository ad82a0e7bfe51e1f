//! What comes out of the printer: the open page as a PDF, and the words that can be read on it.

use crate::browser::Browser;
use anyhow::{Context, Result, ensure};
use base64::prelude::{BASE64_STANDARD, Engine};
use serde_json::json;
use std::process::Command;

/// A size of paper: its word in the name of the file, and its sides in inches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    A4,
    Letter,
}

impl Paper {
    /// Both that people have in their printers.
    pub const ALL: [Self; 2] = [Self::A4, Self::Letter];

    const fn sides(self) -> (f64, f64) {
        match self {
            Self::A4 => (8.27, 11.69),
            Self::Letter => (8.5, 11.0),
        }
    }
}

/// A page that was printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// Its words; any white space counts as one space.
    pub words: String,
    /// How many sheets of paper it takes.
    pub sheets: usize,
}

impl Browser {
    /// Prints the open page to `target/paper/<name>-<paper>.pdf` and reads that file.
    ///
    /// # Errors
    /// When the browser does not print, or the file cannot be read.
    pub async fn print(&self, name: &str, paper: Paper) -> Result<Printed> {
        let (width, height) = paper.sides();
        let asked = json!({ "paperWidth": width, "paperHeight": height, "printBackground": false });
        let answer = self.cdp("Page.printToPDF", asked).await?;
        let bytes = BASE64_STANDARD.decode(answer["data"].as_str().context("no PDF")?)?;
        let folder = xtask::paths::target().join("paper");
        std::fs::create_dir_all(&folder)?;
        let file = folder.join(format!("{name}-{paper:?}.pdf").to_lowercase());
        std::fs::write(&file, bytes)?;
        let read = Command::new("pdftotext").arg(&file).arg("-").output();
        let read = read.context("pdftotext is missing: run `cargo xtask setup --browser`")?;
        ensure!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
        let text = String::from_utf8(read.stdout)?;
        // It ends every sheet with a form feed.
        let sheets = text.matches('\u{c}').count();
        Ok(Printed { words: text.split_whitespace().collect::<Vec<_>>().join(" "), sheets })
    }
}
