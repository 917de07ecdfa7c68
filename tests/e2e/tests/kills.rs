//! The browser is killed at random while two windows annotate: nothing is missing that the page had called saved.
//!
//! ```text
//!   PIZHU_KILLS=100 cargo xtask test e2e -- --test kills    the long form
//! ```

use std::collections::BTreeMap;
use std::env;

use pizhu_e2e::{Page, Visit};
use serde_json::json;

/// Kills in the ordinary run; the long form is at the top of this file.
const SHORT: u64 = 5;

const WORDS: [&str; 2] = ["陈俊敏", "胡建广"];

/// Writers that the server was told of, with the last number that the page called saved.
fn told(page: &Page) -> BTreeMap<String, u64> {
    let asked = page.site().asked();
    let notes = asked.iter().filter_map(|path| path.strip_prefix("/saved/")?.split_once('-'));
    notes.fold(BTreeMap::new(), |mut told, (writer, number)| {
        let last = told.entry(writer.to_owned()).or_insert(0);
        *last = number.parse::<u64>().unwrap_or(0).max(*last);
        told
    })
}

/// The number in the note that a writer wrote last, as the page has it.
fn last(page: &Page, writer: &str) -> u64 {
    let begins = format!("\"note\":\"{writer}-");
    let numbers = page.local_storage().into_values().filter_map(|value| {
        let (_, rest) = value.split_once(&begins)?;
        rest.split('"').next()?.parse().ok()
    });
    numbers.max().unwrap_or(0)
}

#[test]
fn a_crash_loses_nothing_that_was_called_saved() {
    let kills = env::var("PIZHU_KILLS").ok().and_then(|count| count.parse().ok()).unwrap_or(SHORT);
    let mut page = Visit::new().open();
    for words in WORDS {
        page.mark(words, 0, "Digit4");
    }
    page.wait_for_status("Saved");
    let ids: Vec<String> = page.rows().into_iter().map(|row| row.id).collect();
    let (mut chance, mut operations) = (7_u64, 0);
    for kill in 0..kills {
        let before = page.site().asked().len();
        for (writer, (words, id)) in WORDS.iter().zip(&ids).enumerate() {
            if writer > 0 {
                page.open_window();
                page.wait("both annotations", |page| page.rows().len() == WORDS.len());
            }
            page.open_row(words);
            let first = 1 + (kill + 1) * 1_000_000;
            let arguments = [json!(id), json!(format!("w{writer}")), json!(first), json!(1_000_000)];
            page.run(include_str!("../src/annotator.js"), &arguments);
        }
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let enough = 30 + (chance >> 33) as usize % 150;
        for so_many in (10..enough).step_by(10).chain([enough]) {
            page.wait("more to be saved", |page| page.site().asked().len() >= before + so_many);
        }
        page = page.come_back_from_a_crash();
        let told = told(&page);
        assert_eq!(told.len(), WORDS.len(), "both windows wrote: {told:?}");
        for (writer, saved) in &told {
            page.wait(&format!("{writer}-{saved}, which was called saved (kill {kill})"), |page| {
                last(page, writer) >= *saved
            });
        }
        operations = page.site().asked().iter().filter(|path| path.starts_with("/saved/")).count();
    }
    println!("{kills} kills, {operations} operations that were called saved");
    assert_eq!(page.rows().len(), WORDS.len());
}
