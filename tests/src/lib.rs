//! The harness of the stories: a person with a phone, a browser that really runs, a server that really stops.
//!
//! ```no_run
//! # async fn story() -> anyhow::Result<()> {
//! use stories::Story;
//!
//! let mut story = Story::phone().await?;
//! story.open("/").await?;
//! story.ready_offline().await?;
//! story.stop_server()?;
//! story.reload().await?;
//! story.see("Rapport").await?;
//! story.end().await
//! # }
//! ```
//!
//! Every verb that looks for something waits for it, at most [`Browser::patience`]; nothing ever just sleeps.

mod axe;
mod browser;
mod camera;
mod device;
mod driver;
mod endpoint;
mod engine;
mod gate;
mod install;
mod large;
mod look;
mod names;
mod page;
mod paper;
mod process;
mod reach;
mod site;
mod steady;
mod story;
mod tabs;
mod touch;
mod trouble;
mod wait;
mod wire;
mod workbench;
mod written;

pub use axe::Violation;
pub use browser::{Browser, Shape};
pub use camera::Seen;
pub use device::Theme;
pub use endpoint::{Endpoint, HangsUp};
pub use engine::{Engine, told_in};
pub use gate::Gate;
pub use large::{another, large};
pub use names::Key;
pub use paper::{Paper, Printed};
pub use site::Site;
pub use story::Story;
pub use tabs::Tab;
pub use wire::{Wire, install_bytes};
pub use workbench::Workbench;
pub use written::Written;

pub use anyhow::{Context, Error, Result, bail, ensure};
pub use serde_json::{Value, json};
