//! The trust gate (domain §1): before recommending somebody I should know, like and trust them, and have
//! evidence that they are good. It warns, it never forbids.

use crate::{isolated, practice::said::list, record::Person};

/// What speaks against passing a referral to this person, in one sentence; `None` when the gate is passed.
pub(crate) fn warning(person: &Person) -> Option<String> {
    let gate = [(person.know, "know"), (person.like, "like"), (person.trust, "trust")];
    let those = |answer: Option<bool>| {
        let words = gate.iter().filter(move |(said, _)| *said == answer).map(|(_, word)| *word);
        words.collect::<Vec<_>>()
    };
    let (denied, open) = (those(Some(false)), those(None));
    let has_evidence = person.evidence.values().any(|evidence| !evidence.words.trim().is_empty());
    let name = &isolated(person.display_name());
    let mut parts = Vec::new();
    if !denied.is_empty() {
        parts.push(["you noted that you do not ", &list(&denied), " ", name].concat());
    }
    if !open.is_empty() {
        parts.push(["you have not noted that you ", &list(&open), " ", name].concat());
    }
    if !has_evidence {
        let whose =
            if parts.is_empty() { ["of ", name, "’s quality"].concat() } else { "of their quality".into() };
        parts.push(["no evidence ", &whose, " is noted"].concat());
    }
    if parts.is_empty() {
        return None;
    }
    Some(["Before you pass it on: ", &parts.join(", and "), ". You can pass it on all the same."].concat())
}
