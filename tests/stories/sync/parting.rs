//! Devices part: after a loss, for good, and by deleting everything from the server.

use super::{DEVICES, decide, enter_words, has, jot, make_vault, pair, pair_merging, words_on_paper};
use stories::{Browser, Endpoint, Result, Shape, ensure};

#[tokio::test(flavor = "multi_thread")]
async fn after_a_loss_the_vault_moves_and_whoever_is_late_joins_again_and_loses_nothing() -> Result<()> {
    let endpoint = Endpoint::start().await?;
    let (phone, mut desk) =
        (Browser::start(Shape::Phone, &[]).await?, Browser::start(Shape::Desk, &[]).await?);
    jot(&phone, &endpoint, "Ana Ruiz, plumber at Acme").await?;
    make_vault(&phone, &endpoint).await?;
    pair(&phone, &desk, &endpoint).await?;
    has(&desk, &endpoint, &["Ana Ruiz, plumber at Acme"]).await?;

    let before = words_on_paper(&phone).await?;
    decide(&phone, "Move to a new vault", "Move").await?;
    phone.see("Synced").await?;
    desk.see("Pair this device again").await?;
    jot(&desk, &endpoint, "Joan Patel wants twelve copiers").await?;
    desk.see("sync needs you").await?;
    desk.go(&endpoint.url(DEVICES)).await?;
    desk.see("Pair this device again").await?;
    desk.look("devices-moved").await?;
    phone.go(&endpoint.url(DEVICES)).await?;
    ensure!(words_on_paper(&phone).await? != before, "the words are the old ones");

    // Who has the old words finds nothing.
    let thief = Browser::start(Shape::Phone, &[]).await?;
    enter_words(&thief, &endpoint, &before).await?;
    thief.see("was deleted").await?;
    thief.end().await?;

    pair_merging(&phone, &desk, &endpoint).await?;
    let both = ["Ana Ruiz, plumber at Acme", "Joan Patel wants twelve copiers"];
    has(&desk, &endpoint, &both).await?;
    has(&phone, &endpoint, &both).await?;
    phone.end().await?;
    desk.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn who_leaves_keeps_the_notebook_and_a_deleted_vault_is_gone_for_everybody() -> Result<()> {
    let endpoint = Endpoint::start().await?;
    let (phone, desk) = (Browser::start(Shape::Phone, &[]).await?, Browser::start(Shape::Desk, &[]).await?);
    jot(&phone, &endpoint, "Ana Ruiz, plumber at Acme").await?;
    make_vault(&phone, &endpoint).await?;
    pair(&phone, &desk, &endpoint).await?;
    has(&desk, &endpoint, &["Ana Ruiz, plumber at Acme"]).await?;

    decide(&desk, "Disconnect this device from the vault", "Disconnect").await?;
    desk.see("This is the first device").await?;
    desk.go(&endpoint.url("/inbox")).await?;
    desk.see("Ana Ruiz, plumber at Acme").await?;
    desk.see("Saved on this device").await?;

    let words = words_on_paper(&phone).await?;
    decide(&phone, "Delete the vault from the server", "Delete").await?;
    phone.see("This is the first device").await?;
    phone.go(&endpoint.url("/inbox")).await?;
    phone.see("Ana Ruiz, plumber at Acme").await?;
    let new = Browser::start(Shape::Phone, &[]).await?;
    enter_words(&new, &endpoint, &words).await?;
    new.see("was deleted").await?;
    for browser in [phone, desk, new] {
        browser.end().await?;
    }
    Ok(())
}
