//! Reading, and waiting for something to read.

use super::answer::bytes;
use super::room::Whose;
use super::{Api, Outcome, now};
use crate::hub::News;
use crate::metrics::{Lasting, METRICS};
use crate::store::{Store, Tail};
use std::time::Duration;
use tokio::time::{Instant, timeout_at};
use vault::VaultId;
use vault::wire::{Chain, Code, Entry, Page, PairingId, Pull};

impl<S: Store> Api<S> {
    pub(super) async fn pull(&self, vault: VaultId, pull: Pull, whose: Whose) -> Outcome {
        if pull.wait == 0 {
            return self.page(&self.store.page(vault, pull).await?, whose);
        }
        let deadline = Instant::now() + Duration::from_secs(pull.wait);
        loop {
            // First the ear, then the eye: what comes in between is heard.
            let news = self.hub.wait(vault);
            if !self.hub.has_all(vault, &pull) {
                let page = self.store.page(vault, pull).await?;
                if !page.entries.is_empty() || page.snapshot.is_some() {
                    return self.page(&page, whose);
                }
                self.hub.ends(vault, &news, &page);
            }
            let waiting = Lasting::begin(&METRICS.waiting);
            let heard = timeout_at(deadline, news).await;
            drop(waiting);
            match heard {
                Ok(Ok(News::Tail(tail))) if follows(&tail, &pull) => {
                    return self.page(&page(&tail), whose);
                }
                Ok(Ok(News::Tail(_) | News::Look)) => {}
                // In time, in order, or because the server goes: with what there is.
                _ => return self.page(&self.store.page(vault, pull).await?, whose),
            }
        }
    }

    fn page(&self, page: &Page, whose: Whose) -> Outcome {
        Ok(bytes(self.outward.hold(page.to_bytes(), whose)?))
    }

    pub(super) async fn take_letter(&self, mailbox: PairingId, wait: u64) -> Outcome {
        let deadline = Instant::now() + Duration::from_secs(wait);
        loop {
            let news = self.hub.wait_for_letter(mailbox);
            if let Some(letter) = self.store.take_letter(mailbox, now()).await? {
                return Ok(bytes(letter));
            }
            // Another node may have the letter and does not say so: look every second.
            let next = (Instant::now() + Duration::from_secs(1)).min(deadline);
            let closing = matches!(timeout_at(next, news).await, Ok(Ok(News::Closing)));
            if closing || Instant::now() >= deadline {
                return Err(Code::NotFound.into());
            }
        }
    }
}

/// Whether a tail is exactly what a pull waits for.
fn follows(tail: &Tail, pull: &Pull) -> bool {
    let before = pull.chain.unwrap_or(Chain::START);
    let same = pull.incarnation.is_none_or(|known| known == tail.standing.incarnation);
    same && tail.first == pull.after + 1 && before == tail.before
}

fn page(tail: &Tail) -> Page {
    let entry = |record: &bytes::Bytes| Entry { record: record.to_vec(), damaged: None };
    Page {
        standing: tail.standing,
        snapshot: None,
        first: tail.first,
        entries: tail.records.iter().map(entry).collect(),
        chain: tail.chain,
    }
}
