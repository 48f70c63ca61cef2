//! Validation: clean samples have no fault, and each fault is found by itself.

use super::samples::{AFTER_HOP, DOCUMENTS, STATUSES};
use super::*;

fn faults(message: &[u8]) -> Vec<String> {
    let package = Reading::tolerant().read(message, &mut Nowhere).unwrap();
    validate(&package).iter().map(ToString::to_string).collect()
}

/// The faults of a sample in which one text is replaced.
fn after(from: &str, to: &str) -> Vec<String> {
    let message = std::str::from_utf8(DOCUMENTS[1].1).unwrap();
    assert!(message.contains(from), "{from}");
    faults(message.replace(from, to).as_bytes())
}

#[test]
fn samples_have_no_fault() {
    for (name, message) in DOCUMENTS.iter().chain(STATUSES).chain(AFTER_HOP) {
        assert_eq!(faults(message), [""; 0], "{name}");
    }
}

#[test]
fn each_fault_is_named_with_its_path() {
    let long = format!("<edXML:Subject>{}", "á".repeat(501));
    assert_eq!(after("<edXML:Subject>", &long), ["R.MessageHeader.Subject"]);
    assert_eq!(after("edXML:Subject>", "edXML:Other>"), ["N.MessageHeader.Subject"]);
    assert_eq!(after("2026/04/01", "2026/02/30"), ["T.MessageHeader.DueDate"]);
    assert_eq!(after("2026/04/01", "01/04/2026"), ["T.MessageHeader.DueDate"]);
    let path = "MessageHeader.OtherInfo.Priority";
    assert_eq!(after("<edXML:Priority>1", "<edXML:Priority>5"), [format!("R.{path}")]);
    assert_eq!(after("<edXML:Priority>1", "<edXML:Priority>x"), [format!("T.{path}")]);
    let id = "<edXML:OrganId>000.00.00.X14";
    assert_eq!(after(id, "<edXML:OrganId>X98.12.3"), ["R.MessageHeader.To"]);
    assert_eq!(after(id, "<edXML:OrganId>null"), ["T.MessageHeader.To.OrganId"]);
    let path = "TraceHeaderList.Bussiness.BussinessDocType";
    assert_eq!(after("DocType>0<", "DocType>4<"), [format!("R.{path}")]);
    let name = "<AttachmentName>phu-luc-1.pdf";
    let path = "M.edXMLManifest.Reference.AttachmentName";
    assert_eq!(after(name, "<AttachmentName>phu-luc-2.pdf"), [path]);
}
