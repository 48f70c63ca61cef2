//! What the axis' SDK wrote, and the same after the hub.

use super::*;

/// A file of the vectors: its name and its octets.
macro_rules! vector {
    ($name:literal) => {
        ($name, {
            const OCTETS: &[u8] =
                include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/test-vectors/edxml/", $name));
            OCTETS
        })
    };
}

pub(super) static DOCUMENTS: &[(&str, &[u8])] = &[
    vector!("new-pdf-csv-zip-sdk-signature.edxml"),
    vector!("new-two-pdfs.edxml"),
    vector!("no-attachment.edxml"),
    vector!("replace.edxml"),
    vector!("revoke.edxml"),
    vector!("update.edxml"),
];

pub(super) static STATUSES: &[(&str, &[u8])] = &[
    vector!("status-01.edxml"),
    vector!("status-02.edxml"),
    vector!("status-03.edxml"),
    vector!("status-06.edxml"),
    vector!("status-13.edxml"),
    vector!("status-15.edxml"),
];

pub(super) static AFTER_HOP: &[(&str, &[u8])] = &[
    vector!("after-hop/new-two-pdfs.other-prefix-one-line.edxml"),
    vector!("after-hop/new-two-pdfs.rezipped-reordered.edxml"),
];

pub(super) static FILES: &[(&str, &[u8])] = &[
    vector!("cong-van-123.pdf"),
    vector!("ho-so.zip"),
    vector!("phu-luc-1.pdf"),
    vector!("quyet-dinh-45.pdf"),
    vector!("so-lieu.csv"),
];

pub(super) fn strict(name: &str, message: &[u8]) -> (Package, Memory) {
    let mut files = Memory::new();
    let package = Reading::strict().read(message, &mut files);
    (package.unwrap_or_else(|error| panic!("{name}: {error}")), files)
}

pub(super) fn file(name: &str) -> &'static [u8] {
    FILES.iter().find(|(file, _)| *file == name).unwrap().1
}

fn length(octets: &[u8]) -> u64 {
    u64::try_from(octets.len()).unwrap()
}

#[test]
fn samples_of_the_sdk_are_clean() {
    for (name, message) in DOCUMENTS.iter().chain(STATUSES) {
        let (package, _) = strict(name, message);
        assert_eq!(package.dialect, Dialect::Current, "{name}");
        assert_eq!(package.layout.length, length(message), "{name}");
    }
}

#[test]
fn attachments_are_the_files_that_were_sent() {
    for (name, message) in DOCUMENTS {
        let (package, files) = strict(name, message);
        for (index, attachment) in package.attachments.iter().enumerate() {
            let expected = file(attachment.name().unwrap());
            let content = attachment.content().unwrap();
            assert_eq!(content.sha256, Hasher::digest(DigestAlgorithm::Sha256, expected), "{name}");
            assert_eq!(content.length, length(expected));
            assert!(files.layer(index, attachment.content) == expected);
            assert_eq!(content.conversion, None);
            assert_eq!(attachment.reference, Some(index));
        }
    }
}

#[test]
fn what_the_sdk_wrapped_has_both_digests() {
    let (package, files) = strict("csv", DOCUMENTS[0].1);
    let [pdf, csv, zip] = &package.attachments[..] else { panic!() };
    assert_eq!((pdf.layers.len(), pdf.content), (1, 0));
    assert_eq!((csv.layers.len(), csv.content), (2, 1));
    assert_eq!(csv.layers[0].kind, ContentKind::Zip);
    assert_eq!(csv.layers[0].sha256, Hasher::digest(DigestAlgorithm::Sha256, files.layer(1, 0)));
    // Two entries: somebody meant to send this archive as it is.
    assert_eq!((zip.layers.len(), zip.content), (1, 0));
}

#[test]
fn after_the_hub_the_values_and_files_are_the_same() {
    let (sent, _) = strict("sent", DOCUMENTS[1].1);
    for (name, message) in AFTER_HOP {
        let mut files = Memory::new();
        let mut received = Reading::tolerant().read(*message, &mut files).unwrap();
        let taken: Vec<_> = received.liberties.iter().map(|liberty| liberty.kind).collect();
        assert_eq!(taken, [LibertyKind::ZipUnderOtherType; 2], "{name}");
        for (before, after) in sent.attachments.iter().zip(&received.attachments) {
            assert_eq!((before.layers.len(), after.layers.len()), (1, 2));
            assert_eq!(before.content(), after.content(), "{name}");
        }
        // What the hub adds and drops, put back.
        let header = received.envelope.header.as_mut().unwrap();
        assert_eq!(header.trace.as_mut().unwrap().trace_header.pop().unwrap().organ_id, None);
        let Some(Message::Document(document)) = &mut header.message else { panic!("{name}") };
        assert_eq!(document.direction.take().as_deref(), Some("false"));
        let mut sent = sent.clone();
        let Some(Message::Document(original)) = &mut sent.envelope.header.as_mut().unwrap().message
        else {
            panic!()
        };
        let parties = original.from.iter_mut().chain(&mut original.to);
        parties.for_each(|party| party.organ_name = None);
        assert_eq!(received.envelope, sent.envelope, "{name}");
    }
}

#[test]
fn damage_by_a_conversion_of_text_is_recognised() {
    let message = vector!("after-hop/new-two-pdfs.damaged-as-text.edxml").1;
    let (package, files) = strict("damaged", message);
    let [damaged, sound] = &package.attachments[..] else { panic!() };
    assert!(damaged.is_destroyed());
    assert!(!sound.is_destroyed());
    let conversion = damaged.content().unwrap().conversion.unwrap();
    let text = std::str::from_utf8(files.layer(0, 0)).unwrap();
    assert_eq!(conversion.replacements, u64::try_from(text.matches('\u{fffd}').count()).unwrap());
    assert_eq!(conversion.first, u64::try_from(text.find('\u{fffd}').unwrap()).unwrap());
}

#[test]
fn what_was_read_is_written_byte_by_byte() {
    for (name, message) in DOCUMENTS.iter().chain(STATUSES) {
        let (package, files) = strict(name, message);
        let attachments = package.attachments.iter().enumerate();
        let attachments = attachments
            .map(|(at, attachment)| Outgoing::new(attachment.header.clone(), files.layer(at, 0)));
        let mut written = Vec::new();
        let writing = Writing::plain().with_rest(&package.rest);
        writing.write(&package.envelope, attachments.collect(), &mut written).unwrap();
        assert_eq!(String::from_utf8_lossy(&written), String::from_utf8_lossy(message), "{name}");
    }
}
