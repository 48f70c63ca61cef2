//! Cryptographic Message Syntax: SignedData, read and written (RFC 5652 §3 to §5, §11).
//!
//! Reading takes DER and the BER of CMS in the wild; writing gives DER. What was received is kept:
//! certificates are never encoded anew, as their signatures are over the bytes that came.
//! Stricter than the text: a certificate that is not DER is set aside as unreadable, and a version
//! above 5 is refused. More lenient: a `SET OF` in any order is read, versions that do not fit what
//! is there are not held against a message, and PKCS #7's content of any type (RFC 2315 §7) is read.
//! Left out: the content types other than SignedData, and attribute certificates, which are kept
//! unread.

mod attributes;
mod claims;
mod content;
mod ess;
mod parts;
mod signed_attributes;
mod signed_data;
mod signer_info;
mod values;
mod write;

pub use attributes::{Attribute, Attributes};
pub use signed_data::{OtherCertificate, RevocationInfo, SignedData};
pub use signer_info::{SignerIdentifier, SignerInfo};

pub(crate) use claims::AttributeFault;
pub(crate) use content::{ContentFacts, Digester};
pub(crate) use ess::CertificateReference;
pub(crate) use signed_attributes::SignedAttributes;
pub(crate) use signed_data::{Separated, members, members_as_received, separate};
pub(crate) use write::{Assembly, attribute, signer_info, with_unsigned_attribute};

#[cfg(test)]
pub(crate) mod tests;
