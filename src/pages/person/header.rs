//! Who it is, and the ways to reach them: the preferred one first.

use crate::components::said::labelled;
use leptos::prelude::*;
use notebook::record::{
    Channel, Contact, Items, Person,
    reach::{calls, mails},
};
use said::words::person as say;

use super::Seen;
use crate::components::{
    face::face_as,
    icon::{Glyph, icon},
    when,
};

/// One way to reach somebody.
#[derive(Clone, PartialEq)]
struct Way {
    href: String,
    glyph: Glyph,
    words: &'static str,
    is_preferred: bool,
}

/// The head of the page.
pub(crate) fn header(seen: Seen, logging: RwSignal<bool>) -> AnyView {
    let name = Memo::new(move |_| seen.with(|view| view.person.display_name().to_owned()));
    let about = Memo::new(move |_| seen.with(|view| about(&view.person)));
    let ways = Memo::new(move |_| seen.with(|view| ways(&view.person)));
    let acts = move || {
        let ways = ways.get();
        let log = if ways.is_empty() { "act main" } else { "act" };
        let links = ways.into_iter().enumerate().map(|(n, way)| {
            let class = if n == 0 { "act main" } else { "act" };
            view! { <a class=class href=way.href rel="external">{icon(way.glyph)} " " {way.words}</a> }
        });
        view! {
            {links.collect::<Vec<_>>()}
            <button
                class=log
                aria-expanded=move || logging.get().to_string()
                on:click=move |_| logging.update(|open| *open = !*open)
            >
                {labelled(Glyph::Touch, say::LOG)}
            </button>
        }
        .into_any()
    };
    view! {
        <header class="entry">
            <div class="who">{move || name.with(|name| face_as(name, "big"))}</div>
            <div class="what">
                <h1 id="person" tabindex="-1"><bdi>{name}</bdi></h1>
                <p class="sub">{about}</p>
                <div class="acts even">{acts}</div>
            </div>
        </header>
    }
    .into_any()
}

fn about(person: &Person) -> String {
    let met = match (person.met_at.as_str(), person.met_on) {
        ("", None) => String::new(),
        ("", Some(on)) => say::met_day(&when::day(on)).text(),
        (at, None) => say::met_at_place(at).text(),
        (at, Some(on)) => say::met_at_place_day(&when::day(on), at).text(),
    };
    // A person whose name is the company's need not be told twice.
    let about = if person.display_name() == person.company { person.trade.clone() } else { person.about() };
    [about, met].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// Ways beside “Log”: what fits into one line of a phone.
const MOST: usize = 2;

/// The ways that exist, the preferred one first.
fn ways(person: &Person) -> Vec<Way> {
    let channel = person.channel.as_ref();
    let mut ways = Vec::new();
    if let Some(number) = first(&person.phones).and_then(|phone| calls(phone).into_iter().next()) {
        let call = Way {
            href: number.call,
            glyph: Glyph::Phone,
            words: say::CALL.text(),
            is_preferred: channel == Some(&Channel::Call),
        };
        let text = Way {
            href: number.text,
            glyph: Glyph::Message,
            words: say::TEXT.text(),
            is_preferred: matches!(channel, Some(Channel::Text | Channel::Messenger)),
        };
        ways.extend([call, text]);
    }
    if let Some(href) = first(&person.emails).and_then(|email| mails(email).into_iter().next()) {
        let is_preferred = channel == Some(&Channel::Email);
        ways.push(Way { href, glyph: Glyph::Email, words: say::EMAIL.text(), is_preferred });
    }
    ways.sort_by_key(|way| !way.is_preferred);
    ways.truncate(MOST);
    ways
}

/// The main one, or the first.
fn first(contacts: &Items<Contact>) -> Option<&str> {
    let main = contacts.values().find(|contact| contact.main == Some(true));
    main.or_else(|| contacts.values().next())
        .map(|contact| contact.value.as_str())
        .filter(|value| !value.is_empty())
}
