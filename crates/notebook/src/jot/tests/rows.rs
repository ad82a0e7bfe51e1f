//! Names, trades, places, and whole jots.

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
        "thanks for the boat, see you",
        "needs a bookkeeper",
        "no name",
        "expects call",
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
    reads("call ana ruiz !tomorrow", &["name:Ana Ruiz", "due:2026-11-23"]);
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
fn whoever_is_named_on_another_line_is_somebody_else() {
    reads("Ana Ruiz\nBen Ortiz, plumber", &["name:Ana Ruiz", "name:Ben Ortiz", "trade:plumber"]);
}

#[test]
fn where_we_met() {
    reads("@chamber mixer", &["place:chamber mixer"]);
    reads("@The Old Bar she wants a boat", &["place:The Old Bar", "need:a boat"]);
    reads("@gala yesterday", &["place:gala"]);
    reads("@Bar and Grill and >Ben", &["place:Bar and Grill", "for:Ben"]);
    reads("@\"a place of boats, by the sea\" ok", &["place:a place of boats, by the sea"]);
    reads("lunch @ noon", &["due:2026-11-22T12:00"]);
    reads("(@gala)", &["place:gala"]);
}

#[test]
fn a_tap_takes_one_interpretation_back_and_leaves_the_others() {
    let text = "Ana Ruiz, plumber >Ben #boats";
    let dismissed = BTreeSet::from(["for:Ben".to_owned()]);
    let parsed = super::super::parse(text, now(), Habits::default(), &dismissed);
    let keys: Vec<_> = parsed.meanings().map(Meaning::key).collect();
    assert_eq!(keys, ["name:Ana Ruiz", "trade:plumber", "tag:boats"]);
    assert_eq!(parsed.pieces[3].text, " >Ben ");
    assert!(matches!(parsed.pieces[0].meaning, Some(Meaning::Name(_))));
}

#[test]
fn whole_scribbles() {
    reads(
        "Ana Ruiz #vip @Rotary lunch, looking for \"a dentist\" <Clara Diaz >Ben !2w",
        &[
            "name:Ana Ruiz",
            "tag:vip",
            "place:Rotary lunch",
            "need:a dentist",
            "source:Clara Diaz",
            "for:Ben",
            "due:2026-12-06",
        ],
    );
    reads(
        "Bob 5551234567 needs a roof by !mon",
        &["name:Bob", "phone:5551234567", "need:a roof", "due:2026-11-23"],
    );
    reads("Ana Ruiz / call center manager / Acme", &["name:Ana Ruiz"]);
    reads("Ana Ruiz / book editor / Acme", &["name:Ana Ruiz", "trade:book editor", "company:Acme"]);
    reads("Ana Ruiz, customer success at Acme", &["name:Ana Ruiz", "trade:customer success", "company:Acme"]);
    reads(
        "Clara needs to sell her boat >Ben, use my name",
        &["name:Clara", "need:sell her boat", "for:Ben", "name_use:yes"],
    );
    reads("Tom & Ann Smith need a realtor", &["name:Tom Smith", "name:Ann Smith", "need:a realtor"]);
    reads("田中太郎、弁護士", &["name:田中太郎", "trade:弁護士"]);
    reads("محمد علي، سباك", &["name:محمد علي", "trade:سباك"]);
    reads("Spoke to Clara about the roof", &["name:Clara"]);
    reads("mum's birthday !3/4", &["due:2027-04-03"]);
}

#[test]
fn a_parsed_jot_survives_being_sent() {
    let parsed = parse("Ana Ruiz, plumber needs a roof !fri 9am expects call no name #x");
    let sent = serde_json::to_string(&parsed).unwrap();
    assert!(
        sent.contains(r#"{"name":"Ana Ruiz"}"#) && sent.contains(r#""meaning":"expects_call""#),
        "{sent}"
    );
    assert_eq!(serde_json::from_str::<Parsed>(&sent).unwrap(), parsed);
}

#[test]
fn a_word_that_is_a_name_as_well_is_one_where_a_name_stands() {
    for (text, name) in [
        ("Guy Martin, plumber at Acme", "Guy Martin"),
        ("Man Ray, plumber at Acme", "Man Ray"),
        ("Mary Read, plumber at Acme", "Mary Read"),
        ("Anna Friend, plumber at Acme", "Anna Friend"),
        ("Martin Guy, plumber at Acme", "Martin Guy"),
        ("John Love, plumber at Acme", "John Love"),
        ("Kim So, plumber at Acme", "Kim So"),
        ("Charles Best, plumber at Acme", "Charles Best"),
        ("Will May, plumber at Acme", "Will May"),
        ("John Smith, Jr., plumber at Acme", "John Smith, Jr."),
        ("John Smith Jr., plumber at Acme", "John Smith Jr."),
        ("John Smith, III, plumber at Acme", "John Smith, III"),
        ("Ana Ruiz, PhD, plumber at Acme", "Ana Ruiz"),
        ("Ana Ruiz, M.D., plumber at Acme", "Ana Ruiz"),
        ("Ana Ruiz, MBA, CPA, plumber at Acme", "Ana Ruiz"),
    ] {
        let parsed = parse(text);
        assert_eq!(
            (parsed.name(), parsed.trade(), parsed.company()),
            (Some(name), Some("plumber"), Some("Acme")),
            "{text}"
        );
    }
    for text in
        ["Good evening, everyone", "Guy who fixes roofs", "Great Guy", "Good Friday, lunch", "Buy Tickets"]
    {
        assert_eq!(name(text), None, "{text}");
    }
    assert_eq!(parse("Ana Ruiz, buyer at Best Buy").company(), Some("Best Buy"));
    assert_eq!(parse("Smith, John, plumber").trade(), Some("plumber"));
    assert_eq!(parse("Ana Ruiz, Acme, plumber").trade(), None);
}

#[test]
fn a_row_of_a_table_is_a_person() {
    reads(
        "Ana Ruiz\tplumber\tAcme\t+34 600 111 222",
        &["name:Ana Ruiz", "trade:plumber", "company:Acme", "phone:+34 600 111 222"],
    );
    assert_eq!(parse("Ana Ruiz\t\tAcme\t+34 600 111 222").trade(), None);
    let table = "Name\tTrade\tCompany\tPhone\nAna Ruiz\tplumber\tAcme\t600 111 222";
    assert_eq!(name(table).as_deref(), Some("Ana Ruiz"));
}

#[test]
fn nobody_gets_the_number_of_somebody_else() {
    let (mine, theirs) = ("+34 600 111 222", "+34 611 222 333");
    for text in [
        "Ana Ruiz\tplumber\tAcme\t{mine}\nBen Ortiz\troofer\tBolt\t{theirs}",
        "Ana Ruiz\nplumber\nAcme\n{mine}\nBen Ortiz\nroofer\nBolt\n{theirs}",
        "Ana Ruiz, plumber, {mine}\nBen Ortiz, roofer, {theirs}",
        "Ana Ruiz {mine}, Ben Ortiz {theirs}",
        "Ana Ruiz {mine}; Ben Ortiz {theirs}",
        "Ana Ruiz {mine} and Ben Ortiz {theirs}",
        "Ana Ruiz {mine} / Ben Ortiz {theirs}",
        "ana ruiz {mine}\nben ortiz {theirs}",
        "Ana {mine}\nBen {theirs}",
        "Ana {mine}, Ben {theirs}",
        "Ana\n{mine}\nBen\n{theirs}",
        "Ana Ruiz, plumber at Acme\n{mine}\n\nBen Ortiz, roofer at Bolt\n{theirs}",
        "1. Ana Ruiz {mine}\n2. Ben Ortiz {theirs}",
        "Ana Ruiz | plumber | {mine}\nBen Ortiz | roofer | {theirs}",
    ] {
        let text = text.replace("{mine}", mine).replace("{theirs}", theirs);
        assert_eq!(parse(&text).phones(), [mine], "{text}");
    }
    // Whose the first one is cannot be known.
    assert!(parse("+34 600 111 222\nAna Ruiz\n+34 611 222 333\nBen Ortiz").phones().len() < 2);
    assert_eq!(parse("Ana Ruiz +34 600 111 222\nBen Ortiz ben@bolt.example").emails(), Vec::<&str>::new());
}

#[test]
fn somebodys_own_contacts_stay_together() {
    for text in [
        "Ana Ruiz, mobile +34 600 111 222, office +34 911 222 333",
        "Ana Ruiz\nPlumber\nAcme Boats\n+34 600 111 222\n+34 911 222 333",
        "Ana Ruiz\nMobile: +34 600 111 222\nOffice: +34 911 222 333",
        "Ana Ruiz +34 600 111 222 or +34 911 222 333",
        "Ana Ruiz, +34 600 111 222, +34 911 222 333, plumber",
    ] {
        assert_eq!(parse(text).phones(), ["+34 600 111 222", "+34 911 222 333"], "{text}");
    }
    let card = parse("Ana Ruiz\nAcme Ltd\n+34 600 111 222\nana@acme.es\nwww.acme.es");
    assert_eq!((card.phones().len(), card.emails().len(), card.links().len()), (1, 1, 1));
    assert_eq!(parse("Ana Ruiz, +34 600 111 222, Acme Ltd, ana@acme.es").emails(), ["ana@acme.es"]);
}

#[test]
fn a_name_begins_with_capitals_when_it_is_taken_over() {
    for (text, written) in [
        ("met sarah from bright dental", "Sarah"),
        ("ana ruiz", "Ana Ruiz"),
        ("call padraig mcgrath", "Padraig McGrath"),
        ("spoke to noreen o'sullivan", "Noreen O'Sullivan"),
        ("met jeroen van der berg, architect", "Jeroen van der Berg"),
        ("met anne-marie byrne-kane", "Anne-Marie Byrne-Kane"),
    ] {
        assert_eq!(name(text).as_deref(), Some(written), "{text}");
    }
}
