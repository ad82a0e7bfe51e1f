//! What damaged pieces of storage cost, and what heals it, in words.

use keeper::link::Status;

use super::numbers::several;

/// Never more than is known: changes that build on something damaged are stored and do not show.
pub(crate) fn damage(status: &Status) -> String {
    const SET_ASIDE: &str = "They are set aside and nothing was deleted. ";
    match status.waiting {
        0 => [SET_ASIDE, "Everything else is here."].concat(),
        n => {
            let later = several(
                n as usize,
                "later change is stored but builds",
                "later changes are stored but build",
            );
            let heals =
                " on them, and cannot show yet: another device or a backup brings back what is missing.";
            [SET_ASIDE, &later, heals].concat()
        }
    }
}
