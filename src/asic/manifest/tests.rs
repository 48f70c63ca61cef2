//! What is written is read again, and what the schema does not have is refused.

use super::*;
use crate::error::{Error, Limit};
use crate::limits::Limits;

fn parse(text: &str) -> Result<Manifest, &'static str> {
    match read(text.as_bytes(), &Limits::DEFAULT) {
        Ok(manifest) => Ok(manifest),
        Err(Error::Malformed(malformed)) => Err(malformed.what),
        Err(other) => panic!("{other}"),
    }
}

const DIGEST: &str = "<d:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/><d:DigestValue>\n AAAA\n</d:DigestValue>";

/// A manifest as somebody else writes it, with something in a place.
fn other(inside: &str) -> String {
    let objects = format!("<DataObjectReference URI=\"a\">{DIGEST}</DataObjectReference>");
    format!(
        "<ASiCManifest xmlns=\"{NAMESPACE}\" xmlns:d=\"{DSIG}\"><SigReference URI=\"META-INF/s.p7s\"/>{objects}{inside}</ASiCManifest>"
    )
}

#[test]
fn a_manifest_comes_back_as_it_was_written() {
    let digest = crate::crypto::Hasher::digest(DigestAlgorithm::Sha384, b"x");
    let mut second = Reference::new("b\t\"<&>\u{1ea4}".to_owned(), None, &digest);
    second.is_root = true;
    let manifest = Manifest {
        signature: "META-INF/signature001.p7s".to_owned(),
        signature_type: Some("application/pkcs7-signature".to_owned()),
        objects: vec![
            Reference::new("a".to_owned(), Some("text/plain".to_owned()), &digest),
            second,
        ],
        has_critical_extension: false,
    };
    assert_eq!(read(&write(&manifest), &Limits::DEFAULT), Ok(manifest));
}

#[test]
fn prefixes_are_the_writers_choice() {
    let manifest = parse(&other("")).expect("a manifest");
    assert_eq!(manifest.signature, "META-INF/s.p7s");
    assert_eq!(manifest.objects[0].value, [0, 0, 0]);
    assert_eq!(manifest.objects[0].digest_algorithm(), Some(DigestAlgorithm::Sha256));
}

#[test]
fn another_namespace_is_another_element() {
    assert_eq!(parse(&other("").replace("v1.2.1", "v1.3.1")), Err("element"));
    assert_eq!(parse(&other("").replace("xmldsig#\"", "xmldsig\"")), Err("element"));
}

#[test]
fn what_the_schema_does_not_have_is_refused() {
    let twice = "<SigReference URI=\"META-INF/t.p7s\"/>";
    assert_eq!(parse(&other(twice)), Err("ASiCManifest"));
    assert_eq!(parse(&other("<Other/>")), Err("element"));
    assert_eq!(parse(&other("text")), Err("text"));
    assert_eq!(
        parse(&other(&format!("<DataObjectReference>{DIGEST}</DataObjectReference>"))),
        Err("attribute")
    );
    assert_eq!(parse(&other("<DataObjectReference URI=\"b\"/>")), Err("DataObjectReference"));
    let doubled = format!("<DataObjectReference URI=\"b\">{DIGEST}{DIGEST}</DataObjectReference>");
    assert_eq!(parse(&other(&doubled)), Err("ds:DigestMethod"));
    let base64 = other("").replace("AAAA", "AAA");
    assert_eq!(parse(&base64), Err("ds:DigestValue"));
    let none =
        format!("<ASiCManifest xmlns=\"{NAMESPACE}\"><SigReference URI=\"s\"/></ASiCManifest>");
    assert_eq!(parse(&none), Err("ASiCManifest"));
    assert_eq!(parse(&other("").repeat(2)), Err("element"));
    assert_eq!(parse("<ASiCManifest"), Err("XML"));
    assert_eq!(parse(""), Err("ASiCManifest"));
}

#[test]
fn tricks_of_xml_are_refused() {
    let document = format!("<!DOCTYPE a [<!ENTITY e \"x\">]>{}", other(""));
    assert_eq!(parse(&document), Err("a document type"));
    assert_eq!(parse(&other("").replace("AAAA", "A&#65;AA")), Err("a reference"));
    assert_eq!(parse(&other("<?php x?>")), Err("a processing instruction"));
    let twice = other("").replace("URI=\"a\"", "URI=\"a\" URI=\"b\"");
    assert_eq!(parse(&twice), Err("attribute"));
    assert_eq!(parse(&other("").replace("URI=\"a\"", "URI=\"&e;\"")), Err("attribute"));
    let comment = other("<!-- a -->").replace("AAAA", "AA<!-- x -->AA");
    assert_eq!(parse(&comment).expect("a manifest").objects[0].value, [0, 0, 0]);
}

#[test]
fn extensions_are_passed_over_unless_they_are_critical() {
    let extension = |critical: &str| {
        other(&format!(
            "<ASiCManifestExtensions><Extension Critical=\"{critical}\"><x xmlns=\"urn:x\">1</x></Extension></ASiCManifestExtensions>"
        ))
    };
    assert!(!parse(&extension("false")).expect("a manifest").has_critical_extension);
    assert!(parse(&extension("true")).expect("a manifest").has_critical_extension);
}

#[test]
fn nesting_and_files_are_bounded() {
    let deep = format!("<ASiCManifestExtensions>{}", "<a>".repeat(100));
    let refused = read(other(&deep).as_bytes(), &Limits::DEFAULT);
    assert_eq!(refused, Err(Error::LimitExceeded(Limit::Nesting)));
    let few = Limits { zip_entries: 0, ..Limits::DEFAULT };
    let refused = read(other("").as_bytes(), &few);
    assert_eq!(refused, Err(Error::LimitExceeded(Limit::ZipEntries)));
}
