//! Numbers as they are written become numbers that can be dialled (E.164, RFC 3966), and are told apart exactly.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use notebook::record::{
    phone::{Phone, alike, key},
    reach::{address_key, addresses, calls, link_key, mail, mails, web},
};
use proptest::prelude::*;

fn tel(written: &str) -> Vec<String> {
    calls(written).into_iter().map(|call| call.call).collect()
}

/// How people of a country write a number for others, and what is dialled from anywhere.
const NATIONAL: [(&str, &str, &str); 42] = [
    ("United Kingdom", "+44 (0)20 7946 0018", "+442079460018"),
    ("United Kingdom", "+44 020 7946 0018", "+442079460018"),
    ("United Kingdom", "44 (0)20 7946 0018", "+442079460018"),
    ("United Kingdom", "0044 (0) 20 7946 0018", "+442079460018"),
    ("Germany", "+49 (0)30/123456-78", "+493012345678"),
    ("Germany", "+49 [0] 30 12345678", "+493012345678"),
    ("Austria", "+43 (0)5572/12345", "+43557212345"),
    ("Switzerland", "+41 (0)44 668 18 00", "+41446681800"),
    ("France", "+33 (0)1 42 68 53 00", "+33142685300"),
    ("Belgium", "+32 (0)2 555 12 12", "+3225551212"),
    ("Netherlands", "+31 (0)20-1234567", "+31201234567"),
    ("Spain", "+34 600 123 456", "+34600123456"),
    ("Portugal", "+351 21 123 4567", "+351211234567"),
    ("Italy, whose zero belongs", "+39 06 1234 5678", "+390612345678"),
    ("Italy, whose zero belongs", "+39 (0)6 1234 5678", "+390612345678"),
    ("San Marino, whose zero belongs", "+378 0549 123456", "+3780549123456"),
    ("Ivory Coast, whose zero belongs", "+225 07 12 34 56 78", "+2250712345678"),
    ("Ireland", "+353 (0)1 234 5678", "+35312345678"),
    ("Sweden", "+46 (0)8-123 456 78", "+46812345678"),
    ("Norway", "+47 22 12 34 56", "+4722123456"),
    ("Denmark", "+45 12 34 56 78", "+4512345678"),
    ("Finland", "+358 (0)9 1234 567", "+35891234567"),
    ("Poland", "+48 22 123 45 67", "+48221234567"),
    ("Czechia", "+420 601 123 456", "+420601123456"),
    ("Hungary", "+36 (06) 1 234 5678", "+3612345678"),
    ("Romania", "+40 (0)21 123 4567", "+40211234567"),
    ("Greece", "+30 210 123 4567", "+302101234567"),
    ("Turkey", "+90 (0)532 987 65 43", "+905329876543"),
    ("Russia", "+7 (8) 495 123-45-67", "+74951234567"),
    ("Ukraine", "+380 (0)44 123 45 67", "+380441234567"),
    ("Lithuania", "+370 (8) 5 123 4567", "+37051234567"),
    ("United States", "+1 (212) 555-0143", "+12125550143"),
    ("United States", "+1.212.555.0143", "+12125550143"),
    ("Mexico", "+52 55 1234 5678", "+525512345678"),
    ("Brazil", "+55 (11) 98765-4321", "+5511987654321"),
    ("Argentina", "+54 9 11 1234-5678", "+5491112345678"),
    ("South Africa", "+27 (0)21 123 4567", "+27211234567"),
    ("India", "+91 (0)22 1234 5678", "+912212345678"),
    ("China", "+86 (0)10 1234 5678", "+861012345678"),
    ("Japan", "＋81（0）3ー1234ー5678", "+81312345678"),
    ("Korea", "+82 (0)2-123-4567", "+8221234567"),
    ("Australia, dialled for abroad", "0011 61 2 1234 5678", "+61212345678"),
];

#[test]
fn a_number_written_for_others_is_dialled_with_its_country_and_without_the_zero_of_those_at_home() {
    for (country, written, dialled) in NATIONAL {
        assert_eq!(tel(written), [format!("tel:{dialled}")], "{country}: {written}");
        assert_eq!(calls(written)[0].text, format!("sms:{dialled}"));
    }
}

#[test]
fn a_number_written_at_home_keeps_its_zero() {
    for (written, dialled) in [
        ("020 7946 0018", "02079460018"),
        ("(020) 7946 0018", "02079460018"),
        ("(0)20 7946 0018", "02079460018"),
        ("01 42 68 53 00", "0142685300"),
        ("06 1234 5678", "0612345678"),
        ("089/1234567", "0891234567"),
        ("02161/123456", "02161123456"),
        ("8 (495) 123-45-67", "84951234567"),
        ("(212) 555-0143", "2125550143"),
        ("112", "112"),
        ("*100#", "*100%23"),
        ("1-800-FLOWERS", "18003569377"),
        ("1-800-GO-FEDEX", "18004633339"),
        ("0800 REPAIR", "0800737247"),
    ] {
        assert_eq!(tel(written), [format!("tel:{dialled}")], "{written}");
    }
}

#[test]
fn an_extension_is_dialled_apart() {
    let word = |word: &str| format!("+1 212 555 0100 {word}12");
    let words = [
        "ext. ",
        "ext ",
        "Ext.",
        "extension ",
        "x",
        "x ",
        "#",
        "poste ",
        "int. ",
        "Durchwahl ",
        "ramal ",
        "anexo ",
        "доб. ",
        "内線",
        ",,",
        "; ext=",
        "(ext. ",
    ];
    for written in words.map(word) {
        assert_eq!(tel(&written), ["tel:+12125550100;ext=12"], "{written}");
        assert_eq!(calls(&written)[0].text, "sms:+12125550100", "a desk gets no text");
    }
    assert_eq!(tel("tel:+1-212-555-0100;ext=12"), ["tel:+12125550100;ext=12"]);
    assert_eq!(tel("212.555.0100x7, mobile 212.555.0199"), ["tel:2125550100;ext=7", "tel:2125550199"]);
}

#[test]
fn each_number_in_a_field_is_one_link() {
    for written in [
        "600 111 222 / 600 333 444",
        "600111222/600333444",
        "600 111 222, 600 333 444",
        "600 111 222; 600 333 444",
        "600 111 222\n600 333 444",
        "600 111 222 or 600 333 444",
        "600 111 222 600 333 444",
        "600111222 600333444",
        "600 111 222 (office), 600 333 444 (home, after 18:00)",
        "office: 600 111 222 · mobile: 600 333 444",
        "600.111.222 | 600.333.444",
        "600-111-222 y 600-333-444",
    ] {
        assert_eq!(tel(written), ["tel:600111222", "tel:600333444"], "{written}");
    }
    assert_eq!(tel("+34 600 111 222 +44 (0)20 7946 0018"), ["tel:+34600111222", "tel:+442079460018"]);
    assert_eq!(tel("0034 600 111 222 0044 20 7946 0018"), ["tel:+34600111222", "tel:+442079460018"]);
    assert_eq!(tel("0171/123 45 67 / 0172/765 43 21"), ["tel:01711234567", "tel:01727654321"]);
    assert_eq!(tel("600 111 222 600 333 444 600 555 666").len(), 3);
    assert_eq!(calls("home +34 600 111 222, work 600 333 444")[0].shown, "+34 600 111 222");
}

#[test]
fn what_is_written_beside_a_number_is_not_dialled() {
    for written in [
        "600 111 222",
        "600\u{a0}111\u{202f}222",
        "\u{202a}600 111 222\u{202c}",
        "600\u{2011}111–222",
        "Tel. 1: 600 111 222",
        "600 111 222 (9-17h)",
        "600 111 222 (after 18:00)",
        "mobile 600 111 222",
        "600 111 222/3",
        "٦٠٠ ١١١ ٢٢٢",
        "۶۰۰ ۱۱۱ ۲۲۲",
        "६०० १११ २२२",
        "６００−１１１−２２２",
        "๖๐๐ ๑๑๑ ๒๒๒",
    ] {
        assert_eq!(tel(written), ["tel:600111222"], "{written}");
    }
    assert_eq!(tel("\u{202a}+34\u{a0}600\u{a0}000\u{a0}000\u{202c}"), ["tel:+34600000000"]);
    for none in ["", "ask Ana", "+", "()", "ext."] {
        assert_eq!(tel(none), [] as [String; 0], "{none}");
    }
}

#[test]
fn two_numbers_are_the_same_only_when_they_dial_the_same() {
    for (one, other, is_same) in [
        ("+34 600 123 456", "+34-600-123-456", true),
        ("+34 600 123 456", "0034 600123456", true),
        ("+44 (0)20 7946 0018", "+44 20 7946 0018", true),
        ("٦٠٠١١١٢٢٢", "600 111 222", true),
        ("+1 212 555 0143", "+1 312 555 0143", false),
        ("+55 11 98765-4321", "+55 21 98765-4321", false),
        ("+34 600 123 456", "600 123 456", false),
        ("+34 600 123 456", "+35 600 123 456", false),
        ("020 7946 0018", "20 7946 0018", false),
        ("+1 212 555 0100 ext. 12", "+1 212 555 0100 ext. 13", false),
        ("+1 212 555 0100 ext. 12", "+1 212 555 0100x12", true),
        ("+1 212 555 0100", "+1 212 555 0100x12", false),
        ("600111222, 600333444", "600111222", false),
        ("ask Ana", "ask Ben", false),
    ] {
        assert_eq!(key(one) == key(other), is_same, "{one} {other}");
    }
}

#[test]
fn numbers_are_alike_with_the_same_country_or_when_one_has_none() {
    for (one, other, is_alike) in [
        ("+34 600 123 456", "600-123-456", true),
        ("+44 20 7946 0018", "020 7946 0018", true),
        ("+39 06 1234 5678", "06 12345678", true),
        ("+1 212 555 0143", "1 212 555 0143", true),
        ("+1 212 555 0143", "(212) 555-0143", true),
        ("+7 495 123-45-67", "8 495 123-45-67", true),
        ("495 123-45-67", "8 495 123-45-67", true),
        ("34600123456", "600123456", true),
        ("34600123456", "+34 600 123 456", true),
        ("020 7946 0018", "20 7946 0018", true),
        ("600 123 456, 600 999 999", "+34 600 999 999", true),
        ("+1 212 555 0100", "+1 212 555 0100 x12", true),
        ("+1 212 555 0100 x13", "+1 212 555 0100 x12", false),
        ("+55 11 98765 4321", "+55 21 98765 4321", false),
        ("+55 11 98765 4321", "(21) 98765-4321", false),
        ("(11) 98765-4321", "(21) 98765-4321", false),
        ("+1 212 555 0143", "+1 312 555 0143", false),
        ("+44 600 123 456", "+34 600 123 456", false),
        ("7946 0018", "020 7946 0018", false),
        ("12345", "12345", false),
    ] {
        assert_eq!(alike(one, other), is_alike, "{one} {other}");
        assert_eq!(alike(other, one), is_alike, "{other} {one}");
    }
}

#[test]
fn an_address_is_encoded_once_and_freed_from_what_stands_around_it() {
    assert_eq!(mails("ana@acme.example"), ["mailto:ana@acme.example"]);
    assert_eq!(mails(" MAILTO:ana@acme.example "), ["mailto:ana@acme.example"]);
    assert_eq!(mails("Ana Ruiz <ana@acme.example>"), ["mailto:ana@acme.example"]);
    assert_eq!(mails("ana@acme.example; ana@home.example").len(), 2);
    assert_eq!(mail("r&d?x=1@acme.example"), "mailto:r%26d%3Fx%3D1@acme.example");
    assert_eq!(mails("josé@acme.example"), ["mailto:jos%C3%A9@acme.example"]);
    assert_eq!(mails("ask for it"), [] as [&str; 0]);
    assert_eq!(addresses("\u{202a}ana@acme.example\u{202c}"), ["ana@acme.example"]);
    assert_eq!(web("acme.example/a"), "https://acme.example/a");
    assert_eq!(web("HTTP://acme.example"), "HTTP://acme.example");
    assert_eq!(web("javascript:alert(1)"), "https://javascript:alert(1)");
}

#[test]
fn the_path_of_a_link_is_exact_and_its_host_is_not() {
    for (one, other, is_same) in [
        ("https://Acme.example/a", "HTTPS://acme.EXAMPLE/a", true),
        ("https://acme.example", "https://acme.example/", true),
        ("acme.example/a", "https://acme.example/a", true),
        ("https://acme.example:443/a", "https://acme.example/a", true),
        ("https://acme.example/A", "https://acme.example/a", false),
        ("https://acme.example/a/", "https://acme.example/a", false),
        ("https://acme.example/?Q=1", "https://acme.example/?q=1", false),
        ("https://acme.example/#A", "https://acme.example/#a", false),
        ("https://Ana@acme.example", "https://ana@acme.example", false),
        ("https://acme.example/é", "https://acme.example/e", false),
        ("https://acme.example/123456789", "https://other.example/123456789", false),
        ("http://acme.example", "https://acme.example", false),
    ] {
        assert_eq!(link_key(one) == link_key(other), is_same, "{one} {other}");
    }
    for (one, other, is_same) in [
        ("ana@Acme.example", "ana@acme.example", true),
        ("<ana@acme.example>", "ana@acme.example", true),
        ("Ana@acme.example", "ana@acme.example", false),
        ("ana+a@acme.example", "ana+b@acme.example", false),
        ("josé@acme.example", "jose@acme.example", false),
        ("123456789@a.example", "123456789@b.example", false),
    ] {
        assert_eq!(address_key(one) == address_key(other), is_same, "{one} {other}");
    }
}

proptest! {
    #[test]
    fn whatever_is_written_an_address_is_made_of_digits(written in "[\\PC\n]{0,40}") {
        for call in calls(&written) {
            let number = call.call.strip_prefix("tel:").unwrap();
            let (number, desk) = number.split_once(";ext=").unwrap_or((number, ""));
            prop_assert!(desk.bytes().all(|b| b.is_ascii_digit()));
            let number = number.strip_prefix('+').unwrap_or(number).replace("%23", "*");
            prop_assert!(!number.is_empty() && number.bytes().all(|b| b.is_ascii_digit() || b == b'*'), "{number}");
        }
        let _ = (key(&written), link_key(&written), address_key(&written), mails(&written));
    }

    #[test]
    fn however_a_number_is_grouped_it_is_one(
        digits in "[1-9][0-9]{8}", at in 1usize..8, joint in "[ .\u{a0}\u{2011}-]", country in "(34|351|49|1|7)"
    ) {
        let (left, right) = digits.split_at(at);
        let written = format!("+{country}{joint}{left}{joint}{right}");
        let plain = format!("+{country}{digits}");
        prop_assert_eq!(key(&written), plain.clone());
        prop_assert_eq!(Phone::all(&written).len(), 1);
        prop_assert!(alike(&written, &digits));
        let other = digits.replace(|c| c == left.chars().next().unwrap(), if left.starts_with('9') { "1" } else { "9" });
        let other = format!("+{country}{other}");
        prop_assert!(!alike(&written, &other));
    }
}
