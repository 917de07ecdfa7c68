//! From what was stored to a project. Nothing makes it fail: what cannot be used is handed out as it was found.

use std::sync::Arc;

use super::{Conflict, Fault, Header, Key, Quoted, Record, decode, upgrade};
use crate::model::{Annotated, AnnotationSet, Project, Slug, SmallMap, Stamp, Stamped, Tag, TagId};
use crate::text::{Document, DocumentId, DocumentInfo, blocks_by_line};

/// The settings of the program by name.
pub type Settings = SmallMap<Slug, Stamped<Arc<str>>>;

/// A stored value that is no part of the project, as it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    pub key: String,
    pub raw: String,
    pub fault: Fault,
}

impl Rejected {
    /// Why it cannot be used. What was set aside before is asked again what is wrong with it.
    pub fn cause(&self) -> Fault {
        let Some(Key::Quarantine(mut name)) = Key::parse(&self.key) else { return self.fault.clone() };
        while let Some(Key::Quarantine(inner)) = Key::parse(&name) {
            name = inner;
        }
        let key = Key::parse(&name);
        key.map_or(Fault::Key, |key| decode(&key, &self.raw).err().unwrap_or(Fault::SetAside))
    }
}

/// What was stored.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    pub project: Project,
    pub settings: Settings,
    /// The latest stamp of all, for the clock to hear of.
    pub latest: Stamp,
    /// What edits said that lost a race and that nobody has chosen or dismissed yet.
    pub copies: Vec<Conflict>,
    /// The keys of the values that are in the project and the settings; one that was stored twice comes twice.
    pub keys: Vec<Key>,
    /// Cannot be read, or does not fit its document. They stay where they are; a store sets each aside before it
    /// writes over it.
    pub damaged: Vec<Rejected>,
    /// What was set aside so.
    pub set_aside: Vec<Rejected>,
    /// Written by a newer program, and not to be touched. With [`Key::Meta`] among them, nothing is.
    pub newer: Vec<Rejected>,
    /// Annotations of texts that are not here, and such texts' headers.
    pub without_document: Vec<Rejected>,
}

impl Loaded {
    /// A newer program wrote where no older one may write any longer.
    pub fn is_locked(&self) -> bool {
        let meta = Key::Meta.to_string();
        self.newer.iter().any(|unread| unread.key == meta)
    }

    /// All that is no part of the project.
    pub fn unread(&self) -> Vec<Rejected> {
        [&*self.unusable(), &*self.without_document].concat()
    }

    /// The same without what may only wait for its text.
    pub fn unusable(&self) -> Vec<Rejected> {
        [&*self.damaged, &*self.set_aside, &*self.newer].concat()
    }

    /// Where nothing was stored.
    pub fn nothing(shipped: &[Arc<Document>]) -> Self {
        let open = Stamped::new(true, Stamp::ORIGIN);
        let annotated = |document: &Arc<Document>| Annotated {
            document: document.clone(),
            annotations: AnnotationSet::default(),
            open: open.clone(),
        };
        let project =
            shipped.iter().map(annotated).fold(Project::default(), |project, one| project.with(one));
        Self { project, ..Self::default() }
    }
}

/// Joins everything that was stored, by the one merge rule: several copies of a record make one. `shipped` are the
/// documents that the program brings along; they are open unless a header says otherwise.
pub fn load(entries: Vec<(String, String)>, shipped: &[Arc<Document>]) -> Loaded {
    let mut loading = Loading::default();
    for (key, raw) in entries {
        loading.take(key, raw);
    }
    loading.join(shipped)
}

/// A record beside the text it was read from, in case it turns out not to fit.
struct Read<T> {
    record: T,
    key: Key,
    raw: String,
}

impl<T> Read<T> {
    fn unread(self, fault: Fault) -> Rejected {
        Rejected { key: self.key.to_string(), raw: self.raw, fault }
    }
}

/// What was stored while it is read, record by record: [`load`] where they come bit by bit.
#[derive(Default)]
pub struct Loading {
    loaded: Loaded,
    headers: SmallMap<DocumentId, Vec<Read<Header>>>,
    texts: SmallMap<DocumentId, Read<Arc<str>>>,
    annotations: SmallMap<DocumentId, Vec<Read<Quoted>>>,
    tags: SmallMap<TagId, Tag>,
}

impl Loading {
    pub fn take(&mut self, name: String, raw: String) {
        let key = Key::parse(&name);
        let unknown = || upgrade::newer(&raw).map_or(Fault::Key, Fault::Newer);
        let record = key.as_ref().ok_or_else(unknown).and_then(|key| decode(key, &raw));
        let (key, record) = match (key, record) {
            (Some(Key::Quarantine(_)), _) => {
                return self.loaded.set_aside.push(Rejected { key: name, raw, fault: Fault::SetAside });
            }
            (Some(key), Ok(record)) => (key, record),
            (_, Err(fault @ Fault::Newer(_))) => {
                return self.loaded.newer.push(Rejected { key: name, raw, fault });
            }
            (_, Err(fault)) => return self.loaded.damaged.push(Rejected { key: name, raw, fault }),
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
                let known = self.tags.entry(tag.id.clone());
                known.and_modify(|known| *known = known.join(&tag)).or_insert(*tag);
                self.loaded.keys.push(key);
            }
            // The history has its own way to be read.
            Record::UndoEntry(..) => {}
            Record::Conflict(document, record) => {
                let copy = Conflict { document, annotation: record.annotation };
                if !self.loaded.copies.contains(&copy) {
                    self.loaded.copies.push(copy);
                }
            }
            Record::Setting(name, value) => {
                let known = self.loaded.settings.entry(name);
                known.and_modify(|known| *known = known.join(&value)).or_insert(value);
                self.loaded.keys.push(key);
            }
        }
    }

    /// The end: puts together what belongs together.
    pub fn join(mut self, shipped: &[Arc<Document>]) -> Loaded {
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
        let left = &mut self.loaded.without_document;
        for (_, headers) in self.headers {
            left.extend(headers.into_iter().map(|read| read.unread(Fault::NoDocument)));
        }
        for (_, annotations) in self.annotations {
            left.extend(annotations.into_iter().map(|read| read.unread(Fault::NoDocument)));
        }
        self.loaded
    }

    /// A document from its text and its header. Without a header that fits, its lines are its structure.
    fn build_document(&mut self, id: DocumentId, text: Read<Arc<str>>) {
        if self.loaded.project.record(id).is_some() {
            return; // the program brings it along by now
        }
        let words = text.record.clone();
        let mut built = None;
        for header in self.headers.remove(&id).unwrap_or_default() {
            match Document::new(header.record.info.clone(), &words, header.record.blocks.clone()) {
                Ok(document) => {
                    built = Some(document);
                    self.headers.entry(id).or_default().push(header);
                }
                Err(_) => self.loaded.damaged.push(header.unread(Fault::Unfit)),
            }
        }
        let by_line = || Document::new(DocumentInfo::default(), &words, blocks_by_line(&words)).ok();
        let document = built.or_else(by_line);
        if let Some(document) = document {
            self.loaded.keys.push(text.key);
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
            self.loaded.keys.push(header.key);
        }
        let mut annotations = Vec::new();
        for read in self.annotations.remove(&document.id()).unwrap_or_default() {
            if !read.record.fits(&document) {
                self.loaded.damaged.push(read.unread(Fault::Unfit));
                continue;
            }
            annotations.push(read.record.annotation);
            self.loaded.keys.push(read.key);
        }
        let annotations: AnnotationSet = annotations.into_iter().collect();
        self.loaded.project = self.loaded.project.with(Annotated { document, annotations, open });
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::{arbitrary, save};
    use super::*;
    use crate::builders::{self, annotation, document, span};
    use crate::model::{Annotation, AnnotationId, differences};

    use proptest::prelude::*;
    use uuid::Uuid;

    fn entries(project: &Project, shipped: &[Arc<Document>]) -> Vec<(String, String)> {
        let all = differences(&Project::new(), project);
        save(project, &all, shipped).into_iter().map(|(key, value)| (key.to_string(), value)).collect()
    }

    fn mark(number: u128, start: u32, end: u32, millis: u64) -> Annotation {
        annotation(number, span(start, end), "quote", Stamp::of_file(millis))
    }

    fn annotated(document: &Arc<Document>, annotations: Vec<Annotation>) -> Annotated {
        builders::annotated(document, annotations, Stamp::of_file(1))
    }

    /// How many of each kind: in use, damaged, set aside, newer, without their document.
    fn sorted(loaded: &Loaded) -> [usize; 5] {
        let lists = [&loaded.damaged, &loaded.set_aside, &loaded.newer, &loaded.without_document];
        let [damaged, set_aside, newer, without_document] = lists.map(Vec::len);
        let keys: BTreeSet<&Key> = loaded.keys.iter().collect();
        [keys.len(), damaged, set_aside, newer, without_document]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]

        #[test]
        fn what_was_saved_is_loaded(project in arbitrary::project(), ship in any::<bool>()) {
            let documents = project.records().map(|annotated| annotated.document.clone());
            let shipped: Vec<_> = documents.take(usize::from(ship)).collect();
            let entries = entries(&project, &shipped);
            let count = entries.len();
            let texts = entries.iter().filter(|(key, _)| key.starts_with("an:t:")).count();
            prop_assert_eq!(texts, project.records().count() - shipped.len());
            let loaded = load(entries, &shipped);
            prop_assert_eq!(arbitrary::contents(&loaded.project), arbitrary::contents(&project));
            prop_assert_eq!(sorted(&loaded), [count, 0, 0, 0, 0]);
        }

        #[test]
        fn copies_of_a_record_join(
            one in arbitrary::annotation(6),
            other in arbitrary::annotation(6),
            tag in arbitrary::tag(),
            mut other_tag in arbitrary::tag(),
        ) {
            let other = Annotation { id: one.id, ..other };
            other_tag.id = tag.id.clone();
            let document = document("一二三四五六");
            let project = |annotation: &Annotation, tag: &Tag| {
                let mut project = Project::new().with(annotated(&document, vec![annotation.clone()]));
                Arc::make_mut(&mut project.scheme).put(tag.clone());
                project
            };
            let (mine, theirs) = (entries(&project(&one, &tag), &[]), entries(&project(&other, &other_tag), &[]));
            let joined = arbitrary::contents(&project(&one.join(&other), &tag.join(&other_tag)));
            for copies in [[&mine, &theirs], [&theirs, &mine]] {
                let loaded = load(copies.into_iter().flatten().cloned().collect(), &[]);
                prop_assert_eq!(arbitrary::contents(&loaded.project), joined.clone());
            }
        }

        #[test]
        fn the_clock_hears_of_every_stamp(project in arbitrary::project()) {
            let loaded = load(entries(&project, &[]), &[]);
            for annotated in project.records() {
                prop_assert!(annotated.open.stamp <= loaded.latest);
                for annotation in annotated.annotations.records() {
                    let seen = annotation.seen.iter().map(|(_, stamp)| stamp);
                    let mut stamps = annotation.stamps().map(|(_, stamp)| stamp).chain(seen);
                    prop_assert!(stamps.all(|stamp| stamp <= loaded.latest));
                }
            }
            for tag in project.scheme.records() {
                prop_assert!(tag.modified() <= loaded.latest);
            }
        }
    }

    #[test]
    fn a_flipped_bit_loses_its_own_record_only() {
        let (article, letter) = (document("党旗高高飘扬"), document("𠮷林\n“好”"));
        let shipped = [article.clone()];
        let mut project = Project::new()
            .with(annotated(&article, vec![mark(1, 0, 2, 5), mark(2, 2, 6, 5)]))
            .with(annotated(&letter, vec![mark(3, 0, 2, 5)]));
        let quote = TagId::new("quote").unwrap();
        let mut tag = project.scheme.get(&quote).unwrap().as_ref().clone();
        tag.label = Stamped::new("引".into(), Stamp::of_file(9));
        Arc::make_mut(&mut project.scheme).put(tag);
        let stored = entries(&project, &shipped);
        let whole = load(stored.clone(), &shipped);
        assert_eq!(sorted(&whole), [stored.len(), 0, 0, 0, 0]);

        let mut variants = 0;
        for (number, (key, value)) in stored.iter().enumerate() {
            for at in 0..key.len() + value.len() {
                for bit in 0..8 {
                    let mut bytes = [key.as_bytes(), value.as_bytes()].concat();
                    bytes[at] ^= 1 << bit;
                    let (flipped_key, flipped_value) = bytes.split_at(key.len());
                    let read = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
                    let mut entries = stored.clone();
                    entries[number] = (read(flipped_key), read(flipped_value));
                    check_flipped(&whole, &load(entries, &shipped), &Key::parse(key).unwrap());
                    variants += 1;
                }
            }
        }
        assert!(variants > 12_000, "{variants} variants");
    }

    #[test]
    fn what_was_set_aside_is_asked_again() {
        let article = document("党旗高高飘扬");
        let project = Project::new().with(annotated(&article, vec![mark(1, 0, 2, 5)]));
        let stored = entries(&project, std::slice::from_ref(&article));
        let (key, raw) = stored.iter().find(|(key, _)| key.starts_with("an:a:")).unwrap();
        let damaged = raw.replace("党旗", "党徽");
        let table = [
            (key.clone(), &damaged, Fault::Checksum),
            (format!("an:q:{key}"), &damaged, Fault::Checksum),
            (format!("an:q:an:q:{key}"), &damaged, Fault::Checksum),
            (format!("an:q:{key}"), raw, Fault::SetAside),
            ("an:q:an:?".to_owned(), raw, Fault::Key),
        ];
        for (key, raw, cause) in table {
            let loaded = load(vec![(key.clone(), raw.clone())], std::slice::from_ref(&article));
            let causes: Vec<Fault> = loaded.unread().iter().map(Rejected::cause).collect();
            assert_eq!(causes, [cause], "{key}");
        }
    }

    fn check_flipped(whole: &Loaded, loaded: &Loaded, flipped: &Key) {
        let [used, damaged, set_aside, newer, without_document] = sorted(loaded);
        assert_eq!(damaged + set_aside + newer, 1, "{flipped} is reported");
        assert_eq!(used + 1 + without_document, whole.keys.len(), "{flipped}: nothing else is lost");
        let orphans = if matches!(flipped, Key::Text(_)) { 2 } else { 0 };
        assert_eq!(without_document, orphans, "{flipped}: only without its text is a document not here");
        for annotated in loaded.project.records() {
            let before = whole.project.record(annotated.document.id()).unwrap();
            for annotation in annotated.annotations.records() {
                assert_eq!(before.annotations.record(annotation.id), Some(annotation), "{flipped}");
            }
        }
    }

    #[test]
    fn a_truncated_value_is_reported() {
        let stored = entries(&Project::new().with(annotated(&document("一二"), vec![mark(1, 0, 1, 5)])), &[]);
        for (number, (key, value)) in stored.iter().enumerate() {
            for (at, _) in value.char_indices() {
                let mut entries = stored.clone();
                entries[number].1.truncate(at);
                let loaded = load(entries, &[]);
                assert_eq!(loaded.damaged.len(), 1, "{key} at {at}");
                assert_eq!(loaded.damaged[0].raw.len(), at);
            }
        }
    }

    #[test]
    fn what_is_of_no_use_is_handed_out_as_it_was() {
        let (here, gone) = (document("一二三"), document("四五六"));
        let both = Project::new()
            .with(annotated(&here, vec![mark(1, 0, 2, 5)]))
            .with(annotated(&gone, vec![mark(2, 0, 2, 5)]));
        let mut stored = entries(&both, &[]);
        stored.retain(|(key, _)| *key != Key::Text(gone.id()).to_string());
        let longer = document("一二三四五");
        let annotation = mark(3, 3, 5, 5);
        let quoted = Box::new(Quoted::of(&annotation, &longer));
        let unfit = Record::Annotation(here.id(), quoted);
        stored.push((unfit.key().to_string(), super::super::encode(&unfit)));
        let foreign = [
            ("an:g:quote", r#"{"v":7,"crc":"?"}"#),
            ("an:z:1", r#"{"v":2}"#),
            ("an:z:2", r#"{"v":1}"#),
            ("an:q:an:g:term", "{{{"),
            ("an:meta", r#"{"v":3}"#),
            ("an:s:language", "en"),
            ("theirs", "kept"),
        ];
        stored.extend(foreign.map(|(key, raw)| (key.to_owned(), raw.to_owned())));

        let loaded = load(stored.clone(), &[]);
        let told = |list: &[Rejected]| -> Vec<String> {
            assert!(list.iter().all(|unread| stored.contains(&(unread.key.clone(), unread.raw.clone()))));
            list.iter().map(|unread| format!("{} {:?}", unread.key, unread.fault)).collect()
        };
        assert_eq!(told(&loaded.newer), ["an:g:quote Newer(7)", "an:z:1 Newer(2)", "an:meta Newer(3)"]);
        assert_eq!(told(&loaded.set_aside), ["an:q:an:g:term SetAside"]);
        let unfit = format!("{} Unfit", unfit.key());
        assert_eq!(told(&loaded.damaged), ["an:z:2 Key", "an:s:language Version", "theirs Key", &unfit]);
        let lost = Key::Annotation(gone.id(), AnnotationId::new(Uuid::from_u128(2)));
        let lost = [format!("{} NoDocument", Key::Header(gone.id())), format!("{lost} NoDocument")];
        assert_eq!(told(&loaded.without_document), lost);
        assert_eq!(loaded.project.records().count(), 1);
        assert_eq!(loaded.keys.len(), 3, "text, header and the one annotation that fits");
    }

    #[test]
    fn a_document_without_its_header_is_its_lines() {
        let text = document("一\n二");
        let stored = entries(&Project::new().with(annotated(&text, vec![mark(1, 0, 1, 5)])), &[]);
        let headless: Vec<_> = stored.into_iter().filter(|(key, _)| !key.starts_with("an:d:")).collect();
        let foreign = Header::of(&document("一二三四"), Stamped::new(false, Stamp::of_file(3)));
        let foreign = Record::Header(text.id(), foreign);
        let misled =
            [headless.clone(), vec![(foreign.key().to_string(), super::super::encode(&foreign))]].concat();
        for (stored, damaged) in [(headless, 0), (misled, 1)] {
            let loaded = load(stored, &[]);
            let annotated = loaded.project.get(text.id()).unwrap();
            assert_eq!(annotated.document.blocks(), blocks_by_line("一\n二"));
            assert_eq!(annotated.annotations.count(), 1);
            assert_eq!(loaded.damaged.len(), damaged, "a header that does not fit is reported");
        }
    }

    #[test]
    fn a_text_that_can_be_none_is_handed_out() {
        let text: Arc<str> = "一\r二".into();
        let record = Record::Text(DocumentId::of(&text), text);
        let loaded = load(vec![(record.key().to_string(), super::super::encode(&record))], &[]);
        assert_eq!(sorted(&loaded), [0, 1, 0, 0, 0]);
    }

    #[test]
    fn a_shipped_document_is_there_from_the_start_and_may_be_closed() {
        let article = document("一二三");
        assert!(Loaded::nothing(std::slice::from_ref(&article)).project.get(article.id()).is_some());
        assert!(load(Vec::new(), std::slice::from_ref(&article)).project.get(article.id()).is_some());
        let mut closed = annotated(&article, vec![mark(1, 0, 1, 5)]);
        closed.open = Stamped::new(false, Stamp::of_file(2));
        let shipped = [article.clone()];
        let loaded = load(entries(&Project::new().with(closed), &shipped), &shipped);
        assert!(loaded.project.get(article.id()).is_none());
        assert_eq!(loaded.project.record(article.id()).unwrap().annotations.count(), 1);
    }
}
