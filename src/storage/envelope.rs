//! What is around every record: its version, and a checksum over its key and its text as it was written.
//!
//! ```text
//!   {"v":1,"crc":"5c0f1b2a","r":{…}}
//! ```
//!
//! Every version, now and later, begins with `{"v":` and its number, so that an older program can tell that it must
//! leave the record alone. The checksum covers the key too: a record under another's key is damaged.

use crc::{CRC_32_ISO_HDLC, Crc, Table};

use super::Fault;
use crate::json::{Brackets, Fields};

const START: &str = "{\"v\":";

static CHECKSUM: Crc<u32, Table<1>> = Crc::<u32, Table<1>>::new(&CRC_32_ISO_HDLC);

/// The version that a record says it has, if it says one.
pub fn version(raw: &str) -> Option<u32> {
    let rest = raw.strip_prefix(START)?;
    rest.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

/// Puts a record's JSON text into its envelope.
pub fn seal(version: u32, key: &str, body: &str) -> String {
    let mut fields = Brackets::on_one_line();
    fields.field("v", &version.to_string());
    fields.text("crc", &checksum(version, key, body));
    fields.field("r", body);
    fields.into_object()
}

/// The JSON text of a record of the given version, if nothing in it changed since it was sealed.
pub fn open<'a>(version: u32, key: &str, raw: &'a str) -> Result<&'a str, Fault> {
    let mut fields = Fields::of(raw).map_err(|malformed| Fault::Syntax(malformed.0))?;
    let stated: (Option<u32>, Option<String>) = (fields.take("v")?, fields.take("crc")?);
    let body = fields.take_raw("r").unwrap_or_default();
    fields.finish()?;
    if stated == (Some(version), Some(checksum(version, key, body))) {
        Ok(body)
    } else {
        Err(Fault::Checksum)
    }
}

fn checksum(version: u32, key: &str, body: &str) -> String {
    let mut digest = CHECKSUM.digest();
    for part in [&version.to_string(), key, body] {
        digest.update(part.as_bytes());
        digest.update(b"\n");
    }
    format!("{:08x}", digest.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_sealed_opens_under_its_key_only() {
        let sealed = seal(1, "an:g:quote", r#"{"label":"引语"}"#);
        assert_eq!(sealed, r#"{"v":1,"crc":"f1183800","r":{"label":"引语"}}"#);
        assert_eq!(open(1, "an:g:quote", &sealed), Ok(r#"{"label":"引语"}"#));
        assert_eq!(open(1, "an:g:quotf", &sealed), Err(Fault::Checksum));
        assert_eq!(open(1, "an:g:quote", &sealed.replace("引", "弓")), Err(Fault::Checksum));
        assert!(matches!(open(1, "an:g:quote", "[]"), Err(Fault::Syntax(_))));
    }

    #[test]
    fn the_version_stands_first() {
        let table = [
            (r#"{"v":1,"crc":""#, Some(1)),
            (r#"{"v":27}"#, Some(27)),
            (r#"{"v":"1"}"#, None),
            (r#"{"w":1}"#, None),
            (r#"{"v":99999999999}"#, None),
            ("", None),
        ];
        for (raw, expected) in table {
            assert_eq!(version(raw), expected, "{raw}");
        }
    }
}
