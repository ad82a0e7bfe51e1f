//! What lies in the second home, as far as its checksums hold.

use std::collections::BTreeMap;

use notebook::{ChangeHead, command::ChangeId};

use super::entry::{self, Entry};

/// A whole notebook in the second home.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Whole {
    pub(super) file: String,
    pub(super) heads: Vec<ChangeId>,
    pub(super) document: Vec<u8>,
}

/// What was read of the second home.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Contents {
    /// Every file with its length, bytes.
    pub(super) files: BTreeMap<String, u64>,
    /// Files in which something could not be read.
    pub(super) damaged: Vec<String>,
    /// In the order in which they were written.
    pub(super) wholes: Vec<Whole>,
    pub(super) changes: BTreeMap<ChangeId, Vec<u8>>,
    /// The newest of each name.
    pub(super) facts: BTreeMap<String, Vec<u8>>,
}

impl Contents {
    /// Reads files; their names sort them by age.
    pub(super) fn read(mut files: Vec<(String, Vec<u8>)>) -> Self {
        files.sort();
        let mut contents = Self::default();
        for (file, bytes) in files {
            let (entries, is_damaged) = entry::read(&bytes);
            if is_damaged || bytes.is_empty() {
                contents.damaged.push(file.clone());
            }
            for entry in entries {
                match entry {
                    Entry::Change(bytes) => {
                        // Its name is the digest of its bytes.
                        if let Ok(head) = ChangeHead::read(&bytes) {
                            contents.changes.insert(head.change, bytes);
                        }
                    }
                    Entry::Whole { heads, document } => {
                        contents.wholes.push(Whole { file: file.clone(), heads, document });
                    }
                    Entry::Fact { name, bytes } => {
                        contents.facts.insert(name, bytes);
                    }
                }
            }
            contents.files.insert(file, bytes.len() as u64);
        }
        contents
    }

    /// The number of the newest file: none is used twice.
    pub(super) fn highest(&self) -> u64 {
        let number = |file: &String| file.split('-').next()?.parse().ok();
        self.files.keys().filter_map(number).max().unwrap_or(0)
    }
}
