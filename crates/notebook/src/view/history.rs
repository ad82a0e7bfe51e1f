//! History: every change of the notebook, or of one record.

use rustc_hash::FxHashMap;

use crate::{
    command::ChangeId,
    document::{ChangeFacts, Document},
    notebook::Notebook,
    query::{FieldChange, HistoryEntry, Listed, Page},
    record::Ref,
};

/// Fields shown of one change.
const MOST_FIELDS: usize = 20;

/// Which changes touched which records. Made when history is first looked at, followed afterwards.
pub(crate) struct HistoryIndex {
    changes: Vec<ChangeFacts>,
    of: FxHashMap<Ref, Vec<u32>>,
}

impl HistoryIndex {
    fn read(document: &Document) -> Self {
        let mut index = Self { changes: Vec::new(), of: FxHashMap::default() };
        for facts in document.changes() {
            index.enter(document, facts);
        }
        index
    }

    fn enter(&mut self, document: &Document, facts: ChangeFacts) {
        let number = u32::try_from(self.changes.len()).unwrap_or(u32::MAX);
        if let Ok(deeds) = document.deeds(facts.change) {
            for record in deeds.records() {
                self.of.entry(record).or_default().push(number);
            }
        }
        self.changes.push(facts);
    }

    /// How many changes there are, without genesis.
    pub(crate) fn len(&self) -> usize {
        self.changes.len()
    }

    /// Follows a change that was just made or taken in.
    pub(crate) fn add(&mut self, document: &Document, change: ChangeId) {
        if let Some(facts) = document.facts(change) {
            self.enter(document, facts);
        }
    }
}

pub(super) fn history(notebook: &mut Notebook, of: Option<Ref>, page: Page) -> Listed<HistoryEntry> {
    let Notebook { document, history, .. } = notebook;
    let chosen: Vec<ChangeFacts> = match of {
        Some(record) => {
            let index = history.get_or_insert_with(|| HistoryIndex::read(document));
            let numbers = index.of.get(&record).into_iter().flatten();
            numbers.filter_map(|number| index.changes.get(*number as usize).cloned()).collect()
        }
        None => document.changes(),
    };
    let total = chosen.len();
    let wanted = chosen.into_iter().rev().skip(page.offset).take(page.limit);
    let rows = wanted.map(|facts| entry(notebook, facts, of)).collect();
    Listed { rows, offset: page.offset, total }
}

fn entry(notebook: &Notebook, facts: ChangeFacts, of: Option<Ref>) -> HistoryEntry {
    let deeds = notebook.document.deeds(facts.change).unwrap_or_default();
    let shown =
        deeds.wrote.iter().filter(|slot| slot.key != "edited_at" && of.is_none_or(|of| of == slot.record));
    let fields = shown.take(MOST_FIELDS).map(|slot| {
        let (before, after) = notebook.document.around(facts.change, slot);
        FieldChange { record: slot.record, key: slot.key.clone(), before, after }
    });
    HistoryEntry {
        fields: fields.collect(),
        records: deeds.records().into_iter().map(|name| (name, notebook.model.title(name))).collect(),
        made: deeds.made.iter().copied().collect(),
        change: facts.change,
        at: facts.at,
        name: facts.name,
    }
}
