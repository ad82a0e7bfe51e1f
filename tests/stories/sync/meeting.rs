//! Devices meet: by a typed code and by words on paper; with a notebook of one's own, and back.

use super::{
    DEVICES, compare, confirm, decide, enter_words, has, jot, make_vault, pair_merging, show_code, type_code,
    words_on_paper,
};
use stories::{Browser, Endpoint, Paper, Result, Shape, ensure};

#[tokio::test(flavor = "multi_thread")]
async fn who_joins_with_a_notebook_is_told_what_is_merged_and_can_go_back() -> Result<()> {
    let endpoint = Endpoint::start().await?;
    let (mut phone, mut desk) =
        (Browser::start(Shape::Phone, &[]).await?, Browser::start(Shape::Desk, &[]).await?);
    let (on_phone, on_desk) = ("Ana Ruiz, plumber at Acme", "Joan Patel wants twelve copiers");
    jot(&phone, &endpoint, on_phone).await?;
    phone.go(&endpoint.url(DEVICES)).await?;
    phone.see("no account is needed").await?;
    phone.look("devices-first").await?;
    make_vault(&phone, &endpoint).await?;

    // A code that was read wrongly is noticed before anybody is asked.
    type_code(&desk, &endpoint, "ABCDE-FGHJK").await?;
    desk.see("A character of the code is missing or wrong.").await?;
    jot(&desk, &endpoint, on_desk).await?;
    let code = show_code(&phone, &endpoint).await?;
    phone.look("devices-code").await?;
    type_code(&desk, &endpoint, &code).await?;
    desk.see("a notebook of its own: 1 jot. It is merged").await?;
    desk.look("devices-merge").await?;
    desk.click("Not now").await?;
    desk.click("Join").await?;
    desk.click("Merge and join").await?;
    compare(&phone, &desk).await?;
    phone.look("devices-digits").await?;
    confirm(&phone, &desk).await?;
    has(&phone, &endpoint, &[on_phone, on_desk]).await?;
    has(&desk, &endpoint, &[on_phone, on_desk]).await?;

    // Only the device that joined keeps a copy of how it was. It goes back, and everybody else has everything.
    ensure!(
        !phone.visible_text().await?.contains("A copy from"),
        "nothing was merged into the phone's notebook"
    );
    desk.see("A copy from today").await?;
    desk.look("devices-joined").await?;
    let first = desk.tab().await?;
    let second = desk.new_tab().await?;
    desk.go(&endpoint.url("/inbox")).await?;
    desk.see(on_phone).await?;
    desk.look_at(&first).await?;
    decide(&desk, "Go back to the copy", "Go back").await?;
    desk.see("open in another tab or window of this device").await?;
    desk.look_at(&second).await?;
    desk.close_tab().await?;
    decide(&desk, "Go back to the copy", "Go back").await?;
    desk.see("This is the first device").await?;
    desk.look("devices-gone-back").await?;
    desk.click("Inbox").await?;
    desk.see(on_desk).await?;
    desk.not_see(on_phone).await?;
    desk.reload().await?;
    desk.see(on_desk).await?;
    ensure!(!desk.visible_text().await?.contains(on_phone), "it came back by itself");
    has(&phone, &endpoint, &[on_phone, on_desk]).await?;

    // And forward again: the copy is now how it was when it was left.
    desk.go(&endpoint.url(DEVICES)).await?;
    decide(&desk, "Go back to the copy", "Go back").await?;
    desk.see("This is the notebook as it was").await?;
    desk.click("Inbox").await?;
    desk.see(on_phone).await?;
    desk.go(&endpoint.url(DEVICES)).await?;
    decide(&desk, "Delete the copy", "Delete").await?;
    desk.not_see("A copy from").await?;

    // The other way round: the desk makes a vault and shows the code, the phone leaves its own and types it.
    decide(&phone, "Disconnect this device from the vault", "Disconnect").await?;
    phone.see("This is the first device").await?;
    make_vault(&desk, &endpoint).await?;
    pair_merging(&desk, &phone, &endpoint).await?;
    jot(&phone, &endpoint, "Mina knows a printer").await?;
    has(&desk, &endpoint, &[on_phone, on_desk, "Mina knows a printer"]).await?;
    phone.end().await?;
    desk.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_strangers_link_says_where_the_notebook_would_go() -> Result<()> {
    let endpoint = Endpoint::start().await?;
    let elsewhere = Endpoint::start_for(&endpoint).await?;
    // A certificate of one's own making.
    let trusting = ["--ignore-certificate-errors"];
    let (stranger, mut desk) =
        (Browser::start(Shape::Phone, &trusting).await?, Browser::start(Shape::Desk, &trusting).await?);
    make_vault(&stranger, &elsewhere).await?;
    let code = show_code(&stranger, &elsewhere).await?;
    jot(&desk, &endpoint, "Ana Ruiz, plumber at Acme").await?;
    desk.go(&endpoint.url(&format!("{DEVICES}#{code}@{}", elsewhere.origin()))).await?;
    desk.click("Join").await?;
    let host = elsewhere.origin().replace("https://", "");
    desk.see(&format!("This puts your notebook on {host}. Go on only if you are holding the other device."))
        .await?;
    desk.look("devices-stranger").await?;
    desk.click("Not now").await?;

    // Who goes on all the same sends nothing yet, although the stranger has confirmed.
    desk.click("Join").await?;
    desk.click("Merge and join").await?;
    compare(&stranger, &desk).await?;
    stranger.click("They are the same").await?;
    stranger.see("Once you have confirmed on the other device as well").await?;
    desk.see("Does your other device show the same six digits?").await?;
    desk.click("They differ").await?;
    desk.see("Join another device").await?;
    // What is their own comes through, so that what does not come is not only late.
    jot(&stranger, &elsewhere, "Bo Lindqvist called").await?;
    has(&stranger, &elsewhere, &["Bo Lindqvist called"]).await?;
    stranger.go(&elsewhere.url("/inbox")).await?;
    stranger.see("Bo Lindqvist called").await?;
    ensure!(!stranger.visible_text().await?.contains("Ana Ruiz"), "the stranger can read it");
    stranger.end().await?;
    desk.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn words_on_paper_bring_the_notebook_to_a_new_device() -> Result<()> {
    let endpoint = Endpoint::start().await?;
    let mut phone = Browser::start(Shape::Phone, &[]).await?;
    jot(&phone, &endpoint, "Ana Ruiz, plumber at Acme").await?;
    make_vault(&phone, &endpoint).await?;
    phone.see("Synced").await?;
    let words = words_on_paper(&phone).await?;
    phone.look("devices-words").await?;
    let paper = phone.print("words", Paper::Letter).await?.words;
    let is_there = |part: &str| paper.contains(part);
    ensure!(words.split(' ').all(is_there) && is_there(&endpoint.origin()), "paper lacks something: {paper}");
    ensure!(!is_there("Add a device") && !is_there("Today"), "paper has more than the words: {paper}");
    phone.end().await?;

    let new = Browser::start(Shape::Desk, &[]).await?;
    enter_words(&new, &endpoint, "abandon ability").await?;
    new.see("These are 2 words; all 24 are needed.").await?;
    enter_words(&new, &endpoint, &words).await?;
    new.has("Add a device").await?;
    has(&new, &endpoint, &["Ana Ruiz, plumber at Acme"]).await?;
    new.end().await
}
