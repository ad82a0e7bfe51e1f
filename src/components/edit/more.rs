//! “Add a fact”: everything that can still be said of a record, by the sections it belongs to, found by a few letters.

use crate::components::said::labelled;
use leptos::prelude::*;
use said::Word;
use said::words::edit as say;

use super::{doc::Doc, fact::focus_id_soon, section::Shown, table::Section};
use crate::components::icon::Glyph;

/// The sections of a record: what is known of each; a heading stands only over something.
pub(crate) fn known(all: &[(Shown, &'static Section)]) -> AnyView {
    let one = |(shown, section): &(Shown, &'static Section)| {
        let (shown, title) = (*shown, section.title);
        let heading = title
            .map(|title| view! { <h2 class="section" hidden=move || shown.is_empty()>{title.text()}</h2> });
        view! { {heading} {shown.lines()} }
    };
    all.iter().map(one).collect_view().into_any()
}

/// The button, and the offers below it.
pub(crate) fn add_a_fact(doc: Doc, all: Vec<(Shown, &'static Section)>) -> AnyView {
    let open = RwSignal::new(false);
    let asked = RwSignal::new(String::new());
    let id = format!("add-fact-{}", doc.record.id);
    let toggle = {
        let id = id.clone();
        move |_| {
            open.update(|open| *open = !*open);
            asked.set(String::new());
            if open.get_untracked() {
                focus_id_soon(id.clone());
            }
        }
    };
    let group = move |(shown, section): &(Shown, &'static Section)| {
        let (shown, section) = (*shown, *section);
        let found = move || {
            let asked = asked.with(|asked| asked.trim().to_lowercase());
            let fits = |n: &usize| {
                let words =
                    [shown.words(*n), " ", section.title.map_or("", Word::text)].concat().to_lowercase();
                asked.split_whitespace().all(|part| words.contains(part))
            };
            shown.offered().into_iter().filter(fits).collect::<Vec<_>>()
        };
        let found = Memo::new(move |_| found());
        let title = section.title.unwrap_or(say::LEAD_ITSELF);
        view! {
            <div role="group" aria-label=say::add_to(title).text() hidden=move || found.with(Vec::is_empty)>
                <p class="hint">{title.text()}</p>
                <div class="chips">
                    <For each=move || found.get() key=|n| *n children=move |n| shown.offer(n, Some(open)) />
                </div>
            </div>
        }
    };
    let groups = move || {
        open.get().then(|| {
            view! {
                <input
                    class="input"
                    id=id.clone()
                    type="search"
                    aria-label=say::WHICH_FACT.text()
                    placeholder=say::WHICH_FACT.text()
                    autocomplete="off"
                    autocapitalize="off"
                    on:input=move |event| asked.set(event_target_value(&event))
                />
                {all.iter().map(group).collect_view()}
            }
        })
    };
    view! {
        <div class="inset stack">
            <div class="chips">
                <button type="button" class="chip plain" aria-expanded=move || open.get().to_string() on:click=toggle>
                    {labelled(Glyph::Plus, say::ADD_FACT)}
                </button>
            </div>
            {groups}
        </div>
    }
    .into_any()
}
