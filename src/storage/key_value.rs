//! The careful way to write into a storage that answers at once, as the browser's `localStorage` does. It stands here
//! and not in `browser` so that every failure of it can be tested natively.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;

use super::{Durability, Failure, Key, Listener, Store, StoreEvent, is_ours, merged, quota, tell, upgrade};
use crate::model::Stamp;

/// A map of text to text that may refuse anything at any time, as the Web Storage of the HTML standard (§12.2).
pub trait KeyValue {
    /// What a value survives that was read back from here.
    const LEVEL: Durability;

    /// All that has a key that begins like ours. Not all of it must be [ours](is_ours).
    fn entries(&self) -> Result<Vec<(String, String)>, Failure>;
    fn get(&self, key: &str) -> Result<Option<String>, Failure>;
    /// Whether something stands there. Looking need not cost what reading does.
    fn has(&self, key: &str) -> Result<bool, Failure> {
        self.get(key).map(|value| value.is_some())
    }
    fn set(&self, key: &str, value: &str) -> Result<(), Failure>;
    fn remove(&self, key: &str) -> Result<(), Failure>;
}

/// Says what is to stand where something stands and a value is put; `None` where what stands there cannot be read.
pub type Merges = fn(&Key, &str, &str) -> Option<String>;

fn merges(key: &Key, present: &str, value: &str) -> Option<String> {
    merged(key, present, value).ok()
}

/// A store over an area. It never writes over what a newer program wrote, sets aside what it cannot read before it
/// writes over that, and calls kept only what it has read back.
pub struct KeyValueStore<A> {
    area: A,
    /// The room that is taken, as the strictest browser counts, at the last look and by what was written since.
    used: Cell<u64>,
    /// The names under which something was read or kept.
    held: RefCell<BTreeSet<String>>,
    listener: Rc<RefCell<Option<Listener>>>,
    merges: Merges,
}

impl<A: KeyValue> KeyValueStore<A> {
    pub fn new(area: A) -> Self {
        Self::merging_by(area, merges)
    }

    /// The same where somebody else joins the values.
    pub fn merging_by(area: A, merges: Merges) -> Self {
        Self { area, used: Cell::new(0), held: RefCell::default(), listener: Rc::default(), merges }
    }

    pub fn area(&self) -> &A {
        &self.area
    }

    /// Says to whoever listens then what happened from outside.
    pub fn teller(&self) -> impl Fn(StoreEvent) + use<A> {
        let listener = self.listener.clone();
        move |event| tell(&listener, event)
    }

    fn answer(&self, key: Key, stamp: Stamp, outcome: Result<(), Failure>) {
        let event = match outcome {
            Ok(()) => StoreEvent::Kept { key, stamp, level: A::LEVEL },
            Err(failure) => StoreEvent::Failed { key, stamp, failure },
        };
        tell(&self.listener, event);
    }
}

impl<A: KeyValue> Store for KeyValueStore<A> {
    fn read(&self) -> Result<Vec<(String, String)>, Failure> {
        let mut entries = self.area.entries()?;
        self.used.set(entries.iter().map(|(key, value)| quota::taken(key) + quota::taken(value)).sum());
        entries.retain(|(name, raw)| is_ours(name, raw));
        let mut held = BTreeSet::new();
        // One by one: `collect` would bring along a sort.
        held.extend(entries.iter().map(|(name, _)| name.clone()));
        self.held.replace(held);
        Ok(entries)
    }

    fn listen(&self, listener: Listener) {
        self.listener.replace(Some(listener));
    }

    fn has_room_for(&self, key: &Key, value: &str) -> bool {
        let name = key.to_string();
        let needed = quota::taken(value);
        let is_new_and_much =
            || needed > quota::LARGE || self.used.get() + quota::taken(&name) + needed > quota::PLANNED;
        self.area.get(&name).is_ok_and(|present| present.is_some()) || !is_new_and_much()
    }

    fn used(&self) -> u64 {
        self.used.get()
    }

    /// What cannot be looked for is missing too.
    fn missing(&self) -> Vec<Key> {
        let is_there = |name: &String| self.area.has(name).unwrap_or_default();
        let (there, missing) = self.held.take().into_iter().partition(is_there);
        self.held.replace(there);
        let missing: BTreeSet<String> = missing;
        missing.iter().filter_map(|name| Key::parse(name)).collect()
    }

    fn put(&self, key: Key, value: String, stamp: Stamp) {
        let outcome = write(&self.area, self.merges, &key, value).map(|(freed, taken)| {
            self.used.set((self.used.get() + taken).saturating_sub(freed));
            self.held.borrow_mut().insert(key.to_string());
        });
        self.answer(key, stamp, outcome);
    }

    fn remove(&self, key: Key, stamp: Stamp) {
        let outcome = erase(&self.area, &key);
        if outcome.is_ok() {
            self.held.borrow_mut().remove(&key.to_string());
        }
        self.answer(key, stamp, outcome);
    }
}

/// Takes away all that is ours, and leaves what other programs keep beside it. What was theirs and had to make room for
/// ours stands in its place again.
pub fn erase_ours(area: &impl KeyValue) -> Result<(), Failure> {
    let entries = area.entries()?;
    let ours = || entries.iter().filter(|(name, raw)| is_ours(name, raw));
    ours().try_for_each(|(name, _)| area.remove(name))?;
    for (name, raw) in ours() {
        if let Some(Key::Quarantine(place)) = Key::parse(name)
            && !is_ours(&place, raw)
        {
            area.set(&place, raw)?;
        }
    }
    Ok(())
}

/// Joins a value to what stands there. Answers with the room that was free again, and the room that was taken.
fn write(area: &impl KeyValue, merges: Merges, key: &Key, value: String) -> Result<(u64, u64), Failure> {
    let name = key.to_string();
    let present = present(area, &name)?;
    let joined = match &present {
        None => value,
        // Spares the time and the disk, above all for the text of a document.
        Some(raw) if *raw == value => return Ok((0, 0)),
        Some(raw) => match merges(key, raw, &value) {
            Some(joined) if joined == *raw => return Ok((0, 0)),
            Some(joined) => joined,
            None => {
                set_aside(area, &name, raw)?;
                value
            }
        },
    };
    write_and_read_back(area, &name, &joined)?;
    let freed = present.map_or(0, |raw| quota::taken(&raw) + quota::taken(&name));
    Ok((freed, quota::taken(&joined) + quota::taken(&name)))
}

fn write_and_read_back(area: &impl KeyValue, name: &str, value: &str) -> Result<(), Failure> {
    area.set(name, value)?;
    if area.get(name)?.as_deref() == Some(value) { Ok(()) } else { Err(Failure::Mismatch) }
}

fn erase(area: &impl KeyValue, key: &Key) -> Result<(), Failure> {
    let name = key.to_string();
    present(area, &name)?;
    area.remove(&name)?;
    if area.get(&name)?.is_none() { Ok(()) } else { Err(Failure::Mismatch) }
}

/// What stands there now, if it may be touched.
fn present(area: &impl KeyValue, name: &str) -> Result<Option<String>, Failure> {
    let newer = |value: &Option<String>| value.as_deref().is_some_and(|raw| upgrade::newer(raw).is_some());
    let present = area.get(name)?;
    if newer(&present) || newer(&area.get(&Key::Meta.to_string())?) {
        Err(Failure::Newer)
    } else {
        Ok(present)
    }
}

/// Copies what cannot be read to the first quarantine that is free: never over something else.
fn set_aside(area: &impl KeyValue, name: &str, raw: &str) -> Result<(), Failure> {
    let mut place = Key::Quarantine(name.into()).to_string();
    while let Some(taken) = area.get(&place)? {
        if taken == raw {
            return Ok(());
        }
        place = Key::Quarantine(place.into()).to_string();
    }
    write_and_read_back(area, &place, raw)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::{
        Acknowledgements, FailingKeyValue, Injected, MemoryKeyValue, Settings, Status, arbitrary, load, save,
        units, value,
    };
    use super::*;
    use crate::builders;
    use crate::model::{
        Annotated, AnnotationId, Birth, Draft, Project, Slug, Stamped, TagId, Target, differences,
    };
    use crate::text::{CharOffset, Span};
    use uuid::Uuid;

    fn at(millis: u64) -> Stamp {
        Stamp::of_file(millis)
    }

    /// What a listener heard.
    type Heard = Rc<RefCell<Vec<StoreEvent>>>;

    fn listened(store: &impl Store) -> Heard {
        let heard = Heard::default();
        let hearing = heard.clone();
        store.listen(Rc::new(move |event| hearing.borrow_mut().push(event)));
        heard
    }

    fn setting(name: &str, value: &str) -> (Key, String) {
        setting_at(name, value, 1)
    }

    fn setting_at(name: &str, value: &str, millis: u64) -> (Key, String) {
        let key = Key::Setting(Slug::new(name).unwrap());
        let settings =
            Settings::from_iter([(Slug::new(name).unwrap(), Stamped::new(value.into(), at(millis)))]);
        let value = super::super::value(&Project::new(), &settings, &key).unwrap();
        (key, value)
    }

    /// What a put ends with, as text.
    fn outcome<A: KeyValue>(store: &KeyValueStore<A>, (key, value): (Key, String)) -> String {
        let heard = listened(store);
        store.put(key.clone(), value, at(4));
        let heard = heard.take();
        match heard.as_slice() {
            [StoreEvent::Kept { key: kept, stamp, level }] => {
                assert_eq!((kept, *stamp), (&key, at(4)));
                format!("{level:?}")
            }
            [StoreEvent::Failed { key: failed, stamp, failure }] => {
                assert_eq!((failed, *stamp), (&key, at(4)));
                format!("{failure:?}")
            }
            other => panic!("{other:?}"),
        }
    }

    fn contents<A: KeyValue>(store: &KeyValueStore<A>) -> BTreeMap<String, String> {
        store.read().unwrap().into_iter().collect()
    }

    #[test]
    fn what_is_put_is_there_and_can_be_taken_away() {
        let store = KeyValueStore::new(MemoryKeyValue::default());
        let (key, value) = setting("language", "en");
        assert_eq!(outcome(&store, (key.clone(), value.clone())), "Memory");
        assert_eq!(contents(&store), [(key.to_string(), value)].into());
        let heard = listened(&store);
        store.remove(key.clone(), at(5));
        assert_eq!(heard.take(), [StoreEvent::Kept { key, stamp: at(5), level: Durability::Memory }]);
        assert!(contents(&store).is_empty());
    }

    #[test]
    fn what_was_taken_away_without_a_word_is_missing_once() {
        let store = KeyValueStore::new(MemoryKeyValue::default());
        let [first, second] = ["a", "b"].map(|name| setting(name, "1"));
        for (key, value) in [&first, &second] {
            store.put(key.clone(), value.clone(), at(1));
        }
        assert_eq!(store.missing(), []);
        store.area().remove(&first.0.to_string()).unwrap();
        assert_eq!(store.missing(), std::slice::from_ref(&first.0));
        assert_eq!(store.missing(), [], "it was said");
        store.remove(second.0, at(2));
        assert_eq!(store.missing(), [], "the store took it away itself");

        let area = MemoryKeyValue::holding([(first.0.to_string(), first.1)]);
        let blocked =
            KeyValueStore::new(FailingKeyValue::new(area, 1..9, Injected::Refuse(Failure::Blocked)));
        blocked.read().unwrap();
        assert_eq!(blocked.missing(), [first.0], "where nobody may look it is not known to be there");
    }

    #[test]
    fn erasing_leaves_other_programs_keys_that_begin_like_ours() {
        let hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        let theirs = [
            ("an:", "x"),
            ("an:meta", "on"),
            ("an:queue", "[1]"),
            ("an:s:colour", "dark"),
            ("an:settings", r#"{"v":1,"size":3}"#),
            ("annual", "1"),
        ]
        .map(|(key, raw)| (key.to_owned(), raw.to_owned()));
        let (key, value) = setting("language", "en");
        let ours = [
            (key.to_string(), value),
            (format!("an:d:{hash}"), "{{".to_owned()),
            (format!("an:q:an:d:{hash}"), "{".to_owned()),
        ];
        // A later version of what is stored, which this program cannot read, is ours too.
        let later = [("an:s:colour-2", 2), ("an:x:1", 3)];
        let later = later.map(|(key, version)| (key.to_owned(), format!(r#"{{"v":{version},"r":[]}}"#)));
        for later in [&later[..0], &later[..]] {
            let all = theirs.iter().chain(&ours).chain(later).cloned();
            let store = KeyValueStore::new(MemoryKeyValue::holding(all));
            let loaded = load(store.read().unwrap(), &[]);
            let told: Vec<String> = loaded.damaged.into_iter().map(|unread| unread.key).collect();
            assert_eq!(told, [format!("an:d:{hash}")], "nobody else's is called damaged");
            assert_eq!(loaded.newer.len(), later.len());
            assert_eq!(erase_ours(store.area()), Ok(()));
            assert_eq!(store.area().entries().unwrap(), theirs);
        }
    }

    #[test]
    fn erasing_gives_back_what_another_program_had_under_a_name_of_ours() {
        let (key, value) = setting("colour", "light");
        let name = key.to_string();
        for (before, after) in [("dark", Some("dark")), (r#"{"v":1,"crc":"0"#, None)] {
            let store = KeyValueStore::new(MemoryKeyValue::holding([(name.clone(), before.to_owned())]));
            assert_eq!(outcome(&store, (key.clone(), value.clone())), "Memory");
            assert_eq!(store.area().get(&name).unwrap(), Some(value.clone()));
            assert_eq!(erase_ours(store.area()), Ok(()));
            let left: Vec<_> = after.map(|raw| (name.clone(), raw.to_owned())).into_iter().collect();
            assert_eq!(store.area().entries().unwrap(), left, "{before}");
        }
    }

    #[test]
    fn what_stands_there_already_is_not_written_again() {
        let (key, value) = setting("language", "en");
        let area = MemoryKeyValue::holding([(key.to_string(), value.clone())]);
        // The third call would be the write.
        let store = KeyValueStore::new(FailingKeyValue::new(area, 2..9, Injected::Refuse(Failure::Blocked)));
        assert_eq!(outcome(&store, (key, value)), "Memory");
        assert_eq!(store.area().calls(), 2);
    }

    #[test]
    fn a_put_is_joined_to_what_stands_there() {
        let scheme = |label, guideline| {
            let mut project = Project::new();
            let mut tag = project.scheme.get(&TagId::new("quote").unwrap()).unwrap().as_ref().clone();
            tag.label = Stamped::new("引".into(), at(label));
            tag.guideline = Stamped::new("规则".into(), at(guideline));
            std::sync::Arc::make_mut(&mut project.scheme).put(tag);
            project
        };
        let record = |project: &Project| {
            let changed = differences(&Project::new(), project);
            save(project, &changed, &[]).remove(0)
        };
        // Two tabs, each of which wrote one field last; whichever puts second.
        let (mine, theirs, both) = (record(&scheme(5, 2)), record(&scheme(3, 4)), record(&scheme(5, 4)));
        for puts in [[&mine, &theirs], [&theirs, &mine]] {
            let store = KeyValueStore::new(MemoryKeyValue::default());
            for put in puts {
                assert_eq!(outcome(&store, put.clone()), "Memory");
            }
            assert_eq!(contents(&store), [(both.0.to_string(), both.1.clone())].into());
        }
    }

    #[test]
    fn what_a_newer_program_wrote_is_not_touched() {
        let (key, value) = setting("language", "en");
        for newer in [key.to_string(), Key::Meta.to_string()] {
            let before = BTreeMap::from([(newer, r#"{"v":2,"r":{}}"#.to_owned())]);
            let store = KeyValueStore::new(MemoryKeyValue::holding(before.clone()));
            assert_eq!(outcome(&store, (key.clone(), value.clone())), "Newer");
            let heard = listened(&store);
            store.remove(key.clone(), at(1));
            let failure = Failure::Newer;
            assert_eq!(heard.take(), [StoreEvent::Failed { key: key.clone(), stamp: at(1), failure }]);
            assert_eq!(contents(&store), before);
        }
    }

    #[test]
    fn what_cannot_be_read_is_set_aside_before_it_is_written_over() {
        let (key, value) = setting("language", "en");
        let name = key.to_string();
        let damages = ["{", "{{", "{"];
        let area = MemoryKeyValue::default();
        for damage in damages {
            area.set(&name, damage).unwrap();
            write(&area, merges, &key, value.clone()).unwrap();
        }
        let expected =
            [("an:q:an:q:an:s:language", "{{"), ("an:q:an:s:language", "{"), ("an:s:language", &value)];
        let kept = area.entries().unwrap();
        assert_eq!(kept.iter().map(|(key, value)| (&**key, &**value)).collect::<Vec<_>>(), expected);

        let room = units(&name) + units("{") + 20;
        let full = MemoryKeyValue::holding([(name.clone(), "{".into())]).with_quota(room);
        assert!(matches!(write(&full, merges, &key, value), Err(Failure::Full { .. })));
        assert_eq!(full.get(&name).unwrap().as_deref(), Some("{"), "without room for it, it stays");
    }

    #[test]
    fn other_bytes_than_were_written_are_a_failure() {
        let garbled = |call| {
            KeyValueStore::new(FailingKeyValue::new(
                MemoryKeyValue::default(),
                call..call + 1,
                Injected::Corrupt,
            ))
        };
        // get, get of the meta record, set, get
        for call in [2, 3] {
            assert_eq!(outcome(&garbled(call), setting("language", "en")), "Mismatch", "call {call}");
        }
        let (key, value) = setting("language", "en");
        let area = MemoryKeyValue::holding([(key.to_string(), value)]);
        assert_eq!(erase(&FailingKeyValue::new(area, 2..3, Injected::Corrupt), &key), Err(Failure::Mismatch));
    }

    #[test]
    fn a_full_store_says_so_and_keeps_what_it_has() {
        let (key, value) = setting("a", "𠮷");
        let room = units(&key.to_string()) + units(&value);
        let store = KeyValueStore::new(MemoryKeyValue::default().with_quota(room));
        assert_eq!(outcome(&store, (key.clone(), value.clone())), "Memory", "to the last unit");
        let longer = setting("a", "𠮷一");
        let needed = room + 1;
        assert_eq!(
            outcome(&store, longer),
            format!("Full {{ needed: {needed}, used: Some({room}) }}"),
            "one unit too many"
        );
        assert!(outcome(&store, setting("b", "")).starts_with("Full"));
        assert_eq!(contents(&store), [(key.to_string(), value)].into());
        assert_eq!(outcome(&store, setting("a", "二一")), "Memory", "the same size fits");
    }

    #[test]
    fn what_is_new_has_room_up_to_seven_tenths_and_what_is_known_always() {
        let fill = |percent: u64| {
            let name = Key::Quarantine("fill".into()).to_string();
            let value = "x".repeat((quota::QUOTA / 100 * percent) as usize);
            let (known, small) = setting("known", "");
            let area = MemoryKeyValue::holding([(name, value), (known.to_string(), small)]);
            let store = KeyValueStore::new(area);
            store.read().unwrap();
            store
        };
        let (known, new) = (setting("known", "").0, setting("new", "").0);
        let large = "x".repeat(quota::LARGE as usize + 1);
        for (percent, has_room) in [(0, true), (60, true), (69, true), (71, false), (99, false)] {
            let store = fill(percent);
            assert_eq!(store.has_room_for(&new, ""), has_room, "{percent} %");
            assert!(store.has_room_for(&known, &large), "it stands there already");
            assert!(!store.has_room_for(&new, &large), "nobody else would have room");
        }
    }

    #[test]
    fn the_last_that_has_room_fills_it_to_the_byte() {
        let (key, value) = setting("new", "word");
        let needed = quota::taken(&key.to_string()) + quota::taken(&value);
        let name = Key::Quarantine("fill".into()).to_string();
        for (more, has_room) in [(0, true), (1, false)] {
            let filling = quota::PLANNED - needed - quota::taken(&name) + more;
            let area = MemoryKeyValue::holding([(name.clone(), "x".repeat(filling as usize))]);
            let store = KeyValueStore::new(area);
            store.read().unwrap();
            assert_eq!(store.has_room_for(&key, &value), has_room, "{more} more");
        }
    }

    #[test]
    fn what_is_taken_is_what_stands_there() {
        let store = KeyValueStore::new(MemoryKeyValue::default());
        for (millis, words) in (1..).zip(["a", "a longer one", "党旗", "b"]) {
            let (key, value) = setting_at("word", words, millis);
            store.put(key, value, at(millis));
            let taken = store.used();
            store.read().unwrap();
            assert_eq!(store.used(), taken, "as it is counted anew after {words}");
            assert!(taken > 0);
        }
    }

    #[test]
    fn a_listener_may_call_the_store() {
        let store = Rc::new(KeyValueStore::new(MemoryKeyValue::default()));
        let (again, (key, value)) = (store.clone(), setting("second", ""));
        store.listen(Rc::new(move |event| {
            if matches!(event, StoreEvent::Kept { key: kept, .. } if kept != key) {
                again.put(key.clone(), value.clone(), at(2));
            }
        }));
        let (key, value) = setting("first", "");
        store.put(key, value, at(1));
        assert_eq!(contents(&store).len(), 2);
        (store.teller())(StoreEvent::Cleared);
    }

    /// A session as the user interface has it: each step is a project, and what changed is put.
    struct Session<A> {
        store: KeyValueStore<A>,
        heard: Heard,
        acknowledgements: Acknowledgements,
        project: Project,
    }

    impl<A: KeyValue> Session<A> {
        fn new(area: A) -> Self {
            let store = KeyValueStore::new(area);
            Self {
                heard: listened(&store),
                store,
                acknowledgements: Acknowledgements::default(),
                project: Project::new(),
            }
        }

        fn put(&mut self, values: Vec<(Key, String)>, stamp: Stamp) {
            for (key, value) in values {
                self.acknowledgements.asked(key.clone(), stamp, 1);
                self.store.put(key, value, stamp);
            }
            for event in self.heard.take() {
                self.acknowledgements.hear(&event);
            }
        }

        fn step(&mut self, project: Project, stamp: Stamp) {
            let changed = differences(&self.project, &project);
            self.put(save(&project, &changed, &[]), stamp);
            self.project = project;
        }

        fn try_again(&mut self) {
            let unkept: Vec<_> =
                self.acknowledgements.unkept().map(|(key, stamp)| (key.clone(), stamp)).collect();
            for (key, stamp) in unkept {
                let value = value(&self.project, &Settings::new(), &key).unwrap();
                self.put(vec![(key, value)], stamp);
            }
        }

        /// What the acknowledgements does not list as unkept stands in the store, as it is in memory.
        fn check(&self, stored: &BTreeMap<String, String>, what: &str) {
            for record in differences(&Project::new(), &self.project) {
                for (key, value) in save(&self.project, &[record], &[]) {
                    if self.acknowledgements.unkept().all(|(unkept, _)| *unkept != key) {
                        assert_eq!(stored.get(&key.to_string()), Some(&value), "{what}: {key}");
                    }
                }
            }
        }
    }

    /// Opens a text, marks it twice, writes a note, deletes, renames a tag, closes the text.
    fn script() -> Vec<Project> {
        let text = "一名志愿者说：“𠮷”。";
        let document = builders::document(text);
        let id = document.id();
        let mut steps = vec![Project::new().with_document(document, at(1))];
        let mut step = |change: &dyn Fn(&mut Annotated)| {
            let last = steps.last().unwrap();
            let mut annotated = last.record(id).unwrap().clone();
            change(&mut annotated);
            steps.push(last.with(annotated));
        };
        let mark = |number, start, end| {
            let target = Target::from(Span::new(CharOffset::new(start), CharOffset::new(end)).unwrap());
            let draft = Draft::new(target, TagId::new("quote").unwrap(), Birth::default());
            draft.stamped(AnnotationId::new(Uuid::from_u128(number)), at(2))
        };
        let first = mark(1, 7, 10);
        step(&|annotated| annotated.annotations.put(first.clone()));
        step(&|annotated| annotated.annotations.put(mark(2, 0, 5)));
        let noted =
            crate::model::Annotation { note: Stamped::new("一\n二".into(), at(4)), ..first.clone() };
        step(&|annotated| annotated.annotations.put(noted.clone()));
        let mut deleted = noted.clone();
        deleted.delete();
        step(&|annotated| annotated.annotations.put(deleted.clone()));
        step(&|annotated| annotated.open = Stamped::new(false, at(6)));
        let mut renamed = steps.last().unwrap().clone();
        let mut tag = renamed.scheme.get(&TagId::new("quote").unwrap()).unwrap().as_ref().clone();
        tag.label = Stamped::new("引".into(), at(7));
        std::sync::Arc::make_mut(&mut renamed.scheme).put(tag);
        steps.push(renamed);
        steps
    }

    #[test]
    fn whichever_call_fails_nothing_is_lost_and_the_ledger_knows() {
        let steps = script();
        let last = steps.last().unwrap();
        let mishaps = [
            Injected::Refuse(Failure::Blocked),
            Injected::Refuse(Failure::Full { needed: 9, used: None }),
            Injected::Refuse(Failure::Other("NS_ERROR_FILE_CORRUPTED".into())),
            Injected::Corrupt,
        ];
        let mut failures = 0;
        for mishap in mishaps {
            for length in [1, 2, 5, 1_000] {
                for call in 0.. {
                    let failing =
                        FailingKeyValue::new(MemoryKeyValue::default(), call..call + length, mishap.clone());
                    let mut session = Session::new(failing);
                    let what = format!("{mishap:?} {call}+{length}");
                    for (number, step) in steps.iter().enumerate() {
                        session.step(step.clone(), at(number as u64 + 1));
                        let stored = session.store.area().inner().entries().unwrap();
                        session.check(&stored.into_iter().collect(), &what);
                    }
                    let gone_wrong = session.store.area().calls() > call;
                    failures += session.acknowledgements.unkept().count();
                    for _ in 0..1_000 {
                        session.try_again();
                    }
                    assert_eq!(session.acknowledgements.status(), Status::Kept(Durability::Memory), "{what}");
                    let loaded = load(session.store.area().inner().entries().unwrap(), &[]);
                    assert_eq!(arbitrary::contents(&loaded.project), arbitrary::contents(last), "{what}");
                    assert!(loaded.damaged.is_empty(), "{what}");
                    if !gone_wrong {
                        break;
                    }
                }
            }
        }
        assert!(failures > 500, "{failures} records failed at first");
    }

    #[test]
    fn with_room_for_a_part_the_rest_is_reported_and_stays_in_memory() {
        let steps = script();
        let last = steps.last().unwrap();
        let mut whole = Session::new(MemoryKeyValue::default());
        for step in &steps {
            whole.step(step.clone(), at(1));
        }
        let needed = whole.store.area().used();
        for quota in (0..=needed).step_by(17).chain([needed]) {
            let mut session = Session::new(MemoryKeyValue::default().with_quota(quota));
            for step in &steps {
                session.step(step.clone(), at(1));
            }
            session.check(&contents(&session.store), &format!("{quota} units"));
            let status = session.acknowledgements.status();
            if let Status::Failed { count, failure: Failure::Full { needed, used: Some(used) } } = status {
                assert!(count > 0 && needed + used > quota, "{quota} units");
            } else {
                assert_eq!((status, quota), (Status::Kept(Durability::Memory), needed));
            }
            assert!(session.store.area().used() <= quota);
            let loaded = load(session.store.read().unwrap(), &[]);
            assert!(loaded.damaged.is_empty() && loaded.newer.is_empty());
            assert_eq!(arbitrary::contents(&session.project), arbitrary::contents(last));
        }
    }
}
