//! Each trick with a ZIP file, and the same file without it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

pub(crate) mod craft;
mod tricks;
mod writing;

use std::io::Cursor;

use super::*;
use crate::error::{Limit, Unsupported};
use crate::limits::Limits;
use craft::{Craft, archive, piece};

fn open(octets: &[u8], reading: Reading) -> Result<Archive<Cursor<&[u8]>>, Error> {
    Archive::open(Cursor::new(octets), reading, &Limits::DEFAULT)
}

/// The name and the content of each entry.
fn contents(octets: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = open(octets, Reading::Strict).unwrap();
    let places = 0..archive.entries().len();
    let read = |place: usize| {
        let content = archive.read(place, 1 << 20).unwrap();
        (archive.entries()[place].name().to_owned(), content)
    };
    places.map(read).collect()
}

/// A file of two entries without a fault.
fn good() -> Craft {
    archive([
        piece("mimetype", b"text/plain"),
        piece("Công văn.txt", "Kính gửi".as_bytes()).deflated(),
    ])
}

/// What both readings say: a refusal, or the irregularities that the lenient one met.
fn readings(craft: &Craft) -> (Option<&'static str>, Vec<Irregularity>) {
    let octets = craft.octets();
    let refused = match open(&octets, Reading::Strict) {
        Err(Error::Malformed(malformed)) => Some(malformed.what),
        Err(other) => panic!("{other}"),
        Ok(_) => None,
    };
    let lenient = open(&octets, Reading::Lenient).unwrap();
    (refused, lenient.irregularities().iter().map(|noted| noted.irregularity).collect())
}

#[test]
fn stored_and_deflated_entries_are_read() {
    let expected = [("mimetype", "text/plain"), ("Công văn.txt", "Kính gửi")];
    let expected = expected.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()));
    assert_eq!(contents(&good().octets()), expected);
    assert_eq!(readings(&good()), (None, Vec::new()));
}

#[test]
fn an_archive_without_entries_is_read() {
    assert_eq!(contents(&Craft::default().octets()), []);
}

#[test]
fn a_comment_is_read() {
    let octets = good().with(|craft| craft.comment = b"mimetype=text/plain".to_vec()).octets();
    assert_eq!(open(&octets, Reading::Strict).unwrap().comment(), b"mimetype=text/plain");
}

#[test]
fn an_entry_is_found_by_its_whole_name_only() {
    let octets = good().octets();
    let archive = open(&octets, Reading::Strict).unwrap();
    assert_eq!(archive.find("Công văn.txt"), Some(1));
    assert_eq!(archive.find("công văn.txt"), None);
    assert_eq!(archive.find("văn.txt"), None);
}

#[test]
fn end_records_of_64_bits_are_read() {
    for escape in [true, false] {
        let zip64 = craft::Zip64 { escape, ..Default::default() };
        let octets = good().with(|craft| craft.zip64 = Some(zip64)).octets();
        assert_eq!(contents(&octets).len(), 2);
    }
}

#[test]
fn lengths_of_64_bits_are_read() {
    let mut extra = vec![1, 0, 16, 0];
    extra.extend([3_u64, 3].map(u64::to_le_bytes).concat());
    let wide = piece("a", b"abc").both(|head| {
        (head.packed, head.length, head.extra) = (u32::MAX, u32::MAX, extra.clone());
    });
    assert_eq!(contents(&archive([wide]).octets()), [("a".to_owned(), b"abc".to_vec())]);
}

#[test]
fn content_longer_than_the_caller_takes_is_not_read() {
    let octets = good().octets();
    let mut archive = open(&octets, Reading::Strict).unwrap();
    assert_eq!(archive.read(0, 10).unwrap(), b"text/plain");
    assert_eq!(archive.read(0, 9), Err(Error::LimitExceeded(Limit::Length)));
    let none = archive.read(2, 10);
    assert_eq!(none, Err(Error::ApiMisuse(crate::ApiMisuse::NoEntry)));
}

#[test]
fn what_is_no_archive_is_refused() {
    for octets in [&b""[..], b"PK\x05\x06", b"PK\x03\x04", &[0; 100]] {
        assert!(matches!(open(octets, Reading::Lenient), Err(Error::Malformed(_))));
    }
}

#[test]
fn no_prefix_of_an_archive_is_read() {
    let octets = good().octets();
    for length in 0..octets.len() {
        assert!(open(&octets[..length], Reading::Lenient).is_err(), "{length}");
    }
}

#[test]
fn what_is_not_done_is_refused_by_name() {
    let first = |change: fn(&mut craft::Head)| archive([piece("a", b"abc").both(change)]).octets();
    let cases = [
        (first(|head| head.flags |= 1), Unsupported::ZipEncryption),
        (first(|head| head.flags |= 1 << 6), Unsupported::ZipEncryption),
        (first(|head| head.flags |= 1 << 13), Unsupported::ZipEncryption),
        (first(|head| head.flags |= 1 << 5), Unsupported::ZipMethod),
        (first(|head| head.method = 12), Unsupported::ZipMethod),
        (first(|head| head.method = 99), Unsupported::ZipMethod),
        (good().with(|craft| craft.disk = 1).octets(), Unsupported::ZipDisks),
        (archive([piece("a", b"").with(|piece| piece.disk = 2)]).octets(), Unsupported::ZipDisks),
    ];
    for (octets, what) in cases {
        let refused = open(&octets, Reading::Lenient).map(drop);
        assert_eq!(refused, Err(Error::Unsupported(what)));
    }
}
