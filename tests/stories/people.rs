//! A person's page: where we stand and why, what we share, who was entered twice, and a brief before we meet.

use notebook::{
    Id,
    record::{Kind, Ref},
};
use stories::{Key, Result, Story, Written, everywhere};

pub(crate) const ANA: Id = Id([2; 16]);
const DOUBLE: Id = Id([3; 16]);
const LAYLA: Id = Id([4; 16]);
pub(crate) const TEO: Id = Id([5; 16]);

fn person(id: Id) -> Ref {
    Ref::new(Kind::Person, id)
}

/// Ana, whom I know well and who was entered twice; Layla, whose goal Ana can help with; Teo, who has one name.
pub(crate) fn circle() -> Result<Vec<u8>> {
    let mut written = Written::now()?;
    let part = |field: &str, n: u8, part: &str| format!("{field}/{}/{part}", Id([n; 16]));
    let (ana, old, fresh) = (ANA.to_string(), written.moment(-200), written.moment(-3));
    written.add(
        person(ANA),
        &[
            ("name", "Ana Ruiz"),
            ("city", "Bath"),
            ("style", "examiner"),
            ("channel", "email"),
            ("best_times", "before nine"),
            (&part("phones", 10, "value"), "+34 600 123 456"),
            (&part("gains", 11, "letter"), "goals"),
            (&part("gains", 11, "words"), "open a second shop"),
            (&part("gains", 11, "at"), &old),
            (&part("gains", 12, "letter"), "interests"),
            (&part("gains", 12, "words"), "sailing on Sundays"),
            (&part("gains", 12, "at"), &fresh),
            (&part("gains", 13, "letter"), "skills"),
            (&part("gains", 13, "words"), "negotiates leases"),
            (&part("gains", 13, "at"), &fresh),
        ],
    )?;
    written.add(
        person(DOUBLE),
        &[
            ("name", "Ana R."),
            ("trade", "glazier"),
            (&part("phones", 14, "value"), "600 123 456"),
            (&part("emails", 15, "value"), "ana@acme.example"),
        ],
    )?;
    written.add(
        person(LAYLA),
        &[
            ("name", "ليلى حداد"),
            (&part("gains", 16, "letter"), "goals"),
            (&part("gains", 16, "words"), "leases for three cafés"),
            (&part("gains", 16, "at"), &fresh),
        ],
    )?;
    written.add(person(TEO), &[("name", "Teo")])?;
    written.add(
        Ref::ME,
        &[
            ("name", "Robin"),
            ("target_market", "Clinics with four to twelve rooms"),
            (&part("gains", 17, "letter"), "interests"),
            (&part("gains", 17, "words"), "Sailing"),
        ],
    )?;
    let (due, sat) = (written.day(2), written.moment(-30));
    written.add(
        Ref::new(Kind::Promise, Id([20; 16])),
        &[("person", &ana), ("words", "lend the book"), ("state", "kept")],
    )?;
    written.add(
        Ref::new(Kind::Promise, Id([21; 16])),
        &[("person", &ana), ("words", "send the plans"), ("due", &due)],
    )?;
    written.add(
        Ref::new(Kind::Promise, Id([22; 16])),
        &[("person", &ana), ("words", "ask her landlord"), ("by", "them")],
    )?;
    written.add(
        Ref::new(Kind::Touch, Id([23; 16])),
        &[("person", &ana), ("kind", "one_to_one"), ("at", &sat), ("words", "An hour about the quay")],
    )?;
    Ok(written.save())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_persons_page_says_where_we_stand_and_why_and_whom_to_introduce() -> Result<()> {
    let mut story = Story::desk().await?;
    story.open_with(&circle()?, &format!("/people/{ANA}")).await?;
    story.see("Where you stand").await?;
    story.see("Because: one promise kept, one one-to-one.").await?;
    story.see("For the next step: a referral to them, a referral from them.").await?;
    story.see("Both like: Sailing").await?;
    story.see("still open: know them, like them, trust them, evidence of quality").await?;

    // Overruled, with the proposal beside it.
    story.click("Stage").await?;
    story.js("document.querySelector('select').value = 'profitability'; document.querySelector('select').dispatchEvent(new Event('change', { bubbles: true }))").await?;
    story.click("Keep").await?;
    story.see("Profitability by your own judgement; the entries speak for credibility").await?;

    // A list that is old is still true; a goal is reached; each with one tap.
    story.click("Still true: goals").await?;
    story.not_see("Gone stale").await?;
    story.click("Reached: open a second shop").await?;
    story.see("Reached: now an accomplishment").await?;
    story.see("reached").await?;

    story.see("Introduce them?").await?;
    story.click("Introduced to ليلى حداد").await?;
    story.not_see("Introduce them?").await?;
    // In a sentence the name stands between two marks that cannot be seen.
    let words = "document.body.innerText.replace(/[\\u2068\\u2069]/g, '')";
    story.until_js(&format!("{words}.includes('Introduced to ليلى حداد')")).await?;
    story.look("person-known").await?;
    story.end().await
}

everywhere!(two_entries_become_one_and_two_again);
async fn two_entries_become_one_and_two_again() -> Result<()> {
    let mut story = Story::phone().await?;
    story.open_with(&circle()?, &format!("/people/{ANA}")).await?;
    story.see("Entered twice?").await?;
    story.see("has +34 600 123 456 too").await?;
    story.click("Unite with Ana R.").await?;
    story.see("United into one entry; nothing is lost").await?;
    story.see("ana@acme.example").await?;
    story.see("glazier").await?;
    story.not_see("Entered twice?").await?;
    story.click("Undo").await?;
    story.see("Entered twice?").await?;
    story.not_see("ana@acme.example").await?;
    story.open("/twice").await?;
    story.see("Ana R.").await?;
    story.click("They are two").await?;
    story.see("Nobody is here twice.").await?;
    story.end().await
}

everywhere!(one_page_says_what_to_know_before_a_one_to_one);
async fn one_page_says_what_to_know_before_a_one_to_one() -> Result<()> {
    let mut story = Story::desk().await?;
    story.open_with(&circle()?, &format!("/people/{ANA}")).await?;
    story.click("Brief").await?;
    story.at(&format!("/people/{ANA}/brief")).await?;
    for words in [
        "Before you meet Ana Ruiz",
        "An hour about the quay",
        "send the plans",
        "ask her landlord",
        "Examiner: bring facts, allow time",
        "Email, before nine",
        "Networks: nothing yet",
        "Both like: Sailing",
        "How do I know whether someone I meet is a good prospect for you?",
    ] {
        story.see(words).await?;
    }
    story.not_see("lend the book").await?;
    story.look("brief").await?;
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn groups_cadences_and_my_own_page_are_written_down_in_place() -> Result<()> {
    let mut story = Story::desk().await?;
    story.open_with(&circle()?, &format!("/people/{TEO}")).await?;
    story.see("Teo").await?;
    story.click("Group").await?;
    story.type_in("A new group", "Harbour Table").await?;
    story.press(Key::Enter).await?;
    story.see("In the group Harbour Table").await?;

    story.open("/me").await?;
    story.see("My groups").await?;
    story.click("How often to be in touch with its members").await?;
    story.type_keys("30").await?;
    story.press(Key::Enter).await?;
    story.see("30 days").await?;
    // Nothing was heard of Teo yet.
    story.open("/").await?;
    story.see("No touch yet; you wanted one every 30 days (Harbour Table).").await?;
    story.click("Teo").await?;
    story.click("One-to-one").await?;
    story.see("One-to-one: Teo").await?;
    story.not_see("No touch yet").await?;

    story.open("/me").await?;
    story.click("Clinics with four to twelve rooms").await?;
    story.fill("Target market", "Anybody who needs a plan").await?;
    story.chord(Key::Control, "\u{e007}").await?;
    story.see("“Anybody” is hard to think of").await?;
    story.see("Presentations and commitments").await?;
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_went_each_way_stands_on_a_partners_page_and_my_own_lists_stay_fresh() -> Result<()> {
    let mut written = Written::now()?;
    written.add(person(ANA), &[("name", "Ana Ruiz")])?;
    let (ana, item) = (ANA.to_string(), Id([70; 16]));
    let (lately, before) = (written.moment(0), written.moment(-800));
    let (who, passed) = (format!("recipients/{item}/person"), format!("recipients/{item}/passed_at"));
    let lead = |n: u8| Ref::new(Kind::Lead, Id([n; 16]));
    let referral = [("consent", "yes"), ("level", "referral")];
    let told = [("need", "a roof"), ("source", &ana), ("received_at", &lately), ("progress", "won")];
    let closed = [("value_closed", "2500.00 EUR")];
    written.add(lead(71), &[&referral[..], &told[..], &closed[..]].concat())?;
    let given = [("need", "a website"), (&who, &ana), (&passed, &before), ("received_at", &before)];
    written.add(lead(72), &given)?;
    let needed = [("need", "a bookkeeper"), ("prospect", &ana), ("received_at", &lately)];
    written.add(lead(73), &needed)?;
    let gain = |part: &str| format!("gains/{item}/{part}");
    let (letter, words, at) = (gain("letter"), gain("words"), gain("at"));
    written.add(Ref::ME, &[("name", "Robin"), (&letter, "skills"), (&words, "baking"), (&at, &before)])?;
    let mut story = Story::phone().await?;
    story.open_with(&written.save(), &format!("/people/{ANA}")).await?;
    story.click("Where you stand").await?;
    story.see("From them: 1 referral, 1 won, €2,500.00 · To them: 1 lead").await?;
    story.until_js("document.querySelectorAll('table.years tbody tr').length === 2").await?;
    story.until_js("!document.querySelector('table.years').closest('.overdue')").await?;
    let named =
        "[...document.querySelectorAll('.pane.page ul.entries:not([hidden])')].map((e) => e.ariaLabel)";
    story
        .until_js(&format!("['They need', 'They told me', 'For them'].every((it) => {named}.includes(it))"))
        .await?;
    story.look("person-each-way").await?;

    story.open("/me").await?;
    story.see("Gone stale").await?;
    story.see("Nothing yet about").await?;
    story.click("Still true: skills").await?;
    story.not_see("Gone stale").await?;
    story.click("Undo").await?;
    story.see("Gone stale").await?;
    story.end().await
}
