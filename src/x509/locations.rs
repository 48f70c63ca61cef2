//! Where more is to be had: cRLDistributionPoints and freshestCRL (RFC 5280 §4.2.1.13, §4.2.1.15),
//! authorityInfoAccess and subjectInfoAccess (§4.2.2).

use std::sync::Arc;

use crate::der::{Reader, Tag, Tlv, bit_string};
use crate::error::Error;
use crate::oid::Oid;
use crate::x509::general_name::{GeneralName, GeneralNames};
use crate::x509::irregularity::Irregularities;
use crate::x509::name::check_rdn;
use crate::x509::slice::Span;

/// A place where a CRL can be fetched, and what it says.
///
/// ```text
/// DistributionPoint ::= SEQUENCE {
///   distributionPoint [0] DistributionPointName OPTIONAL,
///   reasons [1] ReasonFlags OPTIONAL,  cRLIssuer [2] GeneralNames OPTIONAL }
/// DistributionPointName ::= CHOICE {
///   fullName [0] GeneralNames,  nameRelativeToCRLIssuer [1] RelativeDistinguishedName }
/// ```
#[derive(Clone, Debug)]
pub struct DistributionPoint<'a> {
    name: PointName<'a>,
    reasons: Option<&'a [u8]>,
    crl_issuer: Option<GeneralNames<'a>>,
}

impl<'a> DistributionPoint<'a> {
    fn read(
        reader: &mut Reader<'a>,
        buffer: &'a Arc<[u8]>,
        found: &mut Irregularities,
    ) -> Result<Self, Error> {
        let place = *reader;
        let mut fields = reader.sequence("DistributionPoint")?;
        let name = fields.optional(Tag::context_constructed(0), "distributionPoint")?;
        let reasons = fields.optional(Tag::context(1), "reasons")?;
        let crl_issuer = fields.optional(Tag::context_constructed(2), "cRLIssuer")?;
        fields.finish("DistributionPoint")?;
        // RFC 5280 §4.2.1.13: not the reasons alone, so a point or an issuer.
        if name.is_none() && crl_issuer.is_none() {
            return Err(place.error("DistributionPoint", "RFC 5280 §4.2.1.13: no name"));
        }
        let name = match name {
            Some(name) => PointName::read(name.reader(), buffer, found)?,
            None => PointName::default(),
        };
        let mut point = Self { name, reasons: None, crl_issuer: None };
        if let Some(reasons) = reasons {
            point.reasons = Some(bit_string(&reasons, "reasons")?.1);
        }
        if let Some(names) = crl_issuer {
            point.crl_issuer = Some(checked_names(&names, buffer, found)?);
        }
        Ok(point)
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

    /// Returns the octets of the reasons that the CRL covers; `None` for all.
    pub fn reasons(&self) -> Option<&'a [u8]> {
        self.reasons
    }

    /// Returns the issuer of the CRL, if it is not the issuer of the certificate.
    pub fn crl_issuer(&self) -> Option<GeneralNames<'a>> {
        self.crl_issuer.clone()
    }

    /// The name of the point.
    pub(crate) fn name(&self) -> &PointName<'a> {
        &self.name
    }
}

/// A DistributionPointName, or none.
#[derive(Clone, Debug, Default)]
pub(crate) struct PointName<'a> {
    full: Option<GeneralNames<'a>>,
    relative: Option<&'a [u8]>,
}

impl<'a> PointName<'a> {
    pub(crate) fn read(
        mut choice: Reader<'a>,
        buffer: &'a Arc<[u8]>,
        found: &mut Irregularities,
    ) -> Result<Self, Error> {
        let place = choice;
        let tlv = choice.any("DistributionPointName")?;
        choice.finish("DistributionPointName")?;
        if tlv.tag == Tag::context_constructed(0) {
            Ok(Self { full: Some(checked_names(&tlv, buffer, found)?), relative: None })
        } else if tlv.tag == Tag::context_constructed(1) {
            check_rdn(tlv.reader(), found)?;
            Ok(Self { full: None, relative: Some(tlv.value) })
        } else {
            Err(place.error("DistributionPointName", "RFC 5280 §4.2.1.13: choice"))
        }
    }

    pub(crate) fn is_absent(&self) -> bool {
        self.full.is_none() && self.relative.is_none()
    }

    pub(crate) fn full_name(&self) -> Option<GeneralNames<'a>> {
        self.full.clone()
    }

    pub(crate) fn relative_name(&self) -> Option<&'a [u8]> {
        self.relative
    }
}

fn checked_names<'a>(
    tlv: &Tlv<'a>,
    buffer: &'a Arc<[u8]>,
    found: &mut Irregularities,
) -> Result<GeneralNames<'a>, Error> {
    GeneralNames::check(tlv.reader(), buffer, found, "RFC 5280 §4.2.1.6: empty")?;
    Ok(GeneralNames::new(buffer, Span::contents(tlv)))
}

/// The distribution points of an extension, read as one walks over them.
#[derive(Clone, Debug)]
pub struct DistributionPoints<'a> {
    buffer: &'a Arc<[u8]>,
    rest: Reader<'a>,
}

impl<'a> DistributionPoints<'a> {
    pub(crate) fn read(
        mut value: Reader<'a>,
        buffer: &'a Arc<[u8]>,
        found: &mut Irregularities,
    ) -> Result<Self, Error> {
        let points = value.sequence("CRLDistributionPoints")?;
        value.finish("CRLDistributionPoints")?;
        if points.is_empty() {
            return Err(points.error("CRLDistributionPoints", "RFC 5280 §4.2.1.13: empty"));
        }
        let mut rest = points;
        while !rest.is_empty() {
            DistributionPoint::read(&mut rest, buffer, found)?;
        }
        Ok(Self { buffer, rest: points })
    }
}

impl<'a> Iterator for DistributionPoints<'a> {
    type Item = DistributionPoint<'a>;

    fn next(&mut self) -> Option<DistributionPoint<'a>> {
        if self.rest.is_empty() {
            return None;
        }
        DistributionPoint::read(&mut self.rest, self.buffer, &mut Irregularities::default()).ok()
    }
}

/// Ways to more information, read as one walks over them: what is there, and where.
///
/// ```text
/// AuthorityInfoAccessSyntax ::= SEQUENCE SIZE (1..MAX) OF AccessDescription
/// AccessDescription ::= SEQUENCE { accessMethod OBJECT IDENTIFIER, accessLocation GeneralName }
/// ```
#[derive(Clone, Debug)]
pub struct InfoAccess<'a> {
    buffer: &'a Arc<[u8]>,
    rest: Reader<'a>,
}

impl<'a> InfoAccess<'a> {
    pub(crate) fn read(
        mut value: Reader<'a>,
        buffer: &'a Arc<[u8]>,
        found: &mut Irregularities,
    ) -> Result<Self, Error> {
        let list = value.sequence("AuthorityInfoAccessSyntax")?;
        value.finish("AuthorityInfoAccessSyntax")?;
        if list.is_empty() {
            return Err(list.error("AuthorityInfoAccessSyntax", "RFC 5280 §4.2.2.1: empty"));
        }
        let mut rest = list;
        while !rest.is_empty() {
            read_access(&mut rest, buffer, found)?;
        }
        Ok(Self { buffer, rest: list })
    }
}

impl<'a> Iterator for InfoAccess<'a> {
    type Item = (Oid<'a>, GeneralName<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        read_access(&mut self.rest, self.buffer, &mut Irregularities::default()).ok()
    }
}

fn read_access<'a>(
    reader: &mut Reader<'a>,
    buffer: &Arc<[u8]>,
    found: &mut Irregularities,
) -> Result<(Oid<'a>, GeneralName<'a>), Error> {
    let mut fields = reader.sequence("AccessDescription")?;
    let method = fields.oid("accessMethod")?;
    let location = GeneralName::read(&mut fields, buffer, found)?;
    fields.finish("AccessDescription")?;
    Ok((method, location))
}
