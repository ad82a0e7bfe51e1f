//! The PNG icons, drawn by headless Chromium from the SVGs in `crates/xtask/icons`. Only needed when a drawing changes.

use crate::{browser, indexed::indexed, paths};
use anyhow::{Context, Result, ensure};
use std::path::Path;
use std::process::{Command, Stdio};

/// Drawing, icon, size in pixels.
const ICONS: [(&str, &str, u32); 8] = [
    ("icon", "icon-192", 192),
    ("icon", "icon-512", 512),
    ("full-bleed", "maskable-512", 512),
    ("full-bleed", "apple-touch-180", 180),
    ("monochrome", "monochrome-512", 512),
    ("shortcut-jot", "shortcut-jot-96", 96),
    ("shortcut-today", "shortcut-today-96", 96),
    ("shortcut-people", "shortcut-people-96", 96),
];

/// Draws all icons again.
///
/// # Errors
/// When there is no Chromium, or a drawing fails.
pub fn draw() -> Result<()> {
    let chromium = browser::install()?.chromium;
    let drawings = paths::workspace().join("crates/xtask/icons");
    let icons = paths::workspace().join("public/icons");
    std::fs::create_dir_all(&icons)?;
    std::fs::copy(drawings.join("icon.svg"), icons.join("icon.svg"))?;
    for (drawing, icon, size) in ICONS {
        let (from, to) = (drawings.join(format!("{drawing}.svg")), icons.join(format!("{icon}.png")));
        one(&chromium, &from, &to, size).with_context(|| format!("drawing {icon}"))?;
        println!("{:>8} bytes  {}", std::fs::metadata(&to)?.len(), to.display());
    }
    Ok(())
}

fn one(chromium: &Path, drawing: &Path, icon: &Path, size: u32) -> Result<()> {
    let _ = std::fs::remove_file(icon);
    Command::new(chromium)
        .args(["--headless=new", "--no-sandbox", "--hide-scrollbars", "--default-background-color=00000000"])
        .args([format!("--window-size={size},{size}"), format!("--screenshot={}", icon.display())])
        .arg(format!("file://{}", drawing.display()))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()?;
    ensure!(icon.is_file(), "Chromium wrote no picture");
    // An installed app keeps them all, and Chromium packs them loosely.
    Ok(std::fs::write(icon, indexed(&std::fs::read(icon)?)?)?)
}
