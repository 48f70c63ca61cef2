//! Files of certificates, PEM or DER by looking.

use crate::error::{Error, Malformed, Syntax, Unsupported};
use crate::pem;
use crate::x509::tests::template::{Template, name};
use crate::x509::{certificates, crls};

fn two() -> [Template; 2] {
    [Template::default(), Template { subject: name("Second"), ..Template::default() }]
}

#[test]
fn der_is_one_certificate() {
    let der = Template::default().der();
    let found = certificates(&der).unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].as_der(), der);
}

#[test]
fn pem_is_all_of_them_whatever_else_is_there() {
    let [first, second] = two();
    let text = [
        "\u{feff}subject=CN=Leaf\r\n".to_owned(),
        pem::encode("CERTIFICATE", &first.der()).replace('\n', "\r\n"),
        pem::encode("PRIVATE KEY", b"not looked at"),
        "0 is how this line begins\n".to_owned(),
        pem::encode("X509 CERTIFICATE", &second.der()),
    ]
    .concat();
    let found = certificates(text.as_bytes()).unwrap();
    assert_eq!(found, two().map(|template| template.certificate()));
}

#[test]
fn text_that_begins_like_a_sequence_is_still_text() {
    let text = format!("00 first line\n{}", pem::encode("CERTIFICATE", &Template::default().der()));
    assert_eq!(certificates(text.as_bytes()).unwrap().len(), 1);
}

#[test]
fn an_error_says_which_block() {
    let [first, second] = two();
    let negative = Template { serial: vec![2, 1, 0x80], ..second };
    let text =
        pem::encode("CERTIFICATE", &first.der()) + &pem::encode("CERTIFICATE", &negative.der());
    let Err(error) = certificates(text.as_bytes()) else { panic!("read") };
    assert_eq!(
        error.to_string(),
        "malformed DER: tbsCertificate.serialNumber in block 2 at byte 12 (RFC 5280 §4.1.2.2: negative)"
    );
}

#[test]
fn a_file_without_a_certificate_is_an_error() {
    let none = |what| {
        let (syntax, clause) = (Syntax::Pem, "RFC 7468 §5.1, §6");
        Error::Malformed(Malformed { syntax, what, clause, offset: None, block: None })
    };
    let key = pem::encode("PRIVATE KEY", b"x");
    for input in [&b""[..], b"\n", b"hello", key.as_bytes(), &[0xff, 0xfe], b"0"] {
        assert_eq!(certificates(input), Err(none("no certificate")), "{input:?}");
        assert_eq!(crls(input), Err(none("no CRL")), "{input:?}");
    }
    let certificate = pem::encode("CERTIFICATE", &Template::default().der());
    assert_eq!(crls(certificate.as_bytes()), Err(none("no CRL")));
}

#[test]
fn trust_settings_are_not_dropped_in_silence() {
    let text = pem::encode("TRUSTED CERTIFICATE", &Template::default().der());
    assert_eq!(
        certificates(text.as_bytes()),
        Err(Error::Unsupported(Unsupported::TrustedCertificate))
    );
}
