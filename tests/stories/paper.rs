//! What is printed: the sheet that was asked for and nothing beside it, on both sizes of paper.

use super::{
    leads::{self, LEAD},
    people::{ANA, circle},
};
use stories::{Paper, Result, Story, ensure, json};

/// Prints the open page: the words on paper are those of its sheet, each as often as there, and no others.
async fn is_nothing_but_the_sheet(story: &Story, name: &str) -> Result<()> {
    story.cdp("Emulation.setEmulatedMedia", json!({ "media": "print" })).await?;
    let sheet = story.js("return document.querySelector('.sheet').innerText").await?;
    story.cdp("Emulation.setEmulatedMedia", json!({ "media": "" })).await?;
    // A list is numbered on paper; what the numbers are the sheet's own text does not say.
    let words = |text: &str| {
        let is_number = |word: &str| word.strip_suffix('.').is_some_and(|n| n.parse::<u8>().is_ok());
        let mut all: Vec<String> =
            text.split_whitespace().filter(|word| !is_number(word)).map(str::to_owned).collect();
        all.sort_unstable();
        all
    };
    let sheet = words(sheet.as_str().unwrap_or_default());
    ensure!(sheet.len() > 8, "there is no sheet: {sheet:?}");
    for paper in Paper::ALL {
        let printed = story.print(name, paper).await?;
        ensure!(words(&printed.words) == sheet, "{name}, {paper:?}: {} instead of {sheet:?}", printed.words);
        ensure!(printed.sheets == 1, "{name} takes {} sheets of {paper:?}", printed.sheets);
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_brief_is_printed_without_the_list_beside_it() -> Result<()> {
    let mut story = Story::desk().await?;
    story.open_with(&circle()?, &format!("/people/{ANA}/brief")).await?;
    story.see("Questions worth asking").await?;
    story.see("Teo").await?;
    is_nothing_but_the_sheet(&story, "brief").await?;
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lead_is_printed_without_the_board_beside_it() -> Result<()> {
    let mut story = Story::desk().await?;
    leads::opened(&mut story, 30, &[("name_use", "no")]).await?;
    story.see("First contact was wanted by").await?;
    is_nothing_but_the_sheet(&story, "lead").await?;
    // As it is with discreet mode on, where the sheet is what is seen.
    story.click("Discreet mode").await?;
    story.see("Somebody who is not named").await?;
    is_nothing_but_the_sheet(&story, "lead-discreet").await?;
    ensure!(story.path().await? == format!("/leads/{LEAD}"), "it went elsewhere");
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_and_the_list_are_printed_each_without_the_other_and_without_what_is_empty() -> Result<()> {
    let mut story = Story::desk().await?;
    story.open_with(&circle()?, &format!("/people/{ANA}")).await?;
    story.see("Where you stand").await?;
    for paper in Paper::ALL {
        let words = story.print("person", paper).await?.words;
        for there in ["Ana Ruiz", "+34 600 123 456", "Examiner: bring facts", "open a second shop"] {
            ensure!(words.contains(there), "{paper:?} lacks {there}: {words}");
        }
        for not in ["Teo", "Today", "Evidence of quality How", "How to refer them", "More…", "Company"] {
            ensure!(!words.contains(not), "{paper:?} shows {not}: {words}");
        }
    }
    story.open("/people").await?;
    story.see("Open an entry to read its page.").await?;
    story.see("Teo").await?;
    let words = story.print("people", Paper::A4).await?.words;
    for there in ["People", "Ana Ruiz", "Teo", "what was in sight is printed"] {
        ensure!(words.contains(there), "the list lacks {there}: {words}");
    }
    ensure!(!words.contains("Open an entry"), "{words}");
    story.end().await
}
