//! Mailboxes, clearing up, and what operators ask.

use super::{row, snapshots};
use crate::store::{ALONE_AFTER, Millis, Stats, Stored};
use bytes::Bytes;
use rusqlite::{Connection, OptionalExtension, params};
use vault::VaultId;
use vault::wire::{Code, PAIRING_LASTS, PairingId};

pub(super) fn put_letter(
    connection: &Connection,
    mailbox: PairingId,
    letter: &[u8],
    now: Millis,
) -> Stored<()> {
    let mut query = connection.prepare_cached("SELECT at FROM pairings WHERE id = ?")?;
    let at: Option<Millis> = query.query_row([&mailbox.0[..]], |row| row.get(0)).optional()?;
    if at.is_some_and(|at| now < at + PAIRING_LASTS) {
        return Err(Code::PairingUsed.into());
    }
    let sql = "INSERT OR REPLACE INTO pairings VALUES (?, ?, ?)";
    connection.prepare_cached(sql)?.execute(params![&mailbox.0[..], now, letter])?;
    Ok(())
}

pub(super) fn take_letter(connection: &Connection, mailbox: PairingId, now: Millis) -> Stored<Option<Bytes>> {
    let sql = "SELECT letter FROM pairings WHERE id = ? AND at > ? AND letter IS NOT NULL";
    let oldest = now.saturating_sub(PAIRING_LASTS);
    let found: Option<Vec<u8>> = connection
        .prepare_cached(sql)?
        .query_row(params![&mailbox.0[..], oldest], |row| row.get(0))
        .optional()?;
    if found.is_some() {
        // The mailbox stays used: nobody can put another letter into it.
        connection
            .prepare_cached("UPDATE pairings SET letter = NULL WHERE id = ?")?
            .execute([&mailbox.0[..]])?;
    }
    Ok(found.map(Bytes::from))
}

pub(super) fn sweep(connection: &Connection, now: Millis) -> Stored<u64> {
    connection.execute("DELETE FROM pairings WHERE at <= ?", [now.saturating_sub(PAIRING_LASTS)])?;
    let sql = "SELECT vaults.id FROM vaults JOIN snapshots ON vault = number AND snapshots.covers = vaults.covers \
               WHERE vaults.covers > floor AND at <= ? LIMIT 1000";
    let ids: Vec<[u8; 32]> = connection
        .prepare_cached(sql)?
        .query_map([now.saturating_sub(ALONE_AFTER)], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for id in &ids {
        let mut row = row(connection, VaultId(*id))?;
        snapshots::settle(connection, &mut row)?;
    }
    Ok(ids.len() as u64)
}

pub(super) fn remove(connection: &Connection, number: i64) -> Stored<()> {
    let (from, to) = (super::place(number, 0), super::place(number + 1, 0));
    connection.execute("DELETE FROM records WHERE place >= ? AND place < ?", [from, to])?;
    connection.execute("DELETE FROM rids WHERE vault = ?", [number])?;
    connection.execute("DELETE FROM snapshots WHERE vault = ?", [number])?;
    connection.execute("DELETE FROM vaults WHERE number = ?", [number])?;
    Ok(())
}

pub(super) fn purge(connection: &Connection, untouched_since: Millis) -> Stored<u64> {
    let numbers: Vec<i64> = connection
        .prepare_cached("SELECT number FROM vaults WHERE touched < ?")?
        .query_map([untouched_since], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for number in &numbers {
        remove(connection, *number)?;
    }
    Ok(numbers.len() as u64)
}

pub(super) fn stats(connection: &Connection, now: Millis) -> Stored<Stats> {
    let sql = "SELECT count(*), count(*) FILTER (WHERE touched > ?), coalesce(sum(bytes), 0), coalesce(max(bytes), 0), \
               (SELECT count(*) FROM records), (SELECT count(*) FROM deleted) FROM vaults";
    Ok(connection.query_row(sql, [now.saturating_sub(30 * 86_400_000)], |row| {
        Ok(Stats {
            vaults: row.get(0)?,
            touched_in_30_days: row.get(1)?,
            bytes: row.get(2)?,
            largest: row.get(3)?,
            records: row.get(4)?,
            deleted: row.get(5)?,
        })
    })?)
}
