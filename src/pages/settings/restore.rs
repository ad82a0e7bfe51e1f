//! A chosen backup: what it would bring, in words, before anything happens.

use crate::components::said::{hint, paragraph};
use keeper::link::Brings;
use leptos::{prelude::*, task::spawn_local};
use notebook::{Deleted, command::Command, record::Kind};
use said::Said;
use said::words::settings as say;
use said::words::word;
use web_sys::File;

use super::backup;
use crate::{
    app::link::{Keeper, use_keeper},
    browser::file,
    components::icon::{Glyph, icon},
};

/// A file that was chosen.
#[derive(Clone)]
pub(super) struct Chosen {
    name: String,
    file: String,
    brings: Option<Result<Brings, String>>,
}

impl Chosen {
    /// Reads a file and asks what it would bring.
    pub(super) fn look_into(keeper: Keeper, from: File, chosen: RwSignal<Option<Self>>) {
        let name = from.name();
        chosen.set(Some(Self { name: name.clone(), file: String::new(), brings: None }));
        spawn_local(async move {
            let (file, brings) = match Self::read(&from).await {
                Ok(file) => (file.clone(), keeper.preview(file).await),
                Err(why) => (String::new(), Err(why)),
            };
            chosen.try_set(Some(Self { name, file, brings: Some(brings) }));
        });
    }

    /// Its bytes, base64. What is too large for a notebook never comes into the window's memory.
    async fn read(from: &File) -> Result<String, String> {
        if from.size() > keeper::MOST_BACKUP_BYTES as f64 {
            return Err(keeper::too_large());
        }
        let file = file::read(from).await;
        file.ok_or_else(|| say::FILE_COULD_NOT_BE_READ_ASK.text().to_owned())
    }
}

/// The panel of the chosen file.
pub(super) fn restore(chosen: RwSignal<Option<Chosen>>) -> AnyView {
    let keeper = use_keeper();
    let busy = RwSignal::new(false);
    let merge = move |save_first: bool| {
        let Some(file) = chosen.get_untracked().map(|chosen| chosen.file) else { return };
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let leaves = chosen
            .with_untracked(|chosen| matches!(chosen, Some(Chosen { brings: Some(Ok(brings)), .. }) if !brings.deleted.is_empty()));
        spawn_local(async move {
            if !save_first || backup::save(keeper).await {
                match keeper.merge(file).await {
                    Ok(_) => {
                        keeper.toasts().say(if leaves {
                            say::MERGED_WHAT_WAS_DELETED_HERE.text()
                        } else {
                            say::MERGED_EVERYTHING_FROM_BACKUP.text()
                        });
                        chosen.try_set(None);
                    }
                    Err(why) => keeper.toasts().trouble(why),
                }
            }
            busy.try_set(false);
        });
    };
    let bring_back = move |_| {
        let Some(Chosen { brings: Some(Ok(brings)), .. }) = chosen.get_untracked() else { return };
        let said = match brings.deleted.as_slice() {
            [one] => say::brought_back(&one.title).text(),
            several => say::brought_back_n(several.len()).text(),
        };
        // What the file brings besides is still there to be merged.
        chosen.update(|chosen| {
            if let Some(Chosen { brings: Some(Ok(brings)), .. }) = chosen {
                brings.deleted.clear();
            }
        });
        keeper.act_said(Command::BringBack { records: brings.deleted }, said);
    };
    let body = move || {
        let Chosen { name, brings, .. } = chosen.get()?;
        let away = |word: &'static str| {
            view! { <button class="act quiet" on:click=move |_| chosen.set(None)>{word}</button> }.into_any()
        };
        let (inside, acts) = match brings {
            None => (view! { {hint(say::LOOKING_INTO_IT)} }.into_any(), away(word::CANCEL.text())),
            Some(Err(why)) => (view! { <p>{why}</p> }.into_any(), away(word::CLOSE.text())),
            Some(Ok(brings)) if brings.changes == 0 && brings.deleted.is_empty() => {
                (view! { {paragraph(say::EVERYTHING_IN_IT_IS_HERE)} }.into_any(), away(word::CLOSE.text()))
            }
            Some(Ok(brings)) if brings.changes == 0 => {
                let inside = view! { {paragraph(say::EVERYTHING_ELSE_IN_IT_IS)} {deleted(&brings.deleted)} };
                let back = view! { <button class="act main" on:click=bring_back>{say::BRING_BACK_WHAT_WAS_DELETED.text()}</button> };
                (inside.into_any(), view! { {back} {away(word::CANCEL.text())} }.into_any())
            }
            Some(Ok(brings)) => {
                let acts = view! {
                    <button class="act main" aria-disabled=move || busy.get().then_some("true") on:click=move |_| merge(true)>
                        {icon(Glyph::Download)}
                        " "
                        {move || if busy.get() { say::MERGING.text() } else { say::SAVE_THEN_MERGE.text() }}
                    </button>
                    <button class="act" on:click=move |_| merge(false)>{say::MERGE_IT.text()}</button>
                    {(!brings.deleted.is_empty()).then(|| view! {
                        <button class="act" on:click=bring_back>{say::BRING_BACK_WHAT_WAS_DELETED.text()}</button>
                    })}
                    {away(word::CANCEL.text())}
                };
                let inside = view! { {list(&brings)} {deleted(&brings.deleted)} };
                (inside.into_any(), acts.into_any())
            }
        };
        Some(view! {
            <section class="panel accent" aria-labelledby="restore" aria-live="polite">
                <h3 id="restore">{icon(Glyph::Upload)} " " <bdi>{name}</bdi></h3>
                {inside}
                <div class="acts">{acts}</div>
            </section>
        })
    };
    view! { {body} }.into_any()
}

/// How many names are said.
const SAID: usize = 5;

/// What is in the backup and was deleted here.
fn deleted(all: &[Deleted]) -> Option<AnyView> {
    let people: Vec<&str> =
        all.iter().filter(|of| of.record.kind == Kind::Person).map(|of| of.title.as_str()).collect();
    let others = all.len() - people.len();
    let mut names: Vec<Said> = people.iter().take(SAID).map(|name| Said::name(name)).collect();
    match people.len().saturating_sub(SAID) + others {
        0 => {}
        rest if names.is_empty() => names.push(say::entries(rest)),
        rest => names.push(say::more_entries(rest)),
    }
    let said = match names.as_slice() {
        [] => return None,
        [one] if all.len() == 1 => say::one_was_deleted(&one.text()),
        _ => say::some_were_deleted(names),
    };
    Some(view! { <p dir="auto">{said.text()}</p> }.into_any())
}

fn list(brings: &Brings) -> AnyView {
    let words = |kind: Kind, n: usize| match kind {
        Kind::Person => say::brings_person(n),
        Kind::Lead => say::brings_lead(n),
        Kind::Jot => say::brings_jot(n),
        Kind::Touch => say::brings_touch(n),
        Kind::Promise => say::brings_promise(n),
        Kind::Event => say::brings_event(n),
        Kind::Group => say::brings_group(n),
        Kind::Me => say::brings_me(n),
        Kind::Decision => say::brings_decision(n),
    };
    // The number stands apart where it comes first, as a column.
    let line = |words: Said, class: &'static str| {
        let words = words.text();
        let (n, rest) = words.split_once('\u{a0}').unwrap_or(("", &words));
        view! { <li class=class><b>{n.to_owned()}</b> <span>{rest.to_owned()}</span></li> }.into_any()
    };
    let mut lines: Vec<AnyView> = brings
        .new_records
        .iter()
        .filter(|(_, n)| **n > 0)
        .map(|(kind, n)| line(words(*kind, *n), ""))
        .collect();
    if brings.changed_records > 0 {
        lines.push(line(say::brings_changed(brings.changed_records), ""));
    }
    let same = brings.holds.records.get(&Kind::Person).copied().unwrap_or(0);
    lines.push(line(say::brings_altogether(same), "same"));
    view! { {hint(say::IT_WOULD_BRING)} <ul class="brings">{lines}</ul> }.into_any()
}
