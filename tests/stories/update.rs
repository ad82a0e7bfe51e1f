//! One build follows another.
