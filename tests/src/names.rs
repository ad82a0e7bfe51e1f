//! Finding things as a person does, by the name that is written on them or that a screen reader says.

use crate::browser::Browser;
use crate::engine::Engine;
use anyhow::Result;
use serde_json::{Value, json};
use std::sync::Arc;
use thirtyfour::WebElement;
use thirtyfour::common::command::{Command, ExtensionCommand};

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

/// The name of an element as the engine computes it, by WebDriver's own command.
#[derive(Debug)]
struct Label(String);

impl ExtensionCommand for Label {
    fn parameters_json(&self) -> Option<Value> {
        None
    }

    fn method(&self) -> http::Method {
        http::Method::GET
    }

    fn endpoint(&self) -> Arc<str> {
        format!("/element/{}/computedlabel", self.0).into()
    }
}

/// Where pages cannot ask for it, what the name should be: the harness asks the engine for that of what is found.
const GUESS: &str = r#"
const guess = (element) => {
    const by = (element.getAttribute("aria-labelledby") ?? "").split(/\s+/).map((id) => document.getElementById(id)?.textContent);
    const label = [...element.labels ?? []].map((label) => label.innerText);
    const image = element.querySelector?.(":scope > img[alt], :scope > svg[aria-label]");
    return [by.join(" "), element.ariaLabel, label.join(" "), element.alt, element.innerText, image?.alt ?? image?.ariaLabel,
        element.title, element.placeholder].find((words) => words?.trim());
};
"#;

/// The name must be equal; else, ignoring case, begin alike; else contain it. Of equals the first that can be seen wins.
const FIND: &str = r#"
const [kind, wanted] = arguments;
const selectors = {
    Control: "a[href], button, summary, input, select, textarea, label, [role], [tabindex], [contenteditable]",
    Field: "input, textarea, select, [contenteditable], [role=textbox], [role=searchbox], [role=combobox]",
    // Where the page cannot ask, only what has a role by itself or by its attributes.
    Any: document.body?.computedName === undefined
        ? "a[href], button, input, select, textarea, summary, h1, h2, h3, h4, img, meter, progress, [role], [aria-label], [aria-labelledby]"
        : "*",
};
const tidy = (text) => (text ?? "").replace(/\s+/g, " ").trim();
const name = (element) => tidy(element.computedName || guess(element));
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
        let what = format!("a {kind:?} named “{name}”");
        let found = self.wait(&what, async || {
            let script = [GUESS, FIND].concat();
            let found = self.web.execute(script, vec![json!(format!("{kind:?}")), json!(name)]).await?;
            if found.json().is_null() {
                return Ok(None);
            }
            let found = found.element()?;
            // What a label or a summary says is no name of its own.
            let is_sure = self.engine == Engine::Chromium || matches!(kind, Kind::Any);
            let is_named =
                is_sure || tidy(&self.label(&found).await?).to_lowercase().contains(&name.to_lowercase());
            Ok(is_named.then_some(found))
        });
        let found = found.await?;
        self.saw(true);
        Ok(found)
    }

    /// The accessible name, as the engine computes it.
    pub(crate) async fn label(&self, element: &WebElement) -> Result<String> {
        if self.engine == Engine::Chromium {
            let name = self.web.execute("return arguments[0].computedName", vec![element.to_json()?]).await?;
            return Ok(name.json().as_str().unwrap_or_default().to_owned());
        }
        let command = Command::ExtensionCommand(Box::new(Label(element.element_id().to_string())));
        Ok(self.web.cmd(command).await?.value::<Option<String>>()?.unwrap_or_default())
    }
}

/// With every white space as one space.
fn tidy(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}
