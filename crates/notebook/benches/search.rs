//! How long the search takes in a large notebook: 10,000 people, 50,000 touches, 10,000 leads.
//!
//! Prints the least and the median time of many runs. `cargo bench -p rapport-notebook --bench search`

#![allow(clippy::print_stdout)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use notebook::search::{Field, SearchIndex, Weights, highlight, snippet};

const NAME: Field = Field::new(0);
const COMPANY: Field = Field::new(1);
const TRADE: Field = Field::new(2);
const PHONE: Field = Field::new(3);
const EMAIL: Field = Field::new(4);
const NOTE: Field = Field::new(5);

/// As large as a real key: a kind and a random id.
type Key = (u8, u128);
type Entry = (Key, u32, Vec<(Field, String)>);

fn main() {
    let entries = entries();
    let index = build(&entries);
    println!("{:?}", index.stats());
    report("build", 9, || build(&entries).len());
    let mut changing = build(&entries);
    let mut nth = 0;
    report("replace one entry", 1_000, || {
        nth = (nth + 7_919) % entries.len();
        put(&mut changing, &entries[nth]);
    });
    for query in [
        "a",
        "m",
        "ma",
        "mar",
        "mari",
        "maria",
        "maria lop",
        "maria lopez plumber",
        "bokkeep",
        "bookkeper",
        "the",
        "the a of",
        "needs a bookk",
        "marai lpoez",
        "sondergard",
        "xqzw",
        "600 1",
        "600123",
        "4567",
    ] {
        let total = index.search(query, 50, |_| true).total;
        report(&format!("search {query:?} ({total})"), 101, || index.search(query, 50, |_| true).total);
    }
    let note =
        entries.iter().rev().take(400).map(|(.., texts)| texts[0].1.as_str()).collect::<Vec<_>>().join(" ");
    report("highlight 30 kB", 51, || highlight(&note, "needs a bokkeep").len());
    let line = &entries[15_000].2[0].1;
    report("snippet of a touch", 51, || snippet(line, "needs a bokkeep", 60).marks.len());
}

fn report<T>(what: &str, runs: usize, mut run: impl FnMut() -> T) {
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            black_box(run());
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    println!("{what:<44} min {:>10.1?}   median {:>10.1?}", times[0], times[runs / 2]);
}

fn build(entries: &[Entry]) -> SearchIndex<Key> {
    let weights = [(NAME, 10), (COMPANY, 6), (TRADE, 5), (PHONE, 5), (EMAIL, 5), (NOTE, 2)];
    let mut index = SearchIndex::new(Weights::new(&weights));
    for entry in entries {
        put(&mut index, entry);
    }
    index
}

fn put(index: &mut SearchIndex<Key>, (key, rank, texts): &Entry) {
    let texts: Vec<_> = texts.iter().map(|(field, text)| (*field, text.as_str())).collect();
    index.put(*key, *rank, &texts);
}

fn entries() -> Vec<Entry> {
    let mut draw = Draw::new();
    let mut entries = Vec::new();
    for nth in 0..10_000 {
        let (first, last) = (draw.of(&FIRST), format!("{}{}", draw.of(&LAST), draw.of(&ENDS)));
        let company = format!("{} {}", draw.word(), draw.of(&["GmbH", "Ltd", "& Sons", "SL"]));
        let phone = format!("+34 6{:02} {:03} {:03}", draw.below(100), draw.below(1_000), draw.below(1_000));
        let email = format!("{first}.{last}{nth}@{}.es", draw.word());
        let texts = vec![
            (NAME, format!("{first} {last}")),
            (COMPANY, company),
            (TRADE, draw.of(&TRADES).to_owned()),
            (PHONE, phone),
            (EMAIL, email),
            (NOTE, draw.sentence(6)),
        ];
        entries.push(((0, draw.id()), nth, texts));
    }
    for nth in 0..60_000 {
        let length = 6 + draw.below(15) as usize;
        let text = format!("{} {} {}", draw.of(&FIRST), draw.of(&TRADES), draw.sentence(length));
        entries.push(((1, draw.id()), nth, vec![(NOTE, text)]));
    }
    entries
}

/// Repeatable chance.
struct Draw(u64);

impl Draw {
    fn new() -> Self {
        Self(42)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) * bound) >> 31
    }

    fn id(&mut self) -> u128 {
        (0..4).fold(0, |id, _| id << 31 | u128::from(self.below(1 << 31)))
    }

    fn of<'a>(&mut self, choice: &[&'a str]) -> &'a str {
        choice[self.below(choice.len() as u64) as usize]
    }

    /// A made-up word; a few are frequent and most are rare, as in any language.
    fn word(&mut self) -> String {
        let mut nth = 80_000;
        for _ in 0..3 {
            nth = self.below(nth.max(1));
        }
        let mut word = String::new();
        while nth > 0 || word.len() < 3 {
            word.push_str(SYLLABLES[(nth % SYLLABLES.len() as u64) as usize]);
            nth = nth / SYLLABLES.len() as u64 / 2;
        }
        word
    }

    fn sentence(&mut self, length: usize) -> String {
        let mut words = Vec::new();
        for _ in 0..length {
            words.push(if self.below(3) == 0 { self.of(&COMMON).to_owned() } else { self.word() });
        }
        words.join(" ")
    }
}

const FIRST: [&str; 24] = [
    "Ana",
    "Maria",
    "Mario",
    "Marta",
    "Martin",
    "José",
    "Łukasz",
    "Søren",
    "Zoë",
    "Ben",
    "Clara",
    "Mehmet",
    "Işıl",
    "Nguyễn",
    "Dmitri",
    "Иван",
    "Ольга",
    "محمد",
    "太郎",
    "Pat",
    "Mary",
    "John",
    "Jon",
    "Johanna",
];
const LAST: [&str; 20] = [
    "Ruiz", "Lopez", "Müller", "Schmi", "Kowal", "Sønder", "Peter", "Garc", "Fern", "Rossi", "Dupon", "Nowa",
    "Yılm", "O'Bri", "Tanak", "Kim", "Olive", "Silv", "Mart", "Gonz",
];
const ENDS: [&str; 12] = ["", "s", "ez", "ski", "gård", "en", "son", "ova", "er", "mann", "ini", "az"];
const TRADES: [&str; 12] = [
    "plumber",
    "bookkeeper",
    "lawyer",
    "architect",
    "baker",
    "electrician",
    "notary",
    "web designer",
    "carpenter",
    "photographer",
    "insurance broker",
    "real estate agent",
];
const COMMON: [&str; 20] = [
    "the", "a", "of", "and", "needs", "with", "about", "met", "call", "at", "for", "to", "is", "her", "his",
    "new", "house", "wants", "next", "week",
];
const SYLLABLES: [&str; 30] = [
    "ta", "re", "mi", "lo", "san", "ver", "ku", "ne", "pol", "ari", "est", "on", "ma", "bri", "del", "cho",
    "fi", "gar", "hu", "ind", "jo", "lam", "nor", "qui", "sto", "tul", "ul", "wen", "ya", "zor",
];
