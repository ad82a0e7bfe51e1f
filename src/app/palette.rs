//! The palette: people, leads and deeds by a few letters, from anywhere.

use leptos::{ev, html, prelude::*};
use leptos_router::hooks::use_navigate;
use notebook::{
    Value,
    command::{Command, Edit},
    query::{Hit, Listed, Query},
    record::{Kind, Ref},
    time::instant_text,
};
use said::Word;
use said::words::palette as say;
use said::words::word;

use super::{
    cloak::use_cloak,
    discreet::use_discreet,
    link::use_keeper,
    meeting::{self, use_meeting},
};
use crate::{
    browser::{clock::now, theme::Theme},
    components::{
        ask::sheet,
        edit::page_of,
        face::face,
        icon::{Glyph, icon},
        keys::composes,
        marked::marked,
    },
    pages::search::{glyph_of, word_of},
};

/// Hits of the search offered at once.
const HITS: usize = 7;

/// What the palette can do without the notebook.
#[derive(Clone, Copy, PartialEq)]
enum Deed {
    Go(&'static str),
    Meeting(bool),
    Discreet,
    Cloak,
    Theme(Theme),
}

const DEEDS: [(Glyph, Word, Deed); 18] = [
    (Glyph::Jot, say::JOT, Deed::Go("/jot")),
    (Glyph::Today, word::TODAY, Deed::Go("/")),
    (Glyph::Inbox, say::SORT_INBOX, Deed::Go("/inbox")),
    (Glyph::People, word::PEOPLE, Deed::Go("/people")),
    (Glyph::Leads, word::LEADS, Deed::Go("/leads")),
    (Glyph::Search, word::SEARCH_EVERYTHING, Deed::Go("/search")),
    (Glyph::Moon, say::BEGIN_MEETING_MODE, Deed::Meeting(true)),
    (Glyph::Sun, say::END_MEETING_MODE, Deed::Meeting(false)),
    (Glyph::EyeOff, say::DISCREET_MODE_ON_OR_OFF, Deed::Discreet),
    (Glyph::Cloak, say::BLUR_NAMES_OR_SHOW_THEM, Deed::Cloak),
    (Glyph::History, word::HISTORY, Deed::Go("/history")),
    (Glyph::Bin, word::BIN, Deed::Go("/bin")),
    (Glyph::Person, word::ME, Deed::Go("/me")),
    (Glyph::Settings, say::SETTINGS_AND_BACKUP, Deed::Go("/settings")),
    (Glyph::Device, say::DEVICES_AND_SYNC, Deed::Go("/settings/devices")),
    (Glyph::Device, say::THEME_AS_DEVICE, Deed::Theme(Theme::Device)),
    (Glyph::Sun, say::LIGHT_THEME, Deed::Theme(Theme::Light)),
    (Glyph::Moon, say::DARK_THEME, Deed::Theme(Theme::Dark)),
];

/// Whether the palette is open; in the context of every page.
#[derive(Clone, Copy)]
pub struct Palette(pub RwSignal<bool>);

/// The dialog; closed until [`Palette`] says otherwise.
pub fn palette() -> AnyView {
    let Palette(open) = expect_context();
    sheet(open, "ask palette", "palette-title", move || body(open))
}

/// One line that can be chosen.
#[derive(Clone, PartialEq)]
enum Line {
    Deed(usize),
    Hit(Hit, String),
    /// What was typed as somebody, or as what somebody needs.
    Add(Kind, String),
}

fn body(open: RwSignal<bool>) -> AnyView {
    let text = RwSignal::new(String::new());
    let current = RwSignal::new(0usize);
    let keeper = use_keeper();
    let found = keeper.watch::<Listed<Hit>>(move || {
        let text = text.with(|text| text.trim().to_owned());
        let limit = if text.is_empty() { 0 } else { HITS };
        Query::Search { text, limit }
    });
    let is_on = use_meeting();
    let lines = Memo::new(move |_| {
        let asked = text.with(|text| text.trim().to_lowercase());
        let fits = |(_, (_, name, deed)): &(usize, &(Glyph, Word, Deed))| {
            let makes_sense = !matches!(deed, Deed::Meeting(begins) if *begins == is_on.is_on());
            let words = name.text().to_lowercase();
            makes_sense
                && asked.split_whitespace().all(|part| words.split(' ').any(|word| word.starts_with(part)))
        };
        let deeds = DEEDS.iter().enumerate().filter(fits).map(|(n, _)| Line::Deed(n));
        let hits = found.with(|found| {
            let rows = found.iter().filter(|_| !asked.is_empty()).flat_map(|found| found.rows.iter());
            rows.filter_map(|hit| {
                Some(Line::Hit(hit.clone(), page_of(hit.opens).or_else(|| page_of(hit.record))?))
            })
            .collect::<Vec<_>>()
        });
        let typed = text.with(|text| text.trim().to_owned());
        let adds = [Kind::Person, Kind::Lead].map(|kind| Line::Add(kind, typed.clone()));
        let adds = adds.into_iter().filter(|_| !typed.is_empty());
        hits.into_iter().chain(deeds).chain(adds).collect::<Vec<_>>()
    });
    Effect::new(move |_| {
        text.track();
        current.set(0);
    });
    let (discreet, cloak) = (use_discreet(), use_cloak());
    let (navigate, meeting, begin) = (use_navigate(), use_meeting(), meeting::begin());
    let choose = Callback::new(move |n: usize| {
        let Some(line) = lines.with_untracked(|lines| lines.get(n).cloned()) else { return };
        open.set(false);
        match line {
            Line::Hit(_, href) => navigate(&href, Default::default()),
            Line::Add(kind, words) => {
                let record = Ref::new(kind, keeper.id());
                let mut edits = vec![Edit::text(if kind == Kind::Person { "name" } else { "need" }, &words)];
                if kind == Kind::Lead {
                    edits.push(Edit::set("received_at", Value::Str(instant_text(&now().0))));
                }
                keeper.act_said(Command::Add { record, edits }, say::added(&words).text());
                navigate(&format!("/{record}"), Default::default());
            }
            Line::Deed(n) => match DEEDS[n].2 {
                Deed::Go(href) => navigate(href, Default::default()),
                Deed::Meeting(true) => begin(),
                Deed::Meeting(false) => meeting.set(false),
                Deed::Discreet => discreet.toggle(),
                Deed::Cloak => cloak.toggle(),
                Deed::Theme(theme) => theme.choose(),
            },
        }
    });
    let keys = move |event: ev::KeyboardEvent| {
        if composes(&event) {
            return;
        }
        let count = lines.with_untracked(Vec::len);
        match event.key().as_str() {
            "ArrowDown" if count > 0 => current.update(|n| *n = (*n + 1) % count),
            "ArrowUp" if count > 0 => current.update(|n| *n = (*n + count - 1) % count),
            "Enter" => choose.run(current.get_untracked()),
            _ => return,
        }
        event.prevent_default();
    };
    let list = NodeRef::<html::Ul>::new();
    Effect::new(move |_| {
        let chosen = current.get();
        let line = list.get_untracked().and_then(|list| list.children().item(chosen as u32));
        if let Some(line) = line {
            line.scroll_into_view_with_bool(false);
        }
    });
    let none = move || lines.with(|lines| lines.iter().all(|line| matches!(line, Line::Add(..))));
    let nothing = move || none().then_some(say::NOTHING_GOES_BY_THESE_LETTERS.text());
    let option = move |(n, line): (usize, Line)| {
        let inside = match line {
            Line::Deed(n) => {
                let (glyph, name, _) = DEEDS[n];
                view! { <span class="who"><span class="face">{icon(glyph)}</span></span> <span class="what">{name.text()}</span> }
                    .into_any()
            }
            Line::Add(kind, words) => {
                let (glyph, does) = match kind {
                    Kind::Person => (Glyph::PersonAdd, say::add_person(&words)),
                    _ => (Glyph::Plus, say::add_lead(&words)),
                };
                view! {
                    <span class="who"><span class="face">{icon(glyph)}</span></span>
                    <span class="what">{does.text()}</span>
                }
                .into_any()
            }
            Line::Hit(hit, _) => {
                let marks = hit.marks.iter().map(|(from, to)| *from..*to).collect::<Vec<_>>();
                let who = match hit.record.kind {
                    Kind::Person => face(&hit.title),
                    kind => view! { <span class="face" aria-hidden="true">{icon(glyph_of(kind))}</span> }
                        .into_any(),
                };
                let matched = hit.matched.map(|found| [&found.field, ": ", &found.snippet.text].concat());
                let about = matched.unwrap_or_else(|| word_of(hit.record).text().to_owned());
                view! {
                    <span class="who">{who}</span>
                    <span class="what">
                        <span class="name" dir="auto">{marked(&hit.title, marks)}</span>
                        " "
                        <small dir="auto">{about}</small>
                    </span>
                }
                .into_any()
            }
        };
        view! {
            <li
                class="offer"
                role="option"
                id=format!("palette-{n}")
                aria-selected=move || (current.get() == n).to_string()
                on:click=move |_| choose.run(n)
            >
                {inside}
            </li>
        }
    };
    view! {
        <h2 id="palette-title" class="sr">{say::FIND_PEOPLE_LEADS_AND_WHAT.text()}</h2>
        <div class="find">
        {icon(Glyph::Search)}
        <input
            type="search"
            role="combobox"
            aria-expanded="true"
            aria-controls="palette-lines"
            aria-activedescendant=move || lines.with(|lines| !lines.is_empty()).then(|| format!("palette-{}", current.get()))
            aria-label=say::NAME_LEAD_OR_WHAT_TO.text()
            placeholder=say::NAME_LEAD_OR_WHAT_TO.text()
            autocomplete="off"
            autofocus
            prop:value=text
            on:input=move |event| text.set(event_target_value(&event))
            on:keydown=keys
        />
        <kbd>"esc"</kbd>
        </div>
        <ul node_ref=list class="offers" id="palette-lines" role="listbox" aria-label=say::FOUND.text()>
            {move || lines.get().into_iter().enumerate().map(option).collect_view()}
        </ul>
        <p class="hint inset" role="status">{nothing}</p>
    }
    .into_any()
}
