//! The verbs: what a person does on a page, and sees there.

use crate::browser::Browser;
use crate::engine::{Engine, Seat};
use crate::names::{Key, Kind};
use crate::site::Site;
use crate::wait::until;
use anyhow::{Context, Result, anyhow, ensure};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::sync::atomic::Ordering;

/// Everything that can be read on the page, the contents of fields included; and the names of places, which stand beside every page.
const VISIBLE_TEXT: &str = r#"
const shown = (element) => element.checkVisibility({ visibilityProperty: true });
const tidy = (texts) => texts.join("\n").replace(/\s+/g, " ");
const fields = [...document.querySelectorAll("input:not([type=hidden]), textarea, select")].filter(shown)
    .map((field) => field.tagName === "SELECT" ? field.selectedOptions[0]?.label ?? "" : field.value);
const links = [...document.querySelectorAll("nav a[href]")].filter(shown).map((link) => link.innerText);
return [tidy([document.body?.innerText ?? "", ...fields]), tidy(links)];
"#;

/// Not while something is still being opened or fetched.
const DRAWN: &str = "document.querySelector('main h1') && !document.querySelector('[aria-busy=true]')
    && !document.querySelector('main').innerText.includes('Opening')";

/// What can be read.
struct Text {
    all: String,
    /// Of all, what only says where one could go.
    places: String,
}

impl Text {
    /// The name of a place beside the page says nothing about the page.
    fn shows(&self, words: &str) -> bool {
        self.all.matches(words).count() > self.places.matches(words).count()
    }
}

impl Browser {
    /// Types the address into the address bar.
    ///
    /// # Errors
    /// When the page does not answer; so for all of these: when what is looked for does not come in time.
    pub async fn visit(&self, site: &Site, path: &str) -> Result<()> {
        self.go(&site.url(path)).await
    }

    /// Goes to a whole address.
    pub async fn go(&self, url: &str) -> Result<()> {
        self.saw(false);
        Ok(self.web.goto(url).await?)
    }

    /// Goes to a picture of the address, which starts no worker.
    pub async fn go_beside(&self, origin: &str) -> Result<()> {
        self.go(&format!("{}/icons/icon.svg", origin.trim_end_matches('/'))).await
    }

    /// As a person does, not past the service worker as Firefox's driver would.
    pub async fn reload(&self) -> Result<()> {
        self.saw(false);
        if self.engine != Engine::Firefox {
            return Ok(self.web.refresh().await?);
        }
        self.js("globalThis.isLeft = true; setTimeout(() => location.reload())").await?;
        self.until_js("!globalThis.isLeft && document.readyState === 'complete'").await
    }

    pub async fn back(&self) -> Result<()> {
        self.saw(false);
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

    /// Waits until the text can be read on the page; any white space counts as one space. The names of places beside the page do not count.
    pub async fn see(&self, text: &str) -> Result<()> {
        self.wait(&format!("“{text}”"), async || Ok(self.text().await?.shows(text).then_some(()))).await?;
        self.saw(true);
        Ok(())
    }

    /// Waits until the text can no longer be read on the page. Something else has to have been seen since the page was opened: on an
    /// empty one nothing can be read.
    pub async fn not_see(&self, text: &str) -> Result<()> {
        self.has_seen(text)?;
        self.wait(&format!("“{text}” to go"), async || Ok((!self.text().await?.shows(text)).then_some(())))
            .await
    }

    /// Everything that can be read, once something of the page was seen.
    pub async fn visible_text(&self) -> Result<String> {
        self.has_seen("everything")?;
        Ok(self.text().await?.all)
    }

    /// Waits until the page is there with all that it shows of the notebook, whatever that is.
    pub async fn drawn(&self) -> Result<()> {
        self.until_js(DRAWN).await
    }

    async fn text(&self) -> Result<Text> {
        let [all, places] = self.web.execute(VISIBLE_TEXT, vec![]).await?.convert()?;
        Ok(Text { all, places })
    }

    pub(crate) fn saw(&self, something: bool) {
        self.has_seen.store(something, Ordering::Relaxed);
    }

    fn has_seen(&self, what: &str) -> Result<()> {
        let has = self.has_seen.load(Ordering::Relaxed);
        ensure!(
            has,
            "nothing was seen since the page was opened: whether “{what}” is there cannot be said yet"
        );
        Ok(())
    }

    /// Presses a control with a real pointer: one that is covered or disabled counts as not there yet.
    pub async fn click(&self, name: &str) -> Result<()> {
        self.keyboard().await?;
        self.wait(&format!("“{name}” to be pressed"), async || {
            let control = self.find(Kind::Control, name).await?;
            // As a person would who sees a toast over it.
            let centre = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })";
            self.web.execute(centre, vec![control.to_json()?]).await?;
            control.click().await?;
            Ok(Some(()))
        })
        .await?;
        self.keyboard().await
    }

    /// Holds the mouse over a control without pressing it.
    pub async fn hover(&self, name: &str) -> Result<()> {
        let control = self.find(Kind::Control, name).await?;
        Ok(self.web.action_chain().move_to_element_center(&control).perform().await?)
    }

    /// Types into a field after what is there.
    pub async fn type_in(&self, label: &str, text: &str) -> Result<()> {
        let field = self.touch(label).await?;
        field.send_keys(text).await.with_context(|| format!("typing into “{label}”"))
    }

    /// Types into a field instead of what is there.
    pub async fn fill(&self, label: &str, text: &str) -> Result<()> {
        let field = self.touch(label).await?;
        field.send_keys(Key::Control + "a").await?;
        field.send_keys(Key::Delete + "").await?;
        if text.is_empty() {
            return self.keyboard().await;
        }
        field.send_keys(text).await.with_context(|| format!("filling “{label}”"))
    }

    /// What a field holds.
    pub async fn value_of(&self, label: &str) -> Result<String> {
        Ok(self.find(Kind::Field, label).await?.value().await?.unwrap_or_default())
    }

    /// Types wherever the focus is.
    pub async fn type_keys(&self, text: &str) -> Result<()> {
        self.web.action_chain().send_keys(text).perform().await?;
        self.keyboard().await
    }

    /// One key, wherever the focus is.
    pub async fn press(&self, key: Key) -> Result<()> {
        self.web.action_chain().key_down(key.clone()).key_up(key).perform().await?;
        self.keyboard().await
    }

    /// Such as `chord(Key::Control, "k")`.
    pub async fn chord(&self, held: Key, key: &str) -> Result<()> {
        self.web.action_chain().key_down(held.clone()).send_keys(key).key_up(held).perform().await?;
        self.keyboard().await
    }

    /// The accessible name of what has the focus.
    pub async fn focused(&self) -> Result<String> {
        let focused = self.web.active_element().await?;
        self.label(&focused).await
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
        if let Seat::Firefox(seat) = &self.seat {
            return seat.run(&self.web, body).await;
        }
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
        .await?;
        self.saw(true);
        Ok(())
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
                let text = self.text().await.map_or_else(|_| String::new(), |text| text.all);
                let text: String = text.chars().take(600).collect();
                let path = self.path().await.unwrap_or_default();
                let shot = self.picture("failed", &what.replace(|c: char| !c.is_alphanumeric(), "-")).await;
                let shot = shot.map_or_else(|_| "none".to_owned(), |file| file.display().to_string());
                Err(error.context(format!("{path} showed “{text}” (screenshot: {shot})")))
            }
        }
    }
}
