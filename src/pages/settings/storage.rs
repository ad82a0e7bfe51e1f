//! The storage panel: promised or not, how much, and what could not be read.

use crate::components::said::{labelled, paragraph};
use keeper::link::Status;
use leptos::{prelude::*, task::spawn_local};
use notebook::Now;
use said::words::settings as say;

use crate::{
    app::{
        link::{Phase, use_keeper},
        session::use_session,
    },
    browser::persist,
    components::{
        homes,
        icon::{Glyph, icon},
        numbers::{bytes, counted},
        when,
    },
};

/// The panels.
pub(super) fn storage() -> AnyView {
    let keeper = use_keeper();
    let (phase, status) = (keeper.phase(), keeper.status());
    let (promised, estimate) = (RwSignal::new(None::<bool>), RwSignal::new(None::<(f64, f64)>));
    let look = move || {
        spawn_local(async move {
            let (is_promised, room) = (persist::is_promised().await, persist::estimate().await);
            promised.try_set(is_promised);
            estimate.try_set(room);
        });
    };
    look();
    let ask = move |_| {
        spawn_local(async move {
            let answer = persist::ask().await;
            promised.try_set(answer);
            if answer != Some(true) {
                keeper.toasts().say(say::BROWSER_DID_NOT_PROMISE_IT.text());
            }
        });
    };
    let words = move || match promised.get() {
        _ if matches!(phase.get(), Phase::Unavailable(_)) => say::NOTEBOOK_IS_NOT_OPEN_NOTHING.text(),
        Some(true) => say::BROWSER_HAS_PROMISED_NOT_TO.text(),
        _ => say::IT_STAYS_HERE_UNLESS_BROWSER.text(),
    };
    let meter = move || {
        estimate.get().filter(|(_, most)| *most > 0.0).map(|(used, most)| {
            let part = (used / most * 100.0).clamp(0.0, 100.0);
            let label = say::used(&bytes(most), &bytes(used)).text();
            view! {
                <div>
                    <div class="meter" role="img" aria-label=label><i style=("--part", part.to_string())></i></div>
                    <p class="hint">{bytes(used)} " " {say::WITH_APP_ITSELF_ABOUT.text()} " " {bytes(most)} " " {say::THIS_BROWSER_ALLOWS.text()}</p>
                </div>
            }
        })
    };
    let not_promised = move || {
        (promised.get() == Some(false)).then(|| {
            view! {
                <section class="panel promise">
                    <h3>{labelled(Glyph::Warning, say::NOT_PROMISED)}</h3>
                    {paragraph(say::BROWSER_MAY_CLEAR_NOTEBOOK)}
                    <div class="acts"><button class="act" on:click=ask>{say::ASK_BROWSER.text()}</button></div>
                </section>
            }
        })
    };
    let refuses = move || {
        let closed = match phase.get() {
            Phase::Unavailable(why) => Some(why),
            _ => None,
        };
        closed.or_else(|| status.with(|status| status.refuses.clone())).map(|why| {
            view! {
                <section class="panel promise" role="alert">
                    <h3>{labelled(Glyph::Warning, say::NOTHING_CAN_BE_SAVED_NOW)}</h3>
                    <p>{why}</p>
                </section>
            }
        })
    };
    // An example that is lost is made again.
    let has_second = !use_session().is_example();
    let second = move || {
        (phase.get() == Phase::Ready && has_second && status.with(|status| status.alone.is_none()))
            .then(|| view! { <p class="hint">{status.with(|status| homes::second(&status.second))}</p> })
    };
    let figure =
        |term: &'static str, said: Signal<String>| view! { <div><dt>{term}</dt><dd>{said}</dd></div> };
    let of_status = move |read: fn(&Status) -> String| Signal::derive(move || status.with(read));
    view! {
        {refuses}
        <section class="panel">
            <h3>{labelled(Glyph::Shield, say::KEPT_ON_THIS_DEVICE)}</h3>
            <p>{words}</p>
            {second}
            <dl class="figures">
                {figure(say::ON_DISK.text(), of_status(|status| bytes(status.bytes as f64)))}
                {figure(say::CHANGES.text(), of_status(|status| counted(status.changes as usize)))}
                {figure(say::NOT_YET_PACKED.text(), of_status(|status| counted(status.loose as usize)))}
                {figure(say::LAST_BACKUP.text(), of_status(|status| last(status.last_backup)))}
            </dl>
            {meter}
        </section>
        {not_promised}
        {homes::notices()}
        {move || status.with(damaged)}
    }
    .into_any()
}

/// When a backup was last made, in words.
pub(super) fn last(millis: Option<i64>) -> String {
    let at = millis.and_then(|millis| Now::from_millis(millis, 0));
    at.map_or_else(|| say::NEVER.text().to_owned(), |at| when::day(when::date_of(&at.0)))
}

fn damaged(status: &Status) -> Option<AnyView> {
    let (all, words) = (status.quarantined.clone(), homes::damage(status));
    if all.is_empty() {
        return None;
    }
    let head = say::pieces(all.len()).text();
    let lines = all.into_iter().map(|piece| {
        view! { <li>{piece.why} " (" {bytes(piece.bytes as f64)} ")"</li> }
    });
    Some(
        view! {
            <section class="panel promise">
                <h3>{icon(Glyph::Lock)} {head}</h3>
                <p>{words}</p>
                <ul>{lines.collect_view()}</ul>
            </section>
        }
        .into_any(),
    )
}
