//! Every sentence is said with whatever arguments, and none of them is lost.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use proptest::prelude::*;
use said::{
    Said, isolated,
    said::Argument,
    words::{ALL, SHAPES},
};

/// A sentence as the constructors make it, from its number: what travels is only a key and arguments.
fn sentence(key: u16, arguments: &[Argument]) -> Said {
    let bytes = postcard::to_allocvec(&(key, arguments)).unwrap();
    postcard::from_bytes(&bytes).unwrap()
}

fn argument(kind: char, told: &str, n: i64) -> Argument {
    match kind.to_ascii_lowercase() {
        't' => Argument::Told(told.to_owned()),
        'n' => Argument::Name(told.to_owned()),
        '1' => Argument::Number(n),
        's' => Argument::Said(Said::told(told)),
        'l' if told.is_empty() => Argument::List(Vec::new()),
        'l' => Argument::List(vec![Said::told(told), Said::name(told)]),
        other => panic!("no kind of argument: {other}"),
    }
}

fn arguments(shape: &str, told: &str, n: i64) -> Vec<Argument> {
    shape.chars().enumerate().map(|(nth, kind)| argument(kind, &format!("{told}{nth}"), n)).collect()
}

#[test]
fn no_sentence_loses_an_argument() {
    assert_eq!(SHAPES.len(), ALL);
    for (key, (name, shape)) in SHAPES.iter().enumerate() {
        for n in [-3, 0, 1, 2, 5, 1_234] {
            let said = sentence(u16::try_from(key).unwrap(), &arguments(shape, "Zoë", n)).text();
            assert!(!said.is_empty() && !said.contains(['{', '}', '[', ']', '\t']), "{name}: {said}");
            for (nth, kind) in shape.chars().enumerate().filter(|(_, kind)| *kind != '1') {
                assert!(said.contains(&format!("Zoë{nth}")), "{name} loses argument {nth} ({kind}): {said}");
            }
            if n > 2 && shape.contains('1') {
                assert!(said.contains(if n == 5 { "5" } else { "1,234" }), "{name} loses its number: {said}");
            }
        }
    }
}

#[test]
fn what_is_left_out_leaves_no_gap() {
    for (key, (name, shape)) in SHAPES.iter().enumerate() {
        let key = u16::try_from(key).unwrap();
        let without = |(nth, kind): (usize, char)| {
            argument(kind, if kind.is_uppercase() { "" } else { ["Zoë", "Ana"][nth % 2] }, 2)
        };
        let bare = sentence(key, &shape.chars().enumerate().map(without).collect::<Vec<_>>()).text();
        for said in [bare, sentence(key, &arguments(shape, "Zoë", 2)).text()] {
            assert!(!["  ", " .", " ,", "()"].iter().any(|gap| said.contains(gap)), "{name}: {said}");
            assert_eq!(said.trim(), said, "{name}");
        }
    }
}

#[test]
fn a_name_in_a_sentence_turns_nothing_but_itself() {
    let said = said::words::offer::write("שלום");
    assert_eq!(said.text(), format!("Write to {}", isolated("שלום")));
}

#[test]
fn a_number_chooses_its_arm_and_is_grouped() {
    use said::words::when;
    assert_eq!(when::in_days(1_i64).text(), "in 1 day");
    assert_eq!(when::in_days(3_i64).text(), "in 3 days");
    assert_eq!(when::ago_days(1_234_i64).text(), "1,234 days ago");
    assert_eq!(said::words::call::old_hours(0_i64).text(), "just came in");
}

#[test]
fn several_are_said_as_one_reads_them() {
    let all = |words: &[&str]| words.iter().map(|word| Said::told(word)).collect();
    assert_eq!(said::words::gains::missing(all(&["goals"])).text(), "nothing yet about goals");
    assert_eq!(
        said::words::gains::missing(all(&["goals", "interests", "skills"])).text(),
        "nothing yet about goals, interests and skills"
    );
}

#[test]
fn whatever_is_somebodys_words_can_be_covered_however_deep_it_stands() {
    let met = said::words::follow_up::met_at("the Ruiz mixer", said::words::when::TODAY);
    let mut why = said::words::follow_up::connect(Said::name("Ruiz"), met);
    why.each_told(&mut |words| *words = words.replace("Ruiz", "…"));
    assert!(!why.text().contains("Ruiz") && why.text().contains("the … mixer"), "{why}");
}

proptest! {
    #[test]
    fn every_sentence_is_said_with_any_arguments(
        key in 0..ALL,
        told in "\\PC{0,12}|[{}\\[\\]\t\u{b}0-9]{1,8}",
        n in any::<i64>(),
    ) {
        let said = sentence(u16::try_from(key).unwrap(), &arguments(SHAPES[key].1, &told, n));
        let text = said.text();
        if SHAPES[key].1.contains(['t', 'T']) && !told.is_empty() {
            prop_assert!(text.contains(&told), "{}: {:?}", SHAPES[key].0, text);
        }
    }

    #[test]
    fn a_sentence_from_another_build_is_no_panic(key in any::<u16>(), told in "\\PC{0,12}", n in any::<i64>()) {
        let _ = sentence(key, &[Argument::Told(told), Argument::Number(n)]).text();
    }

    #[test]
    fn a_sentence_travels_as_it_is(key in 0..ALL, told in "\\PC{0,12}", n in any::<i64>()) {
        let said = sentence(u16::try_from(key).unwrap(), &arguments(SHAPES[key].1, &told, n));
        let bytes = postcard::to_allocvec(&said).unwrap();
        prop_assert_eq!(postcard::from_bytes::<Said>(&bytes).unwrap(), said);
    }
}
