//! Archives of one entry, and the same with each octet of their headers turned around.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use super::*;
use crate::zip::tests::craft::{Craft, Piece, archive, piece};

const TEXT: &[u8] = b"Quyet dinh so 45, Quyet dinh so 46";

/// What is unwrapped, given in pieces of so many octets; `None` if it is no archive of one entry.
fn unwrap_with(octets: &[u8], size: usize, limits: &Limits) -> Result<Option<Vec<u8>>, Error> {
    let mut unzip = Unzip::new(limits);
    let mut out = Vec::new();
    for chunk in octets.chunks(size) {
        unzip.push(chunk, &mut |data| {
            out.extend_from_slice(data);
            Ok(())
        })?;
    }
    Ok(unzip.finish().then_some(out))
}

fn unwrapped(octets: &[u8]) -> Option<Vec<u8>> {
    let whole = unwrap_with(octets, 1 << 20, &Limits::DEFAULT).unwrap();
    for size in [1, 7, 30] {
        assert_eq!(unwrap_with(octets, size, &Limits::DEFAULT).unwrap(), whole, "by {size}");
    }
    whole
}

/// Deflated, with its lengths before the content.
fn announced(name: &str, content: &[u8]) -> Piece {
    let mut piece = piece(name, content).deflated();
    piece.local = piece.central.clone();
    piece.behind.clear();
    piece.both(|head| head.flags = 0)
}

/// Stored; deflated; deflated with a descriptor, with and without its signature.
fn forms() -> [Craft; 4] {
    let deferred = || piece("a.txt", TEXT).deflated();
    [
        archive([piece("a.txt", TEXT)]),
        archive([announced("a.txt", TEXT)]),
        archive([deferred()]),
        archive([deferred().with(|piece| drop(piece.behind.drain(..4)))]),
    ]
}

#[test]
fn every_form_of_one_entry_is_unwrapped() {
    for craft in forms() {
        assert_eq!(unwrapped(&craft.octets()).as_deref(), Some(TEXT));
    }
    for empty in [piece("a", b""), announced("a", b"")] {
        assert_eq!(unwrapped(&archive([empty]).octets()).as_deref(), Some(&b""[..]));
    }
    // A comment has room for another document.
    let commented = forms()[0].clone().with(|craft| craft.comment = b"SDK".to_vec());
    assert_eq!(unwrapped(&commented.octets()), None);
}

#[test]
fn what_is_before_between_or_behind_makes_it_another_file() {
    for craft in forms() {
        let octets = craft.octets();
        assert_eq!(unwrapped(&[b"x", &octets[..]].concat()), None, "before");
        assert_eq!(unwrapped(&[&octets[..], b"x"].concat()), None, "behind");
        let between = craft.clone().with(|craft| craft.before_directory = vec![0]);
        assert_eq!(unwrapped(&between.octets()), None, "between");
        let within = craft.with(|craft| craft.in_directory = vec![0]);
        assert_eq!(unwrapped(&within.octets()), None, "in the directory");
        for length in 0..octets.len() {
            assert_eq!(unwrapped(&octets[..length]), None, "cut at {length}");
        }
    }
}

#[test]
fn several_entries_are_an_archive_that_is_meant() {
    assert_eq!(unwrapped(&archive([piece("a", b"1"), piece("b", b"2")]).octets()), None);
    assert_eq!(unwrapped(&archive([]).octets()), None);
}

#[test]
fn each_octet_of_the_headers_is_held() {
    for (form, craft) in forms().into_iter().enumerate() {
        let octets = craft.octets();
        let piece = &craft.pieces[0];
        let behind = piece.content.len() + piece.behind.len();
        let record = 30 + 5 + behind;
        for at in (0..35).chain(30 + 5 + piece.content.len()..octets.len()) {
            let mut turned = octets.clone();
            turned[at] ^= 1;
            // APPNOTE §4.4: versions, times and attributes say nothing of the content; with a
            // descriptor checksum and lengths stand behind it, whatever stands before.
            let is_free = match at {
                4..6 | 10..14 => true,
                14..26 => form >= 2,
                _ => at >= record && matches!(at - record, 4..8 | 12..16 | 36..42),
            };
            assert_eq!(unwrapped(&turned).is_some(), is_free, "form {form}, octet {at}");
        }
    }
}

#[test]
fn content_that_is_not_what_the_headers_say_is_no_file() {
    for craft in forms() {
        let octets = craft.octets();
        let mut turned = octets.clone();
        turned[36] ^= 0x10;
        assert_eq!(unwrapped(&turned), None);
    }
}

#[test]
fn encrypted_and_other_methods_are_left_as_they_are() {
    let both = |piece: Piece, flags: u16, method: u16| {
        let changed = piece.both(|head| (head.flags, head.method) = (head.flags | flags, method));
        unwrapped(&archive([changed]).octets())
    };
    assert_eq!(both(piece("a", TEXT), 0, 0).as_deref(), Some(TEXT));
    assert_eq!(both(piece("a", TEXT), 1, 0), None, "encrypted");
    assert_eq!(both(announced("a", TEXT), 1, 8), None, "encrypted");
    assert_eq!(both(piece("a", TEXT), 0, 12), None, "another method");
    // Nobody can tell where stored content ends that is announced behind it.
    let stored = piece("a", TEXT).with(|piece| {
        let head = &piece.central;
        let sizes = [0x0807_4b50, head.crc, head.packed, head.length];
        piece.behind = sizes.map(u32::to_le_bytes).concat();
    });
    assert_eq!(both(stored, 8, 0), None, "a descriptor behind stored content");
}

#[test]
fn what_is_unwrapped_is_bounded() {
    let zeros = archive([piece("zeros", &vec![0; 4 << 20]).deflated()]).octets();
    let bounded =
        |limits: Limits| unwrap_with(&zeros, 1 << 10, &limits).map(|found| found.is_some());
    let free = Limits { zip_unpacked: 4 << 20, ..Limits::DEFAULT };
    assert_eq!(bounded(free), Ok(true));
    let less = Limits { zip_unpacked: 1 << 20, ..Limits::DEFAULT };
    assert_eq!(bounded(less), Err(Error::LimitExceeded(Limit::ZipRatio)));
    let short = Limits { attachment: 1 << 20, ..free };
    assert_eq!(bounded(short), Err(Error::LimitExceeded(Limit::Length)));
}
