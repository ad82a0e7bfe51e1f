//! A phone's keyboard: it comes when a field has the focus, and the page gets what it leaves of the screen
//! (`interactive-widget=resizes-content`).

use crate::browser::{Browser, Shape};
use crate::names::Kind;
use anyhow::Result;
use std::sync::atomic::Ordering;
use thirtyfour::WebElement;

/// What it leaves of 740.
const ABOVE: u32 = 420;
const IN_FIELD: &str = "return document.activeElement?.matches(`textarea, [contenteditable], input:not([type=checkbox],
    [type=radio], [type=button], [type=submit], [type=reset], [type=file], [type=range], [type=color])`) ?? false";

impl Browser {
    /// Lets the keyboard come or go, as the focus has it.
    pub(crate) async fn keyboard(&self) -> Result<()> {
        let (width, height) = self.settings.size.unwrap_or(self.shape().size());
        if self.shape() != Shape::Phone || (width, height) != Shape::Phone.size() {
            return Ok(());
        }
        // A page that is being left has no focus any more.
        let Ok(wanted) = self.web.execute(IN_FIELD, vec![]).await else { return Ok(()) };
        let wanted = wanted.json() == true;
        if self.keyboard_is_up.swap(wanted, Ordering::Relaxed) != wanted {
            self.resize(width, if wanted { ABOVE } else { height }).await?;
        }
        Ok(())
    }

    /// Puts the focus into a field, and lets the keyboard come.
    pub(crate) async fn touch(&self, label: &str) -> Result<WebElement> {
        let field = self.find(Kind::Field, label).await?;
        self.web.execute("arguments[0].focus()", vec![field.to_json()?]).await?;
        self.keyboard().await?;
        Ok(field)
    }
}
