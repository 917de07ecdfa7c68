//! What changed its place among others.

use super::CharOffset;

/// One of several things: where it was, where it is, and its number.
pub type Place = (CharOffset, CharOffset, usize);

/// The most things that are still in the order in which they were (a longest subsequence that does not descend), by
/// where they were.
pub fn in_order(mut places: Vec<Place>) -> Vec<Place> {
    places.sort_unstable();
    // For each length, the place in which a row of that length may end soonest; and before each place the one that
    // comes before it in its row.
    let (mut ends, mut before): (Vec<usize>, Vec<Option<usize>>) = (Vec::new(), Vec::new());
    let now = |at: usize| places.get(at).map_or(CharOffset::new(0), |(_, now, _)| *now);
    for at in 0..places.len() {
        let length = ends.partition_point(|end| now(*end) <= now(at));
        before.push(length.checked_sub(1).and_then(|shorter| ends.get(shorter).copied()));
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut row = Vec::with_capacity(ends.len());
    let mut next = ends.last().copied();
    while let Some(at) = next {
        row.extend(places.get(at));
        next = before.get(at).copied().flatten();
    }
    row.reverse();
    row
}

/// The numbers of the others.
pub fn out_of_order(places: Vec<Place>) -> Vec<usize> {
    let all: Vec<usize> = places.iter().map(|(_, _, number)| *number).collect();
    let mut kept: Vec<usize> = in_order(places).iter().map(|(_, _, number)| *number).collect();
    kept.sort_unstable();
    all.into_iter().filter(|number| kept.binary_search(number).is_err()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fewest_are_out_of_order() {
        let table: &[(&[u32], &[usize])] = &[
            (&[], &[]),
            (&[0, 1, 2], &[]),
            (&[5, 5, 6], &[]),
            (&[9, 1, 2, 3], &[0]),
            (&[0, 1, 9, 2, 3], &[2]),
            (&[4, 5, 6, 0, 1], &[3, 4]),
        ];
        for (now, expected) in table {
            let places = now.iter().enumerate();
            let places =
                places.map(|(was, now)| (CharOffset::new(was as u32), CharOffset::new(*now), was)).collect();
            assert_eq!(out_of_order(places), *expected, "{now:?}");
        }
    }
}
