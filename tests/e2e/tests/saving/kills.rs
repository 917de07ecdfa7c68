//! The browser is killed at random while two windows annotate: nothing is missing that the page had called saved.
//!
//! ```text
//!   PIZHU_KILLS=100 cargo xtask test --long e2e -- --test saving kills::chromium -- --nocapture    the long forms
//!   PIZHU_KILLS=20 cargo xtask test --long e2e -- --test saving kills::firefox -- --nocapture
//! ```

use std::collections::BTreeMap;
use std::env;

use pizhu_e2e::{Page, Visit};
use serde_json::json;

const WORDS: [&str; 2] = ["陈俊敏", "胡建广"];

/// What the server was told of: the notes that the page called saved.
fn saved(page: &Page) -> Vec<String> {
    page.site().asked().iter().filter_map(|path| path.strip_prefix("/saved/").map(String::from)).collect()
}

/// Writers, with the last number that the page called saved.
fn told(page: &Page) -> BTreeMap<String, u64> {
    saved(page).iter().filter_map(|note| note.split_once('-')).fold(
        BTreeMap::new(),
        |mut told, (writer, number)| {
            let last = told.entry(writer.to_owned()).or_insert(0);
            *last = number.parse::<u64>().unwrap_or(0).max(*last);
            told
        },
    )
}

/// The number in the note that a writer wrote last, among records.
fn last(records: impl IntoIterator<Item = String>, writer: &str) -> u64 {
    let begins = format!("\"note\":\"{writer}-");
    let numbers = records.into_iter().filter_map(|value| {
        let (_, rest) = value.split_once(&begins)?;
        rest.split('"').next()?.parse().ok()
    });
    numbers.max().unwrap_or(0)
}

/// All that the mirror has.
fn mirrored(page: &Page) -> Vec<String> {
    let read = "indexedDB.open('pizhu').onsuccess = ({ target: { result: mirror } }) => {
        mirror.transaction('records').objectStore('records').getAll().onsuccess = ({ target }) => {
            window.mirrored = target.result;
            mirror.close();
        };
    };";
    page.run(read, &[]);
    page.wait_for("the mirror's records", |page| page.ask("window.mirrored", &[]))
}

/// Kills so many times, or as often as is asked for: the long forms are at the top of this file.
fn kill_and_come_back(visit: Visit, short: u64) {
    let kills = env::var("PIZHU_KILLS").ok().and_then(|count| count.parse().ok()).unwrap_or(short);
    let mut page = visit.open();
    for words in WORDS {
        page.mark(words, 0, "Digit4");
    }
    page.wait_for_status("Saved");
    let ids: Vec<String> = page.rows().into_iter().map(|row| row.id).collect();
    let mut chance = 7_u64;
    for kill in 0..kills {
        let before = saved(&page).len();
        for (writer, (words, id)) in WORDS.iter().zip(&ids).enumerate() {
            if writer > 0 {
                page.open_window();
                page.wait("both annotations", |page| page.rows().len() == WORDS.len());
            }
            page.open_row(words);
            let first = 1 + (kill + 1) * 1_000_000;
            let arguments = [json!(id), json!(format!("w{writer}")), json!(first), json!(1_000_000)];
            page.run(include_str!("../../src/annotator.js"), &arguments);
        }
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let enough = 30 + (chance >> 33) as usize % 150;
        for so_many in (10..enough).step_by(10).chain([enough]) {
            page.wait("more to be saved", |page| saved(page).len() >= before + so_many);
        }
        page = page.come_back_from_a_crash();
        let told = told(&page);
        assert_eq!(told.len(), WORDS.len(), "both windows wrote: {told:?}");
        let mirrored = mirrored(&page);
        for (writer, saved) in &told {
            let kept = last(mirrored.clone(), writer);
            assert!(kept >= *saved, "{writer}-{saved} was called saved, the mirror has {kept} (kill {kill})");
            page.wait(&format!("{writer}-{saved}, which was called saved (kill {kill})"), |page| {
                last(page.local_storage().into_values(), writer) >= *saved
            });
        }
        println!("{} kills, {} notes that were called saved, none missing", kill + 1, saved(&page).len());
    }
    assert_eq!(page.rows().len(), WORDS.len());
}

#[test]
#[ignore = "long: cargo xtask test --long"]
fn chromium_loses_nothing_that_was_called_saved() {
    kill_and_come_back(Visit::new(), 5);
}

#[test]
#[ignore = "long: cargo xtask test --long"]
fn firefox_loses_nothing_that_was_called_saved() {
    kill_and_come_back(Visit::new().firefox(), 2);
}
