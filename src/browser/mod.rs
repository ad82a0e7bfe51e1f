//! One file per browser capability. What a browser lacks leaves no dead button.

pub mod badge;
pub mod clock;
pub mod install;
pub mod persist;
pub mod random;
pub mod theme;
