//! What may truthfully be said about what is kept: the events of a store, added up.
//!
//! ```text
//!   asked(key, stamp, stores)   before `put`
//!   hear(&event)                each event of the store
//!   status()                    for the screen
//!   unkept()                    what to put again: at the next change, and when the person says so
//! ```

use std::collections::BTreeMap;

use super::{Durability, Failure, Key, StoreEvent};
use crate::model::Stamp;

/// How it stands with one key.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Outcome {
    /// So many stores have not answered yet.
    Awaited(u8),
    /// One of two stores failed, and the other has not answered yet.
    HalfAwaited,
    Kept(Durability),
    /// On the device, and the store that should have kept it better did not.
    Half,
    /// Survives a crash, and is on its way to the disk.
    Flushing,
    Failed(Failure),
}

impl Outcome {
    fn level(&self) -> Option<Durability> {
        match self {
            Self::Awaited(_) | Self::HalfAwaited | Self::Failed(_) => None,
            Self::Kept(level) => Some(*level),
            Self::Half => Some(Durability::Device),
            Self::Flushing => Some(Durability::Crash),
        }
    }

    /// The place of its kind in a tally.
    const fn kind(&self) -> usize {
        match self {
            Self::Awaited(_) | Self::HalfAwaited => AWAITED,
            Self::Failed(_) => FAILED,
            Self::Half => HALF,
            Self::Flushing => FLUSHING,
            Self::Kept(level) => KEPT + *level as usize,
        }
    }
}

const AWAITED: usize = 0;
const FAILED: usize = 1;
const HALF: usize = 2;
const FLUSHING: usize = 3;
/// And behind it a place for each level.
const KEPT: usize = 4;

/// What the screen may say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status<'a> {
    /// There is nothing to keep yet.
    Nothing,
    /// Every record is kept, and none less well than this.
    Kept(Durability),
    /// So many records have no answer yet; all others are kept.
    Awaited(usize),
    /// So many records are in memory alone, the last of them for this reason.
    Failed { count: usize, failure: &'a Failure },
}

/// The records of this session and what became of each. Nothing that is said at each edit costs by their number.
#[derive(Clone, Debug, Default)]
pub struct Acknowledgements {
    entries: BTreeMap<Key, (Stamp, Outcome)>,
    tally: Tally,
    last: Option<Stamp>,
    /// How well more records are kept that are not listed.
    others: Option<Durability>,
}

/// How many records there are of each kind.
#[derive(Clone, Debug, Default)]
struct Tally([usize; KEPT + Durability::COUNT]);

impl Tally {
    fn of(&self, kind: usize) -> usize {
        self.0.get(kind).copied().unwrap_or_default()
    }

    fn count(&mut self, outcome: &Outcome, change: isize) {
        if let Some(count) = self.0.get_mut(outcome.kind()) {
            *count = count.wrapping_add_signed(change);
        }
    }

    /// Changes an outcome and counts it anew.
    fn change(&mut self, outcome: &mut Outcome, change: &dyn Fn(&mut Outcome)) {
        self.count(outcome, -1);
        change(outcome);
        self.count(outcome, 1);
    }
}

impl Acknowledgements {
    /// With the records that were read at the start from a store of this level.
    pub fn of_read(keys: impl IntoIterator<Item = Key>, level: Durability) -> Self {
        let mut acknowledgements = Self::default();
        for key in keys {
            acknowledgements.put(key, Stamp::ORIGIN, Outcome::Kept(level));
        }
        acknowledgements
    }

    fn put(&mut self, key: Key, stamp: Stamp, outcome: Outcome) {
        self.tally.count(&outcome, 1);
        if let Some((_, before)) = self.entries.insert(key, (stamp, outcome)) {
            self.tally.count(&before, -1);
        }
    }

    fn change(&mut self, key: &Key, change: &dyn Fn(&mut Outcome)) {
        if let Some((_, outcome)) = self.entries.get_mut(key) {
            self.tally.change(outcome, change);
        }
    }

    fn change_all(&mut self, change: &dyn Fn(&mut Outcome)) {
        for (_, outcome) in self.entries.values_mut() {
            self.tally.change(outcome, change);
        }
    }

    /// This is the last put of the key.
    fn is_asked(&self, key: &Key, stamp: Stamp) -> bool {
        self.entries.get(key).is_some_and(|(asked, _)| *asked == stamp)
    }

    /// A value is about to be put into so many stores.
    pub fn asked(&mut self, key: Key, stamp: Stamp, stores: u8) {
        self.put(key, stamp, Outcome::Awaited(stores));
    }

    /// It is not put after all, or said by other keys.
    pub fn forget(&mut self, key: &Key) {
        if let Some((_, before)) = self.entries.remove(key) {
            self.tally.count(&before, -1);
        }
    }

    /// It was seen to stand in another store too, as it is.
    pub fn confirm(&mut self, key: &Key, level: Durability) {
        self.change(key, &|outcome| raise(outcome, level));
    }

    /// There are many more, all kept as well as this, which nobody lists.
    pub fn has_others(&mut self, level: Durability) {
        self.others = Some(level);
    }

    /// One store failed to keep it, and a better one has kept it or may still.
    pub fn is_elsewhere(&self, key: &Key) -> bool {
        let outcome = self.entries.get(key).map(|(_, outcome)| outcome);
        outcome.is_some_and(|outcome| {
            *outcome == Outcome::HalfAwaited || outcome.level() >= Some(Durability::Crash)
        })
    }

    /// What survives a crash now is about to be brought to the disk. Whether there is any.
    pub fn flush_asked(&mut self) -> bool {
        let any =
            self.tally.of(KEPT + Durability::Crash as usize) > 0 || self.others == Some(Durability::Crash);
        if any {
            self.change_all(&|outcome| {
                become_if(outcome, &Outcome::Kept(Durability::Crash), Outcome::Flushing);
            });
        }
        any
    }

    /// Hears of an outcome. One of an earlier put of the same key says nothing about the later one.
    pub fn hear(&mut self, event: &StoreEvent) {
        match event {
            StoreEvent::Kept { key, stamp, level } => {
                if self.is_asked(key, *stamp) {
                    self.change(key, &|outcome| raise(outcome, *level));
                    self.last = self.last.max(Some(*stamp));
                }
            }
            StoreEvent::Failed { key, stamp, failure } => {
                if self.is_asked(key, *stamp) {
                    self.change(key, &|outcome| fail(outcome, failure));
                }
            }
            StoreEvent::Flushed => {
                self.others = self.others.map(|level| level.max(Durability::Power));
                self.change_all(&|outcome| {
                    become_if(outcome, &Outcome::Flushing, Outcome::Kept(Durability::Power));
                });
            }
            StoreEvent::Changed { key, .. } => self.change(key, &lose),
            StoreEvent::Cleared => self.change_all(&lose),
            StoreEvent::Gone => {
                self.others = None;
                self.change_all(&lose_better);
            }
        }
    }

    /// Something is said to survive a crash.
    pub fn is_any_safe(&self) -> bool {
        let levels = [Durability::Crash, Durability::Power];
        let is_any = |level: &Durability| self.tally.of(KEPT + *level as usize) > 0;
        self.others.is_some() || self.tally.of(FLUSHING) > 0 || levels.iter().any(is_any)
    }

    pub fn status(&self) -> Status<'_> {
        let (awaited, failed) = (self.tally.of(AWAITED), self.tally.of(FAILED));
        let is_at = |level: &Durability| {
            let otherwise = match level {
                Durability::Device => self.tally.of(HALF),
                Durability::Crash => self.tally.of(FLUSHING),
                Durability::Memory | Durability::Power | Durability::File => 0,
            };
            self.tally.of(KEPT + *level as usize) + otherwise > 0 || self.others == Some(*level)
        };
        let least = Durability::ALL.into_iter().find(is_at);
        let mut latest: Option<(Stamp, &Failure)> = None;
        for (stamp, outcome) in self.entries.values().filter(|(_, one)| one.kind() == FAILED).take(failed) {
            if let Outcome::Failed(failure) = outcome {
                latest = latest.filter(|(before, _)| before > stamp).or(Some((*stamp, failure)));
            }
        }
        match (latest, awaited, least) {
            (Some((_, failure)), _, _) => Status::Failed { count: failed, failure },
            (None, 1.., _) => Status::Awaited(awaited),
            (None, 0, Some(level)) => Status::Kept(level),
            (None, 0, None) => Status::Nothing,
        }
    }

    /// The stamp of the latest value that was kept in this session.
    pub fn last(&self) -> Option<Stamp> {
        self.last
    }

    /// The records that failed in a store, or were lost since, with the stamp they were put with. [`value`](super::value) says
    /// what to put for each.
    pub fn unkept(&self) -> impl Iterator<Item = (&Key, Stamp)> {
        let is_due = |outcome: &Outcome| matches!(outcome, Outcome::Failed(_) | Outcome::Half);
        let due = self.tally.of(FAILED) + self.tally.of(HALF);
        let failed = self.entries.iter().filter(move |(_, (_, outcome))| is_due(outcome));
        failed.take(due).map(|(key, (stamp, _))| (key, *stamp))
    }
}

fn become_if(outcome: &mut Outcome, before: &Outcome, after: Outcome) {
    if outcome == before {
        *outcome = after;
    }
}

fn fail(outcome: &mut Outcome, failure: &Failure) {
    let after = match outcome {
        // Another store may keep it still, or has kept it already.
        Outcome::Awaited(2..) => Outcome::HalfAwaited,
        Outcome::Kept(Durability::Device) => Outcome::Half,
        Outcome::Awaited(_) | Outcome::HalfAwaited | Outcome::Failed(_) => Outcome::Failed(failure.clone()),
        Outcome::Kept(_) | Outcome::Half | Outcome::Flushing => return,
    };
    *outcome = after;
}

fn raise(outcome: &mut Outcome, level: Durability) {
    if *outcome == Outcome::HalfAwaited && level == Durability::Device {
        *outcome = Outcome::Half;
    } else if outcome.level().is_none_or(|before| before < level) {
        *outcome = Outcome::Kept(level);
    }
}

/// The store that kept it better is gone; whether another has it too is not known.
fn lose_better(outcome: &mut Outcome) {
    if outcome.level() >= Some(Durability::Crash) {
        lose(outcome);
    }
}

/// What was kept is not what is there now.
fn lose(outcome: &mut Outcome) {
    if outcome.level().is_some() {
        *outcome = Outcome::Failed(Failure::Lost);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::TagId;

    fn key(name: &str) -> Key {
        Key::Tag(TagId::new(name).unwrap())
    }

    fn at(millis: u64) -> Stamp {
        Stamp::of_file(millis)
    }

    /// `a5?` asks one store, `a5??` two, `a5+` keeps on the device, `a5*` survives a crash, `a5!` fails, `a~` another tab, `~` clears, `/` flushes, `|` has
    /// flushed, `x` loses the better store.
    fn told(story: &str) -> Acknowledgements {
        let mut acknowledgements = Acknowledgements::default();
        for step in story.split_whitespace() {
            let name = step.get(..1).and_then(TagId::new).map(Key::Tag);
            let digits: String = step.chars().filter(char::is_ascii_digit).collect();
            let stamp = at(digits.parse().unwrap_or_default());
            let kept = |level| StoreEvent::Kept { key: name.clone().unwrap(), stamp, level };
            match step.chars().last().unwrap() {
                '?' => acknowledgements.asked(name.unwrap(), stamp, if step.ends_with("??") { 2 } else { 1 }),
                '/' => assert!(acknowledgements.flush_asked()),
                '|' => acknowledgements.hear(&StoreEvent::Flushed),
                '+' => acknowledgements.hear(&kept(Durability::Device)),
                '*' => acknowledgements.hear(&kept(Durability::Crash)),
                '!' => acknowledgements.hear(&StoreEvent::Failed {
                    key: name.unwrap(),
                    stamp,
                    failure: Failure::Other(step.into()),
                }),
                _ if step == "~" => acknowledgements.hear(&StoreEvent::Cleared),
                _ if step == "x" => acknowledgements.hear(&StoreEvent::Gone),
                _ => acknowledgements.hear(&StoreEvent::Changed { key: name.unwrap(), value: None }),
            }
        }
        acknowledgements
    }

    #[test]
    fn what_the_status_may_say() {
        let other = |words: &str| format!("{:?}", Failure::Other(words.into()));
        let table = [
            ("", "Nothing".to_owned()),
            ("a1?", "Awaited(1)".into()),
            ("a1? a1+", "Kept(Device)".into()),
            ("a1? b2? a1+", "Awaited(1)".into()),
            ("a1? b2? a1+ b2+ a1*", "Kept(Device)".into()),
            ("a1? a1* a1+", "Kept(Crash)".into()),
            ("a1? b2? a1! b2!", format!("Failed {{ count: 2, failure: {} }}", other("b2!"))),
            ("b2? a1? b2! a1!", format!("Failed {{ count: 2, failure: {} }}", other("b2!"))),
            ("a1? b2? a1!", format!("Failed {{ count: 1, failure: {} }}", other("a1!"))),
            ("a1? a2? a1+", "Awaited(1)".into()),
            ("a1? a2? a1!", "Awaited(1)".into()),
            ("a1? a1! a1*", "Kept(Crash)".into()),
            ("a1? a1* a1!", "Kept(Crash)".into()),
            ("a1? a1! a1?", "Awaited(1)".into()),
            ("a1? b1? a1+ b1+ a~", "Failed { count: 1, failure: Lost }".into()),
            ("a1? b1? a1+ b1+ ~", "Failed { count: 2, failure: Lost }".into()),
            ("a1+", "Nothing".into()),
            ("a1?? a1!", "Awaited(1)".into()),
            ("a1?? a1! a1*", "Kept(Crash)".into()),
            ("a1?? a1! a1!", format!("Failed {{ count: 1, failure: {} }}", other("a1!"))),
            ("a1?? a1+ a1!", "Kept(Device)".into()),
            ("a1? a1* / b2? b2* |", "Kept(Crash)".into()),
            ("a1? a1* / |", "Kept(Power)".into()),
            ("a1? a1* / a2? |", "Awaited(1)".into()),
            ("a1? a1* / a~ |", "Failed { count: 1, failure: Lost }".into()),
            ("a1? a1* / | x", "Failed { count: 1, failure: Lost }".into()),
            ("a1? a1* / x |", "Failed { count: 1, failure: Lost }".into()),
            ("a1?? a1+ a1* b1? b1+ x", "Failed { count: 1, failure: Lost }".into()),
            ("a1? a1+ x", "Kept(Device)".into()),
            ("a1? x", "Awaited(1)".into()),
        ];
        for (story, expected) in table {
            assert_eq!(format!("{:?}", told(story).status()), expected, "{story}");
        }
    }

    #[test]
    fn it_knows_what_to_try_again_and_when_it_last_went_well() {
        let acknowledgements = told("a1? a1+ b2? b2+ c3? c3! d4? d4+ d~ e5? f6?? f6+ f6! g7?? g7! g7*");
        assert_eq!(
            acknowledgements.unkept().collect::<Vec<_>>(),
            [(&key("c"), at(3)), (&key("d"), at(4)), (&key("f"), at(6))]
        );
        assert_eq!(acknowledgements.last(), Some(at(7)));
        assert_eq!(told("a1? a1!").last(), None);
    }

    #[test]
    fn what_was_read_at_the_start_counts() {
        let mut acknowledgements = Acknowledgements::of_read([key("a"), key("b")], Durability::Device);
        assert_eq!(acknowledgements.status(), Status::Kept(Durability::Device));
        acknowledgements.hear(&StoreEvent::Cleared);
        assert_eq!(acknowledgements.status(), Status::Failed { count: 2, failure: &Failure::Lost });
        assert_eq!(acknowledgements.unkept().count(), 2);
    }

    #[test]
    fn what_a_better_store_has_or_may_have_is_elsewhere() {
        let table = [
            ("", false),
            ("a1??", false),
            ("a1?? a1!", true),
            ("a1?? a1! a1*", true),
            ("a1?? a1! a1!", false),
            ("a1? a1+", false),
            ("a1? a1*", true),
            ("a1? a1* / |", true),
        ];
        for (story, expected) in table {
            assert_eq!(told(story).is_elsewhere(&key("a")), expected, "{story}");
        }
    }
}
