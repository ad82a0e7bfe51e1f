//! Whoever has no mouse gets everywhere: Tab comes to every control of the open page, and shows where it is.

use crate::browser::Browser;
use anyhow::{Context, Result, ensure};
use thirtyfour::Key;

/// Notes what the focus comes to, and whether that can be seen. Of a long list its first lines count for all.
const WATCH: &str = "
    const modal = [...document.querySelectorAll('dialog:modal')].at(-1) ?? document;
    const many = (e) => [...(e.closest('li')?.parentElement?.children ?? [])].indexOf(e.closest('li')) > 7;
    const shown = (e) => e.checkVisibility({ visibilityProperty: true }) && e.getClientRects().length;
    const all = [...modal.querySelectorAll('a[href], button, summary, input, select, textarea, [tabindex]')].filter((e) =>
        shown(e) && !e.disabled && e.tabIndex >= 0 && !e.closest('[inert]'));
    const controls = all.filter((e) => !many(e));
    const had = document.activeElement;
    // From the beginning, wherever the focus was.
    const start = document.createElement('span');
    start.tabIndex = -1;
    (modal.body ?? modal).prepend(start);
    start.focus();
    start.remove();
    const look = (e) => [e, e.closest('label, .entry, .field, .find'), e.parentElement].filter(Boolean).map((e) => {
        const { outline, boxShadow, backgroundColor, borderColor } = getComputedStyle(e);
        return [outline, boxShadow, backgroundColor, borderColor];
    }).join();
    const before = new Map(all.map((e) => [e, look(e)]));
    const seen = (e) => e.matches('input, textarea, select') || look(e) !== before.get(e);
    const left = new Set(controls), dark = new Set();
    // One of a group of radio buttons stands for all: arrows go on from there.
    const same = (e) => e.type === 'radio' ? controls.filter((other) => other.name === e.name) : [e];
    const come = ({ target }) => { same(target).forEach((e) => left.delete(e)); if (!seen(target)) dark.add(target); };
    const name = (e) => e.computedName || e.ariaLabel || e.outerHTML.slice(0, 80);
    globalThis.reach = { left: () => [...left].filter((e) => e.isConnected && shown(e)).map(name), dark: () => [...dark].map(name),
        end: () => { document.removeEventListener('focusin', come); had.focus(); } };
    document.addEventListener('focusin', come);
    return all.length;";

impl Browser {
    /// Goes through the open page with Tab alone.
    ///
    /// # Errors
    /// When a control is never reached, or nobody can see that it has the focus.
    pub async fn reach_all(&self) -> Result<()> {
        let controls = self.js(WATCH).await?.as_u64().context("no controls")?;
        self.tab_on(controls).await?;
        // The list may be a long one: its page is reached past it.
        if self.js("return reach.left().length > 0 && document.querySelector('.skip') !== null").await?
            == true
        {
            self.js("document.querySelector('.skip').focus()").await?;
            self.press(Key::Enter).await?;
            self.tab_on(controls).await?;
        }
        let left = self.js("return reach.left().join(' · ')").await?;
        let dark = self.js("reach.end(); return reach.dark().join(' · ')").await?;
        ensure!(left == "", "Tab does not come to: {left}");
        ensure!(dark == "", "nobody sees that these have the focus: {dark}");
        Ok(())
    }

    async fn tab_on(&self, controls: u64) -> Result<()> {
        for _ in 0..controls.div_ceil(10) + 1 {
            let mut keys = self.web.action_chain();
            for _ in 0..10 {
                keys = keys.key_down(Key::Tab).key_up(Key::Tab);
            }
            keys.perform().await?;
            if self.js("return reach.left().length").await? == 0 {
                break;
            }
        }
        Ok(())
    }
}
