//! Phones, addresses, links.

use super::*;

#[test]
fn phone_numbers_as_people_write_them() {
    for text in [
        "+34 600 000 000",
        "+34600000000",
        "600 000 000",
        "600.000.000",
        "(555) 123-4567",
        "555-123-4567",
        "+1 (555) 123 4567",
        "0171 1234567",
        "089/123456",
        "(11) 91234-5678",
        "12 34 56 78",
        "+49 (0)89 123456",
    ] {
        assert_eq!(parse(text).phones(), [text], "{text}");
        let within = format!("Ana Ruiz, {text}, plumber");
        assert_eq!(parse(&within).phones(), [text], "{within}");
        assert_eq!(parse(&within).trade(), Some("plumber"));
    }
    assert_eq!(parse("600 000 000 611 111 111").phones(), ["600 000 000", "611 111 111"]);
    assert_eq!(parse("600 000 000 2 kids").phones(), ["600 000 000"]);
    assert_eq!(parse("tel:+34600000000.").phones(), ["+34600000000"]);
    assert_eq!(parse("(600 000 000)").phones(), ["600 000 000"]);
}

#[test]
fn other_numbers_are_not_phones() {
    for text in [
        "24/12/2026",
        "24.12.2026",
        "2026-12-24",
        "2019-2026",
        "1.250.000",
        "250.000",
        "300 000 €",
        "€300000",
        "250000 eur",
        "$1234567",
        "12345",
        "A123456",
        "123456x",
        "1234567890123456",
        "10:30",
        "100000%",
        "24.12.26 and more",
        "123456",
    ] {
        assert!(parse(text).phones().is_empty(), "{text}");
    }
}

#[test]
fn addresses() {
    for (text, email) in [
        ("ana@acme.es", "ana@acme.es"),
        ("mailto:ana@acme.es", "ana@acme.es"),
        ("<ana.ruiz+x@mail.acme.co.uk>", "ana.ruiz+x@mail.acme.co.uk"),
        ("(ana@acme.es).", "ana@acme.es"),
        ("ben@x.com,ana@acme.es", "ben@x.com"),
        ("José@acme.es", "José@acme.es"),
    ] {
        assert_eq!(parse(text).emails().first(), Some(&email), "{text}");
    }
    for text in ["ana@acme", "@acme.es", "ana@", "a@b@c.es", "ana@.es"] {
        assert!(parse(text).emails().is_empty(), "{text}");
    }
}

#[test]
fn links_get_their_scheme() {
    for (text, link) in [
        ("acme.es", "https://acme.es"),
        ("www.acme.photography", "https://www.acme.photography"),
        ("acme.es/boats?x=1.", "https://acme.es/boats?x=1"),
        ("https://acme.es/a_(b,c)", "https://acme.es/a_(b,c)"),
        ("http://localhost:8080/x", "http://localhost:8080/x"),
        ("(acme.com)", "https://acme.com"),
        ("HTTPS://ACME.ES", "HTTPS://ACME.ES"),
        ("shop.acme.co.uk", "https://shop.acme.co.uk"),
        ("Acme.es,", "https://Acme.es"),
    ] {
        assert_eq!(parse(text).links(), [link], "{text}");
    }
    for text in [
        "e.g. this",
        "e.g",
        "i.e. that",
        "9 p.m",
        "roof.She left",
        "report.pdf",
        "No.5",
        "1.5",
        "...",
        "Acme S.L.",
        "www.",
        "https://",
    ] {
        assert!(parse(text).links().is_empty(), "{text}");
    }
}

/// Thirty countries: numbers as they are written there, with the code and without.
const NATIONAL: &[&str] = &[
    "600 111 222",
    "91 123 45 67",
    "912 34 56 78",
    "+34 600 11 12 22", // Spain
    "06 12 34 56 78",
    "+33 6 12 34 56 78",
    "01.23.45.67.89", // France
    "0171 1234567",
    "030 123456",
    "089/1234567",
    "+49 171 1234567", // Germany
    "020 7946 0018",
    "07700 900123",
    "+44 (0)20 7946 0018",
    "01632 960001", // Great Britain
    "212-555-0143",
    "(212) 555-0143",
    "1 (212) 555-0143",
    "212.555.0143",
    "212 555 0143",
    "1-800-555-0199",
    "+1 212 555 0100", // America
    "06 6982 1234",
    "347 123 4567",
    "+39 06 6982 1234", // Italy
    "912 345 678",
    "21 123 4567",
    "+351 912 345 678", // Portugal
    "06 12345678",
    "020 123 4567",
    "+31 6 12345678", // Netherlands
    "0470 12 34 56",
    "02 123 45 67",
    "+32 470 12 34 56", // Belgium
    "079 123 45 67",
    "+41 79 123 45 67", // Switzerland
    "0664 1234567",
    "01 5123456",
    "+43 664 1234567", // Austria
    "085 123 4567",
    "+353 85 123 4567", // Ireland
    "070-123 45 67",
    "08-123 456 78",
    "+46 70 123 45 67", // Sweden
    "412 34 567",
    "22 12 34 56",
    "+47 412 34 567", // Norway
    "20 12 34 56",
    "+45 20 12 34 56", // Denmark
    "040 123 4567",
    "+358 40 123 4567", // Finland
    "512 345 678",
    "22 123 45 67",
    "601-234-567",
    "+48 512 345 678", // Poland
    "601 123 456",
    "+420 601 123 456", // Czechia
    "06 20 123 4567",
    "+36 20 123 4567", // Hungary
    "210 123 4567",
    "+30 210 123 4567", // Greece
    "0532 123 45 67",
    "+90 532 123 45 67", // Turkey
    "8 (912) 345-67-89",
    "8(912)345-67-89",
    "8 912 345-67-89",
    "+7 912 345-67-89", // Russia
    "067 123 45 67",
    "+380 67 123 45 67", // Ukraine
    "98765 43210",
    "+91 98765 43210",
    "022 2345 6789", // India
    "138 1234 5678",
    "13812345678",
    "+86 138 1234 5678", // China
    "090-1234-5678",
    "03-1234-5678",
    "+81 90-1234-5678", // Japan
    "010-1234-5678",
    "02-123-4567",
    "+82 10-1234-5678", // Korea
    "0412 345 678",
    "(02) 9876 5432",
    "+61 412 345 678", // Australia
    "021 123 4567",
    "+64 21 123 4567", // New Zealand
    "(11) 91234-5678",
    "+55 11 91234-5678", // Brazil
    "55 1234 5678",
    "+52 55 1234 5678", // Mexico
    "11 1234-5678",
    "+54 11 1234-5678", // Argentina
    "9 1234 5678",
    "+56 9 1234 5678", // Chile
    "050-123-4567",
    "+972 50-123-4567", // Israel
    "082 123 4567",
    "+27 82 123 4567", // South Africa
    "9123 4567",
    "+65 9123 4567", // Singapore
    "050 123 4567",
    "+971 50 123 4567", // Emirates
    "0803 123 4567",
    "+234 803 123 4567", // Nigeria
];

/// Quantities, dates and years that stand beside numbers.
const BESIDE: &[&str] = &[
    "100-150 guests",
    "250000 leaflets",
    "1500-2000 chairs",
    "12 boats",
    "3 000 000 views",
    "season 2026/27",
    "26 11 2026",
    "26/11/2026",
    "26-11-2026",
    "2026-11-26",
    "24.12.2026",
    "2026",
    "2019-2026",
    "2025/2026",
    "10:30",
    "9am",
    "300 000 €",
    "€250000",
    "EUR 12000",
    "250.000 EUR",
    "100%",
    "1080x1920",
    "room 12",
    "order 12345678",
    "26 November",
];

#[test]
fn a_number_of_thirty_countries_stands_beside_quantities_dates_and_years() {
    let mut wrong = Vec::new();
    let mut reads = |text: &str, expected: &[&str], or_nothing: bool| {
        let found = parse(text);
        let found = found.phones();
        if found != expected && !(or_nothing && found.is_empty()) {
            wrong.push(format!("{text}: {found:?}"));
        }
    };
    for beside in BESIDE {
        reads(beside, &[], false);
        reads(&format!("needs {beside}"), &[], false);
    }
    for number in NATIONAL {
        let number = *number;
        for text in [number.to_owned(), format!("Ana Ruiz {number}"), format!("({number})")] {
            reads(&text, &[number], false);
        }
        for beside in BESIDE {
            for text in [
                format!("Ana Ruiz, {number}, {beside}"),
                format!("Ana Ruiz {beside}, {number}"),
                format!("Ana Ruiz, {number}\n{beside}"),
                format!("Ana Ruiz, {number} needs {beside}"),
            ] {
                reads(&text, &[number], false);
            }
            // With nothing between them: the number, or nothing, but no other one.
            for text in [format!("{number} {beside}"), format!("{beside} {number}")] {
                reads(&text, &[number], true);
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_need_keeps_its_quantities() {
    for (text, need) in [
        ("needs a caterer for 100-150 guests", "a caterer for 100-150 guests"),
        ("needs 250000 leaflets by easter", "250000 leaflets"),
        ("needs 1500-2000 chairs", "1500-2000 chairs"),
        ("needs a sponsor for season 2026/27", "a sponsor for season 2026/27"),
        ("needs a venue on 26 11 2026", "a venue on 26 11 2026"),
        ("needs approx. 20 chairs", "approx. 20 chairs"),
        ("needs max. 30 tables", "max. 30 tables"),
        ("needs a van incl. driver", "a van incl. driver"),
        ("needs a roof in St. Ives", "a roof in St. Ives"),
        ("needs a hall for 10000000 people", "a hall for 10000000 people"),
        ("needs 20 000 000 stickers", "20 000 000 stickers"),
        ("needs a node.js developer", "a node.js developer"),
    ] {
        let parsed = parse(text);
        assert_eq!(parsed.needs(), [need], "{text}");
        assert!(parsed.phones().is_empty() && parsed.links().is_empty(), "{text}");
    }
}

#[test]
fn marks_of_other_things_are_no_phones() {
    for text in [
        "4111 1111 1111 1111",
        "ES91 2100 0418 4502 0005 1332",
        "978-3-16-148410-0",
        "192.168.10.25",
        "123-45-6789",
        "12345-6789",
        "0900-1700",
        "20261126",
        "26112026",
        "11 26 2026",
        "2026 11 26",
        "0.12345678",
        "order 600111222",
        "IBAN 12345678",
        "about 600000000",
        "600 000 000 people",
        "120 000 000 views",
        "600111222 leaflets",
        "2025 2026",
        "#12345678",
        "24/7/365",
        "10 000-15 000",
        "100 000-150 000 guests",
    ] {
        assert!(parse(text).phones().is_empty(), "{text}: {:?}", parse(text).phones());
    }
}

#[test]
fn a_number_that_is_called_one_needs_no_shape() {
    assert_eq!(parse("tel 12345").phones(), ["12345"]);
    assert_eq!(parse("Ana Ruiz, mobile: 600111").phones(), ["600111"]);
    assert_eq!(parse("tel. 1234 5678 90").phones(), ["1234 5678 90"]);
    assert_eq!(parse("+1 212 555 0100 ext. 12").phones(), ["+1 212 555 0100 ext. 12"]);
    assert_eq!(parse("212-555-0143 x12, Ana").phones(), ["212-555-0143 x12"]);
}

#[test]
fn a_number_is_read_through_what_people_paste_around_it() {
    let plain = "+34 600 000 000";
    for text in [
        "\u{202a}+34 600 000 000\u{202c}",
        "+34\u{a0}600\u{a0}000\u{a0}000",
        "+34\u{202f}600\u{202f}000\u{202f}000",
        "\u{2068}+34 600 000 000\u{2069}",
        "\u{200e}+34 600 000 000\u{200e}",
        "\u{feff}+34 600 000 000",
        "+\u{200e}34 600 000 000",
        "+34 600 \u{200b}000 000",
        "+34\u{2009}600\u{2009}000\u{2009}000",
        "＋34 600 000 000",
        "+٣٤ ٦٠٠ ٠٠٠ ٠٠٠",
        "+３４ ６００ ０００ ０００",
    ] {
        assert_eq!(parse(text).phones(), [plain], "{text:?}");
        let within = format!("Ana Ruiz, {text}, plumber");
        let parsed = parse(&within);
        assert_eq!((parsed.phones(), parsed.trade()), (vec![plain], Some("plumber")), "{within:?}");
    }
    assert_eq!(parse("212‑555‑0143").phones(), ["212‑555‑0143"]);
    assert_eq!(parse("\u{202a}ana@acme.es\u{202c}").emails(), ["ana@acme.es"]);
    assert_eq!(name("\u{202a}Ana Ruiz\u{202c}, plumber").as_deref(), Some("Ana Ruiz"));
}

#[test]
fn links_are_whole_or_none() {
    for (text, link) in [
        ("https://en.wikipedia.org/wiki/Acme_(company)", "https://en.wikipedia.org/wiki/Acme_(company)"),
        ("(see https://acme.es/wiki/Acme_(company))", "https://acme.es/wiki/Acme_(company)"),
        ("en.wikipedia.org/wiki/Acme_(company)", "https://en.wikipedia.org/wiki/Acme_(company)"),
        ("(acme.es/a_(b))", "https://acme.es/a_(b)"),
        ("https://acme.es/a,b;c", "https://acme.es/a,b;c"),
        ("https://acme.es/a, and", "https://acme.es/a"),
        ("https://acme.es/c++", "https://acme.es/c++"),
        ("https://acme.es/?q=[x]", "https://acme.es/?q=[x]"),
        ("[https://acme.es/x]", "https://acme.es/x"),
        ("“https://acme.es/x”", "https://acme.es/x"),
        ("https://acme.es/x).", "https://acme.es/x"),
        ("https://acme.es/@ana/", "https://acme.es/@ana/"),
        ("acme.it", "https://acme.it"),
        ("acme.ai", "https://acme.ai"),
    ] {
        assert_eq!(parse(text).links(), [link], "{text}");
    }
    for text in [
        "a node.js developer",
        "vue.js",
        "asp.net",
        "main.rs",
        "setup.py",
        "install.sh",
        "readme.md",
        "index.ts",
        "done.it was great",
        "roof.at noon",
        "12.es",
        "10.30.am",
        "socket.io",
        "report.doc",
    ] {
        assert!(parse(text).links().is_empty(), "{text}: {:?}", parse(text).links());
    }
}

#[test]
fn mails_are_whole_or_none() {
    for (text, email) in [
        ("r&d@acme.com", "r&d@acme.com"),
        ("Ana, sales&service@acme.com.", "sales&service@acme.com"),
        ("o'brien@acme.ie", "o'brien@acme.ie"),
        ("a+b=c@acme.es", "a+b=c@acme.es"),
        ("mailto:ana@acme.es?subject=hi", "ana@acme.es"),
        ("info#1@acme.es", "info#1@acme.es"),
    ] {
        assert_eq!(parse(text).emails(), [email], "{text}");
    }
    for text in [".ana@acme.es", "ana.@acme.es", "a..b@acme.es", "ana@acme.es/x", "ana@acme.1"] {
        assert!(parse(text).emails().is_empty(), "{text}");
    }
}
