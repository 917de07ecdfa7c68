//! Brings in what a file holds: joins its annotations to those that are here, or opens its text beside them.

use std::sync::Arc;

use crate::edit::divergence::{
    ChangedBy, Decision, Decisions, Divergence, Past, Subject, conflict_copy, differing, joined_copy,
    tag_divergences, tag_edits,
};
use crate::edit::step::annotation_edits;
use crate::edit::{EditorState, Refusal};
use crate::model::{
    Annotated, Annotation, AnnotationEdit, AnnotationId, AnnotationSet, Bundle, Change, Field, Intention,
    Origin, Stamp, Transaction,
};
use crate::text::DocumentId;

/// What an import would do, to be shown before it is done.
#[derive(Clone, Debug)]
pub struct ImportPlan {
    /// Annotations that are not here, or were deleted here and come back.
    pub new: usize,
    /// Those of which the file's copy changes something.
    pub changed: usize,
    /// Those of which it changes nothing.
    pub same: usize,
    /// Annotations that are here and go, because the file does not have them.
    pub deleted: usize,
    /// Tags that the scheme does not have.
    pub tags: usize,
    /// Tags of which it changes something.
    pub changed_tags: usize,
    /// The text is not in the library: it opens beside the others.
    pub opens: bool,
    /// The file has fields of a newer program around what is known here.
    pub has_strangers: bool,
    /// Everything that the file has otherwise than it is here, to be decided.
    pub divergences: Vec<Divergence>,
    /// Annotations as they are kept beside those that stand, where both values are.
    pub conflicts: Vec<Annotation>,
    /// Joins everything into the document once it is open and shown: one step to undo.
    pub transaction: Transaction,
}

/// What an import goes by, beside the file and the project.
#[derive(Clone, Debug, Default)]
pub struct ImportTerms {
    /// What was written here up to this stamp has been in a file.
    pub exported: Stamp,
    pub decisions: Decisions,
}

/// Plans the import with what is proposed for whatever differs: a value that nobody changed here since the export is
/// taken, one that only was changed here stays, and of one that both may have changed both are kept. An annotation that
/// was deleted here comes back as the file has it, since the reader asks for it.
pub fn import(state: &EditorState, bundle: &Bundle, stamp: Stamp) -> ImportPlan {
    import_on(state, bundle, &ImportTerms::default(), stamp)
}

/// Plans the import as the reader has decided.
pub fn import_on(state: &EditorState, bundle: &Bundle, terms: &ImportTerms, stamp: Stamp) -> ImportPlan {
    let id = bundle.document.id();
    let known = state.project.record(id);
    let nothing = AnnotationSet::default();
    let joining = Joining {
        document: id,
        here: known.map_or(&nothing, |known| &known.annotations),
        past: Past::of(state.histories().get(&id), terms.exported),
        decisions: &terms.decisions,
        stamp,
    };
    let divergences = tag_divergences(&state.project.scheme, bundle);
    let tags = tag_edits(&state.project.scheme, bundle, &divergences, &terms.decisions, stamp);
    let mut plan = ImportPlan {
        new: 0,
        changed: 0,
        same: 0,
        deleted: 0,
        tags: tags.new,
        changed_tags: tags.changed,
        opens: state.project.get(id).is_none(),
        has_strangers: known
            .is_some_and(|known| known.document.with_strangers_of(&bundle.document).is_some()),
        divergences: Vec::new(),
        conflicts: Vec::new(),
        transaction: Transaction {
            changes: tags.changes,
            origin: Origin::Here,
            intention: Intention::Import { count: 0 },
            stamp,
        },
    };
    for theirs in &bundle.annotations {
        joining.add(theirs, &mut plan);
    }
    joining.add_absent(known, bundle, &mut plan);
    plan.divergences.extend(divergences);
    plan.transaction.intention = Intention::Import { count: (plan.new + plan.changed + plan.deleted) as u32 };
    plan
}

/// What the annotations of a file are joined to.
struct Joining<'a> {
    document: DocumentId,
    here: &'a AnnotationSet,
    past: Past,
    decisions: &'a Decisions,
    stamp: Stamp,
}

impl Joining<'_> {
    fn change(&self, id: AnnotationId, edit: AnnotationEdit) -> Change {
        Change::Annotation { document: self.document, id, edit }
    }

    /// Adds a divergence to the plan, and says what was decided about it.
    fn decide(
        &self,
        plan: &mut ImportPlan,
        subject: Subject,
        changed_by: ChangedBy,
        proposed: Decision,
    ) -> Decision {
        let divergence = Divergence { subject, changed_by, proposed };
        let decision = self.decisions.of(&divergence);
        plan.divergences.push(divergence);
        decision
    }

    fn add(&self, theirs: &Arc<Annotation>, plan: &mut ImportPlan) {
        match self.here.record(theirs.id) {
            None if theirs.is_alive() => {
                plan.new += 1;
                plan.transaction.changes.push(self.change(theirs.id, AnnotationEdit::Join(theirs.clone())));
            }
            Some(mine) if theirs.is_alive() && !mine.is_alive() => self.add_deleted(mine, theirs, plan),
            Some(mine) if theirs.is_alive() => self.add_known(mine, theirs, plan),
            // A deletion that a file knows of is joined as any other copy.
            Some(mine) if mine.join(theirs) != **mine => {
                plan.changed += 1;
                plan.transaction.changes.push(self.change(theirs.id, AnnotationEdit::Join(theirs.clone())));
            }
            Some(_) | None => plan.same += 1,
        }
    }

    fn add_deleted(&self, mine: &Annotation, theirs: &Arc<Annotation>, plan: &mut ImportPlan) {
        let subject = Subject::Deleted(theirs.id);
        match self.decide(plan, subject, ChangedBy::Here, Decision::Theirs) {
            Decision::Theirs => {
                plan.new += 1;
                plan.transaction.changes.push(self.change(theirs.id, AnnotationEdit::Join(theirs.clone())));
                // Alive again, and saying what the file says.
                let edits = annotation_edits(&mine.join(theirs), theirs).into_iter();
                plan.transaction.changes.extend(edits.map(|edit| self.change(theirs.id, edit)));
            }
            Decision::Mine | Decision::Both => plan.same += 1,
        }
    }

    fn add_known(&self, mine: &Annotation, theirs: &Arc<Annotation>, plan: &mut ImportPlan) {
        let is_there = |id| self.here.get(id).is_some();
        let mut decided: Vec<(Field, Decision)> = Vec::new();
        for (field, changed_by) in differing(mine, theirs, &is_there, &self.past) {
            let proposed = match changed_by {
                ChangedBy::File => Decision::Theirs,
                ChangedBy::Here => Decision::Mine,
                ChangedBy::Both => Decision::Both,
            };
            let subject = Subject::Field(theirs.id, field.clone());
            decided.push((field, self.decide(plan, subject, changed_by, proposed)));
        }
        let joined = mine.join(theirs);
        let is_news = joined.birth != mine.birth || joined.extra != mine.extra;
        if decided.is_empty() && !is_news {
            plan.same += 1;
            return;
        }
        let copy = joined_copy(mine, theirs, &decided, self.stamp);
        if decided.iter().any(|(_, decision)| *decision == Decision::Theirs) || is_news {
            plan.changed += 1;
        } else {
            plan.same += 1;
        }
        if mine.join(&copy) != *mine {
            plan.transaction.changes.push(self.change(theirs.id, AnnotationEdit::Join(Arc::new(copy))));
        }
        plan.conflicts.extend(conflict_copy(mine, theirs, &decided, self.stamp));
    }

    /// What is here and not in the file, where the file comes from what was here: it has others of them.
    fn add_absent(&self, known: Option<&Annotated>, bundle: &Bundle, plan: &mut ImportPlan) {
        let Some(known) = known.filter(|_| plan.changed + plan.same > 0) else { return };
        let mut theirs: Vec<AnnotationId> =
            bundle.annotations.iter().map(|annotation| annotation.id).collect();
        theirs.sort_unstable();
        for mine in known.annotations.iter().filter(|mine| theirs.binary_search(&mine.id).is_err()) {
            let subject = Subject::Absent(mine.id);
            match self.decide(plan, subject, ChangedBy::Both, Decision::Mine) {
                Decision::Theirs => {
                    plan.deleted += 1;
                    plan.transaction.changes.push(self.change(mine.id, AnnotationEdit::Delete));
                }
                Decision::Mine | Decision::Both => {}
            }
        }
    }
}

impl ImportPlan {
    /// Nothing would change.
    pub fn is_idle(&self) -> bool {
        !self.opens && !self.has_strangers && self.transaction.changes.is_empty() && self.conflicts.is_empty()
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
    use crate::model::{Project, TagId};

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
        let mut described = crate::edit::divergence::undescribed_tag(&TagId::new("described").unwrap());
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
