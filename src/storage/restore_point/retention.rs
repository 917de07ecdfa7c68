//! Which points go as they grow old: of the last hour all stay, then one an hour for a day, one a day for a month, and
//! one a week. Those with a name stay, and the newest.

use super::RestorePoint;

const HOUR: u64 = 60 * 60 * 1_000;
const DAY: u64 = 24 * HOUR;
const WEEK: u64 = 7 * DAY;
const MONTH: u64 = 30 * DAY;

/// The times of the points that go, from points in the order of time. What differs from the first point on may take `room`
/// bytes; where it takes more, the oldest go.
pub fn expired(points: &[RestorePoint], now: u64, room: u64) -> Vec<u64> {
    let newest = points.last().map(|point| point.at);
    let stays = |point: &RestorePoint| !point.name.is_empty() || Some(point.at) == newest;
    let mut going = Vec::new();
    let mut filled = None;
    for point in points.iter().rev() {
        let slot = slot(point.at, now);
        if !stays(point) && slot.is_some() && slot == filled {
            going.push(point.at);
        } else if point.name.is_empty() {
            filled = slot;
        }
    }
    let mut kept: Vec<&RestorePoint> = points.iter().filter(|point| !going.contains(&point.at)).collect();
    // The first holds all that stood there, and cannot be made smaller.
    let taken = |kept: &[&RestorePoint]| kept.iter().skip(1).map(|point| u64::from(point.size)).sum::<u64>();
    while taken(&kept) > room {
        let Some(oldest) = kept.iter().position(|point| !stays(point)) else { break };
        going.push(kept.remove(oldest).at);
    }
    going.sort_unstable();
    going
}

/// How long the stretch of time is of which one point stays, and which one it is; `None` where all do.
fn slot(at: u64, now: u64) -> Option<(u64, u64)> {
    let length = match now.saturating_sub(at) {
        ..HOUR => return None,
        HOUR..DAY => HOUR,
        DAY..MONTH => DAY,
        MONTH.. => WEEK,
    };
    Some((length, at / length))
}

#[cfg(test)]
mod tests {
    use super::super::Trigger;
    use super::*;
    use proptest::prelude::*;

    /// 2023-07-22, 04:26:40 UTC.
    const NOW: u64 = 1_690_000_000_000;

    fn point(at: u64, name: &str, size: u32) -> RestorePoint {
        RestorePoint { at, because: Trigger::Worked, name: name.into(), count: 0, size }
    }

    /// The ages of those that stay.
    fn left(ages: &[u64]) -> Vec<u64> {
        let points: Vec<_> = ages.iter().map(|age| point(NOW - age, "", 1)).collect();
        let going = expired(&points, NOW, u64::MAX);
        ages.iter().copied().filter(|age| !going.contains(&(NOW - age))).collect()
    }

    #[test]
    fn fewer_stay_of_what_is_older() {
        const MINUTE: u64 = 60_000;
        let table: [(&[u64], &[u64]); 5] = [
            (&[], &[]),
            // The clock shows 4:26: an hour begins 26 minutes ago.
            (&[59 * MINUTE, 30 * MINUTE, 1, 0], &[59 * MINUTE, 30 * MINUTE, 1, 0]),
            (&[85 * MINUTE, 70 * MINUTE, 61 * MINUTE, 0], &[61 * MINUTE, 0]),
            (&[26 * HOUR, 25 * HOUR, 24 * HOUR, 0], &[24 * HOUR, 0]),
            (&[46 * DAY, 45 * DAY, 3 * HOUR], &[45 * DAY, 3 * HOUR]),
        ];
        for (ages, expected) in table {
            assert_eq!(left(ages), expected, "{ages:?}");
        }
        let often: Vec<_> = (0..60 * DAY / (10 * MINUTE)).rev().map(|age| age * 10 * MINUTE).collect();
        let left = left(&often);
        let between = |from: u64, to: u64| left.iter().filter(|age| (from..to).contains(*age)).count();
        assert_eq!(between(0, HOUR), 6);
        assert!((23..=24).contains(&between(HOUR, DAY)), "{left:?}");
        assert!((29..=30).contains(&between(DAY, MONTH)), "{left:?}");
        assert!((4..=6).contains(&between(MONTH, u64::MAX)), "{left:?}");
    }

    #[test]
    fn where_room_is_short_the_oldest_go() {
        type Drawn<'a> = &'a [(&'a str, u32)];
        let table: [(Drawn, u64, &[u64]); 6] = [
            (&[("", 900), ("", 3), ("", 3), ("", 3)], 9, &[]),
            (&[("", 900), ("", 3), ("", 3), ("", 3)], 8, &[0]),
            (&[("", 900), ("", 3), ("", 3), ("", 3)], 3, &[0, 1]),
            (&[("", 900), ("", 3), ("", 3), ("", 3)], 0, &[0, 1, 2]),
            (&[("初稿", 900), ("", 3), ("", 3)], 4, &[1]),
            (&[("初稿", 900), ("二稿", 3)], 0, &[]),
        ];
        for (drawn, room, expected) in table {
            let points: Vec<_> =
                drawn.iter().zip(0..).map(|((name, size), at)| point(at, name, *size)).collect();
            assert_eq!(expired(&points, 10, room), expected, "{drawn:?} in {room}");
        }
    }

    proptest! {
        #[test]
        fn names_stay_and_the_newest_and_thinning_again_finds_nothing(
            drawn in prop::collection::btree_map(0..2 * MONTH, (any::<bool>(), 0u32..9), 0..60),
            room in prop_oneof![Just(u64::MAX), 0u64..200],
        ) {
            let points: Vec<_> = drawn
                .into_iter()
                .map(|(at, (is_named, size))| point(at, if is_named { "稿" } else { "" }, size))
                .collect();
            let going = expired(&points, 2 * MONTH, room);
            let left: Vec<_> = points.iter().filter(|point| !going.contains(&point.at)).cloned().collect();
            let named = |points: &[RestorePoint]| points.iter().filter(|point| !point.name.is_empty()).count();
            prop_assert_eq!(named(&left), named(&points));
            prop_assert_eq!(left.last(), points.last());
            prop_assert_eq!(expired(&left, 2 * MONTH, room), Vec::<u64>::new());
        }
    }
}
