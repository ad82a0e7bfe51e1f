//! What becomes of the server: another address, one that does not answer, junk in the vault.

use super::{DEVICES, decide, jot_here, make_vault, pair, reconnect, words_on_paper};
use stories::{Browser, Context, Endpoint, Result, Shape, ensure, json};
use vault::{
    Keys, VaultSecret,
    wire::{Request, Route, write_batch},
};

#[tokio::test(flavor = "multi_thread")]
async fn a_vault_goes_on_at_another_address() -> Result<()> {
    let mut old = Endpoint::start().await?;
    let new = Endpoint::start_for(&old).await?;
    // A certificate of one's own making, as nobody has at home.
    let trusting = ["--ignore-certificate-errors"];
    let phone = Browser::start(Shape::Phone, &trusting).await?;
    let desk = Browser::start(Shape::Desk, &trusting).await?;
    make_vault(&phone, &old).await?;
    pair(&phone, &desk, &old).await?;
    for device in [&phone, &desk] {
        device.click("The server has a new address").await?;
        device.fill("Server", "http://notes.example").await?;
        device.click("Use it").await?;
        device.see("has to begin with https://").await?;
        device.fill("Server", &new.origin()).await?;
        device.click("Use it").await?;
        device.see(&format!("At {}", new.origin())).await?;
    }
    desk.go(&old.url("/inbox")).await?;
    desk.see("Inbox").await?;
    phone.go(&old.url("/")).await?;
    phone.see("Synced").await?;
    // Nothing goes by the old address any more.
    old.stop()?;
    jot_here(&phone, "Ana Ruiz, plumber at Acme").await?;
    desk.see("Ana Ruiz, plumber at Acme").await?;
    phone.end().await?;
    desk.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_asks_for_invitations_gets_one_whenever_it_has_to_make_the_vault() -> Result<()> {
    let mut endpoint = Endpoint::start_by_invitation().await?;
    let mut phone = Browser::start(Shape::Phone, &[]).await?;
    let asks = "This server asks for an invitation code";
    phone.go(&endpoint.url(DEVICES)).await?;
    phone.click("Make a vault").await?;
    phone.see(asks).await?;
    phone.click("The server asks for an invitation").await?;
    phone.fill("Invitation code", &endpoint.invite()?).await?;
    phone.click("Make a vault").await?;
    phone.has("Add a device").await?;
    phone.go(&endpoint.url("/")).await?;
    jot_here(&phone, "Ana Ruiz, plumber at Acme").await?;
    phone.see("Synced").await?;

    // Its disk is lost, and the invitations with it.
    endpoint.lose_everything().await?;
    phone.go(&endpoint.url(DEVICES)).await?;
    phone.see(asks).await?;
    phone.see("Sync needs you").await?;
    phone.look("devices-invitation").await?;
    phone.fill("Invitation code", &endpoint.invite()?).await?;
    phone.click("Use the code").await?;
    phone.see("Synced").await?;

    // That one was good for one vault.
    decide(&phone, "Move to a new vault", "Move").await?;
    phone.see(asks).await?;
    phone.click("The server asks for an invitation").await?;
    phone.fill("Invitation code", &endpoint.invite()?).await?;
    decide(&phone, "Move to a new vault", "Move").await?;
    phone.see("Moved.").await?;
    phone.see("Synced").await?;
    phone.not_see("The old vault is not deleted yet").await?;
    phone.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_is_sent_when_the_page_is_hidden() -> Result<()> {
    let mut endpoint = Endpoint::start().await?;
    let (mut phone, desk) =
        (Browser::start(Shape::Phone, &[]).await?, Browser::start(Shape::Desk, &[]).await?);
    make_vault(&phone, &endpoint).await?;
    pair(&phone, &desk, &endpoint).await?;
    phone.go(&endpoint.url("/")).await?;
    phone.see("Synced").await?;
    let nobody = endpoint.hang_up().await?;
    jot_here(&phone, "Ana Ruiz, plumber at Acme").await?;
    phone.see("1 change waiting").await?;
    // After so many failures the next attempt by itself is minutes away.
    for times in 1..10 {
        nobody.sent(times).await?;
        reconnect(&phone).await?;
    }
    nobody.sent(10).await?;
    nobody.end().await;
    endpoint.start_again().await?;
    desk.go(&endpoint.url("/inbox")).await?;
    desk.see("Inbox").await?;
    phone
        .js("window.seen = []; document.addEventListener('visibilitychange', () => seen.push(document.visibilityState))")
        .await?;
    let first = phone.tab().await?;
    phone.new_tab().await?;
    desk.see("Ana Ruiz, plumber at Acme").await?;
    phone.look_at(&first).await?;
    ensure!(phone.js("return seen[0]").await? == "hidden", "it was shown all the time");
    phone.end().await?;
    desk.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_that_cannot_be_read_is_reported_and_in_nobodys_way() -> Result<()> {
    let endpoint = Endpoint::start().await?;
    let (phone, mut desk) =
        (Browser::start(Shape::Phone, &[]).await?, Browser::start(Shape::Desk, &[]).await?);
    make_vault(&phone, &endpoint).await?;
    pair(&phone, &desk, &endpoint).await?;
    let words = words_on_paper(&phone).await?;
    // Sealed for another vault, and put into this one.
    let keys =
        Keys::new(&VaultSecret::from_words(&words).map_err(|error| stories::Error::msg(error.to_string()))?);
    let other = Keys::new(&VaultSecret::new([7; 32]));
    let record = vault::seal_changes(&other, &[b"junk"], &mut |bytes| bytes.fill(9));
    let route = Route::Append(keys.vault);
    let request = Request {
        route,
        access: Some(keys.access.clone()),
        body: write_batch([&record[..]]),
        invitation: None,
    };
    let headers = json!({ "authorization": request.authorization().context("a token")?, "content-type": vault::wire::CONTENT_TYPE });
    let send = format!(
        "const answer = await fetch('{}', {{ method: 'POST', headers: {headers}, body: new Uint8Array({:?}) }});
         return answer.status",
        request.route.path(),
        request.body
    );
    ensure!(phone.js(&send).await? == json!(200), "the server did not take it");

    desk.go(&endpoint.url(DEVICES)).await?;
    desk.see("1 record of the vault could not be read").await?;
    desk.see("was sealed for another vault").await?;
    desk.look("devices-unread").await?;
    phone.go(&endpoint.url("/")).await?;
    jot_here(&phone, "Ana Ruiz, plumber at Acme").await?;
    desk.click("Inbox").await?;
    desk.see("Ana Ruiz, plumber at Acme").await?;
    phone.end().await?;
    desk.end().await
}
