//! Watched questions: answered again when their answer changed.

use std::collections::BTreeSet;

use notebook::{
    query::Query,
    record::{Kind, Ref},
};

use super::{Out, Session};
use crate::{
    link::{FromKeeper, view_bytes},
    store::Store,
};

/// A question and the answer that was given last.
pub(super) struct Watch {
    query: Query,
    view: Vec<u8>,
}

/// What may have changed an answer.
#[derive(Clone, Copy)]
pub(super) enum Change<'a> {
    /// Whatever.
    Anything,
    /// Nothing but time.
    Time,
    /// These records.
    Of(&'a BTreeSet<Ref>),
}

impl Change<'_> {
    /// Whether the answer to a question can differ. What costs nothing to answer is not looked at
    /// closely: an answer that stayed the same is not sent anyway.
    fn concerns(self, query: &Query) -> bool {
        let touched = match self {
            Self::Anything => return true,
            Self::Time => {
                return !matches!(query, Query::History { .. } | Query::Bin(_) | Query::Me | Query::Groups);
            }
            Self::Of(touched) => touched,
        };
        let any = |kinds: &[Kind]| touched.iter().any(|name| kinds.contains(&name.kind));
        match query {
            // An undo of an undo can touch nothing that shows, and still is history.
            Query::History { of: None, .. } => true,
            Query::Me => any(&[Kind::Me]),
            Query::Groups => any(&[Kind::Group]),
            Query::Events => any(&[Kind::Event]),
            Query::Inbox(_) => any(&[Kind::Jot]),
            Query::People(..) => any(&[Kind::Person, Kind::Touch]),
            Query::Leads(..) | Query::Board(..) => any(&[Kind::Lead, Kind::Person, Kind::Group]),
            _ => !touched.is_empty(),
        }
    }
}

impl<S: Store> Session<S> {
    /// Answers a question now and whenever the answer changes.
    pub(super) fn watch(&mut self, watch: u32, query: Query, out: &mut impl FnMut(Out)) {
        let view = view_bytes(&self.keeper.query(&query, self.now));
        out(Out::Window(FromKeeper::View { call: watch, view: view.clone() }));
        self.watches.insert(watch, Watch { query, view });
    }

    /// Answers again the watched questions whose answers changed.
    pub(super) fn refresh(&mut self, change: Change<'_>, out: &mut impl FnMut(Out)) {
        self.has_news |= !matches!(change, Change::Time);
        for (call, watch) in &mut self.watches {
            if !change.concerns(&watch.query) {
                continue;
            }
            let view = view_bytes(&self.keeper.query(&watch.query, self.now));
            if view != watch.view {
                watch.view = view.clone();
                out(Out::Window(FromKeeper::View { call: *call, view }));
            }
        }
    }
}
