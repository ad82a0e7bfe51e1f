//! What was deleted for good. The mark is honoured unless something living speaks of the record of which whoever
//! deleted it did not know: then it is whole again, and in the bin.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::{FxHashMap, FxHashSet};

use super::Model;
use crate::{
    command::ChangeId,
    document::Document,
    record::{Kind, Ref},
};

/// Marked records, each with what speaks of it although whoever deleted it did not know.
#[derive(Debug, Default)]
pub(crate) struct Gone(BTreeMap<Ref, BTreeSet<Ref>>);

impl Gone {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a record was deleted for good.
    pub(crate) fn is_gone(&self, name: Ref) -> bool {
        self.0.get(&name).is_some_and(BTreeSet::is_empty)
    }

    /// Marks a record or takes the mark off; says whether anything has to be looked at again: a mark that is written
    /// once more may know of more.
    pub(super) fn mark(&mut self, name: Ref, is_marked: bool) -> bool {
        if is_marked {
            self.0.entry(name).or_default();
            true
        } else {
            self.0.remove(&name).is_some()
        }
    }

    /// Marked records that are used all the same.
    pub(super) fn used(&self) -> BTreeSet<Ref> {
        self.0.iter().filter(|(_, users)| !users.is_empty()).map(|(name, _)| *name).collect()
    }
}

impl Model {
    /// Looks again at what these records speak of, or all records.
    pub(super) fn look_for_uses(&mut self, document: &Document, of: Option<&BTreeSet<Ref>>) {
        if self.gone.is_empty() {
            return;
        }
        let mut later: FxHashMap<ChangeId, FxHashSet<ChangeId>> = FxHashMap::default();
        let users: BTreeSet<Ref> = match of {
            Some(names) => names.iter().flat_map(|name| [*name, self.shown(*name)]).collect(),
            None => self.all_names(),
        };
        for uses in self.gone.0.values_mut() {
            // Of all records none is left that spoke of it: one that is shown under another, or is gone itself.
            uses.retain(|user| of.is_some() && !users.contains(user));
        }
        for user in users {
            if self.removed_at(user).is_some() {
                continue;
            }
            let mut targets = BTreeSet::new();
            self.refs(user, &mut |target| {
                targets
                    .extend(self.entries(target).into_iter().filter(|entry| self.gone.0.contains_key(entry)));
            });
            for target in targets {
                if self.is_unknown_use(document, user, target, &mut later)
                    && let Some(uses) = self.gone.0.get_mut(&target)
                {
                    uses.insert(user);
                }
            }
        }
    }

    /// Whether something speaks of a record, and nobody who deleted that for good knew.
    fn is_unknown_use(
        &self,
        document: &Document,
        user: Ref,
        target: Ref,
        later: &mut FxHashMap<ChangeId, FxHashSet<ChangeId>>,
    ) -> bool {
        let erasers = document.writers(target, "erased_at");
        let users = self.entries(user).into_iter();
        let users = users.filter(|user| *user != target && !document.is_removed(*user));
        let mentions: Vec<ChangeId> = users.flat_map(|user| document.mentions(target.id, user)).collect();
        mentions.iter().any(|mention| {
            erasers.iter().all(|eraser| {
                later.entry(*eraser).or_insert_with(|| document.not_before(*eraser)).contains(mention)
            })
        })
    }

    /// The records of the document that are shown as this one.
    pub(crate) fn entries(&self, name: Ref) -> Vec<Ref> {
        if name.kind != Kind::Person {
            return vec![name];
        }
        self.united.all(name.id).into_iter().map(|id| Ref::new(Kind::Person, id)).collect()
    }

    /// The record as which this one is shown.
    pub(crate) fn shown(&self, name: Ref) -> Ref {
        if name.kind == Kind::Person { Ref::new(Kind::Person, self.united.of(name.id)) } else { name }
    }
}
