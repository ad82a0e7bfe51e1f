//! What is needed, by whom, and what it may be called in truth, with the step that would raise it.

use leptos::prelude::*;
use notebook::{
    query::LeadView,
    record::{Consent, Kind, Level, Ref},
};

use super::{Seen, fields::LEVELS};
use crate::{
    browser::clock::now,
    components::{
        edit::label,
        face::face_as,
        icon::{Glyph, icon},
        when,
    },
};

#[derive(Clone, PartialEq, Default)]
struct Head {
    need: String,
    prospect: String,
    href: Option<String>,
    level: String,
    step: &'static str,
    expects: Option<String>,
    tone: &'static str,
}

/// The head of the page.
pub(crate) fn header(seen: Seen) -> AnyView {
    let head = Memo::new(move |_| seen.with(read));
    let body = move || {
        let Head { need, prospect, href, level, step, expects, tone } = head.get();
        let face = if prospect.is_empty() {
            view! { <span class="face big" aria-hidden="true">{icon(Glyph::Leads)}</span> }.into_any()
        } else {
            face_as(&prospect, "big")
        };
        let who = match href {
            Some(href) => view! { <a class="link" href=href><bdi>{prospect}</bdi></a> " · " }.into_any(),
            None if prospect.is_empty() => ().into_any(),
            None => view! { <bdi>{prospect}</bdi> " · " }.into_any(),
        };
        view! {
            <header class=format!("entry {tone}")>
                <div class="who">{face}</div>
                <div class="what">
                    <h1 id="lead" tabindex="-1" dir="auto">{need}</h1>
                    <p class="sub">
                        {who} {level}
                        {expects.map(|words| view! { " · " <span class="when">{words}</span> })}
                    </p>
                    {(!step.is_empty()).then(|| view! { <p class="why"><b>"Next step: "</b> {step}</p> })}
                </div>
            </header>
        }
        .into_any()
    };
    view! { {body} }.into_any()
}

fn read(view: &LeadView) -> Head {
    let lead = &view.lead;
    let known = lead.prospect.map(|id| Ref::new(Kind::Person, id).to_string());
    let name = known.as_ref().and_then(|name| view.names.get(name)).cloned();
    let level = lead.level_in_truth();
    let step = match (&lead.consent, &level) {
        _ if lead.is_closed() => "",
        (Some(Consent::No), _) => "they said no for now; leave it to them.",
        (Some(Consent::Yes), Level::Presold) => "",
        (Some(Consent::Yes), Level::Referral) => "tell them why you are the right one, before the call.",
        (Some(Consent::Yes), _) => "they agreed: note that it is a referral.",
        _ => "ask whether they agree to be contacted. Until then it is a lead.",
    };
    let expects =
        (lead.expects_call == Some(true) && lead.contacted_at.is_none() && !lead.is_closed()).then(|| {
            match &lead.expects_by {
                Some(by) => (format!("call by {}", when::moment(by)), *by < now().0),
                None => ("expects a call".to_owned(), false),
            }
        });
    Head {
        need: if lead.need.is_empty() { "A need not yet told".to_owned() } else { lead.need.clone() },
        href: known.filter(|_| name.is_some()).map(|name| format!("/{name}")),
        prospect: name.unwrap_or_else(|| lead.prospect_name.clone()),
        level: label(LEVELS, level.word()),
        step,
        tone: match &expects {
            Some((_, true)) => "overdue",
            Some(_) => "promise",
            None => "",
        },
        expects: expects.map(|(words, _)| words),
    }
}
