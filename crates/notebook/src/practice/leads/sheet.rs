//! A lead on paper, or on a screen that others can see.

use super::{
    standing::{named, prospect_of, source_of},
    story::story,
};
use crate::{model::Model, practice::discretion::Veil, record::Lead};

/// The lines of the sheet: label and words, in which nobody is named who wants to stay hidden.
pub(crate) fn sheet(model: &Model, lead: &Lead, veil: &Veil) -> Vec<(String, String)> {
    let recipients: Vec<String> = lead
        .recipients
        .values()
        .filter_map(|recipient| named(model, recipient.person, &recipient.name))
        .collect();
    let source = source_of(model, lead)
        .map(|name| if lead.hides_source() { "Somebody who is not named".to_owned() } else { name });
    let step = lead.next_step().filter(|_| !lead.is_closed());
    let word = |word: &str| word.replace('_', " ");
    let mut lines: Vec<(&str, String)> = vec![
        ("What is needed", lead.need.clone()),
        ("Who needs it", prospect_of(model, lead).unwrap_or_default()),
        ("For", recipients.join(", ")),
        ("What it is", word(lead.level_in_truth().word())),
        ("How far it is", word(lead.state().word())),
        ("A call", if lead.awaits_call() { "is expected".to_owned() } else { String::new() }),
        (
            "Next step of the ladder",
            step.map(|step| super::LADDER[usize::from(step) - 1].to_owned()).unwrap_or_default(),
        ),
        ("Who told me", source.unwrap_or_default()),
        ("Note", lead.note.0.clone()),
    ];
    let told = story(model, lead, true);
    let told = told.iter().map(|link| veil.hide(&link.words)).collect::<Vec<_>>().join(" ");
    lines.push(("How it came about", told));
    let lines = lines.into_iter().filter(|(_, words)| !words.is_empty());
    lines.map(|(label, words)| (label.to_owned(), veil.hide(&words))).collect()
}
