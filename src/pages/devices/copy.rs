//! The kept copy: how this device's notebook was before it joined a vault, or before it went back.

use crate::components::said::{labelled, paragraph};
use keeper::link::ToVault;
use leptos::{prelude::*, task::spawn_local};
use notebook::Now;
use said::words::devices as say;

use super::{Asking, share::grave};
use crate::{
    browser::file,
    components::{
        icon::{Glyph, icon},
        when,
    },
};

const FILE: &str = "rapport-copy.rapport";

/// The panel, while there is a copy.
pub(super) fn copy() -> AnyView {
    let asking = Asking::new();
    let status = asking.keeper.status();
    let made = Memo::new(move |_| status.with(|status| status.copy));
    let panel = move || {
        let at = Now::from_millis(made.get()?, 0)?;
        let title = say::copy_from(&when::day(when::date_of(&at.0)), &when::time(&at.0)).text();
        Some(view! {
            <section class="panel" aria-labelledby="copy">
                <h3 id="copy">{icon(Glyph::History)} " " {title}</h3>
                {paragraph(say::HOW_THIS_DEVICES_NOTEBOOK_WAS)}
                {grave(
                    asking,
                    say::GO_BACK_TO_COPY.text(),
                    say::ALSO_TAKES_THIS_DEVICE_OUT.text(),
                    say::GO_BACK.text(),
                    say::NOTEBOOK_THIS_DEVICE_IS_THEN.text(),
                    || ToVault::GoBack,
                    say::THIS_IS_NOTEBOOK_AS_IT.text(),
                )}
                <div class="setting">
                    <p>{say::SAVE_COPY_AS_FILE.text()} <small>{say::IT_CAN_BE_MERGED_ANYWHERE.text()}</small></p>
                    <button class="act" aria-label=say::SAVE_COPY_AS_FILE.text() on:click=move |_| save(asking)>{labelled(Glyph::Download, say::SAVE)}</button>
                </div>
                {grave(
                    asking,
                    say::DELETE_COPY.text(),
                    say::WHEN_YOU_ARE_SURE_THAT.text(),
                    say::DELETE.text(),
                    say::IT_CANNOT_BE_BROUGHT_BACK.text(),
                    || ToVault::ForgetCopy,
                    say::COPY_IS_DELETED.text(),
                )}
                {asking.fault()}
            </section>
        })
    };
    view! { {panel} }.into_any()
}

fn save(asking: Asking) {
    let keeper = asking.keeper;
    spawn_local(async move {
        match keeper.copy().await {
            Ok(copy) if file::save(FILE, &copy, file::NOTEBOOK).is_some() => {
                keeper.toasts().say(say::saved_as(FILE).text());
            }
            Ok(_) => keeper.toasts().trouble(file::NOT_TAKEN.text()),
            Err(why) => keeper.toasts().trouble(why),
        }
    });
}
