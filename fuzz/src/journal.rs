//! Journals: entries that are read, and changes that have to be found.

use std::sync::OnceLock;

use antin::crypto::{DigestAlgorithm, Hasher};
use antin::journal::{Chain, Checker, Decision, Entry, Event, Fault, Head, Kind};
use antin::limits::Limits;

use crate::packages::{changed, time};

/// An entry that is read is written again as it was, and a journal that is whole is a chain; one that is changed as the
/// input says is whole only if it has all entries as they were, and the entry that is named is one that could be.
///
/// The first octet tells which: with its highest bit set what follows is a journal, else it is changes.
pub fn journal(data: &[u8]) {
    let Some((kind, rest)) = data.split_first() else { return };
    if kind & 0x80 != 0 {
        return read(rest);
    }
    let (file, head) = written();
    let forged = changed(file, rest);
    let mut checker = Checker::new().kept(*head);
    checker.read(&forged[..]).expect("from memory");
    match checker.finish() {
        Ok(checked) => {
            assert!(checked.head().number >= head.number);
            // The last line end says nothing.
            let whole = file.strip_suffix(b"\n").unwrap_or(file);
            assert!(forged.starts_with(whole));
        }
        Err(broken) => {
            assert!(broken.since() <= broken.entry() && broken.entry() > 0);
            // An entry that is there twice is before the end of what is whole.
            let (whole, is_twice) = (broken.whole().number, broken.fault() == Fault::Repeated);
            assert!(whole < broken.entry() || (is_twice && whole <= head.number));
            assert_eq!(whole + 1, broken.line());
        }
    }
}

fn read(file: &[u8]) {
    let mut checker = Checker::new();
    checker.read(file).expect("from memory");
    let mut head = Head::EMPTY;
    let mut whole = true;
    let lines = file.strip_suffix(b"\n").unwrap_or(file);
    for line in lines.split(|octet| *octet == b'\n').filter(|_| !file.is_empty()) {
        let Ok(entry) = Entry::from_line(line, &Limits::DEFAULT) else {
            whole = false;
            continue;
        };
        assert_eq!(entry.to_line(), line);
        whole &= (entry.number(), entry.previous()) == (head.number + 1, &head.sha256);
        let sha256 = Hasher::digest(DigestAlgorithm::Sha256, line);
        head = Head { number: entry.number(), sha256: sha256.as_bytes().try_into().expect("32") };
    }
    if let Ok(checked) = checker.finish() {
        assert!(whole);
        assert_eq!(checked.head(), head);
    }
}

/// A journal of eight entries, as a file, and its end.
fn written() -> &'static (Vec<u8>, Head) {
    static WRITTEN: OnceLock<(Vec<u8>, Head)> = OnceLock::new();
    WRITTEN.get_or_init(|| {
        let mut chain = Chain::after(Head::EMPTY);
        let mut file = Vec::new();
        for n in 1..=8_u8 {
            let event = Event::new(Kind::Received, "G14").document(&format!("{n}/CV"));
            let event = event.seal([n; 32]).decided(Decision::Accept).reason("policy");
            file.extend(chain.event(time(), &event));
            file.push(b'\n');
        }
        (file, chain.head())
    })
}
