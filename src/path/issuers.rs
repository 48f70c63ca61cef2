//! Which certificates of a pool, and which anchors, may have issued a certificate.
//!
//! Names decide (RFC 5280 §6.1.3 (a)(4)), compared by §7.1. Where the bytes are the same no name is
//! prepared for comparison; others are prepared once for all of the pool. Key identifiers only
//! say whom to try first.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::policy::TrustAnchor;
use crate::time::Time;
use crate::x509::{Certificate, Name};

/// How issuer and subject are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Comparison {
    /// Byte by byte.
    Exact,
    /// By RFC 5280 §7.1, without those that are the same byte by byte.
    Prepared,
}

/// Pools up to this size are looked through; larger ones get an index.
const SMALL: usize = 16;

/// A pool and the anchors, with the names that were looked up in them.
#[derive(Debug)]
pub(super) struct Issuers<'a> {
    pool: &'a [Certificate],
    anchors: &'a [TrustAnchor],
    exact: Option<BTreeMap<&'a [u8], Vec<usize>>>,
    prepared: Option<Prepared>,
}

#[derive(Debug)]
struct Prepared {
    pool: BTreeMap<Vec<Vec<u8>>, Vec<usize>>,
    anchors: BTreeMap<Vec<Vec<u8>>, Vec<usize>>,
}

impl<'a> Issuers<'a> {
    pub(super) fn new(pool: &'a [Certificate], anchors: &'a [TrustAnchor]) -> Self {
        Self { pool, anchors, exact: None, prepared: None }
    }

    /// The certificates whose subject is the issuer, those most likely to be it first.
    pub(super) fn in_pool(
        &mut self,
        child: &Certificate,
        comparison: Comparison,
        at: Time,
    ) -> Vec<&'a Certificate> {
        let pool = self.pool;
        let places = match comparison {
            Comparison::Exact => self.exact(child.issuer()),
            Comparison::Prepared => self.prepared().pool_places(child.issuer()),
        };
        let found = places.into_iter().filter_map(|place| pool.get(place));
        let mut found: Vec<_> = match comparison {
            Comparison::Exact => found.collect(),
            Comparison::Prepared => found.filter(|one| one.subject() != child.issuer()).collect(),
        };
        if found.len() > 1 {
            let agreement =
                |one: &Certificate| agreement(child, one.extensions().subject_key_identifier());
            let outdated = |one: &Certificate| at < one.not_before() || at > one.not_after();
            found.sort_by_cached_key(|one| {
                (agreement(one), outdated(one), Reverse(one.not_after()))
            });
        }
        found
    }

    /// The anchors whose name is the issuer's, those most likely to be it first.
    pub(super) fn in_anchors(
        &mut self,
        child: &Certificate,
        comparison: Comparison,
    ) -> Vec<&'a TrustAnchor> {
        let (anchors, issuer) = (self.anchors, child.issuer());
        let mut found: Vec<_> = match comparison {
            Comparison::Exact => anchors.iter().filter(|one| one.name() == issuer).collect(),
            Comparison::Prepared => {
                let places = self.prepared().anchor_places(issuer);
                let found = places.into_iter().filter_map(|place| anchors.get(place));
                found.filter(|one| one.name() != issuer).collect()
            }
        };
        if found.len() > 1 {
            found.sort_by_cached_key(|one| {
                let own =
                    one.certificate().and_then(|one| one.extensions().subject_key_identifier());
                agreement(child, own)
            });
        }
        found
    }

    fn exact(&mut self, issuer: &Name) -> Vec<usize> {
        let pool = self.pool;
        if pool.len() <= SMALL {
            let same = pool.iter().enumerate().filter(|(_, one)| one.subject() == issuer);
            return same.map(|(place, _)| place).collect();
        }
        let index = self.exact.get_or_insert_with(|| {
            let mut index: BTreeMap<&[u8], Vec<usize>> = BTreeMap::new();
            for (place, one) in pool.iter().enumerate() {
                index.entry(one.subject().raw()).or_default().push(place);
            }
            index
        });
        index.get(issuer.raw()).cloned().unwrap_or_default()
    }

    fn prepared(&mut self) -> &Prepared {
        let (pool, anchors) = (self.pool, self.anchors);
        self.prepared.get_or_insert_with(|| Prepared {
            pool: index(pool.iter().map(Certificate::subject)),
            anchors: index(anchors.iter().map(TrustAnchor::name)),
        })
    }
}

impl Prepared {
    fn pool_places(&self, issuer: &Name) -> Vec<usize> {
        self.pool.get(&issuer.comparison_keys()).cloned().unwrap_or_default()
    }

    fn anchor_places(&self, issuer: &Name) -> Vec<usize> {
        self.anchors.get(&issuer.comparison_keys()).cloned().unwrap_or_default()
    }
}

fn index<'n>(names: impl Iterator<Item = &'n Name>) -> BTreeMap<Vec<Vec<u8>>, Vec<usize>> {
    let mut index: BTreeMap<Vec<Vec<u8>>, Vec<usize>> = BTreeMap::new();
    for (place, name) in names.enumerate() {
        index.entry(name.comparison_keys()).or_default().push(place);
    }
    index
}

/// Whether the key identifiers say that a key is the issuer's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Agreement {
    Same,
    Unknown,
    Different,
}

/// What a certificate's authority key identifier and a subject key identifier say of each other.
pub(super) fn agreement(child: &Certificate, own: Option<&[u8]>) -> Agreement {
    let identifier = child.extensions().authority_key_identifier();
    match (identifier.and_then(|identifier| identifier.key_identifier()), own) {
        (Some(named), Some(own)) if named == own => Agreement::Same,
        (Some(_), Some(_)) => Agreement::Different,
        _ => Agreement::Unknown,
    }
}
