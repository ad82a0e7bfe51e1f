//! Waiting for something to become true, by asking again and again.

use anyhow::{Result, bail};
use std::time::{Duration, Instant};

const PAUSE: Duration = Duration::from_millis(40);

/// Asks until the answer is `Ok(Some(…))`; gives up after `patience`, telling the last error if there was one.
pub(crate) async fn until<T>(
    patience: Duration,
    what: &str,
    mut ask: impl AsyncFnMut() -> Result<Option<T>>,
) -> Result<T> {
    let start = Instant::now();
    loop {
        let answer = ask().await;
        if let Ok(Some(found)) = answer {
            return Ok(found);
        }
        if start.elapsed() > patience {
            match answer {
                Err(error) => bail!("waited {patience:?} for {what}; last: {error:#}"),
                Ok(_) => bail!("waited {patience:?} for {what}"),
            }
        }
        tokio::time::sleep(PAUSE).await;
    }
}
