//! Reading records, now and as they were.

use automerge::{Automerge, ChangeHash, ChangeMetadata, ObjId, ObjType, ReadDoc, ScalarValueRef, ValueRef};

use std::collections::BTreeSet;

use rustc_hash::FxHashSet;

use super::Document;
use crate::{
    command::ChangeId,
    id::Id,
    record::{Kind, Record, Ref},
    value::Value,
};

/// One key of one record.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Slot {
    /// The record.
    pub(crate) record: Ref,
    /// The flat key.
    pub(crate) key: String,
}

/// What is known of a change without looking at what it did. Sorts by time; changes of one second in
/// the order of what they build upon: the same on every device.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ChangeFacts {
    /// When it was made, Unix seconds, by the clock of its device.
    pub(crate) at: i64,
    /// The number of its first operation: greater than that of any change it depends on.
    start: u64,
    /// Its name.
    pub(crate) change: ChangeId,
    /// The command's name.
    pub(crate) name: String,
}

impl From<ChangeMetadata<'_>> for ChangeFacts {
    fn from(meta: ChangeMetadata<'_>) -> Self {
        Self {
            at: meta.timestamp,
            start: meta.start_op,
            change: ChangeId(meta.hash.0),
            name: meta.message.unwrap_or_default().into_owned(),
        }
    }
}

pub(super) fn value_of(doc: &Automerge, value: &ValueRef<'_>, obj: impl FnOnce() -> ObjId) -> Value {
    match value {
        ValueRef::Scalar(scalar) => scalar_of(scalar),
        ValueRef::Object(ObjType::Text) => Value::Text(doc.text(obj()).unwrap_or_default()),
        ValueRef::Object(ObjType::Map | ObjType::Table) => map_of(doc, &obj(), MOST_DEPTH),
        ValueRef::Object(ObjType::List) => Value::Unknown("a list".into()),
    }
}

/// Maps inside maps that are shown of what a later version wrote.
const MOST_DEPTH: usize = 8;

fn map_of(doc: &Automerge, obj: &ObjId, depth: usize) -> Value {
    if depth == 0 {
        return Value::Unknown("…".into());
    }
    Value::map(doc.map_range(obj, ..).map(|item| {
        let value = match &item.value {
            ValueRef::Object(ObjType::Map | ObjType::Table) => map_of(doc, &item.id(), depth - 1),
            value => value_of(doc, value, || item.id()),
        };
        (item.key.to_string(), value)
    }))
}

fn scalar_of(scalar: &ScalarValueRef<'_>) -> Value {
    match scalar {
        ScalarValueRef::Str(text) => Value::Str(text.to_string()),
        ScalarValueRef::Boolean(yes) => Value::Bool(*yes),
        ScalarValueRef::Int(n) | ScalarValueRef::Counter(n) | ScalarValueRef::Timestamp(n) => Value::Int(*n),
        ScalarValueRef::Uint(n) => {
            i64::try_from(*n).map_or_else(|_| Value::Unknown(n.to_string()), Value::Int)
        }
        ScalarValueRef::F64(n) => Value::Float(*n),
        ScalarValueRef::Null => Value::Unknown("nothing".into()),
        other => Value::Unknown(other.to_string()),
    }
}

impl Document {
    /// The map that holds a record, if there is one.
    pub(super) fn object(&self, record: Ref) -> Option<ObjId> {
        if record.kind == Kind::Me {
            return Some(self.root(Kind::Me).clone());
        }
        match self.doc.get(self.root(record.kind), record.id.to_string()) {
            Ok(Some((value, obj))) if value.is_object() => Some(obj),
            _ => None,
        }
    }

    /// Whether there is such a record, in the bin or not. One that was deleted for good is an empty
    /// map; my own profile is there from the beginning.
    pub(crate) fn holds(&self, record: Ref) -> bool {
        record.kind == Kind::Me || self.object(record).is_some_and(|obj| self.doc.length(obj) > 0)
    }

    /// Reads one record.
    pub(crate) fn record<R: Record>(&self, id: Id) -> Option<R> {
        self.record_in(id, &self.object(Ref::new(R::KIND, id))?)
    }

    fn record_in<R: Record>(&self, id: Id, obj: &ObjId) -> Option<R> {
        let mut record = None;
        for item in self.doc.map_range(obj, ..) {
            let record = record.get_or_insert_with(|| R::blank(id));
            // A record keeps what it does not know, so nothing is ever refused here.
            let _ = record.take(&item.key, value_of(&self.doc, &item.value, || item.id()));
        }
        record
    }

    /// Every key of a record with its value, as they stand in the document.
    pub(crate) fn pairs(&self, record: Ref) -> Vec<(String, Value)> {
        let Some(obj) = self.object(record) else { return Vec::new() };
        let pairs = self.doc.map_range(&obj, ..);
        pairs.map(|item| (item.key.to_string(), value_of(&self.doc, &item.value, || item.id()))).collect()
    }

    /// Of whom it was said that an entry is them.
    pub(crate) fn united(&self, id: Id) -> BTreeSet<Id> {
        let Some(obj) = self.object(Ref::new(Kind::Person, id)) else { return BTreeSet::new() };
        let all = self.doc.map_range(&obj, "united/".to_owned().."united0".to_owned());
        all.filter_map(|item| item.key.strip_prefix("united/")?.parse().ok()).collect()
    }

    /// Reads every record of a kind.
    pub(crate) fn each<R: Record>(&self, mut see: impl FnMut(R)) {
        for item in self.doc.map_range(self.root(R::KIND), ..) {
            if let (Ok(id), ValueRef::Object(ObjType::Map)) = (item.key.parse::<Id>(), &item.value) {
                self.record_in(id, &item.id()).into_iter().for_each(&mut see);
            }
        }
    }

    /// Whether a record counts as removed: it has a `removed_at`, and no edit happened elsewhere
    /// that the removal did not know of. A removal writes `edited_at` too, so an edit of another
    /// device shows there as a second value, from a change that removed nothing.
    pub(crate) fn is_removed(&self, record: Ref) -> bool {
        let removals = self.writers(record, "removed_at");
        !removals.is_empty() && self.writers(record, "edited_at").iter().all(|edit| removals.contains(edit))
    }

    /// Whether a record was deleted for good, and nothing was written into it elsewhere of which whoever
    /// deleted it did not know.
    pub(crate) fn is_erased(&self, record: Ref) -> bool {
        let erasers = self.writers(record, "erased_at");
        !erasers.is_empty() && self.writers(record, "edited_at").iter().all(|edit| erasers.contains(edit))
    }

    /// The changes that wrote the values of a key: several when they were written at the same time.
    pub(crate) fn writers(&self, record: Ref, key: &str) -> Vec<ChangeId> {
        let Some(obj) = self.object(record) else { return Vec::new() };
        let values = self.doc.get_all(&obj, key).unwrap_or_default();
        let hashes = values.iter().filter_map(|(_, op)| self.doc.hash_for_opid(op));
        hashes.map(|hash| ChangeId(hash.0)).collect()
    }

    /// Who wrote that one record speaks of another: the changes of the keys and values that name it.
    pub(crate) fn mentions(&self, of: Id, in_record: Ref) -> Vec<ChangeId> {
        let Some(obj) = self.object(in_record) else { return Vec::new() };
        let id = of.to_string();
        let names = |item: &automerge::iter::MapRangeItem<'_>| match &item.value {
            ValueRef::Scalar(ScalarValueRef::Str(text)) => **text == *id,
            ValueRef::Scalar(_) => item.key.ends_with(&id),
            ValueRef::Object(_) => false,
        };
        let keys = self.doc.map_range(&obj, ..).filter(names).map(|item| item.key.to_string());
        keys.flat_map(|key| self.writers(in_record, &key)).collect()
    }

    /// The changes that do not lie before this one: of them, whoever made it did not know.
    pub(crate) fn not_before(&self, change: ChangeId) -> FxHashSet<ChangeId> {
        let later = self.doc.get_changes_meta(&[ChangeHash(change.0)]);
        later.into_iter().map(|meta| ChangeId(meta.hash.0)).collect()
    }

    /// The value of a key; with `at`, as it was when those changes were the heads.
    pub(super) fn value(&self, record: Ref, key: &str, at: Option<&[ChangeHash]>) -> Option<Value> {
        let obj = self.object(record)?;
        let found = match at {
            None => self.doc.get(&obj, key),
            Some(heads) => self.doc.get_at(&obj, key, heads),
        };
        let (value, id) = found.ok()??;
        Some(match value {
            automerge::Value::Object(ObjType::Text) => Value::Text(match at {
                None => self.doc.text(id).unwrap_or_default(),
                Some(heads) => self.doc.text_at(id, heads).unwrap_or_default(),
            }),
            automerge::Value::Object(_) => Value::Unknown("a part of a later version".into()),
            automerge::Value::Scalar(scalar) => scalar_of(&ScalarValueRef::from(scalar.into_owned())),
        })
    }

    /// Keys of a record with more than one concurrent value: the winner first, each with the time
    /// of its change in Unix seconds.
    pub(crate) fn conflicts(&self, record: Ref) -> Vec<(String, Vec<(Value, i64)>)> {
        let Some(obj) = self.object(record) else { return Vec::new() };
        let mut out = Vec::new();
        for item in self.doc.map_range(&obj, ..).filter(|item| item.conflict) {
            let mut values = self.doc.get_all(&obj, &*item.key).unwrap_or_default();
            values.reverse();
            let mut seen: Vec<(Value, i64)> = Vec::new();
            for (value, id) in values {
                let at = self.written_at(&id);
                let value = match value {
                    automerge::Value::Object(ObjType::Text) => {
                        Value::Text(self.doc.text(&id).unwrap_or_default())
                    }
                    automerge::Value::Object(_) => Value::Unknown("a part of a later version".into()),
                    automerge::Value::Scalar(scalar) => scalar_of(&ScalarValueRef::from(scalar.into_owned())),
                };
                if !seen.iter().any(|(known, _)| *known == value) {
                    seen.push((value, at));
                }
            }
            if seen.len() > 1 {
                out.push((item.key.to_string(), seen));
            }
        }
        out
    }

    /// When the value of a key was written, Unix seconds.
    pub(crate) fn written_last(&self, record: Ref, key: &str) -> i64 {
        let change = self.writers(record, key).last().copied();
        change.and_then(|change| self.facts(change)).map_or(0, |facts| facts.at)
    }

    fn written_at(&self, op: &ObjId) -> i64 {
        self.doc
            .hash_for_opid(op)
            .and_then(|hash| self.doc.get_change_meta_by_hash(&hash))
            .map_or(0, |meta| meta.timestamp)
    }

    /// What is known of one change.
    pub(crate) fn facts(&self, change: ChangeId) -> Option<ChangeFacts> {
        self.doc.get_change_meta_by_hash(&ChangeHash(change.0)).map(ChangeFacts::from)
    }

    /// When the last change was made by the clock of its device, Unix seconds; `None` in an empty notebook.
    pub(crate) fn latest_at(&self) -> Option<i64> {
        let heads = self.doc.get_heads();
        let metas = heads.iter().filter_map(|head| self.doc.get_change_meta_by_hash(head));
        metas.filter(|meta| !meta.deps.is_empty()).map(|meta| meta.timestamp).max()
    }

    /// Every change, oldest first, without what it did. Genesis is left out.
    pub(crate) fn changes(&self) -> Vec<ChangeFacts> {
        let metas = self.doc.get_changes_meta(&[]).into_iter().filter(|meta| !meta.deps.is_empty());
        let mut changes: Vec<ChangeFacts> = metas.map(ChangeFacts::from).collect();
        changes.sort_unstable();
        changes
    }
}
