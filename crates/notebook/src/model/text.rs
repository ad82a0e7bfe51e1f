//! What of each record can be searched, and what it is called.

use super::Model;
use crate::{
    record::{Jot, Kind, Lead, Person, Ref},
    search::{Field, SearchIndex, Weights},
};

const NAME: Field = Field::new(0);
const COMPANY: Field = Field::new(1);
const TRADE: Field = Field::new(2);
const CITY: Field = Field::new(3);
const TAG: Field = Field::new(4);
const CONTACT: Field = Field::new(5);
const NEED: Field = Field::new(6);
const WORDS: Field = Field::new(7);
const NOTE: Field = Field::new(8);
const GAINS: Field = Field::new(9);
const PLACE: Field = Field::new(10);

/// What a match in each field is called, by the field's number.
pub(crate) const FIELD_WORDS: [&str; 11] =
    ["name", "company", "trade", "city", "tag", "contact", "need", "words", "note", "GAINS", "place"];

pub(super) fn weights() -> Weights {
    Weights::new(&[
        (NAME, 12),
        (COMPANY, 7),
        (TRADE, 6),
        (CITY, 4),
        (TAG, 6),
        (CONTACT, 6),
        (NEED, 6),
        (GAINS, 3),
        (PLACE, 3),
        (NOTE, 2),
        (WORDS, 2),
    ])
}

impl Person {
    /// What the person is called on a screen: never empty.
    #[must_use]
    pub fn display_name(&self) -> &str {
        let contact =
            || self.emails.values().chain(self.phones.values()).map(|contact| contact.value.as_str());
        std::iter::once(self.name.as_str())
            .chain([self.company.as_str()])
            .chain(contact())
            .find(|name| !name.trim().is_empty())
            .unwrap_or("Somebody without a name")
    }

    /// Trade and company in one line.
    #[must_use]
    pub fn about(&self) -> String {
        let parts = [self.trade.as_str(), self.company.as_str()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    }

    /// Every text of a person that can be searched, by field.
    pub(crate) fn texts(&self) -> Vec<(Field, &str)> {
        let mut texts: Vec<(Field, &str)> = vec![
            (NAME, &self.name),
            (COMPANY, &self.company),
            (TRADE, &self.trade),
            (CITY, &self.city),
            (PLACE, &self.met_at),
            (NOTE, &self.note.0),
            (NOTE, &self.good_prospect.0),
            (NOTE, &self.listen_for.0),
            (NOTE, &self.introduction.0),
            (NOTE, &self.story.0),
        ];
        texts.extend(self.nicknames.iter().map(|name| (NAME, name.as_str())));
        texts.extend(self.tags.iter().map(|tag| (TAG, tag.as_str())));
        texts.extend(self.circles.iter().map(|circle| (PLACE, circle.as_str())));
        let contacts = self.phones.values().chain(self.emails.values()).chain(self.links.values());
        texts.extend(contacts.map(|contact| (CONTACT, contact.value.as_str())));
        texts.extend(self.gains.values().map(|gain| (GAINS, gain.words.as_str())));
        texts.extend(self.best_customers.values().map(|words| (NOTE, words.words.as_str())));
        texts.extend(self.evidence.values().map(|evidence| (NOTE, evidence.words.as_str())));
        texts.retain(|(_, text)| !text.is_empty());
        texts
    }
}

/// The title of a lead: its need, or whose it is.
pub(crate) fn title_of_lead(lead: &Lead) -> &str {
    [&lead.need, &lead.prospect_name]
        .into_iter()
        .find(|text| !text.is_empty())
        .map_or("A lead", String::as_str)
}

/// The first line of a jot.
fn title_of_jot(jot: &Jot) -> &str {
    jot.text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or("An empty jot")
}

impl Model {
    /// What a record is called.
    pub(crate) fn title(&self, name: Ref) -> String {
        let words =
            |words: &str, none: &str| if words.is_empty() { none.to_owned() } else { words.to_owned() };
        match name.kind {
            Kind::Me => "My profile".into(),
            Kind::Person => {
                self.people.get(&name.id).map_or("Somebody deleted", Person::display_name).to_owned()
            }
            Kind::Jot => self.jots.get(&name.id).map_or("A deleted jot", title_of_jot).to_owned(),
            Kind::Lead => self.leads.get(&name.id).map_or("A deleted lead", title_of_lead).to_owned(),
            Kind::Promise => {
                words(self.promises.get(&name.id).map_or("", |promise| &promise.words), "A promise")
            }
            Kind::Event => words(self.events.get(&name.id).map_or("", |event| &event.name), "An event"),
            Kind::Group => words(self.groups.get(&name.id).map_or("", |group| &group.name), "A group"),
            Kind::Touch => match self.touches.get(&name.id) {
                Some(touch) => {
                    let kind =
                        touch.kind.as_ref().map_or("touch".into(), |kind| kind.word().replace('_', "-"));
                    match touch.person.and_then(|person| self.people.get(&person)) {
                        Some(person) => format!("{kind}: {}", person.display_name()),
                        None => kind,
                    }
                }
                None => "A deleted touch".into(),
            },
            Kind::Decision => {
                words(self.decisions.get(&name.id).map_or("", |decision| &decision.words), "A decision")
            }
        }
    }

    /// The searchable texts of a record, and its rank among equals: later is higher.
    pub(crate) fn texts(&self, name: Ref) -> (Vec<(Field, &str)>, u32) {
        let minutes =
            |at: Option<crate::Instant>| at.map_or(0, |at| u32::try_from(at.millis() / 60_000).unwrap_or(0));
        match name.kind {
            Kind::Person => self.people.get(&name.id).map(|p| (p.texts(), minutes(p.edited_at))),
            Kind::Jot => {
                self.jots.get(&name.id).map(|jot| (vec![(WORDS, jot.text.as_str())], minutes(jot.at)))
            }
            Kind::Touch => self
                .touches
                .get(&name.id)
                .map(|touch| (vec![(WORDS, touch.words.as_str())], minutes(touch.at))),
            Kind::Lead => self.leads.get(&name.id).map(|lead| {
                let mut texts: Vec<(Field, &str)> = vec![
                    (NEED, &lead.need),
                    (NAME, &lead.prospect_name),
                    (NAME, &lead.source_name),
                    (NOTE, &lead.note.0),
                    (NOTE, &lead.quality_words),
                ];
                texts.extend(lead.tags.iter().map(|tag| (TAG, tag.as_str())));
                texts.extend(lead.recipients.values().map(|recipient| (NAME, recipient.name.as_str())));
                (texts, minutes(lead.received_at))
            }),
            Kind::Promise => self
                .promises
                .get(&name.id)
                .map(|promise| (vec![(WORDS, promise.words.as_str())], minutes(promise.made_at))),
            Kind::Event => self.events.get(&name.id).map(|event| {
                let mut texts: Vec<(Field, &str)> = vec![
                    (NAME, &event.name),
                    (PLACE, &event.place),
                    (NOTE, &event.goal.0),
                    (NOTE, &event.review.0),
                ];
                texts.extend(event.tags.iter().map(|tag| (TAG, tag.as_str())));
                (texts, minutes(event.starts))
            }),
            Kind::Group => self.groups.get(&name.id).map(|group| {
                let mut texts: Vec<(Field, &str)> =
                    vec![(NAME, &group.name), (PLACE, &group.place), (NOTE, &group.note.0)];
                texts.extend(group.seats.values().map(|seat| (TRADE, seat.category.as_str())));
                (texts, 0)
            }),
            Kind::Me | Kind::Decision => None,
        }
        .unwrap_or_default()
    }

    /// Puts one record into the search index.
    pub(super) fn index(&self, search: &mut SearchIndex<Ref>, name: Ref) {
        let (mut texts, rank) = self.texts(name);
        texts.retain(|(_, text)| !text.is_empty());
        if !texts.is_empty() {
            search.put(name, rank, &texts);
        }
    }

    /// Indexes everything that is not in the bin.
    pub(super) fn build_index(&self) -> SearchIndex<Ref> {
        let mut search = SearchIndex::new(weights());
        let mut all: Vec<Ref> = Vec::new();
        let mut list = |kind: Kind, ids: &mut dyn Iterator<Item = crate::Id>| {
            all.extend(ids.map(|id| Ref::new(kind, id)));
        };
        list(Kind::Person, &mut self.people.keys().copied());
        list(Kind::Jot, &mut self.jots.keys().copied());
        list(Kind::Touch, &mut self.touches.keys().copied());
        list(Kind::Lead, &mut self.leads.keys().copied());
        list(Kind::Promise, &mut self.promises.keys().copied());
        list(Kind::Event, &mut self.events.keys().copied());
        list(Kind::Group, &mut self.groups.keys().copied());
        for name in all {
            if self.removed_at(name).is_none() {
                self.index(&mut search, name);
            }
        }
        search
    }
}
