//! Words that are being typed outlive whatever ends their field: a page that is loaded again, Back, a tab that is ended for its
//! memory. Every field beside the composer keeps its words here, under the name of its place.

use std::cell::RefCell;

use leptos::prelude::*;

use crate::browser::memory::Memory;

thread_local! {
    /// What stands before the places of this tab and storage.
    static HOME: RefCell<String> = const { RefCell::new(String::new()) };
}

fn name(place: &str) -> String {
    HOME.with_borrow(|home| [home, place].concat())
}

fn home(storage: &str) -> String {
    ["words.", storage, "."].concat()
}

/// These words are this tab's.
pub(crate) fn belong_to(storage: &str, tab: &str) {
    HOME.set([&home(storage), tab, "."].concat());
}

/// The tabs of a storage that have left words.
pub(crate) fn tabs(storage: &str) -> Vec<String> {
    let home = home(storage);
    let names = Memory::Device.names(&home);
    let tabs = names.iter().filter_map(|name| Some(name.strip_prefix(&home)?.split_once('.')?.0.to_owned()));
    let mut tabs: Vec<String> = tabs.collect();
    tabs.dedup();
    tabs
}

/// What a tab that has ended left goes on in this one; words that are being typed here stay.
pub(crate) fn take_over(storage: &str, tab: &str) {
    let of = [&home(storage), tab, "."].concat();
    for left in Memory::Device.names(&of) {
        let here = name(&left[of.len()..]);
        if Memory::Device.get(&here).is_none() {
            Memory::Device.set(&here, Memory::Device.get(&left).as_deref());
        }
        Memory::Device.set(&left, None);
    }
}

/// Whether words of any place that begins so are kept.
pub(crate) fn are_kept(place: &str) -> bool {
    !Memory::Device.names(&name(place)).is_empty()
}

/// The words of all places that begin so are stored elsewhere, or wanted no more.
pub(crate) fn forget(place: &str) {
    for name in Memory::Device.names(&name(place)) {
        Memory::Device.set(&name, None);
    }
}

/// The words of a field are kept as they change, and are again what they were when it was last left.
pub(crate) fn keep(place: impl AsRef<str>, words: RwSignal<String>) {
    let name = name(place.as_ref());
    let first = words.get_untracked();
    if let Some(kept) = Memory::Device.get(&name) {
        words.set(kept);
    }
    Effect::new(move |was: Option<String>| {
        let now = words.get();
        if was.is_some_and(|was| was != now) {
            Memory::Device.set(&name, (now != first).then_some(now.as_str()));
        }
        now
    });
}
