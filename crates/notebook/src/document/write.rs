//! Writing: a list of small writes becomes one change.

use std::collections::{BTreeMap, BTreeSet};

use automerge::{
    Automerge, AutomergeError, ChangeHash, ObjId, ObjType, Prop, ReadDoc, ScalarValue, Value as Found,
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
    /// Set a key of a record to exactly what it was when these changes were the heads.
    Back(Ref, String, Vec<ChangeHash>),
    /// Of several concurrent values of a key, keep the one that this operation wrote.
    Prefer(Ref, String, ObjId),
    /// Put a record into the bin.
    Remove(Ref),
    /// Take a record out of the bin.
    Restore(Ref),
    /// Delete a record for good: a mark that readers honour. Its keys stay, so that a record that is written
    /// into on another device meanwhile is whole again, and not only what was written.
    Erase(Ref),
    /// Delete every key of a record, as versions before the mark did: takes back that one of those came back.
    Blank(Ref),
}

/// Where writes of one change go: the objects of records, old and just made.
struct Desk<'a> {
    roots: &'a [ObjId; Kind::ALL.len()],
    made: BTreeMap<Ref, ObjId>,
    edited: BTreeSet<Ref>,
    /// Records that are in the bin after this change, whatever else it writes.
    binned: BTreeSet<Ref>,
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
            Write::Back(record, key, heads) => {
                let obj = self.object(tx, *record).ok_or(Refusal::NoSuchRecord)?;
                if back(tx, &obj, key, heads)? {
                    self.edited.insert(*record);
                    if key == "removed_at" && tx.get(&obj, key.as_str())?.is_some() {
                        // As it was when it was removed: a removal writes both.
                        back(tx, &obj, "edited_at", heads)?;
                        self.binned.insert(*record);
                    }
                }
            }
            Write::Prefer(record, key, op) => {
                let obj = self.object(tx, *record).ok_or(Refusal::NoSuchRecord)?;
                let values = tx.get_all(&obj, key.as_str())?;
                if let Some((Found::Scalar(value), _)) = values.into_iter().find(|(_, known)| known == op) {
                    tx.put(&obj, key.as_str(), value.into_owned())?;
                    self.edited.insert(*record);
                }
            }
            Write::Remove(record) => {
                self.binned.insert(*record);
                let obj = self.object(tx, *record).ok_or(Refusal::NoSuchRecord)?;
                self.sign(tx, &obj, &["removed_at", "edited_at"])?;
            }
            Write::Restore(record) => {
                let obj = self.object(tx, *record).ok_or(Refusal::NoSuchRecord)?;
                if tx.get(&obj, "removed_at")?.is_some() || tx.get(&obj, "erased_at")?.is_some() {
                    self.edited.insert(*record);
                }
            }
            Write::Erase(record) => {
                let Some(obj) = self.object(tx, *record) else { return Ok(()) };
                self.binned.insert(*record);
                self.sign(tx, &obj, &["removed_at", "edited_at", "erased_at"])?;
            }
            Write::Blank(record) => {
                let Some(obj) = self.object(tx, *record) else { return Ok(()) };
                let keys: Vec<String> = tx.keys(&obj).collect();
                keys.iter().try_for_each(|key| tx.delete(&obj, key.as_str()))?;
            }
        }
        Ok(())
    }

    /// Writes the moment under these keys, with an operation of this change for each even when the moment stands
    /// there already: who wrote them decides whether a record is gone.
    fn sign(&self, tx: &mut Transaction<'_>, obj: &ObjId, keys: &[&str]) -> Result<(), AutomergeError> {
        keys.iter().try_for_each(|key| {
            // What stands there already would not be written again.
            if let Some((Found::Scalar(there), _)) = tx.get(obj, *key)?
                && *there == ScalarValue::from(self.now.as_str())
            {
                tx.delete(obj, *key)?;
            }
            tx.put(obj, *key, self.now.as_str())
        })
    }

    /// An edit says when it happened, and brings a removed record back.
    fn stamp(&self, tx: &mut Transaction<'_>) -> Result<(), Refusal> {
        let edited = self.edited.iter().filter(|record| !self.made.contains_key(record));
        for record in edited.filter(|record| !self.binned.contains(record)) {
            let Some(obj) = self.object(tx, *record) else { continue };
            self.sign(tx, &obj, &["edited_at"])?;
            for key in ["removed_at", "erased_at"] {
                if tx.get(&obj, key)?.is_some() {
                    tx.delete(&obj, key)?;
                }
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

/// Sets one key to what it was at these heads, whatever it was; says whether anything had to change.
fn back(
    tx: &mut Transaction<'_>,
    obj: &ObjId,
    key: &str,
    heads: &[ChangeHash],
) -> Result<bool, AutomergeError> {
    match tx.get_at(obj, key, heads)? {
        None => put(tx, obj, key, None),
        Some((Found::Object(ObjType::Text), note)) => {
            let text = tx.text_at(note, heads)?;
            put(tx, obj, key, Some(&Value::Text(text)))
        }
        Some((Found::Object(kind), old)) => {
            let new = tx.put_object(obj, key, kind)?;
            copy(tx, &old, heads, &new)?;
            Ok(true)
        }
        Some((Found::Scalar(was), _)) => {
            let was = was.into_owned();
            let there = tx.get_all(obj, key)?;
            if let [(Found::Scalar(old), _)] = there.as_slice()
                && **old == was
            {
                return Ok(false);
            }
            tx.put(obj, key, was)?;
            Ok(true)
        }
    }
}

/// Copies what an object of a later version held at these heads into a new one of its type.
fn copy(
    tx: &mut Transaction<'_>,
    old: &ObjId,
    heads: &[ChangeHash],
    new: &ObjId,
) -> Result<(), AutomergeError> {
    let is_map = matches!(tx.object_type(new)?, ObjType::Map | ObjType::Table);
    let props: Vec<Prop> = if is_map {
        tx.keys_at(old, heads).map(Prop::Map).collect()
    } else {
        (0..tx.length_at(old, heads)).map(Prop::Seq).collect()
    };
    for prop in props {
        let Some((value, from)) = tx.get_at(old, prop.clone(), heads)? else { continue };
        match (value, &prop) {
            (Found::Object(kind), _) => {
                let to = match &prop {
                    Prop::Map(key) => tx.put_object(new, key.as_str(), kind)?,
                    Prop::Seq(at) => tx.insert_object(new, *at, kind)?,
                };
                if kind == ObjType::Text {
                    let text = tx.text_at(&from, heads)?;
                    tx.splice_text(&to, 0, 0, &text)?;
                } else {
                    copy(tx, &from, heads, &to)?;
                }
            }
            (Found::Scalar(scalar), Prop::Map(key)) => tx.put(new, key.as_str(), scalar.into_owned())?,
            (Found::Scalar(scalar), Prop::Seq(at)) => tx.insert(new, *at, scalar.into_owned())?,
        }
    }
    Ok(())
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
            let mut desk = Desk {
                roots,
                made: BTreeMap::new(),
                edited: BTreeSet::new(),
                binned: BTreeSet::new(),
                now: instant_text(&now.0),
            };
            writes.iter().try_for_each(|write| desk.write(tx, write))?;
            desk.stamp(tx)
        });
        let mut success = outcome.map_err(|failure| failure.error)?;
        let Some(hash) = success.hash else { return Ok(None) };
        let touched = self.touched(&self.doc.make_patches(&mut success.patch_log));
        let bytes = encoded(&self.doc).ok_or_else(|| Refusal::Document("a change without bytes".into()))?;
        Ok(Some(Written { change: ChangeId(hash.0), bytes, touched, left: Vec::new() }))
    }
}

fn encoded(doc: &Automerge) -> Option<Vec<u8>> {
    Some(doc.get_last_local_change()?.raw_bytes().to_vec())
}
