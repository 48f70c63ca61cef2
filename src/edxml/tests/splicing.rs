//! Attachments put in and taken out, and every other byte as it was.

use super::samples::{AFTER_HOP, DOCUMENTS, STATUSES, strict};
use super::*;
use crate::error::{ApiMisuse, Error};

fn header(name: &str) -> AttachmentHeader {
    AttachmentHeader {
        content_id: Some(format!("cid:{name}")),
        attachment_name: Some(name.to_owned()),
        content_type: Some("application/zip".to_owned()),
        ..AttachmentHeader::default()
    }
}

fn tolerant(message: &[u8]) -> (Package, Memory) {
    let mut files = Memory::new();
    let package = Reading::tolerant().read(message, &mut files).unwrap();
    (package, files)
}

fn kinds(package: &Package) -> Vec<LibertyKind> {
    package.liberties.iter().map(|liberty| liberty.kind).collect()
}

fn add(message: &[u8], octets: &[u8]) -> Vec<u8> {
    let (package, _) = tolerant(message);
    let mut out = Vec::new();
    let file = Outgoing::new(header("seal <&>.zip"), octets);
    Splice::new(&package).with(file).write(message, &mut out).unwrap();
    out
}

/// A file that begins like an archive, as its type says.
const FILE: &[u8] = b"PK\x03\x04 is how it begins";

#[test]
fn what_is_put_in_is_read_and_every_other_byte_is_as_it_was() {
    for (name, message) in DOCUMENTS.iter().chain(AFTER_HOP) {
        let before = tolerant(message).0;
        let changed = add(message, FILE);
        let (after, files) = tolerant(&changed);
        assert_eq!(kinds(&after), kinds(&before), "{name}");
        assert_eq!(after.attachments.len(), before.attachments.len() + 1);
        let last = after.attachments.last().unwrap();
        assert_eq!(
            (last.name(), last.reference),
            (Some("seal <&>.zip"), Some(before.attachments.len()))
        );
        assert_eq!(files.layer(before.attachments.len(), 0), FILE);
        // Without the insertions it is the message, byte by byte.
        let mut restored = Vec::new();
        let splice = Splice::new(&after).without(before.attachments.len());
        splice.write(&changed[..], &mut restored).unwrap();
        if before.attachments.is_empty() {
            let (restored, _) = strict(name, &restored);
            assert_eq!(restored.envelope, before.envelope);
        } else {
            assert!(restored == *message, "{name}");
        }
    }
}

#[test]
fn each_attachment_can_be_taken_out() {
    let (_, message) = DOCUMENTS[0];
    for index in 0..3 {
        let (package, files) = strict("sent", message);
        let mut out = Vec::new();
        Splice::new(&package).without(index).write(message, &mut out).unwrap();
        let (left, left_files) = strict("left", &out);
        let kept: Vec<usize> = (0..3).filter(|at| *at != index).collect();
        for (at, before) in kept.into_iter().enumerate() {
            assert_eq!(left.attachments[at].header, package.attachments[before].header);
            assert_eq!(left_files.layer(at, 0), files.layer(before, 0));
            assert_eq!(left.attachments[at].reference, Some(at));
        }
    }
}

#[test]
fn what_is_missing_around_an_attachment_is_put_there_too() {
    let ns = QCVN_102;
    for message in [
        format!(
            "<edXML xmlns='{ns}'><edXMLEnvelope><edXMLHeader><MessageHeader/></edXMLHeader></edXMLEnvelope></edXML>"
        ),
        format!(
            "<e:edXML xmlns:e='{ns}'><e:edXMLEnvelope><e:edXMLHeader><e:MessageHeader/></e:edXMLHeader><e:edXMLBody/></e:edXMLEnvelope></e:edXML>"
        ),
        format!(
            "<e:edXML xmlns:e='{ns}'><e:AttachmentEncoded/><e:edXMLEnvelope><e:edXMLHeader><e:MessageHeader/></e:edXMLHeader><e:edXMLBody><e:edXMLManifest/></e:edXMLBody></e:edXMLEnvelope></e:edXML>"
        ),
        // The first manifest is somebody else's.
        format!(
            "<edXML xmlns='{ns}'><edXMLEnvelope><edXMLHeader><MessageHeader/></edXMLHeader><edXMLBody><edXMLManifest></edXMLManifest></edXMLBody></edXMLEnvelope><AttachmentEncoded></AttachmentEncoded></edXML>"
        ),
    ] {
        let (after, files) = strict(&message, &add(message.as_bytes(), FILE));
        assert_eq!(files.layer(0, 0), FILE);
        assert_eq!(after.attachments[0].reference, Some(0));
    }
}

#[test]
fn a_manifest_of_somebody_else_is_left_alone() {
    let ns = QCVN_102;
    let foreign = "<x:edXMLManifest xmlns:x='urn:x'></x:edXMLManifest>";
    let message = format!(
        "<edXML xmlns='{ns}'><edXMLEnvelope><edXMLHeader><MessageHeader/></edXMLHeader><edXMLBody>{foreign}<edXMLManifest/></edXMLBody></edXMLEnvelope></edXML>"
    );
    let changed = add(message.as_bytes(), FILE);
    assert!(String::from_utf8(changed.clone()).unwrap().contains(foreign));
    assert_eq!(tolerant(&changed).0.attachments[0].reference, Some(0));
}

#[test]
fn another_message_than_was_read_is_refused() {
    let (package, _) = strict("one", DOCUMENTS[1].1);
    for other in [DOCUMENTS[0].1, STATUSES[0].1, &DOCUMENTS[1].1[1..]] {
        let file = Outgoing::new(header("a"), FILE);
        let result = Splice::new(&package).with(file).write(other, &mut Vec::new());
        assert_eq!(result, Err(Error::ApiMisuse(ApiMisuse::OtherContent)));
    }
    let result = Splice::new(&package).without(7).write(DOCUMENTS[1].1, &mut Vec::new());
    assert_eq!(result, Err(Error::ApiMisuse(ApiMisuse::OtherContent)));
}
