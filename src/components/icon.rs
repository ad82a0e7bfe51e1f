//! Icons of one family, drawn inline on a grid of 24.

use leptos::prelude::*;

/// Every icon there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Glyph {
    Today,
    People,
    Jot,
    Leads,
    More,
    Inbox,
    Search,
    Settings,
    Back,
    Close,
    Check,
    Undo,
    Phone,
    Message,
    Email,
    Link,
    Calendar,
    Tag,
    Person,
    PersonAdd,
    Group,
    Place,
    Clock,
    Trash,
    Restore,
    History,
    Download,
    Upload,
    Warning,
    Info,
    Shield,
    Lock,
    Moon,
    Sun,
    Filter,
    Chevron,
    Plus,
    Quote,
    Edit,
    Share,
    Event,
    Send,
    Device,
    Bin,
    Promise,
    Touch,
    EyeOff,
    Cloak,
}

/// An icon for the eye only: what it stands beside, or its control's label, says the same in words.
pub fn icon(glyph: Glyph) -> AnyView {
    icon_as(glyph, "")
}

/// The same with more classes: `tiny`, `down`, `dots`.
pub fn icon_as(glyph: Glyph, class: &'static str) -> AnyView {
    let (path, flips) = glyph.drawn();
    let class = format!("icon {}{class}", if flips { "flip " } else { "" });
    view! { <svg class=class viewBox="0 0 24 24" aria-hidden="true"><path d=path /></svg> }.into_any()
}

impl Glyph {
    /// Its path, and whether it is mirrored where text runs from right to left.
    const fn drawn(self) -> (&'static str, bool) {
        match self {
            Self::Today => (
                "M6 3.5h12A1.5 1.5 0 0 1 19.5 5v14a1.5 1.5 0 0 1-1.5 1.5H6A1.5 1.5 0 0 1 4.5 19V5A1.5 1.5 0 0 1 6 3.5z M9 3.5v17 M12.5 9h3.5M12.5 13h2.5",
                true,
            ),
            Self::People => (
                "M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z M2.5 20c.6-3.6 3.2-5.5 6.5-5.5s5.9 1.9 6.5 5.5 M16 4.9a3.3 3.3 0 0 1 0 6.2 M18.5 15.2c1.7.8 2.7 2.4 3 4.8",
                true,
            ),
            Self::Jot => ("M4 20l1-4L16.5 4.5a2.1 2.1 0 0 1 3 3L8 19z M14.5 6.5l3 3", true),
            Self::Leads => ("M4 12h15 M13 6l6 6-6 6", true),
            Self::More => ("M5 12h.01M12 12h.01M19 12h.01", false),
            Self::Inbox => (
                "M3.5 13.5L6 5.5h12l2.5 8v4a1.5 1.5 0 0 1-1.5 1.5H5a1.5 1.5 0 0 1-1.5-1.5z M3.5 13.5h5l1.5 2.5h4l1.5-2.5h5",
                false,
            ),
            Self::Search => ("M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13z M15.5 15.5L20 20", false),
            Self::Settings => (
                "M4 7h9M17 7h3M4 17h3M11 17h9 M15 9.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4z M9 19.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4z",
                false,
            ),
            Self::Back => ("M20 12H5 M11 6l-6 6 6 6", true),
            Self::Close => ("M6 6l12 12M18 6L6 18", false),
            Self::Check => ("M5 12.5l4.5 4.5L19 7.5", false),
            Self::Undo => ("M9 5L4.5 9.5 9 14 M4.5 9.5H14a5 5 0 0 1 0 10h-3", true),
            Self::Phone => (
                "M5.5 4h3l1.7 4.3-2.1 1.5a11 11 0 0 0 6.1 6.1l1.5-2.1L20 15.5v3a1.5 1.5 0 0 1-1.6 1.5C10.7 19.5 4.5 13.3 4 5.6A1.5 1.5 0 0 1 5.5 4z",
                false,
            ),
            Self::Message => ("M20 11.5a7.5 7.5 0 0 1-11 6.6L4 19.5l1.4-4.6A7.5 7.5 0 1 1 20 11.5z", false),
            Self::Email => (
                "M4.5 5.5h15A1 1 0 0 1 20.5 6.5v11a1 1 0 0 1-1 1h-15a1 1 0 0 1-1-1v-11a1 1 0 0 1 1-1z M4 7l8 6 8-6",
                false,
            ),
            Self::Link => (
                "M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7l-1.3 1.3 M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7l1.3-1.3",
                false,
            ),
            Self::Calendar => (
                "M5 5.5h14A1.5 1.5 0 0 1 20.5 7v12a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 19V7A1.5 1.5 0 0 1 5 5.5z M3.5 10.5h17M8 3v5M16 3v5",
                false,
            ),
            Self::Tag => {
                ("M4 4.5h7.5l8 8a1.5 1.5 0 0 1 0 2.1l-5.4 5.4a1.5 1.5 0 0 1-2.1 0L4 12z M8 8.5h.01", true)
            }
            Self::Person => {
                ("M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8z M4.5 20.5c.7-4 3.7-6 7.5-6s6.8 2 7.5 6", false)
            }
            Self::PersonAdd => (
                "M10 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8z M3 20.5c.6-4 3.4-6 7-6 1.5 0 2.9.4 4 1.1 M18 14.5v6M15 17.5h6",
                true,
            ),
            Self::Group => (
                "M12 10.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6z M6.5 19.5c.4-3.6 2.5-5.5 5.5-5.5s5.1 1.9 5.5 5.5 M5.5 11.5a2.2 2.2 0 0 1-.3-4.2M2.5 17c.1-1.6.8-2.8 2-3.5 M18.5 11.5a2.2 2.2 0 0 0 .3-4.2M21.5 17c-.1-1.6-.8-2.8-2-3.5",
                false,
            ),
            Self::Place => (
                "M12 21s7-6.2 7-11.5a7 7 0 0 0-14 0C5 14.8 12 21 12 21z M12 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
                false,
            ),
            Self::Clock => ("M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17z M12 7v5l3.5 2", false),
            Self::Trash => (
                "M4.5 6.5h15M9.5 6.5V4h5v2.5 M6.5 6.5l.9 13a1 1 0 0 0 1 1h7.2a1 1 0 0 0 1-1l.9-13 M10 10.5v6M14 10.5v6",
                false,
            ),
            Self::Restore => ("M4.5 5v4.5H9 M4.9 9.5A8 8 0 1 1 4 12.5", true),
            Self::History => ("M4.5 5v4.5H9 M4.9 9.5A8 8 0 1 1 4 12.5 M12 8v4.5l3 1.8", false),
            Self::Download => ("M12 4v11M7 10.5l5 5 5-5 M4.5 19.5h15", false),
            Self::Upload => ("M12 15.5V4.5M7 9l5-5 5 5 M4.5 19.5h15", false),
            Self::Warning => ("M12 4.5l8.5 15h-17z M12 10v4.5M12 17h.01", false),
            Self::Info => ("M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17z M12 11v5.5M12 7.8h.01", false),
            Self::Shield => {
                ("M12 3.5l7 2.5v5.5c0 4.3-2.9 7.3-7 9-4.1-1.7-7-4.7-7-9V6z M9 12l2.2 2.2L15.2 10", false)
            }
            Self::Lock => (
                "M6.5 11h11A1.5 1.5 0 0 1 19 12.5v6a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 5 18.5v-6A1.5 1.5 0 0 1 6.5 11z M8 11V8a4 4 0 0 1 8 0v3",
                false,
            ),
            Self::Moon => ("M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z", false),
            Self::Sun => (
                "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8z M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4",
                false,
            ),
            Self::Filter => ("M4 6.5h16M7 12h10M10 17.5h4", false),
            Self::Chevron => ("M9 5.5l6.5 6.5L9 18.5", true),
            Self::Plus => ("M12 5v14M5 12h14", false),
            Self::Quote => (
                "M10 7.5c-2.7.8-4.5 2.8-4.5 5.8V17h4.5v-4.5H5.7 M19 7.5c-2.7.8-4.5 2.8-4.5 5.8V17H19v-4.5h-4.3",
                false,
            ),
            Self::Edit => ("M4 20h16 M6 16l.7-3L14.5 5.2a1.7 1.7 0 0 1 2.4 2.4L9 15.3z", true),
            Self::Share => (
                "M12 14.5V3.5M8 7l4-4 4 4 M7.5 10.5H6A1.5 1.5 0 0 0 4.5 12v7A1.5 1.5 0 0 0 6 20.5h12a1.5 1.5 0 0 0 1.5-1.5v-7a1.5 1.5 0 0 0-1.5-1.5h-1.5",
                false,
            ),
            Self::Event => ("M5 20.5V4.5 M5 5c4-2 7 2 13.5 0l-2 4.5 2 4.5C12 16 9 12 5 14", true),
            Self::Send => ("M12 19V5M6 11l6-6 6 6", false),
            Self::Device => (
                "M8 2.5h8A1.5 1.5 0 0 1 17.5 4v16a1.5 1.5 0 0 1-1.5 1.5H8A1.5 1.5 0 0 1 6.5 20V4A1.5 1.5 0 0 1 8 2.5z M11 18.5h2",
                false,
            ),
            Self::Bin => (
                "M4 7.5h16M5.5 7.5l1.3 12a1 1 0 0 0 1 1h8.4a1 1 0 0 0 1-1l1.3-12 M8 7.5L9.5 3.5h5L16 7.5",
                false,
            ),
            Self::Promise => ("M2.5 12.5l4.5 4.5L16.5 7.5 M12 16.5l.5.5L21.5 7.5", false),
            Self::Touch => (
                "M9 17.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11z M15 17.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11z",
                false,
            ),
            // A face without features, behind two strokes.
            Self::Cloak => (
                "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17z M7 10.5h.01M10.3 8.5h.01M13.7 8.5h.01M17 10.5h.01M8.5 13h.01M12 12h.01M15.5 13h.01M10.3 16h.01M13.7 16h.01",
                false,
            ),
            Self::EyeOff => (
                "M4 4l16 16 M9.9 5.8A9.5 9.5 0 0 1 12 5.5c4.5 0 7.8 3 9.5 6.5a12 12 0 0 1-2.6 3.5M6.2 7.7A12.5 12.5 0 0 0 2.5 12c1.7 3.5 5 6.5 9.5 6.5a9.3 9.3 0 0 0 4.3-1.1 M10 10a3 3 0 0 0 4.2 4.2",
                false,
            ),
        }
    }
}
