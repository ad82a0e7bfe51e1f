//! The trust gate (domain §1): before recommending somebody I should know, like and trust them, and have
//! evidence that they are good. It warns, it never forbids.

use said::{Said, words::passing as words};

use crate::record::Person;

/// What speaks against passing a referral to this person, in one sentence; `None` when the gate is passed.
pub(crate) fn warning(person: &Person) -> Option<Said> {
    let gate = [(person.know, words::KNOW), (person.like, words::LIKE), (person.trust, words::TRUST)];
    let those = |answer: Option<bool>| {
        let words = gate.iter().filter(move |(said, _)| *said == answer).map(|(_, word)| Said::from(*word));
        words.collect::<Vec<_>>()
    };
    let (denied, open) = (those(Some(false)), those(None));
    let has_evidence = person.evidence.values().any(|evidence| !evidence.words.trim().is_empty());
    let name = person.display_name();
    let mut parts = Vec::new();
    if !denied.is_empty() {
        parts.push(words::denied(denied, name));
    }
    if !open.is_empty() {
        parts.push(words::open(open, name));
    }
    if !has_evidence {
        parts.push(if parts.is_empty() { words::evidence(name) } else { words::EVIDENCE_TOO.into() });
    }
    let mut parts = parts.into_iter();
    Some(words::warning(parts.next()?, parts.next(), parts.next()))
}
