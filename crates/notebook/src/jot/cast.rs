//! Who is who in a jot, and who needs what.

use super::types::{Meaning, Parsed};

/// Somebody whom a jot names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Somebody {
    /// Their name; empty when only a company or a trade was said.
    pub name: String,
    /// Their part in it.
    pub part: Part,
    /// What they do.
    pub trade: String,
    /// Where they do it.
    pub company: String,
}

/// Which part somebody has in a jot.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Part {
    /// It is about them.
    #[default]
    About,
    /// It is for them.
    Recipient,
    /// They told me.
    Source,
}

impl Parsed {
    /// Everybody named, in the order of the text, each with the trade and the company that stand nearest behind the name
    /// (before the first name: with the first).
    #[must_use]
    pub fn people(&self) -> Vec<Somebody> {
        let mut people: Vec<Somebody> = Vec::new();
        let mut waiting = Somebody::default();
        for meaning in self.meanings() {
            let named = match meaning {
                Meaning::Name(name) => Some((name, Part::About)),
                Meaning::For(name) => Some((name, Part::Recipient)),
                Meaning::Source(name) => Some((name, Part::Source)),
                _ => None,
            };
            if let Some((name, part)) = named {
                let before = std::mem::take(&mut waiting);
                people.push(Somebody { name: name.clone(), part, ..before });
                continue;
            }
            let of = people.last_mut().unwrap_or(&mut waiting);
            match meaning {
                Meaning::Trade(trade) if of.trade.is_empty() => of.trade.clone_from(trade),
                Meaning::Company(company) if of.company.is_empty() => of.company.clone_from(company),
                _ => {}
            }
        }
        // A company without a person can be said.
        if !waiting.company.is_empty() || !waiting.trade.is_empty() {
            people.push(waiting);
        }
        people
    }

    /// Those whom it is about, each with what they need: a need is theirs who was named last before it. When one of
    /// them needs nothing they need all of it together, and it stands with the first. Without a name it stands alone.
    #[must_use]
    pub fn cases(&self) -> Vec<(Somebody, Vec<String>)> {
        let is_about = |who: &Somebody| who.part == Part::About && !who.name.is_empty();
        let mut cases: Vec<_> =
            self.people().into_iter().filter(is_about).map(|who| (who, Vec::new())).collect();
        if cases.is_empty() {
            cases.push((Somebody::default(), Vec::new()));
        }
        let mut at = 0;
        for meaning in self.meanings() {
            match meaning {
                Meaning::Name(name) => at = cases.iter().position(|(who, _)| who.name == *name).unwrap_or(at),
                Meaning::Need(need) => cases[at].1.push(need.clone()),
                _ => {}
            }
        }
        if cases.iter().any(|(_, needs)| needs.is_empty()) {
            let all = cases.iter_mut().flat_map(|(_, needs)| std::mem::take(needs)).collect();
            cases[0].1 = all;
        }
        cases
    }
}
