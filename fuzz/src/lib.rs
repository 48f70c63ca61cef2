//! What the fuzz targets do with their input, one function each.
//!
//! Besides "no panic, bounded work", each holds the invariants that its parser promises; a broken one
//! is a crash.

mod journal;
mod ledger;
mod packages;
mod papers;
mod path;

use antin::cades::Content;
use antin::cms::SignedData;
use antin::crypto::{DigestAlgorithm, Hasher};
use antin::inspect::inspect_with;
use antin::keys::{Credential, Options, PrivateKey, Sign};
use antin::limits::Limits;
use antin::policy::{Policy, Profile, TrustAnchor, TrustStore};
use antin::revocation::ocsp;
use antin::tsp::{Request, Response, Token};
use antin::x509::{Certificate, Crl, certificates, crls};
use antin::{Evidence, Language, Time, pem as blocks};

pub use journal::journal;
pub use ledger::ledger;
pub use packages::{asic, edxml, open, statement, zip};
pub use papers::{receipt, registry};
pub use path::path;

/// The password of the seeds.
const PASSWORD: &str = "mat-khau-123";

/// A certificate gives back the bytes that it was read from, and can be looked at.
pub fn certificate(data: &[u8]) {
    let Ok(certificate) = Certificate::from_der(data) else { return };
    assert_eq!(certificate.as_der(), data);
    assert!(certificate.subject().matches(certificate.subject()), "a name matches itself");
    let key = certificate.public_key().map(|key| (key.kind(), key.bits()));
    let shown = format!("{certificate:?} {} {key:?}", certificate.issuer());
    assert!(!shown.is_empty());
    for extension in certificate.extensions().iter() {
        assert!(certificate.extensions().get(extension.id).is_some());
    }
}

/// An OCSP response is the same without its envelope, and has the answers that it counts.
pub fn ocsp(data: &[u8]) {
    let Ok(response) = ocsp::Response::from_der(data) else { return };
    assert_eq!(response.as_der(), data);
    let bare = ocsp::Response::from_basic_der(response.as_basic_der());
    assert_eq!(bare.as_ref(), Ok(&response));
    assert_eq!(response.answers().count(), response.answer_count());
    assert!(!format!("{response:?} {:?}", response.nonce()).is_empty());
}

/// A CRL gives back the bytes that it was read from, and each of its entries.
pub fn crl(data: &[u8]) {
    let Ok(crl) = Crl::from_der(data) else { return };
    assert_eq!(crl.as_der(), data);
    assert!(crl.issuer().matches(crl.issuer()));
    assert_eq!(crl.entries().count(), crl.entry_count());
    // Entries with one number are found together, so looking up all of many would be quadratic.
    for entry in crl.entries().take(64) {
        assert!(crl.find(entry.serial()).next().is_some());
    }
}

/// A file of evidence is written again as it was read.
pub fn evidence_file(data: &[u8]) {
    let Ok(evidence) = Evidence::from_bytes(data) else { return };
    assert!(Evidence::is_file(data));
    assert_eq!(evidence.to_bytes().len(), evidence.clone().to_bytes().len());
    let again = Evidence::from_bytes(&evidence.to_bytes()).expect("what was written is read");
    assert_eq!(again.to_bytes(), evidence.to_bytes());
    assert_eq!(again.freshness().len(), evidence.freshness().len());
}

/// A SignedData reads alike from memory and from a stream.
pub fn cms(data: &[u8]) {
    let whole = SignedData::from_bytes(data);
    let streamed = SignedData::from_reader(data, &Limits::DEFAULT);
    match (whole, streamed) {
        (Ok(whole), Ok(streamed)) => {
            assert_eq!(whole.version(), streamed.version());
            assert_eq!(whole.content_type(), streamed.content_type());
            assert_eq!(whole.is_detached(), streamed.is_detached());
            assert_eq!(whole.certificates(), streamed.certificates());
            assert_eq!(whole.signers().len(), streamed.signers().len());
            for signer in whole.signers().iter().flatten() {
                let signed = signer.signed_attributes().map(|all| all.iter().count());
                let unsigned = signer.unsigned_attributes().map(|all| all.iter().count());
                assert!(
                    signed.is_none_or(|count| count > 0)
                        && unsigned.is_none_or(|count| count < data.len())
                );
                assert!(
                    whole
                        .certificates()
                        .iter()
                        .filter(|one| signer.identifier().names(one))
                        .count()
                        <= data.len()
                );
            }
        }
        (Err(_), Err(_)) => {}
        (whole, streamed) => {
            panic!("from memory: {:?}, from a stream: {:?}", whole.err(), streamed.err())
        }
    }
}

/// What an authority sends is read or refused; a token that is read says one thing.
pub fn tsp_response(data: &[u8]) {
    let _ = Request::from_der(data).map(|request| {
        assert_eq!(Request::from_der(&request.to_der()), Ok(request));
    });
    let tokens = [
        Response::from_der(data).ok().and_then(|answer| answer.token().cloned()),
        Token::from_bytes(data).ok(),
    ];
    for token in tokens.into_iter().flatten() {
        assert!(token.info().compare_times(token.info()).is_eq());
        let _ = token.verify(&[], antin::crypto::default_provider());
    }
    let request = Request::new(&Hasher::digest(DigestAlgorithm::Sha256, b"")).expect("SHA-256");
    if let Err(error) = Response::from_der(data).and_then(|answer| answer.into_token(&request)) {
        assert!(!error.to_string().chars().any(char::is_control));
    }
}

/// A signature of any level is judged or refused; none passes, and no time is proven.
pub fn cades(data: &[u8]) {
    let anchor = TrustAnchor::from_certificate(root());
    let policy = Policy::new(TrustStore::new(vec![anchor]).expect("an anchor"));
    let at = Time::from_unix(1_795_262_400);
    let judge = |content: Option<&[u8]>| {
        let content = content.map(Content::Bytes);
        antin::cades::verify(data, content, &policy, &Evidence::new(), at)
    };
    for report in [judge(None), judge(Some(b"content"))].into_iter().flatten() {
        // Nobody here can sign for the root that is trusted.
        assert!(!report.verdict().is_passed());
        assert!(report.signatures().iter().all(|one| one.proven_time().is_none()));
        assert!(!report.to_text(Language::Vi).is_empty());
    }
}

fn root() -> Certificate {
    let pem = include_bytes!("../../test-vectors/bench/ed25519.root.pem");
    certificates(pem).expect("a certificate").remove(0)
}

/// A key that is read says what it is, and signs.
pub fn pkcs8(data: &[u8]) {
    let Ok(key) = PrivateKey::from_bytes_with(data, Some(PASSWORD), &quick()) else { return };
    assert!(key.bits() >= 256 && !key.algorithms().is_empty() && !key.spki().is_empty());
}

/// A credential's key is its certificate's.
pub fn pkcs12(data: &[u8]) {
    let Ok(credential) = Credential::from_pkcs12_with(data, PASSWORD, &quick()) else { return };
    assert_eq!(credential.key().spki(), credential.certificate().spki());
    assert_eq!(credential.chain().first(), Some(credential.certificate()));
}

/// Blocks of a text come out as they went in, and certificates and CRLs are found in it.
pub fn pem(data: &[u8]) {
    let mut found = 0;
    for block in blocks::blocks(data).flatten() {
        let again = blocks::encode(block.label(), block.der());
        let again = blocks::blocks(again.as_bytes()).next().expect("a block").expect("well-formed");
        assert_eq!((again.label(), again.der()), (block.label(), block.der()));
        found += 1;
    }
    assert!(found == 0 || blocks::is_pem(data));
    let read =
        certificates(data).map_or(0, |all| all.len()) + crls(data).map_or(0, |all| all.len());
    assert!(read <= found + 2, "no more than there are blocks, or one each in DER");
}

/// What is told of a file takes bounded work, never has its keys in it, and commands no terminal.
pub fn inspect(data: &[u8]) {
    let mut limits = Limits::DEFAULT;
    (limits.kdf_iterations, limits.kdf_memory) = (50, 1 << 16);
    for password in [None, Some(PASSWORD)] {
        let Ok(found) = inspect_with(data, password, &limits) else { continue };
        let json = found.to_json();
        let count = json["contents"].as_array().map_or(0, Vec::len);
        assert!((1..=limits.blocks).contains(&count), "something was found");
        for language in [Language::En, Language::Vi] {
            let text = found.to_text(language);
            assert!(!text.contains(|char: char| char.is_control() && char != '\n'));
            assert_eq!(text.lines().count(), found.lines(language).len());
        }
    }
}

/// A policy file that is read can be asked about everything.
pub fn policy_file(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let Ok(profile) = Profile::from_toml(text) else { return };
    let titles = [Language::En, Language::Vi].map(|language| profile.title(language).len());
    assert!(titles.iter().all(|length| *length <= text.len()));
    let _ = (profile.is_in_force(Time::from_unix(0)), profile.policies(), profile.sources());
}

/// Limits under which derivations take no time, so that parsing is what is fuzzed.
fn quick() -> Options {
    let mut limits = Limits::DEFAULT;
    (limits.kdf_iterations, limits.kdf_memory) = (50, 1 << 16);
    Options::new().with_limits(limits)
}
