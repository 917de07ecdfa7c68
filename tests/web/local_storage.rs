//! `localStorage` as a store: kept, read back, full, blocked, changed from outside.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Object, Reflect};
use pizhu::browser::LocalStore;
use pizhu::model::{Annotated, Birth, Draft, Project, Slug, Stamp, Stamped, Target, differences};
use pizhu::storage::{Acknowledgements, Durability, Failure, Key, Status, Store, StoreEvent, load, save};
use pizhu::text::{CharOffset, Document, DocumentInfo, Span, blocks_by_line};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::DomException;

fn area() -> web_sys::Storage {
    let storage = web_sys::window().unwrap().local_storage().unwrap().unwrap();
    storage.clear().unwrap();
    storage
}

fn listened(store: &LocalStore) -> Rc<RefCell<Vec<StoreEvent>>> {
    let heard = Rc::new(RefCell::new(Vec::new()));
    let hearing = heard.clone();
    store.listen(Rc::new(move |event| hearing.borrow_mut().push(event)));
    heard
}

fn key(name: &str) -> Key {
    Key::Setting(Slug::new(name).unwrap())
}

fn at(millis: u64) -> Stamp {
    Stamp::of_file(millis)
}

/// An article with one note full of what breaks strings.
fn project() -> Project {
    let text = "一名志愿者说：“𠮷”。\n👍🏽";
    let document = Document::new(DocumentInfo::default(), text, blocks_by_line(text)).unwrap();
    let target = Target::from(Span::new(CharOffset::new(7), CharOffset::new(10)).unwrap());
    let mut draft = Draft::new(target, Slug::new("quote").unwrap(), Birth::default());
    draft.note = "𠮷\n\u{2028}\u{0}\u{ffff}\\\"\u{feff}".into();
    let id = pizhu::model::AnnotationId::parse("0197f2c4-7b1e-7c3a-9d55-000000000001").unwrap();
    let annotations = [draft.stamped(id, at(2))].into_iter().collect();
    Project::new().with(Annotated { document: document.into(), annotations, open: Stamped::new(true, at(1)) })
}

#[wasm_bindgen_test]
fn a_project_is_there_for_the_next_visit() {
    let storage = area();
    storage.set_item("someone-else", "x").unwrap();
    let store = LocalStore::new();
    let heard = listened(&store);
    let project = project();
    let mut acknowledgements = Acknowledgements::default();
    for (key, value) in save(&project, &differences(&Project::new(), &project), &[]) {
        acknowledgements.asked(key.clone(), at(2), 1);
        store.put(key, value, at(2));
    }
    heard.take().iter().for_each(|event| acknowledgements.hear(event));
    assert_eq!(acknowledgements.status(), Status::Kept(Durability::Device));
    assert_eq!(storage.length().unwrap(), 4, "text, header and annotation, each under its key");

    let entries = LocalStore::new().read().unwrap();
    assert_eq!(entries.len(), 3, "what is not ours is not read");
    let loaded = load(entries, &[]);
    let told = |project: &Project| -> Vec<_> {
        let records = project.records().flat_map(|annotated| annotated.annotations.records());
        records.map(|annotation| annotation.as_ref().clone()).collect()
    };
    assert_eq!(told(&loaded.project), told(&project));
    assert!(loaded.damaged.is_empty());
}

#[wasm_bindgen_test]
fn a_value_can_be_taken_away() {
    let storage = area();
    let store = LocalStore::new();
    let heard = listened(&store);
    store.put(key("language"), "x".into(), at(1));
    store.remove(key("language"), at(2));
    let level = Durability::Device;
    let kept = |stamp| StoreEvent::Kept { key: key("language"), stamp, level };
    assert_eq!(heard.take(), [kept(at(1)), kept(at(2))]);
    assert_eq!(storage.length().unwrap(), 0);
}

#[wasm_bindgen_test]
fn a_full_storage_is_reported_and_keeps_what_it_has() {
    let storage = area();
    let store = LocalStore::new();
    let heard = listened(&store);
    store.put(key("first"), "x".into(), at(1));
    let mut size = 1 << 22;
    let mut filler = String::new();
    while size > 0 {
        let longer = filler.clone() + &"x".repeat(size);
        if storage.set_item("filler", &longer).is_ok() {
            filler = longer;
        } else {
            size /= 2;
        }
    }
    store.put(key("second"), "y".repeat(100), at(2));
    let needed = "an:s:second".len() as u64 + 100;
    let events = heard.take();
    assert_eq!(
        events.first(),
        Some(&StoreEvent::Kept { key: key("first"), stamp: at(1), level: Durability::Device })
    );
    let failure = Failure::Full { needed, used: None };
    assert_eq!(events.get(1), Some(&StoreEvent::Failed { key: key("second"), stamp: at(2), failure }));
    assert_eq!(storage.get_item("an:s:first").unwrap().as_deref(), Some("x"));
    storage.clear().unwrap();
}

/// Something else in the place of `window.localStorage`, until it is dropped.
struct Instead {
    original: Object,
    _answer: Closure<dyn Fn() -> Result<JsValue, JsValue>>,
}

impl Instead {
    /// `answer` is what reading `window.localStorage` gives, or throws.
    fn of(answer: Result<JsValue, JsValue>) -> Self {
        let window = web_sys::window().unwrap();
        let original = Object::get_own_property_descriptor(&window, &"localStorage".into());
        let answer = Closure::<dyn Fn() -> _>::new(move || answer.clone());
        let property = Object::new();
        Reflect::set(&property, &"get".into(), answer.as_ref()).unwrap();
        Reflect::set(&property, &"configurable".into(), &true.into()).unwrap();
        Object::define_property(&window, &"localStorage".into(), &property);
        Self { original: original.into(), _answer: answer }
    }
}

impl Drop for Instead {
    fn drop(&mut self) {
        let window = web_sys::window().unwrap();
        Object::define_property(&window, &"localStorage".into(), &self.original);
    }
}

/// What is heard when everything is tried.
fn tried() -> Vec<Failure> {
    let store = LocalStore::new();
    let heard = listened(&store);
    store.put(key("language"), "x".into(), at(1));
    store.remove(key("language"), at(2));
    let failures = heard.take().into_iter().filter_map(|event| {
        if let StoreEvent::Failed { failure, .. } = event { Some(failure) } else { None }
    });
    std::iter::once(store.read().unwrap_err()).chain(failures).collect()
}

#[wasm_bindgen_test]
fn a_blocked_storage_is_a_failure_and_no_panic() {
    let exception = |name| JsValue::from(DomException::new_with_message_and_name("no", name).unwrap());
    let other = |words: &str| Failure::Other(words.into());
    let table = [
        (Err(exception("SecurityError")), Failure::Blocked),
        (Ok(JsValue::NULL), Failure::Blocked),
        (Err(exception("NS_ERROR_FILE_CORRUPTED")), other("NS_ERROR_FILE_CORRUPTED: no")),
        (Err(js_sys::TypeError::new("odd").into()), other("TypeError: odd")),
        (Err("words".into()), other("words")),
    ];
    for (answer, failure) in table {
        let instead = Instead::of(answer);
        let failures = tried();
        drop(instead);
        assert_eq!(failures, vec![failure; 3]);
    }
}

#[wasm_bindgen_test]
fn a_storage_that_forgets_at_once_is_found_out() {
    let nothing = Closure::<dyn Fn() -> JsValue>::new(|| JsValue::NULL);
    let forgetful = Object::new();
    for name in ["getItem", "setItem", "removeItem"] {
        Reflect::set(&forgetful, &name.into(), nothing.as_ref()).unwrap();
    }
    let instead = Instead::of(Ok(forgetful.into()));
    let store = LocalStore::new();
    let heard = listened(&store);
    store.put(key("language"), "x".into(), at(1));
    drop(instead);
    let failure = Failure::Mismatch;
    assert_eq!(heard.take(), [StoreEvent::Failed { key: key("language"), stamp: at(1), failure }]);
}

/// The event that this tab would get had another done it.
fn storage_event(init: &web_sys::StorageEventInit) {
    let event = web_sys::StorageEvent::new_with_event_init_dict("storage", init).unwrap();
    web_sys::window().unwrap().dispatch_event(&event).unwrap();
}

#[wasm_bindgen_test]
fn another_tab_is_heard() {
    let storage = area();
    let store = LocalStore::new();
    let heard = listened(&store);
    let said = |name: Option<&str>, value: Option<&str>, area: Option<&web_sys::Storage>| {
        let init = web_sys::StorageEventInit::new();
        init.set_key(name);
        init.set_new_value(value);
        init.set_storage_area(area);
        storage_event(&init);
    };
    let session = web_sys::window().unwrap().session_storage().unwrap().unwrap();
    said(Some("an:s:language"), Some("x"), Some(&storage));
    said(Some("an:s:language"), None, Some(&storage));
    said(Some("theirs"), Some("x"), Some(&storage));
    said(Some("an:s:language"), Some("x"), Some(&session));
    said(None, None, Some(&session));
    said(None, None, Some(&storage));
    let changed =
        |value: Option<&str>| StoreEvent::Changed { key: key("language"), value: value.map(str::to_owned) };
    assert_eq!(heard.take(), [changed(Some("x")), changed(None), StoreEvent::Cleared]);

    drop(store);
    said(None, None, Some(&storage));
    assert!(heard.take().is_empty(), "a store that is gone hears nothing");
}

#[wasm_bindgen_test]
fn what_is_no_text_does_no_harm() {
    let storage = area();
    let lone = js_sys::JsString::from_char_code1(0xd800);
    let ours = format!("an:d:{}", "ab".repeat(32));
    for name in [&*ours, "an:g:quote"] {
        Reflect::set(&storage, &name.into(), &lone).unwrap();
    }
    let loaded = load(LocalStore::new().read().unwrap(), &[]);
    // the other name may be another program's
    let told: Vec<_> = loaded.damaged.iter().map(|one| &one.key).collect();
    assert_eq!(told, [&ours]);
    storage.clear().unwrap();
}
