//! The rules of the practice: pure functions of the read model and the moment. Nothing that they say is
//! stored; what is stored are the person's decisions about it.

pub(crate) mod discretion;
pub mod leads;
