//! From what was stored to a project. Nothing makes it fail: what cannot be used is handed out as it was found.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Fault, Header, Key, Quoted, Record, decode, upgrade};
use crate::model::{
    Annotated, Annotation, AnnotationId, AnnotationSet, Project, Slug, Stamp, Stamped, Tag, TagId,
};
use crate::text::{Document, DocumentId, DocumentInfo, blocks_by_line};

/// The settings of the program by name.
pub type Settings = BTreeMap<Slug, Stamped<Arc<str>>>;

/// A stored value that is no part of the project, as it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    pub key: String,
    pub raw: String,
    pub fault: Fault,
}

/// What was stored.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    pub project: Project,
    pub settings: Settings,
    /// The latest stamp of all, for the clock to hear of.
    pub latest: Stamp,
    /// The keys of the values that are in the project and the settings.
    pub keys: BTreeSet<Key>,
    /// Cannot be read, or does not fit its document. They stay where they are; a store sets each aside before it
    /// writes over it.
    pub damaged: Vec<Unread>,
    /// What was set aside so.
    pub set_aside: Vec<Unread>,
    /// Written by a newer program, and not to be touched. With [`Key::Meta`] among them, nothing is.
    pub newer: Vec<Unread>,
    /// Annotations of texts that are not here, and such texts' headers.
    pub without_document: Vec<Unread>,
}

/// Joins everything that was stored, by the one merge rule: several copies of a record make one. `shipped` are the
/// documents that the program brings along; they are open unless a header says otherwise.
pub fn load(entries: Vec<(String, String)>, shipped: &[Arc<Document>]) -> Loaded {
    let mut gathered = Gathered::default();
    for (key, raw) in entries {
        gathered.take(key, raw);
    }
    gathered.join(shipped)
}

/// A record beside the text it was read from, in case it turns out not to fit.
struct Read<T> {
    record: T,
    key: Key,
    raw: String,
}

impl<T> Read<T> {
    fn unread(self, fault: Fault) -> Unread {
        Unread { key: self.key.to_string(), raw: self.raw, fault }
    }
}

#[derive(Default)]
struct Gathered {
    loaded: Loaded,
    headers: BTreeMap<DocumentId, Vec<Read<Header>>>,
    texts: BTreeMap<DocumentId, Read<Arc<str>>>,
    annotations: BTreeMap<DocumentId, Vec<Read<Quoted>>>,
    tags: BTreeMap<TagId, Tag>,
}

impl Gathered {
    fn take(&mut self, name: String, raw: String) {
        let key = Key::parse(&name);
        let unknown = || upgrade::newer(&raw).map_or(Fault::Key, Fault::Newer);
        let record = key.as_ref().ok_or_else(unknown).and_then(|key| decode(key, &raw));
        let (key, record) = match (key, record) {
            (Some(Key::Quarantine(_)), _) => {
                return self.loaded.set_aside.push(Unread { key: name, raw, fault: Fault::SetAside });
            }
            (Some(key), Ok(record)) => (key, record),
            (_, Err(fault @ Fault::Newer(_))) => {
                return self.loaded.newer.push(Unread { key: name, raw, fault });
            }
            (_, Err(fault)) => return self.loaded.damaged.push(Unread { key: name, raw, fault }),
            (None, Ok(_)) => return, // a record is read by its key, so there is none
        };
        self.loaded.latest = self.loaded.latest.max(record.latest());
        match record {
            Record::Header(id, record) => self.headers.entry(id).or_default().push(Read { record, key, raw }),
            Record::Text(id, record) => {
                self.texts.insert(id, Read { record, key, raw });
            }
            Record::Annotation(document, record) => {
                self.annotations.entry(document).or_default().push(Read { record: *record, key, raw });
            }
            Record::Tag(tag) => {
                let joined = self.tags.get(&tag.id).map_or_else(|| (*tag).clone(), |known| known.join(&tag));
                self.tags.insert(tag.id.clone(), joined);
                self.loaded.keys.insert(key);
            }
            Record::Setting(name, value) => {
                let settings = &mut self.loaded.settings;
                let joined = settings.get(&name).map_or_else(|| value.clone(), |known| known.join(&value));
                settings.insert(name, joined);
                self.loaded.keys.insert(key);
            }
        }
    }

    fn join(mut self, shipped: &[Arc<Document>]) -> Loaded {
        for document in shipped {
            self.join_document(document.clone());
        }
        for (id, text) in std::mem::take(&mut self.texts) {
            self.build_document(id, text);
        }
        let scheme = Arc::make_mut(&mut self.loaded.project.scheme);
        for (id, tag) in self.tags {
            let joined = scheme.record(&id).map_or_else(|| tag.clone(), |known| known.join(&tag));
            scheme.put(joined);
        }
        let headers = self.headers.into_values().flatten().map(|read| read.unread(Fault::NoDocument));
        let annotations = self.annotations.into_values().flatten();
        let annotations = annotations.map(|read| read.unread(Fault::NoDocument));
        self.loaded.without_document.extend(headers.chain(annotations));
        self.loaded
    }

    /// A document from its text and its header. Without a header that fits, its lines are its structure.
    fn build_document(&mut self, id: DocumentId, text: Read<Arc<str>>) {
        if self.loaded.project.record(id).is_some() {
            return; // the program brings it along by now
        }
        let words = &*text.record;
        let headers = self.headers.get(&id).into_iter().flatten();
        let mut headers = headers.map(|read| (read.record.info.clone(), read.record.blocks.clone()));
        let document = headers
            .find_map(|(info, blocks)| Document::new(info, words, blocks).ok())
            .or_else(|| Document::new(DocumentInfo::default(), words, blocks_by_line(words)).ok());
        if let Some(document) = document {
            self.loaded.keys.insert(text.key);
            self.join_document(Arc::new(document));
        } else {
            self.loaded.damaged.push(text.unread(Fault::Value("text")));
        }
    }

    /// A document with all that is known of it.
    fn join_document(&mut self, document: Arc<Document>) {
        let mut open = Stamped::new(true, Stamp::ORIGIN);
        for header in self.headers.remove(&document.id()).unwrap_or_default() {
            open = open.join(&header.record.open);
            self.loaded.keys.insert(header.key);
        }
        let mut annotations: BTreeMap<AnnotationId, Annotation> = BTreeMap::new();
        for read in self.annotations.remove(&document.id()).unwrap_or_default() {
            if !read.record.fits(&document) {
                self.loaded.damaged.push(read.unread(Fault::Unfit));
                continue;
            }
            let annotation = read.record.annotation;
            let known = annotations.get(&annotation.id);
            let joined = known.map_or_else(|| annotation.clone(), |known| known.join(&annotation));
            annotations.insert(joined.id, joined);
            self.loaded.keys.insert(read.key);
        }
        let annotations: AnnotationSet = annotations.into_values().collect();
        self.loaded.project = self.loaded.project.with(Annotated { document, annotations, open });
    }
}
