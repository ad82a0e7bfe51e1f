//! How often something may happen: token buckets that are forgotten as soon as they are full again.

use std::collections::HashMap;
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hash};
use std::net::IpAddr;
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// Buckets that are kept at most.
const KEPT: usize = 1 << 16;
/// So many go at once when there are too many: looking for them takes its time.
const MAKE_ROOM: usize = KEPT / 16;

/// Who asks, as far as limits go: an IPv4 address, or the /64 of an IPv6 address, because whoever has one of those has all of
/// its addresses. Put beside each request by the connection it came over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Caller(IpAddr);

impl Caller {
    pub(crate) fn new(address: IpAddr) -> Self {
        Self(match address.to_canonical() {
            IpAddr::V6(address) => {
                let network = u128::from(address) & !u128::from(u64::MAX);
                IpAddr::V6(network.into())
            }
            v4 => v4,
        })
    }
}

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
        let filled = |(tokens, at): &(f32, Instant)| {
            (tokens + now.duration_since(*at).as_secs_f32() * per_second).min(burst)
        };
        if now.duration_since(buckets.swept) > Duration::from_secs(10) {
            buckets.swept = now;
            buckets.of.retain(|_, bucket| filled(bucket) < burst);
            if buckets.of.capacity() > 4 * buckets.of.len() + 1024 {
                buckets.of.shrink_to_fit();
            }
        }
        let key = self.seed.hash_one(key);
        if buckets.of.len() >= KEPT && !buckets.of.contains_key(&key) {
            // The fullest: whoever they belong to has hardly asked for anything.
            let mut levels: Vec<(f32, u64)> =
                buckets.of.iter().map(|(key, bucket)| (filled(bucket), *key)).collect();
            levels.select_nth_unstable_by(MAKE_ROOM, |one, other| other.0.total_cmp(&one.0));
            levels[..MAKE_ROOM].iter().for_each(|(_, key)| {
                let _ = buckets.of.remove(key);
            });
        }
        let bucket = buckets.of.entry(key).or_insert((burst, now));
        *bucket = (filled(bucket), now);
        let (tokens, _) = bucket;
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

    #[test]
    fn a_crowd_neither_frees_who_asked_too_much_nor_shares_one_bucket() {
        let limiter = Limiter::new(Rate { burst: 2.0, per_second: 0.001 });
        let start = Instant::now();
        let greedy = [(); 3].map(|()| limiter.take_at("greedy", start).is_ok());
        assert_eq!(greedy, [true, true, false]);
        for stranger in 0..2 * KEPT {
            assert!(limiter.take_at(stranger, start).is_ok(), "stranger {stranger} asks for the first time");
        }
        assert!(limiter.take_at("greedy", start).is_err());
        assert!(limiter.buckets.lock().unwrap().of.len() <= KEPT);
    }

    #[test]
    fn a_network_of_ipv6_is_one_caller() {
        let caller = |text: &str| Caller::new(text.parse().unwrap());
        assert_eq!(caller("2001:db8:1:2::1"), caller("2001:db8:1:2:ffff::9"));
        assert_ne!(caller("2001:db8:1:2::1"), caller("2001:db8:1:3::1"));
        assert_ne!(caller("192.0.2.1"), caller("192.0.2.2"));
        assert_eq!(caller("::ffff:192.0.2.1"), caller("192.0.2.1"), "one that came over a socket for both");
    }
}
