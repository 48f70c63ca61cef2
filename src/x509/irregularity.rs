//! What a certificate does against RFC 5280 that does not make it unreadable.
//!
//! Real certification authorities err, and a certificate that nobody can read cannot be judged
//! either. What cannot be mistaken for something else is read and listed here; `path` decides which
//! of it ends a path.

use std::fmt;

/// A departure from RFC 5280 that the reader tolerated.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Irregularity {
    /// The serial number is zero, which old trust anchors have.
    ZeroSerial,
    /// A date before 2050 is written as GeneralizedTime.
    GeneralizedTimeBefore2050,
    /// A BOOLEAN with its default value is written out.
    ExplicitDefault,
    /// A PrintableString has a character outside its repertoire, such as `@` or an accented letter.
    PrintableString,
    /// A path length is given although the subject is not a certification authority.
    PathLengthWithoutCa,
    /// The key usage has trailing zero bits.
    KeyUsageTrailingZeros,
    /// The authority key identifier has an issuer without a serial number, or the reverse.
    AuthorityKeyIdentifierHalf,
    /// The issuer alternative name could not be read: empty, for instance.
    IssuerAltName,
    /// The CRL distribution points could not be read.
    CrlDistributionPoints,
    /// The freshest-CRL points could not be read.
    FreshestCrl,
    /// The authority information access could not be read.
    AuthorityInfoAccess,
    /// The subject information access could not be read.
    SubjectInfoAccess,
}

impl Irregularity {
    const ALL: [Self; 12] = [
        Self::ZeroSerial,
        Self::GeneralizedTimeBefore2050,
        Self::ExplicitDefault,
        Self::PrintableString,
        Self::PathLengthWithoutCa,
        Self::KeyUsageTrailingZeros,
        Self::AuthorityKeyIdentifierHalf,
        Self::IssuerAltName,
        Self::CrlDistributionPoints,
        Self::FreshestCrl,
        Self::AuthorityInfoAccess,
        Self::SubjectInfoAccess,
    ];

    /// Returns the clause that is broken.
    pub fn clause(self) -> &'static str {
        match self {
            Self::ZeroSerial => "RFC 5280 §4.1.2.2",
            Self::GeneralizedTimeBefore2050 => "RFC 5280 §4.1.2.5",
            Self::ExplicitDefault => "X.690 §11.5",
            Self::PrintableString => "X.680 §41.4",
            Self::PathLengthWithoutCa => "RFC 5280 §4.2.1.9",
            Self::KeyUsageTrailingZeros => "X.690 §11.2.2",
            Self::AuthorityKeyIdentifierHalf => "RFC 5280 §4.2.1.1",
            Self::IssuerAltName => "RFC 5280 §4.2.1.7",
            Self::CrlDistributionPoints => "RFC 5280 §4.2.1.13",
            Self::FreshestCrl => "RFC 5280 §4.2.1.15",
            Self::AuthorityInfoAccess => "RFC 5280 §4.2.2.1",
            Self::SubjectInfoAccess => "RFC 5280 §4.2.2.2",
        }
    }

    fn bit(self) -> u32 {
        let index = Self::ALL.iter().position(|one| *one == self).unwrap_or(Self::ALL.len());
        u32::try_from(index).ok().and_then(|index| 1_u32.checked_shl(index)).unwrap_or(0)
    }
}

impl fmt::Display for Irregularity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self {
            Self::ZeroSerial => "the serial number is zero",
            Self::GeneralizedTimeBefore2050 => "a date before 2050 is written as GeneralizedTime",
            Self::ExplicitDefault => "a default value is written out",
            Self::PrintableString => "a PrintableString has a character outside its repertoire",
            Self::PathLengthWithoutCa => "a path length for what is not an authority",
            Self::KeyUsageTrailingZeros => "the key usage has trailing zero bits",
            Self::AuthorityKeyIdentifierHalf => "the authority key identifier is incomplete",
            Self::IssuerAltName => "the issuer alternative name is malformed",
            Self::CrlDistributionPoints => "the CRL distribution points are malformed",
            Self::FreshestCrl => "the freshest-CRL points are malformed",
            Self::AuthorityInfoAccess => "the authority information access is malformed",
            Self::SubjectInfoAccess => "the subject information access is malformed",
        };
        write!(f, "{text} ({})", self.clause())
    }
}

/// A set of irregularities.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Irregularities(u32);

impl Irregularities {
    pub(crate) fn add(&mut self, one: Irregularity) {
        self.0 |= one.bit();
    }

    pub(crate) fn has(self, one: Irregularity) -> bool {
        self.0 & one.bit() != 0
    }

    pub(crate) fn iter(self) -> impl Iterator<Item = Irregularity> {
        Irregularity::ALL.into_iter().filter(move |one| self.has(*one))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_irregularity_has_a_bit_of_its_own() {
        let mut seen = 0;
        for one in Irregularity::ALL {
            assert_eq!(one.bit().count_ones(), 1, "{one}");
            assert_eq!(seen & one.bit(), 0, "{one}");
            seen |= one.bit();
        }
    }
}
