//! What a message lacks, by the rules of the format: faults named as vendors name them.
//!
//! A letter and a path, such as `R.MessageHeader.Subject`: `N` missing, `R` out of range, `M`
//! mismatch, `T` wrong type. Elements and lengths are those of messages on the axis and of one vendor's
//! checker; the regulation's own list was not at hand. What numbers mean is not checked: vendors put
//! the detail of a document's type where its type belongs.

use std::fmt;

use crate::edxml::agency_code::AgencyCode;
use crate::edxml::dates;
use crate::edxml::header::{MessageHeader, Party, StatusHeader};
use crate::edxml::package::Package;

/// In what way an element is at fault.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FaultKind {
    /// `N`: it is missing, or empty.
    Missing,
    /// `R`: it is longer, or another number, than it may be; or it stands twice.
    OutOfRange,
    /// `M`: it contradicts another element.
    Mismatch,
    /// `T`: it is no date, number or code.
    WrongType,
}

impl FaultKind {
    /// All four.
    const ALL: [Self; 4] = [Self::Missing, Self::OutOfRange, Self::Mismatch, Self::WrongType];

    fn letter(self) -> char {
        match self {
            Self::Missing => 'N',
            Self::OutOfRange => 'R',
            Self::Mismatch => 'M',
            Self::WrongType => 'T',
        }
    }

    /// Splits a fault as vendors write it into its kind and its path.
    pub(super) fn of(text: &str) -> Option<(Self, &str)> {
        let (letter, path) = text.split_once('.')?;
        let kind = Self::ALL.into_iter().find(|kind| letter.chars().eq([kind.letter()]))?;
        let clean = path.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_'));
        (clean && !path.is_empty()).then_some((kind, path))
    }
}

/// A fault of a message.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// In what way.
    pub kind: FaultKind,
    /// The element.
    pub path: &'static str,
}

impl Fault {
    /// Tells whether a text is a fault as vendors write it, whatever its path.
    pub(crate) fn is_written(text: &str) -> bool {
        FaultKind::of(text).is_some()
    }
}

/// As vendors write it: `R.MessageHeader.Subject`.
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.kind.letter(), self.path)
    }
}

/// Returns the faults of a message, each once, in the order of the format.
pub fn validate(package: &Package) -> Vec<Fault> {
    let mut check = Check { faults: Vec::new() };
    match (package.document(), package.status()) {
        (Some(document), _) => {
            check.document(document);
            check.trace(package);
            check.files(package);
        }
        (_, Some(status)) => check.status(status),
        (None, None) => check.add(FaultKind::Missing, "MessageHeader"),
    }
    check.faults
}

struct Check {
    faults: Vec<Fault>,
}

impl Check {
    fn add(&mut self, kind: FaultKind, path: &'static str) {
        let fault = Fault { kind, path };
        if !self.faults.contains(&fault) {
            self.faults.push(fault);
        }
    }

    /// An element that must be there, and may have so many characters.
    fn needed(&mut self, text: Option<&str>, longest: usize, path: &'static str) {
        if text.is_none_or(|text| text.trim().is_empty()) {
            self.add(FaultKind::Missing, path);
        }
        self.length(text, longest, path);
    }

    fn length(&mut self, text: Option<&str>, longest: usize, path: &'static str) {
        if text.is_some_and(|text| text.trim().chars().count() > longest) {
            self.add(FaultKind::OutOfRange, path);
        }
    }

    /// An element that is a number from a range, if it is there.
    fn number(&mut self, text: Option<&str>, largest: u32, path: &'static str) {
        let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else { return };
        match text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse::<u32>()) {
            Some(Ok(number)) if number <= largest => {}
            Some(_) => self.add(FaultKind::OutOfRange, path),
            None => self.add(FaultKind::WrongType, path),
        }
    }

    fn date(&mut self, text: Option<&str>, path: &'static str) {
        let text = text.map(str::trim).filter(|text| !text.is_empty());
        if text.is_some_and(|text| dates::day(text).is_none()) {
            self.add(FaultKind::WrongType, path);
        }
    }

    fn timestamp(&mut self, text: Option<&str>, path: &'static str) {
        let text = text.map(str::trim).filter(|text| !text.is_empty());
        if text.is_some_and(|text| dates::moment(text).is_none()) {
            self.add(FaultKind::WrongType, path);
        }
    }

    fn party(&mut self, party: &Party, path: &'static str, id: &'static str) {
        let code = party.organ_id.as_deref().unwrap_or_default();
        if code.trim().is_empty() {
            self.add(FaultKind::Missing, id);
        } else if AgencyCode::parse(code).is_err() {
            self.add(FaultKind::WrongType, id);
        }
        let lengths = [
            (&party.organization_in_charge, 200),
            (&party.organ_name, 200),
            (&party.organ_add, 250),
            (&party.email, 100),
            (&party.telephone, 20),
            (&party.fax, 20),
            (&party.website, 100),
        ];
        for (text, longest) in lengths {
            self.length(text.as_deref(), longest, path);
        }
    }

    fn parties(&mut self, header: &MessageHeader) {
        match &header.from {
            Some(from) => self.party(from, "MessageHeader.From", "MessageHeader.From.OrganId"),
            None => self.add(FaultKind::Missing, "MessageHeader.From"),
        }
        if header.to.is_empty() {
            self.add(FaultKind::Missing, "MessageHeader.To");
        }
        let mut seen = std::collections::BTreeSet::new();
        for to in &header.to {
            self.party(to, "MessageHeader.To", "MessageHeader.To.OrganId");
            let code = to.organ_id.as_deref().unwrap_or_default().trim();
            if !code.is_empty() && !seen.insert(code) {
                self.add(FaultKind::OutOfRange, "MessageHeader.To");
            }
        }
    }

    fn document(&mut self, header: &MessageHeader) {
        self.parties(header);
        let code = header.code.clone().unwrap_or_default();
        self.needed(code.number.as_deref(), 11, "MessageHeader.Code.CodeNumber");
        self.needed(code.notation.as_deref(), 30, "MessageHeader.Code.CodeNotation");
        let info = header.promulgation_info.clone().unwrap_or_default();
        self.needed(info.place.as_deref(), 50, "MessageHeader.PromulgationInfo.Place");
        let path = "MessageHeader.PromulgationInfo.PromulgationDate";
        self.needed(info.date.as_deref(), usize::MAX, path);
        self.date(info.date.as_deref(), path);
        let kind = header.document_type.clone().unwrap_or_default();
        self.needed(kind.kind.as_deref(), usize::MAX, "MessageHeader.DocumentType.Type");
        self.needed(kind.name.as_deref(), 100, "MessageHeader.DocumentType.TypeName");
        self.needed(header.subject.as_deref(), 500, "MessageHeader.Subject");
        self.needed(header.content.as_deref(), 500, "MessageHeader.Content");
        let signer = header.signer_info.clone().unwrap_or_default();
        self.length(signer.competence.as_deref(), 100, "MessageHeader.SignerInfo.Competence");
        self.length(signer.position.as_deref(), 100, "MessageHeader.SignerInfo.Position");
        self.needed(signer.full_name.as_deref(), 50, "MessageHeader.SignerInfo.FullName");
        self.date(header.due_date.as_deref(), "MessageHeader.DueDate");
        self.number(header.steering_type.as_deref(), 3, "MessageHeader.SteeringType");
        self.other(header);
    }

    fn other(&mut self, header: &MessageHeader) {
        let info = header.other_info.clone().unwrap_or_default();
        self.number(info.priority.as_deref(), 4, "MessageHeader.OtherInfo.Priority");
        let path = "MessageHeader.OtherInfo.SphereOfPromulgation";
        self.length(info.sphere_of_promulgation.as_deref(), 100, path);
        self.length(info.typer_notation.as_deref(), 10, "MessageHeader.OtherInfo.TyperNotation");
        let path = "MessageHeader.OtherInfo.PromulgationAmount";
        self.number(info.promulgation_amount.as_deref(), u32::MAX, path);
        self.number(info.page_amount.as_deref(), u32::MAX, "MessageHeader.OtherInfo.PageAmount");
        for appendix in info.appendixes.iter().flat_map(|list| &list.appendix) {
            self.length(Some(appendix), 250, "MessageHeader.OtherInfo.Appendixes.Appendix");
        }
        for place in header.to_places.iter().flat_map(|list| &list.place) {
            self.length(Some(place), 150, "MessageHeader.ToPlaces.Place");
        }
    }

    fn trace(&mut self, package: &Package) {
        let Some(trace) = package.trace() else {
            return self.add(FaultKind::Missing, "TraceHeaderList");
        };
        for entry in &trace.trace_header {
            self.timestamp(entry.timestamp.as_deref(), "TraceHeaderList.TraceHeader.Timestamp");
        }
        let path = "TraceHeaderList.Bussiness.BussinessDocType";
        if let Some(business) = &trace.business {
            self.needed(business.doc_type.as_deref(), usize::MAX, path);
            self.number(business.doc_type.as_deref(), 3, path);
        }
    }

    fn files(&mut self, package: &Package) {
        let Some(manifest) = package.manifest() else {
            return self.add(FaultKind::Missing, "edXMLManifest");
        };
        let taken = |at| package.attachments.iter().any(|one| one.reference == Some(at));
        for (at, reference) in manifest.reference.iter().enumerate() {
            let id = reference.content_id.as_deref();
            self.needed(id, usize::MAX, "edXMLManifest.Reference.ContentId");
            let name = reference.attachment_name.as_deref();
            self.needed(name, 200, "edXMLManifest.Reference.AttachmentName");
            if !taken(at) {
                self.add(FaultKind::Missing, "AttachmentEncoded.Attachment");
            }
        }
        for attachment in &package.attachments {
            self.needed(
                attachment.content_id(),
                usize::MAX,
                "AttachmentEncoded.Attachment.ContentId",
            );
            self.needed(attachment.name(), 200, "AttachmentEncoded.Attachment.AttachmentName");
            if attachment.encoded.is_empty() {
                let path = "AttachmentEncoded.Attachment.ContentTransferEncoded";
                self.add(FaultKind::Missing, path);
            }
            let Some(at) = attachment.reference else {
                self.add(FaultKind::Missing, "edXMLManifest.Reference");
                continue;
            };
            let reference = manifest.reference.get(at);
            if reference.is_some_and(|one| one.attachment_name.as_deref() != attachment.name()) {
                self.add(FaultKind::Mismatch, "edXMLManifest.Reference.AttachmentName");
            }
        }
    }

    fn status(&mut self, header: &StatusHeader) {
        match &header.from {
            Some(from) => self.party(from, "MessageHeader.From", "MessageHeader.From.OrganId"),
            None => self.add(FaultKind::Missing, "MessageHeader.From"),
        }
        let answered = header.response_for.clone().unwrap_or_default();
        let path = "MessageHeader.ResponseFor.OrganId";
        self.needed(answered.organ_id.as_deref(), usize::MAX, path);
        let path = "MessageHeader.ResponseFor.PromulgationDate";
        self.date(answered.promulgation_date.as_deref(), path);
        let path = "MessageHeader.StatusCode";
        self.needed(header.status_code.as_deref(), usize::MAX, path);
        self.timestamp(header.timestamp.as_deref(), "MessageHeader.Timestamp");
    }
}
