//! What was put away: kept until the person empties it.

use crate::components::said::labelled;
use leptos::prelude::*;
use notebook::{
    command::Command,
    query::{BinRow, Listed, Page, Query},
    record::Kind,
};
use said::words::bin as say;
use said::words::word;

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
        <p>{move || total.get().filter(|n| *n > 0).map(|n| say::kept(n).text())}</p>
    };
    let body = move || match total.get() {
        None => ghosts(),
        Some(0) => clear(say::BIN_IS_EMPTY.text(), say::WHAT_YOU_PUT_AWAY_COMES.text(), ().into_any()),
        Some(n) => {
            let rows = move || answer.with(|list| list.iter().flat_map(|list| list.rows.clone()).collect());
            view! {
                <ul class="entries">{keyed(rows, |row: &BinRow| row.record, line)}</ul>
                {move || more(n.saturating_sub(most.get()), most, STEP)}
                <div class="inset">
                    <div class="acts">
                        <button class="act grave" on:click=move |_| asking.set(true)>{labelled(Glyph::Trash, say::EMPTY_BIN)}</button>
                    </div>
                </div>
            }
            .into_any()
        }
    };
    let words = Signal::derive(move || say::empty_words(total.get().unwrap_or(0)).text());
    let empty = Callback::new(move |()| {
        leptos::task::spawn_local(async move {
            match keeper.act(Command::EmptyBin).await {
                Ok(_) => keeper.toasts().say(say::BIN_IS_EMPTY_2.text()),
                Err(why) => keeper.toasts().trouble(why),
            }
        });
    });
    view! {
        <section class="pane page ruled" aria-labelledby="bin">
            <div class="scroll col">
                <div class="tools"><a class="only back" href="/more" aria-label=word::BACK.text()>{icon(Glyph::Back)}</a></div>
                {head("bin", word::BIN.text(), below.into_any())}
                {body}
            </div>
        </section>
        <Ask open=asking title=say::EMPTY_BIN_ASK.text() words=words back=say::KEEP_THEM.text() act=say::EMPTY_BIN.text() grave=true on_act=empty />
    }
}

fn line(row: BinRow) -> AnyView {
    let keeper = use_keeper();
    let record = row.record;
    let who = match record.kind {
        Kind::Person => face(&row.title),
        kind => view! { <span class="face" aria-hidden="true">{icon(glyph_of(kind))}</span> }.into_any(),
    };
    let restored = say::restored(&row.title).text();
    let restore = move |_| keeper.act_said(Command::Restore { record }, restored.clone());
    let label = say::restore_what(&row.title).text();
    view! {
        <article class="entry">
            <div class="who">{who}</div>
            <div class="what split">
                <p>
                    <span class="name" dir="auto">{row.title}</span>
                    <br />
                    <span class="why">{word_of(record).text()} " · " {when::day(when::date_of(&row.removed_at))}</span>
                </p>
                <button class="act" aria-label=label on:click=restore>{labelled(Glyph::Restore, say::RESTORE)}</button>
            </div>
        </article>
    }
    .into_any()
}
