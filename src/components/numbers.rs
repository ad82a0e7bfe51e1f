//! Numbers in words.

use said::words::list as say;

/// A count with its thousands parted: 10,000.
pub(crate) fn counted(n: usize) -> String {
    said::tongue::number(n)
}

/// Bytes as a person says them: 4.2 MB.
pub(crate) fn bytes(n: f64) -> String {
    match n {
        n if n >= 1e9 => say::gb(&format!("{:.1}", n / 1e9)).text(),
        n if n >= 1e6 => say::mb(&format!("{:.1}", n / 1e6)).text(),
        n => say::kb(&format!("{:.0}", (n / 1e3).max(1.0))).text(),
    }
}
