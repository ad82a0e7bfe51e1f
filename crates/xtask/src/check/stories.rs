//! The stories: told in every engine that is here, side by side, and counted for each of them.

use super::stage::{Case, End, Stage, tests};
use crate::engine::Engine;

/// How many stories may be told again; more than these are no coincidence.
const MAY_BE_REPEATED: usize = 3;

/// What the stories came to in each of the engines.
///
/// A browser that loses its page on a busy machine fails a story for no reason of the app's: a few that fail are told once more, one
/// at a time, and the summary names them with what they waited for. They then count as passed; with `is_strict` they do
/// not: a race is a fault.
pub(super) fn tell(engines: &[Engine], is_strict: bool) -> Vec<(String, Stage)> {
    let left_out = Engine::ALL.iter().filter(|engine| !engines.contains(engine));
    let filters: Vec<String> =
        left_out.flat_map(|engine| ["--skip".to_owned(), last_name(*engine)]).collect();
    let filters: Vec<&str> = filters.iter().map(String::as_str).collect();
    let all = ["test", "--package", "stories", "--no-fail-fast", "--"];
    let first = tests(&[&all[..], &filters].concat());
    let failing = first.failing();
    if first.cases.is_empty() {
        return vec![("stories".to_owned(), first)];
    }
    let again = if failing.is_empty() || failing.len() > MAY_BE_REPEATED {
        Stage::default()
    } else {
        println!("\n   once more: {}", failing.join(", "));
        let named: Vec<&str> = failing.iter().map(String::as_str).collect();
        tests(&[&all[..], &["--exact", "--test-threads=1"], &named].concat())
    };
    let of =
        |engine: &Engine| (format!("stories in {}", engine.name()), sum(*engine, &first, &again, is_strict));
    engines.iter().map(of).collect()
}

/// What one engine's share of the stories came to.
fn sum(engine: Engine, first: &Stage, again: &Stage, is_strict: bool) -> Stage {
    let (mut stage, mut whys) = (Stage::default(), Vec::new());
    for case in first.cases.iter().filter(|case| told_in(case) == engine) {
        match &case.end {
            End::Passed => stage.passed += 1,
            End::LeftOut(_) => stage.skipped += 1,
            End::Failed(said) => {
                let second = again.cases.iter().find(|other| other.name == case.name);
                let passed_then = second.is_some_and(|second| second.end == End::Passed);
                match passed_then && !is_strict {
                    true => stage.passed += 1,
                    false => stage.failed += 1,
                }
                let when = if passed_then { "only at the second attempt: " } else { "" };
                whys.push(format!("{when}{} ({said})", case.name));
            }
        }
        stage.cases.push(case.clone());
    }
    stage.why = whys.join(", ");
    stage
}

/// A story that is told in one engine alone has no last name: that one is Chromium.
fn told_in(case: &Case) -> Engine {
    let named = Engine::ALL.into_iter().find(|engine| case.name.ends_with(&last_name(*engine)));
    named.unwrap_or(Engine::Chromium)
}

fn last_name(engine: Engine) -> String {
    format!("::{}", engine.word())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(lines: &[&str]) -> Stage {
        let mut stage = Stage::default();
        lines.iter().for_each(|line| stage.read(line));
        stage
    }

    #[test]
    fn each_engine_has_its_own_count_and_what_has_no_engine_is_chromiums() {
        let first = told(&[
            "test first_visit::offline::chromium ... ok",
            "test first_visit::offline::webkit ... ok",
            "test first_visit::offline::firefox ... FAILED",
            "test pairing::camera::webkit ... ignored, no camera",
            "test places::every_place ... ok",
        ]);
        let counts = |engine| {
            let stage = sum(engine, &first, &Stage::default(), false);
            (stage.passed, stage.failed, stage.skipped)
        };
        assert_eq!(Engine::ALL.map(counts), [(2, 0, 0), (1, 0, 1), (0, 1, 0)]);
    }

    #[test]
    fn a_story_that_passes_only_when_told_again_is_named_and_in_ci_it_fails() {
        let first = told(&[
            "test a::b ... FAILED",
            "test c::d ... FAILED",
            "---- a::b stdout ----",
            "Error: / showed “Today”",
            "    waited 30s for “Kept”",
        ]);
        let again = told(&["test a::b ... ok", "test c::d ... FAILED"]);
        let at_home = sum(Engine::Chromium, &first, &again, false);
        assert_eq!((at_home.passed, at_home.failed), (1, 1));
        assert_eq!(at_home.why, "only at the second attempt: a::b (waited 30s for “Kept”), c::d ()");
        let in_ci = sum(Engine::Chromium, &first, &again, true);
        assert_eq!((in_ci.passed, in_ci.failed), (0, 2));
    }
}
