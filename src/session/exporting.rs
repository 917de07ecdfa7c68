//! What leaves the page: downloads, and words on the clipboard.

use super::commands::Download;
use super::keys::{Context, Shortcut, Stroke};
use super::{Command, Core, Feature, NoticeKind, Ticket};
use crate::edit::Refusal;
use crate::formats;
use crate::model::{Annotation, AttributeId, AttributeValue};
use crate::storage::Rejected;
use crate::text::{BlockKind, Document, DocumentId};

#[derive(Clone, Debug, Default)]
pub struct State {
    /// Project files that the browser was asked to offer, and the text that is in each.
    offering: Vec<(Ticket, DocumentId)>,
}

#[derive(Clone, Debug)]
pub enum Action {
    /// Downloads the text that is shown with its annotations.
    Project,
    /// Downloads every text that has something of the reader's, each as a file.
    Everything,
    /// Downloads the text alone.
    Text,
    /// Downloads the stored records that could not be read.
    Quarantine(std::rc::Rc<Vec<Rejected>>),
    /// The browser offered a download, or refused to.
    Offered(Ticket, bool),
    /// Copies a link to the current annotation.
    CopyLink,
    /// Copies its words, with who said them and where they stand.
    CopyQuote,
    /// The clipboard has the words, or refused them.
    Copied(Ticket, bool),
}

impl Feature for State {
    type Action = Action;

    const SHORTCUTS: &'static [Shortcut<Action>] = &[
        Shortcut {
            id: "export",
            strokes: &[Stroke::command("KeyS")],
            context: Context::PageAndFields,
            asks: Action::Project,
            says: |messages| messages.shortcuts.export,
        },
        Shortcut {
            id: "copy-quote",
            strokes: &[Stroke::plain("KeyC")],
            context: Context::Page,
            asks: Action::CopyQuote,
            says: |messages| messages.copy_quote,
        },
        Shortcut {
            id: "copy-link",
            strokes: &[Stroke::shift("KeyC")],
            context: Context::Page,
            asks: Action::CopyLink,
            says: |messages| messages.copy_link,
        },
    ];

    fn act(&mut self, core: &mut Core, action: Action) {
        match action {
            Action::Project if core.is_partial() => {
                core.say(NoticeKind::Problem, core.messages().loading_placeholder().not_whole);
            }
            Action::Project => {
                let shown = core.present().active;
                self.offer(core, shown.into_iter().collect());
            }
            Action::Everything => {
                let documents = worth_keeping(core);
                self.offer(core, documents);
                if core.is_partial() {
                    // What is here is given out all the same: the rest may never come.
                    core.say(NoticeKind::Problem, core.messages().loading_placeholder().in_part);
                }
            }
            Action::Text => match text_download(core) {
                Some(download) => {
                    core.commands.push(Command::Download(download));
                }
                None => core.refuse(Refusal::NoDocument),
            },
            Action::Quarantine(records) => {
                let (name, text) = ("pizhu-set-aside.txt".to_owned(), listed(&records));
                core.commands.push(Command::Download(Download { name, media_type: "text/plain", text }));
            }
            Action::Offered(_, false) => core.say(NoticeKind::Problem, core.messages().no_download),
            Action::Offered(ticket, true) => {
                let at = self.offering.iter().position(|(offering, _)| *offering == ticket);
                if let Some((_, document)) = at.map(|at| self.offering.swap_remove(at)) {
                    core.commands.push(Command::NoteOffer(document));
                    tell_of_offer(core);
                }
            }
            Action::CopyLink => copy(core, core.editor.current.map(core.env.link_to)),
            Action::CopyQuote => {
                let words =
                    core.editor.current_annotation().and_then(|annotation| quotation(core, annotation));
                copy(core, words);
            }
            Action::Copied(_, true) => core.say(NoticeKind::Done, core.messages().copied),
            Action::Copied(_, false) => core.say(NoticeKind::Problem, core.messages().not_copied),
        }
    }
}

impl State {
    /// Has each of these texts offered as a project file; without any there is nothing to offer.
    fn offer(&mut self, core: &mut Core, documents: Vec<DocumentId>) {
        // What an earlier attempt said is about that one.
        core.notice = None;
        if documents.is_empty() {
            core.refuse(Refusal::NoDocument);
        }
        for document in documents {
            match project_download(core, document) {
                Some(download) => {
                    let ticket = core.commands.push(Command::Download(download));
                    self.offering.push((ticket, document));
                }
                None => core.say(NoticeKind::Problem, core.messages().no_download),
            }
        }
    }
}

/// Nobody tells whether a download was kept, so it is said when it was offered. Where more is to be said of it, that stays.
fn tell_of_offer(core: &mut Core) {
    if core.notice.as_ref().is_some_and(|notice| notice.kind == NoticeKind::Problem) {
        return;
    }
    let at = (core.env.time_of_day)((core.env.now)());
    core.say(NoticeKind::Done, (core.messages().files().offered)(&at));
}

/// The texts of which something would be lost: the one that is shown, and behind it every other that is annotated or not
/// brought along by the program, closed ones too.
pub fn worth_keeping(core: &Core) -> Vec<DocumentId> {
    let present = core.present();
    let others = present.project.records().filter(|one| {
        let id = one.document.id();
        let is_own = core.loading.shipped != Some(id) && one.open.value;
        present.active != Some(id) && (is_own || !one.annotations.is_empty())
    });
    present.active.into_iter().chain(others.map(|one| one.document.id())).collect()
}

/// The project file of a text as it is now, also while a restore point is viewed. It needs nothing that is lazily loaded.
pub fn project_download(core: &Core, document: DocumentId) -> Option<Download> {
    let project = &core.present().project;
    let annotated = project.record(document)?;
    let text = formats::project_file(annotated, &project.scheme);
    let name = [&annotated.document.info().title, ".json"].concat();
    Some(Download { name, media_type: "application/json", text })
}

/// The text that is shown alone.
fn text_download(core: &Core) -> Option<Download> {
    let shown = core.present().shown()?;
    let name = [&shown.document.info().title, ".txt"].concat();
    Some(Download { name, media_type: "text/plain", text: shown.document.text().to_owned() })
}

/// Keys and values as they were found, one below the other.
fn listed(records: &[Rejected]) -> String {
    let lines: Vec<&str> = records.iter().flat_map(|one| [one.key.as_str(), &one.raw, ""]).collect();
    lines.join("\n")
}

/// Without an annotation there is nothing to copy.
fn copy(core: &mut Core, words: Option<String>) {
    match words {
        Some(words) => {
            core.commands.push(Command::CopyText(words));
        }
        None => core.refuse(Refusal::NoAnnotation),
    }
}

/// The attribute that says who said a quote.
const SPEAKER: &str = "speaker";

/// The words, who said them where that is known, and their place.
fn quotation(core: &Core, annotation: &Annotation) -> Option<String> {
    let shown = core.editor.shown()?;
    let document = &shown.document;
    let speaker = match AttributeId::new(SPEAKER).and_then(|name| annotation.attribute(&name).cloned()) {
        Some(AttributeValue::Link(id)) => shown.annotations.get(id).map(|speaker| words(document, speaker)),
        Some(AttributeValue::Text(name)) => Some(name.to_string()),
        Some(AttributeValue::Number(_) | AttributeValue::Flag(_) | AttributeValue::Unnamed) | None => None,
    };
    let (title, paragraph) = place(document, annotation);
    let title = title.map_or_else(|| core.title(document), str::to_owned);
    Some((core.messages().quotation)(&words(document, annotation), speaker.as_deref(), &title, paragraph))
}

fn words(document: &Document, annotation: &Annotation) -> String {
    let pieces: Vec<&str> = annotation.target.value.spans().filter_map(|span| document.slice(span)).collect();
    pieces.join(" … ").replace('\n', " ")
}

/// The title that an annotation stands under, and in which paragraph below it, from 1; 0 outside of all.
fn place<'a>(document: &'a Document, annotation: &Annotation) -> (Option<&'a str>, usize) {
    let here = document.block_at(annotation.target.value.hull().start());
    let (mut title, mut count, mut paragraph) = (None, 0, 0);
    for block in document.blocks().iter().take(here + 1) {
        paragraph = 0;
        match block.kind {
            BlockKind::Title => (title, count) = (document.slice(block.span), 0),
            BlockKind::Paragraph => {
                count += 1;
                paragraph = count;
            }
            BlockKind::Heading
            | BlockKind::Kicker
            | BlockKind::Byline
            | BlockKind::Caption
            | BlockKind::Quotation
            | BlockKind::Attribution
            | BlockKind::Item => {}
        }
    }
    (title, paragraph)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::annotating;
    use crate::session::testing::{
        after, choose, first_text, id, is_refused, kind, other_text, select, session, tag, taken, viewing,
        words,
    };
    use crate::session::{LoadingProgress, Session, library, linking};

    fn download(session: &Session) -> Option<Download> {
        taken(session).into_iter().find_map(|command| {
            let Command::Download(download) = command else { return None };
            Some(download)
        })
    }

    fn clipboard(session: &Session) -> Option<String> {
        taken(session).into_iter().find_map(|command| {
            let Command::CopyText(words) = command else { return None };
            Some(words)
        })
    }

    fn exported(session: &Session) -> Option<DocumentId> {
        taken(session).into_iter().find_map(|command| {
            let Command::NoteOffer(document) = command else { return None };
            Some(document)
        })
    }

    /// The ticket under which the download is asked for.
    fn ticket(session: &Session) -> Ticket {
        let asked = session.core.commands.take();
        asked.into_iter().find(|(_, command)| matches!(command, Command::Download(_))).unwrap().0
    }

    #[test]
    fn the_project_file_is_offered_under_the_name_of_the_text() {
        let file = download(&after(&session(), Action::Project)).unwrap();
        assert_eq!(file.name.split('.').next(), Some("晨报"));
        assert!(file.text.contains("“一切都好。”") && file.text.contains("person"), "{}", file.text);
    }

    #[test]
    fn the_text_is_offered_alone() {
        let file = download(&after(&session(), Action::Text)).unwrap();
        assert!(file.text.contains("王五说") && !file.text.contains("person"), "{}", file.text);
    }

    #[test]
    fn edits_count_as_exported_once_the_browser_has_offered_the_file() {
        let asked = after(&session(), Action::Project);
        let file = ticket(&asked);
        let offered = after(&asked, Action::Offered(file, true));
        assert_eq!(exported(&offered), Some(first_text()));
        assert_eq!(exported(&after(&offered, Action::Offered(file, true))), None, "the answer counts once");
    }

    #[test]
    fn an_offer_is_told_though_an_earlier_one_was_refused() {
        let asked = after(&session(), Action::Project);
        let refused = after(&asked, Action::Offered(ticket(&asked), false));
        assert!(is_refused(&refused));
        let again = after(&refused, Action::Project);
        let offered = after(&again, Action::Offered(ticket(&again), true));
        assert!(words(&offered).starts_with("Offered as a download at "), "{}", words(&offered));
    }

    #[test]
    fn a_text_alone_exports_no_edits() {
        let asked = after(&session(), Action::Text);
        let file = ticket(&asked);
        assert_eq!(exported(&after(&asked, Action::Offered(file, true))), None);
    }

    #[test]
    fn the_edits_of_the_text_that_was_offered_count_though_another_is_shown_by_then() {
        let asked = after(&session(), Action::Project);
        let file = ticket(&asked);
        let elsewhere = after(&asked, library::Action::Show(other_text()));
        assert_eq!(exported(&after(&elsewhere, Action::Offered(file, true))), Some(first_text()));
    }

    #[test]
    fn a_download_that_the_browser_refuses_is_told() {
        let asked = after(&session(), Action::Project);
        let file = ticket(&asked);
        let session = after(&asked, Action::Offered(file, false));
        assert_eq!(words(&session), session.core.messages().no_download);
        assert_eq!(exported(&session), None);
    }

    #[test]
    fn a_project_that_is_not_whole_yet_is_not_exported() {
        let session = after(&session(), library::Action::Progress(LoadingProgress::default()));
        taken(&session);
        let session = after(&session, Action::Project);
        assert!(is_refused(&session) && download(&session).is_none());
    }

    #[test]
    fn without_a_text_there_is_nothing_to_download() {
        let mut session = session();
        session.core.editor = session.core.editor.showing(None);
        for action in [Action::Project, Action::Text] {
            let session = after(&session, action);
            assert_eq!(words(&session), session.core.messages().no_document);
        }
    }

    #[test]
    fn while_a_point_is_viewed_the_present_is_exported() {
        let file = download(&after(&viewing(&session()), Action::Project)).unwrap();
        assert!(file.text.contains("李四") && file.text.contains("\"figure\""), "{}", file.text);
    }

    #[test]
    fn records_in_quarantine_are_written_out_as_they_were_found() {
        let unread = |key: &str, raw: &str| Rejected {
            key: key.into(),
            raw: raw.into(),
            fault: crate::storage::Fault::Checksum,
        };
        let records = std::rc::Rc::new(vec![unread("an:1", "甲"), unread("an:2", "乙")]);
        let file = download(&after(&session(), Action::Quarantine(records))).unwrap();
        assert_eq!(file.text, "an:1\n甲\n\nan:2\n乙\n");
    }

    #[test]
    fn a_link_to_the_current_annotation_is_copied() {
        let session = after(&choose(&session(), 1), Action::CopyLink);
        assert_eq!(clipboard(&session), Some(format!("https://example.org/#{}", id(1))));
    }

    #[test]
    fn a_quote_is_copied_with_its_place() {
        let session = after(&choose(&session(), 2), Action::CopyQuote);
        assert_eq!(clipboard(&session).as_deref(), Some("“一切都好。”\n— 晨报, paragraph 1"));
        let second = after(&choose(&session, 5), Action::CopyQuote);
        assert_eq!(clipboard(&second).as_deref(), Some("“李四”\n— 晨报, paragraph 2"));
    }

    #[test]
    fn a_quote_is_copied_with_who_said_it() {
        let session = after(&choose(&session(), 2), linking::Action::Offer(None));
        let session = after(&after(&session, linking::Action::Take(1)), Action::CopyQuote);
        assert_eq!(clipboard(&session).as_deref(), Some("“一切都好。”\n— 王五, 晨报, paragraph 1"));
    }

    #[test]
    fn a_quote_of_nobody_named_is_copied_without_a_speaker() {
        let session = after(&choose(&session(), 2), linking::Action::Offer(None));
        let session = after(&after(&session, linking::Action::Take(0)), Action::CopyQuote);
        assert_eq!(clipboard(&session).as_deref(), Some("“一切都好。”\n— 晨报, paragraph 1"));
    }

    #[test]
    fn the_title_itself_stands_in_no_paragraph() {
        let session = after(&select(&session(), 0, 2), annotating::Action::Tag(tag("term")));
        let session = after(&session, Action::CopyQuote);
        assert_eq!(clipboard(&session).as_deref(), Some("“晨报”\n— 晨报"));
    }

    #[test]
    fn without_an_annotation_there_is_nothing_to_copy() {
        for action in [Action::CopyLink, Action::CopyQuote] {
            let session = session();
            taken(&session);
            let session = after(&session, action);
            assert_eq!((clipboard(&session), is_refused(&session)), (None, true));
        }
    }

    #[test]
    fn what_the_clipboard_answers_is_told() {
        let copied = after(&session(), Action::Copied(Ticket(1), true));
        assert_eq!((words(&copied), kind(&copied)), ("Copied", Some(NoticeKind::Done)));
        assert!(is_refused(&after(&session(), Action::Copied(Ticket(1), false))));
    }
}
