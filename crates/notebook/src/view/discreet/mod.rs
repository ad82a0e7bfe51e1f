//! Answers for a screen that others can see: whoever wants to stay hidden as the source of a lead is not
//! named wherever that lead is spoken of. Pages about people, without a lead, are as they are.
//!
//! What an answer is made of takes itself apart field by field: a new field or a new kind of answer does not compile
//! until somebody has decided what others may see of it.

mod lead;
mod past;
mod person;
mod rest;
mod veils;

use crate::{
    Now,
    model::Model,
    notebook::Notebook,
    query::{Listed, Query, View},
    record::Ref,
};

use super::{asked::Asked, leads, search};

/// What can be shown where others look on.
pub(super) trait Discreet {
    /// Leaves out, or covers, whatever names somebody who wants to stay hidden.
    fn veil(&mut self, model: &Model, now: Now);
}

/// Answers a question so.
pub(super) fn answer(notebook: &mut Notebook, query: &Query, now: Now) -> View {
    let mut view = match query {
        Query::Leads(filter, page) => {
            let words = Asked::of(&filter.text, now).words;
            let may = |model: &Model, name: Ref| veils::may_be_found(model, name, &words, now);
            View::Leads(leads::leads(&mut notebook.model, filter, *page, &may, now))
        }
        Query::Search { text, limit } => {
            let words = Asked::of(text, now).words;
            let may = |model: &Model, name: Ref| veils::may_be_found(model, name, &words, now);
            View::Search(search::search(&mut notebook.model, text, *limit, &may, now))
        }
        query => super::answer(notebook, query, now),
    };
    view.veil(&notebook.model, now);
    view
}

impl Discreet for View {
    fn veil(&mut self, model: &Model, now: Now) {
        match self {
            Self::Today(today) => today.veil(model, now),
            Self::Leads(leads) => leads.veil(model, now),
            Self::Board(columns) => columns.iter_mut().for_each(|column| column.veil(model, now)),
            Self::Lead(lead) => lead.veil(model, now),
            Self::Person(person) => person.veil(model, now),
            Self::Insight(insight) => insight.veil(model, now),
            Self::Search(hits) => hits.veil(model, now),
            Self::Inbox(list) => list.veil(model, now),
            Self::History(list) => list.veil(model, now),
            Self::Bin(list) => list.veil(model, now),
            // Sorting and writing show words in order to keep or send them: both wait until nobody looks on.
            Self::Jot(jot) => *jot = None,
            Self::Letter(letter) => *letter = None,
            // Made for others to see: every entry has gone through the veil already.
            Self::Calendar(_) => {}
            // Who is in the notebook, and what I wrote about myself, is no secret: who told me of a lead is.
            Self::People(_)
            | Self::Doubles(_)
            | Self::Complete(_)
            // Only what the asker has just written.
            | Self::Read(_)
            | Self::Me(_)
            | Self::Groups(_)
            | Self::Events(_)
            | Self::Counts(_) => {}
        }
    }
}

impl<T: Discreet> Discreet for Listed<T> {
    fn veil(&mut self, model: &Model, now: Now) {
        let Self { rows, offset: _, total: _ } = self;
        rows.iter_mut().for_each(|row| row.veil(model, now));
    }
}

impl<T: Discreet> Discreet for Option<Box<T>> {
    fn veil(&mut self, model: &Model, now: Now) {
        if let Some(shown) = self {
            shown.veil(model, now);
        }
    }
}
