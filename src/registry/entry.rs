//! A binding of an identifier code to certificates.

use crate::Time;
use crate::crypto::Hasher;
use crate::edxml::statement::{Role, Sha256, normal};
use crate::x509::Certificate;

/// Which certificates a binding is about, the most specific first.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Matcher {
    /// The one of which this is the SHA-256, over its TBSCertificate in DER (RFC 5280 §4.1.1.1).
    Certificate(Sha256),
    /// Those for the key of which this is the SHA-256, over its SubjectPublicKeyInfo in DER.
    Key(Sha256),
    /// Those with this key identifier (RFC 5280 §4.2.1.2) from the issuer with this key.
    KeyIdentifier {
        /// The subject key identifier.
        identifier: Vec<u8>,
        /// SHA-256 of the issuer's SubjectPublicKeyInfo in DER.
        issuer: Sha256,
    },
    /// Those for this subject from the issuer with this key.
    Subject {
        /// The subject as RFC 4514 text, as [`Name`](crate::x509::Name) writes it.
        subject: String,
        /// SHA-256 of the issuer's SubjectPublicKeyInfo in DER.
        issuer: Sha256,
    },
    /// All from the issuer with this key.
    Issuer(Sha256),
}

impl Matcher {
    /// Names one certificate.
    ///
    /// # Security
    ///
    /// By what its issuer signed, not by the whole certificate: an ECDSA value (r, s) is as good as (r, n − s), so that
    /// anybody can make the certificate into one with another digest, which a binding that was revoked would not name.
    pub fn certificate(certificate: &Certificate) -> Self {
        Self::Certificate(Hasher::sha256(certificate.tbs_der()))
    }

    /// Names all certificates for the key of this one.
    pub fn key(certificate: &Certificate) -> Self {
        Self::Key(Hasher::sha256(certificate.spki()))
    }

    /// Names all certificates with the key identifier of this one, from the issuer with a key.
    ///
    /// `None` if it has none.
    pub fn key_identifier(certificate: &Certificate, issuer_key: &[u8]) -> Option<Self> {
        let identifier = certificate.extensions().subject_key_identifier()?.to_vec();
        Some(Self::KeyIdentifier { identifier, issuer: Hasher::sha256(issuer_key) })
    }

    /// Names all certificates for the subject of this one, from the issuer with a key.
    pub fn subject(certificate: &Certificate, issuer_key: &[u8]) -> Self {
        let subject = certificate.subject().to_string();
        Self::Subject { subject, issuer: Hasher::sha256(issuer_key) }
    }

    /// Names all certificates from the issuer with a key.
    pub fn issuer(issuer_key: &[u8]) -> Self {
        Self::Issuer(Hasher::sha256(issuer_key))
    }

    /// Names a certificate in each way, the most specific first.
    pub(super) fn all(certificate: &Certificate, issuer_key: &[u8]) -> Vec<Self> {
        let identifier = Self::key_identifier(certificate, issuer_key);
        [Self::certificate(certificate), Self::key(certificate)]
            .into_iter()
            .chain(identifier)
            .chain([Self::subject(certificate, issuer_key), Self::issuer(issuer_key)])
            .collect()
    }
}

/// That a binding holds no more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revocation {
    pub(super) at: Time,
    pub(super) reason: String,
}

impl Revocation {
    /// Returns since when.
    pub fn at(&self) -> Time {
        self.at
    }

    /// Returns why, in the words of whoever revoked it.
    pub fn reason(&self) -> &str {
        &self.reason
    }
}

/// That certificates are a body's, in which roles and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BindingEntry {
    pub(super) id: String,
    pub(super) code: String,
    pub(super) by: Matcher,
    pub(super) roles: Vec<Role>,
    pub(super) from: Time,
    pub(super) until: Option<Time>,
    pub(super) holder: String,
    pub(super) basis: String,
    pub(super) revoked: Option<Revocation>,
}

impl BindingEntry {
    /// Binds a code to certificates from a time on, for the role of the agency.
    ///
    /// `id` is what the binding is called in its registry, where no other is called so.
    pub fn new(id: &str, code: &str, by: Matcher, from: Time) -> Self {
        Self {
            id: normal(id),
            code: normal(code),
            by,
            roles: vec![Role::Agency],
            from,
            until: None,
            holder: String::new(),
            basis: String::new(),
            revoked: None,
        }
    }

    /// Says in which roles the certificates may seal, in place of the agency's.
    #[must_use]
    pub fn roles(self, roles: impl IntoIterator<Item = Role>) -> Self {
        let mut roles: Vec<Role> = roles.into_iter().collect();
        roles.sort_unstable();
        roles.dedup();
        Self { roles, ..self }
    }

    /// Says the last second in which the binding holds.
    #[must_use]
    pub fn until(self, until: Time) -> Self {
        Self { until: Some(until), ..self }
    }

    /// Says who holds the key, and on what ground: a person to whom signing was delegated, and the decision
    /// that says so.
    #[must_use]
    pub fn delegated(self, holder: &str, basis: &str) -> Self {
        Self { holder: normal(holder), basis: normal(basis), ..self }
    }

    /// Returns what it is called.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Returns the identifier code.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// Returns which certificates it is about.
    pub fn by(&self) -> &Matcher {
        &self.by
    }

    /// Returns the roles.
    pub fn allowed(&self) -> &[Role] {
        &self.roles
    }

    /// Returns since when it holds.
    pub fn since(&self) -> Time {
        self.from
    }

    /// Returns the last second in which it holds, if that is said.
    pub fn end(&self) -> Option<Time> {
        self.until
    }

    /// Returns who holds the key; empty if that is not said.
    pub fn holder(&self) -> &str {
        &self.holder
    }

    /// Returns on what ground the binding was made; empty if that is not said.
    pub fn basis(&self) -> &str {
        &self.basis
    }

    /// Returns that and when it was revoked.
    pub fn revocation(&self) -> Option<&Revocation> {
        self.revoked.as_ref()
    }
}
