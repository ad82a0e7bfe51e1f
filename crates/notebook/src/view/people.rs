//! The list of people.

use std::{cmp::Reverse, collections::BTreeSet};

use super::{asked::Asked, page_of, search::matched};
use crate::{
    Id, Now,
    model::Model,
    practice::last_touch,
    query::{Listed, Page, PeopleFilter, PeopleOrder, PeopleView, PersonRow},
    record::{Kind, Person, Ref},
    search::{begins, name_key, once, word_key},
};

/// Filters offered of each sort.
const MOST_FACETS: usize = 12;

pub(super) fn people(model: &mut Model, filter: &PeopleFilter, page: Page, now: Now) -> PeopleView {
    let asked = Asked::of(&filter.text, now);
    let list = if asked.words.trim().is_empty() {
        by_order(model, filter, &asked, page, now)
    } else {
        by_rank(model, filter, &asked, page, now)
    };
    let facets = &model.facets;
    PeopleView {
        list,
        tags: facets.tags.top(MOST_FACETS),
        roles: facets.roles.top(MOST_FACETS),
        trades: facets.trades.top(MOST_FACETS),
        cities: facets.cities.top(MOST_FACETS),
    }
}

fn passes(filter: &PeopleFilter, person: &Person) -> bool {
    let is = |asked: &str, said: &str| word_key(asked) == word_key(said);
    let any =
        |asked: &str, said: &BTreeSet<String>| asked.is_empty() || said.iter().any(|word| is(asked, word));
    any(&filter.tag, &person.tags)
        && any(&filter.role, &person.roles)
        && (filter.city.is_empty() || is(&filter.city, &person.city))
        && (filter.trade.is_empty() || is(&filter.trade, &person.trade))
}

fn by_order(model: &Model, filter: &PeopleFilter, asked: &Asked, page: Page, now: Now) -> Listed<PersonRow> {
    let unfiltered = *filter == PeopleFilter { order: filter.order, ..PeopleFilter::default() };
    let chosen = model
        .names
        .iter()
        .map(|(_, id)| *id)
        .filter(|id| unfiltered || model.people.get(id).is_some_and(|person| passes(filter, person)))
        .filter(|id| asked.is_quiet(model, *id, now));
    let mut ids: Vec<Id> = chosen.collect();
    match filter.order {
        PeopleOrder::Name => {}
        PeopleOrder::LastTouch => ids.sort_by_cached_key(|id| Reverse(last_touch(model, *id, now))),
        PeopleOrder::Quiet => ids.sort_by_cached_key(|id| last_touch(model, *id, now)),
    }
    page_of(ids.into_iter(), page, |id| row(model, id, now))
}

fn by_rank(
    model: &mut Model,
    filter: &PeopleFilter,
    asked: &Asked,
    page: Page,
    now: Now,
) -> Listed<PersonRow> {
    let found = {
        model.search();
        let model = &*model;
        let Some(index) = model.built_index() else {
            return Listed { rows: Vec::new(), offset: 0, total: 0 };
        };
        index.search(&asked.words, page.offset + page.limit, |name| {
            name.kind == Kind::Person
                && model.people.get(&name.id).is_some_and(|person| passes(filter, person))
                && asked.is_quiet(model, name.id, now)
        })
    };
    let rows = found.hits.iter().skip(page.offset).map(|hit| PersonRow {
        matched: matched(model, hit, &asked.words, &model.title(hit.key)),
        ..row(model, hit.key.id, now)
    });
    Listed { rows: rows.collect(), offset: page.offset, total: found.total }
}

pub(super) fn row(model: &Model, id: Id, now: Now) -> PersonRow {
    let blank = Person::default();
    let mut tags = model.people.get(&id).unwrap_or(&blank).tags.clone();
    once(&mut tags);
    let person = model.people.get(&id).unwrap_or(&blank);
    PersonRow {
        id,
        name: person.display_name().to_owned(),
        about: person.about(),
        city: person.city.clone(),
        tags: tags.into_iter().collect(),
        last_touch: last_touch(model, id, now),
        matched: None,
    }
}

/// Names of people by the beginning of any of their words, in order.
pub(super) fn named<'a>(model: &'a Model, prefix: &str) -> impl Iterator<Item = Ref> + 'a {
    let typed = name_key(prefix);
    model
        .called
        .iter()
        .filter(move |(name, _)| begins(name, &typed))
        .map(|(_, id)| Ref::new(Kind::Person, *id))
}
