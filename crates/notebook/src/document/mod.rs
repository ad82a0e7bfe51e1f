//! The Automerge document: the only place that knows Automerge.

mod genesis;
mod names;
mod read;
mod undo;
mod write;

use std::{collections::BTreeSet, fmt};

use automerge::{
    ActorId, Automerge, Change, ChangeHash, ObjId, Patch, PatchAction, PatchLog, Prop, ROOT, ReadDoc,
};

use crate::{
    command::{ChangeId, Refusal},
    record::{Kind, Ref},
};

pub(crate) use read::{ChangeFacts, Slot};
pub(crate) use undo::Deeds;
pub(crate) use write::Write;

/// Bytes that are not a part of a notebook. Nothing was taken from them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Damage {
    /// They are not what Automerge writes, or they were changed since.
    Unreadable(String),
    /// They are a document, but not a notebook of Rapport.
    NotANotebook,
    /// They are larger than this version takes.
    TooLarge {
        /// The most that is taken, bytes.
        most: usize,
    },
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(why) => write!(f, "These bytes are damaged ({why})"),
            Self::NotANotebook => f.write_str("This is not a Rapport notebook"),
            Self::TooLarge { most } => write!(f, "This is larger than a notebook can be ({} MB)", most >> 20),
        }
    }
}

impl std::error::Error for Damage {}

/// A change that was just made or taken in, and the records it touched.
#[derive(Debug, Clone, PartialEq)]
pub struct Written {
    /// The change's name.
    pub change: ChangeId,
    /// The change, encoded: what has to reach the disk.
    pub bytes: Vec<u8>,
    /// The records whose contents differ now.
    pub touched: BTreeSet<Ref>,
    /// What an undo had to leave as it is because it was changed since, in words: “the city of Ana Ruiz”.
    pub left: Vec<String>,
}

/// What an encoded change says of itself: its name, and the changes it builds on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeHead {
    /// The change's name: the hash of its contents.
    pub change: ChangeId,
    /// The changes that have to be in a notebook before this one shows.
    pub after: Vec<ChangeId>,
}

impl ChangeHead {
    /// Reads an encoded change and checks that it is whole, without taking it in.
    ///
    /// # Errors
    /// [`Damage`] when the bytes are no change.
    pub fn read(bytes: &[u8]) -> Result<Self, Damage> {
        let change = whole_change(bytes)?;
        let after = change.deps().iter().map(|hash| ChangeId(hash.0)).collect();
        Ok(Self { change: ChangeId(change.hash().0), after })
    }
}

/// Reads an encoded change. Automerge computes its hash, but does not compare it with the checksum
/// inside; and a change with a wrong one would spoil every save while it waits. Nor does it mind bytes
/// behind the change.
fn whole_change(bytes: &[u8]) -> Result<Change, Damage> {
    if first_chunk(bytes).is_none_or(|chunk| chunk.len() != bytes.len()) {
        return Err(Damage::Unreadable("not one whole change".into()));
    }
    let change = Change::from_bytes(bytes.to_vec()).map_err(|e| Damage::Unreadable(e.to_string()))?;
    // Four bytes of magic, then the first four of the hash.
    if bytes.get(4..8) != Some(&change.hash().0[..4]) {
        return Err(Damage::Unreadable("wrong checksum".into()));
    }
    Ok(change)
}

/// The document.
pub(crate) struct Document {
    doc: Automerge,
    roots: [ObjId; Kind::ALL.len()],
}

impl Document {
    /// An empty notebook that writes as `actor`: 16 fresh random bytes at every start, because a
    /// restored profile would otherwise reuse sequence numbers.
    pub(crate) fn new(actor: [u8; 16]) -> Result<Self, Damage> {
        Self::over(genesis::document(actor).map_err(|e| Damage::Unreadable(e.to_string()))?)
    }

    /// Loads a whole document.
    pub(crate) fn load(bytes: &[u8], actor: [u8; 16]) -> Result<Self, Damage> {
        let options = automerge::LoadOptions::new().text_encoding(genesis::ENCODING);
        let mut doc =
            Automerge::load_with_options(bytes, options).map_err(|e| Damage::Unreadable(e.to_string()))?;
        if !genesis::is_in(&doc) {
            return Err(Damage::NotANotebook);
        }
        doc.set_actor(ActorId::from(actor.as_slice()));
        Self::over(doc)
    }

    fn over(doc: Automerge) -> Result<Self, Damage> {
        let mut roots = std::array::from_fn(|_| ROOT);
        for kind in Kind::ALL {
            match doc.get(ROOT, kind.root()) {
                Ok(Some((value, obj))) if value.is_object() => roots[kind as usize] = obj,
                _ => return Err(Damage::NotANotebook),
            }
        }
        Ok(Self { doc, roots })
    }

    fn root(&self, kind: Kind) -> &ObjId {
        &self.roots[kind as usize]
    }

    /// The whole document, compressed.
    pub(crate) fn save(&self) -> Vec<u8> {
        self.doc.save()
    }

    /// The changes nothing depends on yet, sorted.
    pub(crate) fn heads(&self) -> Vec<ChangeId> {
        let mut heads: Vec<_> = self.doc.get_heads().into_iter().map(|hash| ChangeId(hash.0)).collect();
        heads.sort_unstable();
        heads
    }

    /// Whether a change is in the document, with everything it depends on.
    pub(crate) fn has(&self, change: ChangeId) -> bool {
        self.doc.get_change_meta_by_hash(&ChangeHash(change.0)).is_some()
    }

    /// How many changes there are.
    pub(crate) fn len(&self) -> usize {
        self.doc.stats().num_changes as usize
    }

    /// The names of all changes.
    pub(crate) fn names(&self) -> Vec<ChangeId> {
        self.doc.get_changes_meta(&[]).into_iter().map(|meta| ChangeId(meta.hash.0)).collect()
    }

    /// The names of the changes that are not in the history of these heads, without genesis; also of those that wait. Heads that are
    /// not here say nothing.
    pub(crate) fn names_since(&self, heads: &[ChangeId]) -> Vec<ChangeId> {
        let genesis = genesis::change().ok().map(|change| ChangeId(change.hash().0));
        let names = self.doc.get_changes_meta(&self.known(heads)).into_iter().map(|meta| meta.hash);
        let names =
            names.chain(self.waiting().into_iter().map(|change| change.hash())).map(|hash| ChangeId(hash.0));
        names.filter(|name| Some(*name) != genesis).collect()
    }

    /// The same changes, encoded, in an order in which they apply.
    pub(crate) fn changes_since(&self, heads: &[ChangeId]) -> Vec<(ChangeId, Vec<u8>)> {
        let genesis = genesis::change().ok().map(|change| ChangeId(change.hash().0));
        let mut changes = self.doc.get_changes(&self.known(heads));
        changes.sort_by_key(Change::start_op);
        let named =
            changes.into_iter().chain(self.waiting()).map(|change| (ChangeId(change.hash().0), change));
        let made = named.filter(|(id, _)| Some(*id) != genesis);
        made.map(|(id, change)| (id, change.raw_bytes().to_vec())).collect()
    }

    fn known(&self, heads: &[ChangeId]) -> Vec<ChangeHash> {
        heads.iter().filter(|head| self.has(**head)).map(|head| ChangeHash(head.0)).collect()
    }

    /// Whether no change waits for one that is missing.
    pub(crate) fn is_whole(&self) -> bool {
        self.doc.get_missing_deps(&[]).is_empty()
    }

    /// All changes but genesis and those that are known, in an order in which they apply; behind them those that wait.
    pub(crate) fn changes_but(&self, known: impl Fn(ChangeId) -> bool) -> Vec<(ChangeId, Vec<u8>)> {
        let genesis = genesis::change().ok().map(|change| ChangeId(change.hash().0));
        let all = self.doc.get_changes(&[]).into_iter().chain(self.waiting());
        let named = all.map(|change| (ChangeId(change.hash().0), change));
        let unknown = named.filter(|(id, _)| Some(*id) != genesis && !known(*id));
        unknown.map(|(id, change)| (id, change.raw_bytes().to_vec())).collect()
    }

    /// Takes in one encoded change; says which records it touched. A change whose predecessors are
    /// missing waits inside until they come, and touches nothing yet.
    pub(crate) fn absorb(&mut self, bytes: &[u8]) -> Result<(ChangeId, BTreeSet<Ref>), Damage> {
        let change = whole_change(bytes)?;
        let id = ChangeId(change.hash().0);
        let touched = self.absorb_changes(&[change])?;
        Ok((id, touched))
    }

    /// Takes in one change without asking what it touched: for loading.
    pub(crate) fn absorb_quietly(&mut self, bytes: &[u8]) -> Result<ChangeId, Damage> {
        let change = whole_change(bytes)?;
        let id = ChangeId(change.hash().0);
        self.doc.apply_changes([change]).map_err(|e| Damage::Unreadable(e.to_string()))?;
        Ok(id)
    }

    /// Takes in several changes at once; says which records they touched.
    pub(crate) fn absorb_all(&mut self, changes: &[(ChangeId, Vec<u8>)]) -> Result<BTreeSet<Ref>, Damage> {
        let changes: Result<Vec<_>, _> = changes.iter().map(|(_, bytes)| whole_change(bytes)).collect();
        self.absorb_changes(&changes?)
    }

    /// By what shows now, and by what was written: Automerge says nothing of one more value beside several that were written
    /// at the same time, and who wrote them decides whether a record is gone.
    fn absorb_changes(&mut self, changes: &[Change]) -> Result<BTreeSet<Ref>, Damage> {
        let (mut log, waited) = (PatchLog::active(), self.waiting());
        self.doc
            .apply_changes_log_patches(changes.to_vec(), &mut log)
            .map_err(|e| Damage::Unreadable(e.to_string()))?;
        let mut touched = self.touched(&self.doc.make_patches(&mut log));
        let came = changes.iter().chain(&waited).filter(|change| self.has(ChangeId(change.hash().0)));
        touched.extend(self.deeds_of_all(came).flat_map(|deeds| deeds.records()));
        Ok(touched)
    }

    /// The changes of another notebook that are missing here, in an order in which they apply; behind
    /// them those that wait there for predecessors, which may be here.
    pub(crate) fn missing_from(&self, other: &Self) -> Vec<(ChangeId, Vec<u8>)> {
        let mut changes = self.doc.get_changes_added(&other.doc);
        changes.sort_by_key(Change::start_op);
        let waiting = other.waiting();
        if !waiting.is_empty() {
            let here: BTreeSet<_> = self.waiting().into_iter().map(|change| change.hash()).collect();
            let new =
                |change: &Change| !here.contains(&change.hash()) && !self.has(ChangeId(change.hash().0));
            changes.extend(waiting.into_iter().filter(new));
        }
        changes.into_iter().map(|change| (ChangeId(change.hash().0), change.raw_bytes().to_vec())).collect()
    }

    /// Changes whose predecessors are missing. Automerge shows them only behind the saved document.
    fn waiting(&self) -> Vec<Change> {
        if self.doc.get_missing_deps(&[]).is_empty() {
            return Vec::new();
        }
        let only = automerge::SaveOptions { retain_orphans: false, ..automerge::SaveOptions::default() };
        let (all, applied) = (self.doc.save(), self.doc.save_with_options(only));
        let mut rest = all.get(applied.len()..).unwrap_or_default();
        let mut found = Vec::new();
        while let Some(chunk) = first_chunk(rest) {
            found.extend(Change::from_bytes(chunk.to_vec()).ok());
            rest = &rest[chunk.len()..];
        }
        found
    }

    /// The records that patches speak of.
    fn touched(&self, patches: &[Patch]) -> BTreeSet<Ref> {
        patches.iter().filter_map(|patch| self.record_of(patch)).collect()
    }

    fn record_of(&self, patch: &Patch) -> Option<Ref> {
        let key = |prop: &Prop| if let Prop::Map(key) = prop { Some(key.clone()) } else { None };
        let kind = Kind::of_root(&key(&patch.path.first()?.1)?)?;
        if kind == Kind::Me {
            return Some(Ref::ME);
        }
        let id = match patch.path.get(1) {
            Some((_, prop)) => key(prop)?,
            None => match &patch.action {
                PatchAction::PutMap { key, .. } | PatchAction::DeleteMap { key } => key.clone(),
                PatchAction::Conflict { prop } | PatchAction::Increment { prop, .. } => key(prop)?,
                _ => return None,
            },
        };
        Some(Ref::new(kind, id.parse().ok()?))
    }
}

/// The first chunk of bytes that Automerge wrote: four bytes of magic, four of checksum, one of type, a
/// length in LEB128, then so many bytes.
fn first_chunk(bytes: &[u8]) -> Option<&[u8]> {
    let mut length = 0usize;
    for (nth, byte) in bytes.get(9..)?.iter().enumerate().take(5) {
        length |= usize::from(byte & 0x7f) << (7 * nth);
        if byte & 0x80 == 0 {
            return bytes.get(..length.saturating_add(10 + nth));
        }
    }
    None
}

impl From<automerge::AutomergeError> for Refusal {
    fn from(error: automerge::AutomergeError) -> Self {
        Self::Document(error.to_string())
    }
}
