//! A notebook that a story writes record by record, before the app first runs.

use anyhow::{Context, Result};
use notebook::command::{Command, Edit};
use notebook::record::{Kind, Ref};
use notebook::time::{date_text, instant_text};
use notebook::{Notebook, Now, Value};
use std::time::{SystemTime, UNIX_EPOCH};

/// Facts that are texts which two devices may edit at once.
const TEXTS: [&str; 1] = ["target_market"];

/// Written in Greenwich, now or some hours ago.
pub struct Written {
    notebook: Notebook,
    now: Now,
}

impl Written {
    /// An empty notebook.
    ///
    /// # Errors
    /// When the clock shows no such time; so for all of these: when the notebook refuses something.
    pub fn now() -> Result<Self> {
        Self::hours_ago(0)
    }

    /// As if this had been written so many hours ago.
    pub fn hours_ago(hours: i64) -> Result<Self> {
        let millis = i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis())?;
        Self::at(millis - hours * 3_600_000)
    }

    /// At a moment in milliseconds since 1970.
    pub fn at(millis: i64) -> Result<Self> {
        let now = Now::from_millis(millis, 0).context("no such time")?;
        Ok(Self { notebook: Notebook::new([7; 16])?, now })
    }

    /// Adds a record, or edits the one about me.
    pub fn add(&mut self, record: Ref, fields: &[(&str, &str)]) -> Result<()> {
        let value = |key: &str, words: &str| match TEXTS.contains(&key) {
            true => Value::Text(words.to_owned()),
            false => Value::str(words),
        };
        let edits = fields.iter().map(|(key, words)| Edit::set(*key, value(key, words))).collect();
        let command = match record.kind {
            Kind::Me => Command::Edit { record, edits },
            _ => Command::Add { record, edits },
        };
        Ok(self.notebook.apply(&command, self.now).map(drop)?)
    }

    /// The moment so many days away, as records hold it.
    #[must_use]
    pub fn moment(&self, days: i64) -> String {
        instant_text(&self.now.plus_days(days).0)
    }

    /// The day so many days away, as records hold it.
    #[must_use]
    pub fn day(&self, days: i64) -> String {
        date_text(self.now.plus_days(days).today())
    }

    /// As it lies in storage.
    #[must_use]
    pub fn save(&mut self) -> Vec<u8> {
        self.notebook.save()
    }
}
