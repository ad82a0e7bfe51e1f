//! What is needed, by whom, and what it may be called in truth.

use leptos::prelude::*;
use notebook::{
    query::LeadView,
    record::{Kind, Ref},
};
use said::words::lead as say;

use super::{Seen, fields::LEVELS};
use crate::{
    browser::clock::now,
    components::{
        edit::label,
        face::face_as,
        icon::{Glyph, icon},
        money::amount,
        when,
    },
};

#[derive(Clone, PartialEq, Default)]
struct Head {
    need: String,
    prospect: String,
    href: Option<String>,
    /// Level, tier, value, expectation.
    sub: String,
    tone: &'static str,
}

/// The head of the page.
pub(crate) fn header(seen: Seen) -> AnyView {
    let head = Memo::new(move |_| seen.with(read));
    let body = move || {
        let Head { need, prospect, href, sub, tone } = head.get();
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
                    <p class="sub">{who} {sub}</p>
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
    let expects = lead.awaits_call().then(|| {
        lead.expects_by.as_ref().map_or(say::EXPECTS_CALL_2.text().to_owned(), |by| {
            say::call_expected(&when::civil(by.here(now()))).text()
        })
    });
    let tier = view.tier.map(|tier| match tier {
        1 => say::INSIDE_TIER.text().to_owned(),
        2 => say::OUTSIDE_TIER.text().to_owned(),
        tier => say::spin_off_tier(tier).text(),
    });
    let parts = [
        Some(label(LEVELS, lead.level_in_truth().word())),
        tier,
        lead.value_closed.or(lead.value_expected).as_ref().map(amount),
        expects,
    ];
    Head {
        need: if lead.need.is_empty() { say::NEED_NOT_YET_TOLD.text().to_owned() } else { lead.need.clone() },
        href: known.filter(|_| name.is_some()).map(|name| format!("/{name}")),
        prospect: name.unwrap_or_else(|| lead.prospect_name.clone()),
        sub: parts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        tone: match &view.contact {
            Some(contact) if contact.is_late => "overdue",
            Some(_) => "promise",
            None => "",
        },
    }
}
