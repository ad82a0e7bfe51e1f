//! Snapshots: offered, acknowledged, and what they replace.

use super::{chain_at, place, row};
use crate::store::{Millis, OVERHEAD, Row, Stored};
use rusqlite::{Connection, params};
use vault::VaultId;
use vault::wire::{Chain, Code, Incarnation, Offer, Seq, Standing};

pub(super) fn offer(
    connection: &Connection,
    vault: VaultId,
    offer: &Offer,
    record: &[u8],
    now: Millis,
) -> Stored<Standing> {
    let mut row = row(connection, vault)?;
    if offer.incarnation != row.incarnation || offer.covers > row.head {
        return Err(Code::HistoryChanged.into());
    }
    if row.covers != offer.replaces || offer.covers <= row.covers {
        return Err(Code::StaleSnapshot.into());
    }
    if chain_at(connection, &row, offer.covers)? != Some(offer.chain) {
        return Err(Code::HistoryChanged.into());
    }
    // One that nobody acknowledged makes room.
    let sql = "DELETE FROM snapshots WHERE vault = ? AND covers > ?";
    connection.prepare_cached(sql)?.execute(params![row.number, row.floor])?;
    let sql = "INSERT INTO snapshots VALUES (?, ?, ?, ?, ?)";
    let values = params![row.number, offer.covers, &offer.chain.0[..], now, record];
    connection.prepare_cached(sql)?.execute(values)?;
    (row.covers, row.snapshot_bytes) = (offer.covers, record.len() as u64);
    count(connection, &mut row)?;
    Ok(row.standing())
}

pub(super) fn acknowledge(
    connection: &Connection,
    vault: VaultId,
    covers: Seq,
    incarnation: Incarnation,
) -> Stored<Standing> {
    let mut row = row(connection, vault)?;
    if incarnation != row.incarnation {
        return Err(Code::HistoryChanged.into());
    }
    if covers > row.floor {
        if covers != row.covers {
            return Err(Code::StaleSnapshot.into());
        }
        settle(connection, &mut row)?;
    }
    Ok(row.standing())
}

/// The newest snapshot stands for the records up to it from now on. The one before is kept one generation longer.
pub(super) fn settle(connection: &Connection, row: &mut Row) -> Stored<()> {
    let Some(chain) = chain_at(connection, row, row.covers)? else { return Err(Code::Internal.into()) };
    let before = row.floor;
    (row.floor, row.floor_chain) = (row.covers, chain);
    let (from, to) = (place(row.number, 0), place(row.number, row.covers));
    connection.prepare_cached("DELETE FROM records WHERE place BETWEEN ? AND ?")?.execute([from, to])?;
    connection
        .prepare_cached("DELETE FROM rids WHERE vault = ? AND seq <= ?")?
        .execute(params![row.number, row.covers])?;
    let sql = "DELETE FROM snapshots WHERE vault = ? AND covers < ?";
    connection.prepare_cached(sql)?.execute(params![row.number, before])?;
    count(connection, row)
}

/// Counts the bytes anew and writes the row.
fn count(connection: &Connection, row: &mut Row) -> Stored<()> {
    let sum = |sql: &str, from: i64, to: i64| -> rusqlite::Result<u64> {
        connection.prepare_cached(sql)?.query_row([from, to], |row| row.get(0))
    };
    let records = "SELECT coalesce(sum(length(record)), 0) FROM records WHERE place > ? AND place <= ?";
    let snapshots = "SELECT coalesce(sum(length(record)), 0) FROM snapshots WHERE vault = ? AND covers >= ?";
    let end = place(row.number, row.head);
    row.log_bytes = sum(records, place(row.number, row.covers), end)?;
    let kept = sum(records, place(row.number, row.floor), end)?;
    row.bytes = kept + OVERHEAD * (row.head - row.floor) + sum(snapshots, row.number, 0)?;
    let Chain(floor_chain) = &row.floor_chain;
    let sql = "UPDATE vaults SET floor = ?, floor_chain = ?, covers = ?, snapshot_bytes = ?, log_bytes = ?, bytes = ? \
               WHERE number = ?";
    let (covers, snapshot_bytes) = (row.covers, row.snapshot_bytes);
    let values =
        params![row.floor, &floor_chain[..], covers, snapshot_bytes, row.log_bytes, row.bytes, row.number];
    connection.prepare_cached(sql)?.execute(values)?;
    Ok(())
}
