//! Odd files that other projects have collected: each is read, or refused with a clause.
//!
//! The suites are found by `ANTIN_SUITES`. What a suite says must be readable and is not stands in
//! `tests/exceptions`, with the clause; an entry that no longer applies fails.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use antin::cms::SignedData;
use antin::crypto::PublicKey;
use antin::keys::PrivateKey;
use antin::x509::{self, Certificate, Irregularity};
use antin::{Error, pem};
use serde_json::Value;

#[test]
fn odd_certificates_are_read_or_refused_with_a_clause() {
    let Some(suite) = Suite::open("odd-certs") else { return };
    let mut tally = Tally::default();
    for case in suite.cases() {
        let bytes = suite.read(&case);
        let result = match text(&case, "format") {
            "X.509" => certificates(&bytes),
            "CRL" => x509::crls(&bytes).map(drop),
            "CMS/PKCS7" => signed_data(&bytes),
            // OCSP answers and requests for certificates are not read.
            "OCSP" | "CSR" => {
                tally.not_applicable += 1;
                assert!(certificates(&bytes).is_err() && x509::crls(&bytes).is_err());
                continue;
            }
            "X.509/CRL/other" => certificates(&bytes)
                .or_else(|error| if x509::crls(&bytes).is_ok() { Ok(()) } else { Err(error) }),
            other => panic!("format {other}"),
        };
        tally.add(&case, result);
    }
    suite.report(tally);
}

/// Lints that are about what the reader checks; a file that breaks one is refused or irregular.
const LINTS: [&str; 9] = [
    "e_ext_cannot_be_empty_sequence",
    "e_ext_cert_policy_duplicate",
    "e_ext_duplicate_extension",
    "e_ext_ian_uri_not_ia5",
    "e_ext_policy_constraints_empty",
    "e_ext_san_no_entries",
    "e_issuer_field_empty",
    "e_path_len_constraint_zero_or_less",
    "e_serial_number_not_positive",
];

#[test]
fn linted_certificates_are_read_or_refused_with_a_clause() {
    let Some(suite) = Suite::open("zlint") else { return };
    let mut tally = Tally::default();
    for case in suite.cases() {
        let bytes = suite.read(&case);
        let broken = LINTS.iter().any(|lint| case["lints"][lint] == "Error");
        match x509::certificates(&bytes) {
            Ok(all) if broken && all.iter().all(|one| one.irregularities().next().is_none()) => {
                tally.wrongly_accepted.push(text(&case, "id").to_owned());
            }
            Ok(all) => {
                all.iter().for_each(ask);
                tally.add(&case, Ok(()));
            }
            Err(_) if is_crl(&bytes) => tally.add(&case, x509::crls(&bytes).map(drop)),
            Err(error) => tally.add(&case, Err(error)),
        }
    }
    suite.report(tally);
}

#[test]
fn vietnamese_roots_are_read() {
    let Some(suite) = Suite::open("vn-pki") else { return };
    let mut tally = Tally::default();
    for case in suite.cases() {
        let bytes = suite.read(&case);
        for certificate in x509::certificates(&bytes).unwrap_or_default() {
            assert_eq!(certificate.irregularities().collect::<Vec<_>>(), []);
            assert_eq!(certificate.extensions().unknown_critical().count(), 0);
            // The index writes names without blanks behind the commas.
            let subject = certificate.subject().to_string().replace(", ", ",");
            assert_eq!(subject, text(&case, "subject"));
        }
        tally.add(&case, certificates(&bytes));
    }
    suite.report(tally);
}

#[test]
fn test_keys_are_read() {
    let Some(suite) = Suite::open("rfc9500") else { return };
    let mut tally = Tally::default();
    for case in suite.cases() {
        let bytes = suite.read(&case);
        let result = match text(&case, "format") {
            "public key (PEM)" => public_keys(&bytes),
            "private key (PEM)" => PrivateKey::from_bytes(&bytes, None).map(drop),
            other => panic!("format {other}"),
        };
        tally.add(&case, result);
    }
    suite.report(tally);
}

fn certificates(bytes: &[u8]) -> Result<(), Error> {
    x509::certificates(bytes)?.iter().for_each(ask);
    Ok(())
}

/// Asks for everything, so that nothing that was read can be in the way later.
fn ask(certificate: &Certificate) {
    let extensions = certificate.extensions();
    assert_eq!(Certificate::from_der(certificate.as_der()).as_ref(), Ok(certificate));
    assert!(certificate.subject().matches(certificate.subject()));
    assert!(certificate.irregularities().all(|one| certificate.is_irregular(one)));
    let serial = certificate.serial();
    assert_eq!(serial == [0], certificate.is_irregular(Irregularity::ZeroSerial));
    for extension in extensions.iter() {
        assert_eq!(extensions.get(extension.id), Some(extension));
    }
    let names = extensions.subject_alt_name().into_iter().chain(extensions.issuer_alt_name());
    assert!(names.flatten().all(|name| !format!("{name:?}").is_empty()));
    let _ = (certificate.public_key().is_ok(), certificate.signature_algorithm());
}

fn is_crl(bytes: &[u8]) -> bool {
    pem::blocks(bytes).flatten().any(|block| block.label() == "X509 CRL")
}

fn signed_data(bytes: &[u8]) -> Result<(), Error> {
    for block in pem::blocks(bytes) {
        let block = block?;
        match block.label() {
            "PKCS7" | "CMS" => drop(SignedData::from_bytes(block.der())?),
            _ => certificates(pem::encode(block.label(), block.der()).as_bytes())?,
        }
    }
    if bytes.starts_with(&[0x30]) { SignedData::from_bytes(bytes).map(drop) } else { Ok(()) }
}

fn public_keys(bytes: &[u8]) -> Result<(), Error> {
    for block in pem::blocks(bytes) {
        PublicKey::from_spki(block?.der())?;
    }
    Ok(())
}

/// The folder of the suites and the name of one.
struct Suite {
    root: PathBuf,
    name: &'static str,
}

impl Suite {
    fn open(name: &'static str) -> Option<Self> {
        let given = std::env::var_os("ANTIN_SUITES").map(PathBuf::from);
        let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/suites");
        let root = given.unwrap_or_else(|| PathBuf::from(beside));
        if root.join("INDEX.jsonl").is_file() {
            return Some(Self { root, name });
        }
        let required = std::env::var_os("ANTIN_REQUIRE_PEERS").is_some_and(|value| value == "1");
        assert!(!required, "the suites are required: set ANTIN_SUITES");
        println!("{name}: skipped: no SUITES");
        None
    }

    fn cases(&self) -> Vec<Value> {
        let index = std::fs::read_to_string(self.root.join("INDEX.jsonl")).expect("the index");
        let cases = index.lines().map(|line| serde_json::from_str(line).expect("JSON"));
        cases.filter(|case: &Value| case["corpus"] == self.name).collect()
    }

    fn read(&self, case: &Value) -> Vec<u8> {
        let path = self.root.join(text(case, "path"));
        std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// Prints the comparison, and fails if it is not as the exceptions say.
    fn report(&self, tally: Tally) {
        println!(
            "{}: {} agree, {} wrongly accepted, {} wrongly refused, {} not applicable",
            self.name,
            tally.agree,
            tally.wrongly_accepted.len(),
            tally.wrongly_refused.len(),
            tally.not_applicable,
        );
        for (clause, count) in &tally.refused {
            println!("  {count:3} refused: {clause}");
        }
        for (id, error) in &tally.wrongly_refused {
            println!("  wrongly refused: {id}: {error}");
        }
        assert!(tally.agree > 0, "no file was read");
        assert_eq!(tally.wrongly_accepted, Vec::<String>::new());
        let refused: BTreeSet<_> = tally.wrongly_refused.into_keys().collect();
        assert_eq!(refused, exceptions(self.name), "tests/exceptions/{}.toml", self.name);
    }
}

/// The cases that may be wrongly refused; each says by which clause.
fn exceptions(suite: &str) -> BTreeSet<String> {
    let file = format!("{}/tests/exceptions/{suite}.toml", env!("CARGO_MANIFEST_DIR"));
    let table: toml::Table =
        std::fs::read_to_string(file).unwrap_or_default().parse().expect("TOML");
    let entries = table.get("exception").and_then(toml::Value::as_array);
    let said = |entry: &toml::Value, key: &str| {
        let value = entry.get(key).and_then(toml::Value::as_str).unwrap_or_default();
        assert!(!value.is_empty(), "{suite}: an exception without {key}: {entry}");
        value.to_owned()
    };
    let ids = entries.into_iter().flatten().map(|entry| {
        said(entry, "clause");
        said(entry, "reason");
        said(entry, "id")
    });
    ids.collect()
}

#[derive(Default)]
struct Tally {
    agree: usize,
    not_applicable: usize,
    wrongly_accepted: Vec<String>,
    wrongly_refused: BTreeMap<String, Error>,
    /// By clause: files that may be refused, and were.
    refused: BTreeMap<String, usize>,
}

impl Tally {
    fn add(&mut self, case: &Value, result: Result<(), Error>) {
        let must_be_read = matches!(text(case, "expected"), "parses" | "valid");
        match result {
            Err(error) if must_be_read => {
                self.wrongly_refused.insert(text(case, "id").to_owned(), error);
            }
            Err(error) => {
                *self.refused.entry(clause(case, &error)).or_default() += 1;
                self.agree += 1;
            }
            Ok(()) => self.agree += 1,
        }
    }
}

/// Each refusal names the clause that is broken.
fn clause(case: &Value, error: &Error) -> String {
    match error {
        Error::Malformed(malformed) if malformed.clause.contains('§') => {
            malformed.clause.to_owned()
        }
        other => panic!("{}: refused without a clause: {other}", text(case, "id")),
    }
}

fn text<'a>(case: &'a Value, key: &str) -> &'a str {
    case[key].as_str().unwrap_or_else(|| panic!("{key} in {case}"))
}
