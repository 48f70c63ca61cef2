//! Packages and what they are made of: archives, containers, messages, statements, seals.

use std::io::Cursor;
use std::sync::OnceLock;

use antin::ades::Level;
use antin::asic::{self, Reading as Zip};
use antin::cades;
use antin::edxml::statement::{Statement, normal};
use antin::edxml::{
    DangerouslyAnySender, Fault, Hop, LibertyKind, Memory, Nowhere, Opening, Outgoing, Package,
    Reading, SealOptions, State, Writing, seal, validate,
};
use antin::keys::Credential;
use antin::limits::Limits;
use antin::policy::{Policy, Revocation, TrustStore};
use antin::zip::{Archive, Writer};
use antin::{Error, Evidence, Time};

pub(crate) const CHAIN: &[u8] = include_bytes!("../../test-vectors/bench/p256.chain.pem");
pub(crate) const KEY: &[u8] = include_bytes!("../../test-vectors/bench/p256.key.pem");
pub(crate) const ROOT: &[u8] = include_bytes!("../../test-vectors/bench/p256.root.pem");

/// What is sealed, without the octets of its attachments being many.
const PACKAGES: &[&[u8]] = &[
    include_bytes!("../../test-vectors/edxml/no-attachment.edxml"),
    include_bytes!("../../test-vectors/edxml/update.edxml"),
    include_bytes!("../../test-vectors/edxml/new-pdf-csv-zip-sdk-signature.edxml"),
];

/// Limits under which a megabyte is much.
fn small() -> Limits {
    let mut limits = Limits::DEFAULT;
    (limits.attachment, limits.zip_unpacked) = (1 << 20, 1 << 16);
    (limits.xml_held, limits.seals, limits.zip_entries) = (1 << 18, 1 << 18, 64);
    limits
}

/// What a strict reading of an archive opens, a lenient one opens alike; what is copied out of it
/// entry by entry is read again, strictly.
pub fn zip(data: &[u8]) {
    let limits = small();
    let strict = Archive::open(Cursor::new(data), Zip::Strict, &limits);
    let lenient = Archive::open(Cursor::new(data), Zip::Lenient, &limits);
    if let (Ok(strict), Ok(lenient)) = (&strict, &lenient) {
        assert_eq!(strict.entries(), lenient.entries());
        assert!(lenient.irregularities().is_empty() && strict.irregularities().is_empty());
    }
    assert!(strict.is_err() || lenient.is_ok(), "lenient refuses what strict opens");
    if let (Err(Error::Malformed(_)), Ok(lenient)) = (&strict, &lenient) {
        assert!(!lenient.irregularities().is_empty(), "refused for nothing");
    }
    let Ok(archive) = strict.or(lenient) else { return };
    copied(archive);
}

/// What is copied out of a sound archive is read again.
fn copied(mut archive: Archive<Cursor<&[u8]>>) {
    let sound = archive.irregularities().is_empty();
    let mut copy = Writer::new(Vec::new()).with_comment(archive.comment());
    let mut contents = Vec::new();
    for place in 0..archive.entries().len() {
        let name = archive.entries()[place].name().to_owned();
        let Ok(content) = archive.read(place, 1 << 20) else { continue };
        let found = archive.find(&name);
        assert!(found.is_none_or(|found| archive.entries()[found].name() == name));
        assert!(!sound || found == Some(place), "a name of a sound archive finds its entry");
        if sound {
            copy.keep(&mut archive, place).expect("a sound entry is copied");
            contents.push((name, content));
        }
    }
    if !sound {
        return;
    }
    let copy = copy.finish().expect("memory");
    let mut again = match Archive::open(Cursor::new(copy), Zip::Strict, &Limits::DEFAULT) {
        Ok(again) => again,
        // The comment may hold an end record of its own.
        Err(error) => return assert!(!archive.comment().is_empty(), "{error}"),
    };
    assert_eq!(again.entries().len(), contents.len());
    for (place, (name, content)) in contents.iter().enumerate() {
        assert_eq!(again.entries()[place].name(), name);
        assert_eq!(again.read(place, 1 << 20).as_ref(), Ok(content));
    }
}

/// A container is judged or refused; none passes, as nobody here can sign for the root that is trusted.
pub fn asic(data: &[u8]) {
    let policy = policy(include_bytes!("../../test-vectors/bench/ed25519.root.pem"));
    for reading in [Zip::Strict, Zip::Lenient] {
        let report = asic::verify(Cursor::new(data), reading, &policy, &Evidence::new(), time());
        let Ok(report) = report else { continue };
        assert!(!report.verdict().is_passed());
        let container = report.container().expect("a container");
        for file in container.files() {
            assert!(file.covered_by().iter().all(|place| *place < report.signatures().len()));
        }
        assert!(!report.to_text(antin::Language::Vi).is_empty());
    }
}

/// What a strict reading reads, a tolerant one reads alike and takes no liberty; what was read is
/// written, and read again with nothing lost; a hop can rewrite it.
pub fn edxml(data: &[u8]) {
    let limits = small();
    let mut files = Memory::new();
    let tolerant = Reading::tolerant().with_limits(limits).read(data, &mut files);
    let strict = Reading::strict().with_limits(limits).read(data, &mut Nowhere);
    match (&strict, &tolerant) {
        (Ok(strict), Ok(tolerant)) => assert_eq!(strict, tolerant),
        (Ok(_), Err(error)) => panic!("tolerant: {error}"),
        (Err(error), Ok(tolerant)) => assert!(!tolerant.liberties.is_empty(), "{error}"),
        (Err(_), Err(_)) => {}
    }
    let Ok(package) = tolerant else { return };
    assert_eq!(package.layout.length, u64::try_from(data.len()).expect("a length"));
    let faults: Vec<Fault> = validate(&package);
    assert!(faults.iter().all(|fault| fault.to_string().contains('.')));
    if strict.is_ok() {
        written_again(&package, &files, limits);
    }
    let mut hopped = Vec::new();
    if Hop::new(time()).with_limits(limits).run(&mut Cursor::new(data), &mut hopped).is_ok() {
        let again = Reading::tolerant().read(&hopped[..], &mut Nowhere);
        assert!(again.is_ok(), "{again:?}");
    }
}

/// Nothing is lost by writing and reading.
fn written_again(package: &Package, files: &Memory, limits: Limits) {
    let outgoing = |place| {
        let attachment: &antin::edxml::Attachment = &package.attachments[place];
        Outgoing::new(attachment.header.clone(), files.layer(place, 0))
    };
    let outgoing = (0..package.attachments.len()).map(outgoing).collect();
    let mut written = Vec::new();
    let writing = Writing::plain().with_rest(&package.rest);
    writing.write(&package.envelope, outgoing, &mut written).expect("memory");
    let mut limits = limits;
    limits.xml_held *= 8;
    let again = Reading::tolerant().with_limits(limits).read(&written[..], &mut Nowhere);
    let again = again.expect("what was written is read");
    if package.dialect == antin::edxml::Dialect::Current {
        assert_eq!(again.envelope.header, package.envelope.header);
        assert_eq!(again.envelope.body, package.envelope.body);
    }
    let layers = |package: &Package| -> Vec<_> {
        package.attachments.iter().map(|one| (one.content, one.layers.clone())).collect()
    };
    assert_eq!(layers(&again), layers(package));
}

/// A statement that is read is written again and is the same; every text in it is in normal form.
pub fn statement(data: &[u8]) {
    if let Ok(text) = std::str::from_utf8(data) {
        let once = normal(text);
        assert_eq!(normal(&once), once);
    }
    let Ok(statement) = Statement::from_json(data) else { return };
    let json = statement.to_json();
    let again = Statement::from_json(&json).expect("what was written is read");
    assert_eq!(again, statement);
    assert_eq!(again.to_json(), json);
    assert!(statement.recipients().all(|one| normal(one) == one && !one.is_empty()));
    assert!(statement.files().is_sorted());
    assert!(statement.compare(&again, &[]).facts.iter().all(|one| one.sealed == one.arrived));
}

/// A package that was sealed, and what it carried.
struct Sealed {
    message: Vec<u8>,
    statement: Statement,
    files: Vec<(String, Vec<u8>)>,
}

/// A sealed package is changed as the input says; if it is accepted, it says and carries what was
/// sealed.
///
/// Without the first octet the input is opened as it is, or is what to change in one of the packages:
/// five octets for a place, how much goes and how much comes, then what comes.
pub fn open(data: &[u8]) {
    let Some((kind, rest)) = data.split_first() else { return };
    let sealed = &sealed()[usize::from(*kind) % PACKAGES.len()];
    let message = match kind & 0x80 {
        0 => changed(&sealed.message, rest),
        _ => rest.to_vec(),
    };
    let policy = policy(ROOT);
    let opening = Opening::new().senders(&DangerouslyAnySender);
    let report = opening.open(Cursor::new(&message), &policy, &Evidence::new(), time());
    let Ok(report) = report else { return };
    assert_eq!(report.state() == State::NotSealed, report.seals().is_empty());
    let verified = match report.into_verified() {
        Ok(verified) => verified,
        Err(report) => return assert!(!report.is_accepted()),
    };
    let report = verified.report();
    assert!(report.seals().iter().all(|seal| seal.is_passed() && seal.missing_seals().is_empty()));
    assert!(!report.ambiguities().contains(&LibertyKind::CommentInText));
    // A seal that passed is one of those that were made here.
    let own = crate::packages::sealed().iter();
    let mut own = own.filter(|one| report.seals()[0].statement() == Some(&one.statement));
    let own = own.next().expect("nobody can forge a seal");
    let wanted = |one: &antin::edxml::VerifiedFile| one.sealed().name().to_owned();
    assert_eq!(verified.files().len(), own.files.len());
    let mut files = Vec::new();
    for file in verified.files() {
        let mut octets = Vec::new();
        let mut target = Some(&mut octets);
        let open = |one: &antin::edxml::VerifiedFile| {
            Ok(if one.place() == file.place() { target.take() } else { None })
        };
        verified.extract(Cursor::new(&message), open).expect("what was judged");
        files.push((wanted(file), octets));
    }
    assert_eq!(files, own.files);
}

fn sealed() -> &'static [Sealed] {
    static SEALED: OnceLock<Vec<Sealed>> = OnceLock::new();
    SEALED.get_or_init(|| PACKAGES.iter().map(|package| make(package)).collect())
}

fn make(package: &[u8]) -> Sealed {
    let credential = Credential::from_pem(CHAIN, KEY, None).expect("a credential");
    let options = SealOptions::new(cades::Options::new(Level::B).signing_time(time()));
    let message = seal(Cursor::new(package), &credential, &options, Vec::new()).expect("a seal");
    let opening = Opening::new().senders(&DangerouslyAnySender);
    let report = opening.open(Cursor::new(&message), &policy(ROOT), &Evidence::new(), time());
    let verified = report.expect("a report").into_verified().expect("accepted");
    let statement = verified.report().seals()[0].statement().expect("a statement").clone();
    let mut held = Memory::new();
    Reading::strict().read(&message[..], &mut held).expect("clean");
    let files = verified.files().iter().map(|file| {
        let octets = held.layer(file.place().attachment, file.place().layer).to_vec();
        (file.sealed().name().to_owned(), octets)
    });
    let files = files.collect();
    Sealed { message, statement, files }
}

/// Applies changes: place (3 octets), how much goes (1), how much comes (1), what comes.
pub(crate) fn changed(message: &[u8], mut changes: &[u8]) -> Vec<u8> {
    let mut message = message.to_vec();
    for _ in 0..16 {
        let Some(([a, b, c, goes, comes], rest)) = changes.split_first_chunk() else { break };
        let at = u32::from_le_bytes([*a, *b, *c, 0]);
        let at = usize::try_from(at).expect("24 bits") % (message.len() + 1);
        let end = (at + usize::from(*goes)).min(message.len());
        let (comes, rest) = rest.split_at(usize::from(*comes).min(rest.len()));
        message.splice(at..end, comes.iter().copied());
        changes = rest;
    }
    message
}

pub(crate) fn policy(root: &[u8]) -> Policy {
    let trust = TrustStore::from_pem(root).expect("an anchor");
    Policy::new(trust).with_revocation(Revocation::IfPresent).with_limits(small())
}

pub(crate) fn time() -> Time {
    Time::from_unix(1_798_761_600)
}
