//! A new person: only a name is needed, the page opens at once.

use crate::components::said::hint;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use notebook::{
    command::{Command, Edit},
    query::{Page, PeopleFilter, PeopleView, Query},
    record::{Kind, Ref},
};
use said::Word;
use said::words::people as say;
use said::words::word;
use web_sys::SubmitEvent;

use crate::{
    app::link::use_keeper,
    components::{ask::sheet, words},
};

/// Where the words are kept while they are typed.
const PLACE: &str = "people/new/";

/// What is asked beside the name: what stands on a card, and what kind of field it is typed in. Each may stay empty.
const BESIDE: [(&str, Word, &str); 3] =
    [("trade", say::WHAT_THEY_DO, "text"), ("company", say::COMPANY, "text"), ("phone", say::PHONE, "tel")];

/// People who go by nearly the same name that are shown at once.
const NEAR: usize = 3;

/// What a name begins with, word by word: who is spelled a little otherwise is found by it too. Nothing of a single word
/// that has hardly begun.
fn beginnings(name: &str) -> String {
    const LETTERS: usize = 4;
    let short = |word: &str| word.chars().take(LETTERS).collect::<String>();
    let words: Vec<String> = name.split_whitespace().map(short).collect();
    match words.as_slice() {
        [only] if only.chars().count() < LETTERS => String::new(),
        words => words.join(" "),
    }
}

/// The small form; open while there is a name to begin with.
pub(crate) fn add_person(adding: RwSignal<Option<String>>) -> AnyView {
    let (keeper, navigate) = (use_keeper(), use_navigate());
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        if adding.with(Option::is_some) {
            open.set(true);
        }
    });
    Effect::new(move |_| {
        if !open.get() && adding.with_untracked(Option::is_some) {
            adding.set(None);
        }
    });
    let navigate = StoredValue::new(navigate);
    let body = move || {
        let name = RwSignal::new(adding.get_untracked().unwrap_or_default());
        words::keep(PLACE, name);
        let missing = RwSignal::new(false);
        let beside = BESIDE.map(|(key, label, kind)| {
            let words = RwSignal::new(String::new());
            words::keep([PLACE, key].concat(), words);
            (key, label, kind, words)
        });
        let submit = move |event: SubmitEvent| {
            event.prevent_default();
            let name = name.get_untracked().trim().to_owned();
            if name.is_empty() {
                return missing.set(true);
            }
            let record = Ref::new(Kind::Person, keeper.id());
            let mut edits = vec![Edit::text("name", &name)];
            edits.extend(beside.iter().filter_map(|(key, _, _, words)| {
                let words = words.with_untracked(|words| words.trim().to_owned());
                let key =
                    if *key == "phone" { format!("phones/{}/value", keeper.id()) } else { (*key).to_owned() };
                (!words.is_empty()).then(|| Edit::text(key, &words))
            }));
            keeper.act_said(Command::Add { record, edits }, say::added(&name).text());
            words::forget(PLACE);
            open.set(false);
            navigate.with_value(|navigate| navigate(&format!("/{record}"), Default::default()));
        };
        let leave = move |_| {
            words::forget(PLACE);
            open.set(false);
        };
        // Somebody who goes by nearly the same name is shown before they are entered twice.
        let near = keeper.watch::<PeopleView>(move || {
            let text = name.with(|name| beginnings(name));
            let most = if text.is_empty() { 0 } else { NEAR };
            Query::People(PeopleFilter { text, ..PeopleFilter::default() }, Page::first(most))
        });
        let here = move || {
            let rows = near.get().map(|near| near.list.rows.clone()).filter(|rows| !rows.is_empty())?;
            let links = rows.into_iter().map(|row| {
                view! {
                    <a class="chip" href=format!("/people/{}", row.id) on:click=move |_| open.set(false)>
                        <bdi>{row.name}</bdi> " " <small>{row.about}</small>
                    </a>
                }
            });
            Some(view! { {hint(say::IS_IT_ONE_THESE_ASK)} <div class="chips">{links.collect_view()}</div> })
        };
        let field = |(key, label, kind, words): (&'static str, Word, &'static str, RwSignal<String>)| {
            let id = ["add-", key].concat();
            view! {
                <div class="field">
                    <label for=id.clone()>{label.text()}</label>
                    <input
                        class="input"
                        id=id
                        type=kind
                        dir="auto"
                        autocomplete="off"
                        autocapitalize=if key == "company" { "words" } else { "sentences" }
                        enterkeyhint="done"
                        prop:value=words
                        on:input=move |event| words.set(event_target_value(&event))
                    />
                </div>
            }
        };
        let beside = beside.map(field).collect_view();
        let fault = move || missing.get().then_some(say::NAME_OR_WORD_FOR_THEM.text());
        view! {
            <form on:submit=submit class="stack">
                <h2 id="add-title">{say::NEW_PERSON.text()}</h2>
                <div class="field">
                    <label for="add-name">{word::NAME.text()}</label>
                    <input
                        class="input"
                        id="add-name"
                        autofocus
                        autocomplete="off"
                        autocapitalize="words"
                        enterkeyhint="done"
                        aria-describedby="add-fault"
                        aria-invalid=move || missing.get().then_some("true")
                        prop:value=name
                        on:input=move |event| name.set(event_target_value(&event))
                    />
                    <div aria-live="polite">{here}</div>
                    <p class="fault" id="add-fault" hidden=move || !missing.get()>{fault}</p>
                </div>
                {beside}
                <div class="acts">
                    <button type="button" class="act quiet" on:click=leave>{word::CANCEL.text()}</button>
                    <button class="act main">{word::ADD.text()}</button>
                </div>
            </form>
        }
        .into_any()
    };
    sheet(open, "ask", "add-title", body)
}
