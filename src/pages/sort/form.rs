//! What the person says a jot becomes: proposed from its words, theirs to change.

use leptos::prelude::*;
use notebook::{
    Id, Planned,
    command::{Another, Named, Sorting, Who},
    isolated,
    jot::{Meaning, Parsed},
    query::JotView,
    record::{Kind, Ref, TouchKind},
    time::date_text,
};

use crate::{browser::random, components::words};

/// Whom the jot is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum About {
    Known(Id),
    New,
}

#[derive(Clone, Copy)]
pub(super) struct Form {
    /// One id for all records that come out of it: keeping twice makes nothing twice.
    id: Id,
    pub(super) person: RwSignal<bool>,
    pub(super) about: RwSignal<About>,
    pub(super) name: RwSignal<String>,
    pub(super) lead: RwSignal<bool>,
    pub(super) need: RwSignal<String>,
    /// The names in the jot and whom they stand for.
    pub(super) recipients: RwSignal<Vec<Named>>,
    pub(super) source: RwSignal<Option<Named>>,
    pub(super) promise: RwSignal<bool>,
    pub(super) words: RwSignal<String>,
    pub(super) due: RwSignal<String>,
    /// `17:00`, or empty.
    pub(super) hour: RwSignal<String>,
    pub(super) touch: RwSignal<bool>,
    pub(super) kind: RwSignal<String>,
    /// Who else it is about, each with whether they are taken too.
    pub(super) others: StoredValue<Vec<(Another, RwSignal<bool>)>>,
    /// Somebody waits for a call: that is a lead before anybody knows what is needed.
    expects_call: bool,
    known: StoredValue<Vec<(Id, String)>>,
}

impl Form {
    pub(super) fn new(view: &JotView) -> Self {
        let parsed = &view.parsed;
        let text = view.jot.text.trim();
        let sure = view
            .people
            .first()
            .filter(|first| first.is_same && view.people.get(1).is_none_or(|second| !second.is_same));
        let about = sure.map_or(About::New, |first| About::Known(first.who.id));
        let has_person = parsed.name().is_some() || sure.is_some();
        let is_lead = parsed.is_lead();
        let id = random::id();
        let (own, others) = others(id, parsed);
        let need = match own {
            needs if needs.is_empty() => {
                if is_lead {
                    text.to_owned()
                } else {
                    String::new()
                }
            }
            needs => needs.join("; "),
        };
        let named = |name: &str| {
            let options = view.named.iter().find(|(known, _)| known == name).map(|(_, options)| options);
            // One that fits is taken; among several the person chooses.
            let who = options.filter(|options| options.len() == 1).map(|options| options[0].who);
            Named { name: name.to_owned(), who }
        };
        let place = place(view.jot.id);
        let field = |key: &str, begun: String| {
            let words = RwSignal::new(begun);
            words::keep([&place, key].concat(), words);
            words
        };
        let promised = parsed.promises().find(|promised| promised.by_me).cloned();
        let due = promised.as_ref().and_then(|promised| promised.due).or_else(|| parsed.due());
        let is_promise = promised.is_some() || !is_lead && !parsed.expects_call() && parsed.due().is_some();
        let has_touch = has_person && (parsed.place().is_some() || view.jot.event.is_some());
        let [person, lead, promise, touch] =
            chosen(&field, [has_person, is_lead || parsed.expects_call(), is_promise, has_touch]);
        Self {
            id,
            person,
            about: whom(&field, about),
            name: field("name", parsed.name().unwrap_or_default().to_owned()),
            lead,
            need: field("need", need),
            recipients: RwSignal::new(parsed.recipients().into_iter().map(named).collect()),
            source: RwSignal::new(parsed.source().map(named)),
            promise,
            words: field("words", promised.map_or_else(|| without_date(parsed), |promised| promised.words)),
            due: field("due", due.map(|due| date_text(due.date)).unwrap_or_default()),
            hour: field("hour", due.and_then(|due| due.minutes()).map(clock_text).unwrap_or_default()),
            touch,
            kind: field("touch", "met".to_owned()),
            others: StoredValue::new(others.into_iter().map(|other| (other, RwSignal::new(true))).collect()),
            expects_call: parsed.expects_call(),
            known: StoredValue::new(
                view.people.iter().map(|known| (known.who.id, known.name.clone())).collect(),
            ),
        }
    }

    /// What still has to be said before it can be kept; `None` when nothing is empty that was chosen.
    fn lacks(self) -> Option<&'static str> {
        let is_empty = |words: RwSignal<String>| words.read().trim().is_empty();
        let (person, lead, promise) = (self.person.get(), self.lead.get(), self.promise.get());
        if !(person || lead || promise || self.touch.get()) {
            Some("Choose what it becomes, or put it away.")
        } else if person && self.about.get() == About::New && is_empty(self.name) {
            Some("Say who it is.")
        } else if lead && is_empty(self.need) && !self.expects_call {
            Some("Say what is needed.")
        } else if promise && is_empty(self.words) {
            Some("Say what you promised.")
        } else {
            None
        }
    }

    /// Whether it can be kept.
    pub(super) fn is_whole(self) -> bool {
        self.lacks().is_none()
    }

    /// The command's part.
    pub(super) fn sorting(self) -> Sorting {
        let is_there = self.person.get_untracked();
        let name = self.name.get_untracked();
        let person = match self.about.get_untracked() {
            About::Known(id) => Some(Who::Known { id }),
            About::New if name.trim().is_empty() => None,
            About::New => Some(Who::New { id: self.id.derive(1), name: name.trim().to_owned() }),
        };
        let words = self.words.get_untracked().trim().to_owned();
        let due = planned(&self.due.get_untracked(), &self.hour.get_untracked());
        let lead = self.lead.get_untracked();
        Sorting {
            person: person.filter(|_| is_there),
            lead: lead.then(|| (self.id.derive(2), self.need.get_untracked().trim().to_owned())),
            recipients: if lead { self.recipients.get_untracked() } else { Vec::new() },
            source: self.source.get_untracked().filter(|_| lead),
            promise: self.promise.get_untracked().then(|| (self.id.derive(3), words, due)),
            touch: self
                .touch
                .get_untracked()
                .then(|| (self.id.derive(4), TouchKind::of(&self.kind.get_untracked()))),
            others: if is_there { self.also(lead) } else { Vec::new() },
        }
    }

    /// Who else is taken; their own leads only when it is a lead.
    fn also(self, lead: bool) -> Vec<Another> {
        self.others.with_value(|others| {
            let taken = others.iter().filter(|(_, on)| on.get_untracked()).map(|(other, _)| other.clone());
            taken.map(|other| Another { lead: other.lead.filter(|_| lead), ..other }).collect()
        })
    }

    /// The names of who else is taken.
    fn also_named(self) -> Vec<String> {
        if !self.person.get() {
            return Vec::new();
        }
        let named = |(other, on): &(Another, RwSignal<bool>)| match &other.who {
            Who::New { name, .. } if on.get() => Some(isolated(name).into_owned()),
            _ => None,
        };
        self.others.with_value(|others| others.iter().filter_map(named).collect())
    }

    fn who(self) -> Option<String> {
        if !self.person.get() {
            return None;
        }
        match self.about.get() {
            About::New => Some(self.name.read().trim().to_owned()).filter(|name| !name.is_empty()),
            About::Known(id) => self
                .known
                .with_value(|known| known.iter().find(|(is, _)| *is == id).map(|(_, name)| name.clone())),
        }
    }

    /// In a sentence what keeping does.
    pub(super) fn says(self) -> String {
        if let Some(lacks) = self.lacks() {
            return lacks.to_owned();
        }
        let who = self.who();
        let mut makes = Vec::new();
        match (&who, self.about.get()) {
            (Some(who), About::New) => makes.push(format!("{} as a new person", isolated(who))),
            (Some(who), About::Known(_)) => makes.push(format!("what it says to {}", isolated(who))),
            (None, _) => {}
        }
        makes.extend(self.also_named().into_iter().map(|name| [name, " as a new person".into()].concat()));
        let more = self.others.with_value(|others| {
            others.iter().filter(|(other, on)| other.lead.is_some() && on.get()).count()
        });
        if self.lead.get() && more > 0 && self.person.get() {
            makes.push(format!("{} leads", more + 1));
        } else if self.lead.get() {
            let names = self
                .recipients
                .read()
                .iter()
                .map(|named| isolated(&named.name).into_owned())
                .collect::<Vec<_>>();
            makes.push(if names.is_empty() {
                "a lead".into()
            } else {
                format!("a lead for {}", names.join(", "))
            });
        }
        if self.promise.get() {
            makes.push("a promise".into());
        }
        if self.touch.get() {
            makes.push("a touch".into());
        }
        match makes.pop() {
            None => String::new(),
            Some(last) if makes.is_empty() => format!("Adds {last}."),
            Some(last) => format!("Adds {} and {last}.", makes.join(", ")),
        }
    }

    /// What the toast says afterwards.
    pub(super) fn said(self) -> String {
        let who = untrack(|| self.who());
        match (who, self.lead.get_untracked()) {
            (Some(who), true) => format!("Sorted: {}, with a lead", isolated(&who)),
            (Some(who), false) => format!("Sorted: {}", isolated(&who)),
            (None, true) => "Sorted: a lead".into(),
            (None, false) if self.promise.get_untracked() => "Sorted: a promise".into(),
            (None, false) => "Sorted".into(),
        }
    }

    /// Chooses whom a name stands for.
    pub(super) fn choose(self, is_source: bool, name: &str, who: Option<Ref>) {
        if is_source {
            self.source.update(|source| source.iter_mut().for_each(|named| named.who = who));
        } else {
            self.recipients.update(|all| {
                all.iter_mut().filter(|named| named.name == name).for_each(|named| named.who = who);
            });
        }
    }

    /// Whom a name stands for now.
    pub(super) fn stands_for(self, is_source: bool, name: &str) -> Option<Ref> {
        if is_source {
            return self.source.with(|source| source.as_ref().and_then(|named| named.who));
        }
        self.recipients.with(|all| all.iter().find(|named| named.name == name).and_then(|named| named.who))
    }

    /// The source can only be a person.
    pub(super) fn may_be(is_source: bool, who: Ref) -> bool {
        !is_source || who.kind == Kind::Person
    }
}

/// What is needed by whom it is first of all about, and who else is named there, with what they need.
fn others(id: Id, parsed: &Parsed) -> (Vec<String>, Vec<Another>) {
    let mut cases = parsed.cases().into_iter();
    let own = cases.next().map(|(_, needs)| needs).unwrap_or_default();
    let other = |(n, (who, needs)): (u64, (notebook::jot::Somebody, Vec<String>))| {
        let lead = (!needs.is_empty()).then(|| (id.derive(200 + n), needs.join("; ")));
        Another {
            who: Who::New { id: id.derive(100 + n), name: who.name },
            trade: who.trade,
            company: who.company,
            lead,
        }
    };
    (own, (0..).zip(cases).map(other).collect())
}

/// What it becomes, kept like the words: person, lead, promise, touch.
fn chosen(field: &impl Fn(&str, String) -> RwSignal<String>, begun: [bool; 4]) -> [RwSignal<bool>; 4] {
    let written = |on: [bool; 4]| on.map(|on| if on { '1' } else { '0' }).into_iter().collect::<String>();
    let kept = field("becomes", written(begun));
    let now = kept.get_untracked();
    let mut signs = now.chars();
    let all = begun.map(|begun| RwSignal::new(signs.next().map_or(begun, |sign| sign == '1')));
    Effect::new(move |_| kept.set(written(all.map(|on| on.get()))));
    all
}

/// Whom it is about, kept like the words.
fn whom(field: &impl Fn(&str, String) -> RwSignal<String>, begun: About) -> RwSignal<About> {
    let written = |about: About| match about {
        About::Known(id) => id.to_string(),
        About::New => String::new(),
    };
    let kept = field("about", written(begun));
    let about = RwSignal::new(kept.with_untracked(|id| id.parse().map_or(About::New, About::Known)));
    Effect::new(move |_| kept.set(written(about.get())));
    about
}

/// Where the words of a jot's form are kept while they are typed.
pub(super) fn place(jot: Id) -> String {
    format!("jots/{jot}/")
}

/// What was promised, without when: that has a field of its own.
fn without_date(parsed: &Parsed) -> String {
    let pieces = parsed.pieces.iter().filter(|piece| !matches!(piece.meaning, Some(Meaning::Due(_))));
    let words: String = pieces.map(|piece| piece.text.as_str()).collect();
    words.trim().trim_end_matches(',').to_owned()
}

/// Minutes after midnight as a field for times shows them.
fn clock_text(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// The day and hour of the two fields; some browsers write seconds as well.
fn planned(day: &str, hour: &str) -> Option<Planned> {
    let hour = hour.get(..5).unwrap_or(hour);
    let with_hour = || Planned::parse(&[day, "T", hour].concat());
    if hour.is_empty() { Planned::parse(day) } else { with_hour().or_else(|| Planned::parse(day)) }
}
