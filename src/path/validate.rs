//! Checking one path: RFC 5280 §6.1, from the anchor down.
//!
//! Names chain and signatures verify already when a path comes here (§6.1.3 (a)(1), (a)(4)): the
//! search puts nothing together that does not. Revocation (§6.1.3 (a)(3)) is asked about last.

use crate::crypto::KeyKind;
use crate::path::budget::Budget;
use crate::path::context::Context;
use crate::path::error::PathError;
use crate::path::names::{Constraints, Place};
use crate::path::policies::{Found, Policies};
use crate::path::purpose::{self, Height};
use crate::path::revocation::{Question, Status};
use crate::path::signatures;
use crate::path::web_profile::{self, Role};
use crate::policy::{Purpose, TrustAnchor};
use crate::x509::{Certificate, KeyUsageBit};

/// What a path that holds was found to be.
#[derive(Clone, Debug)]
pub(super) struct Outcome {
    pub(super) policies: Found,
    /// For each certificate, the last one of the path first.
    pub(super) revocation: Vec<Status>,
}

/// Which certificate of the path breaks it, counted from the last one, which is 0; the anchor is one
/// above all certificates.
pub(super) type Failure = (usize, PathError);

/// Checks a path, given from the last certificate up, under an anchor.
pub(super) fn validate(
    path: &[&Certificate],
    anchor: &TrustAnchor,
    context: &Context<'_>,
    budget: &mut Budget,
) -> Result<Outcome, Failure> {
    let above = path.len();
    check_anchor(anchor, path, context).map_err(|error| (above, error))?;
    let mut state = State::new(path, anchor, context).map_err(|error| (above, error))?;
    for (at, certificate) in path.iter().copied().enumerate().rev() {
        let step = Step { certificate, at, self_issued: certificate.is_self_issued() };
        state.process(step, context, budget).map_err(|error| (at, error))?;
        if at > 0 {
            state.prepare(step, context).map_err(|error| (at, error))?;
        }
    }
    let Some(last) = path.first() else { return Err((0, PathError::NoIssuer)) };
    let user = context.inputs.policies.as_ref();
    let policies = state.policies.wrap_up(last, user).map_err(|error| (0, error))?;
    check_last(last, context).map_err(|error| (0, error))?;
    let revocation = check_revocation(path, anchor, context)?;
    Ok(Outcome { policies, revocation })
}

/// One certificate of a path, at a place counted from the last one.
#[derive(Clone, Copy)]
struct Step<'a> {
    certificate: &'a Certificate,
    at: usize,
    self_issued: bool,
}

impl Step<'_> {
    fn place(self) -> Place {
        if self.at == 0 { Place::Last } else { Place::Authority }
    }
}

/// RFC 5280 §6.1.2: what changes from one certificate to the next.
struct State<'a> {
    policies: Policies<'a>,
    names: Constraints,
    max_path_length: u32,
}

impl<'a> State<'a> {
    /// RFC 5280 §6.1.2, with what the anchor (RFC 5937 §3.2) and the caller ask.
    fn new(
        path: &[&'a Certificate],
        anchor: &'a TrustAnchor,
        context: &Context<'_>,
    ) -> Result<Self, PathError> {
        let length = u32::try_from(path.len()).unwrap_or(u32::MAX);
        let mut policies = Policies::new(context.inputs, length, context.limits.policy_nodes);
        let mut names = Constraints::default();
        let mut max_path_length = anchor.path_len().unwrap_or(length);
        let own = anchor.enforced();
        if let Some(certificate) = own {
            policies.anchor(certificate)?;
            let basic = certificate.extensions().basic_constraints();
            let own_length = basic.and_then(|basic| basic.path_len).unwrap_or(length);
            max_path_length = max_path_length.min(own_length);
        }
        if let Some(bound) = anchor.policies() {
            policies.bound_to(bound)?;
        }
        let of_certificate =
            own.and_then(|certificate| certificate.extensions().name_constraints());
        let given = anchor.name_constraints().cloned();
        let asked = context.inputs.name_constraints.clone();
        for constraints in [of_certificate, given, asked].into_iter().flatten() {
            names.impose(constraints);
        }
        Ok(Self { policies, names, max_path_length })
    }

    /// The state before a certificate that is itself an anchor's, which nothing stands above.
    fn unbound(context: &Context<'_>) -> Self {
        let mut names = Constraints::default();
        if let Some(constraints) = context.inputs.name_constraints.clone() {
            names.impose(constraints);
        }
        let policies = Policies::new(context.inputs, 1, context.limits.policy_nodes);
        Self { policies, names, max_path_length: 1 }
    }

    /// RFC 5280 §6.1.3.
    fn process(
        &mut self,
        step: Step<'a>,
        context: &Context<'_>,
        budget: &mut Budget,
    ) -> Result<(), PathError> {
        let Step { certificate, self_issued, .. } = step;
        let place = step.place();
        // (a)(2)
        check_validity(certificate, context)?;
        // (b), (c): an authority's own renewal may bear any name.
        if place == Place::Last || !self_issued {
            self.names.check(certificate, place, budget)?;
        }
        // (d), (e), (f)
        self.policies.process(certificate, place == Place::Last, self_issued)
    }

    /// RFC 5280 §6.1.4, for an authority's certificate.
    fn prepare(&mut self, step: Step<'a>, context: &Context<'_>) -> Result<(), PathError> {
        let Step { certificate, at, self_issued } = step;
        // (a), (b), (h), (i), (j)
        self.policies.prepare(certificate, self_issued)?;
        // (g)
        if let Some(constraints) = certificate.extensions().name_constraints() {
            self.names.impose(constraints);
        }
        check_authority(certificate, at, context)?;
        // (l)
        if !self_issued {
            self.max_path_length =
                self.max_path_length.checked_sub(1).ok_or(PathError::PathLength)?;
        }
        // (m)
        let basic = certificate.extensions().basic_constraints();
        if let Some(length) = basic.and_then(|basic| basic.path_len) {
            self.max_path_length = self.max_path_length.min(length);
        }
        Ok(())
    }
}

/// RFC 5280 §6.1.3 (a)(2): both ends of the period count.
fn check_validity(certificate: &Certificate, context: &Context<'_>) -> Result<(), PathError> {
    if context.at < certificate.not_before() {
        Err(PathError::NotYetValid)
    } else if context.at > certificate.not_after() {
        Err(PathError::Expired)
    } else {
        Ok(())
    }
}

/// What an authority's certificate must be by itself, without regard to the path: RFC 5280 §6.1.4
/// (k), (n), (o), validity, and purpose.
///
/// The search asks this too, to leave out what can be in no path.
pub(super) fn check_authority(
    certificate: &Certificate,
    at: usize,
    context: &Context<'_>,
) -> Result<(), PathError> {
    check_validity(certificate, context)?;
    let extensions = certificate.extensions();
    // (k): versions 1 and 2 have no extensions, and nothing else says that they are authorities.
    if !extensions.basic_constraints().is_some_and(|basic| basic.ca) {
        return Err(PathError::NotCa);
    }
    // (n)
    if extensions.key_usage().is_some_and(|usage| !usage.has(KeyUsageBit::KeyCertSign)) {
        return Err(PathError::KeyCertSign);
    }
    // (o)
    check_critical_extensions(certificate)?;
    purpose::check_authority(certificate, context.inputs, height(at))?;
    check_profile(certificate, Role::Authority, context)
}

fn height(at: usize) -> Height {
    if at == 1 { Height::Issuer } else { Height::Above }
}

/// RFC 5280 §6.1.5 (f), purpose, name and profile of the last certificate.
fn check_last(certificate: &Certificate, context: &Context<'_>) -> Result<(), PathError> {
    check_critical_extensions(certificate)?;
    check_key(certificate, context)?;
    purpose::check_last(certificate, context.inputs)?;
    check_profile(certificate, Role::Server, context)
}

/// The key of the last certificate, which no signature of the path speaks for. A key of a kind that
/// is not known here can be judged by no rule, and verifies nothing.
fn check_key(certificate: &Certificate, context: &Context<'_>) -> Result<(), PathError> {
    if signatures::has_explicit_curve(certificate.spki()) {
        return Err(PathError::ExplicitCurve);
    }
    match certificate.public_key() {
        Ok(key) if key.kind() != KeyKind::Other => context
            .algorithms
            .check_key(key.kind(), key.bits(), context.at)
            .map_err(PathError::Algorithm),
        Ok(_) => Ok(()),
        Err(_) => Err(PathError::UnsupportedAlgorithm),
    }
}

/// RFC 5280 §4.2, and §4.2.1.4: qualifiers of critical policies must be understood too.
fn check_critical_extensions(certificate: &Certificate) -> Result<(), PathError> {
    use crate::oid::{CERTIFICATE_POLICIES, OCSP_NOCHECK, QT_CPS, QT_UNOTICE};
    let extensions = certificate.extensions();
    // RFC 6960 §4.2.2.2.1: speaks of the certificate's own revocation status only.
    let unknown = extensions.unknown_critical().any(|id| id != OCSP_NOCHECK);
    let unknown_qualifier = extensions.is_critical(CERTIFICATE_POLICIES)
        && extensions.certificate_policies().is_some_and(|policies| {
            let mut qualifiers = policies.iter().flat_map(|policy| policy.qualifiers());
            qualifiers.any(|(kind, _)| kind != QT_CPS && kind != QT_UNOTICE)
        });
    if unknown || unknown_qualifier { Err(PathError::UnknownCriticalExtension) } else { Ok(()) }
}

/// What the anchor's certificate says about itself (see `policy::anchor`).
fn check_anchor(
    anchor: &TrustAnchor,
    path: &[&Certificate],
    context: &Context<'_>,
) -> Result<(), PathError> {
    if let Some(certificate) = anchor.dated() {
        match check_validity(certificate, context) {
            Err(PathError::NotYetValid) => return Err(PathError::AnchorNotYetValid),
            Err(_) => return Err(PathError::AnchorExpired),
            Ok(()) => {}
        }
    }
    let Some(certificate) = anchor.enforced() else { return Ok(()) };
    let extensions = certificate.extensions();
    let basic = extensions.basic_constraints();
    // Roots of versions 1 and 3 without the extension are trusted to be authorities; certificates
    // that somebody else issued are not (RFC 5280 §6.1.4 (k)).
    let is_authority = basic.map_or_else(|| certificate.is_self_issued(), |basic| basic.ca);
    let may_sign = extensions.key_usage().is_none_or(|usage| usage.has(KeyUsageBit::KeyCertSign));
    if !is_authority || !may_sign {
        return Err(PathError::AnchorNotCa);
    }
    check_critical_extensions(certificate)?;
    purpose::check_authority(certificate, context.inputs, height(path.len()))?;
    if certificate.is_self_issued() {
        return check_profile(certificate, Role::Root, context);
    }
    // A root that changed its name is still one; only the key tells.
    match check_profile(certificate, Role::Authority, context) {
        Err(_) if signatures::verify(certificate, certificate.spki(), context).is_ok() => {
            check_profile(certificate, Role::Root, context)
        }
        decided => decided,
    }
}

/// The web's profile, where a server's name was asked for.
fn check_profile(
    certificate: &Certificate,
    role: Role,
    context: &Context<'_>,
) -> Result<(), PathError> {
    if context.inputs.purpose != Purpose::TlsServer || context.inputs.name.is_none() {
        return Ok(());
    }
    web_profile::check(certificate, role).map_err(PathError::WebProfile)
}

/// RFC 5280 §6.1.3 (a)(3), from the anchor down.
fn check_revocation(
    path: &[&Certificate],
    anchor: &TrustAnchor,
    context: &Context<'_>,
) -> Result<Vec<Status>, Failure> {
    let mut statuses = Vec::with_capacity(path.len());
    for (at, certificate) in path.iter().enumerate().rev() {
        let above = path.get(at + 1..).unwrap_or_default();
        match context.revocation.check(Question::new(certificate, above, anchor, context.at)) {
            Status::Revoked(_) => return Err((at, PathError::Revoked)),
            Status::Undetermined => return Err((at, PathError::RevocationUndetermined)),
            known @ (Status::Good | Status::NotChecked) => statuses.push(known),
        }
    }
    statuses.reverse();
    Ok(statuses)
}

/// A certificate that is itself an anchor's: there is no path, and nothing to chain.
pub(super) fn validate_anchor_itself(
    certificate: &Certificate,
    anchor: &TrustAnchor,
    context: &Context<'_>,
    budget: &mut Budget,
) -> Result<Outcome, PathError> {
    check_validity(certificate, context)?;
    let path = [certificate];
    let mut state = State::unbound(context);
    state.names.check(certificate, Place::Last, budget)?;
    state.policies.process(certificate, true, true)?;
    let user = context.inputs.policies.as_ref();
    let policies = state.policies.wrap_up(certificate, user)?;
    check_last(certificate, context)?;
    let revocation = check_revocation(&path, anchor, context).map_err(|(_, error)| error)?;
    Ok(Outcome { policies, revocation })
}
