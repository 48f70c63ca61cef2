//! What an answer says of one certificate: SingleResponse (RFC 6960 §4.2.1).

use std::sync::Arc;

use crate::der::{Reader, Tag};
use crate::error::Error;
use crate::oid;
use crate::revocation::ocsp::cert_id::CertId;
use crate::time::Time;
use crate::x509::{self, Extensions, Reason};

/// What an answer says of one certificate.
///
/// ```text
/// SingleResponse ::= SEQUENCE {
///   certID CertID,  certStatus CertStatus,  thisUpdate GeneralizedTime,
///   nextUpdate [0] EXPLICIT GeneralizedTime OPTIONAL,
///   singleExtensions [1] EXPLICIT Extensions OPTIONAL }
/// ```
#[derive(Clone, Debug)]
pub struct SingleResponse<'a> {
    cert_id: CertId<'a>,
    status: CertStatus,
    this_update: Time,
    next_update: Option<Time>,
    extensions: Extensions,
}

/// The status of a certificate, as a responder gives it.
///
/// ```text
/// CertStatus ::= CHOICE {
///   good [0] IMPLICIT NULL,  revoked [1] IMPLICIT RevokedInfo,  unknown [2] IMPLICIT NULL }
/// RevokedInfo ::= SEQUENCE {
///   revocationTime GeneralizedTime,  revocationReason [0] EXPLICIT CRLReason OPTIONAL }
/// ```
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CertStatus {
    /// Not revoked; many responders say so of every number that is not on a list.
    Good,
    /// Revoked since a time, or on hold.
    #[non_exhaustive]
    Revoked {
        /// Since when.
        time: Time,
        /// Why, where the answer says so.
        reason: Option<Reason>,
    },
    /// The responder does not know of the certificate.
    Unknown,
}

impl<'a> SingleResponse<'a> {
    pub(super) fn read(reader: &mut Reader<'a>, buffer: &Arc<[u8]>) -> Result<Self, Error> {
        const WHAT: &str = "SingleResponse";
        let mut fields = reader.sequence(WHAT)?;
        let cert_id = CertId::read(&mut fields)?;
        let status = read_status(&mut fields)?;
        let this_update = generalized(&mut fields, "thisUpdate")?;
        let next_update = match fields.optional(Tag::context_constructed(0), "nextUpdate")? {
            Some(tlv) => {
                let mut explicit = tlv.reader();
                let time = generalized(&mut explicit, "nextUpdate")?;
                explicit.finish("nextUpdate")?;
                Some(time)
            }
            None => None,
        };
        let extensions = extensions(&mut fields, "singleExtensions", buffer)?;
        fields.finish(WHAT)?;
        Ok(Self { cert_id, status, this_update, next_update, extensions })
    }

    /// Returns which certificate it is about.
    pub fn cert_id(&self) -> &CertId<'a> {
        &self.cert_id
    }

    /// Returns the status.
    pub fn status(&self) -> CertStatus {
        self.status
    }

    /// Returns the time of which the status is known to be right.
    pub fn this_update(&self) -> Time {
        self.this_update
    }

    /// Returns by when there will be newer information; `None` if there always is.
    pub fn next_update(&self) -> Option<Time> {
        self.next_update
    }

    /// Returns the extensions.
    pub fn extensions(&self) -> &Extensions {
        &self.extensions
    }

    /// Returns since when the responder knows of certificates that expired (RFC 6960 §4.4.4).
    pub fn archive_cutoff(&self) -> Option<Time> {
        let extension = self.extensions.get(oid::OCSP_ARCHIVE_CUTOFF)?;
        let mut value = Reader::new(extension.value);
        let time = generalized(&mut value, "archiveCutoff").ok()?;
        value.finish("archiveCutoff").ok()?;
        Some(time)
    }

    /// Whether a critical extension is not known here.
    pub(crate) fn has_unknown_critical(&self) -> bool {
        self.extensions.iter().any(|one| one.critical && one.id != oid::OCSP_ARCHIVE_CUTOFF)
    }
}

fn read_status(fields: &mut Reader<'_>) -> Result<CertStatus, Error> {
    const WHAT: &str = "certStatus";
    let place = *fields;
    let tlv = fields.any(WHAT)?;
    let is_null = tlv.value.is_empty();
    if tlv.tag == Tag::context(0) && is_null {
        Ok(CertStatus::Good)
    } else if tlv.tag == Tag::context(2) && is_null {
        Ok(CertStatus::Unknown)
    } else if tlv.tag == Tag::context_constructed(1) {
        let mut info = tlv.reader();
        let time = generalized(&mut info, "revocationTime")?;
        let reason = match info.optional(Tag::context_constructed(0), "revocationReason")? {
            Some(tlv) => Some(x509::read_reason(tlv.reader())?),
            None => None,
        };
        info.finish("RevokedInfo")?;
        Ok(CertStatus::Revoked { time, reason })
    } else {
        Err(place.error(WHAT, "RFC 6960 §4.2.1: choice"))
    }
}

/// RFC 6960 §4.2.2.1: GeneralizedTime in the form of RFC 5280 §4.1.2.5.2.
pub(super) fn generalized(fields: &mut Reader<'_>, what: &'static str) -> Result<Time, Error> {
    if !fields.peek(Tag::GENERALIZED_TIME) {
        return Err(fields.error(what, "RFC 6960 §4.2.2.1: GeneralizedTime"));
    }
    fields.time(what)
}

/// `[1] EXPLICIT Extensions OPTIONAL`
pub(super) fn extensions(
    fields: &mut Reader<'_>,
    what: &'static str,
    buffer: &Arc<[u8]>,
) -> Result<Extensions, Error> {
    let Some(tlv) = fields.optional(Tag::context_constructed(1), what)? else {
        return Ok(Extensions::none(buffer));
    };
    let mut explicit = tlv.reader();
    let list = explicit.sequence(what)?;
    explicit.finish(what)?;
    Extensions::read(list, buffer, &mut x509::Irregularities::default())
}
