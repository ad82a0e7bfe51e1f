//! How often something may happen: token buckets that are forgotten as soon as they are full again.

use std::collections::HashMap;
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hash};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// Buckets that are kept at most. Beyond it, all share one.
const KEPT: usize = 1 << 16;

/// So many at once, and so many a second in the long run. 0 a second: without limit.
#[derive(Debug, Clone, Copy)]
pub struct Rate {
    /// At once.
    pub burst: f32,
    /// A second.
    pub per_second: f32,
}

/// One rate for many keys.
pub(crate) struct Limiter {
    rate: Rate,
    seed: RandomState,
    buckets: Mutex<Buckets>,
}

struct Buckets {
    of: HashMap<u64, (f32, Instant)>,
    swept: Instant,
}

impl Limiter {
    pub(crate) fn new(rate: Rate) -> Self {
        let buckets = Buckets { of: HashMap::new(), swept: Instant::now() };
        Self { rate, seed: RandomState::new(), buckets: Mutex::new(buckets) }
    }

    /// Takes one; `Err` says after how many seconds there is one again.
    pub(crate) fn take(&self, key: impl Hash) -> Result<(), u64> {
        self.take_at(key, Instant::now())
    }

    fn take_at(&self, key: impl Hash, now: Instant) -> Result<(), u64> {
        let Rate { burst, per_second } = self.rate;
        if per_second <= 0.0 {
            return Ok(());
        }
        let Ok(mut buckets) = self.buckets.lock() else { return Ok(()) };
        if now.duration_since(buckets.swept) > Duration::from_secs(10) {
            buckets.swept = now;
            let full = |(tokens, at): &(f32, Instant)| {
                tokens + now.duration_since(*at).as_secs_f32() * per_second >= burst
            };
            buckets.of.retain(|_, bucket| !full(bucket));
            if buckets.of.capacity() > 4 * buckets.of.len() + 1024 {
                buckets.of.shrink_to_fit();
            }
        }
        let key = self.seed.hash_one(key);
        let key = if buckets.of.len() >= KEPT && !buckets.of.contains_key(&key) { 0 } else { key };
        let (tokens, at) = buckets.of.entry(key).or_insert((burst, now));
        *tokens = (*tokens + now.duration_since(*at).as_secs_f32() * per_second).min(burst);
        *at = now;
        if *tokens >= 1.0 {
            *tokens -= 1.0;
            Ok(())
        } else {
            Err(((1.0 - *tokens) / per_second).ceil() as u64)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_is_let_through_and_the_rest_in_its_time() {
        let limiter = Limiter::new(Rate { burst: 3.0, per_second: 0.5 });
        let start = Instant::now();
        assert!((0..3).all(|_| limiter.take_at("a", start).is_ok()));
        assert_eq!(limiter.take_at("a", start), Err(2));
        assert!(limiter.take_at("b", start).is_ok(), "others are not held up");
        assert!(limiter.take_at("a", start + Duration::from_secs(2)).is_ok());
        assert!(limiter.take_at("a", start + Duration::from_secs(2)).is_err());
    }

    #[test]
    fn what_is_full_again_is_forgotten() {
        let limiter = Limiter::new(Rate { burst: 2.0, per_second: 1.0 });
        let start = Instant::now();
        assert!((0..1000).all(|key| limiter.take_at(key, start).is_ok()));
        let _ = limiter.take_at(7, start + Duration::from_secs(60));
        assert_eq!(limiter.buckets.lock().unwrap().of.len(), 1);
    }
}
