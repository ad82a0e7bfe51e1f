//! Backups on their way to and from the window; in messages to the keeper as base64, because bytes do not travel well in
//! JSON.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use notebook::MOST_FILE_BYTES;

use super::{Change, Out, Session};
use crate::{BackupError, link::FromKeeper, store::Store};

impl<S: Store> Session<S> {
    pub(super) async fn backup(&mut self, call: u32, out: &mut impl FnMut(Out)) {
        let file = self.keeper.backup();
        out(Out::Window(FromKeeper::Backup { call, file }));
        // Should the date not be remembered, the backup is none the worse.
        let _ = self.keeper.mark_backup(self.now).await;
        self.report(out);
    }

    pub(super) fn preview(&mut self, call: u32, file: &str, out: &mut impl FnMut(Out)) {
        let brings = decode(file).and_then(|file| self.keeper.preview(&file, self.now));
        out(Out::Window(match brings {
            Ok(brings) => FromKeeper::Preview { call, brings },
            Err(error) => FromKeeper::Refused { call, why: error.to_string(), keep: false },
        }));
    }

    pub(super) async fn merge(&mut self, call: u32, file: &str, out: &mut impl FnMut(Out)) {
        let saved = match decode(file) {
            Ok(file) => self.keeper.restore(&file).await.map_err(|error| error.to_string()),
            Err(error) => Err(error.to_string()),
        };
        match saved {
            Ok(saved) => {
                out(Out::Window(FromKeeper::Saved { call, change: None, left: Vec::new() }));
                self.tell(&saved.stored, out);
                self.refresh(Change::Anything, out);
            }
            Err(why) => out(Out::Window(FromKeeper::Refused { call, why, keep: false })),
        }
        self.report(out);
    }
}

fn decode(file: &str) -> Result<Vec<u8>, BackupError> {
    if file.len() / 4 * 3 > MOST_FILE_BYTES + 1024 {
        return Err(BackupError::TooLarge);
    }
    STANDARD.decode(file.trim()).map_err(|_| BackupError::NotABackup)
}
