//! A face: a person's initials in a circle.

use leptos::prelude::*;
use notebook::initials;

use crate::browser::signs::first_sign;

/// The face beside a name; `tone` is one of `accent`, `promise`, `overdue`, `big`, or nothing.
pub fn face_as(name: &str, tone: &str) -> AnyView {
    view! { <span class=format!("face {tone}") aria-hidden="true">{initials(name, first_sign)}</span> }
        .into_any()
}

/// The face beside a name.
pub fn face(name: &str) -> AnyView {
    face_as(name, "")
}
