//! What is in evidence, and how long it is fresh.

use std::ffi::c_char;
use std::mem::MaybeUninit;

use antin::Time;
use antin::ades::{Freshness, Origin, Subject};
use antin::revocation::ocsp::Response;
use antin::tsp::Token;
use antin::x509::{Certificate, Crl};

use crate::boundary::{call, free, get, give, lend, wanted};
use crate::error::antin_error;
use crate::evidence::antin_evidence;
use crate::result::antin_result;
use crate::signature::write_time;
use crate::text::Lazy;

/// A certificate.
pub const ANTIN_EVIDENCE_CERTIFICATE: u32 = 1;
/// A CRL.
pub const ANTIN_EVIDENCE_CRL: u32 = 2;
/// An OCSP answer.
pub const ANTIN_EVIDENCE_OCSP: u32 = 3;
/// A time-stamp.
pub const ANTIN_EVIDENCE_TOKEN: u32 = 4;

/// The pieces of evidence, in the order in which they end. Free it with `antin_evidence_list_free`.
pub struct antin_evidence_list(Vec<antin_evidence_item>);

/// A piece of evidence. It belongs to its list and is not freed.
pub struct antin_evidence_item {
    piece: Piece,
    since: Time,
    until: Option<Time>,
    origin: Option<Origin>,
    name: Lazy,
    source: Lazy,
}

/// What a piece is; clones share their bytes.
enum Piece {
    Certificate(Certificate),
    Crl(Crl),
    Ocsp(Response),
    Token(Box<Token>),
}

impl Piece {
    fn of(subject: Subject<'_>) -> Option<Self> {
        Some(match subject {
            Subject::Certificate(one) => Self::Certificate(one.clone()),
            Subject::Crl(one) => Self::Crl(one.clone()),
            Subject::OcspResponse(one) => Self::Ocsp(one.clone()),
            Subject::Token(one) => Self::Token(Box::new(one.clone())),
            _ => return None,
        })
    }

    fn bytes(&self) -> &[u8] {
        match self {
            Self::Certificate(one) => one.as_der(),
            Self::Crl(one) => one.as_der(),
            Self::Ocsp(one) => one.as_der(),
            Self::Token(one) => one.as_bytes(),
        }
    }

    fn name(&self) -> Option<String> {
        Some(match self {
            Self::Certificate(one) => one.subject().to_string(),
            Self::Crl(one) => one.issuer().to_string(),
            Self::Ocsp(one) => one.responder().to_string(),
            Self::Token(one) => one.signing_certificate(&[]).ok()?.subject().to_string(),
        })
    }
}

impl antin_evidence_item {
    fn of(freshness: &Freshness<'_>) -> Option<Self> {
        let (name, source) = (Lazy::default(), Lazy::default());
        let (since, until) = (freshness.since, freshness.until);
        let (piece, origin) = (Piece::of(freshness.subject)?, freshness.origin.cloned());
        Some(Self { piece, since, until, origin, name, source })
    }
}

/// Lists what is in evidence: what ends first is first, and what never ends is last.
///
/// The list stays as it is when the evidence changes or is freed.
#[unsafe(no_mangle)]
pub extern "C" fn antin_evidence_list_new(
    evidence: Option<&antin_evidence>,
    list_out: Option<&mut MaybeUninit<*mut antin_evidence_list>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(list_out, "list_out")?;
        let freshness = wanted(evidence, "evidence")?.0.freshness();
        give(
            out,
            antin_evidence_list(freshness.iter().filter_map(antin_evidence_item::of).collect()),
        );
        Ok(())
    })
}

/// Returns how many pieces there are.
#[unsafe(no_mangle)]
pub extern "C" fn antin_evidence_list_count(list: Option<&antin_evidence_list>) -> usize {
    get(|| list.map(|list| list.0.len()))
}

/// Returns how many pieces have ended by a time, in seconds since 1970-01-01T00:00:00Z: that many at the
/// beginning of the list. With the time in a week, these are what has to be fetched anew this week.
#[unsafe(no_mangle)]
pub extern "C" fn antin_evidence_list_ended_count(
    list: Option<&antin_evidence_list>,
    by: i64,
) -> usize {
    get(|| {
        let by = Time::from_unix(by);
        let ended = |item: &&antin_evidence_item| item.until.is_some_and(|until| until < by);
        Some(list?.0.iter().filter(ended).count())
    })
}

/// Returns a piece, counted from 0. It lives until the list is freed. NULL beyond the last.
#[unsafe(no_mangle)]
pub extern "C" fn antin_evidence_list_item(
    list: Option<&antin_evidence_list>,
    index: usize,
) -> *const antin_evidence_item {
    get(|| list?.0.get(index).map(std::ptr::from_ref))
}

/// Frees a list, and with it what was borrowed from it; NULL is well.
#[unsafe(no_mangle)]
pub extern "C" fn antin_evidence_list_free(list: Option<Box<antin_evidence_list>>) {
    free(list);
}

/// Returns what a piece is (`ANTIN_EVIDENCE_…`).
#[unsafe(no_mangle)]
pub extern "C" fn antin_evidence_item_kind(item: Option<&antin_evidence_item>) -> u32 {
    get(|| {
        Some(match item?.piece {
            Piece::Certificate(_) => ANTIN_EVIDENCE_CERTIFICATE,
            Piece::Crl(_) => ANTIN_EVIDENCE_CRL,
            Piece::Ocsp(_) => ANTIN_EVIDENCE_OCSP,
            Piece::Token(_) => ANTIN_EVIDENCE_TOKEN,
        })
    })
}

/// Returns whose it is: the subject of a certificate, the issuer of a CRL, the responder of an OCSP
/// answer, the authority of a time-stamp; NULL if that is not known. A claim, until it is judged.
#[unsafe(no_mangle)]
pub extern "C" fn antin_evidence_item_name(item: Option<&antin_evidence_item>) -> *const c_char {
    get(|| item.map(|item| item.name.get(|| item.piece.name())))
}

/// Gives since when a piece says something, in seconds since 1970-01-01T00:00:00Z: thisUpdate, the
/// beginning of a certificate, the time of a time-stamp.
#[unsafe(no_mangle)]
pub extern "C" fn antin_evidence_item_since(
    item: Option<&antin_evidence_item>,
    time_out: Option<&mut MaybeUninit<i64>>,
) -> antin_result {
    call(None, || write_time(Some(wanted(item, "item")?.since), time_out))
}

/// Gives when something newer is due, in seconds since 1970-01-01T00:00:00Z: nextUpdate, the end of a
/// certificate.
///
/// `ANTIN_RESULT_ABSENT` if that is not said; of time-stamps it never is.
#[unsafe(no_mangle)]
pub extern "C" fn antin_evidence_item_until(
    item: Option<&antin_evidence_item>,
    time_out: Option<&mut MaybeUninit<i64>>,
) -> antin_result {
    call(None, || write_time(wanted(item, "item")?.until, time_out))
}

/// Gives when a piece was obtained, in seconds since 1970-01-01T00:00:00Z. A note, which proves nothing.
///
/// `ANTIN_RESULT_ABSENT` if that was not noted.
#[unsafe(no_mangle)]
pub extern "C" fn antin_evidence_item_obtained(
    item: Option<&antin_evidence_item>,
    time_out: Option<&mut MaybeUninit<i64>>,
) -> antin_result {
    call(None, || {
        let origin = wanted(item, "item")?.origin.as_ref();
        write_time(origin.map(Origin::obtained), time_out)
    })
}

/// Returns from where a piece was obtained, such as an address; NULL if that was not noted.
#[unsafe(no_mangle)]
pub extern "C" fn antin_evidence_item_source(item: Option<&antin_evidence_item>) -> *const c_char {
    get(|| item.map(|item| item.source.get(|| item.origin.as_ref().map(Origin::source))))
}

/// Returns the bytes of a piece in DER, as it was received, and their number through `len_out`, which
/// may be NULL. They live until the list is freed.
#[unsafe(no_mangle)]
pub extern "C" fn antin_evidence_item_bytes(
    item: Option<&antin_evidence_item>,
    len_out: Option<&mut MaybeUninit<usize>>,
) -> *const u8 {
    get(|| Some(lend(item.map(|item| item.piece.bytes()), len_out)))
}
