//! The example notebook to look around in.

use keeper::Keeper;
use notebook::Now;

use super::store::IndexedDbStore;

/// Fills an empty storage; one that holds anything is left alone.
pub(super) async fn fill(_keeper: &mut Keeper<IndexedDbStore>, _seed: u64, _now: Now) {}
