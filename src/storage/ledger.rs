//! What may truthfully be said about what is kept: the events of a store, added up.
//!
//! ```text
//!   asked(key, stamp, stores)   before `put`
//!   hear(&event)                each event of the store
//!   status()                    for the screen
//!   unkept()                    what to put again: at the next change, and when the person says so
//! ```

use std::collections::BTreeMap;

use super::{Failure, Key, Level, StoreEvent};
use crate::model::Stamp;

/// How it stands with one key.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Outcome {
    /// So many stores have not answered yet.
    Awaited(u8),
    /// One of two stores failed, and the other has not answered yet.
    HalfAwaited,
    Kept(Level),
    /// On the device, and the store that should have kept it better did not.
    Half,
    /// Survives a crash, and is on its way to the disk.
    Flushing,
    Failed(Failure),
}

impl Outcome {
    fn level(&self) -> Option<Level> {
        match self {
            Self::Awaited(_) | Self::HalfAwaited | Self::Failed(_) => None,
            Self::Kept(level) => Some(*level),
            Self::Half => Some(Level::Device),
            Self::Flushing => Some(Level::Crash),
        }
    }
}

/// What the screen may say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status<'a> {
    /// There is nothing to keep yet.
    Nothing,
    /// Every record is kept, and none less well than this.
    Kept(Level),
    /// So many records have no answer yet; all others are kept.
    Awaited(usize),
    /// So many records are in memory alone, the last of them for this reason.
    Failed { count: usize, failure: &'a Failure },
}

/// The records of this session and what became of each. A status costs by those that are not at rest.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    /// Kept, and with nothing more to come: nearly all of a large project.
    settled: Entries,
    /// How many of those are kept at each level.
    levels: [usize; Level::COUNT],
    open: Entries,
    last: Option<Stamp>,
}

type Entries = BTreeMap<Key, (Stamp, Outcome)>;

impl Ledger {
    /// With the records that were read at the start from a store of this level.
    pub fn of_read(keys: impl IntoIterator<Item = Key>, level: Level) -> Self {
        let mut ledger = Self::default();
        for key in keys {
            ledger.take(&key);
            ledger.put(key, Stamp::ORIGIN, Outcome::Kept(level));
        }
        ledger
    }

    fn get(&self, key: &Key) -> Option<&(Stamp, Outcome)> {
        self.open.get(key).or_else(|| self.settled.get(key))
    }

    fn take(&mut self, key: &Key) -> Option<(Stamp, Outcome)> {
        if let Some(entry) = self.open.remove(key) {
            return Some(entry);
        }
        let (stamp, outcome) = self.settled.remove(key)?;
        if let Some(count) = outcome.level().and_then(|level| self.levels.get_mut(level as usize)) {
            *count -= 1;
        }
        Some((stamp, outcome))
    }

    /// Puts in what no map has.
    fn put(&mut self, key: Key, stamp: Stamp, outcome: Outcome) {
        // What survives a crash is yet to be brought to the disk.
        let settled = match outcome {
            Outcome::Kept(level) => Some(level).filter(|level| *level != Level::Crash),
            Outcome::Awaited(_)
            | Outcome::HalfAwaited
            | Outcome::Half
            | Outcome::Flushing
            | Outcome::Failed(_) => None,
        };
        let entries = if settled.is_some() { &mut self.settled } else { &mut self.open };
        entries.insert(key, (stamp, outcome));
        if let Some(count) = settled.and_then(|level| self.levels.get_mut(level as usize)) {
            *count += 1;
        }
    }

    fn change(&mut self, key: &Key, change: &dyn Fn(&mut Outcome)) {
        if let Some((stamp, mut outcome)) = self.take(key) {
            change(&mut outcome);
            self.put(key.clone(), stamp, outcome);
        }
    }

    /// A value is about to be put into so many stores.
    pub fn asked(&mut self, key: Key, stamp: Stamp, stores: u8) {
        self.take(&key);
        self.put(key, stamp, Outcome::Awaited(stores));
    }

    /// It was seen to stand in another store too, as it is.
    pub fn confirm(&mut self, key: &Key, level: Level) {
        self.change(key, &|outcome| raise(outcome, level));
    }

    /// One store failed to keep it, and a better one has kept it or may still.
    pub fn is_elsewhere(&self, key: &Key) -> bool {
        let outcome = self.get(key).map(|(_, outcome)| outcome);
        outcome
            .is_some_and(|outcome| *outcome == Outcome::HalfAwaited || outcome.level() >= Some(Level::Crash))
    }

    /// What survives a crash now is about to be brought to the disk. Whether there is any.
    pub fn flush_asked(&mut self) -> bool {
        let mut any = false;
        for (_, outcome) in self.open.values_mut() {
            if *outcome == Outcome::Kept(Level::Crash) {
                *outcome = Outcome::Flushing;
                any = true;
            }
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
                for (key, (stamp, outcome)) in std::mem::take(&mut self.open) {
                    let is_flushed = outcome == Outcome::Flushing;
                    self.put(key, stamp, if is_flushed { Outcome::Kept(Level::Power) } else { outcome });
                }
            }
            StoreEvent::Changed { key, .. } => self.change(key, &lose),
            StoreEvent::Cleared => {
                self.levels = [0; Level::COUNT];
                for (key, entry) in std::mem::take(&mut self.settled) {
                    self.open.insert(key, entry);
                }
                self.open.values_mut().for_each(|(_, outcome)| lose(outcome));
            }
        }
    }

    /// This is the last put of the key.
    fn is_asked(&self, key: &Key, stamp: Stamp) -> bool {
        self.get(key).is_some_and(|(asked, _)| *asked == stamp)
    }

    pub fn status(&self) -> Status<'_> {
        let (mut awaited, mut failed) = (0, 0);
        let mut least = Level::ALL.into_iter().find(|level| self.levels.get(*level as usize) > Some(&0));
        let mut latest: Option<(Stamp, &Failure)> = None;
        for (stamp, outcome) in self.open.values() {
            match outcome {
                Outcome::Awaited(_) | Outcome::HalfAwaited => awaited += 1,
                Outcome::Kept(_) | Outcome::Half | Outcome::Flushing => {
                    least = [least, outcome.level()].into_iter().flatten().min();
                }
                Outcome::Failed(failure) => {
                    failed += 1;
                    latest = latest.filter(|(before, _)| before > stamp).or(Some((*stamp, failure)));
                }
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
        let failed = self.open.iter().filter(move |(_, (_, outcome))| is_due(outcome));
        failed.map(|(key, (stamp, _))| (key, *stamp))
    }
}

fn fail(outcome: &mut Outcome, failure: &Failure) {
    let after = match outcome {
        // Another store may keep it still, or has kept it already.
        Outcome::Awaited(2..) => Outcome::HalfAwaited,
        Outcome::Kept(Level::Device) => Outcome::Half,
        Outcome::Awaited(_) | Outcome::HalfAwaited | Outcome::Failed(_) => Outcome::Failed(failure.clone()),
        Outcome::Kept(_) | Outcome::Half | Outcome::Flushing => return,
    };
    *outcome = after;
}

fn raise(outcome: &mut Outcome, level: Level) {
    if *outcome == Outcome::HalfAwaited && level == Level::Device {
        *outcome = Outcome::Half;
    } else if outcome.level().is_none_or(|before| before < level) {
        *outcome = Outcome::Kept(level);
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
    /// flushed.
    fn told(story: &str) -> Ledger {
        let mut ledger = Ledger::default();
        for step in story.split_whitespace() {
            let name = step.get(..1).and_then(TagId::new).map(Key::Tag);
            let digits: String = step.chars().filter(char::is_ascii_digit).collect();
            let stamp = at(digits.parse().unwrap_or_default());
            let kept = |level| StoreEvent::Kept { key: name.clone().unwrap(), stamp, level };
            match step.chars().last().unwrap() {
                '?' => ledger.asked(name.unwrap(), stamp, if step.ends_with("??") { 2 } else { 1 }),
                '/' => assert!(ledger.flush_asked()),
                '|' => ledger.hear(&StoreEvent::Flushed),
                '+' => ledger.hear(&kept(Level::Device)),
                '*' => ledger.hear(&kept(Level::Crash)),
                '!' => ledger.hear(&StoreEvent::Failed {
                    key: name.unwrap(),
                    stamp,
                    failure: Failure::Other(step.into()),
                }),
                _ if step == "~" => ledger.hear(&StoreEvent::Cleared),
                _ => ledger.hear(&StoreEvent::Changed { key: name.unwrap(), value: None }),
            }
        }
        ledger
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
        ];
        for (story, expected) in table {
            assert_eq!(format!("{:?}", told(story).status()), expected, "{story}");
        }
    }

    #[test]
    fn it_knows_what_to_try_again_and_when_it_last_went_well() {
        let ledger = told("a1? a1+ b2? b2+ c3? c3! d4? d4+ d~ e5? f6?? f6+ f6! g7?? g7! g7*");
        assert_eq!(
            ledger.unkept().collect::<Vec<_>>(),
            [(&key("c"), at(3)), (&key("d"), at(4)), (&key("f"), at(6))]
        );
        assert_eq!(ledger.last(), Some(at(7)));
        assert_eq!(told("a1? a1!").last(), None);
    }

    #[test]
    fn what_was_read_at_the_start_counts() {
        let mut ledger = Ledger::of_read([key("a"), key("b")], Level::Device);
        assert_eq!(ledger.status(), Status::Kept(Level::Device));
        ledger.hear(&StoreEvent::Cleared);
        assert_eq!(ledger.status(), Status::Failed { count: 2, failure: &Failure::Lost });
        assert_eq!(ledger.unkept().count(), 2);
    }
}
