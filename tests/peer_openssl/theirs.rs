//! What `openssl cms -sign` makes, judged by antin.

use antin::ades::{Failure, SignatureReport};
use antin::cades::{self, Content, Options};
use antin::{Evidence, Level, Verdict};

use crate::openssl::{CONTENT, NAMES, Pki, pki};

/// One way to call `openssl cms -sign`, and whether it makes level B.
struct Form {
    words: &'static str,
    level: Option<Level>,
    attached: bool,
}

const fn form(words: &'static str, level: Option<Level>, attached: bool) -> Form {
    Form { words, level, attached }
}

const B: Option<Level> = Some(Level::B);

const FORMS: &[Form] = &[
    form("", None, false),
    form("-cades", B, false),
    form("-cades -md sha384", B, false),
    form("-cades -keyid", B, false),
    form("-cades -nodetach", B, true),
    form("-cades -nodetach -stream -indef", B, true),
    form("-nodetach", None, true),
    form("-nodetach -stream -indef -keyid", None, true),
    form("-noattr", None, false),
    form("-noattr -nodetach", None, true),
    form("-noattr -nodetach -stream -indef", None, true),
    form("-noattr -keyid", None, false),
];

fn sign(pki: &Pki, name: &str, words: &str) -> Vec<u8> {
    let line = format!(
        "cms -sign -binary -in content -signer {name}.pem -inkey {name}.key -certfile sub.pem \
         -outform DER {words}"
    );
    pki.run(&line).unwrap_or_else(|said| panic!("{line}: {said}"))
}

fn judge(pki: &Pki, signature: &[u8], content: Option<&[u8]>) -> SignatureReport {
    let content = content.map(Content::Bytes);
    let report = cades::verify(signature, content, &pki.policy(), &Evidence::new(), pki.now());
    let report = report.expect("a judgement");
    assert_eq!(report.signatures().len(), 1);
    report.signatures()[0].clone()
}

#[test]
fn every_form_of_every_key_type_passes_and_has_its_level() {
    let Some(pki) = pki() else { return };
    for name in NAMES {
        for form in FORMS {
            let made = sign(pki, name, form.words);
            let content = (!form.attached).then_some(CONTENT);
            let report = judge(pki, &made, content);
            let told = (report.verdict(), report.level());
            assert_eq!(told, (Verdict::Passed, form.level), "{name} {}", form.words);
            if form.attached {
                let streamed =
                    cades::verify_reader(&made[..], &pki.policy(), &Evidence::new(), pki.now());
                let verdict = streamed.expect("a judgement").verdict();
                assert_eq!(verdict, Verdict::Passed, "{name} {}", form.words);
            }
        }
    }
}

#[test]
fn other_content_fails_by_digest_or_by_value() {
    let Some(pki) = pki() else { return };
    for (words, failure) in
        [("-cades", Failure::HashFailure), ("-noattr", Failure::SigCryptoFailure)]
    {
        for name in ["rsa2048", "p256"] {
            let made = sign(pki, name, words);
            let verdict = judge(pki, &made, Some(b"something else")).verdict();
            assert_eq!(verdict, Verdict::Failed(failure), "{name} {words}");
        }
    }
}

#[test]
fn pss_passes_with_any_salt() {
    let Some(pki) = pki() else { return };
    for salt in ["digest", "max", "20", "0"] {
        let words = format!(
            "-cades -keyopt rsa_padding_mode:pss -keyopt rsa_pss_saltlen:{salt} -md sha256"
        );
        let report = judge(pki, &sign(pki, "rsa2048", &words), Some(CONTENT));
        let told = (report.verdict(), report.algorithm());
        assert_eq!(told, (Verdict::Passed, Some("RSA-PSS-2048")), "salt {salt}");
    }
}

#[test]
fn two_signers_of_openssl_are_both_judged() {
    let Some(pki) = pki() else { return };
    let made = sign(pki, "rsa2048", "-cades -signer p256.pem -inkey p256.key");
    let content = Some(Content::Bytes(CONTENT));
    let report = cades::verify(&made, content, &pki.policy(), &Evidence::new(), pki.now());
    let report = report.expect("a judgement");
    assert_eq!((report.signatures().len(), report.verdict()), (2, Verdict::Passed));
}

/// A leaf alone in the signature, as the signing tools of Vietnam send it.
#[test]
fn the_caller_completes_a_chain() {
    let Some(pki) = pki() else { return };
    let line = "cms -sign -binary -in content -signer p256.pem -inkey p256.key -outform DER -cades";
    let made = pki.run(line).expect("signature");
    let content = || Some(Content::Bytes(CONTENT));
    let judge = |evidence: &Evidence| {
        let report = cades::verify(&made, content(), &pki.policy(), evidence, pki.now());
        report.expect("a judgement").verdict().to_string()
    };
    assert_eq!(judge(&Evidence::new()), "INDETERMINATE (NO_CERTIFICATE_CHAIN_FOUND)");
    let authorities = Evidence::new().with_certificates_from(&pki.read("sub.pem")).expect("sub");
    assert_eq!(judge(&authorities), "TOTAL-PASSED");
}

/// OpenSSL 3.0 has no Ed25519 in CMS: the key lives there, and the signature is put together here.
#[test]
fn a_value_of_ed25519_by_openssl_passes() {
    let Some(pki) = pki() else { return };
    let options = Options::new(Level::B).signing_time(pki.now());
    let prepared = cades::prepare(CONTENT, &pki.chain("ed25519"), &options).expect("prepared");
    pki.write("theirs-ed25519.attributes", prepared.to_be_signed());
    let line = "pkeyutl -sign -rawin -inkey ed25519.key -in theirs-ed25519.attributes";
    let value = pki.run(line).expect("value");
    let report = judge(pki, &prepared.finish(&value).expect("finished"), Some(CONTENT));
    assert_eq!((report.verdict(), report.level()), (Verdict::Passed, B));
    let cms = "cms -sign -binary -in content -signer ed25519.pem -inkey ed25519.key -outform DER";
    match pki.run(cms) {
        Ok(made) => assert_eq!(judge(pki, &made, Some(CONTENT)).verdict(), Verdict::Passed),
        Err(said) => assert!(said.contains("no default digest"), "{said}"),
    }
}
