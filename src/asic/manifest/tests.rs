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
    assert_eq!(parse(&other(twice)), Err("element"));
    assert_eq!(parse(&other("<Other/>")), Err("element"));
    assert_eq!(parse(&other("text")), Err("text"));
    assert_eq!(
        parse(&other(&format!("<DataObjectReference>{DIGEST}</DataObjectReference>"))),
        Err("attribute")
    );
    assert_eq!(parse(&other("<DataObjectReference URI=\"b\"/>")), Err("DataObjectReference"));
    let doubled = format!("<DataObjectReference URI=\"b\">{DIGEST}{DIGEST}</DataObjectReference>");
    assert_eq!(parse(&other(&doubled)), Err("element"));
    let inner = "<d:DigestMethod Algorithm=\"a\"><x/></d:DigestMethod>";
    let inner = other("")
        .replace("<d:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/>", inner);
    assert_eq!(parse(&inner), Err("element"));
    assert_eq!(parse(&other("").replace("AAAA", "AA<x/>AA")), Err("element"));
    let base64 = other("").replace("AAAA", "AAA");
    assert_eq!(parse(&base64), Err("ds:DigestValue"));
    assert_eq!(parse(&other("").replace("AAAA", "")), Err("ds:DigestValue"));
    assert_eq!(parse(&other("").repeat(2)), Err("second root"));
    assert_eq!(parse("<ASiCManifest"), Err("markup without its end"));
    assert_eq!(parse(""), Err("document without its end"));
}

#[test]
fn a_manifest_names_a_signature_and_a_file() {
    let manifest =
        |inside: &str| format!("<ASiCManifest xmlns=\"{NAMESPACE}\">{inside}</ASiCManifest>");
    assert_eq!(parse(&manifest("")), Err("ASiCManifest"));
    assert_eq!(parse(&manifest("<SigReference URI=\"s\"/>")), Err("ASiCManifest"));
    assert_eq!(parse(&manifest("<SigReference/>")), Err("attribute"));
    assert_eq!(parse(&manifest("<SigReference URI=\"\"/>")), Err("attribute"));
}

#[test]
fn elements_have_the_order_of_the_schema() {
    let object = format!("<DataObjectReference URI=\"b\">{DIGEST}</DataObjectReference>");
    let extensions = "<ASiCManifestExtensions/>";
    assert!(parse(&other(&format!("{object}{extensions}"))).is_ok());
    assert_eq!(parse(&other(&format!("{extensions}{object}"))), Err("element"));
    let reference = "<SigReference URI=\"META-INF/s.p7s\"/>";
    let late = other("").replace(reference, "").replace("</ASiC", &format!("{reference}</ASiC"));
    assert_eq!(parse(&late), Err("element"));
}

#[test]
fn tricks_of_xml_are_refused() {
    let document = format!("<!DOCTYPE a [<!ENTITY e \"x\">]>{}", other(""));
    assert_eq!(parse(&document), Err("document type"));
    assert_eq!(parse(&other("").replace("AAAA", "A&e;AA")), Err("entity"));
    assert_eq!(parse(&other("<?php x?>")), Err("processing instruction"));
    assert_eq!(parse(&format!("<?php x?>{}", other(""))), Err("processing instruction"));
    let twice = other("").replace("URI=\"a\"", "URI=\"a\" URI=\"b\"");
    assert_eq!(parse(&twice), Err("attribute"));
    assert_eq!(parse(&other("").replace("URI=\"a\"", "URI=\"&e;\"")), Err("reference"));
    let comment = other("<!-- a -->").replace("AAAA", "AA<!-- x -->AA");
    assert_eq!(parse(&comment).expect("a manifest").objects[0].value, [0, 0, 0]);
    let latin = other("").replace("URI=\"a\"", "URI=\"\u{e9}\"");
    let latin: Vec<u8> = latin.chars().map(|c| u8::try_from(c).expect("Latin-1")).collect();
    assert!(matches!(read(&latin, &Limits::DEFAULT), Err(Error::Malformed(_))));
}

#[test]
fn extensions_are_passed_over_unless_they_are_critical() {
    let extension = |critical: &str| {
        other(&format!(
            "<ASiCManifestExtensions><Extension Critical=\"{critical}\"><x xmlns=\"urn:x\" Critical=\"true\">1</x></Extension></ASiCManifestExtensions>"
        ))
    };
    let is_critical = |text: &str| parse(text).expect("a manifest").has_critical_extension;
    assert!(!is_critical(&extension("false")));
    assert!(is_critical(&extension("true")));
    assert!(
        is_critical(&extension("what")),
        "what says nothing that is known has to be understood"
    );
    let inner = "<DataObjectReferenceExtensions><Extension Critical=\"1\"/></DataObjectReferenceExtensions></DataObjectReference>";
    assert!(is_critical(&other("").replace("</DataObjectReference>", inner)));
    let foreign = "<ASiCManifestExtensions><Other Critical=\"true\"/></ASiCManifestExtensions>";
    assert_eq!(parse(&other(foreign)), Err("element"));
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
