//! The read model: every record as a struct, and the indexes that screens need. It is filled once
//! when a notebook is loaded and from then on follows the patches of each change.

mod contacts;
mod facets;
mod gone;
mod moments;
pub(crate) mod one;
mod past;
mod refs;
mod text;
mod united;

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use crate::{
    document::Document,
    id::Id,
    record::{Decision, Event, Group, Jot, Kind, Lead, Me, Person, Promise, Record, Ref, Touch},
    search::{SearchIndex, name_key, sort_key},
    value::Value,
};

pub(crate) use facets::Facets;
pub(crate) use refs::twice;
pub(crate) use text::{FIELD_WORDS, title_of_lead};

/// Records of one kind by id.
pub(crate) type Table<T> = FxHashMap<Id, T>;

/// What uses a deleted entry does not depend on who is shown as whom: a second reading finds what the first one did.
const MOST_READINGS: usize = 3;

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
    /// Which entries are one person: the tables hold that person once, and whatever speaks of them speaks of that.
    pub(crate) united: united::United,
    /// What was deleted for good.
    pub(crate) gone: gone::Gone,
    /// What people were ever called, once that is asked.
    pub(crate) past: Option<past::Past>,
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

/// The ids of a set.
fn ids(set: &BTreeSet<String>) -> BTreeSet<Id> {
    set.iter().filter_map(|id| id.parse().ok()).collect()
}

/// What every record has in common, for the model's own bookkeeping.
pub(crate) trait Kept: Record + refs::Speaks {
    fn erased_at(&self) -> Option<crate::Instant>;
    fn removed_at_mut(&mut self) -> &mut Option<crate::Instant>;
    fn table(model: &mut Model) -> &mut Table<Self>
    where
        Self: Sized;
}

macro_rules! kept {
    ($($type:ident in $table:ident),*) => {$(
        impl Kept for $type {
            fn erased_at(&self) -> Option<crate::Instant> {
                self.erased_at
            }
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
    /// Reads the whole document.
    pub(crate) fn read(document: &Document) -> Self {
        let mut used = BTreeSet::new();
        for _ in 0..MOST_READINGS {
            let model = Self::read_with(document, &used);
            // Whether an entry of somebody is there decides who they are shown as.
            let mut found = model.gone.used();
            found.retain(|name| name.kind == Kind::Person && model.united.is_united(name.id));
            if found == used {
                return model;
            }
            used = found;
        }
        Self::read_with(document, &used)
    }

    fn read_with(document: &Document, used: &BTreeSet<Ref>) -> Self {
        let mut model = Self { me: document.record(Ref::ME.id).unwrap_or_default(), ..Self::default() };
        let mut people: Vec<Person> = Vec::new();
        document.each::<Person>(|person| people.push(person));
        for person in &mut people {
            model.see_mark(document, person);
            model.united.say(person.id, ids(&person.united));
        }
        model.settle(document, used);
        for person in people {
            let name = Ref::new(Kind::Person, person.id);
            if !model.united.is_united(person.id) && !model.gone.is_gone(name) {
                model.put(document, person);
            }
        }
        for shown in model.united.survivors().collect::<Vec<_>>() {
            // Of those who are deleted for good it is not known yet whether something speaks of them.
            let there = |name: Ref| !model.gone.is_gone(name) || used.contains(&name);
            if let Some(person) = model.whole(document, shown, &there) {
                model.enter_record(person);
            }
        }
        model.read_kind::<Jot>(document);
        model.read_kind::<Touch>(document);
        model.read_kind::<Lead>(document);
        model.read_kind::<Promise>(document);
        model.read_kind::<Event>(document);
        model.read_kind::<Group>(document);
        model.read_kind::<Decision>(document);
        model.look_for_uses(document, None);
        for name in model.gone.used() {
            if !(name.kind == Kind::Person && model.united.is_united(name.id)) {
                model.reread(document, name);
            }
        }
        model
    }

    fn read_kind<R: Kept>(&mut self, document: &Document) {
        document.each::<R>(|record| {
            self.see_mark(document, &record);
            if !self.gone.is_gone(Ref::new(R::KIND, record.id())) {
                self.put(document, record);
            }
        });
    }

    fn see_mark<R: Kept>(&mut self, document: &Document, record: &R) {
        if record.erased_at().is_some() {
            let name = Ref::new(R::KIND, record.id());
            self.gone.mark(name, document.is_erased(name));
        }
    }

    /// Finds out who is shown under whom. Of those who are deleted for good, those who are used count as there.
    fn settle(&mut self, document: &Document, used: &BTreeSet<Ref>) {
        let Self { united, gone, .. } = self;
        united.settle(|id| {
            let name = Ref::new(Kind::Person, id);
            document.holds(name) && (!gone.is_gone(name) || used.contains(&name))
        });
    }

    /// Takes in a record as it stands in the document.
    fn put<R: Kept>(&mut self, document: &Document, record: R) {
        let record = self.followed(document, record);
        self.enter_record(record);
    }

    fn followed<R: Kept>(&self, document: &Document, mut record: R) -> R {
        if record.removed_at_mut().is_some() && !document.is_removed(Ref::new(R::KIND, record.id())) {
            *record.removed_at_mut() = None;
        }
        record.follow(&self.united);
        record
    }

    fn enter_record<R: Kept>(&mut self, record: R) {
        let name = Ref::new(R::KIND, record.id());
        R::table(self).insert(name.id, record);
        self.enter(name);
    }

    /// Somebody from all entries that are one person, as far as these are there.
    fn whole(&self, document: &Document, id: Id, there: &dyn Fn(Ref) -> bool) -> Option<Person> {
        let entries = self.united.all(id).into_iter().filter(|id| there(Ref::new(Kind::Person, *id)));
        let entries = entries.filter_map(|id| document.record::<Person>(id));
        one::of(entries.map(|entry| self.followed(document, entry)).collect())
    }

    /// Follows a change: reads again the records it touched, and those that speak of somebody who is one with
    /// others than before. Says which.
    pub(crate) fn follow(&mut self, document: &Document, touched: &BTreeSet<Ref>) -> BTreeSet<Ref> {
        let before = self.united.clone();
        let (mut is_marked, mut is_said) = (false, false);
        for name in touched {
            is_marked |= self.gone.mark(*name, name.kind != Kind::Me && document.is_erased(*name));
            is_said |= name.kind == Kind::Person && self.united.say(name.id, document.united(name.id));
        }
        let is_one = |name: &&Ref| name.kind == Kind::Person && self.united.is_united(name.id);
        if is_marked && touched.iter().any(|name| is_one(&name)) {
            self.read_again(document);
            return touched.clone();
        }
        let mut names = touched.clone();
        if is_said {
            self.settle(document, &self.gone.used());
            let differing = self.united.differing(&before);
            let after = std::mem::replace(&mut self.united, before);
            names.extend(self.speaking_of(&differing));
            names.extend(differing.into_iter().map(|id| Ref::new(Kind::Person, id)));
            self.united = after;
        }
        names = names.into_iter().chain(touched.iter().map(|name| self.shown(*name))).collect();
        names.iter().for_each(|name| self.forget(*name));
        names.iter().for_each(|name| self.reread(document, *name));
        let before = self.gone.used();
        self.look_for_uses(document, (!is_marked && !is_said).then_some(&names));
        let changed: Vec<Ref> = self.gone.used().symmetric_difference(&before).copied().collect();
        if changed.iter().any(|name| name.kind == Kind::Person && self.united.is_united(name.id)) {
            self.read_again(document);
        }
        changed.iter().for_each(|name| self.reread(document, *name));
        names.extend(changed);
        names
    }

    fn read_again(&mut self, document: &Document) {
        let (search, contacts) = (self.search.is_some(), self.contacts.is_some());
        let past = self.past.take();
        *self = Self { past, ..Self::read(document) };
        if search {
            self.search();
        }
        if contacts {
            self.contacts();
        }
    }

    /// Takes a record out.
    fn forget(&mut self, name: Ref) {
        fn out<R: Kept>(model: &mut Model, name: Ref) {
            R::table(model).remove(&name.id);
        }
        self.leave(name);
        match name.kind {
            Kind::Me => {}
            Kind::Person => out::<Person>(self, name),
            Kind::Jot => out::<Jot>(self, name),
            Kind::Touch => out::<Touch>(self, name),
            Kind::Lead => out::<Lead>(self, name),
            Kind::Promise => out::<Promise>(self, name),
            Kind::Event => out::<Event>(self, name),
            Kind::Group => out::<Group>(self, name),
            Kind::Decision => out::<Decision>(self, name),
        }
    }

    /// Reads a record again.
    fn reread(&mut self, document: &Document, name: Ref) {
        fn again<R: Kept>(model: &mut Model, document: &Document, name: Ref) {
            if !model.gone.is_gone(name)
                && let Some(record) = document.record::<R>(name.id)
            {
                model.put(document, record);
            }
        }
        self.forget(name);
        match name.kind {
            Kind::Me => self.me = document.record(name.id).unwrap_or_default(),
            Kind::Person => {
                let whole = self.whole(document, name.id, &|name| !self.gone.is_gone(name));
                if let Some(person) = whole.filter(|_| self.united.of(name.id) == name.id) {
                    self.enter_record(person);
                }
            }
            Kind::Jot => again::<Jot>(self, document, name),
            Kind::Touch => again::<Touch>(self, document, name),
            Kind::Lead => again::<Lead>(self, document, name),
            Kind::Promise => again::<Promise>(self, document, name),
            Kind::Event => again::<Event>(self, document, name),
            Kind::Group => again::<Group>(self, document, name),
            Kind::Decision => again::<Decision>(self, document, name),
        }
    }

    /// Whether a record is there, in the bin or not.
    pub(crate) fn holds(&self, name: Ref) -> bool {
        with_table!(self, name.kind, |table| table.contains_key(&name.id), me: true)
    }

    /// Whether a record is there, and not in the bin.
    pub(crate) fn is_alive(&self, name: Ref) -> bool {
        self.holds(name) && self.removed_at(name).is_none()
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
