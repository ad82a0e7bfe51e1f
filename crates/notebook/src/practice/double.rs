//! Somebody who was entered twice: the same number or address, or the same name with nothing that speaks
//! against it.

use said::{Said, words::double as words};

use super::verdict::Verdicts;
use crate::{
    Id,
    model::Model,
    query::Proposed,
    record::{Contact, Items, Kind, Person, Ref},
    search::{name_key, sort_key},
};

/// The name under which it is decided that two are not the same; the same from both sides.
pub(crate) fn about(one: Id, two: Id) -> String {
    format!("people/{}/double/{}", one.min(two), one.max(two))
}

/// Who may be the same person, the surest first.
pub(crate) fn of(model: &mut Model, id: Id) -> Vec<Proposed> {
    model.contacts();
    let model = &*model;
    let Some(person) = model.people.get(&id).filter(|person| person.removed_at.is_none()) else {
        return Vec::new();
    };
    let verdicts = Verdicts::of(model);
    let mut found: Vec<(Id, Said)> = Vec::new();
    for contact in person.phones.values().chain(person.emails.values()) {
        found.extend(
            model.people_at(&contact.value).into_iter().map(|other| (other, words::has_too(&contact.value))),
        );
    }
    found.extend(same_name(model, person).map(|other| (other, words::SAME_NAME.into())));
    let mut seen = std::collections::BTreeSet::new();
    found.retain(|(other, _)| {
        *other != id && !verdicts.about(&about(id, *other)).is_settled() && seen.insert(*other)
    });
    let proposed = |(other, why): (Id, Said)| {
        let person = model.people.get(&other)?;
        let name = person.display_name().to_owned();
        Some(Proposed {
            who: Ref::new(Kind::Person, other),
            name,
            about: Said::told(&person.about()),
            why,
            is_same: true,
        })
    };
    found.into_iter().filter_map(proposed).collect()
}

/// Everybody who may have been entered twice, by name; each pair once.
pub(crate) fn all(model: &mut Model) -> Vec<(Id, Id)> {
    model.contacts();
    let model = &*model;
    let verdicts = Verdicts::of(model);
    let mut pairs = std::collections::BTreeSet::new();
    let mut same: Vec<&Person> = Vec::new();
    let mut last = "";
    for (name, id) in &model.called {
        let Some(person) = model.people.get(id) else { continue };
        if last != name {
            (last, same) = (name, Vec::new());
        }
        let alike = same.iter().filter(|other| may_be_one(other, person));
        pairs.extend(alike.map(|other| (other.id.min(*id), other.id.max(*id))));
        same.push(person);
    }
    pairs.extend(model.shared_contacts());
    pairs.retain(|(one, two)| !verdicts.about(&about(*one, *two)).is_settled());
    let mut pairs: Vec<(Id, Id)> = pairs.into_iter().collect();
    pairs.sort_by_cached_key(|(one, two)| (sort_key(&model.title(Ref::new(Kind::Person, *one))), *one, *two));
    pairs
}

fn same_name<'a>(model: &'a Model, person: &'a Person) -> impl Iterator<Item = Id> + 'a {
    let same = model.called(person.display_name());
    same.filter(|id| model.people.get(id).is_some_and(|other| may_be_one(person, other)))
}

/// Two of one name are one person unless both say something and it differs: two plumbers called Ana Ruiz
/// with two numbers are two.
fn may_be_one(one: &Person, two: &Person) -> bool {
    let agrees = |a: &str, b: &str| !a.trim().is_empty() && name_key(a) == name_key(b);
    if agrees(&one.company, &two.company) {
        return true;
    }
    let differs = |a: &str, b: &str| !a.trim().is_empty() && !b.trim().is_empty() && !agrees(a, b);
    let reached = |a: &Items<Contact>, b: &Items<Contact>| !a.is_empty() && !b.is_empty();
    let told_apart = differs(&one.company, &two.company)
        || differs(&one.trade, &two.trade)
        || differs(&one.city, &two.city)
        || reached(&one.phones, &two.phones)
        || reached(&one.emails, &two.emails);
    !told_apart
}
