//! How much was found, and how much of what was found is right.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::Value;

use super::gold::{FIELDS, Field, is_named};

#[cfg(test)]
/// The least that our own jots must reach, as F1.
pub(crate) const FLOOR: &[(&str, f64)] = &[
    ("people", 0.83),
    ("needs", 0.66),
    ("promises", 0.82),
    ("promise days", 0.83),
    ("follow-up day", 0.85),
    ("phones", 0.98),
    ("emails", 0.93),
    ("name use", 0.87),
];
#[cfg(test)]
/// The least share of jots of which it is known whether they are leads.
pub(crate) const LEADS: f64 = 0.84;
#[cfg(test)]
/// The largest share of traps from which a wrong lead or a wrong person may be read.
pub(crate) const MISREAD: f64 = 0.33;

/// Right, wanted, read.
type Count = [usize; 3];

/// The sums over some jots.
#[derive(Default)]
pub(crate) struct Scores {
    fields: BTreeMap<(&'static str, String), Count>,
    leads: [usize; 2],
    traps: [usize; 2],
}

impl Scores {
    /// Over jots with what was read from each.
    pub(crate) fn of(rows: &[(Value, Value)]) -> Self {
        let mut scores = Self::default();
        rows.iter().for_each(|(row, read)| scores.add(row, read));
        scores
    }

    fn add(&mut self, row: &Value, read: &Value) {
        let gold = &row["gold"];
        let lists = [&row["unsure"], &gold["unsure"]];
        let unsure: Vec<&str> =
            lists.iter().filter_map(|list| list.as_array()).flatten().filter_map(Value::as_str).collect();
        let is_unsure = |field: &str| {
            unsure.iter().any(|known| *known == field || field.split('.').next() == Some(known))
        };
        let style = row["style"].as_str().unwrap_or_default();
        for field in FIELDS.iter().filter(|field| !is_unsure(field.unsure)) {
            let count = compared(field, gold, read);
            for style in ["", style] {
                let sum = self.fields.entry((field.name, style.to_owned())).or_default();
                sum.iter_mut().zip(count).for_each(|(sum, n)| *sum += n);
            }
        }
        let is_lead = |value: &Value| value["is_lead"].as_bool().unwrap_or_default();
        let is_wrong_lead = !is_unsure("is_lead") && is_lead(read) != is_lead(gold);
        if !is_unsure("is_lead") {
            self.leads[0] += usize::from(!is_wrong_lead);
            self.leads[1] += 1;
        }
        if style == "trap" {
            let people =
                read["people"].as_array().into_iter().flatten().filter_map(|who| who["name"].as_str());
            let is_wrong_person = !is_unsure("people") && people.into_iter().any(|who| !is_named(gold, who));
            self.traps[0] += usize::from(is_wrong_lead && is_lead(read) || is_wrong_person);
            self.traps[1] += 1;
        }
    }

    #[cfg(test)]
    /// The harmonic mean of precision and recall.
    pub(crate) fn f1(&self, field: &str) -> f64 {
        self.fields
            .iter()
            .find(|((name, style), _)| *name == field && style.is_empty())
            .map_or(1.0, |(_, count)| f1(*count))
    }

    /// The share of jots of which it was known whether they are leads.
    pub(crate) fn leads(&self) -> f64 {
        share(self.leads[0], self.leads[1])
    }

    #[cfg(test)]
    /// The share of traps that were walked into.
    pub(crate) fn misread(&self) -> f64 {
        share(self.traps[0], self.traps[1])
    }
}

fn compared(field: &Field, gold: &Value, read: &Value) -> Count {
    let (wanted, mut rest) = ((field.values)(gold), (field.values)(read));
    let found = rest.len();
    let mut right = 0;
    for value in &wanted {
        if let Some(at) = rest.iter().position(|other| (field.same)(value, other)) {
            rest.remove(at);
            right += 1;
        }
    }
    [right, wanted.len(), found]
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

fn f1([right, wanted, read]: Count) -> f64 {
    share(2 * right, wanted + read)
}

/// Precision, recall and F1 by field, and F1 by style.
pub(crate) fn table(rows: &[(Value, Value)]) -> String {
    let scores = Scores::of(rows);
    let styles: Vec<&String> = scores
        .fields
        .keys()
        .filter(|(name, style)| *name == "people" && !style.is_empty())
        .map(|(_, style)| style)
        .collect();
    let mut out = format!(
        "{:<14}{:>7}{:>6}{:>6}{:>7}{:>8}{:>6}  |",
        "field", "wanted", "read", "right", "prec", "recall", "F1"
    );
    styles.iter().for_each(|style| {
        let _ = write!(out, "{style:>10}");
    });
    out.push('\n');
    for field in FIELDS {
        let count =
            |style: &str| scores.fields.get(&(field.name, style.to_owned())).copied().unwrap_or_default();
        let [right, wanted, read] = count("");
        if wanted + read == 0 {
            continue;
        }
        let (precision, recall) = (share(right, read), share(right, wanted));
        let f1_all = f1([right, wanted, read]);
        let _ = write!(
            out,
            "{:<14}{wanted:>7}{read:>6}{right:>6}{precision:>7.2}{recall:>8.2}{f1_all:>6.2}  |",
            field.name
        );
        for style in &styles {
            let _ = write!(out, "{:>10.2}", f1(count(style)));
        }
        out.push('\n');
    }
    let ([right, all], [wrong, traps]) = (scores.leads, scores.traps);
    let _ = writeln!(
        out,
        "is it a lead: {right} of {all} right ({:.2}); traps misread: {wrong} of {traps}",
        scores.leads()
    );
    out
}
