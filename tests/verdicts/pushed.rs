//! What is pushed piece by piece is made and judged as what is there at once.

use antin::ades::{Failure, Verdict};
use antin::cades::{self, AttachedSigning, DetachedSigning};
use antin::crypto::DigestAlgorithm;
use antin::{ApiMisuse, Error, Evidence, Report, Verifying, pem};

use crate::pki::{CONTENT, Pki, judge, now, options};

/// Longer than what is kept in memory, and no multiple of any piece below.
fn long() -> Vec<u8> {
    (0..700_001_u32).map(|index| index.to_le_bytes()[1]).collect()
}

/// Pushes a document and judges it.
fn pushed(mut verifying: Verifying, bytes: &[u8], size: usize) -> Result<Report, Error> {
    for piece in bytes.chunks(size) {
        verifying.update(piece)?;
        verifying.update(b"")?;
    }
    verifying.finish()
}

fn attached(pki: &Pki, bytes: &[u8], size: usize) -> Result<Report, Error> {
    pushed(Verifying::attached(&pki.policy(), &Evidence::new(), now()), bytes, size)
}

fn detached(pki: &Pki, signature: &[u8], content: &[u8], size: usize) -> Result<Report, Error> {
    let verifying = Verifying::detached(signature, &pki.policy(), &Evidence::new(), now())?;
    pushed(verifying, content, size)
}

#[test]
fn a_detached_signature_over_pushed_content_is_as_any_other() {
    let pki = Pki::new();
    let mut signing =
        DetachedSigning::new(pki.credential().chain(), &options()).expect("options are good");
    CONTENT.chunks(3).for_each(|piece| signing.update(piece));
    let prepared = signing.clone().prepare();
    assert_eq!(prepared.digest().algorithm(), DigestAlgorithm::Sha256);
    let signature = signing.sign(&pki.credential()).expect("signed");
    assert_eq!(judge(&signature, &pki.policy()).verdict(), Verdict::Passed);
}

#[test]
fn another_credential_cannot_finish_a_signature() {
    let (pki, other) = (Pki::new(), Pki::new());
    let signing = DetachedSigning::new(pki.credential().chain(), &options()).expect("begun");
    let error = signing.sign(&other.credential()).expect_err("another key");
    assert_eq!(error, Error::Key(antin::KeyError::ValueMismatch));
}

#[test]
fn pushed_signing_wants_the_form_that_it_makes() {
    let pki = Pki::new();
    let credential = pki.credential();
    let detached = DetachedSigning::new(credential.chain(), &options().attached());
    assert!(matches!(detached, Err(Error::ApiMisuse(ApiMisuse::Contradiction(_)))));
    let attached = AttachedSigning::new(&credential, 1, &options());
    assert!(matches!(attached, Err(Error::ApiMisuse(ApiMisuse::Contradiction(_)))));
}

#[test]
fn an_attached_signature_around_pushed_content_is_as_any_other() {
    let pki = Pki::new();
    let content = long();
    let length = u64::try_from(content.len()).expect("small");
    let options = options().attached();
    let mut signing = AttachedSigning::new(&pki.credential(), length, &options).expect("begun");
    let mut file = signing.head().to_vec();
    for piece in content.chunks(100_000) {
        signing.update(piece).expect("as announced");
        file.extend_from_slice(piece);
    }
    file.extend(signing.finish().expect("signed"));
    for size in [1_000, 65_536, 700_000, file.len()] {
        let report = attached(&pki, &file, size).expect("judged");
        assert_eq!(report.verdict(), Verdict::Passed, "{size}");
        let verified = report.into_verified().expect("passed");
        assert_eq!(verified.copy_content(content.as_slice(), std::io::sink()), Ok(length));
    }
}

#[test]
fn pushed_content_must_be_as_long_as_announced() {
    let pki = Pki::new();
    let begin =
        || AttachedSigning::new(&pki.credential(), 3, &options().attached()).expect("begun");
    let misuse = Some(Error::ApiMisuse(ApiMisuse::ContentLength));
    assert_eq!(begin().update(b"four").err(), misuse);
    let mut short = begin();
    short.update(b"no").expect("as yet");
    assert_eq!(short.finish().err(), misuse);
}

#[test]
fn pushed_documents_are_judged_whatever_their_pieces() {
    let pki = Pki::new();
    let signature = pki.sign();
    let short = cades::sign(CONTENT, &pki.credential(), &options().attached()).expect("signed");
    let text = pem::encode("CMS", &short).into_bytes();
    for size in [1, 7, 4_096] {
        for document in [&short, &text] {
            let report = attached(&pki, document, size).expect("judged");
            assert_eq!(report.verdict(), Verdict::Passed);
        }
        for signature in [&signature, &pem::encode("CMS", &signature).into_bytes()] {
            let report = detached(&pki, signature, CONTENT, size).expect("judged");
            assert_eq!(report.verdict(), Verdict::Passed);
        }
    }
}

#[test]
fn a_changed_octet_is_found_in_what_is_pushed() {
    let pki = Pki::new();
    let failed = Verdict::Failed(Failure::HashFailure);
    let report = detached(&pki, &pki.sign(), b"Quyet dinh so 46/QD-BM", 5).expect("judged");
    assert_eq!(report.verdict(), failed);
    let mut file = cades::sign(&long(), &pki.credential(), &options().attached()).expect("signed");
    file[500_000] ^= 1;
    let report = attached(&pki, &file, 10_000).expect("judged");
    assert_eq!(report.verdict(), failed);
}

#[test]
fn a_pushed_document_that_ends_early_is_not_judged() {
    let pki = Pki::new();
    let file = cades::sign(&long(), &pki.credential(), &options().attached()).expect("signed");
    for end in [0, 1, 100, 300_000, file.len() - 1] {
        let result = attached(&pki, &file[..end], 10_000);
        assert!(matches!(result, Err(Error::Malformed(_))), "{end}: {result:?}");
    }
}

#[test]
fn a_hopeless_document_is_refused_while_it_is_pushed() {
    let pki = Pki::new();
    let mut verifying = Verifying::attached(&pki.policy(), &Evidence::new(), now());
    let junk = vec![0x30; 100_000];
    // The reader may be some pieces behind.
    let error = (0..100).find_map(|_| verifying.update(&junk).err()).expect("refused early");
    assert!(matches!(error, Error::Malformed(_)), "{error:?}");
    assert_eq!(verifying.update(b"more").err(), Some(error.clone()));
    assert_eq!(verifying.finish().err(), Some(error));
}

#[test]
fn only_content_beside_the_signature_is_pushed_alone() {
    let pki = Pki::new();
    let attached = cades::sign(CONTENT, &pki.credential(), &options().attached()).expect("signed");
    let result = Verifying::detached(&attached, &pki.policy(), &Evidence::new(), now());
    assert_eq!(result.err(), Some(Error::ApiMisuse(ApiMisuse::UnexpectedContent)));
}

#[test]
fn an_abandoned_judgement_ends_quietly() {
    let pki = Pki::new();
    let file = cades::sign(&long(), &pki.credential(), &options().attached()).expect("signed");
    let mut verifying = Verifying::attached(&pki.policy(), &Evidence::new(), now());
    verifying.update(&file[..400_000]).expect("well-formed so far");
    drop(verifying);
}

#[test]
fn what_was_too_long_stays_so_whatever_follows() {
    let pki = Pki::new();
    let report = detached(&pki, &pki.sign(), CONTENT, 9).expect("judged");
    let verified = report.into_verified().expect("passed");
    let mut recheck = verified.recheck().expect("known");
    let other = Some(Error::ApiMisuse(ApiMisuse::OtherContent));
    assert_eq!(recheck.update(&[b'x'; 100]).err(), other);
    assert_eq!(recheck.update(CONTENT).err(), other);
    assert_eq!(recheck.finish().err(), other);

    let options = options().attached();
    let mut signing = AttachedSigning::new(&pki.credential(), 4, &options).expect("begun");
    let misuse = Some(Error::ApiMisuse(ApiMisuse::ContentLength));
    assert_eq!(signing.update(b"eight...").err(), misuse);
    assert_eq!(signing.update(b"four").err(), misuse);
    assert_eq!(signing.finish().err(), misuse);
}

#[test]
fn a_streamed_report_holds_no_content_whatever_its_length() {
    let pki = Pki::new();
    for content in [CONTENT.to_vec(), long()] {
        let file = cades::sign(&content, &pki.credential(), &options().attached()).expect("signed");
        let text = pem::encode("CMS", &file).into_bytes();
        for document in [file, text] {
            let report = attached(&pki, &document, 100_000).expect("judged");
            let verified = report.into_verified().expect("passed");
            assert_eq!(verified.content(), None);
            assert!(verified.copy_content(content.as_slice(), std::io::sink()).is_ok());
        }
    }
}

#[test]
fn rechecked_content_is_known_by_every_octet_and_its_end() {
    let pki = Pki::new();
    let report = detached(&pki, &pki.sign(), CONTENT, 9).expect("judged");
    let verified = report.into_verified().expect("passed");
    let other = Some(Error::ApiMisuse(ApiMisuse::OtherContent));
    let check = |content: &[u8]| {
        let mut recheck = verified.recheck().expect("known");
        content.chunks(4).try_for_each(|piece| recheck.update(piece))?;
        recheck.finish()
    };
    assert_eq!(check(CONTENT), Ok(()));
    assert_eq!(check(&CONTENT[..21]).err(), other);
    assert_eq!(check(b"Quyet dinh so 46/QD-BM").err(), other);
    assert_eq!(check(b"Quyet dinh so 45/QD-BM!").err(), other);
}
