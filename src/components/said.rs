//! Several sentences in a line.

use said::Said;

/// Each in the words of the app, with this between them.
pub(crate) fn joined(all: &[Said], between: &str) -> String {
    all.iter().map(Said::text).collect::<Vec<_>>().join(between)
}
