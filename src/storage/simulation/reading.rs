//! A worker reads the mirror, while the page goes on.

use std::rc::Rc;

use super::stores::Mirror;
use super::world::World;
use crate::model::Project;
use crate::storage::{Key, MergeJob, Merged, RecoveryEvent, gather, wanted};
use crate::text::CharOffset;

/// One look at the mirror.
pub struct Reading {
    job: MergeJob,
    /// The text that was wanted came first.
    is_shown: bool,
    answer: Option<Vec<u8>>,
}

impl World {
    pub fn begin_reading(&mut self, at: usize) {
        let home = if self.chance.one_in(2) { &self.opened } else { &self.shipped }.id();
        let tab = &mut self.tabs[at];
        if tab.reading.is_some() {
            tab.reads_again = true;
            return;
        }
        let known = tab.replicator.known().iter().map(|document| document.id()).collect();
        let wanted = Some((home, CharOffset::new(0)));
        let job = MergeJob { here: tab.replicator.here(), known, wanted };
        tab.reading = Some(Reading { job, is_shown: false, answer: None });
        self.counts.readings += 1;
    }

    /// The next step of a worker that reads for this tab. Says whether there is one.
    pub fn read_on(&mut self, at: usize) -> bool {
        let Some(mut reading) = self.tabs[at].reading.take() else { return false };
        let mirrored = self.browser.borrow().mirrored();
        if !std::mem::replace(&mut reading.is_shown, true) {
            self.show_wanted(at, &mut reading, mirrored);
        } else if let Some(answer) = reading.answer {
            let known = self.tabs[at].replicator.known();
            let find = |id| known.iter().find(|document| document.id() == id).cloned();
            let gathered = Merged::from_bytes(&answer, &find).unwrap();
            let now = self.now(at);
            let tab = &mut self.tabs[at];
            tab.is_attached = true;
            let mirror = Rc::new(Mirror::new(&tab.line));
            let arrival = tab.replicator.attach_gathered(mirror, &reading.job.here, gathered, now);
            let reads_again = std::mem::take(&mut tab.reads_again);
            self.arrive(at, arrival);
            if reads_again {
                self.begin_reading(at);
            }
            return true;
        } else {
            let gathered = gather(&reading.job.here, mirrored, std::slice::from_ref(&self.shipped));
            reading.answer = Some(gathered.to_bytes(&reading.job.known));
        }
        self.tabs[at].reading = Some(reading);
        true
    }

    /// The text that is wanted comes with some of its annotations.
    fn show_wanted(&mut self, at: usize, reading: &mut Reading, mut mirrored: Vec<(String, String)>) {
        let Some((home, _)) = reading.job.wanted else { return };
        mirrored.retain(|(name, _)| match Key::parse(name) {
            Some(Key::Annotation(document, _)) => document == home && self.chance.one_in(2),
            Some(key @ (Key::Header(_) | Key::Text(_))) => key.document() == Some(home),
            _ => false,
        });
        let shipped = std::slice::from_ref(&self.shipped);
        let Some(news) = wanted(&reading.job, mirrored, shipped) else { return };
        let bytes = news.to_bytes(&reading.job.known);
        let known = self.tabs[at].replicator.known();
        let find = |id| known.iter().find(|document| document.id() == id).cloned();
        let Some(RecoveryEvent::Text(text, latest)) = RecoveryEvent::from_bytes(&bytes, &find) else {
            panic!("other news")
        };
        reading.job.known.push(home);
        let arrival = self.tabs[at].replicator.attach_part(Project::default().with(*text), latest);
        self.arrive(at, arrival);
    }
}
