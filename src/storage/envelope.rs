//! What is around every record: its version, and a checksum over its key and its text as it was written.
//!
//! ```text
//!   {"v":1,"crc":"5c0f1b2a","r":{…}}
//! ```
//!
//! Every version, now and later, begins with `{"v":` and its number, so that an older program can tell that it must
//! leave the record alone. The checksum covers the key too: a record under another's key is damaged.

use crc::{CRC_32_ISO_HDLC, Crc, Table};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::Fault;

const START: &str = "{\"v\":";

static CHECKSUM: Crc<u32, Table<1>> = Crc::<u32, Table<1>>::new(&CRC_32_ISO_HDLC);

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Envelope<'a> {
    v: u32,
    crc: &'a str,
    #[serde(borrow)]
    r: &'a RawValue,
}

/// The version that a record says it has, if it says one.
pub fn version(raw: &str) -> Option<u32> {
    let rest = raw.strip_prefix(START)?;
    rest.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

/// Puts a record's JSON text into its envelope.
pub fn seal(version: u32, key: &str, body: &RawValue) -> String {
    let crc = checksum(version, key, body.get());
    serde_json::to_string(&Envelope { v: version, crc: &crc, r: body }).unwrap_or_default()
}

/// The JSON text of a record of the given version, if nothing in it changed since it was sealed.
pub fn open<'a>(version: u32, key: &str, raw: &'a str) -> Result<&'a str, Fault> {
    let envelope: Envelope = serde_json::from_str(raw).map_err(|error| Fault::Syntax(error.to_string()))?;
    let body = envelope.r.get();
    if envelope.v == version && envelope.crc == checksum(version, key, body) {
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
        let body = RawValue::from_string(r#"{"label":"引语"}"#.into()).unwrap();
        let sealed = seal(1, "an:g:quote", &body);
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
