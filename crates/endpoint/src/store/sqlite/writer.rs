//! Threads that own connections. The writer's takes all jobs that wait into one transaction and flushes once for all of them:
//! nobody is answered before the flush.

use crate::store::{StoreError, Stored};
use anyhow::Result;
use rusqlite::Connection;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use tokio::sync::oneshot;

/// Jobs that share a flush at most.
const GROUP: usize = 256;

/// What is done after the commit, or instead of it.
type Finish = Box<dyn FnOnce(Result<(), String>) + Send>;
/// A job of a group, and whether the database failed at it.
type Run = Box<dyn FnOnce(&Connection) -> (Finish, Result<(), String>) + Send>;

enum Job {
    /// In a transaction with others. `Err` when the database failed: then none of them is committed.
    Grouped(Run),
    /// In no transaction.
    Alone(Box<dyn FnOnce(&Connection) + Send>),
}

/// Where jobs are handed in.
pub(super) struct Desk {
    jobs: Mutex<Option<Sender<Job>>>,
}

impl Desk {
    pub(super) fn writer(connection: Connection) -> Result<Self> {
        let (jobs, waiting) = channel();
        std::thread::Builder::new().name("writer".to_owned()).spawn(move || write(&connection, &waiting))?;
        Ok(Self { jobs: Mutex::new(Some(jobs)) })
    }

    pub(super) fn readers(connections: Vec<Connection>) -> Result<Self> {
        let (jobs, waiting) = channel();
        let waiting = Arc::new(Mutex::new(waiting));
        for connection in connections {
            let waiting = waiting.clone();
            std::thread::Builder::new()
                .name("reader".to_owned())
                .spawn(move || read(&connection, &waiting))?;
        }
        Ok(Self { jobs: Mutex::new(Some(jobs)) })
    }

    /// Runs a job inside a transaction. A refusal must come before the job has written anything.
    pub(super) async fn ask<T: Send + 'static>(
        &self,
        job: impl FnOnce(&Connection) -> Stored<T> + Send + 'static,
    ) -> Stored<T> {
        let (answer, answered) = oneshot::channel();
        self.hand_in(Job::Grouped(Box::new(move |connection| {
            let outcome = job(connection);
            let failed = match &outcome {
                Err(StoreError::Failed(why)) => Err(why.clone()),
                _ => Ok(()),
            };
            let finish = move |committed: Result<(), String>| {
                // Who asked may be gone.
                let _ = answer.send(match committed {
                    Ok(()) => outcome,
                    Err(why) => Err(StoreError::Failed(why)),
                });
            };
            (Box::new(finish), failed)
        })));
        answered.await.unwrap_or_else(|_| Err(closed()))
    }

    /// Runs a job outside of any transaction.
    pub(super) async fn ask_alone<T: Send + 'static>(
        &self,
        job: impl FnOnce(&Connection) -> Stored<T> + Send + 'static,
    ) -> Stored<T> {
        let (answer, answered) = oneshot::channel();
        self.hand_in(Job::Alone(Box::new(move |connection| {
            let _ = answer.send(job(connection));
        })));
        answered.await.unwrap_or_else(|_| Err(closed()))
    }

    fn hand_in(&self, job: Job) {
        if let Ok(jobs) = self.jobs.lock()
            && let Some(jobs) = jobs.as_ref()
        {
            // If nobody takes it, the answer's other end is dropped with it.
            let _ = jobs.send(job);
        }
    }

    /// The threads end when what was handed in is done.
    pub(super) fn close(&self) {
        if let Ok(mut jobs) = self.jobs.lock() {
            *jobs = None;
        }
    }
}

fn closed() -> StoreError {
    StoreError::Failed("the database is being closed".to_owned())
}

fn write(connection: &Connection, waiting: &Receiver<Job>) {
    while let Ok(job) = waiting.recv() {
        let mut next = Some(job);
        while let Some(job) = next.take() {
            match job {
                Job::Alone(job) => job(connection),
                Job::Grouped(job) => next = write_group(connection, job, waiting),
            }
        }
    }
}

/// Answers the job that could not be part of the group.
fn write_group(connection: &Connection, first: Run, waiting: &Receiver<Job>) -> Option<Job> {
    let mut group = Vec::new();
    let mut left = None;
    let mut outcome = execute(connection, "BEGIN IMMEDIATE");
    let mut job = Some(first);
    while let Some(run) = job.take() {
        let (finish, failed) = run(connection);
        group.push(finish);
        if outcome.is_ok() {
            outcome = failed;
        }
        if outcome.is_ok() && group.len() < GROUP {
            match waiting.try_recv() {
                Ok(Job::Grouped(next)) => job = Some(next),
                Ok(alone) => left = Some(alone),
                Err(_) => {}
            }
        }
    }
    if outcome.is_ok() {
        outcome = execute(connection, "COMMIT");
    }
    if let Err(why) = &outcome {
        tracing::error!(why, jobs = group.len(), "nothing of this was stored");
        let _ = execute(connection, "ROLLBACK");
    }
    crate::metrics::METRICS.committed(group.len() as u64);
    for finish in group {
        finish(outcome.clone());
    }
    left
}

fn execute(connection: &Connection, sql: &str) -> Result<(), String> {
    connection
        .prepare_cached(sql)
        .and_then(|mut sql| sql.execute([]))
        .map(drop)
        .map_err(|error| error.to_string())
}

fn read(connection: &Connection, waiting: &Mutex<Receiver<Job>>) {
    loop {
        let job = match waiting.lock() {
            Ok(waiting) => waiting.recv(),
            Err(_) => return,
        };
        match job {
            Ok(Job::Alone(job)) => job(connection),
            Ok(Job::Grouped(job)) => {
                let began = execute(connection, "BEGIN");
                let (finish, _) = job(connection);
                let _ = execute(connection, "COMMIT");
                finish(began);
            }
            Err(_) => return,
        }
    }
}
