//! The whole app as a person has it: the budgets of the experience, over a notebook of a size. "4×" slows the window down;
//! Chromium cannot slow workers down with it.

use anyhow::Result;
use base64::prelude::{BASE64_STANDARD, Engine};
use stories::{Key, Story};

const ROUNDS: usize = 5;

/// Notes when the composer and Today are there, when Today is no longer as it stood the last time but as the notebook says now, and
/// for how long the window was blocked.
const WATCH: &str = "
    globalThis.times = { composer: null, today: null, fresh: null, blocked: [] };
    new PerformanceObserver((list) => times.blocked.push(...list.getEntries().map((entry) => entry.duration)))
        .observe({ type: 'longtask', buffered: true });
    const look = () => {
        if (times.composer === null && document.querySelector('#jot')) times.composer = performance.now();
        const list = document.querySelector('.list > .scroll:not([aria-busy])');
        const isFilled = Boolean(list?.querySelector('.entry:not(.ghost), .clear'));
        if (isFilled) times.today ??= performance.now();
        if (isFilled && !list.querySelector('.head').textContent.includes('As it stood')) times.fresh = performance.now();
        if (times.fresh === null) requestAnimationFrame(look);
    };
    look();";

/// Writes word after word into the search, letter by letter, and notes when the answer to each is painted.
const SEARCH: &str = "
    const input = document.querySelector('main input[type=search]');
    const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const page = document.querySelector('.page .scroll');
    const times = [];
    for (const word of ['marta', 'plumb', 'lisb', 'roof', 'photo', 'garden', 'insur']) {
        for (let end = 1; end <= word.length; end += 1) {
            const changed = new Promise((done) => {
                const watch = new MutationObserver(() => { watch.disconnect(); done(true); });
                watch.observe(page, { childList: true, characterData: true, subtree: true });
                setTimeout(() => { watch.disconnect(); done(false); }, 1500);
            });
            const since = performance.now();
            input.value = word.slice(0, end);
            input.dispatchEvent(new Event('input', { bubbles: true }));
            // Every letter marks more of what it found; one that is not answered is no sample to drop.
            if (!(await changed)) throw new Error(`no answer to ${input.value}`);
            await painted();
            times.push(performance.now() - since);
            await new Promise((done) => setTimeout(done, 60));
        }
    }
    return times;";

/// Keeps jot after jot; the field is emptied when the words are on the disk.
const JOT: &str = "
    const field = document.querySelector('#jot');
    const times = [];
    for (let n = 0; n < 15; n += 1) {
        field.value = `Person number ${n} needs a new roof`;
        field.dispatchEvent(new Event('input', { bubbles: true }));
        await new Promise((done) => setTimeout(done, 150));
        const since = performance.now();
        field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
        while (field.value !== '') await new Promise((done) => setTimeout(done, 1));
        times.push(performance.now() - since);
    }
    return times;";

/// Goes from place to place with taps, as somebody who looks a person up, and notes how long each takes until it is filled.
const VISIT: &str = "
    const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const times = { people: [], person: [], leads: [], today: [] };
    const go = async (to, link, filled) => {
        const since = performance.now();
        document.querySelector(link).click();
        while (!document.querySelector(filled)) await frame();
        times[to].push(performance.now() - since);
        await new Promise((done) => setTimeout(done, 500));
    };
    for (let round = 0; round < 5; round += 1) {
        await go('people', 'nav.bar a[href=\"/people\"]', '.pane.list a.go[href^=\"/people/\"]');
        await go('person', '.pane.list a.go[href^=\"/people/\"]', '.pane.page #person');
        await go('leads', 'nav.bar a[href=\"/leads\"]', '.pane.list a.go[href^=\"/leads/\"]');
        await go('today', 'nav.bar a[href=\"/\"]', '#today');
    }
    return times;";

/// The window was blocked for so long, each time, since the page was loaded or this was asked last.
const BLOCKED: &str = "await new Promise((done) => setTimeout(done, 1000)); return times.blocked.splice(0);";

pub(crate) async fn run(notebook: &[u8], size: &str) -> Result<()> {
    let mut story = Story::phone().await?;
    story.patience = std::time::Duration::from_secs(60);
    story.open("/icons/icon.svg").await?;
    story.lay_notebook("rapport", notebook).await?;
    story.open("/").await?;
    story.ready_offline().await?;
    story.offline().await?;
    let script = stories::json!({ "source": WATCH });
    story.cdp("Page.addScriptToEvaluateOnNewDocument", script).await?;

    for (slow, budget) in [(1.0, 1_000.0), (4.0, 3_500.0)] {
        story.cpu_throttle(slow).await?;
        let (mut composer, mut today, mut fresh, mut blocked) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            // Nothing of the start before is still at work.
            story.open("/icons/icon.svg").await?;
            story.js("await new Promise((done) => setTimeout(done, 1500))").await?;
            story.open("/").await?;
            story.until_js("times.fresh").await?;
            blocked.push(crate::numbers(&story.js(BLOCKED).await?).into_iter().fold(0.0, f64::max));
            let times = story.js("return times").await?;
            composer.extend(times["composer"].as_f64());
            today.extend(times["today"].as_f64());
            fresh.extend(times["fresh"].as_f64());
        }
        let only_4 = |budget: f64| (slow > 1.0).then_some(budget);
        let of = |what: &str| format!("app: {what}, {slow}×");
        crate::print(&of("warm start to the composer, median"), size, composer, 0.5, only_4(600.0));
        crate::print(&of("Today filled after a cold start, median"), size, today, 0.5, Some(budget));
        crate::print(&of("Today fresh from the notebook, median"), size, fresh, 0.5, Some(budget));
        crate::print(&of("longest blocked frame while loading, median"), size, blocked, 0.5, only_4(100.0));
    }
    story.js(BLOCKED).await?;
    let visits = story.js(VISIT).await?;
    for place in ["people", "person", "leads", "today"] {
        let times = crate::numbers(&visits[place]);
        crate::print(&format!("app: a tap until {place} is filled, 4×, median"), size, times, 0.5, None);
    }
    let blocked = crate::numbers(&story.js(BLOCKED).await?);
    crate::print("app: longest blocked frame from place to place, 4×", size, blocked, 1.0, None);
    let saved = crate::numbers(&story.js(JOT).await?);
    crate::print("app: Enter to saved, 4×, median", size, saved, 0.5, Some(150.0));
    story.open("/search").await?;
    story.until_js("document.querySelector('main input[type=search]')").await?;
    // The first search builds the index where idle time has not done so yet.
    story.type_in("Search everything", "an").await?;
    story.see("found").await?;
    story.press(Key::Backspace).await?;
    let search = crate::numbers(&story.js(SEARCH).await?);
    crate::print("app: search keystroke to painted, 4×, p95", size, search, 0.95, Some(50.0));
    story.open("/settings").await?;
    story.see("Bring back a backup").await?;
    story.js(BLOCKED).await?;
    let other = BASE64_STANDARD.encode(keeper::seal(&stories::another(100, 500)?));
    story.choose_file("other.rapport", &other).await?;
    story.click("Merge it").await?;
    story.see("Merged.").await?;
    let blocked = crate::numbers(&story.js(BLOCKED).await?);
    crate::print("app: longest blocked frame while merging 100 people, 4×", size, blocked, 1.0, Some(100.0));
    story.end().await
}
