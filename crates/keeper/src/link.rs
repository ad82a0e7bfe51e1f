//! What the window and its keeper say to each other. To the keeper: JSON, as in the window's journal, which another
//! version may have to read. From the keeper: postcard, because both are of one build and its readers are small.

use notebook::{
    Now,
    command::{ChangeId, Command},
    query::{Answer, Counts, Query, View},
};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// From the window to the keeper.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ToKeeper {
    /// The first message: which storage to open.
    Open {
        /// Name of the storage: `rapport`, or `rapport-example`.
        storage: String,
        /// Fill an empty storage with the example notebook made from this seed.
        example: Option<u64>,
        /// The window's time.
        now: Now,
        /// How much there was ([`Status::mark`]), noted where the storage is not.
        #[serde(default)]
        mark: Option<String>,
    },
    /// Carry out a command; answered by [`FromKeeper::Saved`] or [`FromKeeper::Refused`].
    Do {
        /// Names the answer.
        call: u32,
        /// The command.
        command: Command,
        /// The window's time.
        now: Now,
    },
    /// Answer once, with [`FromKeeper::View`].
    Ask {
        /// Names the answer.
        call: u32,
        /// The question.
        query: Query,
        /// The window's time.
        now: Now,
    },
    /// Answer now and whenever the answer changes. The same number again replaces the question.
    Watch {
        /// Names the answers.
        watch: u32,
        /// The question.
        query: Query,
        /// The window's time.
        now: Now,
    },
    /// Stop answering.
    Unwatch {
        /// Which question.
        watch: u32,
    },
    /// Time has passed, or the page became visible: answer watched questions anew.
    Tick {
        /// The window's time.
        now: Now,
    },
    /// Take in what waits in the window's journal; [`FromKeeper::Drained`] says what was.
    Drain {
        /// The window's time.
        now: Now,
    },
    /// Make a backup of the whole notebook; answered by [`FromKeeper::Backup`].
    Backup {
        /// Names the answer.
        call: u32,
        /// The window's time.
        now: Now,
    },
    /// Say what a backup would bring; answered by [`FromKeeper::Preview`] or refused.
    Preview {
        /// Names the answer.
        call: u32,
        /// The file, base64 (bytes do not travel well in JSON).
        file: String,
    },
    /// Merge a backup into the notebook; answered by [`FromKeeper::Saved`] or refused.
    Merge {
        /// Names the answer.
        call: u32,
        /// The file, base64.
        file: String,
        /// The window's time.
        now: Now,
    },
    /// About the vault; answered by [`FromKeeper::Saved`] or refused, or with what was asked for.
    Vault {
        /// Names the answer.
        call: u32,
        /// What is wanted.
        ask: ToVault,
        /// The window's time.
        now: Now,
    },
    /// The page is shown again or the connection came back, or the page is being hidden.
    Shown {
        /// Shown, or hidden.
        shown: bool,
        /// The window's time.
        now: Now,
    },
    /// The person knows what is missing ([`Status::missing`]) and what was brought back ([`Status::back`]): no more of it.
    Accept,
    /// Delete this storage for good: only for the example notebook.
    Discard {
        /// Names the answer.
        call: u32,
    },
    /// Whether the worker lives: answered at once by [`FromKeeper::Lives`], whatever it waits for.
    Lives,
}

/// What a person can ask of the vault.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ToVault {
    /// Make one.
    Create {
        /// The server's address.
        endpoint: String,
        /// For a server that asks for one.
        invitation: Option<String>,
    },
    /// Join one with the words on paper.
    Restore {
        /// The server's address.
        endpoint: String,
        /// 24 of them.
        words: Zeroizing<String>,
    },
    /// Show a code to another device.
    Show,
    /// Answer the code that another device shows.
    Meet {
        /// The server's address.
        endpoint: String,
        /// 25 characters.
        code: String,
    },
    /// Both devices show the same digits: to be said on either.
    Confirm,
    /// End the meeting of two devices, whatever came of it.
    Stop,
    /// The words for paper; answered by [`FromKeeper::Words`].
    Words,
    /// Move to a new vault at the same server, and delete this one once everything in it was read: a device was lost.
    Move {
        /// For a server that asks for one; without it, the one that is kept.
        invitation: Option<String>,
    },
    /// The server has another address now.
    Relocate {
        /// The server's address.
        endpoint: String,
        /// For a server that asks for one; without it, the one that is kept.
        invitation: Option<String>,
    },
    /// The server has lost the vault and asks for an invitation before it makes it again.
    Invite {
        /// The code.
        code: String,
    },
    /// Delete the old vault ([`Sync::old`]) without reading what is left in it, and ask no more should its server not answer.
    GiveUp,
    /// Keep the notebook to this device from now on.
    Leave,
    /// Delete the vault from the server once everything in it was read, and leave it.
    Delete {
        /// The person knows that something in it cannot be read here.
        regardless: bool,
    },
    /// The kept copy ([`Status::copy`]); answered by [`FromKeeper::Backup`].
    Copy,
    /// Delete that.
    ForgetCopy,
    /// Leave the vault, and let the notebook of this device be the kept copy again; how it is now becomes the copy.
    GoBack,
}

/// From the keeper to the window.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum FromKeeper {
    /// The worker runs and has loaded nothing yet. Stays the first variant with this one field: windows of other builds read
    /// it too.
    Up {
        /// Digest of the build the worker belongs to.
        build: String,
    },
    /// The notebook is loaded.
    Ready(Status),
    /// The notebook cannot be opened; the sentence says what to do. Jots are kept by the window.
    Unavailable(String),
    /// The command is on the disk.
    Saved {
        /// Which call.
        call: u32,
        /// The change to undo; `None` when nothing needed to change.
        change: Option<ChangeId>,
        /// What an undo had to leave as it is because it was changed since, in words.
        left: Vec<String>,
    },
    /// The command was not carried out; the sentence says why and what to do.
    Refused {
        /// Which call.
        call: u32,
        /// The sentence.
        why: String,
        /// Storage refused, not the command: keep it in the journal and try again.
        keep: bool,
    },
    /// An answer.
    View {
        /// Which call or watch.
        call: u32,
        /// The answer; [`answer`] reads it.
        view: Vec<u8>,
    },
    /// Journal entries that are in the notebook now, by key, and gone from the journal.
    Drained {
        /// Keys in the journal.
        keys: Vec<String>,
    },
    /// Journal entries that cannot be taken in: all of them, whenever that list changes. They stay
    /// in the journal until the person has put their words elsewhere.
    Stuck {
        /// In the order in which they were entered.
        entries: Vec<Stuck>,
    },
    /// The backup file.
    Backup {
        /// Which call.
        call: u32,
        /// Its bytes.
        file: Vec<u8>,
    },
    /// What a backup would bring.
    Preview {
        /// Which call.
        call: u32,
        /// In numbers.
        brings: Brings,
    },
    /// The state of the storage changed.
    Status(Status),
    /// The vault's secret as words for paper.
    Words {
        /// Which call.
        call: u32,
        /// 24 words, parted by spaces.
        words: Zeroizing<String>,
    },
    /// Opening has waited for some seconds for what another tab or window holds; or goes on.
    Waits(bool),
    /// The worker lives: what has no answer yet waits for the browser.
    Lives,
}

impl FromKeeper {
    /// As it travels.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        bytes(self)
    }

    /// From [`Self::to_bytes`]; `None` when a worker of another build speaks.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }
}

/// An answer as it travels.
pub(crate) fn view_bytes(view: &View) -> Vec<u8> {
    bytes(view)
}

/// Reads the answer to a question; `None` when it is the answer to another one.
#[must_use]
pub fn answer<T: Answer>(view: &[u8]) -> Option<T> {
    let (place, rest) = postcard::take_from_bytes::<u32>(view).ok()?;
    if place != T::PLACE {
        return None;
    }
    postcard::from_bytes(rest).ok()
}

fn bytes(of: &impl Serialize) -> Vec<u8> {
    // Writing into memory fails only for sequences of unknown length, and there are none.
    postcard::to_allocvec(of).unwrap_or_default()
}

/// A journal entry that cannot be taken into the notebook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stuck {
    /// Its key in the journal.
    pub key: String,
    /// Why not, and what to do.
    pub why: String,
    /// The words that were written; of anything but a jot, the entry as it stands in the journal.
    pub words: String,
}

/// What a backup would bring.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Brings {
    /// What the backup holds.
    pub holds: Counts,
    /// Records that are new here, by kind.
    pub new_records: std::collections::BTreeMap<notebook::record::Kind, usize>,
    /// Records here that it would change.
    pub changed_records: usize,
    /// Changes that are new here.
    pub changes: usize,
    /// Records in it that were deleted here, and stay deleted unless they are brought back.
    pub deleted: Vec<notebook::Deleted>,
}

/// The state of the storage, for the storage panel and the line of safety.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Status {
    /// Bytes of snapshots and changes in storage.
    pub bytes: u64,
    /// Changes in the notebook.
    pub changes: u64,
    /// Changes stored one by one since the last snapshot.
    pub loose: u64,
    /// Changes that are stored but build on something that could not be read: they show as soon as
    /// a backup or another device brings it.
    #[serde(default)]
    pub waiting: u64,
    /// What was found damaged and set aside.
    pub quarantined: Vec<Damaged>,
    /// When a backup was last made on this device, Unix milliseconds.
    pub last_backup: Option<i64>,
    /// When the last change was made by the clock of its device, Unix seconds. A time that has not come
    /// yet says that a clock is wrong.
    pub latest: Option<i64>,
    /// Storage refuses to write: the sentence says why and what to do.
    pub refuses: Option<String>,
    /// The currency of amounts that are written without one, ISO 4217; empty when none was chosen.
    pub currency: String,
    /// On which day weeks begin, as under Me; empty when nothing was chosen.
    #[serde(default)]
    pub week_starts: String,
    /// A copy of this notebook is kept, from before it joined a vault or from before it went back to such a copy: when it was
    /// made, Unix milliseconds.
    pub copy: Option<i64>,
    /// The state of the sync; `None` without a vault.
    pub sync: Option<Sync>,
    /// The state of a meeting of two devices, while there is one.
    pub pairing: Option<Pairing>,
    /// The second home.
    pub second: Second,
    /// Something had been lost, and came back.
    pub back: Option<Back>,
    /// So many changes at least were saved here, and are not in this browser any more.
    pub missing: u64,
    /// How much is on the disk, to be noted in another place; `None` when the last note stays.
    pub mark: Option<String>,
    /// Storage refused, and neither a backup nor the second home has made up for it since.
    pub wants_backup: bool,
    /// The first home cannot be opened: everything is read and written in the second one alone. Why, in a few words.
    pub alone: Option<String>,
}

/// The second home of the notebook.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Second {
    /// Where it is; `None` when this browser has no place for one.
    pub place: Option<Place>,
    /// How it stands with it.
    pub state: Home,
    /// Its length, bytes, as far as this tab knows.
    pub bytes: u64,
}

/// A place beside the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Place {
    /// The files that the browser keeps for the app.
    Files,
    /// The cache that it keeps for the app.
    Cache,
}

/// How it stands with the second home.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Home {
    /// Another tab looks after it.
    #[default]
    Elsewhere,
    /// It is being read.
    Opening,
    /// It has everything that the notebook has.
    Whole,
    /// So many changes are on their way there.
    Behind(u64),
    /// It cannot be read or written: why, in a few words.
    Refused(String),
}

/// Something that had been lost came back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Back {
    /// What had happened.
    pub why: Why,
    /// Entries that came back; changes, for [`Why::Cleared`].
    pub entries: u64,
}

/// Why something had to come back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Why {
    /// The first home was empty at a start: the second one had it.
    Lost,
    /// The first home lacked some, or was an older one: the second one had it.
    Gaps,
    /// The first home was cleared while the app was open: it was still in memory.
    Cleared,
}

/// The state of the sync.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sync {
    /// The server's address.
    pub endpoint: String,
    /// Changes that the server has not acknowledged.
    pub waiting: u64,
    /// When this device and the server last had the same, Unix milliseconds.
    pub synced: Option<i64>,
    /// It is not known yet whether both have the same.
    pub is_catching_up: bool,
    /// The server did not answer when it was last asked.
    pub is_offline: bool,
    /// The vault was deleted or moved: this device has to be paired again.
    pub is_gone: bool,
    /// Why the server refuses: a sentence.
    pub trouble: Option<String>,
    /// It refuses because it wants an invitation.
    pub wants_invitation: bool,
    /// The vault that was moved out of, while its server still has it.
    pub old: Option<OldVault>,
    /// Records that could not be read: kept, reported, in nobody's way.
    pub unread: Vec<Unread>,
    /// The size of the vault at the server, bytes.
    pub bytes: Option<u64>,
}

/// A vault that was moved out of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OldVault {
    /// Its server's address.
    pub endpoint: String,
    /// Records in it that could not be read: because of them it stays.
    pub unread: u64,
}

/// A record of the vault that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unread {
    /// Its place in the vault.
    pub place: u64,
    /// Why.
    pub why: String,
    /// Its length.
    pub bytes: u64,
}

/// A meeting of two devices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Pairing {
    /// This device has the vault and shows a code.
    Shows {
        /// Five groups of five characters.
        code: String,
        /// The server's address, which the other device has to know too.
        endpoint: String,
    },
    /// This device is new and waits for the other one.
    Knocks,
    /// Both devices show six digits; the person confirms on both.
    Compare {
        /// These.
        digits: String,
        /// The person has, here.
        is_confirmed: bool,
    },
    /// The secret is on its way to the new device.
    Sends,
    /// It lies ready there: the new device joins as soon as the person has confirmed on it as well.
    Sent,
    /// This device has joined.
    Done,
    /// A sentence.
    Failed(String),
}

/// Something in storage that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Damaged {
    /// Its key.
    pub key: String,
    /// What is wrong with it.
    pub why: String,
    /// Bytes that were set aside.
    pub bytes: u64,
}

/// The digest in the name of a worker's script: `/keeper-<digest>_loader.js`; `debug` when there is none. What a worker says
/// in [`FromKeeper::Up`] is this of its own address.
#[must_use]
pub fn digest_of(url: &str) -> String {
    let file = url.rsplit('/').next().unwrap_or_default();
    let digest = file.strip_prefix("keeper-").and_then(|rest| rest.split_once('_')).map(|(digest, _)| digest);
    digest.unwrap_or("debug").to_owned()
}

#[cfg(test)]
mod tests {
    use super::digest_of;

    #[test]
    fn a_worker_knows_its_digest_from_its_name() {
        assert_eq!(digest_of("/keeper-0123abcd_loader.js"), "0123abcd");
        assert_eq!(digest_of("/keeper_loader.js"), "debug");
        assert_eq!(digest_of(""), "debug");
    }
}
