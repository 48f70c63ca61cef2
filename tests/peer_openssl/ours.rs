//! What antin makes, judged by `openssl cms -verify -cades`.

use antin::Level;
use antin::cades::{self, Content, Options};
use antin::crypto::{DigestAlgorithm, PssParameters, SignatureAlgorithm};

use crate::openssl::{CONTENT, NAMES, Pki, pki};

fn options(pki: &Pki) -> Options {
    Options::new(Level::B).signing_time(pki.now())
}

/// Has OpenSSL judge a signature; the content comes out.
fn verify(
    pki: &Pki,
    file: &str,
    signature: &[u8],
    content: Option<&str>,
) -> Result<Vec<u8>, String> {
    pki.write(file, signature);
    let content = content.map(|content| format!("-content {content}")).unwrap_or_default();
    pki.run(&format!(
        "cms -verify -cades -binary -inform DER -in {file} -CAfile root.pem {content}"
    ))
}

#[test]
fn openssl_accepts_every_key_type_detached_and_attached() {
    let Some(pki) = pki() else { return };
    for name in NAMES {
        let (credential, options) = (pki.credential(name), options(pki));
        let file = format!("ours-{name}.p7s");
        let detached = cades::sign(CONTENT, &credential, &options).expect("detached");
        assert_eq!(
            verify(pki, &file, &detached, Some("content")).as_deref(),
            Ok(CONTENT),
            "{name}"
        );
        let attached = cades::sign(CONTENT, &credential, &options.attached()).expect("attached");
        assert_eq!(verify(pki, &file, &attached, None).as_deref(), Ok(CONTENT), "{name}");
    }
}

#[test]
fn openssl_refuses_what_was_changed() {
    let Some(pki) = pki() else { return };
    let made = cades::sign(CONTENT, &pki.credential("p256"), &options(pki)).expect("signature");
    let said = verify(pki, "ours-changed.p7s", &made, Some("root.pem"));
    assert!(said.is_err_and(|said| said.contains("verification failure")));
}

#[test]
fn openssl_accepts_other_algorithms_of_rsa() {
    let Some(pki) = pki() else { return };
    for algorithm in [
        SignatureAlgorithm::RsaPss(PssParameters::new(DigestAlgorithm::Sha256)),
        SignatureAlgorithm::RsaPss(PssParameters::new(DigestAlgorithm::Sha512)),
        SignatureAlgorithm::RsaPkcs1(DigestAlgorithm::Sha384),
    ] {
        let options = options(pki).algorithm(algorithm);
        let made = cades::sign(CONTENT, &pki.credential("rsa3072"), &options).expect("signature");
        let said = verify(pki, "ours-algorithm.p7s", &made, Some("content"));
        assert_eq!(said.as_deref(), Ok(CONTENT), "{algorithm}");
    }
}

#[test]
fn openssl_accepts_a_streamed_signature() {
    let Some(pki) = pki() else { return };
    let length = u64::try_from(CONTENT.len()).expect("short");
    for name in NAMES {
        let (credential, options) = (pki.credential(name), options(pki).attached());
        let mut made = Vec::new();
        cades::sign_attached(CONTENT, length, &mut made, &credential, &options).expect("streamed");
        let file = format!("ours-streamed-{name}.p7m");
        assert_eq!(verify(pki, &file, &made, None).as_deref(), Ok(CONTENT), "{name}");
    }
}

#[test]
fn openssl_accepts_all_descriptions_of_the_content() {
    let Some(pki) = pki() else { return };
    let options = options(pki)
        .content_hints(Some("Quyết định 45"), antin::oid::ID_DATA.to_owned())
        .mime_type("application/pdf");
    let made = cades::sign(CONTENT, &pki.credential("p256"), &options).expect("signature");
    let said = verify(pki, "ours-described.p7s", &made, Some("content"));
    assert_eq!(said.as_deref(), Ok(CONTENT));
}

#[test]
fn openssl_accepts_signatures_beside_each_other() {
    let Some(pki) = pki() else { return };
    let content = || Some(Content::Bytes(CONTENT));
    let one = cades::sign(CONTENT, &pki.credential("rsa2048"), &options(pki)).expect("first");
    let two = cades::add_signature(&one, content(), &pki.credential("p384"), &options(pki));
    let two = two.expect("second");
    let said = verify(pki, "ours-two.p7s", &two, Some("content"));
    assert_eq!(said.as_deref(), Ok(CONTENT));
    // And beside one of OpenSSL's own, streamed and attached.
    let line = "cms -sign -binary -nodetach -stream -indef -in content -signer rsa2048.pem \
                -inkey rsa2048.key -certfile sub.pem -outform DER";
    let theirs = pki.run(&format!("{line} -cades")).expect("theirs");
    let both = cades::add_signature(&theirs, None, &pki.credential("p256"), &options(pki));
    let said = verify(pki, "ours-beside.p7m", &both.expect("beside"), None);
    assert_eq!(said.as_deref(), Ok(CONTENT));
}

/// Ed25519 in CMS is beyond OpenSSL 3.0, but not the value over the signed attributes.
#[test]
fn openssl_accepts_the_value_of_ed25519() {
    let Some(pki) = pki() else { return };
    let made = cades::sign(CONTENT, &pki.credential("ed25519"), &options(pki)).expect("signature");
    let read = antin::cms::SignedData::from_bytes(&made).expect("SignedData");
    let signer = read.signers()[0].as_ref().expect("signer");
    let prepared = cades::prepare(CONTENT, &pki.chain("ed25519"), &options(pki)).expect("prepared");
    pki.write("ours-ed25519.attributes", prepared.to_be_signed());
    pki.write("ours-ed25519.value", signer.value());
    let line = "pkeyutl -verify -rawin -certin -inkey ed25519.pem -in ours-ed25519.attributes \
                -sigfile ours-ed25519.value";
    assert!(pki.run(line).is_ok());
    pki.write("ours-ed25519.attributes", b"something else");
    assert!(pki.run(line).is_err());
}
