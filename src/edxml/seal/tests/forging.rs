//! Forgeries: each is refused, and named as what it is.

use super::{judge, sample, sealed};
use crate::cms::tests::fixture::{P256, Party};
use crate::edxml::statement::{Fact, FactState, FileState};
use crate::edxml::{
    AttachmentHeader, LibertyKind, Nowhere, Outgoing, PackageReport, Reading, SealFault, Splice,
    State,
};

struct Forged {
    party: Party,
    text: String,
}

impl Forged {
    fn of(name: &str) -> Self {
        let party = Party::new(P256);
        let text = String::from_utf8(sealed(sample(name), &party)).expect("UTF-8");
        Self { party, text }
    }

    /// Replaces the first occurrence, which must be there.
    fn with(mut self, from: &str, to: &str) -> Self {
        assert!(self.text.contains(from), "{from} is in the package");
        self.text = self.text.replacen(from, to, 1);
        self
    }

    /// Judges, and checks that it is refused in a state.
    fn refused(&self, state: State) -> PackageReport {
        let report = judge(self.text.as_bytes(), &self.party);
        assert_eq!(report.state(), state);
        assert!(report.verdict().is_passed(), "the signature itself is good");
        assert!(!report.is_accepted());
        assert!(report.clone().into_verified().is_err());
        report
    }
}

fn facts(report: &PackageReport) -> Vec<(Fact, FactState)> {
    let comparison = report.seals()[0].comparison().expect("a sound seal");
    let found = comparison.facts.iter().map(|one| (one.fact, one.state));
    found.filter(|one| one.1 != FactState::Same).collect()
}

fn files(report: &PackageReport) -> Vec<FileState> {
    let comparison = report.seals()[0].comparison().expect("a sound seal");
    comparison.files.iter().map(|one| one.state).collect()
}

#[test]
fn each_fact_is_held() {
    for (from, to, fact) in [
        ("<edXML:CodeNumber>123<", "<edXML:CodeNumber>124<", Fact::Number),
        ("<edXML:CodeNotation>STTTT-VP<", "<edXML:CodeNotation>UBND<", Fact::Notation),
        ("<edXML:Type>2<", "<edXML:Type>1<", Fact::Type),
        ("<edXML:DueDate>2026/04/01<", "<edXML:DueDate>2027/04/01<", Fact::Due),
        ("<edXML:Priority>1<", "<edXML:Priority>4<", Fact::Priority),
        ("<edXML:FullName>Nguyễn Văn Mẫu<", "<edXML:FullName>Nguyễn Văn Mầu<", Fact::Signer),
        ("<edXML:Position>Giám đốc<", "<edXML:Position>Phó Giám đốc<", Fact::Position),
        ("<edXML:SteeringType>1<", "<edXML:SteeringType>2<", Fact::Steering),
        ("<edXML:BussinessDocType>0<", "<edXML:BussinessDocType>1<", Fact::Operation),
        ("<edXML:OrganId>X98.12.3<", "<edXML:OrganId>X98.12.4<", Fact::Recipients),
    ] {
        let report = Forged::of("new-two-pdfs").with(from, to).refused(State::Changed);
        assert!(
            facts(&report).contains(&(fact, FactState::Changed)),
            "{fact:?} {:?}",
            facts(&report)
        );
    }
}

#[test]
fn a_new_document_cannot_become_a_replacement() {
    let list = "<edXML:BussinessDocType>0</edXML:BussinessDocType><edXML:ReplacementInfoList>\
        <edXML:ReplacementInfo><edXML:DocumentId>another</edXML:DocumentId></edXML:ReplacementInfo>\
        </edXML:ReplacementInfoList>";
    let forged =
        Forged::of("new-two-pdfs").with("<edXML:BussinessDocType>0</edXML:BussinessDocType>", list);
    let report = forged.refused(State::Changed);
    assert_eq!(facts(&report), [(Fact::Replacements, FactState::Added)]);
}

#[test]
fn what_is_replaced_is_held() {
    let forged = Forged::of("replace").with("2026/02/01,100/STTTT-VP", "2026/02/01,101/STTTT-VP");
    assert_eq!(facts(&forged.refused(State::Changed)), [(Fact::Replacements, FactState::Changed)]);
}

#[test]
fn attachments_cannot_change_their_names() {
    let report = Forged::of("new-two-pdfs")
        .with(">cong-van-123.pdf</AttachmentName>", ">cong-van-124.pdf</AttachmentName>")
        .with(
            ">cong-van-123.pdf</edXML:AttachmentName>",
            ">cong-van-124.pdf</edXML:AttachmentName>",
        );
    let states = files(&report.refused(State::Changed));
    assert!(states.contains(&FileState::Renamed), "{states:?}");
}

#[test]
fn letters_that_look_alike_are_others_and_compositions_are_not() {
    let named = |name: &str| {
        let mut forged = Forged::of("new-two-pdfs");
        forged.text = forged.text.replace(">cong-van-123.pdf<", &format!(">{name}<"));
        forged
    };
    // The Cyrillic letter o.
    let states = files(&named("c\u{43e}ng-van-123.pdf").refused(State::Changed));
    assert!(states.contains(&FileState::Renamed), "{states:?}");
    let spelt = |from: &str, to: &str| Forged::of("new-two-pdfs").with(from, to);
    let looks = spelt("<edXML:Position>Giám đốc<", "<edXML:Position>Gi\u{e1}m \u{f0}ốc<");
    assert!(facts(&looks.refused(State::Changed)).contains(&(Fact::Position, FactState::Changed)));
    // The same text, decomposed.
    let same = spelt("<edXML:Position>Giám đốc<", "<edXML:Position>Gia\u{301}m đốc<");
    let report = judge(same.text.as_bytes(), &same.party);
    assert_eq!(report.state(), State::RewrittenByHop);
    assert!(report.is_accepted());
}

#[test]
fn attachments_cannot_swap_their_names() {
    let mut forged = Forged::of("new-two-pdfs");
    forged.text = forged.text.replace(">cong-van-123.pdf<", ">?<");
    forged.text = forged.text.replace(">phu-luc-1.pdf<", ">cong-van-123.pdf<");
    forged.text = forged.text.replace(">?<", ">phu-luc-1.pdf<");
    let states = files(&forged.refused(State::Changed));
    assert_eq!(states, [FileState::Swapped, FileState::Swapped]);
}

#[test]
fn an_attachment_cannot_change_its_bytes() {
    let report = Forged::of("new-two-pdfs").with(">JVBERi0xLjM", ">JVBERi0xLjQ");
    let states = files(&report.refused(State::Changed));
    assert!(states.contains(&FileState::Changed), "{states:?}");
}

#[test]
fn what_other_readers_may_read_otherwise_is_refused() {
    for (from, to, kind) in [
        ("<edXML:Subject>V/v", "<edXML:Subject>V<!-- -->/v", LibertyKind::CommentInText),
        ("<edXML:Subject>V/v", "<edXML:Subject><![CDATA[V]]>/v", LibertyKind::CData),
        ("<edXML:Subject>V/v", "<edXML:Subject>V<?x y?>/v", LibertyKind::Instruction),
        (">JVBERi0xLjM", ">JVBE!Ri0xLjM", LibertyKind::Base64Junk),
        (
            "<edXML:Reference>",
            "<edXML:Reference><edXML:ContentId>cid:none</edXML:ContentId><edXML:AttachmentName>\
                c.pdf</edXML:AttachmentName></edXML:Reference><edXML:Reference>",
            LibertyKind::MissingAttachment,
        ),
    ] {
        let report = Forged::of("new-two-pdfs").with(from, to).refused(State::Changed);
        assert_eq!(report.ambiguities(), [kind]);
        assert_eq!(facts(&report), []);
    }
}

#[test]
fn seals_that_disagree_are_both_refused() {
    let party = Party::new(P256);
    let original = String::from_utf8(sample("new-two-pdfs").to_vec()).expect("UTF-8");
    let other = original.replacen("<edXML:CodeNumber>123<", "<edXML:CodeNumber>124<", 1);
    assert_ne!(original, other);
    let second = last_seal(&sealed(other.as_bytes(), &party));
    let both = with_attachment(&sealed(original.as_bytes(), &party), "antin-seal-2.zip", &second);
    let report = judge(&both, &party);
    assert_eq!(report.seals().len(), 2);
    assert!(report.verdict().is_passed());
    assert_eq!((report.state(), report.is_accepted()), (State::Changed, false));
}

#[test]
fn a_seal_whose_statement_was_changed_fails() {
    let party = Party::new(P256);
    let whole = sealed(sample("new-two-pdfs"), &party);
    let mut seal = last_seal(&whole);
    let at = seal.windows(3).position(|three| three == b"123").expect("a stored statement");
    seal[at] = b'9';
    let forged = with_attachment(sample("new-two-pdfs"), "antin-seal.zip", &seal);
    let report = judge(&forged, &party);
    assert!(!report.verdict().is_passed());
    assert!(!report.is_accepted());
}

#[test]
fn a_seal_within_a_seal_is_no_seal() {
    let party = Party::new(P256);
    let inner = last_seal(&sealed(sample("new-two-pdfs"), &party));
    let time = crate::cms::tests::fixture::time("2026-11-20T08:00:00Z");
    let signature = crate::cades::Options::new(crate::ades::Level::B).signing_time(time);
    let files = vec![
        crate::asic::File::from_bytes("antin-statement.json", b"{}"),
        crate::asic::File::from_bytes("antin-seal.zip", &inner),
    ];
    let options = crate::asic::Options::extended(signature);
    let outer = crate::asic::sign(files, &super::credential(&party), &options).expect("container");
    let report = judge(&with_attachment(sample("new-two-pdfs"), "antin-seal.zip", &outer), &party);
    assert_eq!(report.seals()[0].fault(), Some(&SealFault::OtherContent));
    assert_eq!((report.state(), report.is_accepted()), (State::Changed, false));
    assert!(!report.verdict().is_passed());
}

pub(super) fn last_seal(package: &[u8]) -> Vec<u8> {
    let mut files = crate::edxml::Memory::new();
    let read = Reading::strict().read(package, &mut files).expect("clean");
    files.layer(read.attachments.len() - 1, 0).to_vec()
}

pub(super) fn with_attachment(package: &[u8], name: &str, octets: &[u8]) -> Vec<u8> {
    let read = Reading::strict().read(package, &mut Nowhere).expect("clean");
    let header = AttachmentHeader {
        content_id: Some(format!("cid:{name}")),
        attachment_name: Some(name.to_owned()),
        ..AttachmentHeader::default()
    };
    let mut out = Vec::new();
    Splice::new(&read)
        .with(Outgoing::new(header, octets))
        .write(package, &mut out)
        .expect("spliced");
    out
}

#[test]
fn an_attachment_cannot_be_put_in_or_taken_out() {
    let party = Party::new(P256);
    let whole = sealed(sample("new-two-pdfs"), &party);
    let read = Reading::strict().read(&whole[..], &mut Nowhere).expect("clean");

    let mut out = Vec::new();
    Splice::new(&read).without(0).write(&whole[..], &mut out).expect("a message");
    let report = judge(&out, &party);
    assert_eq!((report.state(), report.is_accepted()), (State::Incomplete, false));

    let header = AttachmentHeader {
        content_id: Some("cid:more".to_owned()),
        attachment_name: Some("them.pdf".to_owned()),
        ..AttachmentHeader::default()
    };
    let mut out = Vec::new();
    let more = Outgoing::new(header, &b"%PDF-1.7"[..]);
    Splice::new(&read).with(more).write(&whole[..], &mut out).expect("a message");
    let report = judge(&out, &party);
    assert_eq!((report.state(), report.is_accepted()), (State::Changed, false));
    assert!(files(&report).contains(&FileState::Added));
}

#[test]
fn a_seal_cannot_be_moved_to_another_package() {
    let party = Party::new(P256);
    let whole = sealed(sample("new-two-pdfs"), &party);
    let read = Reading::strict().read(&whole[..], &mut Nowhere).expect("clean");
    let mut files = crate::edxml::Memory::new();
    Reading::strict().read(&whole[..], &mut files).expect("clean");
    let last = read.attachments.len() - 1;
    let seal = files.layer(last, 0).to_vec();
    let other = sample("replace");
    let target = Reading::strict().read(other, &mut Nowhere).expect("clean");
    let moved = Outgoing::new(read.attachments[last].header.clone(), &seal[..]);
    let mut out = Vec::new();
    Splice::new(&target).with(moved).write(other, &mut out).expect("a message");
    let report = judge(&out, &party);
    assert_eq!((report.state(), report.is_accepted()), (State::Changed, false));
}

#[test]
fn an_element_that_stands_twice_is_no_way_to_say_two_things() {
    let subject = "<edXML:Subject>V/v khác</edXML:Subject></edXML:MessageHeader>";
    let report =
        Forged::of("new-two-pdfs").with("</edXML:MessageHeader>", subject).refused(State::Changed);
    assert_eq!(report.ambiguities(), [LibertyKind::Duplicate("Subject")]);
}

#[test]
fn a_package_without_a_seal_is_not_sealed() {
    let party = Party::new(P256);
    let report = judge(sample("new-two-pdfs"), &party);
    assert_eq!(report.state(), State::NotSealed);
    assert!(!report.is_accepted());
    assert!(!report.verdict().is_passed());
}
