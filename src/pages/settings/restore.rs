//! A chosen backup: what it would bring, in words, before anything happens.

use keeper::link::Brings;
use leptos::{prelude::*, task::spawn_local};
use notebook::{Deleted, command::Command, isolated, record::Kind};
use web_sys::File;

use super::backup;
use crate::{
    app::link::{Keeper, use_keeper},
    browser::file,
    components::{
        icon::{Glyph, icon},
        numbers::{counted, several},
    },
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
        file.ok_or_else(|| "The file could not be read. Is it still where it was?".to_owned())
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
                            "Merged. What was deleted here stays deleted."
                        } else {
                            "Merged. Everything from the backup is here now."
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
            [one] => ["Brought back: ", &isolated(&one.title)].concat(),
            several => format!("{} entries brought back", several.len()),
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
            None => (view! { <p class="hint">"Looking into it…"</p> }.into_any(), away("Cancel")),
            Some(Err(why)) => (view! { <p>{why}</p> }.into_any(), away("Close")),
            Some(Ok(brings)) if brings.changes == 0 && brings.deleted.is_empty() => {
                (view! { <p>"Everything in it is here already."</p> }.into_any(), away("Close"))
            }
            Some(Ok(brings)) if brings.changes == 0 => {
                let inside =
                    view! { <p>"Everything else in it is here already."</p> {deleted(&brings.deleted)} };
                let back = view! { <button class="act main" on:click=bring_back>"Bring back what was deleted"</button> };
                (inside.into_any(), view! { {back} {away("Cancel")} }.into_any())
            }
            Some(Ok(brings)) => {
                let acts = view! {
                    <button class="act main" aria-disabled=move || busy.get().then_some("true") on:click=move |_| merge(true)>
                        {icon(Glyph::Download)}
                        {move || if busy.get() { " Merging…" } else { " Save a backup, then merge" }}
                    </button>
                    <button class="act" on:click=move |_| merge(false)>"Merge it"</button>
                    {(!brings.deleted.is_empty()).then(|| view! {
                        <button class="act" on:click=bring_back>"Bring back what was deleted"</button>
                    })}
                    {away("Cancel")}
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
    let mut names: Vec<String> = people.iter().take(SAID).map(|name| isolated(name).into_owned()).collect();
    match people.len().saturating_sub(SAID) + others {
        0 => {}
        rest if names.is_empty() => names.push(several(rest, "entry", "entries")),
        rest => names.push(several(rest, "more entry", "more entries")),
    }
    let last = names.pop()?;
    let names = if names.is_empty() { last } else { [&names.join(", "), " and ", &last].concat() };
    let was = if all.len() == 1 { " was deleted here." } else { " were deleted here." };
    Some(view! { <p><bdi>{names}</bdi> {was}</p> }.into_any())
}

fn list(brings: &Brings) -> AnyView {
    let words = |kind: Kind, n: usize| match kind {
        Kind::Person => several(n, "new person", "new people"),
        Kind::Lead => several(n, "new lead", "new leads"),
        Kind::Jot => several(n, "new jot", "new jots"),
        Kind::Touch => several(n, "new touch", "new touches"),
        Kind::Promise => several(n, "new promise", "new promises"),
        Kind::Event => several(n, "new event", "new events"),
        Kind::Group => several(n, "new group", "new groups"),
        Kind::Me => several(n, "profile", "profiles"),
        Kind::Decision => several(n, "new decision", "new decisions"),
    };
    let line = |n: usize, words: String, class: &'static str| {
        let rest = words.split_once('\u{a0}').map(|(_, rest)| rest.to_owned()).unwrap_or(words);
        view! { <li class=class><b>{counted(n)}</b> <span>{rest}</span></li> }.into_any()
    };
    let mut lines: Vec<AnyView> = brings
        .new_records
        .iter()
        .filter(|(_, n)| **n > 0)
        .map(|(kind, n)| line(*n, words(*kind, *n), ""))
        .collect();
    if brings.changed_records > 0 {
        let n = brings.changed_records;
        lines.push(line(n, several(n, "entry here is changed", "entries here are changed"), ""));
    }
    let same = brings.holds.records.get(&Kind::Person).copied().unwrap_or(0);
    lines.push(line(same, several(same, "person in it altogether", "people in it altogether"), "same"));
    view! { <p class="hint">"It would bring:"</p> <ul class="brings">{lines}</ul> }.into_any()
}
