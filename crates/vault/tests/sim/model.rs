//! The smallest server that keeps the protocol's promises: the model for the simulator, and what the real servers are compared with.

use std::collections::BTreeMap;
use vault::VaultId;
use vault::wire::{
    Appended, Chain, Code, Entry, Incarnation, MAX_BATCH, MAX_LETTER, MAX_RECORD, MAX_RECORDS, MAX_SNAPSHOT,
    MIN_RECORD, Offer, PAGE, PAIRING_LASTS, Page, PairingId, Pull, Request, Rid, Route, Seq, Snapshot,
    Standing, read_batch,
};

const ACKNOWLEDGED_BY_TIME: u64 = 30 * 86_400_000;

/// Bytes.
#[derive(Clone, Copy)]
pub struct Sizes {
    pub record: usize,
    pub batch: usize,
    /// Of a record that comes alone.
    pub lone: usize,
}

impl Default for Sizes {
    fn default() -> Self {
        Self { record: MAX_RECORD, batch: MAX_BATCH, lone: MAX_SNAPSHOT }
    }
}

#[derive(Clone, Default)]
pub struct Model {
    pub vaults: BTreeMap<VaultId, Vault>,
    pub deleted: Vec<VaultId>,
    pub pairings: BTreeMap<[u8; 16], (u64, Option<Vec<u8>>)>,
    /// A planted bug: places are given in the order of arrival, but a record may become visible after later ones.
    pub skippable: bool,
    pub incarnations: u64,
    pub sizes: Sizes,
    /// Vaults are made only with this code.
    pub invitation: Option<String>,
}

#[derive(Clone)]
pub struct Vault {
    incarnation: Incarnation,
    pub floor: Seq,
    floor_chain: Chain,
    /// From `floor + 1` on.
    pub records: Vec<(Rid, Vec<u8>)>,
    /// At each of them.
    chains: Vec<Chain>,
    /// Oldest first: the one before the floor's, the floor's, the one on offer.
    pub snapshots: Vec<Kept>,
    hidden: Option<usize>,
}

#[derive(Clone)]
pub struct Kept {
    pub covers: Seq,
    pub chain: Chain,
    pub record: Vec<u8>,
    at: u64,
}

pub struct Reply {
    pub status: u16,
    pub body: Vec<u8>,
}

fn ok(body: Vec<u8>) -> Result<Vec<u8>, Code> {
    Ok(body)
}

impl Model {
    /// Another server of this kind, which has nothing yet.
    pub fn blank(&self) -> Self {
        let invitation = self.invitation.clone();
        Self { skippable: self.skippable, sizes: self.sizes, invitation, ..Self::default() }
    }

    pub fn call(&mut self, request: &Request, now: u64, random: u64) -> Reply {
        let path = request.route.path();
        let (path, query) = path.split_once('?').unwrap_or((&path, ""));
        let route = Route::parse(request.route.method().name(), path, query);
        let answer = match (route, route.as_ref().and_then(Route::vault), &request.access) {
            (None, ..) => Err(Code::NotFound),
            (Some(route), None, _) => self.pairing(route, &request.body, now),
            (Some(route), Some(vault), Some(access)) if vault.admits(access) => {
                let is_new = matches!(route, Route::Create(_)) && !self.vaults.contains_key(&vault);
                if is_new && self.invitation.is_some() && self.invitation != request.invitation {
                    Err(Code::InvitationNeeded)
                } else {
                    self.vault(route, vault, &request.body, now, random)
                }
            }
            _ => Err(Code::BadToken),
        };
        match answer {
            Ok(body) => Reply { status: 200, body },
            Err(code) => Reply { status: code.status(), body: code.document().into_bytes() },
        }
    }

    fn pairing(&mut self, route: Route, body: &[u8], now: u64) -> Result<Vec<u8>, Code> {
        self.pairings.retain(|_, (at, _)| now < *at + PAIRING_LASTS);
        match route {
            Route::Put(_) if body.len() > MAX_LETTER => Err(Code::TooLarge),
            Route::Put(PairingId(id)) if self.pairings.contains_key(&id) => Err(Code::PairingUsed),
            Route::Put(PairingId(id)) => {
                self.pairings.insert(id, (now, Some(body.to_vec())));
                ok(Vec::new())
            }
            Route::Take(PairingId(id), _) => {
                self.pairings.get_mut(&id).and_then(|(_, letter)| letter.take()).ok_or(Code::NotFound)
            }
            _ => Err(Code::NotFound),
        }
    }

    fn vault(
        &mut self,
        route: Route,
        id: VaultId,
        body: &[u8],
        now: u64,
        random: u64,
    ) -> Result<Vec<u8>, Code> {
        if self.deleted.contains(&id) {
            return Err(Code::VaultDeleted);
        }
        if let Route::Create(_) = route {
            self.incarnations += 1;
            let mut incarnation = [0; 16];
            incarnation[..8].copy_from_slice(&random.to_be_bytes());
            incarnation[8..].copy_from_slice(&self.incarnations.to_be_bytes());
            let vault = self.vaults.entry(id).or_insert_with(|| Vault::new(Incarnation(incarnation)));
            return ok(vault.standing().to_bytes());
        }
        let (skippable, sizes) = (self.skippable, self.sizes);
        let vault = self.vaults.get_mut(&id).ok_or(Code::UnknownVault)?;
        match route {
            Route::Append(_) => vault.append(body, sizes, skippable && random.is_multiple_of(3)),
            Route::Pull(_, pull) => vault.page(&pull).map(|page| page.to_bytes()),
            Route::Offer(_, offer) => vault.offer(&offer, body, now),
            Route::Ack(_, covers, incarnation) => vault.acknowledge(covers, incarnation),
            Route::Delete(_) => {
                self.vaults.remove(&id);
                self.deleted.push(id);
                ok(Vec::new())
            }
            _ => Err(Code::NotFound),
        }
    }

    /// Whether a pull has anything to tell at once.
    pub fn has_news(&self, request: &Request) -> bool {
        let Route::Pull(id, pull) = request.route else { return true };
        let vault = self.vaults.get(&id);
        let fits = |vault: &Vault| pull.chain.is_none_or(|chain| vault.chain(pull.after) == Some(chain));
        vault.is_none_or(|vault| {
            vault.head() != pull.after || pull.incarnation != Some(vault.incarnation) || !fits(vault)
        })
    }

    /// Snapshots that nobody acknowledged in 30 days count as acknowledged: the vault has one device.
    pub fn sweep(&mut self, now: u64) {
        for vault in self.vaults.values_mut() {
            let newest = vault.snapshots.last().filter(|kept| now >= kept.at + ACKNOWLEDGED_BY_TIME);
            if let Some(covers) = newest.map(|kept| kept.covers) {
                vault.settle(covers);
            }
        }
    }
}

impl Vault {
    fn new(incarnation: Incarnation) -> Self {
        Self {
            incarnation,
            floor: 0,
            floor_chain: Chain::START,
            records: Vec::new(),
            chains: Vec::new(),
            snapshots: Vec::new(),
            hidden: None,
        }
    }

    fn head(&self) -> Seq {
        self.floor + self.records.len() as u64
    }

    fn chain(&self, seq: Seq) -> Option<Chain> {
        let count = usize::try_from(seq.checked_sub(self.floor)?).ok()?;
        if count == 0 { Some(self.floor_chain) } else { self.chains.get(count - 1).copied() }
    }

    pub fn standing(&self) -> Standing {
        let newest = self.snapshots.last();
        let covers = newest.map_or(0, |kept| kept.covers);
        let after = (covers - self.floor) as usize;
        Standing {
            incarnation: self.incarnation,
            head: self.head(),
            floor: self.floor,
            covers,
            snapshot_bytes: newest.map_or(0, |kept| kept.record.len() as u64),
            log_bytes: self.records[after..].iter().map(|(_, record)| record.len() as u64).sum(),
        }
    }

    fn append(&mut self, body: &[u8], sizes: Sizes, hides: bool) -> Result<Vec<u8>, Code> {
        let batch = read_batch(body, if body.len() > sizes.batch { 1 } else { MAX_RECORDS })?;
        let longest = if batch.len() == 1 { sizes.lone } else { sizes.record };
        if batch.iter().any(|record| record.len() > longest) {
            return Err(Code::TooLarge);
        }
        if batch.iter().any(|record| record.len() < MIN_RECORD) {
            return Err(Code::Malformed);
        }
        // The planted bug: what was held back becomes visible only now, in the middle of the log.
        let held = self.hidden.take();
        let places = batch
            .into_iter()
            .map(|record| {
                let rid = Rid::of(record);
                let known = self.records.iter().position(|(known, _)| *known == rid);
                let place = known.unwrap_or_else(|| {
                    let before = self.chains.last().copied().unwrap_or(self.floor_chain);
                    self.chains.push(before.then(&rid));
                    self.records.push((rid, record.to_vec()));
                    self.records.len() - 1
                });
                (rid, self.floor + 1 + place as u64)
            })
            .collect();
        if hides && held.is_none() {
            self.hidden = Some(self.records.len() - 1);
        }
        let chain = self.chain(self.head()).ok_or(Code::Internal)?;
        ok(Appended { standing: self.standing(), chain, places }.to_bytes())
    }

    fn page(&self, pull: &Pull) -> Result<Page, Code> {
        let known = pull.incarnation.is_none_or(|known| known == self.incarnation);
        if !known || pull.after > self.head() {
            return Err(Code::HistoryChanged);
        }
        if pull.after >= self.floor && pull.chain.is_some_and(|chain| Some(chain) != self.chain(pull.after)) {
            return Err(Code::HistoryChanged);
        }
        let snapshot = (pull.after < self.floor)
            .then(|| self.snapshots.iter().find(|kept| kept.covers == self.floor))
            .flatten()
            .map(|kept| Snapshot { covers: kept.covers, chain: kept.chain, record: kept.record.clone() });
        let first = pull.after.max(self.floor) + 1;
        let mut chain = self.chain(first - 1).ok_or(Code::Internal)?;
        let (mut entries, mut length) = (Vec::new(), snapshot.as_ref().map_or(0, |kept| kept.record.len()));
        for (place, (rid, record)) in self.records.iter().enumerate().skip((first - 1 - self.floor) as usize)
        {
            if length >= PAGE {
                break;
            }
            if self.hidden == Some(place) {
                continue;
            }
            chain = chain.then(rid);
            length += record.len();
            let damaged = (Rid::of(record) != *rid).then_some(chain);
            entries.push(Entry { record: record.clone(), damaged });
        }
        Ok(Page { standing: self.standing(), snapshot, first, entries, chain })
    }

    fn offer(&mut self, offer: &Offer, record: &[u8], now: u64) -> Result<Vec<u8>, Code> {
        if record.len() > MAX_SNAPSHOT {
            return Err(Code::TooLarge);
        }
        if Rid::of(record) != offer.rid {
            return Err(Code::Malformed);
        }
        let newest = self.snapshots.last().map_or(0, |kept| kept.covers);
        if offer.incarnation != self.incarnation || offer.covers > self.head() {
            return Err(Code::HistoryChanged);
        }
        if newest != offer.replaces || offer.covers <= newest {
            return Err(Code::StaleSnapshot);
        }
        if self.chain(offer.covers) != Some(offer.chain) {
            return Err(Code::HistoryChanged);
        }
        // One that nobody acknowledged makes room.
        self.snapshots.retain(|kept| kept.covers <= self.floor);
        let Offer { covers, chain, .. } = *offer;
        self.snapshots.push(Kept { covers, chain, record: record.to_vec(), at: now });
        ok(self.standing().to_bytes())
    }

    fn acknowledge(&mut self, covers: Seq, incarnation: Incarnation) -> Result<Vec<u8>, Code> {
        if incarnation != self.incarnation {
            return Err(Code::HistoryChanged);
        }
        if covers > self.floor {
            if self.snapshots.last().map(|kept| kept.covers) != Some(covers) {
                return Err(Code::StaleSnapshot);
            }
            self.settle(covers);
        }
        ok(self.standing().to_bytes())
    }

    fn settle(&mut self, covers: Seq) {
        let Some(chain) = self.chain(covers) else { return };
        self.records.drain(..(covers - self.floor) as usize);
        self.chains.drain(..(covers - self.floor) as usize);
        self.hidden = None;
        let before = self.floor;
        (self.floor, self.floor_chain) = (covers, chain);
        self.snapshots.retain(|kept| kept.covers >= before);
    }
}
