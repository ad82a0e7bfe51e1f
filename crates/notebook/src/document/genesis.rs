//! The first change of every notebook in the world.
//!
//! It creates the root maps. Without it two devices that start apart would create rival root maps,
//! and a merge would show only one of them. The bytes are frozen: a golden test guards them.

use automerge::{ActorId, Automerge, AutomergeError, Change, LoadChangeError, ROOT, ReadDoc, TextEncoding};

/// The frozen first change.
const BYTES: &[u8] = include_bytes!("genesis.bin");

/// The root maps: those in use, and those that later parts of the practice will use.
#[cfg(test)]
const ROOTS: [&str; 15] = [
    "me",
    "people",
    "jots",
    "touches",
    "leads",
    "promises",
    "events",
    "groups",
    "decisions",
    "meetings",
    "presentations",
    "areas",
    "mailings",
    "templates",
    "settings",
];

/// The text encoding of every notebook. Automerge's own default differs between wasm and native.
pub(super) const ENCODING: TextEncoding = TextEncoding::UnicodeCodePoint;

/// The genesis change.
///
/// # Errors
/// Never with the frozen bytes; Automerge's type says it could.
pub(super) fn change() -> Result<Change, LoadChangeError> {
    Change::from_bytes(BYTES.to_vec())
}

/// A document that holds the genesis change and writes as `actor`.
///
/// # Errors
/// Never with the frozen bytes; Automerge's types say it could.
pub(super) fn document(actor: [u8; 16]) -> Result<Automerge, AutomergeError> {
    let mut doc = Automerge::new_with_encoding(ENCODING);
    if let Ok(genesis) = change() {
        doc.apply_changes([genesis])?;
    }
    doc.set_actor(ActorId::from(actor.as_slice()));
    Ok(doc)
}

/// Whether a document starts from the genesis change, as every notebook does.
pub(super) fn is_in(doc: &Automerge) -> bool {
    change().is_ok_and(|genesis| doc.get_change_by_hash(&genesis.hash()).is_some())
        && doc.get(ROOT, "people").is_ok_and(|found| found.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use automerge::{
        ObjType,
        transaction::{CommitOptions, Transactable},
    };

    fn made() -> Change {
        let actor = ActorId::from(b"rapport/genesis/".as_slice());
        let mut doc = Automerge::new_with_encoding(ENCODING).with_actor(actor);
        let options = |_: &()| CommitOptions::default().with_message("genesis").with_time(0);
        doc.transact_with::<_, _, AutomergeError, _>(options, |tx| {
            ROOTS.iter().try_for_each(|root| tx.put_object(ROOT, *root, ObjType::Map).map(|_| ()))
        })
        .unwrap();
        doc.get_last_local_change().unwrap()
    }

    #[test]
    fn the_genesis_change_is_the_same_for_ever() {
        let frozen = change().unwrap();
        assert_eq!(
            frozen.hash().to_string(),
            "3bbf26e18cad3f0c86b397ed897aae2a049cfcfcaa7884c9f63811197a86689d",
            "changing these bytes splits every notebook from its past"
        );
        assert_eq!(frozen.hash(), made().hash());
    }

    #[test]
    fn two_notebooks_that_start_apart_share_their_root_maps() {
        let (one, two) = (document([1; 16]).unwrap(), document([2; 16]).unwrap());
        assert_eq!(one.get_heads(), two.get_heads());
        for root in ROOTS {
            assert_eq!(one.get(ROOT, root).unwrap().unwrap().1, two.get(ROOT, root).unwrap().unwrap().1);
        }
    }
}
