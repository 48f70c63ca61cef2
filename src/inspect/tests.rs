//! Tests of what is told of each kind of file, what is an error, and what it may cost.

use rcgen::{
    CertificateParams, CertificateRevocationListParams, CertifiedIssuer, DnType, IsCa, KeyPair,
    KeyUsagePurpose, SerialNumber, date_time_ymd,
};

use super::*;
use crate::ades::Level;
use crate::cades;
use crate::error::CredentialError;
use crate::time::Time;

const PASSWORD: Option<&str> = Some("mat-khau-123");
const P12: &[u8] = include_bytes!("../../test-vectors/keys/p12/openssl3-p256.p12");
const EMPTY: &[u8] = include_bytes!("../../test-vectors/keys/p12/openssl3-empty.p12");
const NO_KEY: &[u8] = include_bytes!("../../test-vectors/keys/p12/openssl3-nokey.p12");
const BOMB: &[u8] = include_bytes!("../../test-vectors/keys/p12/bomb-mac.p12");
const KEY: &[u8] = include_bytes!("../../test-vectors/keys/pem/p384.pem");
const KEY_DER: &[u8] = include_bytes!("../../test-vectors/keys/der/rsa2048-pkcs1.der");
const ENCRYPTED: &[u8] =
    include_bytes!("../../test-vectors/keys/pem/p256-pbkdf2-sha256-aes128.pem");
const ENCRYPTED_DER: &[u8] = include_bytes!("../../test-vectors/keys/der/p256-pbe-vietnamese.der");
const DEK: &[u8] = include_bytes!("../../test-vectors/keys/pem/rsa2048-dekinfo.pem");
const DSA: &[u8] = include_bytes!("../../test-vectors/keys/pem/dsa.pem");

/// An authority with one key for everything.
fn authority() -> CertifiedIssuer<'static, KeyPair> {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, "CƠ QUAN\u{202e}\nMẪU");
    params.is_ca = IsCa::Ca(rcgen::BasicConstraints::Constrained(0));
    params.key_usages = vec![
        KeyUsagePurpose::CrlSign,
        KeyUsagePurpose::DigitalSignature,
        KeyUsagePurpose::KeyCertSign,
    ];
    CertifiedIssuer::self_signed(params, KeyPair::generate().expect("a key")).expect("a root")
}

fn list(issuer: &CertifiedIssuer<'_, KeyPair>) -> Vec<u8> {
    let params = CertificateRevocationListParams {
        this_update: date_time_ymd(2026, 1, 1),
        next_update: date_time_ymd(2027, 1, 1),
        crl_number: SerialNumber::from(7_u64),
        issuing_distribution_point: None,
        revoked_certs: vec![],
        key_identifier_method: rcgen::KeyIdMethod::Sha256,
    };
    params.signed_by(issuer).expect("a list").der().to_vec()
}

fn signature(signer: &CertifiedIssuer<'_, KeyPair>) -> Vec<u8> {
    let key = PrivateKey::from_bytes(&signer.key().serialize_der(), None).expect("a key");
    let chain = vec![Certificate::from_der(signer.der()).expect("a certificate")];
    let credential = Credential::new(chain, key).expect("a credential");
    let time = Time::parse_rfc3339("2026-11-20T10:00:00+07:00").expect("valid");
    let options = cades::Options::new(Level::B).detached().signing_time(time);
    cades::sign(b"content", &credential, &options).expect("signed")
}

#[track_caller]
fn found(bytes: &[u8], password: Option<&str>) -> Value {
    let json = inspect(bytes, password).expect("something").to_json();
    assert_eq!(json["antin"], env!("CARGO_PKG_VERSION"));
    json["contents"].clone()
}

fn refused(bytes: &[u8], password: Option<&str>) -> Error {
    inspect(bytes, password).expect_err("an error")
}

fn kinds(contents: &Value) -> Vec<&str> {
    contents.as_array().expect("a list").iter().filter_map(|one| one["kind"].as_str()).collect()
}

#[test]
fn der_is_known_by_looking() {
    let root = authority();
    for (bytes, kind) in [
        (root.der().to_vec(), "certificate"),
        (list(&root), "crl"),
        (signature(&root), "cms-signed-data"),
        (KEY_DER.to_vec(), "private-key"),
    ] {
        assert_eq!(kinds(&found(&bytes, None)), [kind]);
    }
    assert_eq!(kinds(&found(P12, PASSWORD)), ["pkcs12"]);
}

#[test]
fn a_certificate_says_what_stands_in_it() {
    let root = authority();
    let json = &found(root.der(), None)[0];
    assert_eq!(json["subject"], r"CN=CƠ QUAN\E2\80\AE\0AMẪU");
    assert_eq!(
        (&json["public_key"], &json["algorithm"]),
        (&"EC-P256".into(), &"ECDSA SHA-256".into())
    );
    assert_eq!((&json["ca"], &json["path_length"]), (&true.into(), &0.into()));
    assert_eq!(json["key_usage"].as_array().map(Vec::len), Some(3));
    let certificate = Certificate::from_der(root.der()).expect("a certificate");
    assert_eq!(json["sha256"], certificate.sha256().to_string());
}

#[test]
fn a_list_says_when_it_was_issued() {
    let json = &found(&list(&authority()), None)[0];
    assert_eq!(json["this_update"], "2026-01-01T00:00:00Z");
    assert_eq!(json["next_update"], "2027-01-01T00:00:00Z");
    assert_eq!(json["number"], "07");
}

#[test]
fn a_signature_says_who_signed_and_when() {
    let json = &found(&signature(&authority()), None)[0];
    assert_eq!((&json["detached"], &json["encoding"]), (&true.into(), &"DER".into()));
    let signer = &json["signers"][0];
    assert_eq!(signer["signing_time"], "2026-11-20T03:00:00Z");
    assert!(signer["signed_attributes"].as_array().is_some_and(|all| all.len() >= 4));
    assert_eq!(kinds(&json["certificates"]), ["certificate"]);
}

#[test]
fn signing_times_from_2050_on_are_read_as_the_library_reads_them() {
    // RFC 5652 §11.3: UTCTime until 2049, GeneralizedTime from then on.
    let root = authority();
    let key = PrivateKey::from_bytes(&root.key().serialize_der(), None).expect("a key");
    let chain = vec![Certificate::from_der(root.der()).expect("a certificate")];
    let credential = Credential::new(chain, key).expect("a credential");
    let time = Time::parse_rfc3339("2051-01-01").expect("valid");
    let options = cades::Options::new(Level::B).detached().signing_time(time);
    let signature = cades::sign(b"content", &credential, &options).expect("signed");
    let json = found(&signature, None);
    assert_eq!(json[0]["signers"][0]["signing_time"], "2051-01-01T00:00:00Z");
}

#[test]
fn a_key_says_its_kind_and_nothing_secret() {
    for (bytes, password, kind) in [
        (KEY, None, "EC-P384"),
        (KEY_DER, None, "RSA-2048"),
        (ENCRYPTED, PASSWORD, "EC-P256"),
        (P12, PASSWORD, "EC-P256"),
    ] {
        let json = found(bytes, password);
        let key = if json[0]["kind"] == "pkcs12" { &json[0]["keys"][0] } else { &json[0] };
        assert_eq!(key["key_type"], kind);
        let members: Vec<_> = key.as_object().expect("an object").keys().collect();
        assert_eq!(members, ["kind", "key_type", "public_key_sha256"]);
    }
}

#[test]
fn a_password_that_is_missing_or_wrong_is_an_error() {
    for protected in [P12, ENCRYPTED, ENCRYPTED_DER] {
        assert_eq!(refused(protected, None), Error::Key(KeyError::PasswordNeeded));
        assert_eq!(refused(protected, Some("sai")), Error::Key(KeyError::WrongPassword));
    }
    assert_eq!(kinds(&found(EMPTY, None)), ["pkcs12"]);
    assert_eq!(kinds(&found(KEY, Some("not needed"))), ["private-key"]);
}

#[test]
fn keys_that_are_not_read_are_told_with_the_reason_or_refused() {
    let json = found(DEK, PASSWORD);
    assert_eq!(json[0]["kind"], "unreadable");
    assert_eq!(json[0]["error"], "not supported: the encryption of the private key");
    assert_eq!(refused(DSA, None), Error::Key(KeyError::UnsupportedType));
    assert_eq!(refused(NO_KEY, PASSWORD), Error::Credential(CredentialError::NoKey));
}

#[test]
fn what_is_nothing_known_is_an_error() {
    for bytes in [&b""[..], b"plain text", b"%PDF-1.7", &[0x30, 3, 2, 1, 1]] {
        assert_eq!(refused(bytes, PASSWORD), Error::Unsupported(Unsupported::Format));
    }
}

#[test]
fn blocks_are_told_one_by_one_also_beside_broken_ones() {
    let root = authority();
    let blocks = [
        pem::encode("CERTIFICATE", root.der()),
        pem::encode("CERTIFICATE", b"0"),
        pem::encode("X509 CRL", &list(&root)),
        pem::encode("CMS", &signature(&root)),
        pem::encode("DH PARAMETERS", b"0"),
        String::from_utf8(KEY.to_vec()).expect("text"),
        "-----BEGIN CERTIFICATE-----\nAAAA\n".to_owned(),
    ];
    let json = found(blocks.concat().as_bytes(), None);
    let expected = [
        "certificate",
        "unreadable",
        "crl",
        "cms-signed-data",
        "unknown",
        "private-key",
        "unreadable",
    ];
    assert_eq!(kinds(&json), expected);
    assert_eq!((&json[1]["label"], &json[1]["bytes"]), (&"CERTIFICATE".into(), &1.into()));
    assert_eq!(json[4]["label"], "DH PARAMETERS");
}

#[test]
fn reasons_are_told_in_the_language_that_was_asked_for() {
    let broken = inspect(pem::encode("CERTIFICATE", b"0").as_bytes(), None).expect("a block");
    let reason = Certificate::from_der(b"0").expect_err("one octet");
    let told = |json: Value| json["contents"][0]["error"].as_str().map(str::to_owned);
    assert_eq!(told(broken.to_json()), Some(reason.text(Language::En)));
    assert_eq!(told(broken.to_json_in(Language::Vi)), Some(reason.text(Language::Vi)));
    assert!(broken.to_text(Language::Vi).contains(&reason.text(Language::Vi)));
}

#[test]
fn the_text_is_its_lines_under_titles_in_both_languages() {
    let found = inspect(&signature(&authority()), None).expect("a signature");
    for (language, first) in
        [(Language::En, "CMS SignedData"), (Language::Vi, "Chữ ký CMS (SignedData)")]
    {
        let lines = found.lines(language);
        assert_eq!((lines[0].kind(), lines[0].text()), (LineKind::Title, first));
        let titles = lines.iter().filter(|line| line.kind() == LineKind::Title).count();
        assert_eq!(titles, 3, "message, signer, certificate");
        let text: Vec<String> = lines.iter().map(ToString::to_string).collect();
        assert_eq!(found.to_text(language), text.join("\n") + "\n");
    }
}

#[test]
fn a_name_cannot_forge_a_line() {
    let found = inspect(authority().der(), None).expect("a certificate");
    let lines = found.lines(Language::En);
    let harmful = |char: char| char.is_control() || char == '\u{202e}';
    assert!(lines.iter().all(|line| !line.text().contains(harmful)));
    assert_eq!(lines[1].text(), r"  subject: CN=CƠ QUAN\E2\80\AE\0AMẪU");
}

#[test]
fn text_that_is_not_escaped_yet_is_escaped_in_lines_and_unchanged_in_json() {
    let mut entry = Entry::new("unknown", label::UNKNOWN);
    entry.fact("label", label::LABEL, "X\u{1b}[2J\nSigner");
    entry.list("policies", label::POLICIES, ["\r\u{202e}y".to_owned()]);
    let found = Inspection { entries: vec![entry] };
    let lines = found.lines(Language::En);
    assert_eq!(lines[1].text(), r"  label: X\u{1b}[2J\nSigner");
    assert_eq!(lines[3].text(), r"    \r\u{202e}y");
    assert_eq!(found.to_json()["contents"][0]["label"], "X\u{1b}[2J\nSigner");
}

#[test]
fn blocks_beyond_the_limit_are_an_error() {
    let mut limits = Limits::DEFAULT;
    limits.blocks = 2;
    let block = pem::encode("X", b"0");
    let look = |count| inspect_with(block.repeat(count).as_bytes(), None, &limits);
    assert!(look(2).is_ok());
    assert_eq!(look(3).err(), Some(Error::LimitExceeded(Limit::Blocks)));
}

#[test]
fn keys_beyond_the_limit_are_an_error() {
    let mut limits = Limits::DEFAULT;
    limits.keys = 2;
    let look = |count| inspect_with(&KEY.repeat(count), None, &limits);
    assert!(look(2).is_ok());
    assert_eq!(look(3).err(), Some(Error::LimitExceeded(Limit::Keys)));
}

#[test]
fn what_passwords_cost_is_bounded_for_all_keys_of_a_file() {
    let once = Limits { kdf_iterations: 3_000, ..Limits::DEFAULT };
    let look = |count| inspect_with(&ENCRYPTED.repeat(count), PASSWORD, &once);
    assert!(look(1).is_ok());
    assert_eq!(look(2).err(), Some(Error::LimitExceeded(Limit::KdfIterations)));
    assert_eq!(refused(BOMB, PASSWORD), Error::LimitExceeded(Limit::KdfIterations));
}
