//! Tags that a file describes otherwise than the scheme here.

use pizhu::edit::commands::ImportTerms;
use pizhu::edit::{ChangedBy, Decision, Decisions, Group, Subject};
use pizhu::model::{Bundle, Change, Color, Stamp, Tag, TagEdit, TagField};
use serde_json::{Value, json};

use super::sides::{PERSON, Side, TEXT, id, read, tag};

/// A file with these tags, and one annotation that has the first.
fn file(tags: &Value) -> Bundle {
    let first = tags[0]["id"].clone();
    let annotation =
        json!({ "id": id(PERSON).to_string(), "tag": first, "quote": "林秀兰", "start": 0, "end": 3 });
    let file = json!({
        "format": "article-annotations", "version": 1, "document": { "text": TEXT }, "tags": tags,
        "annotations": [annotation], "links": [],
    });
    read(&file.to_string())
}

fn colleagues() -> Bundle {
    file(&json!([
        { "id": "quote", "label": "直接引语", "color": "#0000ff", "description": "只标原话。", "key": "Digit1",
          "attributes": [{ "id": "mode", "label": "方式", "kind": "choice", "choices": ["direct", "mixed"] }],
          "newer": { "a": 1 } },
        { "id": "person", "label": "人物", "color": "#117733", "key": "KeyP" },
    ]))
}

fn of(side: &Side, name: &str) -> Tag {
    side.state.project.scheme.record(&tag(name)).unwrap().as_ref().clone()
}

/// The fields in which a tag here is as the file has it.
fn agreeing(side: &Side, bundle: &Bundle, at: usize) -> Vec<TagField> {
    let theirs = &bundle.tags[at];
    let mine = of(side, theirs.id.as_str());
    TagField::ALL
        .into_iter()
        .filter(|field| *field != TagField::Rank && mine.agrees_on(*field, theirs))
        .collect()
}

const ALL: [TagField; 5] =
    [TagField::Label, TagField::Color, TagField::Guideline, TagField::Key, TagField::Attributes];

fn edit(side: &mut Side, name: &str, edit: TagEdit) {
    side.apply(5_000, vec![Change::Tag { id: tag(name), edit }]);
}

#[test]
fn in_a_fresh_browser_the_files_tags_hold_and_each_difference_is_shown() {
    let bundle = colleagues();
    let mut here = Side::fresh(1);
    let plan = here.import(9_000, &bundle, &ImportTerms::default());
    let shown = |name: &str| -> Vec<TagField> {
        let is_shown = |field: &TagField| {
            let subject = Subject::TagField(tag(name), *field);
            plan.divergences.iter().any(|one| one.subject == subject)
        };
        ALL.into_iter().filter(is_shown).collect()
    };
    assert_eq!(shown("quote"), [TagField::Label, TagField::Color, TagField::Guideline, TagField::Attributes]);
    assert_eq!(shown("person"), [TagField::Guideline, TagField::Key, TagField::Attributes]);
    assert!(plan.divergences.iter().all(|one| one.proposed == Decision::Theirs));
    assert_eq!((plan.tags, plan.changed_tags), (0, 2));
    assert_eq!([agreeing(&here, &bundle, 0), agreeing(&here, &bundle, 1)], [ALL, ALL]);
    assert_eq!(of(&here, "quote").extra.len(), 1, "and what a newer program wrote");
    assert!(here.plan(&bundle, &ImportTerms::default()).is_idle());
}

#[test]
fn what_somebody_changed_here_stays_unless_the_reader_wants_the_files() {
    let bundle = colleagues();
    let mut here = Side::fresh(1);
    edit(&mut here, "quote", TagEdit::Label("引文".into()));
    edit(&mut here, "quote", TagEdit::Color(Color::rgb(1, 2, 3)));
    let plan = here.plan(&bundle, &ImportTerms::default());
    let proposed = |field| {
        let subject = Subject::TagField(tag("quote"), field);
        plan.divergences.iter().find(|one| one.subject == subject).map(|one| (one.changed_by, one.proposed))
    };
    assert_eq!(proposed(TagField::Label), Some((ChangedBy::Both, Decision::Mine)));
    assert_eq!(proposed(TagField::Guideline), Some((ChangedBy::File, Decision::Theirs)));
    for field in ALL {
        for decision in [Decision::Theirs, Decision::Mine] {
            let subject = Subject::TagField(tag("quote"), field);
            let decisions =
                Decisions::default().with_all(Group::Tags, Some(Decision::Mine)).with(subject, decision);
            let mut after = here.clone();
            let before = of(&here, "quote");
            after.import(9_000, &bundle, &ImportTerms { decisions, ..ImportTerms::default() });
            let now = of(&after, "quote");
            let kept = ALL.into_iter().filter(|other| *other != field || decision == Decision::Mine);
            assert!(kept.into_iter().all(|other| now.agrees_on(other, &before)), "{field:?} {decision:?}");
            let taken = now.agrees_on(field, &bundle.tags[0]);
            assert!(taken || decision == Decision::Mine, "{field:?}");
        }
    }
}

#[test]
fn what_the_program_came_with_is_no_change_of_a_colleague() {
    let mut here = Side::fresh(1);
    edit(&mut here, "term", TagEdit::Label("提法".into()));
    let bundle = file(&json!([{ "id": "term", "label": "用语", "color": "#ddcc77", "key": "Digit2",
        "description": "口号、活动名称和带引号的特殊说法。" }]));
    let plan = here.plan(&bundle, &ImportTerms::default());
    let said: Vec<_> = plan.divergences.iter().map(|one| (one.changed_by, one.proposed)).collect();
    assert_eq!(said, [(ChangedBy::Here, Decision::Mine)]);
}

#[test]
fn a_key_belongs_to_one_tag_whatever_is_decided() {
    let tags = json!([
        { "id": "person", "label": "人物", "color": "#117733", "key": "Digit1" },
        { "id": "source", "label": "来源", "color": "#123456", "key": "Digit2" },
        { "id": "twice", "label": "又", "color": "#123456", "key": "Digit2" },
        { "id": "place", "label": "地点", "color": "#44aa99", "key": "Digit7" },
        { "id": "event", "label": "事件", "color": "#aa4499", "key": "Digit6" },
    ]);
    let bundle = file(&tags);
    let keys = |side: &Side| -> Vec<(String, String)> {
        let tags = side.state.project.scheme.tags();
        let keyed = tags.iter().filter(|tag| !tag.key.value.is_empty());
        keyed.map(|tag| (tag.key.value.to_string(), tag.id.to_string())).collect()
    };
    let names = ["person", "source", "twice", "place", "event"];
    for pattern in 0..1 << names.len() {
        let mut decisions = Decisions::default();
        for (bit, name) in names.iter().enumerate() {
            let decision = if pattern >> bit & 1 == 1 { Decision::Theirs } else { Decision::Mine };
            decisions = decisions.with(Subject::TagField(tag(name), TagField::Key), decision);
        }
        let mut here = Side::fresh(1);
        here.import(9_000, &bundle, &ImportTerms { decisions, ..ImportTerms::default() });
        let mut given: Vec<_> = keys(&here).into_iter().map(|(key, _)| key).collect();
        let count = given.len();
        given.sort();
        given.dedup();
        assert_eq!(given.len(), count, "{pattern:b}: {:?}", keys(&here));
    }
    let mut here = Side::fresh(1);
    here.import(9_000, &bundle, &ImportTerms::default());
    let has = |key: &str| keys(&here).into_iter().find(|(other, _)| other == key).map(|(_, tag)| tag);
    let expected = ["person", "source", "event", "place"].map(|name| Some(name.to_owned()));
    assert_eq!(["Digit1", "Digit2", "Digit6", "Digit7"].map(has), expected, "the file's, each once");

    let mut here = Side::fresh(1);
    edit(&mut here, "term", TagEdit::Key("".into()));
    edit(&mut here, "term", TagEdit::Key("Digit2".into()));
    here.import(9_000, &bundle, &ImportTerms::default());
    assert_eq!(of(&here, "term").key.value.as_ref(), "Digit2", "which somebody gave it here");
    assert_eq!(of(&here, "source").key.value.as_ref(), "");
}

#[test]
fn a_record_of_an_id_and_a_name_alone_empties_nothing() {
    let bundle = file(&json!([{ "id": "figure", "label": "数目" }, { "id": "person" }]));
    let mut here = Side::fresh(1);
    let before = of(&here, "figure");
    here.import(9_000, &bundle, &ImportTerms::default());
    let now = of(&here, "figure");
    assert_eq!(&*now.label.value, "数目");
    for field in [TagField::Color, TagField::Guideline, TagField::Key, TagField::Attributes] {
        assert!(now.agrees_on(field, &before), "{field:?}");
    }
    assert_eq!(&*of(&here, "person").label.value, "人物");
}

#[test]
fn a_tag_that_was_deleted_here_comes_back_where_it_is_used_or_wanted() {
    let bundle = file(&json!([
        { "id": "quote", "label": "引语", "color": "#0000ff" },
        { "id": "place", "label": "地方", "color": "#0000ff" },
    ]));
    let mut here = Side::fresh(1);
    edit(&mut here, "quote", TagEdit::Delete);
    edit(&mut here, "place", TagEdit::Delete);
    let wanted = Decisions::default().with(Subject::DeletedTag(tag("place")), Decision::Theirs);
    for (decisions, is_back) in [(Decisions::default(), false), (wanted, true)] {
        let mut after = here.clone();
        let plan = after.import(9_000, &bundle, &ImportTerms { decisions, ..ImportTerms::default() });
        assert!(plan.divergences.iter().any(|one| one.subject == Subject::DeletedTag(tag("place"))));
        assert!(of(&after, "quote").is_alive(), "an annotation of the file has it");
        assert_eq!(of(&after, "place").is_alive(), is_back);
        assert!(!is_back || &*of(&after, "place").label.value == "地方");
    }
}

#[test]
fn the_tags_of_an_import_are_undone_with_it_in_one_step() {
    let bundle = colleagues();
    let mut here = Side::fresh(1);
    let before = [of(&here, "quote"), of(&here, "person")];
    here.import(9_000, &bundle, &ImportTerms::default());
    let undone = here.state.undo(Stamp::of_file(90_000)).unwrap();
    for before in before {
        let now = undone.project.scheme.get(&before.id).unwrap();
        assert!(ALL.into_iter().all(|field| now.agrees_on(field, &before)), "{now:?}");
    }
    assert_eq!(undone.shown().unwrap().annotations.count(), 0);
    assert!(undone.history().last_done().is_none());
    let redone = undone.redo(Stamp::of_file(91_000)).unwrap();
    assert!(redone.project.scheme.get(&tag("quote")).unwrap().agrees_on(TagField::Label, &bundle.tags[0]));
}
