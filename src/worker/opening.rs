//! Which home the notebook is opened from.

use std::rc::Rc;

use keeper::{
    Keeper, Mark,
    home::{Alone, Done, Job},
    store::{Key, Store, StoreError},
};
use rapport::browser::{patience::within, random};
use web_sys::DedicatedWorkerGlobalScope;

use super::{
    device::DeviceStore,
    second::{self, SecondHome},
    slow::Slow,
    store::IndexedDbStore,
};

/// A database that has not answered by then is not waited for where the second home can stand in, milliseconds.
const ANSWERS_WITHIN: i32 = 15_000;
/// The same for one that is looked after now and then.
const LOOKS_WITHIN: i32 = 3_000;

/// A notebook that was opened.
pub(super) struct Opening {
    pub(super) keeper: Keeper<DeviceStore>,
    /// The second home beside it; none while that stands in for the first.
    pub(super) home: Option<Rc<SecondHome>>,
}

/// Opens a storage: its database, with what the second home has to give back; or, should the database not open, the second home
/// alone, if there is anything in it. Nobody is greeted as a newcomer before.
///
/// # Errors
/// [`StoreError`] when neither can be opened.
pub(super) async fn open(
    scope: &DedicatedWorkerGlobalScope,
    storage: &str,
    has_second: bool,
    mark: Option<Mark>,
) -> Result<Opening, StoreError> {
    let slow = Slow::begin(scope);
    let home = has_second.then(|| SecondHome::find(storage));
    let store = IndexedDbStore::new(storage);
    let answer = answers(&store, ANSWERS_WITHIN).await;
    let home = match home {
        Some(home) => home.await,
        None => None,
    };
    let (is_silent, why) = match answer {
        Some(Ok(())) => match keeper_of(DeviceStore::Database(store), random::bytes()).await {
            Ok(keeper) => return Ok(with_second(keeper, home, mark).await),
            Err(why) => (false, why),
        },
        Some(Err(why)) => (false, why),
        None => (true, StoreError::Failed("the browser does not answer".to_owned())),
    };
    if let Some(keeper) = stand_in(home.as_ref(), &why, mark.as_ref()).await {
        return Ok(Opening { keeper, home: None });
    }
    if !is_silent {
        return Err(why);
    }
    // Perhaps a page that was left holds it: the person has been told.
    let store = IndexedDbStore::new(storage);
    while answers(&store, ANSWERS_WITHIN).await.is_none() {}
    drop(slow);
    let keeper = keeper_of(DeviceStore::Database(store), random::bytes()).await?;
    Ok(with_second(keeper, home, mark).await)
}

/// What the first home lacks comes back from the second.
async fn with_second(
    mut keeper: Keeper<DeviceStore>,
    home: Option<Rc<SecondHome>>,
    mark: Option<Mark>,
) -> Opening {
    keeper.set_second_place(home.as_ref().map(|home| home.place()));
    mark.into_iter().for_each(|mark| keeper.owes(mark));
    if let Some(home) = home.as_ref().filter(|_| keeper.lacks())
        && let Done::Read(contents) = second::run(home, Job::Read).await
    {
        keeper.give_back(&contents).await;
    }
    Opening { keeper, home }
}

/// The second home in the place of the first, if there is anything in it.
async fn stand_in(
    home: Option<&Rc<SecondHome>>,
    why: &StoreError,
    mark: Option<&Mark>,
) -> Option<Keeper<DeviceStore>> {
    let actor = random::bytes();
    let alone = DeviceStore::Second(Alone::new(Rc::clone(home?), actor));
    let mut keeper = keeper_of(alone, actor).await.ok().filter(|keeper| !keeper.is_blank())?;
    keeper.set_alone(why);
    mark.into_iter().for_each(|mark| keeper.owes(mark.clone()));
    Some(keeper)
}

/// Whether the database of a storage can be opened again.
pub(super) async fn is_first_back(storage: &str) -> bool {
    matches!(answers(&IndexedDbStore::new(storage), LOOKS_WITHIN).await, Some(Ok(())))
}

/// Whether the database answers; `None` when it says nothing at all.
async fn answers(store: &IndexedDbStore, patience: i32) -> Option<Result<(), StoreError>> {
    let asked = within(patience, store.get(&Key::Fact("here".to_owned()))).await?;
    Some(asked.map(drop))
}

async fn keeper_of(store: DeviceStore, actor: [u8; 16]) -> Result<Keeper<DeviceStore>, StoreError> {
    let entropy = Box::new(|bytes: &mut [u8]| random::fill(bytes));
    Keeper::open(store, actor, entropy).await.map(|(keeper, _)| keeper)
}
