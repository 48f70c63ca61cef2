//! Who may sign registries.

use std::mem::{self, MaybeUninit};

use antin::registry::RegistrySigners;
use antin::x509;

use crate::boundary::{bytes, call, free, give, wanted};
use crate::error::antin_error;
use crate::result::antin_result;

/// Who may sign registries. Free it with `antin_registry_signers_free`.
///
/// A path to a root of the policy is not enough: every agency has one. It is not used up, and may be used by
/// several threads at once.
pub struct antin_registry_signers(pub(crate) RegistrySigners);

/// Names nobody.
#[unsafe(no_mangle)]
pub extern "C" fn antin_registry_signers_new(
    signers_out: Option<&mut MaybeUninit<*mut antin_registry_signers>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        give(wanted(signers_out, "signers_out")?, antin_registry_signers(RegistrySigners::new()));
        Ok(())
    })
}

/// Names the keys of certificates, one or several in PEM, or one in DER. It is the keys that count: their
/// certificates may be renewed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_registry_signers_add(
    signers: Option<&mut antin_registry_signers>,
    certificates: *const u8,
    certificates_len: usize,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let signers = wanted(signers, "signers")?;
        // SAFETY: the conventions of the header ask for this many octets.
        let certificates = unsafe { bytes(certificates, certificates_len, "certificates") }?;
        let certificates = x509::certificates(certificates)?;
        let before = mem::take(&mut signers.0);
        signers.0 = certificates.iter().fold(before, RegistrySigners::with);
        Ok(())
    })
}

/// Frees it; NULL is well.
#[unsafe(no_mangle)]
pub extern "C" fn antin_registry_signers_free(signers: Option<Box<antin_registry_signers>>) {
    free(signers);
}
