//! The level of a signature above B (EN 319 122-1 §6.3, Table 1), by what it carries itself.
//!
//! Data counts for a level if it would count in a judgement offline: whoever may say so tells by it how
//! each certificate stood when the signature, or its time-stamp, was there. What the caller has beside the
//! signature gives it no level.

use crate::Time;
use crate::ades::{Level, RevocationData, TimestampKind, TimestampReport};
use crate::cades::judge::timestamps::Times;
use crate::cades::stamps;
use crate::cades::verify::Case;
use crate::cms::SignerInfo;
use crate::path::{Question, VerifiedPath};
use crate::policy::{Policy, Revocation};
use crate::revocation::{Checker, Material, Standing};
use crate::x509::Certificate;

/// The level that time-stamps and what is carried give to a signature that has level B.
pub(super) fn of(
    case: &Case<'_>,
    signer: &SignerInfo,
    times: &Times,
    data: &RevocationData,
    path: Option<&VerifiedPath>,
) -> Level {
    let good = |kind: fn(TimestampKind) -> bool| {
        let passed = times.reports.iter().filter(|report| report.verdict().is_passed());
        passed.filter(move |report| kind(report.kind()))
    };
    let stamps = || good(|kind| kind == TimestampKind::Signature);
    // B-T has a signature time-stamp.
    if stamps().next().is_none() {
        return Level::B;
    }
    let carried = Carried::of(case, signer, data);
    let policy = case.setting.policy.clone().with_revocation(Revocation::Require);
    let tells = |path: &VerifiedPath, at: Time| carried.tells(path, at, times, &policy);
    // B-LT has the certificates and the revocation data for the signer, and for its time-stamp.
    let told = path.is_some_and(|path| tells(path, times.proofs.of(signer.value())));
    let stamped = |stamp: &TimestampReport| {
        stamp.path().zip(stamp.time()).is_some_and(|(path, at)| tells(path, at))
    };
    // What is around a container archives the signatures in it.
    let archived = case.outer.is_archived || good(TimestampKind::is_archive).next().is_some();
    match (told && stamps().any(stamped), archived) {
        (false, _) => Level::T,
        (true, false) => Level::Lt,
        (true, true) => Level::Lta,
    }
}

/// What comes with a signature and with its time-stamps.
struct Carried {
    certificates: Vec<Certificate>,
    data: RevocationData,
}

impl Carried {
    fn of(case: &Case<'_>, signer: &SignerInfo, data: &RevocationData) -> Self {
        let (mut certificates, mut data) = (case.carried().to_vec(), data.clone());
        for stamp in stamps::of(signer, case.setting.policy.limits()) {
            if let Ok(token) = stamp.token {
                certificates.extend_from_slice(token.certificates());
                data = data.and(&RevocationData::read(token.revocation()));
            }
        }
        Self { certificates, data }
    }

    /// Whether it holds the certificates of a path, and tells how each of them stood at a time.
    fn tells(&self, path: &VerifiedPath, at: Time, times: &Times, policy: &Policy) -> bool {
        let (crls, responses) = (&self.data.crls, &self.data.responses);
        let material = Material::new(&self.certificates, crls, responses);
        let checker =
            Checker::new(policy, material, times.proofs.now()).with_existence(&times.proofs);
        let all: Vec<_> = path.certificates().iter().collect();
        all.iter().enumerate().all(|(place, certificate)| {
            let above = all.get(place + 1..).unwrap_or_default();
            let question = Question::new(certificate, above, path.anchor(), at);
            let exempt = certificate.is_self_issued() || certificate.extensions().ocsp_no_check();
            self.certificates.contains(certificate)
                && (exempt || checker.answer(question).standing() != Standing::Unknown)
        })
    }
}
