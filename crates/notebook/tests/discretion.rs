//! Who told me stays hidden when they wish so: in every draft, share, sheet and discreet screen, in any field
//! and any spelling. Only the owner's own notebook and backup know.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::*;
use notebook::{
    Id, Notebook, Value,
    command::{Command, Edit, Named, Sorting, Who},
    jot::CompletingKind,
    practice::leads::About,
    query::{LeadFilter, Page, PeopleFilter, Query, View},
    record::{Kind, Ref, TouchKind},
    search::fold,
};
use proptest::prelude::*;

/// Names whose words are in no draft: of several scripts, of one word, with marks inside.
const NAMES: [&str; 12] = [
    "Xiomara Quintana",
    "Wulandari",
    "Żaneta Kłosińska",
    "Siobhán O’Druaidh",
    "Jean-Zébulon Vasquez",
    "ليلى منصور",
    "נועה פרידמן",
    "田中 美咲",
    "Ольга Шевченко",
    "Ξενοφών Ζαΐμης",
    "Günther Strauß",
    "김철수",
];
const NICKNAMES: [&str; 4] = ["Xio", "Zébu", "Οβελίξ", "Lálá"];
const COMPANIES: [&str; 3] = ["Quixotic & Sons", "Zwölfender GmbH", "شركة الزيتون"];
const PHONES: [&str; 3] = ["+34 600 987 654", "030-7654321", "(305) 555-0142"];
const EMAILS: [&str; 2] = ["Xio.Quintana@vexing.example", "zb77@kvant.example"];

#[derive(Debug, Clone)]
struct Case {
    name: &'static str,
    nickname: &'static str,
    company: &'static str,
    phone: &'static str,
    email: &'static str,
    /// How the wish was noted.
    wish: usize,
    /// How each planted secret is spelled.
    spelling: usize,
}

fn case() -> impl Strategy<Value = Case> {
    let of = |all: &'static [&'static str]| prop::sample::select(all);
    (of(&NAMES), of(&NICKNAMES), of(&COMPANIES), of(&PHONES), of(&EMAILS), 0..4usize, 0..7usize).prop_map(
        |(name, nickname, company, phone, email, wish, spelling)| Case {
            name,
            nickname,
            company,
            phone,
            email,
            wish,
            spelling,
        },
    )
}

impl Case {
    fn spelled(&self, secret: &str) -> String {
        match self.spelling {
            0 => secret.to_owned(),
            1 => secret.to_uppercase(),
            2 => secret.to_lowercase(),
            3 => format!("({secret})"),
            4 => format!("{secret}’s"),
            5 => secret
                .chars()
                .flat_map(|c| [c, '\u{200b}'])
                .map(|c| if c == '\u{200b}' { '\u{200d}' } else { c })
                .collect(),
            _ => fold(secret),
        }
    }

    /// Every secret in one sentence.
    fn planted(&self) -> String {
        let all = [self.name, self.nickname, self.company, self.phone, self.email];
        let words: Vec<String> = all.iter().map(|secret| self.spelled(secret)).collect();
        let first = self.spelled(self.name.split_whitespace().next().unwrap());
        format!("blue chairs ({first}), says {}. Round tables.", words.join(" and "))
    }

    /// What must not be found: whole words of the name, the nickname, the rest as a whole.
    fn secrets(&self) -> Vec<String> {
        let words = self.name.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 1);
        let whole = [self.name, self.nickname, self.company, self.email];
        words.chain(whole).map(bare).chain([digits(self.phone)]).collect()
    }

    /// Ana (2) needs something of Ben’s (4); the hidden one (3) told me. Everything says who it was.
    fn notebook(&self) -> Notebook {
        let mut notebook = device(1);
        let item = id(80);
        let contact = |field: &str| format!("{field}/{item}/value");
        let says = self.planted();
        must(
            &mut notebook,
            add(person(2), &[("name", "Ana Ruiz"), (&contact("phones"), "+44 7700 900111")]),
            at(0),
        );
        let hidden = [
            ("name", self.name),
            (&format!("nicknames/{}", self.nickname), "true"),
            ("company", self.company),
            (&contact("phones"), self.phone),
            (&contact("emails"), self.email),
        ];
        let edits = hidden.iter().map(|(key, value)| {
            let value = if *value == "true" { Value::Bool(true) } else { Value::str(*value) };
            Edit::set(*key, value)
        });
        must(&mut notebook, Command::Add { record: person(3), edits: edits.collect() }, at(0));
        must(
            &mut notebook,
            add(person(4), &[("name", "Ben Hughes"), (&contact("emails"), "ben@hughes.example")]),
            at(0),
        );
        // A jot that names the source, sorted into the lead.
        let text = format!("Ana needs {says} <{} no name", self.nickname);
        must(&mut notebook, jot(9, &text, at(0)), at(0));
        let into = Sorting {
            lead: Some((id(1), says.clone())),
            source: Some(Named { name: self.spelled(self.name), who: Some(person(3)) }),
            recipients: vec![Named { name: "Ben".into(), who: Some(person(4)) }],
            promise: Some((id(30), says.clone(), Some(at(0).today().into()))),
            ..Sorting::default()
        };
        must(&mut notebook, sort(9, into), at(1));
        must(&mut notebook, jot(8, &text, at(2)), at(2));
        let wish: &[(&str, Option<&str>)] = match self.wish {
            0 => &[("name_use", Some("no")), ("kind", Some("no_name"))],
            1 => &[("name_use", Some("ask_first")), ("kind", None)],
            2 => &[("name_use", None), ("kind", None)],
            _ => &[("name_use", Some("yes")), ("kind", Some("no_name"))],
        };
        let mut edits: Vec<Edit> = wish
            .iter()
            .map(|(key, value)| Edit { key: (*key).into(), value: value.map(Value::str) })
            .collect();
        edits.extend([
            Edit::set("prospect", Value::str(id(2).to_string())),
            Edit::set("consent", Value::str("yes")),
            Edit::set("level", Value::str("referral")),
            Edit::set("expects_call", Value::Bool(true)),
            Edit::set("note", Value::Text(says.clone())),
            Edit::set("quality", Value::str("good_fit")),
            Edit::set("quality_words", Value::str(says.clone())),
            Edit::set(format!("tags/{}", self.spelled(self.nickname)), Value::Bool(true)),
        ]);
        must(&mut notebook, Command::Edit { record: lead(1), edits }, at(3));
        must(&mut notebook, edit(person(3), "introduced_by", Value::str(id(4).to_string())), at(3));
        let about = id(1).to_string();
        let logged = [
            ("words", says.as_str()),
            ("lead", &about),
            ("person", &id(3).to_string()),
            ("at", "2026-11-22T12:00:00.000+01:00"),
            ("kind", "call"),
        ];
        must(&mut notebook, add(Ref::new(Kind::Touch, id(31)), &logged), at(4));
        must(&mut notebook, edit(Ref::new(Kind::Promise, id(30)), "lead", Value::str(about.clone())), at(4));
        // A spin-off, whose own source nobody hides.
        let spin_off = [
            ("need", says.as_str()),
            ("prospect_name", "Bo"),
            ("source_name", "Ana"),
            ("name_use", "yes"),
            ("came_from", &about),
        ];
        must(&mut notebook, add(lead(5), &spin_off), at(5));
        notebook
    }
}

impl Case {
    /// Besides: a lead that came with its source in one change, something in the bin, and the source entered twice.
    fn everything(&self) -> Notebook {
        let mut notebook = self.notebook();
        let text = format!("Bo needs {}", self.planted());
        must(&mut notebook, jot(7, &text, at(6)), at(6));
        let into = Sorting {
            lead: Some((id(6), self.planted())),
            person: Some(Who::New { id: id(40), name: "Bo".into() }),
            source: Some(Named { name: self.spelled(self.name), who: Some(person(3)) }),
            promise: Some((id(41), self.planted(), Some(at(0).today().into()))),
            touch: Some((id(42), TouchKind::Call)),
            ..Sorting::default()
        };
        must(&mut notebook, sort(7, into), at(7));
        must(&mut notebook, edit(lead(6), "name_use", Value::str("no")), at(7));
        must(&mut notebook, edit(lead(6), "came_from", Value::str(id(1).to_string())), at(7));
        must(&mut notebook, add(person(7), &[("name", self.name)]), at(8));
        must(&mut notebook, Command::Unite { keep: id(3), double: id(7) }, at(8));
        let about = lead(6).id.to_string();
        let talk = [
            ("words", self.planted()),
            ("lead", about),
            ("person", id(3).to_string()),
            ("kind", "call".to_owned()),
            ("at", notebook::time::instant_text(&at(9).0)),
        ];
        let talk: Vec<(&str, &str)> = talk.iter().map(|(key, value)| (*key, value.as_str())).collect();
        must(&mut notebook, add(Ref::new(Kind::Touch, id(43)), &talk), at(9));
        must(
            &mut notebook,
            add(lead(44), &[("need", &self.planted()), ("source", &id(3).to_string())]),
            at(9),
        );
        must(&mut notebook, Command::Remove { record: lead(44) }, at(10));
        let promised =
            [("words", self.planted()), ("lead", id(6).to_string()), ("person", id(3).to_string())];
        let promised: Vec<(&str, &str)> =
            promised.iter().map(|(key, value)| (*key, value.as_str())).collect();
        must(&mut notebook, add(Ref::new(Kind::Promise, id(47)), &promised), at(9));
        let acts = vec![
            edit(person(3), &format!("nicknames/{}", self.spelled(self.nickname)), Value::Bool(true)),
            edit(person(3), "company", Value::Str(format!("at {}", self.company))),
            edit(lead(6), "need", Value::str("many blue chairs")),
        ];
        must(&mut notebook, Command::Together { acts }, at(11));
        notebook
    }
}

/// Letters and digits without capitals, marks and whatever stands between them.
fn bare(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// A link as the device reads it.
fn decoded(href: &str) -> String {
    let bytes = href.as_bytes();
    let (mut out, mut at) = (Vec::new(), 0);
    while at < bytes.len() {
        if bytes[at] == b'%' {
            out.push(u8::from_str_radix(&href[at + 1..at + 3], 16).unwrap());
            at += 3;
        } else {
            out.push(bytes[at]);
            at += 1;
        }
    }
    String::from_utf8(out).unwrap()
}

/// The texts of an answer: what stands in quotes in JSON, ids and dates apart.
fn texts(value: &serde_json::Value, out: &mut Vec<String>) {
    match value {
        serde_json::Value::String(text) => {
            let is_name = text.parse::<Id>().is_ok() || text.parse::<Ref>().is_ok();
            if !is_name {
                out.push(text.clone());
            }
        }
        serde_json::Value::Array(list) => list.iter().for_each(|value| texts(value, out)),
        serde_json::Value::Object(map) => map.iter().for_each(|(key, value)| {
            texts(&serde_json::Value::String(key.clone()), out);
            texts(value, out);
        }),
        _ => {}
    }
}

/// Every question there is: a new one does not compile until it is asked here.
fn questions(case: &Case) -> Vec<Query> {
    let all = Page::first(100);
    let mut queries = Vec::new();
    for place in 0.. {
        let asked: Vec<Query> = match place {
            0 => vec![Query::Today(usize::MAX)],
            1 => vec![Query::Calendar],
            2 => vec![Query::Inbox(all)],
            3 => [8, 9].map(|n| Query::Jot(id(n))).into(),
            4 => vec![Query::People(PeopleFilter::default(), all)],
            5 => [2, 3, 4].map(|n| Query::Person(id(n))).into(),
            6 => [2, 3, 4, 7].map(|n| Query::Insight(id(n))).into(),
            7 => vec![Query::Doubles(all)],
            8 => ["", "chairs", case.name]
                .map(|text| Query::Leads(LeadFilter { text: text.into(), ..LeadFilter::default() }, all))
                .into(),
            9 => vec![Query::Board(LeadFilter::default(), 100)],
            10 => [1, 5, 6].map(|n| Query::Lead(id(n))).into(),
            11 => [About::FirstContact, About::Thanks]
                .map(|about| Query::Letter { lead: id(1), about, words: Some(case.planted()) })
                .into(),
            12 => vec![Query::Discreet(Box::new(Query::Inbox(all)))],
            13 => ["chairs", case.name, case.nickname]
                .map(|text| Query::Search { text: text.into(), limit: 50 })
                .into(),
            14 => vec![Query::Complete {
                kind: CompletingKind::Name,
                prefix: case.name.chars().take(3).collect(),
                limit: 9,
            }],
            15 => [None, Some(lead(1)), Some(lead(6)), Some(person(3))]
                .map(|of| Query::History { of, page: all })
                .into(),
            16 => vec![Query::Bin(all)],
            17 => vec![Query::Me],
            18 => vec![Query::Groups],
            19 => vec![Query::Events],
            20 => vec![Query::Counts],
            21 => vec![Query::Read { text: "met somebody at the mixer".into(), month_first: false }],
            _ => break,
        };
        assert!(asked.iter().all(|query| place_of(query) == place), "{asked:?}");
        queries.extend(asked);
    }
    queries
}

fn place_of(query: &Query) -> usize {
    match query {
        Query::Today(_) => 0,
        Query::Calendar => 1,
        Query::Inbox(_) => 2,
        Query::Jot(_) => 3,
        Query::People(..) => 4,
        Query::Person(_) => 5,
        Query::Insight(_) => 6,
        Query::Doubles(_) => 7,
        Query::Leads(..) => 8,
        Query::Board(..) => 9,
        Query::Lead(_) => 10,
        Query::Letter { .. } => 11,
        Query::Discreet(_) => 12,
        Query::Search { .. } => 13,
        Query::Complete { .. } => 14,
        Query::History { .. } => 15,
        Query::Bin(_) => 16,
        Query::Me => 17,
        Query::Groups => 18,
        Query::Events => 19,
        Query::Counts => 20,
        Query::Read { .. } => 21,
    }
}

/// The line or page of an answer, if there is one, that speaks of a lead and tells who told of it.
fn together(case: &Case, notebook: &mut Notebook, query: &Query) -> Option<String> {
    let view = serde_json::to_value(notebook.query(query, at(60))).unwrap();
    let mut units = Vec::new();
    lines(&view, &mut units);
    units.into_iter().find_map(|unit| {
        let (mut told, json) = (Vec::new(), unit.to_string());
        texts(&unit, &mut told);
        let words: String = told.iter().map(|text| bare(text)).collect::<Vec<_>>().join("\n");
        let speaks = ["chairs", "roundtables"].iter().any(|word| words.contains(word))
            || [1, 6].iter().any(|n| json.contains(&id(*n).to_string()));
        (speaks && case.secrets().iter().any(|secret| words.contains(secret))).then_some(json)
    })
}

/// An answer's lines, each by itself; a page is one.
fn lines(value: &serde_json::Value, out: &mut Vec<serde_json::Value>) {
    match value {
        serde_json::Value::Array(list) => list.iter().for_each(|value| lines(value, out)),
        serde_json::Value::Object(map) if map.len() == 1 => map.values().for_each(|value| lines(value, out)),
        serde_json::Value::Object(map)
            if ["rows", "list", "due"].iter().any(|key| map.contains_key(*key)) =>
        {
            map.values().for_each(|value| lines(value, out));
        }
        value => out.push(value.clone()),
    }
}

fn answer(notebook: &mut Notebook, query: &Query) -> Vec<String> {
    let view = notebook.query(query, at(60));
    let mut out = Vec::new();
    texts(&serde_json::to_value(&view).unwrap(), &mut out);
    out
}

fn hidden(case: &Case, text: &str, place: &str) -> Result<(), TestCaseError> {
    let bare = bare(text);
    for secret in case.secrets() {
        prop_assert!(!bare.contains(&secret), "{secret:?} is told in {place}: {text}");
    }
    Ok(())
}

const TO_OTHERS: [About; 1] = [About::FirstContact];

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_hidden_source_is_in_no_draft_and_in_no_link_whatever_the_person_writes(case in case()) {
        let mut notebook = case.notebook();
        let recipient = *lead_page(&mut notebook, 1, at(60)).lead.recipients.keys().next().unwrap();
        let abouts = TO_OTHERS.into_iter().chain([About::Pass(recipient), About::Asking(recipient)]);
        for about in abouts {
            for words in [None, Some(case.planted())] {
                let letter = letter(&mut notebook, lead(1), about, words.as_deref(), at(60)).unwrap();
                hidden(&case, &letter.words, "the words")?;
                hidden(&case, &letter.subject, "the subject")?;
                for way in &letter.ways {
                    hidden(&case, &decoded(&way.href), "a link")?;
                }
                prop_assert_eq!(letter.hides, words.is_some());
                prop_assert!(words.is_none() || letter.words.contains("blue chairs"), "{}", letter.words);
            }
        }
        // What came out of their lead keeps the secret too.
        let letter = letter(&mut notebook, lead(5), About::FirstContact, Some(&case.planted()), at(60)).unwrap();
        hidden(&case, &letter.words, "the spin-off")?;
    }

    #[test]
    fn a_hidden_source_is_on_no_sheet(case in case()) {
        let mut notebook = case.notebook();
        for n in [1, 5] {
            let sheet = lead_page(&mut notebook, n, at(60)).sheet;
            prop_assert!(sheet.len() > 3);
            for (label, words) in &sheet {
                hidden(&case, &line(words), label.text())?;
            }
        }
    }

    #[test]
    fn a_hidden_source_is_on_no_discreet_screen_that_speaks_of_their_lead(case in case()) {
        let mut notebook = case.notebook();
        let all = Page::first(100);
        let search = |text: &str| Query::Search { text: text.into(), limit: 50 };
        let found = |text: &str| Query::Leads(LeadFilter { text: text.into(), ..LeadFilter::default() }, all);
        let queries = [
            Query::Today(usize::MAX),
            Query::Inbox(all),
            Query::Jot(id(8)),
            Query::Jot(id(9)),
            Query::Leads(LeadFilter::default(), all),
            Query::Board(LeadFilter::default(), 100),
            Query::Lead(id(1)),
            Query::Lead(id(5)),
            Query::Letter { lead: id(1), about: About::Thanks, words: None },
            Query::Person(id(2)),
            Query::Person(id(4)),
            Query::History { of: Some(lead(1)), page: all },
            search("chairs"),
            found("chairs"),
        ];
        for query in queries {
            let place = format!("{query:?}");
            for text in answer(&mut notebook, &Query::Discreet(Box::new(query))) {
                hidden(&case, &text, &place)?;
            }
        }
        // Looking for them by name finds them, and not what they told.
        for text in [case.name, case.nickname] {
            for query in [search(text), found(text)] {
                let view = notebook.query(&Query::Discreet(Box::new(query)), at(60));
                let json = serde_json::to_string(&view).unwrap();
                prop_assert!(!json.contains("chairs") && !json.contains(&format!("leads/{}", id(1))), "{json}");
            }
        }
        let own = notebook.query(&Query::Discreet(Box::new(Query::Person(id(3)))), at(60));
        prop_assert!(!serde_json::to_string(&own).unwrap().contains("chairs"), "their page tells what they told");
    }

    #[test]
    fn no_answer_on_a_discreet_screen_tells_a_lead_and_its_hidden_source_together(case in case()) {
        let mut notebook = case.everything();
        for query in questions(&case) {
            if let Some(unit) = together(&case, &mut notebook, &Query::Discreet(Box::new(query.clone()))) {
                prop_assert!(false, "{query:?}: {unit}");
            }
        }
    }

    #[test]
    fn what_is_not_discreet_is_seen_to_tell_them_together(case in case()) {
        let mut notebook = case.everything();
        let leaks: Vec<String> = questions(&case)
            .iter()
            .filter(|query| together(&case, &mut notebook, query).is_some())
            .map(|query| format!("{query:?}"))
            .collect();
        let kinds = ["Today", "Inbox", "Jot", "Person", "Insight", "Leads", "Board", "Lead", "Letter", "Search", "History", "Bin"];
        for kind in kinds {
            prop_assert!(leaks.iter().any(|query| query.starts_with(kind)), "{kind} is looked at without seeing: {leaks:#?}");
        }
    }

    #[test]
    fn the_owners_own_backup_has_it_all(case in case()) {
        let notebook = case.notebook();
        let mut restored = reloaded(&notebook, 2);
        let view = lead_page(&mut restored, 1, at(60));
        prop_assert_eq!(view.lead.source, Some(id(3)));
        prop_assert_eq!(view.lead.source_name, case.spelled(case.name));
        prop_assert_eq!(view.lead.need, case.planted());
        prop_assert_eq!(page(&mut restored, person(3)).person.name, case.name);
    }

    #[test]
    fn words_that_tell_nothing_leave_as_they_are(case in case(), words in "[a-z]{1,8}( [a-z]{1,8}){0,9}[.,!?]?( [0-9]{1,4})?") {
        let mut notebook = case.notebook();
        let letter = letter(&mut notebook, lead(1), About::FirstContact, Some(&words), at(60)).unwrap();
        prop_assume!(case.secrets().iter().all(|secret| !bare(&words).contains(secret)));
        prop_assert_eq!((letter.words, letter.hides), (words, false));
    }

    #[test]
    fn hiding_twice_is_hiding_once(case in case(), more in "\\PC{0,40}") {
        let mut notebook = case.notebook();
        let words = format!("{more} {} {more}", case.planted());
        let once = letter(&mut notebook, lead(1), About::FirstContact, Some(&words), at(60)).unwrap().words;
        let twice = letter(&mut notebook, lead(1), About::FirstContact, Some(&once), at(60)).unwrap().words;
        prop_assert_eq!(once, twice);
    }
}

#[test]
fn a_name_inside_another_word_is_no_name() {
    let mut notebook = device(1);
    must(&mut notebook, add(person(3), &[("name", "Ann Mark")]), at(0));
    let fields = [("need", "x"), ("prospect_name", "Bo"), ("source", &id(3).to_string()), ("name_use", "no")];
    must(&mut notebook, add(lead(1), &fields), at(0));
    for words in ["planning the market", "Annual", "remarkable"] {
        let said = letter(&mut notebook, lead(1), About::FirstContact, Some(words), at(0)).unwrap();
        assert_eq!(said.words, words);
    }
    let said =
        letter(&mut notebook, lead(1), About::FirstContact, Some("Anns and ANN’s and mark"), at(0)).unwrap();
    assert_eq!(said.words, "Somebody and somebody’s and somebody");
}

#[test]
fn a_prospect_with_the_sources_family_name_is_still_called_by_their_own() {
    let mut notebook = device(1);
    must(&mut notebook, add(person(2), &[("name", "Ana Voss")]), at(0));
    must(&mut notebook, add(person(3), &[("name", "Clara Voss")]), at(0));
    let (ana, clara) = (id(2).to_string(), id(3).to_string());
    must(
        &mut notebook,
        add(lead(1), &[("need", "what Clara Voss said"), ("prospect", &ana), ("source", &clara)]),
        at(0),
    );
    let mut words = |said| letter(&mut notebook, lead(1), About::FirstContact, said, at(0)).unwrap().words;
    assert!(words(None).starts_with("Hello Ana,") && !words(None).contains("Clara"));
    assert_eq!(words(Some("what Clara Voss said")), "what somebody said");
}

#[test]
fn who_introduced_a_hidden_source_is_not_told_either() {
    let mut notebook = device(1);
    must(&mut notebook, add(person(4), &[("name", "Sally")]), at(0));
    let clara =
        [("name", "Clara Voss"), ("introduced_by", &id(4).to_string()), ("met_at", "chamber breakfast")];
    must(&mut notebook, add(person(3), &clara), at(0));
    let fields =
        [("need", "a roof"), ("prospect_name", "Bo"), ("source", &id(3).to_string()), ("name_use", "no")];
    must(&mut notebook, add(lead(1), &fields), at(0));
    let view = lead_page(&mut notebook, 1, at(0));
    assert!(
        view.story.iter().any(|link| link.words.text() == "Sally introduced Clara Voss."),
        "I know it myself"
    );
    let told = view.sheet.iter().find(|(label, _)| label.text() == "How it came about").unwrap();
    assert_eq!(line(&told.1), "This lead: a roof, for Bo. Somebody told me.");
    let discreet = answer(&mut notebook, &Query::Discreet(Box::new(Query::Lead(id(1)))));
    assert!(discreet.iter().all(|text| !text.contains("Sally") && !text.contains("chamber")), "{discreet:?}");
}

#[test]
fn a_source_who_is_only_a_name_is_written_to_by_it_and_hidden_from_others() {
    let mut notebook = device(1);
    let fields =
        [("need", "Kit’s roof"), ("prospect_name", "Bo"), ("source_name", "Kit"), ("name_use", "no")];
    must(&mut notebook, add(lead(1), &fields), at(0));
    let mut words = |about, said| letter(&mut notebook, lead(1), about, said, at(0)).unwrap().words;
    assert!(words(About::Thanks, None).starts_with("Hello Kit,"));
    assert_eq!(words(About::FirstContact, Some("about Kit’s roof")), "about somebody’s roof");
}

#[test]
fn what_is_found_only_because_of_a_hidden_source_is_not_counted_on_a_discreet_screen_either() {
    let mut notebook = device(1);
    must(&mut notebook, add(person(3), &[("name", "Clara Voss")]), at(0));
    let clara = id(3).to_string();
    for n in [1, 2, 4] {
        let name_use = if n == 4 { "yes" } else { "no" };
        let need = format!("a roof, Clara says, number {n}");
        let fields = [
            ("need", need.as_str()),
            ("source_name", "Clara Voss"),
            ("source", &clara),
            ("name_use", name_use),
        ];
        must(&mut notebook, add(lead(n), &fields), at(0));
    }
    let about = id(1).to_string();
    let touch = Ref::new(Kind::Touch, id(31));
    must(
        &mut notebook,
        add(touch, &[("words", "Clara called"), ("lead", &about), ("at", "2026-11-22T12:00:00.000+01:00")]),
        at(0),
    );
    must(&mut notebook, jot(9, "Ana needs a roof <Clara no name", at(0)), at(0));
    let mut totals = |text: &str, limit: usize| {
        let search = Query::Search { text: text.into(), limit };
        let filter = LeadFilter { text: text.into(), ..LeadFilter::default() };
        let mut of = |query: &Query| match notebook.query(&Query::Discreet(Box::new(query.clone())), at(1)) {
            View::Search(hits) => (hits.rows.len(), hits.total),
            View::Leads(leads) => (leads.list.rows.len(), leads.list.total),
            other => panic!("{other:?}"),
        };
        (of(&search), of(&Query::Leads(filter, Page::first(limit))))
    };
    // She herself and the lead for which she may be named, also when only the beginning of her name is typed.
    for text in ["Clara", "clara voss", "cla", "clars roof"] {
        let people = usize::from(!text.contains("roof"));
        assert_eq!(totals(text, 50), ((1 + people, 1 + people), (1, 1)), "{text}");
    }
    // A page holds as many as it is asked for, and counts what it may tell.
    assert_eq!(totals("cla", 1), ((1, 2), (1, 1)));
    assert_eq!(totals("roof number", 2), ((2, 3), (2, 3)), "what they told is found by its other words");
}

#[test]
fn the_page_of_a_hidden_source_does_not_count_what_it_leaves_out() {
    let mut notebook = device(1);
    must(&mut notebook, add(person(3), &[("name", "Clara Voss")]), at(0));
    let clara = id(3).to_string();
    for (n, name_use) in [(1, "no"), (2, "yes")] {
        let received = notebook::time::instant_text(&at(0).0);
        let fields = [
            ("need", "a roof"),
            ("source", clara.as_str()),
            ("name_use", name_use),
            ("received_at", &received),
        ];
        must(&mut notebook, add(lead(n), &fields), at(0));
    }
    match notebook.query(&Query::Discreet(Box::new(Query::Person(id(3)))), at(1)) {
        View::Person(Some(view)) => assert_eq!((view.timeline.len(), view.moments), (1, 1)),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_joiner_or_a_letter_of_two_makes_no_name_of_a_fragment() {
    for name in [
        "Strau\u{200d}ß\u{200d}",
        "S\u{200d}t\u{200d}r\u{200d}a\u{200d}u\u{200d}ß",
        "ß\u{200d}lind Vex",
        "Wei\u{ad}ß",
        "Gro\u{2060}ß\u{2060}mann",
        "Ro\u{200d}ss\u{200d}i",
        "Æ\u{200d}rik Vex",
        "Œ\u{200c}none",
        "O’ß Vexler",
        "ﬁ\u{200d}nn Vex",
    ] {
        let mut notebook = device(1);
        must(
            &mut notebook,
            add(lead(1), &[("need", "a site"), ("source_name", name), ("name_use", "no")]),
            at(0),
        );
        let need = format!("ss and ae, oe, fi: {name} says so");
        must(&mut notebook, edit(lead(1), "need", Value::str(&need)), at(0));
        let sheet = lead_page(&mut notebook, 1, at(0)).sheet;
        let words = line(&sheet.iter().find(|(label, _)| label.text() == "What is needed").unwrap().1);
        assert!(words.starts_with("ss and ae, oe, fi: "), "{name:?}: {words}");
        assert!(words.contains("somebody") && !bare(&words).contains(&bare(name)), "{name:?}: {words}");
    }
}

#[test]
fn the_first_message_for_a_hidden_lead_does_not_say_that_anybody_talked() {
    let fields = [("need", "a bookkeeper"), ("prospect_name", "Ana"), ("source_name", "Clara Voss")];
    for wish in [[("name_use", "no")], [("name_use", "ask_first")], [("kind", "no_name")]] {
        let mut notebook = device(1);
        must(&mut notebook, add(lead(1), &[&fields[..], &wish].concat()), at(0));
        must(&mut notebook, edit(Ref::ME, "trade", Value::str("accountant")), at(0));
        let words = letter(&mut notebook, lead(1), About::FirstContact, None, at(0)).unwrap().words;
        for said in
            ["heard", "told", "mentioned", "recommended", "looking for", "bookkeeper", "Clara", "somebody"]
        {
            assert!(!words.to_lowercase().contains(&said.to_lowercase()), "{said}: {words}");
        }
        assert!(words.contains("accountant") && words.contains("May I call you"), "{words}");
    }
}

#[test]
fn the_bin_and_the_last_talk_name_no_hidden_source_on_a_screen_that_others_can_see() {
    let mut notebook = device(1);
    must(&mut notebook, add(person(2), &[("name", "Ana Ruiz")]), at(0));
    let need = "a site, says Clara Voss";
    must(
        &mut notebook,
        add(lead(1), &[("need", need), ("source_name", "Clara Voss"), ("name_use", "no")]),
        at(0),
    );
    let (who, of, when) = (id(2).to_string(), id(1).to_string(), notebook::time::instant_text(&at(0).0));
    let talk =
        [("person", &*who), ("lead", &*of), ("kind", "call"), ("at", &*when), ("words", "Clara told me")];
    must(&mut notebook, add(Ref::new(Kind::Touch, id(9)), &talk), at(0));
    let discreet = |notebook: &mut Notebook, query| notebook.query(&Query::Discreet(Box::new(query)), at(1));
    let View::Insight(Some(seen)) = discreet(&mut notebook, Query::Insight(id(2))) else {
        panic!("an insight")
    };
    assert_eq!(seen.last_talk.unwrap().words, "Somebody told me");
    assert_eq!(insight_view(&mut notebook, id(2), at(1)).unwrap().last_talk.unwrap().words, "Clara told me");
    must(&mut notebook, Command::Remove { record: lead(1) }, at(1));
    let View::Bin(bin) = discreet(&mut notebook, Query::Bin(ALL)) else { panic!("the bin") };
    assert_eq!(bin.rows[0].title, "a site, says somebody");
}

#[test]
fn a_stage_on_a_discreet_screen_does_not_rest_on_what_was_told_in_confidence() {
    let mut notebook = device(1);
    must(&mut notebook, add(person(3), &[("name", "Clara Voss")]), at(0));
    let (clara, received) = (id(3).to_string(), notebook::time::instant_text(&at(0).0));
    let fields = [
        ("need", "a roof"),
        ("source", clara.as_str()),
        ("level", "referral"),
        ("consent", "yes"),
        ("name_use", "no"),
        ("received_at", &received),
    ];
    must(&mut notebook, add(lead(1), &fields), at(0));
    let mut asked = |query| match notebook.query(&query, at(1)) {
        View::Insight(Some(insight)) => line(&insight.stage.evidence),
        other => panic!("{other:?}"),
    };
    assert_eq!(asked(Query::Insight(id(3))), "one referral from them");
    assert!(asked(Query::Discreet(Box::new(Query::Insight(id(3))))).is_empty());
}

/// A lead that Ana told me about in confidence, and what may leave of a text about it.
fn confided(notebook: &mut Notebook, words: &str) -> String {
    letter(notebook, lead(5), About::FirstContact, Some(words), at(60)).unwrap().words
}

fn told_by_ana() -> Notebook {
    let mut notebook = device(1);
    must(&mut notebook, add(person(1), &[("name", "Ana Ruiz"), ("company", "Slate and Sons")]), at(0));
    must(&mut notebook, add(person(2), &[("name", "Xenia Prat"), ("trade", "roofer")]), at(0));
    must(&mut notebook, add(person(3), &[("name", "Ben Okafor")]), at(0));
    let link = format!("links/{}/value", id(30));
    let link = edit(person(1), &link, Value::str("https://www.instagram.com/anita.writes/"));
    must(&mut notebook, link, at(0));
    let mail = format!("emails/{}/value", id(31));
    must(&mut notebook, edit(person(1), &mail, Value::str("a.ruiz.bath@quarry.example")), at(0));
    let edits = [
        ("need", "a new roof"),
        ("prospect", &id(3).to_string()),
        ("source", &id(1).to_string()),
        ("name_use", "no"),
    ];
    must(&mut notebook, add(lead(5), &edits), at(0));
    notebook
}

/// What happens to somebody's entry.
type Way<'a> = &'a dyn Fn(&mut Notebook);

#[test]
fn a_hidden_source_hides_with_every_name_that_they_ever_had() {
    let rename = |notebook: &mut Notebook| drop(must(notebook, name(person(1), "Zora Vance"), at(1)));
    let ways: [(&str, Way<'_>); 8] = [
        ("as they are", &|_| ()),
        ("renamed", &rename),
        ("moved", &|notebook| {
            drop(must(notebook, edit(person(1), "company", Value::str("Kiln Ltd")), at(1)));
        }),
        ("united", &|notebook| drop(must(notebook, Command::Unite { keep: id(2), double: id(1) }, at(1)))),
        ("deleted", &|notebook| {
            must(notebook, Command::Remove { record: person(1) }, at(1));
            must(notebook, Command::EmptyBin, at(1));
        }),
        ("renamed and deleted", &|notebook| {
            rename(notebook);
            must(notebook, Command::Remove { record: person(1) }, at(2));
            must(notebook, Command::EmptyBin, at(2));
        }),
        ("lost a conflict", &|notebook| {
            let mut other = reloaded(notebook, 200);
            must(&mut other, name(person(1), "Zora Vance"), at(1));
            must(notebook, name(person(1), "Ana R. Ruiz"), at(1));
            meet(notebook, &mut other);
        }),
        ("renamed and taken back", &|notebook| {
            let change = must(notebook, name(person(1), "Zora Vance"), at(1)).change;
            must(notebook, Command::Undo { change }, at(2));
        }),
    ];
    for (how, way) in ways {
        let mut notebook = told_by_ana();
        way(&mut notebook);
        for notebook in [&mut reloaded(&notebook, 9), &mut notebook] {
            for secret in [
                "Ana",
                "Ruiz",
                "Slate and Sons",
                "anita.writes",
                "a.ruiz.bath@quarry.example",
                "quarry",
                "A. R.",
                "AR",
            ] {
                let said = confided(notebook, &format!("I heard of it from {secret} last week"));
                assert!(!said.contains(secret), "{how}: {secret} in {said}");
            }
            if how.contains("renamed") {
                assert!(!confided(notebook, "Zora says so").contains("Zora"), "{how}");
            }
            if how == "united" {
                assert!(!confided(notebook, "Xenia says so").contains("Xenia"), "{how}");
            }
        }
    }
}

#[test]
fn letters_that_look_alike_do_not_give_a_source_away() {
    let mut notebook = told_by_ana();
    for secret in ["Аna", "Аnа", "Ruіz", "𝐀𝐧𝐚", "Ａｎａ", "RUIZ", "Αna"] {
        let said = confided(&mut notebook, &format!("I heard it from {secret}."));
        assert!(!said.contains(secret), "{secret} in {said}");
    }
    let said = confided(&mut notebook, "The roof of Ben Okafor is from 1990, in York.");
    assert_eq!(said, "The roof of Ben Okafor is from 1990, in York.", "and the rest is said");
}

#[test]
fn a_source_whom_nobody_can_find_hides_the_whole_text() {
    let mut notebook = told_by_ana();
    must(&mut notebook, edit(lead(5), "source", Value::Str(id(77).to_string())), at(1));
    let mut other = device(8);
    let edits = [
        ("need", "a new roof"),
        ("prospect_name", "Ben"),
        ("source", &id(77).to_string()),
        ("name_use", "no"),
    ];
    must(&mut other, add(lead(5), &edits), at(0));
    let said = confided(&mut other, "Anybody may have said it");
    assert_eq!(said, "Told in confidence");
}
