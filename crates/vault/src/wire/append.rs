//! Appending: a batch of records, and where each of them stands.

use super::{Chain, Code, Malformed, Rid, Seq, Standing, checked, finish};
use crate::bytes::{Reader, put_number, put_string};
use crate::record::VERSION;

/// `version u8 ‖ (length ‖ record)* ‖ check 8`
pub fn write_batch<'a>(records: impl IntoIterator<Item = &'a [u8]>) -> Vec<u8> {
    let mut out = vec![VERSION];
    records.into_iter().for_each(|record| put_string(&mut out, record));
    finish(out)
}

/// Where each record lies in `body`; no more than `most` are looked for.
///
/// # Errors
/// [`Code::TooLarge`] when there are more, [`Code::Malformed`] for what is no batch, also for one without records and for an
/// empty record.
pub fn read_batch(body: &[u8], most: usize) -> Result<Vec<&[u8]>, Code> {
    let inside = checked(body).map_err(|_| Code::Malformed)?;
    let (mut reader, mut records) = (Reader(inside), Vec::new());
    reader.byte().filter(|version| *version == VERSION).ok_or(Code::Malformed)?;
    while !reader.is_empty() {
        if records.len() == most {
            return Err(Code::TooLarge);
        }
        records.push(reader.string().filter(|record| !record.is_empty()).ok_or(Code::Malformed)?);
    }
    if records.is_empty() { Err(Code::Malformed) } else { Ok(records) }
}

/// `standing ‖ chain(head) 32 ‖ count ‖ (rid 32 ‖ seq)* ‖ check 8`: the answer once everything is on the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appended {
    /// After the append.
    pub standing: Standing,
    /// At `standing.head`.
    pub chain: Chain,
    /// Every record of the batch in its order, whether it is new or was there already.
    pub places: Vec<(Rid, Seq)>,
}

impl Appended {
    /// See [`Appended`].
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(80 + self.places.len() * 36);
        self.standing.write(&mut out);
        out.extend_from_slice(&self.chain.0);
        put_number(&mut out, self.places.len() as u64);
        for (rid, seq) in &self.places {
            out.extend_from_slice(&rid.0);
            put_number(&mut out, *seq);
        }
        finish(out)
    }

    /// # Errors
    /// [`Malformed`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Malformed> {
        Self::read(&mut Reader(checked(bytes)?)).ok_or(Malformed)
    }

    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let standing = Standing::read(reader)?;
        let chain = Chain(reader.array()?);
        let count = reader.number()?;
        let mut places = Vec::new();
        for _ in 0..count {
            places.push((Rid(reader.array()?), reader.number()?));
        }
        reader.is_empty().then_some(Self { standing, chain, places })
    }
}
