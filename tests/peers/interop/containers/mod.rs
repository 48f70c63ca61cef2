//! ASiC containers with CAdES: made, raised, signed twice, sealed and forged; judged by antin, EU DSS and
//! OpenSSL.

mod forged;
mod independent;
mod made;
mod theirs;

use std::io::Cursor;

use antin::ades::{Report, SignatureReport};
use antin::asic::{self, File, Kind, Options, Reading};
use antin::limits::Limits;
use antin::zip::{Archive, Writer};
use antin::{Error, Level};

pub(super) use forged::Forged;
pub(super) use made::Made;
pub(super) use theirs::Theirs;

use super::world::{CURRENT, Peers, Ticket, World, etsi};
use crate::exchange::CONTENT;

/// The files of a container; the second name is none that a URI has as it is.
const FILES: [(&str, &[u8]); 2] = [("cong-van.txt", CONTENT), ("phụ lục/bảng 1.txt", b"1;2;3\n")];

/// The entries of a container, in their order.
type Entries = Vec<(String, Vec<u8>)>;

/// A container of antin's, signed by a P-256 key.
fn container(world: &World, kind: Kind, level: Level) -> Vec<u8> {
    let options = Options::new(kind, world.options(level, world.now, "tsa", CURRENT));
    let count = if kind == Kind::Simple { 1 } else { FILES.len() };
    let files = FILES[..count]
        .iter()
        .map(|(name, content)| File::from_bytes(*name, content).with_media_type("text/plain"));
    asic::sign(files.collect(), &world.credential("p256"), &options).unwrap()
}

/// The container with one more signature, by an RSA key.
fn signed_twice(world: &World, container: &[u8], level: Level) -> Vec<u8> {
    let options = world.options(level, world.now, "tsa", CURRENT);
    let signer = world.credential("rsa2048");
    asic::add_signature(Cursor::new(container), &signer, &options, Vec::new()).unwrap()
}

fn raised(world: &World, container: &[u8], level: Level) -> Vec<u8> {
    let options = world.options(level, world.now.plus_seconds(1800), "tsa", CURRENT);
    asic::extend(Cursor::new(container), &options, Vec::new()).unwrap()
}

fn kind_name(kind: Kind) -> &'static str {
    if kind == Kind::Simple { "ASiC-S" } else { "ASiC-E" }
}

fn entries(container: &[u8]) -> Entries {
    let mut archive =
        Archive::open(Cursor::new(container), Reading::Strict, &Limits::DEFAULT).unwrap();
    let names: Vec<_> = archive.entries().iter().map(|one| one.name().to_owned()).collect();
    let read = |(place, name)| (name, archive.read(place, 1 << 20).unwrap());
    names.into_iter().enumerate().map(read).collect()
}

fn pack(entries: &Entries) -> Vec<u8> {
    let mut writer = Writer::new(Vec::new());
    for (name, content) in entries {
        writer.store(name, content).unwrap();
    }
    writer.finish().unwrap()
}

/// What antin, strictly, and DSS say of a container.
struct Judged {
    antin: String,
    dss: Ticket,
}

impl Judged {
    fn of(world: &World, peers: &mut Peers, file: &str, container: &[u8]) -> Self {
        world.write(file, container);
        let crls = CURRENT.join(" ");
        let at = world.judged_at();
        let dss = peers
            .java
            .ask(format!("asic verify --sig {file} --trust root.pem --crl {crls} --at {at}"));
        Self { antin: by_antin(world, container), dss }
    }

    /// What DSS says, each signature with its level.
    fn dss(&self, peers: &Peers) -> String {
        let answer = peers.java.answer(self.dss);
        if answer["error"].is_string() {
            return "refused".to_owned();
        }
        let said = answer["said"].as_str().unwrap_or_default();
        let words = |one: &str| {
            let mut words = one.split(' ').map(str::to_owned);
            let mut next = || words.next().unwrap_or_default();
            let (indication, sub, format) = (next(), next(), next());
            let level = format.strip_prefix("CAdES-BASELINE-").unwrap_or("?").to_owned();
            format!("{}, {level}", etsi(&indication, &sub))
        };
        once(said.split("; ").filter(|one| !one.is_empty()).map(words))
    }
}

fn by_antin(world: &World, container: &[u8]) -> String {
    let (policy, evidence) = (world.policy(), world.evidence(CURRENT));
    let container = Cursor::new(container);
    match asic::verify(container, Reading::Strict, &policy, &evidence, world.judged_at()) {
        Ok(report) => said(&report),
        Err(Error::Malformed(malformed)) => format!("refused: {}", malformed.what),
        Err(other) => format!("refused: {other}"),
    }
}

fn said(report: &Report) -> String {
    let words = |one: &SignatureReport| {
        let verdict = one.verdict();
        let verdict = etsi(verdict.etsi_name(), verdict.sub_indication().unwrap_or_default());
        let level = one.level().map(|level| format!(", {level}")).unwrap_or_default();
        verdict + &level
    };
    once(report.signatures().iter().map(words))
}

/// Says what all say once, and else what each says.
fn once(words: impl Iterator<Item = String>) -> String {
    let mut words: Vec<String> = words.collect();
    words.dedup();
    if words.is_empty() { "no signature".to_owned() } else { words.join("; ") }
}
