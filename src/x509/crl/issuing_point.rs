//! Which certificates a CRL is about: issuingDistributionPoint (RFC 5280 §5.2.5).

use std::sync::Arc;

use crate::der::{Reader, Tag, bit_string};
use crate::error::Error;
use crate::x509::crl::reasons::Reasons;
use crate::x509::general_name::GeneralNames;
use crate::x509::irregularity::Irregularities;
use crate::x509::locations::PointName;

/// Which certificates a CRL is about, and for which reasons of revocation.
///
/// ```text
/// IssuingDistributionPoint ::= SEQUENCE {
///   distributionPoint [0] DistributionPointName OPTIONAL,
///   onlyContainsUserCerts [1] BOOLEAN DEFAULT FALSE,
///   onlyContainsCACerts [2] BOOLEAN DEFAULT FALSE,
///   onlySomeReasons [3] ReasonFlags OPTIONAL,
///   indirectCRL [4] BOOLEAN DEFAULT FALSE,
///   onlyContainsAttributeCerts [5] BOOLEAN DEFAULT FALSE }
/// ```
#[derive(Clone, Debug)]
pub struct IssuingDistributionPoint<'a> {
    name: PointName<'a>,
    kind: Option<Only>,
    reasons: Option<Reasons>,
    indirect: bool,
}

/// The one kind of certificates that a CRL is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Only {
    Users,
    Authorities,
    Attributes,
}

const WHAT: &str = "issuingDistributionPoint";

impl<'a> IssuingDistributionPoint<'a> {
    pub(crate) fn read(
        mut value: Reader<'a>,
        buffer: &'a Arc<[u8]>,
        found: &mut Irregularities,
    ) -> Result<Self, Error> {
        let place = value;
        let mut fields = value.sequence(WHAT)?;
        value.finish(WHAT)?;
        // RFC 5280 §5.2.5: not an empty sequence.
        if fields.is_empty() {
            return Err(place.error(WHAT, "RFC 5280 §5.2.5: empty"));
        }
        let name = match fields.optional(Tag::context_constructed(0), WHAT)? {
            Some(tlv) => PointName::read(tlv.reader(), buffer, found)?,
            None => PointName::default(),
        };
        let users = flag(&mut fields, 1, found)?;
        let authorities = flag(&mut fields, 2, found)?;
        let reasons = match fields.optional(Tag::context(3), "onlySomeReasons")? {
            Some(tlv) => Some(Reasons::from_bits(bit_string(&tlv, "onlySomeReasons")?.1)),
            None => None,
        };
        let indirect = flag(&mut fields, 4, found)?;
        let attributes = flag(&mut fields, 5, found)?;
        fields.finish(WHAT)?;
        let kind = match (users, authorities, attributes) {
            (false, false, false) => None,
            (true, false, false) => Some(Only::Users),
            (false, true, false) => Some(Only::Authorities),
            (false, false, true) => Some(Only::Attributes),
            // RFC 5280 §5.2.5: at most one of the three.
            _ => return Err(place.error(WHAT, "RFC 5280 §5.2.5: about two kinds alone")),
        };
        Ok(Self { name, kind, reasons, indirect })
    }

    /// Returns the names of the point, such as URIs.
    pub fn full_name(&self) -> Option<GeneralNames<'a>> {
        self.name.full_name()
    }

    /// Returns the attributes that, put below the name of the CRL's issuer, name the point: the
    /// contents of a SET in DER.
    pub fn relative_name(&self) -> Option<&'a [u8]> {
        self.name.relative_name()
    }

    /// Whether the list is about certificates of subjects that are no authorities, alone.
    pub fn is_for_users_only(&self) -> bool {
        self.kind == Some(Only::Users)
    }

    /// Whether the list is about certificates of authorities alone.
    pub fn is_for_authorities_only(&self) -> bool {
        self.kind == Some(Only::Authorities)
    }

    /// Whether the list is about attribute certificates alone.
    pub fn is_for_attributes_only(&self) -> bool {
        self.kind == Some(Only::Attributes)
    }

    /// Returns the reasons that the list covers; `None` for all.
    pub fn reasons(&self) -> Option<Reasons> {
        self.reasons
    }

    /// Whether the list has entries of other authorities than its issuer.
    pub fn is_indirect(&self) -> bool {
        self.indirect
    }

    /// The name of the point.
    pub(crate) fn name(&self) -> &PointName<'a> {
        &self.name
    }
}

/// A `BOOLEAN DEFAULT FALSE` under an implicit tag. FALSE written out is tolerated and listed.
fn flag(fields: &mut Reader<'_>, number: u8, found: &mut Irregularities) -> Result<bool, Error> {
    let Some(tlv) = fields.optional(Tag::context(number), WHAT)? else { return Ok(false) };
    match tlv.value {
        [0xff] => Ok(true),
        [0x00] => {
            found.add(crate::x509::Irregularity::ExplicitDefault);
            Ok(false)
        }
        _ => Err(Error::der(WHAT, "X.690 §11.1: BOOLEAN", tlv.offset)),
    }
}
