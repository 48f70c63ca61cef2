//! What archive time-stamps are over.
//!
//! EN 319 122-1 §5.5.2, §5.5.3 (archive-time-stamp-v3 with ats-hash-index-v3, and its two earlier forms), and
//! TS 101 733 §6.4.1 with annex K (the first and the second form, over everything as it stood).

use std::collections::HashSet;

use crate::cms::{Attribute, Attributes, SignedData, SignerInfo, members};
use crate::crypto::{Digest, DigestAlgorithm, Hasher};
use crate::der::{Reader, Tag, Writer, ber};
use crate::error::{Error, Unsupported};
use crate::limits::Limits;
use crate::oid::{self, Oid};

const WHAT: &str = "ATSHashIndexV3";

/// What an archive time-stamp of the third form is over, apart from the signature: digests of
/// certificates, of revocation data, and of unsigned attributes.
///
/// ```text
/// ATSHashIndexV3 ::= SEQUENCE {
///   hashIndAlgorithm AlgorithmIdentifier,
///   certificatesHashIndex SEQUENCE OF OCTET STRING,
///   crlsHashIndex SEQUENCE OF OCTET STRING,
///   unsignedAttrValuesHashIndex SEQUENCE OF OCTET STRING }
/// ```
#[derive(Debug)]
pub(super) struct HashIndex {
    algorithm: DigestAlgorithm,
    certificates: Vec<Vec<u8>>,
    crls: Vec<Vec<u8>>,
    attributes: Vec<Vec<u8>>,
    form: Form,
}

/// How unsigned attributes are hashed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// Each attribute as a whole.
    Whole,
    /// The type with each value.
    Values,
}

/// What the SignedData and one of its signers hold, as members of the index.
#[derive(Debug)]
pub(super) struct Indexed<'s> {
    certificates: Vec<&'s [u8]>,
    crls: Vec<&'s [u8]>,
    attributes: Option<&'s Attributes>,
}

impl<'s> Indexed<'s> {
    pub(super) fn new(
        signed_data: &'s SignedData<'_>,
        signer: &'s SignerInfo,
        limits: &Limits,
    ) -> Result<Self, Error> {
        let (certificates, crls) = signed_data.sets();
        Ok(Self {
            certificates: members(certificates, limits)?,
            crls: members(crls, limits)?,
            attributes: signer.unsigned_attributes(),
        })
    }

    /// What the index has an entry for: the member, and its unsigned attribute where it is one.
    pub(super) fn covered_by(&self, index: &HashIndex) -> Covered<'s> {
        let keep = |members: &[&'s [u8]], list: &[Vec<u8>]| {
            let listed: HashSet<_> = list.iter().collect();
            members.iter().copied().filter(|one| listed.contains(&index.hash(one))).collect()
        };
        let listed: HashSet<_> = index.attributes.iter().collect();
        let attributes = self.attributes.into_iter().flat_map(Attributes::iter);
        let values = attributes
            .flat_map(|one| one.values().map(move |value| (one, value)))
            .filter(|(one, value)| listed.contains(&index.hash(&index.form.octets(*one, value))));
        Covered {
            values: values.map(|(one, value)| (one.oid(), value)).collect(),
            certificates: keep(&self.certificates, &index.certificates),
            crls: keep(&self.crls, &index.crls),
        }
    }

    /// All that is there, but some unsigned attributes.
    pub(super) fn all_but(&self, leave: impl Fn(Oid<'_>, &[u8]) -> bool) -> Covered<'s> {
        let attributes = self.attributes.into_iter().flat_map(Attributes::iter);
        let values = attributes
            .flat_map(|attribute| attribute.values().map(move |value| (attribute.oid(), value)));
        Covered {
            certificates: self.certificates.clone(),
            crls: self.crls.clone(),
            values: values.filter(|(oid, value)| !leave(*oid, value)).collect(),
        }
    }

    /// EN 319 122-1 §5.5.2: an index is invalid if it names what is not there.
    pub(super) fn has_all(&self, index: &HashIndex) -> bool {
        let hashes = |members: &[&[u8]]| members.iter().map(|one| index.hash(one)).collect();
        let attributes = self.attributes.into_iter().flat_map(Attributes::iter);
        let values: HashSet<_> =
            attributes.flat_map(|one| index.form.hashed(one)).map(|one| index.hash(&one)).collect();
        let within =
            |list: &[Vec<u8>], there: HashSet<Vec<u8>>| list.iter().all(|one| there.contains(one));
        within(&index.certificates, hashes(&self.certificates))
            && within(&index.crls, hashes(&self.crls))
            && within(&index.attributes, values)
    }
}

/// What an archive time-stamp proves to have existed.
#[derive(Debug, Default)]
pub(super) struct Covered<'s> {
    pub(super) certificates: Vec<&'s [u8]>,
    pub(super) crls: Vec<&'s [u8]>,
    pub(super) values: Vec<(Oid<'s>, &'s [u8])>,
}

impl Form {
    fn octets(self, attribute: Attribute<'_>, value: &[u8]) -> Vec<u8> {
        match self {
            Self::Whole => attribute.raw().to_vec(),
            Self::Values => typed(attribute.oid(), value),
        }
    }

    fn hashed(self, attribute: Attribute<'_>) -> Vec<Vec<u8>> {
        match self {
            Self::Whole => vec![attribute.raw().to_vec()],
            Self::Values => attribute.values().map(|value| typed(attribute.oid(), value)).collect(),
        }
    }
}

/// EN 319 122-1 §5.5.2: Attribute.attrType and one of the instances of AttributeValue.
fn typed(oid: Oid<'_>, value: &[u8]) -> Vec<u8> {
    let mut out = Writer::with_capacity(value.len() + 16);
    out.oid(oid).raw(value);
    out.finish()
}

impl HashIndex {
    /// The index of all that is there now.
    pub(super) fn of(indexed: &Indexed<'_>, algorithm: DigestAlgorithm) -> Self {
        let hash = |octets: &[u8]| Hasher::digest(algorithm, octets).as_bytes().to_vec();
        let attributes = indexed.attributes.into_iter().flat_map(Attributes::iter);
        Self {
            algorithm,
            certificates: indexed.certificates.iter().map(|one| hash(one)).collect(),
            crls: indexed.crls.iter().map(|one| hash(one)).collect(),
            attributes: attributes
                .flat_map(|one| Form::Values.hashed(one))
                .map(|one| hash(&one))
                .collect(),
            form: Form::Values,
        }
    }

    /// Reads the index from the unsigned attributes of a time-stamp token, with its DER.
    pub(super) fn read(token: &SignerInfo) -> Result<Option<(Self, Vec<u8>)>, Error> {
        const FORMS: [(Oid<'static>, Form); 3] = [
            (oid::ATS_HASH_INDEX_V3, Form::Values),
            (oid::ATS_HASH_INDEX_V2, Form::Whole),
            (oid::ATS_HASH_INDEX, Form::Whole),
        ];
        let Some(attributes) = token.unsigned_attributes() else { return Ok(None) };
        for (oid, form) in FORMS {
            if let Ok(Some(value)) = attributes.single(oid) {
                return Ok(Some((Self::from_der(value, form)?, value.to_vec())));
            }
        }
        Ok(None)
    }

    fn from_der(der: &[u8], form: Form) -> Result<Self, Error> {
        let mut outer = Reader::new(der);
        let mut reader = outer.sequence(WHAT)?;
        outer.finish(WHAT)?;
        // The first form has SHA-256 by default; an algorithm is a SEQUENCE that begins with its
        // identifier, a list one that begins with an octet string or with nothing.
        let mut place = reader;
        let first = place.expect(Tag::SEQUENCE, WHAT)?;
        let algorithm = if first.reader().peek(Tag::OID) {
            DigestAlgorithm::from_algorithm_identifier(&mut reader)?
        } else {
            DigestAlgorithm::Sha256
        };
        let certificates = list(&mut reader)?;
        let crls = list(&mut reader)?;
        let attributes = list(&mut reader)?;
        reader.finish(WHAT)?;
        Ok(Self { algorithm, certificates, crls, attributes, form })
    }

    pub(super) fn algorithm(&self) -> DigestAlgorithm {
        self.algorithm
    }

    pub(super) fn to_der(&self) -> Vec<u8> {
        let mut out = Writer::new();
        out.sequence(|out| {
            self.algorithm.write(out);
            for hashes in [&self.certificates, &self.crls, &self.attributes] {
                out.sequence(|out| {
                    for hash in hashes {
                        out.octet_string(hash);
                    }
                });
            }
        });
        out.finish()
    }

    fn hash(&self, octets: &[u8]) -> Vec<u8> {
        Hasher::digest(self.algorithm, octets).as_bytes().to_vec()
    }
}

fn list(reader: &mut Reader<'_>) -> Result<Vec<Vec<u8>>, Error> {
    let mut inner = reader.sequence(WHAT)?;
    let mut hashes = Vec::new();
    while !inner.is_empty() {
        hashes.push(inner.octet_string(WHAT)?.to_vec());
    }
    Ok(hashes)
}

/// What the imprint of an archive time-stamp of the third form is over (EN 319 122-1 §5.5.3).
///
/// `content` is the digest of the content by the algorithm of the imprint.
pub(super) fn imprint_v3(
    signed_data: &SignedData<'_>,
    signer: &SignerInfo,
    content: &Digest,
    index: &[u8],
    limits: &Limits,
) -> Result<Digest, Error> {
    let mut message = Writer::with_capacity(2048);
    message.oid(signed_data.content_type());
    message.raw(content.as_bytes());
    message.raw(&signed_fields(signer, limits)?);
    message.raw(index);
    Ok(Hasher::digest(content.algorithm(), &message.finish()))
}

/// The fields of a SignerInfo without its unsigned attributes.
fn signed_fields(signer: &SignerInfo, limits: &Limits) -> Result<Vec<u8>, Error> {
    let der = ber::to_der(signer.raw(), limits)?;
    let mut reader = Reader::new(&der).sequence("SignerInfo")?;
    let mut fields = Vec::with_capacity(der.len());
    while !reader.is_empty() && !reader.peek(UNSIGNED) {
        fields.extend_from_slice(reader.any("SignerInfo")?.raw);
    }
    Ok(fields)
}

const UNSIGNED: Tag = Tag::context_constructed(1);

/// The octets that an archive time-stamp of the first or second form may be over: with the header of
/// the unsigned attributes, and without, as annex K of TS 101 733 had it before V2.2.1.
///
/// `before` says which unsigned attributes were there.
pub(super) fn octets_v2(
    signed_data: &SignedData<'_>,
    signer: &SignerInfo,
    content: &[u8],
    before: impl Fn(&Attribute<'_>) -> bool,
    limits: &Limits,
) -> Result<[Vec<u8>; 2], Error> {
    let mut out = Writer::with_capacity(content.len() + 8192);
    out.sequence(|out| {
        out.oid(signed_data.content_type());
        if !signed_data.is_detached() {
            out.nested(Tag::context_constructed(0), |out| {
                out.octet_string(content);
            });
        }
    });
    if signed_data.is_detached() {
        out.raw(content);
    }
    let (certificates, crls) = signed_data.sets();
    for set in [certificates, crls].into_iter().flatten() {
        out.raw(&ber::to_der(set, limits)?);
    }
    out.raw(&signed_fields(signer, limits)?);
    let unsigned = signer.unsigned_attributes().ok_or(Error::Unsupported(Unsupported::Format))?;
    let unsigned: Vec<_> = unsigned.iter().filter(before).map(Attribute::raw).collect();
    let unsigned = unsigned.concat();
    let mut without = out.clone();
    without.raw(&unsigned);
    out.value(UNSIGNED, &unsigned);
    Ok([out.finish(), without.finish()])
}
