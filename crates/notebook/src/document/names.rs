//! Every name that somebody ever had: what stands in a record now is only the last of it.

use automerge::{Change, ScalarValue, legacy};
use rustc_hash::FxHashMap;

use super::{
    Document, Slot,
    undo::{Home, Homes, within},
};
use crate::{
    command::ChangeId,
    record::{Kind, Ref},
};

/// Whether a key holds something by which its owner is known.
fn is_telling(record: Ref, key: &str) -> bool {
    let field = key.split('/').next().unwrap_or_default();
    match record.kind {
        Kind::Person => {
            matches!(field, "name" | "company" | "nicknames" | "emails" | "phones" | "links" | "united")
        }
        Kind::Lead => matches!(field, "source_name" | "source"),
        _ => false,
    }
}

impl Document {
    /// What a change called people and sources: keys with their values.
    pub(crate) fn called_by(&self, change: ChangeId) -> Vec<(Slot, String)> {
        let mut homes = Homes { document: self, known: FxHashMap::default() };
        self.change(change).map_or_else(|_| Vec::new(), |change| called(&mut homes, &change))
    }

    /// The same of all changes, and how many these are.
    pub(crate) fn called_by_all(&self) -> (usize, Vec<(Slot, String)>) {
        let mut changes = self.doc.get_changes(&[]);
        changes.sort_by_key(Change::start_op);
        let mut homes = Homes { document: self, known: FxHashMap::default() };
        (changes.len(), changes.iter().flat_map(|change| called(&mut homes, change)).collect())
    }
}

fn called(homes: &mut Homes<'_>, change: &Change) -> Vec<(Slot, String)> {
    let mut found = Vec::new();
    let (start, actor) = (change.start_op().get(), change.actor_id().clone());
    for (op, nth) in change.decode().operations.into_iter().zip(start..) {
        let home = match (&op.obj, &op.key) {
            (legacy::ObjectId::Root, legacy::Key::Map(root)) => Kind::of_root(root).map(Home::Root),
            (obj, key) => homes.of(obj).and_then(|home| within(home, key)),
        };
        match (&op.action, &home) {
            (legacy::OpType::Put(value), Some(Home::Slot(slot))) if is_telling(slot.record, &slot.key) => {
                // A member of a set is the key itself.
                let words =
                    if let ScalarValue::Str(words) = value { words.to_string() } else { String::new() };
                found.push((slot.clone(), words));
            }
            (legacy::OpType::Make(_), _) => {
                homes.known.insert(legacy::OpId(nth, actor.clone()), home);
            }
            _ => {}
        }
    }
    found
}
