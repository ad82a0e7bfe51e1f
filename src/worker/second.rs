//! The second home of a storage: files where the browser has them, else its cache. Its errands run beside the desk's work, because
//! a place that does not answer must hold up nobody.

use std::rc::Rc;

use keeper::{
    home::{Done, Home, Job},
    link::Place,
    store::StoreError,
};
use rapport::browser::{
    cache::Cache,
    clock,
    files::{self, Folder},
    patience::{begin, within},
};

use super::{
    desk::{Desk, Open, later},
    queue::Event,
};

/// An errand that has taken so long is given up, milliseconds.
const PATIENCE: i32 = 20_000;
/// A browser that has not shown a place by then has none, milliseconds: nobody waits longer for the notebook because of it.
const FINDS_WITHIN: i32 = 5_000;
/// What was saved is in the second home so much later at most, however busy the desk is, milliseconds.
const WITHIN: i64 = 700;
/// After a failure the next attempt waits, milliseconds.
const AGAIN: i64 = 30_000;

/// Where a second home can be.
pub(super) enum SecondHome {
    Files(Folder),
    Cache(Cache),
}

impl SecondHome {
    /// The best place that this browser has, if it says so soon. It is looked for at once: nobody has to wait for it. In Firefox a
    /// damaged byte in the list of these files costs everything that the site stored, the database too: there it is the cache.
    pub(super) fn find(storage: &str) -> impl Future<Output = Option<Rc<Self>>> + use<> {
        // Not among the caches that the service worker clears.
        let name = ["second-home-of-", storage].concat();
        let look = async move {
            let folder = if files::fall_with_the_database() { None } else { Folder::open(&name).await };
            match folder {
                Some(folder) => Some(Self::Files(folder)),
                None => Cache::open(&name).await.map(Self::Cache),
            }
        };
        let found = begin(within(FINDS_WITHIN, look));
        async move { found.await.flatten().flatten().map(Rc::new) }
    }

    pub(super) fn place(&self) -> Place {
        match self {
            Self::Files(_) => Place::Files,
            Self::Cache(_) => Place::Cache,
        }
    }
}

impl Home for SecondHome {
    async fn files(&self) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        match self {
            Self::Files(folder) => folder.all().await,
            Self::Cache(cache) => cache.all().await,
        }
    }

    async fn read(&self, file: &str) -> Result<Option<Vec<u8>>, StoreError> {
        match self {
            Self::Files(folder) => folder.read(file).await,
            Self::Cache(cache) => cache.read(file).await,
        }
    }

    async fn length(&self, file: &str) -> Result<Option<u64>, StoreError> {
        match self {
            Self::Files(folder) => folder.length(file).await,
            Self::Cache(cache) => Ok(cache.read(file).await?.map(|bytes| bytes.len() as u64)),
        }
    }

    async fn append(&self, file: &str, bytes: &[u8]) -> Result<(), StoreError> {
        match self {
            Self::Files(folder) => folder.append(file, bytes).await,
            Self::Cache(cache) => cache.append(file, bytes).await,
        }
    }

    async fn delete(&self, file: &str) -> Result<(), StoreError> {
        match self {
            Self::Files(folder) => folder.delete(file).await,
            Self::Cache(cache) => cache.delete(file).await,
        }
    }
}

/// Does an errand; one that takes too long has failed.
pub(super) async fn run(home: &Rc<SecondHome>, job: Job) -> Done {
    let home = Rc::clone(home);
    let done = within(PATIENCE, begin(async move { job.run(&home).await })).await.flatten();
    done.unwrap_or_else(|| Done::Failed(StoreError::Failed("it did not answer".to_owned())))
}

impl Desk {
    /// This tab is the one that writes the second home from now on.
    pub(super) fn come_home(&mut self, storage: &str, held: rapport::browser::locks::Held) {
        let Some(open) = self.open.as_mut().filter(|open| open.storage == storage) else { return };
        open.home_lock = Some(held);
        open.session.keeper().keep_second();
        self.send_home();
    }

    /// Has the next errand done, if there is one.
    pub(super) fn send_home(&mut self) {
        let Some(open) = &mut self.open else { return };
        let job = open.session.keeper().second_job();
        self.send_job(job);
    }

    /// Looks whether the second home is as it was left.
    pub(super) fn look_home(&mut self) {
        let Some(open) = &mut self.open else { return };
        let job = open.session.keeper().look_after_second();
        self.send_job(job);
    }

    fn send_job(&mut self, job: Option<Job>) {
        let Some(open) = &mut self.open else { return };
        open.behind_since = None;
        let (Some(job), Some(home)) = (job, open.home.clone()) else { return };
        let storage = open.storage.clone();
        later(&self.queue, async move { Event::Home(storage, run(&home, job).await) });
    }

    /// What was saved goes to the second home within a second, whatever else there is to do.
    pub(super) fn tend_home(&mut self) {
        let Some(open) = &mut self.open else { return };
        if !open.is_behind() {
            open.behind_since = None;
            return;
        }
        let now = clock::now().millis();
        let since = *open.behind_since.get_or_insert(now);
        let wait = if open.session.keeper().has_second_trouble() { AGAIN } else { WITHIN };
        // A clock that was set back does not hold it up.
        if (now - since).abs() >= wait {
            self.send_home();
        }
    }
}

impl Open {
    /// The second home lacks something that this tab has to write there.
    pub(super) fn is_behind(&self) -> bool {
        self.home_lock.is_some() && self.session.is_second_behind()
    }
}
