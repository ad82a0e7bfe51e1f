//! The few questions that are asked first: a dialog.

use leptos::{ev, html, prelude::*};

use super::keys::leaves;
use crate::{app::back, browser::life::Life};

/// A question with a way back (which has the focus) and the act itself, in one or two words each.
#[component]
pub fn Ask(
    /// Whether it is asked now; false again once it is answered.
    open: RwSignal<bool>,
    /// The question.
    #[prop(into)]
    title: Signal<String>,
    /// What follows from it.
    #[prop(into)]
    words: Signal<String>,
    /// The way back.
    back: &'static str,
    /// The act.
    #[prop(into)]
    act: Signal<&'static str>,
    /// It destroys something.
    #[prop(optional)]
    grave: bool,
    /// The act is wanted.
    on_act: Callback<()>,
) -> impl IntoView {
    let class = if grave { "act main grave" } else { "act main" };
    let done = move |_| {
        open.set(false);
        on_act.run(());
    };
    let body = move || {
        view! {
            <h2 id="ask-title">{title}</h2>
            <p>{words}</p>
            <div class="acts">
                <button type="button" class="act" autofocus on:click=move |_| open.set(false)>{back}</button>
                <button type="button" class=class on:click=done>{act}</button>
            </div>
        }
        .into_any()
    };
    sheet(open, "ask", "ask-title", body)
}

/// A native dialog that opens and closes with a signal; Escape closes it.
pub fn sheet(
    open: RwSignal<bool>,
    class: &'static str,
    labelled_by: &'static str,
    body: impl Fn() -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let (is_open, Some(dialog)) = (open.get(), dialog.get()) else { return };
        back::follow_sheet(open, is_open);
        if is_open && !dialog.open() {
            // Once its contents are there: the focus goes to what asks for it.
            Life::here().frame(move || {
                let _ = dialog.show_modal();
            });
        } else if !is_open && dialog.open() {
            dialog.close();
        }
    });
    // A search field has a use of its own for it in some browsers.
    let keys = move |event: ev::KeyboardEvent| {
        if leaves(&event) && !event.default_prevented() {
            event.prevent_default();
            open.set(false);
        }
    };
    on_cleanup(move || back::follow_sheet(open, false));
    view! {
        <dialog node_ref=dialog class=class aria-labelledby=labelled_by on:keydown=keys on:close=move |_| open.set(false)>
            {move || open.get().then(&body)}
        </dialog>
    }
    .into_any()
}
