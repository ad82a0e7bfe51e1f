//! Finding things as a person does, by the name that is written on them or that a screen reader says.

use crate::browser::Browser;
use anyhow::Result;
use serde_json::json;
use thirtyfour::WebElement;

pub use thirtyfour::Key;

/// What may be looked for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind {
    /// Anything that can be pressed or followed.
    Control,
    /// Anything that takes text.
    Field,
    /// Any element with a role: headings, lists, pictures.
    Any,
}

/// The name must be equal; else, ignoring case, begin alike; else contain it. Of equals the first that can be seen wins.
const FIND: &str = r#"
const [kind, wanted] = arguments;
const selectors = {
    Control: "a[href], button, summary, input, select, textarea, label, [role], [tabindex], [contenteditable]",
    Field: "input, textarea, select, [contenteditable], [role=textbox], [role=searchbox], [role=combobox]",
    Any: "*",
};
const tidy = (text) => (text ?? "").replace(/\s+/g, " ").trim();
const name = (element) => tidy(element.computedName || element.ariaLabel || element.title || element.innerText);
const modal = [...document.querySelectorAll("dialog:modal")].at(-1) ?? document;
const found = [...modal.querySelectorAll(selectors[kind])].filter((element) =>
    element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length && !element.closest("[inert]"));
const lower = wanted.toLowerCase();
const kinds = [(n) => n === wanted, (n) => n.toLowerCase().startsWith(lower), (n) => n.toLowerCase().includes(lower)];
const named = found.map((element) => [element, name(element)]);
for (const fits of kinds) {
    const hit = named.find(([, n]) => n && fits(n));
    if (hit) return hit[0];
}
return null;
"#;

impl Browser {
    pub(crate) async fn find(&self, kind: Kind, name: &str) -> Result<WebElement> {
        self.wait(&format!("a {kind:?} named “{name}”"), async || {
            let found = self.web.execute(FIND, vec![json!(format!("{kind:?}")), json!(name)]).await?;
            Ok(if found.json().is_null() { None } else { Some(found.element()?) })
        })
        .await
    }
}
