//! Writing: a list of small writes becomes one change.

use std::collections::{BTreeMap, BTreeSet};

use automerge::{
    Automerge, AutomergeError, ObjId, ObjType, ReadDoc, ScalarValue, Value as Found,
    transaction::{CommitOptions, Transactable, Transaction},
};

use super::{Document, Written};
use crate::{
    command::{ChangeId, Refusal},
    record::{Kind, Ref},
    time::{Now, instant_text},
    value::Value,
};

/// One small write.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Write {
    /// Make a record, unless it is there.
    Make(Ref),
    /// Set or clear a key of a record.
    Put(Ref, String, Option<Value>),
    /// Put a record into the bin.
    Remove(Ref),
    /// Take a record out of the bin.
    Restore(Ref),
    /// Delete what a record holds for good. Its empty map stays: what is written into it on another
    /// device meanwhile is not lost with it.
    Erase(Ref),
}

/// Where writes of one change go: the objects of records, old and just made.
struct Desk<'a> {
    roots: &'a [ObjId; Kind::ALL.len()],
    made: BTreeMap<Ref, ObjId>,
    edited: BTreeSet<Ref>,
    now: String,
}

impl Desk<'_> {
    fn object(&self, tx: &Transaction<'_>, record: Ref) -> Option<ObjId> {
        if record.kind == Kind::Me {
            return Some(self.roots[Kind::Me as usize].clone());
        }
        if let Some(obj) = self.made.get(&record) {
            return Some(obj.clone());
        }
        match tx.get(&self.roots[record.kind as usize], record.id.to_string()) {
            Ok(Some((value, obj))) if value.is_object() => Some(obj),
            _ => None,
        }
    }

    fn write(&mut self, tx: &mut Transaction<'_>, write: &Write) -> Result<(), Refusal> {
        match write {
            Write::Make(record) => {
                if self.object(tx, *record).is_none() {
                    let root = &self.roots[record.kind as usize];
                    let obj = tx.put_object(root, record.id.to_string(), ObjType::Map)?;
                    self.made.insert(*record, obj);
                }
            }
            Write::Put(record, key, value) => {
                let obj = self.object(tx, *record).ok_or(Refusal::NoSuchRecord)?;
                if put(tx, &obj, key, value.as_ref())? {
                    self.edited.insert(*record);
                }
            }
            Write::Remove(record) => {
                let obj = self.object(tx, *record).ok_or(Refusal::NoSuchRecord)?;
                tx.put(&obj, "removed_at", self.now.as_str())?;
                tx.put(&obj, "edited_at", self.now.as_str())?;
            }
            Write::Restore(record) => {
                let obj = self.object(tx, *record).ok_or(Refusal::NoSuchRecord)?;
                if tx.get(&obj, "removed_at")?.is_some() {
                    self.edited.insert(*record);
                }
            }
            Write::Erase(record) => {
                let Some(obj) = self.object(tx, *record) else { return Ok(()) };
                let keys: Vec<String> = tx.keys(&obj).collect();
                keys.iter().try_for_each(|key| tx.delete(&obj, key.as_str()))?;
            }
        }
        Ok(())
    }

    /// An edit says when it happened, and brings a removed record back.
    fn stamp(&self, tx: &mut Transaction<'_>) -> Result<(), Refusal> {
        for record in self.edited.iter().filter(|record| !self.made.contains_key(record)) {
            let Some(obj) = self.object(tx, *record) else { continue };
            tx.put(&obj, "edited_at", self.now.as_str())?;
            if tx.get(&obj, "removed_at")?.is_some() {
                tx.delete(&obj, "removed_at")?;
            }
        }
        Ok(())
    }
}

/// Sets or clears one key; says whether anything had to change.
fn put(
    tx: &mut Transaction<'_>,
    obj: &ObjId,
    key: &str,
    value: Option<&Value>,
) -> Result<bool, AutomergeError> {
    let there = tx.get_all(obj, key)?;
    let settled = there.len() <= 1;
    match value {
        None if there.is_empty() => return Ok(false),
        None => tx.delete(obj, key)?,
        Some(Value::Text(text)) => match there.last() {
            Some((Found::Object(ObjType::Text), note)) if settled => {
                let note = note.clone();
                if tx.text(&note)? == *text {
                    return Ok(false);
                }
                tx.update_text(&note, text)?;
            }
            _ => {
                let note = tx.put_object(obj, key, ObjType::Text)?;
                tx.splice_text(&note, 0, 0, text)?;
            }
        },
        Some(value) => {
            let Some(scalar) = scalar(value) else { return Ok(false) };
            if let ([(Found::Scalar(old), _)], true) = (there.as_slice(), settled)
                && **old == scalar
            {
                return Ok(false);
            }
            tx.put(obj, key, scalar)?;
        }
    }
    Ok(true)
}

/// A value as one scalar; `None` for maps, which the flat layout never writes, and for what only a
/// later version understands.
fn scalar(value: &Value) -> Option<ScalarValue> {
    Some(match value {
        Value::Bool(yes) => (*yes).into(),
        Value::Int(n) => (*n).into(),
        Value::Float(n) => (*n).into(),
        Value::Str(text) | Value::Text(text) => text.as_str().into(),
        Value::Map(_) | Value::Unknown(_) => return None,
    })
}

impl Document {
    /// Carries out all writes as one change named `name`, or none of them. `None` when nothing had
    /// to change.
    pub(crate) fn write(
        &mut self,
        writes: &[Write],
        name: &str,
        now: Now,
    ) -> Result<Option<Written>, Refusal> {
        let roots = &self.roots;
        let options = |(): &()| CommitOptions::default().with_message(name).with_time(now.unix_seconds());
        let outcome = self.doc.transact_and_log_patches_with::<_, _, Refusal, _>(options, |tx| {
            let mut desk =
                Desk { roots, made: BTreeMap::new(), edited: BTreeSet::new(), now: instant_text(&now.0) };
            writes.iter().try_for_each(|write| desk.write(tx, write))?;
            desk.stamp(tx)
        });
        let mut success = outcome.map_err(|failure| failure.error)?;
        let Some(hash) = success.hash else { return Ok(None) };
        let touched = self.touched(&self.doc.make_patches(&mut success.patch_log));
        let bytes = encoded(&self.doc).ok_or_else(|| Refusal::Document("a change without bytes".into()))?;
        Ok(Some(Written { change: ChangeId(hash.0), bytes, touched }))
    }
}

fn encoded(doc: &Automerge) -> Option<Vec<u8>> {
    Some(doc.get_last_local_change()?.raw_bytes().to_vec())
}
