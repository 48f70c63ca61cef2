//! How keys are read.

use std::ffi::c_char;
use std::mem::MaybeUninit;

use antin::crypto::{self, Provider};
use antin::keys::Options;

use crate::boundary::{call, free, give, text, wanted};
use crate::error::{Fault, antin_error};
use crate::result::antin_result;

/// The provider of cryptography that is the default: ring.
pub const ANTIN_PROVIDER_RING: u32 = 1;
/// A second provider, faster at RSA, if the library was built with it: AWS-LC.
pub const ANTIN_PROVIDER_AWS_LC_RS: u32 = 2;

/// Returns the provider, if the number is one and the library was built with it.
pub(crate) fn provider_of(number: u32) -> Result<&'static dyn Provider, Fault> {
    let name = match number {
        ANTIN_PROVIDER_RING => "ring",
        ANTIN_PROVIDER_AWS_LC_RS => "aws-lc-rs",
        _ => return Err(Fault::Invalid("provider", "is no ANTIN_PROVIDER_… number")),
    };
    let built_in = crypto::providers().iter().find(|provider| provider.name() == name).copied();
    built_in.ok_or(Fault::Invalid("provider", "is one that this library was built without"))
}

/// How keys are read. Free it with `antin_key_options_free`.
pub struct antin_key_options(pub(crate) Options);

/// Makes the defaults: provider ring, and a file with several keys is refused.
#[unsafe(no_mangle)]
pub extern "C" fn antin_key_options_new(
    options_out: Option<&mut MaybeUninit<*mut antin_key_options>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        give(wanted(options_out, "options_out")?, antin_key_options(Options::new()));
        Ok(())
    })
}

/// Takes the key of this name out of a PKCS#12 file: its friendlyName, the alias of Java.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_key_options_set_friendly_name(
    options: Option<&mut antin_key_options>,
    name: *const c_char,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let options = wanted(options, "options")?;
        // SAFETY: the conventions of the header ask for text that ends in NUL.
        let name = unsafe { text(name, "name") }?;
        options.0 = options.0.clone().with_friendly_name(name);
        Ok(())
    })
}

/// Makes keys with this provider (`ANTIN_PROVIDER_…`), which will then sign.
///
/// `ANTIN_RESULT_INVALID_ARGUMENT` if the library was built without it.
#[unsafe(no_mangle)]
pub extern "C" fn antin_key_options_set_provider(
    options: Option<&mut antin_key_options>,
    provider: u32,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let options = wanted(options, "options")?;
        options.0 = options.0.clone().with_provider(provider_of(provider)?);
        Ok(())
    })
}

/// Frees options; NULL is well.
#[unsafe(no_mangle)]
pub extern "C" fn antin_key_options_free(options: Option<Box<antin_key_options>>) {
    free(options);
}
