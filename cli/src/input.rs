//! Certificates, revocation lists and policies from files, PEM or DER by looking at them.

use std::path::{Path, PathBuf};

use antin::ades::Evidence;
use antin::cache::Cache;
use antin::policy::{TrustAnchor, TrustStore};
use antin::revocation::ocsp::Response;
use antin::x509::{Certificate, Crl};
use antin::{Error, pem};

use crate::args::EvidenceArgs;
use crate::failure::Failure;
use crate::files;
use crate::lang::{Language, errors, library, notes};
use crate::print;

/// Reads every certificate of a file; one that cannot be read is an error.
pub(crate) fn certificates_in(path: &Path, bytes: &[u8]) -> Result<Vec<Certificate>, Failure> {
    let found = antin::x509::certificates(bytes)
        .map_err(|error| Failure::unable(&errors::BAD_CERTIFICATE).at(path).because(error))?;
    if found.is_empty() {
        return Err(Failure::unable(&errors::NO_CERTIFICATE_IN).at(path));
    }
    Ok(found)
}

/// Reads the trusted roots.
pub(crate) fn trust(paths: &[PathBuf]) -> Result<TrustStore, Failure> {
    if paths.is_empty() {
        return Err(Failure::usage(&errors::NO_TRUST_GIVEN));
    }
    let mut anchors = Vec::new();
    for path in paths {
        let bytes = files::read(path)?;
        let found = antin::x509::certificates(&bytes)
            .map_err(|error| Failure::unable(&errors::BAD_TRUST).at(path).because(error))?;
        if found.is_empty() {
            return Err(Failure::unable(&errors::NO_CERTIFICATE_IN).at(path));
        }
        anchors.extend(found.into_iter().map(TrustAnchor::from_certificate));
    }
    TrustStore::new(anchors).map_err(|error| {
        let path = paths.first().map(PathBuf::as_path).unwrap_or_else(|| Path::new(""));
        Failure::unable(&errors::BAD_TRUST).at(path).because(error)
    })
}

/// Reads further certificates for paths. One that cannot be read is skipped with a note, unless none
/// can be read at all: pools are gathered from many places.
pub(crate) fn pool(paths: &[PathBuf], language: Language) -> Result<Vec<Certificate>, Failure> {
    let mut pool = Vec::new();
    let mut skipped = Vec::new();
    for path in paths {
        for one in each_certificate(&files::read(path)?) {
            match one {
                Ok(certificate) => pool.push(certificate),
                Err(error) => skipped.push((path, error)),
            }
        }
    }
    match skipped.first() {
        Some((path, error)) if pool.is_empty() => {
            Err(Failure::unable(&errors::BAD_CERTIFICATE).at(path).because(error.clone()))
        }
        _ => {
            skipped.iter().for_each(|(path, error)| note_skipped(path, error, language));
            Ok(pool)
        }
    }
}

fn each_certificate(bytes: &[u8]) -> Vec<Result<Certificate, Error>> {
    if !pem::is_pem(bytes) {
        return vec![Certificate::from_der(bytes)];
    }
    let blocks = pem::blocks(bytes).filter(|block| {
        // What is not a certificate, such as a key, is passed over.
        block.as_ref().map_or(true, |block| block.label().ends_with("CERTIFICATE"))
    });
    blocks.map(|block| Certificate::from_der(block?.der())).collect()
}

/// Returns the subject of a certificate that was just made, for people.
pub(crate) fn subject(der: &[u8]) -> String {
    let subject = Certificate::from_der(der).map(|made| made.subject().to_string());
    print::harmless(&subject.unwrap_or_default())
}

/// Reads the certificate that is judged, and those after it in its file. The first must be readable.
pub(crate) fn leaf_and_more(path: &Path, language: Language) -> Result<Vec<Certificate>, Failure> {
    let bytes = files::read(path)?;
    let mut all = each_certificate(&bytes).into_iter();
    let leaf = match all.next() {
        Some(leaf) => {
            leaf.map_err(|error| Failure::unable(&errors::BAD_CERTIFICATE).at(path).because(error))?
        }
        None => return Err(Failure::unable(&errors::NO_CERTIFICATE_IN).at(path)),
    };
    let mut found = vec![leaf];
    for one in all {
        match one {
            Ok(certificate) => found.push(certificate),
            Err(error) => note_skipped(path, &error, language),
        }
    }
    Ok(found)
}

fn note_skipped(path: &Path, error: &Error, language: Language) {
    let (shown, why) = (path.display().to_string(), library::clause(error, language));
    print::note(&notes::SKIPPED_CERTIFICATE.fill(language, &[&shown, &why]));
}

/// Reads CRLs, PEM or DER.
pub(crate) fn crls(paths: &[PathBuf]) -> Result<Vec<Crl>, Failure> {
    let mut lists = Vec::new();
    for path in paths {
        let found = antin::x509::crls(&files::read(path)?)
            .map_err(|error| Failure::unable(&errors::BAD_CRL).at(path).because(error))?;
        lists.extend(found);
    }
    Ok(lists)
}

/// Reads OCSP responses, in DER.
pub(crate) fn ocsp(paths: &[PathBuf]) -> Result<Vec<Response>, Failure> {
    let read = |path: &PathBuf| {
        Response::from_der(&files::read(path)?)
            .map_err(|error| Failure::unable(&errors::BAD_OCSP).at(path).because(error))
    };
    paths.iter().map(read).collect()
}

/// Puts together what is known beside the document: certificates, CRLs, OCSP answers.
pub(crate) fn evidence(
    args: &EvidenceArgs,
    gathered: &[PathBuf],
    language: Language,
) -> Result<Evidence, Failure> {
    evidence_beside(Evidence::new(), args, gathered, language)
}

/// The same, behind what is known already.
pub(crate) fn evidence_beside(
    known: Evidence,
    args: &EvidenceArgs,
    gathered: &[PathBuf],
    language: Language,
) -> Result<Evidence, Failure> {
    let mut evidence = known;
    for certificate in pool(&args.certs, language)? {
        evidence = evidence.with_certificates([certificate]);
    }
    evidence = evidence.with_crls(crls(&args.crl)?).with_ocsp_responses(ocsp(&args.ocsp)?);
    for path in gathered {
        evidence = with_gathered(evidence, path)?;
    }
    Ok(evidence)
}

/// Takes what there is out of one file, or out of a folder.
pub(crate) fn with_gathered(mut evidence: Evidence, path: &Path) -> Result<Evidence, Failure> {
    let bad = |error| Failure::unable(&errors::BAD_EVIDENCE).at(path).because(error);
    if path.is_dir() {
        let loaded = Cache::open(path).and_then(|cache| cache.load()).map_err(bad)?;
        return Ok(evidence.with_evidence(loaded.evidence()));
    }
    let bytes = files::read(path)?;
    if Evidence::is_file(&bytes) {
        return Ok(evidence.with_evidence(&Evidence::from_bytes(&bytes).map_err(bad)?));
    }
    if !pem::is_pem(&bytes) {
        return match (Certificate::from_der(&bytes), Crl::from_der(&bytes)) {
            (Ok(certificate), _) => Ok(evidence.with_certificates([certificate])),
            (_, Ok(list)) => Ok(evidence.with_crls([list])),
            (Err(error), _) => Err(bad(error)),
        };
    }
    for block in pem::blocks(&bytes) {
        let block = block.map_err(bad)?;
        evidence = if block.label() == "X509 CRL" {
            evidence.with_crls([Crl::from_der(block.der()).map_err(bad)?])
        } else {
            let certificate = Certificate::from_der(block.der()).map_err(bad)?;
            evidence.with_certificates([certificate])
        };
    }
    Ok(evidence)
}
