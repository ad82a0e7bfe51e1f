//! Comparing what was read with what a person wrote down.

use serde_json::Value;

/// In lower case, without marks and punctuation.
fn folded(text: &str) -> String {
    let plain: String = notebook::search::fold(text).replace('’', "'");
    let keep = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '&' | '+' | '_');
    plain
        .chars()
        .map(|c| if keep(c) { c } else { ' ' })
        .collect::<String>()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

fn name(text: &str) -> String {
    const TITLES: [&str; 9] = ["mr", "mrs", "ms", "miss", "dr", "cllr", "prof", "sir", "rev"];
    folded(text).split(' ').filter(|word| !TITLES.contains(word)).collect::<Vec<_>>().join(" ")
}

/// Words of two spans: found when their F1 is 0.6 or more.
fn near(a: &str, b: &str) -> bool {
    let (a, b) = (folded(a), folded(b));
    let (a, mut rest): (Vec<&str>, Vec<&str>) = (a.split(' ').collect(), b.split(' ').collect());
    let all = a.len() + rest.len();
    let mut common = 0;
    for word in &a {
        if let Some(at) = rest.iter().position(|other| other == word) {
            rest.remove(at);
            common += 1;
        }
    }
    2 * common * 10 >= 6 * all
}

fn digits(text: &str) -> String {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits[digits.len().saturating_sub(9)..].to_owned()
}

fn link(text: &str) -> String {
    folded(text.trim_start_matches("https://").trim_start_matches("http://"))
}

/// One kind of fact: what it is called, which entry of `unsure` leaves it out, its values, and when two are the same.
pub(crate) struct Field {
    pub(crate) name: &'static str,
    pub(crate) unsure: &'static str,
    pub(crate) values: fn(&Value) -> Vec<String>,
    pub(crate) same: fn(&str, &str) -> bool,
}

fn all(value: &Value, key: &str) -> Vec<String> {
    value[key].as_array().into_iter().flatten().filter_map(|v| v.as_str()).map(str::to_owned).collect()
}

fn one(value: &Value, key: &str) -> Vec<String> {
    value[key].as_str().filter(|text| !text.is_empty()).map(str::to_owned).into_iter().collect()
}

/// `key` of each of the things under `list`.
fn each(value: &Value, list: &str, key: &str) -> Vec<String> {
    value[list].as_array().into_iter().flatten().flat_map(|item| one(item, key)).collect()
}

macro_rules! field {
    ($name:literal, $unsure:literal, $values:expr, $same:expr) => {
        Field { name: $name, unsure: $unsure, values: $values, same: $same }
    };
}

pub(crate) const FIELDS: &[Field] = &[
    field!("people", "people", |v| each(v, "people", "name"), |a, b| name(a) == name(b)),
    field!("company", "people.company", |v| each(v, "people", "company"), near),
    field!("trade", "people.trade", |v| each(v, "people", "trade"), near),
    field!("needs", "needs", |v| all(v, "needs"), near),
    field!("promises", "promises", |v| each(v, "promises", "words"), near),
    field!("promise days", "promises.due", |v| each(v, "promises", "due"), |a, b| a == b),
    field!("follow-up day", "follow_up", |v| one(&v["follow_up"], "date"), |a, b| a == b),
    field!("phones", "phones", |v| all(v, "phones"), |a, b| digits(a) == digits(b)),
    field!("emails", "emails", |v| all(v, "emails"), |a, b| folded(a) == folded(b)),
    field!("links", "links", |v| all(v, "links"), |a, b| link(a) == link(b)),
    field!("money", "money", |v| one(v, "money"), |a, b| folded(a) == folded(b)),
    field!("source", "source", |v| one(v, "source"), |a, b| name(a) == name(b)),
    field!("recipients", "recipients", |v| all(v, "recipients"), |a, b| name(a) == name(b)),
    field!("name use", "name_use", |v| one(v, "name_use"), |a, b| a == b),
    field!(
        "expects call",
        "expects_call",
        |v| v["expects_call"].as_bool().filter(|yes| *yes).map(|_| "yes".to_owned()).into_iter().collect(),
        |a, b| a == b
    ),
    field!("level", "level", |v| one(v, "level"), |a, b| a == b),
    field!("met at", "met_at", |v| one(v, "met_at"), near),
];

/// Whether a person read is one of those written down.
pub(crate) fn is_named(gold: &Value, person: &str) -> bool {
    each(gold, "people", "name").iter().any(|known| name(known) == name(person))
}
