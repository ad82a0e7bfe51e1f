//! One IndexedDB database with one object store: transactions that are over only when they are on the disk.
//!
//! By hand, on `web-sys`: a transaction here is "issue every request in one go, then wait for `complete`", which takes
//! fewer lines than a wrapper takes to be bent into it; and strict durability has to be asked for by name anyway
//! (`web-sys` keeps the option behind its unstable interface).

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use js_sys::{Function, Object, Promise, Reflect, global};
use keeper::store::StoreError;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DomException, IdbDatabase, IdbFactory, IdbObjectStore, IdbObjectStoreParameters, IdbOpenDbRequest,
    IdbTransaction,
};

use super::patience;

/// A worker waits no longer than this for what it asked of the database, milliseconds: it holds the notebook in memory, has others to
/// answer, and can ask again. A window has nothing else to do and tells the person.
const PATIENCE: i32 = 20_000;

/// What a transaction may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Look.
    Read,
    /// Write, and survive whatever happens to the browser afterwards.
    Write,
}

/// What a database is called and holds. Version 1 of every database is one object store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// The database.
    pub database: String,
    /// Its object store.
    pub store: &'static str,
    /// Keys are numbers given in the order of writing; else the writer gives them.
    pub numbered: bool,
}

/// A database that is opened when it is first needed, and again whenever the browser took it away.
pub struct Database {
    layout: Layout,
    connection: RefCell<Option<Rc<Connection>>>,
}

const VERSION: u32 = 1;

impl Database {
    /// Nothing is opened yet.
    #[must_use]
    pub fn new(layout: Layout) -> Self {
        Self { layout, connection: RefCell::new(None) }
    }

    /// Runs one transaction: `issue` makes every request at once and returns those whose results are wanted; their
    /// results are there when this returns.
    ///
    /// A connection that got lost is opened again and the transaction run once more, so `issue` must not mind that.
    ///
    /// # Errors
    /// [`StoreError`]; then nothing of the transaction was carried out.
    pub async fn run<T>(
        &self,
        mode: Mode,
        issue: impl Fn(&IdbObjectStore) -> Result<T, JsValue>,
    ) -> Result<T, StoreError> {
        match self.attempt(mode, &issue).await {
            // Safari now and then loses its database server, and any browser a connection that it closes by force.
            Err(StoreError::Failed(_)) => {
                self.close();
                self.attempt(mode, &issue).await
            }
            other => other,
        }
    }

    /// Deletes the database, once every other tab has let go of it.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn delete(&self) -> Result<(), StoreError> {
        self.close();
        let request = factory()?.delete_database(&self.layout.database).map_err(|error| reason(&error))?;
        settled(&request).await.map(drop)
    }

    /// Lets go of the connection: the next transaction opens another one.
    pub fn close(&self) {
        self.connection.borrow_mut().take();
    }

    async fn attempt<T>(
        &self,
        mode: Mode,
        issue: &impl Fn(&IdbObjectStore) -> Result<T, JsValue>,
    ) -> Result<T, StoreError> {
        let connection = self.connection().await?;
        let begun = connection.begin(self.layout.store, mode);
        let (transaction, store) = begun.map_err(|error| reason(&error))?;
        // Before any request: a transaction without a listener would end unheard.
        let end = Promise::new(&mut |complete: Function, abort: Function| {
            transaction.set_oncomplete(Some(&complete));
            transaction.set_onabort(Some(&abort));
        });
        let issued = issue(&store);
        if issued.is_err() {
            let _ = transaction.abort();
        }
        let Some(ended) = patiently(JsFuture::from(end)).await else {
            // Perhaps it can still be called off; else nobody knows whether it takes effect.
            transaction.set_oncomplete(None);
            transaction.set_onabort(None);
            let _ = transaction.abort();
            self.close();
            return Err(no_answer());
        };
        match (issued, ended) {
            (Ok(requests), Ok(_)) => Ok(requests),
            (Err(error), _) => Err(reason(&error)),
            (_, Err(_)) => Err(match transaction.error() {
                Some(error) => reason(&error),
                None => StoreError::Failed("the browser gave the write up".to_owned()),
            }),
        }
    }

    async fn connection(&self) -> Result<Rc<Connection>, StoreError> {
        let here = self.connection.borrow().as_ref().filter(|connection| !connection.lost.get()).cloned();
        if let Some(connection) = here {
            return Ok(connection);
        }
        // Begun apart: a browser that opens it after all finds somebody who closes it again.
        let layout = self.layout.clone();
        let opening = patience::begin(async move { Connection::open(&layout).await });
        let opened = patiently(opening).await.flatten().unwrap_or_else(|| Err(no_answer()));
        let connection = Rc::new(opened?);
        *self.connection.borrow_mut() = Some(Rc::clone(&connection));
        Ok(connection)
    }
}

async fn patiently<T>(work: impl Future<Output = T>) -> Option<T> {
    if patience::is_window() { Some(work.await) } else { patience::within(PATIENCE, work).await }
}

fn no_answer() -> StoreError {
    StoreError::Failed("the browser does not answer".to_owned())
}

struct Connection {
    database: IdbDatabase,
    /// Closed by the browser, or by us because another tab wants to upgrade or delete the database.
    lost: Rc<Cell<bool>>,
    _let_go: Closure<dyn FnMut()>,
}

impl Connection {
    async fn open(layout: &Layout) -> Result<Self, StoreError> {
        let request =
            factory()?.open_with_u32(&layout.database, VERSION).map_err(|error| refusal(reason(&error)))?;
        let upgrade = {
            let (request, layout) = (request.clone(), layout.clone());
            Closure::<dyn FnMut()>::new(move || {
                if create(&request, &layout).is_err() {
                    let _ = request.transaction().map(|transaction| transaction.abort());
                }
            })
        };
        request.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
        let opened = settled(&request).await;
        request.set_onupgradeneeded(None);
        let database: IdbDatabase = opened.map_err(refusal)?.unchecked_into();

        let lost = Rc::new(Cell::new(false));
        let let_go = {
            let (database, lost) = (database.clone(), Rc::clone(&lost));
            Closure::<dyn FnMut()>::new(move || {
                lost.set(true);
                database.close();
            })
        };
        database.set_onversionchange(Some(let_go.as_ref().unchecked_ref()));
        database.set_onclose(Some(let_go.as_ref().unchecked_ref()));
        Ok(Self { database, lost, _let_go: let_go })
    }

    fn begin(&self, store: &str, mode: Mode) -> Result<(IdbTransaction, IdbObjectStore), JsValue> {
        let (mode, options) = match mode {
            Mode::Read => ("readonly", JsValue::UNDEFINED),
            Mode::Write => {
                let options = Object::new();
                Reflect::set(&options, &"durability".into(), &"strict".into())?;
                ("readwrite", options.into())
            }
        };
        let begin: Function = Reflect::get(&self.database, &"transaction".into())?.dyn_into()?;
        let transaction = begin.call3(&self.database, &store.into(), &mode.into(), &options)?;
        let transaction: IdbTransaction = transaction.dyn_into()?;
        let store = transaction.object_store(store)?;
        Ok((transaction, store))
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.database.set_onversionchange(None);
        self.database.set_onclose(None);
        // Transactions that have begun still end.
        self.database.close();
    }
}

fn create(request: &IdbOpenDbRequest, layout: &Layout) -> Result<(), JsValue> {
    let database: IdbDatabase = request.result()?.dyn_into()?;
    let parameters = IdbObjectStoreParameters::new();
    parameters.set_auto_increment(layout.numbered);
    database.create_object_store_with_optional_parameters(layout.store, &parameters).map(drop)
}

/// The result of opening or deleting, which have no transaction to wait for.
async fn settled(request: &IdbOpenDbRequest) -> Result<JsValue, StoreError> {
    let end = Promise::new(&mut |success: Function, error: Function| {
        request.set_onsuccess(Some(&success));
        request.set_onerror(Some(&error));
    });
    match JsFuture::from(end).await {
        Ok(_) => request.result().map_err(|error| reason(&error)),
        Err(_) => Err(match request.error() {
            Ok(Some(error)) => reason(&error),
            Ok(None) => StoreError::Failed("the browser gave no reason".to_owned()),
            Err(error) => reason(&error),
        }),
    }
}

/// The same in windows and workers.
fn factory() -> Result<IdbFactory, StoreError> {
    let found = Reflect::get(&global(), &"indexedDB".into()).and_then(JsCast::dyn_into);
    found.map_err(|_| StoreError::Refused("it has no database for this site".to_owned()))
}

/// The browser's error as the keeper sees it.
pub(super) fn reason(error: &JsValue) -> StoreError {
    let (name, message) = match error.dyn_ref::<DomException>() {
        Some(error) => (error.name(), error.message()),
        None => {
            let part = |key: &str| Reflect::get(error, &key.into()).ok().and_then(|value| value.as_string());
            (part("name").unwrap_or_default(), part("message").unwrap_or_else(|| format!("{error:?}")))
        }
    };
    match name.as_str() {
        "QuotaExceededError" => StoreError::Full,
        "SecurityError" | "NotAllowedError" => StoreError::Refused(message),
        "VersionError" => {
            StoreError::Failed("a newer Rapport has opened this notebook: reload this page".to_owned())
        }
        _ if message.is_empty() => StoreError::Failed(name),
        _ => StoreError::Failed(message.trim_end_matches('.').to_owned()),
    }
}

/// What opening says when a browser allows no storage, as in some private windows, or where its settings forbid it.
fn refusal(error: StoreError) -> StoreError {
    match error {
        // Firefox; Chromium.
        StoreError::Failed(why)
            if why.contains("did not allow mutations") || why.contains("denied permission") =>
        {
            StoreError::Refused(why)
        }
        other => other,
    }
}
