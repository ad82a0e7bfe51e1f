//! One file per browser capability. What a browser lacks leaves no dead button.

pub mod appearance;
pub mod clock;
pub mod file;
pub mod persist;
pub mod random;
