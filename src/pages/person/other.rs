//! What another version of Rapport wrote and this one does not know: shown as it stands.

use crate::components::said::section;
use said::words::person as say;
use std::collections::BTreeMap;

use leptos::prelude::*;
use notebook::Value;

/// The unknown fields of a record, if there are any.
pub(crate) fn other(all: Memo<BTreeMap<String, Value>>) -> AnyView {
    let body = move || {
        let all = all.get();
        (!all.is_empty()).then(|| {
            let lines = all.into_iter().map(|(key, value)| {
                view! { <div class="fact"><dt>{key}</dt><dd dir="auto">{value.words()}</dd></div> }
            });
            view! {
                {section(say::WRITTEN_BY_ANOTHER_VERSION)}
                <dl class="facts">{lines.collect_view()}</dl>
            }
        })
    };
    view! { {body} }.into_any()
}
