//! What the two homes of the notebook have to say to the person, in words.

use keeper::link::{Back, Home, Place, Second, Status, Why};
use leptos::prelude::*;

use super::{empty::notice, icon::Glyph, numbers::several};
use crate::app::link::use_keeper;

/// Where the second home is and how it stands with it.
pub(crate) fn second(second: &Second) -> String {
    let place = match second.place {
        None => {
            return "This browser has no second place for it: a backup now and then is worth it.".to_owned();
        }
        Some(Place::Files) => "a file that the browser keeps for Rapport",
        Some(Place::Cache) => "the cache that the browser keeps for Rapport",
    };
    let state = match &second.state {
        Home::Elsewhere => "Another tab of Rapport looks after it.".to_owned(),
        Home::Opening => "It is being read.".to_owned(),
        Home::Whole => "It has everything.".to_owned(),
        Home::Behind(n) => [&several(*n as usize, "change is", "changes are"), " on the way there."].concat(),
        Home::Refused(why) => ["It cannot be used now (", why, "); it is tried again."].concat(),
    };
    ["A second time in ", place, ". ", &state].concat()
}

/// What a damaged piece costs, and what heals it.
pub(crate) fn damage(status: &Status) -> String {
    const SET_ASIDE: &str = "They are set aside and nothing was deleted. ";
    match (status.waiting, status.missing) {
        (0, 0) => [SET_ASIDE, "Everything else is here."].concat(),
        (0, _) => [SET_ASIDE, "Another device or a backup brings back what was in them."].concat(),
        (n, _) => {
            let later = several(
                n as usize,
                "later change is stored but builds",
                "later changes are stored but build",
            );
            let healed =
                " on them, and cannot show yet: another device or a backup brings back what is missing.";
            [SET_ASIDE, &later, healed].concat()
        }
    }
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
                    <a class="act" href="/settings">"Storage and backup"</a>
                    <button class="act quiet" on:click=move |_| keeper.open_again()>"Try again"</button>
                </div>
            };
            let headline = "Rapport works from its second home.".to_owned();
            notice("overdue", Glyph::Warning, headline, stands_in(&why), acts.into_any())
        })
    };
    let back = move || {
        back.get().map(|(headline, words)| {
            let acts = view! {
                <div class="acts"><button class="act" on:click=move |_| keeper.accept()>"Good"</button></div>
            };
            notice("promise", Glyph::Shield, headline, words, acts.into_any())
        })
    };
    let missing = move || {
        missing.get().map(|words| {
            let acts = view! {
                <div class="acts">
                    <a class="act" href="/settings">"Bring back a backup"</a>
                    <a class="act" href="/settings/devices">"Devices"</a>
                    <button class="act quiet" on:click=move |_| keeper.accept()>"Go on without"</button>
                </div>
            };
            let headline = "Something that was saved here is gone.".to_owned();
            notice("overdue", Glyph::Warning, headline, words, acts.into_any())
        })
    };
    let backup = move || {
        wants_backup.get().then(|| {
            let acts = view! { <div class="acts"><a class="act" href="/settings">"Storage and backup"</a></div> };
            let words = "It stores again, and what you wrote is here. Please save a backup all the same: a browser that was \
                         out of room may lose what it had.";
            notice("promise", Glyph::Warning, "Storage refused a while ago.".into(), words.into(), acts.into_any())
        })
    };
    view! { {stands_in} {back} {missing} {backup} }.into_any()
}

fn is_everything(status: &Status) -> bool {
    status.missing == 0 && status.waiting == 0 && status.quarantined.is_empty()
}

fn brought_back(back: &Back, is_everything: bool) -> (String, String) {
    let entries = several(back.entries as usize, "entry was", "entries were");
    let rest = if is_everything { "; nothing is missing." } else { "." };
    match back.why {
        Why::Lost => (
            "This browser lost its storage.".to_owned(),
            [&entries, " brought back from the second home", rest].concat(),
        ),
        Why::Gaps => (
            "Something was missing from storage.".to_owned(),
            [&entries, " brought back from the second home", rest].concat(),
        ),
        Why::Cleared => {
            let changes = several(back.entries as usize, "change was", "changes were");
            (
                "This browser\u{2019}s storage was cleared while Rapport was open.".to_owned(),
                [&changes, " still here and written again", rest].concat(),
            )
        }
    }
}

fn stands_in(why: &str) -> String {
    [
        "This browser cannot open Rapport\u{2019}s storage (",
        why,
        "). What was in the second home is here, and what you write is saved there, but only once. Please save a backup.",
    ]
    .concat()
}

fn is_missing(status: &Status) -> String {
    let n = several(status.missing as usize, "change that was", "changes that were");
    let home = match &status.second.state {
        Home::Refused(why) => {
            [" The second home cannot be read now (", why, "); it is tried again."].concat()
        }
        _ => String::new(),
    };
    let heals = " saved in this browser cannot be found in it any more. Another device brings back what it has; so does a backup.";
    ["At least ", &n, heals, &home].concat()
}
