//! Files that the page gives and takes.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::Page;

/// A file as it came out of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Download {
    pub name: String,
    pub text: String,
}

impl Page {
    /// Does something that downloads one file, and waits for it:
    /// `page.download(|page| page.click("button", "Export"))`.
    #[track_caller]
    pub fn download(&self, act: impl FnOnce(&Self)) -> Download {
        let folder = self.downloads();
        for old in finished(&folder) {
            fs::remove_file(old).expect("an old download can be deleted");
        }
        act(self);
        let path = self.wait_for("a download", |page| finished(&page.downloads()).pop());
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Download { name, text: fs::read_to_string(&path).expect("a download is text") }
    }

    /// A file on the disk, to be imported.
    pub fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.home.path().join(name);
        fs::write(&path, text).expect("a file can be written");
        path
    }

    /// Picks a file in the page's file field.
    #[track_caller]
    pub fn import_file(&self, path: &Path) {
        let node = self.wait_for("a file field", |page| page.node("input[type=file]"));
        self.devtools("DOM.setFileInputFiles", json!({ "nodeId": node, "files": [path] }));
    }

    /// Drops a file into the middle of the page.
    #[track_caller]
    pub fn drop_file(&self, path: &Path) {
        let data = json!({ "items": [], "files": [path], "dragOperationsMask": 1 });
        let (x, y) = (self.visit.width / 2, self.visit.height / 2);
        for kind in ["dragEnter", "dragOver", "drop"] {
            self.devtools("Input.dispatchDragEvent", json!({ "type": kind, "x": x, "y": y, "data": data }));
        }
    }
}

/// A download in progress has another name, and for a moment an empty file has its own.
fn finished(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let is_whole = |path: &PathBuf| fs::metadata(path).is_ok_and(|file| file.len() > 0);
    let is_done = |path: &PathBuf| {
        path.extension().is_none_or(|extension| extension != "crdownload" && extension != "part")
    };
    entries.filter(|path| is_done(path) && is_whole(path)).collect()
}
