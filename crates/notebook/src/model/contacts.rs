//! Who has which number or address: to find somebody who was entered twice.

use rustc_hash::FxHashMap;

use super::Model;
use crate::{
    id::Id,
    record::{Person, phone::Phone, reach::addresses},
    search::fold,
};

/// People who are proposed as one because of a number: a number of a whole office is nobody's.
const MOST_AT_ONE: usize = 3;
/// Shorter addresses mean nobody.
const SHORTEST: usize = 6;

/// A number or an address, as far as it tells somebody from others.
#[derive(Clone, PartialEq, Eq)]
enum Reach {
    Phone(Phone),
    Address(String),
}

impl Reach {
    /// Those that a contact holds, each with the key under which all that are like it are found.
    fn all(contact: &str) -> Vec<(String, Self)> {
        let addresses = addresses(contact);
        if !addresses.is_empty() {
            let known = addresses.into_iter().map(fold).filter(|address| address.len() >= SHORTEST);
            return known.map(|address| (address.clone(), Self::Address(address))).collect();
        }
        let phones = Phone::all(contact).into_iter().map(|phone| Phone { range: 0..0, ..phone });
        phones.filter_map(|phone| Some((phone.bucket()?.to_owned(), Self::Phone(phone)))).collect()
    }

    fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Phone(one), Self::Phone(two)) => one.is_like(two),
            (one, two) => one == two,
        }
    }
}

/// People by their numbers and addresses, however these are written.
#[derive(Default)]
pub(crate) struct Contacts(FxHashMap<String, Vec<(Id, Reach)>>);

impl Contacts {
    /// Enters a person, or takes them out.
    pub(super) fn count(&mut self, person: &Person, into: bool) {
        let contacts = person.phones.values().chain(person.emails.values());
        for (key, reach) in contacts.flat_map(|contact| Reach::all(&contact.value)) {
            let of = self.0.entry(key).or_default();
            let place = of.iter().position(|(id, known)| *id == person.id && *known == reach);
            match place {
                None if into => of.insert(of.partition_point(|(id, _)| *id < person.id), (person.id, reach)),
                Some(place) if !into => {
                    of.remove(place);
                }
                _ => {}
            }
        }
    }

    /// Everybody with a number or an address like this one, each once, by id.
    fn like<'a>(&'a self, key: &str, reach: &'a Reach) -> impl Iterator<Item = Id> + use<'a> {
        let mut last = None;
        let of = self.0.get(key).into_iter().flatten().filter(|(_, known)| known.is_like(reach));
        of.map(|(id, _)| *id).filter(move |id| last.replace(*id) != Some(*id))
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

    /// Everybody who may be reached under this number or address. [`Model::contacts`] comes before.
    pub(crate) fn people_at(&self, contact: &str) -> Vec<Id> {
        let Some(contacts) = &self.contacts else { return Vec::new() };
        let all = Reach::all(contact);
        all.iter().flat_map(|(key, reach)| contacts.like(key, reach)).collect()
    }

    /// Pairs of people who share a number or an address. A number of a whole office is nobody's.
    pub(crate) fn shared_contacts(&self) -> Vec<(Id, Id)> {
        let mut pairs = Vec::new();
        for (key, of) in self.contacts.iter().flat_map(|contacts| &contacts.0).filter(|(_, of)| of.len() > 1)
        {
            for (id, reach) in of {
                let like = self.contacts.iter().flat_map(|contacts| contacts.like(key, reach));
                let like: Vec<Id> = like.take(MOST_AT_ONE + 1).collect();
                if like.len() <= MOST_AT_ONE {
                    pairs.extend(like.into_iter().filter(|other| other > id).map(|other| (*id, other)));
                }
            }
        }
        pairs
    }
}
