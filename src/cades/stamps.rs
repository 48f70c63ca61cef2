//! The time-stamps of a signer: where they are, and what each is over (EN 319 122-1 §5.2.8, §5.3, §5.5,
//! annex A).

use std::cmp::Ordering;

use crate::ades::TimestampKind;
use crate::cades::archive::{self, Covered, HashIndex, Indexed};
use crate::cms::{Attribute, Attributes, SignedData, SignerInfo};
use crate::crypto::{Digest, DigestAlgorithm, Hasher};
use crate::der::Reader;
use crate::error::Error;
use crate::limits::Limits;
use crate::oid::{self, Oid};
use crate::tsp::Token;

const KINDS: [(Oid<'static>, TimestampKind); 7] = [
    (oid::CONTENT_TIME_STAMP, TimestampKind::Content),
    (oid::SIGNATURE_TIME_STAMP, TimestampKind::Signature),
    (oid::REFERENCES_TIME_STAMP, TimestampKind::References),
    (oid::ESC_TIME_STAMP, TimestampKind::Complete),
    (oid::ARCHIVE_TIME_STAMP, TimestampKind::ArchiveV1),
    (oid::ARCHIVE_TIME_STAMP_V2, TimestampKind::ArchiveV2),
    (oid::ARCHIVE_TIME_STAMP_V3, TimestampKind::ArchiveV3),
];

/// One time-stamp of a signer.
#[derive(Debug)]
pub(super) struct Stamp {
    pub(super) kind: TimestampKind,
    pub(super) token: Result<Token, Error>,
}

/// What a time-stamp is compared with.
#[derive(Clone, Copy, Debug)]
pub(super) struct Subject<'s> {
    pub(super) signed_data: &'s SignedData<'s>,
    pub(super) signer: &'s SignerInfo,
    /// The digests of the content that are at hand.
    pub(super) digests: &'s [Digest],
    /// The content itself, where it is in memory.
    pub(super) content: Option<&'s [u8]>,
    pub(super) limits: &'s Limits,
}

/// Finds the time-stamps of a signer, in the order of their kinds.
///
/// Of content time-stamps those among the signed attributes count, of others those among the unsigned.
pub(super) fn of(signer: &SignerInfo, limits: &Limits) -> Vec<Stamp> {
    let mut stamps = Vec::new();
    for (oid, kind) in KINDS {
        let attributes = match kind {
            TimestampKind::Content => signer.signed_attributes(),
            _ => signer.unsigned_attributes(),
        };
        for value in attributes.into_iter().flat_map(|all| all.all(oid)).flat_map(Attribute::values)
        {
            if stamps.len() >= limits.timestamps {
                return stamps;
            }
            let token = Token::from_bytes_with(value, limits);
            stamps.push(Stamp { kind, token });
        }
    }
    stamps
}

/// Whether a signer has more time-stamps than are judged.
pub(super) fn are_too_many(signer: &SignerInfo, limits: &Limits) -> bool {
    let sets = [signer.signed_attributes(), signer.unsigned_attributes()];
    let all = sets.into_iter().flatten().flat_map(Attributes::iter);
    let stamps = all.filter(|one| KINDS.iter().any(|(oid, _)| *oid == one.oid()));
    stamps.flat_map(Attribute::values).nth(limits.timestamps).is_some()
}

impl Stamp {
    /// The digest algorithm by which this needs the content.
    pub(super) fn wants_digest(&self) -> Option<DigestAlgorithm> {
        let wanted = matches!(self.kind, TimestampKind::Content | TimestampKind::ArchiveV3);
        self.token.as_ref().ok().filter(|_| wanted)?.info().imprint().algorithm()
    }

    /// Whether this needs the content itself.
    pub(super) fn wants_content(&self) -> bool {
        matches!(self.kind, TimestampKind::ArchiveV1 | TimestampKind::ArchiveV2)
    }
}

/// Compares times of tokens; those that cannot be read come first.
pub(super) fn by_time(one: &Stamp, other: &Stamp) -> Ordering {
    match (&one.token, &other.token) {
        (Ok(one), Ok(other)) => one.info().compare_times(other.info()),
        (one, other) => one.is_ok().cmp(&other.is_ok()),
    }
}

impl<'s> Subject<'s> {
    /// Whether the imprint of a token is of what its kind says; `None` if that is not at hand.
    pub(super) fn imprint(&self, kind: TimestampKind, token: &Token) -> Option<bool> {
        let imprint = token.info().imprint();
        let algorithm = imprint.algorithm()?;
        let is_of = |octets: &[u8]| imprint.is_of(&Hasher::digest(algorithm, octets));
        match kind {
            TimestampKind::Content => self.digest(algorithm).map(|digest| imprint.is_of(digest)),
            TimestampKind::Signature => Some(is_of(self.signer.value())),
            TimestampKind::References => Some(self.references().iter().any(|one| is_of(one))),
            TimestampKind::Complete => Some(self.complete().iter().any(|one| is_of(one))),
            TimestampKind::ArchiveV1 | TimestampKind::ArchiveV2 => {
                let octets = self.archive_v2(token)?;
                Some(octets.iter().any(|octets| is_of(octets)))
            }
            TimestampKind::ArchiveV3 => self.archive_v3(token, algorithm),
            // Those of a container are not in a signature.
            TimestampKind::Container | TimestampKind::ArchiveManifest => None,
        }
    }

    fn digest(&self, algorithm: DigestAlgorithm) -> Option<&Digest> {
        self.digests.iter().find(|digest| digest.algorithm() == algorithm)
    }

    /// EN 319 122-1 annex A.1.5.2: the references, each attribute as type and values.
    fn references(&self) -> [Vec<u8>; 2] {
        self.contents(&[oid::CERTIFICATE_REFS, oid::REVOCATION_REFS])
    }

    /// EN 319 122-1 annex A.1.5.1: signature value, signature time-stamps, references.
    fn complete(&self) -> [Vec<u8>; 2] {
        let types = [oid::SIGNATURE_TIME_STAMP, oid::CERTIFICATE_REFS, oid::REVOCATION_REFS];
        self.contents(&types).map(|attributes| [self.signer.value(), &attributes].concat())
    }

    /// The attributes of these types without their outer headers: in the order of the types.
    ///
    /// NOTE: and in the order in which they stand, as some signers have them. Both say the same.
    fn contents(&self, types: &[Oid<'_>]) -> [Vec<u8>; 2] {
        let all = || self.signer.unsigned_attributes().into_iter().flat_map(Attributes::iter);
        let inner = |attribute: Attribute<'_>| {
            let tlv = Reader::new(attribute.raw()).any("Attribute");
            tlv.map(|tlv| tlv.value.to_vec()).unwrap_or_default()
        };
        let by_type = types.iter().flat_map(|oid| all().filter(move |one| one.oid() == *oid));
        let as_they_stand = all().filter(|one| types.contains(&one.oid()));
        [by_type.flat_map(inner).collect(), as_they_stand.flat_map(inner).collect()]
    }

    fn archive_v2(&self, token: &Token) -> Option<[Vec<u8>; 2]> {
        let content = self.content?;
        let before = |attribute: &Attribute<'_>| {
            let archive =
                KINDS.iter().any(|(oid, kind)| *oid == attribute.oid() && kind.is_archive());
            !archive || attribute.values().all(|value| is_earlier(value, token, self.limits))
        };
        archive::octets_v2(self.signed_data, self.signer, content, before, self.limits).ok()
    }

    fn archive_v3(&self, token: &Token, algorithm: DigestAlgorithm) -> Option<bool> {
        let Ok(Some((index, der))) = HashIndex::read(token.signer()) else { return Some(false) };
        let Ok(indexed) = Indexed::new(self.signed_data, self.signer, self.limits) else {
            return Some(false);
        };
        if !indexed.has_all(&index) {
            return Some(false);
        }
        let content = self.digest(algorithm)?;
        let expected =
            archive::imprint_v3(self.signed_data, self.signer, content, &der, self.limits);
        Some(expected.is_ok_and(|expected| token.info().imprint().is_of(&expected)))
    }

    /// The digest algorithm of the index of an archive time-stamp of the third form.
    pub(super) fn index_algorithm(
        &self,
        kind: TimestampKind,
        token: &Token,
    ) -> Option<DigestAlgorithm> {
        let index = (kind == TimestampKind::ArchiveV3).then(|| HashIndex::read(token.signer()));
        let (index, _) = index?.ok()??;
        Some(index.algorithm())
    }

    /// All that comes with the signature.
    pub(super) fn everything(&self) -> Covered<'s> {
        let indexed = Indexed::new(self.signed_data, self.signer, self.limits);
        indexed.map(|indexed| indexed.all_but(|_, _| false)).unwrap_or_default()
    }

    /// Whether a value is in an attribute that was there before an archive time-stamp of an old form. The
    /// imprint takes whole attributes or leaves them out, so each of its values must be earlier: one that
    /// was put beside a later one is not covered, whatever time it claims.
    fn is_before(&self, oid: Oid<'_>, value: &[u8], token: &Token) -> bool {
        let attributes = self.signer.unsigned_attributes().into_iter().flat_map(Attributes::iter);
        let mut holders = attributes
            .filter(|one| one.oid() == oid && one.values().any(|other| other == value))
            .peekable();
        holders.peek().is_some()
            && holders.all(|one| one.values().all(|other| is_earlier(other, token, self.limits)))
    }

    /// What a good archive time-stamp proves to have existed, apart from the signature.
    pub(super) fn covered(&self, kind: TimestampKind, token: &Token) -> Covered<'s> {
        let Ok(indexed) = Indexed::new(self.signed_data, self.signer, self.limits) else {
            return Covered::default();
        };
        match kind {
            TimestampKind::ArchiveV3 => match HashIndex::read(token.signer()) {
                Ok(Some((index, _))) => indexed.covered_by(&index),
                _ => Covered::default(),
            },
            TimestampKind::ArchiveV1 | TimestampKind::ArchiveV2 => indexed.all_but(|oid, value| {
                let archive = KINDS.iter().any(|(one, kind)| *one == oid && kind.is_archive());
                archive && !self.is_before(oid, value, token)
            }),
            TimestampKind::Complete | TimestampKind::References => {
                let listed = [oid::CERTIFICATE_REFS, oid::REVOCATION_REFS];
                let stamps = oid::SIGNATURE_TIME_STAMP;
                let complete = kind == TimestampKind::Complete;
                let mut covered = indexed
                    .all_but(|oid, _| !(listed.contains(&oid) || (complete && oid == stamps)));
                covered.certificates.clear();
                covered.crls.clear();
                covered
            }
            TimestampKind::Content
            | TimestampKind::Signature
            | TimestampKind::Container
            | TimestampKind::ArchiveManifest => Covered::default(),
        }
    }
}

fn is_earlier(value: &[u8], token: &Token, limits: &Limits) -> bool {
    Token::from_bytes_with(value, limits)
        .is_ok_and(|other| other.info().compare_times(token.info()) == Ordering::Less)
}
