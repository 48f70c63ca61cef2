//! What a key may be used for: keyUsage (RFC 5280 §4.2.1.3) and extKeyUsage (§4.2.1.12).

use crate::der::Reader;
use crate::error::Error;
use crate::oid::{self, Oid};
use crate::x509::irregularity::{Irregularities, Irregularity};

/// The uses that a keyUsage extension names.
///
/// ```text
/// KeyUsage ::= BIT STRING { digitalSignature (0), nonRepudiation (1), keyEncipherment (2),
///   dataEncipherment (3), keyAgreement (4), keyCertSign (5), cRLSign (6), encipherOnly (7),
///   decipherOnly (8) }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyUsage(u16);

/// One bit of keyUsage.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyUsageBit {
    /// Signatures other than those on certificates and CRLs.
    DigitalSignature,
    /// Signatures that a third party is to judge; also called contentCommitment.
    NonRepudiation,
    /// Encrypting keys.
    KeyEncipherment,
    /// Encrypting data.
    DataEncipherment,
    /// Agreeing on keys.
    KeyAgreement,
    /// Signing certificates.
    KeyCertSign,
    /// Signing CRLs.
    CrlSign,
    /// With key agreement: only encrypting.
    EncipherOnly,
    /// With key agreement: only decrypting.
    DecipherOnly,
}

impl KeyUsageBit {
    /// All bits, in the order of their numbers.
    pub const ALL: [Self; 9] = [
        Self::DigitalSignature,
        Self::NonRepudiation,
        Self::KeyEncipherment,
        Self::DataEncipherment,
        Self::KeyAgreement,
        Self::KeyCertSign,
        Self::CrlSign,
        Self::EncipherOnly,
        Self::DecipherOnly,
    ];

    /// Returns the name in RFC 5280.
    pub fn name(self) -> &'static str {
        match self {
            Self::DigitalSignature => "digitalSignature",
            Self::NonRepudiation => "nonRepudiation",
            Self::KeyEncipherment => "keyEncipherment",
            Self::DataEncipherment => "dataEncipherment",
            Self::KeyAgreement => "keyAgreement",
            Self::KeyCertSign => "keyCertSign",
            Self::CrlSign => "cRLSign",
            Self::EncipherOnly => "encipherOnly",
            Self::DecipherOnly => "decipherOnly",
        }
    }

    fn mask(self) -> u16 {
        match self {
            Self::DigitalSignature => 0x8000,
            Self::NonRepudiation => 0x4000,
            Self::KeyEncipherment => 0x2000,
            Self::DataEncipherment => 0x1000,
            Self::KeyAgreement => 0x0800,
            Self::KeyCertSign => 0x0400,
            Self::CrlSign => 0x0200,
            Self::EncipherOnly => 0x0100,
            Self::DecipherOnly => 0x0080,
        }
    }
}

impl KeyUsage {
    pub(crate) fn read(mut value: Reader<'_>, found: &mut Irregularities) -> Result<Self, Error> {
        let place = value;
        let (unused, octets) = value.bit_string("keyUsage")?;
        value.finish("keyUsage")?;
        // RFC 5280 §4.2.1.3: at least one bit is set.
        if octets.iter().all(|octet| *octet == 0) {
            return Err(place.error("keyUsage", "RFC 5280 §4.2.1.3: no bit is set"));
        }
        // X.690 §11.2.2: a list of named bits ends with a one.
        if octets.last().is_some_and(|last| last >> unused & 1 == 0) {
            found.add(Irregularity::KeyUsageTrailingZeros);
        }
        let octet = |index: usize| u16::from(octets.get(index).copied().unwrap_or(0));
        Ok(Self(octet(0) << 8 | octet(1)))
    }

    /// Whether a use is named.
    pub fn has(self, bit: KeyUsageBit) -> bool {
        self.0 & bit.mask() != 0
    }

    /// Returns the uses that are named.
    pub fn bits(self) -> impl Iterator<Item = KeyUsageBit> {
        KeyUsageBit::ALL.into_iter().filter(move |bit| self.has(*bit))
    }
}

/// The purposes that an extKeyUsage extension names.
///
/// ```text
/// ExtKeyUsageSyntax ::= SEQUENCE SIZE (1..MAX) OF KeyPurposeId
/// ```
#[derive(Clone, Copy, Debug)]
pub struct ExtendedKeyUsage<'a> {
    purposes: Reader<'a>,
}

impl<'a> ExtendedKeyUsage<'a> {
    pub(crate) fn read(mut value: Reader<'a>) -> Result<Self, Error> {
        let purposes = value.sequence("extKeyUsage")?;
        value.finish("extKeyUsage")?;
        // RFC 5280 §4.2.1.12: one or more purposes.
        if purposes.is_empty() {
            return Err(purposes.error("extKeyUsage", "RFC 5280 §4.2.1.12: empty"));
        }
        let mut rest = purposes;
        while !rest.is_empty() {
            rest.oid("KeyPurposeId")?;
        }
        Ok(Self { purposes })
    }

    /// Returns the purposes.
    pub fn purposes(&self) -> impl Iterator<Item = Oid<'a>> + use<'a> {
        let mut rest = self.purposes;
        std::iter::from_fn(
            move || if rest.is_empty() { None } else { rest.oid("KeyPurposeId").ok() },
        )
    }

    /// Whether a purpose is named.
    pub fn has(&self, purpose: Oid<'_>) -> bool {
        self.purposes().any(|one| one == purpose)
    }

    /// Whether a purpose is named, by itself or by anyExtendedKeyUsage.
    pub fn allows(&self, purpose: Oid<'_>) -> bool {
        self.purposes().any(|one| one == purpose || one == oid::ANY_EXTENDED_KEY_USAGE)
    }
}
