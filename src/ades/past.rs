//! Algorithms of a path that holds no longer (EN 319 102-1 §5.6.2.4, §5.2.8.4).
//!
//! A certificate whose signature rests on an algorithm that is past could be made today by others than
//! its issuer. It counts if it provably existed while the algorithm was believed.

use crate::ades::{Detail, Doubt, Finding, FindingCode, Judgement, Made, Setting};
use crate::crypto::PublicKey;
use crate::path::VerifiedPath;
use crate::policy::AlgorithmRefusal;
use crate::time::Time;
use crate::x509::Certificate;

const CLAUSE: &str = "EN 319 102-1 §5.6.2.4";

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
        if refusal(certificate, key, setting.at, setting).is_none() {
            continue;
        }
        // Several rules may be past, each since another day: all are asked, at the proven time.
        let exists = made.certificate(certificate, place == 0);
        if let Some(refusal) = refusal(certificate, key, exists, setting) {
            let finding = Finding::new(FindingCode::AlgorithmNoLongerAllowed)
                .by(CLAUSE)
                .with(Detail::Certificate(certificate.subject().to_string()))
                .with_all(refusal.until().map(Detail::Until));
            judgement.doubt(Doubt::CryptoConstraintsFailureNoPoe, finding);
        }
    }
}

/// Why the policy does not believe the algorithm of a certificate's signature at a time.
fn refusal(
    certificate: &Certificate,
    key: &[u8],
    at: Time,
    setting: &Setting<'_>,
) -> Option<AlgorithmRefusal> {
    let algorithm = certificate.signature_algorithm()?;
    let key = PublicKey::from_spki(key).ok()?;
    let rules = setting.policy.algorithms();
    rules.check(algorithm, key.kind(), key.bits(), at).err()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ades::{Evidence, Proofs};
    use crate::cms::tests::fixture::{P256, Party, time};
    use crate::path::{self, Context, danger::WithoutRevocation};
    use crate::policy::{Policy, Profile, TrustAnchor, TrustStore};

    /// The doubts about a certificate that was proven at a time, for a signature from the 20th, where the
    /// rule for Ed25519 as a scheme ends with the 30th, and the one for its keys with another day.
    fn doubts(keys_until: &str, proven: &str) -> usize {
        let party = Party::new(P256);
        let trust = TrustStore::new(vec![TrustAnchor::from_certificate(party.root.clone())]);
        let text = Profile::text_of("default").expect("built in");
        let (key, scheme) = ("kind = \"Ed25519\"", "name = \"Ed25519\"");
        let text = text.replace(key, &format!("{key}\nuntil = {keys_until}"));
        let text = text.replace(scheme, &format!("{scheme}\nuntil = 2026-11-30"));
        let profile = Profile::from_toml(&text).expect("a profile");
        let policy = Policy::new(trust.expect("an anchor")).with_profile(profile);
        let (exists, at) = (time("2026-11-20T00:00:00Z"), time("2026-12-10T00:00:00Z"));
        let unasked = WithoutRevocation::new();
        let context = Context::of_policy(&policy, &unasked, exists);
        let path = path::find(&party.certificate, &[], &context).expect("a path");
        let mut proofs = Proofs::new(at);
        proofs.add(party.certificate.as_der(), time(proven));
        let made = Made { exists, after: None, refers: false, proofs: &proofs };
        let evidence = Evidence::new();
        let mut judgement = Judgement::new();
        let setting = Setting { policy: &policy, evidence: &evidence, at };
        judge_algorithms(&mut judgement, &path, made, &setting);
        judgement.finish().1.iter().filter(|one| one.clause() == CLAUSE).count()
    }

    #[test]
    fn of_several_rules_that_are_past_each_counts() {
        assert_eq!(doubts("2026-11-30", "2026-11-25T00:00:00Z"), 0);
        assert_eq!(doubts("2026-11-30", "2026-12-01T00:00:00Z"), 1);
        // The scheme, which is asked about first, was believed; the key no longer.
        assert_eq!(doubts("2026-11-22", "2026-11-25T00:00:00Z"), 1);
        assert_eq!(doubts("2026-11-22", "2026-11-22T00:00:00Z"), 0);
    }
}
