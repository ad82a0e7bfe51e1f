//! SQLite: one file, one writer, many appends a flush.

mod log;
mod snapshots;
mod upkeep;
mod writer;

use super::{Appended, Batch, Millis, OVERHEAD, Quota, Row, Stats, Store, StoreError, Stored};
use anyhow::{Context, Result};
use bytes::Bytes;
use rusqlite::{Connection, OpenFlags, OptionalExtension, params};
use std::path::{Path, PathBuf};
use std::time::Duration;
use vault::VaultId;
use vault::wire::{Chain, Code, Incarnation, Offer, Page, PairingId, Pull, Seq, Standing};
use writer::Desk;

const SCHEMA: &str = include_str!("schema.sql");
/// `PRAGMA user_version`.
const VERSION: i64 = 2;

/// One SQLite file. Appends of many vaults that arrive at the same time share one flush.
pub struct Sqlite {
    writer: Desk,
    readers: Desk,
    quota: Quota,
    file: PathBuf,
}

impl Sqlite {
    /// Opens or creates the file.
    ///
    /// # Errors
    /// When it cannot be opened, or was written by a later version.
    pub fn open(file: &Path, quota: Quota) -> Result<Self> {
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
        }
        let connection = connect(file)?;
        let version: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        anyhow::ensure!(
            version <= VERSION,
            "{} was written by a later version of the endpoint",
            file.display()
        );
        connection.execute_batch(SCHEMA)?;
        if version == 1 {
            // Records were counted without what they cost besides their bytes.
            connection.execute("UPDATE vaults SET bytes = bytes + ? * (head - floor)", [OVERHEAD])?;
        }
        connection.pragma_update(None, "user_version", VERSION)?;
        let readers = (0..2).map(|_| connect(file)).collect::<Result<Vec<_>>>()?;
        Ok(Self {
            writer: Desk::writer(connection)?,
            readers: Desk::readers(readers)?,
            quota,
            file: file.to_owned(),
        })
    }

    /// Writes a consistent copy of the database into a new file, while others read and write.
    ///
    /// # Errors
    /// When the file exists, or the disk is full.
    pub fn backup(file: &Path, to: &Path) -> Result<()> {
        anyhow::ensure!(!to.exists(), "{} exists; please name a new file", to.display());
        let connection = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        connection.busy_timeout(Duration::from_secs(60))?;
        let text = to.to_str().context("the name of the copy is not valid text")?;
        connection.execute("VACUUM INTO ?", [text])?;
        std::fs::File::open(to)?.sync_all()?;
        Ok(())
    }
}

fn connect(file: &Path) -> Result<Connection> {
    let connection = Connection::open(file).with_context(|| format!("cannot open {}", file.display()))?;
    connection.busy_timeout(Duration::from_secs(10))?;
    // Before anything is written: small pages, because most commits write one small record.
    connection.pragma_update(None, "page_size", 2048)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "cache_size", -1024)?;
    connection.pragma_update(None, "wal_autocheckpoint", 512)?;
    connection.pragma_update(None, "journal_size_limit", 1 << 20)?;
    connection.set_prepared_statement_cache_capacity(48);
    Ok(connection)
}

/// In a transaction: the row, or why there is none.
fn row(connection: &Connection, vault: VaultId) -> Stored<Row> {
    let sql = "SELECT number, incarnation, head, chain, floor, floor_chain, covers, snapshot_bytes, log_bytes, bytes \
               FROM vaults WHERE id = ?";
    let found = connection
        .prepare_cached(sql)?
        .query_row([&vault.0[..]], |row| {
            Ok(Row {
                number: row.get(0)?,
                incarnation: Incarnation(row.get(1)?),
                head: row.get(2)?,
                chain: Chain(row.get(3)?),
                floor: row.get(4)?,
                floor_chain: Chain(row.get(5)?),
                covers: row.get(6)?,
                snapshot_bytes: row.get(7)?,
                log_bytes: row.get(8)?,
                bytes: row.get(9)?,
            })
        })
        .optional()?;
    match found {
        Some(row) => Ok(row),
        None if is_deleted(connection, vault)? => Err(Code::VaultDeleted.into()),
        None => Err(Code::UnknownVault.into()),
    }
}

fn is_deleted(connection: &Connection, vault: VaultId) -> Stored<bool> {
    Ok(connection.prepare_cached("SELECT 1 FROM deleted WHERE id = ?")?.exists([&vault.0[..]])?)
}

fn place(number: i64, seq: Seq) -> i64 {
    number << 32 | seq as i64
}

/// The log's chain at a place that is kept.
fn chain_at(connection: &Connection, row: &Row, seq: Seq) -> Stored<Option<Chain>> {
    if seq == row.floor {
        return Ok(Some(row.floor_chain));
    }
    if seq == row.head {
        return Ok(Some(row.chain));
    }
    let mut query = connection.prepare_cached("SELECT chain FROM records WHERE place = ?")?;
    Ok(query.query_row([place(row.number, seq)], |row| row.get(0)).optional()?.map(Chain))
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Failed(error.to_string())
    }
}

impl Store for Sqlite {
    async fn create(
        &self,
        vault: VaultId,
        incarnation: Incarnation,
        invitation: Option<[u8; 32]>,
        now: Millis,
    ) -> Stored<Standing> {
        let needs_invitation = self.quota.invitations;
        self.writer
            .ask(move |connection| {
                match row(connection, vault) {
                    Err(StoreError::Refused(Code::UnknownVault)) => {}
                    other => return other.map(|row| row.standing()),
                }
                if needs_invitation {
                    let sql = "UPDATE invitations SET vaults = vaults - 1 WHERE code = ? AND vaults > 0 AND until > ?";
                    let code = invitation.ok_or(Code::InvitationNeeded)?;
                    if connection.execute(sql, params![&code[..], now])? == 0 {
                        return Err(Code::InvitationNeeded.into());
                    }
                }
                let sql = "INSERT INTO vaults (id, incarnation, head, chain, floor, floor_chain, covers, snapshot_bytes, \
                           log_bytes, bytes, touched) VALUES (?, ?, 0, ?, 0, ?, 0, 0, 0, 0, ?)";
                let start = &Chain::START.0[..];
                connection.execute(sql, params![&vault.0[..], &incarnation.0[..], start, start, now])?;
                row(connection, vault).map(|row| row.standing())
            })
            .await
    }

    async fn append(&self, vault: VaultId, batch: Batch, now: Millis) -> Stored<Appended> {
        let quota = self.quota;
        self.writer.ask(move |connection| log::append(connection, vault, &batch, now, quota)).await
    }

    async fn page(&self, vault: VaultId, pull: Pull) -> Stored<Page> {
        self.readers.ask(move |connection| log::page(connection, vault, &pull)).await
    }

    async fn offer(&self, vault: VaultId, offer: Offer, record: Bytes, now: Millis) -> Stored<Standing> {
        self.writer.ask(move |connection| snapshots::offer(connection, vault, &offer, &record, now)).await
    }

    async fn acknowledge(&self, vault: VaultId, covers: Seq, incarnation: Incarnation) -> Stored<Standing> {
        self.writer
            .ask(move |connection| snapshots::acknowledge(connection, vault, covers, incarnation))
            .await
    }

    async fn delete(&self, vault: VaultId, now: Millis) -> Stored<()> {
        self.writer
            .ask(move |connection| {
                let row = row(connection, vault)?;
                upkeep::remove(connection, row.number)?;
                connection
                    .execute("INSERT OR REPLACE INTO deleted VALUES (?, ?)", params![&vault.0[..], now])?;
                Ok(())
            })
            .await
    }

    async fn put_letter(&self, mailbox: PairingId, letter: Bytes, now: Millis) -> Stored<()> {
        self.writer.ask(move |connection| upkeep::put_letter(connection, mailbox, &letter, now)).await
    }

    async fn take_letter(&self, mailbox: PairingId, now: Millis) -> Stored<Option<Bytes>> {
        self.writer.ask(move |connection| upkeep::take_letter(connection, mailbox, now)).await
    }

    async fn sweep(&self, now: Millis) -> Stored<u64> {
        self.writer.ask(move |connection| upkeep::sweep(connection, now)).await
    }

    async fn purge(&self, untouched_since: Millis) -> Stored<u64> {
        self.writer.ask(move |connection| upkeep::purge(connection, untouched_since)).await
    }

    async fn invite(&self, code: [u8; 32], vaults: u32, until: Millis) -> Stored<()> {
        self.writer
            .ask(move |connection| {
                let sql = "INSERT OR REPLACE INTO invitations VALUES (?, ?, ?)";
                connection.execute(sql, params![&code[..], vaults, until])?;
                Ok(())
            })
            .await
    }

    async fn stats(&self, now: Millis) -> Stored<Stats> {
        self.readers.ask(move |connection| upkeep::stats(connection, now)).await
    }

    async fn heads(&self, _: Vec<VaultId>) -> Stored<Vec<(VaultId, Seq)>> {
        Ok(Vec::new())
    }

    fn hint(&self, _: VaultId) {}

    async fn close(&self) {
        self.readers.close();
        let checkpoint = |connection: &Connection| {
            connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
            Ok(())
        };
        if let Err(error) = self.writer.ask_alone(checkpoint).await {
            tracing::warn!(?error, file = %self.file.display(), "the log of the database was not folded in");
        }
        self.writer.close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_file_of_the_first_version_counts_what_its_records_cost_besides() {
        let folder = std::env::temp_dir().join(format!("rapport-counts-{}", std::process::id()));
        let file = folder.join("endpoint.sqlite");
        let quota = Quota { vault: 1 << 20, invitations: false };
        let (vault, store) = (VaultId([1; 32]), Sqlite::open(&file, quota).unwrap());
        store.create(vault, Incarnation([2; 16]), None, 0).await.unwrap();
        let records = [[3; 100], [4; 100]].map(|record| Bytes::copy_from_slice(&record));
        store.append(vault, Batch::new(records.to_vec()), 0).await.unwrap();
        let connection = Connection::open(&file).unwrap();
        connection.execute_batch("UPDATE vaults SET bytes = 200; PRAGMA user_version = 1").unwrap();
        for _ in 0..2 {
            let store = Sqlite::open(&file, quota).unwrap();
            assert_eq!(store.stats(0).await.unwrap().bytes, 200 + 2 * OVERHEAD);
        }
        std::fs::remove_dir_all(folder).unwrap();
    }
}
