//! A lead on paper, or on a screen that others can see.

use said::{Said, Word, words::sheet as words};

use super::{
    standing::{named, prospect_of, source_of},
    story::story,
};
use crate::{
    model::Model,
    practice::discretion::Veil,
    record::{Lead, Level},
};

/// The lines of the sheet: label, and what is said of it, in which nobody is named who wants to stay hidden.
pub(crate) fn sheet(model: &Model, lead: &Lead, veil: &Veil) -> Vec<(Word, Vec<Said>)> {
    let recipients = lead.recipients.values();
    let recipients = recipients.filter_map(|recipient| named(model, recipient.person, &recipient.name));
    let recipients: Vec<String> = recipients.collect();
    let source = source_of(model, lead)
        .map(|name| if lead.hides_source() { words::UNNAMED.into() } else { Said::told(&name) });
    let step = lead.next_step().filter(|_| !lead.is_closed());
    let told = |words: &str| if words.is_empty() { Vec::new() } else { vec![Said::told(words)] };
    let lines: Vec<(Word, Vec<Said>)> = vec![
        (words::WHAT_IS_NEEDED, told(&lead.need)),
        (words::WHO_NEEDS, told(&prospect_of(model, lead).unwrap_or_default())),
        (words::FOR_WHOM, told(&recipients.join(", "))),
        (words::WHAT, vec![lead.level_in_truth().said()]),
        (words::HOW_FAR, vec![lead.state().said()]),
        (words::CALL, lead.awaits_call().then(|| words::IS_EXPECTED.into()).into_iter().collect()),
        (
            words::NEXT_STEP,
            step.map(|step| super::LADDER[usize::from(step) - 1].into()).into_iter().collect(),
        ),
        (words::WHO_TOLD, source.into_iter().collect()),
        (words::NOTE, told(&lead.note.0)),
        (words::STORY, story(model, lead, true).into_iter().map(|link| link.words).collect()),
    ];
    let mut lines: Vec<_> = lines.into_iter().filter(|(_, said)| !said.is_empty()).collect();
    for said in lines.iter_mut().flat_map(|(_, said)| said) {
        said.each_told(&mut |words| *words = veil.hide(words));
    }
    lines
}

impl Level {
    /// In words.
    #[must_use]
    pub fn said(&self) -> Said {
        match self {
            Self::Lead => said::words::level::LEAD.into(),
            Self::Referral => said::words::level::REFERRAL.into(),
            Self::Presold => said::words::level::PRESOLD.into(),
            Self::Other(word) => Said::told(&word.replace('_', " ")),
        }
    }
}
