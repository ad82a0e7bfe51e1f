//! The other tabs of a storage. They are told what was stored, and read it from storage themselves.

use std::rc::Rc;

use notebook::command::ChangeId;
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{BroadcastChannel, DedicatedWorkerGlobalScope, MessageEvent};

use super::{
    desk::Open,
    post::Post,
    queue::{Event, Queue},
};

/// What one tab tells the others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum News {
    /// These changes are on the disk.
    Stored(Vec<ChangeId>),
    /// The storage was deleted for good.
    Gone,
}

/// A place in the round of tabs; left when this is dropped.
pub(super) struct Tabs {
    /// A browser without it shows other tabs' changes at the next start.
    channel: Option<BroadcastChannel>,
    _heard: Closure<dyn FnMut(MessageEvent)>,
}

impl Tabs {
    pub(super) fn join(storage: &str, queue: &Rc<Queue>) -> Self {
        let channel = BroadcastChannel::new(&format!("rapport-{storage}")).ok();
        let queue = Rc::downgrade(queue);
        let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let news = event.data().as_string().and_then(|text| serde_json::from_str(&text).ok());
            // What a later version says is not for this one.
            if let (Some(queue), Some(news)) = (queue.upgrade(), news) {
                queue.push(Event::Heard(news));
            }
        });
        if let Some(channel) = &channel {
            channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        }
        Self { channel, _heard: heard }
    }

    pub(super) fn tell(&self, news: &News) {
        if let (Some(channel), Ok(text)) = (&self.channel, serde_json::to_string(news)) {
            let _ = channel.post_message(&text.into());
        }
    }
}

impl Drop for Tabs {
    fn drop(&mut self) {
        if let Some(channel) = &self.channel {
            channel.set_onmessage(None);
            channel.close();
        }
    }
}

impl Open {
    /// Reads what other tabs stored without this one hearing of it: while it was frozen in the background, or because its
    /// browser has no such channel.
    pub(super) async fn look_around(&mut self, scope: &DedicatedWorkerGlobalScope) {
        let keeper = self.session.keeper();
        let Ok(stored) = keeper.store().chunks().await else { return };
        // What waits for something that is nowhere would have all of storage read every time.
        let is_new = |change: &ChangeId| !keeper.has(*change) && !self.waiting.contains(change);
        let mut new: Vec<ChangeId> = stored.into_iter().filter(is_new).collect();
        if new.is_empty() {
            return;
        }
        let post = Post { scope, tabs: &self.tabs };
        if self.session.heard(&new, &mut |out| post.carry(out)).await.is_ok() {
            new.retain(|change| !self.session.keeper().has(*change));
            self.waiting.extend(new);
        }
    }
}
