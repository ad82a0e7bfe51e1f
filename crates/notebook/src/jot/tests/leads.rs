//! Needs, people, flags and tags.

use crate::record::NameUse;

use super::*;

#[test]
fn a_need_makes_a_lead() {
    reads("Ana needs a bookkeeper", &["name:Ana", "need:a bookkeeper"]);
    reads("Ana is looking for a van, urgently", &["name:Ana", "need:a van"]);
    reads("wants to sell her house. Nice woman", &["need:sell her house"]);
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
    reads(">Ben Monday", &["for:Ben"]);
    reads(">Ben, Monday", &["for:Ben", "due:2026-11-23"]);
    reads(">ben ortiz <clara", &["for:ben ortiz", "source:clara"]);
    reads("<Ludwig van der Rohe said so", &["source:Ludwig van der Rohe"]);
    reads("<\"the boat people of the north\" ok", &["source:the boat people of the north"]);
    reads(">דוד לוי", &["for:דוד לוי"]);
    reads("<Clara>", &["source:Clara"]);
    for text in ["a > b", "<3", "x<y", ">50 people", ">", "<"] {
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
        ("use my name", Some(NameUse::Yes)),
        ("you can use my name", Some(NameUse::Yes)),
        ("no name", Some(NameUse::No)),
        ("No name.", Some(NameUse::No)),
        ("don't use my name", Some(NameUse::No)),
        ("don’t use my name", Some(NameUse::No)),
        ("do not use my name", Some(NameUse::No)),
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
