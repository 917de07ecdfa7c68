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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_stand_in_threes() {
        for (number, written) in [
            (0, "0"),
            (999, "999"),
            (1_000, "1,000"),
            (12_345, "12,345"),
            (123_456, "123,456"),
            (1_234_567, "1,234,567"),
        ] {
            assert_eq!(grouped(number), written);
        }
    }

    #[test]
    fn a_size_is_told_in_its_largest_unit_and_never_too_small() {
        let table = [
            (0, "0 B"),
            (1_023, "1023 B"),
            (1_024, "1 KiB"),
            (1_025, "2 KiB"),
            ((1 << 20) - 1, "1024 KiB"),
            (1 << 20, "1 MiB"),
            ((1 << 20) + 1, "2 MiB"),
        ];
        for (count, written) in table {
            assert_eq!(bytes(count), written);
        }
    }
}
