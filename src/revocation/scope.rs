//! Whether a CRL is about a certificate: RFC 5280 §6.3.3 (b) and (d).

use crate::x509::{Certificate, Crl, GeneralName, GeneralNames, IssuingDistributionPoint};
use crate::x509::{Name, PointName, Reasons};

/// Whether a CRL could be about a certificate at all, by the names alone: its issuer is that of the
/// certificate, or one that the certificate names.
pub(crate) fn concerns(crl: &Crl, certificate: &Certificate) -> bool {
    crl.issuer().matches(certificate.issuer())
        || certificate
            .extensions()
            .crl_distribution_points()
            .into_iter()
            .flatten()
            .any(|point| point.crl_issuer().is_some_and(|names| has(names, crl.issuer())))
}

/// RFC 5280 §6.3.3 (b), (d): the reasons for which a CRL speaks of a certificate.
pub(super) fn reasons_covered(crl: &Crl, certificate: &Certificate) -> Reasons {
    let scope = crl.issuing_distribution_point();
    if !is_of_kind(scope.as_ref(), certificate) {
        return Reasons::NONE;
    }
    let own = scope.as_ref().and_then(IssuingDistributionPoint::reasons).unwrap_or(Reasons::ALL);
    let mut covered = Reasons::NONE;
    let points = certificate.extensions().crl_distribution_points();
    for point in points.into_iter().flatten() {
        let issuer = point.crl_issuer();
        let point = Point { name: point.name(), issuer, reasons: point.reasons() };
        if point.holds(crl, scope.as_ref(), certificate) {
            covered = covered.or(point.reasons.map_or(Reasons::ALL, Reasons::from_bits));
        }
    }
    // §6.3.3, last paragraph: CRLs of the issuer that no point names.
    if is_at_issuer(crl, scope.as_ref(), certificate) {
        covered = Reasons::ALL;
    }
    covered.and(own)
}

/// RFC 5280 §6.3.3 (b)(2)(ii) to (iv).
fn is_of_kind(scope: Option<&IssuingDistributionPoint<'_>>, certificate: &Certificate) -> bool {
    let Some(scope) = scope else { return true };
    let is_authority = certificate.extensions().basic_constraints().is_some_and(|one| one.ca);
    if scope.is_for_attributes_only() {
        false
    } else if scope.is_for_users_only() {
        // NOTE: a certificate of version 1 or 2 does not say what it is, and may be an authority's.
        !is_authority && certificate.version() == 3
    } else if scope.is_for_authorities_only() {
        is_authority
    } else {
        true
    }
}

/// A distribution point of a certificate.
struct Point<'p, 'a> {
    name: &'p PointName<'a>,
    issuer: Option<GeneralNames<'a>>,
    reasons: Option<&'a [u8]>,
}

impl Point<'_, '_> {
    fn holds(
        &self,
        crl: &Crl,
        scope: Option<&IssuingDistributionPoint<'_>>,
        certificate: &Certificate,
    ) -> bool {
        // (b)(1)
        let by_whom = match &self.issuer {
            Some(names) => {
                has(names.clone(), crl.issuer()) && scope.is_some_and(|one| one.is_indirect())
            }
            None => crl.issuer().matches(certificate.issuer()),
        };
        // (b)(2)(i)
        by_whom
            && match scope.map(IssuingDistributionPoint::name) {
                Some(own) if !own.is_absent() => self.shares_name(own, crl, certificate),
                _ => true,
            }
    }

    /// Whether a name of the CRL's point is one of this point, or, where this point has none, one of
    /// those who issue its CRL.
    fn shares_name(&self, own: &PointName<'_>, crl: &Crl, certificate: &Certificate) -> bool {
        let own = names(own, crl.issuer());
        let theirs = if self.name.is_absent() {
            self.issuer.clone().into_iter().flatten().collect()
        } else {
            let directory = self.issuer.clone().into_iter().flatten().find_map(|one| match one {
                GeneralName::Directory(name) => Some(name),
                _ => None,
            });
            names(self.name, directory.as_ref().unwrap_or_else(|| certificate.issuer()))
        };
        own.iter().any(|own| theirs.iter().any(|other| same(own, other)))
    }
}

/// The point that every certificate has without saying so: the name of its issuer.
fn is_at_issuer(
    crl: &Crl,
    scope: Option<&IssuingDistributionPoint<'_>>,
    certificate: &Certificate,
) -> bool {
    crl.issuer().matches(certificate.issuer())
        && match scope.map(IssuingDistributionPoint::name) {
            Some(own) if !own.is_absent() => {
                let implicit = GeneralName::Directory(certificate.issuer().clone());
                names(own, crl.issuer()).iter().any(|own| same(own, &implicit))
            }
            _ => true,
        }
}

/// The names of a point; a relative one stands below the name of an issuer (§4.2.1.13).
fn names<'a>(point: &PointName<'a>, issuer: &Name) -> Vec<GeneralName<'a>> {
    let relative = point.relative_name().and_then(|set| issuer.with_relative(set));
    let full = point.full_name().into_iter().flatten();
    full.chain(relative.map(GeneralName::Directory)).collect()
}

fn same(left: &GeneralName<'_>, right: &GeneralName<'_>) -> bool {
    match (left, right) {
        (GeneralName::Directory(left), GeneralName::Directory(right)) => left.matches(right),
        _ => left == right,
    }
}

fn has(mut names: GeneralNames<'_>, wanted: &Name) -> bool {
    names.any(|one| matches!(one, GeneralName::Directory(name) if name.matches(wanted)))
}

/// RFC 5280 §5.2.4, §6.3.3 (c): whether a delta CRL brings a complete one up to date.
pub(super) fn is_delta_of(delta: &Crl, base: &Crl) -> bool {
    let key = |crl: &Crl| {
        let identifier = crl.authority_key_identifier();
        identifier.and_then(|one| one.key_identifier().map(<[u8]>::to_vec))
    };
    let (Some(number), Some(delta_number), Some(from)) =
        (base.number(), delta.number(), delta.delta_base())
    else {
        return false;
    };
    // (c)(1), (2), (3)
    delta.issuer().matches(base.issuer())
        && delta.issuing_distribution_point_der() == base.issuing_distribution_point_der()
        && key(delta) == key(base)
        // §5.2.4 (c): all that is in the delta's base is in the complete one; (d): the delta is newer.
        && order(number) >= order(from)
        && order(number) < order(delta_number)
}

/// Minimal INTEGERs that are not negative, in the order of their values.
fn order(number: &[u8]) -> (usize, &[u8]) {
    let bare = match number {
        [0, rest @ ..] if !rest.is_empty() => rest,
        number => number,
    };
    (bare.len(), bare)
}
