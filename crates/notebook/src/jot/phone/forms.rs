//! The forms in which countries write numbers.

use super::groups::Group;

/// Countries: the code, and the fewest and most digits behind it (after the plans of the ITU).
const COUNTRIES: &[(&str, usize, usize)] = &[
    ("1", 10, 10),
    ("7", 10, 10),
    ("20", 8, 10),
    ("27", 9, 9),
    ("30", 10, 10),
    ("31", 9, 9),
    ("32", 8, 9),
    ("33", 9, 9),
    ("34", 9, 9),
    ("36", 8, 9),
    ("39", 6, 11),
    ("40", 9, 9),
    ("41", 9, 9),
    ("43", 6, 11),
    ("44", 9, 10),
    ("45", 8, 8),
    ("46", 7, 9),
    ("47", 8, 8),
    ("48", 9, 9),
    ("49", 6, 11),
    ("51", 8, 9),
    ("52", 10, 10),
    ("54", 10, 11),
    ("55", 10, 11),
    ("56", 9, 9),
    ("57", 10, 10),
    ("58", 10, 10),
    ("60", 8, 10),
    ("61", 9, 9),
    ("62", 8, 12),
    ("63", 8, 10),
    ("64", 8, 10),
    ("65", 8, 8),
    ("66", 8, 9),
    ("81", 9, 10),
    ("82", 8, 10),
    ("84", 9, 10),
    ("86", 10, 11),
    ("90", 10, 10),
    ("91", 10, 10),
    ("92", 9, 10),
    ("94", 9, 9),
    ("98", 10, 10),
    ("212", 9, 9),
    ("213", 8, 9),
    ("216", 8, 8),
    ("233", 9, 9),
    ("234", 8, 10),
    ("254", 9, 9),
    ("255", 9, 9),
    ("256", 9, 9),
    ("351", 9, 9),
    ("353", 7, 9),
    ("354", 7, 7),
    ("356", 8, 8),
    ("357", 8, 8),
    ("358", 6, 10),
    ("359", 8, 9),
    ("370", 8, 8),
    ("371", 8, 8),
    ("372", 7, 8),
    ("375", 9, 9),
    ("380", 9, 9),
    ("381", 8, 9),
    ("385", 8, 9),
    ("386", 8, 8),
    ("387", 8, 8),
    ("389", 8, 8),
    ("420", 9, 9),
    ("421", 9, 9),
    ("852", 8, 8),
    ("853", 8, 8),
    ("880", 8, 10),
    ("886", 8, 9),
    ("961", 7, 8),
    ("965", 8, 8),
    ("966", 9, 9),
    ("971", 8, 9),
    ("972", 8, 9),
    ("973", 8, 8),
    ("974", 8, 8),
    ("995", 9, 9),
];

/// Lengths of the groups of national numbers without a leading zero.
const NATIONAL: &[&[usize]] = &[
    &[8],
    &[9],
    &[10],
    &[11],
    &[4, 4],
    &[5, 5],
    &[5, 6],
    &[3, 6],
    &[3, 7],
    &[2, 7],
    &[2, 8],
    &[3, 8],
    &[3, 3, 3],
    &[3, 3, 4],
    &[3, 4, 3],
    &[3, 4, 4],
    &[3, 2, 3],
    &[2, 3, 3],
    &[2, 3, 4],
    &[2, 4, 4],
    &[1, 4, 4],
    &[4, 3, 3],
    &[1, 3, 5],
    &[3, 2, 2, 2],
    &[2, 3, 2, 2],
    &[2, 2, 2, 2],
    &[3, 3, 2, 2],
    &[1, 3, 3, 4],
    &[1, 3, 3, 2, 2],
    &[2, 4, 2, 2],
];

fn sum(groups: &[Group]) -> usize {
    groups.iter().map(Group::length).sum()
}

/// Behind a `+`, or behind `skip` digits that stand for it: as many digits as the country has.
pub(super) fn abroad(groups: &[Group], skip: usize) -> bool {
    // The zero of `+44 (0)20` is for those who leave out the country.
    let counts = |group: &&Group| !(group.digits == "0" && group.separator.ends_with('('));
    let all: String = groups.iter().filter(counts).map(|group| group.digits.as_str()).collect();
    let Some(all) = all.get(skip..).filter(|all| !all.starts_with('0')) else { return false };
    let known = (1..=3).find_map(|length| {
        let code = all.get(..length)?;
        COUNTRIES.iter().find(|(known, ..)| *known == code)
    });
    match known {
        Some((code, least, most)) => {
            let zero = usize::from(all[code.len()..].starts_with('0'));
            (*least..=*most + zero).contains(&(all.len() - code.len()))
        }
        None => (8..=15).contains(&all.len()),
    }
}

/// With a leading zero: eight to twelve digits.
pub(super) fn trunk(groups: &[Group]) -> bool {
    let least = if groups.len() == 1 { 9 } else { 8 };
    let alone = groups[0].digits == "0" && groups.get(1).is_some_and(|next| next.separator != " ");
    let lone = groups.len() > 1 && groups[1..].iter().any(|group| group.length() == 1 && group.digits != "1");
    (least..=12).contains(&sum(groups))
        && groups[0].length() <= 12
        && !alone
        && !lone
        && !is_date(groups)
        && !are_hours(groups)
        && groups.iter().any(|group| group.value() != Some(0))
}

/// `8 (912) …`, `1 (212) …`: what is dialled before an area in brackets.
pub(super) fn is_long_distance(groups: &[Group]) -> bool {
    matches!(groups, [first, area, _, ..]
        if matches!(first.digits.as_str(), "8" | "1") && area.separator.ends_with('('))
}

/// With an area in brackets.
pub(super) fn area(groups: &[Group]) -> bool {
    let closed = groups.get(1).is_some_and(|next| next.separator.contains(')'));
    closed && groups[0].length() <= 5 && !groups[0].is_year() && (8..=12).contains(&sum(groups))
}

/// In the groups of a national form, and of nothing else.
pub(super) fn national(groups: &[Group]) -> bool {
    let lengths: Vec<usize> = groups.iter().map(Group::length).collect();
    let fits = NATIONAL.contains(&lengths.as_slice());
    let first = &groups[0];
    let one = first.length() == 1 && !matches!(first.digits.as_str(), "1" | "8" | "9");
    let bounds = |sign: char| groups[1..].iter().filter(|group| group.separator.contains(sign)).count();
    fits && !one
        && !(first.is_year() && groups.len() > 1)
        && bounds('/') <= 1
        && groups.iter().all(|group| !group.separator.contains(['(', ')']))
        && !is_date(groups)
        && !is_range(groups)
        && !are_hours(groups)
        && !is_dotted_quad(groups)
}

/// As likely a count of things: one run, two, thousands, or pairs.
pub(super) fn is_weak(groups: &[Group]) -> bool {
    let rest = &groups[1..];
    rest.len() <= 1
        || rest.iter().all(|group| group.length() == 3) && groups[0].length() <= 3
        || rest.iter().all(|group| group.length() == groups[0].length())
}

/// Ends in so many zeros that somebody counted: `25000000`, `1500 2000`.
pub(super) fn is_round(groups: &[Group]) -> bool {
    match groups {
        [one] => one.digits.ends_with("0000"),
        [_, _] => groups.iter().all(|group| group.digits.ends_with("00")),
        _ => false,
    }
}

/// `26 11 2026`, `2026-11-26`, `26112026`: a day in any order and with any signs.
fn is_date(groups: &[Group]) -> bool {
    let small = |group: &Group, most: u64| {
        group.length() <= 2 && group.value().is_some_and(|n| (1..=most).contains(&n))
    };
    let day_month = |a: &Group, b: &Group| small(a, 31) && small(b, 31) && (small(a, 12) || small(b, 12));
    match groups {
        [one] => {
            let part = |range: std::ops::Range<usize>| {
                one.digits.get(range).and_then(|part| part.parse::<u32>().ok())
            };
            let fits = |year: Option<u32>, a: Option<u32>, b: Option<u32>| {
                let (Some(year), Some(a), Some(b)) = (year, a, b) else { return false };
                (1900..2100).contains(&year) && a > 0 && b > 0 && a <= 31 && b <= 31 && (a <= 12 || b <= 12)
            };
            one.length() == 8
                && (fits(part(0..4), part(4..6), part(6..8)) || fits(part(4..8), part(0..2), part(2..4)))
        }
        [a, b, c, ..] => (day_month(a, b) && c.is_year()) || (a.is_year() && day_month(b, c)),
        _ => false,
    }
}

/// `1500-2000`, `2019/2026`, `12345-6789`: two numbers, not one.
fn is_range(groups: &[Group]) -> bool {
    let [a, b] = groups else { return false };
    let joined = !b.is_apart() || b.separator.contains(['-', '/']);
    let near = a.length().abs_diff(b.length()) <= 1;
    joined
        && (near && a.value() < b.value() && !b.digits.starts_with('0') || (a.length(), b.length()) == (5, 4))
}

/// `0900-1700`.
fn are_hours(groups: &[Group]) -> bool {
    let hour =
        |group: &Group| group.length() == 4 && group.value().is_some_and(|n| n / 100 < 24 && n % 100 < 60);
    groups.len() == 2 && groups.iter().all(hour)
}

/// `192.168.10.25`.
fn is_dotted_quad(groups: &[Group]) -> bool {
    groups.len() == 4
        && groups[1..].iter().all(|group| group.separator == ".")
        && groups.iter().all(|group| group.value().is_some_and(|n| n < 256))
}
