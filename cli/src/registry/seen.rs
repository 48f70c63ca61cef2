//! The newest registry that was believed, kept in a file, so that nobody hands over an older one.
//!
//! The file is JSON: `format`, `version`, `number`, and `sha256` of the registry's JSON. It is replaced only by
//! a higher number, and only after the registry was believed. One that cannot be read stops the run: taken
//! for none, it would let an older registry in.

use std::fs;
use std::io;
use std::path::Path;

use antin::registry::Seen;
use serde_json::{Value, json};

use crate::failure::Failure;
use crate::files;
use crate::lang::errors;

const FORMAT: &str = "antin-registry-seen";

/// Reads what was seen; `None` before the first time.
pub(crate) fn read(path: &Path) -> Result<Option<Seen>, Failure> {
    octets(path)?.map(|octets| parse(&octets, path)).transpose()
}

/// Keeps what was seen, unless a newer one is kept already.
pub(crate) fn keep(path: &Path, own: Seen) -> Result<(), Failure> {
    let before = octets(path)?;
    let kept = before.as_deref().map(|octets| parse(octets, path)).transpose()?;
    if kept.is_some_and(|kept| kept.number >= own.number) {
        return Ok(());
    }
    let sha256: String = own.sha256.iter().map(|octet| format!("{octet:02x}")).collect();
    let json = json!({ "format": FORMAT, "version": 1, "number": own.number, "sha256": sha256 });
    files::replace(path, before.as_deref(), format!("{json:#}\n").as_bytes())
}

fn octets(path: &Path) -> Result<Option<Vec<u8>>, Failure> {
    match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        // Also one that is empty: a crash leaves none like that.
        _ => files::read(path).map(Some),
    }
}

fn parse(octets: &[u8], path: &Path) -> Result<Seen, Failure> {
    let seen = || {
        let kept: Value = serde_json::from_slice(octets).ok()?;
        let is_ours = kept.get("format")? == FORMAT && kept.get("version")? == 1;
        let number = kept.get("number")?.as_u64()?;
        let sha256 = digest(kept.get("sha256")?.as_str()?)?;
        is_ours.then_some(Seen { number, sha256 })
    };
    seen().ok_or_else(|| Failure::unable(&errors::BAD_SEEN).at(path))
}

/// 64 hexadecimal digits.
fn digest(text: &str) -> Option<[u8; 32]> {
    if text.len() != 64 || !text.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    let mut sha256 = [0; 32];
    for (octet, place) in sha256.iter_mut().zip((0..).step_by(2)) {
        *octet = u8::from_str_radix(text.get(place..place + 2)?, 16).ok()?;
    }
    Some(sha256)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_only_grows() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("seen");
        assert_eq!(read(&path).expect("none yet"), None);
        let seen = |number| Seen { number, sha256: [7; 32] };
        for (number, kept) in [(3, 3), (5, 5), (4, 5), (5, 5)] {
            keep(&path, seen(number)).expect("kept");
            assert_eq!(read(&path).expect("read"), Some(seen(kept)));
        }
    }

    #[test]
    fn what_is_not_ours_is_neither_read_nor_replaced() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("seen");
        for text in [
            "",
            "{}",
            "mine",
            r#"{"format":"antin-registry-seen","version":2,"number":1,"sha256":"00"}"#,
            r#"{"format":"antin-registry-seen","version":1,"number":-1,"sha256":"00"}"#,
            r#"{"format":"antin-registry-seen","version":1,"number":1,"sha256":"+0"}"#,
        ] {
            fs::write(&path, text).expect("written");
            assert!(read(&path).is_err(), "{text}");
            assert!(keep(&path, Seen { number: 9, sha256: [0; 32] }).is_err(), "{text}");
            assert_eq!(fs::read_to_string(&path).expect("read"), text);
        }
    }
}
