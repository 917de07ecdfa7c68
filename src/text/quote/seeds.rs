//! Where short sequences of a text stand: of each few neighbours one, chosen by what it says and not by where it stands
//! (minimizers; Roberts et al. 2004), so that the same words choose the same sequences wherever they are.
//!
//! Two texts that share 24 bytes share a seed. A text of 14 MB takes 10 to 25 MB of table.

/// Bytes of a sequence: four Han characters, twelve Latin letters.
const LENGTH: usize = 12;

/// Of so many neighbouring sequences, one is a seed.
const NEIGHBOURS: usize = 4;

/// A sequence that begins at a character, as two independent numbers.
#[derive(Clone, Copy)]
struct Sequence {
    /// The smallest of the neighbours is the seed.
    order: u32,
    /// Its drawer in the table.
    drawer: u32,
    at: u32,
}

impl Sequence {
    fn at(bytes: &[u8], at: usize) -> Option<Self> {
        let (first, rest) = bytes.get(at..at + LENGTH)?.split_first_chunk::<8>()?;
        let rest = u32::from_le_bytes(rest.try_into().ok()?);
        let mixed = mix(u64::from_le_bytes(*first) ^ mix(u64::from(rest)));
        Some(Self { order: (mixed >> 32) as u32, drawer: mixed as u32, at: at as u32 })
    }
}

/// Spreads what differs over all bits (the finaliser of `MurmurHash3`).
const fn mix(mut number: u64) -> u64 {
    number ^= number >> 33;
    number = number.wrapping_mul(0xff51_afd7_ed55_8ccd);
    number ^= number >> 33;
    number = number.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    number ^ (number >> 33)
}

/// The seeds of a text, in order: each with the number of its drawer and the byte at which it stands.
fn seeds(text: &str) -> impl Iterator<Item = (u32, u32)> {
    let sequences = text.char_indices().map_while(|(at, _)| Sequence::at(text.as_bytes(), at));
    let mut near: [Option<Sequence>; NEIGHBOURS] = [None; NEIGHBOURS];
    let mut last = None;
    sequences.filter_map(move |sequence| {
        near.rotate_left(1);
        if let Some(place) = near.last_mut() {
            *place = Some(sequence);
        }
        // Until the neighbours are all there, a text shorter than they are would have no seed at all.
        let seed = near.into_iter().flatten().min_by_key(|near| near.order)?;
        let is_new = last != Some(seed.at);
        last = Some(seed.at);
        is_new.then_some((seed.drawer, seed.at))
    })
}

/// Whether the words and the text say the same there: what lies in one drawer may be different seeds.
pub fn is_said(words: &str, at: u32, text: &str, place: u32) -> bool {
    let sequence = |text: &str, at: u32| text.as_bytes().get(at as usize..)?.first_chunk::<LENGTH>().copied();
    sequence(words, at).is_some_and(|said| sequence(text, place) == Some(said))
}

/// The seeds of a text by what they say.
#[derive(Debug)]
pub struct Seeds {
    /// A power of two.
    drawers: u32,
    /// Where the places of each drawer begin, and at last where they end.
    begins: Vec<u32>,
    /// Bytes, ascending within a drawer.
    places: Vec<u32>,
}

impl Seeds {
    /// Reads the text twice, and needs no room but that of the table.
    pub fn new(text: &str) -> Self {
        let drawers = (text.len() as u32 / 8).next_power_of_two().clamp(1 << 4, 1 << 20);
        let mut begins = vec![0; drawers as usize + 1];
        for (drawer, _) in seeds(text) {
            if let Some(count) = begins.get_mut((drawer % drawers) as usize) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for begin in &mut begins {
            sum += *begin;
            *begin = sum;
        }
        let mut places = vec![0; sum as usize];
        // From the last to the first: each drawer's mark sinks from its end to its beginning.
        for (drawer, at) in seeds(text) {
            if let Some(mark) = begins.get_mut((drawer % drawers) as usize) {
                *mark -= 1;
                if let Some(place) = places.get_mut(*mark as usize) {
                    *place = at;
                }
            }
        }
        let mut table = Self { drawers, begins, places };
        table.put_in_order();
        table
    }

    /// Each drawer was filled from its end.
    fn put_in_order(&mut self) {
        for pair in self.begins.windows(2) {
            if let [begin, end] = *pair
                && let Some(drawer) = self.places.get_mut(begin as usize..end as usize)
            {
                drawer.reverse();
            }
        }
    }

    fn drawer(&self, number: u32) -> &[u32] {
        let number = (number % self.drawers) as usize;
        let ends = self.begins.get(number).zip(self.begins.get(number + 1));
        ends.and_then(|(begin, end)| self.places.get(*begin as usize..*end as usize)).unwrap_or_default()
    }

    /// The places that may have what each seed of these words says: the seed's byte in the words, and the places.
    pub fn of<'a>(&'a self, words: &'a str) -> impl Iterator<Item = (u32, &'a [u32])> {
        seeds(words).map(|(drawer, at)| (at, self.drawer(drawer)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_text_shorter_than_a_sequence_has_none() {
        assert_eq!(Seeds::new("").of("").count(), 0);
        assert_eq!(Seeds::new("党旗飘").of("党旗飘").count(), 0);
        let table = Seeds::new("党旗飘扬");
        assert_eq!(
            table.of("党旗飘扬").map(|(at, places)| (at, places.to_vec())).collect::<Vec<_>>(),
            [(0, vec![0])]
        );
    }

    proptest! {
        #[test]
        fn what_both_have_shares_a_seed(
            before in "\\PC{0,30}", shared in "[党旗飘扬a-e👍]{24,30}", behind in "\\PC{0,30}",
        ) {
            let text = format!("{before}{shared}{behind}");
            let table = Seeds::new(&text);
            let begin = before.len() as u32;
            let hits = table.of(&shared).filter(|(at, places)| places.contains(&(begin + at)));
            prop_assert!(hits.count() > 0, "{}", text);
        }

        #[test]
        fn places_of_a_drawer_ascend_and_every_seed_is_in_one(text in "([党旗飘扬]{4}){0,40}") {
            let table = Seeds::new(&text);
            for (at, places) in table.of(&text) {
                prop_assert!(places.contains(&at) && places.is_sorted());
            }
        }
    }
}
