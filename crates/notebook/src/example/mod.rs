//! A believable notebook of any size from a seed: for looking around, for tests and benchmarks.
//!
//! Nobody in it exists. Telephone numbers are from ranges that are kept free for fiction, addresses
//! end in `.example`.

mod draw;
mod happened;
mod people;
mod scene;
mod words;

use crate::{
    command::{Command, Refusal},
    document::Written,
    notebook::Notebook,
    time::Now,
};
use draw::Draw;

/// How large an example notebook becomes. The same plan at the same time makes the same notebook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// Decides every name, word and id.
    pub seed: u64,
    /// People.
    pub people: usize,
    /// Touches within the past year.
    pub touches: usize,
    /// Leads in every state.
    pub leads: usize,
    /// Promises, open and settled.
    pub promises: usize,
    /// Jots; every fourth, at most thirteen, still waits in the inbox.
    pub jots: usize,
    /// Events: mixers, one a month.
    pub events: usize,
    /// Groups, at most five.
    pub groups: usize,
    /// Records that one change makes. One, as in life, makes a history in which each can be undone;
    /// more makes a large notebook sooner.
    pub together: usize,
}

impl Plan {
    /// A year of a networker's life: about 150 people.
    #[must_use]
    pub const fn example() -> Self {
        Self {
            seed: 2026,
            people: 150,
            touches: 620,
            leads: 64,
            promises: 42,
            jots: 52,
            events: 13,
            groups: 5,
            together: 1,
        }
    }

    /// A notebook of this size, for benchmarks.
    #[must_use]
    pub const fn scaled(people: usize, touches: usize, leads: usize) -> Self {
        Self {
            seed: 2026,
            people,
            touches,
            leads,
            promises: people / 20,
            jots: people / 10,
            events: 24,
            groups: 5,
            together: 1,
        }
    }

    /// The same with another seed.
    #[must_use]
    pub const fn seeded(self, seed: u64) -> Self {
        Self { seed, ..self }
    }

    /// The same with this many records to a change.
    #[must_use]
    pub const fn together(self, together: usize) -> Self {
        Self { together, ..self }
    }
}

/// The commands that write an example notebook, each with the time at which it is carried out, oldest
/// first. None is later than `now`.
#[must_use]
pub fn commands(plan: &Plan, now: Now) -> Vec<(Command, Now)> {
    let mut scene = scene::Scene::new(*plan, now, Draw::new(plan.seed));
    scene.people();
    scene.happened();
    scene.steps()
}

/// Writes an example notebook into `notebook`, and says which changes that made.
///
/// # Errors
/// [`Refusal`] when the notebook refuses a command: never for an empty one.
pub fn fill(notebook: &mut Notebook, plan: &Plan, now: Now) -> Result<Vec<Written>, Refusal> {
    let commands = commands(plan, now);
    let mut written = Vec::new();
    for some in commands.chunks(plan.together.max(1)) {
        written.extend(notebook.apply_together(some)?);
    }
    Ok(written)
}
