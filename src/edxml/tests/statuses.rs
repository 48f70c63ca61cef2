//! Status messages: those of the samples are made again, and what nobody may tell is not made.

use super::samples::{DOCUMENTS, STATUSES, strict};
use super::*;
use crate::error::{ApiMisuse, Error};
use crate::time::Time;

const SENDER: &str = "000.00.12.X40";
const RECIPIENT: &str = "X98.12.3";

fn party(code: &str) -> Party {
    Party { organ_id: Some(code.to_owned()), ..Party::default() }
}

fn ten_past_ten() -> Time {
    Time::parse_rfc3339("2026-03-12T10:05:00+07:00").unwrap()
}

fn document() -> Package {
    strict(DOCUMENTS[1].0, DOCUMENTS[1].1).0
}

fn about(status: Status, before: Option<Status>, teller: &str) -> Result<StatusMessage, Error> {
    StatusMessage::about(&document(), status, before, party(teller), ten_past_ten())
}

fn written(message: StatusMessage) -> Vec<u8> {
    let mut out = Vec::new();
    Writing::plain().write(&message.into_envelope(), Vec::new(), &mut out).unwrap();
    out
}

/// What may come before a status.
fn before(status: Status) -> Option<Status> {
    let all = [None].into_iter().chain(Status::ALL.map(Some));
    all.into_iter().find(|before| status.may_follow(*before)).unwrap_or_default()
}

#[test]
fn the_samples_are_made_byte_by_byte() {
    for (name, sample) in STATUSES {
        let status = strict(name, sample).0.status().and_then(StatusHeader::status).unwrap();
        // In the sample of 13 it is the recipient who asks to take back, which this does not make.
        if status.is_by_sender() {
            continue;
        }
        let teller =
            Party { organ_name: Some("Đơn vị Mẫu B".to_owned()), ..party(RECIPIENT) };
        let staff = StaffInfo {
            department: Some("Văn thư".to_owned()),
            staff: Some("Cán Bộ Mẫu".to_owned()),
            ..StaffInfo::default()
        };
        let at = ten_past_ten();
        let made = StatusMessage::about(&document(), status, before(status), teller, at).unwrap();
        let words = format!("Trạng thái {}", status.code());
        let made = written(made.staff(staff).description(&words));
        assert_eq!(String::from_utf8(made).unwrap(), std::str::from_utf8(sample).unwrap());
    }
}

#[test]
fn each_of_the_nine_is_written_and_read_back_without_a_fault() {
    for status in Status::ALL {
        let teller = if status.is_by_sender() { SENDER } else { RECIPIENT };
        let made = written(about(status, before(status), teller).unwrap());
        let package = strict(status.code(), &made).0;
        assert_eq!(package.status().unwrap().status(), Some(status));
        assert_eq!(validate(&package), []);
        let answered = package.status().unwrap().response_for.clone().unwrap();
        assert_eq!(answered.organ_id.as_deref(), Some(SENDER));
        assert_eq!(answered.code.as_deref(), Some("123/STTTT-VP"));
        assert_eq!(answered.document_id, document().document().unwrap().document_id);
        assert_eq!(answered.promulgation_date.as_deref(), Some("2026/03/12"));
    }
}

#[test]
fn what_may_not_follow_is_not_told() {
    let refused = |status, before| about(status, before, RECIPIENT).err();
    let order = Some(Error::ApiMisuse(ApiMisuse::StatusOrder));
    assert_eq!(refused(Status::Accepted, Some(Status::Arrived)), None);
    assert_eq!(refused(Status::Arrived, Some(Status::Accepted)), order);
    assert_eq!(refused(Status::TakeBackAgreed, Some(Status::Finished)), order);
    assert_eq!(refused(Status::TakeBackAgreed, Some(Status::TakeBackAsked)), None);
}

#[test]
fn only_whose_it_is_tells_a_status() {
    let told = |status, teller| about(status, before(status), teller).err();
    let teller = Some(Error::ApiMisuse(ApiMisuse::StatusTeller));
    assert_eq!(told(Status::Accepted, RECIPIENT), None);
    assert_eq!(told(Status::Accepted, "000.00.00.X14"), None);
    assert_eq!(told(Status::Accepted, SENDER), teller);
    assert_eq!(told(Status::Accepted, "X98.12.4"), teller);
    assert_eq!(told(Status::Accepted, ""), teller);
    assert_eq!(told(Status::TakeBackAsked, SENDER), None);
    assert_eq!(told(Status::TakeBackAsked, RECIPIENT), teller);
}

#[test]
fn a_status_has_a_document_with_a_sender() {
    let none = Some(Error::ApiMisuse(ApiMisuse::NoDocument));
    let answer = |package: &Package| {
        let (status, before) = (Status::Accepted, Some(Status::Arrived));
        StatusMessage::about(package, status, before, party(RECIPIENT), ten_past_ten()).err()
    };
    let mut package = document();
    assert_eq!(answer(&package), None);
    let header = package.envelope.header.as_mut().and_then(|header| header.message.as_mut());
    if let Some(Message::Document(header)) = header {
        header.from = None;
    }
    assert_eq!(answer(&package), none);
    assert_eq!(answer(&strict(STATUSES[0].0, STATUSES[0].1).0), none);
}

#[test]
fn a_refusal_says_its_reasons_by_letter_and_path() {
    let text = std::str::from_utf8(DOCUMENTS[1].1).unwrap();
    let faulty = text
        .replace("edXML:Subject>", "edXML:Other>")
        .replace("<edXML:Priority>1", "<edXML:Priority>x");
    let package = Reading::tolerant().read(faulty.as_bytes(), &mut Nowhere).unwrap();
    let faults = validate(&package);
    let at = ten_past_ten();
    let arrived = Some(Status::Arrived);
    let refusal = StatusMessage::refusal(&package, &faults, arrived, party(RECIPIENT), at).unwrap();
    let read = strict("refusal", &written(refusal)).0;
    let header = read.status().unwrap();
    assert_eq!(
        header.description.as_deref(),
        Some("N.MessageHeader.Subject; T.MessageHeader.OtherInfo.Priority")
    );
    let reasons: Vec<_> = header.reasons().collect();
    let expected: Vec<_> = faults.iter().map(|fault| (fault.kind, fault.path)).collect();
    assert_eq!(reasons, expected);
    assert_eq!(reasons.len(), 2);

    // The same words in another status are no reasons, and other words never are.
    let accepted = StatusHeader { status_code: Some("03".to_owned()), ..header.clone() };
    assert_eq!(accepted.reasons().count(), 0);
    let words = Some("sai nơi nhận; X.MessageHeader; R.; R.a b; N.MessageHeader.To".to_owned());
    let mixed = StatusHeader { description: words, ..header.clone() };
    let found: Vec<_> = mixed.reasons().collect();
    assert_eq!(found, [(FaultKind::Missing, "MessageHeader.To")]);
}

#[test]
fn a_refusal_without_faults_says_it_in_words() {
    let at = ten_past_ten();
    let refusal = StatusMessage::refusal(&document(), &[], None, party(RECIPIENT), at).unwrap();
    let read = strict("refusal", &written(refusal)).0;
    let words = Status::Refused.text(crate::Language::Vi);
    assert_eq!(read.status().unwrap().description.as_deref(), Some(words));
}
