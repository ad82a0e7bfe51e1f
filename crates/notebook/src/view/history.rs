//! History: every change of the notebook, or of one record.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use crate::{
    command::ChangeId,
    document::{ChangeFacts, Deeds, Document},
    notebook::Notebook,
    query::{FieldChange, HistoryEntry, Listed, Page},
    record::Ref,
};

/// Fields shown of one change.
const MOST_FIELDS: usize = 20;

/// Which changes touched which records, oldest first. Made when the history of a record is first looked
/// at, followed afterwards.
#[derive(Default)]
pub(crate) struct HistoryIndex {
    changes: usize,
    of: FxHashMap<Ref, Vec<ChangeFacts>>,
}

impl HistoryIndex {
    fn read(document: &Document) -> Self {
        let mut facts: FxHashMap<ChangeId, ChangeFacts> =
            document.changes().into_iter().map(|facts| (facts.change, facts)).collect();
        let mut index = Self::default();
        for (change, deeds) in document.all_deeds() {
            if let Some(facts) = facts.remove(&change) {
                index.enter(&facts, &deeds);
            }
        }
        index.of.values_mut().for_each(|changes| changes.sort_unstable());
        index
    }

    fn enter(&mut self, facts: &ChangeFacts, deeds: &Deeds) {
        for record in deeds.records() {
            self.of.entry(record).or_default().push(facts.clone());
        }
        self.changes += 1;
    }

    /// How many changes there are, without genesis.
    pub(crate) fn len(&self) -> usize {
        self.changes
    }

    /// Follows a change that was just made or taken in.
    pub(crate) fn add(&mut self, document: &Document, change: ChangeId) {
        if let (Some(facts), Ok(deeds)) = (document.facts(change), document.deeds(change)) {
            self.enter(&facts, &deeds);
            for record in deeds.records() {
                self.of.entry(record).or_default().sort();
            }
        }
    }
}

pub(super) fn history(notebook: &mut Notebook, of: Option<Ref>, page: Page) -> Listed<HistoryEntry> {
    let Notebook { document, history, model } = notebook;
    // Somebody who is shown for several entries has the history of all of them.
    let entries = of.map(|record| model.entries(record)).unwrap_or_default();
    let chosen: Vec<ChangeFacts> = match of {
        Some(_) => {
            let index = history.get_or_insert_with(|| HistoryIndex::read(document));
            let of_each = entries.iter().filter_map(|entry| index.of.get(entry));
            let all: BTreeSet<ChangeFacts> = of_each.flatten().cloned().collect();
            all.into_iter().collect()
        }
        None => document.changes(),
    };
    let total = chosen.len();
    let wanted = chosen.into_iter().rev().skip(page.offset).take(page.limit);
    let rows = wanted.map(|facts| entry(notebook, facts, &entries)).collect();
    Listed { rows, offset: page.offset, total }
}

fn entry(notebook: &Notebook, facts: ChangeFacts, of: &[Ref]) -> HistoryEntry {
    let deeds = notebook.document.deeds(facts.change).unwrap_or_default();
    let shown = deeds
        .wrote
        .iter()
        .filter(|slot| slot.key != "edited_at" && (of.is_empty() || of.contains(&slot.record)));
    let fields = shown.take(MOST_FIELDS).map(|slot| {
        let (before, after) = notebook.document.around(facts.change, slot);
        FieldChange { record: slot.record, key: slot.key.clone(), before, after }
    });
    HistoryEntry {
        fields: fields.collect(),
        records: deeds
            .records()
            .into_iter()
            .map(|name| (name, notebook.model.title(notebook.model.shown(name))))
            .collect(),
        made: deeds.made.iter().copied().collect(),
        change: facts.change,
        at: facts.at,
        name: facts.name,
    }
}
