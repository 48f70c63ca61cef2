//! Judging a document that is handed over piece by piece.

use std::mem::MaybeUninit;

use antin::{Time, Verifying};

use crate::boundary::{bytes, call, free, give, wanted};
use crate::error::{Fault, antin_error};
use crate::evidence::{antin_evidence, or_none};
use crate::policy::antin_policy;
use crate::report::antin_report;
use crate::result::antin_result;

/// A judgement on a document that passes by, in constant memory. Free it with
/// `antin_verifying_free`.
pub struct antin_verifying(Option<Verifying>);

/// Begins a judgement on a detached signature, whose content will be handed over; the arguments are as
/// those of `antin_verify`. The signature, the policy and the evidence are copied.
///
/// As `antin_verify` for what is wrong with the signature; `ANTIN_RESULT_INVALID_ARGUMENT` if the content
/// is in it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_verifying_new(
    signature: *const u8,
    signature_len: usize,
    policy: Option<&antin_policy>,
    evidence: Option<&antin_evidence>,
    at: i64,
    verifying_out: Option<&mut MaybeUninit<*mut antin_verifying>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(verifying_out, "verifying_out")?;
        // SAFETY: the conventions of the header ask for this many octets.
        let signature = unsafe { bytes(signature, signature_len, "signature") }?;
        let policy = &wanted(policy, "policy")?.policy;
        let (evidence, at) = (or_none(evidence), Time::from_unix(at));
        let verifying = Verifying::detached(signature, policy, &evidence, at)?;
        give(out, antin_verifying(Some(verifying)));
        Ok(())
    })
}

/// Begins a judgement on a document that will be handed over with its content in it.
///
/// Beyond 256 KiB a thread of the library reads it; it has ended when `antin_verifying_finish` or
/// `antin_verifying_free` returns, and does not exist in a child of `fork`. Memory is constant, except
/// that a document in PEM is gathered (64 MiB at most), and that 8 MiB of content are held at first.
#[unsafe(no_mangle)]
pub extern "C" fn antin_verifying_new_attached(
    policy: Option<&antin_policy>,
    evidence: Option<&antin_evidence>,
    at: i64,
    verifying_out: Option<&mut MaybeUninit<*mut antin_verifying>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(verifying_out, "verifying_out")?;
        let policy = &wanted(policy, "policy")?.policy;
        let verifying = Verifying::attached(policy, &or_none(evidence), Time::from_unix(at));
        give(out, antin_verifying(Some(verifying)));
        Ok(())
    })
}

/// Takes the next piece.
///
/// As `antin_verify`, as soon as it is known that there will be no judgement, which `antin_verifying_finish`
/// then says as well; `ANTIN_RESULT_OTHER` if a thread cannot be started; `ANTIN_RESULT_ALREADY_USED` after
/// the end.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn antin_verifying_update(
    verifying: Option<&mut antin_verifying>,
    piece: *const u8,
    piece_len: usize,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let verifying = wanted(verifying, "verifying")?;
        // SAFETY: the conventions of the header ask for this many octets.
        let piece = unsafe { bytes(piece, piece_len, "piece") }?;
        Ok(verifying.0.as_mut().ok_or(Fault::AlreadyUsed)?.update(piece)?)
    })
}

/// Judges. It works once, also if it fails; as `antin_verify`.
#[unsafe(no_mangle)]
#[must_use]
pub extern "C" fn antin_verifying_finish(
    verifying: Option<&mut antin_verifying>,
    report_out: Option<&mut MaybeUninit<*mut antin_report>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(report_out, "report_out")?;
        let verifying = wanted(verifying, "verifying")?.0.take().ok_or(Fault::AlreadyUsed)?;
        give(out, antin_report::new(verifying.finish()?));
        Ok(())
    })
}

/// Frees a judgement in the making; NULL is well.
#[unsafe(no_mangle)]
pub extern "C" fn antin_verifying_free(verifying: Option<Box<antin_verifying>>) {
    free(verifying);
}
