//! The stories: each a person with the app in a real browser.

mod at_hand;
mod backup;
mod bad_input;
mod card;
mod cloak;
mod elsewhere;
mod first_visit;
mod harness;
mod hindsight;
mod journal;
mod keyboard;
mod leads;
mod mixer;
mod offered;
mod passed_on;
mod people;
mod places;
mod practice;
mod safety;
mod storage;
mod sync;
mod today;
mod update;
