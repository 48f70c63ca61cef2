//! Packages: judged in memory and read in pieces, and taken apart if they are accepted.

use std::io::{Cursor, Read, Seek, SeekFrom};

use antin::edxml::statement::{Role, normal};
use antin::edxml::{
    Attachment, Binding, Claim, DangerouslyAnySender, NoSenders, Opening, PackageReport, SealPlace,
    SealReport, Senders, VerifiedPackage,
};
use antin::x509::{self, Certificate};
use antin::{Language, Time};

use crate::cases::{self, Packed, Wanted};
use crate::{Outcome, code, setup, vector};

/// So much is read at once at most, from what is no memory.
const PIECE: usize = 7;

/// A file that gives out little at once.
struct Slow(Cursor<Vec<u8>>);

impl Read for Slow {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let most = into.len().min(PIECE);
        self.0.read(&mut into[..most])
    }
}

impl Seek for Slow {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        self.0.seek(to)
    }
}

/// Whose certificates are whose, by a list.
struct List(Vec<(String, Certificate)>);

impl Senders for List {
    fn binding(&self, claim: &Claim<'_>) -> Binding {
        let mine =
            |(_, known): &&(String, Certificate)| known.as_der() == claim.certificate().as_der();
        let said = self.0.iter().filter(mine).map(|(organ, _)| match organ == claim.organ() {
            true => Binding::Bound,
            false => Binding::Other(organ.clone()),
        });
        said.min().unwrap_or(Binding::Unknown)
    }
}

pub(crate) fn senders(case: Option<&cases::KnownSenders>) -> Outcome<Box<dyn Senders>> {
    Ok(match case {
        None => Box::new(NoSenders),
        Some(cases::KnownSenders::Word(cases::AnySender::Any)) => Box::new(DangerouslyAnySender),
        Some(cases::KnownSenders::List(known)) => {
            let mut list = Vec::new();
            for one in known {
                let certificates = x509::certificates(&vector(&one.certificates)).map_err(code)?;
                list.extend(certificates.into_iter().map(|it| (one.organ.clone(), it)));
            }
            Box::new(List(list))
        }
    })
}

pub(crate) fn run(case: &cases::Package) {
    let subject = Subject {
        message: &vector(&case.package),
        policy: &case.policy,
        evidence: case.evidence.as_ref(),
        at: case.at,
        senders: case.senders.as_ref(),
        beside: case.containers.iter().flatten().map(|file| vector(file)).collect(),
    };
    compare(&subject, &case.expect);
}

/// A package, and how it is judged.
pub(crate) struct Subject<'a> {
    pub(crate) message: &'a [u8],
    pub(crate) policy: &'a cases::Policy,
    pub(crate) evidence: Option<&'a cases::Evidence>,
    pub(crate) at: i64,
    pub(crate) senders: Option<&'a cases::KnownSenders>,
    pub(crate) beside: Vec<Vec<u8>>,
}

/// Judges a package, in memory and in pieces, and compares what was found.
pub(crate) fn compare(subject: &Subject<'_>, wanted: &Wanted<Packed>) {
    let message = subject.message.to_vec();
    let judge = |source: &mut dyn ReadSeek| -> Outcome<PackageReport> {
        let policy = setup::policy(subject.policy)?;
        let evidence = setup::evidence(subject.evidence)?;
        let senders = senders(subject.senders)?;
        let beside: Vec<&[u8]> = subject.beside.iter().map(Vec::as_slice).collect();
        let opening = Opening::new().senders(&*senders).beside(&beside);
        opening.open(source, &policy, &evidence, Time::from_unix(subject.at)).map_err(code)
    };
    let sources: [Box<dyn ReadSeek>; 2] =
        [Box::new(Cursor::new(message.clone())), Box::new(Slow(Cursor::new(message.clone())))];
    for mut source in sources {
        match (judge(&mut source), wanted) {
            (Err(got), Wanted::Error { error }) => assert_eq!(got, *error),
            (Ok(report), Wanted::Value(wanted)) => check(report, wanted, &message),
            (Err(got), Wanted::Value(_)) => panic!("error {got} instead of a judgement"),
            (Ok(got), Wanted::Error { error }) => panic!("{:?}, no error {error}", got.state()),
        }
    }
}

pub(crate) fn role(name: &str) -> Role {
    let roles = [Role::Agency, Role::Leader, Role::Forwarder];
    roles.into_iter().find(|role| role.as_str() == name).expect("a role")
}

trait ReadSeek: Read + Seek {}
impl<T: Read + Seek> ReadSeek for T {}

fn check(report: PackageReport, wanted: &Packed, message: &[u8]) {
    for language in [Language::En, Language::Vi] {
        let json = report.to_json(language);
        assert_eq!(json["state"], wanted.state);
        assert_eq!(json["verdict"], wanted.verdict);
        assert_eq!(json["accepted"], wanted.accepted);
        assert!(!report.to_text(language).is_empty());
    }
    let mut got = told(&report);
    for (file, wanted) in got.files.iter_mut().zip(&wanted.files) {
        file.content.clone_from(&wanted.content);
    }
    assert_eq!(got, *wanted);
    match report.into_verified() {
        Ok(verified) => {
            assert!(wanted.accepted);
            extract(&verified, wanted, message);
        }
        Err(_) => {
            assert!(!wanted.accepted);
            assert!(wanted.files.iter().all(|file| file.content.is_none()));
        }
    }
}

/// All attachments at once, and each alone, are the files that were sealed.
fn extract(verified: &VerifiedPackage, wanted: &Packed, message: &[u8]) {
    let expected: Vec<Vec<u8>> = wanted
        .files
        .iter()
        .map(|file| vector(file.content.as_ref().expect("an accepted file has content")))
        .collect();
    assert_eq!(taken(verified, message, None), expected);
    for (place, one) in expected.iter().enumerate() {
        assert_eq!(&taken(verified, message, Some(place))[place], one);
    }
}

pub(crate) fn taken(
    verified: &VerifiedPackage,
    message: &[u8],
    only: Option<usize>,
) -> Vec<Vec<u8>> {
    let out: Vec<_> = verified.files().iter().map(|_| Shared::default()).collect();
    let mut next = 0;
    let open = |_: &antin::edxml::VerifiedFile| {
        let place = next;
        next += 1;
        Ok(only.is_none_or(|one| one == place).then(|| out[place].clone()))
    };
    verified.extract(Cursor::new(message), open).expect("extracted");
    out.into_iter().map(|one| one.0.take()).collect()
}

/// Where an attachment goes.
#[derive(Clone, Default)]
struct Shared(std::rc::Rc<std::cell::RefCell<Vec<u8>>>);

impl std::io::Write for Shared {
    fn write(&mut self, octets: &[u8]) -> std::io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(octets);
        Ok(octets.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn told(report: &PackageReport) -> Packed {
    let sender = report.sender();
    let other = match sender.binding() {
        Binding::Other(code) => Some(code.clone()),
        _ => None,
    };
    Packed {
        state: report.state().as_str().to_owned(),
        verdict: report.verdict().etsi_name().to_owned(),
        sub_indication: report.verdict().sub_indication().map(str::to_owned),
        accepted: report.is_accepted(),
        sender: cases::Sender {
            code: sender.code().map(str::to_owned),
            binding: sender.binding().as_str().to_owned(),
            other,
        },
        seals: report.seals().iter().map(seal).collect(),
        facts: facts(report),
        files: files(report),
        liberties: report.package().liberties.iter().map(|it| liberty(it.kind)).collect(),
    }
}

pub(crate) fn liberty(kind: antin::edxml::LibertyKind) -> cases::Liberty {
    cases::Liberty { code: kind.code().to_owned(), ambiguous: kind.is_ambiguous() }
}

fn seal(seal: &SealReport) -> cases::Seal {
    let (attachment, container) = match seal.place() {
        SealPlace::Attachment(place) => (Some(place), None),
        SealPlace::Beside(place) => (None, Some(place)),
        other => panic!("{other:?}"),
    };
    let sealer = seal.statement().map(|statement| statement.sealer());
    cases::Seal {
        attachment,
        container,
        verdict: seal.verdict().etsi_name().to_owned(),
        sub_indication: seal.verdict().sub_indication().map(str::to_owned),
        fault: seal.fault().map(|fault| fault.code().to_owned()),
        organ: sealer.map(|it| it.organ().to_owned()),
        role: sealer.map(|it| it.role().as_str().to_owned()),
        binding: seal.binding().unwrap_or(&Binding::Unknown).as_str().to_owned(),
        missing: seal.missing_seals().len(),
    }
}

fn facts(report: &PackageReport) -> Vec<cases::Fact> {
    let all = report.facts().into_iter().map(|finding| cases::Fact {
        fact: finding.fact.as_str().to_owned(),
        state: finding.state.as_str().to_owned(),
        sealed: finding.sealed,
        arrived: finding.arrived,
    });
    all.filter(|fact| fact.state != "same").collect()
}

fn files(report: &PackageReport) -> Vec<cases::File> {
    let found = report.files().into_iter().map(|finding| {
        let place = finding.arrived.map(|place| report.attachments()[place]);
        let arrived = place.map(|place| &report.package().attachments[place]);
        let sealed = finding.sealed.as_ref();
        cases::File {
            name: match (arrived, sealed) {
                (Some(arrived), _) => normal(arrived.name().unwrap_or_default()),
                (None, sealed) => sealed.map(|it| it.name().to_owned()).unwrap_or_default(),
            },
            state: finding.state.as_str().to_owned(),
            unwrapped: arrived.is_some_and(|it| form(it, sealed) > 0),
            destroyed: arrived.is_some_and(Attachment::is_destroyed),
            sealed_name: sealed.map(|it| it.name().to_owned()),
            content: None,
        }
    });
    found.collect()
}

/// Which form of an attachment is the file: the one that was sealed, or else what the sender's rule takes.
fn form(arrived: &Attachment, sealed: Option<&antin::edxml::statement::File>) -> usize {
    let same = |layer: &antin::edxml::Layer| {
        sealed.is_some_and(|file| {
            file.length() == layer.length && layer.sha256.as_bytes() == file.sha256()
        })
    };
    arrived.layers.iter().rposition(same).unwrap_or(arrived.content)
}
