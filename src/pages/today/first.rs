//! The first page of an empty notebook: what this is, and how to begin.

use crate::components::said::paragraph;
use leptos::prelude::*;
use said::words::today as say;

use crate::{app::session::Session, components::install::install_hint};

pub(super) fn first_page() -> AnyView {
    view! {
        <div class="clear">
            {paragraph(say::NOTEBOOK_FOR_PEOPLE_YOU_MEET)}
            <p>
                {say::JOT_WHO_THEY_ARE_WHAT.text()}
            </p>
            <p>
                {say::TRY_LINE_BELOW.text()} " " <span class="words">{say::ANA_RUIZ_PLUMBER_NEEDS.text()}</span>
            </p>
            <div class="acts">
                <button class="act" on:click=|_| Session::enter_example()>
                    {say::LOOK_AROUND_WITH_EXAMPLE.text()}
                </button>
            </div>
            {install_hint()}
        </div>
        <div class="lines" aria-hidden="true"></div>
    }
    .into_any()
}
