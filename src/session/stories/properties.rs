//! What holds after every action.

use std::mem::discriminant;
use std::rc::Rc;

use crate::session::restore_points::Action as Points;
use crate::session::testing::is_mode_sound;
use crate::session::{Action, Dialog, Session, library, linked_file, restore_points, saving};

/// Checks everything that two states tell.
pub fn check(before: &Session, now: &Session, action: &Action) {
    assert_eq!(now.core.steps, before.core.steps + 1);
    assert!(is_mode_sound(now), "a mode has what it is about: {:?}", now.core.mode);
    if now.core.requests.reveal.map(|one| one.number) != before.core.requests.reveal.map(|one| one.number) {
        let current = now.core.editor.current_annotation();
        assert!(current.is_none_or(|one| now.core.lists(one)), "a filter hides what was just revealed");
    }
    if now.custom_keys.choosing.is_some() {
        assert!(matches!(now.core.dialog, Some(Dialog::Help)), "a row waits while nobody sees it");
    }
    check_past(before, now, action);
    check_reconciled(before, now);
}

/// While a restore point is viewed, the present is changed from elsewhere only; afterwards nothing of the past is left.
fn check_past(before: &Session, now: &Session, action: &Action) {
    assert_eq!(now.core.is_viewing(), now.restore_points.viewing.is_some());
    // What a linked file has may have waited for its module.
    let is_from_elsewhere = matches!(
        action,
        Action::Saving(saving::Action::Receive(_))
            | Action::LinkedFile(linked_file::Action::Found(_))
            | Action::Fetched(..)
    );
    let is_view = matches!(action, Action::RestorePoints(Points::View(_)));
    if before.core.is_viewing() && now.core.is_viewing() {
        let present = &now.core.present().project;
        assert!(is_from_elsewhere || present.is(&before.core.present().project), "the present was changed");
        assert!(is_view || now.core.editor.project.is(&before.core.editor.project), "the past was changed");
    }
    let is_back = matches!(
        action,
        Action::RestorePoints(restore_points::Action::Back) | Action::Library(library::Action::Show(_))
    );
    if is_back && before.core.is_viewing() && !now.core.is_viewing() {
        assert!(now.core.editor.project.is(&before.core.present().project), "something of the past is left");
        assert!(now.core.preview.is_none());
    }
}

/// To be brought in line again changes nothing, and neither does it where nothing changed.
fn check_reconciled(before: &Session, now: &Session) {
    let told = told(now);
    for than in [&before.core, &now.core] {
        let mut again = now.clone();
        again.reconcile(than);
        assert!(again.core.editor.project.is(&now.core.editor.project));
        assert_eq!(self::told(&again), told, "it was not in line");
        assert!(again.core.commands.take().is_empty(), "something is asked for again");
    }
}

/// A session in words, but for its texts. Does not compile while a slice is missing.
fn told(session: &Session) -> String {
    let Session {
        core,
        modules,
        library,
        selecting,
        list,
        annotating,
        pen,
        moving_edges,
        linking,
        overlaps,
        finding,
        history,
        tag_scheme,
        importing,
        exporting,
        linked_file,
        restore_points,
        conflicts,
        saving,
        preferences,
        custom_keys,
        dialogs,
        notices,
        leaving,
    } = session;
    let place = (core.editor.active, core.editor.selection, core.editor.current, core.is_viewing());
    let way = (&core.mode, core.preview.is_some(), core.view, core.dialog.as_ref().map(discriminant));
    let filter = (&core.filter.tag, core.filter.words.as_ref().map(|query| query.as_str()));
    let said = (filter, &core.loading, &core.settings, &core.requests, &core.notice);
    // Of a query its words: it has a table of all signs in it.
    let find = finding.find.as_ref().map(|find| (find.query.as_str(), &find.found, find.at, &find.unticked));
    let reading = (library, selecting, list, overlaps, find, finding.bulk_tag(core), history, leaving);
    let writing = (annotating, pen, moving_edges, linking, tag_scheme, conflicts, restore_points);
    // Of a preview where its plan stands, so that a plan that is made anew is another.
    let files = (importing.plan().map(Rc::as_ptr), exporting, linked_file, saving);
    let rest = (preferences, custom_keys, dialogs, notices, modules.is_waiting());
    format!("{place:?} {way:?} {said:?} {reading:?} {writing:?} {files:?} {rest:?}")
}
