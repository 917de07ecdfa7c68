//! Brings in what a file holds: joins its annotations to those that are here, or opens its text beside them.

use crate::edit::step::annotation_edits;
use crate::edit::{EditorState, Refusal};
use crate::model::{
    Annotation, AnnotationEdit, Bundle, Change, Intention, Origin, Project, SmallMap, Stamp, Tag, TagDraft,
    TagEdit, TagId, Transaction,
};

/// What an import would do, to be shown before it is done.
#[derive(Clone, Debug)]
pub struct ImportPlan {
    /// Annotations that are not here, or were deleted here.
    pub new: usize,
    /// Those whose copy in the file says something later.
    pub changed: usize,
    /// Those of which the file says nothing new.
    pub same: usize,
    /// Tags that the scheme does not have.
    pub tags: usize,
    /// The text is not in the library: it opens beside the others.
    pub opens: bool,
    /// The file has fields of a newer program around what is known here.
    pub has_strangers: bool,
    /// Joins everything into the document once it is open and shown: one step to undo.
    pub transaction: Transaction,
}

/// Plans the import. A copy in the file and one here are joined: of each field the later value stands. An annotation
/// that was deleted here comes back as the file has it, since the reader asks for it.
pub fn import(state: &EditorState, bundle: &Bundle, stamp: Stamp) -> ImportPlan {
    let id = bundle.document.id();
    let known = state.project.record(id);
    let mut plan = ImportPlan {
        new: 0,
        changed: 0,
        same: 0,
        tags: 0,
        opens: state.project.get(id).is_none(),
        has_strangers: known
            .is_some_and(|known| known.document.with_strangers_of(&bundle.document).is_some()),
        transaction: Transaction {
            changes: tag_changes(&state.project, bundle),
            origin: Origin::Here,
            intention: Intention::Import { count: 0 },
            stamp,
        },
    };
    plan.tags = plan.transaction.changes.len();
    for theirs in &bundle.annotations {
        let mine = known.and_then(|annotated| annotated.annotations.record(theirs.id));
        let changes = &mut plan.transaction.changes;
        let change = |edit| Change::Annotation { document: id, id: theirs.id, edit };
        match mine {
            None if theirs.is_alive() => {
                plan.new += 1;
                changes.push(change(AnnotationEdit::Join(theirs.clone())));
            }
            Some(mine) if theirs.is_alive() && !mine.is_alive() => {
                plan.new += 1;
                changes.push(change(AnnotationEdit::Join(theirs.clone())));
                // Alive again, and saying what the file says.
                changes.extend(annotation_edits(&mine.join(theirs), theirs).into_iter().map(change));
            }
            Some(mine) if says_more(&mine.join(theirs), mine) => {
                plan.changed += 1;
                changes.push(change(AnnotationEdit::Join(theirs.clone())));
            }
            Some(_) | None => plan.same += 1,
        }
    }
    plan.transaction.intention = Intention::Import { count: (plan.new + plan.changed) as u32 };
    plan
}

/// The file has something that is not here. That it was written later is nothing: a file knows only when the whole of
/// an annotation was last modified.
fn says_more(joined: &Annotation, mine: &Annotation) -> bool {
    !annotation_edits(mine, joined).is_empty() || joined.birth != mine.birth || joined.extra != mine.extra
}

/// The file's tags that the scheme does not have, and those that the scheme deleted and the file uses. Tags that
/// both have stay as they are here.
fn tag_changes(project: &Project, bundle: &Bundle) -> Vec<Change> {
    let used: SmallMap<&TagId, ()> =
        bundle.annotations.iter().map(|annotation| (&annotation.tag.value, ())).collect();
    let scheme = project.scheme.tags();
    let last = scheme.last().map_or(0, |tag| tag.rank.value);
    let described: SmallMap<&TagId, ()> = bundle.tags.iter().map(|tag| (&tag.id, ())).collect();
    let undescribed = used.keys().filter(|id| !described.contains_key(*id)).map(|id| undescribed_tag(id));
    let mut changes = Vec::new();
    for (tag, rank) in bundle.tags.iter().cloned().chain(undescribed).zip(last + 1..) {
        let edit = match project.scheme.record(&tag.id) {
            Some(mine) if mine.is_alive() || !used.contains_key(&tag.id) => continue,
            Some(_) => TagEdit::Revive,
            None => {
                let key_is_taken = scheme.iter().any(|mine| mine.key.value == tag.key.value);
                TagEdit::Create(Box::new(draft_of(&tag, rank, key_is_taken)))
            }
        };
        changes.push(Change::Tag { id: tag.id, edit });
    }
    changes
}

fn draft_of(tag: &Tag, rank: i64, key_is_taken: bool) -> TagDraft {
    TagDraft {
        label: tag.label.value.clone(),
        color: tag.color.value,
        guideline: tag.guideline.value.clone(),
        key: if key_is_taken { "".into() } else { tag.key.value.clone() },
        attributes: tag.attributes.value.clone(),
        rank,
    }
}

/// A tag that annotations of the file have and its list does not.
fn undescribed_tag(id: &TagId) -> Tag {
    let draft = TagDraft {
        label: id.as_str().into(),
        color: crate::model::Color::rgb(0x77, 0x77, 0x77),
        guideline: "".into(),
        key: "".into(),
        attributes: Vec::new(),
        rank: 0,
    };
    Tag::new(id.clone(), draft, Stamp::ORIGIN)
}

impl ImportPlan {
    /// Nothing would change.
    pub fn is_idle(&self) -> bool {
        !self.opens && !self.has_strangers && self.transaction.changes.is_empty()
    }

    /// The state with the text open and shown, and everything joined.
    pub fn carry_out(self, state: &EditorState, bundle: &Bundle) -> Result<EditorState, Refusal> {
        let stamp = self.transaction.stamp;
        let opened = if self.opens || self.has_strangers {
            state.apply(super::open(bundle.document.clone(), stamp))?
        } else {
            state.clone()
        };
        opened.showing(Some(bundle.document.id())).apply(self.transaction)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::builders::{annotation, document, span};
    use crate::model::Project;

    fn bundle(marks: u32) -> Bundle {
        let text = "一二三";
        let document = document(text);
        let mark =
            |at: u32| -> Annotation { annotation(at.into(), span(at, at + 1), "quote", Stamp::of_file(1)) };
        Bundle { annotations: (0..marks).map(mark).map(Arc::new).collect(), ..Bundle::bare(document) }
    }

    /// What a plan says: new, changed, the same; whether it opens the text, and whether it would do anything.
    fn seen(state: &EditorState, bundle: &Bundle) -> ((usize, usize, usize), bool, bool) {
        let plan = import(state, bundle, Stamp::of_file(9));
        ((plan.new, plan.changed, plan.same), plan.opens, !plan.is_idle())
    }

    #[test]
    fn a_plan_says_what_it_would_do() {
        let carry_out = |state: &EditorState, bundle: &Bundle| {
            import(state, bundle, Stamp::of_file(9)).carry_out(state, bundle).unwrap()
        };
        let empty = EditorState::new(Project::new(), None);
        assert_eq!(seen(&empty, &bundle(0)), ((0, 0, 0), true, true));
        let opened = carry_out(&empty, &bundle(0));
        assert_eq!(seen(&opened, &bundle(0)), ((0, 0, 0), false, false));
        assert_eq!(seen(&opened, &bundle(2)), ((2, 0, 0), false, true));
        let marked = carry_out(&opened, &bundle(2));
        assert_eq!(seen(&marked, &bundle(2)), ((0, 0, 2), false, false));

        let mut noted = bundle(3);
        Arc::make_mut(&mut noted.annotations[0]).note =
            crate::model::Stamped::new("注".into(), Stamp::of_file(2));
        assert_eq!(seen(&marked, &noted), ((1, 1, 1), false, true));
        let id = noted.annotations[1].id;
        let without = marked.apply(crate::edit::commands::delete(&marked, id, Stamp::of_file(10)).unwrap());
        assert_eq!(seen(&without.unwrap(), &bundle(2)), ((1, 0, 1), false, true), "it comes back");
    }

    #[test]
    fn tags_that_the_file_describes_and_tags_that_it_only_uses_come_last() {
        let ids = |state: &EditorState| -> Vec<String> {
            state.project.scheme.tags().iter().map(|tag| tag.id.to_string()).collect()
        };
        let mut marked = bundle(2);
        let with_tag = |one: &mut Arc<Annotation>, name: &str| {
            Arc::make_mut(one).tag = crate::model::Stamped::new(TagId::new(name).unwrap(), Stamp::of_file(1));
        };
        with_tag(&mut marked.annotations[0], "described");
        with_tag(&mut marked.annotations[1], "used");
        let mut described = undescribed_tag(&TagId::new("described").unwrap());
        described.label.value = "述".into();
        marked.tags = vec![described];
        let empty = EditorState::new(Project::new(), None);
        let opened = import(&empty, &marked, Stamp::of_file(9)).carry_out(&empty, &marked).unwrap();
        let expected = [&*ids(&empty), &["described".into(), "used".into()]].concat();
        assert_eq!(ids(&opened), expected);
        let labels = |name: &str| {
            let tag = opened.project.scheme.get(&TagId::new(name).unwrap()).unwrap();
            tag.label.value.to_string()
        };
        assert_eq!([labels("described"), labels("used")], ["述", "used"], "what is described is taken once");
        let ranks: Vec<i64> = opened.project.scheme.tags().iter().map(|tag| tag.rank.value).collect();
        assert!(ranks.is_sorted_by(|one, next| one < next), "{ranks:?}");
    }
}
