//! Things that nobody sealed, and ways to make a recipient see them in a package that was.

use std::io::Cursor;

use super::forging::{last_seal, with_attachment};
use super::{credential, extracted, judge, options, sample, sealed, sealed_with};
use crate::ades::Level;
use crate::cms::tests::fixture::noon;
use crate::cms::tests::fixture::{P256, Party};
use crate::edxml::seal::observe;
use crate::edxml::statement::{Fact, FactState, FileState, Role, Sealer, Statement};
use crate::edxml::{LibertyKind, PackageReport, SealFault, State, seal};
use crate::edxml::{Nowhere, Reading as Messages, Splice};
use crate::limits::Limits;
use crate::zip::{Archive, Reading, Writer};
use crate::{asic, cades};

/// A package, whose attachments are named so, changed as text.
struct Package {
    party: Party,
    text: String,
}

impl Package {
    fn sealed(name: &str) -> Self {
        let party = Party::new(P256);
        let text = String::from_utf8(sealed(sample(name), &party)).expect("UTF-8");
        Self { party, text }
    }

    fn with(mut self, from: &str, to: &str) -> Self {
        assert!(self.text.contains(from), "{from} is in the package");
        self.text = self.text.replacen(from, to, 1);
        self
    }

    fn judge(&self) -> PackageReport {
        judge(self.text.as_bytes(), &self.party)
    }

    /// Judges, and checks that it is refused as changed.
    fn changed(&self) -> PackageReport {
        let report = self.judge();
        assert_eq!((report.state(), report.is_accepted()), (State::Changed, false));
        report
    }
}

fn files(report: &PackageReport) -> Vec<FileState> {
    report.files().into_iter().map(|one| one.state).collect()
}

/// Puts an attachment into a sealed package, and sees it refused as added.
fn is_added(name: &str, octets: &[u8]) {
    let party = Party::new(P256);
    let package = with_attachment(&sealed(sample("new-two-pdfs"), &party), name, octets);
    let report = judge(&package, &party);
    assert_eq!((report.state(), report.is_accepted()), (State::Changed, false), "{name}");
    assert!(files(&report).contains(&FileState::Added), "{:?}", files(&report));
}

fn genuine() -> Vec<u8> {
    last_seal(&sealed(sample("new-two-pdfs"), &Party::new(P256)))
}

#[test]
fn an_archive_that_begins_with_a_seal_is_an_attachment() {
    let mut archive = Writer::new(Vec::new());
    archive.store("antin-seal.zip", &genuine()).expect("stored");
    archive.store("quyet-dinh.pdf", b"%PDF-1.7 forged").expect("stored");
    is_added("antin-seal-2.zip", &archive.finish().expect("an archive"));
    let mut archive = Writer::new(Vec::new());
    archive.deflate("antin-seal.zip", &genuine()[..]).expect("deflated");
    let mut octets = archive.finish().expect("an archive");
    octets.extend(b"%PDF-1.7 forged");
    is_added("antin-seal-2.zip", &octets);
}

#[test]
fn a_seal_under_the_name_of_a_document_is_an_attachment() {
    for name in ["quyet-dinh.pdf", "antin-seal.zip.exe", "Antin-Seal.zip", "antin-seal-1.zip"] {
        is_added(name, &genuine());
    }
}

#[test]
fn a_seal_counts_once() {
    let party = Party::new(P256);
    let package = sealed(sample("new-two-pdfs"), &party);
    let package = with_attachment(&package, "antin-seal-2.zip", &last_seal(&package));
    let report = judge(&package, &party);
    assert_eq!(report.seals()[1].fault(), Some(&SealFault::Repeated));
    assert_eq!((report.state(), report.is_accepted()), (State::Changed, false));
    assert!(!report.verdict().is_passed());
}

#[test]
fn more_seals_than_anybody_makes_are_attachments() {
    let party = Party::new(P256);
    let mut package = sealed(sample("no-attachment"), &party);
    for _ in 1..Limits::DEFAULT.seal_count {
        package = sealed_with(&package, &party, &options().role(Role::Forwarder));
    }
    let report = judge(&package, &party);
    assert_eq!(report.seals().len(), Limits::DEFAULT.seal_count);
    assert!(report.is_accepted(), "{:?}", report.state());
    let more = seal(Cursor::new(&package), &credential(&party), &options(), Vec::new());
    assert!(more.is_err());
}

/// The genuine seal, packed again with something else beside what belongs there.
fn repacked(more: &[(&str, &[u8])], comment: &[u8]) -> Vec<u8> {
    let original = genuine();
    let mut archive = Archive::open(Cursor::new(&original[..]), Reading::Strict, &Limits::DEFAULT)
        .expect("a sound archive");
    let mut out = Writer::new(Vec::new()).with_comment(comment);
    for place in 0..archive.entries().len() {
        out.keep(&mut archive, place).expect("kept");
    }
    for (name, octets) in more {
        out.store(name, octets).expect("stored");
    }
    out.finish().expect("an archive")
}

#[test]
fn a_seal_has_no_room_for_anything_else() {
    let party = Party::new(P256);
    let judged = |container: &[u8]| {
        let package = with_attachment(sample("new-two-pdfs"), "antin-seal.zip", container);
        judge(&package, &party)
    };
    assert!(judged(&repacked(&[], b"")).is_accepted());
    let page: &[u8] = b"<html>forged</html>";
    for container in [
        repacked(&[("quyet-dinh.html", page)], b""),
        repacked(&[("META-INF/quyet-dinh.html", page)], b""),
        repacked(&[("META-INF/container.xml", page)], b""),
        repacked(&[("META-INF/", b"")], b""),
        repacked(&[], page),
    ] {
        let report = judged(&container);
        assert_eq!(report.seals()[0].fault(), Some(&SealFault::OtherContent));
        assert_eq!((report.state(), report.is_accepted()), (State::Changed, false));
    }
}

/// A stored archive of one entry, with room in its headers, as another program makes it.
fn wrapped(content: &[u8], name: &[u8], extra: &[u8], comments: [&[u8]; 2]) -> Vec<u8> {
    let mut crc = flate2::Crc::new();
    crc.update(content);
    let length = u32::try_from(content.len()).expect("short").to_le_bytes();
    let low = |octets: &[u8]| u16::try_from(octets.len()).expect("short").to_le_bytes();
    let fixed =
        [&[10, 0, 0, 0, 0, 0, 0, 0, 0x21, 0][..], &crc.sum().to_le_bytes(), &length, &length];
    let fixed = [&fixed.concat()[..], &low(name), &low(extra)].concat();
    let local = [b"PK\x03\x04", &fixed[..], name, extra, content].concat();
    let [comment, last] = comments;
    let rest = [&low(comment)[..], &[0; 12], name, extra, comment].concat();
    let record = [b"PK\x01\x02\x14\0", &fixed[..], &rest].concat();
    let size = u32::try_from(record.len()).expect("short").to_le_bytes();
    let at = u32::try_from(local.len()).expect("short").to_le_bytes();
    let end = [b"PK\x05\x06\0\0\0\0\x01\0\x01\0", &size[..], &at, &low(last), last].concat();
    [local, record, end].concat()
}

/// A package whose first attachment has other octets around what was sealed.
fn rewrapped(octets: &[u8]) -> PackageReport {
    let package = Package::sealed("new-two-pdfs");
    let text = &package.text;
    let start = text.find(">JVBERi0").expect("a PDF") + 1;
    let end = start + text[start..].find('<').expect("its end");
    let forged = base64(octets);
    let text = [&text[..start], &forged, &text[end..]].concat();
    Package { text, ..package }.judge()
}

fn base64(octets: &[u8]) -> String {
    use ::base64::Engine;
    ::base64::engine::general_purpose::STANDARD.encode(octets)
}

#[test]
fn an_archive_around_a_file_has_no_room_for_another() {
    let pdf: &[u8] = include_bytes!("../../../../test-vectors/edxml/cong-van-123.pdf");
    let name = b"0b1e5e1c-0000-4000-8000-000000000000.pdf";
    assert!(rewrapped(&wrapped(pdf, name, &[], [b"", b""])).is_accepted());
    let time = [0x55, 0x54, 5, 0, 1, 0, 0, 0, 0];
    assert!(rewrapped(&wrapped(pdf, name, &time, [b"", b""])).is_accepted());
    let other = [b"%PDF-1.7\n", &b"forged ".repeat(40)[..], b"\nstartxref\n0\n%%EOF"].concat();
    for archive in [
        wrapped(pdf, &other, &[], [b"", b""]),
        wrapped(pdf, name, &other, [b"", b""]),
        wrapped(pdf, name, &[], [&other, b""]),
        wrapped(pdf, name, &[], [b"", &other]),
        wrapped(pdf, b"a\nstartxref\n0\n", &[], [b"", b""]),
    ] {
        let report = rewrapped(&archive);
        assert_eq!((report.state(), report.is_accepted()), (State::Changed, false));
    }
}

#[test]
fn a_file_comes_out_in_the_form_that_the_sender_sealed() {
    // Somebody else wraps the file, names it so that the archive is the file, and seals that.
    let party = Party::new(P256);
    let csv = sample("new-pdf-csv-zip");
    let package = sealed_with(csv, &party, &options().role(Role::Agency));
    let own = judge(&package, &party).into_verified().expect("accepted");
    let inner = extracted(&own, &package);
    let statement = own.report().seals()[0].statement().expect("sound").clone();
    let mut other = Statement::new(Sealer::new("X1", Role::Forwarder));
    let arrived = observe::facts(own.package(), other.sealer().clone()).expect("a document");
    other.clone_from(&arrived);
    for file in own.report().arrived() {
        other.add_file(file.to_file(0).expect("as carried"));
    }
    other.add_earlier_seal(*own.report().seals()[0].id().expect("an identity"));
    assert_ne!(statement.files(), other.files());
    let signature = cades::Options::new(Level::B).signing_time(noon());
    let json = other.to_json();
    let json = asic::File::from_bytes("antin-statement.json", &json);
    let container =
        asic::sign(vec![json], &credential(&party), &asic::Options::extended(signature));
    let bare = without_last(&package);
    let both = with_attachment(&bare, "antin-seal-2.zip", &container.expect("a container"));
    let both = with_attachment(&both, "antin-seal.zip", &last_seal(&package));
    let report = judge(&both, &party);
    assert_eq!(report.seals()[0].statement().map(|one| one.sealer().role()), Some(Role::Forwarder));
    let verified = report.into_verified().expect("accepted");
    assert_eq!(extracted(&verified, &both), inner);
}

fn without_last(package: &[u8]) -> Vec<u8> {
    let read = Messages::strict().read(package, &mut Nowhere).expect("clean");
    let mut out = Vec::new();
    let last = read.attachments.len() - 1;
    Splice::new(&read).without(last).write(package, &mut out).expect("a message");
    out
}

#[test]
fn an_attachment_cannot_be_hidden_from_readers_of_the_manifest() {
    let reference = |package: &Package| {
        let start = package.text.find("<edXML:Reference>").expect("a reference");
        let end = package.text.find("</edXML:Reference>").expect("its end") + 18;
        package.text[start..end].to_owned()
    };
    let package = Package::sealed("new-two-pdfs");
    let first = reference(&package);
    let report = package.with(&first, "").changed();
    assert_eq!(report.ambiguities(), [LibertyKind::MissingReference]);

    let package = Package::sealed("new-two-pdfs");
    let report = package.with("<edXML:ContentId>cid:", "<edXML:ContentId>cid:x").changed();
    assert_eq!(report.ambiguities(), [LibertyKind::MatchedByName]);

    let package = Package::sealed("new-two-pdfs");
    let report = package.with("<edXML:ContentId>cid:", "<edXML:ContentId>CID:").changed();
    assert_eq!(report.ambiguities(), [LibertyKind::LooseContentId]);
}

#[test]
fn a_fact_cannot_be_hidden_from_readers_of_namespaces() {
    for name in ["DueDate", "Subject", "To", "BussinessDocType"] {
        let (start, end) = (format!("<edXML:{name}>"), format!("</edXML:{name}>"));
        let package = Package::sealed("new-two-pdfs");
        let package = package.with(
            &start,
            &format!("<{name} xmlns=\"\" xmlns:edXML=\"http://www.mic.gov.vn/TBT/QCVN_102_2016\">"),
        );
        let report = package.with(&end, &format!("</{name}>")).changed();
        assert_eq!(report.ambiguities(), [LibertyKind::NoNamespace], "{name}");
        let package = Package::sealed("new-two-pdfs");
        let package = package.with(&start, &format!("<undeclared:{name}>"));
        let report = package.with(&end, &format!("</undeclared:{name}>")).changed();
        assert_eq!(report.ambiguities(), [LibertyKind::UndeclaredPrefix], "{name}");
    }
}

#[test]
fn base64_that_decoders_read_differently_is_refused() {
    for (from, to, kind) in [
        (">JVBERi0xLjM", ">JVBE!Ri0xLjM", LibertyKind::Base64Junk),
        (">JVBERi0xLjM", ">JVBE&#82;i0xLjM", LibertyKind::Base64Markup),
        (">JVBERi0xLjM", ">JVBE<!---->Ri0xLjM", LibertyKind::CommentInText),
        (
            "==</edXML:ContentTransferEncoded>",
            "</edXML:ContentTransferEncoded>",
            LibertyKind::Base64Padding,
        ),
        (
            "==</edXML:ContentTransferEncoded>",
            "==AA</edXML:ContentTransferEncoded>",
            LibertyKind::Base64AfterPadding,
        ),
        (
            "==</edXML:ContentTransferEncoded>",
            "==A</edXML:ContentTransferEncoded>",
            LibertyKind::Base64AfterPadding,
        ),
    ] {
        let report = Package::sealed("new-pdf-csv-zip").with(from, to).changed();
        assert!(report.ambiguities().contains(&kind), "{kind:?}");
        assert!(files(&report).iter().all(|one| *one == FileState::Same), "{kind:?}");
    }
}

#[test]
fn elements_of_the_format_stand_where_the_format_has_them() {
    let header = "</edXML:MessageHeader>";
    let subject = "<edXML:Subject>V/v khác</edXML:Subject>";
    for (from, to) in [
        (header, format!("<edXML:Extra>{subject}</edXML:Extra>{header}")),
        (header, format!("<x:Extra xmlns:x=\"urn:x\">{subject}</x:Extra>{header}")),
        (header, format!("{header}{subject}")),
        (header, format!("<edXML:BussinessDocType>1</edXML:BussinessDocType>{header}")),
        (
            "</edXML:OtherInfo>",
            format!("<edXML:ReplyFors>{subject}</edXML:ReplyFors></edXML:OtherInfo>"),
        ),
        ("<AttachmentEncoded>", format!("<More>{subject}</More><AttachmentEncoded>")),
        (
            "<Attachment>",
            "<Attachment><More><AttachmentName>khac.pdf</AttachmentName></More>".to_owned(),
        ),
        ("<AttachmentEncoded>", "<AttachmentEncoded><More><Attachment/></More>".to_owned()),
    ] {
        let report = Package::sealed("new-two-pdfs").with(from, &to).changed();
        assert_eq!(report.ambiguities(), [LibertyKind::OutOfPlace], "{to}");
    }
}

#[test]
fn what_a_schema_calls_nil_has_no_text() {
    let nil =
        "<edXML:DueDate xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" i:nil=\"true\">";
    let report = Package::sealed("new-two-pdfs").with("<edXML:DueDate>", nil).changed();
    assert_eq!(report.ambiguities(), [LibertyKind::Nil]);
    let to = nil.replace("DueDate", "To");
    let report = Package::sealed("new-two-pdfs").with("<edXML:To>", &to).changed();
    assert_eq!(report.ambiguities(), [LibertyKind::Nil]);
}

#[test]
fn a_link_says_what_the_identifier_says() {
    let link = "<edXML:Reference xmlns:l=\"http://www.w3.org/1999/xlink\" l:href=\"cid:khac\">";
    let report = Package::sealed("new-two-pdfs").with("<edXML:Reference>", link).changed();
    assert_eq!(report.ambiguities(), [LibertyKind::OtherLink]);
}

#[test]
fn what_people_read_beside_the_facts_is_held() {
    let header = "</edXML:MessageHeader>";
    for (from, to) in [
        ("<edXML:OrganName>", "<edXML:OrganName>Bộ "),
        ("<edXML:Email>", "<edXML:Email>x"),
        ("<edXML:SphereOfPromulgation>", "<edXML:SphereOfPromulgation>không "),
        ("<edXML:PageAmount>", "<edXML:PageAmount>1"),
        ("<edXML:Appendix>", "<edXML:Appendix>x</edXML:Appendix><edXML:Appendix>"),
        ("<edXML:Place>Như trên<", "<edXML:Place>Báo chí<"),
        ("<edXML:BussinessDocReason>", "<edXML:BussinessDocReason>Hủy: "),
        ("<edXML:TraceHeader>", "<edXML:Paper>1</edXML:Paper><edXML:TraceHeader>"),
        (header, &format!("<edXML:ApplicationType>1</edXML:ApplicationType>{header}")),
        (
            header,
            &format!("<edXML:To><edXML:OrganName>Nơi khác</edXML:OrganName></edXML:To>{header}"),
        ),
        (
            header,
            &format!(
                "<edXML:ResponseForTask><edXML:TaskCode>1</edXML:TaskCode></edXML:ResponseForTask>{header}"
            ),
        ),
        (
            "</edXML:Bussiness>",
            "<edXML:StaffInfo><edXML:Mobile>1</edXML:Mobile></edXML:StaffInfo></edXML:Bussiness>",
        ),
    ] {
        let report = Package::sealed("new-pdf-csv-zip").with(from, to).changed();
        let found: Vec<_> =
            report.facts().into_iter().filter(|one| one.state != FactState::Same).collect();
        assert_eq!(found.len(), 1, "{to} {found:?}");
        assert_eq!(found[0].fact, Fact::Details, "{to}");
    }
}
