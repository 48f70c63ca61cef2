//! The elements of the header and the manifest, as tables.
//!
//! QCVN 102:2016/BTTTT as it is on the wire, in the order of the axis' Java SDK (EdXML102 0.0.3).
//! All is text as it stands in the message: nothing is trimmed, converted or checked, and nothing
//! is obligatory. What the format asks for, [`validate`](crate::edxml::validate) says. Of elements
//! that have text alone, attributes are not kept.

use crate::edxml::namespace::Recogniser;
use crate::edxml::output::Output;
use crate::edxml::record::{Field, read, records, write};
use crate::xml::Element;

records! {
    /// An agency that sends or receives: `From`, `To`.
    Party {
        /// The identifier code; see [`AgencyCode`](crate::edxml::AgencyCode).
        organ_id: Option<String> = "OrganId",
        /// The body above it.
        organization_in_charge: Option<String> = "OrganizationInCharge",
        /// Its name; the hub drops it.
        organ_name: Option<String> = "OrganName",
        /// Its address.
        organ_add: Option<String> = "OrganAdd",
        /// Its e-mail address.
        email: Option<String> = "Email",
        /// Its telephone.
        telephone: Option<String> = "Telephone",
        /// Its fax.
        fax: Option<String> = "Fax",
        /// Its website.
        website: Option<String> = "Website",
    }

    /// Number and notation of a document: `Code`.
    DocumentCode {
        /// The number, which may have letters.
        number: Option<String> = "CodeNumber",
        /// The notation.
        notation: Option<String> = "CodeNotation",
    }

    /// Where and when a document was promulgated.
    PromulgationInfo {
        /// The place.
        place: Option<String> = "Place",
        /// The day, as `yyyy/MM/dd`.
        date: Option<String> = "PromulgationDate",
    }

    /// The type of a document.
    DocumentType {
        /// 1 legal normative, 2 administrative; some vendors put the detail here.
        kind: Option<String> = "Type",
        /// The type in detail, by number.
        detail: Option<String> = "TypeDetail",
        /// The name of the type.
        name: Option<String> = "TypeName",
    }

    /// Who signed on paper; this is text, not a signature.
    SignerInfo {
        /// By whose authority: `TM.`, `KT.`, `TL.`, `TUQ.`, `Q.`.
        competence: Option<String> = "Competence",
        /// The position.
        position: Option<String> = "Position",
        /// The full name.
        full_name: Option<String> = "FullName",
    }

    /// Titles of appendixes.
    Appendixes {
        /// One for each.
        appendix: Vec<String> = "Appendix",
    }

    /// Further particulars of a document.
    OtherInfo {
        /// 0 normal, 1 urgent, 2 very urgent, 3 express, 4 express with a time.
        priority: Option<String> = "Priority",
        /// To whom it may be given.
        sphere_of_promulgation: Option<String> = "SphereOfPromulgation",
        /// Initials of who typed it.
        typer_notation: Option<String> = "TyperNotation",
        /// How many copies there are.
        promulgation_amount: Option<String> = "PromulgationAmount",
        /// How many pages it has.
        page_amount: Option<String> = "PageAmount",
        /// An extension of the SDK.
        reply_fors: Option<Element> = "ReplyFors",
        /// An extension of the SDK.
        reference_codes: Option<Element> = "ReferenceCodes",
        /// An extension of the SDK.
        direction: Option<String> = "Direction",
        /// Titles of appendixes.
        appendixes: Option<Appendixes> = "Appendixes",
    }

    /// A document that is answered.
    ResponseFor {
        /// Who sent it.
        organ_id: Option<String> = "OrganId",
        /// Its number and notation in one.
        code: Option<String> = "Code",
        /// Its identifier.
        document_id: Option<String> = "DocumentId",
        /// The day of its promulgation.
        promulgation_date: Option<String> = "PromulgationDate",
    }

    /// Tasks that are answered.
    ResponseForTask {
        /// One for each.
        task_code: Vec<String> = "TaskCode",
    }

    /// Where copies go, as text.
    ToPlaces {
        /// One for each.
        place: Vec<String> = "Place",
    }

    /// The header of a document.
    MessageHeader {
        /// Who sends.
        from: Option<Party> = "From",
        /// Who receives.
        to: Vec<Party> = "To",
        /// The identifier: `OrganId,yyyy/MM/dd,Number/Notation`, or a UUID.
        document_id: Option<String> = "DocumentId",
        /// Number and notation.
        code: Option<DocumentCode> = "Code",
        /// Where and when.
        promulgation_info: Option<PromulgationInfo> = "PromulgationInfo",
        /// What type.
        document_type: Option<DocumentType> = "DocumentType",
        /// The subject.
        subject: Option<String> = "Subject",
        /// An abstract.
        content: Option<String> = "Content",
        /// Who signed on paper.
        signer_info: Option<SignerInfo> = "SignerInfo",
        /// Until when it is to be answered, as `yyyy/MM/dd`.
        due_date: Option<String> = "DueDate",
        /// Further particulars.
        other_info: Option<OtherInfo> = "OtherInfo",
        /// Documents that are answered.
        response_for: Vec<ResponseFor> = "ResponseFor",
        /// 1 not steering, 2 steering, 3 a report on a steering document.
        steering_type: Option<String> = "SteeringType",
        /// What the hub adds here, beside the one in `OtherInfo`.
        direction: Option<String> = "Direction",
        /// Tasks that are answered.
        response_for_task: Option<ResponseForTask> = "ResponseForTask",
        /// An extension of the SDK.
        application_type: Option<String> = "ApplicationType",
        /// Where copies go.
        to_places: Option<ToPlaces> = "ToPlaces",
    }

    /// The header of a status message.
    StatusHeader {
        /// Who reports.
        from: Option<Party> = "From",
        /// To whom; not in the messages that were seen.
        to: Vec<Party> = "To",
        /// The document that it is about.
        response_for: Option<ResponseFor> = "ResponseFor",
        /// Who acted.
        staff_info: Option<StaffInfo> = "StaffInfo",
        /// The status; see [`Status`](crate::edxml::Status).
        status_code: Option<String> = "StatusCode",
        /// The status in words.
        description: Option<String> = "Description",
        /// When, as `yyyy/MM/dd HH:mm:ss` in local time.
        timestamp: Option<String> = "Timestamp",
    }

    /// Where a message has been: each hop adds one.
    TraceHeader {
        /// Whose hop; the hub's own has none, some senders' is `null`.
        organ_id: Option<String> = "OrganId",
        /// When, as `yyyy/MM/dd HH:mm:ss` in local time.
        timestamp: Option<String> = "Timestamp",
    }

    /// Somebody of the staff.
    StaffInfo {
        /// The department.
        department: Option<String> = "Department",
        /// Its identifier.
        department_id: Option<String> = "DepartmentId",
        /// The name.
        staff: Option<String> = "Staff",
        /// The identifier.
        staff_id: Option<String> = "StaffId",
        /// The e-mail address.
        email: Option<String> = "Email",
        /// The telephone.
        mobile: Option<String> = "Mobile",
    }

    /// A recipient who is added or removed by an update.
    Receiver {
        /// The identifier code.
        organ_id: Option<String> = "OrganId",
        /// 0 removed, 1 added.
        receiver_type: Option<String> = "ReceiverType",
    }

    /// Recipients who are added or removed by an update.
    ReceiverList {
        /// One for each.
        receiver: Vec<Receiver> = "Receiver",
    }

    /// What an update changes.
    BusinessDocumentInfo {
        /// Whether the document changes.
        document_info: Option<String> = "DocumentInfo",
        /// Whether the recipients change.
        document_receiver: Option<String> = "DocumentReceiver",
        /// The recipients.
        receiver_list: Option<ReceiverList> = "ReceiverList",
    }

    /// Bodies for which a document is replaced.
    OrganIdList {
        /// One identifier code for each.
        organ_id: Vec<String> = "OrganId",
    }

    /// A document that is replaced.
    ReplacementInfo {
        /// Its identifier.
        document_id: Option<String> = "DocumentId",
        /// For whom.
        organ_id_list: Option<OrganIdList> = "OrganIdList",
    }

    /// Documents that are replaced.
    ReplacementInfoList {
        /// One for each.
        replacement_info: Vec<ReplacementInfo> = "ReplacementInfo",
    }

    /// What a message does to a document: `Bussiness`, as the format spells it.
    Business {
        /// The identifier of the document.
        document_id: Option<String> = "DocumentId",
        /// 0 new, 1 revoke, 2 update, 3 replace.
        doc_type: Option<String> = "BussinessDocType",
        /// Why.
        doc_reason: Option<String> = "BussinessDocReason",
        /// Whether paper follows.
        paper: Option<String> = "Paper",
        /// What an update changes.
        document_info: Vec<BusinessDocumentInfo> = "BussinessDocumentInfo",
        /// What is replaced.
        replacement_info_list: Option<ReplacementInfoList> = "ReplacementInfoList",
        /// Who acted.
        staff_info: Vec<StaffInfo> = "StaffInfo",
    }

    /// Where a message has been, and what it does.
    TraceHeaderList {
        /// What it does.
        business: Option<Business> = "Bussiness",
        /// Where it has been.
        trace_header: Vec<TraceHeader> = "TraceHeader",
        /// Whether paper follows.
        paper: Option<String> = "Paper",
    }

    /// An entry of the manifest.
    Reference {
        /// The identifier, which the attachment has too.
        content_id: Option<String> = "ContentId",
        /// The type; the SDK writes `application/zip` for all.
        content_type: Option<String> = "ContentType",
        /// What it is.
        description: Option<String> = "Description",
        /// The name of the file.
        attachment_name: Option<String> = "AttachmentName",
    }

    /// The list of attachments.
    Manifest {
        /// One for each.
        reference: Vec<Reference> = "Reference",
    }

    /// What an attachment says of itself.
    AttachmentHeader {
        /// The identifier, which the manifest has too.
        content_id: Option<String> = "ContentId",
        /// The name of the file.
        attachment_name: Option<String> = "AttachmentName",
        /// What it is.
        description: Option<String> = "Description",
        /// A name for programs.
        field_name: Option<String> = "FieldName",
        /// A type.
        mime_type: Option<String> = "MimeType",
        /// A format.
        format: Option<String> = "Format",
        /// The type that the SDK goes by.
        content_type: Option<String> = "ContentType",
    }

    /// The branch of the message that has no attachments.
    Envelope {
        /// The header.
        header: Option<Header> = "edXMLHeader",
        /// The body; status messages have none.
        body: Option<Body> = "edXMLBody",
    }

    /// The header: message, trace, signature.
    Header {
        /// What is said.
        message: Option<Message> = "MessageHeader",
        /// Where it has been, and what it does.
        trace: Option<TraceHeaderList> = "TraceHeaderList",
        /// What the SDK calls a signature. It signs nothing that survives the axis; it is kept.
        signature: Option<Element> = "Signature",
    }

    /// The body.
    Body {
        /// The list of attachments.
        manifest: Option<Manifest> = "edXMLManifest",
    }
}

/// What a message says: a document is sent, or the status of one is told.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// A document.
    Document(Box<MessageHeader>),
    /// A status.
    Status(Box<StatusHeader>),
}

impl Field for Option<Message> {
    fn take(
        &mut self,
        name: &'static str,
        element: Element,
        cx: &mut Recogniser,
    ) -> Option<Element> {
        // Only status messages have this element.
        let status = element.children().any(|child| &*child.name == "StatusCode");
        if self.is_some() {
            cx.note(crate::edxml::LibertyKind::Duplicate(name), element.span.start);
        } else if status {
            *self = Some(Message::Status(Box::new(read(element, cx))));
        } else {
            *self = Some(Message::Document(Box::new(read(element, cx))));
        }
        None
    }

    fn give(&self, name: &'static str, out: &mut Output) {
        match self {
            Some(Message::Document(header)) => write(&**header, name, out),
            Some(Message::Status(header)) => write(&**header, name, out),
            None => {}
        }
    }
}
