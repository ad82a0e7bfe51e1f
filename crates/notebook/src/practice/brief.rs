//! Before a one-to-one (domain §1): what one does not know until one asks, and what is still open.

use said::{Word, words::brief as words};

use crate::{
    practice::overlap::is_too_wide,
    query::Freshness,
    record::{Letter, Person, Promise, Side},
};

/// Questions that fit a conversation.
const FEW: usize = 7;

/// Questions worth asking, the key question first: of what is not known, or not known freshly.
#[must_use]
pub fn questions(person: &Person, gains: &[(Letter, Freshness)]) -> Vec<Word> {
    let lacks = |letter: &Letter| gains.iter().any(|(of, state)| of == letter && *state != Freshness::Fresh);
    let good_prospect = person.good_prospect.0.trim();
    let asked = [
        (good_prospect.is_empty() || is_too_wide(good_prospect), words::ASK_PROSPECT),
        (person.listen_for.0.trim().is_empty(), words::ASK_LISTEN_FOR),
        (person.introduction.0.trim().is_empty(), words::ASK_INTRODUCTION),
        (person.best_customers.len() < 3, words::ASK_CUSTOMERS),
        (person.story.0.trim().is_empty(), words::ASK_STORY),
        (lacks(&Letter::Goals), words::ASK_GOALS),
        (lacks(&Letter::Accomplishments), words::ASK_ACCOMPLISHMENTS),
        (lacks(&Letter::Interests), words::ASK_INTERESTS),
        (lacks(&Letter::Networks), words::ASK_NETWORKS),
        (lacks(&Letter::Skills), words::ASK_SKILLS),
        (person.circles.is_empty(), words::ASK_CIRCLES),
        (true, words::ASK_BEFORE),
    ];
    let open = asked.into_iter().filter(|(is_open, _)| *is_open).map(|(_, question)| question);
    open.take(FEW).collect()
}

impl Promise {
    /// Neither kept, agreed anew nor broken yet.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.state.is_none()
    }

    /// They promised it, and it is theirs to remember.
    #[must_use]
    pub fn is_theirs(&self) -> bool {
        self.by == Some(Side::Them)
    }
}
