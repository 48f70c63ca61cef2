//! Journals to check, and what a forger does to them.

use crate::Time;
use crate::cms::tests::fixture::{self, P256, Party, Shape};
use crate::journal::{Chain, Checked, Checker, Decision, Event, Head, Kind};
use crate::keys::{Credential, PrivateKey};
use crate::oid::ObjectIdentifier;
use crate::tsp::{Authority, Timestamper, Token};

/// The lines of a journal, with the head behind each.
#[derive(Clone, Debug)]
pub(super) struct Journal {
    pub(super) lines: Vec<Vec<u8>>,
    pub(super) heads: Vec<Head>,
}

pub(super) fn at(seconds: i64) -> Time {
    Time::from_unix(1_800_000_000 + seconds)
}

pub(super) fn event(number: usize) -> Event {
    Event::new(Kind::Received, "X99")
        .document(&format!("{number}/CV"))
        .sender("X98")
        .seal([u8::try_from(number % 256).expect("small"); 32])
        .decided(Decision::Accept)
}

pub(super) fn authority() -> Authority {
    let party = Party::with(P256, &Shape { subject: "TSA", ..fixture::SIGNER });
    let key = PrivateKey::from_bytes(P256.as_bytes(), None).expect("a key");
    let credential = Credential::new(vec![party.certificate], key).expect("a credential");
    let policy = ObjectIdentifier::from_dotted("2.16.704.1.1.9.1").expect("an identifier");
    Authority::new(credential, policy, fixture::noon)
}

pub(super) fn token(head: Head) -> Token {
    authority().timestamp(&head.stamp_request().expect("a request")).expect("a token")
}

impl Journal {
    /// A journal of so many entries; those that are named are time-stamps over the entry before.
    pub(super) fn new(entries: usize, stamps: &[usize]) -> Self {
        let mut journal = Self { lines: Vec::new(), heads: Vec::new() };
        for number in 1..=entries {
            if stamps.contains(&number) {
                journal.stamp(&token(journal.head()));
            } else {
                journal.push(&event(number));
            }
        }
        journal
    }

    pub(super) fn head(&self) -> Head {
        self.heads.last().copied().unwrap_or(Head::EMPTY)
    }

    pub(super) fn push(&mut self, event: &Event) {
        let mut chain = Chain::after(self.head());
        self.lines.push(chain.event(at(0), event));
        self.heads.push(chain.head());
    }

    /// Puts a time-stamp over the end there.
    pub(super) fn stamp(&mut self, token: &Token) {
        let mut chain = Chain::after(self.head());
        self.lines.push(chain.stamp(at(0), self.head(), token).expect("it fits"));
        self.heads.push(chain.head());
    }

    /// Writes everything from an entry on anew, with another event there. Time-stamps stay as they are.
    pub(super) fn rewritten(&self, entry: usize) -> Vec<Vec<u8>> {
        let mut lines = self.lines[..entry - 1].to_vec();
        let mut head = if entry == 1 { Head::EMPTY } else { self.heads[entry - 2] };
        for (n, line) in self.lines[entry - 1..].iter().enumerate() {
            let old = format!("\"previous\":\"{}\"", hex(&read(line).previous));
            let new = format!("\"previous\":\"{}\"", hex(&head.sha256));
            let mut line = text(line).replace(&old, &new);
            if n == 0 {
                line = line.replace("\"decision\":\"accept\"", "\"decision\":\"refuse\"");
            }
            head = read(line.as_bytes()).head(line.as_bytes());
            lines.push(line.into_bytes());
        }
        lines
    }
}

pub(super) fn text(line: &[u8]) -> String {
    String::from_utf8(line.to_vec()).expect("text")
}

fn hex(octets: &[u8]) -> String {
    crate::edxml::statement::hex(octets)
}

fn read(line: &[u8]) -> crate::journal::Entry {
    super::read(line).expect("an entry")
}

pub(super) fn check(lines: &[Vec<u8>], kept: Head) -> Result<Checked, crate::journal::Broken> {
    let mut checker = Checker::new().kept(kept);
    lines.iter().for_each(|line| checker.line(line));
    checker.finish()
}
