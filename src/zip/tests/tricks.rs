//! Tricks: what two readers would see differently, and what keeps a reader busy.

use super::craft::{Head, Piece, Zip64};
use super::*;

/// Holds that a fault is refused strictly, and noted leniently, alone.
fn noted(craft: &Craft, expected: Irregularity) {
    let what = (Some(expected.what()), vec![expected]);
    assert_eq!(readings(craft), what, "{}", expected.code());
}

/// Holds that both readings refuse, for a reason.
fn refused(craft: &Craft, expected: &str) {
    for reading in [Reading::Strict, Reading::Lenient] {
        match open(&craft.octets(), reading) {
            Err(Error::Malformed(malformed)) => assert_eq!(malformed.what, expected),
            other => panic!("{expected}: {:?}", other.map(drop)),
        }
    }
}

fn one(change: impl FnOnce(&mut Piece)) -> Craft {
    archive([piece("a", b"abc").with(change), piece("b", b"")])
}

fn both(change: impl Fn(&mut Head)) -> Craft {
    archive([piece("a", b"abc").both(change), piece("b", b"")])
}

#[test]
fn two_headers_that_differ_are_noted() {
    noted(&one(|piece| piece.local.name = b"x".to_vec()), Irregularity::LocalName);
    noted(&one(|piece| piece.local.method = 8), Irregularity::LocalMethod);
    noted(&one(|piece| piece.local.flags = 1 << 11), Irregularity::LocalFlags);
    noted(&one(|piece| piece.local.packed = 2), Irregularity::LocalLength);
    noted(&one(|piece| piece.local.length = 0), Irregularity::LocalLength);
    noted(&one(|piece| piece.local.crc = 0), Irregularity::LocalCrc);
}

#[test]
fn a_compression_level_in_one_header_is_no_difference() {
    assert_eq!(readings(&one(|piece| piece.local.flags = 0b10)), (None, Vec::new()));
}

#[test]
fn octets_that_belong_to_nobody_are_noted() {
    let prepended = one(|piece| piece.before = b"#!".to_vec());
    noted(&prepended, Irregularity::Prepended);
    noted(&one(|piece| piece.behind = b"hidden".to_vec()), Irregularity::Gap);
    noted(&good().with(|craft| craft.before_directory = vec![0]), Irregularity::Gap);
    noted(&good().with(|craft| craft.behind = vec![0]), Irregularity::Appended);
}

#[test]
fn an_archive_behind_something_else_is_read_with_shifted_offsets() {
    let octets = [b"#!/bin/sh\n".to_vec(), good().octets()].concat();
    assert!(open(&octets, Reading::Strict).is_err());
    let mut archive = open(&octets, Reading::Lenient).unwrap();
    assert_eq!(archive.irregularities()[0].irregularity, Irregularity::Prepended);
    assert_eq!(archive.read(0, 100).unwrap(), b"text/plain");
}

#[test]
fn a_hidden_entry_is_noted() {
    // A local header that no directory names: what reads forward sees it, we do not.
    let hidden = archive([piece("evil", b"x")]).octets();
    let hidden = hidden[..30 + 4 + 1].to_vec();
    noted(&one(|piece| piece.behind = hidden), Irregularity::Gap);
}

#[test]
fn a_second_end_record_in_the_comment_is_noted() {
    let inner = archive([piece("evil", b"x")]).octets();
    let craft = good().with(|craft| craft.comment = inner);
    noted(&craft, Irregularity::CommentRecord);
    let octets = craft.octets();
    assert_eq!(open(&octets, Reading::Lenient).unwrap().entries()[0].name(), "mimetype");
}

#[test]
fn entries_that_share_octets_are_refused() {
    // Strictly the names are refused before; the overlap is refused whatever is tolerated.
    let overlap = |craft: Craft| match open(&craft.octets(), Reading::Lenient) {
        Err(Error::Malformed(malformed)) => assert_eq!(malformed.what, "entries that overlap"),
        other => panic!("{:?}", other.map(drop)),
    };
    overlap(archive([piece("a", b"abc"), piece("b", b"").with(|piece| piece.at = Some(0))]));
    let inside = archive([piece("a", b"abc")]).octets();
    let outer = piece("outer", &inside[..34]);
    overlap(archive([outer, piece("a", b"abc").with(|piece| piece.at = Some(30 + 5))]));
}

#[test]
fn an_entry_that_runs_into_the_directory_is_refused() {
    refused(
        &archive([piece("a", b"abc").both(|head| (head.packed, head.length) = (4, 4))]),
        "an entry that runs into the directory",
    );
}

#[test]
fn a_stored_entry_has_one_length() {
    refused(&both(|head| head.packed = 2), "a stored entry of two lengths");
}

#[test]
fn descriptors_say_what_the_directory_says() {
    let text = || piece("a", b"abc").deflated();
    let unsigned = text().with(|piece| drop(piece.behind.drain(..4)));
    assert_eq!(readings(&archive([text()])), (None, Vec::new()));
    assert_eq!(readings(&archive([unsigned])), (None, Vec::new()));
    // Checksum, packed length, length.
    for at in [4, 8, 12] {
        let (refusal, met) = readings(&archive([text().with(|piece| piece.behind[at] ^= 1)]));
        assert_eq!(refusal, Some(Irregularity::Descriptor.what()), "{at}");
        assert_eq!(met, [Irregularity::Descriptor, Irregularity::Gap], "{at}");
    }
    noted(&archive([text().with(|piece| piece.behind.clear())]), Irregularity::Descriptor);
    noted(
        &one(|piece| {
            *piece = piece.clone().both(|head| head.flags = 8);
            piece.behind = [piece.local.crc, 3, 3].map(u32::to_le_bytes).concat();
        }),
        Irregularity::StoredDescriptor,
    );
}

#[test]
fn names_come_once() {
    noted(&archive([piece("a", b"1"), piece("a", b"2")]), Irregularity::DuplicateName);
    noted(&archive([piece("a", b"1"), piece("A", b"2")]), Irregularity::SimilarName);
    noted(&archive([piece("Ấ", b"1"), piece("ấ", b"2")]), Irregularity::SimilarName);
    noted(&archive([piece("a", b""), piece("a/", b"")]), Irregularity::SimilarName);
    assert_eq!(readings(&archive([piece("a", b""), piece("a/b", b"")])), (None, Vec::new()));
    let octets = archive([piece("a", b"1"), piece("a", b"2")]).octets();
    assert_eq!(open(&octets, Reading::Lenient).unwrap().find("a"), None);
}

#[test]
fn names_are_no_paths() {
    let unsafe_names = [
        "/etc/passwd",
        "../a",
        "a/../b",
        "a/..",
        "./a",
        "a//b",
        "a\\b",
        "C:a",
        "a:stream",
        "/",
        "a/.. /b",
        "a.",
        "a /b",
    ];
    for name in unsafe_names {
        noted(&archive([piece(name, b"")]), Irregularity::NamePath);
    }
    for name in ["a/b/c.txt", ".hidden", "a..b", "META-INF/", "Số 1 (2).pdf", " a"] {
        assert_eq!(readings(&archive([piece(name, b"")])), (None, Vec::new()), "{name}");
    }
}

#[test]
fn names_are_text() {
    noted(&archive([piece("", b"")]), Irregularity::EmptyName);
    noted(&archive([piece("a\0b", b"")]), Irregularity::NameControl);
    noted(&archive([piece("a\u{202e}fdp.exe", b"")]), Irregularity::NameControl);
    noted(&archive([piece("Co\u{302}ng", b"")]), Irregularity::NameNotNormal);
    noted(&archive([piece("Công", b"").both(|head| head.flags = 0)]), Irregularity::NameEncoding);
    noted(
        &both(|head| (head.name, head.flags) = (vec![0xff], 1 << 11)),
        Irregularity::NameEncoding,
    );
}

#[test]
fn an_extra_field_gives_no_second_name_and_is_whole() {
    let path = [&[0x75, 0x70, 6, 0, 1][..], &[0; 4], b"x"].concat();
    noted(&one(|piece| piece.central.extra = path), Irregularity::NameExtra);
    noted(&one(|piece| piece.local.extra = vec![1, 2, 3]), Irregularity::Extra);
    let twice = [[1, 0, 0, 0]; 2].concat();
    noted(&one(|piece| piece.local.extra = twice), Irregularity::Extra);
    let time = vec![0x55, 0x54, 1, 0, 0];
    assert_eq!(readings(&one(|piece| piece.local.extra = time)), (None, Vec::new()));
}

#[test]
fn folders_are_empty_and_nothing_points_elsewhere() {
    noted(&archive([piece("a/", b"x")]), Irregularity::DirectoryContent);
    noted(&one(|piece| piece.attributes = 0o120_777 << 16), Irregularity::SymbolicLink);
    noted(&one(|piece| piece.attributes = 0o060_600 << 16), Irregularity::SymbolicLink);
    // What is not from Unix has no such attributes.
    let dos = one(|piece| (piece.attributes, piece.made_by) = (0o120_777 << 16, 20));
    assert_eq!(readings(&dos), (None, Vec::new()));
}

#[test]
fn the_directory_has_as_many_headers_as_it_says() {
    refused(&good().with(|craft| craft.count = Some(1)), "central directory");
    refused(&good().with(|craft| craft.count = Some(3)), "central directory header");
    let signed = good().with(|craft| craft.in_directory = b"PK\x05\x05\0\0".to_vec());
    refused(&signed, "central directory");
}

#[test]
fn two_end_records_say_the_same() {
    let what = "ZIP64 end of central directory record";
    let zip64 = Zip64 { entries: Some(1), ..Zip64::default() };
    refused(&good().with(|craft| craft.zip64 = Some(zip64)), what);
    let zip64 = Zip64 { offset: Some(1), ..Zip64::default() };
    refused(&good().with(|craft| craft.zip64 = Some(zip64)), what);
}

/// Turns a bit of an octet that stands so far before the end.
fn turned(mut octets: Vec<u8>, from_end: usize, bit: u8) -> Vec<u8> {
    let at = octets.len() - from_end;
    octets[at] ^= bit;
    octets
}

#[test]
fn each_field_of_the_end_records_is_held() {
    const END: usize = 22;
    const LOCATOR: usize = END + 20;
    const END64: usize = LOCATOR + 56;
    let wide = good().with(|craft| craft.zip64 = Some(Zip64::default())).octets();
    let broken = Some("ZIP64 end of central directory record");
    let disks = None;
    let cases = [
        (END64, 1, broken),      // the signature
        (END64 - 4, 1, broken),  // its length
        (END64 - 16, 1, broken), // disk, and where the directory begins
        (END64 - 20, 1, broken),
        (END64 - 24, 1, broken), // entries here, and in all
        (END64 - 32, 1, broken),
        (END64 - 40, 1, broken), // length and offset of the directory
        (END64 - 48, 1, broken),
        (END - 4, 1, broken), // and what the record of 32 bits says of the same
        (END - 6, 1, broken),
        (END - 8, 1, broken),
        (END - 10, 1, broken),
        (END - 12, 1, broken),
        (END - 16, 1, broken),
        (LOCATOR - 4, 1, disks),
        (LOCATOR - 8, 1, broken), // where the record is: before, or behind
        (LOCATOR - 9, 1, broken),
        (LOCATOR - 15, 1, broken),
        (LOCATOR - 16, 2, disks),
    ];
    for (from_end, bit, expected) in cases {
        for reading in [Reading::Strict, Reading::Lenient] {
            let refused = open(&turned(wide.clone(), from_end, bit), reading).map(drop);
            let what = match refused {
                Err(Error::Malformed(malformed)) => Some(malformed.what),
                Err(Error::Unsupported(Unsupported::ZipDisks)) => None,
                other => panic!("{from_end}: {other:?}"),
            };
            assert_eq!(what, expected, "{from_end}");
        }
    }
}

#[test]
fn an_archive_has_one_disk_and_its_directory_its_length() {
    for from_end in [22 - 6, 22 - 8] {
        let refused = open(&turned(good().octets(), from_end, 1), Reading::Lenient).map(drop);
        assert_eq!(refused, Err(Error::Unsupported(Unsupported::ZipDisks)), "{from_end}");
    }
    let longer = open(&turned(good().octets(), 22 - 15, 1), Reading::Lenient).map(drop);
    assert!(matches!(longer, Err(Error::Malformed(one)) if one.what == "central directory"));
}

#[test]
fn a_locator_leads_to_the_record_before_it() {
    // Another record of 64 bits, as content: readers that go where the locator says would find it.
    let inner = good().with(|craft| craft.zip64 = Some(Zip64::default())).octets();
    let at = inner.len() - 98;
    let outer = archive([piece("inner", &inner)]);
    let outer = outer.with(|craft| craft.zip64 = Some(Zip64::default()));
    let mut octets = outer.octets();
    assert!(open(&octets, Reading::Strict).is_ok());
    let locator = octets.len() - 42 + 8;
    let inside = u64::try_from(30 + 5 + at).unwrap();
    octets[locator..locator + 8].copy_from_slice(&inside.to_le_bytes());
    for reading in [Reading::Strict, Reading::Lenient] {
        let refused = open(&octets, reading).map(drop);
        assert!(
            matches!(refused, Err(Error::Malformed(one)) if one.what.starts_with("ZIP64 end")),
            "{reading:?}"
        );
    }
}

#[test]
fn an_archive_of_64_bits_behind_something_else_is_read_with_shifted_offsets() {
    let wide = good().with(|craft| craft.zip64 = Some(Zip64::default())).octets();
    let octets = [b"#!/bin/sh\n".to_vec(), wide].concat();
    assert!(open(&octets, Reading::Strict).is_err());
    let archive = open(&octets, Reading::Lenient).unwrap();
    assert_eq!(archive.irregularities()[0].irregularity, Irregularity::Prepended);
}

#[test]
fn a_field_of_64_bits_has_what_is_left_to_it() {
    let short = |length: usize| {
        let extra = [&[1, 0, u8::try_from(length).unwrap(), 0][..], &vec![0; length]].concat();
        both(move |head| {
            (head.packed, head.length, head.extra) = (u32::MAX, u32::MAX, extra.clone());
        })
    };
    refused(&short(8), "ZIP64 field");
    refused(&short(15), "ZIP64 field");
    let offset = one(|piece| {
        (piece.at, piece.central.extra) = (Some(u32::MAX), vec![1, 0, 4, 0, 0, 0, 0, 0]);
    });
    refused(&offset, "ZIP64 field");
    let whole = one(|piece| {
        (piece.at, piece.central.extra) = (Some(u32::MAX), [&[1, 0, 8, 0][..], &[0; 8]].concat());
    });
    assert_eq!(readings(&whole), (None, Vec::new()));
}

#[test]
fn a_descriptor_that_reaches_into_the_directory_is_refused() {
    // Its last field would be the signature of the directory's first header.
    let octets = piece("a", b"abc").deflated().both(|head| head.length = 0x0201_4b50);
    let octets = octets.with(|piece| piece.behind.truncate(12));
    refused(&archive([octets]), "an entry that runs into the directory");
}

#[test]
fn headers_begin_with_their_signatures() {
    let octets = archive([piece("a", b"abc")]).octets();
    let directory = octets.len() - 22 - 47;
    for (at, expected) in [(0, "local file header"), (directory, "central directory header")] {
        let mut broken = octets.clone();
        broken[at] ^= 1;
        match open(&broken, Reading::Lenient) {
            Err(Error::Malformed(malformed)) => assert_eq!(malformed.what, expected),
            other => panic!("{:?}", other.map(drop)),
        }
    }
}

#[test]
fn content_is_what_the_directory_says() {
    let read = |piece: Piece| {
        let octets = archive([piece]).octets();
        match open(&octets, Reading::Strict).unwrap().read(0, 1 << 20) {
            Err(Error::Malformed(malformed)) => malformed.what,
            other => panic!("{other:?}"),
        }
    };
    let set = |length: u32, packed: u32| {
        let mut piece = piece("a", b"abcdefgh").deflated();
        piece.behind.clear();
        piece.content.resize(usize::try_from(packed).unwrap(), 0);
        piece.both(|head| {
            (head.flags, head.length, head.packed) = (0, length, packed);
            head.crc = 0xaeef_2a50;
        })
    };
    let packed = piece("a", b"abcdefgh").deflated().central.packed;
    assert_eq!(read(set(7, packed)), "content that is longer than the directory says");
    assert_eq!(read(set(9, packed)), "content that is shorter than the directory says");
    assert_eq!(read(set(8, packed + 1)), "content that is longer than the directory says");
    assert_eq!(read(set(8, packed - 2)), "deflated content");
    assert_eq!(read(piece("a", b"abc").both(|head| head.crc ^= 1)), "content of another checksum");
    let broken = set(8, packed).with(|piece| piece.content[0] = 0xff);
    assert_eq!(read(broken), "deflated content");
    let octets = archive([set(8, packed)]).octets();
    assert_eq!(open(&octets, Reading::Strict).unwrap().read(0, 8).unwrap(), b"abcdefgh");
}

#[test]
fn nothing_stands_behind_deflated_content_wherever_it_ends() {
    // RFC 1951 §3.2.4: one stored block, which ends where the reader's buffer does.
    const LENGTH: u16 = (32 << 10) - 5;
    let data = vec![b'x'; usize::from(LENGTH)];
    let block = |behind: &[u8]| {
        let header = [&[1][..], &LENGTH.to_le_bytes(), &(!LENGTH).to_le_bytes()].concat();
        let content = [&header, &data, behind].concat();
        let packed = u32::try_from(content.len()).unwrap();
        let one = piece("a", &data).both(|head| (head.method, head.packed) = (8, packed));
        let octets = archive([one.with(|piece| piece.content = content)]).octets();
        open(&octets, Reading::Strict).unwrap().read(0, 1 << 20)
    };
    assert_eq!(block(b"").as_ref(), Ok(&data));
    let refused = block(b"y");
    let what = "content that is longer than the directory says";
    assert!(matches!(&refused, Err(Error::Malformed(malformed)) if malformed.what == what));
}

#[test]
fn a_bomb_is_not_opened() {
    let bomb = archive([piece("zeros", &vec![0; 8 << 20]).deflated()]).octets();
    let refused = open(&bomb, Reading::Lenient).map(drop);
    assert_eq!(refused, Err(Error::LimitExceeded(Limit::ZipRatio)));
    let text = archive([piece("zeros", &vec![0; 1 << 20]).deflated()]).octets();
    assert!(open(&text, Reading::Strict).is_ok());
}

#[test]
fn entries_and_the_directory_are_bounded() {
    let octets = good().octets();
    let opened = |limits: Limits| Archive::open(Cursor::new(&octets[..]), Reading::Strict, &limits);
    let few = Limits { zip_entries: 1, ..Limits::DEFAULT };
    assert_eq!(opened(few).map(drop), Err(Error::LimitExceeded(Limit::ZipEntries)));
    let short = Limits { zip_directory: 100, ..Limits::DEFAULT };
    assert_eq!(opened(short).map(drop), Err(Error::LimitExceeded(Limit::Length)));
    assert!(opened(Limits { zip_entries: 2, ..Limits::DEFAULT }).is_ok());
}
