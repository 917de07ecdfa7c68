//! The words that both ends saw last: names of tags, of people, of attributes come again and again.

use std::sync::Arc;

/// So many are remembered; each is looked for among all.
const REMEMBERED: usize = 32;

/// A word that comes to a full list takes the place of the oldest, at both ends alike.
#[derive(Debug, Default)]
pub struct Words {
    list: Vec<Arc<str>>,
    oldest: usize,
}

impl Words {
    pub fn find(&self, word: &str) -> Option<usize> {
        self.list.iter().position(|known| **known == *word)
    }

    pub fn get(&self, at: usize) -> Option<Arc<str>> {
        self.list.get(at).cloned()
    }

    pub fn remember(&mut self, word: Arc<str>) {
        if self.list.len() < REMEMBERED {
            return self.list.push(word);
        }
        if let Some(place) = self.list.get_mut(self.oldest) {
            *place = word;
        }
        self.oldest = (self.oldest + 1) % REMEMBERED;
    }
}
