//! The notebook as its keeper sees it: commands and changes go in, views come out.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{
    act,
    command::{ChangeId, Command, Edit, Refusal},
    document::{Damage, Document, Write, Written},
    model::Model,
    query::{Query, View},
    record::Ref,
    time::Now,
    view::{self, HistoryIndex},
};

/// The largest file that is taken for a notebook, bytes. A hundred thousand people fit in.
pub const MOST_FILE_BYTES: usize = 128 << 20;

/// A whole notebook.
pub struct Notebook {
    pub(crate) document: Document,
    pub(crate) model: Model,
    pub(crate) history: Option<HistoryIndex>,
}

/// A notebook that is being read from storage, change by change.
pub struct Loading {
    document: Document,
}

/// A record that another notebook has and that was deleted in this one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Deleted {
    /// The record.
    pub record: Ref,
    /// What it is called there.
    pub title: String,
    /// What it holds there, when nothing of it is left here; of what is in the bin, nothing is written over.
    pub edits: Vec<Edit>,
}

/// What merging another notebook brought.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    /// The changes that were new here, encoded, in an order in which they apply.
    pub changes: Vec<(ChangeId, Vec<u8>)>,
    /// The records whose contents differ now.
    pub touched: BTreeSet<Ref>,
    /// What stands in the lists now and was not here before. Several entries of one person are one.
    pub new: BTreeSet<Ref>,
    /// What was here before and differs now, counted the same way.
    pub changed: BTreeSet<Ref>,
}

impl Loading {
    /// Starts with an empty notebook that writes as `actor`: 16 random bytes, fresh at every start.
    ///
    /// # Errors
    /// Never in practice: the genesis change is built in.
    pub fn new(actor: [u8; 16]) -> Result<Self, Damage> {
        Ok(Self { document: Document::new(actor)? })
    }

    /// Starts with a snapshot: what [`Notebook::save`] gave.
    ///
    /// # Errors
    /// [`Damage`] when the bytes are no notebook.
    pub fn snapshot(bytes: &[u8], actor: [u8; 16]) -> Result<Self, Damage> {
        if bytes.len() > MOST_FILE_BYTES {
            return Err(Damage::TooLarge { most: MOST_FILE_BYTES });
        }
        Ok(Self { document: Document::load(bytes, actor)? })
    }

    /// Takes in one stored change, in any order.
    ///
    /// # Errors
    /// [`Damage`] when the bytes are no change; nothing was taken in then.
    pub fn absorb(&mut self, bytes: &[u8]) -> Result<ChangeId, Damage> {
        self.document.absorb_quietly(bytes)
    }

    /// Whether a change is in, with everything it depends on.
    #[must_use]
    pub fn has(&self, change: ChangeId) -> bool {
        self.document.has(change)
    }

    /// Takes in everything that another loaded notebook holds.
    ///
    /// # Errors
    /// [`Damage`] when one of its changes does not apply.
    pub fn merge(&mut self, other: &Self) -> Result<(), Damage> {
        let missing = self.document.missing_from(&other.document);
        self.document.absorb_all(&missing).map(|_| ())
    }

    /// The changes nothing depends on yet, sorted.
    #[must_use]
    pub fn heads(&self) -> Vec<ChangeId> {
        self.document.heads()
    }

    /// The names of all changes that are in.
    #[must_use]
    pub fn changes(&self) -> Vec<ChangeId> {
        self.document.names()
    }

    /// Reads the records.
    #[must_use]
    pub fn finish(self) -> Notebook {
        let model = Model::read(&self.document);
        Notebook { document: self.document, model, history: None }
    }
}

impl Notebook {
    /// An empty notebook that writes as `actor`: 16 random bytes, fresh at every start.
    ///
    /// # Errors
    /// Never in practice: the genesis change is built in.
    pub fn new(actor: [u8; 16]) -> Result<Self, Damage> {
        Ok(Loading::new(actor)?.finish())
    }

    /// Loads what [`Self::save`] gave.
    ///
    /// # Errors
    /// [`Damage`] when the bytes are no notebook.
    pub fn load(bytes: &[u8], actor: [u8; 16]) -> Result<Self, Damage> {
        Ok(Loading::snapshot(bytes, actor)?.finish())
    }

    /// Carries out a command as one change. `None` when nothing had to change: the same command
    /// twice is the same as once. What an undo had to leave as it is stands in [`Written::left`].
    ///
    /// # Errors
    /// [`Refusal`], with nothing changed.
    pub fn apply(&mut self, command: &Command, now: Now) -> Result<Option<Written>, Refusal> {
        let (writes, left) = match command {
            Command::Undo { change } => act::inverse(*change, &self.document, &self.model, now)?,
            command => (act::writes(command, &self.document, &self.model, now)?, Vec::new()),
        };
        if writes.is_empty() {
            return Ok(None);
        }
        let mut written = self.document.write(&writes, command.name(), now)?;
        if let Some(written) = &mut written {
            written.left = left;
            self.followed(written);
        }
        Ok(written)
    }

    /// Carries out several commands, those that only make records as one change: for writing a large
    /// notebook in a short time.
    pub(crate) fn apply_together(&mut self, commands: &[(Command, Now)]) -> Result<Vec<Written>, Refusal> {
        let mut written = Vec::new();
        let mut writes = Vec::new();
        for (nth, (command, now)) in commands.iter().enumerate() {
            if commands.len() > 1 && matches!(command, Command::Add { .. }) {
                writes.extend(act::writes(command, &self.document, &self.model, *now)?);
            } else {
                written.extend(self.write_together(&mut writes, commands[..nth].last())?);
                written.extend(self.apply(command, *now)?);
            }
        }
        written.extend(self.write_together(&mut writes, commands.last())?);
        Ok(written)
    }

    fn write_together(
        &mut self,
        writes: &mut Vec<Write>,
        last: Option<&(Command, Now)>,
    ) -> Result<Option<Written>, Refusal> {
        let Some((_, now)) = last.filter(|_| !writes.is_empty()) else { return Ok(None) };
        let mut written = self.document.write(&std::mem::take(writes), "add", *now)?;
        if let Some(written) = &mut written {
            self.followed(written);
        }
        Ok(written)
    }

    /// The read model and the history follow a change that was made here.
    fn followed(&mut self, written: &mut Written) {
        let also = self.follow(&written.touched);
        written.touched.extend(also);
        self.model.recall_also(&self.document, written.change);
        if let Some(history) = &mut self.history {
            history.add(&self.document, written.change);
        }
    }

    /// Answers a question.
    pub fn query(&mut self, query: &Query, now: Now) -> View {
        view::answer(self, query, now)
    }

    /// Builds the search index now instead of at the first search.
    pub fn warm(&mut self) {
        self.model.search();
    }

    /// Takes in one change of another device or tab; says which records it touched.
    ///
    /// # Errors
    /// [`Damage`] when the bytes are no change; nothing was taken in then.
    pub fn absorb(&mut self, bytes: &[u8]) -> Result<(ChangeId, BTreeSet<Ref>), Damage> {
        let known = self.document.len();
        let (change, mut touched) = self.document.absorb(bytes)?;
        if self.document.len() == known {
            return Ok((change, touched));
        }
        touched.extend(self.follow(&touched));
        self.follow_history([change]);
        Ok((change, touched))
    }

    /// Takes in several changes of other devices at once, in an order in which they apply; says which records they touched.
    ///
    /// # Errors
    /// [`Damage`] when one of them does not apply; taken one by one the others may.
    pub fn absorb_all(&mut self, changes: &[(ChangeId, Vec<u8>)]) -> Result<BTreeSet<Ref>, Damage> {
        let mut touched = self.document.absorb_all(changes)?;
        touched.extend(self.follow(&touched));
        self.follow_history(changes.iter().map(|(change, _)| *change));
        Ok(touched)
    }

    /// Whether no change waits for one that is not here.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.document.is_whole()
    }

    /// Every change but those that are known elsewhere, encoded, in an order in which they apply. The first one is in every
    /// notebook and is left out.
    pub fn changes_but(&self, known: impl Fn(ChangeId) -> bool) -> Vec<(ChangeId, Vec<u8>)> {
        self.document.changes_but(known)
    }

    /// The names of the changes that are not in the history of these heads, those that wait for others behind them; the first
    /// change, which is in every notebook, is left out. Heads that are not here say nothing.
    #[must_use]
    pub fn names_since(&self, heads: &[ChangeId]) -> Vec<ChangeId> {
        self.document.names_since(heads)
    }

    /// The same changes, encoded, in an order in which they apply.
    #[must_use]
    pub fn changes_since(&self, heads: &[ChangeId]) -> Vec<(ChangeId, Vec<u8>)> {
        self.document.changes_since(heads)
    }

    /// What merging another notebook's file would bring, without bringing it.
    ///
    /// # Errors
    /// [`Damage`] when the bytes are no notebook.
    pub fn preview(&self, file: &[u8], actor: [u8; 16]) -> Result<(Self, Merged), Damage> {
        let mut copy = Loading::snapshot(&self.save(), actor)?.finish();
        let other = Loading::snapshot(file, actor)?;
        let merged = copy.merge(&other)?;
        Ok((copy, merged))
    }

    /// Takes in everything that another notebook holds. Nothing here is lost.
    ///
    /// # Errors
    /// [`Damage`] when one of its changes does not apply; none was taken in then.
    pub fn merge(&mut self, other: &Loading) -> Result<Merged, Damage> {
        let changes = self.document.missing_from(&other.document);
        let touched = self.document.absorb_all(&changes)?;
        let here = touched.iter().filter(|name| self.document.holds(**name));
        let fresh = here.filter(|name| !self.model.holds(self.model.shown(**name))).copied().collect();
        self.follow(&touched);
        self.follow_history(changes.iter().map(|(change, _)| *change));
        let (new, changed) = self.brought(&touched, &fresh);
        Ok(Merged { changes, touched, new, changed })
    }

    /// What is new and what is changed, as the lists count it: `fresh` was not here before.
    fn brought(&self, touched: &BTreeSet<Ref>, fresh: &BTreeSet<Ref>) -> (BTreeSet<Ref>, BTreeSet<Ref>) {
        let (mut new, mut changed) = (BTreeSet::new(), BTreeSet::new());
        for shown in touched.iter().map(|name| self.model.shown(*name)) {
            let entries = self.model.entries(shown);
            let mut entries = entries.iter().filter(|name| self.document.holds(**name));
            if !entries.all(|name| fresh.contains(name)) {
                changed.insert(shown);
            } else if self.model.is_alive(shown) {
                new.insert(shown);
            }
        }
        (new, changed)
    }

    /// What another notebook has and is deleted here, in the bin or for good: compared record by record, because
    /// merging brings no change that is known, and a deletion is one. Several entries of one person are named once.
    #[must_use]
    pub fn deleted_of(&self, other: &Self) -> Vec<Deleted> {
        let mut seen = BTreeSet::new();
        let mut deleted = Vec::new();
        for shown in other.model.alive() {
            for record in other.model.entries(shown).into_iter().filter(|name| other.document.holds(*name)) {
                // Two entries of one person that were made one are not deleted.
                let here = self.model.shown(record);
                if self.model.is_alive(here) || (self.document.holds(record) && !seen.insert(here)) {
                    continue;
                }
                deleted.push(Deleted {
                    record,
                    title: other.model.title(shown),
                    edits: if self.document.holds(record) { Vec::new() } else { other.edits_of(record) },
                });
            }
        }
        deleted
    }

    /// The edits that would write a record as it is, without its life and death.
    fn edits_of(&self, record: Ref) -> Vec<Edit> {
        let pairs = self.document.pairs(record).into_iter().filter(|(key, _)| !act::is_life(key));
        pairs.map(|(key, value)| Edit { key, value: Some(value) }).collect()
    }

    /// The history goes on with changes of other devices, if it is there; when one of them let others
    /// apply that had waited for it, it is read again.
    fn follow_history(&mut self, changes: impl IntoIterator<Item = ChangeId>) {
        let changes: Vec<ChangeId> = changes.into_iter().collect();
        changes.iter().for_each(|change| self.model.recall_also(&self.document, *change));
        let Some(history) = &mut self.history else { return };
        changes.into_iter().filter(|change| self.document.has(*change)).for_each(|change| {
            history.add(&self.document, change);
        });
        if history.len() + 1 != self.document.len() {
            self.history = None;
        }
    }

    fn follow(&mut self, touched: &BTreeSet<Ref>) -> BTreeSet<Ref> {
        self.model.follow(&self.document, touched)
    }

    /// The whole notebook as one compressed file.
    #[must_use]
    pub fn save(&self) -> Vec<u8> {
        self.document.save()
    }

    /// The changes nothing depends on yet, sorted. Two notebooks with equal heads are equal.
    #[must_use]
    pub fn heads(&self) -> Vec<ChangeId> {
        self.document.heads()
    }

    /// Whether a change is in, with everything it depends on.
    #[must_use]
    pub fn has(&self, change: ChangeId) -> bool {
        self.document.has(change)
    }

    /// The currency under Me, ISO 4217; empty when none was chosen.
    #[must_use]
    pub fn currency(&self) -> &str {
        &self.model.me.currency
    }

    /// On which day weeks begin, as under Me; empty when nothing was chosen.
    #[must_use]
    pub fn week_starts(&self) -> &str {
        &self.model.me.week_starts
    }

    /// When the last change was made by the clock of its device, Unix seconds; `None` in an empty notebook.
    #[must_use]
    pub fn latest_at(&self) -> Option<i64> {
        self.document.latest_at()
    }

    /// How many changes there are, genesis included.
    #[must_use]
    pub fn changes(&self) -> usize {
        self.document.len()
    }
}
