//! The operator's other commands. They work beside a server that is running.

use crate::config::{Command, Config};
use crate::store::postgres::Postgres;
use crate::store::sqlite::Sqlite;
use crate::store::{Millis, Store, StoreError};
use anyhow::{Result, anyhow};
use std::io::Write;
use std::time::{SystemTime, UNIX_EPOCH};
use vault::wire::{Rid, text};

const DAY: Millis = 86_400_000;

/// Carries out any command but `serve`.
///
/// # Errors
/// When the storage cannot be opened or fails.
pub async fn operate(config: Config, command: Command) -> Result<()> {
    if let Command::Backup { to } = &command {
        anyhow::ensure!(
            config.database.is_none(),
            "this is for SQLite; for Postgres use pg_dump, which is as consistent"
        );
        Sqlite::backup(&config.sqlite(), to)?;
        return say(&format!("The copy is in {}", to.display()));
    }
    match &config.database {
        None => {
            let file = config.sqlite();
            anyhow::ensure!(file.is_file(), "there is no database at {}", file.display());
            carry_out(&Sqlite::open(&file, config.quota())?, command).await
        }
        Some(database) => carry_out(&Postgres::open(database, 1, config.quota()).await?.0, command).await,
    }
}

async fn carry_out(store: &impl Store, command: Command) -> Result<()> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis() as Millis;
    match command {
        Command::Stats => {
            let stats = store.stats(now).await.map_err(failed)?;
            say(&serde_json::to_string_pretty(&stats)?)
        }
        Command::Purge { untouched_for } => {
            let since = now.saturating_sub(untouched_for * DAY);
            let count = store.purge(since).await.map_err(failed)?;
            say(&format!("{count} vaults were deleted"))
        }
        Command::Invite { vaults, good_for } => {
            let mut random = [0; 16];
            getrandom::fill(&mut random).map_err(|error| anyhow!("no randomness: {error}"))?;
            let code = text::encode(&random);
            // Only the hash is stored: who reads the database cannot invite themselves.
            let hash = Rid::of(code.as_bytes()).0;
            store.invite(hash, vaults, now + good_for * DAY).await.map_err(failed)?;
            say(&code)
        }
        Command::Serve | Command::Backup { .. } => Ok(()),
    }
}

fn failed(error: StoreError) -> anyhow::Error {
    match error {
        StoreError::Refused(code) => anyhow!(code.title()),
        StoreError::Failed(why) => anyhow!(why),
    }
}

fn say(text: &str) -> Result<()> {
    Ok(writeln!(std::io::stdout(), "{text}")?)
}
