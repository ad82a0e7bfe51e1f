//! The verbs: what a person does on a page, and sees there.

use crate::browser::Browser;
use crate::names::{Key, Kind};
use crate::site::Site;
use crate::wait::until;
use anyhow::{Context, Result, anyhow};
use serde_json::{Value, json};
use std::path::PathBuf;

/// Everything that can be read on the page, the contents of fields included.
const VISIBLE_TEXT: &str = r#"
const fields = [...document.querySelectorAll("input:not([type=hidden]), textarea, select")]
    .filter((field) => field.checkVisibility({ visibilityProperty: true }))
    .map((field) => field.tagName === "SELECT" ? field.selectedOptions[0]?.label ?? "" : field.value);
return [document.body?.innerText ?? "", ...fields].join("\n").replace(/\s+/g, " ");
"#;

impl Browser {
    /// Types the address into the address bar.
    ///
    /// # Errors
    /// When the page does not answer; so for all of these: when what is looked for does not come in time.
    pub async fn visit(&self, site: &Site, path: &str) -> Result<()> {
        Ok(self.web.goto(site.url(path)).await?)
    }

    /// Goes to a whole address.
    pub async fn go(&self, url: &str) -> Result<()> {
        Ok(self.web.goto(url).await?)
    }

    pub async fn reload(&self) -> Result<()> {
        Ok(self.web.refresh().await?)
    }

    pub async fn back(&self) -> Result<()> {
        Ok(self.web.back().await?)
    }

    /// Path and query of the address bar.
    pub async fn path(&self) -> Result<String> {
        let path = self.js("return location.pathname + location.search").await?;
        Ok(path.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until the address bar shows this path (and query).
    pub async fn at(&self, path: &str) -> Result<()> {
        self.wait(&format!("the address {path}"), async || Ok((self.path().await? == path).then_some(())))
            .await
    }

    /// Waits until the text can be read on the page; any white space counts as one space.
    pub async fn see(&self, text: &str) -> Result<()> {
        self.wait(&format!("“{text}”"), async || {
            Ok(self.visible_text().await?.contains(text).then_some(()))
        })
        .await
    }

    /// Waits until the text can no longer be read on the page.
    pub async fn not_see(&self, text: &str) -> Result<()> {
        self.wait(&format!("“{text}” to go"), async || {
            Ok((!self.visible_text().await?.contains(text)).then_some(()))
        })
        .await
    }

    pub async fn visible_text(&self) -> Result<String> {
        Ok(self.web.execute(VISIBLE_TEXT, vec![]).await?.convert()?)
    }

    /// Presses a control with a real pointer: one that is covered or disabled counts as not there yet.
    pub async fn click(&self, name: &str) -> Result<()> {
        self.wait(&format!("“{name}” to be pressed"), async || {
            let control = self.find(Kind::Control, name).await?;
            // As a person would who sees a toast over it.
            let centre = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })";
            self.web.execute(centre, vec![control.to_json()?]).await?;
            control.click().await?;
            Ok(Some(()))
        })
        .await
    }

    /// Holds the mouse over a control without pressing it.
    pub async fn hover(&self, name: &str) -> Result<()> {
        let control = self.find(Kind::Control, name).await?;
        Ok(self.web.action_chain().move_to_element_center(&control).perform().await?)
    }

    /// Types into a field after what is there.
    pub async fn type_in(&self, label: &str, text: &str) -> Result<()> {
        let field = self.find(Kind::Field, label).await?;
        field.send_keys(text).await.with_context(|| format!("typing into “{label}”"))
    }

    /// Types into a field instead of what is there.
    pub async fn fill(&self, label: &str, text: &str) -> Result<()> {
        let field = self.find(Kind::Field, label).await?;
        field.send_keys(Key::Control + "a").await?;
        field.send_keys(Key::Delete + "").await?;
        field.send_keys(text).await.with_context(|| format!("filling “{label}”"))
    }

    /// What a field holds.
    pub async fn value_of(&self, label: &str) -> Result<String> {
        Ok(self.find(Kind::Field, label).await?.value().await?.unwrap_or_default())
    }

    /// Types wherever the focus is.
    pub async fn type_keys(&self, text: &str) -> Result<()> {
        Ok(self.web.action_chain().send_keys(text).perform().await?)
    }

    /// One key, wherever the focus is.
    pub async fn press(&self, key: Key) -> Result<()> {
        Ok(self.web.action_chain().key_down(key.clone()).key_up(key).perform().await?)
    }

    /// Such as `chord(Key::Control, "k")`.
    pub async fn chord(&self, held: Key, key: &str) -> Result<()> {
        Ok(self.web.action_chain().key_down(held.clone()).send_keys(key).key_up(held).perform().await?)
    }

    /// The accessible name of what has the focus.
    pub async fn focused(&self) -> Result<String> {
        let name =
            self.js("const e = document.activeElement; return e?.computedName || e?.ariaLabel || ''").await?;
        Ok(name.as_str().unwrap_or_default().to_owned())
    }

    /// Waits for anything of this accessible name: a heading, a picture, a control.
    pub async fn has(&self, name: &str) -> Result<()> {
        self.find(Kind::Any, name).await.map(drop)
    }

    /// Chooses a file (base64) for the page's only file input, as the file dialog would.
    pub async fn choose_file(&self, name: &str, base64: &str) -> Result<()> {
        let script = format!(
            "const bytes = Uint8Array.from(atob('{base64}'), (letter) => letter.charCodeAt(0));
            const files = new DataTransfer();
            files.items.add(new File([bytes], {name}));
            const input = document.querySelector('input[type=file]');
            input.files = files.files;
            input.dispatchEvent(new Event('change', {{ bubbles: true }}));",
            name = json!(name),
        );
        self.until_js("document.querySelector('input[type=file]')").await?;
        self.js(&script).await.map(drop)
    }

    /// Runs the body of an async function in the page and returns what it returns.
    pub async fn js(&self, body: &str) -> Result<Value> {
        let script = format!(
            "const done = arguments[arguments.length - 1];
             (async () => {{ {body}\n }})().then(
                 (value) => done({{ value: value ?? null }}), (error) => done({{ error: String(error?.stack ?? error) }}));"
        );
        let answer = self.web.execute_async(script, vec![]).await?.json().clone();
        match answer.get("error") {
            Some(error) => Err(anyhow!("in the page: {error}")),
            None => Ok(answer["value"].clone()),
        }
    }

    /// Waits until an expression in the page is true; `await` is allowed in it.
    pub async fn until_js(&self, expression: &str) -> Result<()> {
        self.wait(expression, async || {
            Ok((self.js(&format!("return Boolean({expression})")).await? == json!(true)).then_some(()))
        })
        .await
    }

    /// Writes what the page looks like into `target/screenshots/<name>.png`.
    pub async fn shot(&self, name: &str) -> Result<PathBuf> {
        self.picture("screenshots", name).await
    }

    async fn picture(&self, folder: &str, name: &str) -> Result<PathBuf> {
        let folder = xtask::paths::target().join(folder);
        std::fs::create_dir_all(&folder)?;
        let file = folder.join(format!("{name}.png"));
        self.web.screenshot(&file).await?;
        Ok(file)
    }

    /// Waits with this browser's patience. What the page showed when that ended goes into the error.
    pub(crate) async fn wait<T>(&self, what: &str, ask: impl AsyncFnMut() -> Result<Option<T>>) -> Result<T> {
        match until(self.patience, what, ask).await {
            Ok(found) => Ok(found),
            Err(error) => {
                let text: String = self.visible_text().await.unwrap_or_default().chars().take(600).collect();
                let path = self.path().await.unwrap_or_default();
                let shot = self.picture("failed", &what.replace(|c: char| !c.is_alphanumeric(), "-")).await;
                let shot = shot.map_or_else(|_| "none".to_owned(), |file| file.display().to_string());
                Err(error.context(format!("{path} showed “{text}” (screenshot: {shot})")))
            }
        }
    }
}
