//! Nothing that can be pressed moves between the press and its end.

use anyhow::{Context, Result, ensure};

use crate::browser::Browser;

/// Finds what can be pressed in sight, and keeps the clicks to itself: nothing is carried out. Of a long list its first lines
/// count for all.
const BEGIN: &str = "
    const many = (e) => [...(e.closest('li')?.parentElement?.children ?? [])].indexOf(e.closest('li')) > 2;
    const fields = '.write, .input, .find > input';
    const swallow = (event) => { event.preventDefault(); event.stopImmediatePropagation(); };
    addEventListener('click', swallow, true);
    // Where it is when the finger comes down, not when it was aimed at: a notice may go in between.
    const down = () => { steady.before = steady.aimed.isConnected ? box(steady.aimed) : null; };
    addEventListener('pointerdown', down, true);
    const modal = [...document.querySelectorAll('dialog:modal')].at(-1) ?? document;
    const all = [...modal.querySelectorAll('a[href], button, summary, [role=option]')].filter((e) =>
        e.checkVisibility({ visibilityProperty: true }) && !e.disabled && !many(e));
    const box = (e) => { const { x, y, width, height } = e.getBoundingClientRect(); return { x, y, width, height }; };
    globalThis.steady = {
        // The words are being written when somebody reaches for a button.
        aim: (n) => {
            [...modal.querySelectorAll(fields)].find((e) => e.checkVisibility())?.focus();
            const e = all[n], { x, y, width, height } = e.isConnected ? box(e) : { width: 0, height: 0 };
            const at = { x: Math.round(x + width / 2), y: Math.round(y + height / 2) };
            const hit = width && at.x >= 0 && at.y >= 0 && at.x < innerWidth && at.y < innerHeight && document.elementFromPoint(at.x, at.y);
            if (!hit || !e.contains(hit)) return null;
            steady.aimed = e;
            steady.before = undefined;
            return at;
        },
        moved: async (n) => {
            await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
            const e = all[n], now = box(e), was = steady.before;
            if (was === undefined) return 'no press was seen';
            if (was === null) return '';
            // It may shrink under the finger, as buttons do, but not go away from it.
            const far = Math.max(Math.abs(now.x + now.width / 2 - was.x - was.width / 2), Math.abs(now.y + now.height / 2 - was.y - was.height / 2));
            return e.isConnected && far <= 1 ? '' : `${e.ariaLabel || e.innerText || e.outerHTML.slice(0, 80)} (by ${Math.round(far)} px)`;
        },
        end: () => {
            removeEventListener('click', swallow, true);
            removeEventListener('pointerdown', down, true);
        },
    };
    return all.length;";

impl Browser {
    /// Presses every control in sight, as somebody who is writing does: none of them may move before it is let go.
    ///
    /// # Errors
    /// When one does.
    pub async fn steady(&self) -> Result<()> {
        let controls = self.js(BEGIN).await?.as_u64().context("no controls")?;
        let mut moved = Vec::new();
        for n in 0..controls {
            let at = self.js(&format!("return steady.aim({n})")).await?;
            let (Some(x), Some(y)) = (at["x"].as_i64(), at["y"].as_i64()) else { continue };
            self.web.action_chain().move_to(x, y).click_and_hold().perform().await?;
            let far = self.js(&format!("return steady.moved({n})")).await?;
            self.web.action_chain().release().perform().await?;
            moved.extend(far.as_str().filter(|far| !far.is_empty()).map(str::to_owned));
        }
        self.js("steady.end()").await?;
        ensure!(moved.is_empty(), "moved under the finger: {}", moved.join(" · "));
        Ok(())
    }
}
