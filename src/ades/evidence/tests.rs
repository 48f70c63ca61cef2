//! The file of evidence: what is written is read, and each way in which a file can be another.

#![expect(clippy::unwrap_used, reason = "the values are the tests' own")]

use rcgen::{CertificateParams, KeyPair, date_time_ymd};

use super::*;
use crate::der::Writer;
use crate::error::{Limit, Unsupported};
use crate::limits::Limits;

fn certificate() -> Certificate {
    let mut params = CertificateParams::default();
    params.not_before = date_time_ymd(2024, 1, 1);
    params.not_after = date_time_ymd(2027, 1, 1);
    let made = params.self_signed(&KeyPair::generate().unwrap()).unwrap();
    Certificate::from_der(made.der()).unwrap()
}

fn origin() -> Origin {
    let at = Time::parse_rfc3339("2026-11-21T08:30:00Z").unwrap();
    Origin::new(at, "http://ca.test/sub-ca.crt")
        .with_etag(Some("\"a\"".to_owned()))
        .with_last_modified(Some("Sat, 21 Nov 2026 08:00:00 GMT".to_owned()))
}

#[test]
fn what_is_written_is_read_with_its_origin_and_written_the_same() {
    let (one, other) = (certificate(), certificate());
    let evidence = Evidence::new()
        .with_certificate_of(one.clone(), &origin())
        .with_certificates([other.clone()])
        .received_at(origin().obtained());
    let file = evidence.to_bytes();
    assert!(Evidence::is_file(&file));
    let read = Evidence::from_bytes(&file).unwrap();
    assert_eq!(read.certificates(), [one, other]);
    let origins: Vec<_> = read.certificates_with_origins().map(|(_, origin)| origin).collect();
    assert_eq!(origins, [Some(&origin()), None]);
    assert_eq!(read.to_bytes(), file);
    // A file may come from anybody; when the document was received may not.
    assert_eq!(read.reception_time(), None);
}

#[test]
fn a_file_that_was_cut_or_changed_anywhere_is_refused() {
    let file = Evidence::new().with_certificate_of(certificate(), &origin()).to_bytes();
    for length in 0..file.len() {
        assert!(Evidence::from_bytes(&file[..length]).is_err(), "{length}");
    }
    for at in 0..file.len() {
        let mut changed = file.clone();
        changed[at] ^= 0x01;
        assert!(Evidence::from_bytes(&changed).is_err(), "{at}");
    }
    assert!(Evidence::from_bytes(&[file, vec![0]].concat()).is_err());
}

/// A file with items of one's own.
fn file(version: u64, items: &[u8]) -> Vec<u8> {
    use crate::crypto::{DigestAlgorithm, Hasher};
    use crate::der::Tag;
    let mut out = Writer::new();
    out.sequence(|out| {
        out.value(Tag::UTF8_STRING, b"antin-evidence").unsigned(version);
        out.value(Tag::SEQUENCE, items);
        out.octet_string(Hasher::digest(DigestAlgorithm::Sha256, items).as_bytes());
    });
    out.finish()
}

fn item(kind: u64, value: &[u8]) -> Vec<u8> {
    let mut out = Writer::new();
    out.sequence(|out| {
        out.unsigned(kind).octet_string(value);
    });
    out.finish()
}

#[test]
fn other_versions_and_kinds_are_refused() {
    let good = item(0, certificate().as_der());
    assert!(Evidence::from_bytes(&file(1, &good)).is_ok());
    assert!(Evidence::from_bytes(&file(1, &[])).is_ok());
    let version = Evidence::from_bytes(&file(2, &good));
    assert_eq!(version.unwrap_err(), Error::Unsupported(Unsupported::Version));
    for bad in [item(4, certificate().as_der()), item(1, certificate().as_der()), item(0, b"")] {
        assert!(matches!(Evidence::from_bytes(&file(1, &bad)), Err(Error::Malformed(_))));
    }
}

#[test]
fn more_than_the_limits_allow_is_refused() {
    let two = [item(0, certificate().as_der()), item(0, certificate().as_der())].concat();
    let few = Limits { evidence_items: 1, ..Limits::DEFAULT };
    let few = Evidence::from_bytes_with(&file(1, &two), &few);
    assert_eq!(few.unwrap_err(), Error::LimitExceeded(Limit::Items));
    let short = Limits { evidence_bytes: 100, ..Limits::DEFAULT };
    let short = Evidence::from_bytes_with(&file(1, &two), &short);
    assert_eq!(short.unwrap_err(), Error::LimitExceeded(Limit::Length));
}

#[test]
fn clones_do_not_share_what_is_added_later() {
    let before = Evidence::new().with_certificates([certificate()]);
    let after = before.clone().with_certificates([certificate()]);
    assert_eq!((before.certificates().len(), after.certificates().len()), (1, 2));
    let merged = before.clone().with_evidence(&after).with_evidence(&after);
    assert_eq!(merged.certificates(), after.certificates());
}

#[test]
fn freshness_tells_what_ends_first() {
    let evidence = Evidence::new().with_certificate_of(certificate(), &origin());
    let report = evidence.freshness();
    let now = Time::parse_rfc3339("2026-12-28T00:00:00Z").unwrap();
    assert!(report[0].ends_within(now, 7 * 86_400));
    assert!(!report[0].ends_within(now, 3 * 86_400));
    assert!(!report[0].has_ended(now));
    assert_eq!(report[0].origin, Some(&origin()));
}
