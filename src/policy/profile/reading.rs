//! From the form of a policy file to its rules: what serde cannot check.

use toml::Spanned;
use toml::value::{Datetime, Offset};

use super::{Rules, file};
use crate::Time;
use crate::crypto::{DigestAlgorithm, KeyKind};
use crate::error::{PolicyFault, PolicyReason};
use crate::oid::ObjectIdentifier;
use crate::policy::algorithms::{DigestRule, KeyRule, Scheme, SchemeRule};
use crate::policy::level::Level;
use crate::policy::place;
use crate::policy::{Algorithms, Freshness, Missing, Purpose, Revocation};

pub(super) fn read(text: &str) -> Result<Rules, PolicyFault> {
    let file: file::File = place::read(text)?;
    Reading { text }.rules(file)
}

struct Reading<'a> {
    text: &'a str,
}

impl Reading<'_> {
    fn rules(&self, file: file::File) -> Result<Rules, PolicyFault> {
        self.name(&file.name)?;
        let from = self.time(file.from.as_ref(), Edge::First)?;
        let until = self.time(file.until.as_ref(), Edge::Last)?;
        if let (Some(first), Some(last), Some(place)) = (from, until, &file.until)
            && last < first
        {
            return Err(self.fault(place, PolicyReason::Period));
        }
        Ok(Rules {
            version: Some(self.day(&file.version)?),
            from,
            until,
            level: file.signature.level.map(level),
            missing_signed_attributes: missing(file.signature.missing_signed_attributes),
            missing_signing_certificate: missing(file.signature.missing_signing_certificate),
            missing_signing_time: missing(file.signature.missing_signing_time),
            purpose: match file.path.purpose {
                file::Purpose::Any => Purpose::Any,
                file::Purpose::Document => Purpose::Document,
            },
            max_depth: file.path.max_depth,
            policies: self.policies(&file.path.policies)?,
            require_explicit_policy: file.path.require_explicit_policy,
            revocation: match file.revocation.status {
                file::Status::DangerSkip => Revocation::Skip,
                file::Status::IfPresent => Revocation::IfPresent,
                file::Status::Require => Revocation::Require,
            },
            freshness: self.freshness(&file.revocation)?,
            no_rev_avail: file.revocation.no_rev_avail.map_or(Missing::Allow, missing),
            algorithms: self.algorithms(&file.algorithms)?,
            name: file.name.into_inner(),
            title: (file.title.en, file.title.vi),
            sources: file.sources,
        })
    }

    fn freshness(&self, rules: &file::Revocation) -> Result<Freshness, PolicyFault> {
        let mut freshness = Freshness::new();
        if let Some(place) = &rules.max_age {
            freshness = freshness.with_max_age(self.duration(place)?);
        }
        if let Some(place) = &rules.grace {
            freshness = freshness.with_grace(self.duration(place)?);
        }
        Ok(freshness)
    }

    /// Reads `90s`, `5m`, `12h` or `7d`, as seconds.
    fn duration(&self, place: &Spanned<String>) -> Result<u32, PolicyFault> {
        let fault = || self.fault(place, PolicyReason::Duration);
        place::seconds(place.as_ref()).ok_or_else(fault)
    }

    fn name(&self, name: &Spanned<String>) -> Result<(), PolicyFault> {
        if !place::is_name(name.as_ref()) {
            return Err(self.fault(name, PolicyReason::Name));
        }
        Ok(())
    }

    fn policies(&self, texts: &[Spanned<String>]) -> Result<Vec<ObjectIdentifier>, PolicyFault> {
        let read = |text: &Spanned<String>| {
            ObjectIdentifier::from_dotted(text.as_ref())
                .ok_or_else(|| self.fault(text, PolicyReason::ObjectIdentifier))
        };
        texts.iter().map(read).collect()
    }

    fn algorithms(&self, place: &Spanned<file::Algorithms>) -> Result<Algorithms, PolicyFault> {
        let rules = place.as_ref();
        let none = rules.digest.is_empty() && rules.key.is_empty() && rules.scheme.is_empty();
        match (rules.danger_any_algorithm, none) {
            (true, true) => return Ok(Algorithms::danger_any()),
            (true, false) => return Err(self.fault(place, PolicyReason::AnyAndRules)),
            (false, true) => return Err(self.fault(place, PolicyReason::NoAlgorithm)),
            (false, false) => {}
        }
        let digests = rules.digest.iter().map(|rule| self.digest(rule));
        let keys = rules.key.iter().map(|rule| self.key(rule));
        let schemes = rules.scheme.iter().map(|rule| self.scheme(rule));
        Ok(Algorithms::table(
            digests.collect::<Result<_, _>>()?,
            keys.collect::<Result<_, _>>()?,
            schemes.collect::<Result<_, _>>()?,
        ))
    }

    fn digest(&self, rule: &file::Digest) -> Result<DigestRule, PolicyFault> {
        let digest = match rule.name.as_ref() {
            file::DigestName::Sha1 => DigestAlgorithm::Sha1,
            file::DigestName::Sha256 => DigestAlgorithm::Sha256,
            file::DigestName::Sha384 => DigestAlgorithm::Sha384,
            file::DigestName::Sha512 => DigestAlgorithm::Sha512,
        };
        let until = self.time(rule.until.as_ref(), Edge::Last)?;
        // Collisions of SHA-1 are made to order since 2017: whoever admits it must say how long.
        if digest == DigestAlgorithm::Sha1 && until.is_none() {
            return Err(self.fault(&rule.name, PolicyReason::NoCutOff));
        }
        Ok(DigestRule { digest, until })
    }

    fn key(&self, rule: &file::Key) -> Result<KeyRule, PolicyFault> {
        let kind = match rule.kind.as_ref() {
            file::KeyKind::EcP256 => KeyKind::EcP256,
            file::KeyKind::EcP384 => KeyKind::EcP384,
            file::KeyKind::Ed25519 => KeyKind::Ed25519,
            file::KeyKind::Rsa => KeyKind::Rsa,
        };
        let min_bits = match (kind, rule.min_bits) {
            (KeyKind::Rsa, Some(bits)) => bits,
            (KeyKind::Rsa, None) => return Err(self.fault(&rule.kind, PolicyReason::NoSize)),
            (_, Some(_)) => return Err(self.fault(&rule.kind, PolicyReason::FixedSize)),
            (_, None) => 0,
        };
        let until = self.time(rule.until.as_ref(), Edge::Last)?;
        // NIST SP 800-131A Rev. 2 §3: below 2048 bits signatures are for legacy use only.
        if kind == KeyKind::Rsa && min_bits < 2048 && until.is_none() {
            return Err(self.fault(&rule.kind, PolicyReason::NoCutOff));
        }
        Ok(KeyRule { kind, min_bits, until })
    }

    fn scheme(&self, rule: &file::Scheme) -> Result<SchemeRule, PolicyFault> {
        let scheme = match rule.name {
            file::SchemeName::Ecdsa => Scheme::Ecdsa,
            file::SchemeName::Ed25519 => Scheme::Ed25519,
            file::SchemeName::RsaPkcs1 => Scheme::RsaPkcs1,
            file::SchemeName::RsaPss => Scheme::RsaPss,
        };
        Ok(SchemeRule { scheme, until: self.time(rule.until.as_ref(), Edge::Last)? })
    }

    /// A day is a day in Vietnam; a time of day must say its zone.
    fn time(
        &self,
        place: Option<&Spanned<Datetime>>,
        edge: Edge,
    ) -> Result<Option<Time>, PolicyFault> {
        let Some(place) = place else { return Ok(None) };
        match instant(place.as_ref(), edge) {
            Some(time) => Ok(Some(time)),
            None => Err(self.fault(place, PolicyReason::Time)),
        }
    }

    fn day(&self, place: &Spanned<Datetime>) -> Result<String, PolicyFault> {
        let value = place.as_ref();
        match (value.date, value.time) {
            (Some(day), None) => Ok(day.to_string()),
            _ => Err(self.fault(place, PolicyReason::Day)),
        }
    }

    fn fault<T>(&self, place: &Spanned<T>, reason: PolicyReason) -> PolicyFault {
        place::fault(self.text, place.span(), reason)
    }
}

/// Which second of a day is meant.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Edge {
    First,
    Last,
}

const VIETNAM_SECONDS: i64 = 7 * 3600;

fn instant(value: &Datetime, edge: Edge) -> Option<Time> {
    let date = value.date?;
    let date = (date.year, date.month, date.day);
    let (clock, offset) = match (value.time, value.offset) {
        (None, None) if edge == Edge::First => ((0, 0, 0), VIETNAM_SECONDS),
        (None, None) => ((23, 59, 59), VIETNAM_SECONDS),
        (Some(time), Some(Offset::Z)) => ((time.hour, time.minute, time.second?), 0),
        (Some(time), Some(Offset::Custom { minutes })) => {
            ((time.hour, time.minute, time.second?), i64::from(minutes) * 60)
        }
        _ => return None,
    };
    Time::from_civil(date, clock).map(|local| local.plus_seconds(-offset))
}

fn level(level: file::Level) -> Level {
    match level {
        file::Level::B => Level::B,
        file::Level::T => Level::T,
        file::Level::Lt => Level::Lt,
        file::Level::Lta => Level::Lta,
    }
}

fn missing(missing: file::Missing) -> Missing {
    match missing {
        file::Missing::Allow => Missing::Allow,
        file::Missing::Refuse => Missing::Refuse,
    }
}
