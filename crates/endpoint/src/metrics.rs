//! Counters for operators, as Prometheus reads them. They say nothing about a single vault.

use std::fmt::Write;
use std::sync::atomic::{AtomicU64, Ordering};

/// Of this process.
pub static METRICS: Metrics = Metrics::new();

macro_rules! metrics {
    ($($kind:ident $name:ident $help:literal;)*) => {
        /// See [`METRICS`].
        #[derive(Debug)]
        pub struct Metrics {
            $(#[doc = $help] pub $name: AtomicU64,)*
            answers: [AtomicU64; 6],
        }

        impl Metrics {
            const fn new() -> Self {
                Self { $($name: AtomicU64::new(0),)* answers: [const { AtomicU64::new(0) }; 6] }
            }

            /// Prometheus' text format.
            pub fn text(&self) -> String {
                let mut out = String::with_capacity(4096);
                $(
                    let name = concat!("rapport_", stringify!($name));
                    let _ = writeln!(out, concat!("# HELP {} ", $help, "\n# TYPE {} ", stringify!($kind), "\n{} {}"),
                        name, name, name, self.$name.load(Ordering::Relaxed));
                )*
                out.push_str("# HELP rapport_answers Answers by status class.\n# TYPE rapport_answers counter\n");
                for (class, count) in self.answers.iter().enumerate().skip(1) {
                    let count = count.load(Ordering::Relaxed);
                    let _ = writeln!(out, "rapport_answers{{status=\"{class}xx\"}} {count}");
                }
                out
            }
        }
    };
}

metrics! {
    counter connections "Connections accepted.";
    gauge open_connections "Connections that are open.";
    counter refused_connections "Connections closed at once because too many were open.";
    counter requests "Requests to the sync protocol.";
    counter appends "Appends that stored something new.";
    counter records "Records stored.";
    counter bytes_in "Bytes of bodies received by the sync protocol.";
    counter bytes_out "Bytes of bodies sent by the sync protocol.";
    gauge waiting "Pulls that wait for something new.";
    counter limited "Requests refused because there were too many.";
    counter failures "Requests that the storage could not carry out.";
    counter commits "Transactions of the SQLite writer.";
    counter committed_jobs "Jobs in those transactions.";
    counter settled "Snapshots acknowledged by time.";
}

impl Metrics {
    /// One more.
    pub fn add(&self, counter: &AtomicU64, count: u64) {
        counter.fetch_add(count, Ordering::Relaxed);
    }

    pub(crate) fn committed(&self, jobs: u64) {
        self.add(&self.commits, 1);
        self.add(&self.committed_jobs, jobs);
    }

    pub(crate) fn answered(&self, status: u16) {
        if let Some(class) = self.answers.get(usize::from(status / 100)) {
            class.fetch_add(1, Ordering::Relaxed);
        }
    }
}

/// Counts something while it lasts.
pub(crate) struct Lasting(&'static AtomicU64);

impl Lasting {
    pub(crate) fn begin(gauge: &'static AtomicU64) -> Self {
        gauge.fetch_add(1, Ordering::Relaxed);
        Self(gauge)
    }
}

impl Drop for Lasting {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_prometheus_text() {
        let text = METRICS.text();
        assert!(text.contains("# TYPE rapport_waiting gauge\nrapport_waiting "), "{text}");
        assert!(text.lines().all(|line| line.starts_with('#') || line.split(' ').count() == 2), "{text}");
    }
}
