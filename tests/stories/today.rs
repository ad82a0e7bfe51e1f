//! A mixer, and Today afterwards: tomorrow morning, in two days, in a week and in a month, on two devices.

use super::backup::CATCH;
use super::leads::{ANA, opened};
use notebook::{
    Id,
    record::{Kind, Ref},
};
use std::time::{SystemTime, UNIX_EPOCH};
use stories::{Key, Result, Story, Written, ensure, everywhere, json};

/// The evening of the mixer: a Sunday, 18:40 in Berlin.
const EVENING: i64 = 1_795_369_200_000;
const HOUR: i64 = 3_600_000;

/// Eight in the morning, so many days after the mixer.
pub(crate) const fn morning(days: i64) -> i64 {
    EVENING + days * 24 * HOUR - 10 * HOUR - 40 * 60_000
}

/// From the next page on it is this moment, in Berlin.
pub(crate) async fn set_clock(story: &mut Story, millis: i64) -> Result<()> {
    let now = i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis())?;
    story.set_clock_offset(millis - now).await?;
    story.time_zone("Europe/Berlin").await
}

/// The names that are due, and those of the week, in their order.
const LISTS: &str = "(() => {
    const week = [...document.querySelectorAll('h2.section')].find((title) => title.innerText.startsWith('This week'));
    const is_soon = (name) => Boolean(week && week.compareDocumentPosition(name) & Node.DOCUMENT_POSITION_FOLLOWING);
    const names = [...document.querySelectorAll('.pane.list .entries .name')];
    const of = (soon) => names.filter((name) => is_soon(name) === soon).map((name) => name.innerText.trim());
    return JSON.stringify([of(false), of(true)]);
})()";

pub(crate) async fn shows(story: &Story, due: &[&str], soon: &[&str]) -> Result<()> {
    story.until_js(&format!("{LISTS} === {}", json!(json!([due, soon]).to_string()))).await
}

async fn backup(story: &Story) -> Result<String> {
    story.open("/settings").await?;
    story.js(CATCH).await?;
    story.click("Save backup").await?;
    story.see("Backup made").await?;
    Ok(story.js("return await caught").await?.as_str().unwrap_or_default().to_owned())
}

async fn bring_back(story: &Story, file: &str) -> Result<()> {
    story.open("/settings").await?;
    story.see("Bring back a backup").await?;
    story.choose_file("rapport.rapport", file).await?;
    story.click("Merge it").await?;
    story.see("Merged.").await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_picture_of_another_day_says_no_nothing_and_dates_nothing_by_today() -> Result<()> {
    let mut written = Written::now()?;
    let (ana, tomorrow) = (Id([2; 16]), written.day(1));
    let of = ana.to_string();
    written.add(Ref::new(Kind::Person, ana), &[("name", "Ana Ruiz")])?;
    written.add(
        Ref::new(Kind::Promise, Id([3; 16])),
        &[("person", &of), ("words", "send the plans"), ("due", &tomorrow)],
    )?;
    let mut story = Story::phone().await?;
    story.time_zone("UTC").await?;
    story.open_with(&written.save(), "/").await?;
    story.see("Nothing is due.").await?;
    story.see("due tomorrow: send the plans").await?;
    story.until_js("Object.keys(localStorage).some((key) => key.includes('.last-'))").await?;
    // The next morning, and the notebook takes its time to open.
    let asleep = "globalThis.Worker = class extends EventTarget { postMessage() {} terminate() {} }";
    story.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": asleep })).await?;
    story.set_clock_offset(24 * 3_600_000).await?;
    story.reload().await?;
    story.see("As it stood").await?;
    story.see("send the plans").await?;
    let text = story.visible_text().await?;
    for wrong in ["Nothing is due.", "Nobody waits", "promised today"] {
        ensure!(!text.contains(wrong), "“{wrong}” beside what stood yesterday: {text}");
    }
    story.shot("today-of-yesterday").await?;
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lead_that_nobody_acts_on_comes_up_and_its_next_step_is_one_tap_away() -> Result<()> {
    let mut written = Written::hours_ago(4 * 24)?;
    let (karen, received) = (Id([2; 16]), written.moment(0));
    let of = karen.to_string();
    written.add(Ref::new(Kind::Person, karen), &[("name", "Karen Whitfield")])?;
    let recipient = format!("recipients/{}/name", Id([4; 16]));
    written.add(
        Ref::new(Kind::Lead, Id([3; 16])),
        &[("need", "a bookkeeper"), ("prospect", &of), ("received_at", &received), (&recipient, "Ben")],
    )?;
    let mut story = Story::phone().await?;
    story.open_with(&written.save(), "/").await?;
    story.see("A bookkeeper. Heard of 4 days ago, and nobody has been asked yet.").await?;
    story.look("today-untouched").await?;
    story.click("Pass it on to Ben").await?;
    story.see("Karen Whitfield is looking for a bookkeeper.").await?;
    story.click("Log it").await?;
    story.see("Logged with Ben").await?;
    story.open("/").await?;
    story.see("Nothing is due.").await?;
    story.not_see("nobody has been asked yet").await?;
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn five_jots_of_a_mixer_come_back_when_each_of_them_is_due() -> Result<()> {
    let mut story = Story::phone().await?;
    set_clock(&mut story, EVENING).await?;
    story.open("/").await?;
    story.ready_offline().await?;
    story.offline().await?;
    for jot in [
        "Ana Ruiz, plumber, needs a bookkeeper <Clara no name",
        "Bo Lindqvist, architect, looking for a web designer expects call !tomorrow 9am",
        "Gus Marlow wants copiers >Ben >Fay >Teo",
        "Mina Sol, glazier. Send her the surveyor's number !3d",
        "Wulandari",
    ] {
        story.fill("Jot", jot).await?;
        story.press(Key::Enter).await?;
        story.until_js("document.querySelector('#jot').value === ''").await?;
    }
    story.see("5 jots to sort").await?;

    // At home.
    story.online().await?;
    story.open("/inbox").await?;
    story.click("Ana Ruiz, plumber, needs a bookkeeper <Clara no name").await?;
    for adds in [
        "Adds Ana Ruiz as a new person and a lead.",
        "Adds Bo Lindqvist as a new person and a lead.",
        "Adds Gus Marlow as a new person and a lead for Ben, Fay, Teo.",
        "Adds Mina Sol as a new person and a promise.",
        "Adds Wulandari as a new person.",
    ] {
        story.see(adds).await?;
        story.click("Keep").await?;
    }
    story.open("/").await?;
    story.see("Nothing is due.").await?;
    shows(&story, &[], &["Bo Lindqvist", "Gus Marlow", "Mina Sol", "Wulandari", "Mina Sol"]).await?;
    let evening = backup(&story).await?;

    // Tomorrow morning. Ana was only heard of: nothing is wanted of her yet. Bo comes up once: the call is the word.
    set_clock(&mut story, morning(1)).await?;
    story.open("/").await?;
    shows(&story, &["Bo Lindqvist", "Gus Marlow", "Mina Sol", "Wulandari"], &["Mina Sol"]).await?;
    story.see("A call is expected today. A web designer.").await?;
    story.see("You met yesterday. A short personal note, nothing to sell.").await?;
    ensure!(!story.visible_text().await?.contains("Clara"));
    // One tap calls done what the call also was: a word after the meeting.
    story.click("Called: Bo Lindqvist").await?;
    shows(&story, &["Gus Marlow", "Mina Sol", "Wulandari"], &["Mina Sol", "Bo Lindqvist"]).await?;
    story.click("Wrote a note: Mina Sol").await?;
    let soon = ["Mina Sol", "Bo Lindqvist", "Mina Sol"];
    shows(&story, &["Gus Marlow", "Wulandari"], &soon).await?;
    story.click("Wulandari").await?;
    story.click("Skip").await?;
    shows(&story, &["Gus Marlow"], &["Mina Sol", "Bo Lindqvist", "Mina Sol", "Wulandari"]).await?;
    story.click("Undo").await?;
    shows(&story, &["Gus Marlow", "Wulandari"], &soon).await?;
    story.click("Wulandari").await?;
    story.click("Skip").await?;
    shows(&story, &["Gus Marlow"], &["Mina Sol", "Bo Lindqvist", "Mina Sol", "Wulandari"]).await?;

    // Meanwhile, on the other device.
    let mut other = Story::phone().await?;
    set_clock(&mut other, morning(1)).await?;
    bring_back(&other, &evening).await?;
    other.open("/").await?;
    other.click("Gus Marlow").await?;
    other.click("In three days").await?;
    shows(&other, &["Bo Lindqvist", "Mina Sol", "Wulandari"], &["Mina Sol", "Gus Marlow"]).await?;
    let theirs = backup(&other).await?;
    other.end().await?;
    bring_back(&story, &theirs).await?;
    story.open("/").await?;
    story.see("Nothing is due.").await?;

    // In two days: done stays done, and snoozed rests until its day.
    set_clock(&mut story, morning(2)).await?;
    story.open("/").await?;
    let week = ["Mina Sol", "Gus Marlow", "Bo Lindqvist", "Mina Sol", "Wulandari"];
    shows(&story, &[], &week).await?;
    set_clock(&mut story, morning(4)).await?;
    story.open("/").await?;
    // What nobody asked about since comes up, and Gus once.
    let due = ["Mina Sol", "Ana Ruiz", "Gus Marlow"];
    shows(&story, &due, &["Bo Lindqvist", "Mina Sol", "Wulandari"]).await?;
    story.see("You promised this, and it was due yesterday").await?;
    story.see("Copiers. Heard of 4 days ago, and nobody has been asked yet.").await?;

    // In a week.
    set_clock(&mut story, morning(7)).await?;
    story.open("/").await?;
    shows(&story, &["Mina Sol", "Ana Ruiz", "Gus Marlow", "Bo Lindqvist", "Wulandari"], &[]).await?;
    story.see("You met 7 days ago. Connect where they like to be connected; nothing to sell.").await?;
    story.click("Kept: Mina Sol").await?;
    shows(&story, &["Ana Ruiz", "Gus Marlow", "Bo Lindqvist", "Mina Sol", "Wulandari"], &[]).await?;

    // In a month.
    set_clock(&mut story, morning(30)).await?;
    story.open("/").await?;
    shows(&story, &["Ana Ruiz", "Gus Marlow", "Bo Lindqvist", "Mina Sol", "Wulandari"], &[]).await?;
    story.see("Ask for a one-to-one, to hear about them; nothing to sell.").await?;
    story.js(CATCH).await?;
    story.click("Into a calendar").await?;
    story.see("4 entries for your calendar").await?;
    let calendar = story.js("return atob(await caught)").await?;
    let calendar = calendar.as_str().unwrap_or_default();
    ensure!(calendar.matches("BEGIN:VEVENT").count() == 4 && !calendar.contains("Clara"), "{calendar}");
    ensure!(calendar.contains("DTSTART;VALUE=DATE:20261222\r\n"), "{calendar}");
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn today_is_worked_off_with_the_keyboard_alone_and_with_a_finger() -> Result<()> {
    let mut story = Story::phone().await?;
    set_clock(&mut story, EVENING).await?;
    story.open("/").await?;
    story.fill("Jot", "Mina Sol, glazier").await?;
    story.press(Key::Enter).await?;
    story.see("1 jot to sort").await?;
    story.open("/inbox").await?;
    story.click("Mina Sol, glazier").await?;
    story.see("Adds Mina Sol as a new person.").await?;
    story.click("Keep").await?;
    story.see("Sorted: Mina Sol").await?;
    set_clock(&mut story, morning(1)).await?;
    story.open("/").await?;
    shows(&story, &["Mina Sol"], &[]).await?;
    // Keys: open it, go on to the first button, press it.
    story.js("document.querySelector('.pane.list .entries .name').focus()").await?;
    story.press(Key::Enter).await?;
    story.see("In three days").await?;
    story.press(Key::Tab).await?;
    ensure!(story.focused().await?.contains("Wrote a note"), "{}", story.focused().await?);
    story.press(Key::Enter).await?;
    story.see("Nothing is due.").await?;
    story.click("Undo").await?;
    shows(&story, &["Mina Sol"], &[]).await?;
    // A finger to the left: tomorrow.
    let swipe = "const line = document.querySelector('.pane.list .entries article');
        const at = (type, x) => line.dispatchEvent(new PointerEvent(type, {
            bubbles: true, pointerType: 'touch', clientX: x, clientY: 200,
        }));
        at('pointerdown', 300); at('pointermove', 240); at('pointermove', 150); at('pointerup', 150);";
    story.js(swipe).await?;
    story.see("Nothing is due.").await?;
    shows(&story, &[], &["Mina Sol"]).await?;
    story.end().await
}

everywhere!(an_entry_of_today_is_worked_off_with_one_key_or_one_swipe);
async fn an_entry_of_today_is_worked_off_with_one_key_or_one_swipe() -> Result<()> {
    let mut story = Story::phone().await?;
    opened(&mut story, 30, &[]).await?;
    story.open("/").await?;
    story.see("Ana Ruiz").await?;
    let touched = |words: &str| {
        format!("[...document.querySelectorAll('.toast p')].some((e) => e.innerText.includes('{words}'))")
    };
    for (key, said) in [("d", "In contact"), ("s", "tomorrow"), ("x", "Skipped")] {
        story.js("document.querySelector('.pane.list .entries .name').focus()").await?;
        story.type_keys(key).await?;
        story.until_js(&touched(said)).await?;
        shows(&story, &[], if key == "s" { &["Ana Ruiz"] } else { &[] }).await?;
        story.click("Undo").await?;
        shows(&story, &["Ana Ruiz"], &[]).await?;
    }
    // A long swipe says what it will do before the finger is lifted.
    let swipe = |to: i32| {
        format!(
            "const line = document.querySelector('.pane.list .entries article');
             const at = (type, x) => line.dispatchEvent(new PointerEvent(type, {{ bubbles: true, pointerType: 'touch', clientX: x, clientY: 200 }}));
             at('pointerdown', 300); at('pointermove', 200); at('pointermove', {to});
             await new Promise(requestAnimationFrame);
             const said = line.dataset.means;
             at('pointerup', {to});
             return said;"
        )
    };
    ensure!(story.js(&swipe(60)).await? == "Skip");
    story.until_js(&touched("Skipped")).await?;
    story.click("Undo").await?;
    shows(&story, &["Ana Ruiz"], &[]).await?;
    ensure!(story.js(&swipe(540)).await? == "Log a call");
    story.until_js(&touched("Call: Ana Ruiz")).await?;
    story.open(&format!("/people/{ANA}")).await?;
    story.see("Call").await?;
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mouse_over_an_entry_of_today_finds_a_button_for_each() -> Result<()> {
    let mut story = Story::desk().await?;
    opened(&mut story, 30, &[]).await?;
    story.open("/").await?;
    for (button, said) in
        [("Tomorrow: Ana", "tomorrow"), ("Skip: Ana", "Skipped"), ("Log a call: Ana", "Call:")]
    {
        story.see("Ana Ruiz").await?;
        story.hover("Ana Ruiz").await?;
        story.shot("today-mouse").await?;
        story.click(button).await?;
        story.see(said).await?;
        story.click("Undo").await?;
        story.not_see(said).await?;
        shows(&story, &["Ana Ruiz"], &[]).await?;
    }
    story.end().await
}
