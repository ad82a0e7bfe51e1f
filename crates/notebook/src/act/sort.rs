//! Triage: a jot becomes a person, a lead, a promise, a touch; its words stay.

use super::put;
use crate::{
    command::{Another, Named, Refusal, Sorting, Who},
    document::{Document, Write},
    id::Id,
    jot::{Due, Habits, Parsed, Part, parse},
    model::Model,
    record::{Contact, Items, Jot, Kind, NameUse, Person, Ref, TouchKind, exact_key},
    time::{Now, Planned, date_text, instant_text},
    value::Value,
};

/// What is understood from a jot, relative to the moment at which it was written and as its writer counts days.
pub(crate) fn understood(model: &Model, jot: &Jot, now: Now) -> Parsed {
    let habits = Habits {
        month_first: jot.month_first == Some(true),
        week_starts: &model.me.week_starts,
        currency: &model.me.currency,
    };
    parse(&jot.text, jot.at.map_or(now, Now), habits, &jot.dismissed)
}

/// The writes that make records of a jot.
pub(super) fn writes(
    jot: Id,
    into: &Sorting,
    document: &Document,
    model: &Model,
    now: Now,
) -> Result<Vec<Write>, Refusal> {
    let known = model.jots.get(&jot).ok_or(Refusal::NoSuchRecord)?;
    let parsed = understood(model, known, now);
    let mut desk = Desk { jot: known, parsed, now, document, model, writes: Vec::new(), became: Vec::new() };
    if into.others.is_empty()
        && into.person.is_none()
        && into.lead.is_none()
        && into.promise.is_none()
        && into.touch.is_none()
    {
        return Err(Refusal::Empty);
    }
    if let Some(who) = &into.person {
        // Of whom somebody told me I have only heard.
        let is_told =
            into.source.is_some() || desk.parsed.source().is_some() || desk.parsed.name_use().is_some();
        let is_met = !is_told || into.touch.as_ref().is_some_and(|(_, kind)| *kind == TouchKind::Met);
        let first = desk.parsed.people().into_iter().find(|one| one.part == Part::About).unwrap_or_default();
        desk.person(who, is_met, &first.trade, &first.company)?;
        desk.contact(who);
    }
    if let Some((lead, need)) = &into.lead {
        desk.lead(*lead, need, into.person.as_ref(), into);
    }
    for Another { who, trade, company, lead } in &into.others {
        desk.person(who, false, trade, company)?;
        if let Some((lead, need)) = lead {
            desk.lead(*lead, need, Some(who), into);
        }
    }
    let promise = into.promise.as_ref().map(|(id, ..)| Ref::new(Kind::Promise, *id));
    if let (Some((_, words, due)), Some(name)) = (&into.promise, promise.filter(|name| desk.make(*name))) {
        desk.text(name, "words", words);
        desk.person_of(name, "person", into);
        desk.date(name, "due", due.map(Planned::text));
        desk.text(name, "made_at", &desk.at());
    }
    let touch = into.touch.as_ref().map(|(id, _)| Ref::new(Kind::Touch, *id));
    if let (Some((_, kind)), Some(name)) = (&into.touch, touch.filter(|name| desk.make(*name))) {
        desk.person_of(name, "person", into);
        desk.text(name, "kind", kind.word());
        desk.text(name, "at", &desk.at());
        desk.text(name, "words", &known.text);
        desk.date(name, "event", known.event.map(|event| event.to_string()));
    }
    if desk.became.is_empty() {
        return Ok(Vec::new());
    }
    let name = Ref::new(Kind::Jot, jot);
    desk.text(name, "state", "sorted");
    desk.text(name, "sorted_at", &instant_text(&now.0));
    for record in std::mem::take(&mut desk.became) {
        desk.writes.push(put(name, &format!("became/{record}"), Value::Bool(true)));
    }
    Ok(desk.writes)
}

struct Desk<'a> {
    jot: &'a Jot,
    parsed: Parsed,
    now: Now,
    document: &'a Document,
    model: &'a Model,
    writes: Vec<Write>,
    became: Vec<Ref>,
}

impl Desk<'_> {
    fn at(&self) -> String {
        instant_text(&self.jot.at.unwrap_or(self.now.0))
    }

    /// Whether this jot became that record before, by the same command: what was written about it
    /// since is not written over.
    fn is_made(&self, name: Ref) -> bool {
        let name = self.model.shown(name);
        self.jot.became.contains(&name.to_string()) && self.model.holds(name)
    }

    /// Makes a record, or takes it out of the bin when the sorting had been undone.
    fn make(&mut self, name: Ref) -> bool {
        if self.is_made(name) {
            return false;
        }
        self.writes.extend([Write::Make(name), Write::Restore(name)]);
        self.became.push(name);
        if name.kind != Kind::Person {
            let jot = self.jot.id.to_string();
            self.text(name, "jot", &jot);
        }
        true
    }

    fn text(&mut self, name: Ref, key: &str, text: &str) {
        if !text.is_empty() {
            self.writes.push(put(name, key, Value::str(text)));
        }
    }

    fn date(&mut self, name: Ref, key: &str, text: Option<String>) {
        if let Some(text) = text {
            self.text(name, key, &text);
        }
    }

    fn person_of(&mut self, name: Ref, key: &str, into: &Sorting) {
        if let Some(who) = &into.person {
            self.text(name, key, &who.id().to_string());
        }
    }

    /// Adds what the jot says about a person: nothing that is there is overwritten.
    fn person(&mut self, who: &Who, is_met: bool, trade: &str, company: &str) -> Result<(), Refusal> {
        let name = Ref::new(Kind::Person, who.id());
        if self.is_made(name) {
            return Ok(());
        }
        let blank = Person::default();
        let known = match who {
            Who::New { name: called, .. } => {
                self.make(name);
                self.text(name, "name", called.trim());
                if let Some(place) = self.parsed.place() {
                    let place = place.to_owned();
                    self.text(name, "met_at", &place);
                }
                self.date(name, "met_event", self.jot.event.map(|event| event.to_string()));
                if is_met {
                    self.date(name, "met_on", self.jot.at.map(|at| date_text(at.written_day())));
                }
                &blank
            }
            Who::Known { id } => {
                self.became.push(name);
                self.model.people.get(&self.model.united.of(*id)).ok_or(Refusal::NoSuchRecord)?
            }
        };
        for (key, there, said) in [("trade", &known.trade, trade), ("company", &known.company, company)] {
            if there.is_empty() {
                self.text(name, key, said);
            }
        }
        Ok(())
    }

    /// How to reach whom it is first of all about, and the tags.
    fn contact(&mut self, who: &Who) {
        let name = Ref::new(Kind::Person, who.id());
        // What another entry of the same person says is said here too: they may be separated again.
        let own = self.document.record::<Person>(name.id).unwrap_or_default();
        let parsed = self.parsed.clone();
        self.contacts(name, "phones", &own.phones, parsed.phones(), 1);
        self.contacts(name, "emails", &own.emails, parsed.emails(), 100);
        self.contacts(name, "links", &own.links, parsed.links(), 200);
        for tag in parsed.tags() {
            if !own.tags.contains(tag) {
                self.writes.push(put(name, &format!("tags/{tag}"), Value::Bool(true)));
            }
        }
    }

    /// Item ids follow from the jot's id: the same command twice makes the same items.
    fn contacts<'b>(
        &mut self,
        name: Ref,
        field: &str,
        known: &Items<Contact>,
        said: impl IntoIterator<Item = &'b str>,
        first: u64,
    ) {
        for (n, value) in said.into_iter().enumerate() {
            // What is nearly the same may be another: only what is equal is there already.
            let same = exact_key(field, value);
            if known.values().any(|contact| exact_key(field, &contact.value) == same) {
                continue;
            }
            let id = self.jot.id.derive(first + n as u64);
            self.text(name, &format!("{field}/{id}/value"), value);
        }
    }

    fn lead(&mut self, lead: Id, need: &str, prospect: Option<&Who>, into: &Sorting) {
        let name = Ref::new(Kind::Lead, lead);
        let parsed = self.parsed.clone();
        if !self.make(name) {
            return;
        }
        self.text(name, "need", need.trim());
        match prospect {
            Some(who) => self.text(name, "prospect", &who.id().to_string()),
            None => self.text(name, "prospect_name", parsed.name().unwrap_or_default()),
        }
        let at = self.at();
        self.text(name, "received_at", &at);
        self.date(name, "event", self.jot.event.map(|event| event.to_string()));
        self.facts(name, &parsed);
        self.kind(name, &parsed, &into.recipients);
        if let Some(source) = &into.source {
            self.text(name, "source_name", &source.name);
            self.date(name, "source", source.who.map(|who| who.id.to_string()));
        }
        for (n, recipient) in into.recipients.iter().enumerate() {
            self.recipient(name, self.jot.id.derive(300 + n as u64), recipient);
        }
        // Whether it is given or passed on follows from who told me, also when that is known only later.
        if into.recipients.is_empty() {
            self.text(name, "direction", "for_me");
        }
        for tag in parsed.tags() {
            self.writes.push(put(name, &format!("tags/{tag}"), Value::Bool(true)));
        }
    }

    /// Level, consent, name use and expectation: four separate facts (domain §2).
    fn facts(&mut self, name: Ref, parsed: &Parsed) {
        let due = parsed.due();
        if parsed.expects_call() {
            self.writes.push(put(name, "expects_call", Value::Bool(true)));
            // Without an hour, by the end of the working day.
            let by = due.map(|due| Planned::new(due.date, Some(due.minutes().unwrap_or(18 * 60))));
            self.date(name, "expects_by", by.map(Planned::text));
        } else {
            self.date(name, "due", due.map(Due::planned).map(Planned::text));
        }
        // Who agreed, expects a call or is presold has consented to being contacted.
        if parsed.agreed() || parsed.expects_call() || parsed.presold() {
            self.text(name, "consent", "yes");
        }
        let level = match (parsed.presold(), parsed.agreed() || parsed.expects_call()) {
            (true, _) => "presold",
            (false, true) => "referral",
            (false, false) => "lead",
        };
        self.text(name, "level", level);
        if let Some(named) = parsed.name_use() {
            self.text(name, "name_use", named.word());
        }
    }

    /// Which of the three kinds (domain §2): what is for several, or for a whole group, is a general lead
    /// whatever its name use.
    fn kind(&mut self, name: Ref, parsed: &Parsed, recipients: &[Named]) {
        let is_group = |recipient: &Named| recipient.who.is_some_and(|who| who.kind == Kind::Group);
        let is_general = recipients.len() > 1 || recipients.iter().any(is_group);
        let kind = match parsed.name_use() {
            _ if is_general => "general",
            Some(NameUse::Yes) => "use_my_name",
            Some(NameUse::No) => "no_name",
            Some(NameUse::AskFirst | NameUse::Other(_)) | None => return,
        };
        self.text(name, "kind", kind);
    }

    fn recipient(&mut self, lead: Ref, item: Id, recipient: &Named) {
        self.text(lead, &format!("recipients/{item}/name"), &recipient.name);
        if let Some(who) = recipient.who {
            let part = if who.kind == Kind::Group { "group" } else { "person" };
            self.text(lead, &format!("recipients/{item}/{part}"), &who.id.to_string());
        }
    }
}
