//! A static server on this machine, as simple as any that a reader may use, and a list of what was asked for.

use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use tiny_http::{Header, Request, Response, Server};

/// Serves the files of a folder, until it is dropped.
pub struct Site {
    server: Arc<Server>,
    threads: Vec<JoinHandle<()>>,
    asked: Arc<Mutex<Vec<String>>>,
    bar: Arc<Bar>,
    path: &'static str,
}

/// Stands before the files whose names begin with a word.
#[derive(Default)]
struct Bar {
    across: Mutex<Option<(&'static str, Barred)>>,
    moved: Condvar,
}

#[derive(Clone, Copy, PartialEq)]
enum Barred {
    Missing,
    Late,
}

impl Bar {
    fn set(&self, across: Option<(&'static str, Barred)>) {
        *self.across.lock().unwrap_or_else(PoisonError::into_inner) = across;
        self.moved.notify_all();
    }

    /// Waits as long as the file is late, and says whether it is there then.
    fn lets_through(&self, url: &str) -> bool {
        let barred = |across: &Option<(&str, Barred)>| {
            let is_barred = |name: &&str| url.rsplit('/').next().is_some_and(|file| file.starts_with(*name));
            across.filter(|(name, _)| is_barred(name)).map(|(_, how)| how)
        };
        let across = self.across.lock().unwrap_or_else(PoisonError::into_inner);
        let is_late = |across: &mut Option<(&'static str, Barred)>| barred(across) == Some(Barred::Late);
        let across = self.moved.wait_while(across, is_late).unwrap_or_else(PoisonError::into_inner);
        barred(&across).is_none()
    }
}

/// A browser asks on several connections at once.
const THREADS: usize = 4;

/// No address begins so.
const NOWHERE: &str = "nowhere";

impl Site {
    /// Serves a folder under a path that begins and ends with a slash.
    pub fn serve(folder: &Path, path: &'static str) -> Self {
        assert!(folder.join("index.html").is_file(), "no page in {}: cargo xtask build", folder.display());
        let server = Arc::new(Server::http("127.0.0.1:0").expect("a free port"));
        let asked = Arc::new(Mutex::new(Vec::new()));
        let bar = Arc::new(Bar::default());
        let threads = (0..THREADS)
            .map(|_| {
                let (server, asked, folder) = (server.clone(), asked.clone(), folder.to_path_buf());
                let bar = bar.clone();
                thread::spawn(move || {
                    while let Ok(request) = server.recv() {
                        asked.lock().unwrap_or_else(PoisonError::into_inner).push(request.url().to_string());
                        let path = if bar.lets_through(request.url()) { path } else { NOWHERE };
                        answer(request, path, &folder);
                    }
                })
            })
            .collect();
        Self { server, threads, asked, bar, path }
    }

    /// `http://127.0.0.1:1234`
    pub fn origin(&self) -> String {
        format!("http://{}", self.server.server_addr())
    }

    /// Of the page.
    pub fn address(&self) -> String {
        format!("{}{}", self.origin(), self.path)
    }

    /// From now on files whose names begin so are not there.
    pub fn refuse(&self, name: &'static str) {
        self.bar.set(Some((name, Barred::Missing)));
    }

    /// From now on they come only after [`Site::release`].
    pub fn hold(&self, name: &'static str) {
        self.bar.set(Some((name, Barred::Late)));
    }

    pub fn release(&self) {
        self.bar.set(None);
    }

    /// Every path that was asked for, in order.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.release();
        for _ in &self.threads {
            self.server.unblock();
        }
        for thread in self.threads.drain(..) {
            thread.join().ok();
        }
    }
}

fn answer(request: Request, path: &str, folder: &Path) {
    let file =
        file(request.url(), path, folder).and_then(|path| Some((fs::read(&path).ok()?, media_type(&path))));
    let sent = match file {
        Some((bytes, media_type)) => {
            let header = Header::from_bytes("Content-Type", media_type).expect("a header of ours");
            request.respond(Response::from_data(bytes).with_header(header))
        }
        None => request.respond(Response::empty(404)),
    };
    sent.ok(); // a browser that has gone needs no answer
}

/// The file for an address: one beside the page, or the page itself.
fn file(url: &str, path: &str, folder: &Path) -> Option<PathBuf> {
    let name = Path::new(url.split('?').next()?.strip_prefix(path)?);
    let is_inside = name.components().all(|part| matches!(part, Component::Normal(_)));
    let name = if name.as_os_str().is_empty() { Path::new("index.html") } else { name };
    is_inside.then(|| folder.join(name))
}

fn media_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json" | "webmanifest") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_file_beside_the_page_or_nothing() {
        let table = [
            ("/", "/", Some("d/index.html")),
            ("/a.js", "/", Some("d/a.js")),
            ("/a.js?v=1", "/", Some("d/a.js")),
            ("/some/path/", "/some/path/", Some("d/index.html")),
            ("/some/path/a.js", "/some/path/", Some("d/a.js")),
            ("/a.js", "/some/path/", None),
            ("/../Cargo.toml", "/", None),
            ("//etc/passwd", "/", None),
        ];
        for (url, path, expected) in table {
            assert_eq!(
                file(url, path, Path::new("d")).as_deref(),
                expected.map(Path::new),
                "{url} under {path}"
            );
        }
    }
}
