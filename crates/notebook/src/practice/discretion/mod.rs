//! Who told me stays hidden when they wish so (domain §2: breaking that wish ends the flow of leads). Every
//! text that may leave the device (a draft, what goes to the share sheet, a printed page, a screen that
//! others can see) goes through the [`Veil`] of the leads it speaks of; the [`Letter`] sees to it that
//! nothing out of the notebook gets around it.

mod figures;
mod letter;
mod names;
mod places;
mod scan;

use std::{collections::BTreeSet, ops::Range};

use crate::{
    Id,
    jot::Parsed,
    model::Model,
    order,
    practice::leads::story::came_out_of,
    record::{Jot, Kind, Lead, LeadKind, NameUse, Person, Record, Ref},
    search::name_key,
    value::Value,
};
pub(crate) use letter::Letter;
use names::Names;
use scan::Scan;

/// What stands in the place of a name.
const SOMEBODY: &str = "somebody";
/// The same at the beginning of a sentence.
const SOMEBODY_FIRST: &str = "Somebody";
/// What stands in the place of a number.
const LEFT_OUT: &str = "…";
/// What stands in the place of words of which nobody knows yet whom they give away.
const CONFIDED: &str = "Told in confidence";

impl Lead {
    /// Whether the source may be named to others: only when that was said. An open question is a no
    /// until it is answered (domain §2).
    #[must_use]
    pub fn may_name_source(&self) -> bool {
        self.name_use == Some(NameUse::Yes) && self.kind != Some(LeadKind::NoName)
    }

    /// Whether there is a source who must not be named, or was not asked yet.
    #[must_use]
    pub fn hides_source(&self) -> bool {
        !self.may_name_source() && (self.source.is_some() || !self.source_name.trim().is_empty())
    }
}

/// Who gets to see a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reader {
    /// The source of the lead: nobody is hidden from themselves.
    Source,
    /// Somebody in the notebook.
    Person(Id),
    /// Anybody.
    Anybody,
}

/// What a text must not say.
#[derive(Debug, Default)]
pub(crate) struct Veil {
    names: Names,
    /// The last digits of telephone numbers.
    numbers: Vec<String>,
    /// Amounts stay out too: thanks are separate from money (domain §2).
    amounts: Option<Vec<String>>,
    /// Every word.
    all: bool,
}

impl Veil {
    /// For texts about this lead that `reader` gets to see: the sources of the lead, and of those that it
    /// came out of, who may not be named.
    pub(crate) fn over(model: &Model, lead: &Lead, reader: Reader) -> Self {
        let mut veil = Self::default();
        veil.add_lead(model, lead, reader);
        // What the reader and the prospect are called themselves is no secret of somebody else's.
        if let Reader::Person(id) = reader {
            veil.spare_person(model, Some(id));
        }
        veil.spare_person(model, lead.prospect);
        veil.spare(&lead.prospect_name);
        veil
    }

    /// For a jot: the sources of the leads that came out of it and the name that it has for them. Before it
    /// is sorted nobody knows who that is, so nothing of it is told.
    pub(crate) fn over_jot(model: &Model, jot: &Jot, parsed: &Parsed) -> Self {
        let mut veil = Self::default();
        let became = jot.became.iter().filter_map(|name| name.parse::<Ref>().ok());
        let leads: Vec<&Lead> = became.filter_map(|name| model.leads.get(&name.id)).collect();
        if let Some(source) = parsed.source().filter(|_| parsed.name_use() != Some(NameUse::Yes)) {
            veil.all = leads.is_empty();
            veil.names.add(source);
        }
        leads.into_iter().for_each(|lead| veil.add_lead(model, lead, Reader::Anybody));
        veil
    }

    fn add_lead(&mut self, model: &Model, lead: &Lead, reader: Reader) {
        let (is_source, id) = match reader {
            Reader::Source => (true, lead.source),
            Reader::Person(id) => (false, Some(id)),
            Reader::Anybody => (false, None),
        };
        let called = |of: &Lead| name_key(&of.source_name);
        let is_reader = |of: &Lead| match id {
            Some(_) => of.source == id,
            None => is_source && of.source.is_none() && called(of) == called(lead),
        };
        for of in came_out_of(model, lead).filter(|of| of.hides_source() && !is_reader(of)) {
            self.names.add(&of.source_name);
            let mut sources: BTreeSet<Id> = of.source.into_iter().collect();
            let mut is_known = sources.is_empty();
            for (key, words) in model.ever_called(Ref::new(Kind::Lead, of.id)) {
                match words.parse::<Id>() {
                    Ok(id) if key == "source" => drop(sources.insert(id)),
                    _ => self.names.add(words),
                }
            }
            for id in sources.into_iter().flat_map(|id| model.ever_one_with(id)) {
                if let Some(person) = model.people.get(&id) {
                    self.hide_person(person);
                    is_known = true;
                }
                for (key, words) in model.ever_called(Ref::new(Kind::Person, id)) {
                    self.hide_key(key, words);
                    is_known |= key == "name";
                }
            }
            // Nobody knows who that is: any word may give them away.
            self.all |= !is_known;
        }
    }

    /// This is what somebody else is called, too.
    pub(crate) fn spare(&mut self, name: &str) {
        self.names.spare(name);
    }

    fn spare_person(&mut self, model: &Model, id: Option<Id>) {
        if let Some(person) = id.and_then(|id| model.people.get(&id)) {
            self.names.spare(&person.name);
        }
    }

    /// Amounts stay out as well: any with a currency, and those of this lead however they are written.
    pub(crate) fn and_amounts(mut self, lead: &Lead) -> Self {
        let closed = lead.recipients.values().filter_map(|recipient| recipient.closed);
        let all = lead.value_expected.into_iter().chain(lead.value_closed).chain(closed);
        self.amounts = Some(all.flat_map(|money| figures::of_money(&money)).collect());
        self
    }

    fn hide_person(&mut self, person: &Person) {
        for (key, value) in person.pairs() {
            if let Value::Str(words) = &value {
                self.hide_key(&key, words);
            } else {
                self.hide_key(&key, "");
            }
        }
    }

    /// What stands, or stood, under a key of somebody who stays hidden.
    fn hide_key(&mut self, key: &str, words: &str) {
        let (field, rest) = key.split_once('/').unwrap_or((key, ""));
        let is_value = rest.ends_with("/value");
        match field {
            "name" => {
                self.names.add(words);
                self.names.add_initials(words);
            }
            "nicknames" => self.names.add(rest),
            "company" => self.names.add_whole(words),
            "emails" if is_value => places::of_mail(words).iter().for_each(|part| self.names.add_whole(part)),
            "links" if is_value => places::of_link(words).iter().for_each(|part| self.names.add_whole(part)),
            "phones" if is_value => self.numbers.extend(figures::tail(words)),
            _ => {}
        }
    }

    /// Hides as well what another veil hides.
    pub(crate) fn join(&mut self, other: Self) {
        self.names.join(other.names);
        self.numbers.extend(other.numbers);
        self.all |= other.all;
    }

    /// Whether a text says anything that it hides.
    pub(crate) fn hides_any(&self, text: &str) -> bool {
        self.hide(text) != text
    }

    /// Whether it hides anybody.
    pub(crate) fn is_empty(&self) -> bool {
        self.names.is_empty() && self.numbers.is_empty() && self.amounts.is_none() && !self.all
    }

    /// The text as it may leave.
    pub(crate) fn hide(&self, text: &str) -> String {
        self.hide_behind("", text)
    }

    /// The same for a text that goes on from another.
    fn hide_behind(&self, before: &str, text: &str) -> String {
        if self.is_empty() {
            return text.to_owned();
        }
        if self.all && !text.trim().is_empty() {
            return CONFIDED.to_owned();
        }
        let mut cuts: Vec<(Range<usize>, &str)> = Vec::new();
        let scan = Scan::of(text);
        cuts.extend(self.names.found(&scan, text).into_iter().map(|range| (range, SOMEBODY)));
        let numbers = figures::found(text, &self.numbers, self.amounts.as_deref());
        cuts.extend(numbers.into_iter().map(|range| (range, LEFT_OUT)));
        order::by_key(&mut cuts, |(range, _)| (range.start, range.end));
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        let mut last = "";
        for (range, instead) in cuts {
            // Names that stand beside each other are one somebody.
            let between = text.get(at..range.start).unwrap_or_default();
            let is_one = last == instead && at > 0 && !between.chars().any(char::is_alphanumeric);
            if range.start < at || (is_one && between.len() < 3) {
                at = at.max(range.end);
                continue;
            }
            out.push_str(between);
            out.push_str(
                if instead == SOMEBODY && begins_sentence(if out.is_empty() { before } else { &out }) {
                    SOMEBODY_FIRST
                } else {
                    instead
                },
            );
            (at, last) = (range.end, instead);
        }
        out.push_str(&text[at..]);
        out
    }
}

/// Whether the next word is the first of a sentence.
fn begins_sentence(before: &str) -> bool {
    let words = before.trim_end_matches(' ');
    words.is_empty()
        || words.ends_with('\n')
        || (words.len() < before.len() && words.ends_with(['.', '!', '?']))
}
