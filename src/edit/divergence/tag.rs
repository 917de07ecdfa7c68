//! The tags that a file describes: what it says otherwise than the scheme here, and what makes the scheme say it.
//!
//! A file has no dates of tags. A field that has the stamp of a file, or of the program's own tags, nobody has changed
//! here: there the file's is proposed, so that a colleague's scheme comes into a fresh browser. Where somebody did, what
//! is here is proposed, because every text here is annotated by it.

use super::{ChangedBy, Decision, Decisions, Divergence, Subject};
use crate::model::{
    Bundle, Change, Color, ReplicaId, SmallMap, Stamp, Stamped, Tag, TagDraft, TagEdit, TagField, TagId,
    TagScheme, first_scheme,
};

/// The fields that are compared. Where a tag stands among the others is its scheme's.
const COMPARED: [TagField; 5] =
    [TagField::Label, TagField::Color, TagField::Guideline, TagField::Key, TagField::Attributes];

/// Each field of a tag in which the file and the scheme differ.
pub fn tag_divergences(scheme: &TagScheme, bundle: &Bundle) -> Vec<Divergence> {
    let (used, first, keys) = (used(bundle), first_scheme(), Keys::of(scheme, bundle));
    let mut found = Vec::new();
    for theirs in &bundle.tags {
        let mut add = |subject, changed_by, is_theirs: bool| {
            let proposed = if is_theirs { Decision::Theirs } else { Decision::Mine };
            found.push(Divergence { subject, changed_by, proposed });
        };
        match scheme.record(&theirs.id) {
            None => {
                if let Some(holder) = keys.holder(theirs) {
                    let subject = Subject::TagField(theirs.id.clone(), TagField::Key);
                    add(subject, ChangedBy::File, is_untouched(holder, TagField::Key));
                }
            }
            Some(mine) if !mine.is_alive() && !used.contains_key(&theirs.id) => {
                add(Subject::DeletedTag(theirs.id.clone()), ChangedBy::Here, false);
            }
            Some(mine) => {
                for field in differing(mine, theirs) {
                    let changed_by = changed_by(mine, theirs, field, &first);
                    let is_held = field == TagField::Key
                        && keys.holder(theirs).is_some_and(|tag| !is_untouched(tag, field));
                    let is_theirs = changed_by == ChangedBy::File && !is_held;
                    add(Subject::TagField(theirs.id.clone(), field), changed_by, is_theirs);
                }
            }
        }
    }
    found
}

fn used(bundle: &Bundle) -> SmallMap<&TagId, ()> {
    bundle.annotations.iter().map(|annotation| (&annotation.tag.value, ())).collect()
}

/// A record that has an id and a name alone describes nothing else.
fn differing<'a>(mine: &'a Tag, theirs: &'a Tag) -> impl Iterator<Item = TagField> + 'a {
    let is_bare = theirs.color.value == Color::UNSAID
        && theirs.guideline.value.is_empty()
        && theirs.key.value.is_empty()
        && theirs.attributes.value.is_empty();
    let is_named = !theirs.label.value.is_empty();
    let compared =
        COMPARED.into_iter().filter(move |field| if *field == TagField::Label { is_named } else { !is_bare });
    compared.filter(|field| !mine.agrees_on(*field, theirs))
}

fn is_untouched(tag: &Tag, field: TagField) -> bool {
    tag.stamp_of(field).replica == ReplicaId::FILE
}

fn changed_by(mine: &Tag, theirs: &Tag, field: TagField, first: &TagScheme) -> ChangedBy {
    let is_unsaid = field == TagField::Color && theirs.color.value == Color::UNSAID;
    if is_untouched(mine, field) && !is_unsaid {
        return ChangedBy::File;
    }
    let is_first = first.get(&theirs.id).is_some_and(|first| first.agrees_on(field, theirs));
    if is_first || is_unsaid { ChangedBy::Here } else { ChangedBy::Both }
}

/// Who has which key here, and which the file gives.
struct Keys<'a> {
    here: SmallMap<&'a str, Vec<&'a Tag>>,
    of_file: SmallMap<&'a TagId, &'a str>,
}

impl<'a> Keys<'a> {
    fn of(scheme: &'a TagScheme, bundle: &'a Bundle) -> Self {
        let mut here: SmallMap<&str, Vec<&Tag>> = SmallMap::new();
        for tag in scheme.records().filter(|tag| tag.is_alive() && !tag.key.value.is_empty()) {
            here.entry(&*tag.key.value).or_default().push(tag);
        }
        let of_file = bundle.tags.iter().map(|tag| (&tag.id, &*tag.key.value)).collect();
        Self { here, of_file }
    }

    /// The other tag that has the key here, and to which the file gives no other.
    fn holder(&self, theirs: &Tag) -> Option<&'a Tag> {
        let key = &*theirs.key.value;
        let stays = |tag: &Tag| self.of_file.get(&tag.id).is_none_or(|given| *given == key);
        let mut holders = self.here.get(key)?.iter().copied();
        holders.find(|tag| tag.id != theirs.id && stays(tag))
    }
}

/// What an import does to the scheme.
pub struct TagEdits {
    pub changes: Vec<Change>,
    /// Tags that the scheme does not have, or that it had deleted.
    pub new: usize,
    /// Tags of which a field changes.
    pub changed: usize,
}

/// A tag of the file as it will stand here.
struct Coming<'a> {
    mine: Option<&'a Tag>,
    copy: Tag,
    /// Its key is the file's.
    claims_key: bool,
}

/// The changes that make the scheme say what was decided. New tags come last, in the order of the file.
pub fn tag_edits(
    scheme: &TagScheme,
    bundle: &Bundle,
    divergences: &[Divergence],
    decisions: &Decisions,
    stamp: Stamp,
) -> TagEdits {
    let of_file = Stamp { replica: ReplicaId::FILE, ..stamp };
    let wanted = divergences.iter().filter(|one| decisions.of(one) == Decision::Theirs);
    let wanted = sorted(wanted.map(|one| &one.subject));
    let held = sorted(divergences.iter().map(|one| &one.subject));
    let is_wanted = |subject: &Subject| wanted.binary_search(&subject).is_ok();
    let used = used(bundle);
    let described: SmallMap<&TagId, ()> = bundle.tags.iter().map(|tag| (&tag.id, ())).collect();
    let undescribed = used.keys().filter(|id| !described.contains_key(*id)).map(|id| undescribed_tag(id));
    let last = scheme.tags().last().map_or(0, |tag| tag.rank.value);
    let mut coming: Vec<Coming> = Vec::new();
    for (theirs, rank) in bundle.tags.iter().cloned().chain(undescribed).zip(last + 1..) {
        let key = Subject::TagField(theirs.id.clone(), TagField::Key);
        match scheme.record(&theirs.id) {
            None => {
                let claims_key = held.binary_search(&&key).is_err() || is_wanted(&key);
                coming.push(Coming {
                    mine: None,
                    copy: new_tag(&theirs, rank, claims_key, of_file),
                    claims_key,
                });
            }
            Some(mine) => {
                let is_back = !mine.is_alive() && is_wanted(&Subject::DeletedTag(theirs.id.clone()));
                if !mine.is_alive() && !is_back && !used.contains_key(&theirs.id) {
                    continue;
                }
                let mut copy = Tag { extra: theirs.extra.clone(), ..mine.as_ref().clone() };
                if !mine.is_alive() {
                    copy.revive(of_file);
                }
                for field in COMPARED {
                    if is_back || is_wanted(&Subject::TagField(theirs.id.clone(), field)) {
                        write(&mut copy, field, &theirs, of_file);
                    }
                }
                coming.push(Coming { mine: Some(mine), copy, claims_key: is_back || is_wanted(&key) });
            }
        }
    }
    let freed = settle_keys(scheme, &mut coming, of_file);
    let mut edits = TagEdits { changes: freed, new: 0, changed: 0 };
    for one in &coming {
        one.add_to(&mut edits);
    }
    edits
}

fn sorted<'a>(subjects: impl Iterator<Item = &'a Subject>) -> Vec<&'a Subject> {
    let mut subjects: Vec<&Subject> = subjects.collect();
    subjects.sort_unstable();
    subjects
}

impl Coming<'_> {
    fn add_to(&self, edits: &mut TagEdits) {
        match self.mine {
            Some(mine) if mine.join(&self.copy) == *mine => return,
            Some(mine) if mine.is_alive() => edits.changed += 1,
            Some(_) | None => edits.new += 1,
        }
        let edit = TagEdit::Join(Box::new(self.copy.clone()));
        edits.changes.push(Change::Tag { id: self.copy.id.clone(), edit });
    }
}

/// One key for one tag: a tag that gets the file's takes it from the tag that has it here, and of two of the file the
/// first gets it.
fn settle_keys(scheme: &TagScheme, coming: &mut [Coming], stamp: Stamp) -> Vec<Change> {
    let mut claimed: SmallMap<_, TagId> = SmallMap::new();
    for one in coming.iter_mut().filter(|one| one.claims_key && !one.copy.key.value.is_empty()) {
        if claimed.contains_key(&one.copy.key.value) {
            one.copy.key = Stamped::new("".into(), stamp);
        } else {
            claimed.insert(one.copy.key.value.clone(), one.copy.id.clone());
        }
    }
    let loses = |tag: &Tag| claimed.get(&tag.key.value).is_some_and(|winner| *winner != tag.id);
    for one in coming.iter_mut().filter(|one| loses(&one.copy)) {
        one.copy.key = Stamped::new("".into(), stamp);
    }
    let come: SmallMap<&TagId, ()> = coming.iter().map(|one| (&one.copy.id, ())).collect();
    let others = scheme.records().filter(|tag| tag.is_alive() && !come.contains_key(&tag.id));
    let losing = others.filter(|tag| loses(tag));
    losing.map(|tag| Change::Tag { id: tag.id.clone(), edit: TagEdit::Key("".into()) }).collect()
}

fn write(copy: &mut Tag, field: TagField, theirs: &Tag, stamp: Stamp) {
    match field {
        TagField::Label => copy.label = Stamped::new(theirs.label.value.clone(), stamp),
        TagField::Color => copy.color = Stamped::new(theirs.color.value, stamp),
        TagField::Guideline => copy.guideline = Stamped::new(theirs.guideline.value.clone(), stamp),
        TagField::Key => copy.key = Stamped::new(theirs.key.value.clone(), stamp),
        TagField::Attributes => copy.attributes = Stamped::new(theirs.attributes.value.clone(), stamp),
        TagField::Rank => copy.rank = Stamped::new(theirs.rank.value, stamp),
    }
}

fn new_tag(theirs: &Tag, rank: i64, has_key: bool, stamp: Stamp) -> Tag {
    let draft = TagDraft {
        label: theirs.label.value.clone(),
        color: theirs.color.value,
        guideline: theirs.guideline.value.clone(),
        key: if has_key { theirs.key.value.clone() } else { "".into() },
        attributes: theirs.attributes.value.clone(),
        rank,
    };
    Tag { extra: theirs.extra.clone(), ..Tag::new(theirs.id.clone(), draft, stamp) }
}

/// A tag that annotations of the file have and its list does not.
pub fn undescribed_tag(id: &TagId) -> Tag {
    let draft = TagDraft {
        label: id.as_str().into(),
        color: Color::rgb(0x77, 0x77, 0x77),
        guideline: "".into(),
        key: "".into(),
        attributes: Vec::new(),
        rank: 0,
    };
    Tag::new(id.clone(), draft, Stamp::ORIGIN)
}
