//! Every letter as it goes out when nobody changes a word of it, in `letters.txt`: to be read by a person whenever it
//! changes. `RAPPORT_GOLDEN=write` writes it anew.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
    sync::OnceLock,
};

use common::*;
use notebook::{
    Notebook, Value,
    command::{Command, Edit},
    practice::leads::{About, Deed},
    query::LetterView,
    record::{Progress, Ref},
    time::instant_text,
};

/// What is chosen about a lead: the dimension, the key that says it, and its words; an empty one leaves it open.
const FACTS: [(&str, &str, &[&str]); 4] = [
    ("way", "direction", &["for_me", "given", "passed_through"]),
    ("level", "level", &["lead", "referral", "presold"]),
    ("consent", "consent", &["", "yes", "no"]),
    ("name", "name_use", &["", "yes", "no", "ask_first"]),
];

/// Who is known: everybody by a record of their own, by a name in words, the source as nobody, or the prospect as nobody.
const KNOWN: [&str; 5] = ["records", "names", "no source", "no prospect", "group"];

/// What happened before.
const THEN: [&str; 9] =
    ["fresh", "late", "away", "touched", "passed", "won", "lost", "good fit", "surprised"];

/// What is needed, as people note it; the first with everything else, the others with what happened least.
const NEEDS: [&str; 4] = [
    "A reliable bookkeeper",
    "",
    "to sell the house by spring",
    "An office block is going up on the ring road. Desks?",
];

type Case = Vec<(&'static str, &'static str)>;

/// Each text once, in order, with the words of every dimension with which it reads so.
type Letters = BTreeMap<(usize, String), BTreeMap<&'static str, BTreeSet<&'static str>>>;

fn written(case: &Case) -> Notebook {
    let of = |dimension: &str| case.iter().find(|(name, _)| *name == dimension).unwrap().1;
    let mut notebook = device(1);
    let (phone, email) = (format!("phones/{}/value", id(80)), format!("emails/{}/value", id(81)));
    let karen = [
        ("name", "Karen Whitfield"),
        (phone.as_str(), "+44 7700 900417"),
        (email.as_str(), "karen@wharf.example"),
    ];
    must(&mut notebook, add(person(2), &karen), at(0));
    must(&mut notebook, add(person(3), &[("name", "Clara Voss")]), at(0));
    must(&mut notebook, add(person(4), &[("name", "Robert Hale")]), at(0));
    must(&mut notebook, edit(person(4), "nicknames/Bob", Value::Bool(true)), at(0));
    let group = Ref::new(notebook::record::Kind::Group, id(5));
    must(&mut notebook, add(group, &[("name", "Harbour chapter")]), at(0));
    let me = [("name", "Mina Rao"), ("trade", "solicitor")];
    must(
        &mut notebook,
        Command::Edit {
            record: Ref::ME,
            edits: me.map(|(key, word)| Edit::set(key, Value::str(word))).to_vec(),
        },
        at(0),
    );
    let (karen, clara, bob, harbour) =
        (id(2).to_string(), id(3).to_string(), id(4).to_string(), id(5).to_string());
    let recipient = |part: &str| format!("recipients/{}/{part}", id(50));
    let mut fields = vec![("need".to_owned(), of("need"))];
    fields.retain(|(_, words)| !words.is_empty());
    let known = of("known");
    let is_mine = of("way") == "for_me";
    match known {
        "names" => {
            fields.push(("prospect_name".into(), "Karen"));
            fields.push(("source_name".into(), "the woman from the bakery"));
        }
        "no source" => fields.push(("prospect".into(), &karen)),
        "no prospect" => fields.push(("source".into(), &clara)),
        _ => fields.extend([("prospect".into(), karen.as_str()), ("source".into(), clara.as_str())]),
    }
    if !is_mine {
        match known {
            "names" => fields.push((recipient("name"), "Ben")),
            "group" => fields.push((recipient("group"), &harbour)),
            _ => fields.push((recipient("person"), &bob)),
        }
    }
    for (dimension, key, _) in FACTS {
        if !of(dimension).is_empty() {
            fields.push((key.to_owned(), of(dimension)));
        }
    }
    let received = instant_text(&at(0).0);
    fields.push(("received_at".into(), &received));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(key, word)| (key.as_str(), *word)).collect();
    must(&mut notebook, add(lead(1), &fields), at(0));
    happened(&mut notebook, of("then"), is_mine);
    notebook
}

fn happened(notebook: &mut Notebook, then: &str, is_mine: bool) {
    let moved = |progress: Progress| match is_mine {
        true => Deed::Moved(progress),
        false => Deed::MovedFor(id(50), progress),
    };
    match then {
        "away" => {
            let away = |part: &str| format!("away/{}/{part}", id(70));
            let edits = vec![
                Edit::set(away("from"), Value::str("2026-11-22")),
                Edit::set(away("to"), Value::str("2026-11-27")),
            ];
            must(notebook, Command::Edit { record: Ref::ME, edits }, at(0));
        }
        "touched" if is_mine => {
            must(notebook, touched(2), at(1));
        }
        "passed" | "touched" if !is_mine => {
            deed(notebook, 1, Deed::Passed(id(50)), at(1));
        }
        "won" | "lost" => {
            if !is_mine {
                deed(notebook, 1, Deed::Passed(id(50)), at(1));
            }
            let to = if then == "won" { Progress::Won } else { Progress::Lost };
            deed(notebook, 1, moved(to), at(1));
        }
        "good fit" | "surprised" => {
            let word = if then == "surprised" { "surprised" } else { "good_fit" };
            must(notebook, edit(lead(1), "quality", Value::str(word)), at(1));
        }
        _ => {}
    }
}

fn touched(who: u64) -> Command {
    let of = id(who).to_string();
    add(
        Ref::new(notebook::record::Kind::Touch, id(60)),
        &[("person", &of), ("kind", "met"), ("at", &instant_text(&at(-9000).0))],
    )
}

/// Every combination of what may be chosen.
fn cases() -> Vec<Case> {
    let mut all: Vec<Case> = vec![Vec::new()];
    let known: (&str, &[&'static str]) = ("known", &KNOWN);
    let then: (&str, &[&'static str]) = ("then", &THEN);
    let need: (&str, &[&'static str]) = ("need", &NEEDS);
    for (dimension, words) in FACTS.iter().map(|(name, _, words)| (*name, *words)).chain([known, need, then])
    {
        let next = |case: &Case, word: &'static str| {
            let mut case = case.clone();
            case.push((dimension, word));
            case
        };
        all = all
            .iter()
            .flat_map(|case| words.iter().map(|word| next(case, word)).collect::<Vec<_>>())
            .collect();
    }
    let is = |case: &Case, of: &str, among: &[&str]| {
        among.contains(&case.iter().find(|(name, _)| *name == of).unwrap().1)
    };
    all.retain(|case| {
        is(case, "need", &NEEDS[..1])
            || (is(case, "then", &["fresh"])
                && is(case, "level", &["referral"])
                && !is(case, "known", &["names", "group"]))
    });
    all
}

fn headline(about: About) -> &'static str {
    match about {
        About::FirstContact => "First contact, to the one who needs it",
        About::Consent => "Do they agree",
        About::Naming => "May the source be named, to the source",
        About::Recommending => "A word before I call, to the source",
        About::Late => "First contact is late, to the source",
        About::Away => "I am away, to the source",
        About::Thanks => "Thanks, to the source",
        About::Report => "How good it was, to the source",
        About::Pass(_) => "Passing it on, to the one it is for",
        About::Asking(_) => "How did it go, to the one it is for",
    }
}

/// Every letter that a lead's page offers, once, with the cases in which it reads so.
fn every() -> &'static Letters {
    static ALL: OnceLock<Letters> = OnceLock::new();
    ALL.get_or_init(read)
}

fn read() -> Letters {
    let order = [
        "First",
        "Do they",
        "May the",
        "A word",
        "First contact is",
        "I am",
        "Thanks",
        "How good",
        "Passing",
        "How did",
    ];
    let mut letters = Letters::new();
    for case in cases() {
        let mut notebook = written(&case);
        let then = case.last().unwrap().1;
        let now = if then == "late" { at(60 * 30) } else { at(10) };
        let view = lead_page(&mut notebook, 1, now);
        for offer in view.offers {
            let LetterView { to, subject, words, .. } =
                letter(&mut notebook, lead(1), offer.about, None, now).unwrap();
            let headline = headline(offer.about);
            let place = order.iter().rposition(|start| headline.starts_with(start)).unwrap();
            let text = format!("## {headline}\n\nTo: {to}\nSubject: {subject}\n\n{words}\n");
            let dimensions = letters.entry((place, text)).or_default();
            for (dimension, word) in &case {
                dimensions.entry(*dimension).or_default().insert(if word.is_empty() { "open" } else { word });
            }
        }
    }
    letters
}

fn told() -> String {
    let mut out = String::from(
        "Every letter as it goes out when nobody changes a word of it, and when it reads so.\nRead it as the one who gets it would.\n",
    );
    for ((_, text), dimensions) in every() {
        let all = |dimension: &str| {
            let of = |words: &[&str]| words.len();
            FACTS.iter().find(|(name, ..)| *name == dimension).map_or_else(
                || match dimension {
                    "known" => of(&KNOWN),
                    "need" => of(&NEEDS),
                    _ => of(&THEN),
                },
                |(_, _, words)| of(words),
            )
        };
        let mut when = Vec::new();
        for dimension in ["way", "level", "consent", "name", "known", "need", "then"] {
            let words = &dimensions[dimension];
            // Without anything about the need it reads so whatever is needed.
            if words.len() < all(dimension) && (dimension != "need" || !words.contains(NEEDS[0])) {
                when.push(format!("{dimension}: {}", words.iter().copied().collect::<Vec<_>>().join(", ")));
            }
        }
        let (head, rest) = text.split_once("\n\n").unwrap();
        write!(out, "\n{head}\n({})\n\n{rest}", when.join("; ")).unwrap();
    }
    out
}

#[test]
fn every_letter_reads_as_it_was_read_by_a_person() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/letters.txt");
    let told = told();
    if std::env::var_os("RAPPORT_GOLDEN").is_some() {
        std::fs::write(path, &told).unwrap();
    }
    let frozen = std::fs::read_to_string(path).unwrap();
    let first = told.lines().zip(frozen.lines()).find(|(one, two)| one != two);
    assert!(told == frozen, "a letter reads otherwise than when it was read last: {first:?}");
}

#[test]
fn no_letter_stumbles() {
    for ((_, text), dimensions) in every() {
        let words = text.split_once("Subject: ").unwrap().1;
        for stumble in
            ["  ", " .", " ,", ": .", "..", " them agrees", ": \n", "…", ",\n\nthank", "\n\nbefore"]
        {
            assert!(!words.contains(stumble), "“{stumble}” in {text} {dimensions:?}");
        }
        let body = words.split("\n\n").nth(2).unwrap();
        assert!(body.starts_with(char::is_uppercase), "{text}");
    }
}
