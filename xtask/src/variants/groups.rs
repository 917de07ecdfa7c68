//! Which Han characters are forms of one: pairs put together to groups.
//!
//! That one is the simplified form of the other says so without doubt. Other relations of Unihan are dictionaries' words
//! for "means the same", and would bring 他 and 她 together, or 余 and 予: they count only where no more than one side has
//! a character of everyday writing, that is of the mainland's list of 2013 (`kTGH`).

use std::collections::{BTreeMap, BTreeSet};

/// A disjoint-set forest of characters.
#[derive(Default)]
pub struct Groups {
    above: BTreeMap<char, char>,
    everyday: BTreeSet<char>,
    /// How often a character is somebody's simplified form.
    simplifies: BTreeMap<char, usize>,
}

impl Groups {
    pub fn new(everyday: BTreeSet<char>) -> Self {
        Self { everyday, ..Self::default() }
    }

    /// The one that stands for the group until it is whole.
    fn root(&self, c: char) -> char {
        let mut root = c;
        while let Some(above) = self.above.get(&root).filter(|above| **above != root) {
            root = *above;
        }
        root
    }

    /// Puts two together.
    pub fn join(&mut self, one: char, other: char) {
        let (one, other) = (self.root(one), self.root(other));
        let (low, high) = (one.min(other), one.max(other));
        self.above.insert(high, low);
        self.above.entry(low).or_insert(low);
    }

    /// Puts a character and its simplified form together.
    pub fn simplify(&mut self, traditional: char, simplified: char) {
        if traditional != simplified {
            *self.simplifies.entry(simplified).or_default() += 1;
        }
        self.join(traditional, simplified);
    }

    /// The roots of the groups that have a character of everyday writing.
    fn everyday_roots(&self) -> BTreeSet<char> {
        self.everyday.iter().map(|c| self.root(*c)).collect()
    }

    /// Puts those together of which at most one side is in everyday writing. What could go to two such sides goes to
    /// neither: nobody has said which.
    pub fn join_rare(&mut self, pairs: &[(char, char)]) {
        let everyday = self.everyday_roots();
        let is_everyday = |groups: &Self, c: char| everyday.contains(&groups.root(c));
        let rare = |groups: &Self, (one, other): (char, char)| {
            !is_everyday(groups, one) && !is_everyday(groups, other)
        };
        for (one, other) in pairs {
            if rare(self, (*one, *other)) {
                self.join(*one, *other);
            }
        }
        let mut wanted: BTreeMap<char, BTreeSet<char>> = BTreeMap::new();
        for (one, other) in pairs {
            for (one, other) in [(*one, *other), (*other, *one)] {
                if !is_everyday(self, one) && is_everyday(self, other) {
                    wanted.entry(self.root(one)).or_default().insert(self.root(other));
                }
            }
        }
        for (rare, common) in wanted {
            if let (1, Some(common)) = (common.len(), common.first()) {
                self.join(rare, *common);
            }
        }
    }

    /// Each group with the form first that stands for it: one of everyday writing where there is one, and of several
    /// the one that simplifies most.
    pub fn all(&self) -> Vec<Vec<char>> {
        let mut groups: BTreeMap<char, Vec<char>> = BTreeMap::new();
        for c in self.above.keys() {
            groups.entry(self.root(*c)).or_default().push(*c);
        }
        let rank = |c: &char| {
            let simplifies = self.simplifies.get(c).copied().unwrap_or_default();
            let is_stroke = matches!(c, '\u{2e80}'..='\u{31ff}');
            (is_stroke, !self.everyday.contains(c), usize::MAX - simplifies, *c)
        };
        let mut groups: Vec<Vec<char>> = groups.into_values().filter(|group| group.len() > 1).collect();
        for group in &mut groups {
            group.sort_by_key(rank);
        }
        groups.sort();
        groups
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn simplified_forms_make_groups_and_rare_forms_join_one() {
        let mut groups = Groups::new("干乾后他她群".chars().collect());
        for (traditional, simplified) in [("乾", "干"), ("幹", "干"), ("後", "后"), ("后", "后")] {
            let one = |text: &str| text.chars().next().unwrap();
            groups.simplify(one(traditional), one(simplified));
        }
        groups.join_rare(&[
            ('他', '她'),
            ('羣', '群'),
            ('榦', '幹'),
            ('甲', '后'),
            ('甲', '群'),
            ('乙', '丙'),
        ]);
        let groups: Vec<String> = groups.all().into_iter().map(String::from_iter).collect();
        assert_eq!(groups, ["丙乙", "后後", "干乾幹榦", "群羣"]);
    }
}
