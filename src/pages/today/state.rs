//! What is wrong with the storage, and what to do about it: above everything else.

use keeper::link::Stuck;
use leptos::prelude::*;
use notebook::Now;
use said::words::today as say;
use said::words::word;

use crate::{
    app::link::{Keeper, Phase, use_keeper},
    browser::clock,
    components::{composer::use_draft, empty::notice, homes, icon::Glyph, when},
};

pub(super) fn notices() -> AnyView {
    let keeper = use_keeper();
    let (phase, status) = (keeper.phase(), keeper.status());
    let closed = move || match phase.get() {
        Phase::Unavailable(why) => {
            let acts = view! {
                <div class="acts">
                    <button class="act" on:click=|_| { let _ = window().location().reload(); }>{say::TRY_AGAIN.text()}</button>
                </div>
            };
            Some(notice(
                "overdue",
                Glyph::Warning,
                say::NOTEBOOK_CANNOT_BE_OPENED.text().into(),
                why,
                acts.into_any(),
            ))
        }
        _ => None,
    };
    let waits = move || {
        let acts = view! {
            <div class="acts"><button class="act" on:click=move |_| keeper.open_again()>{say::TRY_AGAIN.text()}</button></div>
        };
        keeper.waits().get().then(|| {
            notice(
                "promise",
                Glyph::Warning,
                say::ANOTHER_TAB_OR_WINDOW_HOLDS.text().to_owned(),
                say::IT_MAY_BE_ONE_THAT.text().to_owned(),
                acts.into_any(),
            )
        })
    };
    let refuses = Memo::new(move |_| status.with(|status| status.refuses.clone()));
    let refused = move || {
        let acts = view! {
            <div class="acts"><a class="act" href="/settings">{say::STORAGE_AND_BACKUP.text()}</a></div>
        };
        refuses.get().map(|why| {
            notice(
                "overdue",
                Glyph::Warning,
                say::NEW_ENTRIES_CANNOT_BE_STORED.text().into(),
                why,
                acts.into_any(),
            )
        })
    };
    let damaged = Memo::new(move |_| status.with(|status| (status.quarantined.len(), homes::damage(status))));
    let quarantined = move || {
        let (count, words) = damaged.get();
        let headline = match count {
            0 => return None,
            n => say::pieces(n).text(),
        };
        let acts =
            view! { <div class="acts"><a class="act" href="/settings">{say::LOOK_AT_THEM.text()}</a></div> };
        Some(notice("promise", Glyph::Warning, headline, words, acts.into_any()))
    };
    let latest = Memo::new(move |_| status.with(|status| status.latest));
    let from_the_future = move || {
        let now = clock::now();
        let written =
            Now::from_millis(latest.get()?.saturating_mul(1000), now.offset().local_minus_utc() / 60)?;
        (written.today() > now.today().succ_opt()?).then(|| clock_may_be_wrong(written))
    };
    let stuck = move || keeper.stuck().get().into_iter().map(|entry| stuck(keeper, entry)).collect_view();
    view! { {closed} {waits} {refused} {homes::notices()} {quarantined} {from_the_future} {stuck} }.into_any()
}

/// Reminders go by the clock: one that is far off shows nothing in time, or everything at once.
fn clock_may_be_wrong(written: Now) -> AnyView {
    let words = say::clock_wrong(&when::dated(clock::now().today()), &when::dated(written.today())).text();
    notice("promise", Glyph::Warning, say::CLOCK_MAY_BE_WRONG.text().into(), words, ().into_any())
}

/// A jot that could not be taken in: back into the field, from where it can be kept again. It goes when its words were kept, or
/// when the person says that they are wanted no more.
fn stuck(keeper: Keeper, entry: Stuck) -> AnyView {
    let draft = use_draft();
    let Stuck { key, why, words } = entry;
    let said = say::stuck(&why, &words).text();
    let (again, of, undone) = (words.clone(), key.clone(), words);
    let remove = move |_| {
        keeper.unstick(key.clone());
        let words = undone.clone();
        keeper.toasts().offer(say::REMOVED.text(), word::UNDO.text(), move || draft.append(&words));
    };
    let acts = view! {
        <div class="acts">
            <button class="act" on:click=move |_| draft.put_back(of.clone(), &again)>{say::PUT_IT_INTO_FIELD.text()}</button>
            <button class="act quiet" on:click=remove>{say::REMOVE_IT.text()}</button>
        </div>
    };
    notice("promise", Glyph::Warning, say::ONE_ENTRY_COULD_NOT_BE.text().into(), said, acts.into_any())
}
