//! Today, the inbox and what a search found.

use said::Said;

use crate::{
    Now,
    act::understood,
    model::Model,
    practice::discretion::Veil,
    query::{Due, Hit, JotRow, TodayView},
    record::Kind,
};

use super::{Discreet, veils::veil_of};

impl Discreet for TodayView {
    fn veil(&mut self, model: &Model, now: Now) {
        // Hints are about people and what I do, not about what they told.
        let Self {
            due,
            soon,
            hints: _,
            more_due: _,
            more_soon: _,
            waiting: _,
            next_week: _,
            inbox: _,
            empty: _,
        } = self;
        due.iter_mut().chain(soon).for_each(|due| due.veil(model, now));
    }
}

impl Discreet for Due {
    fn veil(&mut self, model: &Model, now: Now) {
        let Self {
            record,
            title,
            why,
            said,
            tell,
            person: _,
            on: _,
            at: _,
            signal: _,
            rule: _,
            about: _,
            weight: _,
            done: _,
            leave: _,
            left: _,
        } = self;
        let veil = veil_of(model, *record, now);
        *title = veil.hide(title);
        why.each_told(&mut |words| *words = veil.hide(words));
        *said = Said::nothing();
        // Writing waits until nobody looks on.
        *tell = None;
    }
}

impl Discreet for Hit {
    fn veil(&mut self, model: &Model, now: Now) {
        let Self { record, title, marks, matched, opens: _ } = self;
        if record.kind == Kind::Person {
            return;
        }
        let veil = veil_of(model, *record, now);
        let words = veil.hide(title);
        if words != *title {
            (*title, *marks) = (words, Vec::new());
        }
        *matched = matched.take().filter(|matched| !veil.hides_any(&matched.snippet.text));
    }
}

impl Discreet for JotRow {
    fn veil(&mut self, model: &Model, now: Now) {
        let Self { jot, parsed } = self;
        let words = Veil::over_jot(model, jot, parsed).hide(&jot.text);
        if words != jot.text {
            jot.text = words;
            *parsed = understood(model, jot, now);
        }
    }
}
