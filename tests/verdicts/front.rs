//! The front door: what a document is, is told by its bytes.

use antin::ades::Verdict;
use antin::limits::Limits;
use antin::{ApiMisuse, Error, Limit, Unsupported};
use antin::{Evidence, Report, cades, pem, verify_reader};

use crate::pki::{CONTENT, Pki, judge, now, options};

fn judged(pki: &Pki, document: &[u8]) -> Result<Report, Error> {
    antin::verify(document, None, &pki.policy(), &Evidence::new(), now())
}

fn attached(pki: &Pki) -> Vec<u8> {
    cades::sign(CONTENT, &pki.credential(), &options().attached()).expect("signed")
}

#[test]
fn reads_der_and_pem_under_each_of_its_labels() {
    let pki = Pki::new();
    let signature = pki.sign();
    assert_eq!(judge(&signature, &pki.policy()).verdict(), Verdict::Passed);
    for label in ["CMS", "PKCS7", "PKCS #7 SIGNED DATA"] {
        let text = pem::encode(label, &signature);
        assert_eq!(judge(text.as_bytes(), &pki.policy()).verdict(), Verdict::Passed, "{label}");
    }
}

#[test]
fn reads_streams_in_der_and_pem() {
    let pki = Pki::new();
    let signature = attached(&pki);
    let text = pem::encode("CMS", &signature).into_bytes();
    for document in [signature, text] {
        let report = verify_reader(document.as_slice(), &pki.policy(), &Evidence::new(), now())
            .expect("judged");
        assert_eq!(report.verdict(), Verdict::Passed);
        let verified = report.into_verified().expect("passed");
        assert_eq!(verified.copy_content(CONTENT, Vec::new()), Ok(22));
    }
}

#[test]
fn names_what_it_does_not_judge_yet() {
    let pki = Pki::new();
    for (document, kind) in [
        (&b"%PDF-1.7\n"[..], Unsupported::Pdf),
        (b"stray bytes %PDF-1.4", Unsupported::Pdf),
        (b"<?xml version=\"1.0\"?><edXML/>", Unsupported::Xml),
        (b"\xef\xbb\xbf\r\n <a/>", Unsupported::Xml),
        (b"Kinh gui", Unsupported::Format),
        (b"\xd0\xcf\x11\xe0", Unsupported::Format),
    ] {
        let expected = Some(Error::Unsupported(kind));
        assert_eq!(judged(&pki, document).err(), expected, "{document:?}");
        let streamed = verify_reader(document, &pki.policy(), &Evidence::new(), now());
        assert_eq!(streamed.err(), expected, "{document:?}");
    }
}

#[test]
fn an_empty_file_and_what_is_cut_are_malformed_not_judged() {
    let pki = Pki::new();
    for document in
        [&b""[..], b"\x30", b"0123456789", b"\x30\x80\x00\x00", b"PK\x03\x04", b"PK\x05\x06"]
    {
        assert!(matches!(judged(&pki, document), Err(Error::Malformed(_))), "{document:?}");
    }
}

#[test]
fn pem_holds_one_cms_structure_and_nothing_else() {
    let pki = Pki::new();
    let signature = attached(&pki);
    let one = pem::encode("CMS", &signature);
    assert!(judged(&pki, one.as_bytes()).is_ok());
    let two = format!("{one}{one}");
    assert!(matches!(judged(&pki, two.as_bytes()), Err(Error::Malformed(_))));
    let certificate = pem::encode("CERTIFICATE", pki.person.as_der());
    let expected = Some(Error::Unsupported(Unsupported::ContentType));
    assert_eq!(judged(&pki, certificate.as_bytes()).err(), expected);
    assert_eq!(judged(&pki, format!("{one}{certificate}").as_bytes()).err(), expected);
}

#[test]
fn content_is_not_given_where_the_signature_has_its_own() {
    let pki = Pki::new();
    let report = antin::verify(
        &attached(&pki),
        Some(CONTENT.into()),
        &pki.policy(),
        &Evidence::new(),
        now(),
    );
    assert_eq!(report.err(), Some(Error::ApiMisuse(ApiMisuse::UnexpectedContent)));
}

#[test]
fn text_that_streams_is_held_up_to_a_limit() {
    let pki = Pki::new();
    let text = pem::encode("CMS", &attached(&pki));
    let judged = |message| {
        let mut limits = Limits::DEFAULT;
        limits.message = message;
        let policy = pki.policy().with_limits(limits);
        verify_reader(text.as_bytes(), &policy, &Evidence::new(), now())
    };
    assert!(judged(text.len()).is_ok());
    assert_eq!(judged(text.len() - 1).err(), Some(Error::LimitExceeded(Limit::Length)));
}
