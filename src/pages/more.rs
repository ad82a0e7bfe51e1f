//! Every other place, for a phone.

use leptos::prelude::*;
use notebook::query::{Counts, Query};

use crate::{
    app::{cloak::use_cloak, discreet::use_discreet, link::use_keeper, meeting},
    components::{
        head::head,
        icon::{Glyph, icon},
        numbers::several,
        safety::safety,
    },
};

const PLACES: [(&str, Glyph, &str, &str); 8] = [
    ("/search", Glyph::Search, "Search everything", ""),
    ("/twice", Glyph::People, "Entered twice?", "Two entries of one person"),
    ("/history", Glyph::History, "History", "What was done, and undo"),
    ("/bin", Glyph::Bin, "Bin", "Kept until you empty it"),
    ("/me", Glyph::Person, "Me", "What others need to refer you"),
    ("/settings", Glyph::Settings, "Settings", "Backup, theme, storage"),
    ("/settings/devices", Glyph::Device, "Devices", "One notebook on all of yours"),
    ("/settings#about", Glyph::Info, "About", ""),
];

/// The pane of this place.
#[component]
pub(crate) fn More() -> impl IntoView {
    let counts = use_keeper().watch::<Counts>(|| Query::Counts);
    let inbox = Memo::new(move |_| counts.with(|counts| counts.as_ref().map_or(0, |counts| counts.inbox)));
    let waiting = move || match inbox.get() {
        0 => "Nothing to sort".to_owned(),
        n => format!("{} to sort", several(n, "jot", "jots")),
    };
    let number =
        move || (inbox.get() > 0).then(|| view! { <span class="count" aria-hidden="true">{inbox}</span> });
    let begin = meeting::begin();
    let (discreet, cloak) = (use_discreet(), use_cloak());
    let hides = move || {
        if discreet.is_on() { "On: who told you stays unnamed" } else { "For a screen that others can see" }
    };
    let line = |(href, glyph, name, small): (&'static str, Glyph, &'static str, &'static str)| {
        let small = (!small.is_empty()).then(|| view! { <small>{small}</small> });
        view! { <li><a href=href>{icon(glyph)} <span>{name}{small}</span></a></li> }
    };
    view! {
        <section class="pane page ruled" aria-labelledby="more">
            <div class="scroll">
                {head("more", "More", view! { <p>{safety()}</p> }.into_any())}
                <ul class="menu">
                    <li>
                        <a href="/inbox">{icon(Glyph::Inbox)} <span>"Inbox" <small>{waiting}</small></span> {number}</a>
                    </li>
                    <li>
                        <button aria-pressed=move || discreet.is_on().to_string() on:click=move |_| discreet.toggle()>
                            {icon(Glyph::EyeOff)} <span>"Discreet mode" <small>{hides}</small></span>
                        </button>
                    </li>
                    <li>
                        <button aria-pressed=move || cloak.is_on().to_string() on:click=move |_| cloak.toggle()>
                            {icon(Glyph::Cloak)} <span>"Blur names" <small>"For eyes nearby; another tap shows them"</small></span>
                        </button>
                    </li>
                    <li>
                        <button on:click=move |_| begin()>
                            {icon(Glyph::Moon)} <span>"Meeting mode" <small>"Dim, for the one note that cannot wait"</small></span>
                        </button>
                    </li>
                    {PLACES.map(line).collect_view()}
                </ul>
            </div>
        </section>
    }
}
