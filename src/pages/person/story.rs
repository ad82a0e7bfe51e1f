//! What happened with a person, last first.

use crate::components::said::section;
use leptos::prelude::*;
use notebook::{query::Moment, time::instant_text};
use said::words::person as say;

use super::{Seen, touch::TOUCHES};
use crate::components::{
    edit::{Choices, label, page_of},
    when,
};

/// What happens with a lead, and how the story says it.
const OF_LEADS: Choices = &[
    ("received", say::RECEIVED),
    ("agreed", say::THEY_AGREED),
    ("contacted", say::FIRST_CONTACT),
    ("proposal", say::PROPOSAL),
    ("won", say::WON),
    ("lost", say::LOST),
    ("not_a_fit", say::NOT_FIT),
    ("reported", say::REPORTED_TO_SOURCE),
    ("passed", say::PASSED_ON_TO),
];

/// Moments shown at first: the facts below are not far.
const FEW: usize = 6;

/// The timeline.
pub(crate) fn story(seen: Seen) -> AnyView {
    let all = Memo::new(move |_| seen.with(|view| view.timeline.clone()));
    let total = Memo::new(move |_| seen.with(|view| view.moments));
    let open = RwSignal::new(false);
    let shown = move || {
        let most = if open.get() { usize::MAX } else { FEW };
        all.with(|all| all.iter().take(most).cloned().map(told).collect_view())
    };
    let more = move || {
        let (here, total) = (all.with(Vec::len), total.get());
        if !open.get() && here > FEW {
            let words = say::show_all(here).text();
            Some(view! { <button class="act" on:click=move |_| open.set(true)>{words}</button> }.into_any())
        } else if total > here {
            let words = say::before_these(total - here).text();
            Some(view! { <p class="hint">{words}</p> }.into_any())
        } else {
            None
        }
    };
    view! {
        {section(say::STORY)}
        <p class="inset hint" hidden=move || !all.with(Vec::is_empty)>{say::NOTHING_YET_WHAT_YOU_LOG.text()}</p>
        <ol class="story">{shown}</ol>
        <div class="inset">{more}</div>
    }
    .into_any()
}

/// One moment of a story.
pub(crate) fn told(moment: Moment) -> AnyView {
    let (tone, kind) = match moment.what.as_str() {
        "met" | "one_to_one" | "introduced" => ("accent", label(TOUCHES, &moment.what)),
        "promise" => ("promise", say::PROMISED.text().to_owned()),
        "jot" => ("", say::JOT.text().to_owned()),
        "lead" => ("", say::LEAD.text().to_owned()),
        "note" => ("", say::NOTE.text().to_owned()),
        other => ("", label(OF_LEADS, &label(TOUCHES, other))),
    };
    let is_quote = moment.what == "jot";
    let words = if is_quote { format!("“{}”", moment.words) } else { moment.words };
    let link = page_of(moment.record).filter(|_| moment.what == "lead");
    let words = match link {
        Some(href) => view! { <a href=href class="link" dir="auto">{words}</a> }.into_any(),
        None if is_quote => view! { <span class="words" dir="auto">{words}</span> }.into_any(),
        None => view! { <span dir="auto">{words}</span> }.into_any(),
    };
    view! {
        <li>
            <article class=format!("entry told {tone}")>
                <div class="who">
                    <time class="date" datetime=instant_text(&moment.at)>{when::short_day(when::date_of(&moment.at))}</time>
                </div>
                <div class="what"><p class="why"><span class="kind">{kind}</span> " " {words}</p></div>
            </article>
        </li>
    }
    .into_any()
}
