//! What a newer program wrote and this one does not know is there again when the file is written.

use pizhu::edit::{EditorState, commands};
use pizhu::formats::{Unfit, UnfitReason};
use pizhu::model::{Annotated, Project, Stamp, TagScheme, differences};
use pizhu::storage;

use crate::{opened, read, write};

const FILE: &str = r#"{
"format":"article-annotations","version":1,"zeta":[1, 2],"alpha":{"a":null},
"document":{"text":"一二三","rights":"CC BY","editions":[{"n":1}]},
"tags":[],"annotations":[],"links":[]}"#;

fn file(annotated: &Annotated) -> serde_json::Value {
    serde_json::from_str(&write(annotated, &TagScheme::default()).text).unwrap()
}

fn assert_known(annotated: &Annotated) {
    let file = file(annotated);
    assert_eq!(file["zeta"], serde_json::json!([1, 2]));
    assert_eq!(file["alpha"], serde_json::json!({"a": null}));
    assert_eq!(file["document"]["rights"], "CC BY");
    assert_eq!(file["document"]["editions"], serde_json::json!([{"n": 1}]));
}

#[test]
fn fields_of_the_file_and_the_document_survive_a_load_and_a_save() {
    let reading = read(FILE).unwrap();
    assert_eq!(reading.unfit, []);
    let annotated = opened(reading).0;
    assert_known(&annotated);
    let id = annotated.document.id();
    let project = Project::new().with(annotated);
    let saved = storage::save(&project, &differences(&Project::new(), &project), &[]);
    let saved = saved.into_iter().map(|(key, value)| (key.to_string(), value)).collect();
    assert_known(storage::load(saved, &[]).project.get(id).unwrap());
}

#[test]
fn they_come_to_a_text_that_is_known_already() {
    let bare = FILE.replace(r#""zeta":[1, 2],"alpha":{"a":null},"#, r#""zeta":0,"#).replace("CC BY", "mine");
    let state = EditorState::new(Project::new(), None);
    let mut states = vec![state];
    for file in [bare.as_str(), FILE, FILE] {
        let bundle = read(file).unwrap().bundle;
        let state = states.last().unwrap();
        let plan = commands::import(state, &bundle, Stamp::ORIGIN);
        assert_eq!(plan.is_idle(), states.len() == 3, "a second time there is nothing new");
        states.push(plan.carry_out(state, &bundle).unwrap());
    }
    let file = file(states.last().unwrap().shown().unwrap());
    assert_eq!(
        (&file["zeta"], &file["document"]["rights"]),
        (&0.into(), &"mine".into()),
        "what was here stays"
    );
    assert_eq!(file["alpha"], serde_json::json!({"a": null}));
}

#[test]
fn a_history_is_not_read_and_that_is_said() {
    let file = FILE.replace("\"links\":[]", "\"links\":[],\n\"deleted\":[{\"id\":\"x\",\"stamps\":{}}]");
    let reading = read(&file).unwrap();
    assert_eq!(reading.unfit, [Unfit { line: 5, reason: UnfitReason::Field("deleted".into()) }]);
    let written = write(&opened(reading).0, &TagScheme::default()).text;
    assert!(!written.contains("deleted"), "it would be wrong after the first change");
    let empty = FILE.replace("\"links\":[]", "\"links\":[],\"deleted\":[]");
    assert_eq!(read(&empty).unwrap().unfit, []);
}
