//! Algorithms of a path that holds no longer (EN 319 102-1 §5.6.2.4, §5.2.8.4).
//!
//! A certificate whose signature rests on an algorithm that is past could be made today by others than
//! its issuer. It counts if it provably existed while the algorithm was believed.

use crate::ades::{Detail, Doubt, Finding, FindingCode, Judgement, Made, Setting};
use crate::crypto::PublicKey;
use crate::path::VerifiedPath;
use crate::policy::AlgorithmRefusal;
use crate::x509::Certificate;

/// Judges each certificate of a path whose algorithm is no longer believed.
pub(super) fn judge_algorithms(
    judgement: &mut Judgement,
    path: &VerifiedPath,
    made: Made<'_>,
    setting: &Setting<'_>,
) {
    let certificates = path.certificates();
    let keys = certificates.iter().skip(1).map(Certificate::spki).chain([path.anchor().spki()]);
    for (place, (certificate, key)) in certificates.iter().zip(keys).enumerate() {
        let Some(until) = end(certificate, key, setting) else { continue };
        let exists = made.certificate(certificate, place == 0);
        if exists > until {
            let finding = Finding::new(FindingCode::AlgorithmNoLongerAllowed)
                .by("EN 319 102-1 §5.6.2.4")
                .with(Detail::Certificate(certificate.subject().to_string()))
                .with(Detail::Until(until));
            judgement.doubt(Doubt::CryptoConstraintsFailureNoPoe, finding);
        }
    }
}

/// Until when the algorithm of a certificate's signature was believed, if it is past.
fn end(certificate: &Certificate, key: &[u8], setting: &Setting<'_>) -> Option<crate::Time> {
    let algorithm = certificate.signature_algorithm()?;
    let key = PublicKey::from_spki(key).ok()?;
    let rules = setting.policy.algorithms();
    let refusal = rules.check(algorithm, key.kind(), key.bits(), setting.at).err();
    refusal.and_then(AlgorithmRefusal::until)
}
