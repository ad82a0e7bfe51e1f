//! S1 to S5, two nodes, and durable appends a second.

use crate::device::{Device, random};
use crate::http::Client;
use crate::{Server, hash, probe, vault};
use std::net::SocketAddr;
use std::sync::Barrier;
use std::time::{Duration, Instant};
use vault::engine::Event;
use vault::wire::{Request, Route, write_batch};
use vault::{Keys, seal_changes};

pub type Figures = Vec<(String, f64, &'static str)>;

const EDITS: usize = 1000;
const BURST: usize = 5000;
const USERS: usize = 200;
const EACH: usize = 50;
const RUNS: usize = 3;

/// Bytes as a change of one field has them: a checksum, the hash of the change before, an actor, a few columns, words.
fn edit_change(number: usize) -> Vec<u8> {
    let mut change = vec![0x85, 0x6f, 0x4a, 0x83];
    let mut unique = [0; 36];
    random(&mut unique);
    change.extend(unique);
    change.extend([7; 16]);
    change.extend(format!("edit{number:05}people/kx1v0q8mN3oZt5yR/note:call back on {number}").bytes());
    change.extend([3; 14]);
    change
}

/// … and as a change that makes a contact of eight short fields has them.
fn contact_change(number: usize) -> Vec<u8> {
    let mut change = edit_change(number);
    let mut id = [0; 16];
    random(&mut id);
    change.extend(vault::wire::text::encode(&id).bytes());
    const NAMES: [&str; 8] = ["Ana", "Ben", "Clara", "Dario", "Elif", "Farid", "Greta", "Hugo"];
    const FAMILIES: [&str; 8] = ["Ruiz", "Okafor", "Weber", "Rossi", "Yilmaz", "Haddad", "Lind", "Moreau"];
    const TRADES: [&str; 8] =
        ["plumber", "lawyer", "baker", "florist", "banker", "printer", "surveyor", "dentist"];
    let (name, family, trade) = (NAMES[number % 8], FAMILIES[number / 8 % 8], TRADES[number / 64 % 8]);
    let fields = [
        ("name", format!("{name} {family}")),
        ("company", format!("{family} & {}", number % 97)),
        ("trade", trade.to_owned()),
        ("phone", format!("+34 6{:08}", number * 7919 % 100_000_000)),
        ("email", format!("{}@{}.example", name.to_lowercase(), family.to_lowercase())),
        ("city", ["Sevilla", "Graz", "Lyon"][number % 3].to_owned()),
        ("met_at", format!("2026-{:02}-{:02}", number % 12 + 1, number % 28 + 1)),
        ("tags", "mixer".to_owned()),
    ];
    for (field, value) in fields {
        change.extend(format!("{field}={value};").bytes());
    }
    change
}

pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

fn at(sorted: &[f64], part: f64) -> f64 {
    sorted[((sorted.len() - 1) as f64 * part) as usize]
}

fn is_wanted(scenario: &str) -> bool {
    std::env::var("RAPPORT_ONLY").map_or(true, |only| only == scenario)
}

/// Every scenario on a server of its own, three times; the medians.
pub fn run(start: impl Fn() -> Server) -> Figures {
    let mut runs: Vec<Figures> = Vec::new();
    for number in 1..=RUNS {
        println!("run {number} of {RUNS}");
        let mut figures = Figures::new();
        if is_wanted("S1") {
            live(&start(), &mut figures);
        }
        if is_wanted("nodes") {
            across(&start(), &mut figures);
        }
        if is_wanted("S2") {
            burst(&mut start(), &mut figures);
        }
        if is_wanted("S4") {
            many(&start(), &mut figures);
        }
        figures.iter().for_each(|(name, value, unit)| println!("  {name}: {value:.3} {unit}"));
        runs.push(figures);
    }
    let mut figures: Figures = runs[0]
        .iter()
        .enumerate()
        .map(|(place, (name, _, unit))| {
            (name.clone(), median(runs.iter().map(|run| run[place].1).collect()), *unit)
        })
        .collect();
    let known = figures.len();
    if is_wanted("appends") {
        [1, 32, 256].into_iter().for_each(|clients| appends(&start(), clients, &mut figures));
    }
    if is_wanted("idle") {
        idle(&start(), &mut figures);
    }
    figures[known..].iter().for_each(|(name, value, unit)| println!("  {name}: {value:.3} {unit}"));
    figures
}

fn join(address: SocketAddr, keys: &Keys, polls: bool) -> Device {
    let mut device = Device::new(address, keys, polls);
    device.handle(Event::Start);
    device.until(Device::is_level);
    device
}

/// `work` gets what makes an edit at `a` and says how many milliseconds it took until `b` had seen it.
fn watched<T>(a: &mut Device, mut b: Device, work: impl FnOnce(&mut dyn FnMut(usize) -> f64) -> T) -> T {
    std::thread::scope(|scope| {
        let (want, wanted) = std::sync::mpsc::channel::<[u8; 32]>();
        let (see, seen) = std::sync::mpsc::channel::<Instant>();
        scope.spawn(move || {
            for change in wanted {
                b.until(|b| b.changes.contains(&change));
                let _ = see.send(Instant::now());
            }
        });
        let mut one = move |number: usize| {
            let change = edit_change(number);
            want.send(hash(&change)).unwrap();
            let began = Instant::now();
            a.edit(&change);
            loop {
                a.step(Duration::from_micros(200));
                if let Ok(at) = seen.try_recv() {
                    break at.duration_since(began).as_secs_f64() * 1000.0;
                }
            }
        };
        // Connections, statements and caches are warm afterwards.
        (0..50).map(&mut one).for_each(drop);
        work(&mut one)
    })
}

fn sorted(mut times: Vec<f64>) -> Vec<f64> {
    times.sort_by(f64::total_cmp);
    times
}

fn live(server: &Server, figures: &mut Figures) {
    let keys = vault(server);
    let mut a = join(server.address(), &keys, true);
    let b = join(server.address(), &keys, true);
    let (node, all) = (server.node(), server.all());
    watched(&mut a, b, |one| {
        let (cpu, cpu_all, written) = (node.cpu(), all.cpu(), all.written());
        let times = sorted((50..50 + EDITS).map(one).collect());
        let (cpu, cpu_all) = (node.cpu() - cpu, all.cpu() - cpu_all);
        let written = all.written() - written;
        let edits = EDITS as f64;
        // Each edit waits for one flush.
        let (median, flush) = (at(&times, 0.5), probe::flush());
        figures.push(("S1 edit → seen, median".into(), median, "ms"));
        figures.push(("S1 edit → seen, p99".into(), at(&times, 0.99), "ms"));
        figures.push(("disk: 4 KiB written and flushed, median".into(), flush, "ms"));
        figures.push(("S1 the disk's share of the median".into(), flush / median * 100.0, "%"));
        figures.push(("S1 server CPU per edit".into(), cpu * 1000.0 / edits, "ms"));
        figures.push(("S1 server and database CPU per edit".into(), cpu_all * 1000.0 / edits, "ms"));
        figures.push(("S1 disk writes per edit".into(), written / 1024.0 / edits, "KiB"));
    });
    // Bytes up count what the editing device sends: its appends and its own pulls.
    let mut c = join(server.address(), &keys, true);
    let before = c.sent;
    for number in 0..100 {
        c.edit(&edit_change(number));
        c.until(|c| c.engine.status().waiting == 0);
    }
    figures.push(("S1 bytes up per edit".into(), (c.sent - before) as f64 / 100.0, "B"));
}

/// As S1, but who watches is connected to another node over the same database.
fn across(server: &Server, figures: &mut Figures) {
    let Some(other) = server.another_node() else { return };
    let keys = vault(server);
    let mut a = join(server.address(), &keys, true);
    let b = join(other.address, &keys, true);
    let times = watched(&mut a, b, |one| sorted((50..50 + EDITS).map(one).collect()));
    figures.push(("two nodes: edit → seen on the other node, median".into(), at(&times, 0.5), "ms"));
    figures.push(("two nodes: edit → seen on the other node, p99".into(), at(&times, 0.99), "ms"));
}

fn burst(server: &mut Server, figures: &mut Figures) {
    let keys = vault(server);
    let mut a = join(server.address(), &keys, true);
    let mut b = join(server.address(), &keys, true);
    a.go_offline();
    (0..BURST).for_each(|number| a.edit(&contact_change(number)));
    let all = server.all();
    let (cpu, sent) = (all.cpu(), a.sent);
    std::thread::scope(|scope| {
        let began = Instant::now();
        let reader = scope.spawn(move || {
            b.until(|b| b.changes.len() >= BURST);
            began.elapsed().as_secs_f64()
        });
        a.handle(Event::Start);
        a.until(|a| a.engine.status().waiting == 0);
        figures.push(("S2 acknowledged".into(), began.elapsed().as_secs_f64(), "s"));
        figures.push(("S2 B has all".into(), reader.join().unwrap(), "s"));
    });
    figures.push(("S2 server CPU".into(), all.cpu() - cpu, "s"));
    figures.push(("S2 bytes up".into(), (a.sent - sent) as f64 / 1024.0, "KiB"));
    figures.push(("S5 disk after S2".into(), server.disk(), "MiB"));
    let catch_up = |server: &Server| {
        let began = Instant::now();
        let mut fresh = Device::new(server.address(), &keys, true);
        fresh.handle(Event::Start);
        fresh.until(|fresh| fresh.changes.len() >= BURST);
        (began.elapsed().as_secs_f64(), fresh.received as f64 / 1024.0)
    };
    let (seconds, received) = catch_up(server);
    figures.push(("S3 catch-up from a running server".into(), seconds, "s"));
    figures.push(("S3 bytes down".into(), received, "KiB"));
    let began = Instant::now();
    server.restart();
    catch_up(server);
    figures.push(("S3 the same after kill -9 and restart".into(), began.elapsed().as_secs_f64(), "s"));
}

fn many(server: &Server, figures: &mut Figures) {
    let mut users: Vec<Device> = (0..USERS)
        .map(|_| {
            let keys = vault(server);
            let mut user = join(server.address(), &keys, false);
            user.go_offline();
            (0..EACH).for_each(|number| user.edit(&contact_change(number)));
            user
        })
        .collect();
    let (node, all) = (server.node(), server.all());
    let cpu = all.cpu();
    let gate = Barrier::new(USERS + 1);
    let seconds = std::thread::scope(|scope| {
        for user in &mut users {
            scope.spawn(|| {
                gate.wait();
                user.handle(Event::Start);
                user.until(|user| user.engine.status().waiting == 0);
            });
        }
        gate.wait();
        Instant::now()
    })
    .elapsed()
    .as_secs_f64();
    figures.push(("S4 acknowledged".into(), seconds, "s"));
    figures.push(("S4 server CPU".into(), all.cpu() - cpu, "s"));
    figures.push(("S4 peak memory".into(), node.peak(), "MiB"));
    std::thread::sleep(Duration::from_secs(10));
    figures.push(("S4 memory when idle afterwards".into(), node.memory(), "MiB"));
    figures.push(("S4 the same with the database".into(), all.memory(), "MiB"));
    figures.push(("S5 disk after S4".into(), server.disk(), "MiB"));
}

fn append(keys: &Keys, words: &[u8]) -> Request {
    let record = seal_changes(keys, &[words], &mut random);
    let route = Route::Append(keys.vault);
    Request { route, access: Some(keys.access.clone()), body: write_batch([&record[..]]), invitation: None }
}

/// Every client appends one record after the other to a vault of its own, each awaited.
fn appends(server: &Server, clients: usize, figures: &mut Figures) {
    let keys: Vec<Keys> = (0..clients).map(|_| vault(server)).collect();
    let gate = Barrier::new(clients);
    let lasts = Duration::from_secs(4);
    let mut times: Vec<f64> = std::thread::scope(|scope| {
        let all: Vec<_> = keys
            .iter()
            .map(|keys| {
                let gate = &gate;
                let run = move || {
                    let mut client = Client::new(server.address());
                    client.call(&append(keys, b"first")).unwrap();
                    gate.wait();
                    let (began, mut times) = (Instant::now(), Vec::new());
                    while began.elapsed() < lasts {
                        let request = append(keys, &edit_change(times.len()));
                        let sent = Instant::now();
                        assert_eq!(client.call(&request).unwrap().status, 200);
                        times.push(sent.elapsed().as_secs_f64() * 1000.0);
                    }
                    times
                };
                std::thread::Builder::new().stack_size(256 << 10).spawn_scoped(scope, run).unwrap()
            })
            .collect();
        all.into_iter().flat_map(|client| client.join().unwrap()).collect()
    });
    times.sort_by(f64::total_cmp);
    let name = |what: &str| format!("durable appends, {clients} clients, {what}");
    figures.push((name("a second"), times.len() as f64 / lasts.as_secs_f64(), "1/s"));
    for (what, part) in [("p50", 0.5), ("p95", 0.95), ("p99", 0.99)] {
        figures.push((name(what), at(&times, part), "ms"));
    }
}

/// Memory must not grow with vaults that nobody uses.
fn idle(server: &Server, figures: &mut Figures) {
    let mut client = Client::new(server.address());
    let mut make = |count: usize| {
        for _ in 0..count {
            let keys = vault(server);
            assert_eq!(client.call(&append(&keys, b"words")).unwrap().status, 200);
        }
        server.node().memory()
    };
    let few = make(2000);
    let many = make(8000);
    figures.push(("memory with 2,000 idle vaults".into(), few, "MiB"));
    figures.push(("memory with 10,000 idle vaults".into(), many, "MiB"));
    figures.push(("disk with 10,000 idle vaults".into(), server.disk(), "MiB"));
}
