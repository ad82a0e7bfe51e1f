//! A day with a time, as a browser's field writes it: where the person is, on that day.

use js_sys::Date;
use notebook::{Instant, Now, Planned};

use crate::browser::clock::offset_at;

/// An instant as the field wants it: `2026-11-22T18:00`.
pub(crate) fn typed(at: &Instant) -> String {
    // By the rules of that day.
    let offset = -Date::new(&(at.millis() as f64).into()).get_timezone_offset() as i32;
    let here = at.here(Now::from_millis(at.millis(), offset).unwrap_or(Now(*at)));
    Planned::new(here.day, here.minutes).text()
}

/// The instant that the field shows.
pub(crate) fn read(typed: &str) -> Option<Instant> {
    let local = wall(typed)?.here(crate::browser::clock::now()).local()?;
    Instant::at(local, offset_at(local))
}

/// What the field shows, as a time on the wall. Some browsers write seconds as well.
pub(crate) fn wall(typed: &str) -> Option<Planned> {
    Planned::parse(typed.get(..16).unwrap_or(typed))
}
