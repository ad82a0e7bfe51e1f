//! The owner, the groups, the events and the people of an example notebook.

use std::collections::BTreeSet;

use super::{
    scene::{Cast, Scene},
    words::{
        CAN, CIRCLES, COMPANY, DONE, EVIDENCE, FIRM, GOALS, LIKES, LISTEN, MET, NETS, NOTES, PLACES,
        PROSPECT, Place, STORY, TAGS, TRADES,
    },
};
use crate::{
    command::{Command, Edit},
    record::{
        Away, Cadence, Channel, Contact, Event, EventKind, Evidence, Gain, Group, GroupKind, Guest, Items,
        Letter, Me, Money, Note, Person, PlanStep, Presentation, Record, Ref, Seat, Style, Words,
    },
    time::add_days,
};

/// Name, kind, place, when it meets.
const GROUPS: [(&str, GroupKind, &str, &str); 5] = [
    ("Harbour Referral Group", GroupKind::Referral, "The Customs House", "Thursdays, 7:00"),
    ("Chamber of Commerce", GroupKind::CasualContact, "Corn Exchange", "every second month"),
    ("Designers’ Table", GroupKind::Knowledge, "Arnolfini café", "first Monday, 18:30"),
    ("Riverside Service Club", GroupKind::Service, "The Old Vicarage", "Tuesdays at lunch"),
    ("Power team: property", GroupKind::Founded, "Quay Street 4", "every other Wednesday, 8:00"),
];

fn set<'a>(words: impl IntoIterator<Item = &'a str>) -> BTreeSet<String> {
    words.into_iter().map(str::to_owned).collect()
}

fn note(words: &str) -> Note {
    Note(words.to_owned())
}

impl Scene {
    /// Everybody and everything that is there.
    pub(super) fn people(&mut self) {
        self.me();
        self.groups();
        self.events();
        for nth in 0..self.plan.people {
            self.person(nth);
        }
        self.seats();
    }

    fn contact(&mut self, value: &str, label: &str) -> Items<Contact> {
        let contact = Contact { value: value.into(), label: label.into(), main: None };
        [(self.draw.id(), contact)].into_iter().collect()
    }

    fn me(&mut self) {
        let mut me = Me {
            name: "Robin Hale".into(),
            company: "Hale Interiors".into(),
            trade: "interior designer".into(),
            city: "Bristol".into(),
            phones: self.contact("+44 7700 900200", "mobile"),
            emails: self.contact("robin@hale-interiors.example", "work"),
            links: self.contact("https://hale-interiors.example", "site"),
            languages: set(["English", "Portuguese"]),
            target_market: note(
                "Clinics and practices with four to twelve rooms, within an hour of Bristol.",
            ),
            listen_for: note("“Our waiting room is depressing.” “We are moving the practice.”"),
            introduction: note("A short email to both of us, then I call within a day."),
            story: note("A dentist’s patients began to arrive early, because they liked to sit there."),
            currency: "GBP".into(),
            week_starts: "monday".into(),
            ..Me::default()
        };
        for words in ["Northgate Dental", "Fernhill Physiotherapy", "The Lantern, a café"] {
            me.best_customers.insert(self.draw.id(), Words { words: words.into(), on: None });
        }
        for list in 0..5 {
            let gain = self.gain(list, 60);
            me.gains.insert(self.draw.id(), gain);
        }
        for words in ["On time, with the phone away", "An answer to every referral within the day"] {
            me.commitments.insert(self.draw.id(), Words { words: words.into(), on: None });
        }
        let given_on = Some(self.day(10));
        let talk = Presentation {
            title: "Waiting rooms".into(),
            objective: note("They recognise a practice that loses patients in its waiting room."),
            words: note(
                "Who of you sat in a waiting room this year and wished to be elsewhere? Tell me where it was.",
            ),
            seconds: Some(60),
            given_on,
            review: note("The question worked; the story was too long."),
        };
        me.presentations.insert(self.draw.id(), talk);
        let warm = Cadence { tag: "warm".into(), ideal: Some(60), longest: Some(120) };
        me.cadences.insert(self.draw.id(), warm);
        let (from, to) = (Some(self.day(-19)), Some(self.day(-26)));
        me.away.insert(self.draw.id(), Away { from, to, words: "Sailing; Hannah stands in".into() });
        let edits = me.pairs().into_iter().map(|(key, value)| Edit { key, value: Some(value) }).collect();
        self.step(self.at(371, 20, 0), Command::Edit { record: Ref::ME, edits });
    }

    fn gain(&mut self, list: usize, days: i64) -> Gain {
        let (letter, words) = [
            (Letter::Goals, GOALS),
            (Letter::Accomplishments, DONE),
            (Letter::Interests, LIKES),
            (Letter::Networks, NETS),
            (Letter::Skills, CAN),
        ][list % 5]
            .clone();
        let words = self.draw.word(words).to_owned();
        let private = Some(self.draw.chance(40));
        Gain { letter: Some(letter), words, private, at: Some(self.sometime(days)), ..Gain::default() }
    }

    fn groups(&mut self) {
        for (nth, (name, kind, place, meets)) in GROUPS.into_iter().enumerate().take(self.plan.groups) {
            let id = self.draw.id();
            self.groups.push(id);
            let group = Group {
                name: name.into(),
                exclusive: Some(kind == GroupKind::Referral),
                fee: (nth < 3).then_some(Money { minor: 90_000 / (nth as i64 + 1), currency: *b"GBP" }),
                fee_months: (nth < 3).then_some(12),
                joined_on: Some(self.day(800 - 90 * nth as i64)),
                place: place.into(),
                meets: meets.into(),
                cadence_ideal: (nth == 0).then_some(30),
                cadence_longest: (nth == 0).then_some(90),
                kind: Some(kind),
                ..Group::blank(id)
            };
            self.add(self.at(370, 9, nth as u32), &group);
        }
    }

    fn events(&mut self) {
        for nth in 0..self.plan.events {
            let id = self.draw.id();
            let before = 30 * nth as i64;
            self.events.push((id, before));
            let hosted = nth % 6 == 2;
            let name = match (nth, hosted) {
                (0, _) => "Harbour mixer".to_owned(),
                (_, true) => format!("Open house, {}", self.month(before)),
                (_, false) => format!("Harbour mixer, {}", self.month(before)),
            };
            let mut event = Event {
                name,
                kind: Some(if hosted { EventKind::Hosted } else { EventKind::Attended }),
                place: if hosted { "Quay Street 4" } else { "The Customs House" }.into(),
                starts: Some(self.at(before, 18, 30)),
                ends: Some(self.at(before, 21, 0)),
                group: self.groups.get(1).copied(),
                goal: note("Three real conversations, and one person whom I can help."),
                goal_people: Some(3),
                tags: set([if hosted { "open house" } else { "harbour mixer" }]),
                ..Event::blank(id)
            };
            if nth > 0 {
                event.review = note("Standing by the door works. Ask about beginnings, not about business.");
            }
            self.add(self.at(before.max(0) + 8, 12, 0), &event);
        }
        // One that is still to come and that the owner holds.
        let id = self.draw.id();
        let mut event = Event {
            name: "Open house, new year".into(),
            kind: Some(EventKind::Hosted),
            place: "Quay Street 4".into(),
            starts: Some(self.at(-60, 18, 0)),
            ends: Some(self.at(-60, 20, 30)),
            goal: note("Forty guests; everybody leaves with one name."),
            ..Event::blank(id)
        };
        for (words, days, done) in [
            ("Book the room", -4, true),
            ("Invitations", 3, false),
            ("Ask for door prizes", 20, false),
            ("Name tags and a table for cards", 55, false),
        ] {
            let done_on = done.then(|| self.day(2));
            let step = PlanStep { words: words.into(), due: Some(add_days(self.now.today(), days)), done_on };
            event.plan.insert(self.draw.id(), step);
        }
        for name in ["The landlord", "Somebody from the port"] {
            event.guests.insert(self.draw.id(), Guest { name: name.into(), ..Guest::default() });
        }
        self.add(self.at(6, 21, 0), &event);
    }

    /// A name, and the place it comes from.
    pub(super) fn name(&mut self) -> (String, &'static Place) {
        let all: usize = PLACES.iter().map(|place| place.weight).sum();
        let mut left = self.draw.below(all);
        let place = PLACES.iter().find(|place| {
            let found = left < place.weight;
            left = left.saturating_sub(place.weight);
            found
        });
        let place = place.unwrap_or(&PLACES[0]);
        let given = self.draw.word(place.given);
        let family = self.draw.word(place.family);
        (format!("{given} {family}").trim().to_owned(), place)
    }

    /// A number that nobody else has: the one that was drawn, or the next that is free.
    fn phone(&mut self, place: &Place) -> String {
        let open = place.phone.chars().filter(|sign| *sign == '#').count() as u32;
        let all = 10u64.pow(open);
        let drawn = (0..open).fold(0, |number, _| number * 10 + self.draw.below(10) as u64);
        let taken = &mut self.numbers;
        let free =
            (0..all).map(|next| (drawn + next) % all).find(|number| taken.insert((place.phone, *number)));
        match free {
            Some(number) => {
                let digits = format!("{number:0width$}", width = open as usize);
                let mut digits = digits.chars();
                let sign = |sign| if sign == '#' { digits.next().unwrap_or(sign) } else { sign };
                place.phone.chars().map(sign).collect()
            }
            // More people than fiction has numbers.
            None => {
                let more = taken.len();
                taken.insert(("", more as u64));
                format!("+1 {} 555 {:04}", 201 + more / 10_000, more % 10_000)
            }
        }
    }

    fn person(&mut self, nth: usize) {
        let id = self.draw.id();
        let (mut name, place) = self.name();
        // Two people of one name happen; in a small notebook once is enough.
        while self.plan.people < 1_000 && nth != 97 && self.cast.iter().any(|known| known.name == name) {
            name = self.name().0;
        }
        let trade = self.draw.below(TRADES.len());
        let inner = nth < 26;
        let mut met = if inner { self.draw.between(120, 360) } else { self.lately(0, 360) };
        let (firm, last) = (self.draw.word(FIRM), name.split(' ').next_back().unwrap_or_default().to_owned());
        let company = match self.draw.below(10) {
            0..=4 => format!("{firm} {}", self.draw.word(COMPANY)),
            5..=7 => format!("{last} {}", self.draw.word(COMPANY)),
            _ => String::new(),
        };
        let mut person = Person {
            trade: TRADES[trade].0.into(),
            city: self.draw.word(place.cities).into(),
            ..Person::blank(id)
        };
        let event = self.events.iter().find(|(_, before)| (*before - met).abs() <= 4 && *before > 0);
        let event = event.copied().filter(|_| !inner);
        // The newest are in their first day, week and month.
        let newest = (self.plan.people > 30).then(|| self.plan.people - 1 - nth).filter(|left| *left < 3);
        if let Some(left) = newest {
            met = [1, 8, 31][left];
        }
        match event.filter(|_| newest.is_none()) {
            Some((event, before)) => {
                person.met_event = Some(event);
                met = before;
                person.met_at = "harbour mixer".into();
            }
            None => person.met_at = self.draw.word(MET).into(),
        }
        let only_a_name = nth % 29 == 28;
        if !only_a_name {
            let number = self.phone(place);
            person.phones = self.contact(&number, "mobile");
            if self.draw.chance(20) {
                let number = self.phone(place);
                person.phones.extend(self.contact(&number, "office"));
            }
            let host = ascii(if company.is_empty() { firm } else { company.as_str() });
            let local = ascii(name.split(' ').next().unwrap_or_default());
            let (local, host) = (local_or(&local, nth), local_or(&host, nth));
            person.emails = self.contact(&format!("{local}{nth}@{host}.example"), "work");
            if self.draw.chance(30) {
                person.links = self.contact(&format!("https://{host}.example"), "site");
            }
        }
        // Somebody was entered twice, once with a nickname.
        if self.plan.people > 30 && (6..8).contains(&(self.plan.people - nth)) {
            name = ["Lizzie Thorne", "Elizabeth Thorne"][self.plan.people - nth - 6].into();
            person.phones = self.contact("+44 7700 900733", "mobile");
        }
        person.company = company;
        person.name = name.clone();
        for _ in 0..self.draw.below(3) {
            person.tags.insert(self.draw.word(TAGS).to_owned());
        }
        if self.draw.chance(40) {
            person.note = note(self.draw.word(NOTES));
        }
        person.languages = set(place.languages.split('|'));
        let roles = if inner {
            "referral_partner|member|vouched|strategic_partner"
        } else {
            "prospect|client|supplier|friend|prospect"
        };
        person.roles = set([self.draw.word(roles)]);
        person.channel =
            Channel::ALL.get(self.draw.below(7)).cloned().filter(|kind| *kind != Channel::Messenger);
        person.style = Style::ALL.get(self.draw.below(6)).cloned();
        if nth > 0 && self.draw.chance(25) {
            let by = self.somebody();
            person.introduced_by = Some(self.cast[by].id);
        }
        if inner {
            self.partner(nth, &mut person);
        }
        person.met_on = Some(self.day(met));
        let mut at = self.sometime(met);
        // In a large notebook most were typed in at a desk.
        if self.plan.people > 1_000 {
            at = at.min(self.sometime(1 + (nth % 300) as i64));
        }
        self.cast.push(Cast { id, name, trade, met });
        self.add(at, &person);
    }

    /// What is known of those one works with.
    fn partner(&mut self, nth: usize, person: &mut Person) {
        if let Some(group) = self.groups.get(nth % self.groups.len().max(1)) {
            person.groups = set([group.to_string().as_str()]);
        }
        person.know = Some(true);
        person.like = (nth % 3 != 2).then_some(true);
        person.trust = nth.is_multiple_of(2).then_some(true);
        person.best_times = self.draw.word("before nine|after five|not on Mondays|at lunch").into();
        person.good_prospect = note(self.draw.word(PROSPECT));
        person.listen_for = note(self.draw.word(LISTEN));
        person.introduction = note("By email to both, with one sentence why.");
        if nth.is_multiple_of(4) {
            person.story = note(self.draw.word(STORY));
            let evidence =
                Evidence { words: self.draw.word(EVIDENCE).into(), by: None, on: Some(self.day(40)) };
            person.evidence.insert(self.draw.id(), evidence);
        }
        person.circles = set([self.draw.word(CIRCLES)]);
        for list in 0..5 {
            if self.draw.chance(75) {
                let days = self.draw.between(10, 300);
                let gain = self.gain(list, days);
                person.gains.insert(self.draw.id(), gain);
            }
        }
        if let Some(other) = self.cast.len().checked_sub(1).map(|last| self.cast[last].id) {
            person.knows = set([other.to_string().as_str()]);
        }
        (person.cadence_ideal, person.cadence_longest) = (Some(30), Some(75));
    }

    /// Who sits in the referral group, and which seats are open.
    fn seats(&mut self) {
        let Some(group) = self.groups.first().copied() else { return };
        let mut seats: Items<Seat> = Items::new();
        let mut taken = BTreeSet::new();
        for nth in (0..26.min(self.cast.len())).step_by(5) {
            let Cast { id, trade, .. } = self.cast[nth];
            if taken.insert(trade) {
                let since = Some(self.day(200 + nth as i64));
                let seat = Seat { category: TRADES[trade].0.into(), person: Some(id), since };
                seats.insert(self.draw.id(), seat);
            }
        }
        for (trade, (category, _)) in TRADES.iter().enumerate().skip(10).take(4) {
            if !taken.contains(&trade) {
                seats.insert(self.draw.id(), Seat { category: (*category).into(), ..Seat::default() });
            }
        }
        let seats = Group { seats, ..Group::blank(group) };
        let edits = seats.pairs().into_iter().map(|(key, value)| Edit { key, value: Some(value) }).collect();
        let record = Ref::new(Group::KIND, group);
        self.step(self.at(20, 9, 30), Command::Edit { record, edits });
    }
}

/// Latin letters without accents; everything else is left out.
fn ascii(text: &str) -> String {
    crate::search::fold(text).chars().filter(char::is_ascii_alphanumeric).collect()
}

fn local_or(text: &str, nth: usize) -> String {
    if text.is_empty() { format!("office{nth}") } else { text.to_owned() }
}
