//! Numbers in words.

/// A count with its thousands parted: 10,000.
pub(crate) fn counted(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Bytes as a person says them: 4.2 MB.
pub(crate) fn bytes(n: f64) -> String {
    match n {
        n if n >= 1e9 => format!("{:.1}\u{a0}GB", n / 1e9),
        n if n >= 1e6 => format!("{:.1}\u{a0}MB", n / 1e6),
        n => format!("{:.0}\u{a0}KB", (n / 1e3).max(1.0)),
    }
}

/// One, or many: `several(2, "change", "changes")`.
pub(crate) fn several(n: usize, one: &str, many: &str) -> String {
    format!("{}\u{a0}{}", counted(n), if n == 1 { one } else { many })
}
