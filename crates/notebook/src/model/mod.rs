//! The read model: every record as a struct, and the indexes that screens need. It is filled once
//! when a notebook is loaded and from then on follows the patches of each change.

mod contacts;
mod facets;
mod moments;
mod text;

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use crate::{
    document::Document,
    id::Id,
    record::{Decision, Event, Group, Jot, Kind, Lead, Me, Person, Promise, Record, Ref, Touch},
    search::{SearchIndex, name_key, sort_key},
    value::Value,
};

use facets::Facets;
pub(crate) use text::{FIELD_WORDS, title_of_lead};

/// Records of one kind by id.
pub(crate) type Table<T> = FxHashMap<Id, T>;

/// The read model.
#[derive(Default)]
pub(crate) struct Model {
    pub(crate) me: Me,
    pub(crate) people: Table<Person>,
    pub(crate) jots: Table<Jot>,
    pub(crate) touches: Table<Touch>,
    pub(crate) leads: Table<Lead>,
    pub(crate) promises: Table<Promise>,
    pub(crate) events: Table<Event>,
    pub(crate) groups: Table<Group>,
    pub(crate) decisions: Table<Decision>,
    /// People who are not in the bin, in the order of their names ([`sort_key`]).
    pub(crate) names: BTreeSet<(String, Id)>,
    /// The same by what they are called ([`name_key`]).
    pub(crate) called: BTreeSet<(String, Id)>,
    /// Jots that wait to be sorted, by time.
    pub(crate) inbox: BTreeSet<(i64, Id)>,
    /// What is in the bin, by time of removal.
    pub(crate) bin: BTreeSet<(i64, Ref)>,
    /// By what people can be filtered, with how many there are.
    pub(crate) facets: Facets,
    moments: FxHashMap<Id, Vec<(i64, Ref)>>,
    /// Built when somebody entered twice is first looked for, kept up to date from then on.
    contacts: Option<contacts::Contacts>,
    /// Built by the first search, kept up to date from then on.
    search: Option<SearchIndex<Ref>>,
}

/// Runs an expression for the table of a kind's record type.
macro_rules! with_table {
    ($model:expr, $kind:expr, |$table:ident| $body:expr, me: $me:expr) => {
        match $kind {
            Kind::Me => $me,
            Kind::Person => {
                let $table = &$model.people;
                $body
            }
            Kind::Jot => {
                let $table = &$model.jots;
                $body
            }
            Kind::Touch => {
                let $table = &$model.touches;
                $body
            }
            Kind::Lead => {
                let $table = &$model.leads;
                $body
            }
            Kind::Promise => {
                let $table = &$model.promises;
                $body
            }
            Kind::Event => {
                let $table = &$model.events;
                $body
            }
            Kind::Group => {
                let $table = &$model.groups;
                $body
            }
            Kind::Decision => {
                let $table = &$model.decisions;
                $body
            }
        }
    };
}

/// What every record has in common, for the model's own bookkeeping.
pub(crate) trait Kept: Record {
    fn removed_at_mut(&mut self) -> &mut Option<crate::Instant>;
    fn table(model: &mut Model) -> &mut Table<Self>
    where
        Self: Sized;
}

macro_rules! kept {
    ($($type:ident in $table:ident),*) => {$(
        impl Kept for $type {
            fn removed_at_mut(&mut self) -> &mut Option<crate::Instant> {
                &mut self.removed_at
            }
            fn table(model: &mut Model) -> &mut Table<Self> {
                &mut model.$table
            }
        }
    )*};
}
kept!(
    Person in people, Jot in jots, Touch in touches, Lead in leads, Promise in promises,
    Event in events, Group in groups, Decision in decisions
);

impl Model {
    /// Reads the whole document once.
    pub(crate) fn read(document: &Document) -> Self {
        let mut model = Self { me: document.record(Ref::ME.id).unwrap_or_default(), ..Self::default() };
        model.read_kind::<Person>(document);
        model.read_kind::<Jot>(document);
        model.read_kind::<Touch>(document);
        model.read_kind::<Lead>(document);
        model.read_kind::<Promise>(document);
        model.read_kind::<Event>(document);
        model.read_kind::<Group>(document);
        model.read_kind::<Decision>(document);
        model
    }

    fn read_kind<R: Kept>(&mut self, document: &Document) {
        document.each::<R>(|record| self.put(document, record));
    }

    fn put<R: Kept>(&mut self, document: &Document, mut record: R) {
        let name = Ref::new(R::KIND, record.id());
        if record.removed_at_mut().is_some() && !document.is_removed(name) {
            *record.removed_at_mut() = None;
        }
        R::table(self).insert(name.id, record);
        self.enter(name);
    }

    /// Follows a change: reads again exactly the records it touched.
    pub(crate) fn follow(&mut self, document: &Document, touched: &BTreeSet<Ref>) {
        for name in touched {
            match name.kind {
                Kind::Me => self.me = document.record(name.id).unwrap_or_default(),
                Kind::Person => self.reread::<Person>(document, *name),
                Kind::Jot => self.reread::<Jot>(document, *name),
                Kind::Touch => self.reread::<Touch>(document, *name),
                Kind::Lead => self.reread::<Lead>(document, *name),
                Kind::Promise => self.reread::<Promise>(document, *name),
                Kind::Event => self.reread::<Event>(document, *name),
                Kind::Group => self.reread::<Group>(document, *name),
                Kind::Decision => self.reread::<Decision>(document, *name),
            }
        }
    }

    fn reread<R: Kept>(&mut self, document: &Document, name: Ref) {
        self.leave(name);
        R::table(self).remove(&name.id);
        if let Some(record) = document.record::<R>(name.id) {
            self.put(document, record);
        }
    }

    /// Whether a record is there, in the bin or not.
    pub(crate) fn holds(&self, name: Ref) -> bool {
        with_table!(self, name.kind, |table| table.contains_key(&name.id), me: true)
    }

    /// Every record that is not in the bin, my own profile and decisions aside.
    pub(crate) fn alive(&self) -> Vec<Ref> {
        let kinds = Kind::ALL.into_iter().filter(|kind| !matches!(kind, Kind::Me | Kind::Decision));
        let all = kinds.flat_map(|kind| -> Vec<Ref> {
            with_table!(
                self,
                kind,
                |table| table.keys().map(|id| Ref::new(kind, *id)).collect(),
                me: Vec::new()
            )
        });
        all.filter(|name| self.removed_at(*name).is_none()).collect()
    }

    /// Every field of a record that is not blank, as flat keys.
    pub(crate) fn pairs(&self, name: Ref) -> Vec<(String, Value)> {
        with_table!(
            self,
            name.kind,
            |table| table.get(&name.id).map(Record::pairs).unwrap_or_default(),
            me: self.me.pairs()
        )
    }

    /// When a record was put into the bin, if it is there.
    pub(crate) fn removed_at(&self, name: Ref) -> Option<crate::Instant> {
        with_table!(self, name.kind, |table| table.get(&name.id)?.removed_at, me: None)
    }

    /// Records of a kind that are not in the bin.
    pub(crate) fn count(&self, kind: Kind) -> usize {
        with_table!(self, kind, |table| table.len(), me: 0)
            - self.bin.iter().filter(|(_, name)| name.kind == kind).count()
    }

    /// How many records there are of each kind, without the bin.
    pub(crate) fn counts(&self) -> BTreeMap<Kind, usize> {
        Kind::ALL.into_iter().filter(|kind| *kind != Kind::Me).map(|kind| (kind, self.count(kind))).collect()
    }

    /// Enters a record into the indexes.
    fn enter(&mut self, name: Ref) {
        if let Some(at) = self.removed_at(name) {
            self.bin.insert((at.millis(), name));
            return;
        }
        for (person, at) in self.moments_of(name) {
            let list = self.moments.entry(person).or_default();
            let place = list.partition_point(|entry| *entry < (at, name));
            list.insert(place, (at, name));
        }
        match name.kind {
            Kind::Person => {
                if let Some(person) = self.people.get(&name.id) {
                    let called = person.display_name();
                    self.names.insert((sort_key(called), name.id));
                    self.called.insert((name_key(called), name.id));
                    self.facets.count(person, true);
                    if let Some(contacts) = &mut self.contacts {
                        contacts.count(person, true);
                    }
                }
            }
            Kind::Jot => {
                if let Some(jot) = self.jots.get(&name.id).filter(|jot| jot.state.is_none()) {
                    self.inbox.insert((jot.millis(), name.id));
                }
            }
            _ => {}
        }
        if let Some(mut search) = self.search.take() {
            self.index(&mut search, name);
            self.search = Some(search);
        }
    }

    /// Takes a record out of the indexes, before it changes.
    fn leave(&mut self, name: Ref) {
        if let Some(search) = &mut self.search {
            search.remove(&name);
        }
        if let Some(at) = self.removed_at(name) {
            self.bin.remove(&(at.millis(), name));
            return;
        }
        for (person, at) in self.moments_of(name) {
            if let Some(list) = self.moments.get_mut(&person)
                && let Ok(place) = list.binary_search(&(at, name))
            {
                list.remove(place);
            }
        }
        match name.kind {
            Kind::Person => {
                if let Some(person) = self.people.get(&name.id) {
                    let called = person.display_name();
                    self.names.remove(&(sort_key(called), name.id));
                    self.called.remove(&(name_key(called), name.id));
                    self.facets.count(person, false);
                    if let Some(contacts) = &mut self.contacts {
                        contacts.count(person, false);
                    }
                }
            }
            Kind::Jot => {
                if let Some(jot) = self.jots.get(&name.id) {
                    self.inbox.remove(&(jot.millis(), name.id));
                }
            }
            _ => {}
        }
    }

    /// Everybody who is called so, however it is written.
    pub(crate) fn called(&self, name: &str) -> impl Iterator<Item = Id> + use<'_> {
        let key = name_key(name);
        let from = (key.clone(), Id([0; 16]));
        self.called.range(from..).take_while(move |(known, _)| *known == key).map(|(_, id)| *id)
    }

    /// The search index, built when it is first asked for.
    pub(crate) fn search(&mut self) -> &SearchIndex<Ref> {
        if self.search.is_none() {
            self.search = Some(self.build_index());
        }
        self.search.get_or_insert_with(|| SearchIndex::new(text::weights()))
    }

    /// The search index, if it is built.
    pub(crate) fn built_index(&self) -> Option<&SearchIndex<Ref>> {
        self.search.as_ref()
    }
}
