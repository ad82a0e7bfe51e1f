//! What the keeper knows of the second home, and what it wants to have written there.

use std::collections::{BTreeMap, BTreeSet};

use notebook::{Loading, command::ChangeId};

use super::{Contents, Done, Job, entry};
use crate::{
    facts::LastBackup,
    keeper::Keeper,
    link,
    sign::Mark,
    store::{Store, StoreError},
    sync::Settled,
};

/// The membership of a vault; no bytes when there is none.
pub(super) const MEMBER: &str = "member";
/// When a backup was made.
pub(super) const BACKUP: &str = "last_backup";

/// More than so many bytes beside the whole notebook, and than the half of it: it is written anew.
const MOST_LOOSE: u64 = 64 << 10;
/// More files than this are made one.
const MOST_FILES: usize = 8;
/// So many changes at once are not written one by one.
const MOST_CHANGES: usize = 200;

/// The second home as this tab sees it.
#[derive(Default)]
pub(crate) struct Second {
    place: Option<link::Place>,
    stage: Stage,
    /// Changes that are not there, as far as their bytes were at hand.
    queue: BTreeMap<ChangeId, Vec<u8>>,
    flight: Option<Flight>,
    trouble: Option<StoreError>,
}

#[derive(Default)]
#[allow(clippy::large_enum_variant, reason = "there is one of it")]
enum Stage {
    /// Another tab writes it, or there is none.
    #[default]
    Others,
    /// This tab writes it, and has not read it yet.
    Unread,
    Read(Known),
}

/// What lies there.
#[derive(Default)]
struct Known {
    files: BTreeMap<String, u64>,
    damaged: Vec<String>,
    /// The file with the whole notebook.
    base: Option<(String, u64)>,
    /// The file that grows.
    log: Option<(String, u64)>,
    /// The number of the newest file.
    highest: u64,
    /// The heads of the whole notebooks there.
    packed: Vec<ChangeId>,
    /// The changes beside them.
    loose: BTreeSet<ChangeId>,
    /// The heads of the notebook when everything of it was there.
    heads: Vec<ChangeId>,
    facts: BTreeMap<String, Vec<u8>>,
    /// It has to be written anew.
    is_stale: bool,
}

/// What is under way.
#[derive(Default)]
struct Flight {
    to: Option<Target>,
    heads: Vec<ChangeId>,
    facts: BTreeMap<String, Vec<u8>>,
    changes: Vec<ChangeId>,
}

/// A file that is being written.
struct Target {
    file: String,
    length: u64,
    /// What is deleted then; `None` when the file is only lengthened.
    gone: Option<Vec<String>>,
}

impl Known {
    fn loose_bytes(&self) -> u64 {
        let base = self.base.as_ref().map(|(file, _)| file);
        self.files.iter().filter(|(file, _)| Some(*file) != base).map(|(_, length)| length).sum()
    }

    fn is_full(&self, more: u64) -> bool {
        let base = self.base.as_ref().map_or(0, |(_, length)| *length);
        self.is_stale || self.files.len() > MOST_FILES || self.loose_bytes() + more > MOST_LOOSE.max(base / 2)
    }

    fn next_file(&mut self, actor: [u8; 16]) -> String {
        let name = next_name(self.highest, actor);
        self.highest += 1;
        name
    }
}

/// The file after the one with the highest number. Two tabs of a browser that knows no locks choose different ones.
pub(super) fn next_name(highest: u64, actor: [u8; 16]) -> String {
    format!("{:016}-{:02x}{:02x}", highest + 1, actor[0], actor[1])
}

impl Second {
    /// A change came into the notebook.
    pub(crate) fn note(&mut self, change: ChangeId, bytes: &[u8]) {
        if let Stage::Read(known) = &self.stage
            && !known.loose.contains(&change)
        {
            self.queue.insert(change, bytes.to_vec());
        }
    }

    /// Another notebook has taken the place of the one that lies there.
    pub(crate) fn begin_anew(&mut self) {
        self.queue.clear();
        if let Stage::Read(known) = &mut self.stage {
            known.is_stale = true;
        }
    }

    fn read(&mut self) -> Option<&mut Known> {
        if let Stage::Read(known) = &mut self.stage { Some(known) } else { None }
    }
}

impl<S: Store> Keeper<S> {
    /// Where the second home is in this browser; `None` when it has no place for one.
    pub fn set_second_place(&mut self, place: Option<link::Place>) {
        self.second.place = place;
    }

    /// This tab is the one that writes the second home from now on.
    pub fn keep_second(&mut self) {
        self.second.stage = Stage::Unread;
    }

    /// What is to be done in the second home now; [`Self::second_done`] wants to hear what came of it before the next one.
    pub fn second_job(&mut self) -> Option<Job> {
        if !self.is_second_behind() {
            return None;
        }
        if matches!(self.second.stage, Stage::Unread) {
            self.second.flight = Some(Flight::default());
            return Some(Job::Read);
        }
        self.count_second();
        let (heads, facts) = (self.notebook.heads(), self.second_facts());
        let changes = self.second.queue.keys().copied().collect();
        let mut flight = Flight { to: None, heads, facts, changes };
        let more: usize = self.second.queue.values().map(|bytes| bytes.len() + 32).sum();
        let job = if self.second.read()?.is_full(more as u64) {
            self.whole_job(&mut flight)?
        } else {
            self.log_job(&mut flight)?
        };
        self.second.flight = Some(flight);
        Some(job)
    }

    /// Puts into the queue whatever else is in the notebook and not in the second home.
    fn count_second(&mut self) {
        let heads = self.notebook.heads();
        let Second { stage: Stage::Read(known), queue, .. } = &mut self.second else { return };
        if known.heads == heads || known.is_stale {
            return;
        }
        let lacks = |change: &ChangeId| !known.loose.contains(change) && !queue.contains_key(change);
        let count = self.notebook.names_since(&known.packed).into_iter().filter(lacks).count();
        if count > MOST_CHANGES {
            known.is_stale = true;
        } else if count > 0 {
            let all = self.notebook.changes_since(&known.packed).into_iter();
            let more: Vec<_> = all.filter(|(change, _)| lacks(change)).collect();
            queue.extend(more);
        }
    }

    /// The whole notebook, in the place of everything that is there.
    fn whole_job(&mut self, flight: &mut Flight) -> Option<Job> {
        let (actor, missing, document) = (self.actor, self.missing() > 0, self.proven());
        let Some(document) = document else {
            self.second.trouble = Some(StoreError::Failed("the notebook could not be packed".into()));
            return None;
        };
        let known = self.second.read()?;
        let mut bytes = Vec::with_capacity(document.len() + 512);
        entry::write_whole(&flight.heads, &document, &mut bytes);
        flight.facts.iter().for_each(|(name, fact)| entry::write_fact(name, fact, &mut bytes));
        // Damaged files may be of use to somebody as long as something is missing.
        let stays = |file: &&String| missing && known.damaged.contains(file);
        let gone = known.files.iter().filter(|(file, _)| !stays(file));
        let gone: Vec<(String, u64)> = gone.map(|(file, length)| (file.clone(), *length)).collect();
        let names = gone.iter().map(|(file, _)| file.clone()).collect();
        let file = known.next_file(actor);
        flight.to = Some(Target { file: file.clone(), length: bytes.len() as u64, gone: Some(names) });
        Some(Job::Replace { file, bytes, gone })
    }

    /// What came since, at the end of the log.
    fn log_job(&mut self, flight: &mut Flight) -> Option<Job> {
        let actor = self.actor;
        let Second { stage: Stage::Read(known), queue, .. } = &mut self.second else { return None };
        let mut bytes = Vec::new();
        queue.values().for_each(|change| entry::write_change(change, &mut bytes));
        let new = flight.facts.iter().filter(|(name, fact)| known.facts.get(*name) != Some(fact));
        new.for_each(|(name, fact)| entry::write_fact(name, fact, &mut bytes));
        let (file, at) = known.log.clone().unwrap_or_else(|| (known.next_file(actor), 0));
        flight.to = Some(Target { file: file.clone(), length: at + bytes.len() as u64, gone: None });
        Some(Job::Append { file, at, bytes, beside: known.base.clone() })
    }

    /// Time has passed: whether somebody has cleared the second home is looked after now and then.
    pub fn look_after_second(&mut self) -> Option<Job> {
        let Stage::Read(known) = &self.second.stage else { return None };
        if self.second.flight.is_some() || known.files.is_empty() {
            return None;
        }
        let files = known.base.iter().chain(&known.log).cloned().collect();
        self.second.flight = Some(Flight::default());
        Some(Job::Look(files))
    }

    /// What came of a job. What was read may change the notebook.
    pub async fn second_done(&mut self, done: Done) -> Settled {
        let Some(flight) = self.second.flight.take() else { return Settled::default() };
        let second = &mut self.second;
        match done {
            Done::Read(contents) => {
                second.trouble = None;
                return self.compare(contents).await;
            }
            Done::Changed => second.stage = Stage::Unread,
            Done::Failed(error) => {
                second.trouble = Some(error);
                if let Stage::Read(known) = &mut second.stage {
                    // Nobody knows where that file ends now.
                    known.log = None;
                    if let Some(to) = flight.to {
                        known.files.entry(to.file).or_insert(0);
                    }
                }
            }
            Done::Written => {
                second.trouble = None;
                let (Stage::Read(known), Some(to)) = (&mut second.stage, flight.to) else {
                    return Settled::default();
                };
                flight.changes.iter().for_each(|change| _ = second.queue.remove(change));
                let place = (to.file.clone(), to.length);
                match to.gone {
                    None => {
                        known.log = Some(place);
                        known.loose.extend(flight.changes);
                    }
                    Some(gone) => {
                        known.packed.clone_from(&flight.heads);
                        known.loose.clear();
                        gone.iter().for_each(|file| _ = known.files.remove(file));
                        known.damaged.retain(|file| !gone.contains(file));
                        (known.base, known.log, known.is_stale) = (Some(place), None, false);
                    }
                }
                (known.heads, known.facts) = (flight.heads, flight.facts);
                known.files.insert(to.file, to.length);
                if self.is_second_whole() {
                    self.was_refused = false;
                }
            }
        }
        Settled::default()
    }

    /// Both ways: what the first home lacks comes back, and what the second one lacks is written next.
    async fn compare(&mut self, contents: Contents) -> Settled {
        // The changes that come from there need not go there.
        self.second.stage = Stage::Others;
        let given = self.give_back(&contents).await;
        let holds = |heads: &[ChangeId]| heads.iter().all(|head| self.notebook.has(*head));
        let wholes: Vec<_> = contents.wholes.iter().filter(|whole| holds(&whole.heads)).collect();
        let mark = contents.facts.get(Mark::NAME).and_then(|bytes| Mark::read(bytes));
        let is_older = mark.map_or(0, |mark| mark.epoch) < self.sign.epoch;
        let base = wholes.last().map(|whole| (whole.file.clone(), contents.files[&whole.file]));
        let log = contents.files.last_key_value().filter(|(file, _)| {
            !contents.damaged.contains(file) && base.as_ref().is_none_or(|(base, _)| base != *file)
        });
        self.second.queue.clear();
        self.second.stage = Stage::Read(Known {
            log: log.map(|(file, length)| (file.clone(), *length)),
            highest: contents.highest(),
            packed: wholes.iter().flat_map(|whole| whole.heads.clone()).collect(),
            loose: contents.changes.keys().copied().collect(),
            heads: Vec::new(),
            is_stale: is_older || !contents.damaged.is_empty() || wholes.len() < contents.wholes.len(),
            base,
            files: contents.files,
            damaged: contents.damaged,
            facts: contents.facts,
        });
        self.count_second();
        if self.second.queue.is_empty()
            && let heads = self.notebook.heads()
            && let Some(known) = self.second.read().filter(|known| !known.is_stale)
        {
            known.heads = heads;
        }
        given
    }

    fn second_facts(&self) -> BTreeMap<String, Vec<u8>> {
        let mut facts = BTreeMap::new();
        facts.insert(Mark::NAME.to_owned(), self.mark_of_saved().bytes());
        let member = self.membership().map(|(_, bytes)| bytes).unwrap_or_default();
        facts.insert(MEMBER.to_owned(), member);
        if let Some(last) = self.last_backup {
            facts.insert(BACKUP.to_owned(), LastBackup::bytes(last));
        }
        facts
    }

    /// The notebook as one file, loaded again and compared.
    fn proven(&self) -> Option<Vec<u8>> {
        let document = self.notebook.save();
        let copy = Loading::snapshot(&document, self.actor).ok()?;
        (copy.heads() == self.notebook.heads()).then_some(document)
    }

    /// Everything that is in memory is in the second home too.
    pub(crate) fn is_second_whole(&self) -> bool {
        let Stage::Read(known) = &self.second.stage else { return false };
        let is_there = known.heads == self.notebook.heads() && self.second.queue.is_empty();
        is_there && !known.is_stale && self.second.trouble.is_none()
    }

    /// Whether [`Self::second_job`] has something to do.
    #[must_use]
    pub fn is_second_behind(&self) -> bool {
        let second = &self.second;
        if second.flight.is_some() {
            return false;
        }
        match &second.stage {
            Stage::Others => false,
            Stage::Unread => true,
            Stage::Read(known) if known.files.is_empty() => self.notebook.changes() > 1,
            Stage::Read(known) => {
                known.is_stale
                    || !second.queue.is_empty()
                    || known.heads != self.notebook.heads()
                    || known.facts != self.second_facts()
            }
        }
    }

    /// The last job failed: the next one should wait.
    #[must_use]
    pub fn has_second_trouble(&self) -> bool {
        self.second.trouble.is_some()
    }

    /// How it stands with the second home, for the storage panel.
    pub(crate) fn second_state(&self) -> link::Second {
        let second = &self.second;
        let Some(place) = second.place else { return link::Second::default() };
        let state = match &second.stage {
            _ if second.trouble.is_some() => link::Home::Refused(match &second.trouble {
                Some(StoreError::Refused(why) | StoreError::Failed(why)) => why.clone(),
                _ => "there is no room left for it".to_owned(),
            }),
            Stage::Others => link::Home::Elsewhere,
            Stage::Unread => link::Home::Opening,
            Stage::Read(known) if known.files.is_empty() && self.notebook.changes() <= 1 => link::Home::Whole,
            Stage::Read(_) if self.is_second_whole() => link::Home::Whole,
            Stage::Read(_) => link::Home::Behind(second.queue.len().max(1) as u64),
        };
        let bytes = match &second.stage {
            Stage::Read(known) => known.files.values().sum(),
            _ => 0,
        };
        link::Second { place: Some(place), state, bytes }
    }
}
