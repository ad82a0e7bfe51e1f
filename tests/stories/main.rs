//! The stories: each a person with the app in a real browser.

mod first_visit;
mod harness;
mod storage;
mod update;
