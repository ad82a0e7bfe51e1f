//! What should not be: wrong clocks, entries of another version, storage that refuses. Each ends in a sentence, and nothing
//! is lost.

use automerge::{
    ActorId, Automerge, AutomergeError, LoadOptions, ROOT, ReadDoc, TextEncoding, transaction::Transactable,
};
use notebook::{
    Id, Notebook, Now, Value,
    command::{Command, Edit},
    record::{Kind, Ref},
};
use std::path::PathBuf;
use stories::{Context, Key, Result, Site, Story, ensure};
use xtask::paths::{dist, files_below};

const YEAR: i64 = 365 * 24 * 3_600_000;

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_a_year_off_is_said_and_loses_nothing() -> Result<()> {
    let mut story = Story::phone().await?;
    story.open("/").await?;
    story.fill("Jot", "Ana Ruiz, plumber !tomorrow").await?;
    story.press(Key::Enter).await?;
    story.see("1 jot to sort").await?;
    story.not_see("A clock may be wrong").await?;

    story.set_clock_offset(-YEAR).await?;
    story.open("/").await?;
    story.see("A clock may be wrong").await?;
    story.see("Nothing is lost").await?;
    story.fill("Jot", "Bo Lindqvist, architect !fri").await?;
    story.press(Key::Enter).await?;
    story.see("2 jots to sort").await?;

    // The other way round: the clock was ahead for one entry, and is right again.
    story.set_clock_offset(YEAR).await?;
    story.open("/").await?;
    story.fill("Jot", "Cleo Marsh, florist").await?;
    story.press(Key::Enter).await?;
    story.see("3 jots to sort").await?;
    story.set_clock_offset(0).await?;
    story.open("/").await?;
    story.see("A clock may be wrong").await?;
    story.open("/inbox").await?;
    for words in ["Ana Ruiz, plumber", "Bo Lindqvist, architect", "Cleo Marsh, florist"] {
        story.see(words).await?;
    }
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_another_version_wrote_is_shown_as_it_stands_and_outlives_an_edit() -> Result<()> {
    let ana = Ref::new(Kind::Person, Id([5; 16]));
    let mut story = Story::phone().await?;
    story.open_with(&of_a_later_version(ana)?, &format!("/people/{}", ana.id)).await?;
    story.see("Written by another version").await?;
    story.see("blood_type").await?;
    story.see("0+").await?;
    // A stage that this version has no word for is shown by its own.
    story.see("stewardship").await?;
    story.click("Put in the bin").await?;
    story.click("Undo").await?;
    story.see("0+").await?;
    story.reload().await?;
    story.see("0+").await?;
    story.end().await
}

/// A notebook with Ana, in which a later version wrote what this one does not know.
fn of_a_later_version(ana: Ref) -> Result<Vec<u8>> {
    let now = Now::from_millis(1_790_000_000_000, 60).context("no such time")?;
    let mut notebook = Notebook::new([7; 16])?;
    notebook.apply(
        &Command::Add { record: ana, edits: vec![Edit::set("name", Value::Str("Ana Ruiz".into()))] },
        now,
    )?;
    let options = LoadOptions::new().text_encoding(TextEncoding::UnicodeCodePoint);
    let doc = Automerge::load_with_options(&notebook.save(), options)?;
    let mut doc = doc.with_actor(ActorId::from([99; 16]));
    let (_, people) = doc.get(ROOT, "people")?.context("no people")?;
    let (_, object) = doc.get(&people, ana.id.to_string())?.context("no Ana")?;
    let write = |tx: &mut automerge::transaction::Transaction<'_>| {
        tx.put(&object, "blood_type", "0+")?;
        tx.put(&object, "stage", "stewardship")?;
        let planets = tx.put_object(ROOT, "planets", automerge::ObjType::Map)?;
        tx.put(&planets, "venus", "bright")
    };
    doc.transact::<_, _, AutomergeError>(write).map_err(|failure| failure.error)?;
    Ok(doc.save())
}

#[tokio::test(flavor = "multi_thread")]
async fn storage_that_is_full_is_said_and_what_was_jotted_waits_for_room() -> Result<()> {
    let app = over_faulty_storage()?;
    let mut story = Story::phone().await?;
    story.site = Site::serving(app.path())?;
    story.open("/").await?;
    story.see("Saved on this device").await?;
    faults(&story, "{ put: 'QuotaExceededError' }").await?;
    story.fill("Jot", "Ana Ruiz, plumber").await?;
    story.press(Key::Enter).await?;
    story.see("New entries cannot be stored.").await?;
    story.see("Storage and backup").await?;
    // The window's own journal is another database, and has taken the words.
    story.until_js("document.querySelector('#jot').value === ''").await?;

    faults(&story, "{}").await?;
    story.reload().await?;
    story.see("Saved on this device").await?;
    story.open("/inbox").await?;
    story.see("Ana Ruiz, plumber").await?;
    story.end().await
}

/// Turns faults of the app's worker on and off.
pub(crate) async fn faults(story: &Story, now: &str) -> Result<()> {
    let script = format!(
        "const channel = new BroadcastChannel('faults');
        const heard = new Promise((resolve) => (channel.onmessage = resolve));
        channel.postMessage({now});
        await heard;
        channel.close();"
    );
    story.js(&script).await.map(drop)
}

/// The built app, with its worker in a browser that fails on request (`tests/workbench/faulty.js`).
pub(crate) fn over_faulty_storage() -> Result<tempfile::TempDir> {
    let app = tempfile::tempdir()?;
    let from = std::env::var_os("RAPPORT_DIST").map_or_else(dist, PathBuf::from);
    for file in files_below(&from)?.iter().filter(|file| !file.ends_with(".br") && !file.ends_with(".gz")) {
        let to = app.path().join(file);
        std::fs::create_dir_all(to.parent().context("no folder")?)?;
        std::fs::copy(from.join(file), to)?;
    }
    let page = std::fs::read_to_string(from.join("index.html"))?;
    let (before, rest) = page.split_once(r#"rapport-keeper" content="/"#).context("no worker in the page")?;
    let (keeper, after) = rest.split_once('"').context("no end of the worker's name")?;
    let faulty = format!(r#"{before}rapport-keeper" content="/faulty.js?keeper=%2F{keeper}"{after}"#);
    std::fs::write(app.path().join("index.html"), faulty)?;
    let own = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("workbench/faulty.js");
    std::fs::copy(own, app.path().join("faulty.js"))?;
    xtask::precache::list_again(app.path())?;
    ensure!(app.path().join(keeper).is_file(), "no {keeper}");
    Ok(app)
}
