//! Files of evidence: listed, written again, and kept in a folder.

use std::fs;
use std::path::PathBuf;

use antin::ades::{Freshness, Origin, Subject};
use antin::cache::{self, Cache};
use antin::{Evidence, Time};

use crate::cases::{self, Wanted};
use crate::{code, vector};

pub(crate) fn run(case: &cases::EvidenceAlone) {
    let bytes = vector(&case.file);
    let wanted = match (&case.expect, Evidence::from_bytes(&bytes)) {
        (Wanted::Error { error }, read) => {
            assert_eq!(read.map(drop).map_err(code), Err(*error));
            return;
        }
        (Wanted::Value(wanted), read) => (wanted, read.expect("evidence")),
    };
    let (wanted, evidence) = wanted;
    let by = Time::from_unix(case.by);
    let freshness = evidence.freshness();
    assert_eq!(freshness.iter().map(item).collect::<Vec<_>>(), wanted.items);
    assert_eq!(freshness.iter().filter(|one| one.has_ended(by)).count(), wanted.ended);
    assert_eq!(evidence.to_bytes(), bytes);
    let folder = Folder::new(&case.file.replace('/', "-"));
    let path = folder.0.join("again");
    cache::write_file(&path, &evidence).expect("written");
    assert_eq!(cache::read_file(&path).expect("read").to_bytes(), bytes);
    keep(&folder, &evidence, by, wanted);
}

fn keep(folder: &Folder, evidence: &Evidence, by: Time, wanted: &cases::Listed) {
    let cache = Cache::open(&folder.0).expect("a folder");
    cache.keep(evidence).expect("kept");
    let count = |cache: &Cache| cache.load().expect("loaded").evidence().freshness().len();
    assert_eq!(count(&cache), wanted.items.len());
    assert_eq!(cache.clean(by), Ok(wanted.ended));
    assert_eq!(count(&cache), wanted.items.len() - wanted.ended);
}

fn item(one: &Freshness<'_>) -> cases::Item {
    let (kind, name) = match one.subject {
        Subject::Certificate(one) => ("certificate", one.subject().to_string()),
        Subject::Crl(one) => ("crl", one.issuer().to_string()),
        Subject::OcspResponse(one) => ("ocsp", one.responder().to_string()),
        Subject::Token(one) => {
            let authority = one.signing_certificate(&[]).expect("a certificate of its own");
            ("token", authority.subject().to_string())
        }
        other => panic!("{other:?}"),
    };
    cases::Item {
        kind: kind.to_owned(),
        name: Some(name),
        since: one.since.to_unix(),
        until: one.until.map(Time::to_unix),
        obtained: one.origin.map(|origin| origin.obtained().to_unix()),
        source: one.origin.map(Origin::source).map(str::to_owned),
    }
}

/// A folder that goes away with the case.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("antin-case-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("a folder");
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
