//! What was put away: kept until the person empties it.

use leptos::prelude::*;
use notebook::{
    command::Command,
    isolated,
    query::{BinRow, Listed, Page, Query},
    record::Kind,
};

use super::search::{glyph_of, word_of};
use crate::{
    app::link::use_keeper,
    components::{
        ask::Ask,
        empty::{clear, ghosts},
        face::face,
        head::head,
        icon::{Glyph, icon},
        keyed::keyed,
        more::{kept, more},
        numbers::several,
        when,
    },
};

const STEP: usize = 100;

/// The pane of this place.
#[component]
pub(crate) fn Bin() -> impl IntoView {
    let keeper = use_keeper();
    let most = kept("bin", STEP);
    let answer = keeper.watch::<Listed<BinRow>>(move || Query::Bin(Page::first(most.get())));
    let total = Memo::new(move |_| answer.with(|list| list.as_ref().map(|list| list.total)));
    let asking = RwSignal::new(false);
    let below = view! {
        <p>{move || total.get().filter(|n| *n > 0).map(|n| format!("{}, kept until you empty it", several(n, "thing", "things")))}</p>
    };
    let body = move || match total.get() {
        None => ghosts(),
        Some(0) => clear("The bin is empty.", "What you put away comes here first.", ().into_any()),
        Some(n) => {
            let rows = move || answer.with(|list| list.iter().flat_map(|list| list.rows.clone()).collect());
            view! {
                <ul class="entries">{keyed(rows, |row: &BinRow| row.record, line)}</ul>
                {move || more(n.saturating_sub(most.get()), most, STEP)}
                <div class="inset">
                    <div class="acts">
                        <button class="act grave" on:click=move |_| asking.set(true)>{icon(Glyph::Trash)} " Empty the bin"</button>
                    </div>
                </div>
            }
            .into_any()
        }
    };
    let words = Signal::derive(move || {
        let n = total.get().unwrap_or(0);
        let (leaves, them) = if n == 1 { ("leaves", "it") } else { ("leave", "them") };
        format!(
            "{} {leaves} the notebook, and nothing on this device brings {them} back: only what another device wrote of \
             {them} meanwhile does. Backups made before, and the record of changes inside the notebook, still hold {them}.",
            several(n, "thing", "things")
        )
    });
    let empty = Callback::new(move |()| {
        leptos::task::spawn_local(async move {
            match keeper.act(Command::EmptyBin).await {
                Ok(_) => keeper.toasts().say("The bin is empty"),
                Err(why) => keeper.toasts().trouble(why),
            }
        });
    });
    view! {
        <section class="pane page ruled" aria-labelledby="bin">
            <div class="scroll col">
                <div class="tools"><a class="only back" href="/more" aria-label="Back">{icon(Glyph::Back)}</a></div>
                {head("bin", "Bin", below.into_any())}
                {body}
            </div>
        </section>
        <Ask open=asking title="Empty the bin?" words=words back="Keep them" act="Empty the bin" grave=true on_act=empty />
    }
}

fn line(row: BinRow) -> AnyView {
    let keeper = use_keeper();
    let record = row.record;
    let who = match record.kind {
        Kind::Person => face(&row.title),
        kind => view! { <span class="face" aria-hidden="true">{icon(glyph_of(kind))}</span> }.into_any(),
    };
    let restored = format!("Restored: {}", isolated(&row.title));
    let restore = move |_| keeper.act_said(Command::Restore { record }, restored.clone());
    let label = format!("Restore {}", row.title);
    view! {
        <article class="entry">
            <div class="who">{who}</div>
            <div class="what split">
                <p>
                    <span class="name" dir="auto">{row.title}</span>
                    <br />
                    <span class="why">{word_of(record)} " · " {when::day(when::date_of(&row.removed_at))}</span>
                </p>
                <button class="act" aria-label=label on:click=restore>{icon(Glyph::Restore)} " Restore"</button>
            </div>
        </article>
    }
    .into_any()
}
