//! The other tabs of a storage. They are told what was stored, and read it from storage themselves.

use std::rc::Rc;

use keeper::link::Sync;
use notebook::command::ChangeId;
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{BroadcastChannel, MessageEvent};

use super::queue::{Event, Queue};

/// What one tab tells the others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum News {
    /// These changes are on the disk.
    Stored(Vec<ChangeId>),
    /// These sealed records are on the disk.
    Sealed(Vec<String>),
    /// How the sync stands, from the tab that leads.
    Sync(Option<Sync>),
    /// This device joined, moved or left a vault.
    Vault,
    /// This tab is being hidden, or has just opened: who is shown, or leads, says so.
    Away,
    /// This tab is shown.
    Here,
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
