//! One file per browser capability. What a browser lacks leaves no dead button.

pub mod clock;
pub mod persist;
pub mod random;
