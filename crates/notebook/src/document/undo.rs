//! Taking one change back, and saying what a change did.
//!
//! Nothing is recorded for this: the document's own history knows what a change wrote and what
//! stood there before. So every change can be undone, on any device and long afterwards, and
//! undoing an undo is redo.

use std::collections::{BTreeMap, BTreeSet};

use automerge::{Change, ChangeHash, ObjId, Prop, ReadDoc, iter::MapRangeItem, legacy};

use rustc_hash::FxHashMap;

use super::{Document, Slot, Write};
use crate::{
    command::{ChangeId, Refusal},
    id::Id,
    record::{Kind, Ref},
    value::Value,
};

/// Undos of undos that are followed back to who wrote a value.
const MOST_UNDOS: usize = 16;

/// What takes a change back, as far as that can be done.
#[derive(Debug, Default)]
pub(crate) struct Inverse {
    /// The writes.
    pub(crate) writes: Vec<Write>,
    /// What stays, because something was written there since.
    pub(crate) left: BTreeSet<Slot>,
}

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
    pub(super) fn change(&self, change: ChangeId) -> Result<Change, Refusal> {
        self.doc.get_change_by_hash(&ChangeHash(change.0)).ok_or(Refusal::NoSuchChange)
    }

    /// What a change did.
    pub(crate) fn deeds(&self, change: ChangeId) -> Result<Deeds, Refusal> {
        Ok(self.deeds_of(&self.change(change)?))
    }

    /// What every change did.
    pub(crate) fn all_deeds(&self) -> impl Iterator<Item = (ChangeId, Deeds)> {
        // Oldest first: what a change writes into was made before, so nothing has to be looked up.
        let mut changes = self.doc.get_changes(&[]);
        changes.sort_by_key(Change::start_op);
        let mut homes = Homes { document: self, known: FxHashMap::default() };
        changes.into_iter().map(move |change| (ChangeId(change.hash().0), homes.deeds(&change)))
    }

    /// What each of several changes did, in an order in which they apply.
    pub(super) fn deeds_of_all<'a>(
        &'a self,
        changes: impl Iterator<Item = &'a Change>,
    ) -> impl Iterator<Item = Deeds> {
        let mut homes = Homes { document: self, known: FxHashMap::default() };
        changes.map(move |change| homes.deeds(change))
    }

    fn deeds_of(&self, change: &Change) -> Deeds {
        Homes { document: self, known: FxHashMap::default() }.deeds(change)
    }

    /// What takes a change back where nothing was written since, and what stays because something was.
    /// Somebody who `is_united` with another entry by now is not put into the bin with the change that made them.
    pub(crate) fn inverse(
        &self,
        change: ChangeId,
        is_united: impl Fn(Ref) -> bool,
    ) -> Result<Inverse, Refusal> {
        let change = self.change(change)?;
        let (before, after) = (change.deps(), [change.hash()]);
        let deeds = self.deeds_of(&change);
        let there = |record: &&Ref| self.holds(**record) && !self.is_removed(**record);
        let mut inverse = Inverse::default();
        for record in deeds.made.iter().filter(there) {
            if is_united(*record) {
                inverse.left.insert(Slot { record: *record, key: "united".into() });
            } else {
                inverse.writes.push(Write::Remove(*record));
            }
        }
        let mut keys: BTreeMap<Ref, Vec<&str>> = BTreeMap::new();
        for Slot { record, key } in &deeds.wrote {
            keys.entry(*record).or_default().push(key);
        }
        for (record, mut keys) in keys {
            if self.was_blank(record, before) {
                // It had been deleted for good, and this change brought it back.
                let untouched = self.now_as_at(record, &after);
                inverse.writes.push(if untouched { Write::Blank(record) } else { Write::Remove(record) });
                continue;
            }
            // What was deleted for good and is back by itself stays as it is.
            if keys.contains(&"erased_at")
                && self.value(record, "erased_at", Some(&after)).is_some()
                && !self.is_erased(record)
            {
                keys.retain(|key| !matches!(*key, "erased_at" | "removed_at"));
            }
            for key in keys.into_iter().filter(|key| *key != "edited_at") {
                match self.back(record, key, &change) {
                    Some(write) => inverse.writes.push(write),
                    None if self.value(record, key, None) == self.value(record, key, Some(before)) => {}
                    None => {
                        inverse.left.insert(Slot { record, key: key.to_owned() });
                    }
                }
            }
        }
        Ok(inverse)
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

    /// What takes back what a change wrote under a key. `None` when something else stands there now, or several other
    /// values that only the person can choose from.
    fn back(&self, record: Ref, key: &str, change: &Change) -> Option<Write> {
        let obj = self.object(record)?;
        let back = Write::Back(record, key.to_owned(), change.deps().to_vec());
        let says_the_same = self.value(record, key, None) == self.value(record, key, Some(&[change.hash()]));
        let values = self.doc.get_all(&obj, key).ok()?;
        if values.len() <= 1 {
            let is_own = values.last().is_none_or(|(value, op)| {
                value.is_object() || self.first_written(&obj, key, op, MOST_UNDOS).contains(&change.hash())
            });
            return (says_the_same && is_own).then_some(back);
        }
        // Another device wrote something else at the same time: that stands then, and alone.
        let own = |op: &ObjId| self.first_written(&obj, key, op, MOST_UNDOS).contains(&change.hash());
        let (mine, others): (Vec<_>, Vec<_>) = values.into_iter().partition(|(_, op)| own(op));
        if mine.is_empty() || key == "removed_at" || key == "erased_at" {
            return None;
        }
        let words = |value: &(automerge::Value<'_>, ObjId)| match value {
            (value, op) if value.is_object() => self.doc.text(op).unwrap_or_default(),
            (value, _) => format!("{value:?}"),
        };
        match others.last() {
            None => Some(back),
            Some(rival) if others.iter().any(|other| words(other) != words(rival)) => None,
            Some((value, op)) if value.is_object() => {
                let text = self.doc.text(op).ok()?;
                Some(Write::Put(record, key.to_owned(), Some(Value::Text(text))))
            }
            Some((_, op)) => Some(Write::Prefer(record, key.to_owned(), op.clone())),
        }
    }

    /// The changes that wrote a value: the one of the operation, and when that was an undo that only left one of several
    /// values standing, those that had written that one.
    fn first_written(&self, obj: &ObjId, key: &str, op: &ObjId, most: usize) -> Vec<ChangeHash> {
        let Some(hash) = self.doc.hash_for_opid(op) else { return Vec::new() };
        let mut found = vec![hash];
        let meta = self.doc.get_change_meta_by_hash(&hash);
        let Some(meta) = meta.filter(|meta| most > 0 && meta.message.as_deref() == Some("undo")) else {
            return found;
        };
        let deps = meta.deps.clone();
        let before = self.doc.get_all_at(obj, key, &deps).unwrap_or_default();
        let after = self.doc.get_at(obj, key, &[hash]).ok().flatten();
        if let Some((value, _)) = after.filter(|_| before.len() > 1) {
            for (_, rival) in before.iter().filter(|(rival, _)| *rival == value) {
                found.extend(self.first_written(obj, key, rival, most - 1));
            }
        }
        found
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

/// Where an object of the document belongs.
#[derive(Clone)]
pub(super) enum Home {
    /// The root map of a kind.
    Root(Kind),
    /// The map of a record.
    Record(Ref),
    /// Inside a key of a record: its note, or a part of a later version.
    Slot(Slot),
}

/// Which records and keys operations are about. What the changes themselves make is remembered; the
/// rest is looked up once.
pub(super) struct Homes<'a> {
    pub(super) document: &'a Document,
    pub(super) known: FxHashMap<legacy::OpId, Option<Home>>,
}

impl Homes<'_> {
    fn deeds(&mut self, change: &Change) -> Deeds {
        let mut deeds = Deeds::default();
        let (start, actor) = (change.start_op().get(), change.actor_id().clone());
        for (op, nth) in change.decode().operations.into_iter().zip(start..) {
            let home = match (&op.obj, &op.key) {
                (legacy::ObjectId::Root, legacy::Key::Map(root)) => Kind::of_root(root).map(Home::Root),
                (obj, key) => self.of(obj).and_then(|home| within(home, key)),
            };
            match &home {
                Some(Home::Record(record)) => {
                    deeds.made.insert(*record);
                }
                Some(Home::Slot(slot)) if !deeds.wrote.contains(slot) => {
                    deeds.wrote.insert(slot.clone());
                }
                _ => {}
            }
            if matches!(op.action, legacy::OpType::Make(_)) {
                self.known.insert(legacy::OpId(nth, actor.clone()), home);
            }
        }
        let Deeds { made, wrote, .. } = &mut deeds;
        wrote.retain(|slot| !made.contains(&slot.record));
        deeds
    }

    pub(super) fn of(&mut self, obj: &legacy::ObjectId) -> Option<Home> {
        let legacy::ObjectId::Id(id) = obj else { return None };
        if let Some(home) = self.known.get(id) {
            return home.clone();
        }
        let home = self.document.home(id);
        self.known.insert(id.clone(), home.clone());
        home
    }
}

/// What a key of an object is.
pub(super) fn within(home: Home, key: &legacy::Key) -> Option<Home> {
    let key = || if let legacy::Key::Map(key) = key { Some(key.to_string()) } else { None };
    Some(match home {
        Home::Root(Kind::Me) => Home::Slot(Slot { record: Ref::ME, key: key()? }),
        Home::Root(kind) => Home::Record(Ref::new(kind, key()?.parse().ok()?)),
        Home::Record(record) => Home::Slot(Slot { record, key: key()? }),
        inside @ Home::Slot(_) => inside,
    })
}

impl Document {
    /// Where an object belongs, asked of the document.
    fn home(&self, id: &legacy::OpId) -> Option<Home> {
        let obj = self.doc.import_obj(&id.to_string()).ok()?;
        // From the object upwards: the keys that lead to it, outermost last.
        let parents = self.doc.parents(&obj).ok()?;
        let mut path: Vec<String> = parents
            .filter_map(|parent| if let Prop::Map(key) = parent.prop { Some(key) } else { None })
            .collect();
        let kind = Kind::of_root(&path.pop()?)?;
        let record = match (kind, path.pop()) {
            (_, None) => return Some(Home::Root(kind)),
            (Kind::Me, Some(key)) => return Some(Home::Slot(Slot { record: Ref::ME, key })),
            (kind, Some(id)) => Ref::new(kind, id.parse::<Id>().ok()?),
        };
        Some(path.pop().map_or(Home::Record(record), |key| Home::Slot(Slot { record, key })))
    }
}
