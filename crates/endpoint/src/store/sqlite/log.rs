//! Appending to a log and reading it.

use super::{chain_at, place, row};
use crate::store::{Appended, Batch, Millis, OVERHEAD, Quota, Stored, Tail};
use bytes::Bytes;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::HashMap;
use vault::VaultId;
use vault::wire::{Chain, Code, Entry, PAGE, Page, Pull, Rid, Seq, Snapshot};

/// The part of a record's name that is indexed.
fn short(rid: &Rid) -> i64 {
    rid.0.first_chunk().map_or(0, |first| i64::from_be_bytes(*first))
}

pub(super) fn append(
    connection: &Connection,
    vault: VaultId,
    batch: &Batch,
    now: Millis,
    quota: Quota,
) -> Stored<Appended> {
    let mut row = row(connection, vault)?;
    let (first, before) = (row.head + 1, row.chain);
    let mut new: Vec<(Seq, Chain, &Rid, &Bytes)> = Vec::new();
    let mut known: HashMap<Rid, Seq> = HashMap::new();
    for (rid, record) in &batch.records {
        if known.contains_key(rid) {
            continue;
        }
        let seq = match find(connection, row.number, rid)? {
            Some(seq) => seq,
            None => {
                row.head += 1;
                row.chain = row.chain.then(rid);
                row.log_bytes += record.len() as u64;
                row.bytes += record.len() as u64 + OVERHEAD;
                new.push((row.head, row.chain, rid, record));
                row.head
            }
        };
        known.insert(*rid, seq);
    }
    if !new.is_empty() && (row.bytes > quota.vault || row.head >= 1 << 32) {
        return Err(Code::VaultFull.into());
    }
    for (seq, chain, rid, record) in &new {
        connection.prepare_cached("INSERT INTO records VALUES (?, ?, ?)")?.execute(params![
            place(row.number, *seq),
            &chain.0[..],
            &record[..]
        ])?;
        connection.prepare_cached("INSERT OR REPLACE INTO rids VALUES (?, ?, ?)")?.execute(params![
            row.number,
            short(rid),
            seq
        ])?;
    }
    if !new.is_empty() {
        let sql =
            "UPDATE vaults SET head = ?, chain = ?, log_bytes = ?, bytes = ?, touched = ? WHERE number = ?";
        let numbers = params![row.head, &row.chain.0[..], row.log_bytes, row.bytes, now, row.number];
        connection.prepare_cached(sql)?.execute(numbers)?;
    }
    let (standing, chain) = (row.standing(), row.chain);
    let records: Vec<Bytes> = new.into_iter().map(|(.., record)| record.clone()).collect();
    let tail = (!records.is_empty()).then_some(Tail { standing, before, first, records, chain });
    let places = batch.records.iter().map(|(rid, _)| known[rid]).collect();
    Ok(Appended { standing, chain, places, tail })
}

/// Where a record stands. The index knows a part of the name only: the record itself decides.
fn find(connection: &Connection, number: i64, rid: &Rid) -> Stored<Option<Seq>> {
    let mut query = connection.prepare_cached("SELECT seq FROM rids WHERE vault = ? AND rid = ?")?;
    let seq: Option<Seq> = query.query_row(params![number, short(rid)], |row| row.get(0)).optional()?;
    let Some(seq) = seq else { return Ok(None) };
    let chain = |seq: Seq| -> Stored<Option<Chain>> {
        let mut query = connection.prepare_cached("SELECT chain FROM records WHERE place = ?")?;
        Ok(query.query_row([place(number, seq)], |row| row.get(0)).optional()?.map(Chain))
    };
    let before = match chain(seq - 1)? {
        Some(before) => before,
        None => {
            let mut query = connection.prepare_cached("SELECT floor_chain FROM vaults WHERE number = ?")?;
            Chain(query.query_row([number], |row| row.get(0))?)
        }
    };
    Ok((chain(seq)? == Some(before.then(rid))).then_some(seq))
}

pub(super) fn page(connection: &Connection, vault: VaultId, pull: &Pull) -> Stored<Page> {
    let row = row(connection, vault)?;
    row.fits(pull)?;
    if pull.after >= row.floor
        && let Some(known) = pull.chain
        && chain_at(connection, &row, pull.after)? != Some(known)
    {
        return Err(Code::HistoryChanged.into());
    }
    let snapshot = if pull.after < row.floor {
        let sql = "SELECT covers, chain, record FROM snapshots WHERE vault = ? AND covers = ?";
        let found = connection.prepare_cached(sql)?.query_row(params![row.number, row.floor], |row| {
            Ok(Snapshot { covers: row.get(0)?, chain: Chain(row.get(1)?), record: row.get(2)? })
        });
        found.optional()?
    } else {
        None
    };
    let first = pull.after.max(row.floor) + 1;
    let mut chain = chain_at(connection, &row, first - 1)?.ok_or(Code::Internal)?;
    let mut length = snapshot.as_ref().map_or(0, |snapshot| snapshot.record.len());
    let mut entries = Vec::new();
    let sql = "SELECT chain, record FROM records WHERE place BETWEEN ? AND ? ORDER BY place";
    let mut query = connection.prepare_cached(sql)?;
    let mut rows = query.query([place(row.number, first), place(row.number, row.head)])?;
    while length < PAGE
        && let Some(found) = rows.next()?
    {
        let (after, record): (_, Vec<u8>) = (Chain(found.get(0)?), found.get(1)?);
        length += record.len();
        // Bytes that rotted on the disk are handed out as such, so that devices can step over them.
        let damaged = (chain.then(&Rid::of(&record)) != after).then_some(after);
        chain = after;
        entries.push(Entry { record, damaged });
    }
    Ok(Page { standing: row.standing(), snapshot, first, entries, chain })
}
