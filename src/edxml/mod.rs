//! Packages of the national document exchange axis: edXML, as QCVN 102:2016/BTTTT has it on the
//! wire.
//!
//! [`Reading`] goes over a message once, as a stream, and returns a [`Package`]: what it says
//! ([`Envelope`] and its parts, in any order, unknown elements kept), and what it carries. Each
//! [`Attachment`] has its octets as carried and out of the archives of one entry that the axis puts
//! around files, each [`Layer`] with its length, SHA-256, kind and, if so, what a conversion of text
//! did to it. Where the octets go, a [`Sink`] decides.
//!
//! What may be relied on:
//!
//! * A strict reading took no [`Liberty`]; a tolerant one lists each that it took. A verdict that
//!   rests on a liberty has to say so.
//! * Values are the text of their element as it stands, line ends as line feeds, neither trimmed nor
//!   composed. An absent element is `None`, an empty one `Some("")`.
//! * Where an element that may stand once stands again, the first counts, and the reading is not
//!   clean.
//! * All attachments of the message are in [`Package::attachments`], in its order, also those that
//!   the manifest does not name.
//! * [`Layout`] and the spans of records and attachments are offsets in the bytes that were read.
//!
//! What the header calls a `Signature` is kept and never believed: the hub rewrites messages. Left
//! out: packages in MIME or SOAP, which were used before 2016.

mod agency_code;
mod base64;
mod content;
mod conversion;
mod dates;
mod encode;
mod entry_name;
mod header;
mod hop;
mod layout;
mod liberty;
mod matching;
mod namespace;
mod output;
mod package;
mod read;
mod record;
mod seal;
mod sink;
mod splice;
mod start;
pub mod statement;
mod status;
mod status_message;
mod unzip;
mod validate;
mod wrap;
mod write;

pub use agency_code::{AgencyCode, CodeFault, CodeForm, CodeTable, CodeWarning};
pub use content::{ContentKind, Layer, TextConversion};
pub use header::{
    Appendixes, AttachmentHeader, Body, Business, BusinessDocumentInfo, DocumentCode, DocumentType,
    Envelope, Header, Manifest, Message, MessageHeader, OrganIdList, OtherInfo, Party,
    PromulgationInfo, Receiver, ReceiverList, Reference, ReplacementInfo, ReplacementInfoList,
    ResponseFor, ResponseForTask, SignerInfo, StaffInfo, StatusHeader, ToPlaces, TraceHeader,
    TraceHeaderList,
};
pub use hop::{Hop, Rewriting};
pub use layout::{Layout, Slot};
pub use liberty::{Liberty, LibertyKind};
pub use namespace::{Dialect, QCVN_102};
pub use package::{Attachment, Package};
pub use read::{Mode, Reading};
pub use record::Rest;
pub(crate) use seal::container_header;
pub use seal::{
    Binding, Claim, DangerouslyAnySender, NoSenders, Opening, PackageReport, PreparedSeal,
    SealFault, SealOptions, SealPlace, SealReport, SenderReport, Senders, SignedSeal, State,
    TimeFinding, VerifiedFile, VerifiedPackage, prepare_seal, seal, seals,
};
pub use sink::{Memory, Nowhere, Place, Sink};
pub use splice::Splice;
pub use status::Status;
pub use status_message::StatusMessage;
pub use validate::{Fault, FaultKind, validate};
pub use write::{Outgoing, Writing};

#[cfg(test)]
mod tests;
