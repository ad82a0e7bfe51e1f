//! What follows from what is known about a person, and who may have been entered twice.

use super::{page_of, people::row, person::moment};
use crate::{
    Id, Now,
    model::Model,
    order,
    practice::{
        double, gains,
        ledger::ledger,
        overlap, restraint, stage,
        today::{Intervals, about_cadence, next_touch},
        touches,
        verdict::Verdicts,
    },
    query::{Insight, Listed, Page, PersonRow},
    record::{Kind, Ref},
};

pub(super) fn insight(model: &mut Model, id: Id, now: Now) -> Option<Insight> {
    let doubles = double::of(model, id);
    let model = &*model;
    let person = model.people.get(&id)?;
    let (intervals, verdicts) = (Intervals::of(model), Verdicts::of(model));
    let next_touch = intervals.for_person(person).map(|interval| {
        let verdict = verdicts.about(&about_cadence(id));
        (next_touch(model, person, &interval, verdict, now).0, interval.ideal)
    });
    let talk = touches(model, id, now).find(|(touch, _)| restraint::is_conversation(touch));
    let mut introduced: Vec<(Id, String)> = model
        .people
        .values()
        .filter(|other| other.introduced_by == Some(id) && other.removed_at.is_none())
        .map(|other| (other.id, other.display_name().to_owned()))
        .collect();
    order::by(&mut introduced, |a, b| (&a.1, a.0).cmp(&(&b.1, b.0)));
    Some(Insight {
        person: id,
        stage: stage::propose(model, person, |_| true, now),
        gate: person.gate(),
        gains: gains::letters(&person.gains, now),
        ledger: ledger(model, id, |_| true, now),
        overlaps: overlap::with_me(model, person),
        introductions: overlap::introductions(model, person),
        introduced,
        doubles,
        hints: restraint::hints(model, person, &verdicts, now),
        next_touch,
        last_talk: talk.and_then(|(touch, _)| moment(model, Ref::new(Kind::Touch, touch.id))),
    })
}

pub(super) fn doubles(model: &mut Model, page: Page, now: Now) -> Listed<(PersonRow, PersonRow)> {
    let pairs = double::all(model);
    page_of(pairs.into_iter(), page, |(one, two)| (row(model, one, now), row(model, two, now)))
}
