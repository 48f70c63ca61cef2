//! Status messages: what became of a document, told by whom it is to tell.
//!
//! As the axis' SDK writes them: who reports, the document, the staff, the code, words, the moment.
//! Stricter than that: a status is told by the body that has to, of a document that names it, and only
//! if it may follow the one before. Left out: sending it.

use crate::edxml::dates;
use crate::edxml::header::{
    Envelope, Header, Message, MessageHeader, Party, ResponseFor, StaffInfo, StatusHeader,
};
use crate::edxml::package::Package;
use crate::edxml::status::Status;
use crate::edxml::validate::{Fault, FaultKind};
use crate::error::{ApiMisuse, Error};
use crate::language::Language;
use crate::time::Time;

/// Between the reasons of a refusal.
const BETWEEN: &str = "; ";

/// A status message that is being made.
///
/// # Examples
///
/// ```
/// use antin::Time;
/// use antin::edxml::{Nowhere, Party, Reading, Status, StatusMessage, Writing, validate};
///
/// # fn demo(message: &[u8]) -> Result<(), antin::Error> {
/// let package = Reading::tolerant().read(message, &mut Nowhere)?;
/// let mut us = Party::default();
/// us.organ_id = Some("X98.12.3".to_owned());
/// let at = Time::parse_rfc3339("2026-03-12T10:05:00+07:00")?;
/// let faults = validate(&package);
/// let answer = if faults.is_empty() {
///     StatusMessage::about(&package, Status::Accepted, Some(Status::Arrived), us, at)?
/// } else {
///     StatusMessage::refusal(&package, &faults, Some(Status::Arrived), us, at)?
/// };
/// let mut out = Vec::new();
/// Writing::plain().write(&answer.into_envelope(), Vec::new(), &mut out)?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct StatusMessage {
    header: StatusHeader,
}

impl StatusMessage {
    /// Tells the status of a document, at a time, which `teller` has to tell; `before` is the status
    /// that was told last.
    ///
    /// # Errors
    ///
    /// [`ApiMisuse::NoDocument`] for a package that is no document, or has no sender;
    /// [`ApiMisuse::StatusTeller`] if the status is not `teller`'s to tell: the sender asks to take back, a
    /// recipient tells the rest; [`ApiMisuse::StatusOrder`] if it may not [follow](Status::may_follow).
    pub fn about(
        package: &Package,
        status: Status,
        before: Option<Status>,
        teller: Party,
        at: Time,
    ) -> Result<Self, Error> {
        let document = package.document().ok_or(Error::ApiMisuse(ApiMisuse::NoDocument))?;
        if code(document.from.as_ref()).is_none() {
            return Err(Error::ApiMisuse(ApiMisuse::NoDocument));
        }
        if !may_tell(&teller, status, document) {
            return Err(Error::ApiMisuse(ApiMisuse::StatusTeller));
        }
        if !status.may_follow(before) {
            return Err(Error::ApiMisuse(ApiMisuse::StatusOrder));
        }
        let header = StatusHeader {
            from: Some(teller),
            response_for: Some(response_for(document)),
            status_code: Some(status.code().to_owned()),
            description: Some(status.text(Language::Vi).to_owned()),
            timestamp: Some(dates::write(at)),
            ..StatusHeader::default()
        };
        Ok(Self { header })
    }

    /// Refuses a document for its faults, which stand in the description by letter and path.
    ///
    /// # Errors
    ///
    /// As [`about`](Self::about).
    pub fn refusal(
        package: &Package,
        faults: &[Fault],
        before: Option<Status>,
        teller: Party,
        at: Time,
    ) -> Result<Self, Error> {
        let reasons: Vec<String> = faults.iter().map(Fault::to_string).collect();
        let refused = Self::about(package, Status::Refused, before, teller, at)?;
        let said = !reasons.is_empty();
        Ok(if said { refused.description(&reasons.join(BETWEEN)) } else { refused })
    }

    /// Says who acted.
    #[must_use]
    pub fn staff(mut self, staff: StaffInfo) -> Self {
        self.header.staff_info = Some(staff);
        self
    }

    /// Says it in other words than those of the code.
    #[must_use]
    pub fn description(mut self, words: &str) -> Self {
        self.header.description = Some(words.to_owned());
        self
    }

    /// Returns the message, to be written by [`Writing`](crate::edxml::Writing) without attachments.
    pub fn into_envelope(self) -> Envelope {
        let message = Some(Message::Status(Box::new(self.header)));
        let header = Header { message, ..Header::default() };
        Envelope { header: Some(header), ..Envelope::default() }
    }
}

impl StatusHeader {
    /// Returns the status, if its code is one of the nine.
    pub fn status(&self) -> Option<Status> {
        Status::from_code(self.status_code.as_deref()?)
    }

    /// Returns the faults in the description of a refusal, each with its path; words that are none are
    /// passed over.
    pub fn reasons(&self) -> impl Iterator<Item = (FaultKind, &str)> {
        let refused = self.status() == Some(Status::Refused);
        let words = self.description.as_deref().filter(|_| refused).unwrap_or_default();
        words.split(BETWEEN.trim_end()).filter_map(|reason| FaultKind::of(reason.trim()))
    }
}

/// The sender asks to take back; all else is told by one of the recipients.
fn may_tell(teller: &Party, status: Status, document: &MessageHeader) -> bool {
    let Some(own) = code(Some(teller)) else { return false };
    if status.is_by_sender() {
        return code(document.from.as_ref()) == Some(own);
    }
    document.to.iter().any(|to| code(Some(to)) == Some(own))
}

fn code(party: Option<&Party>) -> Option<&str> {
    let code = party?.organ_id.as_deref()?.trim();
    (!code.is_empty()).then_some(code)
}

/// The document that is answered, by what it says of itself.
fn response_for(document: &MessageHeader) -> ResponseFor {
    let number = document.code.as_ref().and_then(|code| code.number.as_deref());
    let notation = document.code.as_ref().and_then(|code| code.notation.as_deref());
    let parts = [number, notation].into_iter().flatten().map(str::trim);
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    let promulgation = document.promulgation_info.as_ref();
    ResponseFor {
        organ_id: code(document.from.as_ref()).map(str::to_owned),
        code: (!parts.is_empty()).then(|| parts.join("/")),
        document_id: document.document_id.clone(),
        promulgation_date: promulgation.and_then(|info| info.date.clone()),
        ..ResponseFor::default()
    }
}
