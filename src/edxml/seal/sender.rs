//! Whether a certificate is a body's: the one question that certificates do not answer.

use crate::Time;
use crate::edxml::statement::Role;
use crate::path::VerifiedPath;
use crate::x509::Certificate;

/// What is known of a body and a certificate, the best first.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Binding {
    /// The certificate is that body's, and may seal in the role.
    Bound,
    /// The certificate is that body's, and may not seal in the role.
    RoleNotAllowed,
    /// The certificate was that body's at another time.
    Expired,
    /// The certificate is that body's no more: the binding was revoked.
    Revoked,
    /// The certificate is another body's, with this identifier code.
    Other(String),
    /// Nobody said whose certificate it is.
    Unknown,
}

/// What a seal that passed claims: that its certificate is a body's.
#[derive(Clone, Copy, Debug)]
pub struct Claim<'a> {
    organ: &'a str,
    role: Role,
    path: &'a VerifiedPath,
    certificate: &'a Certificate,
    at: Time,
}

impl<'a> Claim<'a> {
    /// Makes a claim; `None` for a path without certificates, which there is not.
    pub(crate) fn new(
        organ: &'a str,
        role: Role,
        path: &'a VerifiedPath,
        at: Time,
    ) -> Option<Self> {
        let certificate = path.certificates().first()?;
        Some(Self { organ, role, path, certificate, at })
    }

    /// Returns the identifier code of the body, in normal form.
    pub fn organ(&self) -> &'a str {
        self.organ
    }

    /// Returns the role that it seals in.
    pub fn role(&self) -> Role {
        self.role
    }

    /// Returns the certificate of the key that sealed.
    pub fn certificate(&self) -> &'a Certificate {
        self.certificate
    }

    /// Returns the path from that certificate to an anchor.
    pub fn path(&self) -> &'a VerifiedPath {
        self.path
    }

    /// Returns the SubjectPublicKeyInfo of the certificate's issuer, in DER.
    pub fn issuer_key(&self) -> &'a [u8] {
        match self.path.certificates().get(1) {
            Some(issuer) => issuer.spki(),
            None => self.path.anchor().spki(),
        }
    }

    /// Returns the time that it is about: when the seal provably existed, or that of the judgement.
    ///
    /// What a signer claims moves nothing.
    pub fn at(&self) -> Time {
        self.at
    }
}

/// Says whose certificates are whose.
///
/// Certificates of agencies carry no identifier code, so a good signature says nothing of the code in
/// a message. Somebody has to. Only seals that passed are asked about.
pub trait Senders {
    /// Says whether a certificate was that of a body at a time, and for a role.
    fn binding(&self, claim: &Claim<'_>) -> Binding;

    /// Tells whether it looks whose certificate it is, so that reports may say so.
    fn is_checking(&self) -> bool {
        true
    }
}

/// Takes any certificate for any sender's.
///
/// # Security
///
/// Whoever has a certificate under an anchor of the policy can then send in everybody's name.
#[expect(clippy::exhaustive_structs, reason = "it is made by its name")]
#[derive(Clone, Copy, Debug, Default)]
pub struct DangerouslyAnySender;

impl Senders for DangerouslyAnySender {
    fn binding(&self, _claim: &Claim<'_>) -> Binding {
        Binding::Bound
    }

    fn is_checking(&self) -> bool {
        false
    }
}

/// Knows nobody, so that no sender is bound.
#[expect(clippy::exhaustive_structs, reason = "it is made by its name")]
#[derive(Clone, Copy, Debug, Default)]
pub struct NoSenders;

impl Senders for NoSenders {
    fn binding(&self, _claim: &Claim<'_>) -> Binding {
        Binding::Unknown
    }
}

impl<F: Fn(&Claim<'_>) -> Binding> Senders for F {
    fn binding(&self, claim: &Claim<'_>) -> Binding {
        self(claim)
    }
}
