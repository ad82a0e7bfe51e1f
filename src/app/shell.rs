//! The frame: side bar or bar, panes, toasts.

use crate::components::said::labelled;
use leptos::prelude::*;
use leptos_router::{components::Router, hooks::use_location};
use notebook::query::{Counts, Query};
use said::words::shell as say;
use said::words::word;

use super::{
    address, arrive, back,
    cloak::Cloak,
    day::{Day, use_day},
    device,
    discreet::Discreet,
    example,
    keys::{self, Keys},
    link::{Keeper, use_keeper},
    meeting::{self, Meeting},
    palette::Palette,
    places::Places,
    press,
    routes::{hides_bar, shows},
    session::Session,
    update, whereabouts,
};
use crate::components::{
    composer::{Draft, use_draft},
    icon::{Glyph, icon, icon_as},
    safety::safety_line,
    toast::{ToastStack, Toasts},
};
use crate::pages::today::Beside;

/// The whole window.
#[component]
pub fn App() -> impl IntoView {
    press::follow();
    back::follow();
    let session = Session::of_this_tab();
    Toasts::provide();
    let day = Day::provide();
    provide_context(session);
    Meeting::provide();
    Cloak::provide();
    Discreet::provide();
    let keeper = Keeper::start(session);
    provide_context(keeper);
    day.follow(keeper);
    Draft::provide();
    provide_context(Palette(RwSignal::new(false)));
    provide_context(Beside(RwSignal::new(None)));
    update::follow(keeper.toasts());
    view! {
        <Router>
            <Frame />
            <Keys />
        </Router>
        <ToastStack />
    }
}

#[component]
fn Frame() -> impl IntoView {
    let path = use_location().pathname;
    let keeper = use_keeper();
    let counts = keeper.watch::<Counts>(|| Query::Counts);
    device::follow(keeper, counts, use_day());
    let inbox = Memo::new(move |_| counts.with(|counts| counts.as_ref().map_or(0, |counts| counts.inbox)));
    let show = Memo::new(move |_| shows(&path.get()));
    let hidden = Memo::new(move |_| hides_bar(&path.get()));
    let places = Places::fetch();
    address::follow();
    arrive::follow(places);
    whereabouts::follow();
    // Past a list of thousands, where there is a page beside it.
    let skip = |event: leptos::ev::MouseEvent| {
        if keys::focus(".pane.page :is(a[href], button, h1)") || keys::focus("main h1") {
            event.prevent_default();
        }
    };
    view! {
        <div class="app">
            <a class="skip" href="#main" on:click=skip>{say::SKIP_TO_PAGE.text()}</a>
            {example::banner()}
            {meeting::banner()}
            {side(path, inbox)}
            <main class="panes" id="main" data-show=move || show.get()>{places.panes()}</main>
            <nav class="bar" aria-label=say::PLACES.text() hidden=move || hidden.get()>
                {place(path, "/", Glyph::Today, word::TODAY.text())}
                {place(path, "/people", Glyph::People, word::PEOPLE.text())}
                <a href="/jot" class="pen" aria-current=move || current(path, "/jot") on:click=|_| raise_keyboard()>
                    {labelled(Glyph::Jot, say::JOT)}
                </a>
                {place(path, "/leads", Glyph::Leads, word::LEADS.text())}
                <a href="/more" aria-current=move || current(path, "/more")>
                    {icon_as(Glyph::More, "dots")} " " {word::MORE.text()} {move || count(inbox.get(), if inbox.get() == 1 { say::JOT_TO_SORT.text() } else { say::JOTS_TO_SORT.text() })}
                </a>
            </nav>
            {understudy()}
        </div>
        {places.over()}
    }
}

/// A phone raises its keyboard only from within a tap. The field that the tap leads to is not there
/// yet, so this one takes the focus, and whatever is typed, until it is.
fn understudy() -> AnyView {
    let draft = use_draft();
    let typed = move |event: leptos::ev::Event| {
        let words = event_target_value(&event);
        draft.write(draft.text.get_untracked() + &words);
        event_target::<web_sys::HtmlTextAreaElement>(&event).set_value("");
    };
    view! { <textarea class="sr" id="understudy" tabindex="-1" aria-hidden="true" on:input=typed></textarea> }
        .into_any()
}

fn raise_keyboard() {
    keys::focus("#understudy");
}

fn side(path: Memo<String>, inbox: Memo<usize>) -> AnyView {
    view! {
        <nav class="side" aria-label=say::PLACES.text()>
            <p class="brand">{word::RAPPORT.text()}</p>
            <a class="act main" href="/jot">{labelled(Glyph::Jot, say::JOT)} " " <kbd aria-hidden="true">"c"</kbd></a>
            {place(path, "/", Glyph::Today, word::TODAY.text())}
            <a href="/inbox" aria-current=move || current(path, "/inbox")>
                {labelled(Glyph::Inbox, word::INBOX)} " " {move || count(inbox.get(), say::TO_SORT.text())}
            </a>
            {place(path, "/people", Glyph::People, word::PEOPLE.text())}
            {place(path, "/leads", Glyph::Leads, word::LEADS.text())}
            {place(path, "/search", Glyph::Search, word::SEARCH.text())}
            {place(path, "/history", Glyph::History, word::HISTORY.text())}
            {place(path, "/bin", Glyph::Bin, word::BIN.text())}
            {place(path, "/me", Glyph::Person, word::ME.text())}
            {place(path, "/settings", Glyph::Settings, word::SETTINGS.text())}
            {safety_line()}
        </nav>
    }
    .into_any()
}

fn place(path: Memo<String>, href: &'static str, glyph: Glyph, name: &'static str) -> AnyView {
    view! { <a href=href aria-current=move || current(path, href)>{icon(glyph)} " " {name}</a> }.into_any()
}

fn current(path: Memo<String>, href: &str) -> Option<&'static str> {
    let path = path.read();
    let is_here = match href {
        "/" => *path == "/",
        _ => path.strip_prefix(href).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')),
    };
    is_here.then_some("page")
}

fn count(number: usize, of: &'static str) -> Option<AnyView> {
    (number > 0)
        .then(|| view! { <span class="count">{number}<span class="sr">" " {of}</span></span> }.into_any())
}
