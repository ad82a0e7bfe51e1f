//! Under which names people were ever in the notebook. Who wants to stay hidden stays so under all of them: also
//! when they were renamed, moved to another company, were united with another entry, or deleted for good.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::Model;
use crate::{
    command::ChangeId,
    document::{Document, Slot},
    id::Id,
    record::Ref,
};

/// Keys with their values, by record: read from the whole history when a text may leave for the first time, followed
/// from then on.
#[derive(Debug, Default)]
pub(crate) struct Past {
    changes: usize,
    of: FxHashMap<Ref, BTreeSet<(String, String)>>,
    /// Who was ever said to be whom, from both sides.
    one: FxHashMap<Id, BTreeSet<Id>>,
}

impl Past {
    fn enter(&mut self, all: Vec<(Slot, String)>) {
        for (Slot { record, key }, words) in all {
            if let Some(other) = key.strip_prefix("united/").and_then(|id| id.parse::<Id>().ok()) {
                self.one.entry(record.id).or_default().insert(other);
                self.one.entry(other).or_default().insert(record.id);
            }
            self.of.entry(record).or_default().insert((key, words));
        }
    }
}

impl Model {
    /// Reads what people were ever called, if somebody has to stay hidden.
    pub(crate) fn recall(&mut self, document: &Document) {
        let is_current = self.past.as_ref().is_some_and(|past| past.changes == document.len());
        if is_current || !self.leads.values().any(crate::record::Lead::hides_source) {
            return;
        }
        let mut past = Past::default();
        let (changes, all) = document.called_by_all();
        past.enter(all);
        past.changes = changes;
        self.past = Some(past);
    }

    /// Follows a change.
    pub(crate) fn recall_also(&mut self, document: &Document, change: ChangeId) {
        if let Some(past) = &mut self.past {
            past.enter(document.called_by(change));
            past.changes += 1;
        }
    }

    /// Everything that a record was ever called, with the key under which it stood.
    pub(crate) fn ever_called(&self, name: Ref) -> impl Iterator<Item = (&str, &str)> {
        let all = self.past.iter().filter_map(move |past| past.of.get(&name));
        all.flatten().map(|(key, words)| (key.as_str(), words.as_str()))
    }

    /// All entries that are, or ever were said to be, one person with this one.
    pub(crate) fn ever_one_with(&self, id: Id) -> BTreeSet<Id> {
        let mut found = BTreeSet::from([id]);
        let mut open = vec![id];
        while let Some(id) = open.pop() {
            let mut next: Vec<Id> = self.united.all(id);
            next.extend(self.past.iter().filter_map(|past| past.one.get(&id)).flatten());
            open.extend(next.into_iter().filter(|id| found.insert(*id)));
        }
        found
    }
}
