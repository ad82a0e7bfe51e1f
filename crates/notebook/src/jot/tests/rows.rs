//! Names, trades, needs, people and flags.

use super::*;

#[test]
fn a_name_a_trade_and_a_company() {
    reads("Ana Ruiz, plumber at Acme", &["name:Ana Ruiz", "trade:plumber", "company:Acme"]);
    reads("Ana Ruiz, plumber, Acme Ltd", &["name:Ana Ruiz", "trade:plumber", "company:Acme Ltd"]);
    reads(
        "Ana Ruiz, head of sales from Acme S.L.",
        &["name:Ana Ruiz", "trade:head of sales", "company:Acme S.L."],
    );
    reads("Ana Ruiz plumber at Acme", &["name:Ana Ruiz", "trade:plumber", "company:Acme"]);
    reads(
        "Ana Ruiz, a plumber with Acme and Sons",
        &["name:Ana Ruiz", "trade:plumber", "company:Acme and Sons"],
    );
    reads("Ana Ruiz from Acme, plumber", &["name:Ana Ruiz", "company:Acme", "trade:plumber"]);
    reads("Ana Ruiz, Acme Ltd", &["name:Ana Ruiz", "company:Acme Ltd"]);
    reads("Ana Ruiz works at Acme", &["name:Ana Ruiz", "company:Acme"]);
    reads("Ana Ruiz (plumber)", &["name:Ana Ruiz", "trade:plumber"]);
    reads("Ana Ruiz - plumber - Acme", &["name:Ana Ruiz", "trade:plumber", "company:Acme"]);
    reads("Ana Ruiz +34 600 000 000, plumber", &["name:Ana Ruiz", "phone:+34 600 000 000", "trade:plumber"]);
    reads("Ana Ruiz, plumber who fixed my sink", &["name:Ana Ruiz", "trade:plumber"]);
    reads("Ana Ruiz at the gala", &["name:Ana Ruiz"]);
    reads("Ana Ruiz, she told me about a boat", &["name:Ana Ruiz"]);
}

#[test]
fn everything_at_once() {
    reads(
        "Ana Ruiz, plumber at Acme needs a bookkeeper @chamber mixer >Ben <Clara expects call !fri #boats no name",
        &[
            "name:Ana Ruiz",
            "trade:plumber",
            "company:Acme",
            "need:a bookkeeper",
            "place:chamber mixer",
            "for:Ben",
            "source:Clara",
            "expects_call",
            "due:2026-11-27",
            "tag:boats",
            "name_use:no",
        ],
    );
}

#[test]
fn names_of_all_kinds_are_names() {
    for text in [
        "Ana",
        "ana ruiz",
        "Ana ruiz",
        "Jean-Luc Picard",
        "Seán O'Brien",
        "Seán O’Brien",
        "Ludwig van der Rohe",
        "María José de la Cruz",
        "María de la Cruz",
        "Dr. Ana Ruiz",
        "J. R. Smith",
        "ANA RUIZ",
        "Will Smith",
        "דוד לוי",
        "محمد علي",
        "田中太郎",
        "田中",
        "Ольга Иванова",
        "José",
        "अनिल शर्मा",
        "Said Ahmed",
        "Łukasz",
    ] {
        assert_eq!(name(text).as_deref(), Some(text), "{text}");
        for rest in [
            ", plumber",
            " needs a bookkeeper",
            " @gala",
            " >Ben",
            " #boats",
            " !fri",
            " presold",
            " ana@acme.es",
        ] {
            assert_eq!(name(&format!("{text}{rest}")).as_deref(), Some(text), "{text}{rest}");
        }
    }
}

#[test]
fn a_sentence_is_not_a_name() {
    for text in [
        "remember to buy tickets for the gala",
        "Remember to buy tickets",
        "Buy milk",
        "call the plumber about the roof",
        "The gala was great",
        "Great evening!",
        "What a night, met lots of people",
        "I met someone nice",
        "who is Ana?",
        "thanks for the boat, see you",
        "needs a bookkeeper",
        "no name",
        "expects call",
        "Ana's brother needs a car",
        "12 boats",
        "I will call her tomorrow",
        "Someone needs a bookkeeper",
        "👋",
        "",
        "   ",
        ",,,",
    ] {
        assert_eq!(name(text), None, "{text}");
    }
}

#[test]
fn the_words_before_a_name_stay_plain() {
    reads("Met Ana Ruiz, plumber", &["name:Ana Ruiz", "trade:plumber"]);
    assert_eq!(parse("Met Ana Ruiz, plumber").pieces[0].text, "Met ");
    reads("Lunch with Ana today", &["name:Ana"]);
    reads("I met with Ana Ruiz from Acme", &["name:Ana Ruiz", "company:Acme"]);
    reads("call ana ruiz !tomorrow", &["name:ana ruiz", "due:2026-11-23"]);
    reads("👋 Ana Ruiz, plumber", &["name:Ana Ruiz", "trade:plumber"]);
    reads("- Ana Ruiz", &["name:Ana Ruiz"]);
    reads("Ana Ruiz bought a boat", &["name:Ana Ruiz"]);
    reads("Ana says hello", &["name:Ana"]);
}

#[test]
fn a_name_may_follow_where_we_met() {
    reads("@chamber mixer, Ana Ruiz, plumber", &["place:chamber mixer", "name:Ana Ruiz", "trade:plumber"]);
    reads("#boats Ana Ruiz", &["tag:boats", "name:Ana Ruiz"]);
    reads("needs a bookkeeper, accountant", &["need:a bookkeeper"]);
}

#[test]
fn the_first_line_holds_the_name_only() {
    reads("Ana Ruiz\nBen Ortiz, plumber", &["name:Ana Ruiz"]);
}

#[test]
fn where_we_met() {
    reads("@chamber mixer", &["place:chamber mixer"]);
    reads("@The Old Bar she wants a boat", &["place:The Old Bar", "need:a boat"]);
    reads("@gala yesterday", &["place:gala"]);
    reads("@Bar and Grill and >Ben", &["place:Bar and Grill", "for:Ben"]);
    reads("@\"a place of boats, by the sea\" ok", &["place:a place of boats, by the sea"]);
    reads("lunch @ noon", &[]);
    reads("(@gala)", &["place:gala"]);
}

#[test]
fn a_need_makes_a_lead() {
    reads("Ana needs a bookkeeper", &["name:Ana", "need:a bookkeeper"]);
    reads("Ana is looking for a van, urgently", &["name:Ana", "need:a van"]);
    reads("wants to sell her house. Nice woman", &["need:to sell her house"]);
    reads("needs a plumber and wants a website", &["need:a plumber", "need:a website"]);
    reads("Needs: a roof", &["need:a roof"]);
    reads("needs a plumber who expects a call", &["need:a plumber", "expects_call"]);
    reads("needs help ana@acme.es", &["need:help", "email:ana@acme.es"]);
    reads("in need of a roof", &["need:a roof"]);
    reads("needs", &[]);
    reads("Ana needs", &["name:Ana"]);
    assert!(parse("needs a bookkeeper").is_lead());
    assert!(parse(">Ben").is_lead());
    assert!(!parse("Ana Ruiz, plumber").is_lead());
}

#[test]
fn words_in_quotes_are_a_need() {
    for text in [
        "\"a new roof\"",
        "“a new roof”",
        "«a new roof»",
        "„a new roof“",
        "« a new roof »",
        "needs \"a new roof\"",
        "needs “a new roof”.",
    ] {
        assert_eq!(parse(text).needs(), ["a new roof"], "{text}");
    }
    reads("needs a \"big\" boat", &["need:a \"big\" boat"]);
    reads("needs help \"soon\"", &["need:help \"soon\""]);
    reads("a 6\" pipe and a 4\" pipe", &[]);
    reads("\"\" \" \" \"open", &[]);
}

#[test]
fn my_own_needs_and_none_are_not_leads() {
    for text in [
        "I need a coffee",
        "we also need chairs",
        "no need to hurry",
        "doesn't need a roof",
        "he doesn’t really need one",
        "the need for speed",
        "I'm looking for my keys",
    ] {
        assert!(!parse(text).is_lead(), "{text}");
    }
}

#[test]
fn for_whom_and_from_whom() {
    reads(">Ben >Clara", &["for:Ben", "for:Clara"]);
    reads(">Ben>Clara<Eva", &["for:Ben", "for:Clara", "source:Eva"]);
    reads(">chapter asap", &["for:chapter"]);
    reads(">Ben Ortiz will call", &["for:Ben Ortiz"]);
    reads(">Ben Monday", &["for:Ben Monday"]);
    reads(">Ben, Monday", &["for:Ben"]);
    reads(">ben ortiz <clara", &["for:ben ortiz", "source:clara"]);
    reads("<Ludwig van der Rohe said so", &["source:Ludwig van der Rohe"]);
    reads("<\"the boat people of the north\" ok", &["source:the boat people of the north"]);
    reads(">דוד לוי", &["for:דוד לוי"]);
    reads("<Clara>", &["source:Clara"]);
    for text in ["a > b", "<3", "->Ben", "x<y", ">50 people", "5>Ben", ">", "<"] {
        reads(text, &[]);
    }
}

#[test]
fn expectations_and_consent() {
    for text in ["expects call", "Expects a call", "is expecting a call", "EXPECTS YOUR CALL"] {
        assert!(parse(text).expects_call(), "{text}");
    }
    for text in ["doesn't expect a call", "expects callers", "unexpects call"] {
        assert!(!parse(text).expects_call(), "{text}");
    }
    for (text, expected) in [
        ("use my name", Some(true)),
        ("you can use my name", Some(true)),
        ("no name", Some(false)),
        ("No name.", Some(false)),
        ("don't use my name", Some(false)),
        ("don’t use my name", Some(false)),
        ("do not use my name", Some(false)),
        ("no name yet", None),
        ("my name", None),
    ] {
        assert_eq!(parse(text).name_use(), expected, "{text}");
    }
    assert!(parse("presold").presold() && parse("Pre-sold!").presold() && !parse("not presold").presold());
    assert!(parse("agreed").agreed() && !parse("hasn’t agreed").agreed() && !parse("disagreed").agreed());
    assert!(!parse("not yet agreed").agreed() && !parse("we agreed to meet").agreed());
    reads("no name presold agreed", &["name_use:no", "presold", "agreed"]);
}

#[test]
fn tags_of_any_script() {
    reads(
        "#boats #top-10, #señor_1 #船 #हिन्दी #قوارب",
        &["tag:boats", "tag:top-10", "tag:señor_1", "tag:船", "tag:हिन्दी", "tag:قوارب"],
    );
    reads("C# is #1 # x#y", &[]);
}

#[test]
fn a_tap_takes_one_interpretation_back_and_leaves_the_others() {
    let text = "Ana Ruiz, plumber >Ben #boats";
    let dismissed = BTreeSet::from(["for:Ben".to_owned()]);
    let parsed = super::super::parse(text, now(), &dismissed);
    let keys: Vec<_> = parsed.chips().map(|(_, meaning)| meaning.key()).collect();
    assert_eq!(keys, ["name:Ana Ruiz", "trade:plumber", "tag:boats"]);
    assert_eq!(parsed.pieces[3].text, " >Ben ");
    assert!(matches!(parsed.pieces[0].meaning, Some(Meaning::Name(_))));
}
