//! One notebook on several devices, over the real endpoint.

mod apart;
mod held_up;
mod meeting;
mod parting;
mod server;
mod united;

use notebook::{
    Id, Notebook, Now,
    command::{Command, Edit},
    record::{Kind, Ref},
};
use stories::{Browser, Context, Endpoint, Key, Result, Shape, ensure};

const DEVICES: &str = "/settings/devices";
const ANA: Id = Id([2; 16]);

/// What is written on the screen in an element.
async fn text(browser: &Browser, selector: &str) -> Result<String> {
    let read = format!("document.querySelector('{selector}')?.textContent.trim()");
    browser.until_js(&read).await?;
    let text = browser.js(&format!("return {read}")).await?;
    Ok(text.as_str().context("no text")?.to_owned())
}

/// A notebook that knows Ana, before the app is opened for the first time.
async fn lay_ana(browser: &mut Browser, endpoint: &Endpoint) -> Result<()> {
    let now = Now::from_millis(1_795_000_000_000, 0).context("no such time")?;
    let mut notebook = Notebook::new([7; 16])?;
    let edits = vec![Edit::text("name", "Ana Ruiz"), Edit::text("company", "Acme")];
    notebook.apply(&Command::Add { record: Ref::new(Kind::Person, ANA), edits }, now)?;
    browser.go_beside(&endpoint.origin()).await?;
    browser.lay_notebook("rapport", &notebook.save()).await
}

/// The device comes back to its connection now, instead of with the next attempt.
async fn reconnect(browser: &Browser) -> Result<()> {
    browser.js("window.dispatchEvent(new Event('online'))").await.map(drop)
}

/// What can be pressed says that it is made: a toast would have gone by itself.
async fn make_vault(browser: &Browser, endpoint: &Endpoint) -> Result<()> {
    browser.go(&endpoint.url(DEVICES)).await?;
    browser.click("Make a vault").await?;
    browser.has("Add a device").await
}

/// The host shows a code, and is left at it.
async fn show_code(host: &Browser, endpoint: &Endpoint) -> Result<String> {
    host.go(&endpoint.url(DEVICES)).await?;
    host.click("Add a device").await?;
    text(host, "#shown-code").await
}

/// The guest types a code as people do, at the page of devices.
async fn type_code(guest: &Browser, endpoint: &Endpoint, code: &str) -> Result<()> {
    guest.go(&endpoint.url(DEVICES)).await?;
    guest.fill("Code", &code.to_lowercase().replace('-', " ")).await?;
    guest.press(Key::Enter).await
}

/// Both show the same six digits, which the person compares.
async fn compare(host: &Browser, guest: &Browser) -> Result<()> {
    let digits = text(host, "#digits").await?;
    ensure!(digits.len() == 6 && digits == text(guest, "#digits").await?, "the digits differ");
    Ok(())
}

/// The person confirms on both; both say that it is done.
async fn confirm(host: &Browser, guest: &Browser) -> Result<()> {
    guest.click("They are the same").await?;
    guest.see("Now confirm on the other device, too").await?;
    host.click("They are the same").await?;
    for (device, says) in [(host, "The key is handed over"), (guest, "The devices share one notebook")] {
        device.see(says).await?;
        device.click("Done").await?;
    }
    Ok(())
}

/// Presses a button that asks first, and agrees.
async fn decide(browser: &Browser, button: &str, act: &str) -> Result<()> {
    browser.click(button).await?;
    browser.until_js("document.querySelector('dialog:modal')").await?;
    browser.click(act).await?;
    browser.until_js("!document.querySelector('dialog:modal')").await
}

/// A typed code, into a device that holds nothing yet.
async fn pair(host: &Browser, guest: &Browser, endpoint: &Endpoint) -> Result<()> {
    let code = show_code(host, endpoint).await?;
    type_code(guest, endpoint, &code).await?;
    compare(host, guest).await?;
    confirm(host, guest).await
}

/// The same, into a device that holds something already.
async fn pair_merging(host: &Browser, guest: &Browser, endpoint: &Endpoint) -> Result<()> {
    let code = show_code(host, endpoint).await?;
    type_code(guest, endpoint, &code).await?;
    guest.click("Merge and join").await?;
    compare(host, guest).await?;
    confirm(host, guest).await
}

/// A new phone whose camera sees the code that the host shows.
async fn pair_by_camera(host: &Browser, endpoint: &Endpoint) -> Result<Browser> {
    let code = show_code(host, endpoint).await?;
    let seen = host.look_at_code().await?;
    ensure!(
        seen.read()? == endpoint.url(&format!("{DEVICES}#{code}")),
        "the picture and the words beside it differ"
    );
    let phone = Browser::start_with_camera(Shape::Phone, &seen).await?;
    phone.go(&endpoint.url(DEVICES)).await?;
    phone.click("Scan the code").await?;
    compare(host, &phone).await?;
    confirm(host, &phone).await?;
    Ok(phone)
}

/// Jots on the page that is open. While the notebook is being opened it is kept beside it, and the toast says so.
async fn jot_here(browser: &Browser, words: &str) -> Result<()> {
    browser.fill("Jot", words).await?;
    browser.press(Key::Enter).await?;
    let start: String = words.chars().take(20).collect();
    let toasts = "[...document.querySelectorAll('.toast')].map((toast) => toast.textContent)";
    browser
        .until_js(&format!("{toasts}.some((said) => said.startsWith('Kept') && said.includes('{start}'))"))
        .await
}

async fn jot(browser: &Browser, endpoint: &Endpoint, words: &str) -> Result<()> {
    browser.go(&endpoint.url("/")).await?;
    jot_here(browser, words).await
}

/// Everything that was jotted shows, and the device says that both have the same.
async fn has(browser: &Browser, endpoint: &Endpoint, all: &[&str]) -> Result<()> {
    browser.go(&endpoint.url("/inbox")).await?;
    for words in all {
        browser.see(words).await?;
    }
    browser.go(&endpoint.url(DEVICES)).await?;
    browser.see("Synced").await
}

/// The words on paper, as the page of devices shows them.
async fn words_on_paper(browser: &Browser) -> Result<String> {
    browser.click("Show the words").await?;
    browser.until_js("document.querySelectorAll('.words li').length === 24").await?;
    let words = "[...document.querySelectorAll('.words li')].map((li) => li.textContent.trim()).join(' ')";
    let words = browser.js(&format!("return {words}")).await?;
    Ok(words.as_str().context("words")?.to_owned())
}

/// Enters words from paper on a new device.
async fn enter_words(browser: &Browser, endpoint: &Endpoint, words: &str) -> Result<()> {
    browser.go(&endpoint.url(DEVICES)).await?;
    browser.fill("The 24 words on paper", words).await?;
    browser.click("Bring it back").await
}
