//! What an address or a link says of its owner: the name before the @, the handle in a path, the host.

/// Hosts on which everybody is: they give nobody away.
const SHARED: [&str; 44] = [
    "163",
    "aol",
    "apple",
    "bsky",
    "discord",
    "facebook",
    "fastmail",
    "fb",
    "github",
    "gitlab",
    "gmail",
    "gmx",
    "google",
    "googlemail",
    "hotmail",
    "icloud",
    "instagram",
    "linkedin",
    "live",
    "mail",
    "mastodon",
    "medium",
    "meetup",
    "msn",
    "outlook",
    "pinterest",
    "posteo",
    "proton",
    "protonmail",
    "qq",
    "reddit",
    "threads",
    "tiktok",
    "twitter",
    "vimeo",
    "wa",
    "web",
    "whatsapp",
    "x",
    "xing",
    "yahoo",
    "yandex",
    "youtube",
    "zoho",
];
/// Words before an @, in a path or in a host that name nobody.
const COMMON: [&str; 42] = [
    "about", "admin", "app", "channel", "co", "com", "company", "contact", "en", "feed", "groups", "hello",
    "help", "hi", "home", "html", "in", "index", "info", "jobs", "kontakt", "mail", "me", "net", "news",
    "office", "org", "page", "pages", "people", "post", "posts", "profile", "pub", "sales", "status",
    "support", "team", "user", "users", "web", "www",
];
/// Shorter parts name nobody.
const SHORTEST: usize = 3;

fn telling<'a>(parts: impl Iterator<Item = &'a str>, common: &[&str]) -> Vec<String> {
    let bare = parts.map(|part| part.trim_matches(|c: char| !c.is_alphanumeric()));
    let told = bare.filter(|part| {
        let small = part.to_lowercase();
        part.chars().count() >= SHORTEST
            && part.chars().any(char::is_alphabetic)
            && !COMMON.contains(&small.as_str())
            && !common.contains(&small.as_str())
    });
    told.map(str::to_owned).collect()
}

/// The parts of a host that tell whose it is: not the last one, which is a country or a trade.
fn of_host(host: &str) -> Vec<String> {
    let host = host.split(':').next().unwrap_or_default().trim_matches('.');
    let Some((own, _)) = host.rsplit_once('.') else { return telling(std::iter::once(host), &SHARED) };
    let mut found = telling(own.split('.'), &SHARED);
    if !found.is_empty() {
        found.push(host.to_owned());
    }
    found
}

/// An address as a whole, what stands before the @, and the host.
pub(super) fn of_mail(address: &str) -> Vec<String> {
    let address = address.trim();
    let mut found = vec![address.to_owned()];
    if let Some((own, host)) = address.rsplit_once('@') {
        let own = own.split('+').next().unwrap_or_default();
        found.extend(telling(std::iter::once(own).chain(own.split(['.', '_', '-'])), &[]));
        found.extend(of_host(host));
    }
    found
}

/// A link as a whole, its host, and the handles in its path.
pub(super) fn of_link(link: &str) -> Vec<String> {
    let bare = link.trim().split_once("://").map_or(link.trim(), |(_, bare)| bare);
    let bare = bare.strip_prefix("www.").unwrap_or(bare);
    let (host, path) = bare.split_at(bare.find(['/', '?', '#']).unwrap_or(bare.len()));
    let mut found = vec![bare.to_owned()];
    found.extend(of_host(host));
    found.extend(telling(path.split(['/', '?', '#', '&', '=']), &[]));
    found
}
