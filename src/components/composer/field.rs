//! The field itself: keys, cursor, growing.

use leptos::{ev, html, prelude::*};

use super::{draft::Draft, offers::Offers};
use crate::{browser::life::Life, components::keys::composes};

#[derive(Clone, Copy)]
pub(super) struct Field {
    draft: Draft,
    element: NodeRef<html::Textarea>,
    pub(super) offers: Offers,
}

impl Field {
    pub(super) fn new(draft: Draft) -> Self {
        let element = NodeRef::new();
        Self { draft, element, offers: Offers::new(draft, element) }
    }

    pub(super) fn textarea(self, rows: &'static str) -> AnyView {
        let Self { draft, element, offers } = self;
        // Where the field cannot size itself by its content.
        let grown = Memo::new(move |_| {
            draft.text.with(|text| text.lines().map(|line| 1 + line.len() / 36).sum::<usize>())
        });
        let rows = move || match rows {
            "1" => grown.get().clamp(1, 6).to_string(),
            rows => rows.to_owned(),
        };
        let input = move |event: ev::Event| {
            draft.write(event_target_value(&event));
            offers.look();
        };
        let keydown = move |event: ev::KeyboardEvent| {
            if composes(&event) {
                return;
            }
            match event.key().as_str() {
                "ArrowDown" if offers.step(1) => event.prevent_default(),
                "ArrowUp" if offers.step(-1) => event.prevent_default(),
                "Escape" if offers.close() => {
                    event.prevent_default();
                    event.stop_propagation();
                }
                "Enter" if !event.shift_key() && !event.alt_key() => {
                    event.prevent_default();
                    if !offers.choose_current() {
                        offers.close();
                        draft.keep();
                    }
                }
                _ => {}
            }
        };
        view! {
            <textarea
                node_ref=element
                class="write"
                id="jot"
                rows=rows
                placeholder="Who, and what they need"
                enterkeyhint="send"
                autocapitalize="sentences"
                autocomplete="off"
                aria-autocomplete="list"
                aria-controls=move || offers.is_open().then_some("jot-offers")
                aria-activedescendant=move || offers.current_id()
                aria-invalid=move || draft.fault.with(Option::is_some).then_some("true")
                aria-describedby=move || draft.fault.with(Option::is_some).then_some("jot-fault")
                prop:value=move || draft.text.get()
                on:input=input
                on:keydown=keydown
                on:click=move |_| offers.look()
                on:blur=move |_| { offers.close(); }
            ></textarea>
        }
        .into_any()
    }

    /// The page is there to write on: the cursor is in it, behind what is written.
    pub(super) fn focus_when_there(self) {
        let element = self.element;
        Effect::new(move |_| {
            if let Some(element) = element.get() {
                Life::here().frame(move || {
                    let _ = element.focus();
                    let end = element.value().encode_utf16().count() as u32;
                    let _ = element.set_selection_range(end, end);
                });
            }
        });
    }
}
