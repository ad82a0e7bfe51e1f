//! What happened within the year: touches, leads, promises and jots.

use chrono::TimeDelta;

use super::{
    scene::Scene,
    words::{FOR_WHOM, PAST, PROMISES, REPORTS, SAID, TRADES, WAITING},
};
use crate::{
    command::{Command, Edit, Sorting, Who},
    id::Id,
    record::{
        Consent, Direction, Kind, Lead, LeadKind, Level, Money, NameUse, Note, Progress, Promise,
        PromiseState, Quality, Recipient, Record, Ref, Side, Touch, TouchKind,
    },
    time::{Instant, Planned, add_days},
    value::Value,
};

impl Scene {
    /// Everything that happened.
    pub(super) fn happened(&mut self) {
        if self.cast.is_empty() {
            return;
        }
        for nth in 0..self.plan.touches {
            self.touch(nth);
        }
        let mut leads = Vec::new();
        for nth in 0..self.plan.leads {
            self.lead(nth, &mut leads);
        }
        for nth in 0..self.plan.promises {
            self.promise(nth);
        }
        for nth in 0..self.plan.jots {
            self.jot(nth);
        }
        self.too_many_messages();
        self.bin();
    }

    fn touch(&mut self, nth: usize) {
        let who = self.somebody();
        let (person, trade, met) = (self.cast[who].id, self.cast[who].trade, self.cast[who].met);
        let before = self.lately(0, met);
        let (kind, words) = match self.draw.below(20) {
            _ if before == met => SAID[0],
            0..=5 => SAID[2],
            6..=10 => SAID[3],
            11..=14 => SAID[4],
            15 => SAID[1],
            16 => SAID[5],
            17 => SAID[6],
            18 => SAID[7],
            _ => SAID[8],
        };
        let subject = self.draw.word(TRADES[trade].1);
        let touch = Touch {
            person: Some(person),
            kind: Some(TouchKind::of(kind)),
            at: Some(self.sometime(before)),
            by: Some(if self.draw.chance(60) { Side::Me } else { Side::Them }),
            words: self.draw.word(words).replace('%', subject),
            event: self
                .events
                .iter()
                .find(|(_, day)| *day == before && nth.is_multiple_of(2))
                .map(|(event, _)| *event),
            ..Touch::blank(self.draw.id())
        };
        self.add(touch.at.unwrap_or(self.now.0), &touch);
    }

    fn lead(&mut self, nth: usize, leads: &mut Vec<(Id, i64)>) {
        let id = self.draw.id();
        let (prospect, source) = (self.draw.below(self.cast.len()), self.somebody());
        let trade = self.draw.below(TRADES.len());
        let before = if nth.is_multiple_of(3) { self.draw.between(0, 12) } else { self.lately(6, 330) };
        let fresh = before < 13 && nth.is_multiple_of(3) && nth / 3 % 12 == 5;
        let before = if fresh { 0 } else { before };
        let received = self.sometime(before);
        let mut lead = Lead {
            need: format!("{}{}", self.draw.word(TRADES[trade].1), self.draw.word(FOR_WHOM)),
            received_at: Some(received),
            level: Some(Level::Lead),
            heat: self.draw.chance(30).then(|| self.draw.between(1, 5)),
            tier: self.draw.chance(50).then(|| self.draw.between(1, 3)),
            ..Lead::blank(id)
        };
        if nth % 5 == 4 {
            lead.prospect_name = self.name().0;
        } else {
            lead.prospect = Some(self.cast[prospect].id);
        }
        if prospect != source {
            lead.source = Some(self.cast[source].id);
        }
        self.facts(nth, &mut lead);
        self.recipients(nth, received, &mut lead);
        self.progress(nth, before, received, &mut lead);
        if nth % 9 == 8 {
            lead.came_from = leads.iter().find(|(_, earlier)| *earlier > before).map(|(id, _)| *id);
            lead.tier = lead.came_from.map(|_| 3).or(lead.tier);
        }
        if self.draw.chance(20) {
            lead.note = Note(self.draw.word("Ring after five.|Has a dog; call before coming.|Two others are asked as well.|Wants references.").into());
        }
        leads.push((id, before));
        self.add(received, &lead);
    }

    /// The four facts: level, consent, name use, expectation.
    fn facts(&mut self, nth: usize, lead: &mut Lead) {
        match nth % 7 {
            0 | 3 => {
                (lead.level, lead.consent) = (Some(Level::Referral), Some(Consent::Yes));
                lead.ladder = ["1", "3"].map(str::to_owned).into();
                (lead.name_use, lead.kind) = (Some(NameUse::Yes), Some(LeadKind::UseMyName));
            }
            1 => {
                (lead.level, lead.consent) = (Some(Level::Presold), Some(Consent::Yes));
                lead.ladder = ["1", "2", "3", "4", "6"].map(str::to_owned).into();
                (lead.name_use, lead.kind) = (Some(NameUse::Yes), Some(LeadKind::UseMyName));
            }
            2 => (lead.name_use, lead.kind) = (Some(NameUse::No), Some(LeadKind::NoName)),
            4 => lead.name_use = Some(NameUse::AskFirst),
            5 => lead.consent = Some(Consent::No),
            _ => lead.kind = Some(LeadKind::General),
        }
    }

    fn recipients(&mut self, nth: usize, received: Instant, lead: &mut Lead) {
        let many = match nth % 7 {
            6 => 3,
            1 | 4 => 1,
            _ => 0,
        };
        lead.direction = (many == 0).then_some(Direction::ForMe);
        // Every other one is mine to give: nobody told me.
        lead.source = lead.source.filter(|_| many != 1 || nth % 2 == 1);
        for _ in 0..many {
            let who = self.somebody();
            let mut recipient = Recipient { person: Some(self.cast[who].id), ..Recipient::default() };
            recipient.passed_at = Some((received + TimeDelta::hours(3)).min(self.now.0));
            recipient.progress = Some(self.draw.of(&Progress::ALL[..5]).clone());
            if recipient.progress == Some(Progress::Won) {
                recipient.closed =
                    Some(Money { minor: self.draw.between(80, 4_000) * 100, currency: *b"GBP" });
            }
            lead.recipients.insert(self.draw.id(), recipient);
        }
        if nth % 14 == 6 {
            let recipient = Recipient { group: self.groups.first().copied(), ..Recipient::default() };
            lead.recipients.insert(self.draw.id(), recipient);
        }
    }

    /// How far it is: the older, the further. Some of the young ones are due.
    fn progress(&mut self, nth: usize, before: i64, received: Instant, lead: &mut Lead) {
        let currency = *self.draw.of(&[*b"GBP", *b"GBP", *b"EUR", *b"JPY", *b"USD"]);
        if before < 13 && nth.is_multiple_of(3) {
            match nth / 3 % 12 {
                0 => {
                    (lead.expects_call, lead.consent) = (Some(true), Some(Consent::Yes));
                    lead.expects_by = Some(Planned::new(self.day(1), Some(18 * 60)));
                }
                1 => {
                    (lead.expects_call, lead.consent) = (Some(true), Some(Consent::Yes));
                    lead.expects_by = Some(Planned::new(self.day(0), Some(17 * 60 + 30)));
                }
                2 => lead.due = Some(Planned::new(self.day(0), None)),
                3 => {
                    let days = self.draw.between(1, 6);
                    lead.due = Some(Planned::new(self.day(-days), None));
                }
                // A referral of this morning, still within its day.
                5 => {
                    (lead.level, lead.consent) = (Some(Level::Referral), Some(Consent::Yes));
                    lead.recipients.clear();
                    lead.direction = Some(Direction::ForMe);
                }
                _ => {
                    (lead.progress, lead.due) =
                        (Some(Progress::Contacted), Some(Planned::new(self.day(-9), None)));
                    lead.contacted_at = Some((received + TimeDelta::hours(5)).min(self.now.0));
                }
            }
            return;
        }
        let later = |days: i64| Some((received + TimeDelta::days(days)).min(self.now.0));
        // A referral was answered within its day.
        let is_lead = lead.level_in_truth() == Level::Lead;
        let state = Progress::ALL[match self.draw.below(20) {
            0..=2 if is_lead => 0,
            0..=2 => 1,
            3..=6 => 1,
            7..=8 => 2,
            9..=10 => 3,
            11..=15 => 4,
            16..=17 => 5,
            _ => 6,
        }]
        .clone();
        if state != Progress::New {
            lead.contacted_at = Some((received + TimeDelta::hours(9)).min(self.now.0));
        }
        if !matches!(state, Progress::New | Progress::Contacted | Progress::NotAFit) {
            lead.met_at = later(5);
        }
        if matches!(state, Progress::Proposal | Progress::Won | Progress::Lost) {
            lead.proposal_at = later(12);
            lead.value_expected = Some(Money { minor: self.draw.between(3, 90) * 10_000, currency });
        }
        if lead.met_at.is_some() && state == Progress::Won {
            lead.value_closed = lead.value_expected;
            lead.new_customer = Some(self.draw.chance(70));
            lead.thanked_at = later(31);
            lead.quality = Some(Quality::GoodFit);
            lead.quality_words = self.draw.word(REPORTS).into();
            lead.reported_at = later(31);
        }
        if matches!(state, Progress::Won | Progress::Lost | Progress::NotAFit) {
            lead.closed_at = later(30);
        }
        lead.progress = Some(state);
    }

    fn promise(&mut self, nth: usize) {
        let who = self.somebody();
        let mut promise = Promise {
            person: Some(self.cast[who].id),
            words: self.draw.word(PROMISES).into(),
            ..Promise::blank(self.draw.id())
        };
        // Some are open: one late, one today, a few within the week; the others are settled.
        let open = match nth {
            0 => Some(1),
            1 | 2 => Some(0),
            3..=6 => Some(-(nth as i64 - 2)),
            7 => Some(-20),
            _ => None,
        };
        let before = match open {
            Some(due) => due.max(0) + self.draw.between(1, 6),
            None => self.lately(9, 330),
        };
        let made = self.sometime(before);
        promise.made_at = Some(made);
        promise.due = Some(Planned::new(self.day(open.unwrap_or(before - 5)), None));
        let name = Ref::new(Promise::KIND, promise.id);
        self.add(made, &promise);
        if open.is_none() {
            let state = match self.draw.below(12) {
                0 => PromiseState::Broken,
                1 | 2 => PromiseState::Renegotiated,
                _ => PromiseState::Kept,
            };
            let days = self.draw.between(1, 6);
            let settled = self.sometime(before - days);
            let edits = vec![
                Edit::set("state", Value::str(state.word())),
                Edit::set("settled_at", Value::Str(crate::time::instant_text(&settled))),
            ];
            self.step(settled, Command::Edit { record: name, edits });
        }
    }

    fn jot(&mut self, nth: usize) {
        let waiting: Vec<&str> = WAITING.split('|').collect();
        let id = self.draw.id();
        let waits = nth.is_multiple_of(4).then(|| waiting.get(nth / 4)).flatten();
        let who = self.somebody();
        let first = self.cast[who].name.split(' ').next().unwrap_or_default().to_owned();
        let template = waits.copied().unwrap_or_else(|| self.draw.word(PAST));
        let text = template.replace('%', &self.name().0).replace('^', &first);
        let before = if waits.is_some() { self.draw.between(0, 3) } else { self.lately(3, 330) };
        let at = self.sometime(before);
        let event = self.events.iter().find(|(_, day)| *day == before && before > 0).map(|(event, _)| *event);
        self.step(
            at,
            Command::Jot {
                id,
                text: text.clone(),
                at,
                event,
                dismissed: Default::default(),
                month_first: false,
            },
        );
        if waits.is_some() {
            return;
        }
        let later = at + TimeDelta::minutes(self.draw.between(60, 600));
        let person = Some(Who::Known { id: self.cast[who].id });
        let later = later.max(self.at(self.cast[who].met, 20, 0));
        let into = match nth % 4 {
            1 => Sorting { touch: Some((self.draw.id(), TouchKind::Met)), person, ..Sorting::default() },
            2 => {
                let promise = self.draw.id();
                let due = Some(Planned::new(add_days(at.written_day(), 7), None));
                Sorting { promise: Some((promise, text, due)), person, ..Sorting::default() }
            }
            _ => return self.step(later, Command::PutAway { jot: id }),
        };
        let promise = into.promise.as_ref().map(|(promise, ..)| Ref::new(Kind::Promise, *promise));
        self.step(later, Command::Sort { jot: id, into });
        if let Some(record) = promise {
            let edits = vec![Edit::set("state", Value::str("kept"))];
            self.step(later + TimeDelta::days(2), Command::Edit { record, edits });
        }
    }

    /// Four messages within a week, and no answer yet.
    fn too_many_messages(&mut self) {
        let Some(person) = self.cast.iter().rev().nth(9).map(|cast| cast.id) else { return };
        for day in 0..4 {
            let touch = Touch {
                person: Some(person),
                kind: Some(TouchKind::Message),
                at: Some(self.at(day + 1, 11, 20)),
                by: Some(Side::Me),
                words: "Asked whether Thursday suits".into(),
                ..Touch::blank(self.draw.id())
            };
            self.add(touch.at.unwrap_or(self.now.0), &touch);
        }
    }

    /// Two that were entered twice are in the bin.
    fn bin(&mut self) {
        for nth in [self.cast.len() * 2 / 3, self.cast.len() * 4 / 5] {
            let record = Ref::new(Kind::Person, self.cast[nth].id);
            self.step(self.now.0 - TimeDelta::minutes(30), Command::Remove { record });
        }
    }
}
