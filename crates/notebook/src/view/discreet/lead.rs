//! Leads: a page, and lines.

use crate::{
    Now,
    model::Model,
    practice::{
        discretion::{Reader, Veil},
        leads::story::story,
    },
    query::{Column, Conflict, LeadRow, LeadView, LeadsView, Moment},
    record::{Fields, Kind, Lead, Record, Ref},
};

use super::{
    Discreet,
    veils::{hide_value, is_words},
};

impl Discreet for LeadRow {
    fn veil(&mut self, model: &Model, _: Now) {
        let Some(lead) = model.leads.get(&self.id) else { return };
        let veil = Veil::over(model, lead, Reader::Anybody);
        let Self {
            need,
            prospect,
            recipients,
            id: _,
            progress: _,
            level: _,
            expects_call: _,
            due: _,
            received_at: _,
            contact_by: _,
            value: _,
            heat: _,
        } = self;
        for text in [need, prospect, recipients] {
            *text = veil.hide(text);
        }
    }
}

impl Discreet for LeadsView {
    fn veil(&mut self, model: &Model, now: Now) {
        let Self { list, states: _ } = self;
        list.veil(model, now);
    }
}

impl Discreet for Column {
    fn veil(&mut self, model: &Model, now: Now) {
        let Self { rows, progress: _, total: _ } = self;
        rows.iter_mut().for_each(|row| row.veil(model, now));
    }
}

impl Discreet for LeadView {
    fn veil(&mut self, model: &Model, now: Now) {
        let Some(known) = model.leads.get(&self.lead.id) else { return };
        let veil = Veil::over(model, known, Reader::Anybody);
        let source = known.source.filter(|_| known.hides_source());
        let Self {
            lead,
            names,
            words,
            step,
            offers,
            gate,
            story: told,
            spin_offs,
            moments,
            conflicts,
            discreet,
            // Made for paper, and so for others.
            sheet: _,
            contact: _,
            tier: _,
            removed: _,
        } = self;
        *discreet = true;
        *lead = veiled(known, &veil);
        names.retain(|name, _| {
            source.is_none_or(|source| *name != Ref::new(Kind::Person, source).to_string())
        });
        names.values_mut().chain(words).for_each(|text| *text = veil.hide(text));
        let hide = &mut |text: &mut String| *text = veil.hide(text);
        gate.values_mut().for_each(|said| said.each_told(hide));
        if known.hides_source() {
            offers.retain(|offer| !offer.about.is_to_source());
        }
        offers.iter_mut().for_each(|offer| offer.words.each_told(hide));
        if let Some(step) = step {
            step.words.each_told(hide);
        }
        *told = story(model, known, true);
        for link in told {
            let told = link.words.clone();
            link.words.each_told(hide);
            // The way to somebody's page names them as well.
            link.opens = link.opens.filter(|_| told == link.words);
        }
        moments.iter_mut().for_each(|Moment { words, at: _, what: _, record: _ }| *words = veil.hide(words));
        spin_offs.iter_mut().for_each(|row| row.veil(model, now));
        conflicts.retain(|Conflict { key, values: _, entries: _ }| key != "source" && key != "source_name");
        let values = conflicts.iter_mut().flat_map(|conflict| &mut conflict.values);
        values.for_each(|value| hide_value(&mut value.value, &veil));
    }
}

/// A lead as others may see it.
fn veiled(lead: &Lead, veil: &Veil) -> Lead {
    let mut out = Lead::blank(lead.id);
    for (key, mut value) in lead.pairs() {
        if lead.hides_source() && (key == "source" || key == "source_name") {
            continue;
        }
        if key.strip_prefix("tags/").is_some_and(|tag| veil.hides_any(tag)) {
            continue;
        }
        if is_words(Lead::SPECS, &key) {
            hide_value(&mut value, veil);
        }
        // What the table gave, it takes.
        let _ = out.take(&key, value);
    }
    out
}
