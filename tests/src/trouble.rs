//! What pages and workers complain about on the console. A story without its own complaint fails on these.

use crate::browser::Browser;
use crate::engine::Seat;
use crate::wait::until;
use anyhow::{Result, ensure};

impl Browser {
    /// Takes the complaints so far off the console.
    ///
    /// # Errors
    /// When the browser has gone.
    pub async fn note_troubles(&mut self) -> Result<()> {
        let bad: Vec<String> = match &mut self.seat {
            Seat::Chromium => {
                let log = self.web.browser_log().await?.into_iter();
                log.filter(|entry| entry.level == "SEVERE").map(|entry| entry.message).collect()
            }
            Seat::WebKit(seat) => seat.complaints(&self.driver.log)?,
            Seat::Firefox(seat) => seat.complaints(),
        };
        self.troubles.extend(bad.into_iter().filter(|message| !is_lost_connection(message)));
        Ok(())
    }

    /// Takes back complaints that this story is about; waits until there is one.
    ///
    /// # Errors
    /// When none with this text comes.
    pub async fn expect_trouble(&mut self, part: &str) -> Result<()> {
        until(self.patience, &format!("a complaint about “{part}”"), async || {
            self.note_troubles().await?;
            let before = self.troubles.len();
            self.troubles.retain(|message| !message.contains(part));
            Ok((self.troubles.len() < before).then_some(()))
        })
        .await
    }
}

/// The browser's own note that a request found no network, or that a vault's server said no: stories without a connection, or
/// with a server that forgets, are full of them.
fn is_lost_connection(message: &str) -> bool {
    let is_answer = message.contains("/v1/") && message.contains("the server responded with a status of");
    is_answer
        || [
            "net::ERR_INTERNET_DISCONNECTED",
            "net::ERR_CONNECTION_REFUSED",
            "net::ERR_CONNECTION_RESET",
            "net::ERR_CONNECTION_CLOSED",
            "net::ERR_EMPTY_RESPONSE",
            "net::ERR_INCOMPLETE_CHUNKED_ENCODING",
            "net::ERR_FAILED",
            // WebKit's and Firefox's words for the same.
            "NetworkError:  A network error occurred.",
            "NetworkError when attempting to fetch resource",
            "FetchEvent.respondWith received an error: TypeError: Load failed",
            "Fetch API cannot load",
            // Chromium asks for it once beside a picture.
            "favicon.ico",
            // A page that is left in the middle of a request.
            "AbortError: The operation was aborted.",
            "A ServiceWorker intercepted the request and encountered an unexpected error",
        ]
        .iter()
        .any(|lost| message.contains(lost))
}

pub(crate) fn none(troubles: &[String]) -> Result<()> {
    ensure!(troubles.is_empty(), "on the console:\n  {}", troubles.join("\n  "));
    Ok(())
}
