//! An agency at a gateway: its code and its key.

use std::ffi::{CString, c_char};
use std::mem::MaybeUninit;
use std::sync::Arc;

use antin::gateway::Agency;
use antin::x509;

use crate::boundary::{bytes, call, free, get, give, text, wanted};
use crate::credential::antin_credential;
use crate::error::antin_error;
use crate::result::antin_result;
use crate::text::c_string;
use crate::timestamper::antin_timestamper;

/// An agency that a gateway serves: its identifier code, and what it signs with, which no function gives out.
/// Free it with `antin_agency_free`.
///
/// Where it is `const`, several threads may use it at once.
pub struct antin_agency {
    pub(crate) agency: Agency,
    code: CString,
}

impl antin_agency {
    fn new(agency: Agency) -> Self {
        Self { code: c_string(agency.code()), agency }
    }
}

/// Serves the agency with an identifier code, whose key is at hand. The credential is kept.
///
/// `ANTIN_RESULT_INVALID_ARGUMENT` without a code.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_agency_new(
    code: *const c_char,
    credential: Option<&antin_credential>,
    agency_out: Option<&mut MaybeUninit<*mut antin_agency>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(agency_out, "agency_out")?;
        // SAFETY: the conventions of the header ask for text that ends in NUL.
        let code = unsafe { text(code, "code") }?;
        let credential = wanted(credential, "credential")?.0.clone();
        give(out, antin_agency::new(Agency::new(code, credential)?));
        Ok(())
    })
}

/// Serves an agency whose key lives elsewhere: everything is signed in two steps, prepared here and finished with
/// the value.
///
/// `chain` is certificates in PEM, the agency's first, or the agency's alone in DER.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_agency_new_elsewhere(
    code: *const c_char,
    chain: *const u8,
    chain_len: usize,
    agency_out: Option<&mut MaybeUninit<*mut antin_agency>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(agency_out, "agency_out")?;
        // SAFETY: the conventions of the header ask for text that ends in NUL.
        let code = unsafe { text(code, "code") }?;
        // SAFETY: the conventions of the header ask for this many octets.
        let chain = unsafe { bytes(chain, chain_len, "chain") }?;
        give(out, antin_agency::new(Agency::elsewhere(code, x509::certificates(chain)?)?));
        Ok(())
    })
}

/// Sets who makes time-stamps for the agency, which levels above B ask for. It is kept.
#[unsafe(no_mangle)]
pub extern "C" fn antin_agency_set_timestamper(
    agency: Option<&mut antin_agency>,
    timestamper: Option<&antin_timestamper>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let agency = wanted(agency, "agency")?;
        let timestamper = Arc::clone(&wanted(timestamper, "timestamper")?.0);
        agency.agency = agency.agency.clone().timestamper(timestamper);
        Ok(())
    })
}

/// Returns the identifier code, in normal form.
#[unsafe(no_mangle)]
pub extern "C" fn antin_agency_code(agency: Option<&antin_agency>) -> *const c_char {
    get(|| Some(agency?.code.as_ptr()))
}

/// Frees it; NULL is well. Sendings and arrivals that began with it keep what they need.
#[unsafe(no_mangle)]
pub extern "C" fn antin_agency_free(agency: Option<Box<antin_agency>>) {
    free(agency);
}
