//! A phone and a desk: written apart, equal together, through every loss of the server.

use super::{ANA, has, jot, jot_here, lay_ana, make_vault, pair, pair_by_camera, reconnect};
use stories::{Browser, Context, Endpoint, Key, Result, Shape, ensure, everywhere};

/// Goes to a person's page through the app itself, which needs no server.
async fn open_ana(browser: &Browser) -> Result<()> {
    browser.click("People").await?;
    browser.click("Ana Ruiz").await?;
    browser.see("Company").await
}

async fn employ(browser: &Browser, company: &str) -> Result<()> {
    browser.click("Acme").await?;
    browser.fill("Company", company).await?;
    browser.press(Key::Enter).await?;
    browser.until_js(&format!("{} === '{company}'", fact("Company"))).await
}

/// What stands beside the name of a fact.
fn fact(name: &str) -> String {
    format!(
        "[...document.querySelectorAll('.fact')].find((fact) => fact.querySelector('dt').textContent === '{name}')
            ?.querySelector('dd .edit span')?.textContent"
    )
}

/// Notes when the page shows the other device's company: a figure, no verdict.
const NOTE_WHEN_EQUAL: &str = "
    const look = () => {
        const buttons = [...document.querySelectorAll('.conflict button')];
        if (buttons.length === 2) globalThis.equalAt ??= Date.now();
    };
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true });";

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_and_a_desk_share_a_notebook_through_every_loss_of_the_server() -> Result<()> {
    let mut endpoint = Endpoint::start().await?;
    let mut desk = Browser::start(Shape::Desk, &[]).await?;
    lay_ana(&mut desk, &endpoint).await?;
    make_vault(&desk, &endpoint).await?;
    let phone = pair_by_camera(&desk, &endpoint).await?;
    let old = endpoint.copy().await?;

    // Both without a server: the phone jots, both change Ana's company. Everything is kept, and they say so.
    for device in [&phone, &desk] {
        device.go(&endpoint.url("/")).await?;
        open_ana(device).await?;
    }
    endpoint.stop()?;
    employ(&phone, "Acme Norte").await?;
    employ(&desk, "Acme Sur").await?;
    phone.click("Jot").await?;
    jot_here(&phone, "Bo Lindqvist needs a web designer").await?;
    phone.back().await?;
    open_ana(&phone).await?;
    desk.see("1 change waiting").await?;

    // Together again, both show the same company and offer the other one.
    for device in [&phone, &desk] {
        device.js(NOTE_WHEN_EQUAL).await?;
    }
    endpoint.start_again().await?;
    let since = phone.js("return Date.now()").await?.as_f64().context("a time")?;
    for device in [&phone, &desk] {
        reconnect(device).await?;
    }
    for device in [&phone, &desk] {
        device.see("Company was changed on two devices").await?;
        device.has("Keep Acme Norte").await?;
        device.has("Keep Acme Sur").await?;
    }
    for (name, device) in [("phone", &phone), ("desk", &desk)] {
        let at = device.js("return equalAt").await?.as_f64().context("a time")?;
        eprintln!("the {name} had both companies {} ms after the connection came back", at - since);
    }
    let company = format!("return {}", fact("Company"));
    let winner = phone.js(&company).await?;
    ensure!(winner == desk.js(&company).await?, "the devices show different companies");
    desk.look("person-changed-on-two-devices").await?;
    phone.click("Keep Acme Norte").await?;
    for device in [&phone, &desk] {
        device.not_see("was changed on two devices").await?;
        device.until_js(&format!("{} === 'Acme Norte'", fact("Company"))).await?;
    }
    let all = ["Bo Lindqvist needs a web designer"];
    for device in [&phone, &desk] {
        has(device, &endpoint, &all).await?;
    }
    ensure!(!endpoint.holds(b"Lindqvist")?, "the server can read a name");

    // The server's disk is lost.
    endpoint.lose_everything().await?;
    jot(&phone, &endpoint, "Mina knows a printer").await?;
    let all = [&all[..], &["Mina knows a printer"]].concat();
    has(&desk, &endpoint, &all).await?;

    // A third device gets everything from where it was stored again.
    let third = Browser::start(Shape::Phone, &[]).await?;
    pair(&desk, &third, &endpoint).await?;
    has(&third, &endpoint, &all).await?;

    // An old copy is put back: the same.
    endpoint.put_back(&old).await?;
    jot(&desk, &endpoint, "Clara expects a call").await?;
    let all = [&all[..], &["Clara expects a call"]].concat();
    for device in [&desk, &phone, &third] {
        has(device, &endpoint, &all).await?;
    }
    let fourth = Browser::start(Shape::Phone, &[]).await?;
    pair(&phone, &fourth, &endpoint).await?;
    has(&fourth, &endpoint, &all).await?;
    fourth.go(&endpoint.url(&format!("/people/{ANA}"))).await?;
    fourth.see("Acme Norte").await?;
    for browser in [phone, desk, third, fourth] {
        browser.end().await?;
    }
    Ok(())
}

everywhere!(a_phone_that_sees_the_code_shares_the_notebook);
async fn a_phone_that_sees_the_code_shares_the_notebook() -> Result<()> {
    let endpoint = Endpoint::start().await?;
    let mut desk = Browser::start(Shape::Desk, &[]).await?;
    lay_ana(&mut desk, &endpoint).await?;
    make_vault(&desk, &endpoint).await?;
    let phone = pair_by_camera(&desk, &endpoint).await?;
    phone.go(&endpoint.url(&format!("/people/{ANA}"))).await?;
    phone.see("Acme").await?;
    jot(&phone, &endpoint, "Mina knows a printer").await?;
    has(&desk, &endpoint, &["Mina knows a printer"]).await?;
    phone.end().await?;
    desk.end().await
}

everywhere!(what_is_being_typed_stays_when_another_device_changes_the_page);
async fn what_is_being_typed_stays_when_another_device_changes_the_page() -> Result<()> {
    let endpoint = Endpoint::start().await?;
    let mut phone = Browser::start(Shape::Phone, &[]).await?;
    let desk = Browser::start(Shape::Desk, &[]).await?;
    lay_ana(&mut phone, &endpoint).await?;
    make_vault(&phone, &endpoint).await?;
    pair(&phone, &desk, &endpoint).await?;
    let page = endpoint.url(&format!("/people/{ANA}"));
    for device in [&phone, &desk] {
        device.go(&page).await?;
        device.see("Acme").await?;
    }
    desk.click("Acme").await?;
    desk.fill("Company", "Acme and daught").await?;
    phone.click("City").await?;
    phone.fill("City", "Cádiz").await?;
    phone.press(Key::Enter).await?;
    desk.see("Cádiz").await?;
    ensure!(desk.focused().await? == "Company", "the focus went elsewhere: {}", desk.focused().await?);
    desk.type_keys("ers").await?;
    ensure!(desk.value_of("Company").await? == "Acme and daughters");
    desk.press(Key::Enter).await?;
    phone.see("Acme and daughters").await?;
    phone.end().await?;
    desk.end().await
}
