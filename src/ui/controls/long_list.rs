//! A list of which only the rows near what is in sight stand in the page.

use std::ops::Range;

use yew::prelude::*;

/// A list of so many rows stands whole in the page.
pub const WHOLE: usize = 300;

/// Rows of a longer one that stand in the page together, and how many of them before the one that is in sight.
const TOGETHER: usize = 60;
const BEFORE: usize = 20;

/// The rows around the one in sight, and those that stay wherever they are.
pub fn present(in_sight: usize, count: usize, pinned: [Option<usize>; 2]) -> Vec<usize> {
    let first = in_sight.saturating_sub(BEFORE).min(count.saturating_sub(TOGETHER));
    let mut present: Vec<usize> = (first..(first + TOGETHER).min(count)).collect();
    for number in pinned.into_iter().flatten() {
        if let Err(at) = present.binary_search(&number) {
            present.insert(at, number);
        }
    }
    present
}

/// As high as these rows.
pub fn gap(rows: Range<usize>) -> Option<Html> {
    let (first, count) = (rows.start.to_string(), rows.len().to_string());
    let key = ["gap ", &first].concat();
    (!rows.is_empty())
        .then(|| html! { <li {key} role="presentation" data-first={first} data-rows={count} /> })
}
