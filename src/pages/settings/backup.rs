//! The whole notebook as one file, and back.

use crate::components::said::labelled;
use leptos::{html, prelude::*, task::spawn_local};
use notebook::time::date_text;
use said::words::settings as say;

use super::restore::{Chosen, restore};
use crate::{
    app::link::{Keeper, use_keeper},
    browser::file,
    components::icon::{Glyph, icon},
};

/// The panels.
pub(super) fn backup() -> AnyView {
    let keeper = use_keeper();
    let busy = RwSignal::new(false);
    let chosen = RwSignal::new(None::<Chosen>);
    let input = NodeRef::<html::Input>::new();
    let save_now = move |_| {
        if !busy.get_untracked() {
            busy.set(true);
            spawn_local(async move {
                save(keeper).await;
                busy.try_set(false);
            });
        }
    };
    let choose = move |_| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let picked = move |_| {
        let Some(input) = input.get_untracked() else { return };
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            Chosen::look_into(keeper, file, chosen);
        }
        // The same file again is a choice as well.
        input.set_value("");
    };
    file::on_launch(move |file| Chosen::look_into(keeper, file, chosen));
    view! {
        <section class="panel">
            <div class="setting">
                <p>
                    {say::SAVE_WHOLE_NOTEBOOK_AS_ONE.text()}
                    <small>{say::IT_HOLDS_EVERYTHING_SOURCES.text()}</small>
                </p>
                <button class="act main" aria-disabled=move || busy.get().then_some("true") on:click=save_now>
                    {icon(Glyph::Download)}
                    " "
                    {move || if busy.get() { say::PACKING.text() } else { say::SAVE_BACKUP.text() }}
                </button>
            </div>
            <div class="setting">
                <p>{say::BRING_BACK_BACKUP.text()} <small>{say::IT_IS_MERGED_WITH_WHAT.text()}</small></p>
                <button class="act" on:click=choose>{labelled(Glyph::Upload, say::CHOOSE_FILE)}</button>
                <input
                    class="sr"
                    type="file"
                    accept=".rapport,application/x-rapport"
                    tabindex="-1"
                    aria-label=say::BACKUP_FILE.text()
                    node_ref=input
                    on:change=picked
                />
            </div>
        </section>
        {restore(chosen)}
    }
    .into_any()
}

/// Makes a backup and hands it over as a file; says so. Whether it worked.
pub(super) async fn save(keeper: Keeper) -> bool {
    let name = format!("rapport-{}.rapport", date_text(keeper.now().today()));
    match keeper.backup().await {
        Ok(file) if file::save(&name, &file, file::NOTEBOOK).is_some() => {
            keeper.toasts().say(say::backup_made(&name).text());
            true
        }
        Ok(_) => {
            keeper.toasts().trouble(file::NOT_TAKEN.text());
            false
        }
        Err(why) => {
            keeper.toasts().trouble(why);
            false
        }
    }
}
