//! Messages that two readers could read differently: each trick is refused in strict mode, and named
//! in tolerant mode with what counted.

use super::*;
use crate::error::{Error, Limit, Malformed, Syntax};
use crate::limits::Limits;

const HEADER: &str = "<From><OrganId>000.00.12.X40</OrganId></From><Subject>a</Subject>";

fn message_with(root: &str, header: &str, list: &str) -> String {
    format!(
        "<edXML {root}><edXMLEnvelope><edXMLHeader><MessageHeader>{header}</MessageHeader>\
         </edXMLHeader><edXMLBody><edXMLManifest><Reference><ContentId>cid:1</ContentId>\
         <AttachmentName>a.txt</AttachmentName></Reference></edXMLManifest></edXMLBody>\
         </edXMLEnvelope>{list}</edXML>"
    )
}

fn root() -> String {
    format!("xmlns='{QCVN_102}'")
}

fn list(content: &str) -> String {
    format!(
        "<AttachmentEncoded><Attachment><ContentId>cid:1</ContentId><AttachmentName>a.txt\
         </AttachmentName>{content}</Attachment></AttachmentEncoded>"
    )
}

fn encoded(text: &str) -> String {
    list(&format!("<ContentTransferEncoded>{text}</ContentTransferEncoded>"))
}

/// What is taken in tolerant mode; strict mode refuses it by the first liberty, if there is one.
fn taken(message: &str) -> (Package, Memory, Vec<LibertyKind>) {
    let mut files = Memory::new();
    let package = Reading::tolerant().read(message.as_bytes(), &mut files).unwrap();
    let kinds: Vec<LibertyKind> = package.liberties.iter().map(|one| one.kind).collect();
    match (Reading::strict().read(message.as_bytes(), &mut Nowhere), package.liberties.first()) {
        (Ok(_), None) => {}
        (Err(Error::Malformed(Malformed { syntax: Syntax::Edxml, offset, .. })), Some(first)) => {
            assert_eq!(offset, Some(first.offset));
        }
        (strict, _) => panic!("{strict:?} of {message}"),
    }
    (package, files, kinds)
}

fn in_header(header: &str) -> (Package, Vec<LibertyKind>) {
    let (package, _, kinds) = taken(&message_with(&root(), header, &encoded("aGVsbG8=")));
    (package, kinds)
}

fn subject(package: &Package) -> Option<&str> {
    package.document()?.subject.as_deref()
}

#[test]
fn a_plain_message_takes_no_liberty() {
    let (package, kinds) = in_header(HEADER);
    assert_eq!((subject(&package), kinds), (Some("a"), vec![]));
}

#[test]
fn of_elements_that_stand_twice_the_first_counts_and_it_is_said() {
    let (package, kinds) = in_header(&format!("{HEADER}<Subject>b</Subject>"));
    assert_eq!(subject(&package), Some("a"));
    assert_eq!(kinds, [LibertyKind::Duplicate("Subject")]);
    let (_, kinds) = in_header(&format!("{HEADER}<From/>"));
    assert_eq!(kinds, [LibertyKind::Duplicate("From")]);
    let (package, files, kinds) = taken(&message_with(
        &root(),
        HEADER,
        &list(
            "<ContentTransferEncoded>aGVsbG8=</ContentTransferEncoded>\
         <ContentTransferEncoded>aGVsbG9v</ContentTransferEncoded>",
        ),
    ));
    assert_eq!((package.attachments.len(), files.layer(0, 0)), (1, &b"hello"[..]));
    assert_eq!(kinds, [LibertyKind::Duplicate("ContentTransferEncoded")]);
}

#[test]
fn all_lists_of_attachments_count_and_it_is_said() {
    let two = encoded("aGVsbG8=").replace("cid:1", "cid:2") + &encoded("aGVsbG8=");
    let (package, _, kinds) = taken(&message_with(&root(), HEADER, &two));
    assert_eq!(package.attachments.len(), 2);
    assert_eq!(kinds, [LibertyKind::SeveralAttachmentLists, LibertyKind::MissingReference]);
}

#[test]
fn text_is_the_whole_text_whatever_stands_in_it() {
    let with = |text: &str| in_header(&format!("<Subject>{text}</Subject>"));
    let (package, kinds) = with("ab<!-- c -->cd");
    assert_eq!((subject(&package), kinds), (Some("abcd"), vec![LibertyKind::CommentInText]));
    let (package, kinds) = with("ab<![CDATA[<c>]]>");
    assert_eq!((subject(&package), kinds), (Some("ab<c>"), vec![LibertyKind::CData]));
    let (package, kinds) = with("ab<?c d?>ef");
    assert_eq!((subject(&package), kinds), (Some("abef"), vec![LibertyKind::Instruction]));
    let (package, kinds) = with("ab<c>d</c>");
    assert_eq!((subject(&package), kinds), (None, vec![LibertyKind::ElementsInText("Subject")]));
    assert_eq!(in_header(&format!("stray{HEADER}")).1, [LibertyKind::StrayText]);
}

#[test]
fn names_in_other_namespaces_are_not_read() {
    let (package, kinds) = in_header(&format!("<x:Subject xmlns:x='urn:x'>b</x:Subject>{HEADER}"));
    assert_eq!((subject(&package), kinds), (Some("a"), vec![LibertyKind::NameInOtherNamespace]));
    let (package, kinds) = in_header(&format!("<x:Subject>b</x:Subject>{HEADER}"));
    assert_eq!(subject(&package), Some("b"));
    assert_eq!(kinds, [LibertyKind::UndeclaredPrefix, LibertyKind::Duplicate("Subject")]);
    // What the format does not name is kept, and no liberty.
    let (package, kinds) =
        in_header(&format!("{HEADER}<New x='1'>b</New><x:Old xmlns:x='urn:x'/>"));
    let unknown = &package.document().unwrap().rest.unknown;
    assert_eq!((unknown.len(), unknown[0].text(), kinds), (2, "b".to_owned(), vec![]));
}

#[test]
fn dialects_are_recognised_and_named() {
    let dialect = |root: &str| {
        let (package, _, kinds) = taken(&message_with(root, HEADER, &encoded("aGVsbG8=")));
        assert_eq!(subject(&package), Some("a"));
        (package.dialect, kinds.first().copied())
    };
    assert_eq!(dialect(&root()), (Dialect::Current, None));
    assert_eq!(dialect("xmlns='http://www.e-doc.vn/Schema/'"), (Dialect::EDoc, None));
    assert_eq!(dialect("xmlns='http://www.go.vn/eDoc'"), (Dialect::GoVn, None));
    assert_eq!(dialect("xmlns='urn:x'"), (Dialect::Unknown, Some(LibertyKind::UnknownNamespace)));
    assert_eq!(dialect(""), (Dialect::Unknown, Some(LibertyKind::NoNamespace)));
    let dotnet = message_with(&root(), HEADER, "").replace(
        "<Reference>",
        "<Reference xmlns:xlink='http://www.w3.org/1999/xlink' xlink:href='cid:1'>",
    );
    assert_eq!(taken(&dotnet).0.dialect, Dialect::DotNet);
    for other in [
        "MIME-Version: 1.0\r\n\r\n",
        "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'/>",
    ] {
        let result = Reading::tolerant().read(other.as_bytes(), &mut Nowhere);
        assert_eq!(result, Err(Error::Unsupported(crate::Unsupported::Dialect)));
    }
}

#[test]
fn stray_bytes_before_the_message_are_skipped_and_named() {
    let message = message_with(&root(), HEADER, "").replace("cid:1", "cid:9");
    let stray = format!("\u{1}\u{2}\u{3}\u{4}<?xml version='1.0'?>{message}");
    let kinds = taken(&stray).2;
    assert_eq!(kinds, [LibertyKind::StrayBytes, LibertyKind::MissingAttachment]);
    let bom = format!("\u{feff}<?xml version='1.0'?>{message}");
    assert_eq!(taken(&bom).2, [LibertyKind::MissingAttachment]);
}

#[test]
fn base64_has_one_meaning_and_each_other_form_is_named() {
    let kinds = |text: &str, octets: &[u8]| {
        let (_, files, kinds) = taken(&message_with(&root(), HEADER, &encoded(text)));
        assert_eq!(files.layer(0, 0), octets, "{text}");
        kinds
    };
    assert_eq!(kinds("\n aGVs\nbG8=\n", b"hello"), []);
    assert_eq!(kinds("aGVsbG8", b"hello"), [LibertyKind::Base64Padding]);
    assert_eq!(kinds("aGVsbG9=", b"hello"), [LibertyKind::Base64Bits]);
    assert_eq!(kinds("aGV$sbG8=", b"hello"), [LibertyKind::Base64Junk]);
    assert_eq!(kinds("aGVsbG8&#61;", b"hello"), [LibertyKind::Base64Markup]);
    assert_eq!(kinds("aGVs<![CDATA[bG8=]]>", b"hello"), [LibertyKind::Base64Markup]);
    assert_eq!(kinds("aGVs<!-- b -->bG8=", b"hello"), [LibertyKind::CommentInText]);
    let inner = LibertyKind::ElementsInText("ContentTransferEncoded");
    assert_eq!(kinds("aGVs<b>AAAA</b>bG8=", b"hello"), [inner]);
    assert_eq!(kinds("__--", b"\xff\xff\xbe"), [LibertyKind::Base64UrlAlphabet]);
}

#[test]
fn manifest_and_attachments_are_held_against_each_other() {
    let change = |from: &str, to: &str| {
        let message = message_with(&root(), HEADER, &encoded("aGVsbG8="));
        taken(&message.replacen(from, to, 1)).2
    };
    assert_eq!(change("<ContentId>cid:1", "<ContentId>CID:1"), [LibertyKind::LooseContentId]);
    assert_eq!(change("<ContentId>cid:1", "<ContentId>cid:2"), [LibertyKind::MatchedByName]);
    assert_eq!(
        change("<AttachmentName>a.txt", "<AttachmentName>b.txt"),
        [LibertyKind::NameMismatch]
    );
    let gone = change(
        "<Reference><ContentId>cid:1</ContentId><AttachmentName>a.txt</AttachmentName></Reference>",
        "",
    );
    assert_eq!(gone, [LibertyKind::MissingReference]);
    let empty = taken(&message_with(&root(), HEADER, &list(""))).2;
    assert_eq!(empty, [LibertyKind::MissingContent]);
}

#[test]
fn entities_huge_attributes_and_depth_are_refused_in_both_modes() {
    let attribute = format!("<Subject a='{}'/>", "x".repeat(2 << 20));
    let deep = "<x>".repeat(100);
    for reading in [Reading::strict(), Reading::tolerant()] {
        let read = |header: &str| {
            let message = message_with(&root(), header, "");
            reading.read(message.as_bytes(), &mut Nowhere).unwrap_err()
        };
        assert!(
            matches!(read("<Subject>&x;</Subject>"), Error::Malformed(m) if m.what == "entity")
        );
        assert_eq!(read(&attribute), Error::LimitExceeded(Limit::XmlToken));
        assert_eq!(read(&deep), Error::LimitExceeded(Limit::Nesting));
    }
}

#[test]
fn a_bomb_is_refused_and_attachments_are_bounded() {
    let zeros = std::io::Read::take(std::io::repeat(0), 8 << 20);
    let name = Some("a.bin".to_owned());
    let header = AttachmentHeader { attachment_name: name, ..AttachmentHeader::default() };
    let mut message = Vec::new();
    let writing = Writing::sdk(crate::crypto::default_provider());
    let envelope = Reading::tolerant()
        .read(message_with(&root(), HEADER, "").as_bytes(), &mut Nowhere)
        .unwrap()
        .envelope;
    writing.write(&envelope, vec![Outgoing::new(header, zeros)], &mut message).unwrap();
    let result = Reading::tolerant().read(&message[..], &mut Nowhere);
    assert_eq!(result, Err(Error::LimitExceeded(Limit::ZipRatio)));
    let mut limits = Limits::DEFAULT;
    limits.attachment = 4;
    let message = message_with(&root(), HEADER, &encoded("aGVsbG8="));
    let result = Reading::tolerant().with_limits(limits).read(message.as_bytes(), &mut Nowhere);
    assert_eq!(result, Err(Error::LimitExceeded(Limit::Length)));
}
