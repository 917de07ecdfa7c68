//! Numbers and sizes for people.

/// A number with its digits in threes.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// A size for people, in its largest unit that leaves a whole number over.
pub fn bytes(count: u64) -> String {
    const MEBIBYTE: u64 = 1 << 20;
    match count {
        MEBIBYTE.. => format!("{} MiB", count.div_ceil(MEBIBYTE)),
        1024.. => format!("{} KiB", count.div_ceil(1 << 10)),
        _ => format!("{count} B"),
    }
}
