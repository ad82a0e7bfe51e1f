//! What is offered: words that another app shares, a place on the home screen, looks, filters, interpretations that can be taken
//! back, people who may be meant, and word of what could not be read.

use super::leads::press;
use notebook::{
    Id,
    record::{Kind, Ref},
};
use stories::{Key, Result, Shape, Story, Written, ensure, json, large};

const ANA: Id = Id([2; 16]);

#[tokio::test(flavor = "multi_thread")]
async fn words_that_another_app_shares_are_in_the_field_below_what_is_there_and_only_once() -> Result<()> {
    let story = Story::phone().await?;
    story.open("/jot").await?;
    story.type_in("Jot", "From the train:").await?;
    story
        .open("/jot?title=Ana%20Ruiz&text=needs%20a%20roof%0Aby%20May&url=https%3A%2F%2Facme.example%2Froof")
        .await?;
    let all = "From the train:\nAna Ruiz\nneeds a roof\nby May\nhttps://acme.example/roof";
    story.until_js(&format!("document.querySelector('#jot')?.value === {}", json!(all))).await?;
    // The address has forgotten it: loading the page again doubles nothing.
    story.at("/jot").await?;
    story.reload().await?;
    story.until_js(&format!("document.querySelector('#jot')?.value === {}", json!(all))).await?;
    story.type_in("Jot", "\u{e007}").await?;
    story.see("Kept").await?;
    story.open("/inbox").await?;
    story.see("From the train: Ana Ruiz needs a roof by May https://acme.example/roof").await?;
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_iphone_is_told_how_the_app_comes_to_the_home_screen() -> Result<()> {
    let safari = "--user-agent=Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 \
                  (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1";
    let mut story = Story::on(Shape::Desk, &[safari]).await?;
    story.size(360, 740).await?;
    // Safari has no offer of its own; this browser would make one.
    let quiet = "addEventListener('beforeinstallprompt', (event) => event.stopImmediatePropagation(), true);";
    story.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": quiet })).await?;
    for place in ["/", "/settings"] {
        story.open(place).await?;
        story.see("Share in Safari.").await?;
        story.see("Choose “Add to Home Screen”.").await?;
        story.see("Open Rapport from there; it works without a connection.").await?;
    }
    // From the home screen nobody is told any more.
    let source =
        json!({ "source": "Object.defineProperty(Navigator.prototype, 'standalone', { get: () => true });" });
    story.cdp("Page.addScriptToEvaluateOnNewDocument", source).await?;
    story.open("/settings").await?;
    story.see("Appearance").await?;
    story.not_see("Add to Home Screen").await?;
    story.not_see("On the home screen").await?;
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_theme_is_chosen_by_hand_and_stays_chosen() -> Result<()> {
    let story = Story::phone().await?;
    let paper = "getComputedStyle(document.body).backgroundColor";
    story.open("/settings").await?;
    story.see("Theme").await?;
    // The colour of the browser's bars, written as the page's is.
    let bar = "(() => { const bar = [...document.querySelectorAll('meta[name=theme-color]')].find((e) => matchMedia(e.media).matches);
        const ink = document.createElement('i'); ink.style.color = bar.content; return ink.style.color; })()";
    let light = story.js(&format!("return {paper}")).await?;
    ensure!(story.js(&format!("return {bar}")).await? == light);
    story.click("Dark").await?;
    story.until_js("document.documentElement.dataset.theme === 'dark'").await?;
    let dark = story.js(&format!("return {paper}")).await?;
    ensure!(light != dark, "{light}");
    ensure!(story.js(&format!("return {bar}")).await? == dark);
    story.reload().await?;
    story.see("Theme").await?;
    ensure!(story.js(&format!("return {paper}")).await? == dark);
    ensure!(story.js(&format!("return {bar}")).await? == dark);
    ensure!(story.js("return document.querySelectorAll('input[name=theme]')[2].checked").await? == true);
    story.click("As the device").await?;
    story.until_js("!document.documentElement.dataset.theme").await?;
    ensure!(story.js(&format!("return {paper}")).await? == light);
    ensure!(story.js(&format!("return {bar}")).await? == light);
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_people_are_filtered_ordered_and_searched_and_the_address_says_how() -> Result<()> {
    let mut story = Story::desk().await?;
    story.open_with(&large(1_000, 2_000)?, "/people").await?;
    // All but the few who are in the bin.
    story.see(" people by name").await?;
    let all = "[...document.querySelectorAll('[role=status]')].find((e) => e.innerText.endsWith('by name')).innerText";
    let all = story.js(&format!("return {all}.replace(/\\s+/g, ' ')")).await?;
    let all = all.as_str().unwrap_or_default().to_owned();
    ensure!(all.starts_with("99") || all.starts_with("1,000"), "{all}");
    // A chip says how many it will show.
    let chip = "[...document.querySelectorAll('search .chip')].find((chip) => chip.innerText.trim().startsWith('Client '))";
    story.until_js(chip).await?;
    let shown = story.js(&format!("return {chip}.innerText.trim()")).await?;
    let shown = shown.as_str().unwrap_or_default().to_owned();
    let count = shown.trim_start_matches("Client ").to_owned();
    story.click(&shown).await?;
    story.at("/people?role=client").await?;
    story.see(&format!("{count} found")).await?;
    // With the order it goes on in the address, and back again.
    story.click("By name").await?;
    story.click("Longest quiet first").await?;
    story.at("/people?role=client&order=quiet").await?;
    story.see(&format!("{count} found")).await?;
    story.reload().await?;
    story.see(&format!("{count} found")).await?;
    story.see("Longest quiet first").await?;
    story.click("Longest quiet first").await?;
    story.click("By name").await?;
    story.click(&shown).await?;
    story.at("/people").await?;
    story.see(&all).await?;

    // Everybody who is shown lives in the city that was chosen.
    story.click("More").await?;
    let cities = "[...document.querySelectorAll('search .chip')].map((chip) => chip.innerText.trim())
        .filter((words) => /^\\p{L}+ \\d+$/u.test(words))
        .map((words) => words.split(' ')[0])";
    let rows = "[...document.querySelectorAll('.pane.list .what')].filter((row) => row.checkVisibility()).map((row) => row.innerText)";
    let city = story
        .js(&format!("return {cities}.find((word) => {rows}.some((row) => row.includes('· ' + word)))"))
        .await?;
    let city = city.as_str().unwrap_or_default().to_owned();
    ensure!(!city.is_empty(), "no city among the filters");
    story.open(&format!("/people?city={city}")).await?;
    story.see(" found").await?;
    story
        .until_js(&format!("{rows}.length > 3 && {rows}.every((row) => row.includes({}))", json!(city)))
        .await?;

    story.open("/people").await?;
    story.see(&all).await?;
    story.type_in("Search people", "xyzzyq").await?;
    story.see("Nobody found.").await?;
    story.at("/people?q=xyzzyq").await?;
    story.click("Show everybody").await?;
    story.see(&all).await?;
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tap_on_a_chip_takes_an_interpretation_back_and_gives_it_again() -> Result<()> {
    let story = Story::phone().await?;
    story.open("/").await?;
    story.type_in("Jot", "Ana Ruiz, plumber, needs a roof").await?;
    let chips = "[...document.querySelectorAll('.chips[aria-label^=Understood] .chip')].map((chip) => chip.innerText.trim())";
    let are = |words: &[&str]| format!("JSON.stringify({chips}) === {}", json!(json!(words).to_string()));
    story.until_js(&are(&["Ana Ruiz", "plumber", "needs a roof"])).await?;
    story.click("needs a roof").await?;
    story.until_js("document.querySelector('.chip.taken')?.innerText.includes('needs a roof')").await?;
    // Not by its line alone: it is read out as well.
    story.until_js("document.querySelector('.chip.taken').textContent.includes('not: ')").await?;
    story.js("document.querySelector('.chip.taken').click()").await?;
    story.until_js("!document.querySelector('.chip.taken')").await?;
    story.click("needs a roof").await?;
    story.until_js("document.querySelector('.chip.taken')").await?;
    // The words are as they were, and what was taken back stays so in triage.
    ensure!(story.value_of("Jot").await? == "Ana Ruiz, plumber, needs a roof");
    story.type_in("Jot", "\u{e007}").await?;
    story.see("1 jot to sort").await?;
    story.open("/inbox").await?;
    story.click("Ana Ruiz, plumber, needs a roof").await?;
    story.see("Adds Ana Ruiz as a new person.").await?;
    story.click("Keep").await?;
    story.see("Sorted: Ana Ruiz").await?;
    story.open("/leads").await?;
    story.drawn().await?;
    story.not_see("a roof").await?;
    story.end().await
}

/// Ana with her number, and two who are called Ben.
fn known() -> Result<Vec<u8>> {
    let mut written = Written::now()?;
    let phone = format!("phones/{}/value", Id([9; 16]));
    written.add(
        Ref::new(Kind::Person, ANA),
        &[("name", "Ana Ruiz"), ("company", "Acme"), (&phone, "+34 600 123 456")],
    )?;
    written.add(Ref::new(Kind::Person, Id([3; 16])), &[("name", "Ben Hale"), ("trade", "printer")])?;
    written.add(Ref::new(Kind::Person, Id([4; 16])), &[("name", "Ben Okoro"), ("trade", "baker")])?;
    Ok(written.save())
}

#[tokio::test(flavor = "multi_thread")]
async fn triage_proposes_known_people_asks_between_several_and_puts_away() -> Result<()> {
    let mut story = Story::phone().await?;
    story.open_with(&known()?, "/").await?;
    for jot in ["Ana needs a printer >Ben", "600 123 456 rang", "Nothing in particular"] {
        story.fill("Jot", jot).await?;
        story.press(Key::Enter).await?;
        story.until_js("document.querySelector('#jot').value === ''").await?;
    }
    story.see("3 jots to sort").await?;

    // One name that somebody here begins with; another that two share.
    story.open("/inbox").await?;
    story.click("Ana needs a printer >Ben").await?;
    story.see("Who is Ana?").await?;
    story.see("Acme · a name like this").await?;
    story.see("Adds Ana as a new person and a lead for Ben.").await?;
    story.js("document.querySelector('input[name=about]').click()").await?;
    story.see("Adds what it says to Ana Ruiz and a lead for Ben.").await?;
    story.see("For: Ben").await?;
    story.see("Ben Okoro").await?;
    story.click("Ben Hale").await?;
    story.look("sort-known").await?;
    story.click("Keep").await?;
    story.see("Sorted: Ana Ruiz, with a lead").await?;

    // A number that is known leaves no doubt.
    story.see("has 600 123 456").await?;
    story.until_js("document.querySelector('input[name=about]').checked").await?;
    // In its first moments the form takes no tap, and the toast speaks of a lead too.
    story.until_js("!document.querySelector('form.dock').inert").await?;
    story.click("Lead").await?;
    story.see("Say what is needed.").await?;
    story.fill("What is needed", "a quote").await?;
    story.see("Adds what it says to Ana Ruiz and a lead.").await?;
    story.click("Lead").await?;
    story.click("Touch").await?;
    story.click("Keep").await?;
    story.see("Sorted: Ana Ruiz").await?;

    story.see("Nothing in particular").await?;
    story.click("Put away").await?;
    story.see("Put away; the words stay").await?;
    story.see("The inbox is empty.").await?;
    story.click("Undo").await?;
    story.see("Nothing in particular").await?;
    story.click("Nothing in particular").await?;
    story.click("Put away").await?;
    story.see("The inbox is empty.").await?;
    story.open("/search?q=particular").await?;
    story.see("Nothing in particular").await?;

    story.open("/people").await?;
    story.see("3 people by name").await?;
    story.open("/leads").await?;
    story.click("a printer").await?;
    story.see("Ben Hale").await?;
    story.not_see("Ben Okoro").await?;
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_read_in_storage_is_set_aside_and_said_and_the_rest_is_here() -> Result<()> {
    let story = Story::phone().await?;
    story.open("/icons/icon.svg").await?;
    story.lay_notebook("rapport", &known()?).await?;
    // A later snapshot that says nothing, and a change that is none.
    story
        .js("const opening = indexedDB.open('rapport', 1);
            const database = await new Promise((done) => { opening.onsuccess = () => done(opening.result); });
            const transaction = database.transaction('bytes', 'readwrite', { durability: 'strict' });
            const rubbish = (length) => crypto.getRandomValues(new Uint8Array(length));
            transaction.objectStore('bytes').put(rubbish(4096), 'snapshot/0000000000131072');
            transaction.objectStore('bytes').put(rubbish(300), 'chunk/' + 'ab'.repeat(32));
            await new Promise((done) => { transaction.oncomplete = done; });
            database.close();")
        .await?;
    story.open("/").await?;
    story.see("2 pieces could not be read.").await?;
    story.see("They are set aside and nothing was deleted. Everything else is here.").await?;
    story.click("Look at them").await?;
    story.at("/settings").await?;
    story.see("2 pieces could not be read").await?;
    story.see("(4 KB)").await?;
    // Also after the next start; and what was there is there.
    story.open("/settings").await?;
    story.see("2 pieces could not be read").await?;
    story.see("It could not be read at an earlier start and was set aside.").await?;
    story.open("/people").await?;
    story.see("Ana Ruiz").await?;
    story.see("3 people by name").await?;
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_i_present_and_promise_myself_and_how_people_want_to_be_treated_is_written_down() -> Result<()> {
    let mut story = Story::desk().await?;
    story.open_with(&known()?, "/me").await?;
    press(&story, "Presentation").await?;
    story.until_js("document.activeElement.id.endsWith('/title')").await?;
    story.type_keys("The quay in a minute").await?;
    for words in ["Whom I can help", "We count at midnight", "90"] {
        story.press(Key::Tab).await?;
        story.type_keys(words).await?;
    }
    story.press(Key::Enter).await?;
    story.see("The quay in a minute").await?;
    story.see("90 seconds").await?;
    story.see("Whom I can help").await?;
    press(&story, "Commitment").await?;
    story.until_js("document.activeElement.id.endsWith('/words')").await?;
    story.type_keys("Two one-to-ones a week").await?;
    story.press(Key::Enter).await?;
    story.see("Two one-to-ones a week").await?;
    press(&story, "More…").await?;
    press(&story, "Language").await?;
    story.until_js("document.activeElement.placeholder === 'Language'").await?;
    story.type_keys("Español").await?;
    story.press(Key::Enter).await?;
    story.see("Español added").await?;
    story.reload().await?;
    for words in ["The quay in a minute", "90 seconds", "Two one-to-ones a week", "Español"] {
        story.see(words).await?;
    }

    story.open(&format!("/people/{ANA}")).await?;
    press(&story, "Style").await?;
    choose(&story, "examiner").await?;
    story.click("Keep").await?;
    story.see("Examiner: bring facts, allow time").await?;
    press(&story, "Language").await?;
    story.until_js("document.activeElement.placeholder === 'Language'").await?;
    story.type_keys("Português").await?;
    story.press(Key::Enter).await?;
    story.see("Português added").await?;
    press(&story, "How to reach them").await?;
    choose(&story, "messenger").await?;
    story.press(Key::Tab).await?;
    story.type_keys("Harbour chat").await?;
    story.press(Key::Tab).await?;
    story.type_keys("after lunch").await?;
    story.press(Key::Enter).await?;
    story.see("Messenger").await?;
    story.see("Harbour chat").await?;
    story.reload().await?;
    for words in ["Examiner: bring facts, allow time", "Português", "Harbour chat", "after lunch"] {
        story.see(words).await?;
    }
    // It is said before we meet.
    story.open(&format!("/people/{ANA}/brief")).await?;
    story.see("Examiner: bring facts, allow time").await?;
    story.see("after lunch").await?;
    story.end().await
}

/// Chooses in the drop-down list that has the focus, and leaves the focus there.
async fn choose(story: &Story, word: &str) -> Result<()> {
    story.until_js("document.activeElement.tagName === 'SELECT'").await?;
    story
        .js(&format!(
            "document.activeElement.value = '{word}';
             document.activeElement.dispatchEvent(new Event('change', {{ bubbles: true }}));"
        ))
        .await
        .map(drop)
}
