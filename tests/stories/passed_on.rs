//! Leads that go to several people, the steps before a call, and where leads come from.

use super::leads::{ANA, CLARA, LEAD, opened, press};
use notebook::{
    Id,
    record::{Kind, Ref},
};
use stories::{Key, Result, Story, Written, ensure, json};

const BEN: Id = Id([31; 16]);
const FAY: Id = Id([32; 16]);

/// The entry of somebody a lead is for.
fn entry(name: &str) -> String {
    format!(
        "[...document.querySelectorAll('.pane.page article.entry')].find((e) => e.querySelector('h3')?.innerText.includes({}))",
        json!(name)
    )
}

/// Presses a button in it, again while a second press so soon after the last one is not taken.
async fn act(story: &Story, name: &str, button: &str) -> Result<()> {
    let find = format!(
        "[...({}?.querySelectorAll('button') ?? [])].find((b) => b.innerText.trim() === {})",
        entry(name),
        json!(button)
    );
    let press = "dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))";
    story.until_js(&format!("{find}?.{press}")).await
}

async fn stands_at(story: &Story, name: &str, state: &str) -> Result<()> {
    story.until_js(&format!("{}?.querySelector('.when').innerText === '{state}'", entry(name))).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lead_for_several_goes_its_own_way_with_each_of_them() -> Result<()> {
    let mut written = Written::now()?;
    for (id, name) in [(ANA, "Ana Ruiz"), (BEN, "Ben Okoro"), (FAY, "Fay Lund")] {
        written.add(Ref::new(Kind::Person, id), &[("name", name)])?;
    }
    let (ana, ben, fay) = (ANA.to_string(), BEN.to_string(), FAY.to_string());
    let (first, second) = (format!("recipients/{ben}/person"), format!("recipients/{fay}/person"));
    let fields = [
        ("need", "twelve copiers"),
        ("prospect", ana.as_str()),
        ("consent", "yes"),
        ("level", "referral"),
        ("direction", "given"),
        (&first, &ben),
        (&second, &fay),
    ];
    written.add(Ref::new(Kind::Lead, LEAD), &fields)?;
    let mut story = Story::desk().await?;
    story.open_with(&written.save(), &format!("/leads/{LEAD}")).await?;
    stands_at(&story, "Ben Okoro", "New").await?;
    for name in ["Ben Okoro", "Fay Lund"] {
        act(&story, name, "Pass on").await?;
        let called = name.split(' ').next().unwrap_or_default();
        story.see(&format!("Hello {called},")).await?;
        story.see("Ana Ruiz is looking for twelve copiers.").await?;
        story.click("Log it").await?;
        story.until_js(&format!("{}?.innerText.includes('passed on today')", entry(name))).await?;
    }
    for state in ["Contacted", "Met", "Proposal", "Won"] {
        act(&story, "Ben Okoro", state).await?;
        stands_at(&story, "Ben Okoro", state).await?;
    }
    stands_at(&story, "Fay Lund", "New").await?;

    // Whoever has won is not asked any more, and has said thank you; the other is asked.
    story
        .until_js(&format!("!{}.querySelector('.why').innerText.includes('thanked')", entry("Ben Okoro")))
        .await?;
    act(&story, "Ben Okoro", "They thanked").await?;
    story
        .until_js(&format!(
            "{}.querySelector('.why').innerText.includes('thanked today')",
            entry("Ben Okoro")
        ))
        .await?;
    story.not_see("Ask how it went: Ben Okoro").await?;
    story.click("Ask how it went: Fay Lund").await?;
    let said = "document.querySelector('dialog[open] textarea').value";
    story.until_js(&format!("{said}.includes('How did it go with Ana Ruiz?')")).await?;
    story.click("Log it").await?;
    story.see("Logged with Fay Lund").await?;
    story.click("Undo").await?;
    story.reload().await?;
    stands_at(&story, "Ben Okoro", "Won").await?;
    stands_at(&story, "Fay Lund", "New").await?;
    story.look("lead-for-several").await?;
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_source_who_wants_to_be_asked_first_is_asked_and_their_word_makes_it_presold() -> Result<()> {
    let mut story = Story::phone().await?;
    opened(&mut story, 1, &[("name_use", "ask_first")]).await?;
    story.see("Next step: Ask Clara Voss to recommend you to Ana Ruiz before you call.").await?;
    let said = "document.querySelector('dialog[open] textarea').value";
    // Not asked yet: she is not named.
    press(&story, "Write to Ana Ruiz").await?;
    story.until_js(&format!("{said}.includes('We have not been in touch yet')")).await?;
    ensure!(story.js(&format!("return {said}.includes('Clara')")).await? == false, "Clara was not asked yet");
    story.click("Close").await?;
    press(&story, "Ask about the name: Clara Voss").await?;
    story.until_js(&format!("{said}.includes('may I say that it was you who thought of me?')")).await?;
    story.click("Log it").await?;
    story.see("Logged with Clara Voss").await?;
    press(&story, "Ask for a word: Clara Voss").await?;
    story.until_js(&format!("{said}.includes('would you say a word about how you know my work?')")).await?;
    story.click("Log it").await?;

    // She says yes, twice.
    let chip = "[...document.querySelectorAll('[aria-label=\"May the source be named\"] button')].find((b) => b.innerText.trim() === 'Yes')";
    story.until_js(chip).await?;
    story.js(&format!("{chip}.click()")).await?;
    story.see("May the source be named: Yes").await?;
    story.not_see("Ask about the name: Clara Voss").await?;
    press(&story, "They are convinced").await?;
    story.until_js("document.querySelector('header .sub').innerText.includes('Presold')").await?;
    story.not_see("They are convinced").await?;
    story.not_see("Ask for a word: Clara Voss").await?;
    press(&story, "Write to Ana Ruiz").await?;
    story
        .until_js(&format!("{said}.includes('Clara Voss told me that you are looking for a bookkeeper')"))
        .await?;
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chain_of_leads_is_told_back_to_whoever_introduced_whom() -> Result<()> {
    let dana = Id([33; 16]);
    let mut written = Written::now()?;
    let (ana, clara, by) = (ANA.to_string(), CLARA.to_string(), dana.to_string());
    written.add(Ref::new(Kind::Person, dana), &[("name", "Dana Ito"), ("met_at", "the harbour fair")])?;
    written.add(Ref::new(Kind::Person, CLARA), &[("name", "Clara Voss"), ("introduced_by", &by)])?;
    written.add(Ref::new(Kind::Person, ANA), &[("name", "Ana Ruiz")])?;
    let ids = [Id([41; 16]), Id([42; 16]), Id([43; 16])];
    let needs = ["a roof", "a gutter", "a fence"];
    for (nth, (id, need)) in ids.into_iter().zip(needs).enumerate() {
        let (at, before) = (written.moment(nth as i64 - 3), nth.checked_sub(1).map(|n| ids[n].to_string()));
        let mut fields = vec![("need", need), ("prospect", ana.as_str()), ("received_at", at.as_str())];
        match &before {
            Some(before) => fields.push(("came_from", before)),
            None => fields.push(("source", &clara)),
        }
        written.add(Ref::new(Kind::Lead, id), &fields)?;
    }
    let mut story = Story::phone().await?;
    story.open_with(&written.save(), &format!("/leads/{}", ids[2])).await?;
    let told = [
        "This lead: a fence, for Ana Ruiz.",
        "It came out of: a gutter, for Ana Ruiz.",
        "It came out of: a roof, for Ana Ruiz.",
        "Clara Voss told me.",
        "Dana Ito introduced Clara Voss.",
        "I met Dana Ito: the harbour fair.",
    ];
    let chain =
        "JSON.stringify([...document.querySelectorAll('ol.chain li')].map((e) => e.innerText.trim()))";
    story.until_js(&format!("{chain} === {}", json!(json!(told).to_string()))).await?;
    story.see("spin-off, tier 4").await?;
    press(&story, "It came out of: a roof, for Ana Ruiz.").await?;
    story.at(&format!("/leads/{}", ids[0])).await?;
    // The same place, less than a second later: the first press is not taken, as nobody has read this page yet.
    let link = "[...document.querySelectorAll('ol.chain a')].find((e) => e.innerText.trim() === 'Dana Ito introduced Clara Voss.')";
    let there = format!("location.pathname === '/people/{dana}'");
    story.until_js(&format!("{there} || ({link}?.click(), false)")).await?;
    press(&story, "Where you stand").await?;
    story.see("Introduced").await?;
    story.see("Clara Voss").await?;
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_that_went_stale_and_tags_that_want_a_word_are_entries_of_today() -> Result<()> {
    let mut written = Written::now()?;
    let old = written.moment(-200);
    let part = |n: u8, part: &str| format!("gains/{}/{part}", Id([n; 16]));
    let (letter, words, at) = (part(51, "letter"), part(51, "words"), part(51, "at"));
    written.add(
        Ref::new(Kind::Person, ANA),
        &[("name", "Ana Ruiz"), (&letter, "goals"), (&words, "open a second shop"), (&at, &old)],
    )?;
    written.add(Ref::new(Kind::Person, FAY), &[("name", "Fay Lund")])?;
    let mut story = Story::desk().await?;
    story.open_with(&written.save(), "/").await?;
    story.see("To ask at the next one-to-one: goals from 6 months ago, and nothing yet about").await?;
    story.click("Asked: Ana Ruiz").await?;
    story.not_see("To ask at the next one-to-one").await?;
    story.click("Undo").await?;
    story.see("To ask at the next one-to-one").await?;

    // Everybody with a tag, so many days apart.
    story.open("/me").await?;
    press(&story, "How often, for a tag").await?;
    story.until_js("document.activeElement.id.endsWith('/tag')").await?;
    story.type_keys("sailing").await?;
    story.press(Key::Tab).await?;
    story.type_keys("14").await?;
    story.press(Key::Tab).await?;
    story.type_keys("30").await?;
    story.press(Key::Enter).await?;
    story.see("at most 30 days").await?;
    story.open(&format!("/people/{FAY}")).await?;
    press(&story, "More…").await?;
    press(&story, "Tag").await?;
    story.until_js("document.activeElement.placeholder === 'Tag'").await?;
    story.type_keys("sailing").await?;
    story.press(Key::Enter).await?;
    story.see("sailing added").await?;
    story.open("/").await?;
    story.see("No touch yet; you wanted one every 14 days (sailing).").await?;
    story.click("Was in touch: Fay Lund").await?;
    story.not_see("No touch yet").await?;
    story.end().await
}
