//! Programs that come from the system: installed where this is Debian and we may, else the exact command that would.

use crate::narrate::step;
use crate::paths::on_path;
use anyhow::{Result, bail};
use std::process::Command;

/// What a system calls one of Debian's packages where that is something else: nothing when it is part of another one, or not there.
type Name = (&'static str, &'static str);

/// The package managers we have words for: their program, the command that installs, and their names.
const MANAGERS: [(&str, &str, &[Name]); 6] = [
    ("apt-get", "sudo apt-get install --no-install-recommends", &[]),
    (
        "dnf",
        "sudo dnf install",
        &[
            ("chromium-driver", "chromedriver"),
            ("firefox-esr", "firefox"),
            ("webkit2gtk-driver", "webkitgtk6.0 webkit2gtk4.1"),
            ("gir1.2-webkit2-4.1", ""),
            ("python3-gi", "python3-gobject"),
            ("xvfb", "xorg-x11-server-Xvfb"),
            ("xauth", "xorg-x11-xauth"),
            ("postgresql", "postgresql-server"),
            ("pebble", ""),
            ("zbar-tools", "zbar"),
        ],
    ),
    (
        "pacman",
        "sudo pacman -S",
        &[
            ("chromium-driver", ""),
            ("firefox-esr", "firefox"),
            ("webkit2gtk-driver", "webkitgtk-6.0 webkit2gtk-4.1"),
            ("gir1.2-webkit2-4.1", ""),
            ("python3-gi", "python-gobject"),
            ("xvfb", "xorg-server-xvfb"),
            ("xauth", "xorg-xauth"),
            ("pebble", ""),
            ("zbar-tools", "zbar"),
            ("poppler-utils", "poppler"),
        ],
    ),
    (
        "zypper",
        "sudo zypper install",
        &[
            ("chromium-driver", "chromedriver"),
            ("firefox-esr", "MozillaFirefox"),
            ("postgresql", "postgresql-server"),
            ("pebble", ""),
            ("zbar-tools", "zbar"),
            ("poppler-utils", "poppler-tools"),
        ],
    ),
    (
        "apk",
        "sudo apk add",
        &[("chromium-driver", "chromium-chromedriver"), ("pebble", ""), ("zbar-tools", "zbar")],
    ),
    (
        "brew",
        "brew install",
        &[
            ("nodejs", "node"),
            ("npm", ""),
            ("chromium", "--cask google-chrome"),
            ("chromium-driver", "chromedriver"),
            ("firefox-esr", "--cask firefox"),
            ("webkit2gtk-driver", ""),
            ("gir1.2-webkit2-4.1", ""),
            ("python3-gi", ""),
            ("xvfb", ""),
            ("xauth", ""),
            ("postgresql", "postgresql@15"),
            ("pebble", ""),
            ("zbar-tools", "zbar"),
            ("poppler-utils", "poppler"),
        ],
    ),
];

/// Debian's packages, when this is Debian (or a child of it) and we may install them.
///
/// # Errors
/// When we may not, naming the command for somebody who may; or when apt fails.
pub(crate) fn install(packages: &[&str]) -> Result<()> {
    let list = packages.join(" ");
    if on_path(&["apt-get"]).is_none() || !is_root() {
        bail!("{}", by_hand(packages, |program| on_path(&[program]).is_some()));
    }
    let apt = || {
        let mut apt = Command::new("apt-get");
        apt.env("DEBIAN_FRONTEND", "noninteractive");
        apt
    };
    step("Reading Debian's list of packages", apt().args(["update", "-q"]))?;
    let mut install = apt();
    install.args(["install", "-y", "-q", "--no-install-recommends"]).args(packages);
    step(&format!("Installing {list} from Debian"), &mut install)
}

/// What somebody types who may install something here.
fn by_hand(packages: &[&str], has: impl Fn(&str) -> bool) -> String {
    let Some((_, command, names)) = MANAGERS.iter().find(|(program, _, _)| has(program)) else {
        return format!("please install {} with this system's package manager", packages.join(" "));
    };
    let name = |package: &&str| {
        let other = names.iter().find(|(debian, _)| debian == package);
        other.map_or(*package, |(_, name)| *name).to_owned()
    };
    let wanted: Vec<String> = packages.iter().map(name).filter(|name| !name.is_empty()).collect();
    if wanted.is_empty() {
        return format!("please install {} by hand: this system has no package of it", packages.join(" "));
    }
    format!("please run: {command} {}", wanted.join(" "))
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout.trim_ascii() == b"0")
}

#[cfg(test)]
mod tests {
    use super::by_hand;

    #[test]
    fn what_cannot_be_installed_is_named_with_this_systems_own_command() {
        let on = |manager: &'static str, packages: &[&str]| by_hand(packages, |program| program == manager);
        let (node, browser) = (["nodejs", "npm"], ["chromium", "chromium-driver"]);
        assert_eq!(
            on("apt-get", &node),
            "please run: sudo apt-get install --no-install-recommends nodejs npm"
        );
        assert_eq!(on("dnf", &browser), "please run: sudo dnf install chromium chromedriver");
        assert_eq!(on("pacman", &browser), "please run: sudo pacman -S chromium");
        assert_eq!(on("brew", &node), "please run: brew install node");
        assert_eq!(on("apk", &["pebble"]), "please install pebble by hand: this system has no package of it");
        let webkit = ["webkit2gtk-driver", "gir1.2-webkit2-4.1", "python3-gi", "xvfb", "xauth"];
        assert_eq!(
            on("dnf", &webkit),
            "please run: sudo dnf install webkitgtk6.0 webkit2gtk4.1 python3-gobject xorg-x11-server-Xvfb xorg-x11-xauth"
        );
        assert!(on("brew", &webkit).ends_with("by hand: this system has no package of it"));
        assert_eq!(on("none", &node), "please install nodejs npm with this system's package manager");
    }
}
