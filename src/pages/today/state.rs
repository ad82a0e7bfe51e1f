//! What is wrong with the storage, and what to do about it: above everything else.

use keeper::link::Stuck;
use leptos::prelude::*;
use notebook::Now;

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
                    <button class="act" on:click=|_| { let _ = window().location().reload(); }>"Try again"</button>
                </div>
            };
            Some(notice(
                "overdue",
                Glyph::Warning,
                "The notebook cannot be opened.".into(),
                why,
                acts.into_any(),
            ))
        }
        _ => None,
    };
    let waits = move || {
        let acts = view! {
            <div class="acts"><button class="act" on:click=move |_| keeper.open_again()>"Try again"</button></div>
        };
        keeper.waits().get().then(|| {
            notice(
                "promise",
                Glyph::Warning,
                "Another tab or window holds the notebook.".to_owned(),
                "It may be one that was left a moment ago. Close it, or try again. Words stay in the field until they are kept."
                    .to_owned(),
                acts.into_any(),
            )
        })
    };
    let refuses = Memo::new(move |_| status.with(|status| status.refuses.clone()));
    let refused = move || {
        let acts = view! {
            <div class="acts"><a class="act" href="/settings">"Storage and backup"</a></div>
        };
        refuses.get().map(|why| {
            notice("overdue", Glyph::Warning, "New entries cannot be stored.".into(), why, acts.into_any())
        })
    };
    let damaged = Memo::new(move |_| status.with(|status| (status.quarantined.len(), homes::damage(status))));
    let quarantined = move || {
        let (count, words) = damaged.get();
        let headline = match count {
            0 => return None,
            1 => "1\u{a0}piece could not be read.".to_owned(),
            n => format!("{n}\u{a0}pieces could not be read."),
        };
        let acts = view! { <div class="acts"><a class="act" href="/settings">"Look at them"</a></div> };
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
    let words = format!(
        "The last entry is dated {}, and this device says that today is {}. Please set the clock of the device that is \
         wrong. Nothing is lost; only reminders come at the wrong time until then.",
        when::dated(written.today()),
        when::dated(clock::now().today()),
    );
    notice("promise", Glyph::Warning, "A clock may be wrong.".into(), words, ().into_any())
}

/// A jot that could not be taken in: back into the field, from where it can be kept again. It goes when its words were kept, or
/// when the person says that they are wanted no more.
fn stuck(keeper: Keeper, entry: Stuck) -> AnyView {
    let draft = use_draft();
    let Stuck { key, why, words } = entry;
    let said = format!("“{words}” {why}");
    let (again, of, undone) = (words.clone(), key.clone(), words);
    let remove = move |_| {
        keeper.unstick(key.clone());
        let words = undone.clone();
        keeper.toasts().offer("Removed", "Undo", move || draft.append(&words));
    };
    let acts = view! {
        <div class="acts">
            <button class="act" on:click=move |_| draft.put_back(of.clone(), &again)>"Put it into the field"</button>
            <button class="act quiet" on:click=remove>"Remove it"</button>
        </div>
    };
    notice("promise", Glyph::Warning, "One entry could not be filed.".into(), said, acts.into_any())
}
