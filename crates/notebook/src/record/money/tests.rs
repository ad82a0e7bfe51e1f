//! Amounts, row by row and as properties.

use super::*;
use proptest::prelude::*;

proptest! {
    #[test]
    fn an_amount_reads_back_from_its_text(minor: i64, code in prop::sample::select(vec!["EUR", "JPY", "KWD", "USD"])) {
        prop_assume!(minor != i64::MIN);
        let money = Money { minor, currency: code.as_bytes().try_into().unwrap() };
        prop_assert_eq!(money.to_string().parse(), Ok(money));
    }
}

#[test]
fn amounts_are_read_as_people_write_them_in_their_own_currency() {
    for (typed, read) in [
        ("1250.5 eur", "1250.50 EUR"),
        ("1,250.00 EUR", "1250.00 EUR"),
        ("1.250,50 €", "1250.50 EUR"),
        ("€1 250,50", "1250.50 EUR"),
        ("1.250 EUR", "1250.00 EUR"),
        ("£4,500", "4500.00 GBP"),
        ("USD 1,234,567.8", "1234567.80 USD"),
        ("¥12,500", "12500 JPY"),
        ("12.500 JPY", "12500 JPY"),
        ("1'250 CHF", "1250.00 CHF"),
        ("1.250 kwd", "1.250 KWD"),
        ("1,250.500 KWD", "1250.500 KWD"),
        ("١٬٢٥٠٫٥ JOD", "1250.500 JOD"),
        ("-20 EUR", "-20.00 EUR"),
        ("0,5 eur", "0.50 EUR"),
        ("₹12,50,000", "1250000.00 INR"),
        ("2.75 crore INR", "27500000.00 INR"),
        ("₹5 lakh", "500000.00 INR"),
        ("12 lacs inr", "1200000.00 INR"),
    ] {
        let money = Money::typed(typed, "USD");
        assert_eq!(money.map(|money| money.to_string()).as_deref(), Some(read), "{typed}");
    }
    for typed in ["", "12", "EUR", "1.2345 EUR", "12.5 JPY", "12 euro", "twelve EUR", "1,23,45 EUR"] {
        assert_eq!(Money::typed(typed, ""), None, "{typed}");
    }
}

#[test]
fn an_amount_without_a_currency_is_in_my_own() {
    let read = |typed, own| Money::typed(typed, own).map(|money| money.to_string());
    assert_eq!(read("1.250,50", "EUR").as_deref(), Some("1250.50 EUR"));
    assert_eq!(read("1,250", "JPY").as_deref(), Some("1250 JPY"));
    assert_eq!(read("£20", "EUR").as_deref(), Some("20.00 GBP"));
    assert_eq!(read("", "EUR"), None);
    assert_eq!(read("20", "euro"), None);
}

proptest! {
    #[test]
    fn what_is_shown_can_be_typed_again(minor in -9_000_000_000_000i64..9_000_000_000_000, code in prop::sample::select(vec!["EUR", "JPY", "KWD", "USD"])) {
        let money = Money { minor, currency: code.as_bytes().try_into().unwrap() };
        prop_assert_eq!(Money::typed(&money.to_string(), ""), Some(money));
    }
}

#[test]
fn each_currency_keeps_its_own_number_of_decimals() {
    assert_eq!("1250 JPY".parse::<Money>().unwrap().minor, 1250);
    assert_eq!("1250.5 EUR".parse::<Money>().unwrap().to_string(), "1250.50 EUR");
    assert_eq!("1.2345 KWD".parse::<Money>(), Err(NotMoney));
    assert_eq!("12 euro".parse::<Money>(), Err(NotMoney));
}

#[test]
fn what_could_be_another_amount_or_none_is_refused() {
    for typed in [
        "1234.567 EUR",
        "3/4",
        "500 net",
        "1,2345",
        "12,34,567.890 EUR",
        "0.125 EUR",
        "0,500 EUR",
        "1.2.3 EUR",
        "1,234.567",
        "12:30",
        "10%",
        "2026-11-26",
        "1-2",
        "500 EUR USD",
        "€500 USD",
        "5e3",
        "0x10",
        "1 2 EUR",
        "12 34 EUR",
        "1250 EURO",
        "500 abc",
        "500 EUR net",
        "about 500",
        "500?",
        "--5",
        "5-",
        "(500)",
        "1..5",
        "1,,5",
        ".5",
        "5.",
        "1.250k",
        "1,250k",
        "12kk",
        "12 k m",
        "1.234 567,8",
        "500 XYZ",
        "99999999999999999999 EUR",
        "1,2 JPY",
        "100 kr",
        "#5",
        "5 x",
        "1/2 EUR",
        "1½",
        "12 14",
        "1.000.00 EUR",
        "1,00,00 EUR",
    ] {
        assert_eq!(Money::typed(typed, "EUR"), None, "{typed}");
    }
}

#[test]
fn a_dollar_is_my_own_dollar() {
    let read = |typed, own| Money::typed(typed, own).map(|money| money.to_string());
    for (typed, own, amount) in [
        ("$500", "CAD", "500.00 CAD"),
        ("$500", "AUD", "500.00 AUD"),
        ("500$", "NZD", "500.00 NZD"),
        ("$500", "EUR", "500.00 USD"),
        ("$500", "", "500.00 USD"),
        ("US$500", "CAD", "500.00 USD"),
        ("CA$ 500", "USD", "500.00 CAD"),
        ("$500 CAD", "USD", "500.00 CAD"),
        ("$1.500", "CLP", "1500 CLP"),
        ("R$ 500", "EUR", "500.00 BRL"),
        ("£20", "EGP", "20.00 EGP"),
        ("£20", "CAD", "20.00 GBP"),
        ("¥20", "CNY", "20.00 CNY"),
        ("¥20", "EUR", "20 JPY"),
        ("100 kr", "SEK", "100.00 SEK"),
        ("100 kr.", "DKK", "100.00 DKK"),
        ("500", "CAD", "500.00 CAD"),
    ] {
        assert_eq!(read(typed, own).as_deref(), Some(amount), "{typed} {own}");
    }
}

#[test]
fn thousands_and_millions_are_said_in_short() {
    let read = |typed| Money::typed(typed, "EUR").map(|money| money.to_string());
    for (typed, amount) in [
        ("£12k", "12000.00 GBP"),
        ("12k", "12000.00 EUR"),
        ("12K", "12000.00 EUR"),
        ("1.5k", "1500.00 EUR"),
        ("1,5k €", "1500.00 EUR"),
        ("€1.25m", "1250000.00 EUR"),
        ("2 million", "2000000.00 EUR"),
        ("3 Mio. €", "3000000.00 EUR"),
        ("12 thousand USD", "12000.00 USD"),
        ("¥12k", "12000 JPY"),
        ("-2k", "-2000.00 EUR"),
    ] {
        assert_eq!(read(typed).as_deref(), Some(amount), "{typed}");
    }
}

/// A number as the grammar has it, with its value in cents.
fn number() -> impl Strategy<Value = (String, i64)> {
    let styles = prop::sample::select(vec![
        ("", "."),
        ("", ","),
        (",", "."),
        (".", ","),
        (" ", ","),
        ("'", "."),
        ("\u{a0}", ","),
    ]);
    (0i64..9_999_999, prop::option::of(0i64..100), styles).prop_map(|(whole, cents, (group, point))| {
        let digits = whole.to_string();
        let mut text = String::new();
        for (n, digit) in digits.chars().enumerate() {
            if n > 0 && (digits.len() - n) % 3 == 0 {
                text.push_str(group);
            }
            text.push(digit);
        }
        if let Some(cents) = cents {
            text.push_str(&format!("{point}{cents:02}"));
        }
        (text, whole * 100 + cents.unwrap_or(0))
    })
}

proptest! {
    #[test]
    fn every_amount_of_the_grammar_is_read_as_what_it_says(
        (number, cents) in number(),
        (before, behind, code) in prop::sample::select(vec![
            ("", "", "EUR"), ("€", "", "EUR"), ("€ ", "", "EUR"), ("", " €", "EUR"), ("", "€", "EUR"), ("", " eur", "EUR"),
            ("USD ", "", "USD"), ("£", "", "GBP"), ("", " CHF", "CHF"), ("$", "", "USD"), ("$", " CAD", "CAD"),
        ]),
        minus: bool,
    ) {
        let sign = if minus { "-" } else { "" };
        let text = [sign, before, &number, behind].concat();
        let money = Money { minor: if minus { -cents } else { cents }, currency: code.as_bytes().try_into().unwrap() };
        prop_assert_eq!(Money::typed(&text, "EUR"), Some(money), "{}", text);
    }

    #[test]
    fn an_amount_with_anything_else_in_it_is_refused(
        (number, _) in number(),
        spoiler in prop::sample::select(vec!["/", ":", "%", "net", "x", "..", ",,", "?", "#", " or ", "=", "&", "½", "_", "~", "+"]),
        at: prop::sample::Index,
    ) {
        let place = at.index(number.len() + 1);
        prop_assume!(number.is_char_boundary(place));
        let text = [&number[..place], spoiler, &number[place..]].concat();
        prop_assert_eq!(Money::typed(&text, "EUR"), None, "{}", text);
    }

    #[test]
    fn no_text_makes_reading_an_amount_fail(text in ".{0,40}", own in "[A-Z]{0,4}") {
        let _ = Money::typed(&text, &own);
    }

    #[test]
    fn groups_that_are_no_groups_are_refused(first in 1u32..9999, lengths in prop::collection::vec(1usize..6, 1..4)) {
        let groups: Vec<String> = lengths.iter().map(|length| "7".repeat(*length)).collect();
        let text = format!("{first},{}", groups.join(","));
        let first = first.to_string().len();
        let threes = first <= 3 && lengths.iter().all(|length| *length == 3);
        let (last, between) = lengths.split_last().unwrap();
        let twos = first <= 2 && *last == 3 && !between.is_empty() && between.iter().all(|length| *length == 2);
        let cents = lengths.len() == 1 && *last <= 2;
        prop_assert_eq!(Money::typed(&text, "EUR").is_some(), threes || twos || cents, "{}", text);
    }
}
