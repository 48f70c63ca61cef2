//! What a time-stamp says: TSTInfo (RFC 3161 §2.4.2).

use std::cmp::Ordering;

use crate::der::{Reader, Tag, Writer};
use crate::error::{Error, Unsupported};
use crate::oid::{ObjectIdentifier, Oid};
use crate::time::Time;
use crate::tsp::Imprint;

const WHAT: &str = "TSTInfo";

/// What a time-stamp says. Until its signature is verified it is a claim.
///
/// ```text
/// TSTInfo ::= SEQUENCE {
///   version INTEGER { v1(1) }, policy TSAPolicyId, messageImprint MessageImprint,
///   serialNumber INTEGER, genTime GeneralizedTime, accuracy Accuracy OPTIONAL,
///   ordering BOOLEAN DEFAULT FALSE, nonce INTEGER OPTIONAL,
///   tsa [0] GeneralName OPTIONAL, extensions [1] IMPLICIT Extensions OPTIONAL }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TstInfo {
    pub(super) policy: ObjectIdentifier,
    pub(super) imprint: Imprint,
    pub(super) serial: Vec<u8>,
    pub(super) time: Time,
    /// What the time has beyond its second.
    pub(super) micros: u32,
    pub(super) accuracy: Option<Accuracy>,
    pub(super) ordering: bool,
    pub(super) nonce: Option<Vec<u8>>,
    /// The GeneralName in DER.
    pub(super) authority: Option<Vec<u8>>,
}

/// By how much the time may be wrong (RFC 3161 §2.4.2).
///
/// ```text
/// Accuracy ::= SEQUENCE {
///   seconds INTEGER OPTIONAL, millis [0] INTEGER (1..999) OPTIONAL,
///   micros [1] INTEGER (1..999) OPTIONAL }
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Accuracy {
    seconds: u64,
    millis: u16,
    micros: u16,
}

impl Accuracy {
    /// Makes an accuracy of whole seconds.
    pub fn from_seconds(seconds: u32) -> Self {
        Self { seconds: u64::from(seconds), millis: 0, micros: 0 }
    }

    /// Returns the microseconds.
    pub fn as_micros(self) -> u64 {
        let micros = u64::from(self.millis) * 1_000 + u64::from(self.micros);
        self.seconds.saturating_mul(1_000_000).saturating_add(micros)
    }

    fn read(reader: Reader<'_>) -> Result<Self, Error> {
        const WHAT: &str = "Accuracy";
        let mut reader = reader;
        let mut accuracy = Self::default();
        if reader.peek(Tag::INTEGER) {
            accuracy.seconds = reader.small_integer("Accuracy.seconds")?;
        }
        accuracy.millis = Self::part(&mut reader, 0)?;
        accuracy.micros = Self::part(&mut reader, 1)?;
        reader.finish(WHAT)?;
        Ok(accuracy)
    }

    fn part(reader: &mut Reader<'_>, number: u8) -> Result<u16, Error> {
        const WHAT: &str = "Accuracy.millis, micros";
        let place = *reader;
        let Some(tlv) = reader.optional(Tag::context(number), WHAT)? else { return Ok(0) };
        let value = crate::der::small_integer(&tlv, WHAT)?;
        let value = u16::try_from(value).ok().filter(|value| (1..=999).contains(value));
        value.ok_or_else(|| place.error(WHAT, "RFC 3161 §2.4.2: 1 to 999"))
    }

    fn write(self, out: &mut Writer) {
        out.sequence(|out| {
            if self.seconds > 0 {
                out.unsigned(self.seconds);
            }
            for (number, part) in [(0, self.millis), (1, self.micros)] {
                if part > 0 {
                    let mut integer = Writer::new();
                    integer.unsigned(u64::from(part));
                    let integer = integer.finish();
                    out.value(Tag::context(number), integer.get(2..).unwrap_or_default());
                }
            }
        });
    }
}

impl TstInfo {
    /// Returns the policy by which the authority works.
    pub fn policy(&self) -> Oid<'_> {
        self.policy.as_oid()
    }

    /// Returns what was time-stamped.
    pub fn imprint(&self) -> &Imprint {
        &self.imprint
    }

    /// Returns the octets of the serial number.
    pub fn serial(&self) -> &[u8] {
        &self.serial
    }

    /// Returns the time, cut to its second.
    pub fn time(&self) -> Time {
        self.time
    }

    /// Returns the latest time at which this can have been made, rounded up: what is proven by it existed
    /// then (RFC 3161 §2.4.2: genTime and the accuracy).
    pub fn latest(&self) -> Time {
        let after = u64::from(self.micros).saturating_add(self.accuracy_micros());
        self.time.plus_seconds(seconds_up(after))
    }

    /// Returns the earliest time at which this can have been made, rounded down.
    pub fn earliest(&self) -> Time {
        let before = self.accuracy_micros().saturating_sub(self.micros.into());
        self.time.plus_seconds(seconds_up(before).saturating_neg())
    }

    fn accuracy_micros(&self) -> u64 {
        self.accuracy.map_or(0, Accuracy::as_micros)
    }

    /// Returns by how much the time may be wrong, if the authority says so.
    pub fn accuracy(&self) -> Option<Accuracy> {
        self.accuracy
    }

    /// Says whether the authority's time-stamps can be ordered by their times alone.
    pub fn is_ordered(&self) -> bool {
        self.ordering
    }

    /// Returns the number that the request had.
    pub fn nonce(&self) -> Option<&[u8]> {
        self.nonce.as_deref()
    }

    /// Returns the name of the authority, a GeneralName in DER: a hint.
    pub fn authority(&self) -> Option<&[u8]> {
        self.authority.as_deref()
    }

    /// Compares the times of two time-stamps, to the microsecond.
    pub fn compare_times(&self, other: &Self) -> Ordering {
        (self.time, self.micros).cmp(&(other.time, other.micros))
    }

    pub(super) fn read(der: &[u8]) -> Result<Self, Error> {
        let mut outer = Reader::new(der);
        let mut reader = outer.sequence(WHAT)?;
        outer.finish(WHAT)?;
        if reader.small_integer("TSTInfo.version")? != 1 {
            return Err(Error::Unsupported(Unsupported::Version));
        }
        let policy = reader.oid("TSTInfo.policy")?.to_owned();
        let imprint = Imprint::read(&mut reader)?;
        let serial = reader.integer("TSTInfo.serialNumber")?.to_vec();
        let (time, micros) = gen_time(&mut reader)?;
        let accuracy = reader.optional(Tag::SEQUENCE, "accuracy")?;
        let accuracy = accuracy.map(|tlv| Accuracy::read(tlv.reader())).transpose()?;
        let ordering = reader.peek(Tag::BOOLEAN) && reader.boolean("ordering")?;
        let nonce = match reader.peek(Tag::INTEGER) {
            true => Some(reader.integer("nonce")?.to_vec()),
            false => None,
        };
        let authority = reader.optional(Tag::context_constructed(0), "tsa")?;
        let authority = authority.map(|tlv| tlv.value.to_vec());
        if let Some(extensions) = reader.optional(Tag::context_constructed(1), "extensions")? {
            check_extensions(extensions.reader())?;
        }
        reader.finish(WHAT)?;
        Ok(Self { policy, imprint, serial, time, micros, accuracy, ordering, nonce, authority })
    }

    pub(super) fn to_der(&self) -> Vec<u8> {
        let mut out = Writer::with_capacity(160);
        out.sequence(|out| {
            out.unsigned(1).oid(self.policy.as_oid());
            self.imprint.write(out);
            out.value(Tag::INTEGER, &self.serial).generalized_time(self.time);
            if let Some(accuracy) = self.accuracy {
                accuracy.write(out);
            }
            if self.ordering {
                out.boolean(true);
            }
            if let Some(nonce) = &self.nonce {
                out.value(Tag::INTEGER, nonce);
            }
            if let Some(authority) = &self.authority {
                out.value(Tag::context_constructed(0), authority);
            }
        });
        out.finish()
    }
}

/// Microseconds in whole seconds, rounded up.
fn seconds_up(micros: u64) -> i64 {
    i64::try_from(micros.div_ceil(1_000_000)).unwrap_or(i64::MAX)
}

/// RFC 3161 §2.4.2: GeneralizedTime in UTC, with a fraction of a second or without.
fn gen_time(reader: &mut Reader<'_>) -> Result<(Time, u32), Error> {
    const WHAT: &str = "TSTInfo.genTime";
    let place = *reader;
    let tlv = reader.expect(Tag::GENERALIZED_TIME, WHAT)?;
    let wrong = || place.error(WHAT, "RFC 3161 §2.4.2: genTime");
    let (whole, fraction) = match tlv.value.split_at_checked(14) {
        Some((whole, [b'Z'])) => (whole, &[][..]),
        Some((whole, [b'.', fraction @ .., b'Z'])) if !fraction.is_empty() => (whole, fraction),
        _ => return Err(wrong()),
    };
    if !fraction.iter().all(u8::is_ascii_digit) {
        return Err(wrong());
    }
    let mut seconds = Writer::new();
    seconds.value(Tag::GENERALIZED_TIME, &[whole, b"Z"].concat());
    let seconds = seconds.finish();
    let time = Reader::new(&seconds).time(WHAT).map_err(|_| wrong())?;
    // NOTE: DER forbids trailing zeros; some authorities write them.
    let digits = fraction.iter().chain(std::iter::repeat(&b'0')).take(6);
    let micros = digits.fold(0, |value, digit| value * 10 + u32::from(digit - b'0'));
    Ok((time, micros))
}

/// RFC 3161 §2.4.2, RFC 5280 §4.2: what is critical and not known makes it unusable.
fn check_extensions(mut extensions: Reader<'_>) -> Result<(), Error> {
    const WHAT: &str = "TSTInfo.extensions";
    while !extensions.is_empty() {
        let mut extension = extensions.sequence(WHAT)?;
        extension.oid(WHAT)?;
        let critical = extension.peek(Tag::BOOLEAN) && extension.boolean(WHAT)?;
        extension.octet_string(WHAT)?;
        extension.finish(WHAT)?;
        if critical {
            return Err(Error::Unsupported(Unsupported::Extension));
        }
    }
    Ok(())
}
