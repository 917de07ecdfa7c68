//! Words looked for in large texts, beside one pass over their bytes.

use std::hint::black_box;
use std::time::{Duration, Instant};

use pizhu::text::Query;
use pizhu_bench::{document, text};

/// The shortest of so many runs is told.
const RUNS: usize = 7;

/// About as large as the largest texts that are measured elsewhere, in bytes.
const SIZE: usize = 14_000_000;

fn main() {
    println!("text      | MB   | one pass ms | words                   | found  | ms");
    let latin = "Die Bundesregierung tagt am Dienstag über den Haushalt für das nächste Jahr. ";
    let cyrillic = "Правительство обсудит бюджет на следующий год во вторник. ";
    let kinds = [
        ("Chinese", text(1000, false), ["广州", "廣州", "无此词"]),
        ("German", latin.repeat(SIZE / latin.len()), ["Haushalt", "NÄCHSTE", "Wort"]),
        ("Russian", cyrillic.repeat(SIZE / cyrillic.len()), ["бюджет", "БЮДЖЕТ", "слово"]),
    ];
    for (name, text, queries) in kinds {
        let document = document(&text);
        let pass = fastest(|| text.bytes().fold(0_u8, |sum, byte| sum ^ black_box(byte)));
        for words in queries {
            let count = Query::new(words).find_in(&document).len();
            let found = fastest(|| Query::new(words).find_in(&document));
            println!(
                "{name:<9} | {:>4.1} | {:>11.1} | {words:<23} | {count:>6} | {:>6.1}",
                f64::from(text.len() as u32) / 1e6,
                millis(pass),
                millis(found),
            );
        }
    }
}

fn fastest<T>(run: impl Fn() -> T) -> Duration {
    let timed = |_| {
        let start = Instant::now();
        black_box(run());
        start.elapsed()
    };
    (0..RUNS).map(timed).min().unwrap_or_default()
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
