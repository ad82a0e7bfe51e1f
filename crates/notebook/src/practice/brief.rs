//! Before a one-to-one (domain §1): what one does not know until one asks, and what is still open.

use crate::{
    practice::overlap::is_too_wide,
    query::Freshness,
    record::{Letter, Person, Promise, Side},
};

/// Questions that fit a conversation.
const FEW: usize = 7;

/// Questions worth asking, the key question first: of what is not known, or not known freshly.
#[must_use]
pub fn questions(person: &Person, gains: &[(Letter, Freshness)]) -> Vec<&'static str> {
    let lacks = |letter: &Letter| gains.iter().any(|(of, state)| of == letter && *state != Freshness::Fresh);
    let good_prospect = person.good_prospect.0.trim();
    let asked = [
        (
            good_prospect.is_empty() || is_too_wide(good_prospect),
            "How do I know whether someone I meet is a good prospect for you?",
        ),
        (person.listen_for.0.trim().is_empty(), "What would people say that should make me think of you?"),
        (person.introduction.0.trim().is_empty(), "How would you like to be introduced?"),
        (person.best_customers.len() < 3, "Who are your three best customers, and why those?"),
        (person.story.0.trim().is_empty(), "Which story shows best what you do for people?"),
        (lacks(&Letter::Goals), "What would you like to reach this year, at work and at home?"),
        (lacks(&Letter::Accomplishments), "What are you proud of lately?"),
        (lacks(&Letter::Interests), "What do you do when nobody wants anything from you?"),
        (lacks(&Letter::Networks), "Where do you spend time with other people?"),
        (lacks(&Letter::Skills), "What can you do that few people know of?"),
        (person.circles.is_empty(), "Whom do you know whom I should meet, and how may I return it?"),
        (true, "What can I do for you before we meet again?"),
    ];
    let open = asked.into_iter().filter(|(is_open, _)| *is_open).map(|(_, words)| words);
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
