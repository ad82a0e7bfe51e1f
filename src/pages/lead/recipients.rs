//! Those a lead is for, each with their own progress.

use crate::components::said::{labelled, section};
use leptos::prelude::*;
use notebook::{
    Id,
    command::{Command, Edit},
    practice::leads::{About, Deed},
    record::{Kind, Progress, Recipient, Ref},
};
use said::words::lead as say;

use said::Said;

use super::{
    Seen,
    fields::{PROGRESS, RECIPIENT, WHO},
};
use crate::{
    app::link::use_keeper,
    browser::random,
    components::{
        edit::{Asked, Doc, Ended, form, label},
        face::face,
        icon::{Glyph, icon},
        money::amount,
        when, words,
    },
    pages::leads::next_state,
};

/// One of them, as it is shown.
#[derive(Clone, PartialEq)]
struct Line {
    id: Id,
    name: String,
    href: Option<String>,
    warning: Option<Said>,
    of: Recipient,
}

/// The section.
pub(crate) fn recipients(seen: Seen, doc: Doc, writing: RwSignal<Option<About>>) -> AnyView {
    let all = Memo::new(move |_| {
        seen.with(|view| {
            let line = |(id, of): (&Id, &Recipient)| {
                let known = of.person.map(|id| Ref::new(Kind::Person, id).to_string());
                let group = of.group.map(|id| Ref::new(Kind::Group, id).to_string());
                let name = known.iter().chain(&group).find_map(|name| view.names.get(name).cloned());
                Line {
                    id: *id,
                    href: known.filter(|_| name.is_some()).map(|name| format!("/{name}")),
                    name: name.unwrap_or_else(|| of.name.clone()),
                    warning: view.gate.get(id).cloned(),
                    of: of.clone(),
                }
            };
            view.lead.recipients.iter().map(line).collect::<Vec<_>>()
        })
    });
    let ids = Memo::new(move |_| all.with(|all| all.iter().map(|line| line.id).collect::<Vec<_>>()));
    let adding = RwSignal::new(words::are_kept(&place(doc, "new")).then(random::id));
    let done = Callback::new(move |_: Ended| adding.set(None));
    view! {
        {section(say::PASSED_TO)}
        <ul class="entries" hidden=move || ids.with(Vec::is_empty)>
            <For each=move || ids.get() key=|id| *id children=move |id| one(doc, id, all, writing) />
        </ul>
        {move || adding.get().map(|id| view! { <div class="inset is-editing">{editor(doc, id, Whose::New(writing), done)}</div> })}
        <div class="inset" hidden=move || adding.with(Option::is_some)>
            <div class="chips">
                <button class="chip plain" on:click=move |_| adding.set(Some(random::id()))>
                    {labelled(Glyph::Share, say::PASS_IT_ON)}
                </button>
            </div>
        </div>
    }
    .into_any()
}

/// One of them: what is being edited stays open while the rest follows its changes.
fn one(doc: Doc, id: Id, all: Memo<Vec<Line>>, writing: RwSignal<Option<About>>) -> AnyView {
    let line = Memo::new(move |_| all.with(|all| all.iter().find(|line| line.id == id).cloned()));
    let editing = RwSignal::new(words::are_kept(&place(doc, &id.to_string())));
    let away = Callback::new(move |()| {
        editing.set(false);
        let name =
            line.with_untracked(|line| line.as_ref().map(|line| line.name.clone()).unwrap_or_default());
        doc.save(doc.without(&format!("recipients/{id}/")), say::taken_away(&name).text());
    });
    let done = Callback::new(move |_: Ended| editing.set(false));
    view! {
        <li>
            {move || line.get().map(|line| entry(doc.record.id, line, editing, writing))}
            {move || editing.get().then(|| view! { <div class="inset is-editing">{editor(doc, id, Whose::Known(away), done)}</div> })}
        </li>
    }
    .into_any()
}

fn entry(lead: Id, line: Line, editing: RwSignal<bool>, writing: RwSignal<Option<About>>) -> AnyView {
    let keeper = use_keeper();
    let Line { id, name, href, warning, of } = line;
    let state = of.progress.clone().unwrap_or(Progress::New);
    let act = move |deed: Deed, said: String| keeper.act_said(Command::Lead { lead, deed }, said);
    let told = [
        of.passed_at.as_ref().map(|at| say::passed_on_ago(&when::ago(at)).text()),
        of.closed.as_ref().map(amount),
        of.thanked_at.as_ref().map(|at| say::thanked_ago(&when::ago(at)).text()),
    ];
    let told = told.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let title = match href {
        Some(href) => view! { <a class="link" href=href><bdi>{name.clone()}</bdi></a> }.into_any(),
        None => view! { <bdi>{name.clone()}</bdi> }.into_any(),
    };
    let pass = of.passed_at.is_none().then(|| {
        view! {
            <button class="act" on:click=move |_| writing.set(Some(About::Pass(id)))>{labelled(Glyph::Share, say::PASS_ON)}</button>
        }
    });
    let forward = next_state(&state).filter(|_| of.passed_at.is_some()).map(|next| {
        let shown = label(PROGRESS, next.word());
        let said = say::moved(&shown, &name).text();
        view! {
            <button class="act" on:click=move |_| act(Deed::MovedFor(id, next.clone()), said.clone())>{icon(Glyph::Check)} " " {shown}</button>
        }
    });
    let thanked = (state == Progress::Won && of.thanked_at.is_none()).then(|| {
        let said = say::said_thanks(&name).text();
        view! { <button class="act quiet" on:click=move |_| act(Deed::ThankedBy(id), said.clone())>{say::THEY_THANKED.text()}</button> }
    });
    view! {
        <article class="entry">
            <div class="who">{face(&name)}</div>
            <div class="what">
                <h3 class="top"><span class="name">{title}</span> " " <span class="when">{label(PROGRESS, state.word())}</span></h3>
                <p class="why">{told}</p>
                {warning.map(|words| view! { <p class="hint" dir="auto">{words.text()}</p> })}
                <div class="acts">
                    {pass}
                    {forward}
                    {thanked}
                    <button
                        class="act quiet"
                        aria-expanded=move || editing.get().to_string()
                        on:click=move |_| editing.update(|on| *on = !*on)
                    >
                        {say::EDIT.text()}
                    </button>
                </div>
            </div>
        </article>
    }
    .into_any()
}

/// Where the words about somebody it is for are kept while they are typed.
fn place(doc: Doc, key: &str) -> String {
    format!("{}/recipients/{key}/", doc.record)
}

/// Whom an editor is about.
#[derive(Clone, Copy)]
enum Whose {
    /// Somebody new: a name and nothing else, and then the message to them.
    New(RwSignal<Option<About>>),
    /// Somebody who can be taken away.
    Known(Callback<()>),
}

fn editor(doc: Doc, id: Id, whose: Whose, done: Callback<Ended>) -> AnyView {
    let (writing, away) = match whose {
        Whose::New(writing) => (Some(writing), None),
        Whose::Known(away) => (None, Some(away)),
    };
    let keep = writing.map(|writing| {
        Callback::new(move |edits: Vec<Edit>| {
            let said = |edit: Edit| match &edit.value {
                Some(value) if value.words().parse::<Id>().is_err() => {
                    Edit { key: edit.key.replace("/person", "/name"), ..edit }
                }
                _ => edit,
            };
            doc.save(edits.into_iter().map(said).collect(), say::ADDED_TO_THOSE_WHO_GET.text().to_owned());
            writing.set(Some(About::Pass(id)));
        })
    });
    let more = away.map(|away| {
        view! {
            <button type="button" class="act quiet" on:click=move |_| away.run(())>{labelled(Glyph::Trash, say::TAKE_AWAY)}</button>
        }
        .into_any()
    });
    let key = if more.is_some() { id.to_string() } else { "new".to_owned() };
    form(Asked {
        doc,
        place: place(doc, &key),
        prefix: format!("recipients/{id}/"),
        parts: if keep.is_some() { WHO } else { RECIPIENT }.to_vec(),
        with: Vec::new(),
        label: say::PASSED_TO.text().to_owned(),
        given: Vec::new(),
        keep,
        more,
        done,
    })
}
