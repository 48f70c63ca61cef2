//! `antin pki crl`: a revocation list of one CA, complete or delta, with exactly the entries that the command
//! names.

use std::io::Write;
use std::path::Path;

use antin::Time;
use antin::x509::Certificate;
use rcgen::{
    CertificateRevocationListParams, KeyIdMethod, RevocationReason, RevokedCertParams, SerialNumber,
};

use super::shape::{Authority, date};
use super::store::{self, Store};
use super::{Kind, delta};
use crate::args::{CrlArgs, Reason};
use crate::failure::Failure;
use crate::lang::{Language, errors, pki as text};
use crate::{clock, files, input, print};

const WEEK: i64 = 7 * 86_400;

/// Runs `antin pki crl`.
pub(super) fn run(args: &CrlArgs, language: Language, out: &mut impl Write) -> Result<(), Failure> {
    let store = Store::open(&args.dir, args.force, language);
    let name = if args.delta { format!("{}-delta", args.issuer) } else { args.issuer.clone() };
    store.check_free(&name, &["crl"])?;
    let (authority, _) = store.authority(&args.issuer, Kind::SubCa)?;
    let this_update = match args.this_update {
        Some(time) => time,
        None => clock::now()?,
    };
    let next_update = args.next_update.unwrap_or_else(|| this_update.plus_seconds(WEEK));
    if next_update <= this_update {
        return Err(Failure::usage(&errors::BAD_CRL_TIMES));
    }
    let base = if args.delta { Some(base(args, &store)?) } else { None };
    let mut entries = entries(&args.revoke, this_update, reason(args.reason))?;
    let removed = Some(RevocationReason::RemoveFromCrl);
    entries.extend(self::entries(&args.remove, this_update, removed)?);
    let count = entries.len().to_string();
    // RFC 5280 §5.2.3: numbers grow from list to list.
    let least = base.map_or(0, |base| base.saturating_add(1));
    let number = args.number.unwrap_or_else(|| number(this_update).max(least));
    let mut list = make(&authority, (this_update, next_update), number, entries)?;
    if let Some(base) = base {
        list = delta::of(&list, base, &store::credential(&args.dir, &args.issuer)?)?;
    }
    store.save_crl(&name, &list, out)?;
    print::line(out, &text::REVOKED_COUNT.fill(language, &[&count]))
}

/// The number of the list that a delta is based on.
fn base(args: &CrlArgs, store: &Store) -> Result<u64, Failure> {
    if let Some(base) = args.base {
        return Ok(base);
    }
    let list = store.list(&args.issuer)?;
    let mut octets = list.number().unwrap_or_default().iter();
    octets
        .try_fold(0_u64, |all, octet| {
            all.checked_mul(256).and_then(|all| all.checked_add(u64::from(*octet)))
        })
        .ok_or_else(|| Failure::usage(&errors::BASE_NUMBER).with(args.issuer.as_str()))
}

fn entries(
    names: &[String],
    this_update: Time,
    reason: Option<RevocationReason>,
) -> Result<Vec<RevokedCertParams>, Failure> {
    names.iter().map(|entry| revoked(entry, this_update, reason)).collect()
}

/// Makes a list for a week, with these certificates on it and the times of their revocation.
pub(crate) fn of_week(
    authority: &Authority,
    now: Time,
    revoked: &[(&Certificate, Time)],
) -> Result<Vec<u8>, Failure> {
    let entries = revoked.iter().map(|(certificate, time)| RevokedCertParams {
        serial_number: SerialNumber::from_slice(certificate.serial()),
        revocation_time: date(*time),
        reason_code: Some(RevocationReason::KeyCompromise),
        invalidity_date: None,
    });
    make(authority, (now, now.plus_seconds(WEEK)), number(now), entries.collect())
}

fn make(
    authority: &Authority,
    (this_update, next_update): (Time, Time),
    number: u64,
    revoked_certs: Vec<RevokedCertParams>,
) -> Result<Vec<u8>, Failure> {
    CertificateRevocationListParams {
        this_update: date(this_update),
        next_update: date(next_update),
        crl_number: SerialNumber::from(number),
        issuing_distribution_point: None,
        revoked_certs,
        key_identifier_method: KeyIdMethod::Sha256,
    }
    .signed_by(authority.issuer())
    .map(|list| list.der().to_vec())
    .map_err(|error| Failure::unable(&errors::PKI_FAILED).with("crl").with(error.to_string()))
}

/// Reads `FILE` or `FILE@TIME`.
fn revoked(
    entry: &str,
    this_update: Time,
    reason_code: Option<RevocationReason>,
) -> Result<RevokedCertParams, Failure> {
    let with_time = entry
        .rsplit_once('@')
        .and_then(|(file, time)| Some((file, Time::parse_rfc3339(time).ok()?)));
    let (file, time) = with_time.unwrap_or((entry, this_update));
    let path = Path::new(file);
    let certificates = input::certificates_in(path, &files::read(path)?)?;
    let serial = certificates.first().map(Certificate::serial).unwrap_or_default();
    Ok(RevokedCertParams {
        serial_number: SerialNumber::from_slice(serial),
        revocation_time: date(time),
        reason_code,
        invalidity_date: None,
    })
}

fn number(time: Time) -> u64 {
    u64::try_from(time.to_unix()).unwrap_or(1)
}

/// The number of a reason (RFC 5280 §5.3.1); none where none is given.
pub(super) fn code(reason: Reason) -> Option<u8> {
    match reason {
        Reason::Unspecified => None,
        Reason::KeyCompromise => Some(1),
        Reason::AffiliationChanged => Some(3),
        Reason::Superseded => Some(4),
        Reason::CessationOfOperation => Some(5),
        Reason::CertificateHold => Some(6),
    }
}

fn reason(reason: Reason) -> Option<RevocationReason> {
    Some(match reason {
        Reason::Unspecified => return None,
        Reason::KeyCompromise => RevocationReason::KeyCompromise,
        Reason::AffiliationChanged => RevocationReason::AffiliationChanged,
        Reason::Superseded => RevocationReason::Superseded,
        Reason::CessationOfOperation => RevocationReason::CessationOfOperation,
        Reason::CertificateHold => RevocationReason::CertificateHold,
    })
}
