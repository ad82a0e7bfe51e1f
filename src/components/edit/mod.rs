//! Editing in place: tables say which facts a record has; these small parts show and change them.

mod add;
pub(crate) mod common;
mod control;
mod doc;
mod fact;
mod form;
mod group;
mod input;
mod items;
mod moment;
mod more;
mod person;
mod section;
mod set;
mod table;

pub(crate) use add::{Adding, adding};
pub(crate) use doc::{Doc, Names};
pub(crate) use form::{Asked, Ended, form};
pub(crate) use input::{Hint, Hour, Input, label, page_of};
pub(crate) use moment::typed;
pub(crate) use more::{add_a_fact, known};
pub(crate) use section::{Shown, folded, sections};
pub(crate) use table::{
    Beside, Choices, Field, Items, Part, Section, Shape, items, one, part, parts, records, words,
};
