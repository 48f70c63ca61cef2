//! The judgement on one time-stamp of a signature.

use std::ffi::c_char;
use std::mem::MaybeUninit;
use std::sync::Arc;

use antin::ades::{SignatureReport, Signer, TimestampKind, TimestampReport};

use crate::boundary::{call, get, wanted};
use crate::report::{Judged, antin_verdict, number_of};
use crate::result::antin_result;
use crate::signature::write_time;
use crate::text::Lazy;

/// Over the content, before it was signed.
pub const ANTIN_TIMESTAMP_CONTENT: u32 = 1;
/// Over the signature value.
pub const ANTIN_TIMESTAMP_SIGNATURE: u32 = 2;
/// Over the references to certificates and revocation data.
pub const ANTIN_TIMESTAMP_REFERENCES: u32 = 3;
/// Over the signature, its time-stamps and the references.
pub const ANTIN_TIMESTAMP_COMPLETE: u32 = 4;
/// Over all of it, in the first form.
pub const ANTIN_TIMESTAMP_ARCHIVE_V1: u32 = 5;
/// Over all of it, in the second form.
pub const ANTIN_TIMESTAMP_ARCHIVE_V2: u32 = 6;
/// Over all of it, in the third form, which later additions do not break.
pub const ANTIN_TIMESTAMP_ARCHIVE_V3: u32 = 7;

/// The judgement on one time-stamp of a signature. It belongs to the report and is not freed.
pub struct antin_timestamp {
    judged: Arc<Judged>,
    signature: usize,
    index: usize,
    sub_indication: Lazy,
    authority: Lazy,
    policy: Lazy,
}

impl antin_timestamp {
    pub(crate) fn new(judged: &Arc<Judged>, signature: usize, index: usize) -> Self {
        let (sub_indication, authority) = (Lazy::default(), Lazy::default());
        let (judged, policy) = (Arc::clone(judged), Lazy::default());
        Self { judged, signature, index, sub_indication, authority, policy }
    }

    fn report(&self) -> Option<&TimestampReport> {
        let signature = self.judged.report().signatures().get(self.signature);
        signature.map(SignatureReport::timestamps)?.get(self.index)
    }
}

/// Returns what a time-stamp is over (`ANTIN_TIMESTAMP_…`).
#[unsafe(no_mangle)]
pub extern "C" fn antin_timestamp_kind(timestamp: Option<&antin_timestamp>) -> u32 {
    get(|| {
        Some(match timestamp?.report()?.kind() {
            TimestampKind::Content => ANTIN_TIMESTAMP_CONTENT,
            TimestampKind::Signature => ANTIN_TIMESTAMP_SIGNATURE,
            TimestampKind::References => ANTIN_TIMESTAMP_REFERENCES,
            TimestampKind::Complete => ANTIN_TIMESTAMP_COMPLETE,
            TimestampKind::ArchiveV1 => ANTIN_TIMESTAMP_ARCHIVE_V1,
            TimestampKind::ArchiveV2 => ANTIN_TIMESTAMP_ARCHIVE_V2,
            TimestampKind::ArchiveV3 => ANTIN_TIMESTAMP_ARCHIVE_V3,
            _ => return None,
        })
    })
}

/// Returns the verdict on a time-stamp (`ANTIN_VERDICT_…`). Only one that passed proves something.
#[unsafe(no_mangle)]
#[must_use]
pub extern "C" fn antin_timestamp_verdict(timestamp: Option<&antin_timestamp>) -> antin_verdict {
    get(|| timestamp?.report().map(|report| number_of(report.verdict())))
}

/// Returns the sub-indication of EN 319 102-1 that goes with the verdict; NULL for a pass.
#[unsafe(no_mangle)]
pub extern "C" fn antin_timestamp_sub_indication(
    timestamp: Option<&antin_timestamp>,
) -> *const c_char {
    get(|| {
        let timestamp = timestamp?;
        let report = timestamp.report()?;
        Some(timestamp.sub_indication.get(|| report.verdict().sub_indication()))
    })
}

/// Gives the time that a time-stamp names, in seconds since 1970-01-01T00:00:00Z.
///
/// `ANTIN_RESULT_ABSENT` if it could not be read.
#[unsafe(no_mangle)]
pub extern "C" fn antin_timestamp_time(
    timestamp: Option<&antin_timestamp>,
    time_out: Option<&mut MaybeUninit<i64>>,
) -> antin_result {
    call(None, || {
        let report = wanted(timestamp, "timestamp")?.report();
        write_time(report.and_then(TimestampReport::time), time_out)
    })
}

/// Returns the subject of the authority's certificate; NULL if none was found.
#[unsafe(no_mangle)]
pub extern "C" fn antin_timestamp_authority(timestamp: Option<&antin_timestamp>) -> *const c_char {
    get(|| {
        let timestamp = timestamp?;
        let authority = timestamp.report()?.authority();
        Some(timestamp.authority.get(|| authority.map(Signer::subject)))
    })
}

/// Returns the policy of the authority, in dotted form; NULL if it could not be read.
#[unsafe(no_mangle)]
pub extern "C" fn antin_timestamp_policy(timestamp: Option<&antin_timestamp>) -> *const c_char {
    get(|| {
        let timestamp = timestamp?;
        let policy = timestamp.report()?.policy();
        Some(timestamp.policy.get(|| policy))
    })
}
