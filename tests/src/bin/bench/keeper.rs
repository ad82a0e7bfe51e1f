//! The worker alone, without a window's work: opening a notebook, the first answers, and one jot.

use anyhow::Result;
use stories::Workbench;

pub(crate) async fn run(notebook: &[u8], size: &str) -> Result<()> {
    let bench = Workbench::start().await?;
    bench.story.lay_notebook("rapport", notebook).await?;
    let times = bench.story.js(&OPEN.replace("KEEPER", &bench.keeper)).await?;
    for (what, budget) in OPENING {
        crate::print(&format!("keeper: {what}, median"), size, crate::numbers(&times[what]), 0.5, budget);
    }
    bench.end().await
}

const OPENING: [(&str, Option<f64>); 6] = [
    ("worker up", None),
    ("ready after that", None),
    ("today after that", None),
    ("search, cold", None),
    ("search, warm", Some(50.0)),
    ("jot to disk", Some(50.0)),
];

const OPEN: &str = "
    const times = {};
    const note = (what, since) => (times[what] ??= []).push(performance.now() - since);
    const timed = async (what, work) => { const since = performance.now(); await work(); note(what, since); };
    const search = (text) => k.call({ ask: { query: { search: { text, limit: 20 } } } });
    for (let round = 0; round < 3; round += 1) {
        globalThis.k?.worker.terminate();
        const since = performance.now();
        globalThis.k = new Keeper('KEEPER');
        await k.up();
        note('worker up', since);
        await timed('ready after that', () => k.open('rapport'));
        await timed('today after that', () => k.call({ ask: { query: { today: 40 } } }));
        await timed('search, cold', () => search('an'));
        for (const text of ['sailing', 'mar', 'roof repair', 'photographer', 'lisbon']) await timed('search, warm', () => search(text));
        for (let n = 0; n < 10; n += 1) await timed('jot to disk', () => k.jot('Kim needs a new roof'));
    }
    return times;";
