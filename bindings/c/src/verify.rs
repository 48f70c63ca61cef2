//! Judging a document in memory.

use std::mem::MaybeUninit;

use antin::cades::Content;
use antin::{Evidence, Time};

use crate::boundary::{bytes, bytes_or_none, call, give, wanted};
use crate::error::antin_error;
use crate::evidence::antin_evidence;
use crate::policy::antin_policy;
use crate::report::antin_report;
use crate::result::antin_result;

/// Judges the signatures of a document of `document_len` bytes, at a time in seconds since
/// 1970-01-01T00:00:00Z.
///
/// `document` is what carries the signatures, recognised by its bytes. `content` is the file that was
/// signed, if it lies beside the signature; otherwise NULL with a length of 0. `evidence` may be NULL.
/// Nothing of the arguments is kept; nothing is fetched and no clock is read.
///
/// `ANTIN_RESULT_OK` says that there is a judgement, never that it is good: go on with
/// `antin_report_require_passed`. Without judgement: `ANTIN_RESULT_MALFORMED`,
/// `ANTIN_RESULT_UNSUPPORTED`, `ANTIN_RESULT_LIMIT_EXCEEDED`, or `ANTIN_RESULT_INVALID_ARGUMENT` if
/// content is given that is not wanted.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn antin_verify(
    document: *const u8,
    document_len: usize,
    content: *const u8,
    content_len: usize,
    policy: Option<&antin_policy>,
    evidence: Option<&antin_evidence>,
    at: i64,
    report_out: Option<&mut MaybeUninit<*mut antin_report>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(report_out, "report_out")?;
        // SAFETY: the conventions of the header ask for this many octets.
        let document = unsafe { bytes(document, document_len, "document") }?;
        // SAFETY: the same.
        let content = unsafe { bytes_or_none(content, content_len, "content") }?;
        let policy = &wanted(policy, "policy")?.policy;
        let none = Evidence::new();
        let evidence = evidence.map_or(&none, |given| &given.0);
        let (content, at) = (content.map(Content::Bytes), Time::from_unix(at));
        let report = antin::verify(document, content, policy, evidence, at)?;
        give(out, antin_report::new(report));
        Ok(())
    })
}
