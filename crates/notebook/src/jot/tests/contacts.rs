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
        "123456",
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
        ("https://acme.es/a_(b,c)", "https://acme.es/a_(b,c"),
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
