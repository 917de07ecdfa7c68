//! What leaves the page: downloads, and words on the clipboard.

use super::commands::Download;
use super::keys::{Context, Shortcut, Stroke};
use super::{Command, Core, Feature, NoticeKind, Ticket};
use crate::edit::Refusal;
use crate::formats::{self, Format};
use crate::model::{Annotation, AttributeId, AttributeValue};
use crate::storage::Unread;
use crate::text::{BlockKind, Document, DocumentId};

#[derive(Clone, Default)]
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
    Quarantine(std::rc::Rc<Vec<Unread>>),
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
                core.say(NoticeKind::Problem, core.messages().awaiting().not_whole);
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
                    core.say(NoticeKind::Problem, core.messages().awaiting().in_part);
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
    let text = formats::project_file(annotated, &project.scheme)?;
    let name = [&annotated.document.info().title, ".json"].concat();
    Some(Download { name, media_type: "application/json", text })
}

/// The text that is shown alone.
fn text_download(core: &Core) -> Option<Download> {
    let shown = core.present().shown()?;
    let format = formats::ALL.iter().find(|format| format.id == "plain-text")?;
    let Format { extension, media_type, write: Some(write), .. } = format else { return None };
    let text = write(shown, &core.present().project.scheme).text;
    let name = [shown.document.info().title.as_str(), ".", extension].concat();
    Some(Download { name, media_type, text })
}

/// Keys and values as they were found, one below the other.
fn listed(records: &[Unread]) -> String {
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
