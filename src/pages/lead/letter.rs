//! Writing to the people of a lead: a draft that can be changed, the ways to send it, and logging that it went out.

use crate::components::said::{hint, joined, labelled, paragraph};
use leptos::{prelude::*, task::spawn_local};
use notebook::{
    Id, Value,
    command::{Command, Edit},
    practice::leads::About,
    query::{LetterView, Query, WayKind},
    record::{Kind, Ref, TouchKind},
};
use said::Word;
use said::words::lead as say;
use said::words::word;

use super::{Seen, fields::QUALITY};
use crate::{
    app::link::use_keeper,
    browser::share,
    components::{
        ask::sheet,
        chip::filter_chip,
        icon::{Glyph, icon},
        toast::use_toasts,
        words,
    },
};

/// Messages offered before “More messages”: the most urgent.
const FEW: usize = 3;

/// The messages that follow, as chips.
pub(crate) fn letters(seen: Seen, writing: RwSignal<Option<About>>) -> AnyView {
    let offers = Memo::new(move |_| seen.with(|view| view.offers.clone()));
    let all = RwSignal::new(false);
    let is_folded = move || !all.get() && offers.with(|offers| offers.len() > FEW + 1);
    let chip = move |offer: notebook::query::Offer| {
        view! {
            <button class="chip" on:click=move |_| writing.set(Some(offer.about))>
                {icon(Glyph::Send)} " " <bdi>{offer.words.text()}</bdi>
            </button>
        }
    };
    view! {
        <div class="inset" hidden=move || offers.with(Vec::is_empty)>
            <div class="chips" role="group" aria-label=say::MESSAGES.text()>
                {move || offers.get().into_iter().take(if is_folded() { FEW } else { usize::MAX }).map(chip).collect_view()}
                <button class="chip plain" hidden=move || !is_folded() on:click=move |_| all.set(true)>{say::MORE_MESSAGES.text()}</button>
            </div>
        </div>
    }
    .into_any()
}

/// The dialog in which a message is written.
pub(crate) fn letter(seen: Seen, lead: Id, writing: RwSignal<Option<About>>) -> AnyView {
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(writing.with(Option::is_some)));
    Effect::new(move |was: Option<bool>| {
        let is_open = open.get();
        if was == Some(true) && !is_open {
            writing.set(None);
        }
        is_open
    });
    sheet(open, "ask letter", "letter-title", move || match writing.get_untracked() {
        Some(about) => body(seen, lead, about, open),
        None => ().into_any(),
    })
}

fn body(seen: Seen, lead: Id, about: About, open: RwSignal<bool>) -> AnyView {
    let (keeper, toasts) = (use_keeper(), use_toasts());
    let words = RwSignal::new(None::<String>);
    let draft = RwSignal::new(String::new());
    let place = format!("leads/{lead}/letter/{}/", about.word());
    let typed = RwSignal::new(String::new());
    words::keep([&place, "words"].concat(), typed);
    // Of an earlier time: they are asked about as if they were typed now.
    let begun = typed.get_untracked();
    if !begun.is_empty() {
        draft.set(begun.clone());
        words.set(Some(begun));
    }
    let used = RwSignal::new(None::<WayKind>);
    let answer =
        keeper.watch::<Option<Box<LetterView>>>(move || Query::Letter { lead, about, words: words.get() });
    let letter = Memo::new(move |_| {
        answer.with(|letter| letter.as_deref().and_then(|letter| letter.as_deref().cloned()))
    });
    let of =
        move |f: fn(&LetterView) -> String| letter.with(|letter| letter.as_ref().map(f).unwrap_or_default());
    // The draft stands in the field until the first key.
    Effect::new(move |_| {
        if words.with_untracked(Option::is_none) {
            draft.set(of(|letter| letter.words.clone()));
        }
    });
    // What is sent is what the notebook let through, never what stands in the field.
    let ready = Memo::new(move |_| {
        letter.with(|letter| letter.as_ref().is_some_and(|letter| letter.asked == words.get()))
    });
    let leaving = move || letter.with_untracked(|letter| letter.clone().filter(|_| ready.get_untracked()));
    let log = move |_| {
        let Some(letter) = leaving() else { return };
        let call = used.get_untracked() == Some(WayKind::Call);
        let command = Command::Sent {
            touch: keeper.id(),
            lead,
            about,
            kind: call.then_some(TouchKind::Call),
            words: if call { String::new() } else { letter.words },
        };
        keeper.act_said(command, say::logged_with(&letter.to).text());
        words::forget(&place);
        open.set(false);
    };
    let way = move |nth: usize, at: usize, kind: WayKind, number: String| {
        let (glyph, says) = match kind {
            WayKind::Call => (Glyph::Phone, say::CALL.text()),
            WayKind::Text => (Glyph::Message, say::TEXT.text()),
            WayKind::Email => (Glyph::Email, say::EMAIL.text()),
        };
        let href = move || {
            let href = letter.with(|letter| Some(letter.as_ref()?.ways.get(at)?.href.clone()));
            href.filter(|_| ready.get())
        };
        let class = if nth == 0 { "act main" } else { "act" };
        view! {
            <a class=class href=href rel="external" on:click=move |_| used.set(Some(kind))>{icon(glyph)} " " {says} " " <bdi>{number}</bdi></a>
        }
    };
    let kinds = Memo::new(move |_| {
        letter.with(|letter| {
            letter
                .iter()
                .flat_map(|letter| letter.ways.iter().map(|way| (way.kind, way.number.clone())))
                .collect::<Vec<_>>()
        })
    });
    let shares_first =
        Memo::new(move |_| letter.with(|letter| letter.as_ref().is_some_and(|letter| letter.shares_first)));
    let share = move |_| {
        if let Some(letter) = leaving() {
            spawn_local(async move {
                if share::share(&letter.subject, &letter.words).await {
                    used.set(Some(WayKind::Text));
                }
            });
        }
    };
    let copy = move |_| {
        if let Some(letter) = leaving() {
            spawn_local(async move {
                let said = if share::copy(&letter.words).await {
                    say::COPIED.text()
                } else {
                    say::IT_COULD_NOT_BE_COPIED.text()
                };
                toasts.say(said);
            });
        }
    };
    let ways = move || {
        let first = shares_first.get();
        let kinds = kinds.get().into_iter().enumerate();
        let links: Vec<_> =
            kinds.map(|(at, (kind, number))| way(at + usize::from(first), at, kind, number)).collect();
        let class = if first || links.is_empty() { "act main" } else { "act" };
        let sheet = share::can_share().then(|| view! { <button type="button" class=class on:click=share>{labelled(Glyph::Share, say::SHARE)}</button> });
        let board = share::can_copy()
            .then(|| view! { <button type="button" class="act" on:click=copy>{say::COPY.text()}</button> });
        view! { {links} {sheet} {board} }
    };
    let warning = move || {
        let words = of(|letter| joined(&letter.warning, " "));
        (!words.is_empty()).then(
            || view! { <div class="notice promise">{icon(Glyph::Shield)}<p dir="auto">{words}</p></div> },
        )
    };
    let hides = move || {
        letter
            .with(|letter| letter.as_ref().filter(|letter| letter.hides).map(|letter| letter.words.clone()))
            .map(|words| {
                view! {
                    <div class="notice promise" role="status">
                        {icon(Glyph::EyeOff)}
                        {paragraph(say::SOMETHING_IN_YOUR_WORDS_HAS)}
                        <p class="words" dir="auto">{words}</p>
                    </div>
                }
            })
    };
    view! {
        <h2 id="letter-title">{move || of(|letter| say::to_whom(&letter.to).text())}</h2>
        <p class="hint">{move || of(|letter| joined(&letter.manner, " · "))}</p>
        {warning}
        {(about == About::Report).then(|| quality(seen, lead))}
        <div class="field">
            <label for="letter-words">{say::YOUR_WORDS.text()}</label>
            <textarea
                class="input"
                id="letter-words"
                rows="7"
                dir="auto"
                autocapitalize="sentences"
                prop:value=draft
                on:input=move |event| {
                    let now = event_target_value(&event);
                    typed.set(now.clone());
                    draft.set(now.clone());
                    words.set(Some(now));
                }
            ></textarea>
        </div>
        {hides}
        <div class="acts send" role="group" aria-label=say::SEND.text()>{ways}</div>
        {hint(say::NOTHING_IS_SENT_FROM_HERE)}
        <div class="acts">
            <button type="button" class="act quiet" on:click=move |_| open.set(false)>{word::CLOSE.text()}</button>
            <button type="button" class="act main" disabled=move || !ready.get() on:click=log>{labelled(Glyph::Touch, say::LOG_IT)}</button>
        </div>
    }
    .into_any()
}

/// A report begins with how good it was: asked here, where the answer is needed.
fn quality(seen: Seen, lead: Id) -> AnyView {
    let keeper = use_keeper();
    let now = Memo::new(move |_| {
        seen.with(|view| view.lead.quality.as_ref().map(|quality| quality.word().to_owned()))
    });
    let chip = move |(word, shown): &'static (&'static str, Word)| {
        let on = Memo::new(move |_| now.with(|now| now.as_deref() == Some(*word)));
        filter_chip(shown.text(), on, move || {
            let value = (!on.get_untracked()).then(|| Value::str(*word));
            let edits = vec![Edit { key: "quality".to_owned(), value }];
            keeper.act_said(Command::Edit { record: Ref::new(Kind::Lead, lead), edits }, shown.text());
        })
    };
    view! {
        <div class="field">
            <p id="letter-quality">{say::HOW_GOOD_WAS_IT.text()}</p>
            <div class="chips" role="group" aria-labelledby="letter-quality">{QUALITY.iter().map(chip).collect_view()}</div>
        </div>
    }
    .into_any()
}

/// What the address asks to write about: a link may open the draft at once.
pub(crate) fn of_address(word: &str) -> Option<About> {
    use About::{Asking, Away, Consent, FirstContact, Late, Naming, Pass, Recommending, Report, Thanks};
    let plain = [FirstContact, Consent, Naming, Recommending, Late, Away, Thanks, Report];
    let (word, to) = word.split_once('-').map_or((word, None), |(word, to)| (word, to.parse::<Id>().ok()));
    let theirs = to.into_iter().flat_map(|id| [Pass(id), Asking(id)]);
    plain.into_iter().chain(theirs).find(|about| about.word() == word)
}

/// The same the other way round.
pub(crate) fn address_of(about: About) -> String {
    match about {
        About::Pass(id) | About::Asking(id) => format!("{}-{id}", about.word()),
        about => about.word().to_owned(),
    }
}
