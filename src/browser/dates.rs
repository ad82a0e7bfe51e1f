//! Which comes first in a date of two numbers, the day or the month: as the browser writes dates, or by hand.

use js_sys::{Array, Date, Intl, Object, Reflect};

use super::memory::Memory;

const KEY: &str = "rapport.dates";

/// The person's choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    /// As the browser writes them.
    Browser,
    /// 24/12.
    Day,
    /// 12/24.
    Month,
}

impl DateOrder {
    const fn word(self) -> Option<&'static str> {
        match self {
            Self::Browser => None,
            Self::Day => Some("day"),
            Self::Month => Some("month"),
        }
    }

    /// What was chosen on this device.
    pub fn remembered() -> Self {
        match Memory::Device.get(KEY).as_deref() {
            Some("day") => Self::Day,
            Some("month") => Self::Month,
            _ => Self::Browser,
        }
    }

    /// From now on.
    pub fn choose(self) {
        Memory::Device.set(KEY, self.word());
    }

    /// Whether the month comes first.
    pub fn is_month_first(self) -> bool {
        match self {
            Self::Browser => BROWSER.with(|first| *first),
            Self::Day => false,
            Self::Month => true,
        }
    }
}

thread_local! {
    static BROWSER: bool = browser();
}

/// Whether the browser puts the month first; it says so by writing a date in parts.
fn browser() -> bool {
    let options = Object::new();
    for (key, value) in [("day", "numeric"), ("month", "numeric")] {
        let _ = Reflect::set(&options, &key.into(), &value.into());
    }
    let parts = Intl::DateTimeFormat::new(&Array::new(), &options).format_to_parts(&Date::new_0());
    let kinds = parts.iter().filter_map(|part| Reflect::get(&part, &"type".into()).ok()?.as_string());
    kinds.into_iter().find(|kind| kind == "day" || kind == "month").is_some_and(|kind| kind == "month")
}
