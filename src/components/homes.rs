//! What the two homes of the notebook have to say to the person, in words.

use keeper::link::{Back, Home, Place, Second, Status, Why};
use leptos::prelude::*;
use said::words::homes as say;
use said::words::word;

use super::{empty::notice, icon::Glyph};
use crate::app::link::use_keeper;

/// Where the second home is and how it stands with it.
pub(crate) fn second(second: &Second) -> String {
    let place = match second.place {
        None => return say::PLACE_NONE.text().to_owned(),
        Some(Place::Files) => say::PLACE_FILES,
        Some(Place::Cache) => say::PLACE_CACHE,
    };
    let state = match &second.state {
        Home::Elsewhere => say::ELSEWHERE.into(),
        Home::Opening => say::OPENING.into(),
        Home::Whole => say::WHOLE.into(),
        Home::Behind(n) => say::on_the_way(*n),
        Home::Refused(why) => say::refused(why),
    };
    say::second(place, state).text()
}

/// What a damaged piece costs, and what heals it.
pub(crate) fn damage(status: &Status) -> String {
    let then = match (status.waiting, status.missing) {
        (0, 0) => say::EVERYTHING_ELSE.into(),
        (0, _) => say::BRINGS_BACK.into(),
        (n, _) => say::later(n),
    };
    say::set_aside(then).text()
}

/// That something was lost: what came back, what did not, and what to do.
pub(crate) fn notices() -> AnyView {
    let keeper = use_keeper();
    let status = keeper.status();
    let back = Memo::new(move |_| {
        status.with(|status| status.back.clone().map(|back| brought_back(&back, is_everything(status))))
    });
    let missing = Memo::new(move |_| status.with(|status| (status.missing > 0).then(|| is_missing(status))));
    let alone = Memo::new(move |_| status.with(|status| status.alone.clone()));
    let wants_backup = Memo::new(move |_| {
        status.with(|status| status.wants_backup && status.refuses.is_none() && status.alone.is_none())
    });
    let stands_in = move || {
        alone.get().map(|why| {
            let acts = view! {
                <div class="acts">
                    <a class="act" href="/settings">{say::STORAGE_AND_BACKUP.text()}</a>
                    <button class="act quiet" on:click=move |_| keeper.open_again()>{say::TRY_AGAIN.text()}</button>
                </div>
            };
            let headline = say::WORKS_FROM_SECOND.text().to_owned();
            notice("overdue", Glyph::Warning, headline, say::stands_in(&why).text(), acts.into_any())
        })
    };
    let back = move || {
        back.get().map(|(headline, words)| {
            let acts = view! {
                <div class="acts"><button class="act" on:click=move |_| keeper.accept()>{say::GOOD.text()}</button></div>
            };
            notice("promise", Glyph::Shield, headline, words, acts.into_any())
        })
    };
    let missing = move || {
        missing.get().map(|words| {
            let acts = view! {
                <div class="acts">
                    <a class="act" href="/settings">{say::BRING_BACK_BACKUP.text()}</a>
                    <a class="act" href="/settings/devices">{word::DEVICES.text()}</a>
                    <button class="act quiet" on:click=move |_| keeper.accept()>{say::GO_ON_WITHOUT.text()}</button>
                </div>
            };
            let headline = say::SOMETHING_THAT_WAS_SAVED_HERE.text().to_owned();
            notice("overdue", Glyph::Warning, headline, words, acts.into_any())
        })
    };
    let backup = move || {
        wants_backup.get().then(|| {
            let acts = view! { <div class="acts"><a class="act" href="/settings">{say::STORAGE_AND_BACKUP.text()}</a></div> };
            let words = say::IT_STORES_AGAIN_AND_WHAT.text();
            notice("promise", Glyph::Warning, say::STORAGE_REFUSED_WHILE_AGO.text().into(), words.into(), acts.into_any())
        })
    };
    view! { {stands_in} {back} {missing} {backup} }.into_any()
}

fn is_everything(status: &Status) -> bool {
    status.missing == 0 && status.waiting == 0 && status.quarantined.is_empty()
}

fn brought_back(back: &Back, is_everything: bool) -> (String, String) {
    let brought =
        if is_everything { say::brought_back_all(back.entries) } else { say::brought_back(back.entries) };
    let (headline, words) = match back.why {
        Why::Lost => (say::THIS_BROWSER_LOST_ITS_STORAGE, brought),
        Why::Gaps => (say::SOMETHING_WAS_MISSING_FROM, brought),
        Why::Cleared if is_everything => {
            (say::THIS_BROWSERS_STORAGE_WAS, say::written_again_all(back.entries))
        }
        Why::Cleared => (say::THIS_BROWSERS_STORAGE_WAS, say::written_again(back.entries)),
    };
    (headline.text().to_owned(), words.text())
}

fn is_missing(status: &Status) -> String {
    let home = match &status.second.state {
        Home::Refused(why) => Some(say::home_unread(why)),
        _ => None,
    };
    say::missing(home, status.missing).text()
}
