//! The keeper: a notebook whose every change is on the disk before it is called saved.

use std::collections::BTreeSet;

use notebook::{
    Notebook, Now,
    command::{ChangeId, Command},
    query::{Query, View},
    record::Ref,
};

use crate::{
    facts::{Generation, LastBackup, hex, sum},
    home::Second,
    link::{Back, Damaged, Status},
    open::{Opened, open},
    quarantine::set_aside,
    shelf::{Limits, Shelf},
    sign::{Mark, Sign},
    store::{Batch, Key, Store, StoreError},
    sync::{Entropy, Found, Parcel, Syncing},
    trouble::Trouble,
};

/// One device's notebook and its storage.
pub struct Keeper<S> {
    pub(crate) store: S,
    pub(crate) actor: [u8; 16],
    pub(crate) notebook: Notebook,
    pub(crate) shelf: Shelf,
    pub(crate) limits: Limits,
    pub(crate) last_backup: Option<LastBackup>,
    pub(crate) sync: Syncing,
    /// Changes that storage refused, oldest first: written before anything else is.
    unsaved: Vec<Unsaved>,
    refuses: Option<String>,
    /// By what storage is known.
    pub(crate) sign: Sign,
    /// How much there was, by what others noted.
    pub(crate) owed: Vec<Mark>,
    /// Storage has to be read back before anything in it is believed.
    pub(crate) doubts: bool,
    /// Storage refused in this session, and nothing has made up for it since.
    pub(crate) was_refused: bool,
    /// What was brought back.
    pub(crate) back: Option<Back>,
    /// The vault's log has to be read from its start.
    pub(crate) rereads: bool,
    pub(crate) second: Second,
    /// Why storage is the second home alone.
    alone: Option<String>,
}

struct Unsaved {
    change: ChangeId,
    bytes: Vec<u8>,
    command: Command,
    /// To be stored with it.
    parcel: Parcel,
}

/// What opening storage found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    /// What is damaged, found now or at an earlier start.
    pub damaged: Vec<Damaged>,
    /// Changes that are stored and wait for something that could not be read. They are never
    /// deleted, and show as soon as a backup brings what is missing.
    pub waiting: Vec<ChangeId>,
    /// Damaged bytes could not be set aside: they are where they were, and the next start tries
    /// again.
    pub not_set_aside: Option<StoreError>,
}

/// What is on the disk now.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Saved {
    /// The change to undo; `None` when nothing needed to change.
    pub change: Option<ChangeId>,
    /// The changes that reached the disk just now: other tabs want to hear of them.
    pub stored: Vec<ChangeId>,
    /// The records whose contents differ now.
    pub touched: BTreeSet<Ref>,
    /// What an undo had to leave as it is, in words.
    pub left: Vec<String>,
}

impl<S: Store> Keeper<S> {
    /// Opens a storage and writes as `actor`: 16 random bytes, fresh at every start. `entropy` is for keys.
    ///
    /// # Errors
    /// [`StoreError`] when storage cannot be read. Damaged bytes are no error: they are set aside
    /// and reported.
    pub async fn open(store: S, actor: [u8; 16], mut entropy: Entropy) -> Result<(Self, Report), StoreError> {
        let Opened { loading, mut shelf, last_backup, sign, mark, vault, bad } = open(&store, actor).await?;
        let mut id = [0; 16];
        entropy(&mut id);
        let is_used = !(shelf.is_empty() && bad.is_empty() && vault.is_empty());
        bad.iter().for_each(|bad| shelf.damaged(bad.damaged()));
        let found = Found::sort(vault, !bad.is_empty());
        let report = Report {
            not_set_aside: set_aside(&store, &bad, found.stale.clone()).await.err(),
            damaged: shelf.damaged.clone(),
            waiting: shelf.waiting.iter().copied().collect(),
        };
        let refuses = report.not_set_aside.as_ref().map(ToString::to_string);
        let notebook = loading.finish();
        let (limits, unsaved, sync) = (Limits::default(), Vec::new(), Syncing::new(entropy));
        let mut keeper = Self {
            store,
            actor,
            notebook,
            shelf,
            limits,
            last_backup,
            sync,
            unsaved,
            refuses,
            sign: Sign::of(sign.as_deref(), mark.as_ref(), is_used, id),
            owed: Vec::new(),
            doubts: false,
            was_refused: false,
            back: None,
            rereads: false,
            second: Second::default(),
            alone: None,
        };
        mark.into_iter().for_each(|mark| keeper.owes(mark));
        keeper.note_settled();
        keeper.install(found);
        Ok((keeper, report))
    }

    /// Goes on with another notebook, which is on the disk already.
    pub(crate) fn replace(&mut self, opened: Opened, actor: [u8; 16]) {
        (self.actor, self.notebook, self.shelf) = (actor, opened.loading.finish(), opened.shelf);
        (self.unsaved, self.refuses) = (Vec::new(), None);
        self.sync.taken.clear();
        (self.owed, self.doubts, self.rereads) = (Vec::new(), false, false);
        self.second.begin_anew();
        self.note_settled();
        self.install(Found::sort(opened.vault, false));
    }

    /// Tidies storage at other limits.
    pub fn set_limits(&mut self, limits: Limits) {
        self.limits = limits;
    }

    /// Storage is the second home alone ([`crate::home::Alone`]), because the first one cannot be opened: why. A backup is wanted
    /// until one was made.
    pub fn set_alone(&mut self, why: &StoreError) {
        let why = match why {
            StoreError::Refused(why) | StoreError::Failed(why) => why.clone(),
            StoreError::Full => "there is no room left".to_owned(),
        };
        (self.alone, self.was_refused) = (Some(why), true);
    }

    /// Whether the second home stands in for the first.
    #[must_use]
    pub fn is_alone(&self) -> bool {
        self.alone.is_some()
    }

    /// Whether there is nothing here at all, and never was as far as anybody noted.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.is_new() && self.owed.is_empty()
    }

    /// Carries out a command and stores its change. The same command again changes nothing and is
    /// answered as soon as everything is on the disk.
    ///
    /// # Errors
    /// [`Trouble::Refused`] with nothing changed; [`Trouble::NotStored`] with the change in memory.
    pub async fn act(&mut self, command: &Command, now: Now) -> Result<Saved, Trouble> {
        // Tried again right after storage refused it: even an undo must not be carried out twice.
        self.set_clock(now);
        let again = self.unsaved.last().is_some_and(|last| last.command == *command);
        let written =
            if again { None } else { self.notebook.apply(command, now).map_err(Trouble::Refused)? };
        let (change, touched, left) = match written {
            Some(written) => {
                let (change, command) = (written.change, command.clone());
                let parcel = self.sync.seal(&[&written.bytes]);
                self.second.note(change, &written.bytes);
                self.unsaved.push(Unsaved { change, bytes: written.bytes, command, parcel });
                (Some(change), written.touched, written.left)
            }
            None => {
                let before = self.unsaved.iter().rev().find(|unsaved| unsaved.command == *command);
                (before.map(|unsaved| unsaved.change), BTreeSet::new(), Vec::new())
            }
        };
        match self.retry().await {
            Ok(stored) => Ok(Saved { change, stored, touched, left }),
            Err(error) => Err(Trouble::NotStored { error, touched }),
        }
    }

    /// Whether changes wait in memory because storage refused them, or it has to be read back.
    #[must_use]
    pub fn has_unsaved(&self) -> bool {
        !self.unsaved.is_empty() || self.doubts
    }

    /// Writes what storage refused before; says what reached the disk.
    ///
    /// # Errors
    /// [`StoreError`]: the changes are still in memory.
    pub async fn retry(&mut self) -> Result<Vec<ChangeId>, StoreError> {
        self.write(Batch::default()).await
    }

    /// Commits a batch together with whatever else waits for the disk: what storage refused before, and what other
    /// devices sent.
    pub(crate) async fn write(&mut self, mut batch: Batch) -> Result<Vec<ChangeId>, StoreError> {
        for unsaved in &self.unsaved {
            batch.put.push((Key::Chunk(unsaved.change), unsaved.bytes.clone()));
            batch.put.extend(unsaved.parcel.put.iter().cloned());
        }
        let packs = self.sync.taken.len() >= self.shelf.most_loose(self.limits);
        if packs {
            batch.put.extend(self.packed(&self.notebook.save())?);
        } else {
            let taken = self.sync.taken.iter().map(|(change, bytes)| (Key::Chunk(*change), bytes.clone()));
            batch.put.extend(taken);
        }
        if self.rereads {
            batch.delete.extend(self.cursor());
        }
        if batch.put.is_empty() && batch.delete.is_empty() && !self.doubts {
            return Ok(Vec::new());
        }
        let outcome = self.believed(batch).await;
        self.refuses = outcome.as_ref().err().map(ToString::to_string);
        // Other tabs look for these, and read it all.
        let mut stored = if outcome? { self.notebook.heads() } else { Vec::new() };
        for unsaved in self.unsaved.drain(..) {
            self.shelf.stored(unsaved.change, unsaved.bytes.len() as u64);
            self.sync.sealed(unsaved.parcel, true);
            stored.push(unsaved.change);
        }
        let taken = std::mem::take(&mut self.sync.taken);
        if packs {
            // Other tabs look for these, find no chunks, and read the snapshot.
            stored.extend(self.notebook.heads());
        } else {
            taken.iter().for_each(|(change, bytes)| self.shelf.stored(*change, bytes.len() as u64));
            stored.extend(taken.keys());
            self.shelf.waiting.extend(taken.keys());
        }
        self.shelf.waiting.retain(|change| !self.notebook.has(*change));
        self.note_settled();
        if std::mem::take(&mut self.rereads) {
            self.read_from_the_start().await?;
        }
        Ok(stored)
    }

    /// Commits a batch under the keeper's sign. Storage that refused before, or from which the sign is gone, is read back before
    /// anything is called saved on its strength; says whether everything was written again.
    async fn believed(&mut self, mut batch: Batch) -> Result<bool, StoreError> {
        if !batch.put.is_empty() || !batch.delete.is_empty() {
            batch.put.push((Mark::key(), self.mark_to_keep().bytes()));
            let is_first = !self.sign.is_stored;
            if is_first {
                batch.put.push((Sign::key(), self.sign.name.clone().into_bytes()));
            }
            match self.store.commit_over(&batch, &Sign::key()).await {
                // Whoever was here a moment before finds another sign, and looks whether what they have is there.
                Ok(_) if is_first => self.sign.is_stored = true,
                Ok(before) => self.doubts |= !self.sign.meets(before.as_deref()),
                Err(error) => {
                    if is_first {
                        // It may be there all the same, and be cleared before the next attempt.
                        self.sign.name = self.new_name();
                    }
                    (self.doubts, self.was_refused) = (true, true);
                    return Err(error);
                }
            }
        }
        if self.doubts { self.read_back().await } else { Ok(false) }
    }

    /// Many changes at once are stored as a snapshot, and as two, because that is what every change has that is not stored on
    /// its own.
    pub(crate) fn packed(&mut self, document: &[u8]) -> Result<[(Key, Vec<u8>); 3], StoreError> {
        let numbers = self.shelf.next_numbers(self.actor);
        let [one, two] =
            numbers.ok_or_else(|| StoreError::Failed("no number is left for a snapshot".into()))?;
        self.shelf.highest = two;
        // The twin need not be read at a start.
        let sum = sum(document);
        let generation = Generation::new(two, &sum, [(one, sum)]);
        Ok([
            (Key::Snapshot(one), document.to_vec()),
            (Key::Snapshot(two), document.to_vec()),
            (Generation::key(), generation.bytes()),
        ])
    }

    /// Changes that are in the notebook and that storage refused.
    pub(crate) fn unsaved(&self) -> impl Iterator<Item = ChangeId> {
        self.unsaved.iter().map(|unsaved| unsaved.change)
    }

    /// Seals anew what is not on the disk yet.
    pub(crate) fn seal_unsaved(&mut self) {
        for unsaved in &mut self.unsaved {
            unsaved.parcel = self.sync.seal(&[&unsaved.bytes]);
        }
    }

    /// Answers a question.
    pub fn query(&mut self, query: &Query, now: Now) -> View {
        self.notebook.query(query, now)
    }

    /// Builds what questions need and opening did not: the search index.
    pub fn warm(&mut self) {
        self.notebook.warm();
    }

    /// The changes nothing depends on yet, sorted. Two keepers with equal heads hold the same.
    #[must_use]
    pub fn heads(&self) -> Vec<ChangeId> {
        self.notebook.heads()
    }

    /// Whether a change shows, with everything it depends on.
    #[must_use]
    pub fn has(&self, change: ChangeId) -> bool {
        self.notebook.has(change)
    }

    /// The state of the storage.
    pub fn status(&self) -> Status {
        Status {
            bytes: self.shelf.bytes(),
            // The first change is in every notebook and nobody made it.
            changes: (self.notebook.changes() as u64).saturating_sub(1),
            loose: self.shelf.loose() as u64,
            waiting: self.shelf.waiting.len() as u64,
            quarantined: self.shelf.damaged.iter().filter(|bad| !self.is_here(bad)).cloned().collect(),
            last_backup: self.last_backup.map(LastBackup::millis),
            latest: self.notebook.latest_at(),
            refuses: self.refuses.clone(),
            currency: self.notebook.currency().to_owned(),
            week_starts: self.notebook.week_starts().to_owned(),
            copy: self.sync.copy(),
            sync: self.sync.state(),
            pairing: self.sync.pairing(),
            second: self.second_state(),
            back: self.back.clone(),
            missing: self.missing(),
            mark: self.mark().as_ref().map(Mark::to_text),
            wants_backup: self.was_refused,
            alone: self.alone.clone(),
        }
    }

    /// What was damaged came back from elsewhere.
    fn is_here(&self, damaged: &Damaged) -> bool {
        let change = damaged.key.strip_prefix("chunk/").and_then(|key| key.split('/').next()?.parse().ok());
        change.is_some_and(|change| self.notebook.has(change))
    }

    /// For a storage without a sign.
    pub(crate) fn new_name(&mut self) -> String {
        let mut name = [0; 16];
        self.sync.random(&mut name);
        hex(&name)
    }

    /// Looks whether storage is still the one that this keeper knows.
    pub(crate) async fn look_for_sign(&mut self) -> Result<(), StoreError> {
        let found = self.store.get(&Sign::key()).await?;
        self.doubts |= !self.sign.meets(found.as_deref());
        Ok(())
    }

    /// Why storage refuses to write, while it does.
    #[must_use]
    pub fn refuses(&self) -> Option<&str> {
        self.refuses.as_deref()
    }

    /// The storage.
    pub fn store(&self) -> &S {
        &self.store
    }
}
