//! Tagging, and what can be changed about an annotation: its tag, note, attributes, and whether it is there at all.

use super::keys::{Context, Shortcut, Stroke};
use super::{Core, Feature, NoticeKind, RowPart};
use crate::edit::{Refusal, commands};
use crate::model::{AnnotationId, AttributeId, AttributeValue, Tag, TagId, Transaction};

#[derive(Clone, Debug, Default)]
pub struct State {
    /// Part of a tag's name, written in the toolbar to find the tag.
    pub tag_query: String,
}

#[derive(Clone, Debug)]
pub enum Action {
    /// Tags the selection; without one, retags the current annotation.
    Tag(TagId),
    Retag(AnnotationId, TagId),
    Note(AnnotationId, String),
    Attribute(AnnotationId, AttributeId, Option<AttributeValue>),
    /// Puts the focus into the note of the current annotation.
    WriteNote,
    /// From the note back to the text.
    LeaveNote,
    /// By its button in the list, which goes with it: the focus moves to the neighbour.
    Delete(AnnotationId),
    DeleteCurrent,
    /// Shows only the tags with this in their names.
    FindTag(String),
    /// Tags the selection with the first tag that is shown, or else with a new one of this name.
    TagNamed(String),
}

impl Feature for State {
    type Action = Action;

    const SHORTCUTS: &'static [Shortcut<Action>] = &[
        Shortcut {
            id: "write-note",
            strokes: &[Stroke::plain("KeyN")],
            context: Context::Annotation,
            asks: Action::WriteNote,
            says: |messages| messages.shortcuts.note,
        },
        Shortcut {
            id: "delete",
            strokes: &[Stroke::plain("Delete"), Stroke::plain("Backspace")],
            context: Context::Annotation,
            asks: Action::DeleteCurrent,
            says: |messages| messages.shortcuts.delete,
        },
    ];

    fn act(&mut self, core: &mut Core, action: Action) {
        match action {
            Action::Tag(tag) => core.tag(&tag),
            Action::Retag(id, tag) => core.retag(id, &tag),
            Action::Note(id, words) => {
                core.command(|state, stamp| commands::note(state, id, &words, stamp));
            }
            Action::Attribute(id, name, value) => core.set_attribute(id, &name, value),
            Action::WriteNote => write_note(core),
            Action::LeaveNote => core.back_to_text(),
            Action::Delete(id) => {
                delete(core, id);
                core.requests.focus_row = core.editor.current.map(|id| core.request((id, RowPart::Summary)));
            }
            Action::DeleteCurrent => match core.editor.current {
                Some(id) => delete(core, id),
                None => core.refuse(Refusal::NoAnnotation),
            },
            Action::FindTag(words) => self.tag_query = words,
            Action::TagNamed(words) => self.tag_named(core, &words),
        }
    }

    /// What was written to find a tag was about the selection that there was.
    fn reconcile(&mut self, before: &Core, now: &mut Core) {
        if before.editor.selection != now.editor.selection {
            self.tag_query.clear();
        }
    }
}

impl State {
    /// The tag's name, or its id, has in it what was typed. Both cases of a letter count as the same.
    pub fn shows(&self, core: &Core, tag: &Tag) -> bool {
        let lowercase = core.env.lowercase;
        let typed = lowercase(self.tag_query.trim());
        let has = |name: &str| lowercase(name).contains(&typed);
        has(&core.tag_name(tag)) || has(tag.id.as_str())
    }

    fn tag_named(&mut self, core: &mut Core, words: &str) {
        words.clone_into(&mut self.tag_query);
        if words.trim().is_empty() {
            return;
        }
        let tags = core.editor.project.scheme.tags();
        let found = tags.into_iter().find(|tag| self.shows(core, tag)).map(|tag| tag.id.clone());
        match found {
            Some(tag) => core.tag(&tag),
            None => tag_new(core, words),
        }
        core.requests.focus_text = Some(core.request(()));
    }
}

/// Makes a tag and tags the selection with it, in one step of the history.
fn tag_new(core: &mut Core, words: &str) {
    let (author, annotation) = (core.author(), (core.env.new_id)());
    let is_done = core.command(|state, stamp| {
        let id: TagId = commands::tag_id(&state.project.scheme, words).ok_or(Refusal::IdTaken)?;
        let mut made = commands::create_tag(state, id.clone(), words, stamp)?;
        let with_tag = state.apply(made.clone())?;
        let tagged = commands::annotate(&with_tag, &id, annotation, &author)?;
        made.changes.extend(tagged.changes);
        Ok(Transaction { intention: tagged.intention, ..made })
    });
    if is_done {
        core.go_to(annotation);
    }
}

fn write_note(core: &mut Core) {
    match core.editor.current {
        Some(id) => {
            core.view.is_list_open = true;
            core.requests.focus_row = Some(core.request((id, RowPart::Note)));
        }
        None => core.refuse(Refusal::NoAnnotation),
    }
}

fn delete(core: &mut Core, id: AnnotationId) {
    if core.command(|state, stamp| commands::delete(state, id, stamp)) {
        core.say(NoticeKind::Done, (core.messages().deleted)(1));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::testing::{
        after, at, choose, current, id, is_mode_sound, is_refused, note, over, select, session, span, tag,
        told, viewing, words,
    };
    use crate::session::{Session, history, list, overlaps};

    #[test]
    fn the_selection_is_tagged_and_current_with_the_caret_behind_it() {
        let session = after(&select(&session(), 29, 31), Action::Tag(tag("place")));
        assert!(told(&session).contains(&"place 尾声".to_owned()));
        assert_eq!(session.core.editor.selection, None);
        assert_eq!(words(&session), "place: 尾声");
        assert_eq!(session.core.requests.caret.map(|request| request.what), Some(at(31)));
        assert!(current(&session).is_some_and(|number| number >= 100));
    }

    #[test]
    fn a_tag_without_a_selection_retags_what_is_current() {
        let session = after(&choose(&session(), 1), Action::Tag(tag("organisation")));
        assert!(told(&session).contains(&"organisation 王五".to_owned()));
        assert_eq!(words(&session), "Retagged as organisation");
        assert_eq!(told(&session).len(), 5);
    }

    #[test]
    fn a_selection_is_tagged_though_something_is_current() {
        let session = after(&select(&choose(&session(), 1), 29, 31), Action::Tag(tag("place")));
        assert_eq!(told(&session).len(), 6);
        assert!(told(&session).contains(&"person 王五".to_owned()));
    }

    #[test]
    fn a_tag_with_nothing_to_tag_says_so() {
        let session = after(&session(), Action::Tag(tag("place")));
        assert_eq!(words(&session), session.core.messages().no_selection);
        assert_eq!(told(&session).len(), 5);
    }

    #[test]
    fn a_tag_that_the_scheme_has_not_is_refused() {
        let session = after(&select(&session(), 29, 31), Action::Tag(tag("nothing")));
        assert_eq!(words(&session), session.core.messages().no_tag);
        assert_eq!(session.core.editor.selection, Some(span(29, 31)), "it can be tagged otherwise");
    }

    #[test]
    fn what_is_tagged_already_so_says_nothing() {
        let session = after(&session(), Action::Retag(id(1), tag("person")));
        assert_eq!((words(&session), told(&session).len()), ("", 5));
    }

    #[test]
    fn who_tags_is_written_down() {
        let settings = crate::session::Settings { name: "读者".into(), ..Default::default() };
        let session = after(&session(), crate::session::preferences::Action::Settle(settings));
        let session = after(&select(&session, 29, 31), Action::Tag(tag("place")));
        let birth = &session.core.editor.current_annotation().unwrap().birth;
        assert_eq!(&*birth.creator, "读者");
        assert!(birth.created >= 1_000_000);
    }

    #[test]
    fn a_filter_never_hides_what_was_just_tagged() {
        let filtered = after(&session(), list::Action::FilterTag(Some(tag("person"))));
        assert!(after(&select(&filtered, 29, 31), Action::Tag(tag("place"))).core.filter.is_empty());
        assert!(!after(&select(&filtered, 29, 31), Action::Tag(tag("person"))).core.filter.is_empty());
        let retagged = after(&choose(&filtered, 1), Action::Retag(id(1), tag("place")));
        assert!(retagged.core.filter.is_empty());
    }

    #[test]
    fn a_note_is_written_and_written_over() {
        let session = after(&session(), Action::Note(id(1), "记者".into()));
        assert_eq!(note(&session, 1), "记者");
        assert_eq!(note(&after(&session, Action::Note(id(1), String::new())), 1), "");
    }

    #[test]
    fn a_note_to_what_is_gone_is_refused() {
        let session = after(&session(), Action::Delete(id(1)));
        assert!(is_refused(&after(&session, Action::Note(id(1), "记者".into()))));
    }

    #[test]
    fn an_attribute_is_set_and_taken_away() {
        let name = AttributeId::new("role").unwrap();
        let role = Some(AttributeValue::Text("队员".into()));
        let value = |session: &Session| {
            let shown = session.core.editor.shown().unwrap();
            shown.annotations.get(id(1)).unwrap().attribute(&name).cloned()
        };
        let set = after(&session(), Action::Attribute(id(1), name.clone(), role.clone()));
        assert_eq!(value(&set), role);
        assert_eq!(value(&after(&set, Action::Attribute(id(1), name.clone(), None))), None);
    }

    #[test]
    fn an_attribute_that_the_tag_has_not_is_refused() {
        let name = AttributeId::new("role").unwrap();
        let role = Some(AttributeValue::Text("队员".into()));
        let session = after(&session(), Action::Attribute(id(2), name, role));
        assert_eq!(words(&session), session.core.messages().no_attribute);
    }

    #[test]
    fn a_link_is_read_aloud_when_it_is_set() {
        let name = AttributeId::new("speaker").unwrap();
        let link = Some(AttributeValue::Link(id(1)));
        let session = after(&session(), Action::Attribute(id(2), name, link));
        assert_eq!(words(&session).trim_end(), "speaker: 王五");
    }

    #[test]
    fn the_focus_goes_to_the_note_in_the_list_and_back() {
        let session = after(&choose(&session(), 1), Action::WriteNote);
        assert!(session.core.view.is_list_open);
        assert_eq!(session.core.requests.focus_row.map(|one| one.what), Some((id(1), RowPart::Note)));
        let session = after(&session, Action::LeaveNote);
        assert!(session.core.requests.focus_text.is_some());
        assert_eq!(session.core.requests.caret.map(|request| request.what), Some(at(5)));
    }

    #[test]
    fn a_note_and_a_deletion_need_something_current() {
        for action in [Action::WriteNote, Action::DeleteCurrent] {
            let session = after(&session(), action);
            assert_eq!(words(&session), session.core.messages().no_annotation);
            assert!(session.core.requests.focus_row.is_none());
        }
    }

    #[test]
    fn what_is_deleted_by_its_button_gives_the_focus_to_its_neighbour() {
        let session = after(&choose(&session(), 2), Action::Delete(id(2)));
        assert_eq!(told(&session).len(), 4);
        let next = current(&session).unwrap();
        assert_eq!(session.core.requests.focus_row.map(|one| one.what), Some((id(next), RowPart::Summary)));
        assert_eq!(words(&session), "Annotation deleted");
    }

    #[test]
    fn the_last_one_deleted_leaves_the_focus_nowhere_in_the_list() {
        let start = choose(&over("晨报\n{person|王五}"), 1);
        let session = after(&start, Action::Delete(id(1)));
        assert!(session.core.requests.focus_row.is_none());
        assert_eq!(current(&session), None);
    }

    #[test]
    fn the_current_one_is_deleted_by_key_without_moving_the_focus_into_the_list() {
        let session = after(&choose(&session(), 2), Action::DeleteCurrent);
        assert_eq!(told(&session).len(), 4);
        assert!(session.core.requests.focus_row.is_none());
    }

    #[test]
    fn a_filter_stays_when_the_last_listed_is_deleted() {
        let filtered = choose(&after(&session(), list::Action::FilterTag(Some(tag("quote")))), 2);
        assert!(!after(&filtered, Action::DeleteCurrent).core.filter.is_empty());
    }

    #[test]
    fn a_tag_is_found_by_a_part_of_its_name_or_id() {
        let shown = |query: &str| {
            let session = after(&session(), Action::FindTag(query.into()));
            let tags = session.core.editor.project.scheme.tags().len();
            let scheme = session.core.editor.project.scheme.clone();
            let found = scheme.tags().into_iter().filter(|tag| session.annotating.shows(&session.core, tag));
            (found.map(|tag| tag.id.to_string()).collect::<Vec<_>>(), tags)
        };
        assert_eq!(shown("PER").0, ["person"]);
        assert_eq!(shown(" er ").0, ["term", "person"]);
        assert_eq!(shown("zzz").0.len(), 0);
        let (all, tags) = shown("");
        assert_eq!(all.len(), tags);
    }

    #[test]
    fn enter_tags_with_the_first_tag_that_is_shown() {
        let session = after(&select(&session(), 29, 31), Action::TagNamed("pla".into()));
        assert!(told(&session).contains(&"place 尾声".to_owned()));
        assert!(session.core.requests.focus_text.is_some());
    }

    #[test]
    fn a_name_that_no_tag_has_makes_one_in_one_step() {
        let session = after(&select(&session(), 29, 31), Action::TagNamed("结尾".into()));
        let made = session.core.editor.current_annotation().unwrap().tag.value.clone();
        let label = session.core.editor.project.scheme.get(&made).unwrap().label.value.clone();
        assert_eq!(&*label, "结尾");
        assert!(told(&session).iter().any(|one| one.ends_with("尾声")));
        let undone = after(&session, history::Action::Undo);
        assert_eq!(told(&undone).len(), 5);
        assert!(undone.core.editor.project.scheme.get(&made).is_none(), "the tag goes in the same step");
        assert_eq!(words(&undone), "Undone: tag 结尾");
    }

    #[test]
    fn no_tag_is_made_where_nothing_is_selected() {
        let session = after(&session(), Action::TagNamed("结尾".into()));
        assert!(is_refused(&session));
        assert_eq!(session.core.editor.project.scheme.tags().len(), 7);
    }

    #[test]
    fn a_name_of_white_space_tags_nothing() {
        let session = after(&select(&session(), 29, 31), Action::TagNamed("  ".into()));
        assert_eq!((told(&session).len(), words(&session)), (5, ""));
    }

    #[test]
    fn while_a_point_is_viewed_nothing_is_changed_and_that_is_said() {
        let start = choose(&viewing(&session()), 1);
        let actions = [
            Action::Tag(tag("place")),
            Action::Retag(id(1), tag("place")),
            Action::Note(id(1), "注".into()),
            Action::Delete(id(1)),
            Action::DeleteCurrent,
            Action::Attribute(id(1), AttributeId::new("role").unwrap(), None),
        ];
        for action in actions {
            let name = format!("{action:?}");
            let session = after(&start, action);
            assert_eq!(words(&session), session.core.messages().points().read_only, "{name}");
            assert_eq!(told(&session), ["person 王五"], "{name}");
            assert!(session.core.present().project.is(&start.core.present().project), "{name}");
        }
    }

    #[test]
    fn a_new_annotation_over_others_is_the_one_that_is_current() {
        let session = after(&session(), overlaps::Action::Point(Some(at(15))));
        let session = after(&select(&session, 15, 17), Action::Tag(tag("place")));
        assert!(current(&session).is_some_and(|number| number >= 100));
        assert!(is_mode_sound(&session));
    }
}
