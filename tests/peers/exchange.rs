//! Signatures go both ways: what antin makes a peer judges, what a peer makes antin judges; and each is
//! judged again with one bit changed in the content and in the value.

use std::fs;
use std::path::Path;

use antin::Time;
use antin::ades::{Evidence, Level, Verdict};
use antin::cades::{self, Options};
use antin::keys::Credential;
use antin::policy::{Policy, Revocation, TrustStore};
use serde_json::Value;

use crate::{KEYS, Operation, Peer};

/// The content that is signed; the changed twin has another number.
pub(crate) const CONTENT: &[u8] = "Quyết định số 45/QĐ-UBND về việc ban hành kế hoạch\n".as_bytes();

/// Where the content is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// In the signature: what the Java peers call ENVELOPING.
    Attached,
    /// Beside it.
    Detached,
}

impl Form {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Attached => "attached",
            Self::Detached => "detached",
        }
    }
}

/// What was done to a signature before it is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    /// One bit of the content is flipped.
    Content,
    /// Nothing.
    Nothing,
    /// One bit of the signature value is flipped.
    Value,
}

/// One judgement.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Case {
    pub(crate) key: &'static str,
    pub(crate) digest: &'static str,
    pub(crate) form: Form,
    pub(crate) change: Change,
}

impl Case {
    fn name(self) -> String {
        format!("{}-{:?}-{:?}", self.key, self.form, self.change).to_lowercase()
    }
}

/// All kinds of key, both forms, with each of `changes`.
fn cases(changes: &[Change]) -> Vec<Case> {
    let mut cases = Vec::new();
    for (key, digest) in KEYS {
        for form in [Form::Detached, Form::Attached] {
            for change in changes {
                cases.push(Case { key, digest, form, change: *change });
            }
        }
    }
    cases
}

const ALL: &[Change] = &[Change::Nothing, Change::Content, Change::Value];

/// Has antin sign, changes what it made, and returns what the peer says of each.
pub(crate) fn peer_judges_ours(peer: &Peer, folder: &Path) -> Vec<(Case, Value)> {
    let cases = cases(ALL);
    let operations: Vec<Operation> = cases
        .iter()
        .map(|case| {
            let signature = sign(folder, *case);
            let (signature, content) = changed(signature, *case);
            verification(peer, folder, *case, &signature, &content)
        })
        .collect();
    cases.iter().copied().zip(peer.run(folder, &operations)).collect()
}

/// Has the peer sign, changes what it made, and returns what antin says of each.
pub(crate) fn we_judge_theirs(peer: &Peer, folder: &Path) -> Vec<(Case, Verdict)> {
    fs::write(folder.join("content"), CONTENT).unwrap();
    let made = cases(&[Change::Nothing]);
    let operations: Vec<Operation> = made.iter().map(|case| signing(peer, *case)).collect();
    for (case, answer) in made.iter().zip(peer.run(folder, &operations)) {
        assert_eq!(answer["error"], Value::Null, "{} cannot sign {case:?}", peer.name);
    }
    let judged = cases(ALL).into_iter().map(|case| {
        let whole = Case { change: Change::Nothing, ..case };
        let signature = fs::read(folder.join(whole.name() + ".theirs")).unwrap();
        let (signature, content) = changed(signature, case);
        (case, judge(folder, case, &signature, &content))
    });
    judged.collect()
}

pub(crate) fn now() -> Time {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    Time::from_unix(i64::try_from(now.as_secs()).unwrap())
}

fn sign(folder: &Path, case: Case) -> Vec<u8> {
    let read = |suffix: &str| fs::read(folder.join(case.key.to_owned() + suffix)).unwrap();
    let credential = Credential::from_pem(&read(".chain.pem"), &read(".key"), None).unwrap();
    let options = Options::new(Level::B).signing_time(now());
    let options = match case.form {
        Form::Attached => options.attached(),
        Form::Detached => options.detached(),
    };
    cades::sign(CONTENT, &credential, &options).unwrap()
}

fn judge(folder: &Path, case: Case, signature: &[u8], content: &[u8]) -> Verdict {
    let roots = TrustStore::from_pem(&fs::read(folder.join("root.pem")).unwrap()).unwrap();
    let policy = Policy::new(roots).with_revocation(Revocation::IfPresent);
    let content = match case.form {
        Form::Attached => None,
        Form::Detached => Some(content.into()),
    };
    cades::verify(signature, content, &policy, &Evidence::new(), now()).unwrap().verdict()
}

/// Applies the change of a case to a signature over [`CONTENT`], and to the content beside it.
fn changed(mut signature: Vec<u8>, case: Case) -> (Vec<u8>, Vec<u8>) {
    let mut content = CONTENT.to_vec();
    match (case.change, case.form) {
        (Change::Nothing, _) => {}
        (Change::Content, Form::Detached) => flip(&mut content),
        (Change::Content, Form::Attached) => flip(&mut signature),
        (Change::Value, _) => {
            // Nothing follows the value but, in BER, octets of zero that end contents.
            let last = signature.iter().rposition(|octet| *octet != 0).unwrap();
            signature[last] ^= 1;
        }
    }
    (signature, content)
}

/// Turns "số 45" into "số 44", wherever it is.
fn flip(bytes: &mut [u8]) {
    let marker = "số 45".as_bytes();
    let at = bytes.windows(marker.len()).position(|window| window == marker).unwrap();
    bytes[at + marker.len() - 1] ^= 1;
}

fn signing(peer: &Peer, case: Case) -> Operation {
    let packaging = match case.form {
        Form::Attached => "ENVELOPING",
        Form::Detached => "DETACHED",
    };
    let words = format!(
        "sign --p12 {}.p12 --password antin --content content --out {}.theirs --packaging {packaging} --digest {}",
        case.key,
        case.name(),
        case.digest
    );
    operation(peer, &words)
}

fn verification(
    peer: &Peer,
    folder: &Path,
    case: Case,
    signature: &[u8],
    content: &[u8],
) -> Operation {
    let name = case.name();
    fs::write(folder.join(format!("{name}.ours")), signature).unwrap();
    fs::write(folder.join(format!("{name}.content")), content).unwrap();
    let content = match case.form {
        Form::Attached => String::new(),
        Form::Detached => format!("--content {name}.content"),
    };
    operation(
        peer,
        &format!("verify --sig {name}.ours {content} --trust root.pem --crl root.crl sub.crl"),
    )
}

pub(crate) fn operation(peer: &Peer, words: &str) -> Operation {
    let prefix = peer.prefix.iter().copied();
    prefix.chain(words.split_whitespace()).map(str::to_owned).collect()
}
