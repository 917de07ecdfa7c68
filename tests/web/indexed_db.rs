//! `IndexedDB` as the mirror: kept whole or not at all, joined to what another tab put there, read back with its chunks,
//! blocked, deleted from outside.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use js_sys::{Object, Reflect};
use pizhu::browser::{IndexedStore, has_mirror};
use pizhu::model::{
    Annotated, AnnotationId, AnnotationSet, Birth, Draft, Project, Slug, Stamp, Stamped, Target, differences,
};
use pizhu::storage::{Durability, Failure, Key, Store, StoreEvent, encode_setting, load, save};
use pizhu::text::{CharOffset, Document, DocumentId, DocumentInfo, Span, blocks_by_line};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::DomException;

use super::page::rest;

/// A mirror with nothing in it.
async fn empty() -> IndexedStore {
    IndexedStore::delete().await.unwrap();
    IndexedStore::open().await.unwrap()
}

/// What a store says, in order.
#[derive(Clone, Default)]
struct Heard(Rc<RefCell<Vec<StoreEvent>>>);

impl Heard {
    fn of(store: &IndexedStore) -> Self {
        let heard = Self::default();
        let hearing = heard.clone();
        store.listen(Rc::new(move |event| hearing.0.borrow_mut().push(event)));
        heard
    }

    fn is_empty(&self) -> bool {
        self.0.borrow().is_empty()
    }

    /// Waits until it has said so much, and answers with it.
    async fn events(&self, count: usize) -> Vec<StoreEvent> {
        for _ in 0..10_000 {
            if self.0.borrow().len() >= count {
                break;
            }
            rest(0).await;
        }
        assert!(self.0.borrow().len() >= count, "{:?} is all that was heard", self.0.borrow());
        self.0.take()
    }
}

fn key(name: &str) -> Key {
    Key::Setting(Slug::new(name).unwrap())
}

fn at(millis: u64) -> Stamp {
    Stamp::of_file(millis)
}

fn kept(key: Key, stamp: Stamp) -> StoreEvent {
    StoreEvent::Kept { key, stamp, level: Durability::Crash }
}

/// The record of a setting, as it was written then.
fn setting(name: &str, value: &str, millis: u64) -> String {
    encode_setting(&Slug::new(name).unwrap(), &Stamped::new(value.into(), at(millis)))
}

fn id(number: u32) -> AnnotationId {
    AnnotationId::parse(&format!("0197f2c4-7b1e-7c3a-9d55-{number:012x}")).unwrap()
}

fn span(start: u32, end: u32) -> Span {
    Span::new(CharOffset::new(start), CharOffset::new(end)).unwrap()
}

/// A text with an annotation at each of so many places, with a note full of what breaks strings.
fn project(count: u32) -> (Project, Arc<Document>) {
    let text = "一名志愿者说𠮷\n".repeat(count as usize);
    let document =
        Document::new(DocumentInfo::default(), &text, blocks_by_line(&text)).map(Arc::new).unwrap();
    let annotation = |number: u32| {
        let target = Target::from(span(number * 8, number * 8 + 3));
        let mut draft = Draft::new(target, Slug::new("quote").unwrap(), Birth::default());
        draft.note = "𠮷\n\u{2028}\u{0}\u{ffff}\\\"\u{feff}".into();
        draft.stamped(id(number), at(2))
    };
    let annotations: AnnotationSet = (0..count).map(annotation).collect();
    let open = Stamped::new(true, at(1));
    (Project::new().with(Annotated { document: document.clone(), annotations, open }), document)
}

fn records(project: &Project) -> Vec<(Key, String)> {
    save(project, &differences(&Project::new(), project), &[])
}

fn named(records: Vec<(Key, String)>) -> Vec<(String, String)> {
    let mut named: Vec<_> = records.into_iter().map(|(key, value)| (key.to_string(), value)).collect();
    named.sort();
    named
}

fn sorted(mut entries: Vec<(String, String)>) -> Vec<(String, String)> {
    entries.sort();
    entries
}

/// The annotations of the only text among what is stored.
fn annotations(entries: Vec<(String, String)>, document: DocumentId) -> AnnotationSet {
    let loaded = load(entries, &[]);
    assert!(loaded.damaged.is_empty() && loaded.without_document.is_empty());
    loaded.project.record(document).unwrap().annotations.clone()
}

#[wasm_bindgen_test]
async fn a_project_is_there_for_the_next_visit() {
    let store = empty().await;
    let (project, _) = project(3);
    assert!(store.keep(records(&project)).await);
    drop(store);
    let store = IndexedStore::open().await.unwrap();
    assert_eq!(sorted(store.records().await.unwrap()), named(records(&project)));
    assert_eq!(store.texts().await.unwrap().len(), 1);
    assert_eq!(store.about_how_many().await, Ok(5), "a text, its header and three annotations");
    assert!(!store.has_many().await);
}

#[wasm_bindgen_test]
async fn a_value_is_called_kept_once_its_operation_survives_a_crash() {
    let store = empty().await;
    let heard = Heard::of(&store);
    store.put(key("first"), setting("first", "x", 1), at(1));
    store.put(key("second"), setting("second", "y", 2), at(2));
    store.commit();
    assert!(heard.is_empty(), "nothing is said before it is so");
    assert_eq!(heard.events(2).await, [kept(key("first"), at(1)), kept(key("second"), at(2))]);
    assert_eq!(store.records().await.unwrap().len(), 2);
}

#[wasm_bindgen_test]
async fn an_operation_is_kept_whole_or_not_at_all() {
    let store = empty().await;
    let newer = r#"{"v":99,"crc":"00000000","r":{}}"#.to_owned();
    assert!(store.keep(vec![(key("newer"), newer.clone())]).await);
    let heard = Heard::of(&store);
    store.put(key("first"), setting("first", "x", 1), at(1));
    store.put(key("newer"), setting("newer", "y", 2), at(2));
    store.commit();
    let failed = |name: &str, stamp| StoreEvent::Failed { key: key(name), stamp, failure: Failure::Blocked };
    assert_eq!(heard.events(2).await, [failed("first", at(1)), failed("newer", at(2))]);
    let there = store.records().await.unwrap();
    assert_eq!(there, [("an:s:newer".to_owned(), newer)], "what a newer program wrote stands as it was");
}

#[wasm_bindgen_test]
async fn what_another_tab_put_there_is_joined_and_not_written_over() {
    let store = empty().await;
    let other = IndexedStore::open().await.unwrap();
    let (before, document) = project(1);
    assert!(store.keep(records(&before)).await);
    let changed = |change: &dyn Fn(&mut pizhu::model::Annotation)| {
        let mut annotation =
            before.record(document.id()).unwrap().annotations.record(id(0)).unwrap().as_ref().clone();
        change(&mut annotation);
        let annotated = before.record(document.id()).unwrap().clone();
        let after =
            Project::new().with(Annotated { annotations: [annotation].into_iter().collect(), ..annotated });
        records(&after)
    };
    let noted = changed(&|annotation| annotation.note = Stamped::new("mine".into(), at(7)));
    let tagged = changed(&|annotation| annotation.tag = Stamped::new(Slug::new("term").unwrap(), at(8)));
    assert!(store.keep(noted).await);
    assert!(other.keep(tagged).await);
    let joined = annotations(store.records().await.unwrap(), document.id());
    let joined = joined.record(id(0)).unwrap();
    assert_eq!((&*joined.note.value, joined.tag.value.as_str()), ("mine", "term"));

    assert!(store.keep(vec![(key("light"), setting("light", "dark", 9))]).await);
    assert!(other.keep(vec![(key("light"), setting("light", "sepia", 4))]).await);
    let light = store.records_of(&[key("light")]).await.unwrap();
    assert_eq!(light, [("an:s:light".to_owned(), setting("light", "dark", 9))], "the later stands");
}

#[wasm_bindgen_test]
async fn a_value_can_be_taken_away() {
    let store = empty().await;
    assert!(store.keep(vec![(key("language"), setting("language", "x", 1))]).await);
    let heard = Heard::of(&store);
    store.remove(key("language"), at(2));
    store.commit();
    assert_eq!(heard.events(1).await, [kept(key("language"), at(2))]);
    assert_eq!(store.records().await, Ok(Vec::new()));
}

#[wasm_bindgen_test]
async fn other_tabs_hear_what_is_announced_once_it_is_kept() {
    let store = empty().await;
    let other = IndexedStore::open().await.unwrap();
    let (here, there) = (Heard::of(&store), Heard::of(&other));
    let value = setting("language", "x", 1);
    store.put(key("language"), value.clone(), at(1));
    store.announce(&key("language"), &value);
    store.commit();
    let changed = StoreEvent::Changed { key: key("language"), value: Some(value) };
    assert_eq!(there.events(1).await, [changed]);
    assert_eq!(here.events(1).await, [kept(key("language"), at(1))], "and this one hears no echo");
}

#[wasm_bindgen_test]
async fn a_flush_is_told_when_it_is_done() {
    let store = empty().await;
    let heard = Heard::of(&store);
    store.flush();
    assert_eq!(heard.events(1).await, [StoreEvent::Flushed]);
    assert_eq!(store.records().await, Ok(Vec::new()), "and leaves no record");
}

#[wasm_bindgen_test]
async fn moments_are_history_and_no_records() {
    let store = empty().await;
    let (one, other) = (project(1).1.id(), project(2).1.id());
    let moments = [(one, 5), (one, 6), (other, 7)]
        .map(|(document, millis)| (Key::UndoEntry(document, at(millis)), format!("moment {millis}")));
    assert!(store.keep(moments.to_vec()).await);
    assert_eq!(store.records().await, Ok(Vec::new()));
    let of_one = store.history(one).await.unwrap();
    assert_eq!(of_one, named(moments.into_iter().take(2).collect()), "those of one text, in their order");
    assert_eq!(store.has_long_history(one).await, Ok(false));
}

#[wasm_bindgen_test]
async fn annotations_in_chunks_are_read_as_those_under_their_own_keys() {
    let store = empty().await;
    let (project, document) = project(300);
    assert!(store.keep(records(&project)).await);
    let before = annotations(store.records().await.unwrap(), document.id());
    assert_eq!(store.count_alone(document.id()).await, Ok(300));
    assert_eq!(store.count_chunks(document.id()).await, Ok(0));

    store.tidy(&document, at(9)).await.unwrap();
    assert_eq!(store.count_alone(document.id()).await, Ok(0));
    assert!(store.count_chunks(document.id()).await.unwrap() > 0);
    assert!(store.has_many().await);
    let after = annotations(store.records().await.unwrap(), document.id());
    assert!(after.records().eq(before.records()), "the same annotations");

    let mut each = Vec::new();
    store.each_record(|name, raw| each.push((name, raw))).await.unwrap();
    assert_eq!(sorted(each), sorted(store.records().await.unwrap()), "one by one as all at once");
    let near = store.near(document.id(), span(80, 100)).await.unwrap();
    let near: Vec<String> = near.into_iter().map(|(name, _)| name).collect();
    for number in [10, 11, 12] {
        let name = Key::Annotation(document.id(), id(number)).to_string();
        assert!(near.contains(&name), "annotation {number} starts there");
    }
}

#[wasm_bindgen_test]
async fn of_the_records_that_are_asked_for_those_come_that_are_there() {
    let store = empty().await;
    let (first, second) = (setting("first", "x", 1), setting("second", "y", 2));
    assert!(store.keep(vec![(key("first"), first.clone()), (key("second"), second)]).await);
    let found = store.records_of(&[key("none"), key("first")]).await.unwrap();
    assert_eq!(found, [("an:s:first".to_owned(), first)]);
}

#[wasm_bindgen_test]
async fn a_mirror_that_another_tab_deletes_says_that_it_keeps_nothing() {
    let store = empty().await;
    assert!(has_mirror().await);
    let heard = Heard::of(&store);
    IndexedStore::delete().await.unwrap();
    assert!(!has_mirror().await);
    store.put(key("language"), setting("language", "x", 1), at(1));
    store.commit();
    let events = heard.events(2).await;
    let [StoreEvent::Gone, StoreEvent::Failed { stamp, .. }] = &events[..] else { panic!("{events:?}") };
    assert_eq!(*stamp, at(1));
    assert!(store.records().await.is_err());
    assert!(!store.keep(vec![(key("language"), String::new())]).await);
}

/// Something else in the place of `window.indexedDB`, until it is dropped.
struct Instead {
    original: JsValue,
    _answer: Closure<dyn Fn() -> Result<JsValue, JsValue>>,
}

impl Instead {
    fn of(answer: Result<JsValue, JsValue>) -> Self {
        let window = web_sys::window().unwrap();
        let original = Object::get_own_property_descriptor(&window, &"indexedDB".into());
        let answer = Closure::<dyn Fn() -> _>::new(move || answer.clone());
        let property = Object::new();
        Reflect::set(&property, &"get".into(), answer.as_ref()).unwrap();
        Reflect::set(&property, &"configurable".into(), &true.into()).unwrap();
        Object::define_property(&window, &"indexedDB".into(), &property);
        Self { original, _answer: answer }
    }
}

impl Drop for Instead {
    fn drop(&mut self) {
        let window = web_sys::window().unwrap();
        Object::define_property(&window, &"indexedDB".into(), self.original.as_ref().unchecked_ref());
    }
}

#[wasm_bindgen_test]
async fn a_blocked_database_is_a_failure_and_no_panic() {
    let exception = |name| JsValue::from(DomException::new_with_message_and_name("no", name).unwrap());
    let table = [
        (Err(exception("SecurityError")), Failure::Blocked),
        (Ok(JsValue::NULL), Failure::Blocked),
        (Ok(JsValue::UNDEFINED), Failure::Blocked),
        (Err(exception("UnknownError")), Failure::Other("UnknownError: no".into())),
    ];
    for (answer, failure) in table {
        let instead = Instead::of(answer);
        let opened = IndexedStore::open().await.map(drop);
        let deleted = IndexedStore::delete().await;
        drop(instead);
        assert_eq!((opened, deleted), (Err(failure.clone()), Err(failure)));
    }
}
