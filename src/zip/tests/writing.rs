//! What is written is read again, strictly.

use proptest::prelude::*;

use super::*;
use crate::ApiMisuse;

fn written(write: impl FnOnce(&mut Writer<Vec<u8>>)) -> Vec<u8> {
    let mut writer = Writer::new(Vec::new());
    write(&mut writer);
    writer.finish().unwrap()
}

#[test]
fn a_first_stored_entry_has_its_magic_number() {
    let octets =
        written(|writer| writer.store("mimetype", b"application/vnd.etsi.asic-e+zip").unwrap());
    // EN 319 162-1 §A.1.
    assert_eq!(&octets[..4], b"PK\x03\x04");
    assert_eq!(&octets[28..30], [0, 0]);
    assert_eq!(&octets[30..69], b"mimetypeapplication/vnd.etsi.asic-e+zip");
}

#[test]
fn names_that_would_be_refused_are_not_written() {
    let mut writer = Writer::new(Vec::new());
    writer.store("a", b"").unwrap();
    for name in ["", "a", "A", "../b", "/b", "b\\c", "C:b", "b\0", "Co\u{302}ng"] {
        assert_eq!(writer.store(name, b""), Err(Error::ApiMisuse(ApiMisuse::EntryName)), "{name}");
    }
    writer.store("b", b"").unwrap();
    assert_eq!(contents(&writer.finish().unwrap()).len(), 2);
}

#[test]
fn a_copy_is_what_was_announced() {
    let copy = |content: &[u8], length: u64, crc: u32| {
        Writer::new(Vec::new()).copy("a", content, length, crc)
    };
    let crc = 0x3524_41c2; // of "abc"
    assert_eq!(copy(b"abc", 3, crc), Ok(()));
    let other = Err(Error::ApiMisuse(ApiMisuse::OtherContent));
    assert_eq!(copy(b"abd", 3, crc), other);
    assert_eq!(copy(b"abcd", 3, crc), other);
    assert_eq!(copy(b"ab", 3, crc), other);
}

#[test]
fn entries_are_kept_as_they_are_packed() {
    let octets = good().octets();
    let mut archive = open(&octets, Reading::Strict).unwrap();
    let kept = written(|writer| {
        for place in 0..2 {
            writer.keep(&mut archive, place).unwrap();
        }
    });
    assert_eq!(contents(&kept), contents(&octets));
    let again = open(&kept, Reading::Strict).unwrap();
    assert_eq!(again.entries()[1].method(), Method::Deflated);
}

#[test]
fn more_entries_than_16_bits_count_are_written_and_read() {
    let octets = written(|writer| {
        for number in 0..70_000 {
            writer.store(&number.to_string(), b"").unwrap();
        }
    });
    let limits = Limits { zip_entries: 70_000, ..Limits::DEFAULT };
    let archive = Archive::open(Cursor::new(&octets[..]), Reading::Strict, &limits).unwrap();
    assert_eq!(archive.entries().len(), 70_000);
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(files in prop::collection::vec((any::<bool>(), prop::collection::vec(any::<u8>(), 0..300)), 0..6)) {
        let octets = written(|writer| {
            for (number, (deflate, content)) in files.iter().enumerate() {
                let name = format!("tệp/{number}");
                if *deflate {
                    writer.deflate(&name, content.as_slice()).unwrap();
                } else {
                    writer.store(&name, content).unwrap();
                }
            }
        });
        let read: Vec<_> = contents(&octets).into_iter().map(|(_, content)| content).collect();
        let expected: Vec<_> = files.into_iter().map(|(_, content)| content).collect();
        prop_assert_eq!(read, expected);
    }

    #[test]
    fn no_damage_makes_the_reader_panic(at in 0_usize..400, with: u8) {
        let mut octets = good().octets();
        let at = at % octets.len();
        octets[at] = with;
        if let Ok(mut archive) = open(&octets, Reading::Lenient) {
            for place in 0..archive.entries().len() {
                let _ = archive.read(place, 1 << 16);
            }
        }
    }
}
