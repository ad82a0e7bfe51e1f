//! Every other place, for a phone.

use leptos::prelude::*;
use notebook::query::{Counts, Query};
use said::Word;
use said::words::more as say;
use said::words::word;

use crate::{
    app::{cloak::use_cloak, discreet::use_discreet, link::use_keeper, meeting},
    components::{
        head::head,
        icon::{Glyph, icon},
        safety::safety,
    },
};

const PLACES: [(&str, Glyph, Word, Option<Word>); 8] = [
    ("/search", Glyph::Search, word::SEARCH_EVERYTHING, None),
    ("/twice", Glyph::People, word::ENTERED_TWICE_ASK, Some(say::TWO_ENTRIES_ONE_PERSON)),
    ("/history", Glyph::History, word::HISTORY, Some(say::WHAT_WAS_DONE_AND_UNDO)),
    ("/bin", Glyph::Bin, word::BIN, Some(say::KEPT_UNTIL_YOU_EMPTY_IT)),
    ("/me", Glyph::Person, word::ME, Some(say::WHAT_OTHERS_NEED_TO_REFER)),
    ("/settings", Glyph::Settings, word::SETTINGS, Some(say::BACKUP_THEME_STORAGE)),
    ("/settings/devices", Glyph::Device, word::DEVICES, Some(say::ONE_NOTEBOOK_ON_ALL_YOURS)),
    ("/settings#about", Glyph::Info, say::ABOUT, None),
];

/// The pane of this place.
#[component]
pub(crate) fn More() -> impl IntoView {
    let counts = use_keeper().watch::<Counts>(|| Query::Counts);
    let inbox = Memo::new(move |_| counts.with(|counts| counts.as_ref().map_or(0, |counts| counts.inbox)));
    let waiting = move || match inbox.get() {
        0 => say::NOTHING_TO_SORT.text().to_owned(),
        n => say::to_sort(n).text(),
    };
    let number =
        move || (inbox.get() > 0).then(|| view! { <span class="count" aria-hidden="true">{inbox}</span> });
    let begin = meeting::begin();
    let (discreet, cloak) = (use_discreet(), use_cloak());
    let hides = move || {
        if discreet.is_on() {
            say::ON_WHO_TOLD_YOU_STAYS.text()
        } else {
            say::FOR_SCREEN_THAT_OTHERS_CAN.text()
        }
    };
    let line = |(href, glyph, name, small): (&'static str, Glyph, Word, Option<Word>)| {
        let small = small.map(|small| view! { <small>{small.text()}</small> });
        view! { <li><a href=href>{icon(glyph)} <span>{name.text()}{small}</span></a></li> }
    };
    view! {
        <section class="pane page ruled" aria-labelledby="more">
            <div class="scroll">
                {head("more", word::MORE.text(), view! { <p>{safety()}</p> }.into_any())}
                <ul class="menu">
                    <li>
                        <a href="/inbox">{icon(Glyph::Inbox)} <span>{word::INBOX.text()} <small>{waiting}</small></span> {number}</a>
                    </li>
                    <li>
                        <button aria-pressed=move || discreet.is_on().to_string() on:click=move |_| discreet.toggle()>
                            {icon(Glyph::EyeOff)} <span>{say::DISCREET_MODE.text()} <small>{hides}</small></span>
                        </button>
                    </li>
                    <li>
                        <button aria-pressed=move || cloak.is_on().to_string() on:click=move |_| cloak.toggle()>
                            {icon(Glyph::Cloak)} <span>{say::BLUR_NAMES.text()} <small>{say::FOR_EYES_NEARBY_ANOTHER_TAP.text()}</small></span>
                        </button>
                    </li>
                    <li>
                        <button on:click=move |_| begin()>
                            {icon(Glyph::Moon)} <span>{word::MEETING_MODE.text()} <small>{say::DIM_FOR_ONE_NOTE_THAT.text()}</small></span>
                        </button>
                    </li>
                    {PLACES.map(line).collect_view()}
                </ul>
            </div>
        </section>
    }
}
