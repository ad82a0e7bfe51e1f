//! Devices: one notebook on all of a person's own.

mod code;
mod copy;
mod first;
mod joining;
mod meet;
mod moved;
mod paper;
mod scan;
mod share;
mod state;

use crate::components::said::paragraph;
use keeper::link::ToVault;
use leptos::{prelude::*, task::spawn_local};
use said::words::devices as say;
use said::words::word;

use crate::{
    app::{
        link::{Keeper, Phase, use_keeper},
        session::use_session,
    },
    components::{
        head::head,
        icon::{Glyph, icon},
        safety::safety_line,
    },
};

/// The pane of this place.
#[component]
pub(crate) fn Devices() -> impl IntoView {
    let keeper = use_keeper();
    let status = keeper.status();
    // Until the notebook was open once, nobody knows whether there is a vault.
    let is_known =
        Memo::new(move |was: Option<&bool>| was == Some(&true) || keeper.phase().get() == Phase::Ready);
    let shares = Memo::new(move |_| status.with(|status| status.sync.is_some()));
    let meets = Memo::new(move |_| status.with(|status| status.pairing.is_some()));
    let is_gone =
        Memo::new(move |_| status.with(|status| status.sync.as_ref().is_some_and(|sync| sync.is_gone)));
    let is_example = use_session().is_example();
    let body = move || {
        if is_example {
            return view! {
                <section class="panel">{paragraph(say::EXAMPLE_NOTEBOOK_STAYS_ON_THIS)}</section>
            }
            .into_any();
        }
        match (is_known.get(), meets.get(), shares.get()) {
            (false, ..) => view! { <section class="panel">{safety_line()}</section> }.into_any(),
            (_, true, _) => meet::meeting(),
            (_, _, false) => view! { {first::first()} {copy::copy()} }.into_any(),
            (_, _, true) if is_gone.get() => {
                view! { {state::state()} {first::again()} {share::leave()} {moved::moved()} {copy::copy()} }
                    .into_any()
            }
            (_, _, true) => {
                view! { {state::state()} {moved::moved()} {share::share()} {copy::copy()} }.into_any()
            }
        }
    };
    view! {
        <section class="pane page ruled" aria-labelledby="devices">
            <div class="scroll">
                <div class="tools">
                    <a class="only back" href="/settings" aria-label=word::BACK.text()>{icon(Glyph::Back)}</a>
                </div>
                {head("devices", word::DEVICES.text(), ().into_any())}
                {body}
            </div>
        </section>
    }
}

/// This site's address: its server keeps vaults too, unless it only hands out files.
fn here() -> String {
    window().location().origin().unwrap_or_default()
}

/// Asks something of the vault once at a time; `fault` says why it was refused.
#[derive(Clone, Copy)]
struct Asking {
    keeper: Keeper,
    busy: RwSignal<bool>,
    fault: RwSignal<Option<String>>,
}

impl Asking {
    fn new() -> Self {
        Self { keeper: use_keeper(), busy: RwSignal::new(false), fault: RwSignal::new(None) }
    }

    fn ask(self, ask: ToVault, said: &'static str) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.fault.set(None);
        spawn_local(async move {
            match self.keeper.vault(ask).await {
                Ok(()) if said.is_empty() => {}
                Ok(()) => self.keeper.toasts().say(said),
                Err(why) => drop(self.fault.try_set(Some(why))),
            }
            self.busy.try_set(false);
        });
    }

    fn is_busy(self) -> Option<&'static str> {
        self.busy.get().then_some("true")
    }

    /// Why it was refused.
    fn fault(self) -> AnyView {
        let fault = self.fault;
        view! { <p class="fault" role="alert" hidden=move || fault.with(Option::is_none)>{move || fault.get()}</p> }
            .into_any()
    }
}

/// A field for an invitation, folded away: most servers ask for none.
fn invitation(id: &'static str, of: RwSignal<String>) -> AnyView {
    view! {
        <details class="setting">
            <summary>{say::SERVER_ASKS_FOR_INVITATION.text()}</summary>
            {field(id, say::INVITATION_CODE.text(), say::FROM_WHOEVER_RUNS_SERVER.text(), of)}
        </details>
    }
    .into_any()
}

/// What was written into a field, if anything was.
fn written(of: RwSignal<String>) -> Option<String> {
    Some(of.get_untracked().trim().to_owned()).filter(|text| !text.is_empty())
}

/// A labelled input that keeps a signal.
fn field(id: &'static str, label: &'static str, hint: &'static str, of: RwSignal<String>) -> AnyView {
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <input
                class="input"
                id=id
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                aria-describedby=format!("{id}-hint")
                prop:value=move || of.get()
                on:input=move |event| of.set(event_target_value(&event))
            />
            <p class="hint" id=format!("{id}-hint")>{hint}</p>
        </div>
    }
    .into_any()
}
