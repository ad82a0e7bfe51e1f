//! What is read from a jot, in the form in which people wrote it down.

use std::collections::BTreeSet;

use chrono::DateTime;
use notebook::jot::{Due, Habits, Parsed, Part, Somebody, parse};
use notebook::{Now, record::NameUse};
use serde_json::{Map, Value, json};

/// Where a jot says no moment, it is this one.
const THEN: &str = "2026-11-26T18:40:00+00:00";

/// What the composer would show of the jot `row`; `None` when it is none.
pub(crate) fn of(row: &Value) -> Option<Value> {
    let text = row["text"].as_str()?;
    let locale = row["locale"].as_str().unwrap_or("en-GB");
    let moment = DateTime::parse_from_rfc3339(row["now"].as_str().unwrap_or(THEN)).ok()?;
    let now = Now::from_millis(moment.timestamp_millis(), moment.offset().local_minus_utc() / 60)?;
    let month_first = matches!(locale, "en-US" | "en-CA");
    let habits = Habits { month_first, week_starts: "", currency: currency(locale) };
    Some(form(&parse(text, now, habits, &BTreeSet::new())))
}

/// What amounts are in without a sign.
fn currency(locale: &str) -> &'static str {
    match locale.rsplit('-').next().unwrap_or_default() {
        "US" => "USD",
        "IE" | "DE" | "ES" => "EUR",
        "AU" => "AUD",
        "IN" => "INR",
        "CA" => "CAD",
        "NZ" => "NZD",
        "ZA" => "ZAR",
        _ => "GBP",
    }
}

fn form(parsed: &Parsed) -> Value {
    let mut read = Map::new();
    let mut put = |key: &str, value: Value| {
        let is_empty = match &value {
            Value::Null => true,
            Value::String(text) => text.is_empty(),
            Value::Array(items) => items.is_empty(),
            _ => false,
        };
        if !is_empty {
            read.insert(key.to_owned(), value);
        }
    };
    let is_lead = parsed.is_lead();
    put(
        "people",
        parsed.people().iter().filter(|who| who.name != "chapter").map(|who| person(who, is_lead)).collect(),
    );
    put("needs", json!(parsed.needs()));
    put("phones", json!(parsed.phones()));
    put("emails", json!(parsed.emails()));
    put("links", json!(parsed.links()));
    let promised = |promised: &notebook::jot::Promised| {
        let by = if promised.by_me { "me" } else { "them" };
        json!({ "by": by, "words": promised.words, "due": promised.due.map(|due| due.date.to_string()) })
    };
    put("promises", parsed.promises().map(promised).collect());
    put("follow_up", parsed.due().map_or(Value::Null, day));
    put("met_at", json!(parsed.place()));
    put("money", json!(parsed.money().map(|amount| amount_text(&amount.to_string()))));
    put("source", json!(parsed.source()));
    put("recipients", json!(parsed.recipients()));
    let named = parsed.name_use().map(|named| match named {
        NameUse::Yes => "yes",
        NameUse::No => "no",
        _ => "ask",
    });
    put("name_use", json!(named));
    put("expects_call", if parsed.expects_call() { json!(true) } else { Value::Null });
    let level = match (parsed.presold(), parsed.agreed() || parsed.expects_call()) {
        (true, _) => Some("presold"),
        (false, true) => Some("referral"),
        (false, false) => None,
    };
    put("level", json!(level));
    put("is_lead", json!(is_lead));
    Value::Object(read)
}

fn person(who: &Somebody, is_lead: bool) -> Value {
    let role = match who.part {
        Part::Recipient => "recipient",
        Part::Source => "source",
        Part::About if is_lead => "prospect",
        Part::About => "subject",
    };
    let mut person = Map::new();
    for (key, value) in [("name", &who.name), ("company", &who.company), ("trade", &who.trade)] {
        if !value.is_empty() {
            person.insert(key.to_owned(), json!(value));
        }
    }
    person.insert("role".to_owned(), json!(role));
    Value::Object(person)
}

fn day(due: Due) -> Value {
    json!({ "date": due.date.to_string(), "time": due.time.map(|(hour, minute)| format!("{hour:02}:{minute:02}")) })
}

/// `12000.00 GBP` as `GBP 12000`.
fn amount_text(amount: &str) -> String {
    let (number, code) = amount.split_once(' ').unwrap_or((amount, ""));
    [code, " ", number.strip_suffix(".00").unwrap_or(number)].concat()
}
