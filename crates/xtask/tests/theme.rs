//! The colours of the page stand in style/tokens.css; what has to name them once more says the same.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "it is a test")]

use std::fs;

use xtask::paths::workspace;

fn file(path: &str) -> String {
    fs::read_to_string(workspace().join(path)).unwrap()
}

/// What stands between two marks, the first time.
fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let rest = text.split_once(before).unwrap_or_else(|| panic!("no {before}")).1;
    rest.split_once(after).unwrap().0
}

#[test]
fn the_browsers_bars_and_the_launch_screen_have_the_colour_of_the_page() {
    let tokens = file("style/tokens.css");
    let (light, dark) = between(&tokens, "--paper: light-dark(", ")").split_once(", ").unwrap();
    let page = file("index.html");
    for (word, colour) in [("light", light), ("dark", dark)] {
        let bar = between(&page, &format!("data-bar=\"{word}\""), ">");
        assert!(bar.contains(&format!("prefers-color-scheme: {word}")), "{bar}");
        assert_eq!(between(bar, "content=\"", "\""), colour, "{word}");
    }
    let manifest = file("public/manifest.webmanifest");
    for key in ["theme_color", "background_color"] {
        assert_eq!(between(&manifest, &format!("\"{key}\": \""), "\""), light, "{key}");
    }
}
