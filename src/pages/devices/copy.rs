//! The kept copy: how this device's notebook was before it joined a vault, or before it went back.

use keeper::link::ToVault;
use leptos::{prelude::*, task::spawn_local};
use notebook::Now;

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
        let title = [" A copy from ", &when::day(when::date_of(&at.0)), ", ", &when::time(&at.0)].concat();
        Some(view! {
            <section class="panel" aria-labelledby="copy">
                <h3 id="copy">{icon(Glyph::History)} {title}</h3>
                <p>"How this device’s notebook was before it joined, or before it last went back."</p>
                {grave(
                    asking,
                    "Go back to the copy",
                    "Also takes this device out of its vault.",
                    "Go back",
                    "The notebook of this device is then as it was, and belongs to no vault. How it is now becomes the copy, so you can go back once more. Your other devices and their vault stay as they are, with what came from here.",
                    || ToVault::GoBack,
                    "This is the notebook as it was. What you left is kept as the copy.",
                )}
                <div class="setting">
                    <p>"Save the copy as a file" <small>"It can be merged anywhere, like a backup."</small></p>
                    <button class="act" aria-label="Save the copy as a file" on:click=move |_| save(asking)>{icon(Glyph::Download)} " Save"</button>
                </div>
                {grave(
                    asking,
                    "Delete the copy",
                    "When you are sure that you will not go back.",
                    "Delete",
                    "It cannot be brought back after that. Your notebook stays as it is.",
                    || ToVault::ForgetCopy,
                    "The copy is deleted.",
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
                keeper.toasts().say(["Saved: ", FILE].concat());
            }
            Ok(_) => keeper.toasts().trouble(file::NOT_TAKEN),
            Err(why) => keeper.toasts().trouble(why),
        }
    });
}
