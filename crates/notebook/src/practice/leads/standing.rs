//! What a lead is, in truth: its level, its state, and the single step that would raise it.

use said::{
    Said,
    words::{progress, step as words},
};

use super::Deed;
use crate::{
    model::Model,
    query::Step,
    record::{Consent, Direction, Lead, Level, Person, Progress, Quality},
};

impl Lead {
    /// How far it is; new when nothing was said.
    #[must_use]
    pub fn state(&self) -> Progress {
        self.progress.clone().unwrap_or(Progress::New)
    }

    /// Won, lost or found not to fit.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.state().is_end()
    }

    /// What it may be called: without consent it *is* a lead, whatever else was written (domain §2).
    #[must_use]
    pub fn level_in_truth(&self) -> Level {
        match (&self.consent, &self.level) {
            (Some(Consent::Yes), Some(level)) => level.clone(),
            _ => Level::Lead,
        }
    }

    /// How good it was, with the words beside: as I noted it, else as the first of those it is for said.
    #[must_use]
    pub fn quality_told(&self) -> (Option<&Quality>, &str) {
        let own = (self.quality.as_ref(), self.quality_words.trim());
        if own != (None, "") {
            return own;
        }
        let theirs = self.recipients.values().map(|of| (of.quality.as_ref(), of.quality_words.trim()));
        theirs.into_iter().find(|told| *told != (None, "")).unwrap_or(own)
    }

    /// Which way it went. When nothing was said: for me, unless there is somebody else it is for.
    #[must_use]
    pub fn way(&self) -> Direction {
        let has_source = self.source.is_some() || !self.source_name.is_empty();
        self.direction.clone().unwrap_or(match (self.recipients.is_empty(), has_source) {
            (true, _) => Direction::ForMe,
            (false, false) => Direction::Given,
            (false, true) => Direction::PassedThrough,
        })
    }
}

impl Progress {
    /// Won, lost or found not to fit.
    #[must_use]
    pub fn is_end(&self) -> bool {
        matches!(self, Self::Won | Self::Lost | Self::NotAFit)
    }

    /// In words.
    #[must_use]
    pub fn said(&self) -> Said {
        match self {
            Self::New => progress::NEW.into(),
            Self::Contacted => progress::CONTACTED.into(),
            Self::Met => progress::MET.into(),
            Self::Proposal => progress::PROPOSAL.into(),
            Self::Won => progress::WON.into(),
            Self::Lost => progress::LOST.into(),
            Self::NotAFit => progress::NOT_A_FIT.into(),
            Self::Other(word) => Said::told(&word.replace('_', " ")),
        }
    }
}

/// The single step that would raise a lead by one level, and what says that it was done; `None` when there
/// is no higher level, or nothing to be done for it.
pub(crate) fn step(model: &Model, lead: &Lead) -> Option<Step> {
    if lead.is_closed() {
        return None;
    }
    let prospect = prospect_of(model, lead);
    // Who told me asks; when nobody did, I do.
    let source = source_of(model, lead).filter(|_| lead.way() != Direction::Given);
    let (words, does, deed) = match (&lead.consent, lead.level_in_truth()) {
        (Some(Consent::No), _) => return None,
        (Some(Consent::Yes), Level::Presold | Level::Other(_)) => return None,
        (Some(Consent::Yes), Level::Referral) => {
            let them = prospect.map_or(words::THEM.into(), |name| Said::name(&name));
            (convince(model, lead, source.as_deref(), them), words::DOES_CONVINCE, Deed::Presold)
        }
        (Some(Consent::Yes), Level::Lead) => (
            prospect.map_or(words::AGREED_THEY.into(), |name| words::agreed(&name)),
            words::DOES_REFER,
            Deed::Agreed,
        ),
        _ => (
            match (&source, &prospect) {
                (Some(source), Some(prospect)) => words::ask_source(source, prospect),
                (Some(source), None) => words::ask_source_them(source),
                (None, Some(prospect)) => words::ask(prospect),
                (None, None) => words::FIND_OUT.into(),
            },
            words::DOES_AGREE,
            Deed::Agreed,
        ),
    };
    Some(Step { words, does, deed })
}

/// What makes a referral presold: a word for whoever will call, before they do.
fn convince(model: &Model, lead: &Lead, by: Option<&str>, them: Said) -> Said {
    let mut recipients = lead.recipients.values();
    let only = recipients.next().filter(|_| recipients.next().is_none());
    let only = only.and_then(|of| named(model, of.person, &of.name));
    match (lead.way(), by, only.as_deref()) {
        (Direction::ForMe, Some(source), _) => words::recommend(source, them),
        (Direction::ForMe, None, _) => words::show(them),
        (_, Some(source), Some(name)) => words::say_a_word(name, source, them),
        (_, None, Some(name)) => words::tell_of(name, them),
        _ => words::tell_of_caller(them),
    }
}

/// What the prospect is called, if that is known.
pub(crate) fn prospect_of(model: &Model, lead: &Lead) -> Option<String> {
    named(model, lead.prospect, &lead.prospect_name)
}

/// What the source is called, if there is one.
pub(crate) fn source_of(model: &Model, lead: &Lead) -> Option<String> {
    named(model, lead.source, &lead.source_name)
}

/// A person's name, or the words that stand for it until it is known who it is.
pub(crate) fn named(model: &Model, person: Option<crate::Id>, words: &str) -> Option<String> {
    let known = person.and_then(|id| model.people.get(&id)).map(Person::display_name);
    known.or(Some(words.trim()).filter(|words| !words.is_empty())).map(str::to_owned)
}
