//! STUB
use crate::Now;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::ops::Range;
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Parsed {
    pub pieces: Vec<Piece>,
}
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Piece {
    pub text: String,
    pub meaning: Option<Meaning>,
}
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
pub struct Due {
    pub date: NaiveDate,
    pub time: Option<(u8, u8)>,
}
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Meaning {
    Name(String),
    Trade(String),
    Company(String),
    Phone(String),
    Email(String),
    Link(String),
    Place(String),
    Need(String),
    For(String),
    Source(String),
    ExpectsCall,
    Due(Due),
    NameUse(bool),
    Presold,
    Agreed,
    Tag(String),
}
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum CompletingKind {
    Name,
    For,
    Source,
    Place,
    Tag,
}
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Completing {
    pub range: Range<usize>,
    pub kind: CompletingKind,
    pub prefix: String,
}
pub fn parse(text: &str, _now: Now, _d: &BTreeSet<String>) -> Parsed {
    Parsed { pieces: vec![Piece { text: text.into(), meaning: None }] }
}
impl Parsed {
    pub fn name(&self) -> Option<&str> {
        None
    }
    pub fn trade(&self) -> Option<&str> {
        None
    }
    pub fn company(&self) -> Option<&str> {
        None
    }
    pub fn phones(&self) -> Vec<&str> {
        vec![]
    }
    pub fn emails(&self) -> Vec<&str> {
        vec![]
    }
    pub fn links(&self) -> Vec<&str> {
        vec![]
    }
    pub fn place(&self) -> Option<&str> {
        None
    }
    pub fn needs(&self) -> Vec<&str> {
        vec![]
    }
    pub fn recipients(&self) -> Vec<&str> {
        vec![]
    }
    pub fn source(&self) -> Option<&str> {
        None
    }
    pub fn expects_call(&self) -> bool {
        false
    }
    pub fn due(&self) -> Option<Due> {
        None
    }
    pub fn name_use(&self) -> Option<bool> {
        None
    }
    pub fn presold(&self) -> bool {
        false
    }
    pub fn agreed(&self) -> bool {
        false
    }
    pub fn tags(&self) -> Vec<&str> {
        vec![]
    }
}
