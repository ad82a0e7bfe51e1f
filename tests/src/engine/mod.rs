//! The engines, and one story told in each of them.

pub(crate) mod chromium;
pub(crate) mod firefox;
pub(crate) mod webkit;

use anyhow::Result;
use thirtyfour::WebDriver;
pub use xtask::engine::Engine;

tokio::task_local! {
    static TOLD_IN: Engine;
}

/// The engine of the story that runs; Chromium unless it was said.
pub(crate) fn current() -> Engine {
    TOLD_IN.try_with(|engine| *engine).unwrap_or(Engine::Chromium)
}

/// Tells a story in an engine: every browser that it starts is one of that engine.
pub async fn told_in<T>(engine: Engine, story: impl Future<Output = T>) -> T {
    TOLD_IN.scope(engine, story).await
}

/// Makes one test for each engine out of a story, an async function without arguments that stands beside it:
/// `first_visit::chromium`, `first_visit::webkit`, `first_visit::firefox`. Where an engine cannot do what the story is about, the
/// reason is given (`webkit: "…"`); the test is then left out, and the summary of `cargo xtask test` says so with the reason.
#[macro_export]
macro_rules! everywhere {
    ($story:ident $(, webkit: $webkit:literal)? $(, firefox: $firefox:literal)?) => {
        mod $story {
            $crate::everywhere!(@one $story chromium Chromium);
            $crate::everywhere!(@one $story webkit WebKit $($webkit)?);
            $crate::everywhere!(@one $story firefox Firefox $($firefox)?);
        }
    };
    (@one $story:ident $name:ident $engine:ident $($why:literal)?) => {
        #[tokio::test(flavor = "multi_thread")]
        $(#[ignore = $why])?
        async fn $name() -> $crate::Result<()> {
            $crate::told_in($crate::Engine::$engine, super::$story()).await
        }
    };
}

/// What an engine needs beside its driver, and what only it can do.
#[derive(Debug)]
pub(crate) enum Seat {
    Chromium,
    WebKit(webkit::Seat),
    Firefox(firefox::Seat),
}

impl Seat {
    /// When a session has begun: listens to what its pages complain about.
    pub(crate) async fn begin(&mut self, web: &WebDriver) -> Result<()> {
        match self {
            Self::Firefox(seat) => seat.begin(web).await,
            Self::Chromium | Self::WebKit(_) => Ok(()),
        }
    }
}
