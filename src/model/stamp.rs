//! When a field was written, comparable between devices that never met: a hybrid logical clock
//! (Kulkarni et al., *Logical Physical Clocks*, OPODIS 2014) with the writer as the last word.

use std::fmt;

/// One writer: a tab, from its start to its end. 0 is a file that names no writer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReplicaId(pub u32);

impl ReplicaId {
    /// What is read from a file that carries no stamps.
    pub const FILE: Self = Self(0);
}

/// The moment at which a field was written. Later in this order wins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    /// Milliseconds since 1970-01-01 UTC by the writer's clock, or by a later one it had heard of.
    pub millis: u64,
    /// Tells writes of the same millisecond apart.
    pub counter: u32,
    pub replica: ReplicaId,
}

impl Stamp {
    /// Before anything anybody wrote: what the program came with.
    pub const ORIGIN: Self = Self { millis: 0, counter: 0, replica: ReplicaId::FILE };

    /// What a field has that was read from a file without stamps.
    pub const fn of_file(modified: u64) -> Self {
        Self { millis: modified, counter: 0, replica: ReplicaId::FILE }
    }
}

impl Stamp {
    /// Reads what [`fmt::Display`] writes.
    pub fn parse(text: &str) -> Option<Self> {
        let (millis, rest) = text.split_once('.')?;
        let (counter, replica) = rest.split_once('@')?;
        Some(Self {
            millis: millis.parse().ok()?,
            counter: counter.parse().ok()?,
            replica: ReplicaId(u32::from_str_radix(replica, 16).ok()?),
        })
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}.{}@{:08x}", self.millis, self.counter, self.replica.0)
    }
}

/// Gives stamps, each later than every one it gave or heard of, also when the device's clock goes back.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    last: Stamp,
    replica: ReplicaId,
}

impl Clock {
    pub const fn new(replica: ReplicaId) -> Self {
        Self { last: Stamp::ORIGIN, replica }
    }

    /// Hears of a stamp made elsewhere.
    pub fn observe(&mut self, stamp: Stamp) {
        self.last = self.last.max(stamp);
    }

    /// A fresh stamp. `now` is milliseconds since 1970-01-01 UTC.
    pub fn tick(&mut self, now: u64) -> Stamp {
        let (millis, counter) = if now > self.last.millis {
            (now, 0)
        } else if let Some(counter) = self.last.counter.checked_add(1) {
            (self.last.millis, counter)
        } else {
            (self.last.millis.saturating_add(1), 0)
        };
        self.last = Stamp { millis, counter, replica: self.replica };
        self.last
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_stamp_is_later_than_all_before(steps in prop::collection::vec((any::<bool>(), 0u64..50, any::<u32>()), 1..60)) {
            let mut clock = Clock::new(ReplicaId(7));
            let mut latest = Stamp::ORIGIN;
            for (heard, millis, counter) in steps {
                if heard {
                    let stamp = Stamp { millis, counter, replica: ReplicaId(counter) };
                    clock.observe(stamp);
                    latest = latest.max(stamp);
                } else {
                    let fresh = clock.tick(millis);
                    prop_assert!(fresh > latest, "{fresh} after {latest}");
                    latest = fresh;
                }
            }
        }
    }

    #[test]
    fn a_stamp_follows_the_clock_where_it_can() {
        let mut clock = Clock::new(ReplicaId(1));
        let stamps = [10, 10, 9, 11].map(|now| clock.tick(now)).map(|stamp| (stamp.millis, stamp.counter));
        assert_eq!(stamps, [(10, 0), (10, 1), (10, 2), (11, 0)]);
    }
}
