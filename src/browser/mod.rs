//! The browser, one capability a file. What a browser lacks leaves no dead button.

pub mod badge;
pub mod build;
pub mod cache;
pub mod camera;
pub mod clock;
pub mod dates;
pub mod file;
pub mod files;
pub mod idb;
pub mod install;
pub mod intl;
pub mod journal;
pub mod language;
pub mod life;
pub mod locks;
pub mod memory;
pub mod patience;
pub mod persist;
pub mod query;
pub mod random;
pub mod remind;
pub mod share;
pub mod shelter;
pub mod signs;
pub mod tab;
pub mod theme;
