//! Taking one change back, and saying what a change did.
//!
//! Nothing is recorded for this: the document's own history knows what a change wrote and what
//! stood there before. So every change can be undone, on any device and long afterwards, and
//! undoing an undo is redo.

use std::collections::{BTreeMap, BTreeSet};

use automerge::{Change, ChangeHash, ObjId, Prop, ReadDoc, iter::MapRangeItem, legacy};

use super::{Document, Slot, Write};
use crate::{
    command::{ChangeId, Refusal},
    id::Id,
    record::{Kind, Ref},
    value::Value,
};

/// What a change did, by record and key.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Deeds {
    /// Records it made.
    pub(crate) made: BTreeSet<Ref>,
    /// Keys it wrote in records that were there before.
    pub(crate) wrote: BTreeSet<Slot>,
}

impl Deeds {
    /// Every record it touched.
    pub(crate) fn records(&self) -> BTreeSet<Ref> {
        let wrote = self.wrote.iter().map(|slot| slot.record);
        self.made.iter().copied().chain(wrote).collect()
    }
}

impl Document {
    fn change(&self, change: ChangeId) -> Result<Change, Refusal> {
        self.doc.get_change_by_hash(&ChangeHash(change.0)).ok_or(Refusal::NoSuchChange)
    }

    /// What a change did.
    pub(crate) fn deeds(&self, change: ChangeId) -> Result<Deeds, Refusal> {
        Ok(self.deeds_of(&self.change(change)?))
    }

    /// What every change did.
    pub(crate) fn all_deeds(&self) -> impl Iterator<Item = (ChangeId, Deeds)> {
        let changes = self.doc.get_changes(&[]).into_iter();
        changes.map(|change| (ChangeId(change.hash().0), self.deeds_of(&change)))
    }

    fn deeds_of(&self, change: &Change) -> Deeds {
        let mut deeds = Deeds::default();
        for op in change.decode().operations {
            let Some(place) = self.place(&op) else { continue };
            match place {
                Place::Record(record) => {
                    deeds.made.insert(record);
                }
                Place::Slot(slot) => {
                    deeds.wrote.insert(slot);
                }
            }
        }
        let Deeds { made, wrote, .. } = &mut deeds;
        wrote.retain(|slot| !made.contains(&slot.record));
        deeds
    }

    /// Which record, or which key of which record, an operation is about.
    fn place(&self, op: &legacy::Op) -> Option<Place> {
        let legacy::ObjectId::Id(id) = &op.obj else { return None };
        let obj = self.doc.import_obj(&id.to_string()).ok()?;
        let key = match &op.key {
            legacy::Key::Map(key) => Some(key.to_string()),
            legacy::Key::Seq(_) => None,
        };
        if let Some(kind) = Kind::ALL.into_iter().find(|kind| *self.root(*kind) == obj) {
            let key = key?;
            return Some(match kind {
                Kind::Me => Place::Slot(Slot { record: Ref::ME, key }),
                kind => Place::Record(Ref::new(kind, key.parse().ok()?)),
            });
        }
        // From the object upwards: keys that lead to it, outermost last.
        let mut path: Vec<String> = self
            .doc
            .parents(&obj)
            .ok()?
            .filter_map(|parent| if let Prop::Map(key) = parent.prop { Some(key) } else { None })
            .collect();
        let kind = Kind::of_root(&path.pop()?)?;
        let record = if kind == Kind::Me { Ref::ME } else { Ref::new(kind, path.pop()?.parse::<Id>().ok()?) };
        // Inside a record: a key of its map, or a character of the note at that key.
        let key = path.pop().or(key)?;
        Some(Place::Slot(Slot { record, key }))
    }

    /// The writes that take a change back where nothing was written since.
    pub(crate) fn inverse(&self, change: ChangeId) -> Result<Vec<Write>, Refusal> {
        let change = self.change(change)?;
        let (before, after) = (change.deps(), [change.hash()]);
        let deeds = self.deeds_of(&change);
        let there = |record: &Ref| self.holds(*record) && !self.is_removed(*record);
        let mut writes: Vec<Write> = deeds.made.iter().copied().filter(there).map(Write::Remove).collect();
        let mut keys: BTreeMap<Ref, Vec<&str>> = BTreeMap::new();
        for Slot { record, key } in &deeds.wrote {
            keys.entry(*record).or_default().push(key);
        }
        for (record, keys) in keys {
            if self.was_blank(record, before) {
                // It had been deleted for good, and this change brought it back.
                let untouched = self.now_as_at(record, &after);
                writes.push(if untouched { Write::Erase(record) } else { Write::Remove(record) });
                continue;
            }
            let same = |key: &&str| self.value(record, key, None) == self.value(record, key, Some(&after));
            let keys = keys.into_iter().filter(|key| *key != "edited_at").filter(same);
            writes.extend(keys.filter_map(|key| self.back(record, key, &change)));
        }
        Ok(writes)
    }

    fn was_blank(&self, record: Ref, heads: &[ChangeHash]) -> bool {
        record.kind != Kind::Me
            && self.object(record).is_some_and(|obj| self.doc.map_range_at(&obj, .., heads).next().is_none())
    }

    /// Whether a record says now what it said when these changes were the heads.
    fn now_as_at(&self, record: Ref, heads: &[ChangeHash]) -> bool {
        let Some(obj) = self.object(record) else { return false };
        let keys = |item: MapRangeItem<'_>| item.key.to_string();
        let now: Vec<String> = self.doc.map_range(&obj, ..).map(keys).collect();
        let then: Vec<String> = self.doc.map_range_at(&obj, .., heads).map(keys).collect();
        now == then
            && now.iter().all(|key| self.value(record, key, None) == self.value(record, key, Some(heads)))
    }

    /// What to do about a key that a change wrote, and that says now what it said then.
    fn back(&self, record: Ref, key: &str, change: &Change) -> Option<Write> {
        let back = Write::Back(record, key.to_owned(), change.deps().to_vec());
        let mut values = self.doc.get_all(&self.object(record)?, key).ok()?;
        let own = |op: &ObjId| self.doc.hash_for_opid(op) == Some(change.hash());
        match values.last() {
            Some((value, op)) if value.is_scalar() && !own(op) => None,
            Some((value, _)) if value.is_scalar() && values.len() > 1 => {
                // Another device wrote something else at the same time: that stands then.
                values.retain(|(_, op)| !own(op));
                let (_, rival) = values.pop()?;
                (key != "removed_at").then(|| Write::Prefer(record, key.to_owned(), rival))
            }
            _ => Some(back),
        }
    }

    /// A key's value before and after a change.
    pub(crate) fn around(&self, change: ChangeId, slot: &Slot) -> (Option<Value>, Option<Value>) {
        let Ok(change) = self.change(change) else { return (None, None) };
        (
            self.value(slot.record, &slot.key, Some(change.deps())),
            self.value(slot.record, &slot.key, Some(&[change.hash()])),
        )
    }
}

enum Place {
    Record(Ref),
    Slot(Slot),
}
