//! What a seal that passed claims: that its certificate is a body's.

use std::ffi::{CString, c_char};
use std::mem::MaybeUninit;

use antin::Time;
use antin::edxml::Claim;
use antin::x509::Certificate;

use crate::boundary::{call, get, lend, wanted};
use crate::result::antin_result;
use crate::seal_options;
use crate::signature::write_time;
use crate::text::c_string;

/// What a seal that passed claims: that its certificate is a body's. It lives while the function of
/// `antin_opening_set_senders` runs, and is not freed.
pub struct antin_claim {
    organ: CString,
    role: u32,
    path: Vec<Certificate>,
    at: Time,
}

impl antin_claim {
    pub(crate) fn new(claim: &Claim<'_>) -> Self {
        Self {
            organ: c_string(claim.organ()),
            role: seal_options::number_of(claim.role()),
            path: claim.path().certificates().to_vec(),
            at: claim.at(),
        }
    }
}

/// Returns the identifier code of the body, in normal form.
#[unsafe(no_mangle)]
pub extern "C" fn antin_claim_organ(claim: Option<&antin_claim>) -> *const c_char {
    get(|| claim.map(|claim| claim.organ.as_ptr()))
}

/// Returns the role that it seals in (`ANTIN_ROLE_…`).
#[unsafe(no_mangle)]
pub extern "C" fn antin_claim_role(claim: Option<&antin_claim>) -> u32 {
    get(|| claim.map(|claim| claim.role))
}

/// Gives the time that it is about, in seconds since 1970-01-01T00:00:00Z: when the seal provably existed, or
/// that of the judgement. What a signer claims moves nothing.
#[unsafe(no_mangle)]
pub extern "C" fn antin_claim_time(
    claim: Option<&antin_claim>,
    time_out: Option<&mut MaybeUninit<i64>>,
) -> antin_result {
    call(None, || write_time(Some(wanted(claim, "claim")?.at), time_out))
}

/// Returns how many certificates the path has, from that of the key that sealed on, without the root.
#[unsafe(no_mangle)]
pub extern "C" fn antin_claim_path_count(claim: Option<&antin_claim>) -> usize {
    get(|| claim.map(|claim| claim.path.len()))
}

/// Returns a certificate of the path in DER, counted from 0, which is that of the key that sealed; its
/// length through `len_out`, which may be NULL. NULL beyond the last.
#[unsafe(no_mangle)]
pub extern "C" fn antin_claim_path_certificate(
    claim: Option<&antin_claim>,
    index: usize,
    len_out: Option<&mut MaybeUninit<usize>>,
) -> *const u8 {
    get(|| {
        let certificate = claim.and_then(|claim| claim.path.get(index));
        Some(lend(certificate.map(Certificate::as_der), len_out))
    })
}
