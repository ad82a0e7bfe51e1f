//! What goes over the wire at a first visit, and at an update in which a line of the page changed.

use std::path::Path;

use anyhow::{Context, Result};
use stories::{Story, Wire, install_bytes};
use xtask::bench::Figure;
use xtask::paths::files_below;

pub(crate) async fn run() -> Result<()> {
    let mut story = Story::phone().await?;
    let wire = Wire::to(&story.site).await?;
    let install = install_bytes(&story.site)?;
    story.go(&wire.url("/")).await?;
    story.ready_offline().await?;
    print("app: bytes of an install", install, None);
    print("app: bytes of a first visit", wire.sent(), Some(install as f64 * 1.05));

    let next = tempfile::tempdir()?;
    change_a_line(story.site.folder(), next.path())?;
    story.deploy(next.path())?;
    story.js("(await navigator.serviceWorker.getRegistration()).update().catch(() => {})").await?;
    story.until_js("(await navigator.serviceWorker.getRegistration()).waiting").await?;
    print("app: bytes of an update, one line of the page", wire.sent(), None);
    story.end().await
}

/// The same build but for its page.
fn change_a_line(from: &Path, to: &Path) -> Result<()> {
    for file in files_below(from)?.into_iter().filter(|file| !file.starts_with("index.html.")) {
        let target = to.join(&file);
        std::fs::create_dir_all(target.parent().context("a file in a folder")?)?;
        std::fs::copy(from.join(&file), target)?;
    }
    let page = std::fs::read_to_string(from.join("index.html"))?;
    std::fs::write(to.join("index.html"), page.replace("An offline notebook", "The offline notebook"))?;
    for packed in ["sw.js.br", "sw.js.gz"] {
        let _ = std::fs::remove_file(to.join(packed));
    }
    xtask::precache::list_again(to)
}

fn print(bench: &str, bytes: u64, budget: Option<f64>) {
    let (bench, unit) = (bench.to_owned(), "bytes".to_owned());
    Figure { bench, size: String::new(), value: bytes as f64, unit, budget }.print();
}
