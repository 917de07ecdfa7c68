//! What only lazily loaded modules say. It lies with them, not in the file of the first visit: so these are statics that a method
//! leads to, and no fields of [`Messages`], which every visit has.

use super::{Messages, en, zh_hans};

/// What the menu says, and what opens from it: the list of shortcuts, and the question before erasing.
pub struct MenuWords {
    pub view: &'static str,
    pub work: &'static str,
    pub files: &'static str,
    pub kept: &'static str,
    pub help: &'static str,
    pub single_keys: &'static str,
    pub press_key: &'static str,
    pub key_taken: fn(key: &str, what: &str) -> String,
    pub key_kept: fn(key: &str) -> String,
    pub fixed_keys: &'static str,
    pub reset_keys: &'static str,
    pub ui_language: &'static str,
    pub theme: &'static str,
    pub size: &'static str,
    pub sizes: [&'static str; 4],
    pub face: &'static str,
    pub serif: &'static str,
    pub sans: &'static str,
    pub theme_auto: &'static str,
    pub theme_light: &'static str,
    pub theme_dark: &'static str,
    pub theme_sepia: &'static str,
    pub your_name_hint: &'static str,
    pub room: fn(percent: u64) -> String,
    pub erase_what: fn(texts: usize, annotations: usize) -> String,
    pub erase_also: &'static str,
    pub erase_do: &'static str,
}

/// What is said of restore points.
pub struct PointWords {
    pub about: &'static str,
    pub none_yet: &'static str,
    /// Of the field for the name.
    pub name: &'static str,
    pub set: &'static str,
    pub look: &'static str,
    pub forget: &'static str,
    pub opened: &'static str,
    pub worked: &'static str,
    pub before: &'static str,
    pub wanted: &'static str,
    pub added: fn(count: usize) -> String,
    pub removed: fn(count: usize) -> String,
    pub changed: fn(count: usize) -> String,
    /// Between the three.
    pub comma: &'static str,
    pub same: &'static str,
    pub looking: fn(when: &str, name: &str) -> String,
    pub back: &'static str,
    pub restore: &'static str,
    pub restored: fn(count: usize) -> String,
    pub read_only: &'static str,
    /// There is no place to keep them.
    pub none: &'static str,
}

/// What is said of the file that a text is tied to.
pub struct FileWords {
    pub tie: &'static str,
    pub untie: &'static str,
    /// `time` is empty where it was not written yet.
    pub tied: fn(name: &str, time: &str) -> String,
    pub forbidden: fn(name: &str) -> String,
    pub ask: &'static str,
    pub ask_for: fn(name: &str) -> String,
    pub not_tied: &'static str,
    pub saved: fn(time: &str, name: &str) -> String,
    pub failed: fn(name: &str, reason: &str) -> String,
    pub unreadable: &'static str,
    pub unwritable: &'static str,
    pub mismatch: &'static str,
    pub strange: &'static str,
    pub came_in: fn(count: u32) -> String,
    /// A download was given at this time, and nobody knows what became of it.
    pub offered: fn(time: &str) -> String,
    /// Since then, or at all.
    pub unfiled: fn(count: usize) -> String,
}

/// What is said while a large text is searched.
pub struct SearchWords {
    pub so_far: fn(found: &str) -> String,
    pub stopped: &'static str,
}

/// What is said while so much is being read that it takes a while.
pub struct LoadingPlaceholderWords {
    pub title: &'static str,
    pub hint: &'static str,
    pub meanwhile: fn(title: &str) -> String,
    pub annotations: &'static str,
    pub counted: fn(read: &str, all: &str) -> String,
    pub not_whole: &'static str,
    /// Everything was offered as a download that is here.
    pub in_part: &'static str,
}

impl Messages {
    pub fn loading_placeholder(&self) -> &'static LoadingPlaceholderWords {
        self.of(&en::lazy::LOADING_PLACEHOLDER, &zh_hans::lazy::LOADING_PLACEHOLDER)
    }

    pub fn search(&self) -> &'static SearchWords {
        self.of(&en::lazy::SEARCH, &zh_hans::lazy::SEARCH)
    }

    pub fn files(&self) -> &'static FileWords {
        self.of(&en::lazy::FILES, &zh_hans::lazy::FILES)
    }

    pub fn points(&self) -> &'static PointWords {
        self.of(&en::lazy::POINTS, &zh_hans::lazy::POINTS)
    }

    pub fn menu(&self) -> &'static MenuWords {
        self.of(&en::lazy::MENU, &zh_hans::lazy::MENU)
    }

    /// Of what each language has the one in this.
    fn of<T>(&self, english: &'static T, chinese: &'static T) -> &'static T {
        if self.language == zh_hans::MESSAGES.language { chinese } else { english }
    }
}

#[cfg(test)]
mod tests {
    use crate::i18n::ALL;

    #[test]
    fn no_language_borrows_from_another() {
        let views: Vec<&str> = ALL.iter().map(|messages| messages.menu().view).collect();
        assert!(views.iter().enumerate().all(|(at, view)| !views[..at].contains(view)), "{views:?}");
    }
}
