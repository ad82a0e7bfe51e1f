//! The record that is being looked at: its flat values, and saving a change of them.

use std::{collections::BTreeMap, sync::Arc};

use leptos::prelude::*;
use notebook::{
    Id, Value,
    command::{Command, Edit},
    record::{Record, Ref},
};

use super::{input::Input, table::*};
use crate::{
    app::link::{Keeper, use_keeper},
    components::when,
};

/// Flat keys and their values.
pub(crate) type Values = BTreeMap<String, Value>;

/// The names of other records, by their reference.
pub(crate) type Names = BTreeMap<String, String>;

/// A record that is edited in place.
#[derive(Clone, Copy)]
pub(crate) struct Doc {
    /// Which one.
    pub(crate) record: Ref,
    values: Memo<Arc<Values>>,
    names: Memo<Arc<Names>>,
    keeper: Keeper,
}

impl Doc {
    /// From a record and the names on its page.
    pub(crate) fn new(
        record: Ref,
        values: impl Fn() -> Values + Send + Sync + 'static,
        names: impl Fn() -> Names + Send + Sync + 'static,
    ) -> Self {
        Self {
            record,
            values: Memo::new(move |_| Arc::new(values())),
            names: Memo::new(move |_| Arc::new(names())),
            keeper: use_keeper(),
        }
    }

    /// The flat values of a record.
    pub(crate) fn flat(record: &impl Record) -> Values {
        record.pairs().into_iter().collect()
    }

    /// One value, tracked.
    pub(crate) fn get(&self, key: &str) -> Option<Value> {
        self.values.with(|values| values.get(key).cloned())
    }

    /// The names on the page, tracked.
    pub(crate) fn names(&self) -> Arc<Names> {
        self.names.get()
    }

    /// The currency of amounts that are written without one.
    pub(crate) fn currency(self) -> String {
        self.keeper.status().with_untracked(|status| status.currency.clone())
    }

    /// Saves a change; the toast offers to undo it.
    pub(crate) fn save(&self, edits: Vec<Edit>, said: String) {
        if !edits.is_empty() {
            self.keeper.act_said(Command::Edit { record: self.record, edits }, said);
        }
    }

    /// Whether a fact says anything yet.
    pub(crate) fn has(&self, field: &Field) -> bool {
        match &field.shape {
            Shape::One(_) => self.get(field.key).is_some(),
            Shape::Parts(parts) => parts.iter().any(|part| self.get(part.key).is_some()),
            Shape::Words(_) | Shape::Records(_) => !self.members(field.key).is_empty(),
            Shape::Items(items) => !self.items(field.key, items).is_empty(),
        }
    }

    /// The members of a set.
    pub(crate) fn members(&self, key: &str) -> Vec<String> {
        let prefix = format!("{key}/");
        self.values.with(|values| under(values, &prefix).map(|(rest, _)| rest.to_owned()).collect())
    }

    /// The ids of a fact's items; the main one first.
    pub(crate) fn items(&self, key: &str, items: &Items) -> Vec<Id> {
        let prefix = format!("{key}/");
        self.values.with(|values| {
            let mut ids: Vec<Id> = Vec::new();
            for (rest, _) in under(values, &prefix) {
                if let Some(id) = rest.split_once('/').and_then(|(id, _)| id.parse().ok())
                    && ids.last() != Some(&id)
                {
                    ids.push(id);
                }
            }
            let part = |id: &Id, part: &str| values.get(&format!("{prefix}{id}/{part}"));
            if let Some((of, word)) = items.only {
                ids.retain(|id| part(id, of).is_some_and(|value| value.words() == word));
            }
            ids.sort_by_key(|id| part(id, "main") != Some(&Value::Bool(true)));
            ids
        })
    }

    /// The edits that take an item away.
    pub(crate) fn without(&self, prefix: &str) -> Vec<Edit> {
        self.values.with_untracked(|values| {
            under(values, prefix).map(|(rest, _)| Edit::clear(format!("{prefix}{rest}"))).collect()
        })
    }

    /// The parts of a fact that say something, in words.
    pub(crate) fn told(&self, prefix: &str, parts: &[Part]) -> Vec<String> {
        let names = self.names();
        let words = parts.iter().filter(|part| !matches!(part.input, Input::Flag)).filter_map(|part| {
            let value = self.get(&format!("{prefix}{}", part.key))?;
            let shown = part.input.shown(&value, &names);
            // “Today” alone, “reported today” in company.
            let is_day =
                matches!(part.input, Input::Date | Input::Time | Input::Planned(_)) && part.lead.is_none();
            Some(match part.lead {
                None if is_day => when::capital(&shown),
                None => shown,
                Some(lead) => lead(&shown).text(),
            })
        });
        words.collect()
    }

    /// A fact in words: its parts behind each other.
    pub(crate) fn shown(&self, prefix: &str, parts: &[Part]) -> String {
        self.told(prefix, parts).join(" · ")
    }
}

/// The keys behind a prefix, without it.
fn under<'a>(values: &'a Values, prefix: &'a str) -> impl Iterator<Item = (&'a str, &'a Value)> {
    values
        .range(prefix.to_owned()..)
        .map_while(move |(key, value)| key.strip_prefix(prefix).map(|rest| (rest, value)))
}
