//! A line of a language, with its arguments in their places.

use crate::{isolated, said::Argument, tongue};

/// Writes a line; what it is made of is checked when the app is built, and what is not as it should be is left out.
pub(crate) fn sentence(line: &str, arguments: &[Argument], out: &mut String) {
    let arm = if line.starts_with('\t') { chosen(line, arguments) } else { line };
    parts(arm, arguments, out);
}

/// The arm for the number: that of exactly this one, of its form, or the last resort of every language.
fn chosen<'a>(line: &'a str, arguments: &[Argument]) -> &'a str {
    let place: Option<usize> = line.split('\t').nth(1).and_then(|place| place.parse().ok());
    let number = match place.and_then(|place| arguments.get(place)) {
        Some(Argument::Number(n)) => *n,
        _ => 0,
    };
    let arm = |wanted: &str| {
        let mut parts = line.split('\t').skip(2);
        while let (Some(form), Some(words)) = (parts.next(), parts.next()) {
            if form == wanted {
                return Some(words);
            }
        }
        None
    };
    let of_form = || arm(tongue::intl().plural(number).name());
    arm(&number.to_string()).or_else(of_form).or_else(|| arm("other")).unwrap_or_default()
}

fn parts(mut text: &str, arguments: &[Argument], out: &mut String) {
    while let Some(at) = text.find(['{', '[', '\u{b}']) {
        let (words, rest) = text.split_at(at);
        out.push_str(words);
        text = match rest.as_bytes()[0] {
            b'{' => {
                let (index, behind) = rest[1..].split_once('}').unwrap_or_default();
                if let Some(argument) = index.parse().ok().and_then(|index: usize| arguments.get(index)) {
                    write(argument, out);
                }
                behind
            }
            b'[' => {
                let (group, behind) = rest[1..].split_once(']').unwrap_or_default();
                if !is_empty(group, arguments) {
                    parts(group, arguments, out);
                }
                behind
            }
            _ => {
                out.push('\n');
                &rest[1..]
            }
        };
    }
    out.push_str(text);
}

/// Whether nothing stands for the arguments of a group.
fn is_empty(group: &str, arguments: &[Argument]) -> bool {
    let mut said = String::new();
    for piece in group.split('{').skip(1) {
        let index = piece.split('}').next().unwrap_or_default();
        if let Some(argument) = index.parse().ok().and_then(|index: usize| arguments.get(index)) {
            write(argument, &mut said);
        }
    }
    said.is_empty()
}

fn write(argument: &Argument, out: &mut String) {
    match argument {
        Argument::Told(words) => out.push_str(words),
        Argument::Name(name) => out.push_str(&isolated(name)),
        Argument::Number(n) => out.push_str(&tongue::intl().number(*n)),
        Argument::Said(said) => said.write(out),
        Argument::List(all) => {
            let all: Vec<String> = all.iter().map(crate::Said::text).collect();
            out.push_str(&tongue::intl().list(&all));
        }
    }
}
