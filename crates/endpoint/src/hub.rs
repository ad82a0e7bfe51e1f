//! Who waits for what. Nothing here matters for correctness: a device that is not woken asks again.

use crate::store::Tail;
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use tokio::sync::oneshot;
use vault::VaultId;
use vault::wire::{Chain, Incarnation, Page, PairingId, Pull, Seq, Standing};

/// Vaults whose end is remembered, so that a device that has everything need not ask the storage before it waits.
const ENDS: usize = 4096;

/// What a waiting pull hears.
#[derive(Clone)]
pub(crate) enum News {
    /// Exactly this came.
    Tail(Arc<Tail>),
    /// Something may have come: look.
    Look,
    /// The server is being shut down.
    Closing,
}

#[derive(Default)]
pub(crate) struct Hub {
    inner: Mutex<Inner>,
}

#[derive(Default)]
struct Inner {
    waiting: HashMap<VaultId, Vec<oneshot::Sender<News>>>,
    letters: HashMap<PairingId, Vec<oneshot::Sender<News>>>,
    ends: HashMap<VaultId, End>,
    closing: bool,
}

#[derive(Clone, Copy)]
struct End {
    incarnation: Incarnation,
    head: Seq,
    chain: Chain,
}

impl Hub {
    /// Waits for news of a vault. To be called before looking, so that nothing gets between.
    pub(crate) fn wait(&self, vault: VaultId) -> oneshot::Receiver<News> {
        let (tell, told) = oneshot::channel();
        if let Ok(mut inner) = self.inner.lock() {
            if inner.closing {
                let _ = tell.send(News::Closing);
            } else {
                let waiting = inner.waiting.entry(vault).or_default();
                waiting.retain(|other| !other.is_closed());
                waiting.push(tell);
            }
        }
        told
    }

    /// Waits for a letter in a mailbox.
    pub(crate) fn wait_for_letter(&self, mailbox: PairingId) -> oneshot::Receiver<News> {
        let (tell, told) = oneshot::channel();
        if let Ok(mut inner) = self.inner.lock() {
            inner.letters.retain(|_, waiting| {
                waiting.retain(|other| !other.is_closed());
                !waiting.is_empty()
            });
            inner.letters.entry(mailbox).or_default().push(tell);
        }
        told
    }

    pub(crate) fn letter(&self, mailbox: PairingId) {
        let waiting = self.inner.lock().ok().and_then(|mut inner| inner.letters.remove(&mailbox));
        waiting.into_iter().flatten().for_each(|tell| drop(tell.send(News::Look)));
    }

    /// Something was appended by this node.
    pub(crate) fn appended(&self, vault: VaultId, tail: Tail) {
        let end = End { incarnation: tail.standing.incarnation, head: tail.standing.head, chain: tail.chain };
        let Ok(mut inner) = self.inner.lock() else { return };
        inner.remember(vault, end);
        let Some(waiting) = inner.waiting.remove(&vault) else { return };
        let news = News::Tail(Arc::new(tail));
        waiting.into_iter().for_each(|tell| drop(tell.send(news.clone())));
    }

    /// Something else changed: another node appended, a snapshot came, the vault went.
    pub(crate) fn changed(&self, vault: VaultId) {
        let Ok(mut inner) = self.inner.lock() else { return };
        inner.ends.remove(&vault);
        let waiting = inner.waiting.remove(&vault).into_iter().flatten();
        waiting.for_each(|tell| drop(tell.send(News::Look)));
    }

    /// A hint from another node, or from this one: those who know the vault's end need not look.
    pub(crate) fn hinted(&self, vault: VaultId, head: Option<Seq>) {
        let known = self.inner.lock().ok().and_then(|inner| inner.ends.get(&vault).map(|end| end.head));
        if head.is_none() || known != head {
            self.changed(vault);
        }
    }

    /// Where the vault ended when it was read, after `news` had been waited for: not true any more if there are some. (They are
    /// sent while the lock is held.)
    pub(crate) fn ends(&self, vault: VaultId, news: &oneshot::Receiver<News>, page: &Page) {
        let Standing { incarnation, head, .. } = page.standing;
        if let Ok(mut inner) = self.inner.lock()
            && news.is_empty()
        {
            inner.remember(vault, End { incarnation, head, chain: page.chain });
        }
    }

    /// A pull that asks from there on has everything.
    pub(crate) fn has_all(&self, vault: VaultId, pull: &Pull) -> bool {
        let end = self.inner.lock().ok().and_then(|inner| inner.ends.get(&vault).copied());
        end.is_some_and(|end| {
            pull.after == end.head
                && pull.chain == Some(end.chain)
                && pull.incarnation == Some(end.incarnation)
        })
    }

    /// The vaults that somebody waits for.
    pub(crate) fn watched(&self) -> Vec<VaultId> {
        let Ok(mut inner) = self.inner.lock() else { return Vec::new() };
        inner.waiting.retain(|_, waiting| {
            waiting.retain(|tell| !tell.is_closed());
            !waiting.is_empty()
        });
        inner.waiting.keys().copied().collect()
    }

    pub(crate) fn close(&self) {
        let waiting = self.inner.lock().ok().map(|mut inner| {
            inner.closing = true;
            (std::mem::take(&mut inner.waiting), std::mem::take(&mut inner.letters))
        });
        let Some((waiting, letters)) = waiting else { return };
        let all = waiting.into_values().chain(letters.into_values());
        all.flatten().for_each(|tell| drop(tell.send(News::Closing)));
    }
}

impl Inner {
    fn remember(&mut self, vault: VaultId, end: End) {
        if self.ends.len() >= ENDS && !self.ends.contains_key(&vault) {
            // Which one does not matter: it is only read again.
            let any = self.ends.keys().next().copied();
            any.and_then(|any| self.ends.remove(&any));
        }
        self.ends.insert(vault, end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_end_that_was_read_before_something_came_is_not_remembered() {
        let (hub, vault) = (Hub::default(), VaultId([1; 32]));
        let incarnation = Incarnation([2; 16]);
        let standing =
            Standing { incarnation, head: 3, floor: 0, covers: 0, snapshot_bytes: 0, log_bytes: 0 };
        let page = Page { standing, snapshot: None, first: 4, entries: Vec::new(), chain: Chain([4; 32]) };
        let pull = Pull { after: 3, chain: Some(page.chain), incarnation: Some(incarnation), wait: 20 };

        let news = hub.wait(vault);
        hub.changed(vault);
        hub.ends(vault, &news, &page);
        assert!(!hub.has_all(vault, &pull), "somebody would wait for what is there");

        let news = hub.wait(vault);
        hub.ends(vault, &news, &page);
        assert!(hub.has_all(vault, &pull));
    }
}
