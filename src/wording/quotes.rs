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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_is_shortened_by_characters_and_only_where_it_is_too_long() {
        let fits = "好".repeat(24);
        assert_eq!(shortened(&fits), fits);
        assert_eq!(shortened(&format!("{fits}好")), format!("{fits}…"));
        assert_eq!(shortened(""), "");
    }
}
