//! Fetching what a judgement will need, where the certificates say.

use std::mem::MaybeUninit;

use antin::{Evidence, Time};

use crate::boundary::{bytes, call, give, wanted};
use crate::client::{self, Wanted, antin_client};
use crate::error::{Fault, antin_error};
use crate::evidence::{antin_evidence, or_none};
use crate::gathered::antin_gathered;
use crate::policy::antin_policy;
use crate::result::antin_result;

/// Fetches what a judgement of a signature will need: OCSP answers, CRLs and missing issuers, for its
/// signers and for the authorities of its time-stamps.
///
/// `signature` is a `.p7s` or `.p7m`. `known` is what is at hand already, which is not fetched again; it may
/// be NULL. `now` is the time in seconds since 1970-01-01T00:00:00Z. Who may be asked, and how long all of
/// it may take, is said by the options of the client. A policy that skips revocation is asked as if it did
/// not.
///
/// Nothing is judged. What could not be fetched is no error: `antin_gathered_missing` tells, and the
/// judgement will say what it means. But a document can have a bound on the gathering met: with a policy of
/// `ANTIN_REVOCATION_IF_PRESENT`, ask `antin_gathered_is_cut_short` before judging.
/// `ANTIN_RESULT_MALFORMED` if `signature` is none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_gather(
    client: Option<&antin_client>,
    signature: *const u8,
    signature_len: usize,
    policy: Option<&antin_policy>,
    known: Option<&antin_evidence>,
    now: i64,
    gathered_out: Option<&mut MaybeUninit<*mut antin_gathered>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(gathered_out, "gathered_out")?;
        let client = wanted(client, "client")?;
        // SAFETY: the conventions of the header ask for this many octets.
        let signature = unsafe { bytes(signature, signature_len, "signature") }?;
        let wanted_for = Wanted::Signature(signature);
        give(out, run(client, wanted_for, policy, or_none(known), now)?);
        Ok(())
    })
}

/// Fetches what a judgement of a certificate will need, as for signing at level LT or LTA, where the chain
/// of the credential and that of the time-stamping authority are asked about.
///
/// `certificates` are in PEM, or one in DER; the first is asked about, the others help to complete its
/// path. All else is as in `antin_gather`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_gather_for_certificate(
    client: Option<&antin_client>,
    certificates: *const u8,
    certificates_len: usize,
    policy: Option<&antin_policy>,
    known: Option<&antin_evidence>,
    now: i64,
    gathered_out: Option<&mut MaybeUninit<*mut antin_gathered>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(gathered_out, "gathered_out")?;
        let client = wanted(client, "client")?;
        // SAFETY: the conventions of the header ask for this many octets.
        let certificates = unsafe { bytes(certificates, certificates_len, "certificates") }?;
        let mut certificates = antin::x509::certificates(certificates)?.into_iter();
        let none = Fault::Invalid("certificates", "holds no certificate");
        let leaf = certificates.next().ok_or(none)?;
        let known = or_none(known).with_certificates(certificates);
        give(out, run(client, Wanted::Certificate(leaf), policy, known, now)?);
        Ok(())
    })
}

fn run(
    client: &antin_client,
    wanted_for: Wanted<'_>,
    policy: Option<&antin_policy>,
    known: Evidence,
    now: i64,
) -> Result<antin_gathered, Fault> {
    let policy = &wanted(policy, "policy")?.policy;
    client::gather(client, wanted_for, policy, &known, Time::from_unix(now))
}
