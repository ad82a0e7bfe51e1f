//! One device unites what another one puts away meanwhile.

use notebook::{
    Id, Notebook, Now,
    command::{Command, Edit},
    record::{Kind, Ref},
    time::instant_text,
};

use super::{ANA, DEVICES, make_vault, pair, reconnect};
use stories::{Browser, Context, Endpoint, Result, Shape, everywhere};

const ANA_R: Id = Id([3; 16]);

/// Keys with their first values.
type Values<'a> = Vec<(String, &'a str)>;

/// Ana, entered twice, and a promise to the second entry.
async fn lay_two(browser: &mut Browser, endpoint: &Endpoint) -> Result<()> {
    let now = Now::from_millis(1_795_000_000_000, 0).context("no such time")?;
    let mut notebook = Notebook::new([7; 16])?;
    let number = |item: u8| format!("phones/{}/value", Id([item; 16]));
    let (said, with) = (instant_text(&now.0), ANA_R.to_string());
    let records: [(Kind, Id, Values<'_>); 3] = [
        (Kind::Person, ANA, vec![("name".into(), "Ana Ruiz"), (number(40), "+34 600 123 456")]),
        (
            Kind::Person,
            ANA_R,
            vec![("name".into(), "Ana R."), ("trade".into(), "glazier"), (number(41), "+34 600 123 456")],
        ),
        (
            Kind::Promise,
            Id([4; 16]),
            vec![
                ("person".into(), &with),
                ("words".into(), "the number of my accountant"),
                ("made_at".into(), &said),
                ("due".into(), "2026-11-20"),
            ],
        ),
    ];
    for (kind, id, values) in records {
        let edits = values.into_iter().map(|(key, value)| Edit::text(key, value)).collect();
        notebook.apply(&Command::Add { record: Ref::new(kind, id), edits }, now)?;
    }
    browser.go_beside(&endpoint.origin()).await?;
    browser.lay_notebook("rapport", &notebook.save()).await
}

everywhere!(who_was_united_here_and_put_away_there_is_one_person_on_both);
async fn who_was_united_here_and_put_away_there_is_one_person_on_both() -> Result<()> {
    let mut endpoint = Endpoint::start().await?;
    let mut desk = Browser::start(Shape::Desk, &[]).await?;
    lay_two(&mut desk, &endpoint).await?;
    make_vault(&desk, &endpoint).await?;
    let phone = Browser::start(Shape::Phone, &[]).await?;
    pair(&desk, &phone, &endpoint).await?;

    // Apart: the desk finds that the two are one, the phone puts one of them away.
    for device in [&phone, &desk] {
        device.go(&endpoint.url(&format!("/people/{ANA}"))).await?;
        device.see("Entered twice?").await?;
    }
    endpoint.stop()?;
    desk.click("Unite with Ana R.").await?;
    desk.see("United into one entry; nothing is lost").await?;
    phone.click("Put in the bin").await?;
    phone.see("Put in the bin").await?;

    // Together: one Ana on both, with all that is known of either; nobody lies in the bin.
    endpoint.start_again().await?;
    for device in [&phone, &desk] {
        reconnect(device).await?;
        device.go(&endpoint.url(DEVICES)).await?;
        device.see("Synced").await?;
    }
    for device in [&phone, &desk] {
        device.go(&endpoint.url("/history")).await?;
        device.see("You put Ana Ruiz in the bin").await?;
        device.see("You united two entries: Ana Ruiz").await?;
        device.go(&endpoint.url(&format!("/people/{ANA_R}"))).await?;
        for words in ["Ana Ruiz", "glazier", "the number of my accountant"] {
            device.see(words).await?;
        }
        device.go(&endpoint.url("/bin")).await?;
        device.see("What you put away comes here first.").await?;
        device.go(&endpoint.url("/people")).await?;
        device.see("Ana Ruiz").await?;
        device.until_js("document.body.innerText.split('Ana R').length === 2").await?;
    }
    phone.end().await?;
    desk.end().await
}
