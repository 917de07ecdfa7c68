//! Every combination of what either side did to each field of an annotation.

use pizhu::edit::commands::ImportTerms;
use pizhu::edit::{ChangedBy, Decision, Decisions, Group, Subject};
use pizhu::model::{Annotation, AnnotationEdit, AttributeValue, Bundle, Field};
use serde_json::{Value, json};

use super::sides::{OTHER, PERSON, QUOTE, Side, base, id, read, slug, span, tag};

/// What a side did to a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Did {
    Nothing,
    Changed,
    Emptied,
}
use Did::{Changed, Emptied, Nothing};

/// The fields, in the order of the columns. A tag and a target cannot be empty.
const FIELDS: [&str; 5] = ["tag", "target", "note", "mode", "speaker"];

fn field(name: &str) -> Field {
    match name {
        "tag" => Field::Tag,
        "target" => Field::Target,
        "note" => Field::Note,
        name => Field::Attribute(slug(name)),
    }
}

type Deeds = [Did; 5];

/// Everything that a side can have done.
fn all_deeds() -> Vec<Deeds> {
    let mut all = vec![[Nothing; 5]];
    for (at, name) in FIELDS.iter().enumerate() {
        let can: &[Did] = if *name == "tag" || *name == "target" {
            &[Nothing, Changed]
        } else {
            &[Nothing, Changed, Emptied]
        };
        all = all
            .iter()
            .flat_map(|deeds| {
                can.iter().map(move |did| {
                    let mut deeds = *deeds;
                    deeds[at] = *did;
                    deeds
                })
            })
            .collect();
    }
    all
}

/// The edits, in a program; each side has its own values.
fn edits(deeds: Deeds, is_here: bool) -> Vec<AnnotationEdit> {
    let which = usize::from(is_here);
    let text = |words: [&str; 2]| Some(AttributeValue::Text(words[which].into()));
    let done = FIELDS.iter().zip(deeds).filter(|(_, did)| *did != Nothing);
    done.map(|(name, did)| match (*name, did) {
        ("tag", _) => AnnotationEdit::Tag(tag(["term", "event"][which])),
        ("target", _) => AnnotationEdit::Target(span(5, [11, 10][which]).into()),
        ("note", Emptied) => AnnotationEdit::Note("".into()),
        ("note", _) => AnnotationEdit::Note(["乙注", "甲注"][which].into()),
        (name, Emptied) => AnnotationEdit::Attribute(slug(name), None),
        ("mode", _) => AnnotationEdit::Attribute(slug("mode"), text(["indirect", "mixed"])),
        (name, _) => {
            let value = [AttributeValue::Link(id(OTHER)), AttributeValue::Unnamed][which].clone();
            AnnotationEdit::Attribute(slug(name), Some(value))
        }
    })
    .collect()
}

/// Who gave the file back.
#[derive(Clone, Copy, Debug)]
enum Writer {
    /// This program, on another machine, before or after what was done here.
    Colleague { at: u64 },
    /// A script, which leaves the dates.
    Script,
    /// A script that dates each record it touches anew.
    DatingScript,
}

fn given_back(file: &str, deeds: Deeds, writer: Writer) -> Bundle {
    match writer {
        Writer::Colleague { at } => {
            let mut there = Side::fresh(2);
            there.import(4_000, &read(file), &ImportTerms::default());
            for edit in edits(deeds, false) {
                there.edit(at, id(QUOTE), edit);
            }
            read(&there.export())
        }
        Writer::Script => read(&scripted(file, deeds, None)),
        Writer::DatingScript => read(&scripted(file, deeds, Some("1970-01-01T00:01:40Z"))),
    }
}

/// The file as a script corrects it that knows JSON and nothing of ours.
fn scripted(file: &str, deeds: Deeds, modified: Option<&str>) -> String {
    let mut file: Value = serde_json::from_str(file).unwrap();
    let text: Vec<char> = file["document"]["text"].as_str().unwrap().chars().collect();
    let [quote, person, other] = [QUOTE, PERSON, OTHER].map(|number| id(number).to_string());
    let records = file["annotations"].as_array_mut().unwrap();
    let record = records.iter_mut().find(|record| record["id"] == quote.as_str()).unwrap();
    for (name, did) in FIELDS.iter().zip(deeds) {
        match (*name, did) {
            (_, Nothing) | ("speaker", _) => {}
            ("tag", _) => record["tag"] = json!("term"),
            ("target", _) => {
                (record["end"], record["utf16"]) = (json!(11), json!([5, 11]));
                record["quote"] = json!(text[5..11].iter().collect::<String>());
            }
            ("note", Emptied) => drop(record.as_object_mut().unwrap().remove("note")),
            ("note", _) => record["note"] = json!("乙注"),
            (_, Emptied) => drop(record.as_object_mut().unwrap().remove("attributes")),
            (_, _) => record["attributes"]["mode"] = json!("indirect"),
        }
    }
    if let Some(modified) = modified.filter(|_| deeds != [Nothing; 5]) {
        record["modified"] = json!(modified);
    }
    let links = file["links"].as_array_mut().unwrap();
    match deeds[4] {
        Nothing => {}
        Changed => links[0]["to"] = json!(other),
        Emptied => links.retain(|link| link["to"] != person.as_str()),
    }
    file.to_string()
}

/// What the preview says of a field, by what either side did to it, and which value stands if nobody decides otherwise:
/// `b`ase, `t`heirs, `m`ine, or mine with theirs kept beside it (`m+t`).
const TABLE: &str = "
    file      here      preview              comes
    Nothing   Nothing   -                    b
    Changed   Nothing   changed in the file  t
    Emptied   Nothing   changed in the file  t
    Nothing   Changed   changed here         m
    Nothing   Emptied   changed here         m
    Changed   Changed   both changed         m+t
    Changed   Emptied   both changed         m+t
    Emptied   Changed   both changed         m+t
    Emptied   Emptied   -                    m
";

fn row(theirs: Did, mine: Did) -> (Option<ChangedBy>, &'static str) {
    let begins = format!("{:<10}{:<10}", format!("{theirs:?}"), format!("{mine:?}"));
    let row = TABLE.lines().map(str::trim_start).find_map(|row| row.strip_prefix(begins.as_str())).unwrap();
    let (preview, comes) = row.split_at(21);
    let by = match preview.trim() {
        "-" => None,
        "changed in the file" => Some(ChangedBy::File),
        "changed here" => Some(ChangedBy::Here),
        "both changed" => Some(ChangedBy::Both),
        other => unreachable!("{other}"),
    };
    (by, comes.trim())
}

/// One case: a base of which a file was exported, and what both sides did.
struct Case {
    base: Annotation,
    here: Side,
    mine: Annotation,
    theirs: Bundle,
    deeds: [Deeds; 2],
    words: String,
}

impl Case {
    fn theirs(&self) -> &Annotation {
        self.theirs.annotations.iter().find(|one| one.id == id(QUOTE)).unwrap()
    }

    /// What the preview says of each field, and what comes of it as proposed.
    fn check_proposed(&self) {
        let plan = self.here.plan(&self.theirs, &ImportTerms::default());
        let mut after = self.here.clone();
        let done = after.import(50_000, &self.theirs, &ImportTerms::default());
        let now = after.annotation(id(QUOTE)).unwrap();
        let beside = done.conflicts.iter().find(|one| one.id == id(QUOTE));
        let mut shown = 0;
        for (at, name) in FIELDS.iter().enumerate() {
            let (field, words) = (field(name), format!("{name}: {}", self.words));
            let (changed_by, comes) = row(self.deeds[0][at], self.deeds[1][at]);
            let subject = Subject::Field(id(QUOTE), field.clone());
            let said = plan.divergences.iter().find(|one| one.subject == subject);
            assert_eq!(said.map(|one| one.changed_by), changed_by, "{words}");
            shown += usize::from(said.is_some());
            let copy = match comes {
                "b" => &self.base,
                "t" => self.theirs(),
                _ => &self.mine,
            };
            assert!(now.agrees_on(&field, copy), "{words}: {comes}");
            let is_beside = beside.is_some_and(|one| pizhu::edit::is_conflict(one, &field));
            assert_eq!(is_beside, comes == "m+t", "{words}");
            assert!(!is_beside || beside.unwrap().agrees_on(&field, self.theirs()), "{words}");
        }
        assert_eq!(plan.divergences.len(), shown, "nothing else differs: {}", self.words);
        self.check_undo(&after);
    }

    /// The whole import is one step.
    fn check_undo(&self, after: &Side) {
        let before = self.here.annotation(id(QUOTE)).unwrap();
        if after.annotation(id(QUOTE)).unwrap().says_as(before) {
            return;
        }
        let undone = after.state.undo(pizhu::model::Stamp::of_file(60_000)).unwrap();
        assert!(
            undone.shown().unwrap().annotations.get(id(QUOTE)).unwrap().says_as(before),
            "{}",
            self.words
        );
    }

    /// What comes of it where all are decided alike, and that the same file then says nothing new of what was taken.
    fn check_decided(&self) {
        for (decision, copy) in
            [(Decision::Theirs, self.theirs()), (Decision::Mine, &self.mine), (Decision::Both, &self.mine)]
        {
            let decisions = Decisions::default().with_all(Group::Fields, Some(decision));
            let terms = ImportTerms { decisions, ..ImportTerms::default() };
            let mut after = self.here.clone();
            let done = after.import(50_000, &self.theirs, &terms);
            let now = after.annotation(id(QUOTE)).unwrap();
            assert!(now.says_as(copy), "{decision:?}: {}", self.words);
            let is_beside = decision == Decision::Both && !self.mine.says_as(self.theirs());
            assert_eq!(done.conflicts.len(), usize::from(is_beside), "{decision:?}: {}", self.words);
            if decision == Decision::Theirs {
                let again = after.plan(&self.theirs, &ImportTerms::default());
                assert_eq!((again.divergences.len(), again.is_idle()), (0, true), "{}", self.words);
            }
        }
    }
}

fn cases(writer: Writer) -> impl Iterator<Item = Case> {
    let mut exported = base();
    let base = exported.annotation(id(QUOTE)).unwrap().clone();
    let file = exported.export();
    let deeds = all_deeds();
    let here = deeds.clone().into_iter().map(move |mine| {
        let mut here = exported.clone();
        for edit in edits(mine, true) {
            here.edit(20_000, id(QUOTE), edit);
        }
        (mine, here)
    });
    let here: Vec<_> = here.collect();
    deeds.into_iter().flat_map(move |theirs| {
        let bundle = given_back(&file, theirs, writer);
        let (base, words) = (base.clone(), format!("{writer:?}, file {theirs:?}"));
        here.clone().into_iter().map(move |(mine, here)| Case {
            base: base.clone(),
            mine: here.annotation(id(QUOTE)).unwrap().clone(),
            here,
            theirs: bundle.clone(),
            deeds: [theirs, mine],
            words: format!("{words}, here {mine:?}"),
        })
    })
}

#[test]
fn two_peoples_files_in_every_combination_of_fields() {
    for at in [10_000, 30_000] {
        let mut count = 0;
        for case in cases(Writer::Colleague { at }) {
            case.check_proposed();
            count += 1;
        }
        assert_eq!(count, 108 * 108);
    }
}

#[test]
fn a_file_that_a_script_corrected_in_every_combination_of_fields() {
    for writer in [Writer::Script, Writer::DatingScript] {
        for case in cases(writer) {
            case.check_proposed();
        }
    }
}

#[test]
fn whatever_is_decided_for_all_comes_of_it() {
    for writer in [Writer::Colleague { at: 10_000 }, Writer::Colleague { at: 30_000 }, Writer::Script] {
        for case in cases(writer) {
            case.check_decided();
        }
    }
}

/// What the preview says of an annotation that one side deleted, and whether it is there if nobody decides otherwise.
#[test]
fn a_deletion_on_either_side() {
    for theirs in [None, Some([Nothing; 5]), Some([Nothing, Nothing, Changed, Nothing, Nothing])] {
        for mine in [None, Some([Nothing; 5]), Some([Changed, Nothing, Nothing, Nothing, Nothing])] {
            let mut here = base();
            let file = here.export();
            let mut bundle =
                given_back(&file, theirs.unwrap_or([Nothing; 5]), Writer::Colleague { at: 10_000 });
            if theirs.is_none() {
                bundle.annotations.retain(|one| one.id != id(QUOTE));
            }
            let done = mine.map_or_else(|| vec![AnnotationEdit::Delete], |mine| edits(mine, true));
            for edit in done {
                here.edit(20_000, id(QUOTE), edit);
            }
            let words = format!("file {theirs:?}, here {mine:?}");
            let expected = match (theirs, mine) {
                (Some(_), None) => Some((Subject::Deleted(id(QUOTE)), Decision::Theirs)),
                (None, Some(_)) => Some((Subject::Absent(id(QUOTE)), Decision::Mine)),
                (Some(_), Some(_)) | (None, None) => None,
            };
            let plan = here.plan(&bundle, &ImportTerms::default());
            let mut whole = plan.divergences.iter().filter(|one| one.subject.group() != Group::Fields);
            let said = whole.next().map(|one| (one.subject.clone(), one.proposed));
            assert_eq!((said, whole.count()), (expected.clone(), 0), "{words}");
            let Some((subject, proposed)) = expected else { continue };
            for decision in [None, Some(Decision::Theirs), Some(Decision::Mine)] {
                let mut decisions = Decisions::default();
                if let Some(decision) = decision {
                    decisions = decisions.with(subject.clone(), decision);
                }
                let mut after = here.clone();
                after.import(50_000, &bundle, &ImportTerms { decisions, ..ImportTerms::default() });
                let takes_file = decision.unwrap_or(proposed) == Decision::Theirs;
                let now = after.annotation(id(QUOTE));
                assert_eq!(now.is_some(), takes_file == theirs.is_some(), "{decision:?}, {words}");
                if takes_file && theirs.is_some() {
                    let copy = bundle.annotations.iter().find(|one| one.id == id(QUOTE)).unwrap();
                    assert!(now.unwrap().says_as(copy), "{decision:?}, {words}");
                }
            }
        }
    }
}
