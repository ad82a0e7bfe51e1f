//! History and bin.

use crate::{
    Now,
    model::Model,
    practice::discretion::Veil,
    query::{BinRow, FieldChange, HistoryEntry},
    record::{Fields, Kind, Lead},
};

use super::{
    Discreet,
    veils::{hide_value, is_words, veil_of},
};

impl Discreet for BinRow {
    fn veil(&mut self, model: &Model, now: Now) {
        let Self { record, title, removed_at: _ } = self;
        *title = veil_of(model, *record, now).hide(title);
    }
}

impl Discreet for HistoryEntry {
    fn veil(&mut self, model: &Model, now: Now) {
        let Self { records, fields, change: _, at: _, name: _, made: _ } = self;
        let mut veil = Veil::default();
        let about = records.iter().map(|(record, _)| *record).filter(|record| record.kind != Kind::Person);
        about.for_each(|record| veil.join(veil_of(model, record, now)));
        for (_, title) in records.iter_mut().filter(|(record, _)| record.kind != Kind::Person) {
            *title = veil.hide(title);
        }
        // A change that touches the person as well would name them beside their lead.
        records.retain(|(record, title)| record.kind != Kind::Person || !veil.hides_any(title));
        // What belongs to a set stands in the key: tags, nicknames.
        fields.retain(|change| change.key.split_once('/').is_none_or(|(_, member)| !veil.hides_any(member)));
        for FieldChange { record, key, before, after } in fields {
            let says_nothing = key != "source" && record.kind == Kind::Lead && !is_words(Lead::SPECS, key);
            if !says_nothing {
                [before, after].into_iter().flatten().for_each(|value| hide_value(value, &veil));
            }
        }
    }
}
