//! The worker and its storage, without an app in front: nothing that was called saved gets lost, whatever happens.

use std::time::Duration;
use stories::{Context, Result, Value, Workbench, ensure, everywhere, json};

const STORAGE: &str = "rapport";

fn texts(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

everywhere!(what_was_saved_is_there_after_the_browser_was_killed);
async fn what_was_saved_is_there_after_the_browser_was_killed() -> Result<()> {
    let mut bench = Workbench::start().await?;
    let mut saved: Vec<String> = Vec::new();
    for round in 0..4 {
        bench.story.open("/").await?;
        bench.open(&bench.keeper, STORAGE).await?;
        let there = bench.jots().await?;
        for text in &saved {
            ensure!(there.contains(text), "“{text}” was saved before the kill and is gone");
        }
        // Jot on and on; the page notes what the keeper calls saved.
        let write = format!(
            "globalThis.saved = [];
             (async () => {{
                for (let n = 0; ; n += 1) {{
                    const answer = await k.jot(`round {round} jot ${{n}}`);
                    if (answer.saved?.change) saved.push(`round {round} jot ${{n}}`);
                }}
             }})();"
        );
        bench.story.js(&write).await?;
        bench.story.until_js(&format!("saved.length > {}", 8 + round * 5)).await?;
        let more = texts(&bench.story.js("return saved").await?);
        bench.story.kill_now();
        saved.extend(more);
        bench.story.restart_browser().await?;
    }
    ensure!(saved.len() > 40, "{}", saved.len());
    bench.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_journal_is_drained_and_what_cannot_be_taken_in_stays() -> Result<()> {
    let bench = Workbench::start().await?;
    let story = &bench.story;
    // Before any worker: a good entry, one of a later version, one about a person who is not there, a good one.
    story
        .js(&format!(
            "await writeDown(entryOf('{STORAGE}', jot('first')));
             await writeDown(JSON.stringify({{ storage: '{STORAGE}', now: new Date().toISOString(),
                command: {{ juggle: {{ words: 'from the future' }} }} }}));
             await writeDown(entryOf('{STORAGE}', {{ remove: {{ record: {{ kind: 'person', id: newId() }} }} }}));
             await writeDown(entryOf('{STORAGE}', jot('   ')));
             await writeDown(entryOf('rapport-example', jot('elsewhere')));
             await writeDown(entryOf('{STORAGE}', jot('last')));"
        ))
        .await?;
    // The worker is slow; meanwhile one more is entered.
    bench.story.js(&format!("globalThis.k = new Keeper('{}')", bench.faulty("{}", 1500))).await?;
    story.js(&format!("await writeDown(entryOf('{STORAGE}', jot('while loading')))")).await?;
    story.js(&format!("await k.open('{STORAGE}')")).await?;
    let drained = story.js("return (await k.heard((m) => m.drained)).keys").await?;
    ensure!(drained.as_array().is_some_and(|keys| keys.len() == 3), "{drained}");
    ensure!(bench.jots().await? == ["first", "last", "while loading"]);

    let stuck = story.js("return (await k.heard((m) => m.stuck)).entries").await?;
    let list = stuck.as_array().context("no list")?;
    ensure!(list.len() == 3, "{stuck}");
    ensure!(list[0]["words"].as_str().is_some_and(|words| words.contains("from the future")), "{stuck}");
    ensure!(list.iter().all(|entry| entry["why"].as_str().is_some_and(|why| why.len() > 10)), "{stuck}");
    ensure!(texts(&story.js("return journaled()").await?).len() == 4, "three are stuck, one is elsewhere");

    // Told to drain again: what came later goes in, what is stuck stays, and nothing comes twice.
    story.js(&format!("await writeDown(entryOf('{STORAGE}', jot('later')))")).await?;
    story.js("const s = k.said.length; k.send({ drain: { now: k.now() } }); await k.heard((m) => m.drained, s)").await?;
    ensure!(bench.jots().await? == ["first", "last", "while loading", "later"]);
    ensure!(texts(&story.js("return journaled()").await?).len() == 4);
    bench.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_is_ended_in_the_middle_costs_nothing() -> Result<()> {
    let bench = Workbench::start().await?;
    let story = &bench.story;
    bench.open(&bench.keeper, STORAGE).await?;
    // Ended between any two of its steps; the window writes the command down and starts another worker.
    for wait in 0..12 {
        story
            .js(&format!(
                "const command = jot('jot {wait}');
                 k.do(command).catch(() => 0);
                 await new Promise((resolve) => setTimeout(resolve, {wait}));
                 k.worker.terminate();
                 await writeDown(entryOf('{STORAGE}', command));
                 globalThis.k = new Keeper('{}');
                 await k.open('{STORAGE}');
                 await k.heard((m) => m.drained);",
                bench.keeper
            ))
            .await?;
    }
    let mut there = bench.jots().await?;
    ensure!(there.len() == 12, "{there:?}");
    there.dedup();
    ensure!(there.len() == 12, "{there:?}");
    ensure!(texts(&story.js("return journaled()").await?).is_empty());
    bench.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_panic_is_an_error_that_the_window_hears() -> Result<()> {
    let mut bench = Workbench::start().await?;
    let script = bench.faulty("{\"random\":true}", 0);
    let start = format!(
        "globalThis.k = new Keeper('{script}'); await k.up();
         k.send({{ open: {{ storage: '{STORAGE}', example: null, now: k.now() }} }});"
    );
    bench.story.js(&start).await?;
    bench.story.until_js("k.errors > 0").await?;
    bench.story.expect_trouble("random numbers").await?;
    bench.end().await
}

everywhere!(two_tabs_see_each_other_within_a_second_and_do_each_other_no_harm);
async fn two_tabs_see_each_other_within_a_second_and_do_each_other_no_harm() -> Result<()> {
    let mut bench = Workbench::start().await?;
    let first = bench.story.tab().await?;
    let watch =
        "k.send({ watch: { watch: 1000, query: { inbox: { offset: 0, limit: 1000 } }, now: k.now() } });
        await k.heard((m) => m.view?.call === 1000);";
    bench.open(&bench.keeper, STORAGE).await?;
    bench.story.js(watch).await?;
    let second = bench.story.new_tab().await?;
    bench.story.open("/").await?;
    bench.open(&bench.keeper, STORAGE).await?;
    bench.story.js(watch).await?;

    // One tab writes, the other watches.
    let count = "const count = (m) => m.view?.call === 1000 && m.view.total;";
    let saved_at = bench.story.js("await k.jot('from the second'); return k.arrived.at(-1)").await?;
    bench.story.look_at(&first).await?;
    let seen_at = bench
        .story
        .js(&format!("{count} await k.heard((m) => count(m) === 1); return k.arrived[k.said.findLastIndex((m) => count(m) === 1)]"))
        .await?;
    let late = seen_at.as_f64().context("no time")? - saved_at.as_f64().context("no time")?;
    ensure!(late < 1000.0, "seen {late} ms after it was saved");

    // Both write at once, as fast as they can.
    let write = |who: &str| {
        format!(
            "globalThis.done = (async () => {{ for (let n = 0; n < 25; n += 1) await k.jot(`{who} ${{n}}`); }})();"
        )
    };
    bench.story.js(&write("first")).await?;
    bench.story.look_at(&second).await?;
    bench.story.js(&write("second")).await?;
    for tab in [&first, &second] {
        bench.story.look_at(tab).await?;
        bench
            .story
            .js(&format!("await done; {count} await k.heard((m) => count(m) === 51, 0, 5000)"))
            .await?;
    }
    // Enough of small changes for a snapshot: one of them makes it, and neither loses anything.
    for tab in [&first, &second] {
        bench.story.look_at(tab).await?;
        bench.story.js("for (let n = 0; n < 80; n += 1) await k.jot(`more ${n}`)").await?;
    }
    bench
        .story
        .until_js(
            "(async () => { const database = await settled(indexedDB.open('rapport'));
                const keys = await settled(database.transaction('bytes').objectStore('bytes').getAllKeys());
                database.close();
                return keys.some((key) => key.startsWith('snapshot/')); })()",
        )
        .await?;
    for tab in [&first, &second] {
        bench.story.look_at(tab).await?;
        let there = bench.jots().await?;
        ensure!(there.len() == 211, "{}", there.len());
    }
    let fresh = bench.open(&bench.keeper, STORAGE).await?;
    ensure!(bench.jots().await?.len() == 211, "{fresh}");
    ensure!(fresh["ready"]["quarantined"] == json!([]), "{fresh}");
    bench.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn full_storage_is_said_in_a_sentence_and_nothing_is_lost() -> Result<()> {
    for fault in ["put", "commit"] {
        let bench = Workbench::start().await?;
        let story = &bench.story;
        let script = bench.faulty("{}", 0);
        bench.open(&script, STORAGE).await?;
        story.js("await k.jot('before')").await?;
        story.js(&format!("await setFaults({{ {fault}: 'QuotaExceededError' }})")).await?;
        // On success of the request alone it would have been called saved.
        let answer = story.js("return k.jot('no room')").await?;
        ensure!(answer["refused"]["keep"] == true, "{answer}");
        let why = answer["refused"]["why"].as_str().unwrap_or_default();
        ensure!(why.contains("no room left"), "{why}");
        story.js("await k.heard((m) => m.status?.refuses)").await?;
        // Still on the screen; and once there is room it is saved without anybody's doing.
        ensure!(bench.jots().await? == ["before", "no room"]);
        story.js("await setFaults({})").await?;
        story.js("const s = k.said.length; k.send({ tick: { now: k.now() } }); await k.heard((m) => m.status && !m.status.refuses, s)").await?;
        bench.open(&bench.keeper, STORAGE).await?;
        ensure!(bench.jots().await? == ["before", "no room"]);
        bench.end().await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn refused_storage_is_said_in_a_sentence_and_can_be_tried_again() -> Result<()> {
    let bench = Workbench::start().await?;
    let script = bench.faulty("{\"open\":\"SecurityError\"}", 0);
    let answer = bench.open(&script, STORAGE).await?;
    let why = answer["unavailable"].as_str().unwrap_or_default();
    ensure!(why.contains("allow storage"), "{answer}");
    let refused = bench.story.js("return k.jot('nowhere to go')").await?;
    ensure!(refused["refused"]["keep"] == true, "{refused}");
    bench.story.js("await setFaults({})").await?;
    let answer = bench.story.js(&format!("return k.open('{STORAGE}')")).await?;
    ensure!(answer["ready"].is_object(), "{answer}");
    bench.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_connection_is_opened_again() -> Result<()> {
    let bench = Workbench::start().await?;
    let script = bench.faulty("{}", 0);
    bench.open(&script, STORAGE).await?;
    bench.story.js("await setFaults({ lost: 1 })").await?;
    let answer = bench.story.js("return k.jot('on the second try')").await?;
    ensure!(answer["saved"].is_object(), "{answer}");
    bench.open(&bench.keeper, STORAGE).await?;
    ensure!(bench.jots().await? == ["on the second try"]);
    bench.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_example_can_be_deleted_and_the_other_tab_hears_of_it() -> Result<()> {
    let mut bench = Workbench::start().await?;
    bench.story.patience = Duration::from_secs(20);
    bench.open(&bench.keeper, STORAGE).await?;
    let answer = bench.story.js("return k.call({ discard: {} })").await?;
    ensure!(answer["refused"].is_object(), "{answer}");
    ensure!(bench.story.js("return (await k.jot('mine')).saved.call").await?.is_number());

    let first = bench.story.tab().await?;
    let example = "globalThis.e = new Keeper('KEEPER'); return e.open('rapport-example', 7)"
        .replace("KEEPER", &bench.keeper);
    bench.story.js(&example).await?;
    bench.story.new_tab().await?;
    bench.story.open("/").await?;
    bench.story.js(&example).await?;
    let answer = bench.story.js("return e.call({ discard: {} })").await?;
    ensure!(answer["saved"].is_object(), "{answer}");
    let left = bench.story.js("return (await indexedDB.databases()).map((d) => d.name).sort()").await?;
    ensure!(texts(&left) == ["rapport", "rapport-journal"], "{left}");
    let homes = bench
        .story
        .js("const root = await navigator.storage.getDirectory(); return await Array.fromAsync(root.keys())")
        .await?;
    ensure!(texts(&homes) == ["second-home-of-rapport"], "{homes}");
    bench.story.look_at(&first).await?;
    bench.story.js("await e.heard((m) => m.unavailable)").await?;
    bench.end().await
}
