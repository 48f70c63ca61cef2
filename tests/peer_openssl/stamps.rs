//! Time-stamps both ways: `openssl ts` judges ours, and makes those that antin puts into signatures.

use std::sync::Arc;

use antin::cades::{self, Options};
use antin::crypto::{Digest, DigestAlgorithm, Hasher};
use antin::oid::ObjectIdentifier;
use antin::tsp::{Authority, Request, Response, Timestamper, Token};
use antin::{Error, Evidence, Level, TimestampError};

use crate::openssl::{CONTENT, Pki, pki};

/// Has `openssl ts` answer requests, in files of this name.
#[derive(Debug)]
struct ByOpenssl(&'static str);

impl ByOpenssl {
    fn answer(&self, request: &Request, more: &str) -> Vec<u8> {
        let pki = pki().expect("openssl is here");
        let name = self.0;
        // OpenSSL counts serial numbers in a file, which two at once would spoil.
        static ONE_AT_A_TIME: std::sync::Mutex<()> = std::sync::Mutex::new(());
        let _guard = ONE_AT_A_TIME.lock().expect("nobody panicked");
        pki.write(&format!("{name}.tsq"), &request.to_der());
        let line =
            format!("ts -reply -config pki.cnf -queryfile {name}.tsq {more} -out {name}.tsr");
        pki.run(&line).expect("an answer");
        pki.read(&format!("{name}.tsr"))
    }
}

impl Timestamper for ByOpenssl {
    fn timestamp(&self, request: &Request) -> Result<Token, Error> {
        Response::from_der(&self.answer(request, "-chain sub.pem"))?.into_token(request)
    }
}

fn digest(algorithm: DigestAlgorithm) -> Digest {
    Hasher::digest(algorithm, CONTENT)
}

fn authority(pki: &Pki) -> Authority {
    let policy = ObjectIdentifier::from_dotted("2.16.704.1.1.9.1").expect("a policy");
    let now = pki.now();
    Authority::new(pki.credential("tsa"), policy, move || now)
}

#[test]
fn antin_takes_what_openssl_time_stamps() {
    let Some(pki) = pki() else { return };
    for algorithm in [DigestAlgorithm::Sha256, DigestAlgorithm::Sha384, DigestAlgorithm::Sha512] {
        let request = Request::new(&digest(algorithm)).and_then(Request::with_nonce);
        let request = request.expect("a request");
        let token = ByOpenssl("theirs").timestamp(&request).expect("a token");
        let provider = antin::crypto::default_provider();
        let certificate = token.verify(&[], provider).expect("a good signature");
        assert_eq!(certificate, &pki.chain("tsa")[0]);
        assert_eq!(token.info().policy().to_string(), "1.2.3.4.1");
        assert_eq!(token.info().accuracy().map(|one| one.as_micros()), Some(1_500_000));
        assert!(token.info().authority().is_some());
    }
}

#[test]
fn a_refusal_of_openssl_is_told_in_its_words() {
    if pki().is_none() {
        return;
    }
    let unknown = ObjectIdentifier::from_dotted("1.2.3.4.9").expect("a policy");
    let request = Request::new(&digest(DigestAlgorithm::Sha256)).expect("a request");
    let request = request.with_policy(unknown);
    let answer = Response::from_der(&ByOpenssl("refused").answer(&request, ""));
    let error = answer.expect("an answer").into_token(&request).expect_err("a refusal");
    let Error::Timestamp(TimestampError::Refused(refusal)) = &error else { panic!("{error}") };
    assert_eq!(refusal.words, ["Requested policy is not supported."]);
    assert!(error.to_string().contains("unacceptedPolicy"), "{error}");
}

#[test]
fn antin_passes_a_signature_with_a_time_stamp_of_openssl() {
    let Some(pki) = pki() else { return };
    let stamper = Arc::new(ByOpenssl("level-t"));
    let options = Options::new(Level::T).signing_time(pki.now()).timestamper(stamper);
    for name in ["rsa2048", "p256"] {
        let signature = cades::sign(CONTENT, &pki.credential(name), &options).expect("signature");
        // OpenSSL stamped by the clock of the machine, within the hour.
        let later = pki.now().plus_seconds(3600);
        let policy = pki.policy().require_level(Level::T);
        let report =
            cades::verify(&signature, Some(CONTENT.into()), &policy, &Evidence::new(), later);
        let report = report.expect("a judgement");
        assert!(report.verdict().is_passed(), "{}", report.to_text(antin::Language::En));
        pki.write(&format!("{name}.t.p7s"), &signature);
        let line = format!(
            "cms -verify -inform DER -in {name}.t.p7s -content content -binary -CAfile root.pem \
             -purpose any -out verified"
        );
        pki.run(&line).expect("OpenSSL passes it");
    }
}

#[test]
fn openssl_passes_what_antin_time_stamps_and_nothing_else() {
    let Some(pki) = pki() else { return };
    let verify = |file: &str, data: &str| {
        let at = pki.now().to_unix();
        pki.run(&format!(
            "ts -verify -in {file} -data {data} -CAfile root.pem -untrusted sub.pem -attime {at}"
        ))
    };
    let request = Request::new(&digest(DigestAlgorithm::Sha256)).and_then(Request::with_nonce);
    let answer = authority(pki).with_name().respond(&request.expect("a request").to_der());
    pki.write("ours.tsr", &answer);
    verify("ours.tsr", "content").expect("OpenSSL passes it");
    pki.write("other-content", b"another");
    assert!(verify("ours.tsr", "other-content").expect_err("refused").contains("imprint"));
}

#[test]
fn antin_answers_what_openssl_asks() {
    let Some(pki) = pki() else { return };
    pki.run("ts -query -data content -sha512 -cert -out asked.tsq").expect("a request");
    pki.write("answered.tsr", &authority(pki).respond(&pki.read("asked.tsq")));
    let at = pki.now().to_unix();
    let line = format!(
        "ts -verify -in answered.tsr -queryfile asked.tsq -CAfile root.pem -untrusted sub.pem \
         -attime {at}"
    );
    pki.run(&line).expect("OpenSSL passes it");
    // OpenSSL reads refusals of ours too.
    pki.run("ts -query -data content -sha1 -out old.tsq").expect("a request");
    pki.write("old.tsr", &authority(pki).respond(&pki.read("old.tsq")));
    let text = pki.run("ts -reply -in old.tsr -text").expect("an answer");
    let text = String::from_utf8_lossy(&text).into_owned();
    assert!(text.contains("unrecognized or unsupported algorithm"), "{text}");
}
