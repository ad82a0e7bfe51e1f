//! A new lead: only the need is asked for, the page opens at once.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use notebook::{
    Value,
    command::{Command, Edit},
    record::{Kind, Ref},
    time::instant_text,
};
use said::words::leads as say;
use said::words::word;
use web_sys::SubmitEvent;

use crate::{
    app::link::use_keeper,
    components::{ask::sheet, words},
};

/// Where the words are kept while they are typed.
const PLACE: &str = "leads/new/";

/// The small form.
pub(crate) fn add_lead(open: RwSignal<bool>) -> AnyView {
    let (keeper, navigate) = (use_keeper(), StoredValue::new(use_navigate()));
    let body = move || {
        let (need, who) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
        words::keep([PLACE, "need"].concat(), need);
        words::keep([PLACE, "who"].concat(), who);
        let missing = RwSignal::new(false);
        let submit = move |event: SubmitEvent| {
            event.prevent_default();
            let value = |words: RwSignal<String>| words.get_untracked().trim().to_owned();
            let (need, who) = (value(need), value(who));
            if need.is_empty() {
                return missing.set(true);
            }
            let record = Ref::new(Kind::Lead, keeper.id());
            let mut edits = vec![
                Edit::text("need", &need),
                Edit::set("received_at", Value::Str(instant_text(&keeper.now().0))),
            ];
            if !who.is_empty() {
                edits.push(Edit::text("prospect_name", &who));
            }
            keeper.act_said(Command::Add { record, edits }, say::added(&need).text());
            words::forget(PLACE);
            open.set(false);
            navigate.with_value(|navigate| navigate(&format!("/{record}"), Default::default()));
        };
        let leave = move |_| {
            words::forget(PLACE);
            open.set(false);
        };
        view! {
            <form on:submit=submit class="stack">
                <h2 id="lead-title">{say::NEW_LEAD.text()}</h2>
                <div class="field">
                    <label for="lead-need">{say::WHAT_IS_NEEDED.text()}</label>
                    <input
                        class="input"
                        id="lead-need"
                        prop:value=need
                        on:input=move |event| need.set(event_target_value(&event))
                        autofocus
                        dir="auto"
                        autocomplete="off"
                        autocapitalize="sentences"
                        aria-describedby="lead-fault"
                        aria-invalid=move || missing.get().then_some("true")
                    />
                    <p class="fault" id="lead-fault" hidden=move || !missing.get()>{say::WORD_OR_TWO_ABOUT_NEED.text()}</p>
                </div>
                <div class="field">
                    <label for="lead-who">{say::WHO_NEEDS_IT_IF_YOU.text()}</label>
                    <input
                        class="input"
                        id="lead-who"
                        dir="auto"
                        autocomplete="off"
                        autocapitalize="words"
                        enterkeyhint="done"
                        prop:value=who
                        on:input=move |event| who.set(event_target_value(&event))
                    />
                </div>
                <div class="acts">
                    <button type="button" class="act quiet" on:click=leave>{word::CANCEL.text()}</button>
                    <button class="act main">{word::ADD.text()}</button>
                </div>
            </form>
        }
        .into_any()
    };
    sheet(open, "ask", "lead-title", body)
}
