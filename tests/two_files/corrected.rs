//! A file that a person or a script corrected: its dates are as they were, or one new date stands for the whole record.

use pizhu::edit::commands::ImportTerms;
use pizhu::edit::{ChangedBy, Decision, Subject};
use pizhu::model::{AnnotationEdit, Bundle, Field};

use super::sides::{OTHER, PERSON, QUOTE, Side, TEXT, id, read, tag};

/// A file as somebody writes it by hand: three annotations with one date each, and no more fields than they need.
fn file(notes: [&str; 3], modified: &str) -> Bundle {
    let places = [(PERSON, "person", 0, 3), (QUOTE, "quote", 5, 12), (OTHER, "place", 9, 12)];
    let records = places.iter().zip(notes).map(|((number, tag, start, end), note)| {
        let quote: String = TEXT.chars().take(*end).skip(*start).collect();
        serde_json::json!({
            "id": id(*number).to_string(), "tag": tag, "quote": quote, "start": start, "end": end,
            "note": note, "created": "2026-11-01T08:00:00Z", "modified": modified,
        })
    });
    let file = serde_json::json!({
        "format": "article-annotations", "version": 1, "document": { "text": TEXT }, "tags": [],
        "annotations": records.collect::<Vec<_>>(), "links": [],
    });
    read(&file.to_string())
}

const FIRST: &str = "2026-11-01T08:00:00Z";
const LATER: &str = "2026-11-20T17:45:12.123Z";
/// Behind all of these, as the page's clock says it.
const NOW: u64 = 1_796_000_000_000;

fn notes(side: &Side) -> [String; 3] {
    [PERSON, QUOTE, OTHER].map(|number| side.annotation(id(number)).unwrap().note.value.to_string())
}

fn holding(bundle: &Bundle) -> Side {
    let mut here = Side::fresh(1);
    here.import(NOW, bundle, &ImportTerms::default());
    here
}

/// What the preview says of each note: who changed it.
fn said(here: &Side, bundle: &Bundle) -> [Option<ChangedBy>; 3] {
    let plan = here.plan(bundle, &ImportTerms::default());
    [PERSON, QUOTE, OTHER].map(|number| {
        let subject = Subject::Field(id(number), Field::Note);
        plan.divergences.iter().find(|one| one.subject == subject).map(|one| one.changed_by)
    })
}

#[test]
fn notes_that_alone_differ_come_in_whichever_sorts_later_and_an_emptied_one_counts() {
    let base = file(["乙：待核实", "乙：原话", ""], FIRST);
    for corrected in [["甲：已核实", "丙：已核对", "补记"], ["", "丙", ""], ["乙：待核实", "", "z"]]
    {
        for modified in [FIRST, LATER, "2026-10-01T00:00:00Z"] {
            let mut here = holding(&base);
            let bundle = file(corrected, modified);
            let differing =
                notes(&here).iter().zip(corrected).filter(|(mine, theirs)| mine != theirs).count();
            let plan = here.plan(&bundle, &ImportTerms::default());
            assert_eq!(
                (plan.divergences.len(), plan.is_idle()),
                (differing, false),
                "{corrected:?} {modified}"
            );
            if modified < FIRST {
                // It is dated before what is here, so that it may be an old one: both are kept.
                assert_eq!(plan.conflicts.len(), differing);
                continue;
            }
            assert_eq!((plan.changed, plan.same), (differing, 3 - differing));
            here.import(NOW + 1, &bundle, &ImportTerms::default());
            assert_eq!(notes(&here), corrected, "{modified}");
            assert!(here.plan(&bundle, &ImportTerms::default()).is_idle(), "then it says nothing new");
        }
    }
}

#[test]
fn a_file_with_only_a_newer_note_takes_back_no_tag_that_was_changed_here() {
    for modified in [FIRST, LATER, "2027-01-01T00:00:00Z"] {
        let mut here = holding(&file(["一", "二", "三"], FIRST));
        here.edit(NOW + 1, id(PERSON), AnnotationEdit::Tag(tag("term")));
        let bundle = file(["新", "二", "三"], modified);
        let plan = here.plan(&bundle, &ImportTerms::default());
        let said: Vec<_> = plan.divergences.iter().map(|one| (one.subject.clone(), one.proposed)).collect();
        let of = |field| Subject::Field(id(PERSON), field);
        let expected = [(of(Field::Tag), Decision::Mine), (of(Field::Note), Decision::Theirs)];
        assert_eq!(said, expected, "{modified}: each is shown");
        here.import(NOW + 2, &bundle, &ImportTerms::default());
        let now = here.annotation(id(PERSON)).unwrap();
        assert_eq!((&now.tag.value, &*now.note.value), (&tag("term"), "新"), "{modified}");
    }
}

#[test]
fn two_people_correct_the_same_file_and_neither_is_dropped() {
    let base = file(["一", "二", "三"], FIRST);
    let (one, other) = (file(["甲", "二", "三"], FIRST), file(["乙", "二", "丙"], FIRST));
    for (first, second) in [(&one, &other), (&other, &one)] {
        let mut here = holding(&base);
        here.import(NOW + 1, first, &ImportTerms::default());
        let said = said(&here, second);
        assert_eq!(said[0], Some(ChangedBy::Both));
        let plan = here.import(NOW + 2, second, &ImportTerms::default());
        let kept: Vec<_> = plan.conflicts.iter().map(|copy| copy.note.value.to_string()).collect();
        assert_eq!(kept, [second.annotations[0].note.value.to_string()]);
        assert_eq!(notes(&here), [&*first.annotations[0].note.value, "二", "丙"]);
    }
}

#[test]
fn the_file_of_before_says_what_was_here_before() {
    let base = file(["一", "二", "三"], FIRST);
    let mut here = holding(&base);
    here.edit(NOW + 1, id(QUOTE), AnnotationEdit::Note("改".into()));
    assert_eq!(said(&here, &base), [None, Some(ChangedBy::Here), None]);
    let plan = here.plan(&base, &ImportTerms::default());
    assert!(
        plan.is_idle() && plan.conflicts.is_empty(),
        "what is here stays, unless the reader wants the old one"
    );
}

#[test]
fn what_was_never_in_a_file_is_not_replaced_unasked() {
    let mut here = holding(&file(["一", "二", "三"], FIRST));
    here.edit(NOW + 1, id(QUOTE), AnnotationEdit::Note("改".into()));
    let bundle = file(["一", "别", "三"], "2027-01-01T00:00:00Z");
    assert_eq!(said(&here, &bundle), [None, Some(ChangedBy::Both), None]);
    here.export();
    assert_eq!(said(&here, &bundle), [None, Some(ChangedBy::File), None], "its writer may have seen it");
}

#[test]
fn a_copy_that_was_kept_is_taken_field_by_field() {
    let mut here = holding(&file(["一", "二", "三"], FIRST));
    here.edit(NOW + 1, id(QUOTE), AnnotationEdit::Note("改".into()));
    let bundle = file(["一", "别", "三"], "2027-01-01T00:00:00Z");
    let copy = here.import(NOW + 2, &bundle, &ImportTerms::default()).conflicts.remove(0);
    here.edit(NOW + 3, id(QUOTE), AnnotationEdit::Tag(tag("term")));
    let taken = pizhu::edit::commands::take_copy(&here.state, &copy, pizhu::model::Stamp::of_file(NOW * 2));
    let after = here.state.apply(taken.unwrap()).unwrap();
    let now = after.shown().unwrap().annotations.get(id(QUOTE)).unwrap();
    assert_eq!(
        (&*now.note.value, &now.tag.value),
        ("别", &tag("term")),
        "the tag that was changed since stays"
    );
}
