//! Extensions that bound what a certification authority may do: basicConstraints (RFC 5280
//! §4.2.1.9), nameConstraints (§4.2.1.10), policyConstraints (§4.2.1.11), inhibitAnyPolicy
//! (§4.2.1.14).

use core::net::IpAddr;
use std::sync::Arc;

use crate::der::{Reader, Tag, Tlv, small_integer};
use crate::error::Error;
use crate::x509::general_name::{self, Form};
use crate::x509::irregularity::{Irregularities, Irregularity};
use crate::x509::name::Name;
use crate::x509::slice::Span;

/// Whether the subject is a certification authority, and how long the paths below it may be.
///
/// ```text
/// BasicConstraints ::= SEQUENCE {
///   cA BOOLEAN DEFAULT FALSE,  pathLenConstraint INTEGER (0..MAX) OPTIONAL }
/// ```
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BasicConstraints {
    /// Whether the subject is a certification authority.
    pub ca: bool,
    /// How many certificates that are not self-issued may follow in a path, the last one not
    /// counted. `None` if the subject is not a certification authority.
    pub path_len: Option<u32>,
}

impl BasicConstraints {
    pub(crate) fn read(mut value: Reader<'_>, found: &mut Irregularities) -> Result<Self, Error> {
        let mut fields = value.sequence("basicConstraints")?;
        value.finish("basicConstraints")?;
        let explicit = fields.peek(Tag::BOOLEAN);
        let ca = explicit && fields.boolean("basicConstraints.cA")?;
        if explicit && !ca {
            found.add(Irregularity::ExplicitDefault);
        }
        let mut path_len = match fields.optional(Tag::INTEGER, "pathLenConstraint")? {
            Some(tlv) => Some(count(&tlv, "pathLenConstraint")?),
            None => None,
        };
        fields.finish("basicConstraints")?;
        // RFC 5280 §4.2.1.9: no pathLenConstraint unless cA is asserted. It has no meaning then, and
        // the signer of the EU's list of trusted lists has had such a certificate.
        if !ca && path_len.take().is_some() {
            found.add(Irregularity::PathLengthWithoutCa);
        }
        Ok(Self { ca, path_len })
    }
}

/// What policies the rest of a path must have.
///
/// ```text
/// PolicyConstraints ::= SEQUENCE {
///   requireExplicitPolicy [0] SkipCerts OPTIONAL,  inhibitPolicyMapping [1] SkipCerts OPTIONAL }
/// ```
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PolicyConstraints {
    /// After how many certificates the path needs an acceptable policy.
    pub require_explicit_policy: Option<u32>,
    /// After how many certificates policies may no longer be mapped.
    pub inhibit_policy_mapping: Option<u32>,
}

impl PolicyConstraints {
    pub(crate) fn read(mut value: Reader<'_>) -> Result<Self, Error> {
        let mut fields = value.sequence("policyConstraints")?;
        value.finish("policyConstraints")?;
        // RFC 5280 §4.2.1.11: the sequence is not empty.
        if fields.is_empty() {
            return Err(fields.error("policyConstraints", "RFC 5280 §4.2.1.11: empty"));
        }
        let mut field = |number, what| match fields.optional(Tag::context(number), what)? {
            Some(tlv) => count(&tlv, what).map(Some),
            None => Ok(None),
        };
        let require_explicit_policy = field(0, "requireExplicitPolicy")?;
        let inhibit_policy_mapping = field(1, "inhibitPolicyMapping")?;
        fields.finish("policyConstraints")?;
        Ok(Self { require_explicit_policy, inhibit_policy_mapping })
    }
}

/// `InhibitAnyPolicy ::= SkipCerts`
pub(crate) fn inhibit_any_policy(mut value: Reader<'_>) -> Result<u32, Error> {
    let tlv = value.expect(Tag::INTEGER, "inhibitAnyPolicy")?;
    value.finish("inhibitAnyPolicy")?;
    count(&tlv, "inhibitAnyPolicy")
}

/// `INTEGER (0..MAX)`: no path is as long as four octets can say.
fn count(tlv: &Tlv<'_>, what: &'static str) -> Result<u32, Error> {
    Ok(u32::try_from(small_integer(tlv, what)?).unwrap_or(u32::MAX))
}

/// The names that certificates below this one may have.
///
/// ```text
/// NameConstraints ::= SEQUENCE {
///   permittedSubtrees [0] GeneralSubtrees OPTIONAL,  excludedSubtrees [1] GeneralSubtrees OPTIONAL }
/// GeneralSubtrees ::= SEQUENCE SIZE (1..MAX) OF GeneralSubtree
/// GeneralSubtree ::= SEQUENCE {
///   base GeneralName,  minimum [0] BaseDistance DEFAULT 0,  maximum [1] BaseDistance OPTIONAL }
/// ```
#[derive(Clone, Debug)]
pub struct NameConstraints {
    buffer: Arc<[u8]>,
    permitted: Option<Span>,
    excluded: Option<Span>,
}

impl NameConstraints {
    /// Reads constraints from their DER encoding, the value of the extension.
    ///
    /// # Errors
    ///
    /// [`Error::Malformed`] if they are not name constraints.
    pub fn from_der(der: &[u8]) -> Result<Self, Error> {
        let buffer: Arc<[u8]> = Arc::from(der);
        Self::read(Reader::new(&buffer), &buffer, &mut Irregularities::default())
    }

    pub(crate) fn read(
        mut value: Reader<'_>,
        buffer: &Arc<[u8]>,
        found: &mut Irregularities,
    ) -> Result<Self, Error> {
        let mut fields = value.sequence("nameConstraints")?;
        value.finish("nameConstraints")?;
        // RFC 5280 §4.2.1.10: the sequence is not empty, and neither is either list.
        if fields.is_empty() {
            return Err(fields.error("nameConstraints", "RFC 5280 §4.2.1.10: empty"));
        }
        let mut list = |number, what| -> Result<Option<Span>, Error> {
            let Some(tlv) = fields.optional(Tag::context_constructed(number), what)? else {
                return Ok(None);
            };
            let mut subtrees = tlv.reader();
            if subtrees.is_empty() {
                return Err(subtrees.error(what, "RFC 5280 §4.2.1.10: empty"));
            }
            while !subtrees.is_empty() {
                Subtree::read(&mut subtrees, buffer, found)?;
            }
            Ok(Some(Span::contents(&tlv)))
        };
        let permitted = list(0, "permittedSubtrees")?;
        let excluded = list(1, "excludedSubtrees")?;
        fields.finish("nameConstraints")?;
        Ok(Self { buffer: Arc::clone(buffer), permitted, excluded })
    }

    /// Returns the subtrees of which a name must lie in one, if there is one of its form.
    pub fn permitted(&self) -> impl Iterator<Item = Subtree<'_>> {
        self.subtrees(self.permitted)
    }

    /// Returns the subtrees in which no name may lie.
    pub fn excluded(&self) -> impl Iterator<Item = Subtree<'_>> {
        self.subtrees(self.excluded)
    }

    fn subtrees(&self, span: Option<Span>) -> impl Iterator<Item = Subtree<'_>> {
        let mut rest = span.unwrap_or_default().reader(&self.buffer);
        std::iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            Subtree::read(&mut rest, &self.buffer, &mut Irregularities::default()).ok()
        })
    }
}

/// One name constraint: a form of name, and the part of its space that is meant.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subtree<'a> {
    /// A mailbox, a host, or a domain with a leading dot.
    Email(&'a str),
    /// A domain, and all below it.
    Dns(&'a str),
    /// A distinguished name, and all below it.
    Directory(Name),
    /// The host of a URI, or a domain with a leading dot.
    Uri(&'a str),
    /// A block of addresses.
    Ip(IpSubnet),
    /// otherName: RFC 5280 gives no rule for it.
    OtherName,
    /// x400Address: RFC 5280 gives no rule for it that is used.
    X400,
    /// ediPartyName: RFC 5280 gives no rule for it.
    EdiParty,
    /// registeredID: RFC 5280 gives no rule for it.
    RegisteredId,
}

impl<'a> Subtree<'a> {
    fn read(
        reader: &mut Reader<'a>,
        buffer: &Arc<[u8]>,
        found: &mut Irregularities,
    ) -> Result<Self, Error> {
        let mut fields = reader.sequence("GeneralSubtree")?;
        let subtree = match Form::read(&mut fields)? {
            Form::Email(text) => Self::Email(text),
            Form::Dns(text) => Self::Dns(text),
            Form::Directory(tlv) => {
                Self::Directory(general_name::directory_name(&tlv, buffer, found)?)
            }
            Form::Uri(text) => Self::Uri(text),
            // RFC 5280 §4.2.1.10: address and mask, in the style of RFC 4632.
            Form::Ip(tlv) => Self::Ip(IpSubnet::from_octets(tlv.value).ok_or_else(|| {
                Error::der("iPAddress", "RFC 5280 §4.2.1.10: address and mask", tlv.offset)
            })?),
            Form::OtherName(_) => Self::OtherName,
            Form::X400(_) => Self::X400,
            Form::EdiParty(_) => Self::EdiParty,
            Form::RegisteredId(_) => Self::RegisteredId,
        };
        // RFC 5280 §4.2.1.10: minimum is zero, and so is left out; maximum is absent.
        if fields.is_empty() {
            Ok(subtree)
        } else {
            Err(fields.error("GeneralSubtree", "RFC 5280 §4.2.1.10: minimum or maximum"))
        }
    }
}

/// A block of addresses with a common prefix (RFC 4632, RFC 4291 §2.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IpSubnet {
    address: IpAddr,
    prefix: u8,
}

impl IpSubnet {
    /// Returns an address of the block, as given.
    pub fn address(&self) -> IpAddr {
        self.address
    }

    /// Returns how many leading bits are common.
    pub fn prefix(&self) -> u8 {
        self.prefix
    }

    /// Whether an address lies in the block. Addresses of the other version never do.
    pub fn contains(&self, address: IpAddr) -> bool {
        match (self.address, address) {
            (IpAddr::V4(base), IpAddr::V4(address)) => {
                let differ = u32::from(base) ^ u32::from(address);
                differ.leading_zeros() >= u32::from(self.prefix)
            }
            (IpAddr::V6(base), IpAddr::V6(address)) => {
                let differ = u128::from(base) ^ u128::from(address);
                differ.leading_zeros() >= u32::from(self.prefix)
            }
            _ => false,
        }
    }

    /// Reads an address followed by a mask; `None` if the mask has a one after a zero.
    fn from_octets(octets: &[u8]) -> Option<Self> {
        let (address, mask) = octets.split_at(octets.len() / 2);
        let (ones, width) = match general_name::address(mask)? {
            IpAddr::V4(mask) => {
                let mask = u32::from(mask);
                (mask.leading_ones() == mask.count_ones()).then_some((mask.count_ones(), 32))?
            }
            IpAddr::V6(mask) => {
                let mask = u128::from(mask);
                (mask.leading_ones() == mask.count_ones()).then_some((mask.count_ones(), 128))?
            }
        };
        let address = general_name::address(address)?;
        let same = address.is_ipv4() == (width == 32);
        same.then_some(Self { address, prefix: u8::try_from(ones).ok()? })
    }
}
