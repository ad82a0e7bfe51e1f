//! The story of a deal, read backwards: who told me, how I know them, and which earlier lead it came out of.
//! Referrals are no coincidence; the chain shows which relationships started them (domain §2).

use std::collections::BTreeSet;

use said::{Said, words::story as words};

use super::standing::{prospect_of, source_of};
use crate::{
    Id,
    model::Model,
    query::Link,
    record::{Kind, Lead, Ref},
};

/// Steps of a chain that are told: longer ones were made by hand in a circle.
const MOST: usize = 50;

/// A lead and those that it came out of, the latest first. A circle ends where it would begin again.
pub(crate) fn came_out_of<'a>(model: &'a Model, lead: &'a Lead) -> impl Iterator<Item = &'a Lead> {
    let mut seen = BTreeSet::from([lead.id]);
    std::iter::successors(Some(lead), move |lead| {
        let earlier = model.leads.get(&lead.came_from?)?;
        (seen.len() < MOST && seen.insert(earlier.id)).then_some(earlier)
    })
}

/// The tier as groups count it: as it was noted, and at least 3 for what came out of an earlier lead.
pub(crate) fn tier(model: &Model, lead: &Lead) -> Option<i64> {
    let spin_off = lead.came_from.map(|_| came_out_of(model, lead).count() as i64 + 1);
    lead.tier.max(spin_off.map(|tier| tier.max(3)))
}

/// The chain in sentences, the deal first. For others nothing is told of a source who stays hidden but that
/// there is one: who introduced them, or where I met them, would give them away too.
pub(crate) fn story(model: &Model, lead: &Lead, for_others: bool) -> Vec<Link> {
    let mut links = Vec::new();
    for (nth, step) in came_out_of(model, lead).enumerate() {
        let need = if step.need.is_empty() { words::UNTOLD.into() } else { Said::told(&step.need) };
        let of = prospect_of(model, step).map_or(words::SOMEBODY.into(), |name| Said::name(&name));
        let words = if nth == 0 { words::lead(need, of) } else { words::came_out_of(need, of) };
        links.push(Link {
            words,
            opens: (nth > 0).then(|| Ref::new(Kind::Lead, step.id)),
            at: step.received_at,
        });
        let Some(source) = source_of(model, step) else { continue };
        if for_others && step.hides_source() {
            links.push(Link { words: words::SOMEBODY_TOLD.into(), opens: None, at: step.received_at });
            continue;
        }
        let opens = step.source.map(|id| Ref::new(Kind::Person, id)).filter(|name| model.holds(*name));
        links.push(Link { words: words::told(&source), opens, at: step.received_at });
        introduced(model, step.source, &mut links);
    }
    links
}

/// Who introduced the source to me, and who introduced them.
fn introduced(model: &Model, source: Option<Id>, links: &mut Vec<Link>) {
    let mut seen: BTreeSet<Id> = source.into_iter().collect();
    let mut person = source.and_then(|id| model.people.get(&id));
    while let Some(known) = person {
        let by = known.introduced_by.and_then(|id| model.people.get(&id)).filter(|by| seen.insert(by.id));
        let name = known.display_name();
        let words = match by {
            Some(by) => words::introduced(by.display_name(), name),
            None if !known.met_at.is_empty() => words::met(&known.met_at, name),
            None => return,
        };
        let opens = by.map(|by| Ref::new(Kind::Person, by.id));
        links.push(Link { words, opens, at: None });
        person = by;
    }
}
