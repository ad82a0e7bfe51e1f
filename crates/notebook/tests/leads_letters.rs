//! The messages that follow from a lead: to the prospect, the source, those it is for.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::*;
use notebook::{
    Notebook, Value,
    command::{Command, Edit},
    practice::leads::{About, Deed},
    query::{LetterView, WayKind},
    record::{Kind, Progress, Ref, TouchKind},
};

/// Ana (2) needs something, Clara (3) told me, Ben (4) may get it as recipient 50.
fn with(fields: &[(&str, &str)]) -> Notebook {
    let mut notebook = device(1);
    let (phone, email) = (format!("phones/{}/value", id(80)), format!("emails/{}/value", id(81)));
    let ways = |name, number, address| [("name", name), (phone.as_str(), number), (email.as_str(), address)];
    must(&mut notebook, add(person(2), &ways("Ana Ruiz", "+34 600 123 456", "ana@acme.example")), at(0));
    must(
        &mut notebook,
        add(person(3), &ways("Clara Voss", "+49 30 111 222", "clara+work@voss.example")),
        at(0),
    );
    must(&mut notebook, add(person(4), &ways("Ben Hughes", "+44 7700 900417", "ben@hughes.example")), at(0));
    must(&mut notebook, edit(Ref::ME, "name", Value::str("Mina")), at(0));
    let (ana, clara, ben) = (id(2).to_string(), id(3).to_string(), id(4).to_string());
    let recipient = format!("recipients/{}/person", id(50));
    let mut all = vec![
        ("need", "a bookkeeper"),
        ("prospect", ana.as_str()),
        ("source", clara.as_str()),
        (recipient.as_str(), ben.as_str()),
        ("direction", "for_me"),
    ];
    all.extend(fields);
    must(&mut notebook, add(lead(1), &all), at(0));
    notebook
}

fn draft(notebook: &mut Notebook, about: About) -> LetterView {
    letter(notebook, lead(1), about, None, at(0)).unwrap()
}

fn pass() -> About {
    About::Pass(id(50))
}

#[test]
fn each_message_goes_to_the_one_it_is_for_and_is_signed() {
    let mut notebook = with(&[("name_use", "yes")]);
    for (about, to) in [
        (About::FirstContact, "Ana Ruiz"),
        (About::Consent, "Clara Voss"),
        (About::Naming, "Clara Voss"),
        (About::Recommending, "Clara Voss"),
        (About::Late, "Clara Voss"),
        (About::Away, "Clara Voss"),
        (About::Thanks, "Clara Voss"),
        (About::Report, "Clara Voss"),
        (pass(), "Ben Hughes"),
        (About::Asking(id(50)), "Ben Hughes"),
    ] {
        let letter = draft(&mut notebook, about);
        assert_eq!(letter.to, to);
        let first = to.split(' ').next().unwrap();
        assert!(letter.words.starts_with(&format!("Hello {first},\n\n")), "{}", letter.words);
        assert!(letter.words.ends_with("\n\nMina"), "{}", letter.words);
    }
    assert!(letter(&mut notebook, lead(1), About::Pass(id(99)), None, at(0)).is_none());
}

#[test]
fn the_source_is_named_to_the_prospect_only_when_that_was_agreed() {
    for (name_use, kind, is_named) in [
        (Some("yes"), Some("use_my_name"), true),
        (Some("yes"), None, true),
        (Some("yes"), Some("no_name"), false),
        (Some("no"), None, false),
        (Some("ask_first"), None, false),
        (None, None, false),
    ] {
        let mut fields = Vec::new();
        fields.extend(name_use.map(|word| ("name_use", word)));
        fields.extend(kind.map(|word| ("kind", word)));
        let mut notebook = with(&fields);
        for about in [About::FirstContact, pass()] {
            let words = draft(&mut notebook, about).words;
            assert_eq!(words.contains("Clara"), is_named, "{fields:?}: {words}");
        }
        assert!(
            draft(&mut notebook, About::Thanks).words.contains("Clara"),
            "nobody is hidden from themselves"
        );
    }
}

#[test]
fn words_that_the_person_writes_are_held_to_the_same_wish() {
    let mut notebook = with(&[("name_use", "no")]);
    let mine = "Clara Voss says hello; call her on +49 (30) 111-222.";
    let said = letter(&mut notebook, lead(1), About::FirstContact, Some(mine), at(0)).unwrap();
    assert_eq!(said.words, "Somebody says hello; call her on ….");
    assert!(said.hides);
    assert_eq!(said.asked.as_deref(), Some(mine));
    assert!(said.ways.iter().all(|way| !way.href.contains("Clara")));
    let plain = letter(&mut notebook, lead(1), About::FirstContact, Some("Good morning"), at(0)).unwrap();
    assert_eq!((plain.words.as_str(), plain.hides), ("Good morning", false));
}

#[test]
fn the_preferred_way_comes_first_and_carries_the_words() {
    for (channel, first) in [("call", WayKind::Call), ("text", WayKind::Text), ("email", WayKind::Email)] {
        let mut notebook = with(&[]);
        must(&mut notebook, edit(person(3), "channel", Value::str(channel)), at(1));
        let ways = draft(&mut notebook, About::Thanks).ways;
        assert_eq!((ways.len(), ways[0].kind), (3, first));
    }
    let mut notebook = with(&[]);
    let said = letter(&mut notebook, lead(1), About::Thanks, Some("Thank you & více"), at(0)).unwrap();
    let hrefs: Vec<&str> = said.ways.iter().map(|way| way.href.as_str()).collect();
    assert_eq!(
        hrefs,
        [
            "tel:+4930111222",
            "sms:+4930111222?&body=Thank%20you%20%26%20v%C3%ADce",
            "mailto:clara%2Bwork@voss.example?subject=Thank%20you&body=Thank%20you%20%26%20v%C3%ADce",
        ]
    );
}

#[test]
fn how_they_like_to_be_treated_stands_beside_the_draft() {
    let mut notebook = with(&[]);
    let edits = [
        ("channel", "messenger"),
        ("messenger", "Signal"),
        ("best_times", "mornings"),
        ("style", "go_getter"),
    ];
    let edits = edits.iter().map(|(key, word)| Edit::set(*key, Value::str(*word))).collect();
    must(&mut notebook, Command::Edit { record: person(3), edits }, at(1));
    let letter = draft(&mut notebook, About::Thanks);
    assert_eq!(texts(&letter.manner).join(" · "), "Likes Signal best · mornings · be brief, bring results");
    assert!(letter.shares_first);
}

#[test]
fn thanking_never_reveals_an_amount() {
    let mut notebook = with(&[
        ("need", "books for a firm with 12,000 EUR a month"),
        ("value_closed", "4500.00 GBP"),
        ("value_expected", "1250000 JPY"),
        ("progress", "won"),
        ("quality", "good_fit"),
        ("quality_words", "signed for £4,500"),
    ]);
    for about in [About::Thanks, About::Report] {
        let words = draft(&mut notebook, about).words;
        assert!(!words.chars().any(|c| c.is_ascii_digit()), "{words}");
        for mine in [
            "Your lead brought 4,500 GBP",
            "Your lead brought 4500",
            "Your lead brought £ 4.5",
            "¥1,250,000 came of it",
            "It made 3 k",
            "It made me 70 euros",
            "١٢٥٠٠٠٠",
        ] {
            let said = letter(&mut notebook, lead(1), about, Some(mine), at(0)).unwrap();
            assert!(!said.words.chars().any(char::is_numeric), "{}", said.words);
        }
        let said = letter(&mut notebook, lead(1), about, Some("Lunch on the 24th at 12:30?"), at(0)).unwrap();
        assert_eq!(said.words, "Lunch on the 24th at 12:30?");
    }
    let sheet = lead_page(&mut notebook, 1, at(0)).sheet;
    assert!(
        sheet.iter().all(|(_, words)| !line(words).contains("4500") && !line(words).contains("4,500 GBP")),
        "{sheet:?}"
    );
}

#[test]
fn how_to_reach_the_prospect_leaves_only_with_their_consent() {
    for (consent, leaves) in [(Some("yes"), true), (Some("no"), false), (None, false)] {
        let fields: Vec<_> = consent.map(|word| ("consent", word)).into_iter().collect();
        let words = draft(&mut with(&fields), pass()).words;
        assert_eq!(
            words.contains("+34 600 123 456") && words.contains("ana@acme.example"),
            leaves,
            "{words}"
        );
        assert_eq!(words.contains("600"), leaves);
    }
    let words = draft(&mut with(&[]), pass()).words;
    assert!(words.contains("Nobody has asked them yet whether they want to be contacted."), "{words}");
}

#[test]
fn passing_to_somebody_who_has_not_passed_the_trust_gate_warns_and_never_forbids() {
    let mut notebook = with(&[("consent", "yes")]);
    let warning = line(&draft(&mut notebook, pass()).warning);
    assert_eq!(
        warning,
        "Before you pass it on: you have not noted that you know, like and trust Ben Hughes, and no evidence of \
         their quality is noted. You can pass it on all the same."
    );
    assert_eq!(lead_page(&mut notebook, 1, at(0)).gate[&id(50)].text(), warning);
    must(&mut notebook, edit(person(4), "trust", Value::Bool(false)), at(1));
    assert!(
        line(&draft(&mut notebook, pass()).warning).contains("you noted that you do not trust Ben Hughes")
    );
    let yes = ["know", "like", "trust"].map(|key| Edit::set(key, Value::Bool(true)));
    must(&mut notebook, Command::Edit { record: person(4), edits: yes.to_vec() }, at(2));
    assert!(line(&draft(&mut notebook, pass()).warning).contains("no evidence of Ben Hughes’s quality"));
    // The warning did not stand in the way.
    deed(&mut notebook, 1, Deed::Passed(id(50)), at(3));
    assert!(lead_page(&mut notebook, 1, at(3)).gate.is_empty(), "it is about the moment of passing");
    let words = format!("evidence/{}/words", id(90));
    must(&mut notebook, edit(person(4), &words, Value::str("Did our own books")), at(4));
    assert_eq!(draft(&mut notebook, pass()).warning, []);
}

#[test]
fn a_message_that_went_out_is_logged_as_a_touch_with_what_follows_from_it_as_one_change() {
    let mut notebook = with(&[("consent", "yes")]);
    for (n, about, who, kind) in [
        (61, About::FirstContact, 2, TouchKind::Message),
        (62, About::Thanks, 3, TouchKind::Thanked),
        (63, About::Report, 3, TouchKind::Message),
        (64, pass(), 4, TouchKind::Message),
    ] {
        let command = Command::Sent { touch: id(n), lead: id(1), about, kind: None, words: "As said".into() };
        let written = must(&mut notebook, command.clone(), at(n as i64));
        assert_eq!(written.touched.len(), 2, "the touch and the lead");
        nothing(&mut notebook, command, at(99));
        let told = &page(&mut notebook, person(who)).timeline[0];
        assert_eq!((told.what.as_str(), told.words.as_str()), (kind.word(), "As said"));
    }
    let view = lead_page(&mut notebook, 1, at(99));
    let lead = &view.lead;
    assert_eq!((lead.state(), lead.contacted_at), (Progress::Contacted, Some(at(61).0)));
    assert_eq!((lead.thanked_at, lead.reported_at), (Some(at(62).0), Some(at(63).0)));
    assert_eq!(lead.recipients[&id(50)].passed_at, Some(at(64).0));
    let what: Vec<&str> = view.moments.iter().map(|moment| moment.what.as_str()).collect();
    assert_eq!(
        what,
        ["passed", "message", "reported", "message", "thanked", "thanked", "contacted", "message"]
    );
}

#[test]
fn a_logged_message_is_taken_back_with_one_undo() {
    let mut notebook = with(&[]);
    let call = Some(TouchKind::Call);
    let command = Command::Sent {
        touch: id(61),
        lead: id(1),
        about: About::FirstContact,
        kind: call,
        words: String::new(),
    };
    let written = must(&mut notebook, command, at(1));
    assert_eq!(page(&mut notebook, person(2)).timeline[0].what, "call");
    must(&mut notebook, Command::Undo { change: written.change }, at(2));
    let lead = lead_page(&mut notebook, 1, at(3));
    assert_eq!((lead.lead.contacted_at, lead.lead.state()), (None, Progress::New));
    assert!(page(&mut notebook, person(2)).timeline.iter().all(|moment| moment.record.kind != Kind::Touch));
}

#[test]
fn what_follows_is_offered_and_what_was_done_is_not() {
    let offers = |notebook: &mut Notebook| {
        lead_page(notebook, 1, at(0)).offers.into_iter().map(|offer| offer.about).collect::<Vec<_>>()
    };
    let mut notebook = with(&[]);
    assert_eq!(offers(&mut notebook), [About::FirstContact, About::Consent, About::Naming, pass()]);
    deed(&mut notebook, 1, Deed::Agreed, at(1));
    deed(&mut notebook, 1, Deed::Moved(Progress::Contacted), at(1));
    deed(&mut notebook, 1, Deed::Passed(id(50)), at(1));
    must(&mut notebook, edit(lead(1), "name_use", Value::str("no")), at(1));
    assert_eq!(offers(&mut notebook), [About::Asking(id(50)), About::Thanks]);
    deed(&mut notebook, 1, Deed::Thanked, at(2));
    deed(&mut notebook, 1, Deed::Moved(Progress::Lost), at(2));
    deed(&mut notebook, 1, Deed::MovedFor(id(50), Progress::Won), at(2));
    assert_eq!(offers(&mut notebook), [About::Report]);
    deed(&mut notebook, 1, Deed::Reported, at(3));
    assert_eq!(offers(&mut notebook), []);
}

#[test]
fn one_word_and_right_to_left_names_are_said_as_they_are_written() {
    for (name, called) in [
        ("Slamet", "Slamet"),
        ("ليلى حداد", "ليلى"),
        ("נועה", "נועה"),
        ("田中 美咲", "田中 美咲"),
        ("Þóra Jónsdóttir", "Þóra"),
    ] {
        let mut notebook = with(&[("name_use", "yes")]);
        must(&mut notebook, common::name(person(2), name), at(1));
        let words = draft(&mut notebook, About::FirstContact).words;
        assert!(words.starts_with(&format!("Hello {called},")), "{words}");
    }
}

#[test]
fn passing_on_says_what_the_prospect_said_and_not_the_opposite() {
    for (consent, level, said) in [
        ("yes", "referral", "They agreed to be contacted."),
        ("yes", "presold", "They agreed to be contacted, and they know about you."),
        ("yes", "lead", "They agreed to be contacted."),
        ("no", "referral", "They do not want to be contacted for now, so please wait until I tell you more."),
        ("", "presold", "Nobody has asked them yet whether they want to be contacted."),
    ] {
        let mut fields = vec![("level", level)];
        if !consent.is_empty() {
            fields.push(("consent", consent));
        }
        let words = draft(&mut with(&fields), pass()).words;
        assert!(words.contains(said), "{consent} {level}: {words}");
        // How to reach them leaves only with their consent.
        assert_eq!(words.contains("+34 600 123 456"), consent == "yes", "{words}");
        assert_eq!(words.contains("within 24 hours"), consent == "yes", "{words}");
    }
}

#[test]
fn the_wish_not_to_be_named_is_passed_on_as_it_is() {
    for (name_use, mine, said, unsaid) in [
        ("yes", true, "You may say that it came from me.", "Please do not mention me."),
        ("no", true, "Please do not mention me.", "You may say"),
        ("yes", false, "You may say that it came from Clara Voss.", "do not mention"),
        ("no", false, "do not say how you heard of it.", "Clara"),
    ] {
        let mut notebook = with(&[("name_use", name_use)]);
        if mine {
            let edits = vec![Edit::clear("source"), Edit::clear("direction")];
            must(&mut notebook, Command::Edit { record: lead(1), edits }, at(0));
        }
        let words = draft(&mut notebook, pass()).words;
        assert!(words.contains(said) && !words.contains(unsaid), "{name_use} {mine}: {words}");
    }
}

#[test]
fn before_a_first_contact_i_am_warned_of_a_no_and_of_somebody_whom_nobody_asked() {
    let warned = |fields: &[(&str, &str)]| line(&draft(&mut with(fields), About::FirstContact).warning);
    assert_eq!(warned(&[("consent", "no")]), "They said no for now. Leaving it to them keeps the door open.");
    assert_eq!(warned(&[]), "Nobody has asked them yet. A word from Clara Voss first makes it a referral.");
    assert_eq!(warned(&[("consent", "yes"), ("level", "referral")]), "");
}

#[test]
fn how_somebody_likes_it_is_compared_with_how_i_like_it_myself() {
    for (mine, theirs, said) in [
        ("go_getter", "go_getter", ""),
        ("go_getter", "promoter", " · warmer than you would"),
        ("go_getter", "nurturer", " · slower and warmer than you would"),
        ("go_getter", "examiner", " · slower than you would"),
        ("promoter", "go_getter", " · more to the point than you would"),
        ("promoter", "nurturer", " · slower than you would"),
        ("promoter", "examiner", " · slower and more to the point than you would"),
        ("nurturer", "go_getter", " · quicker and more to the point than you would"),
        ("nurturer", "promoter", " · quicker than you would"),
        ("nurturer", "examiner", " · more to the point than you would"),
        ("examiner", "promoter", " · quicker and warmer than you would"),
        ("examiner", "go_getter", " · quicker than you would"),
        ("examiner", "nurturer", " · warmer than you would"),
        ("something", "nurturer", ""),
    ] {
        let mut notebook = with(&[]);
        must(&mut notebook, edit(person(2), "style", Value::str(theirs)), at(0));
        let before = texts(&draft(&mut notebook, About::FirstContact).manner).join(" · ");
        must(&mut notebook, edit(Ref::ME, "style", Value::str(mine)), at(0));
        let manner = texts(&draft(&mut notebook, About::FirstContact).manner).join(" · ");
        assert_eq!(manner, [before.as_str(), said].concat(), "{mine} {theirs}");
    }
}

#[test]
fn what_the_recipient_says_of_its_quality_reaches_the_source_when_i_said_nothing_myself() {
    let quality = |part: &str| format!("recipients/{}/{part}", id(50));
    let (of, words) = (quality("quality"), quality("quality_words"));
    let mut notebook = with(&[(&of, "good_fit"), (&words, "They start in May.")]);
    let report = draft(&mut notebook, About::Report).words;
    assert!(report.contains("it was a good fit. They start in May."), "{report}");
    assert!(lead_page(&mut notebook, 1, at(0)).offers.iter().any(|offer| offer.about == About::Report));
    must(&mut notebook, edit(lead(1), "quality", Value::str("no_fit")), at(0));
    let report = draft(&mut notebook, About::Report).words;
    assert!(report.contains("it was no fit") && !report.contains("May"), "{report}");
}
