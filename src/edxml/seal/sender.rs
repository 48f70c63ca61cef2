//! Whether a certificate is the sender's: the one question that certificates do not answer.

use crate::Time;
use crate::x509::Certificate;

/// What is known of a body and a certificate.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binding {
    /// The certificate is that body's.
    Bound,
    /// Nobody said whose certificate it is.
    Unknown,
}

/// Says whose certificates are whose.
///
/// Certificates of agencies carry no identifier code, so a good signature says nothing of the code in
/// a message. Somebody has to.
pub trait Senders {
    /// Says whether a certificate was that of the body with the identifier code `organ` at a time.
    fn binding(&self, organ: &str, certificate: &Certificate, at: Time) -> Binding;
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
    fn binding(&self, _organ: &str, _certificate: &Certificate, _at: Time) -> Binding {
        Binding::Bound
    }
}

/// Knows nobody, so that no sender is bound.
#[expect(clippy::exhaustive_structs, reason = "it is made by its name")]
#[derive(Clone, Copy, Debug, Default)]
pub struct NoSenders;

impl Senders for NoSenders {
    fn binding(&self, _organ: &str, _certificate: &Certificate, _at: Time) -> Binding {
        Binding::Unknown
    }
}

impl<F: Fn(&str, &Certificate, Time) -> Binding> Senders for F {
    fn binding(&self, organ: &str, certificate: &Certificate, at: Time) -> Binding {
        self(organ, certificate, at)
    }
}
