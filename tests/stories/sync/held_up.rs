//! A queue of changes that build on each other: one of them does not get through, and nobody says that everything is synced.

use super::{DEVICES, jot, jot_here, make_vault, pair, reconnect};
use stories::{Browser, Endpoint, Result, Shape, ensure, everywhere};

/// Words that no packing makes short, so many.
fn long(count: usize) -> String {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let words = (0..count).map(|_| {
        state = state.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
        format!("{state:016x}")
    });
    ["A long letter", &words.collect::<Vec<_>>().join(" ")].join(" ")
}

/// Waits until the device says this about the sync, and that it says nothing better beside it.
async fn says(device: &Browser, endpoint: &Endpoint, words: &str) -> Result<()> {
    device.go(&endpoint.url(DEVICES)).await?;
    device.see(words).await?;
    let text = device.visible_text().await?;
    ensure!(!text.contains("Synced"), "it says that it is synced: {text}");
    Ok(())
}

everywhere!(what_a_proxy_refuses_is_said_on_both_devices_until_it_has_arrived);
async fn what_a_proxy_refuses_is_said_on_both_devices_until_it_has_arrived() -> Result<()> {
    let endpoint = Endpoint::start_behind_gate().await?;
    let desk = Browser::start(Shape::Desk, &[]).await?;
    let phone = Browser::start(Shape::Phone, &[]).await?;
    make_vault(&desk, &endpoint).await?;
    pair(&desk, &phone, &endpoint).await?;

    // A change that is too long for the proxy, and two short ones after it.
    endpoint.gate()?.takes(3 << 10);
    jot(&desk, &endpoint, &long(400)).await?;
    desk.see("sync needs you").await?;
    jot_here(&desk, "Bo Lindqvist, architect").await?;
    jot_here(&desk, "Chloe Marsh, florist").await?;
    says(&desk, &endpoint, "refused one change as too large").await?;
    ensure!(endpoint.gate()?.refused() > 0, "the proxy refused nothing");
    says(&phone, &endpoint, "2 changes wait for one that has not arrived").await?;
    phone.go(&endpoint.url("/")).await?;
    phone.see("2 changes wait for one that has not arrived").await?;

    // It lets them through: both have everything, and say so.
    endpoint.gate()?.takes(usize::MAX);
    desk.reload().await?;
    reconnect(&desk).await?;
    for device in [&desk, &phone] {
        device.go(&endpoint.url(DEVICES)).await?;
        device.see("Synced").await?;
        device.go(&endpoint.url("/inbox")).await?;
        for words in ["A long letter", "Bo Lindqvist, architect", "Chloe Marsh, florist"] {
            device.see(words).await?;
        }
    }
    phone.end().await?;
    desk.end().await
}

everywhere!(what_a_proxy_refused_once_is_sent_again_with_what_builds_on_it);
async fn what_a_proxy_refused_once_is_sent_again_with_what_builds_on_it() -> Result<()> {
    let mut endpoint = Endpoint::start_behind_gate().await?;
    let desk = Browser::start(Shape::Desk, &[]).await?;
    let phone = Browser::start(Shape::Phone, &[]).await?;
    make_vault(&desk, &endpoint).await?;
    pair(&desk, &phone, &endpoint).await?;

    // Written without a server; the proxy takes no request that holds them all.
    desk.go(&endpoint.url("/")).await?;
    desk.see("Synced").await?;
    endpoint.stop()?;
    for words in ["Ana Ruiz, plumber", "Bo Lindqvist, architect", "Chloe Marsh, florist"] {
        jot_here(&desk, words).await?;
    }
    desk.see("3 changes waiting").await?;
    endpoint.gate()?.takes(600);
    endpoint.start_again().await?;
    reconnect(&desk).await?;
    desk.see("Synced").await?;
    ensure!(endpoint.gate()?.refused() > 0, "the proxy refused nothing");
    phone.go(&endpoint.url("/inbox")).await?;
    for words in ["Ana Ruiz, plumber", "Bo Lindqvist, architect", "Chloe Marsh, florist"] {
        phone.see(words).await?;
    }
    phone.go(&endpoint.url(DEVICES)).await?;
    phone.see("Synced").await?;
    phone.end().await?;
    desk.end().await
}
