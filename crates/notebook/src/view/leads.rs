//! The list of leads, and one lead's page.

use std::{cmp::Reverse, collections::BTreeMap};

use super::{page_of, person::conflicts};
use crate::{
    Id,
    model::Model,
    notebook::Notebook,
    query::{LeadFilter, LeadRow, LeadView, LeadsView, Listed, Page},
    record::{Consent, Kind, Lead, Level, Progress, Ref},
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
        matches!(self.progress, Some(Progress::Won | Progress::Lost | Progress::NotAFit))
    }

    /// What it may be called: without consent it *is* a lead, whatever else was written (domain §2).
    #[must_use]
    pub fn level_in_truth(&self) -> Level {
        match (&self.consent, &self.level) {
            (Some(Consent::Yes), Some(level)) => level.clone(),
            _ => Level::Lead,
        }
    }
}

pub(super) fn leads(model: &mut Model, filter: &LeadFilter, page: Page) -> LeadsView {
    let alive = |lead: &&Lead| lead.removed_at.is_none();
    let mut states: BTreeMap<Progress, usize> = BTreeMap::new();
    for lead in model.leads.values().filter(alive) {
        *states.entry(lead.state()).or_default() += 1;
    }
    let passes = |lead: &Lead| {
        filter.progress.as_ref().is_none_or(|progress| *progress == lead.state())
            && !(filter.open && lead.is_closed())
    };
    let list = if filter.text.trim().is_empty() {
        let mut found: Vec<&Lead> = model.leads.values().filter(alive).filter(|lead| passes(lead)).collect();
        found.sort_by_key(|lead| (lead.is_closed(), Reverse(lead.received_at), lead.id));
        page_of(found.into_iter(), page, |lead| row(model, lead))
    } else {
        model.search();
        let model = &*model;
        let accept = |name: &Ref| name.kind == Kind::Lead && model.leads.get(&name.id).is_some_and(passes);
        let found =
            model.built_index().map(|index| index.search(&filter.text, page.offset + page.limit, accept));
        let (hits, total) = found.map_or((Vec::new(), 0), |found| (found.hits, found.total));
        let rows = hits.iter().skip(page.offset).filter_map(|hit| lead_row(model, hit.key.id)).collect();
        Listed { rows, offset: page.offset, total }
    };
    LeadsView { list, states: states.into_iter().collect() }
}

pub(super) fn lead_row(model: &Model, id: Id) -> Option<LeadRow> {
    model.leads.get(&id).map(|lead| row(model, lead))
}

fn row(model: &Model, lead: &Lead) -> LeadRow {
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
        expects_call: lead.expects_call == Some(true),
        due: lead.due.or(lead.expects_by.map(|by| by.date_naive())),
        received_at: lead.received_at,
    }
}

pub(super) fn lead(notebook: &Notebook, id: Id) -> Option<LeadView> {
    let model = &notebook.model;
    let lead = model.leads.get(&id)?.clone();
    let recipients = lead.recipients.values();
    let groups = recipients.filter_map(|recipient| recipient.group).map(|id| Ref::new(Kind::Group, id));
    let others = lead.came_from.map(|id| Ref::new(Kind::Lead, id)).into_iter();
    let event = lead.event.map(|id| Ref::new(Kind::Event, id));
    let people = lead.people().map(|id| Ref::new(Kind::Person, id));
    let named = people.chain(groups).chain(others).chain(event).filter(|name| model.holds(*name));
    Some(LeadView {
        names: named.map(|name| (name.to_string(), model.title(name))).collect(),
        words: lead.jot.and_then(|jot| model.jots.get(&jot)).map(|jot| jot.text.clone()),
        conflicts: conflicts(notebook, Ref::new(Kind::Lead, id)),
        removed: lead.removed_at.is_some(),
        lead,
    })
}
