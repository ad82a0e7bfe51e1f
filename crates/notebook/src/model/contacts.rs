//! Who has which number or address: to find somebody who was entered twice.

use rustc_hash::FxHashMap;

use super::Model;
use crate::{act::contact_key, id::Id, record::Person};

/// People by their numbers and addresses, however these are written.
#[derive(Default)]
pub(crate) struct Contacts(FxHashMap<String, Vec<Id>>);

/// `None` for what is too short to mean anybody.
fn key(contact: &str) -> Option<String> {
    Some(contact_key(contact)).filter(|key| key.len() >= 6)
}

impl Contacts {
    /// Enters a person, or takes them out.
    pub(super) fn count(&mut self, person: &Person, into: bool) {
        let contacts = person.phones.values().chain(person.emails.values());
        for key in contacts.filter_map(|contact| key(&contact.value)) {
            let of = self.0.entry(key).or_default();
            match of.binary_search(&person.id) {
                Err(place) if into => of.insert(place, person.id),
                Ok(place) if !into => {
                    of.remove(place);
                }
                _ => {}
            }
        }
    }
}

impl Model {
    /// Builds the index when it is first asked for.
    pub(crate) fn contacts(&mut self) {
        if self.contacts.is_none() {
            let mut contacts = Contacts::default();
            for person in self.people.values().filter(|person| person.removed_at.is_none()) {
                contacts.count(person, true);
            }
            self.contacts = Some(contacts);
        }
    }

    /// Everybody who has this number or address.
    pub(crate) fn people_at(&self, contact: &str) -> impl Iterator<Item = Id> + use<'_> {
        let of = key(contact).and_then(|key| self.contacts.as_ref()?.0.get(&key));
        of.into_iter().flatten().copied()
    }

    /// Pairs of people who share a number or an address. A number of a whole office is nobody's.
    pub(crate) fn shared_contacts(&self) -> Vec<(Id, Id)> {
        let all = self.contacts.iter().flat_map(|contacts| contacts.0.values());
        all.filter(|of| (2..=3).contains(&of.len()))
            .flat_map(|of| (1..of.len()).map(|n| (of[0], of[n])))
            .collect()
    }
}
