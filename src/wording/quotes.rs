//! The words of a text where there is little room.

/// How many characters of a quote stand in a report.
const REPORTED: usize = 24;

/// The beginning of a quote.
pub fn shortened(quote: &str) -> String {
    let mut short: String = quote.chars().take(REPORTED).collect();
    if quote.chars().nth(REPORTED).is_some() {
        short.push('…');
    }
    short
}
