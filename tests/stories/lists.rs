//! Lists: where one was, what day it is, and room for them.

use notebook::{
    Id,
    record::{Kind, Ref},
};
use stories::{Result, Story, Written, ensure};

/// A notebook with so many jots and leads.
fn full() -> Result<Vec<u8>> {
    let mut written = Written::hours_ago(30)?;
    let at = written.moment(0);
    for n in 0..60u8 {
        let id = Id([n + 1; 16]);
        let words = format!("Jot number {n} about a roof");
        written.add(Ref::new(Kind::Jot, id), &[("text", &words), ("at", &at)])?;
        let need = format!("Lead number {n} is a roof");
        written
            .add(Ref::new(Kind::Lead, id), &[("need", &need), ("received_at", &at), ("progress", "new")])?;
    }
    Ok(written.save())
}

#[tokio::test(flavor = "multi_thread")]
async fn back_finds_the_place_in_every_list() -> Result<()> {
    let mut story = Story::phone().await?;
    story.open_with(&full()?, "/").await?;
    for (list, row) in [
        ("/inbox", "/inbox/"),
        ("/leads", "/leads/"),
        ("/leads?state=new", "/leads/"),
        ("/search?q=roof", "/"),
    ] {
        story.open(list).await?;
        let pane = "document.querySelector('#main .pane .scroll')";
        story.until_js(&format!("{pane}?.scrollHeight > 1100")).await?;
        story.js(&format!("{pane}.scrollTop = 300")).await?;
        story.until_js(&format!("{pane}.scrollTop === 300")).await?;
        // A frame later it is known.
        story
            .js("await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
            .await?;
        let open = format!(
            "const middle = [...document.querySelectorAll('#main .pane .scroll a.go[href^=\"{row}\"]')].find((a) => a.getBoundingClientRect().top > 200);
             middle.click();"
        );
        story.js(&open).await?;
        story
            .until_js(&format!(
                "location.pathname + location.search !== '{list}' && document.querySelector('.pane.page h1')"
            ))
            .await?;
        story.back().await?;
        story.at(list).await?;
        story.until_js(&format!("Math.abs({pane}.scrollTop - 300) < 2")).await?;
    }
    story.end().await
}

/// The page's clock from now on, as it is when a device was asleep; then the page is looked at again.
fn later(milliseconds: i64) -> String {
    format!(
        "const True = globalThis.TrueDate ?? Date;
         globalThis.TrueDate = True;
         globalThis.Date = class Date extends True {{
             constructor(...parts) {{ if (parts.length) super(...parts); else super(True.now() + {milliseconds}); }}
             static now() {{ return True.now() + {milliseconds}; }}
         }};
         document.dispatchEvent(new Event('visibilitychange'));"
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_open_over_midnight_shows_the_day_that_it_is() -> Result<()> {
    let story = Story::phone().await?;
    let day = |days: i64| {
        format!(
            "return new Intl.DateTimeFormat([], {{ weekday: 'long', day: 'numeric', month: 'long' }}).format(Date.now() + {days} * 86400000)"
        )
    };
    story.open("/").await?;
    story.see("Saved on this device").await?;
    let (today, tomorrow) = (story.js(&day(0)).await?, story.js(&day(1)).await?);
    let (today, tomorrow) = (today.as_str().unwrap_or_default(), tomorrow.as_str().unwrap_or_default());
    story.see(today).await?;
    story.type_in("Jot", "Half a sentence").await?;
    story.js(&later(86_400_000)).await?;
    story.see(tomorrow).await?;
    story.not_see(today).await?;
    // Nothing was taken from whoever writes.
    ensure!(story.value_of("Jot").await? == "Half a sentence");
    ensure!(story.focused().await? == "Jot");
    story.end().await
}
