//! One notebook on a phone and a desk, over the real endpoint.

use qrcodegen::{QrCode, QrCodeEcc};
use stories::{Browser, Context, Endpoint, Key, Result, Shape, ensure};

const DEVICES: &str = "/settings/devices";

/// What is written on the screen in an element.
async fn text(browser: &Browser, selector: &str) -> Result<String> {
    browser.until_js(&format!("document.querySelector('{selector}')")).await?;
    let text = browser.js(&format!("return document.querySelector('{selector}').textContent")).await?;
    Ok(text.as_str().context("no text")?.trim().to_owned())
}

/// The device comes back to its connection now, instead of with the next attempt.
async fn reconnect(browser: &Browser) -> Result<()> {
    browser.js("window.dispatchEvent(new Event('online'))").await.map(drop)
}

async fn make_vault(browser: &Browser, endpoint: &Endpoint) -> Result<()> {
    browser.go(&endpoint.url(DEVICES)).await?;
    browser.click("Make a vault").await?;
    browser.see("Your vault is ready").await
}

/// Both are at the page of devices: a typed code, the same six digits, confirmed on the host.
async fn pair(host: &Browser, guest: &Browser, endpoint: &Endpoint) -> Result<()> {
    host.go(&endpoint.url(DEVICES)).await?;
    guest.go(&endpoint.url(DEVICES)).await?;
    host.click("Add a device").await?;
    let code = text(host, "#shown-code").await?;
    guest.fill("Code", &code.to_lowercase().replace('-', " ")).await?;
    guest.press(Key::Enter).await?;
    if guest.visible_text().await?.contains("Merge what is here?") {
        guest.click("Merge and join").await?;
    }
    let digits = text(host, "#digits").await?;
    ensure!(digits.len() == 6 && digits == text(guest, "#digits").await?, "the digits differ");
    host.click("They are the same").await?;
    for device in [host, guest] {
        device.see("The devices share one notebook").await?;
        device.click("Done").await?;
    }
    Ok(())
}

async fn jot(browser: &Browser, endpoint: &Endpoint, words: &str) -> Result<()> {
    browser.go(&endpoint.url("/")).await?;
    browser.fill("Jot", words).await?;
    browser.press(Key::Enter).await?;
    browser.see("Kept:").await
}

/// Everything that was jotted shows, and the device says that both have the same.
async fn has(browser: &Browser, endpoint: &Endpoint, all: &[&str]) -> Result<()> {
    browser.go(&endpoint.url("/inbox")).await?;
    reconnect(browser).await?;
    for words in all {
        browser.see(words).await?;
    }
    browser.go(&endpoint.url(DEVICES)).await?;
    browser.see("Synced").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_and_a_desk_share_a_notebook_through_every_loss_of_the_server() -> Result<()> {
    let mut endpoint = Endpoint::start().await?;
    let (phone, desk) = (Browser::start(Shape::Phone, &[]).await?, Browser::start(Shape::Desk, &[]).await?);
    jot(&phone, &endpoint, "Ana Ruiz, plumber at Acme").await?;
    make_vault(&phone, &endpoint).await?;
    pair(&phone, &desk, &endpoint).await?;
    has(&desk, &endpoint, &["Ana Ruiz, plumber at Acme"]).await?;
    let old = endpoint.copy().await?;

    // Both without a server; both are kept, and say so.
    phone.go(&endpoint.url("/")).await?;
    desk.go(&endpoint.url("/")).await?;
    phone.see("Jot").await?;
    desk.see("Synced").await?;
    endpoint.stop()?;
    phone.fill("Jot", "Bo Lindqvist needs a web designer").await?;
    phone.press(Key::Enter).await?;
    phone.see("Kept:").await?;
    desk.fill("Jot", "Joan Patel wants twelve copiers").await?;
    desk.press(Key::Enter).await?;
    desk.see("1 change waiting").await?;
    endpoint.start_again().await?;
    reconnect(&phone).await?;
    reconnect(&desk).await?;
    desk.see("Synced").await?;
    let all =
        ["Ana Ruiz, plumber at Acme", "Bo Lindqvist needs a web designer", "Joan Patel wants twelve copiers"];
    has(&phone, &endpoint, &all).await?;
    has(&desk, &endpoint, &all).await?;
    ensure!(!endpoint.holds(b"Lindqvist")?, "the server can read a name");

    // The server's disk is lost.
    endpoint.lose_everything().await?;
    jot(&phone, &endpoint, "Mina knows a printer").await?;
    let all = [&all[..], &["Mina knows a printer"]].concat();
    has(&desk, &endpoint, &all).await?;

    // An old copy is put back.
    endpoint.put_back(&old).await?;
    jot(&desk, &endpoint, "Clara expects a call").await?;
    let all = [&all[..], &["Clara expects a call"]].concat();
    has(&desk, &endpoint, &all).await?;
    has(&phone, &endpoint, &all).await?;

    // A third device gets everything.
    let third = Browser::start(Shape::Phone, &[]).await?;
    pair(&desk, &third, &endpoint).await?;
    has(&third, &endpoint, &all).await?;
    for browser in [phone, desk, third] {
        browser.end().await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn words_on_paper_bring_the_notebook_to_a_new_device() -> Result<()> {
    let endpoint = Endpoint::start().await?;
    let phone = Browser::start(Shape::Phone, &[]).await?;
    jot(&phone, &endpoint, "Ana Ruiz, plumber at Acme").await?;
    make_vault(&phone, &endpoint).await?;
    phone.see("Synced").await?;
    phone.click("Show the words").await?;
    phone.until_js("document.querySelectorAll('.words li').length === 24").await?;
    let words = phone
        .js("return [...document.querySelectorAll('.words li')].map((li) => li.textContent.trim()).join(' ')")
        .await?;
    phone.end().await?;

    let new = Browser::start(Shape::Desk, &[]).await?;
    new.go(&endpoint.url(DEVICES)).await?;
    new.fill("The 24 words on paper", "abandon ability").await?;
    new.click("Bring it back").await?;
    new.see("These are 2 words; all 24 are needed.").await?;
    new.fill("The 24 words on paper", words.as_str().context("words")?).await?;
    new.click("Bring it back").await?;
    new.see("The vault is open").await?;
    has(&new, &endpoint, &["Ana Ruiz, plumber at Acme"]).await?;
    new.end().await
}

/// What a camera films that looks at a QR code: one second, uncompressed (YUV4MPEG2).
fn film(text: &str) -> Result<Vec<u8>> {
    const WIDTH: usize = 640;
    const HEIGHT: usize = 480;
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).context("too long")?;
    let size = code.size();
    let scale = 400 / (size + 8);
    let is_dark = |x: usize, y: usize| {
        let module = |at: usize, offset: i32| (at as i32 - offset).div_euclid(scale) - 4;
        code.get_module(module(x, 120), module(y, 40))
    };
    let mut film = format!("YUV4MPEG2 W{WIDTH} H{HEIGHT} F10:1 Ip A1:1 C420jpeg\n").into_bytes();
    for _ in 0..10 {
        film.extend(b"FRAME\n");
        for y in 0..HEIGHT {
            film.extend((0..WIDTH).map(|x| if is_dark(x, y) { 20 } else { 230 }));
        }
        film.extend(std::iter::repeat_n(128, WIDTH * HEIGHT / 2));
    }
    Ok(film)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_device_scans_the_code_with_its_camera() -> Result<()> {
    let endpoint = Endpoint::start().await?;
    let desk = Browser::start(Shape::Desk, &[]).await?;
    jot(&desk, &endpoint, "Ana Ruiz, plumber at Acme").await?;
    make_vault(&desk, &endpoint).await?;
    desk.click("Add a device").await?;
    let code = text(&desk, "#shown-code").await?;
    let folder = tempfile::tempdir()?;
    let filmed = folder.path().join("code.y4m");
    std::fs::write(&filmed, film(&endpoint.url(&format!("{DEVICES}#{code}")))?)?;

    let filmed = format!("--use-file-for-fake-video-capture={}", filmed.display());
    let arguments = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", filmed.as_str()];
    let phone = Browser::start(Shape::Phone, &arguments).await?;
    phone.go(&endpoint.url(DEVICES)).await?;
    phone.click("Scan the code").await?;
    let digits = text(&phone, "#digits").await?;
    ensure!(digits == text(&desk, "#digits").await?, "the digits differ");
    desk.click("They are the same").await?;
    phone.see("The devices share one notebook").await?;
    has(&phone, &endpoint, &["Ana Ruiz, plumber at Acme"]).await?;
    desk.end().await?;
    phone.end().await
}
