//! The seam through which revocation status is asked (RFC 5280 §6.1.3 (a)(3)).
//!
//! A path is found and checked without regard to revocation; then each of its certificates is asked
//! about, from the anchor down, so that whoever answers can rely on the issuer. Where the answers
//! come from is not known here.

use std::fmt::Debug;

use crate::policy::TrustAnchor;
use crate::time::Time;
use crate::x509::{Certificate, Name};

/// Who issued a certificate: an authority on the path, or the anchor.
#[non_exhaustive]
#[derive(Clone, Copy, Debug)]
pub enum Issuer<'a> {
    /// The anchor.
    Anchor(&'a TrustAnchor),
    /// The certificate above, already checked.
    Certificate(&'a Certificate),
}

impl<'a> Issuer<'a> {
    /// Returns the issuer's name.
    pub fn name(self) -> &'a Name {
        match self {
            Self::Anchor(anchor) => anchor.name(),
            Self::Certificate(certificate) => certificate.subject(),
        }
    }

    /// Returns the DER of the issuer's SubjectPublicKeyInfo.
    pub fn spki(self) -> &'a [u8] {
        match self {
            Self::Anchor(anchor) => anchor.spki(),
            Self::Certificate(certificate) => certificate.spki(),
        }
    }

    /// Returns the issuer's certificate, if it has one.
    pub fn certificate(self) -> Option<&'a Certificate> {
        match self {
            Self::Anchor(anchor) => anchor.certificate(),
            Self::Certificate(certificate) => Some(certificate),
        }
    }
}

/// What is known of a certificate's revocation.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// The certificate was not revoked at the time.
    Good,
    /// Nobody asked, and the policy does not mind. The path holds and says so.
    NotChecked,
    /// The certificate was revoked at this time.
    Revoked(Time),
    /// The policy wants an answer and there is none that counts.
    Undetermined,
}

/// What is asked: a certificate in its path, and a time.
#[non_exhaustive]
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// The certificate that is asked about.
    pub certificate: &'a Certificate,
    /// The certificates above it, its issuer first; none if the anchor issued it.
    pub above: &'a [&'a Certificate],
    /// The anchor of the path.
    pub anchor: &'a TrustAnchor,
    /// The time at which the path is to hold.
    pub at: Time,
}

impl<'a> Question<'a> {
    /// Asks about a certificate, given those above it and their anchor.
    pub fn new(
        certificate: &'a Certificate,
        above: &'a [&'a Certificate],
        anchor: &'a TrustAnchor,
        at: Time,
    ) -> Self {
        Self { certificate, above, anchor, at }
    }

    /// Returns who issued the certificate.
    pub fn issuer(&self) -> Issuer<'a> {
        match self.above.first() {
            Some(certificate) => Issuer::Certificate(certificate),
            None => Issuer::Anchor(self.anchor),
        }
    }
}

/// Answers what is known of the revocation of certificates.
pub trait RevocationChecker: Debug + Send + Sync {
    /// Says what is known about one certificate. Those above it were found not to be revoked.
    fn check(&self, question: Question<'_>) -> Status;
}

pub mod danger {
    //! What gives up a guarantee.

    use super::{Question, RevocationChecker, Status};

    /// Asks nobody whether a certificate was revoked.
    ///
    /// A key that was stolen and revoked is believed until its certificate expires. Each certificate
    /// of the path is marked [`Status::NotChecked`].
    #[derive(Clone, Copy, Debug, Default)]
    pub struct WithoutRevocation(());

    impl WithoutRevocation {
        /// Makes it.
        pub const fn new() -> Self {
            Self(())
        }
    }

    impl RevocationChecker for WithoutRevocation {
        fn check(&self, _: Question<'_>) -> Status {
            Status::NotChecked
        }
    }
}
