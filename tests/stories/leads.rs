//! Leads and referrals: raised step by step, contacted in time, passed on, thanked for; and who told me stays unnamed.

use notebook::{
    Id,
    record::{Kind, Ref},
};
use stories::{Key, Result, Story, Written, ensure, everywhere, json};

pub(crate) const LEAD: Id = Id([1; 16]);
pub(crate) const ANA: Id = Id([2; 16]);
pub(crate) const CLARA: Id = Id([3; 16]);

/// A notebook in which Clara told me of Ana, so many hours ago.
fn told(hours: i64, facts: &[(&str, &str)]) -> Result<Vec<u8>> {
    let mut written = Written::hours_ago(hours)?;
    let (phone, email) = (format!("phones/{ANA}/value"), format!("emails/{ANA}/value"));
    written.add(
        Ref::new(Kind::Person, ANA),
        &[
            ("name", "Ana Ruiz"),
            (&phone, "+34 600 123 456"),
            (&email, "ana@acme.example"),
            ("channel", "email"),
        ],
    )?;
    written.add(Ref::new(Kind::Person, CLARA), &[("name", "Clara Voss"), (&phone, "+49 30 111 222 3")])?;
    let (ana, clara, at) = (ANA.to_string(), CLARA.to_string(), written.moment(0));
    let mut fields = vec![
        ("need", "a bookkeeper"),
        ("prospect", ana.as_str()),
        ("source", clara.as_str()),
        ("received_at", at.as_str()),
        ("level", "referral"),
        ("consent", "yes"),
    ];
    fields.retain(|(key, _)| facts.iter().all(|(other, _)| other != key));
    fields.extend(facts);
    written.add(Ref::new(Kind::Lead, LEAD), &fields)?;
    Ok(written.save())
}

/// The app with such a notebook, on the lead's page.
pub(crate) async fn opened(story: &mut Story, hours: i64, facts: &[(&str, &str)]) -> Result<()> {
    story.open_with(&told(hours, facts)?, &format!("/leads/{LEAD}")).await
}

/// Presses what stands in the middle of the screen then: nothing lies over it.
pub(crate) async fn press(story: &Story, name: &str) -> Result<()> {
    let find = "[...document.querySelectorAll('button, a')].find((e) => e.checkVisibility() && e.innerText.trim() === NAME)";
    let find = find.replace("NAME", &json!(name).to_string());
    story.until_js(&find).await?;
    story
        .js(&format!(
            "const found = {find}; found.closest('.scroll').scrollTop += found.getBoundingClientRect().top - 250;"
        ))
        .await?;
    story.click(name).await
}

everywhere!(a_lead_becomes_a_referral_and_is_passed_on_with_one_tap_for_each_step);
async fn a_lead_becomes_a_referral_and_is_passed_on_with_one_tap_for_each_step() -> Result<()> {
    let story = Story::phone().await?;
    story.open("/leads").await?;
    story.ready_offline().await?;
    story.click("Add a lead").await?;
    story.fill("What is needed", "محاسب للمتجر").await?;
    story.fill("Who needs it, if you know", "Wulandari").await?;
    story.click("Add").await?;
    story.see("Next step: Ask Wulandari whether they agree to be contacted.").await?;
    story.until_js("getComputedStyle(document.querySelector('h1#lead')).direction === 'rtl'").await?;
    story.not_see("First contact by").await?;

    // Consent makes it a referral, and a referral wants contact within a day.
    story.click("They agreed").await?;
    story.see("First contact by").await?;
    story.click("Contacted").await?;
    story.not_see("First contact by").await?;
    story.click("Undo").await?;
    story.see("First contact by").await?;

    press(&story, "How well it is prepared").await?;
    press(&story, "Done: step 1").await?;
    story.see("Next: Literature given").await?;
    story.has("Step 1 of 10").await?;

    // An amount as it is written elsewhere.
    press(&story, "Add a fact").await?;
    press(&story, "Value expected").await?;
    story.until_js("document.activeElement.id === 'edit-value_expected'").await?;
    story.type_keys("1.250,5 eur").await?;
    story.press(Key::Enter).await?;
    story.see("€1,250.50").await?;

    // Passed on to somebody of whom nothing is known: a warning, and no obstacle.
    press(&story, "Pass it on").await?;
    story.until_js("document.activeElement.id.endsWith('/person')").await?;
    story.type_keys("Slamet").await?;
    story.press(Key::Enter).await?;
    story.see("Hello Slamet,").await?;
    story.see("nothing about their quality is noted. You can pass it on all the same.").await?;
    story.click("Log it").await?;
    story.see("passed on today").await?;
    story.see("Passed on to Slamet").await?;
    press(&story, "How it is counted").await?;
    story.see("As the people on it have it: I gave it").await?;
    press(&story, "I passed it on").await?;
    story.not_see("As the people on it have it").await?;
    story.end().await
}

everywhere!(late_first_contact_stands_out_and_the_source_is_told_why_with_one_tap);
async fn late_first_contact_stands_out_and_the_source_is_told_why_with_one_tap() -> Result<()> {
    let mut story = Story::phone().await?;
    opened(&mut story, 30, &[("name_use", "yes")]).await?;
    story.see("First contact was wanted by").await?;
    // One tap from Today.
    story.open("/").await?;
    story.click("Tell the source why").await?;
    story.see("Hello Clara,").await?;
    story.see("I have not reached Ana Ruiz yet").await?;
    story.click("Log it").await?;
    story.see("Logged with Clara Voss").await?;
    story.see("You wrote to the source about it").await?;

    story.click("I was in touch").await?;
    story.not_see("First contact was wanted by").await?;
    story.click("Undo").await?;
    story.see("First contact was wanted by").await?;

    // Told once is enough; in the list it is marked.
    story.open("/").await?;
    story.see("First contact was wanted within 24 hours.").await?;
    story.not_see("Tell the source why").await?;
    story.open("/leads").await?;
    story.see("contact was wanted by").await?;
    story.open(&format!("/people/{CLARA}")).await?;
    story.see("I have not reached Ana Ruiz yet").await?;
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn who_told_me_is_in_no_draft_link_share_print_or_discreet_screen() -> Result<()> {
    let mut story = Story::desk().await?;
    let words = "a bookkeeper, says Clara Voss";
    opened(&mut story, 1, &[("name_use", "no"), ("need", words)]).await?;
    story.see(words).await?;

    // Without a share sheet there is no button for one.
    story.click("Write to Ana Ruiz").await?;
    story.see("Hello Ana,").await?;
    let is_shared = story.js("return 'share' in navigator").await?;
    let has_button = story
        .js("return [...document.querySelectorAll('dialog[open] button')].some((b) => b.innerText.includes('Share'))")
        .await?;
    ensure!(is_shared == has_button, "a share button {has_button}, a share sheet {is_shared}");
    story.click("Close").await?;
    story.js("navigator.share = async (data) => { globalThis.shared = data; }").await?;
    story.click("Write to Ana Ruiz").await?;
    story.see("Hello Ana,").await?;
    story.until_js("document.querySelectorAll('dialog[open] a[href]').length === 3").await?;
    let links = story
        .js("return [...document.querySelectorAll('dialog[open] a')].map((a) => decodeURIComponent(a.href)).join(' ')")
        .await?;
    let links = links.as_str().unwrap_or_default();
    ensure!(links.starts_with("mailto:ana@acme.example"), "the preferred way is first: {links}");
    // Another way in: nothing tells that anybody talked, or knows of a need.
    let tells = ["Clara", "somebody", "told", "bookkeeper"].iter().any(|word| links.contains(word));
    ensure!(links.contains("We have not been in touch yet") && !tells, "{links}");

    // What the person writes is held to the same wish.
    story.fill("Your words", "Clara Voss says that you need help").await?;
    story.see("This is what leaves: Somebody says that you need help").await?;
    story.click("Share").await?;
    story.until_js("globalThis.shared?.text === 'Somebody says that you need help'").await?;
    story.click("Log it").await?;
    story.see("Logged with Ana Ruiz").await?;

    // On paper.
    story.cdp("Emulation.setEmulatedMedia", json!({ "media": "print" })).await?;
    story.see("a bookkeeper, says somebody").await?;
    let paper = story.visible_text().await?;
    ensure!(!paper.contains("Clara") && !paper.contains("Voss"), "on paper: {paper}");
    story.cdp("Emulation.setEmulatedMedia", json!({ "media": "" })).await?;

    // On a screen that others can see, wherever the lead is spoken of, also after loading it again.
    story.click("Discreet mode").await?;
    story.see("a bookkeeper, says somebody").await?;
    for place in [
        format!("/leads/{LEAD}"),
        "/leads".to_owned(),
        "/leads?state=contacted".to_owned(),
        "/leads?q=bookkeeper".to_owned(),
        "/search?q=bookkeeper".to_owned(),
        format!("/leads/{LEAD}/history"),
        format!("/people/{ANA}"),
        "/".to_owned(),
    ] {
        story.open(&place).await?;
        if place != "/" {
            story.see("somebody").await?;
        }
        story.drawn().await?;
        // Beside a person's page is the list of people, which tells nothing of any lead.
        let part = if place.starts_with("/people") { ".pane.page" } else { "body" };
        let page = story.js(&format!("return document.querySelector('{part}').outerHTML")).await?;
        let page = page.as_str().unwrap_or_default();
        ensure!(!page.contains("Clara") && !page.contains("Voss"), "Clara is on the screen of {place}");
    }
    // On her own page, before we meet, in the history and the bin she is named, and nothing says what she told me.
    for place in [
        format!("/people/{CLARA}"),
        format!("/people/{CLARA}/brief"),
        "/history".to_owned(),
        "/bin".to_owned(),
    ] {
        story.open(&place).await?;
        story.drawn().await?;
        if place != "/bin" {
            story.see("Clara Voss").await?;
        }
        let both = "return [...document.querySelectorAll('.pane.page, main li, main article')].filter((e) =>
            !e.querySelector('li, article') && /bookkeeper/.test(e.innerText) && /clara|voss/i.test(e.innerText)).length";
        ensure!(story.js(both).await? == 0, "{place} says that Clara told me");
    }
    // Nor does the search give it away, by a row or by a number.
    for place in ["/leads?q=Clara", "/search?q=Clara"] {
        story.open(place).await?;
        story.drawn().await?;
        story.not_see("bookkeeper").await?;
        story.not_see("1 lead").await?;
    }
    story.open("/").await?;
    for (asked, is_there) in [("bookkeeper", true), ("clara", false)] {
        story.chord(Key::Control, "k").await?;
        story.type_in("A name, a lead, or what to do", asked).await?;
        story.see(if is_there { "a bookkeeper, says somebody" } else { "Clara Voss" }).await?;
        if !is_there {
            story.not_see("bookkeeper").await?;
        }
        story.press(Key::Escape).await?;
        story.press(Key::Escape).await?;
        story.until_js("!document.querySelector('dialog[open]')").await?;
    }
    story.open("/leads").await?;
    story.click("Discreet mode").await?;
    story.see(words).await?;
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn leads_move_along_a_board_and_lie_in_lists_on_a_phone_with_filters_in_the_address() -> Result<()> {
    let mut story = Story::desk().await?;
    opened(&mut story, 1, &[]).await?;
    story.open("/leads").await?;
    let places = "const at = (state) => document.querySelector(`[aria-labelledby=state-${state}]`).getBoundingClientRect();
        return at('contacted').left > at('new').right - 1 && at('contacted').top === at('new').top;";
    story.until_js("document.querySelector('[aria-labelledby=state-contacted]') !== null").await?;
    ensure!(story.js(places).await? == true, "states are no columns");
    story.click("Contacted: a bookkeeper").await?;
    story.until_js("document.querySelector('[aria-labelledby=state-contacted] a.go') !== null").await?;
    story.click("Undo").await?;
    story.until_js("document.querySelector('[aria-labelledby=state-new] a.go') !== null").await?;

    story.click("I gave it").await?;
    story.at("/leads?way=given").await?;
    story.see("No such lead.").await?;
    story.click("Show all leads").await?;
    story.at("/leads").await?;
    story.click("Won").await?;
    story.at("/leads?state=won").await?;
    story.reload().await?;
    story.see("No such lead.").await?;

    story.size(360, 740).await?;
    story.open("/leads?state=open&way=for_me").await?;
    story.see("a bookkeeper").await?;
    story.click("a bookkeeper").await?;
    story.at(&format!("/leads/{LEAD}?state=open&way=for_me")).await?;
    story.click("Back to leads").await?;
    story.at("/leads?state=open&way=for_me").await?;
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_spin_off_remembers_the_lead_that_it_came_out_of() -> Result<()> {
    let mut story = Story::desk().await?;
    opened(&mut story, 1, &[]).await?;
    story.see("Clara Voss told me.").await?;
    story.click("A spin-off").await?;
    story.fill("What is needed", "a second till").await?;
    story.press(Key::Enter).await?;
    story.see("It came out of: a bookkeeper, for Ana Ruiz.").await?;
    story.see("spin-off, tier 3").await?;
    story.click("It came out of: a bookkeeper, for Ana Ruiz.").await?;
    story.at(&format!("/leads/{LEAD}")).await?;
    story.see("a second till").await?;
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn writing_about_a_lead_is_open_to_everybody() -> Result<()> {
    let mut story = Story::desk().await?;
    opened(&mut story, 30, &[("name_use", "no")]).await?;
    story.see("First contact was wanted by").await?;
    story.look("lead-late").await?;
    story.click("Tell why: Clara Voss").await?;
    story.see("Hello Clara,").await?;
    story.look("lead-letter").await?;
    story.press(Key::Escape).await?;
    story.not_see("Hello Clara,").await?;
    story.click("Discreet mode").await?;
    story.see("Somebody who is not named").await?;
    story.look("lead-discreet").await?;
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_asks_how_good_it_was_and_says_so() -> Result<()> {
    let mut story = Story::phone().await?;
    opened(&mut story, 30, &[("progress", "won"), ("name_use", "yes")]).await?;
    press(&story, "Report to Clara Voss").await?;
    story.see("How good was it?").await?;
    story.see("Here is how it went with Ana Ruiz: we are working together now.").await?;
    story.click("The prospect was surprised by the call").await?;
    story.see("they were surprised by my call. A word to them beforehand would help next time.").await?;
    story.look("lead-report").await?;
    story.click("It was a good fit").await?;
    story.see("Here is how it went with Ana Ruiz: it was a good fit.").await?;
    story.click("Log it").await?;
    story.see("Logged with Clara Voss").await?;
    story.end().await
}
