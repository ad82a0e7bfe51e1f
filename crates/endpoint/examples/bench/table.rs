//! Our columns beside those of other systems, which were measured in the same way on a machine of the same kind.

use crate::scenarios::Figures;
use std::path::Path;

const PEERS: [&str; 5] = ["automerge-repo", "hocuspocus", "Evolu", "Jazz", "Actual"];

/// Figures of November 2026: automerge-repo 2.5.6, hocuspocus 4.7, Evolu 8.11, Jazz 0.20 with fsync, Actual 26.9.
const THEIRS: [(&str, [f64; 5]); 18] = [
    ("S1 edit → seen, median", [101.0, 0.38, 2.2, 1.45, 4.0]),
    ("S1 server CPU per edit", [9.9, 0.28, 1.2, 0.94, 2.7]),
    ("S1 bytes up per edit", [355.0, 63.0, 164.0, 480.0, 466.0]),
    ("S1 disk writes per edit", [4.7, 0.0, 71.0, 15.0, 42.0]),
    ("S2 acknowledged", [2.0, 0.33, 0.32, 0.19, 0.20]),
    ("S2 B has all", [5.5, 0.40, 0.70, 0.21, 0.55]),
    ("S2 server CPU", [3.1, 0.32, 0.26, 0.17, 0.24]),
    ("S2 bytes up", [559.0, 1231.0, 1170.0, 1937.0, 1357.0]),
    ("S3 catch-up from a running server", [2.3, 0.20, 0.44, 0.19, 0.34]),
    ("S3 the same after kill -9 and restart", [3.0, 0.38, 0.49, 0.20, 0.39]),
    ("S4 acknowledged", [3.5, 0.64, 1.5, 1.8, 1.1]),
    ("S4 server CPU", [4.5, 0.90, 1.1, 1.5, 0.84]),
    ("S4 peak memory", [381.0, 211.0, 141.0, 154.0, 376.0]),
    ("S4 memory when idle afterwards", [381.0, 211.0, 141.0, 154.0, 312.0]),
    ("S5 disk after S2", [0.5, 1.2, 2.5, 3.1, 1.8]),
    ("S5 disk after S4", [3.7, 2.6, 5.1, 9.4, 7.2]),
    ("on disk before acknowledged", [0.0, 0.0, 1.0, 1.0, 1.0]),
    ("the server can read the data", [1.0, 1.0, 0.0, 0.0, 0.0]),
];

pub fn print(columns: &[(String, Figures)]) {
    print!("\n{:<48}", "figure");
    columns.iter().for_each(|(name, _)| print!("{name:>12}"));
    println!("  unit {}", PEERS.map(|name| format!("{name:>15}")).concat());
    // Some figures are of one storage only.
    let mut rows: Vec<(&String, &str)> = Vec::new();
    for (figure, _, unit) in columns.iter().flat_map(|(_, figures)| figures) {
        if !rows.iter().any(|(known, _)| *known == figure) {
            rows.push((figure, unit));
        }
    }
    for (figure, unit) in rows {
        print!("{figure:<48}");
        for (_, figures) in columns {
            let value = figures.iter().find(|(name, ..)| name == figure).map(|(_, value, _)| *value);
            print!("{:>12}", value.map_or("–".to_owned(), short));
        }
        let theirs = THEIRS.iter().find(|(name, _)| name == figure).map(|(_, values)| *values);
        let theirs = theirs
            .map_or(String::new(), |values| values.map(|value| format!("{:>15}", short(value))).concat());
        println!("  {unit:<4} {theirs}");
    }
    println!("Ours: on the disk before it is acknowledged, and nothing that the server can read.");
}

fn short(value: f64) -> String {
    match value {
        value if value >= 100.0 => format!("{value:.0}"),
        value if value >= 10.0 => format!("{value:.1}"),
        value => format!("{value:.3}"),
    }
}

/// All figures as JSON.
pub fn write(report: &Path, columns: &[(String, Figures)]) {
    let columns: serde_json::Map<String, serde_json::Value> = columns
        .iter()
        .map(|(name, figures)| {
            let figures = figures.iter().map(
                |(figure, value, unit)| serde_json::json!({ "figure": figure, "value": value, "unit": unit }),
            );
            (name.clone(), figures.collect())
        })
        .collect();
    let _ = std::fs::create_dir_all(report.parent().unwrap_or(Path::new(".")));
    match std::fs::write(report, serde_json::to_string_pretty(&columns).unwrap_or_default()) {
        Ok(()) => println!("All figures are in {}", report.display()),
        Err(error) => println!("The report was not written: {error}"),
    }
}
