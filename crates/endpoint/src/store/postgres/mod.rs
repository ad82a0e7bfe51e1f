//! Postgres: any number of nodes over one database. Every call is one transaction; the vault's row is the lock.

mod hints;
mod pool;

use super::{ALONE_AFTER, Appended, Batch, Millis, Quota, Row, Stats, Store, StoreError, Stored, Tail};
use anyhow::Result;
use bytes::Bytes;
use hints::Hints;
use pool::{Held, Pool};
use tokio::sync::mpsc::UnboundedReceiver;
use tokio_postgres::Row as Line;
use tokio_postgres::types::ToSql;
use vault::VaultId;
use vault::wire::{
    Chain, Code, Entry, Incarnation, Offer, PAGE, PAIRING_LASTS, Page, PairingId, Pull, Rid, Seq, Snapshot,
    Standing,
};

const VAULT: &str = "(v).number, (v).incarnation, (v).head, (v).chain, (v).floor, (v).floor_chain, (v).covers, \
                     (v).snapshot_bytes, (v).log_bytes, (v).bytes";

/// One database, shared with other nodes.
pub struct Postgres {
    pool: Pool,
    hints: Hints,
    quota: Quota,
}

impl Postgres {
    /// Connects, and brings the database to this version's layout.
    ///
    /// # Errors
    /// When the database cannot be reached, or belongs to a later version.
    pub async fn open(
        url: &str,
        connections: usize,
        quota: Quota,
    ) -> Result<(Self, UnboundedReceiver<Vec<VaultId>>)> {
        let pool = Pool::new(url, connections)?;
        pool.migrate().await?;
        let (hints, heard) = Hints::start(pool.connector());
        Ok((Self { pool, hints, quota }, heard))
    }

    async fn one(&self, sql: &str, values: &[&(dyn ToSql + Sync)]) -> Stored<Line> {
        let mut client = self.pool.get().await?;
        let statement = client.prepare(sql).await?;
        Ok(client.query_one(&statement, values).await?)
    }

    /// A call of a function that answers `refused` and the vault's row.
    async fn of_vault(&self, call: &str, values: &[&(dyn ToSql + Sync)]) -> Stored<Standing> {
        let line = self.one(&format!("SELECT refused, {VAULT} FROM {call}"), values).await?;
        refused(&line)?;
        Ok(row(&line, 1)?.standing())
    }
}

impl From<tokio_postgres::Error> for StoreError {
    fn from(error: tokio_postgres::Error) -> Self {
        match error.code().map(tokio_postgres::error::SqlState::code) {
            Some("RP507") => Self::Refused(Code::VaultFull),
            _ => Self::Failed(format!("{error}: {:?}", error.as_db_error())),
        }
    }
}

fn refused(line: &Line) -> Stored<()> {
    match line.try_get::<_, Option<String>>(0)? {
        None => Ok(()),
        Some(name) => {
            let code = Code::ALL.iter().find(|code| code.name() == name);
            Err(code.copied().unwrap_or(Code::Internal).into())
        }
    }
}

fn row(line: &Line, from: usize) -> Stored<Row> {
    let number = |place: usize| line.try_get::<_, i64>(from + place).map(|number| number as u64);
    let chain = |place: usize| array(line, from + place).map(Chain);
    Ok(Row {
        number: line.try_get(from)?,
        incarnation: Incarnation(array(line, from + 1)?),
        head: number(2)?,
        chain: chain(3)?,
        floor: number(4)?,
        floor_chain: chain(5)?,
        covers: number(6)?,
        snapshot_bytes: number(7)?,
        log_bytes: number(8)?,
        bytes: number(9)?,
    })
}

fn array<const N: usize>(line: &Line, place: usize) -> Stored<[u8; N]> {
    let bytes: &[u8] = line.try_get(place)?;
    bytes.try_into().map_err(|_| StoreError::Failed("a name of the wrong length in the database".to_owned()))
}

impl Store for Postgres {
    async fn create(
        &self,
        vault: VaultId,
        incarnation: Incarnation,
        invitation: Option<[u8; 32]>,
        now: Millis,
    ) -> Stored<Standing> {
        let code: Option<&[u8]> = invitation.as_ref().map(|code| &code[..]);
        let values: [&(dyn ToSql + Sync); 5] =
            [&&vault.0[..], &&incarnation.0[..], &self.quota.invitations, &code, &(now as i64)];
        self.of_vault("rapport_create($1, $2, $3, $4, $5)", &values).await
    }

    async fn append(&self, vault: VaultId, batch: Batch, now: Millis) -> Stored<Appended> {
        let rids: Vec<&[u8]> = batch.records.iter().map(|(rid, _)| &rid.0[..]).collect();
        let records: Vec<&[u8]> = batch.records.iter().map(|(_, record)| &record[..]).collect();
        let sql =
            format!("SELECT refused, before, first, places, {VAULT} FROM rapport_append($1, $2, $3, $4, $5)");
        let values: [&(dyn ToSql + Sync); 5] =
            [&&vault.0[..], &rids, &records, &(now as i64), &(self.quota.vault as i64)];
        let line = self.one(&sql, &values).await?;
        refused(&line)?;
        let row = row(&line, 4)?;
        let before = Chain(array(&line, 1)?);
        let first = line.try_get::<_, i64>(2)? as Seq;
        let places: Vec<Seq> = line.try_get::<_, Vec<i64>>(3)?.into_iter().map(|seq| seq as Seq).collect();
        let mut next = first;
        let mut new = Vec::new();
        for ((_, record), place) in batch.records.iter().zip(&places) {
            if *place == next {
                next += 1;
                new.push(record.clone());
            }
        }
        let (standing, chain) = (row.standing(), row.chain);
        let tail = (!new.is_empty()).then_some(Tail { standing, before, first, records: new, chain });
        Ok(Appended { standing, chain, places, tail })
    }

    async fn page(&self, vault: VaultId, pull: Pull) -> Stored<Page> {
        let mut client = self.pool.get().await?;
        let lines = client.read(vault, &pull).await?;
        let Some(row) = lines.row else {
            return Err(if lines.deleted { Code::VaultDeleted } else { Code::UnknownVault }.into());
        };
        row.fits(&pull)?;
        if pull.after >= row.floor
            && let Some(known) = pull.chain
            && lines.chain != Some(known)
        {
            return Err(Code::HistoryChanged.into());
        }
        let first = pull.after.max(row.floor) + 1;
        let mut chain =
            if pull.after > row.floor { lines.chain.ok_or(Code::Internal)? } else { row.floor_chain };
        let mut entries = Vec::new();
        for (after, record) in lines.records {
            let damaged = (chain.then(&Rid::of(&record)) != after).then_some(after);
            chain = after;
            entries.push(Entry { record, damaged });
        }
        Ok(Page { standing: row.standing(), snapshot: lines.snapshot, first, entries, chain })
    }

    async fn offer(&self, vault: VaultId, offer: Offer, record: Bytes, now: Millis) -> Stored<Standing> {
        let (covers, replaces) = (offer.covers as i64, offer.replaces as i64);
        let values: [&(dyn ToSql + Sync); 7] = [
            &&vault.0[..],
            &&offer.incarnation.0[..],
            &covers,
            &replaces,
            &&offer.chain.0[..],
            &&record[..],
            &(now as i64),
        ];
        self.of_vault("rapport_offer($1, $2, $3, $4, $5, $6, $7)", &values).await
    }

    async fn acknowledge(&self, vault: VaultId, covers: Seq, incarnation: Incarnation) -> Stored<Standing> {
        let values: [&(dyn ToSql + Sync); 3] = [&&vault.0[..], &&incarnation.0[..], &(covers as i64)];
        self.of_vault("rapport_acknowledge($1, $2, $3)", &values).await
    }

    async fn delete(&self, vault: VaultId, now: Millis) -> Stored<()> {
        let line =
            self.one("SELECT refused FROM rapport_delete($1, $2)", &[&&vault.0[..], &(now as i64)]).await?;
        refused(&line)
    }

    async fn put_letter(&self, mailbox: PairingId, letter: Bytes, now: Millis) -> Stored<()> {
        let oldest = now.saturating_sub(PAIRING_LASTS) as i64;
        let values: [&(dyn ToSql + Sync); 4] = [&&mailbox.0[..], &&letter[..], &(now as i64), &oldest];
        let line = self.one("SELECT rapport_put_letter($1, $2, $3, $4)", &values).await?;
        if line.try_get(0)? { Ok(()) } else { Err(Code::PairingUsed.into()) }
    }

    async fn take_letter(&self, mailbox: PairingId, now: Millis) -> Stored<Option<Bytes>> {
        let oldest = now.saturating_sub(PAIRING_LASTS) as i64;
        let line = self.one("SELECT rapport_take_letter($1, $2)", &[&&mailbox.0[..], &oldest]).await?;
        Ok(line.try_get::<_, Option<Vec<u8>>>(0)?.map(Bytes::from))
    }

    async fn sweep(&self, now: Millis) -> Stored<u64> {
        let (pairing, offer) =
            (now.saturating_sub(PAIRING_LASTS) as i64, now.saturating_sub(ALONE_AFTER) as i64);
        Ok(self.one("SELECT rapport_sweep($1, $2)", &[&pairing, &offer]).await?.try_get::<_, i64>(0)? as u64)
    }

    async fn purge(&self, untouched_since: Millis) -> Stored<u64> {
        let sql = "SELECT count(rapport_remove(number)) FROM \
                   (SELECT number FROM vaults WHERE touched < $1 FOR UPDATE) AS untouched";
        Ok(self.one(sql, &[&(untouched_since as i64)]).await?.try_get::<_, i64>(0)? as u64)
    }

    async fn invite(&self, code: [u8; 32], vaults: u32, until: Millis) -> Stored<()> {
        let sql = "INSERT INTO invitations VALUES ($1, $2, $3) ON CONFLICT (code) DO UPDATE SET vaults = $2, until = $3 \
                   RETURNING 1";
        self.one(sql, &[&&code[..], &i64::from(vaults), &(until as i64)]).await.map(drop)
    }

    async fn stats(&self, now: Millis) -> Stored<Stats> {
        let sql = "SELECT count(*), count(*) FILTER (WHERE touched > $1), coalesce(sum(bytes), 0)::bigint, \
                   coalesce(max(bytes), 0), (SELECT count(*) FROM records), (SELECT count(*) FROM deleted) FROM vaults";
        let line = self.one(sql, &[&(now.saturating_sub(30 * 86_400_000) as i64)]).await?;
        let number = |place: usize| line.try_get::<_, i64>(place).map(|number| number as u64);
        Ok(Stats {
            vaults: number(0)?,
            touched_in_30_days: number(1)?,
            bytes: number(2)?,
            largest: number(3)?,
            records: number(4)?,
            deleted: number(5)?,
        })
    }

    async fn heads(&self, vaults: Vec<VaultId>) -> Stored<Vec<(VaultId, Seq)>> {
        let ids: Vec<&[u8]> = vaults.iter().map(|vault| &vault.0[..]).collect();
        let mut client = self.pool.get().await?;
        let statement = client.prepare("SELECT id, head FROM vaults WHERE id = ANY($1)").await?;
        let lines = client.query(&statement, &[&ids]).await?;
        lines.iter().map(|line| Ok((VaultId(array(line, 0)?), line.try_get::<_, i64>(1)? as Seq))).collect()
    }

    fn hint(&self, vault: VaultId) {
        self.hints.tell(vault);
    }

    async fn close(&self) {
        self.pool.close().await;
    }
}

/// Everything that a page is made of, as of one moment.
struct Lines {
    row: Option<Row>,
    deleted: bool,
    /// At the place asked for.
    chain: Option<Chain>,
    snapshot: Option<Snapshot>,
    records: Vec<(Chain, Vec<u8>)>,
}

impl Held<'_> {
    /// Reads in one transaction, so that the log does not move meanwhile. The queries travel together.
    async fn read(&mut self, vault: VaultId, pull: &Pull) -> Stored<Lines> {
        let of_vault = self.prepare(&format!("SELECT {VAULT} FROM vaults v WHERE id = $1")).await?;
        // $2: the place that the device has, of which only the chain is wanted, or the one after it.
        let of_records = self
            .prepare(
                "SELECT chain, CASE WHEN seq > $4 THEN record END FROM ( \
                     SELECT seq, chain, record, \
                         sum(length(record)) FILTER (WHERE seq > $4) OVER (ORDER BY seq) - length(record) AS before \
                     FROM records WHERE vault = $1 AND seq >= $2 AND seq < $2 + 5000) AS log \
                 WHERE before < $3 OR seq = $2 ORDER BY seq",
            )
            .await?;
        let of_snapshot = self
            .prepare("SELECT covers, chain, record FROM snapshots WHERE vault = $1 AND covers = $2")
            .await?;
        let of_deleted = self.prepare("SELECT 1 FROM deleted WHERE id = $1").await?;
        let transaction = self
            .build_transaction()
            .isolation_level(tokio_postgres::IsolationLevel::RepeatableRead)
            .read_only(true);
        let transaction = transaction.start().await?;
        let mut lines = Lines { row: None, deleted: false, chain: None, snapshot: None, records: Vec::new() };
        match transaction.query_opt(&of_vault, &[&&vault.0[..]]).await? {
            None => lines.deleted = transaction.query_opt(&of_deleted, &[&&vault.0[..]]).await?.is_some(),
            Some(line) => {
                let row = row(&line, 0)?;
                let mut length = 0;
                if pull.after < row.floor {
                    let found =
                        transaction.query_opt(&of_snapshot, &[&row.number, &(row.floor as i64)]).await?;
                    if let Some(line) = found {
                        let record: Vec<u8> = line.try_get(2)?;
                        length = record.len();
                        let covers = line.try_get::<_, i64>(0)? as Seq;
                        lines.snapshot = Some(Snapshot { covers, chain: Chain(array(&line, 1)?), record });
                    }
                }
                // The place itself comes along: its chain has to be compared.
                let place = pull.after.max(row.floor);
                if place == row.floor {
                    lines.chain = Some(row.floor_chain);
                } else if place == row.head {
                    lines.chain = Some(row.chain);
                }
                let from = if lines.chain.is_some() { place + 1 } else { place };
                let budget = PAGE.saturating_sub(length) as i64;
                let wanted = from <= row.head && (budget > 0 || lines.chain.is_none());
                if wanted {
                    let values: [&(dyn ToSql + Sync); 4] =
                        [&row.number, &(from as i64), &budget, &(place as i64)];
                    for line in transaction.query(&of_records, &values).await? {
                        let chain = Chain(array(&line, 0)?);
                        if lines.chain.is_none() {
                            lines.chain = Some(chain);
                        } else {
                            lines.records.push((chain, line.try_get(1)?));
                        }
                    }
                }
                lines.row = Some(row);
            }
        }
        transaction.commit().await?;
        Ok(lines)
    }
}
