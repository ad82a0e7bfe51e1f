//! The parts of triage: what it becomes, whom it is about, and the few fields of each.

use leptos::prelude::*;
use notebook::{
    command::{Another, Who},
    isolated,
    query::{JotView, Proposed},
};

use super::form::{About, Form};
use crate::components::{
    face::face,
    icon::{Glyph, icon},
};

/// What happened, as offered for a touch.
const TOUCHES: [(&str, &str); 6] = [
    ("met", "Met"),
    ("call", "Call"),
    ("message", "Message"),
    ("one_to_one", "One-to-one"),
    ("introduced", "Introduced"),
    ("thanked", "Thanked"),
];

/// The four things a jot can become.
pub(super) fn kinds(form: Form) -> AnyView {
    let kind = |on: RwSignal<bool>, glyph: Glyph, name: &'static str| {
        view! {
            <button
                type="button"
                class="kind-of"
                aria-pressed=move || if on.get() { "true" } else { "false" }
                on:click=move |_| on.update(|on| *on = !*on)
            >
                {icon(glyph)}
                " "
                {name}
            </button>
        }
        .into_any()
    };
    view! {
        <div class="kinds" role="group" aria-label="What it becomes">
            {kind(form.person, Glyph::Person, "Person")}
            {kind(form.lead, Glyph::Leads, "Lead")}
            {kind(form.promise, Glyph::Promise, "Promise")}
            {kind(form.touch, Glyph::Touch, "Touch")}
        </div>
    }
    .into_any()
}

/// The fields of what it becomes.
pub(super) fn fields(form: Form, view: &JotView) -> AnyView {
    let view = StoredValue::new(view.clone());
    let person = move || form.person.get().then(|| view.with_value(|view| person(form, view)));
    let lead = move || form.lead.get().then(|| view.with_value(|view| lead(form, view)));
    let promise = move || form.promise.get().then(|| promise(form));
    let touch = move || form.touch.get().then(|| touch(form));
    view! { {person} {lead} {promise} {touch} }.into_any()
}

fn person(form: Form, view: &JotView) -> AnyView {
    let legend = match view.parsed.name() {
        _ if view.people.is_empty() => "Somebody new".to_owned(),
        Some(name) => format!("Who is {}?", isolated(name)),
        None => "Who is it about?".to_owned(),
    };
    let known = view.people.iter().map(|known| {
        let id = known.who.id;
        let checked = Signal::derive(move || form.about.get() == About::Known(id));
        choice("about", known, checked, move || form.about.set(About::Known(id)))
    });
    let is_new = move || form.about.get() == About::New;
    let said =
        [view.parsed.trade(), view.parsed.company()].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let name = move || is_new().then(|| field("sort-name", "Name", form.name));
    let choices = (!view.people.is_empty()).then(|| {
        view! {
            <div class="choices">
                {known.collect_view()}
                <label class="choice">
                    <input type="radio" name="about" prop:checked=is_new on:change=move |_| form.about.set(About::New) />
                    <span>"Somebody new" <small>{said.clone()}</small></span>
                    {icon(Glyph::PersonAdd)}
                </label>
            </div>
        }
    });
    let others = form
        .others
        .with_value(|others| others.iter().map(|(other, on)| also(other, *on)).collect::<Vec<_>>());
    let others = (!others.is_empty())
        .then(|| view! { <div class="choices" role="group" aria-label="Who else">{others}</div> });
    view! { <fieldset class="stack"><legend class="hint">{legend}</legend>{choices} {name} {others}</fieldset> }
        .into_any()
}

/// Somebody else whom the jot is about: taken too, unless that is not wanted.
fn also(other: &Another, on: RwSignal<bool>) -> AnyView {
    let Who::New { name, .. } = &other.who else { return ().into_any() };
    let need = other.lead.as_ref().map(|(_, need)| ["needs ", need].concat());
    let about = [Some(other.trade.clone()), Some(other.company.clone()), need];
    let about = about.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    view! {
        <label class="choice">
            <input type="checkbox" prop:checked=on on:change=move |_| on.update(|on| *on = !*on) />
            <span><span class="name">"Also " <bdi>{name.clone()}</bdi></span><small>{about}</small></span>
            {face(name)}
        </label>
    }
    .into_any()
}

fn lead(form: Form, view: &JotView) -> AnyView {
    let names = |names: Vec<&str>, is_source: bool| {
        names.into_iter().filter_map(|name| named(form, view, name, is_source)).collect_view()
    };
    let recipients = names(view.parsed.recipients(), false);
    let source = names(view.parsed.source().into_iter().collect(), true);
    view! { {words("sort-need", "What is needed", form.need)} {recipients} {source} }.into_any()
}

/// Whom a name of a recipient or source stands for, where anybody fits it.
fn named(form: Form, view: &JotView, name: &str, is_source: bool) -> Option<AnyView> {
    let (_, options) = view.named.iter().find(|(known, _)| known == name)?;
    let group = if is_source { format!("source-{name}") } else { format!("for-{name}") };
    let choices = options.iter().filter(|option| Form::may_be(is_source, option.who)).map(|option| {
        let (who, of) = (option.who, name.to_owned());
        let of_check = of.clone();
        let checked = Signal::derive(move || form.stands_for(is_source, &of_check) == Some(who));
        choice(&group, option, checked, move || form.choose(is_source, &of, Some(who)))
    });
    let choices = choices.collect::<Vec<_>>();
    if choices.is_empty() {
        return None;
    }
    let (of, of_check) = (name.to_owned(), name.to_owned());
    let legend = if is_source { "Who told you: " } else { "For: " };
    Some(
        view! {
            <fieldset>
                <legend class="hint">{legend} {name.to_owned()}</legend>
                <div class="choices">
                    {choices}
                    <label class="choice">
                        <input
                            type="radio"
                            name=group
                            prop:checked=move || form.stands_for(is_source, &of_check).is_none()
                            on:change=move |_| form.choose(is_source, &of, None)
                        />
                        <span>"Somebody else" <small>"only the name is kept"</small></span>
                    </label>
                </div>
            </fieldset>
        }
        .into_any(),
    )
}

fn promise(form: Form) -> AnyView {
    view! {
        {words("sort-promise", "What you promised", form.words)}
        <div class="field">
            <label for="sort-due">"By"</label>
            <input
                class="input"
                id="sort-due"
                type="date"
                prop:value=form.due
                on:input=move |event| form.due.set(event_target_value(&event))
            />
            <label class="sr" for="sort-hour">"At, if there is an hour"</label>
            <input
                class="input"
                id="sort-hour"
                type="time"
                prop:value=form.hour
                on:input=move |event| form.hour.set(event_target_value(&event))
            />
        </div>
    }
    .into_any()
}

fn touch(form: Form) -> AnyView {
    let option = |(word, name): (&'static str, &'static str)| {
        let pressed = move || if form.kind.with(|kind| kind == word) { "true" } else { "false" };
        view! {
            <button type="button" class="chip plain" aria-pressed=pressed on:click=move |_| form.kind.set(word.to_owned())>
                {name}
            </button>
        }
    };
    view! {
        <fieldset>
            <legend class="hint">"What happened"</legend>
            <div class="chips" role="group" aria-label="What happened">{TOUCHES.map(option).collect_view()}</div>
        </fieldset>
    }
    .into_any()
}

fn choice(group: &str, option: &Proposed, checked: Signal<bool>, choose: impl Fn() + 'static) -> AnyView {
    let about = [option.about.text(), option.why.text()].into_iter().filter(|part| !part.is_empty());
    let about = about.collect::<Vec<_>>().join(" · ");
    view! {
        <label class="choice">
            <input type="radio" name=group.to_owned() prop:checked=checked on:change=move |_| choose() />
            <span><span class="name"><bdi>{option.name.clone()}</bdi></span><small>{about}</small></span>
            {face(&option.name)}
        </label>
    }
    .into_any()
}

fn field(id: &'static str, label: &'static str, value: RwSignal<String>) -> AnyView {
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <input
                class="input"
                id=id
                autocapitalize="words"
                autocomplete="off"
                enterkeyhint="done"
                prop:value=value
                on:input=move |event| value.set(event_target_value(&event))
            />
        </div>
    }
    .into_any()
}

/// Words that may run over several lines.
fn words(id: &'static str, label: &'static str, value: RwSignal<String>) -> AnyView {
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <textarea
                class="input"
                id=id
                rows="2"
                autocapitalize="sentences"
                prop:value=value
                on:input=move |event| value.set(event_target_value(&event))
            ></textarea>
        </div>
    }
    .into_any()
}
