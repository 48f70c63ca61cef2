//! One property turned around, and what the judgement says.

use super::*;
use crate::Unsupported;
use crate::ades::Detail;

const SIGNATURE: &str = "META-INF/signature001.p7s";
const MANIFEST: &str = "META-INF/ASiCManifest001.xml";

/// The verdict on a container that was made from a good one by a change, and its findings.
fn after(
    (container, party): (Vec<u8>, Party),
    change: impl FnOnce(&mut Vec<(String, Vec<u8>)>),
) -> (Verdict, Vec<FindingCode>) {
    let report = judge(&changed(&container, change), &party);
    let mut found = container_codes(&report);
    found.extend(report.signatures().iter().flat_map(codes));
    let usual = [FindingCode::TimeNotProven, FindingCode::RevocationNotAvailable];
    found.retain(|code| !usual.contains(code));
    (report.verdict(), found)
}

fn failed(failure: Failure) -> Verdict {
    Verdict::Failed(failure)
}

fn doubtful(doubt: Doubt) -> Verdict {
    Verdict::Indeterminate(doubt)
}

#[test]
fn a_changed_file_fails() {
    let (verdict, found) = after(extended(), |entries| of(entries, "phụ lục/1.bin")[0] ^= 1);
    assert_eq!(verdict, failed(Failure::HashFailure));
    assert!(found.contains(&FindingCode::FileChanged));
    let (verdict, found) = after(simple(), |entries| of(entries, "Công văn.txt")[0] ^= 1);
    assert_eq!(verdict, failed(Failure::HashFailure));
    assert!(found.contains(&FindingCode::MessageDigestMismatch));
}

#[test]
fn swapped_files_fail() {
    let (verdict, _) = after(extended(), |entries| {
        let first = entries[1].1.clone();
        entries[1].1 = std::mem::replace(&mut entries[2].1, first);
    });
    assert_eq!(verdict, failed(Failure::HashFailure));
}

#[test]
fn a_changed_manifest_fails_and_covers_nothing() {
    let (container, party) = extended();
    let container = changed(&container, |entries| {
        let text = String::from_utf8(of(entries, MANIFEST).clone()).expect("text");
        *of(entries, MANIFEST) = text.replace("text/plain", "text/other").into_bytes();
    });
    let report = judge(&container, &party);
    assert_eq!(report.verdict(), failed(Failure::HashFailure));
    assert_eq!(report.signatures()[0].covers(), Coverage::Unknown);
    assert!(report.container().expect("a container").files().iter().all(|file| !file.is_covered()));
}

#[test]
fn a_missing_file_is_in_doubt() {
    let (verdict, found) = after(extended(), |entries| drop(entries.remove(2)));
    assert_eq!(verdict, doubtful(Doubt::SignedDataNotFound));
    assert!(found.contains(&FindingCode::FileMissing));
}

#[test]
fn a_renamed_file_is_missing_and_its_new_name_is_not_covered() {
    let (verdict, found) = after(extended(), |entries| entries[2].0 = "other".to_owned());
    assert_eq!(verdict, doubtful(Doubt::SignedDataNotFound));
    assert!(found.contains(&FindingCode::FileMissing));
    assert!(found.contains(&FindingCode::FileNotCovered));
}

#[test]
fn an_added_file_is_named_and_does_not_come_out() {
    let (container, party) = extended();
    let container = changed(&container, |entries| entries.push(("evil.exe".to_owned(), vec![0])));
    let report = judge(&container, &party);
    assert_eq!(report.verdict(), Verdict::Passed);
    assert_eq!(report.signatures()[0].covers(), Coverage::SomeFiles);
    let finding = &report.container().expect("a container").findings()[0];
    assert_eq!(finding.code(), FindingCode::FileNotCovered);
    assert_eq!(finding.details(), [Detail::File("evil.exe".to_owned())]);
    let verified = report.into_verified().expect("verified");
    assert!(verified.files().all(|file| file.name() != "evil.exe"));
    let taken = extract(&verified, Cursor::new(&container), "evil.exe", Vec::new());
    assert_eq!(taken, Err(Error::ApiMisuse(crate::ApiMisuse::NoEntry)));
}

#[test]
fn a_file_changed_after_the_judgement_does_not_come_out() {
    let (container, party) = extended();
    let verified = judge(&container, &party).into_verified().expect("verified");
    let other = changed(&container, |entries| of(entries, "phụ lục/1.bin")[0] ^= 1);
    let taken = extract(&verified, Cursor::new(&other), "phụ lục/1.bin", Vec::new());
    assert_eq!(taken, Err(Error::ApiMisuse(crate::ApiMisuse::OtherContent)));
}

#[test]
fn a_simple_container_has_one_file() {
    let (verdict, found) = after(simple(), |entries| entries.push(("b".to_owned(), Vec::new())));
    assert_eq!(verdict, doubtful(Doubt::SignedDataNotFound));
    assert!(found.contains(&FindingCode::FilesUnclear));
    let (verdict, found) = after(simple(), |entries| drop(entries.remove(1)));
    assert_eq!(verdict, doubtful(Doubt::SignedDataNotFound));
    assert!(found.contains(&FindingCode::FilesUnclear));
}

#[test]
fn a_signature_without_a_manifest_is_in_doubt() {
    let (verdict, found) = after(extended(), |entries| drop(entries.remove(3)));
    assert_eq!(verdict, doubtful(Doubt::SignedDataNotFound));
    assert!(found.contains(&FindingCode::ManifestMissing));
}

#[test]
fn a_signature_that_two_manifests_claim_is_in_doubt() {
    let (verdict, found) = after(extended(), |entries| {
        let manifest = entries[3].1.clone();
        entries.push(("META-INF/ASiCManifest002.xml".to_owned(), manifest));
    });
    assert_eq!(verdict, doubtful(Doubt::SignedDataNotFound));
    assert!(found.contains(&FindingCode::ManifestAmbiguous));
}

#[test]
fn a_manifest_that_nobody_signed_covers_nothing() {
    let (container, party) = extended();
    let container = changed(&container, |entries| {
        let manifest = String::from_utf8(entries[3].1.clone()).expect("text");
        let manifest = manifest.replace("signature001", "signature002");
        entries.push(("META-INF/ASiCManifest002.xml".to_owned(), manifest.into_bytes()));
        entries.remove(4);
    });
    let report = judge(&container, &party);
    assert_eq!(report.verdict(), doubtful(Doubt::Custom));
    assert!(container_codes(&report).contains(&FindingCode::ManifestUnused));
    assert!(report.into_verified().is_err());
}

#[test]
fn a_manifest_that_cannot_be_read_lists_nothing() {
    let (verdict, found) = after(extended(), |entries| entries[3].1 = b"<!DOCTYPE a>".to_vec());
    assert_eq!(verdict, doubtful(Doubt::SignedDataNotFound));
    assert!(found.contains(&FindingCode::ManifestMalformed));
}

#[test]
fn a_signature_that_cannot_be_read_fails() {
    let (verdict, found) = after(extended(), |entries| *of(entries, SIGNATURE) = vec![0x30, 0]);
    assert_eq!(verdict, failed(Failure::FormatFailure));
    assert!(found.contains(&FindingCode::MalformedSignature));
}

/// A good container whose signature carries content.
fn attached_over(
    (container, party): (Vec<u8>, Party),
    place: &str,
    content: &[u8],
) -> (Verdict, Vec<FindingCode>, usize) {
    let options = signature_options().attached();
    let attached = cades::sign(content, &credential(P256, &party), &options).expect("a signature");
    let container = changed(&container, |entries| *of(entries, place) = attached);
    let report = judge(&container, &party);
    let files = report.container().expect("a container").files();
    let covered = files.iter().filter(|file| file.is_covered()).count();
    (report.verdict(), codes(&report.signatures()[0]), covered)
}

#[test]
fn a_signature_with_content_of_its_own_fails() {
    let (extended, simple) = (extended(), simple());
    let manifest = entries(&extended.0)[3].1.clone();
    let other = String::from_utf8(manifest).expect("text").replace("text/plain", "text/other");
    let (verdict, found, covered) = attached_over(extended, SIGNATURE, other.as_bytes());
    assert_eq!((verdict, covered), (failed(Failure::FormatFailure), 0));
    assert!(found.contains(&FindingCode::SignatureAttached));
    let (verdict, found, covered) = attached_over(simple, "META-INF/signature.p7s", ANNEX);
    assert_eq!((verdict, covered), (failed(Failure::FormatFailure), 0));
    assert!(found.contains(&FindingCode::SignatureAttached));
}

#[test]
fn a_signature_with_a_copy_of_what_it_is_over_is_noted() {
    let (extended, simple) = (extended(), simple());
    let manifest = entries(&extended.0)[3].1.clone();
    let (verdict, found, covered) = attached_over(extended, SIGNATURE, &manifest);
    assert_eq!((verdict, covered), (Verdict::Passed, 2));
    assert!(found.contains(&FindingCode::ContentCopied));
    let (verdict, found, covered) = attached_over(simple, "META-INF/signature.p7s", LETTER);
    assert_eq!((verdict, covered), (Verdict::Passed, 1));
    assert!(found.contains(&FindingCode::ContentCopied));
}

#[test]
fn a_container_without_a_signature_is_in_doubt() {
    let (verdict, found) = after(extended(), |entries| drop(entries.remove(4)));
    assert_eq!(verdict, doubtful(Doubt::Custom));
    assert!(found.contains(&FindingCode::ManifestUnused));
}

#[test]
fn a_signature_of_another_kind_keeps_the_container_from_passing() {
    let (verdict, found) = after(extended(), |entries| {
        entries.push(("META-INF/signatures0.xml".to_owned(), b"<x/>".to_vec()));
    });
    assert_eq!(verdict, doubtful(Doubt::Custom));
    assert!(found.contains(&FindingCode::SignatureNotJudged));
}

#[test]
fn an_evidence_record_is_named() {
    let (verdict, found) = after(extended(), |entries| {
        entries.push(("META-INF/evidencerecord.ers".to_owned(), vec![0x30, 0]));
    });
    assert_eq!(verdict, Verdict::Passed);
    assert!(found.contains(&FindingCode::EvidenceRecordNotJudged));
}

#[test]
fn a_zip_file_without_signatures_is_no_container() {
    let container = pack(&[("a.txt".to_owned(), vec![1])]);
    let refused = judge_with(&container, Reading::Strict, &policy(&Party::new(P256)));
    assert_eq!(refused.map(drop), Err(Error::Unsupported(Unsupported::Zip)));
}

#[test]
fn the_mimetype_is_first_and_stored_and_plain() {
    let (container, party) = extended();
    let behind = changed(&container, |entries| entries.swap(0, 1));
    let mut deflated = Writer::new(Vec::new());
    deflated.deflate("mimetype", &entries(&container)[0].1[..]).expect("an entry");
    for (name, content) in entries(&container).into_iter().skip(1) {
        deflated.store(&name, &content).expect("an entry");
    }
    let deflated = deflated.finish().expect("a container");
    let cases =
        [(behind, "mimetype behind other entries"), (deflated, "mimetype that is not stored")];
    for (container, what) in cases {
        match judge_with(&container, Reading::Strict, &policy(&party)) {
            Err(Error::Malformed(malformed)) => assert_eq!(malformed.what, what),
            other => panic!("{:?}", other.map(drop)),
        }
        let report = judge_with(&container, Reading::Lenient, &policy(&party)).expect("a report");
        assert_eq!(container_codes(&report), [FindingCode::MimetypeUnusual]);
        assert_eq!(report.verdict(), Verdict::Passed);
    }
}

#[test]
fn a_container_without_a_mimetype_is_recognised_by_its_signatures() {
    let (verdict, found) = after(extended(), |entries| drop(entries.remove(0)));
    assert_eq!((verdict, &found[..]), (Verdict::Passed, &[FindingCode::MimetypeUnusual][..]));
    let (verdict, found) = after(simple(), |entries| drop(entries.remove(0)));
    assert_eq!((verdict, &found[..]), (Verdict::Passed, &[FindingCode::MimetypeUnusual][..]));
}

#[test]
fn what_two_readers_see_differently_is_refused_or_named() {
    let (container, party) = extended();
    let appended = [container, vec![0]].concat();
    assert!(judge_with(&appended, Reading::Strict, &policy(&party)).is_err());
    let report = judge_with(&appended, Reading::Lenient, &policy(&party)).expect("a report");
    assert_eq!(container_codes(&report), [FindingCode::ContainerIrregular]);
}

#[test]
fn a_digest_that_the_policy_does_not_admit_is_in_doubt() {
    use sha1::{Digest, Sha1};
    let party = Party::new(P256);
    let reference = |content: &[u8]| manifest::Reference {
        uri: "a".to_owned(),
        media_type: None,
        is_root: false,
        algorithm: "http://www.w3.org/2000/09/xmldsig#sha1".to_owned(),
        value: Sha1::digest(content).to_vec(),
    };
    let manifest = manifest::write(&manifest::Manifest {
        signature: SIGNATURE.to_owned(),
        objects: vec![reference(LETTER)],
        ..Default::default()
    });
    let signature = cades::sign(&manifest, &credential(P256, &party), &signature_options());
    let media_type = Kind::Extended.media_type().as_bytes().to_vec();
    let container = pack(&[
        ("mimetype".to_owned(), media_type),
        ("a".to_owned(), LETTER.to_vec()),
        (MANIFEST.to_owned(), manifest),
        (SIGNATURE.to_owned(), signature.expect("a signature")),
    ]);
    let report = judge(&container, &party);
    assert_eq!(report.verdict(), doubtful(Doubt::CryptoConstraintsFailure));
    assert!(codes(&report.signatures()[0]).contains(&FindingCode::AlgorithmNotAllowed));
}
