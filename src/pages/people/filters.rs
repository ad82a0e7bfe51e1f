//! By what people are filtered and in which order: chips with counts, all of it in the address.

use crate::components::said::labelled;
use leptos::prelude::*;
use notebook::query::PeopleView;
use said::Word;
use said::words::people as say;
use said::words::word;

use crate::{
    app::link::Watched,
    components::{
        ask::sheet,
        chip::filter_chip,
        edit::label,
        icon::{Glyph, icon, icon_as},
        numbers::counted,
        roll::roll,
        seek::Asked,
    },
    pages::person::fields::ROLES,
};

/// Chips of each sort that are shown before “More”.
const FEW: usize = 3;

const ORDERS: [(&str, Word); 3] =
    [("", say::BY_NAME), ("touch", say::LAST_TOUCHED_FIRST), ("quiet", say::LONGEST_QUIET_FIRST)];

/// The row below the search field.
pub(crate) fn filters(asked: Asked, answer: Watched<PeopleView>) -> AnyView {
    let more = RwSignal::new(false);
    let found = Memo::new(move |_| answer.with(|people| people.as_deref().map(sorts)));
    // One row, however many there are: the list is below it.
    let chips = move || {
        let all = found.get()?.into_iter();
        Some(all.flat_map(move |sort| chips_of(asked, sort, FEW)).collect::<Vec<_>>())
    };
    let many = move || found.with(|found| found.iter().flatten().any(|(_, words)| words.len() > FEW));
    let row = view! {
        {order(asked)}
        {chips}
        <button
            type="button"
            class="chip plain"
            aria-haspopup="dialog"
            hidden=move || !many()
            on:click=move |_| more.set(true)
        >
            {labelled(Glyph::Filter, word::MORE)}
        </button>
    };
    view! {
        {roll(say::ORDER_AND_FILTERS.text(), row.into_any(), move || found.track())}
        {sheet(more, "ask", "filters-title", move || all(asked, found, more))}
    }
    .into_any()
}

/// Every filter that there is, in a sheet of its own.
fn all(asked: Asked, found: Memo<Option<Vec<Sort>>>, open: RwSignal<bool>) -> AnyView {
    const TITLES: [(&str, Word); 4] =
        [("role", say::ROLE), ("tag", say::TAG), ("city", say::CITY), ("trade", say::TRADE)];
    let groups = TITLES.map(|(key, title)| {
        let chips = move || {
            let sort = found.get()?.into_iter().find(|(of, _)| *of == key)?;
            Some(chips_of(asked, sort, usize::MAX).collect::<Vec<_>>())
        };
        let none = move || {
            found.with(|found| found.iter().flatten().all(|(of, words)| *of != key || words.is_empty()))
        };
        view! {
            <div hidden=none>
                <h3>{title.text()}</h3>
                <div class="chips" role="group" aria-label=title.text()>{chips}</div>
            </div>
        }
    });
    view! {
        <h2 id="filters-title">{say::SHOW_ONLY.text()}</h2>
        {groups.into_iter().collect_view()}
        <div class="acts">
            <button type="button" class="act quiet" on:click=move |_| asked.clear()>{say::EVERYBODY.text()}</button>
            <button type="button" class="act main" autofocus on:click=move |_| open.set(false)>{say::DONE.text()}</button>
        </div>
    }
    .into_any()
}

/// The first chips of a sort, and what is chosen of it.
fn chips_of(asked: Asked, (key, words): Sort, few: usize) -> impl Iterator<Item = AnyView> {
    let on = asked.get(key);
    let known = words.iter().any(|(word, _)| *word == on);
    let extra = (!on.is_empty() && !known).then(|| (on.clone(), 0));
    let chosen = on.clone();
    let shown = words.into_iter().enumerate().filter(move |(n, (word, _))| *n < few || *word == chosen);
    let all = extra.into_iter().chain(shown.map(|(_, word)| word));
    all.map(move |(word, count)| chip(asked, key, word.clone(), count, word == on))
}

type Sort = (&'static str, Vec<(String, usize)>);

fn sorts(people: &PeopleView) -> Vec<Sort> {
    vec![
        ("role", people.roles.clone()),
        ("tag", people.tags.clone()),
        ("city", people.cities.clone()),
        ("trade", people.trades.clone()),
    ]
}

fn chip(asked: Asked, key: &'static str, word: String, count: usize, on: bool) -> AnyView {
    let shown = match key {
        "role" => label(ROLES, &word),
        "tag" => format!("#{word}"),
        _ => word.clone(),
    };
    let shown = if count > 0 { format!("{shown} {}", counted(count)) } else { shown };
    filter_chip(shown, Signal::stored(on), move || asked.set(key, if on { "" } else { &word }))
}

/// The menu of orders.
fn order(asked: Asked) -> AnyView {
    let now = move || {
        let now = asked.get("order");
        ORDERS.iter().find(|(key, _)| *key == now).unwrap_or(&ORDERS[0]).1.text()
    };
    let choices = ORDERS.iter().map(|(key, words)| {
        let on = move || asked.get("order") == *key;
        view! {
            <li>
                <button
                    type="button"
                    popovertarget="order"
                    popovertargetaction="hide"
                    aria-pressed=move || on().to_string()
                    on:click=move |_| asked.set("order", key)
                >
                    {move || if on() { icon(Glyph::Check) } else { icon_as(Glyph::Check, "sr") }}
                    <span>{words.text()}</span>
                </button>
            </li>
        }
    });
    view! {
        <button type="button" class="chip plain" popovertarget="order">{now} {icon_as(Glyph::Chevron, "down")}</button>
        <div class="menu" popover="auto" id="order"><ul>{choices.collect_view()}</ul></div>
    }
    .into_any()
}
