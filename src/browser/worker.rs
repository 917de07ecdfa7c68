//! The page's worker (HTML Standard, §10): the same program in a thread of its own, for one job. The job goes
//! over, bytes come back, and with them it ends; what it took of the memory is free again.

use std::cell::RefCell;
use std::future::Future;
use std::rc::Rc;

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{File, MessageEvent};

#[wasm_bindgen]
extern "C" {
    #[derive(Clone)]
    type Worker;
    /// `web_sys` takes only a string, which a page that requires trusted types refuses.
    #[wasm_bindgen(constructor, catch)]
    fn new(address: &JsValue, options: &Object) -> Result<Worker, JsValue>;
    #[wasm_bindgen(method, setter, js_name = onmessage)]
    fn hear(this: &Worker, listener: &Function);
    #[wasm_bindgen(method, setter, js_name = onerror)]
    fn hear_failure(this: &Worker, listener: &Function);
    #[wasm_bindgen(method, js_name = postMessage)]
    fn send(this: &Worker, job: &Array);
    #[wasm_bindgen(method)]
    fn terminate(this: &Worker);

    /// Trusted Types, §4.3.3 and §4.3.2. Not every browser has them.
    type PolicyFactory;
    #[wasm_bindgen(thread_local_v2, js_name = trustedTypes)]
    static TRUSTED_TYPES: Option<PolicyFactory>;
    #[wasm_bindgen(method, catch, js_name = createPolicy)]
    fn create_policy(this: &PolicyFactory, name: &str, rules: &Object) -> Result<Policy, JsValue>;
    #[derive(Clone)]
    type Policy;
    #[wasm_bindgen(method, catch, js_name = createScriptURL)]
    fn trusted(this: &Policy, address: &str) -> Result<JsValue, JsValue>;

    /// Of a worker's own scope.
    #[wasm_bindgen(thread_local_v2, js_name = WorkerGlobalScope)]
    static WORKER_SCOPE: Option<JsValue>;
    #[wasm_bindgen(js_name = postMessage)]
    fn post(message: &JsValue);
}

/// The one policy that the page allows (`xtask/src/page.rs`).
const POLICY: &str = "pizhu-worker";

/// What a worker can do.
pub enum Job {
    /// Read a file that the reader opens.
    Read(File),
    /// Read what was found in a file that a text is linked to.
    ReadFound(File),
    /// Gather what is stored.
    Gather(Vec<u8>),
    /// Keep something heavy in the mirror.
    Keep(Vec<u8>),
    /// Read the history of a text.
    Recall(Vec<u8>),
    /// Answer a question about restore points.
    Points(Vec<u8>),
    /// Put annotations that stand alone in the mirror into chunks.
    Tidy,
    /// Look for words in a text.
    Find(Vec<u8>),
}

/// Of these there is one at a time, which can be cancelled: another one of its kind cancels it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Single {
    Read,
    Find,
}

impl Job {
    const fn single(&self) -> Option<Single> {
        match self {
            Self::Read(_) => Some(Single::Read),
            Self::Find(_) => Some(Single::Find),
            Self::ReadFound(_)
            | Self::Gather(_)
            | Self::Keep(_)
            | Self::Recall(_)
            | Self::Points(_)
            | Self::Tidy => None,
        }
    }

    /// Its number, and what it is about.
    fn message(&self) -> Array {
        let bytes = |bytes: &[u8]| JsValue::from(Uint8Array::from(bytes));
        let (number, about) = match self {
            Self::Read(file) | Self::ReadFound(file) => (READ, file.into()),
            Self::Gather(job) => (GATHER, bytes(job)),
            Self::Keep(text) => (KEEP, bytes(text)),
            Self::Recall(document) => (RECALL, bytes(document)),
            Self::Points(asked) => (POINTS, bytes(asked)),
            Self::Tidy => (TIDY, JsValue::NULL),
            Self::Find(words) => (FIND, bytes(words)),
        };
        Array::of2(&number.into(), &about)
    }

    fn of(message: &Array) -> Self {
        let about = message.get(1);
        let bytes = || Uint8Array::new(&about).to_vec();
        match message.get(0).as_f64() {
            Some(GATHER) => Self::Gather(bytes()),
            Some(KEEP) => Self::Keep(bytes()),
            Some(RECALL) => Self::Recall(bytes()),
            Some(POINTS) => Self::Points(bytes()),
            Some(TIDY) => Self::Tidy,
            Some(FIND) => Self::Find(bytes()),
            _ => Self::Read(about.unchecked_into()),
        }
    }
}

const READ: f64 = 0.0;
const GATHER: f64 = 1.0;
const KEEP: f64 = 2.0;
const RECALL: f64 = 3.0;
const TIDY: f64 = 4.0;
const POINTS: f64 = 5.0;
const FIND: f64 = 6.0;

/// How a job ends.
pub enum JobEnd {
    Done(Vec<u8>),
    /// Somebody did not want to wait, or asked for something else.
    Cancelled,
    /// The worker could not start, or failed.
    Failed,
}

/// A worker at its job, and what ends the wait for it.
struct AtWork {
    worker: Worker,
    settle: Function,
}

thread_local! {
    /// Those that can be cancelled.
    static AT_WORK: RefCell<Vec<(Single, AtWork)>> = const { RefCell::new(Vec::new()) };
    static ALLOWED: RefCell<Option<Policy>> = const { RefCell::new(None) };
}

/// Has a job done.
pub async fn employ(job: Job) -> JobEnd {
    employ_hearing(job, |_| {}).await
}

/// The same, and hears what the worker says before it is done.
pub async fn employ_hearing(job: Job, hear_news: impl Fn(&[u8]) + 'static) -> JobEnd {
    let single = job.single();
    single.into_iter().for_each(cancel);
    let Some(worker) = worker() else { return JobEnd::Failed };
    let hear_news = Rc::new(hear_news);
    let ended = Promise::new(&mut |settle: Function, _| {
        let hear_news = hear_news.clone();
        let (message, asked, end) = (job.message(), worker.clone(), settle.clone());
        let hear = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let said = event.data();
            if said.is_null() {
                asked.send(&message);
            } else if let Some(news) = said.dyn_ref::<Array>() {
                hear_news(&Uint8Array::new(&news.get(0)).to_vec());
            } else {
                // Calling what settles a promise cannot fail.
                let _ = end.call1(&JsValue::NULL, &said);
            }
        });
        worker.hear(hear.into_js_value().unchecked_ref());
        worker.hear_failure(&settle);
        if let Some(single) = single {
            AT_WORK.with_borrow_mut(|all| all.push((single, AtWork { worker: worker.clone(), settle })));
        }
    });
    let end = JsFuture::from(ended).await.unwrap_or(JsValue::FALSE);
    worker.terminate();
    if end.is_null() {
        return JobEnd::Cancelled;
    }
    single.and_then(leave);
    end.dyn_ref::<Uint8Array>().map_or(JobEnd::Failed, |bytes| JobEnd::Done(bytes.to_vec()))
}

/// Reads no further.
pub fn cancel_job() {
    cancel(Single::Read);
}

/// Looks no further.
pub fn cancel_search() {
    cancel(Single::Find);
}

/// The one of a kind is no longer to be cancelled.
fn leave(single: Single) -> Option<AtWork> {
    AT_WORK.with_borrow_mut(|all| {
        let at = all.iter().position(|(kind, _)| *kind == single)?;
        Some(all.remove(at).1)
    })
}

fn cancel(single: Single) {
    if let Some(AtWork { worker, settle }) = leave(single) {
        worker.terminate();
        let _ = settle.call1(&JsValue::NULL, &JsValue::NULL);
    }
}

/// A new worker. Its script is the page's own; it has the addresses of its parts from its name.
fn worker() -> Option<Worker> {
    let document = web_sys::window()?.document()?;
    let address = |selector: &str, name: &str| {
        let element = document.query_selector(selector).ok()??;
        Reflect::get(&element, &name.into()).ok()?.as_string()
    };
    let script = address("script[type=module][src]", "src")?;
    let parts =
        [address("link[rel=modulepreload]", "href")?, address("link[type='application/wasm']", "href")?];
    let options = Object::new();
    for (name, value) in [("type", "module"), ("name", &parts.join(" "))] {
        // A plain object takes any field.
        let _ = Reflect::set(&options, &name.into(), &value.into());
    }
    Worker::new(&trusted(&script)?, &options).ok()
}

/// The address as the page's policy wants it; the policy lets no other one through.
fn trusted(script: &str) -> Option<JsValue> {
    let Some(policy) = TRUSTED_TYPES.with(|factory| {
        let factory = factory.as_ref()?;
        ALLOWED.with_borrow_mut(|allowed| {
            if allowed.is_none() {
                let ours = script.to_owned();
                let rule = Closure::<dyn Fn(JsValue) -> JsValue>::new(move |address: JsValue| {
                    if address == ours { address } else { JsValue::NULL }
                });
                let rules = Object::new();
                let _ = Reflect::set(&rules, &"createScriptURL".into(), &rule.into_js_value());
                *allowed = factory.create_policy(POLICY, &rules).ok();
            }
            allowed.clone()
        })
    }) else {
        return Some(script.into());
    };
    policy.trusted(script).ok()
}

/// This is a worker, not the page.
pub fn is_worker() -> bool {
    WORKER_SCOPE.with(Option::is_some)
}

/// In a worker: does the job that the page sends.
pub fn serve<F: Future<Output = Vec<u8>> + 'static>(work: fn(Job) -> F) {
    let take = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let done = work(Job::of(event.data().unchecked_ref()));
        spawn_local(async move { answer(&done.await) });
    });
    // A worker's scope takes any listener.
    let _ = Reflect::set(&js_sys::global(), &"onmessage".into(), &take.into_js_value());
    post(&JsValue::NULL);
}

/// In a worker: begins to serve once that can be done; where it cannot, the answer is nothing.
pub fn start_worker(ready: impl Future<Output = Option<fn()>> + 'static) {
    spawn_local(async move {
        match ready.await {
            Some(serve) => serve(),
            None => answer(&[]),
        }
    });
}

/// In a worker: says something before the job is done.
pub fn tell_page(news: &[u8]) {
    let news: Array = std::iter::once(JsValue::from(Uint8Array::from(news))).collect();
    post(&news);
}

/// Ends the job.
fn answer(bytes: &[u8]) {
    post(&Uint8Array::from(bytes));
}
