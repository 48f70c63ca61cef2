//! What all agencies of a gateway share, and why a gateway may have to stop.

use std::io::{Read, Seek, SeekFrom};
use std::sync::Arc;

use crate::Time;
use crate::crypto::{DigestAlgorithm, Hasher};
use crate::edxml::statement::Sha256;
use crate::error::Error;
use crate::gateway::{Agency, Inbound, Ledger, LedgerFault, Outbound, Policy};
use crate::language::Language;
use crate::policy;
use crate::registry::TrustedRegistry;

/// What decides about packages, for one agency or many; cheap to clone, and threads may share it.
///
/// It decides by one registry. When a newer one comes, make another gateway on the same ledger: what was judged by this
/// one can still be finished.
///
/// # Examples
///
/// ```
/// use std::fs::File;
/// use std::sync::Arc;
/// use std::time::Duration;
///
/// use antin::gateway::{Agency, Gateway, InMemory, Policy, Sending};
/// use antin::registry::TrustedRegistry;
/// use antin::{Evidence, Time, keys::Credential};
///
/// # fn demo(credential: Credential, trust: antin::Policy, registry: TrustedRegistry, now: Time)
/// # -> Result<(), Box<dyn std::error::Error>> {
/// let policy = Policy::from_toml(&std::fs::read_to_string("gateway-policy.toml")?)?;
/// let ledger = InMemory::new(Duration::from_secs(policy.window().into()), 100_000);
/// let gateway = Gateway::new(policy, trust, Arc::new(registry), Arc::new(ledger));
/// let agency = Agency::new("000.00.00.H37", credential)?;
///
/// let (package, out) = (File::open("cong-van.edxml")?, File::create("cong-van.sealed.edxml")?);
/// match gateway.outbound(&agency).send(package, &Evidence::new(), now, out)? {
///     Sending::Sent(sent) => println!("sealed, entry {}", sent.entry()),
///     Sending::Refused(refused) => println!("{:?}", refused.report().reasons()),
/// }
///
/// let arrived = File::open("cong-van-den.edxml")?;
/// let received = gateway.inbound(&agency).receive(arrived, &Evidence::new(), now)?;
/// println!("{} {:?}", received.decision().code(), received.reasons());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Gateway(Arc<Parts>);

#[derive(Debug)]
struct Parts {
    rules: Policy,
    trust: policy::Policy,
    registry: Arc<TrustedRegistry>,
    ledger: Arc<dyn Ledger>,
}

impl Gateway {
    /// Puts together the gateway's own policy, that by which signatures are judged, who is who, and what is
    /// never forgotten.
    pub fn new(
        rules: Policy,
        trust: policy::Policy,
        registry: Arc<TrustedRegistry>,
        ledger: Arc<dyn Ledger>,
    ) -> Self {
        Self(Arc::new(Parts { rules, trust, registry, ledger }))
    }

    /// Returns an agency's way out.
    pub fn outbound(&self, agency: &Agency) -> Outbound {
        Outbound::new(self.clone(), agency.clone())
    }

    /// Returns an agency's way in.
    pub fn inbound(&self, agency: &Agency) -> Inbound {
        Inbound::new(self.clone(), agency.clone())
    }

    pub(super) fn rules(&self) -> &Policy {
        &self.0.rules
    }

    pub(super) fn trust(&self) -> &policy::Policy {
        &self.0.trust
    }

    pub(super) fn registry(&self) -> &TrustedRegistry {
        &self.0.registry
    }

    pub(super) fn ledger(&self) -> &dyn Ledger {
        &*self.0.ledger
    }

    /// A registry that is past does not say what was revoked since.
    pub(super) fn is_current(&self, at: Time) -> Result<(), GatewayFault> {
        if self.registry().is_past(at) { Err(GatewayFault::RegistryPast) } else { Ok(()) }
    }
}

/// Why a gateway could not decide, or not record; it hands out nothing then.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GatewayFault {
    /// Reading, signing or writing failed.
    #[error("{0}")]
    Failed(Error),
    /// Nothing could be recorded.
    #[error("{0}")]
    Ledger(LedgerFault),
    /// A package that may not go out was to be sealed.
    #[error("the package may not go out")]
    NotAllowed,
    /// The next registry should be there by now.
    #[error("the registry is past")]
    RegistryPast,
}

impl GatewayFault {
    /// Returns a stable name for programs: `registry-past`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Failed(_) => "failed",
            Self::Ledger(_) => "ledger",
            Self::NotAllowed => "not-allowed",
            Self::RegistryPast => "registry-past",
        }
    }

    /// Returns it as one clause in a language.
    pub fn text(&self, language: Language) -> String {
        match self {
            Self::Failed(error) => error.text(language),
            Self::Ledger(fault) => fault.text(language).to_owned(),
            Self::NotAllowed => language
                .choose("the package may not go out", "gói tin không được phép gửi đi")
                .to_owned(),
            Self::RegistryPast => {
                language.choose("the registry is past", "danh bạ đã quá hạn").to_owned()
            }
        }
    }
}

impl From<Error> for GatewayFault {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

impl From<LedgerFault> for GatewayFault {
    fn from(fault: LedgerFault) -> Self {
        Self::Ledger(fault)
    }
}

/// Tells whether an error says something of the octets, and not of who could not read them.
pub(super) fn is_of_package(error: &Error) -> bool {
    matches!(error, Error::Malformed(_) | Error::LimitExceeded(_) | Error::Unsupported(_))
}

/// Returns the SHA-256 of all octets.
pub(super) fn sha256<R: Read + Seek>(mut package: R) -> Result<Sha256, Error> {
    package.seek(SeekFrom::Start(0))?;
    let mut hasher = Hasher::new(DigestAlgorithm::Sha256);
    let mut buffer = vec![0; 32 << 10];
    loop {
        match package.read(&mut buffer) {
            Ok(0) => break,
            Ok(count) => hasher.update(buffer.get(..count).unwrap_or_default()),
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error.into()),
        }
    }
    let mut sha256 = [0; 32];
    for (octet, value) in sha256.iter_mut().zip(hasher.finish().as_bytes()) {
        *octet = *value;
    }
    Ok(sha256)
}
