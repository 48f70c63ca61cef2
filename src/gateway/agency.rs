//! An agency at a gateway: its code, and its key, which nothing gives out.

use std::fmt;
use std::sync::Arc;

use crate::Time;
use crate::ades::{Evidence, Level};
use crate::cades;
use crate::edxml::statement::normal;
use crate::error::{ApiMisuse, CredentialError, Error};
use crate::keys::Credential;
use crate::tsp::Timestamper;
use crate::x509::Certificate;

/// An agency that a gateway serves; cheap to clone.
///
/// What it signs with is in it, and no function returns it. `Debug` shows the code alone.
#[derive(Clone)]
pub struct Agency {
    code: String,
    key: Key,
    timestamper: Option<Arc<dyn Timestamper>>,
}

#[derive(Clone)]
enum Key {
    Here(Credential),
    Elsewhere(Vec<Certificate>),
}

impl Agency {
    /// Serves the agency with an identifier code, whose key is at hand.
    ///
    /// # Errors
    ///
    /// [`ApiMisuse::NoSealer`] without a code.
    pub fn new(code: &str, credential: Credential) -> Result<Self, Error> {
        Self::with(code, Key::Here(credential))
    }

    /// Serves an agency whose key is elsewhere; the chain begins with the certificate of that key.
    ///
    /// Everything is signed in two steps then: prepared here, and finished with the value.
    ///
    /// # Errors
    ///
    /// [`ApiMisuse::NoSealer`] without a code, [`Error::Credential`] without a certificate.
    pub fn elsewhere(code: &str, chain: Vec<Certificate>) -> Result<Self, Error> {
        if chain.is_empty() {
            return Err(Error::Credential(CredentialError::NoCertificate));
        }
        Self::with(code, Key::Elsewhere(chain))
    }

    fn with(code: &str, key: Key) -> Result<Self, Error> {
        let code = normal(code);
        if code.is_empty() {
            return Err(Error::ApiMisuse(ApiMisuse::NoSealer));
        }
        Ok(Self { code, key, timestamper: None })
    }

    /// Sets who makes time-stamps for the agency, which levels above B ask for.
    #[must_use]
    pub fn timestamper(self, timestamper: Arc<dyn Timestamper>) -> Self {
        Self { timestamper: Some(timestamper), ..self }
    }

    /// Returns the identifier code, in normal form.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// Tells whether the key is at hand; otherwise everything is signed in two steps.
    pub fn has_key(&self) -> bool {
        matches!(self.key, Key::Here(_))
    }

    pub(super) fn chain(&self) -> &[Certificate] {
        match &self.key {
            Key::Here(credential) => credential.chain(),
            Key::Elsewhere(chain) => chain,
        }
    }

    pub(super) fn credential(&self) -> Result<&Credential, Error> {
        match &self.key {
            Key::Here(credential) => Ok(credential),
            Key::Elsewhere(_) => Err(Error::Credential(CredentialError::NoKey)),
        }
    }

    /// How the agency signs: at a level and a time, with what long-term levels keep.
    pub(super) fn options(&self, level: Level, evidence: &Evidence, at: Time) -> cades::Options {
        let mut options = cades::Options::new(level).signing_time(at);
        if let Some(timestamper) = &self.timestamper {
            options = options.timestamper(Arc::clone(timestamper));
        }
        if level > Level::T { options.evidence(evidence.clone()) } else { options }
    }
}

impl fmt::Debug for Agency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Agency").field("code", &self.code).finish_non_exhaustive()
    }
}
