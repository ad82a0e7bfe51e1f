//! A new lead: only the need is asked for, the page opens at once.

use leptos::{html, prelude::*};
use leptos_router::hooks::use_navigate;
use notebook::{
    Value,
    command::{Command, Edit},
    record::{Kind, Ref},
    time::instant_text,
};
use web_sys::SubmitEvent;

use crate::{app::link::use_keeper, components::ask::sheet};

/// The small form.
pub(crate) fn add_lead(open: RwSignal<bool>) -> AnyView {
    let (keeper, navigate) = (use_keeper(), StoredValue::new(use_navigate()));
    let body = move || {
        let (need, who) = (NodeRef::<html::Input>::new(), NodeRef::<html::Input>::new());
        let missing = RwSignal::new(false);
        let submit = move |event: SubmitEvent| {
            event.prevent_default();
            let value = |input: NodeRef<html::Input>| {
                input.get_untracked().map(|input| input.value().trim().to_owned()).unwrap_or_default()
            };
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
            keeper.act_said(Command::Add { record, edits }, format!("Added: {need}"));
            open.set(false);
            navigate.with_value(|navigate| navigate(&format!("/{record}"), Default::default()));
        };
        view! {
            <form on:submit=submit class="stack">
                <h2 id="lead-title">"A new lead"</h2>
                <div class="field">
                    <label for="lead-need">"What is needed"</label>
                    <input
                        class="input"
                        id="lead-need"
                        node_ref=need
                        autofocus
                        dir="auto"
                        autocomplete="off"
                        autocapitalize="sentences"
                        aria-describedby="lead-fault"
                        aria-invalid=move || missing.get().then_some("true")
                    />
                    <p class="fault" id="lead-fault" hidden=move || !missing.get()>"A word or two about the need is enough."</p>
                </div>
                <div class="field">
                    <label for="lead-who">"Who needs it, if you know"</label>
                    <input class="input" id="lead-who" node_ref=who dir="auto" autocomplete="off" autocapitalize="words" enterkeyhint="done" />
                </div>
                <div class="acts">
                    <button type="button" class="act quiet" on:click=move |_| open.set(false)>"Leave"</button>
                    <button class="act main">"Add"</button>
                </div>
            </form>
        }
        .into_any()
    };
    sheet(open, "ask", "lead-title", body)
}
