//! Verdicts: the status indications and sub-indications of signature validation.
//!
//! ETSI EN 319 102-1 V1.4.1 §5.1.3, Tables 5 and 6. All sub-indications are here, those too that
//! only levels above B can give.

use std::fmt;

/// What was found about a signature, or about a document as a whole.
///
/// `Display` is the indication and, in brackets, the sub-indication: `TOTAL-FAILED
/// (HASH_FAILURE)`.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// TOTAL-FAILED: the signature is certainly not good.
    Failed(Failure),
    /// INDETERMINATE: what is at hand does not suffice to say that it is good, or that it is not.
    Indeterminate(Doubt),
    /// TOTAL-PASSED: every check that the policy asks for was made and passed.
    Passed,
}

impl Verdict {
    /// Returns the status indication: `TOTAL-PASSED`, `TOTAL-FAILED` or `INDETERMINATE`.
    pub fn etsi_name(self) -> &'static str {
        match self {
            Self::Failed(_) => "TOTAL-FAILED",
            Self::Indeterminate(_) => "INDETERMINATE",
            Self::Passed => "TOTAL-PASSED",
        }
    }

    /// Returns the sub-indication, such as `HASH_FAILURE`; a pass has none.
    pub fn sub_indication(self) -> Option<&'static str> {
        match self {
            Self::Failed(failure) => Some(failure.etsi_name()),
            Self::Indeterminate(doubt) => Some(doubt.etsi_name()),
            Self::Passed => None,
        }
    }

    /// Says whether this is TOTAL-PASSED.
    pub fn is_passed(self) -> bool {
        matches!(self, Self::Passed)
    }

    /// Returns the verdict on a whole that has parts with these verdicts.
    ///
    /// The first failure decides; without one, the first doubt. A whole without parts did not
    /// pass: nothing was signed.
    pub(crate) fn of_all(parts: impl IntoIterator<Item = Self>) -> Self {
        let whole = parts.into_iter().fold(None, |whole: Option<Self>, part| match whole {
            Some(whole) if whole.rank() <= part.rank() => Some(whole),
            _ => Some(part),
        });
        whole.unwrap_or(Self::Indeterminate(Doubt::Custom))
    }

    fn rank(self) -> u8 {
        match self {
            Self::Failed(_) => 0,
            Self::Indeterminate(_) => 1,
            Self::Passed => 2,
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.etsi_name())?;
        match self.sub_indication() {
            Some(sub) => write!(f, " ({sub})"),
            None => Ok(()),
        }
    }
}

/// Why a signature is TOTAL-FAILED (EN 319 102-1 Table 6).
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Failure {
    /// The signature was certainly made after its certificate ended.
    Expired,
    /// The signature does not conform to its base standard so far that it cannot be processed.
    FormatFailure,
    /// A digest in the signature is not that of the data it stands for.
    HashFailure,
    /// The signature was certainly made before its certificate began.
    NotYetValid,
    /// The signature was certainly made after its certificate was revoked.
    Revoked,
    /// The signature value does not verify with the key of the signing certificate.
    SigCryptoFailure,
}

impl Failure {
    /// Every failure there is.
    pub const ALL: &'static [Self] = &[
        Self::Expired,
        Self::FormatFailure,
        Self::HashFailure,
        Self::NotYetValid,
        Self::Revoked,
        Self::SigCryptoFailure,
    ];

    /// Returns the sub-indication's name in the standard, such as `HASH_FAILURE`.
    pub fn etsi_name(self) -> &'static str {
        match self {
            Self::Expired => "EXPIRED",
            Self::FormatFailure => "FORMAT_FAILURE",
            Self::HashFailure => "HASH_FAILURE",
            Self::NotYetValid => "NOT_YET_VALID",
            Self::Revoked => "REVOKED",
            Self::SigCryptoFailure => "SIG_CRYPTO_FAILURE",
        }
    }
}

/// Why a signature is INDETERMINATE (EN 319 102-1 Table 6).
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Doubt {
    /// The certificates at hand gave an error when the chain was validated.
    CertificateChainGeneralFailure,
    /// The chain does not meet the policy's demands on certificates.
    ChainConstraintsFailure,
    /// An algorithm or key size is below what the policy demands.
    CryptoConstraintsFailure,
    /// An algorithm or key size was once enough, and nothing proves that it was used then.
    CryptoConstraintsFailureNoPoe,
    /// A reason that the standard has no name for; the findings say which.
    Custom,
    /// No chain leads from the signing certificate to a trust anchor.
    NoCertificateChainFound,
    /// The trust anchor is no longer trusted, and nothing proves that the signature is older.
    NoCertificateChainFoundNoPoe,
    /// Nothing proves that a signed object existed before it could be forged.
    NoPoe,
    /// The signing certificate cannot be identified.
    NoSigningCertificateFound,
    /// The signing certificate is expired or not yet valid, and nothing proves when it was used.
    OutOfBoundsNoPoe,
    /// As [`OutOfBoundsNoPoe`](Self::OutOfBoundsNoPoe), and the certificate was not revoked.
    OutOfBoundsNotRevoked,
    /// A formal policy file could not be processed.
    PolicyProcessingError,
    /// The signer of revocation data is expired or not yet valid, and nothing proves their age.
    RevocationOutOfBoundsNoPoe,
    /// A CA certificate of the chain is revoked, and nothing proves that the signature is older.
    RevokedCaNoPoe,
    /// The signing certificate is revoked, and nothing proves that the signature is older.
    RevokedNoPoe,
    /// Attributes of the signature do not meet the policy's demands.
    SigConstraintsFailure,
    /// The document that the signature names as its policy is not at hand.
    SignaturePolicyNotAvailable,
    /// The signed data is not at hand.
    SignedDataNotFound,
    /// Time-stamps are not in the order in which they must have been made.
    TimestampOrderFailure,
    /// Revocation status that is still to come, or still to be fetched, may decide.
    TryLater,
}

impl Doubt {
    /// Every doubt there is.
    pub const ALL: &'static [Self] = &[
        Self::CertificateChainGeneralFailure,
        Self::ChainConstraintsFailure,
        Self::CryptoConstraintsFailure,
        Self::CryptoConstraintsFailureNoPoe,
        Self::Custom,
        Self::NoCertificateChainFound,
        Self::NoCertificateChainFoundNoPoe,
        Self::NoPoe,
        Self::NoSigningCertificateFound,
        Self::OutOfBoundsNoPoe,
        Self::OutOfBoundsNotRevoked,
        Self::PolicyProcessingError,
        Self::RevocationOutOfBoundsNoPoe,
        Self::RevokedCaNoPoe,
        Self::RevokedNoPoe,
        Self::SigConstraintsFailure,
        Self::SignaturePolicyNotAvailable,
        Self::SignedDataNotFound,
        Self::TimestampOrderFailure,
        Self::TryLater,
    ];

    /// Returns the sub-indication's name in the standard, such as `TRY_LATER`.
    pub fn etsi_name(self) -> &'static str {
        match self {
            Self::CertificateChainGeneralFailure => "CERTIFICATE_CHAIN_GENERAL_FAILURE",
            Self::ChainConstraintsFailure => "CHAIN_CONSTRAINTS_FAILURE",
            Self::CryptoConstraintsFailure => "CRYPTO_CONSTRAINTS_FAILURE",
            Self::CryptoConstraintsFailureNoPoe => "CRYPTO_CONSTRAINTS_FAILURE_NO_POE",
            Self::Custom => "CUSTOM",
            Self::NoCertificateChainFound => "NO_CERTIFICATE_CHAIN_FOUND",
            Self::NoCertificateChainFoundNoPoe => "NO_CERTIFICATE_CHAIN_FOUND_NO_POE",
            Self::NoPoe => "NO_POE",
            Self::NoSigningCertificateFound => "NO_SIGNING_CERTIFICATE_FOUND",
            Self::OutOfBoundsNoPoe => "OUT_OF_BOUNDS_NO_POE",
            Self::OutOfBoundsNotRevoked => "OUT_OF_BOUNDS_NOT_REVOKED",
            Self::PolicyProcessingError => "POLICY_PROCESSING_ERROR",
            Self::RevocationOutOfBoundsNoPoe => "REVOCATION_OUT_OF_BOUNDS_NO_POE",
            Self::RevokedCaNoPoe => "REVOKED_CA_NO_POE",
            Self::RevokedNoPoe => "REVOKED_NO_POE",
            Self::SigConstraintsFailure => "SIG_CONSTRAINTS_FAILURE",
            Self::SignaturePolicyNotAvailable => "SIGNATURE_POLICY_NOT_AVAILABLE",
            Self::SignedDataNotFound => "SIGNED_DATA_NOT_FOUND",
            Self::TimestampOrderFailure => "TIMESTAMP_ORDER_FAILURE",
            Self::TryLater => "TRY_LATER",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashSet;

    fn all() -> Vec<Verdict> {
        let failures = Failure::ALL.iter().map(|failure| Verdict::Failed(*failure));
        let doubts = Doubt::ALL.iter().map(|doubt| Verdict::Indeterminate(*doubt));
        failures.chain(doubts).chain([Verdict::Passed]).collect()
    }

    #[test]
    fn has_the_six_failures_and_twenty_doubts_of_table_6() {
        let names: HashSet<_> = all().into_iter().filter_map(Verdict::sub_indication).collect();
        assert_eq!((Failure::ALL.len(), Doubt::ALL.len(), names.len()), (6, 20, 26));
    }

    #[test]
    fn displays_indication_and_sub_indication() {
        assert_eq!(Verdict::Passed.to_string(), "TOTAL-PASSED");
        assert_eq!(
            Verdict::Failed(Failure::HashFailure).to_string(),
            "TOTAL-FAILED (HASH_FAILURE)"
        );
        assert_eq!(
            Verdict::Indeterminate(Doubt::TryLater).to_string(),
            "INDETERMINATE (TRY_LATER)"
        );
    }

    #[test]
    fn nothing_is_not_a_pass() {
        assert_eq!(Verdict::of_all([]), Verdict::Indeterminate(Doubt::Custom));
    }

    proptest! {
        #[test]
        fn a_whole_passes_only_if_every_part_does(parts in proptest::collection::vec(proptest::sample::select(all()), 1..8)) {
            let whole = Verdict::of_all(parts.iter().copied());
            prop_assert_eq!(whole.is_passed(), parts.iter().all(|part| part.is_passed()));
            let first_failure = parts.iter().find(|part| matches!(part, Verdict::Failed(_)));
            let first_doubt = parts.iter().find(|part| matches!(part, Verdict::Indeterminate(_)));
            prop_assert_eq!(whole, *first_failure.or(first_doubt).unwrap_or(&Verdict::Passed));
        }
    }
}
