//! The example notebook to look around in.

use keeper::Keeper;
use notebook::{
    Notebook, Now,
    example::{self, Plan},
};
use rapport::browser::random;

use super::device::DeviceStore;

/// Fills an empty storage; one that holds anything is left alone. Says why that was not possible.
pub(super) async fn fill(keeper: &mut Keeper<DeviceStore>, seed: u64, now: Now) -> Result<(), String> {
    let status = keeper.status();
    if status.changes > 0 || status.waiting > 0 {
        return Ok(());
    }
    let mut made = Notebook::new(random::bytes()).map_err(|error| error.to_string())?;
    example::fill(&mut made, &Plan::example().seeded(seed), now).map_err(|error| error.to_string())?;
    keeper.take_in(&made.save()).await.map(drop).map_err(|error| error.to_string())
}
