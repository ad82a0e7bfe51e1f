//! Pulling: one page of the log, with the snapshot before it where the log no longer begins at the place asked for.

use super::{Chain, Malformed, Rid, Seq, Standing, checked, finish};
use crate::bytes::{Reader, put_number, put_string};

/// `standing ‖ [0] or [1 ‖ covers ‖ chain(covers) 32 ‖ length ‖ record] ‖ first seq ‖ count ‖ entry* ‖ chain(last) 32 ‖ check 8`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// When the page was read.
    pub standing: Standing,
    /// What the records before `first` became.
    pub snapshot: Option<Snapshot>,
    /// The first entry's place; the others follow without a gap.
    pub first: Seq,
    /// Records.
    pub entries: Vec<Entry>,
    /// At the last entry; without entries, at the place before `first`.
    pub chain: Chain,
}

/// A snapshot in a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// It stands for all records up to here.
    pub covers: Seq,
    /// At `covers`.
    pub chain: Chain,
    /// Sealed.
    pub record: Vec<u8>,
}

/// A record in a page. `length × 2 ‖ record`, or `length × 2 + 1 ‖ chain(seq) 32 ‖ record` when the server's copy is damaged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Sealed.
    pub record: Vec<u8>,
    /// What the log's chain is here, because it does not follow from the damaged bytes.
    pub damaged: Option<Chain>,
}

impl Page {
    /// See [`Page`].
    pub fn to_bytes(&self) -> Vec<u8> {
        let snapshot = self.snapshot.as_ref().map_or(0, |snapshot| snapshot.record.len() + 64);
        let entries: usize = self.entries.iter().map(|entry| entry.record.len() + 40).sum();
        let mut out = Vec::with_capacity(128 + snapshot + entries);
        self.standing.write(&mut out);
        out.push(u8::from(self.snapshot.is_some()));
        if let Some(snapshot) = &self.snapshot {
            put_number(&mut out, snapshot.covers);
            out.extend_from_slice(&snapshot.chain.0);
            put_string(&mut out, &snapshot.record);
        }
        put_number(&mut out, self.first);
        put_number(&mut out, self.entries.len() as u64);
        for entry in &self.entries {
            put_number(&mut out, (entry.record.len() as u64) << 1 | u64::from(entry.damaged.is_some()));
            if let Some(chain) = &entry.damaged {
                out.extend_from_slice(&chain.0);
            }
            out.extend_from_slice(&entry.record);
        }
        out.extend_from_slice(&self.chain.0);
        finish(out)
    }

    /// Reads a page and checks that the log's chain leads through it from `chain` at the place before it.
    ///
    /// # Errors
    /// [`Malformed`]: cut short, or changed on its way.
    pub fn from_bytes(bytes: &[u8], before: Chain) -> Result<Self, Malformed> {
        let page = Self::read(&mut Reader(checked(bytes)?)).ok_or(Malformed)?;
        let start = page.snapshot.as_ref().map_or(before, |snapshot| snapshot.chain);
        let end = page
            .entries
            .iter()
            .fold(start, |chain, entry| entry.damaged.unwrap_or_else(|| chain.then(&Rid::of(&entry.record))));
        if end == page.chain { Ok(page) } else { Err(Malformed) }
    }

    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let standing = Standing::read(reader)?;
        let snapshot = match reader.byte()? {
            0 => None,
            1 => Some(Snapshot {
                covers: reader.number()?,
                chain: Chain(reader.array()?),
                record: reader.string()?.to_vec(),
            }),
            _ => return None,
        };
        let (first, count) = (reader.number()?, reader.number()?);
        let mut entries = Vec::new();
        for _ in 0..count {
            let length = reader.number()?;
            let damaged = if length & 1 == 1 { Some(Chain(reader.array()?)) } else { None };
            let record = reader.take(usize::try_from(length >> 1).ok()?)?.to_vec();
            entries.push(Entry { record, damaged });
        }
        let chain = Chain(reader.array()?);
        let page = Self { standing, snapshot, first, entries, chain };
        let follows =
            page.snapshot.as_ref().is_none_or(|snapshot| snapshot.covers.checked_add(1) == Some(first));
        let ends = first.checked_add(count)? <= standing.head.checked_add(1)?;
        (reader.is_empty() && first > 0 && follows && ends).then_some(page)
    }

    /// The last place that a device has after this page.
    pub fn last(&self) -> Seq {
        self.first - 1 + self.entries.len() as u64
    }
}
