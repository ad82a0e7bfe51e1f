//! The list of leads, and the same leads state by state.

use std::{cmp::Reverse, collections::BTreeMap};

use super::{asked::Asked, page_of};
use crate::{
    Id, Instant, Now,
    model::Model,
    order,
    practice::happened,
    query::{Column, LeadFilter, LeadRow, LeadsView, Listed, Page},
    record::{Kind, Lead, Progress, Ref},
};

/// Of those that are searched for, only those that `may` be found are listed and counted.
pub(super) fn leads(
    model: &mut Model,
    filter: &LeadFilter,
    page: Page,
    may: &dyn Fn(&Model, Ref) -> bool,
    now: Now,
) -> LeadsView {
    let mut states: BTreeMap<Progress, usize> = BTreeMap::new();
    for lead in alive(model) {
        *states.entry(lead.state()).or_default() += 1;
    }
    let list = if filter.text.trim().is_empty() {
        let mut found: Vec<&Lead> = alive(model).filter(|lead| filter.passes(lead)).collect();
        if page.limit > 0 {
            order::by_key(&mut found, |lead| (lead.is_closed(), Reverse(received(lead, now)), lead.id));
        }
        page_of(found.into_iter(), page, |lead| row(model, lead, now))
    } else {
        model.search();
        let model = &*model;
        let asked = Asked::of(&filter.text, now);
        let accept = |name: &Ref| {
            name.kind == Kind::Lead
                && model.leads.get(&name.id).is_some_and(|lead| filter.passes(lead))
                && may(model, *name)
        };
        let found =
            model.built_index().map(|index| index.search(&asked.words, page.offset + page.limit, accept));
        let (hits, total) = found.map_or((Vec::new(), 0), |found| (found.hits, found.total));
        let rows = hits.iter().skip(page.offset).filter_map(|hit| lead_row(model, hit.key.id, now)).collect();
        Listed { rows, offset: page.offset, total }
    };
    LeadsView { list, states: states.into_iter().collect() }
}

/// Every state this version knows, and every other that is in use; in each, what wants contact comes first,
/// then what is due, then the hottest, then what came last.
pub(super) fn board(model: &Model, filter: &LeadFilter, most: usize, now: Now) -> Vec<Column> {
    let mut states: BTreeMap<Progress, Vec<&Lead>> =
        Progress::ALL.iter().map(|state| (state.clone(), Vec::new())).collect();
    for lead in alive(model).filter(|lead| filter.passes(lead)) {
        states.entry(lead.state()).or_default().push(lead);
    }
    let column = |(progress, mut leads): (Progress, Vec<&Lead>)| {
        let soon = now.plus_days(1).0.here(now);
        if most == 0 {
            return Column { progress, total: leads.len(), rows: Vec::new() };
        }
        leads.sort_by_cached_key(|lead| {
            let due = lead.due.map(|due| due.here(now));
            let due = due.filter(|due| due.day <= now.today() && !lead.is_closed());
            let contact = lead.first_contact_by(now);
            let is_urgent = contact.is_some_and(|by| by < soon);
            (
                !is_urgent,
                contact.filter(|_| is_urgent),
                due.is_none(),
                due,
                Reverse(lead.heat),
                Reverse(received(lead, now)),
                lead.id,
            )
        });
        let rows = leads.iter().take(most).map(|lead| row(model, lead, now)).collect();
        Column { progress, total: leads.len(), rows }
    };
    states.into_iter().map(column).collect()
}

fn alive(model: &Model) -> impl Iterator<Item = &Lead> {
    model.leads.values().filter(|lead| lead.removed_at.is_none())
}

impl LeadFilter {
    /// Whether a lead is listed, its words aside.
    fn passes(&self, lead: &Lead) -> bool {
        self.progress.as_ref().is_none_or(|progress| *progress == lead.state())
            && self.direction.as_ref().is_none_or(|direction| *direction == lead.way())
            && !(self.open && lead.is_closed())
    }
}

/// When it was received, by now: what a wrong clock dated stands behind the rest.
fn received(lead: &Lead, now: Now) -> Option<Instant> {
    lead.received_at.filter(|at| happened(*at, now))
}

pub(super) fn lead_row(model: &Model, id: Id, now: Now) -> Option<LeadRow> {
    model.leads.get(&id).map(|lead| row(model, lead, now))
}

fn row(model: &Model, lead: &Lead, now: Now) -> LeadRow {
    let name_of = |id: Id, kind: Kind| model.title(Ref::new(kind, id));
    let recipients = lead.recipients.values().map(|recipient| match (recipient.person, recipient.group) {
        (Some(person), _) => name_of(person, Kind::Person),
        (None, Some(group)) => name_of(group, Kind::Group),
        (None, None) => recipient.name.clone(),
    });
    LeadRow {
        id: lead.id,
        need: lead.need.clone(),
        prospect: lead.prospect.map_or_else(|| lead.prospect_name.clone(), |id| name_of(id, Kind::Person)),
        recipients: recipients.collect::<Vec<_>>().join(", "),
        progress: lead.state(),
        level: lead.level_in_truth().word().to_owned(),
        expects_call: lead.awaits_call(),
        due: lead.due.or(lead.expects_by.filter(|_| lead.awaits_call())).map(|due| due.here(now)),
        received_at: lead.received_at,
        contact_by: lead.first_contact_by(now),
        value: lead.value_closed.or(lead.value_expected),
        heat: lead.heat,
    }
}
