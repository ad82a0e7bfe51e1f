//! The index of a large notebook stays small.

use super::{COMPANY, NAME, NOTE, PHONE, index, keys};

#[test]
fn seventy_thousand_entries_take_some_megabytes() {
    let mut index = index();
    let mut seed = 7_u64;
    // Squaring makes low numbers frequent, as the words of a language are.
    let mut draw = |below: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let unit = seed >> 40;
        (((unit * unit) >> 24) * below) >> 24
    };
    for key in 0..70_000 {
        let note: Vec<_> = (0..12).map(|_| format!("word{}", draw(20_000))).collect();
        let (name, company) =
            (format!("name{} of{}", draw(4_000), draw(8_000)), format!("firm{}", draw(3_000)));
        let phone = format!("+34 6{:08}", key * 997);
        let mut entry =
            vec![(NAME, name.as_str()), (COMPANY, &company), (PHONE, if key % 7 == 0 { &phone } else { "" })];
        let note = note.join(" ");
        entry.push((NOTE, &note));
        index.put(key, key, &entry);
    }
    let stats = index.stats();
    assert_eq!((stats.entries, stats.numbers), (70_000, 10_000));
    assert!((30_000..50_000).contains(&stats.tokens), "{stats:?}");
    assert!((1_000_000..1_120_000).contains(&stats.postings), "{stats:?}");
    assert!(stats.bytes < 32 << 20, "{stats:?}");
    assert!(keys(&index, "name1 firm2").len() > 1);
    for key in 0..70_000 {
        index.remove(&key);
    }
    assert_eq!((index.stats().tokens, index.stats().postings), (0, 0));
}
