//! One labelled input, with its error and with word of a change elsewhere.

use leptos::prelude::*;
use said::words::edit as say;

use super::{
    doc::Doc,
    form::Slot,
    input::{Hint, Hour, Input, label},
    person::{another_lead, person, somebody},
    table::Choices,
};
use crate::components::icon::{Glyph, icon_as};

/// Type, inputmode, autocapitalize of a one-line input.
fn manners(input: Input, draft: &str) -> (&'static str, &'static str, &'static str) {
    match input {
        Input::Text(Hint::Name) => ("text", "text", "words"),
        Input::Text(Hint::Tel) => ("tel", "tel", "off"),
        Input::Text(Hint::Email) => ("email", "email", "off"),
        Input::Text(Hint::Url) => ("text", "url", "off"),
        Input::Text(Hint::Code) => ("text", "text", "characters"),
        Input::Date => ("date", "text", "off"),
        Input::Time | Input::Planned(Hour::Always) => ("datetime-local", "text", "off"),
        Input::Planned(Hour::Maybe) if draft.contains('T') => ("datetime-local", "text", "off"),
        Input::Planned(Hour::Maybe) => ("date", "text", "off"),
        Input::Number(..) => ("text", "numeric", "off"),
        Input::Money => ("text", "decimal", "characters"),
        _ => ("text", "text", "sentences"),
    }
}

/// The input of a slot; its label is shown when there are several.
pub(crate) fn control(doc: Doc, slot: &Slot, several: bool) -> AnyView {
    let Slot { part, id, draft, fault, .. } = slot.clone();
    let about = format!("{id}-fault");
    let invalid = move || fault.get().map(|_| "true");
    let described = {
        let about = about.clone();
        move || fault.get().map(|_| about.clone())
    };
    let field = match part.input {
        Input::Note => view! {
            <textarea
                class="input"
                id=id.clone()
                rows="3"
                dir="auto"
                autocapitalize="sentences"
                prop:value=draft.get_untracked()
                on:input=move |event| draft.set(event_target_value(&event))
            ></textarea>
        }
        .into_any(),
        Input::Choice(known) => select(id.clone(), draft, known, described),
        Input::YesNo => select(id.clone(), draft, &[("yes", say::YES), ("no", say::NO)], described),
        Input::Flag => {
            return view! {
                <label class="setting">
                    <span>{part.label.text()}</span>
                    <input
                        type="checkbox"
                        role="switch"
                        class="switch"
                        prop:checked=draft.get_untracked() == "yes"
                        on:change=move |event| draft.set(if event_target_checked(&event) { "yes" } else { "no" }.into())
                    />
                </label>
            }
            .into_any();
        }
        Input::Group => return ().into_any(),
        Input::Person => person(doc, id.clone(), draft),
        Input::Somebody => somebody(doc, id.clone(), draft),
        Input::Lead => another_lead(doc, id.clone(), draft),
        input => {
            let (kind, mode, capitals) = manners(input, &draft.get_untracked());
            view! {
                <input
                    class="input"
                    id=id.clone()
                    type=kind
                    placeholder=matches!(input, Input::Money).then(|| example(&doc.currency()))
                    dir=matches!(input, Input::Text(_)).then_some("auto")
                    inputmode=mode
                    autocapitalize=capitals
                    autocomplete="off"
                    enterkeyhint="done"
                    aria-invalid=invalid
                    aria-describedby=described
                    prop:value=draft.get_untracked()
                    on:input=move |event| draft.set(event_target_value(&event))
                />
            }
            .into_any()
        }
    };
    let elsewhere = {
        let (key, first, before) = (slot.key.clone(), slot.first.clone(), slot.before);
        move || {
            let now = part.input.draft(doc.get(&key).as_ref());
            (now != first && before.with(|before| now != *before)).then(|| {
                say::changed_elsewhere(if now.is_empty() { say::EMPTIED.text() } else { &now }).text()
            })
        }
    };
    view! {
        <div class="field">
            <label for=id class:sr=!several>{part.label.text()}</label>
            {field}
            <p class="fault" id=about hidden=move || fault.get().is_none() role="alert">
                {move || fault.get()}
            </p>
            {move || elsewhere().map(|words| view! { <p class="hint">{words}</p> })}
        </div>
    }
    .into_any()
}

/// An amount as it may be written.
fn example(currency: &str) -> String {
    let here = || window().navigator().language().and_then(|language| currency_of(&language));
    let currency = if currency.is_empty() { here().unwrap_or("EUR") } else { currency };
    ["1250 ", currency].concat()
}

/// The currency of the country that a language is set to: `en-GB`.
fn currency_of(language: &str) -> Option<&'static str> {
    const OF: [(&str, &str); 24] = [
        ("AE", "AED"),
        ("AU", "AUD"),
        ("BR", "BRL"),
        ("CA", "CAD"),
        ("CH", "CHF"),
        ("CN", "CNY"),
        ("CZ", "CZK"),
        ("DK", "DKK"),
        ("GB", "GBP"),
        ("HK", "HKD"),
        ("HU", "HUF"),
        ("IL", "ILS"),
        ("IN", "INR"),
        ("JP", "JPY"),
        ("MX", "MXN"),
        ("NO", "NOK"),
        ("NZ", "NZD"),
        ("PL", "PLN"),
        ("SE", "SEK"),
        ("SG", "SGD"),
        ("TR", "TRY"),
        ("UA", "UAH"),
        ("US", "USD"),
        ("ZA", "ZAR"),
    ];
    let country = language.rsplit('-').next()?;
    OF.iter().find(|(of, _)| *of == country).map(|(_, currency)| *currency)
}

/// One of several words, or none; a word of a later version is offered as it stands.
fn select(
    id: String,
    draft: RwSignal<String>,
    known: Choices,
    described: impl Fn() -> Option<String> + Send + 'static,
) -> AnyView {
    let now = draft.get_untracked();
    let unknown = (!now.is_empty() && known.iter().all(|(word, _)| *word != now)).then(|| now.clone());
    let option = |word: &str, shown: String| {
        view! { <option value=word.to_owned() selected=word == now>{shown}</option> }
    };
    view! {
        <span class="pick">
            <select class="input" id=id aria-describedby=described on:change=move |event| draft.set(event_target_value(&event))>
                {option("", say::NOT_SAID.text().to_owned())}
                {known.iter().map(|(word, _)| option(word, label(known, word))).collect_view()}
                {unknown.map(|word| option(&word, word.clone()))}
            </select>
            {icon_as(Glyph::Chevron, "down")}
        </span>
    }
    .into_any()
}
