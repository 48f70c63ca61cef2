//! Certificate policies (RFC 5280 §4.2.1.4) and their mappings (§4.2.1.5).

use crate::der::{Reader, Tlv};
use crate::error::Error;
use crate::limits::Limits;
use crate::oid::{self, Oid};

/// The policies that a certificate was issued under.
///
/// ```text
/// certificatePolicies ::= SEQUENCE SIZE (1..MAX) OF PolicyInformation
/// PolicyInformation ::= SEQUENCE {
///   policyIdentifier OBJECT IDENTIFIER,
///   policyQualifiers SEQUENCE SIZE (1..MAX) OF PolicyQualifierInfo OPTIONAL }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct CertificatePolicies<'a> {
    policies: Reader<'a>,
}

/// One policy, and what its issuer says about it.
#[derive(Clone, Copy, Debug)]
pub struct PolicyInformation<'a> {
    policy: Oid<'a>,
    qualifiers: Option<Reader<'a>>,
}

impl<'a> CertificatePolicies<'a> {
    pub(crate) fn read(mut value: Reader<'a>) -> Result<Self, Error> {
        let policies = value.sequence("certificatePolicies")?;
        value.finish("certificatePolicies")?;
        // RFC 5280 §4.2.1.4: one or more policies.
        if policies.is_empty() {
            return Err(policies.error("certificatePolicies", "RFC 5280 §4.2.1.4: empty"));
        }
        let mut rest = policies;
        while !rest.is_empty() {
            PolicyInformation::read(&mut rest)?;
        }
        let list = Self { policies };
        // RFC 5280 §4.2.1.4: no policy more than once.
        if list.has_duplicate() {
            return Err(policies.error("certificatePolicies", "RFC 5280 §4.2.1.4: duplicate"));
        }
        Ok(list)
    }

    /// Sorting bounds the work on long lists.
    fn has_duplicate(&self) -> bool {
        if self.iter().nth(1).is_none() {
            return false;
        }
        let mut seen: Vec<Oid<'_>> = self.iter().map(|one| one.policy).collect();
        seen.sort();
        seen.windows(2).any(|pair| pair.first() == pair.last())
    }

    /// Returns the policies, in encoded order.
    pub fn iter(&self) -> impl Iterator<Item = PolicyInformation<'a>> + use<'a> {
        let mut rest = self.policies;
        std::iter::from_fn(move || {
            if rest.is_empty() { None } else { PolicyInformation::read(&mut rest).ok() }
        })
    }
}

impl<'a> PolicyInformation<'a> {
    fn read(reader: &mut Reader<'a>) -> Result<Self, Error> {
        let mut fields = reader.sequence("PolicyInformation")?;
        let policy = fields.oid("policyIdentifier")?;
        let mut qualifiers = None;
        if !fields.is_empty() {
            let list = fields.sequence("policyQualifiers")?;
            fields.finish("PolicyInformation")?;
            if list.is_empty() {
                return Err(list.error("policyQualifiers", "RFC 5280 §4.2.1.4: empty"));
            }
            let mut rest = list;
            while !rest.is_empty() {
                read_qualifier(&mut rest)?;
            }
            qualifiers = Some(list);
        }
        Ok(Self { policy, qualifiers })
    }

    /// Returns the identifier of the policy.
    pub fn policy(&self) -> Oid<'a> {
        self.policy
    }

    /// Returns the qualifiers: the type of each, and its DER encoding.
    pub fn qualifiers(&self) -> impl Iterator<Item = (Oid<'a>, &'a [u8])> + use<'a> {
        let mut rest = self.qualifiers;
        std::iter::from_fn(move || match &mut rest {
            Some(rest) if !rest.is_empty() => read_qualifier(rest).ok(),
            _ => None,
        })
    }
}

/// `PolicyQualifierInfo ::= SEQUENCE { policyQualifierId OBJECT IDENTIFIER, qualifier ANY }`
fn read_qualifier<'a>(reader: &mut Reader<'a>) -> Result<(Oid<'a>, &'a [u8]), Error> {
    let mut fields = reader.sequence("PolicyQualifierInfo")?;
    let kind = fields.oid("policyQualifierId")?;
    let Tlv { raw, offset, .. } = fields.any("qualifier")?;
    fields.finish("PolicyQualifierInfo")?;
    Reader::at(raw, offset).check("qualifier", Limits::DEFAULT.nesting)?;
    Ok((kind, raw))
}

/// Which policies of the issuer's domain stand for which of the subject's.
///
/// ```text
/// PolicyMappings ::= SEQUENCE SIZE (1..MAX) OF SEQUENCE {
///   issuerDomainPolicy OBJECT IDENTIFIER,  subjectDomainPolicy OBJECT IDENTIFIER }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct PolicyMappings<'a> {
    mappings: Reader<'a>,
}

impl<'a> PolicyMappings<'a> {
    pub(crate) fn read(mut value: Reader<'a>) -> Result<Self, Error> {
        let mappings = value.sequence("policyMappings")?;
        value.finish("policyMappings")?;
        if mappings.is_empty() {
            return Err(mappings.error("policyMappings", "RFC 5280 §4.2.1.5: empty"));
        }
        let mut rest = mappings;
        while !rest.is_empty() {
            let place = rest;
            let (issuer, subject) = read_mapping(&mut rest)?;
            // RFC 5280 §4.2.1.5: nothing is mapped to or from anyPolicy.
            if issuer == oid::ANY_POLICY || subject == oid::ANY_POLICY {
                return Err(place.error("policyMappings", "RFC 5280 §4.2.1.5: anyPolicy"));
            }
        }
        Ok(Self { mappings })
    }

    /// Returns the mappings: the issuer's policy, and the subject's that it stands for.
    pub fn iter(&self) -> impl Iterator<Item = (Oid<'a>, Oid<'a>)> + use<'a> {
        let mut rest = self.mappings;
        std::iter::from_fn(
            move || if rest.is_empty() { None } else { read_mapping(&mut rest).ok() },
        )
    }
}

fn read_mapping<'a>(reader: &mut Reader<'a>) -> Result<(Oid<'a>, Oid<'a>), Error> {
    let mut fields = reader.sequence("policyMappings")?;
    let pair = (fields.oid("issuerDomainPolicy")?, fields.oid("subjectDomainPolicy")?);
    fields.finish("policyMappings")?;
    Ok(pair)
}
