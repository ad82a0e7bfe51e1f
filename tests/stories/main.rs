//! The stories: each a person with the app in a real browser.

mod backup;
mod first_visit;
mod harness;
mod journal;
mod mixer;
mod places;
mod storage;
mod update;
